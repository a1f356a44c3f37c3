"""Who is late with what they have to do, and whose course runs out soon: what Home says of learning."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from allydesk.models.learning import standing
from allydesk.models.learning.standing import Due


class Reminder(NamedTuple):
    """How many people it is about, the titles of their courses, most people first, and by when."""

    people: int
    courses: tuple[str, ...]
    first: dt.date


class Waiting(NamedTuple):
    """What waits on a day: required and late, or running out within 60 days. None: nobody."""

    on: dt.date
    people: int  # of both kinds, each counted once
    late: Reminder | None = None
    expiring: Reminder | None = None


def of(s: Session, on: dt.date) -> Waiting:
    """Count what waits on a day. Numbers alone: they name nobody."""
    rows = standing.due_list(s, on=on)
    late = [r for r in rows if r.late(on)]
    expiring = [r for r in rows if r.status == "expiring"]
    people = {r.person_id for r in (*late, *expiring)}
    return Waiting(on, len(people), _about(late), _about(expiring))


def _about(rows: Sequence[Due]) -> Reminder | None:
    if not rows:
        return None
    courses = Counter(r.course for r in rows)
    return Reminder(
        len({r.person_id for r in rows}),
        tuple(title for title, _n in courses.most_common()),
        min(r.due for r in rows),
    )
