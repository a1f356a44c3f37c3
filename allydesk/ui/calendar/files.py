"""Calendar files: events saved for Outlook, Google and Apple, and theirs brought in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from allydesk.language import _, ngettext
from allydesk.ui.desk import Desk
from allydesk.ui.tasks import Task

if TYPE_CHECKING:
    from allydesk.calendars import Plan
    from allydesk.planning.incoming import Incoming


def kinds() -> str:
    """Give the filter of a file dialog."""
    return f"{_('Calendar files')} (*.ics *.ical)"


def _folder() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))


def save(desk: Desk, parent: QWidget, ids: Sequence[int] | None = None) -> None:
    """Save some events, or the whole calendar, and say how other programs open the file."""
    from allydesk import calendars

    wanted = desk.store.read(calendars.entries, ids)
    if not wanted.lines:
        desk.say(_("There is no event to save yet. Drafts and postponed events stay here."))
        return
    proposal = _folder() / calendars.file_name(wanted, desk.today())
    title = _("Save as calendar file")
    path = desk.ask.save_file(parent, title, f"{_('Calendar files')} (*.ics)", proposal)
    if path is None:
        return
    path = path if path.suffix else path.with_suffix(".ics")

    def done(_none: None) -> None:
        desk.say(_saved(path.name, len(wanted.lines)))

    def work(_task: Task) -> None:
        calendars.save(path, wanted, dt.datetime.now(dt.UTC))

    desk.run(parent, _("Saving the calendar file…"), work, done)


def _saved(name: str, count: int) -> str:
    if count == 1:
        how = _("A double click puts it into Outlook, Google or Apple Calendar.")
        return _("Saved “{name}”. {how}").format(name=name, how=how)
    how = _("Outlook opens it as a calendar of its own, beside yours.")
    said = ngettext(
        "Saved {n} event in “{name}”. {how}", "Saved {n} events in “{name}”. {how}", count
    )
    return said.format(n=count, name=name, how=how)


def bring_in(desk: Desk, parent: QWidget, path: Path | None = None) -> None:
    """Read a calendar file and show what it would change; nothing changes before that."""
    title = _("Bring in a calendar file")
    path = path or desk.ask.open_file(parent, title, kinds(), _folder())
    if path is None:
        return

    def work(task: Task) -> tuple[Plan, Incoming]:
        from allydesk import calendars
        from allydesk.models import organisation
        from allydesk.planning import incoming

        zone = desk.store.read(lambda s: organisation.the(s).zone)
        now = dt.datetime.combine(desk.today(), dt.datetime.now().time())
        found = calendars.read(path, zone, now, task.progress)
        plan = desk.store.read(calendars.plan_of, found)
        return plan, desk.store.read(incoming.of_file, plan, desk.today())

    def done(found: tuple[Plan, Incoming]) -> None:
        from allydesk.ui.calendar.bringing import Preview

        Preview(desk, parent, path.name, *found).open()

    desk.run(parent, _("Reading the calendar file…"), work, done)
