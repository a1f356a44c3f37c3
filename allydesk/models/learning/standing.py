"""Who has learned what: current, running out, run out or missing, by person and course."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models.base import today
from allydesk.models.event import TAKES_PLACE, Event
from allydesk.models.learning import completion, course, requirement
from allydesk.models.learning.completion import Completion, counting
from allydesk.models.learning.requirement import Learner
from allydesk.models.person import Person, here
from allydesk.models.privacy import PASSED, Audience, View
from allydesk.text import fold, like

SOON = dt.timedelta(days=60)
STATUSES = {
    "current": _("Current"),
    "expiring": _("Runs out soon"),
    "expired": _("Run out"),
    "missing": _("Missing"),
    "none": _("Not done"),
}
DUE = ("missing", "expired", "expiring")
_FOR_EVER = "9999-12-31"
_FEW = 500  # people that are asked for one by one


class Cell(NamedTuple):
    """How one person stands towards one course on a day.

    completed_on is of the completion that counts longest, expires the last day it counts. due is
    the day by which something is to be done: what is missing, or done again.
    """

    status: str
    completed_on: dt.date | None = None
    expires: dt.date | None = None
    due: dt.date | None = None
    required: bool = False


NONE = Cell("none")


class Matrix(NamedTuple):
    """People × courses: cells[row][column]."""

    people: tuple[Learner, ...]
    courses: tuple[course.Row, ...]
    cells: tuple[tuple[Cell, ...], ...]
    on: dt.date


def learners(
    s: Session,
    *,
    text: str = "",
    team: str = "",
    location: str = "",
    people: Sequence[int] | None = None,
    left: bool = False,
    on: dt.date | None = None,
) -> list[Learner]:
    """Give who works here on a day in name order, narrowed by words, team, location or ids.

    With left, who has left too.
    """
    q = select(
        Person.id, Person.full_name, Person.sort_name, Person.team, Person.location, Person.email,
        Person.started, Person.manages,
    )  # fmt: skip
    q = q.where(*(Person.search_key.like(p, escape="\\") for p in like(text)))
    if not left:
        q = q.where(here(on or today()))
    if people is not None:
        q = q.where(Person.id.in_(people))
    rows = s.execute(q.order_by(Person.sort_key, Person.id))
    found = (Learner(*r) for r in rows)
    wanted = (fold(team), fold(location))
    return [
        p
        for p in found
        if (not team or fold(p.team or "") == wanted[0])
        and (not location or fold(p.location or "") == wanted[1])
    ]


def matrix(
    s: Session,
    *,
    text: str = "",
    team: str = "",
    location: str = "",
    people: Sequence[int] | None = None,
    courses: Sequence[int] | None = None,
    audience: Audience = Audience.COORDINATOR,
    private_groups: bool = False,
    on: dt.date | None = None,
) -> Matrix:
    """Give how people stand towards courses on a day; by default everybody and what is offered."""
    on = on or today()
    who = learners(s, text=text, team=team, location=location, people=people, on=on)
    what = course.listing(s) if courses is None else _courses(s, courses)
    view = View(audience, private_groups=private_groups)
    columns = _columns(s, what, who, view, on)
    cells = tuple(zip(*columns, strict=True)) if columns else ((),) * len(who)
    return Matrix(tuple(who), tuple(what), cells, on)


def _courses(s: Session, wanted: Sequence[int]) -> list[course.Row]:
    found = {c.id: c for c in course.listing(s, chip="all")}
    return [found[id] for id in wanted if id in found]


def _columns(
    s: Session, courses: Sequence[course.Row], people: Sequence[Learner], view: View, on: dt.date
) -> list[list[Cell]]:
    """Give the cells of each course in the order of the people."""
    ids = [p.id for p in people]
    cells = _Cells(on)
    # Without a line of Python for each cell: a large matrix has 100,000.
    return [
        list(map(cells.__getitem__, zip(map(done.get, ids), map(needed.get, ids), strict=True)))
        for done, needed in _standing(s, courses, people, view, on)
    ]


def _standing(
    s: Session, courses: Sequence[course.Row], people: Sequence[Learner], view: View, on: dt.date
) -> Iterator[tuple[Mapping[int, str], Mapping[int, dt.date]]]:
    """Give of each course what people have done of it, as in _done, and by when they have to."""
    done = _done(s, [c.id for c in courses], [p.id for p in people], view, on)
    offered = [c.id for c in courses if c.status == "active"]  # others are required of nobody
    rules = requirement.rules(s, offered)
    for one in courses:
        of_course = [r for r in rules if r.course_id == one.id]
        yield done.get(one.id, {}), _needed(s, of_course, people, view.audience, on)


class _Cells(dict[tuple[str | None, dt.date | None], Cell]):
    """The cell for what _done says and a day by which it has to be done; each is made once."""

    def __init__(self, on: dt.date) -> None:
        self._last, self._soon = on.isoformat(), (on + SOON).isoformat()

    def __missing__(self, known: tuple[str | None, dt.date | None]) -> Cell:
        self[known] = made = self._make(*known)
        return made

    def _make(self, done: str | None, due: dt.date | None) -> Cell:
        required = due is not None
        if done is None:
            return Cell("missing", None, None, due, required) if required else NONE
        expires, completed_on = done[:10], dt.date.fromisoformat(done[10:])
        ends = None if expires == _FOR_EVER else dt.date.fromisoformat(expires)
        late, soon = expires < self._last, expires <= self._soon
        status = "expired" if late else "expiring" if soon else "current"
        again = ends if status in DUE else None
        return Cell(status, completed_on, ends, again, required)


def _done(
    s: Session, courses: Sequence[int], people: Sequence[int], view: View, on: dt.date
) -> dict[int, dict[int, str]]:
    """Give the last day it counts and its own day, as one text, of what counts longest.

    By course and person. Of two such texts the greater counts longer.
    """
    until = func.coalesce(type_coerce(Completion.expires, String), _FOR_EVER)
    # Two lists for each course: to fetch 100,000 rows for one matrix takes longer than all the rest.
    q = select(
        Completion.course_id,
        func.json_group_array(Completion.person_id),
        func.json_group_array(until.concat(type_coerce(Completion.completed_on, String))),
    ).where(
        Completion.course_id.in_(courses), counting(), Completion.completed_on <= on,
        completion.shown(view),
    )  # fmt: skip
    if len(people) <= _FEW:
        q = q.where(Completion.person_id.in_(people))
    rows = s.execute(q.group_by(Completion.course_id).execution_options(**PASSED))
    return {id: _longest(json.loads(who), json.loads(days)) for id, who, days in rows}


def _longest(who: Sequence[int], days: Sequence[str]) -> dict[int, str]:
    """Give the greatest text of each person."""
    found = dict(zip(who, days, strict=True))
    if len(found) < len(who):  # else everybody has one, and there is nothing to compare
        for id, day in zip(who, days, strict=True):
            if found[id] < day:
                found[id] = day
    return found


def _needed(
    s: Session,
    rules: Sequence[requirement.Row],
    people: Sequence[Learner],
    audience: Audience,
    on: dt.date,
) -> dict[int, dt.date]:
    """Give by when people have to have done a course, by person; only those who have to.

    A rule reaches nobody before its day, nor before the person starts.
    """
    needed: dict[int, dt.date] = {}
    for rule in rules:
        if rule.from_day > on:
            continue
        grace = dt.timedelta(days=rule.grace)
        usual = rule.from_day + grace
        for p in requirement.meant(s, rule, people, audience, on):
            started = p.started
            if started is None or started <= rule.from_day:
                day = usual
            elif started <= on:
                day = started + grace
            else:
                continue
            if p.id not in needed or day < needed[p.id]:
                needed[p.id] = day
    return needed


def reach(s: Session, course_id: int, on: dt.date | None = None) -> Mapping[int, int]:
    """Give how many people each rule of a course means on a day, by its id. A number names nobody."""
    on = on or today()
    who = learners(s, on=on)
    return {
        rule.id: len(requirement.meant(s, rule, who, Audience.COORDINATOR, on))
        for rule in requirement.of_course(s, course_id)
    }


class Due(NamedTuple):
    """One thing that somebody has to do, or do again."""

    person_id: int
    name: str
    sort_name: str | None
    team: str | None
    location: str | None
    email: str | None
    course_id: int
    course: str
    status: str
    completed_on: dt.date | None
    expires: dt.date | None
    due: dt.date
    required: bool

    def late(self, on: dt.date) -> bool:
        """Say whether its day is over; what nobody has to do is never late."""
        return self.required and self.due < on


def due_list(
    s: Session,
    *,
    text: str = "",
    team: str = "",
    location: str = "",
    people: Sequence[int] | None = None,
    courses: Sequence[int] | None = None,
    statuses: Iterable[str] = DUE,
    required_only: bool = False,
    audience: Audience = Audience.COORDINATOR,
    on: dt.date | None = None,
) -> list[Due]:
    """Give what is missing, has run out, or will within 60 days, the most urgent first."""
    on = on or today()
    found = matrix(
        s, text=text, team=team, location=location, people=people, courses=courses,
        audience=audience, on=on,
    )  # fmt: skip
    return due_in(found, statuses, required_only=required_only)


def due_in(
    found: Matrix, statuses: Iterable[str] = DUE, *, required_only: bool = False
) -> list[Due]:
    """Give what is due in a matrix that was read already, the most urgent first."""
    rows = _due(found, frozenset(statuses), required_only=required_only)
    return sorted(rows, key=lambda d: d.due)  # of equals, in name order


def _due(found: Matrix, wanted: frozenset[str], *, required_only: bool) -> Iterator[Due]:
    for p, cells in zip(found.people, found.cells, strict=True):
        for one, cell in zip(found.courses, cells, strict=True):
            if cell.due is None or cell.status not in wanted:
                continue
            if cell.required or not required_only:
                yield Due(
                    p.id, p.name, p.sort_name, p.team, p.location, p.email, one.id, one.title,
                    cell.status, cell.completed_on, cell.expires, cell.due, cell.required,
                )  # fmt: skip


def of_person(
    s: Session,
    person: int,
    audience: Audience = Audience.COORDINATOR,
    *,
    private_groups: bool = False,
    on: dt.date | None = None,
) -> list[tuple[course.Row, Cell]]:
    """Give how one person stands towards every course offered or done, by title.

    Of who has left, what they have done: nothing is required of them any more.
    """
    on = on or today()
    what = course.listing(s, chip="all")
    who = learners(s, people=[person], left=True, on=on)
    view = View(audience, private_groups=private_groups)
    cells = [column[0] for column in _columns(s, what, who, view, on) if column]
    if not learners(s, people=[person], on=on):
        cells = [_of_old(cell) for cell in cells]
    rows = zip(what, cells, strict=bool(cells))
    return [(c, cell) for c, cell in rows if c.status == "active" or cell is not NONE]


def _of_old(cell: Cell) -> Cell:
    """Give a cell of somebody who has left."""
    return NONE if cell.completed_on is None else cell._replace(due=None, required=False)


class Figures(NamedTuple):
    """What the page of a course says in numbers. A number names nobody."""

    required: int  # people it is required of
    current: int
    expiring: int
    expired: int
    missing: int
    late: int  # required, not done or run out, and past the day
    people: int  # who ever did it
    minutes: int  # spent on it by all of them together
    sessions: int  # that took place
    next_session: int | None  # id of the event


def figures(s: Session, id: int, now: dt.datetime | None = None) -> Figures:
    """Give the numbers of a course at a moment."""
    now = now or dt.datetime.now()
    found = matrix(s, courses=[id], on=now.date())
    column = [row[0] for row in found.cells if row]
    counts = count(column)
    late = sum(
        c.required and c.due is not None and c.due < now.date() and c.status != "expiring"
        for c in column
    )
    q = select(func.count(Completion.person_id.distinct()), func.sum(Completion.minutes))
    q = q.where(Completion.course_id == id, counting()).execution_options(**PASSED)
    people, minutes = s.execute(q).one()
    held = select(func.count(Event.id)).where(
        Event.course_id == id, ~Event.template, Event.until <= now, Event.status.in_(TAKES_PLACE)
    )
    return Figures(
        sum(c.required for c in column),
        counts["current"],
        counts["expiring"],
        counts["expired"],
        counts["missing"],
        late,
        people,
        minutes or 0,
        s.execute(held).scalar_one(),
        course.next_session(s, id, now),
    )


def count(cells: Iterable[Cell]) -> Mapping[str, int]:
    """Give how many cells there are of each status."""
    counts = dict.fromkeys(STATUSES, 0)
    for cell in cells:
        counts[cell.status] += 1
    return counts
