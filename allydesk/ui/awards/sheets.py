"""Save awards and nominations as a spreadsheet: who will read it decides what goes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allydesk import transfer
from allydesk.language import _
from allydesk.models.awards import overview
from allydesk.models.privacy import Audience
from allydesk.ui.desk import Desk
from allydesk.ui.records.saving import Asked, Saving

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from allydesk.transfer import Table


def save(desk: Desk, parent: QWidget) -> Saving | None:
    """Ask how awards, thanks and nominations are to be saved."""
    if not desk.store.read(overview.anything):
        desk.say(_("There is nothing on this list to save."))
        return None
    made = Saving(desk, parent, _("Awards"), _("awards and nominations"), tables)
    made.ask_audience()
    made.offer(_("Include declined and withdrawn nominations, with the reasons"))
    made.open()
    return made


def tables(s: Session, asked: Asked) -> list[Table]:
    """Give what goes into the file: nominations are for the coordinator alone."""
    given = transfer.awards_sheet(s, asked.audience)
    if asked.audience is not Audience.COORDINATOR:
        return [given]
    private = asked.private
    return [given, transfer.nominations_sheet(s, turned_down=private, private=private)]
