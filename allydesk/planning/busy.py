"""Who and what is busy when: the other events, their rooms, and who is expected at them.

Of those on a list only their number is told, of a private event not even that, nor its title.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.models import attendance, membership
from allydesk.models.attendance import Attendance
from allydesk.models.event import Event, EventGroup, reveals
from allydesk.models.group import Group
from allydesk.models.person import Person
from allydesk.models.privacy import Audience, View
from allydesk.planning.plan import Plan, Who

COUNTS = ("draft", "planned", "confirmed", "held")  # statuses that take room and people
RUNS = ("facilitator", "speaker", "organiser")
FOOD_KINDS = ("celebration", "fair")
_EXPECTED = ("invited", "registered", "maybe", "present", "late")
_PAGE = 500  # ids in one question
_LONGEST = dt.timedelta(days=367)
_ALL = View(Audience.COORDINATOR, private_groups=True)  # to count; what is told is decided here


class _Slot(NamedTuple):
    """The bare times of an event."""

    id: int
    starts: dt.datetime
    until: dt.datetime


class Other(NamedTuple):
    """Another event, as far as a clash may tell of it."""

    id: int
    title: str  # nothing where the title tells too much
    starts: dt.datetime
    ends: dt.datetime
    whole_day: bool
    place: str | None
    room: str | None
    private: bool
    groups: dict[int, str]  # open ones that give it, with their names
    people: set[int]


@dataclass(slots=True)
class Busy:
    """What is on between some days; others are filled in when they are first needed."""

    by_day: dict[dt.date, list[_Slot]]
    expected: dict[Who, set[int]]  # who would come to a plan
    run_by: dict[Who, set[int]]
    names: dict[int, str]  # of those who run one
    others: dict[int, Other] = field(default_factory=dict)

    def mine(self, plan: Plan) -> set[int]:
        return self.expected[plan.who]

    def runners(self, plan: Plan) -> set[int]:
        return self.run_by[plan.who]


def between(s: Session, plans: Sequence[Plan], first: dt.date, last: dt.date) -> Busy:
    """Read the times of all events on some days, and who is expected at the plans."""
    since = dt.datetime.combine(first, dt.time())
    until = dt.datetime.combine(last, dt.time()) + dt.timedelta(days=1)
    q = select(Event.id, Event.starts, Event.until).where(
        ~Event.template, Event.starts < until, Event.starts > since - _LONGEST,
        Event.until > since, Event.status.in_(COUNTS),
    )  # fmt: skip
    by_day: dict[dt.date, list[_Slot]] = defaultdict(list)
    for id, starts, end in s.execute(q):
        slot = _Slot(id, starts, end)
        for day in _days(max(starts, since), min(end, until)):
            by_day[day].append(slot)
    return Busy(by_day, *_expected(s, plans))


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Give the days from first to last."""
    return (first + dt.timedelta(days=n) for n in range((last - first).days + 1))


def _days(since: dt.datetime, until: dt.datetime) -> Iterator[dt.date]:
    return days(since.date(), (until - dt.timedelta(microseconds=1)).date())


def _expected(
    s: Session, plans: Sequence[Plan]
) -> tuple[dict[Who, set[int]], dict[Who, set[int]], dict[int, str]]:
    lists = _lists(s, [p.event for p in plans if p.event])
    in_groups: dict[tuple[int, ...], set[int]] = {}
    expected: dict[Who, set[int]] = {}
    run_by: dict[Who, set[int]] = {}
    for plan in plans:
        if plan.groups not in in_groups:
            # Whoever takes part in a private group is never counted against other lists.
            in_groups[plan.groups] = membership.people_in(s, plan.groups, plan.starts.date())
        listed = lists.get(plan.event or 0, [])
        run_by[plan.who] = {*plan.runners, *(p for p, role in listed if role in RUNS)}
        expected[plan.who] = {*(p for p, _role in listed), *plan.people, *in_groups[plan.groups]}
        expected[plan.who] |= run_by[plan.who]
    everybody = set().union(*run_by.values())
    return expected, run_by, _names(s, everybody)


def _names(s: Session, people: Iterable[int]) -> dict[int, str]:
    q = select(Person.id, Person.full_name).where(Person.id.in_(list(people)))
    return {row.id: row.full_name for row in s.execute(q)}


def _lists(s: Session, events: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    """Give (person, role) of everybody who is expected at some events."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for part in _pages(events):
        q = attendance.seen(_ALL, Attendance.event_id, Attendance.person_id, Attendance.role)
        q = q.where(
            Attendance.event_id.in_(part),
            Attendance.state.in_(_EXPECTED),
            Attendance.person_id.is_not(None),
        )
        for event, person, role in s.execute(q):
            found[event].append((person, role))
    return found


def _pages(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[at : at + _PAGE] for at in range(0, len(ids), _PAGE))


def _at(known: Busy, plan: Plan) -> Iterator[int]:
    """Give the ids of events that are on while a plan would be."""
    seen = {plan.event}
    for day in _days(plan.starts, plan.until):
        for slot in known.by_day.get(day, ()):
            if slot.starts < plan.until and slot.until > plan.starts and slot.id not in seen:
                seen.add(slot.id)
                yield slot.id


def know(s: Session, known: Busy, plans: Iterable[Plan]) -> None:
    """Fill in the events that are on while some plans would be."""
    wanted = sorted({id for plan in plans for id in _at(known, plan)} - set(known.others))
    columns = (
        Event.id, Event.title, Event.door_title, Event.starts, Event.ends, Event.whole_day,
        Event.place, Event.room, Event.mode, reveals(),
    )  # fmt: skip
    lists, groups = _lists(s, wanted), _groups(s, wanted)
    for part in _pages(wanted):
        for row in s.execute(select(*columns).where(Event.id.in_(part))):
            id, title, door_title, starts, ends, whole_day, place, room, mode, private = row
            known.others[id] = Other(
                id, (door_title or "") if private else title, starts, ends, whole_day, place,
                room if mode != "online" else None, bool(private), groups.get(id, {}),
                {person for person, _role in lists.get(id, [])},
            )  # fmt: skip


def _groups(s: Session, events: Sequence[int]) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for part in _pages(events):
        q = select(EventGroup.event_id, Group.id, Group.name)
        q = q.join(Group, Group.id == EventGroup.group_id)
        for event, id, name in s.execute(
            q.where(EventGroup.event_id.in_(part), Group.listing == "open")
        ):
            found[event][id] = name
    return found


def at(known: Busy, plan: Plan) -> list[Other]:
    """Give the events that are on while a plan would be; `know` has filled them in."""
    return [known.others[id] for id in _at(known, plan)]


def plans(s: Session, events: Sequence[int]) -> list[Plan]:
    """Give events as they are stored, as plans, in the order given; those that are gone left out."""
    groups: dict[int, list[int]] = defaultdict(list)
    found: dict[int, Plan] = {}
    for part in _pages(events):
        q = select(EventGroup.event_id, EventGroup.group_id).where(EventGroup.event_id.in_(part))
        for event, group in s.execute(q):
            groups[event].append(group)
        wanted = select(
            Event.id, Event.starts, Event.ends, Event.whole_day, Event.place, Event.room,
            Event.mode, Event.kind, Event.catering,
        ).where(Event.id.in_(part))  # fmt: skip
        for id, starts, ends, whole_day, place, room, mode, kind, catering in s.execute(wanted):
            found[id] = Plan(
                starts, ends, whole_day, place, room if mode != "online" else None,
                tuple(sorted(groups[id])), food=bool(catering) or kind in FOOD_KINDS, event=id,
            )  # fmt: skip
    return [found[id] for id in events if id in found]
