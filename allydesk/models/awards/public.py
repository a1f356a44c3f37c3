"""What everybody may hear: thanks of those who agreed, to be read out and for the wall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from allydesk.models.awards import award, behaviour
from allydesk.models.awards.award import Award, Row
from allydesk.models.awards.recipient import Recipient
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.models.privacy import Audience

FRESH = dt.timedelta(days=120)  # thanks that are older are no news in a meeting


class Praise(NamedTuple):
    """Thanks as everybody may hear them.

    names are those who agreed. Everything but the day stands only where all did: a sentence about
    several tells of the others too, and so does a title such as “Night shift team”.
    """

    id: int
    kind: str
    title: str | None
    names: tuple[str, ...]
    pronunciations: tuple[str, ...]
    team_name: str | None
    citation: str | None
    behaviours: tuple[str, ...]
    given_on: dt.date
    from_name: str | None

    @property
    def for_whom(self) -> str:
        """Give the team, or the names."""
        return self.team_name or ", ".join(self.names)


def told(row: Row) -> Row | None:
    """Give as much of an award as everybody may hear; None where nobody agreed.

    Where only some did, it is their names, the day and the number in the register: what it was for
    would tell of those who would rather not be heard of.
    """
    agreed = tuple(t for t in row.to if t.public_thanks == "yes")
    if not agreed:
        return None
    if len(agreed) == len(row.to) >= row.given_to:
        return row
    return row._replace(
        to=agreed, title=None, award_type_id=None, citation="", wording=None, behaviours=None,
        gift_cents=None, event_id=None, event=None, team_name=None, from_id=None, from_name=None,
    )  # fmt: skip


def _praise(row: Row) -> Praise:
    return Praise(
        id=row.id, kind=row.kind, title=row.title, names=row.names,
        pronunciations=tuple(t.pronunciation or "" for t in row.to), team_name=row.team_name,
        citation=row.citation or None, behaviours=behaviour.words(row.behaviours),
        given_on=row.given_on, from_name=row.from_name,
    )  # fmt: skip


def _agreed(
    s: Session, first: dt.date, last: dt.date, *kinds: str, unread: bool = False
) -> list[Praise]:
    """Give what was given from a day to a day and may be heard by all, the oldest first."""
    someone = exists().where(Recipient.award_id == Award.id, Recipient.public_thanks == "yes")
    q = select(Award.id).where(Award.given_on.between(first, last), someone)
    q = q.where(Award.kind.in_(kinds), Award.returned_on.is_(None))
    if unread:
        q = q.where(Award.read_on.is_(None))
    wanted = s.execute(q.order_by(Award.given_on, Award.id)).scalars().all()
    found = map(told, award.rows(s, wanted, Audience.ANYONE))
    return [_praise(row) for row in found if row is not None]


def to_read_out(s: Session, event: int) -> list[Praise]:
    """Give the shout-outs that the agenda of an event offers: agreed, and not read out yet."""
    starts = s.execute(select(Event.starts).where(Event.id == event)).scalar()
    if starts is None:
        return []
    return _agreed(s, starts.date() - FRESH, starts.date(), "thanks", unread=True)


def wall(s: Session, first: dt.date, last: dt.date) -> list[Praise]:
    """Give awards and thanks for the notice board, the newest first."""
    return _agreed(s, first, last, "award", "thanks")[::-1]


def mark_read(s: Session, awards: Sequence[int], event: int) -> None:
    """Note that shout-outs were read out at an event, so that no other offers them again."""
    starts = s.execute(select(Event.starts).where(Event.id == event)).scalar()
    for id in awards:
        put(s, Award, id, {"read_event_id": event, "read_on": starts.date() if starts else None})


def agree(s: Session, award: int, answer: str, people: Sequence[int] | None = None) -> None:
    """Note what people said to public thanks: everybody an award was given to, or some of them."""
    for one in s.execute(select(Recipient).filter_by(award_id=award)).scalars().all():
        if people is None or one.person_id in people:
            put(s, Recipient, one.id, {"public_thanks": answer})
