"""A window that covers everything, one page at a time; while it is guarded, it does not close."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QStackedWidget, QVBoxLayout, QWidget


class FullWindow(QDialog):
    """The door and the kiosk are such windows. guarded says that others than the host are at it."""

    def __init__(self, over: QWidget, title: str) -> None:
        super().__init__(over.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setModal(True)  # the menus and keys of the window below are off
        self.setWindowTitle(title)
        self.guarded = False
        self._page: QWidget = self
        self.stack = QStackedWidget()
        self.whole = QVBoxLayout(self)
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.whole.setSpacing(0)
        self.whole.addWidget(self.stack)
        self.setGeometry(over.window().geometry())

    def begin(self) -> None:
        """Open it as large as the window it came from."""
        below = self.parentWidget()
        if below is not None and (below.isMaximized() or below.isFullScreen()):
            self.showMaximized()
        else:
            self.show()
        self.put_keyboard()

    def page(self) -> QWidget:
        """Give the page that is open."""
        return self._page

    def open_page(self, page: QWidget) -> None:
        """Show a page in place of the one before, which is gone for good.

        What a page has as its foot stays in sight while the rest scrolls.
        """
        before = self.stack.currentWidget()
        self._page = page
        scroller = QScrollArea()  # for large text on a small screen
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setProperty("kind", "page")
        scroller.setWidget(page)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroller, 1)
        foot = getattr(page, "foot", None)
        if isinstance(foot, QWidget):
            column.addWidget(foot)
        self.stack.addWidget(whole)
        self.stack.setCurrentWidget(whole)
        if before is not None:
            self.stack.removeWidget(before)
            before.deleteLater()
        self.put_keyboard()

    def put_keyboard(self) -> None:
        """Put the keyboard on what the page says is its first thing."""
        first = getattr(self.page(), "first", None)
        if callable(first):
            first().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no key close it by itself: Esc empties the line, Enter belongs to the pages."""
        if event.key() not in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.guarded:
            event.ignore()
        else:
            super().closeEvent(event)

    def reject(self) -> None:
        if not self.guarded:
            super().reject()
