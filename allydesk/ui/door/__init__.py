"""The door: people are checked in as they arrive, by the host or by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allydesk.language import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from allydesk.ui.desk import Desk
    from allydesk.ui.door.window import DoorWindow


def open(desk: Desk, over: QWidget, event: int | None = None) -> DoorWindow | None:
    """Fill the window with the door of an event: the one given, the running one, or the next."""
    from allydesk.models import schedule
    from allydesk.ui.door.window import DoorWindow
    from allydesk.ui.events.form import now

    if event is None:
        found = desk.store.read(schedule.at_hand, now(desk))
        if not found:
            desk.say(_("No event in the next 14 days. Choose one in Events, then start check-in."))
            return None
        event = found[0].id
    row = desk.store.read(schedule.row, event)
    if row is None:
        desk.say(_("This event is no longer here. Undo may bring it back."), problem=True)
        return None
    made = DoorWindow(desk, over, row)
    made.begin()
    return made
