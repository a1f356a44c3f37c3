"""Learning: courses, who has done what, what is due, and what there is to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.ui.desk import Action, Desk

# The window reads the name of this place before the file is open: what needs the records is
# imported when the place is built.
if TYPE_CHECKING:
    from collections.abc import Sequence


class Screen(QWidget):
    """The place in the window; what is in it is allydesk/ui/learning."""

    place: ClassVar[str] = "learning"
    title: ClassVar[str] = _("Learning")
    icon: ClassVar[str] = "graduation-cap"
    section: ClassVar[str] = ""
    order: ClassVar[int] = 40
    key: ClassVar[str] = "Ctrl+4"
    help: ClassVar[str] = "learning"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        from allydesk.ui.learning.place import Learning

        self.desk = desk
        self.parts = Learning(desk)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.parts)

    def first(self) -> QWidget:
        return self.parts.first()

    def panes(self) -> list[QWidget]:
        return self.parts.panes()

    # QWidget has actions of its own; the window asks places for these.
    def doings(self) -> Sequence[Action]:
        return self.parts.doings()

    def waiting(self) -> str:
        """Give how many people are late, for the sidebar; nothing until it is known."""
        from allydesk.ui.learning.needs import waits

        found = waits(self.desk).found
        return f"{found.late.people:,}" if found is not None and found.late is not None else ""

    def record(self) -> int:
        """Give what is open, to come back to it; see ui/learning/keys."""
        return self.parts.record()

    def show_record(self, id: int) -> None:
        self.parts.show_record(id)

    def new(self) -> None:
        self.parts.new()

    def filter(self) -> None:
        self.parts.filter()

    def print_what(self) -> None:
        self.parts.print_what()
