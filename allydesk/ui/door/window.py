"""The window of the door: it covers everything, and guests cannot open or close anything from it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from allydesk.check_in import Door
from allydesk.language import _
from allydesk.models.schedule import Row
from allydesk.ui.desk import Desk
from allydesk.ui.door.guest import GuestPage
from allydesk.ui.door.host import HostPage
from allydesk.ui.door.leaving import AskPin, Tries
from allydesk.ui.door.pages import BeforeGuests, Counter, Finish


class DoorWindow(QDialog):
    """Host, guests, the end: one page at a time. While guests are at it, it does not close."""

    def __init__(self, desk: Desk, over: QWidget, event: Row) -> None:
        super().__init__(over.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setModal(True)  # the menus and keys of the window below are off
        self.setWindowTitle(_("Check-in"))
        self.desk, self.row = desk, event
        self._page: QWidget = self
        self.guarded = False  # guests are at it
        self._tries = Tries("")
        self.door = Door(desk.store, event.id) if event.who_came == "names" else None
        self.stack = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.setGeometry(over.window().geometry())
        self.host()

    def begin(self) -> None:
        """Open it as large as the window it came from."""
        below = self.parentWidget()
        if below is not None and (below.isMaximized() or below.isFullScreen()):
            self.showMaximized()
        else:
            self.show()
        self._focus()

    def page(self) -> QWidget:
        """Give the page that is open."""
        return self._page

    def _open(self, page: QWidget) -> None:
        before = self.stack.currentWidget()
        self._page = page
        scroller = QScrollArea()  # for large text on a small screen
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setProperty("kind", "page")
        scroller.setWidget(page)
        self.stack.addWidget(scroller)
        self.stack.setCurrentWidget(scroller)
        if before is not None:
            self.stack.removeWidget(before)
            before.deleteLater()
        self._focus()

    def _focus(self) -> None:
        first = getattr(self.page(), "first", None)
        if callable(first):
            first().setFocus(Qt.FocusReason.OtherFocusReason)

    def host(self) -> None:
        """Show the door to its host."""
        self.guarded = False
        if self.isFullScreen():
            self.showNormal()
        if self.door is None:
            self._open(Counter(self.desk.store, self.row, self.accept))
            return
        self.door.reload()
        self._open(HostPage(self.door, self.finish, self.before_guests))
        QTimer.singleShot(0, self, self._get_ready)  # the page first, then what letters will need

    def _get_ready(self) -> None:
        assert self.door is not None
        self.door.get_ready()

    def before_guests(self) -> None:
        self._open(BeforeGuests(self.desk, self._hand_over, self.host))

    def _hand_over(self, kept: str, seconds: int) -> None:
        self._tries = Tries(kept)
        self.guests(seconds)

    def guests(self, seconds: int) -> None:
        """Turn the screen over to the guests."""
        assert self.door is not None
        self.guarded = True
        self.showFullScreen()
        self._open(GuestPage(self.door, seconds, partial(self.leave_guests, seconds)))

    def leave_guests(self, seconds: int) -> None:
        """Go back to the host, by the PIN where there is one."""
        if self._tries.kept:
            self._open(AskPin(self._tries, self.host, partial(self.guests, seconds)))
        else:
            self.host()

    def finish(self) -> None:
        self._open(Finish(self.desk.store, self.row, self.accept, self.host))

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
