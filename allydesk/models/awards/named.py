"""Whom something is for: people here, and names that somebody wrote; of nominations and of awards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models.base import put

if TYPE_CHECKING:
    from allydesk.models.awards.nominee import Nominee
    from allydesk.models.awards.recipient import Recipient

N = TypeVar("N", "Nominee", "Recipient")


def problems(
    s: Session, one: Nominee | Recipient, belongs: str, already: str
) -> Iterator[tuple[str, str]]:
    """Give what is wrong with somebody who is named. belongs is the column of what it is for."""
    if not one.person_id and not one.written_name:
        yield "person_id", _("Choose a person, or enter a name.")
    kind = type(one)
    same = select(kind.id).filter_by(**{belongs: getattr(one, belongs), "person_id": one.person_id})
    if one.person_id and s.execute(same.where(kind.id != (one.id or 0))).first():
        yield "person_id", already


def name(
    s: Session,
    kind: type[N],
    belongs: dict[str, object],
    people: Sequence[int],
    written: Sequence[str] = (),
    **given: object,
) -> None:
    """Say whom something is for; those not said no longer are, and who was named keeps the rest."""
    stored = s.execute(select(kind).filter_by(**belongs)).scalars().all()
    known = {one.person_id for one in stored if one.person_id}
    names = {one.written_name for one in stored if one.written_name}
    for one in stored:
        if one.person_id not in people and one.written_name not in written:
            s.delete(one)
    s.flush()
    for id in dict.fromkeys(people):
        if id not in known:
            put(s, kind, None, belongs | given | {"person_id": id})
    for other in dict.fromkeys(written):
        if other not in names:
            put(s, kind, None, belongs | given | {"written_name": other})
