"""Calendar: what happens when, by month, week or as a list."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.ui.desk import Action, Desk

# The window reads the name of this place before the file is open: what needs the records is
# imported when the place is built.
if TYPE_CHECKING:
    from collections.abc import Sequence


class Screen(QWidget):
    """The calendar in the window. Its records are days: record() gives the chosen one's ordinal."""

    place: ClassVar[str] = "calendar"
    title: ClassVar[str] = _("Calendar")
    icon: ClassVar[str] = "calendar-days"
    section: ClassVar[str] = ""
    order: ClassVar[int] = 20
    key: ClassVar[str] = "Ctrl+2"
    help: ClassVar[str] = "calendar"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        from allydesk.ui.calendar.page import Calendar

        self.page = Calendar(desk)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page)

    def first(self) -> QWidget:
        return self.page.first()

    # QWidget has actions of its own; the window asks places for these.
    def doings(self) -> Sequence[Action]:
        return [
            Action(_("New"), self.new, "plus", "Ctrl+N"),
            Action(_("Go to today"), self.page.go_today, "calendar"),
            *self.page.more(),
        ]

    def record(self) -> int:
        """Give the chosen day, to come back to it."""
        return self.page.day.toordinal()

    def show_record(self, id: int) -> None:
        """Show a day, given as its ordinal number."""
        self.page.go_to(dt.date.fromordinal(id))

    def new(self) -> None:
        self.page.new()

    def print_what(self) -> None:
        self.page.print_what()
