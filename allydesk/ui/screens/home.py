"""Home: what needs doing, the groups that meet and their paper, and what was changed last."""

from __future__ import annotations

from typing import ClassVar

from allydesk.language import _
from allydesk.ui import widgets
from allydesk.ui.desk import Desk


class Screen(widgets.Page):
    """The first page of the day."""

    place: ClassVar[str] = "home"
    title: ClassVar[str] = _("Home")
    icon: ClassVar[str] = "house"
    section: ClassVar[str] = ""
    order: ClassVar[int] = 10
    key: ClassVar[str] = "Ctrl+1"
    help: ClassVar[str] = "home"

    def __init__(self, desk: Desk) -> None:
        super().__init__(900)
        self._desk = desk
        self.add(widgets.title_row("Home"))
        self.end()
