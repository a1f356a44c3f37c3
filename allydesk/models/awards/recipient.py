"""Who was given an award or thanked, and whether everybody may hear of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session

from allydesk.language import _
from allydesk.models.awards import named
from allydesk.models.base import Record, field
from allydesk.models.person import Person

AGREED = {"not_asked": _("Not asked yet"), "yes": _("Agreed"), "no": _("Would rather not")}
CAREFUL = ("no", "not_asked", "yes")  # of two answers by one person the first counts


class Recipient(Record):
    """Somebody who was given an award or thanked, and whether everybody may hear of it."""

    __tablename__ = "award_recipient"
    one: ClassVar[str] = _("recipient")
    many: ClassVar[str] = _("recipients")

    award_id: Mapped[int] = field(
        _("Award"), ForeignKey("award.id", ondelete="CASCADE"), refers="award"
    )
    person_id: Mapped[int | None] = field(
        _("Person"), ForeignKey("person.id", ondelete="CASCADE"), index=True, refers="person"
    )
    written_name: Mapped[str | None] = field(
        _("Name as written"), longest=200, hint=_("For somebody who is not among the people here.")
    )
    public_thanks: Mapped[str] = field(
        _("Public thanks"), choices=AGREED,
        hint=_("Only people who agreed appear on the wall, in an agenda or in a shout-out."),
    )  # fmt: skip
    asked_on: Mapped[dt.date | None] = field(_("Asked on"))
    __table_args__ = (UniqueConstraint("award_id", "person_id"),)

    def prepare(self, s: Session) -> None:
        from allydesk.models.base import today

        self.public_thanks = self.public_thanks or "not_asked"
        if self.public_thanks == "not_asked":
            self.asked_on = None
        elif self.asked_on is None:
            self.asked_on = today()
        if self.person_id:
            self.written_name = None

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        already = _("They are on this award already.")
        yield from named.problems(s, self, "award_id", already)


class To(NamedTuple):
    """Somebody an award was given to. left is the day they left, if they did."""

    id: int
    person_id: int | None
    name: str
    known_as: str | None
    pronunciation: str | None
    team: str | None
    location: str | None
    left: dt.date | None
    public_thanks: str


def of(s: Session, awards: Sequence[int]) -> dict[int, list[To]]:
    """Give who some awards were given to, in the order they were named."""
    q = select(
        Recipient.award_id, Recipient.id, Recipient.person_id,
        func.coalesce(Person.full_name, Recipient.written_name), Person.known_as,
        Person.pronunciation, Person.team, Person.location, Person.left, Recipient.public_thanks,
    )  # fmt: skip
    q = q.outerjoin(Person, Person.id == Recipient.person_id).order_by(Recipient.id)
    found: dict[int, list[To]] = defaultdict(list)
    for id, *to in s.execute(q.where(Recipient.award_id.in_(awards))):
        found[id].append(To(*to))
    return found
