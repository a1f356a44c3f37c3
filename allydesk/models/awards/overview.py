"""What the place for awards shows: all that was decided in one list, and whether there is anything."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from allydesk.models.awards import award, nomination
from allydesk.models.awards.award import Award
from allydesk.models.awards.award_type import AwardType
from allydesk.models.awards.nomination import TURNED_DOWN, Nomination
from allydesk.models.awards.round import Round
from allydesk.models.awards.signatory import Signatory


class Decided(NamedTuple):
    """Something that was decided: an award or thanks, or a nomination that was turned down."""

    kind: str  # "award" or "nomination"
    id: int


def decided(s: Session, text: str = "") -> list[Decided]:
    """Give what was given, and which nominations were turned down, the newest first.

    A nomination that led to an award or thanks stands as that alone.
    """
    given = set(award.ids(s, text))
    turned_down = set(nomination.ids(s, text, "decided"))
    q = select(Nomination.decided_on, Nomination.id).where(Nomination.state.in_(TURNED_DOWN))
    found = [(day, Decided("award", id)) for day, id in s.execute(select(Award.given_on, Award.id))]
    found += [(day, Decided("nomination", id)) for day, id in s.execute(q) if day is not None]
    wanted = {"award": given, "nomination": turned_down}
    ordered = sorted((f for f in found if f[1].id in wanted[f[1].kind]), reverse=True)
    return [one for _day, one in ordered]


def anything(s: Session) -> bool:
    """Say whether there is any nomination, award, award type, round or signatory."""
    every = (Nomination, Award, AwardType, Round, Signatory)
    return any(s.execute(select(exists().where(kind.id > 0))).scalar() for kind in every)
