"""Who is put forward in a nomination: people here, and names that somebody wrote."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import ForeignKey, Select, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session

from allydesk.language import _
from allydesk.models.awards import named
from allydesk.models.base import Record, field
from allydesk.models.person import Person


class Nominee(Record):
    """Somebody who is put forward, or a name that somebody wrote."""

    __tablename__ = "nominee"
    one: ClassVar[str] = _("nominee")
    many: ClassVar[str] = _("nominees")

    nomination_id: Mapped[int] = field(
        _("Nomination"), ForeignKey("nomination.id", ondelete="CASCADE"), refers="nomination"
    )
    person_id: Mapped[int | None] = field(
        _("Person"), ForeignKey("person.id", ondelete="CASCADE"), index=True, refers="person"
    )
    written_name: Mapped[str | None] = field(
        _("Name as written"), longest=200, hint=_("For somebody who is not among the people here.")
    )
    __table_args__ = (UniqueConstraint("nomination_id", "person_id"),)

    def prepare(self, s: Session) -> None:
        if self.person_id:
            self.written_name = None

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        already = _("They are on this nomination already.")
        yield from named.problems(s, self, "nomination_id", already)


class Who(NamedTuple):
    """Somebody put forward or thanked. person_id is None for a name that was only written."""

    id: int
    person_id: int | None
    name: str
    known_as: str | None
    pronunciation: str | None
    team: str | None
    left: dt.date | None


def of(s: Session, nominations: Sequence[int]) -> dict[int, list[Who]]:
    """Give who is put forward in some nominations, in the order they were named."""
    columns: tuple[Any, ...] = (
        Nominee.nomination_id, Nominee.id, Nominee.person_id,
        func.coalesce(Person.full_name, Nominee.written_name), Person.known_as,
        Person.pronunciation, Person.team, Person.left,
    )  # fmt: skip
    q: Select[Any] = select(*columns).select_from(Nominee)
    q = q.outerjoin(Person, Person.id == Nominee.person_id).order_by(Nominee.id)
    found: dict[int, list[Who]] = defaultdict(list)
    for id, *who in s.execute(q.where(Nominee.nomination_id.in_(nominations))):
        found[id].append(Who(*who))
    return found


def name(s: Session, nomination: int, people: Sequence[int], written: Sequence[str] = ()) -> None:
    """Say who is put forward: people here, and names of others; those not said no longer are."""
    named.name(s, Nominee, {"nomination_id": nomination}, people, written)
