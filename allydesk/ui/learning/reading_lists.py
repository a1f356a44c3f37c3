"""Reading lists of events and groups: begin one, put something on it, arrange it, print it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import group, organisation, schedule
from allydesk.models.learning import reading
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit.widgets import menu
from allydesk.ui.learning.reading_list import ReadingList

_AHEAD = dt.timedelta(days=90)
_MOST = 12  # events in the menu
_MOST_LISTS = 30


def offer(desk: Desk, beside: QWidget, resources: Sequence[int]) -> None:
    """Show a menu of the groups and the coming events whose list they can be put on."""
    today = desk.today()
    language = desk.store.read(organisation.language)
    groups = [
        Action(r.name, partial(_put, desk, resources, r.name, group=r.id), "users-round")
        for r in desk.store.read(group.listing)
    ]
    coming = desk.store.read(schedule.between, today, today + _AHEAD)[:_MOST]
    events = [
        Action(
            f"{dates.short(r.starts, language, today)} · {r.title}",
            partial(_put, desk, resources, r.title, event=r.id), "calendar",
        )
        for r in coming
    ]  # fmt: skip
    if not groups and not events:
        desk.say(_("A reading list belongs to a group or an event. Add one of them first."))
        return
    made = menu([*events, *groups], beside)
    made.aboutToHide.connect(made.deleteLater)
    made.popup(beside.mapToGlobal(QPoint(0, beside.height())))


def _put(
    desk: Desk,
    resources: Sequence[int],
    title: str,
    *,
    event: int | None = None,
    group: int | None = None,
) -> None:
    if event is not None:
        known = desk.store.read(reading.of_event, event)
    else:
        known = desk.store.read(reading.of_group, group or 0)
    have = {r.resource.id for r in known}
    new = [id for id in resources if id not in have]
    if not new:
        desk.say(_("It is on the list of {title} already.").format(title=title))
        return
    n = len(new)
    said = ngettext("On the reading list of {title}.", "{n} are on the reading list of {title}.", n)
    step = _("Put on a reading list")
    desk.do(said.format(n=n, title=title), step, reading.add, new, event=event, group=group)


def choose(desk: Desk, beside: QWidget) -> None:
    """Show a menu of the reading lists there are, to open one."""
    found = desk.store.read(reading.lists)
    if not found:
        desk.say(_("No reading list yet. Put a resource on one first."))
        return
    lists = [
        Action(
            ngettext("{title} ({n} thing)", "{title} ({n} things)", one.lines).format(
                title=one.title, n=one.lines
            ),
            partial(open, desk, beside, one), "calendar" if one.event_id else "users-round",
        )
        for one in found[:_MOST_LISTS]
    ]  # fmt: skip
    made = menu(lists, beside)
    made.aboutToHide.connect(made.deleteLater)
    made.popup(beside.mapToGlobal(QPoint(0, 0)))


def open(desk: Desk, parent: QWidget, of: reading.List) -> ReadingList:
    """Show a reading list to arrange it."""
    made = ReadingList(desk, parent, of)
    made.open()
    return made
