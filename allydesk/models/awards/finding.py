"""Awards and nominations found by a few letters from anywhere: who they are for, which award, its number.

What Find or do… shows may be seen by others in the room. So it finds nothing by who wrote a
nomination or by what was written; nothing whose names are hidden from its committee; and nothing
that was declined or withdrawn, which stands in the list of what was decided and there alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from allydesk.models.awards import award, nomination, reading
from allydesk.models.awards.award import Award
from allydesk.models.awards.award_type import AwardType
from allydesk.models.awards.nomination import WAITING, Nomination
from allydesk.models.awards.nominee import Nominee
from allydesk.models.awards.recipient import Recipient
from allydesk.models.person import Person
from allydesk.text import like

_LEAST = 3  # Latin letters: of fewer nearly every name has them, and 张伟 is whole
_LOOKED_AT = 100  # nominations of which some may be hidden


def find(s: Session, text: str, limit: int) -> tuple[list[nomination.Row], list[award.Row]]:
    """Give nominations to decide and what was given, so many of each at most."""
    if len(text.strip()) < _LEAST and text.isascii():
        return [], []
    return waiting(s, text, limit), given(s, text, limit)


def given(s: Session, text: str, limit: int) -> list[award.Row]:
    """Give awards and thanks by whom they went to, what they are called, or their number, newest first."""
    q = select(Award.id).order_by(Award.given_on.desc(), Award.id.desc()).limit(limit)
    for pattern in like(text):
        own = _holds((Award.title, Award.team_name, Award.number), pattern, Award.search_key)
        to = _named(Recipient, Recipient.award_id == Award.id, pattern)
        q = q.where(or_(Award.award_type_id.in_(_types(s, pattern)), own, to))
    return award.rows(s, s.execute(q).scalars().all())


def waiting(s: Session, text: str, limit: int) -> list[nomination.Row]:
    """Give nominations to decide by who is put forward or for which award, the oldest first."""
    q = select(Nomination.id).where(Nomination.state.in_(WAITING))
    for pattern in like(text):
        own = _holds((Nomination.team_name,), pattern, Nomination.search_key)
        who = _named(Nominee, Nominee.nomination_id == Nomination.id, pattern)
        q = q.where(or_(Nomination.award_type_id.in_(_types(s, pattern)), own, who))
    q = q.order_by(Nomination.received_on, Nomination.id)
    ids = s.execute(q).scalars().all()
    found: list[nomination.Row] = []
    for start in range(
        0, len(ids), 2 * limit
    ):  # few at a time: to know what is hidden takes longer
        found += shown(s, ids[start : start + 2 * limit])
        if len(found) >= limit:
            break
    return found[:limit]


def shown(s: Session, ids: Sequence[int]) -> list[nomination.Row]:
    """Give those of some nominations that may be named where others look on."""
    secret = reading.hidden(s, ids)
    rows = nomination.rows(s, [id for id in ids if id not in secret])
    return [r for r in rows if r.state in WAITING]


def _types(s: Session, pattern: str) -> list[int]:
    called = func.fold(AwardType.name).like(pattern, escape="\\")
    return list(s.execute(select(AwardType.id).where(called)).scalars())


def _named(kind: type[Recipient] | type[Nominee], its: Any, pattern: str) -> ColumnElement[bool]:
    """Give the condition that it is for somebody in whose name a word stands."""
    of = select(kind.id).outerjoin(Person, Person.id == kind.person_id).where(its)
    person = _holds((Person.full_name, Person.known_as), pattern, Person.search_key)
    written = func.fold(kind.written_name).like(pattern, escape="\\")
    return exists(of.where(or_(person, and_(kind.person_id.is_(None), written))))


def _holds(columns: Iterable[Any], pattern: str, key: Any) -> ColumnElement[bool]:
    """Give the condition that a word stands in one of some columns.

    The search key, which is folded already, is asked first. It holds more than may be found here,
    as who wrote a nomination. O’Neill is found by oneill as well.
    """
    folded = [func.fold(column) for column in columns]
    said = [c.like(pattern, escape="\\") for f in folded for c in (f, func.replace(f, "'", ""))]
    return and_(key.like(pattern, escape="\\"), or_(*said))
