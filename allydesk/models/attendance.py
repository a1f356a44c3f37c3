"""Who is invited, who comes, and who came: one person at one event, never a place in a group."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk.collation import sort_key
from allydesk.language import _
from allydesk.models import organisation, privacy
from allydesk.models.base import Record, Sensitivity, field, fields, put
from allydesk.models.event import Event, reveals
from allydesk.models.person import Person
from allydesk.models.privacy import PASSED, Audience, View
from allydesk.text import sort_name

ROLES = {
    "attendee": _("Takes part"),
    "facilitator": _("Facilitator"),
    "speaker": _("Speaker"),
    "organiser": _("Organiser"),
    "guest": _("Guest"),
}
STATES = {
    "invited": _("Invited"),
    "registered": _("Coming"),
    "maybe": _("Maybe"),
    "wait_listed": _("Waiting list"),
    "present": _("Came"),
    "late": _("Came late"),
    "excused": _("Excused"),
    "absent": _("Did not come"),
    "cancelled": _("Cancelled"),
}
SEATED = ("attendee", "guest")  # roles that take one of the places
TAKES_A_PLACE = ("registered", "present", "late")
CAME = ("present", "late")
OPEN = ("invited", "registered", "maybe")  # nothing said yet about whether they came
SAID_YES = ("registered", "maybe")  # who did not come if they are not noted as having come
_MOST_PEOPLE = 1_000_000


def _number_problem(people: int) -> str | None:
    return None if 0 <= people <= _MOST_PEOPLE else _("Choose a number from 0 upwards.")


class Attendance(Record):
    """One person at one event, or a name that somebody wrote on the sheet."""

    __tablename__ = "attendance"
    one: ClassVar[str] = _("name on the list")
    many: ClassVar[str] = _("names on the list")

    event_id: Mapped[int] = field(
        _("Event"), ForeignKey("event.id", ondelete="CASCADE"), refers="event"
    )
    person_id: Mapped[int | None] = field(
        _("Person"), ForeignKey("person.id", ondelete="CASCADE"), index=True, refers="person"
    )
    walk_in_name: Mapped[str | None] = field(
        _("Name as written"), longest=200, hint=_("For somebody who is not among the people here.")
    )
    role: Mapped[str] = field(_("Role"), choices=ROLES)
    state: Mapped[str] = field(_("State"), choices=STATES)
    checked_in_at: Mapped[dt.datetime | None] = field(_("Here since"))
    row_no: Mapped[int | None] = field(_("Number on the sheet"))
    note: Mapped[str | None] = field(
        _("Note"), longest=500, sensitivity=Sensitivity.PRIVATE, hint=_("For you alone.")
    )
    waiting_since: Mapped[dt.datetime | None] = mapped_column()
    sort_key: Mapped[str] = mapped_column()  # of a walk-in; a person has their own
    __table_args__ = (
        UniqueConstraint("event_id", "person_id"),
        Index("ix_attendance_counted", "event_id", "role", "state"),
    )

    def prepare(self, s: Session) -> None:
        self.role = self.role or "attendee"
        self.state = self.state or "registered"
        if self.person_id:
            self.walk_in_name = None
        self.sort_key = walk_in_key(self.walk_in_name, organisation.language(s))
        if self.state != "wait_listed":
            self.waiting_since = None
        elif self.waiting_since is None:
            self.waiting_since = dt.datetime.now()
        if self.state not in CAME:
            self.checked_in_at = None

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        if not self.person_id and not self.walk_in_name:
            yield "walk_in_name", _("Enter a name. One word is fine.")
        kept = s.execute(select(Event.who_came).where(Event.id == self.event_id)).scalar()
        if kept == "number":
            yield (
                "person_id",
                _(
                    "Only a number is kept for this event. Enter how many came, or choose names instead."
                ),
            )
        same = select(Attendance.id).where(
            Attendance.event_id == self.event_id,
            Attendance.person_id == self.person_id,
            Attendance.id != (self.id or 0),
        )
        if self.person_id and s.execute(same.execution_options(**PASSED)).first():
            yield "person_id", _("They are already on this list.")


def walk_in_key(name: str | None, language: str) -> str:
    """Give the place of a walk-in in a list of names; nothing for a person."""
    return sort_key(sort_name(name), language) if name else ""


class Headcount(Record):
    """How many came to an event without their names being kept."""

    __tablename__ = "headcount"
    one: ClassVar[str] = _("number of people")
    many: ClassVar[str] = _("numbers of people")

    event_id: Mapped[int] = field(
        _("Event"), ForeignKey("event.id", ondelete="CASCADE"), refers="event", unique=True
    )
    people: Mapped[int] = field(
        _("How many came"), check=_number_problem, hint=_("Those whose names are not kept.")
    )


class Counts(NamedTuple):
    """How many people stand how towards an event. came includes those who are only counted."""

    invited: int = 0
    coming: int = 0  # said so and not here yet
    maybe: int = 0
    waiting: int = 0
    came: int = 0
    excused: int = 0
    absent: int = 0
    cancelled: int = 0
    taken: int = 0  # of the places; who runs the event takes none

    @property
    def signed_up(self) -> int:
        """Give how many said they would come or did, as in "17 of 23 here"."""
        return self.coming + self.came


_COUNTED = {
    "invited": "invited", "registered": "coming", "maybe": "maybe", "wait_listed": "waiting",
    "present": "came", "late": "came", "excused": "excused", "absent": "absent",
    "cancelled": "cancelled",
}  # fmt: skip


def counts(s: Session, events: Sequence[int]) -> dict[int, Counts]:
    """Give how many people stand how towards some events. A number names nobody."""
    found: dict[int, dict[str, int]] = {id: defaultdict(int) for id in events}
    q = select(Attendance.event_id, Attendance.role, Attendance.state, func.count())
    q = q.where(Attendance.event_id.in_(events))
    q = q.group_by(Attendance.event_id, Attendance.role, Attendance.state)
    for event, role, state, n in s.execute(q.execution_options(**PASSED)):
        found[event][_COUNTED[state]] += n
        if role in SEATED and state in TAKES_A_PLACE:
            found[event]["taken"] += n
    alone = select(Headcount.event_id, Headcount.people).where(Headcount.event_id.in_(events))
    for event, n in s.execute(alone):
        found[event]["came"] += n
    return {id: Counts(**numbers) for id, numbers in found.items()}


def taken(s: Session, event: int) -> int:
    """Give how many of an event's places are taken."""
    return counts(s, [event])[event].taken


def free(s: Session, event: int) -> int | None:
    """Give how many places an event has left; None where there is no limit."""
    capacity = s.execute(select(Event.capacity).where(Event.id == event)).scalar()
    return None if capacity is None else max(0, capacity - taken(s, event))


def named(s: Session, event: int) -> int:
    """Give how many names stand on the list of an event, in any state."""
    q = select(func.count(Attendance.id)).where(Attendance.event_id == event)
    return int(s.execute(q.execution_options(**PASSED)).scalar_one())


class Row(NamedTuple):
    """One name on the list of an event, as a reader may see it."""

    id: int
    event_id: int
    person_id: int | None
    name: str
    known_as: str | None
    pronouns: str | None
    pronunciation: str | None
    team: str | None
    email: str | None
    photo_consent: str | None
    sort_name: str | None
    role: str
    state: str
    checked_in_at: dt.datetime | None
    row_no: int | None
    note: str | None
    waiting: int | None  # place on the waiting list, from 1


called = func.coalesce(Person.full_name, Attendance.walk_in_name)
by_name = func.coalesce(Person.sort_key, Attendance.sort_key)
_ROW = (
    Attendance.id, Attendance.event_id, Attendance.person_id, called, Person.known_as, Person.pronouns,
    Person.pronunciation, Person.team, Person.email, Person.photo_consent, Person.sort_name,
    Attendance.role, Attendance.state, Attendance.checked_in_at, Attendance.row_no, Attendance.note,
)  # fmt: skip


def seen(view: View, *columns: Any) -> Select[Any]:
    """Begin every reading of who is at events: joined to event and person, through the gate."""
    q: Select[Any] = select(*columns).select_from(Attendance)
    q = q.join(Event, Event.id == Attendance.event_id)
    q = q.outerjoin(Person, Person.id == Attendance.person_id)
    return q.where(privacy.at_event(view, Event, reveals())).execution_options(**PASSED)


def _rows(s: Session, view: View, *conditions: ColumnElement[bool]) -> list[Row]:
    q = seen(view, *_ROW).where(*conditions).order_by(by_name, Attendance.id)
    return [Row._make((*r, None)) for r in s.execute(q)]


def of_event(
    s: Session, event: int, audience: Audience = Audience.COORDINATOR, *states: str
) -> list[Row]:
    """Give the names on the list of an event in name order, for its own page or paper.

    With states only those; the waiting list knows its order.
    """
    view = View(audience, event=event)
    waiting = {id: n for n, id in enumerate(_waiting(s, event), 1)}
    rows = _rows(
        s, view, Attendance.event_id == event, *([Attendance.state.in_(states)] if states else [])
    )
    return [r._replace(waiting=waiting.get(r.id)) for r in rows]


def not_listed(
    s: Session, event: int, audience: Audience = Audience.COORDINATOR, *states: str
) -> int:
    """Give how many are on the list of an event without this audience being told who."""
    everybody = of_event(s, event, Audience.COORDINATOR, *states)
    return len(everybody) - len(of_event(s, event, audience, *states))


def _waiting(s: Session, event: int) -> list[int]:
    q = select(Attendance.id).where(Attendance.event_id == event, Attendance.state == "wait_listed")
    q = q.order_by(Attendance.waiting_since, Attendance.id)
    return list(s.execute(q.execution_options(**PASSED)).scalars())


def waiting_list(s: Session, event: int) -> list[Row]:
    """Give who waits for a place, the first one first."""
    rows = of_event(s, event, Audience.COORDINATOR, "wait_listed")
    return sorted(rows, key=lambda r: r.waiting or 0)


def next_up(s: Session, event: int) -> Row | None:
    """Give who would get the place that is free; None when none is free or nobody waits."""
    if free(s, event) == 0:
        return None
    return next(iter(waiting_list(s, event)), None)


class Visit(NamedTuple):
    """One event of one person."""

    id: int
    event_id: int
    kind: str
    title: str
    starts: dt.datetime
    ends: dt.datetime
    whole_day: bool
    status: str
    role: str
    state: str


_VISIT = (
    Attendance.id, Event.id, Event.kind, Event.title, Event.starts, Event.ends, Event.whole_day,
    Event.status, Attendance.role, Attendance.state,
)  # fmt: skip


def of_person(
    s: Session, person: int, audience: Audience, *, private_groups: bool = False
) -> list[Visit]:
    """Give the events of a person, the newest first; those that reveal something only when ticked."""
    view = View(audience, private_groups=private_groups)
    q = seen(view, *_VISIT).where(Attendance.person_id == person, ~Event.template)
    # Sorted here: asked for an order, SQLite goes through all events instead of the person's own.
    visits = [Visit._make(r) for r in s.execute(q)]
    return sorted(visits, key=lambda v: (v.starts, v.id), reverse=True)


def everywhere(s: Session, audience: Audience, *, private_groups: bool = False) -> list[Row]:
    """Give every name on every list, for an export of the whole desk."""
    return _rows(s, View(audience, private_groups=private_groups))


def tells(s: Session, event: int) -> bool:
    """Say whether naming somebody together with an event tells what a private list keeps."""
    return bool(s.execute(select(reveals()).where(Event.id == event)).scalar())


def on_list(s: Session, event: int, people: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Give (id, state) of those among some people who are on the list of an event."""
    q = select(Attendance.person_id, Attendance.id, Attendance.state).where(
        Attendance.event_id == event, Attendance.person_id.in_(people)
    )
    return {p: (id, state) for p, id, state in s.execute(q.execution_options(**PASSED)) if p}


def card(s: Session, id: int) -> dict[str, object] | None:
    """Give the fields of one name on a list, for the coordinator's own form."""
    names = list(fields(Attendance))
    q = select(*(getattr(Attendance, n) for n in names)).where(Attendance.id == id)
    row = s.execute(q.execution_options(**PASSED)).one_or_none()
    return dict(zip(names, row, strict=True)) if row else None


def count_unnamed(s: Session, event: int, people: int | None) -> None:
    """Store how many came whose names are not kept; None takes the number away."""
    known = s.execute(select(Headcount).filter_by(event_id=event)).scalar()
    if people is None:
        if known:
            s.delete(known)
        return
    put(s, Headcount, known.id if known else None, {"event_id": event, "people": people})


def unnamed(s: Session, event: int) -> int | None:
    """Give how many came whose names are not kept; None where nobody counted."""
    return s.execute(select(Headcount.people).where(Headcount.event_id == event)).scalar()


def keep_number_alone(s: Session, event: int) -> int:
    """Take all names off the list of an event and keep how many came; give that number."""
    came = counts(s, [event])[event].came
    for row in s.execute(select(Attendance).filter_by(event_id=event)).scalars():
        s.delete(row)
    s.flush()
    put(s, Event, event, {"who_came": "number"})
    count_unnamed(s, event, came or None)  # of nobody noted yet, somebody is still to say it
    return came
