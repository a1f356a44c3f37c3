"""Who is late with what they have to do, and whose course runs out soon: what Home says of learning."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy.orm import Session

from allydesk.models.learning import standing


class Reminder(NamedTuple):
    """How many people it is about, the titles of their courses, most people first, and by when."""

    people: int
    courses: tuple[str, ...]
    first: dt.date


class Waiting(NamedTuple):
    """What waits on a day: required and late, or running out within 60 days. None: nobody."""

    on: dt.date
    late: Reminder | None = None
    expiring: Reminder | None = None


def of(s: Session, on: dt.date) -> Waiting:
    """Count what waits on a day. Numbers alone: they name nobody."""
    found = standing.matrix(s, on=on)
    late, expiring = _About(), _About()
    # Without a row for each thing due: among 5,000 people there are tens of thousands.
    for p, cells in zip(found.people, found.cells, strict=True):
        for one, cell in zip(found.courses, cells, strict=True):
            if cell.due is None:
                continue
            if cell.required and cell.due < on:
                late.add(p.id, one.title, cell.due)
            elif cell.status == "expiring":
                expiring.add(p.id, one.title, cell.due)
    return Waiting(on, late.said(), expiring.said())


class _About:
    """Counts what is due, thing by thing."""

    def __init__(self) -> None:
        self.people: set[int] = set()
        self._courses: dict[str, tuple[int, dt.date]] = {}  # how many, and the first day

    def add(self, person: int, course: str, due: dt.date) -> None:
        self.people.add(person)
        n, first = self._courses.get(course, (0, due))
        self._courses[course] = n + 1, min(first, due)

    def said(self) -> Reminder | None:
        if not self.people:
            return None
        titles = sorted(self._courses, key=lambda title: (-self._courses[title][0], title))
        first = min(first for _n, first in self._courses.values())
        return Reminder(len(self.people), tuple(titles), first)
