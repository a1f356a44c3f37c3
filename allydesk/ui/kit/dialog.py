"""A small window that asks something: as high as what it holds, and scrolling where that is too high."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QVBoxLayout, QWidget

from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import row

_AROUND = 40  # pixels of the window below that stay free, at 100 %


class Dialog(QDialog):
    """Parts go into column, buttons into foot(); fit() after parts changed."""

    def __init__(self, parent: QWidget, title: str, width: int = 480) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._width = width
        m = look.px(24)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(m, m, m, look.px(16))
        whole.setSpacing(look.px(12))
        self._inside = QWidget()
        self._inside.setProperty("kind", "page")
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(0, 0, look.px(4), 0)
        self.column.setSpacing(look.px(8))
        self._scroller = QScrollArea()
        self._scroller.setWidgetResizable(True)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroller.setWidget(self._inside)
        whole.addWidget(self._scroller, 1)
        self._foot: QWidget | None = None

    def foot(self, *buttons: QPushButton) -> None:
        """Put buttons below, the last one at the end; it is what Enter presses."""
        buttons[-1].setDefault(True)
        self._foot = row(QWidget(), *buttons)
        self._whole.addWidget(self._foot)

    def fit(self) -> None:
        """Take the height that the parts need, as far as the window below has room."""
        self._resize()
        QTimer.singleShot(0, self, self._resize)  # parts that are new have their height by then

    def _resize(self) -> None:
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        parent = self.parentWidget()
        window = parent.window() if parent is not None else None
        room = look.px(640) if window is None else window.height() - _AROUND
        width = look.px(self._width)
        if window is not None:
            width = min(width, window.width() - _AROUND)
        m = self._whole.contentsMargins()
        across = width - m.left() - m.right()
        self.column.activate()
        high = (
            self.column.totalHeightForWidth(across)
            if self.column.hasHeightForWidth()
            else self.column.totalSizeHint().height()
        )
        foot = self._foot.sizeHint().height() + look.px(12) if self._foot is not None else 0
        self.resize(width, min(high + foot + m.top() + m.bottom() + 2, room))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
