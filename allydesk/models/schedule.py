"""What is on: the events between two days, the next one, and the lists of events."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models import attendance
from allydesk.models.attendance import Attendance, Counts
from allydesk.models.event import (
    HOSTING,
    LEARNING,
    MEETINGS,
    TAKES_PLACE,
    Event,
    EventGroup,
    reveals,
)
from allydesk.models.group import Group
from allydesk.models.privacy import PASSED
from allydesk.text import fold, like

AT_HAND = dt.timedelta(days=14)
_UNFINISHED_FOR = dt.timedelta(days=30)
_DAY = dt.timedelta(days=1)
_PAGE = 500  # ids in one question; SQLite has a limit

CHIPS = {
    "coming": _("Coming"),
    "past": _("Past"),
    "training": _("Training"),
    "meetings": _("Meetings"),
}


class Host(NamedTuple):
    """A group at an event."""

    group_id: int
    name: str
    short_name: str | None
    colour: str
    role: str
    private: bool


class Row(NamedTuple):
    """One event, as calendars and lists show it.

    reveals says that who comes must not be shown anywhere but on the event's own page.
    """

    id: int
    kind: str
    title: str
    door_title: str | None
    starts: dt.datetime
    ends: dt.datetime
    whole_day: bool
    place: str | None
    room: str | None
    mode: str
    status: str
    capacity: int | None
    audience: str | None
    confidential: bool
    who_came: str
    step_free: str
    series_id: int | None
    reveals: bool
    hosts: tuple[Host, ...]
    counts: Counts

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """Give the first and the last day it is on; one that ends at midnight ends the day before."""
        last = self.ends
        if not self.whole_day and last > self.starts and last.time() == dt.time():
            last -= dt.timedelta(minutes=1)
        return self.starts.date(), last.date()

    @property
    def at_the_door(self) -> str:
        """Give the title for what others may see: neutral where the event says too much."""
        return self.door_title or (_("Meeting") if self.reveals else self.title)

    @property
    def where(self) -> str:
        """Give "Room 3, Quayside House", or nothing."""
        return ", ".join(filter(None, [self.room, self.place]))

    @property
    def full(self) -> bool:
        return self.capacity is not None and self.counts.taken >= self.capacity


_COLUMNS = (
    Event.id, Event.kind, Event.title, Event.door_title, Event.starts, Event.ends, Event.whole_day,
    Event.place, Event.room, Event.mode, Event.status, Event.capacity, Event.audience,
    Event.confidential, Event.who_came, Event.step_free, Event.series_id,
)  # fmt: skip


def _hosts(s: Session, events: Sequence[int]) -> dict[int, list[Host]]:
    order = case({role: n for n, role in enumerate(HOSTING)}, value=EventGroup.role)
    q = select(
        EventGroup.event_id, Group.id, Group.name, Group.short_name, Group.colour, EventGroup.role,
        Group.listing != "open",
    )  # fmt: skip
    q = q.join(Group, Group.id == EventGroup.group_id).where(EventGroup.event_id.in_(events))
    found: dict[int, list[Host]] = defaultdict(list)
    for event, *host in s.execute(q.order_by(order, Group.sort_key)):
        found[event].append(Host._make(host))
    return found


def rows(s: Session, wanted: Sequence[int]) -> list[Row]:
    """Give the rows of some ids, in the order of the ids; ids that are gone are left out."""
    found: dict[int, Row] = {}
    for at in range(0, len(wanted), _PAGE):
        part = wanted[at : at + _PAGE]
        hosts, counts = _hosts(s, part), attendance.counts(s, part)
        for r in s.execute(select(*_COLUMNS, reveals()).where(Event.id.in_(part))):
            found[r[0]] = Row._make((*r, tuple(hosts.get(r[0], ())), counts[r[0]]))
    return [found[id] for id in wanted if id in found]


def row(s: Session, id: int) -> Row | None:
    """Give one event, or None when it is gone."""
    return next(iter(rows(s, [id])), None)


def _overlapping(since: dt.datetime, until: dt.datetime) -> ColumnElement[bool]:
    return and_(~Event.template, Event.starts < until, Event.until > since)


def between(s: Session, first: dt.date, last: dt.date) -> list[Row]:
    """Give the events on the days from first to last, both included, as they begin.

    Of every status: a calendar shows drafts and what was cancelled as what they are.
    """
    since = dt.datetime.combine(first, dt.time())
    until = dt.datetime.combine(last, dt.time()) + _DAY
    q = select(Event.id).where(_overlapping(since, until))
    q = q.order_by(Event.starts, Event.whole_day.desc(), Event.id)
    return rows(s, s.execute(q).scalars().all())


def at_hand(s: Session, now: dt.datetime) -> list[Row]:
    """Give the event that is running, else the next within 14 days; a second one on the same day.

    What has a time goes before what lasts the whole day.
    """
    q = select(Event.id, Event.starts, Event.whole_day).where(
        _overlapping(now, now + AT_HAND), Event.status.in_(TAKES_PLACE)
    )

    def day(starts: dt.datetime) -> dt.date:
        return max(starts, now).date()

    found = sorted((day(starts), whole, starts, id) for id, starts, whole in s.execute(q))
    return rows(s, [id for on, _whole, _starts, id in found[:2] if on == found[0][0]])


def unfinished(s: Session, now: dt.datetime) -> list[Row]:
    """Give the events of the last 30 days of which nobody has said yet who came, the oldest first."""
    waiting = select(Attendance.event_id).where(
        Attendance.event_id == Event.id, Attendance.state.in_(attendance.SAID_YES)
    )
    counted = select(attendance.Headcount.id).where(attendance.Headcount.event_id == Event.id)
    q = select(Event.id).where(
        ~Event.template, Event.until <= now, Event.until > now - _UNFINISHED_FOR,
        Event.status.in_(TAKES_PLACE),
        or_(waiting.exists(), and_(Event.who_came == "number", ~counted.exists())),
    )  # fmt: skip
    q = q.order_by(Event.starts, Event.id).execution_options(**PASSED)
    return rows(s, s.execute(q).scalars().all())


def _narrowed(chip: str, now: dt.datetime) -> ColumnElement[bool]:
    conditions = {
        "coming": Event.until > now,
        "past": Event.until <= now,
        "training": Event.kind.in_(LEARNING),
        "meetings": Event.kind.in_(MEETINGS),
    }
    return conditions[chip]


def ids(
    s: Session,
    text: str = "",
    chip: str = "coming",
    now: dt.datetime | None = None,
    *,
    group: int | None = None,
    limit: int | None = None,
) -> list[int]:
    """Give the ids of events, narrowed by words, by a chip and by a group that takes part.

    What is coming begins with the next one; other lists begin with the latest. The words are
    looked for in titles, places and the names of groups.
    """
    q = select(Event.id).where(~Event.template, *(_found(p) for p in like(text)))
    if chip:
        q = q.where(_narrowed(chip, now or dt.datetime.now()))
    if group is not None:
        q = q.where(_of_group(EventGroup.group_id == group))
    order = Event.starts if chip == "coming" else Event.starts.desc()
    return list(s.execute(q.order_by(order, Event.id).limit(limit)).scalars())


def _of_group(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    q = select(EventGroup.id).join(Group, Group.id == EventGroup.group_id)
    return q.where(EventGroup.event_id == Event.id, *conditions).correlate(Event).exists()


def _found(pattern: str) -> ColumnElement[bool]:
    return or_(
        Event.search_key.like(pattern, escape="\\"),
        _of_group(Group.search_key.like(pattern, escape="\\")),
    )


def find(s: Session, text: str, now: dt.datetime, limit: int = 8) -> list[Row]:
    """Give events by words: titles that begin with them first, and of equals the nearest in time."""
    found = ids(s, text, "", now)
    first = fold(text)
    ranked = s.execute(select(Event.id, Event.search_key, Event.starts).where(Event.id.in_(found)))
    order = sorted(
        ranked.all(),
        key=lambda r: (not r.search_key.startswith(first), abs(r.starts - now), r.id),
    )
    return rows(s, [r.id for r in order[:limit]])


def templates(s: Session) -> list[tuple[int, str]]:
    """Give the patterns to make events of, as (id, title)."""
    q = select(Event.id, Event.title).where(Event.template).order_by(Event.title, Event.id)
    return [(id, title) for id, title in s.execute(q)]


def last(
    s: Session, now: dt.datetime, *, group: int | None = None, kind: str | None = None
) -> int | None:
    """Give the event that ended last, to repeat it."""
    q = select(Event.id).where(~Event.template, Event.until <= now)
    q = q.where(Event.status.in_(TAKES_PLACE))
    if group is not None:
        q = q.where(_of_group(EventGroup.group_id == group))
    if kind is not None:
        q = q.where(Event.kind == kind)
    return s.execute(q.order_by(Event.starts.desc(), Event.id.desc()).limit(1)).scalar()


def of_series(s: Session, series: int) -> list[Row]:
    """Give the events of a series in order."""
    q = select(Event.id).where(Event.series_id == series, ~Event.template)
    return rows(s, s.execute(q.order_by(Event.starts, Event.id)).scalars().all())
