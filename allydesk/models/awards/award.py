"""What was given: awards with their number in the register, and thanks in one sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import ForeignKey, Index, Select, UniqueConstraint, case, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import privacy
from allydesk.models.awards import behaviour, named, recipient
from allydesk.models.awards.award_type import AwardType, wording_problem
from allydesk.models.awards.recipient import Recipient, To
from allydesk.models.base import Record, Sensitivity, field, put
from allydesk.models.event import Event, reveals
from allydesk.models.person import Person
from allydesk.models.privacy import PASSED, Audience, View
from allydesk.text import like, search_key

KINDS = {"award": _("Award"), "thanks": _("Thanks")}
_NUMBER = re.compile(r"(\d{4})-(\d{1,6})")
_PART = 10_000


def _money_problem(cents: int) -> str | None:
    return None if 0 <= cents <= 100_000_000 else _("Enter an amount from 0 to 1,000,000.")


def _reprints_problem(times: int) -> str | None:
    return None if 0 <= times <= 1000 else _("Choose a number from 0 upwards.")


class Award(Record):
    """One award or one thanks, to one person, to several, or to a team."""

    __tablename__ = "award"
    one: ClassVar[str] = _("award")
    many: ClassVar[str] = _("awards")

    kind: Mapped[str] = field(_("Kind"), choices=KINDS)
    title: Mapped[str | None] = field(
        _("Award"), longest=120, hint=_("As it appears on the certificate.")
    )
    award_type_id: Mapped[int | None] = field(
        _("Award type"), ForeignKey("award_type.id", ondelete="SET NULL"), index=True,
        refers="award_type",
    )  # fmt: skip
    team_name: Mapped[str | None] = field(_("Team"), longest=200, suggest=True)
    number: Mapped[str | None] = field(
        _("Number"), longest=40, hint=_("In the register. No two awards have the same.")
    )
    given_on: Mapped[dt.date] = field(_("Date"), ahead=True)
    citation: Mapped[str] = field(
        _("What for"),
        longest=5000,
        lines=4,
        hint=_("In one sentence. It appears on the certificate."),
    )
    wording: Mapped[str | None] = field(
        _("Wording of the certificate"), longest=600, lines=3, check=wording_problem,
        hint=_("Empty: as its award type says."),
    )  # fmt: skip
    behaviours: Mapped[str | None] = field(
        _("Behaviours"), longest=700, check=behaviour.problem,
        hint=_("What it thanks for, with a semicolon between two."),
    )  # fmt: skip
    gift_cents: Mapped[int | None] = field(
        _("Gift for each person"), check=_money_problem, hint=_("In cents.")
    )
    event_id: Mapped[int | None] = field(
        _("Handed over at"), ForeignKey("event.id", ondelete="SET NULL"), index=True, refers="event"
    )
    from_id: Mapped[int | None] = field(
        _("From"), ForeignKey("person.id", ondelete="SET NULL"), index=True, refers="person"
    )
    from_words: Mapped[str | None] = field(
        _("From, in words"), longest=200, hint=_("As in “The night shift”.")
    )
    printed_on: Mapped[dt.date | None] = field(_("Printed on"))
    reprints: Mapped[int] = field(_("Printed again"), check=_reprints_problem)
    returned_on: Mapped[dt.date | None] = field(
        _("Returned on"), hint=_("Where somebody gave it back. The number stays in the register.")
    )
    returned_why: Mapped[str | None] = field(
        _("Why it was returned"), longest=500, sensitivity=Sensitivity.PRIVATE
    )
    read_event_id: Mapped[int | None] = field(
        _("Read out at"), ForeignKey("event.id", ondelete="SET NULL"), index=True, refers="event"
    )
    read_on: Mapped[dt.date | None] = field(_("Read out on"))

    # How many it was given to. Who was erased since may be in the sentence, and never agreed.
    given_to: Mapped[int] = mapped_column()
    search_key: Mapped[str] = mapped_column()
    __table_args__ = (UniqueConstraint("number"), Index("ix_award_given", "kind", "given_on"))

    def prepare(self, s: Session) -> None:
        from allydesk.models.base import today

        self.kind = self.kind or "award"
        if self.given_on is None:
            self.given_on = today()
        self.reprints = self.reprints or 0
        self.given_to = self.given_to or 0
        self.behaviours = behaviour.joined(behaviour.split(self.behaviours))
        if self.from_id:
            self.from_words = None
        if self.kind == "thanks":
            self.number = None
        elif not self.number:
            self.number = next_number(s, self.given_on.year)
        self.search_key = search_key(self.title, self.team_name, self.number, self.citation)

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        if self.number:
            q = select(Award.title, Award.id).where(Award.number == self.number)
            if other := s.execute(q.where(Award.id != (self.id or 0))).first():
                yield (
                    "number",
                    _("{number} is taken by {who}. The next free number is {free}.").format(
                        number=self.number, who=_said(s, other.id, other.title),
                        free=next_number(s, self.given_on.year),
                    ),
                )  # fmt: skip
        if self.returned_on and self.returned_on < self.given_on:
            yield "returned_on", _("It would be returned before it was given.")


def _said(s: Session, id: int, title: str | None) -> str:
    """Give an award in a few words: what it is, and who has it."""
    names = ", ".join(r.name for r in recipient.of(s, [id]).get(id, [])[:2])
    return " · ".join(filter(None, (names, title))) or _("another award")


class RegisterYear(Record):
    """The last number given in a year, so that a number is never given twice, even after deleting."""

    __tablename__ = "award_register_year"
    one: ClassVar[str] = _("year of the register")
    many: ClassVar[str] = _("years of the register")

    year: Mapped[int] = mapped_column(unique=True)
    last: Mapped[int] = mapped_column()

    def prepare(self, s: Session) -> None:
        self.year, self.last = self.year or 0, self.last or 0

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        q = select(RegisterYear.id).where(RegisterYear.year == self.year)
        if s.execute(q.where(RegisterYear.id != (self.id or 0))).first():
            yield "year", _("This year is in the register already.")


def next_number(s: Session, year: int) -> str:
    """Give the next free number in the register of a year, as in "2026-007"."""
    last = s.execute(select(RegisterYear.last).where(RegisterYear.year == year)).scalar() or 0
    taken = s.execute(select(Award.number).where(Award.number.like(f"{year}-%"))).scalars()
    used = [int(found[2]) for n in taken if n and (found := _NUMBER.fullmatch(n))]
    return f"{year}-{max([last, *used]) + 1:03}"


def keep_number(s: Session, number: str | None) -> None:
    """Note that a number was given, for good."""
    found = _NUMBER.fullmatch(number or "")
    if found is None:
        return
    year, n = int(found[1]), int(found[2])
    known = s.execute(select(RegisterYear).filter_by(year=year)).scalar()
    if known is None:
        put(s, RegisterYear, None, {"year": year, "last": n})
    elif known.last < n:
        put(s, RegisterYear, known.id, {"last": n})


class Row(NamedTuple):
    """One award or thanks. event is the title of where it was handed over, where that may be told."""

    id: int
    kind: str
    title: str | None
    award_type_id: int | None
    team_name: str | None
    number: str | None
    given_on: dt.date
    citation: str
    wording: str | None
    layout: str
    behaviours: str | None
    gift_cents: int | None
    event_id: int | None
    event: str | None
    from_id: int | None
    from_name: str | None
    printed_on: dt.date | None
    reprints: int
    returned_on: dt.date | None
    read_on: dt.date | None
    given_to: int
    to: tuple[To, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names of those it was given to; none for a team that nobody listed."""
        return tuple(t.name for t in self.to if t.name != self.team_name)

    @property
    def people(self) -> tuple[int, ...]:
        """Give the ids of those who are among the people here."""
        return tuple(t.person_id for t in self.to if t.person_id)

    @property
    def for_whom(self) -> str:
        """Give the team, or the names."""
        return self.team_name or ", ".join(self.names) or _("Nobody named any more")


def _told(column: Any, audience: Audience) -> Any:
    return case((privacy.at_event(View(audience), Event, reveals()), column))


def _select(audience: Audience) -> Select[Any]:
    columns: tuple[Any, ...] = (
        Award.id, Award.kind, func.coalesce(Award.title, AwardType.name), Award.award_type_id,
        Award.team_name, Award.number, Award.given_on, Award.citation,
        func.coalesce(Award.wording, AwardType.wording), func.coalesce(AwardType.layout, "frame"),
        Award.behaviours, Award.gift_cents, _told(Event.id, audience), _told(Event.title, audience),
        Award.from_id, func.coalesce(Person.full_name, Award.from_words), Award.printed_on,
        Award.reprints, Award.returned_on, Award.read_on, Award.given_to,
    )  # fmt: skip
    q: Select[Any] = select(*columns).select_from(Award)
    q = q.outerjoin(AwardType, AwardType.id == Award.award_type_id)
    q = q.outerjoin(Event, Event.id == Award.event_id).outerjoin(Person, Person.id == Award.from_id)
    return q.execution_options(**PASSED)


def rows(s: Session, wanted: Sequence[int], audience: Audience = Audience.COORDINATOR) -> list[Row]:
    """Give the awards of some ids, in the order of the ids; ids that are gone are left out.

    Where it was handed over is told only as far as that event tells nothing a private list keeps.
    """
    found: dict[int, Row] = {}
    for start in range(0, len(wanted), _PART):
        part = wanted[start : start + _PART]
        to = recipient.of(s, part)
        for r in s.execute(_select(audience).where(Award.id.in_(part))):
            found[r[0]] = Row._make((*r, tuple(to.get(r[0], ()))))
    return [found[id] for id in wanted if id in found]


def row(s: Session, id: int) -> Row:
    """Give one award. Raises Problem when it is gone."""
    found = rows(s, [id])
    if not found:
        raise Problem(_("This award is no longer here. Undo may bring it back."))
    return found[0]


CHIPS = {"": _("All"), "award": _("Awards"), "thanks": _("Thanks"), "to_print": _("To print")}


def ids(
    s: Session,
    text: str = "",
    chip: str = "",
    *,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> list[int]:
    """Give the ids of awards and thanks, the newest first, narrowed by words, kind and days."""
    q = select(Award.id)
    if chip:
        q = q.where(Award.kind == ("thanks" if chip == "thanks" else "award"))
    if chip == "to_print":
        q = q.where(Award.printed_on.is_(None), Award.returned_on.is_(None))
    if first is not None:
        q = q.where(Award.given_on >= first)
    if last is not None:
        q = q.where(Award.given_on <= last)
    for pattern in like(text):
        named = select(Recipient.award_id).outerjoin(Person, Person.id == Recipient.person_id)
        named = named.where(
            or_(
                Person.search_key.like(pattern, escape="\\"),
                func.fold(Recipient.written_name).like(pattern, escape="\\"),
            )
        )
        q = q.where(or_(Award.search_key.like(pattern, escape="\\"), Award.id.in_(named)))
    return list(s.execute(q.order_by(Award.given_on.desc(), Award.id.desc())).scalars())


def register(s: Session, audience: Audience = Audience.COORDINATOR) -> list[Row]:
    """Give every award that has a number, returned ones too, in the order of the register."""
    found = rows(s, ids(s, chip="award"), audience)
    return sorted(found, key=lambda r: _in_order(r.number))


def _in_order(number: str | None) -> tuple[int, int, str]:
    found = _NUMBER.fullmatch(number or "")
    return (int(found[1]), int(found[2]), "") if found else (9999, 0, number or "")


def of_person(s: Session, person: int, audience: Audience = Audience.COORDINATOR) -> list[Row]:
    """Give the awards and thanks of one person, the newest first."""
    q = select(Award.id).join(Recipient, Recipient.award_id == Award.id)
    q = q.where(Recipient.person_id == person).order_by(Award.given_on.desc(), Award.id.desc())
    return rows(s, s.execute(q).scalars().all(), audience)


def of_event(s: Session, event: int) -> list[Row]:
    """Give the awards that are handed over at an event, in order of their numbers."""
    q = select(Award.id).where(Award.event_id == event, Award.kind == "award")
    at = rows(s, s.execute(q).scalars().all())
    # The event's own page and paper may name it.
    return sorted((r._replace(event_id=event) for r in at), key=lambda r: _in_order(r.number))


def name_recipients(
    s: Session, award: int, people: Sequence[int], written: Sequence[str] = (), agreed: str = ""
) -> None:
    """Say who an award is given to; who was named before keeps what they agreed to."""
    answer = agreed or "not_asked"
    named.name(s, Recipient, {"award_id": award}, people, written, public_thanks=answer)
    put(s, Award, award, {"given_to": len(set(people)) + len(set(written))})


def last_thanked(
    s: Session, people: Sequence[int] | None = None, *, until: dt.date = dt.date.max
) -> dict[int, dt.date]:
    """Give the last day on which people were given an award or thanked; nothing for who never was."""
    q = select(Recipient.person_id, func.max(Award.given_on))
    q = q.join(Award, Award.id == Recipient.award_id).where(Recipient.person_id.is_not(None))
    q = q.where(Award.returned_on.is_(None), Award.given_on <= until)
    q = q.group_by(Recipient.person_id)
    if people is not None:
        q = q.where(Recipient.person_id.in_(people))
    return {p: day for p, day in s.execute(q) if p is not None}
