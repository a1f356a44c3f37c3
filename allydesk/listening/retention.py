"""What has been kept long enough: told first, then deleted so that nothing of it stays in the file."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from allydesk.models.feedback import count, incident, key, note, period, rules
from allydesk.models.feedback.incident import Access, Incident
from allydesk.models.privacy import PASSED


class Due(NamedTuple):
    """Texts that have been kept long enough: notes by period, or closed incidents."""

    period: str | None
    n: int


def due(s: Session, today: dt.date) -> list[Due]:
    """Give what is due, the oldest first. Notes go by whole months: their numbers stay."""
    months = rules.now(s)
    q = select(note.Note.period, func.count()).group_by(note.Note.period)
    found = [Due(p, n) for p, n in s.execute(q) if period.months_ago(p, today) > months.note_months]
    found.sort(key=lambda d: period.place(d.period or ""))
    if n := len(_old_incidents(s, today)):
        found.append(Due(None, n))
    return found


def _old_incidents(s: Session, today: dt.date) -> list[int]:
    months = today.year * 12 + today.month - 1 - rules.now(s).incident_months
    first = dt.date(months // 12, months % 12 + 1, 1)
    q = select(Incident.id).where(Incident.closed_on < first).execution_options(**PASSED)
    return list(s.execute(q).scalars())


def delete_notes(s: Session, today: dt.date) -> int:
    """Delete the notes that are due, after their numbers are counted; give how many."""
    count.close(s, today)
    gone = 0
    for one in due(s, today):
        if one.period is not None:
            here = note.Note.id.between(*period.ids(one.period))
            gone += note.erase(s, list(s.execute(select(note.Note.id).where(here)).scalars()))
    key.mark(s)
    return gone


def delete_incidents(s: Session, access: Access, today: dt.date) -> int:
    """Delete the incidents that are due; give how many."""
    return incident.erase(s, access, _old_incidents(s, today))
