"""A page that scrolls, as wide as lines are read with ease."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from allydesk.ui.kit import look

READING_WIDTH = 720  # pixels at 100 %: longer lines are hard to read


class Page(QScrollArea):
    """A page that scrolls up and down; add() puts parts below each other."""

    def __init__(
        self, width: int = READING_WIDTH, *, margin: int = 24, centred: bool = False
    ) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("kind", "page")
        around = QHBoxLayout(inside)
        self._whole_page, self._page_margin = around, look.px(margin)
        self._keep_clear()
        body = QWidget()
        body.setMaximumWidth(look.px(width))
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(16))
        if centred:
            around.addStretch(1)
        around.addWidget(body, 100)  # takes the room, up to its width
        around.addStretch(1)
        self.setWidget(inside)

    def _keep_clear(self) -> None:
        """Leave a margin around the page, a thin one at the top where the window is low."""
        m, low = self._page_margin, self.height() < look.px(look.LOW)
        self._whole_page.setContentsMargins(m, min(m, look.px(8)) if low else m, m, m)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_clear()

    def add(self, *parts: QWidget) -> None:
        for part in parts:
            self.column.addWidget(part)

    def end(self) -> None:
        """Push everything to the top; call when the last part is in."""
        self.column.addStretch(1)
