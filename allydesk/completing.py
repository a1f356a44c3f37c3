"""From a session of a course to what people have done, and back: whom to invite to the next one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk import dates, sign_up
from allydesk.errors import Invalid, Problem
from allydesk.language import _, ngettext
from allydesk.models import attendance, organisation, series
from allydesk.models.attendance import CAME, SEATED, Attendance
from allydesk.models.base import put
from allydesk.models.event import KINDS as EVENT_KINDS
from allydesk.models.event import TAKES_PLACE, Event
from allydesk.models.learning import certificate, completion, course, standing
from allydesk.models.learning.completion import Completion
from allydesk.models.person import Person
from allydesk.models.privacy import PASSED, Audience
from allydesk.store import Store

_NOT_COMING = ("cancelled", "excused", "absent")
_WEEKEND = (5, 6)
_TEN = dt.time(10)
_USUAL_MINUTES = 60


class LeftOut(NamedTuple):
    """Somebody who came and gets no completion, and why."""

    name: str
    why: str


class Preview(NamedTuple):
    """What turning an event's attendance into completions would do."""

    course_id: int
    course: str
    on: dt.date
    minutes: int | None
    people: tuple[tuple[int, str], ...]  # (id, name) of those who get one, in name order
    left_out: tuple[LeftOut, ...]
    already: int  # have it from this event


class Done(NamedTuple):
    """What was stored: ids of completions, and the numbers of their certificates where wanted."""

    completions: tuple[int, ...]
    numbers: tuple[int, ...]
    left_out: tuple[LeftOut, ...]
    already: int


def preview(s: Session, event: int, now: dt.datetime | None = None) -> Preview:
    """Say who gets a completion from an event, and who came and does not.

    Raises Problem where the event is no session of a course, is still to come, or names nobody.
    """
    found = _session(s, event, now or dt.datetime.now())
    what = course.of_event(s, event)
    assert what is not None
    on = _day(found)
    here = attendance.of_event(s, event, Audience.COORDINATOR, *CAME)
    ids = [r.person_id for r in here if r.person_id is not None]
    from_here, same_day = _known(s, event, what.id, on, ids)
    q = select(Person.id, Person.started).where(Person.id.in_(ids))
    started: dict[int, dt.date | None] = dict(s.execute(q).all())
    people: list[tuple[int, str]] = []
    left_out: list[LeftOut] = []
    already = 0
    for row in here:
        person = row.person_id
        if person in from_here:
            already += 1
        elif why := _why_not(s, row, started, same_day, on):
            left_out.append(LeftOut(row.name, why))
        elif person is not None:
            people.append((person, row.name))
    minutes = what.minutes if what.minutes is not None else _length(found)
    return Preview(what.id, what.title, on, minutes, tuple(people), tuple(left_out), already)


def _session(s: Session, event: int, now: dt.datetime) -> Event:
    found = s.get(Event, event)
    if found is None:
        raise Problem(_("This event is no longer here. Undo may bring it back."))
    if found.course_id is None:
        raise Problem(_("This event belongs to no course. Choose its course first."))
    if found.starts > now:
        raise Problem(_("This event is still to come. Do this when people have been there."))
    if found.who_came == "number":
        raise Problem(
            _("Only a number is kept for this event, and no names. Nobody can get a certificate.")
        )
    return found


def _day(event: Event) -> dt.date:
    """Give the day on which an event was over, which is the day its course was done."""
    if event.whole_day or event.ends.time() != dt.time() or event.ends == event.starts:
        return min(event.ends.date(), dates.today())
    return min((event.ends - dt.timedelta(minutes=1)).date(), dates.today())


def _length(event: Event) -> int | None:
    if event.whole_day:
        return None
    minutes = int((event.ends - event.starts).total_seconds() // 60)
    return minutes or None


def _known(
    s: Session, event: int, course: int, on: dt.date, people: Sequence[int]
) -> tuple[set[int], set[int]]:
    """Give who has the course from this event, and who has it on the same day from elsewhere."""
    q = select(Completion.person_id, Completion.event_id, Completion.revoked_on).where(
        Completion.course_id == course,
        Completion.person_id.in_(people),
        (Completion.event_id == event) | (Completion.completed_on == on),
    )
    rows = s.execute(q.execution_options(**PASSED)).all()
    return (
        {p for p, at, _revoked in rows if at == event},
        {p for p, at, revoked in rows if at != event and revoked is None},
    )


def _why_not(
    s: Session,
    row: attendance.Row,
    started: dict[int, dt.date | None],
    same_day: set[int],
    on: dt.date,
) -> str:
    if row.person_id is None:
        return _("Not among the people here. Make them a person first.")
    if row.role not in SEATED:
        return _("Helped to run it: {role}.").format(role=attendance.ROLES[row.role])
    if row.person_id in same_day:
        return completion.TWICE
    first = started.get(row.person_id)
    if first is not None and on < first:
        day = dates.medium(first, organisation.language(s))
        return _("Started on {day}, after this.").format(day=day)
    return ""


def complete(
    store: Store,
    event: int,
    *,
    result: str = "done",
    certificates: bool = True,
    now: dt.datetime | None = None,
) -> Done:
    """Let everybody who came have done the course, in one step, with a number for a certificate each.

    Raises Problem as preview does, and where there is nobody left to do it for.
    """
    found = store.read(preview, event, now)
    if not found.people and not found.left_out and not found.already:
        raise Problem(_("Nobody is noted as having come. Note who came first."))
    n = len(found.people)
    label = ngettext("Note {n} completion", "Note {n} completions", n).format(n=n)
    return store.write(label, complete_in, event, result=result, certificates=certificates, now=now)


def complete_in(
    s: Session,
    event: int,
    *,
    result: str = "done",
    certificates: bool = True,
    now: dt.datetime | None = None,
) -> Done:
    """Do what complete does, inside a write."""
    found = preview(s, event, now)
    values = {
        "course_id": found.course_id, "completed_on": found.on, "minutes": found.minutes,
        "result": result, "event_id": event,
    }  # fmt: skip
    ids = [put(s, Completion, None, {**values, "person_id": p}) for p, _name in found.people]
    numbers: list[int] = []
    if certificates and result != "failed":
        numbers = certificate.issue(s, ids)
    return Done(tuple(ids), tuple(numbers), found.left_out, found.already)


class Invitee(NamedTuple):
    """Somebody to invite to the next session of a course, and why."""

    person_id: int
    name: str
    sort_name: str | None
    team: str | None
    location: str | None
    email: str | None
    status: str  # of standing.STATUSES
    completed_on: dt.date | None
    expires: dt.date | None
    due: dt.date
    required: bool


def propose(
    s: Session,
    course_id: int,
    event: int | None = None,
    *,
    team: str = "",
    location: str = "",
    now: dt.datetime | None = None,
) -> list[Invitee]:
    """Give whom to invite to a session of a course, the most urgent first.

    Those who lack it or whose it runs out; not who has left by then, and not who is on the list
    of this or another session to come. Without an event, the next session.
    """
    now = now or dt.datetime.now()
    event = event if event is not None else course.next_session(s, course_id, now)
    on = _held_on(s, event) or now.date()
    coming = _coming(s, course_id, event, now)
    rows = standing.due_list(
        s, courses=[course_id], team=team, location=location, on=max(on, now.date())
    )
    return [
        Invitee(
            r.person_id, r.name, r.sort_name, r.team, r.location, r.email, r.status,
            r.completed_on, r.expires, r.due, r.required,
        )
        for r in rows
        if r.person_id not in coming
    ]  # fmt: skip


def _held_on(s: Session, event: int | None) -> dt.date | None:
    if event is None:
        return None
    starts = s.execute(select(Event.starts).where(Event.id == event)).scalar()
    return starts.date() if starts else None


def _coming(s: Session, course_id: int, event: int | None, now: dt.datetime) -> set[int]:
    """Give who is on the list of this session or of one to come, and did not cancel."""
    ahead = (
        (Event.course_id == course_id) & (Event.until > now) & Event.status.in_(TAKES_PLACE)
        & ~Event.template
    )  # fmt: skip
    q = select(Attendance.person_id).join(Event, Event.id == Attendance.event_id)
    q = q.where(ahead | (Event.id == (event or 0)), Attendance.state.not_in(_NOT_COMING))
    return {p for p in s.execute(q.execution_options(**PASSED)).scalars() if p is not None}


def invite(store: Store, event: int, people: Sequence[int]) -> sign_up.Added:
    """Put people on the list of a session as invited, in one step."""
    return sign_up.add(store, event, people, state="invited")


class InvitedEach(NamedTuple):
    """What inviting people to the next sessions did; without names courses that have none."""

    added: int
    already: int
    without: tuple[str, ...]


def invite_each(
    store: Store, wanted: Iterable[tuple[int, int]], now: dt.datetime | None = None
) -> InvitedEach:
    """Invite people, each to the next session of a course, in one step: (person, course)."""
    moment = now or dt.datetime.now()
    by_course: dict[int, list[int]] = defaultdict(list)
    for person, one in wanted:
        by_course[one].append(person)
    n = sum(map(len, by_course.values()))
    label = ngettext("Invite {n} person", "Invite {n} people", n).format(n=n)
    return store.write(label, _invite_each, by_course, moment)


def _invite_each(
    s: Session, by_course: Mapping[int, Sequence[int]], now: dt.datetime
) -> InvitedEach:
    added = already = 0
    without = []
    for id, people in by_course.items():
        event = course.next_session(s, id, now)
        if event is None:
            found = course.row(s, id)
            without.append(found.title if found else "")
            continue
        done = sign_up.put_on(s, event, people, "invited")
        added += done.added + done.waiting
        already += done.already
    return InvitedEach(added, already, tuple(without))


def note(s: Session, course_id: int, people: Sequence[int], values: Mapping[str, object]) -> int:
    """Note by hand that people have done a course, and give how many.

    Raises Problem naming the first of them for whom it cannot be; then nobody is noted.
    """
    for person in dict.fromkeys(people):
        given = {**values, "course_id": course_id, "person_id": person}
        try:
            put(s, Completion, None, given)
        except Invalid as wrong:
            name = s.execute(select(Person.full_name).where(Person.id == person)).scalar()
            raise Problem(f"{name}: {next(iter(wrong.fields.values()))}") from None
    return len(set(people))


def plan_session(s: Session, course_id: int, now: dt.datetime) -> int:
    """Make the next session of a course and give its id: like the last one, a week from now.

    Without an earlier session, it is at ten and as long as the course.
    """
    found = course.row(s, course_id)
    if found is None:
        raise Problem(_("This course is no longer here. Undo may bring it back."))
    day = now.date() + dt.timedelta(weeks=1)
    before = course.sessions(s, course_id)
    last = s.get(Event, before[0]) if before else None
    if last is not None:
        while day.weekday() != last.starts.weekday() or day <= last.starts.date():
            day += dt.timedelta(days=1)
        return series.copy(s, last.id, dt.datetime.combine(day, last.starts.time()))
    while day.weekday() in _WEEKEND:
        day += dt.timedelta(days=1)
    starts = dt.datetime.combine(day, _TEN)
    minutes = found.minutes or _USUAL_MINUTES
    ends = starts + dt.timedelta(minutes=minutes)
    kind = found.kind if found.kind in EVENT_KINDS else "training"
    values = {"title": found.title, "starts": starts, "ends": ends, "kind": kind}
    return put(s, Event, None, values | {"course_id": course_id})
