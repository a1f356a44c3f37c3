"""What people learned in a year, in numbers that single out nobody."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from allydesk.collation import sort_key
from allydesk.models import organisation, suppression
from allydesk.models.event import TAKES_PLACE, Event
from allydesk.models.learning import completion, standing
from allydesk.models.learning.certificate import Certificate
from allydesk.models.suppression import Count, Hidden, NoAnswers, Shown

Cell = Shown | Hidden
UP_TO_DATE, TO_DO = ("current", "expiring"), ("expired", "missing")


class Summary(NamedTuple):
    """Numbers of a year up to a day. Each counts somebody once for a course, however often they did it.

    required and teams say how many of those who have to do a course are up to date on the last day,
    and how many are not. Quarters, not months: fewer numbers are too small to be shown.
    """

    first: dt.date
    last: dt.date
    people: Count
    done: Count  # people and courses
    minutes: int | None  # None: hidden
    sessions: int
    certificates: Count
    courses: tuple[tuple[str, Cell], ...]
    quarters: tuple[tuple[dt.date, Cell], ...]  # by their first day
    required: tuple[tuple[str, tuple[Cell, ...]], ...]
    teams: tuple[tuple[str, tuple[Cell, ...]], ...]
    rule: str  # to be said where something is hidden, else nothing


def of_year(s: Session, year: int, today: dt.date) -> Summary:
    """Count what was learned in a year, or in as much of it as is over today."""
    first, last = dt.date(year, 1, 1), min(dt.date(year, 12, 31), today)
    k = suppression.k_of(s)
    rows = [r for r in completion.everywhere(s, first=first, last=last) if r.counts]
    people = suppression.total(len({r.person_id for r in rows}), k, whole=True)
    pairs = {(r.person_id, r.course_id): r for r in reversed(rows)}.values()
    by_course = suppression.one_way(Counter(r.course for r in pairs), k, whole=True)
    every = [q for n in (1, 4, 7, 10) if (q := dt.date(year, n, 1)) <= last]
    by_quarter = Counter(_quarter(r.completed_on) for r in pairs)
    quarters = suppression.one_way({q: by_quarter[q] for q in every}, k, whole=True)
    language = organisation.language(s)
    courses = sorted(by_course.cells.items(), key=lambda c: sort_key(c[0], language))
    required, teams = _standings(s, last, k)
    found = (
        [c for _n, c in courses], quarters.cells.values(), *(c for _n, c in (*required, *teams))
    )  # fmt: skip
    hidden = any(isinstance(c, Hidden) for cells in found for c in cells)
    return Summary(
        first, last, people, by_course.total, _minutes(rows, people, by_course),
        _sessions(s, first, last), suppression.total(_certificates(s, first, last), k, whole=True),
        tuple(courses),
        tuple(quarters.cells.items()), required, teams,
        suppression.rule(k) if hidden or isinstance(people, Hidden) else "",
    )  # fmt: skip


def _minutes(
    rows: list[completion.Row], people: Count, by_course: suppression.OneWay[str]
) -> int | None:
    """Give the time spent, unless it would tell what is hidden: how long a course takes is known."""
    hidden = any(isinstance(c, Hidden) for c in by_course.cells.values())
    if hidden or isinstance(people, Hidden):
        return None
    return sum(r.minutes or 0 for r in rows)


def _quarter(day: dt.date) -> dt.date:
    return dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


_Table = tuple[tuple[str, tuple[Cell, ...]], ...]


def _standings(s: Session, on: dt.date, k: int) -> tuple[_Table, _Table]:
    """Count how people stand towards what is required of them, by course and by team."""
    found = standing.matrix(s, on=on)
    by_course = {c.title: Counter[str]() for c in found.courses}
    by_team: dict[str, Counter[str]] = {}
    for p, row in zip(found.people, found.cells, strict=True):
        for one, cell in zip(found.courses, row, strict=True):
            if cell.required:
                by_course[one.title][cell.status] += 1
                by_team.setdefault(p.team or "", Counter())[cell.status] += 1
    language = organisation.language(s)
    teams = sorted(by_team, key=lambda t: (not t, sort_key(t, language)))
    return (
        _through({title: _two(c) for title, c in by_course.items() if c}, k),
        _through({team: _two(by_team[team]) for team in teams}, k),
    )


def _two(counts: Counter[str]) -> list[int]:
    return [sum(counts[name] for name in names) for names in (UP_TO_DATE, TO_DO)]


def _through(counts: dict[str, list[int]], k: int) -> _Table:
    if not counts:
        return ()
    cells = suppression.two_way(list(counts.values()), k).cells
    return tuple(zip(counts, cells, strict=True))


def _sessions(s: Session, first: dt.date, last: dt.date) -> int:
    q = select(func.count(Event.id)).where(
        Event.course_id.is_not(None), ~Event.template, Event.status.in_(TAKES_PLACE),
        func.date(Event.starts) >= first.isoformat(), func.date(Event.starts) <= last.isoformat(),
    )  # fmt: skip
    return s.execute(q).scalar_one()


def _certificates(s: Session, first: dt.date, last: dt.date) -> int:
    q = select(func.count(Certificate.id)).where(
        Certificate.issued_on >= first, Certificate.issued_on <= last
    )
    return s.execute(q).scalar_one()


def number(cell: Cell | NoAnswers) -> int | None:
    """Give a number that may be seen; None where it is hidden."""
    return cell.n if isinstance(cell, Shown) else 0 if isinstance(cell, NoAnswers) else None
