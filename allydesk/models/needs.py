"""What those who come to an event asked for: by name for the organiser, by number for the caterer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy.orm import Session

from allydesk.models.attendance import CAME, SAID_YES, Attendance, by_name, called, seen
from allydesk.models.person import Person
from allydesk.models.privacy import Audience, View
from allydesk.text import fold

_COMING = (*SAID_YES, *CAME)


class Need(NamedTuple):
    """What one person at an event asked for."""

    name: str
    access: str | None
    food: str | None


def of_event(s: Session, event: int) -> list[Need]:
    """Give by name what those who come asked for, for the organiser alone."""
    q = seen(
        View(Audience.COORDINATOR, event=event), called, Person.access_needs, Person.dietary_needs
    )
    q = q.where(Attendance.event_id == event, Attendance.state.in_(_COMING))
    rows = [Need(*r) for r in s.execute(q.order_by(by_name, Attendance.id))]
    return [r for r in rows if r.access or r.food]


def food(s: Session, event: int) -> list[tuple[str, int]]:
    """Give how often each food need was named, the commonest first, for the caterer."""
    return _tally(r.food for r in of_event(s, event))


def access(s: Session, event: int) -> list[tuple[str, int]]:
    """Give how often each access need was named, the commonest first, for the place."""
    return _tally(r.access for r in of_event(s, event))


def _tally(wishes: Iterable[str | None]) -> list[tuple[str, int]]:
    found: dict[str, list[str]] = defaultdict(list)
    for wish in filter(None, wishes):
        found[fold(wish).rstrip(". ")].append(wish.rstrip(". "))
    return sorted(((w[0], len(w)) for w in found.values()), key=lambda t: -t[1])
