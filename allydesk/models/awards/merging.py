"""What becomes of nominations, scores and awards when two people turn out to be one."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.models.awards.award import Award
from allydesk.models.awards.nominee import Nominee
from allydesk.models.awards.recipient import CAREFUL, Recipient
from allydesk.models.awards.round import Reader
from allydesk.models.awards.score import Conflict, Score


def people(s: Session, keep: int, gone: int) -> None:
    """Take out what both have, so that the rest can move; of two answers the more careful stays."""
    _recipients(s, keep, gone)
    for kind, person, same in (
        (Nominee, "person_id", ("nomination_id",)),
        (Reader, "person_id", ("round_id",)),
        (Conflict, "rater_id", ("nomination_id",)),
        (Score, "rater_id", ("nomination_id", "criterion_id")),
    ):
        mine = {
            tuple(getattr(r, n) for n in same)
            for r in s.execute(select(kind).filter_by(**{person: keep})).scalars()
        }
        for theirs in s.execute(select(kind).filter_by(**{person: gone})).scalars().all():
            if tuple(getattr(theirs, n) for n in same) in mine:
                s.delete(theirs)
    s.flush()


def _recipients(s: Session, keep: int, gone: int) -> None:
    mine, theirs = (
        {r.award_id: r for r in s.execute(select(Recipient).filter_by(person_id=p)).scalars()}
        for p in (keep, gone)
    )
    for award in mine.keys() & theirs.keys():
        both = mine[award], theirs[award]
        careful = min(both, key=lambda r: CAREFUL.index(r.public_thanks))
        mine[award].public_thanks, mine[award].asked_on = careful.public_thanks, careful.asked_on
        s.delete(theirs[award])
        if (row := s.get(Award, award)) and row.given_to:
            row.given_to -= 1
    s.flush()
