"""What a calendar marks besides events: observances, public holidays, closed days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from allydesk.models.observance import closed_between
from allydesk.planning import observances, public_holidays, table
from allydesk.planning.observances import Occurrence

LONG = 10  # days; what lasts longer stands back behind what is on one day
_DAY = dt.timedelta(days=1)


class Mark(NamedTuple):
    """One thing that is on, from its first to its last day."""

    kind: str  # observance, holiday, closed, school
    name: str
    first: dt.date
    last: dt.date
    observance: Occurrence | None = None  # also of a day off that it is by law

    @property
    def off(self) -> bool:
        """Say whether hardly anybody is at work on these days."""
        return self.kind in ("holiday", "closed")

    @property
    def long(self) -> bool:
        return (self.last - self.first).days >= LONG

    def eve(self, day: dt.date) -> bool:
        """Say whether a day is the one on whose evening it begins."""
        return day < self.first


def get_ready() -> None:
    """Load the table and the public holidays, in a quiet moment after the start."""
    table.the()
    public_holidays.get_ready()


def between(s: Session, first: dt.date, last: dt.date) -> list[Mark]:
    """Give what is marked on the days from first to last; also what begins on the last evening."""
    off = [Mark("holiday", h.name, h.day, h.day)
           for h in public_holidays.between(s, first, last)]  # fmt: skip
    for name, kind, begins, ends in closed_between(s, first, last):
        off.append(Mark(kind, name, begins, ends))
    observed = observances.between(s, first, last + _DAY)
    near = [one for one in observed if one.first <= last or _has_eve(one)]
    found = [m._replace(observance=_by_law(m, near)) for m in off]
    told = {(m.observance.key, m.first) for m in found if m.observance}
    rest = (one for one in near if (one.key, one.first) not in told)
    return found + [Mark("observance", one.name, one.first, one.last, one) for one in rest]


def _by_law(off: Mark, near: Iterable[Occurrence]) -> Occurrence | None:
    """Give the observance that a public holiday is; one with an eve stands for itself."""
    if off.kind != "holiday":
        return None
    same = (o for o in near if public_holidays.by_law(o, off.name, off.first, off.last))
    return next((o for o in same if not _has_eve(o)), None)


def by_day(marks: Iterable[Mark], first: dt.date, days: int) -> dict[dt.date, list[Mark]]:
    """Give the marks of each of some days, what matters most first."""
    last = first + (days - 1) * _DAY
    found: dict[dt.date, list[Mark]] = defaultdict(list)
    for mark in marks:
        begins = mark.first - _DAY if mark.observance and _has_eve(mark.observance) else mark.first
        day = max(begins, first)
        while day <= min(mark.last, last):
            found[day].append(mark)
            day += _DAY
    for day, here in found.items():
        here.sort(key=lambda mark: _rank(mark, day))
    return found


def brief(found: Sequence[Mark], day: dt.date, first: dt.date) -> list[Mark]:
    """Give the marks of a day for a narrow place: weeks and months to celebrate only as they begin.

    first is the first day that is shown: what is on then already shows there.
    """
    return [
        m for m in found
        if m.observance is None or m.observance.clashes or day in (m.first, first)
    ]  # fmt: skip


def _has_eve(one: Occurrence) -> bool:
    """Say whether its first evening counts: that of something people plan around."""
    return one.evening_before and one.clashes


def _rank(mark: Mark, day: dt.date) -> tuple[object, ...]:
    weight = mark.observance.weight if mark.observance else 0
    if mark.off:
        place = 0
    elif mark.kind == "school":
        place = 3
    elif mark.eve(day):
        place = 2
    else:
        place = 4 if mark.long and not weight else 1
    return place, -weight, mark.last - mark.first, mark.name
