"""The documents of one event: whatever there is that is made for events, and what its group has."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from allydesk import dates
from allydesk.language import _
from allydesk.ui.desk import Action, Desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from allydesk.models.schedule import Row

# As they are wanted at a meeting; others follow as they come.
ORDER = (
    "handout", "sign-in", "agenda", "run-sheet", "pack", "flyer", "badges", "attendance", "minutes",
)  # fmt: skip
_OF_GROUP = ("sign-in", "roster")  # of use for an event through the group that gives it
_OF_SERIES = "series-matrix"  # one page for all dates of a series
_OF_COURSE = "certificate-of-attendance"  # for those who were at a session of a course
_OF_READERS = "reading-list"  # where the event has one
_ON_SHEET = ("invited", "registered", "maybe", "present", "late", "absent")


def names() -> list[str]:
    """Give the names of the documents that are made for one event, the most wanted first."""
    from allydesk.reports import report

    known = [
        name for name, r in report.available().items()
        if any(o.name == "event" for o in r.options)
    ]  # fmt: skip
    return sorted(known, key=lambda n: (ORDER.index(n) if n in ORDER else len(ORDER), n))


def actions(desk: Desk, parent: QWidget, event: Row) -> list[Action]:
    """Give everything that can be printed for an event."""
    from allydesk.models.learning import course, reading
    from allydesk.reports import report

    known = report.available()
    found = [
        Action(known[n].title + "…", partial(show, desk, parent, n, event), "printer")
        for n in names()
        if (n != _OF_SERIES or event.series_id is not None)
        and (n != _OF_COURSE or desk.store.read(course.of_event, event.id) is not None)
        and (n != _OF_READERS or desk.store.read(reading.of_event, event.id))
    ]
    host = _host(event)
    for name in _OF_GROUP:
        if name in known and name not in names() and (host is not None or name == "sign-in"):
            run = partial(_of_group, desk, parent, name, event, host)
            found.append(Action(known[name].title + "…", run, "printer"))
    return found


def show(desk: Desk, parent: QWidget, name: str, event: Row) -> None:
    """Open the preview of a document for one event."""
    from allydesk.ui.printing import preview

    preview.open(desk, parent, name, event=event.id)


def _of_group(desk: Desk, parent: QWidget, name: str, event: Row, group: int | None) -> None:
    """Open a document that knows groups and people alone, filled in for an event."""
    from allydesk.models import attendance, organisation
    from allydesk.models.privacy import Audience
    from allydesk.ui.calendar import words
    from allydesk.ui.printing import preview

    given: dict[str, object] = {"group": group}
    if name == "sign-in":
        listed = desk.store.read(attendance.of_event, event.id, Audience.COORDINATOR, *_ON_SHEET)
        people = tuple(r.person_id for r in listed if r.person_id is not None)
        if people or group is None:
            given = {"people": people}
        language = desk.store.read(organisation.language)
        day = dates.short(event.starts, language, desk.today())
        given |= {
            "title": event.at_the_door,
            "when": f"{day}, {words.times(event, language, event.days[0])}",
        }
    preview.open(desk, parent, name, **given)


def first(desk: Desk, parent: QWidget, event: Row, *wanted: str) -> Action | None:
    """Give how to print one document of an event: its own, or else that of the group giving it."""
    from allydesk.reports import report

    known, made = report.available(), names()
    titles = {
        "handout": _("Print handout"),
        "sign-in": _("Print sign-in sheet"),
        "roster": _("Print roster"),
    }
    host = _host(event)
    for name in wanted:
        if name in made:
            return Action(titles[name], partial(show, desk, parent, name, event), "printer")
        if name in known and name in _OF_GROUP and (host is not None or name == "sign-in"):
            run = partial(_of_group, desk, parent, name, event, host)
            return Action(titles[name], run, "printer")
    return None


def _host(event: Row) -> int | None:
    return next((h.group_id for h in event.hosts if h.role != "invited"), None)
