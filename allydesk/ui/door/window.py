"""The window of the door: it covers everything, and guests cannot open or close anything from it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from allydesk.check_in import Door
from allydesk.language import _
from allydesk.models.schedule import Row
from allydesk.ui.desk import Desk
from allydesk.ui.door.full import FullWindow
from allydesk.ui.door.guest import GuestPage
from allydesk.ui.door.host import HostPage
from allydesk.ui.door.leaving import AskPin, Tries
from allydesk.ui.door.pages import BeforeGuests, Counter, Finish


class DoorWindow(FullWindow):
    """Host, guests, the end: one page at a time. While guests are at it, it does not close."""

    def __init__(self, desk: Desk, over: QWidget, event: Row) -> None:
        super().__init__(over, _("Check-in"))
        self.desk, self.row = desk, event
        self._tries = Tries("")
        self.door = Door(desk.store, event.id) if event.who_came == "names" else None
        self.host()

    def host(self) -> None:
        """Show the door to its host."""
        self.guarded = False
        if self.isFullScreen():
            self.showNormal()
        if self.door is None:
            self.open_page(Counter(self.desk.store, self.row, self.accept))
            return
        self.door.reload()
        self.open_page(HostPage(self.door, self.finish, self.before_guests))
        QTimer.singleShot(0, self, self._get_ready)  # the page first, then what letters will need

    def _get_ready(self) -> None:
        assert self.door is not None
        self.door.get_ready()

    def before_guests(self) -> None:
        self.open_page(BeforeGuests(self.desk, self._hand_over, self.host))

    def _hand_over(self, kept: str, seconds: int) -> None:
        self._tries = Tries(kept)
        self.guests(seconds)

    def guests(self, seconds: int) -> None:
        """Turn the screen over to the guests."""
        assert self.door is not None
        self.guarded = True
        self.showFullScreen()
        self.open_page(GuestPage(self.door, seconds, partial(self.leave_guests, seconds)))

    def leave_guests(self, seconds: int) -> None:
        """Go back to the host, by the PIN where there is one."""
        if self._tries.kept:
            self.open_page(AskPin(self._tries, self.host, partial(self.guests, seconds)))
        else:
            self.host()

    def finish(self) -> None:
        self.open_page(Finish(self.desk.store, self.row, self.accept, self.host))
