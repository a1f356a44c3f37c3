"""Nominations: who is put forward for what, by whom, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, func, or_, select
from sqlalchemy import inspect as sa_inspect
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.models.awards import behaviour, nominee
from allydesk.models.awards.award_type import AwardType
from allydesk.models.awards.nominee import Nominee, Who
from allydesk.models.awards.round import Round
from allydesk.models.base import Record, Sensitivity, field, put
from allydesk.models.person import Person
from allydesk.text import like, search_key

STATES = {
    "received": _("To read"),
    "shortlisted": _("Shortlisted"),
    "given": _("Award given"),
    "thanked": _("Thanked without award"),
    "declined": _("Declined"),
    "withdrawn": _("Withdrawn"),
}
WAITING = ("received", "shortlisted")
TURNED_DOWN = ("declined", "withdrawn")  # on no paper and in no export unless asked for
_NEXT: Mapping[str, Sequence[str]] = {
    "received": ("shortlisted", "given", "thanked", *TURNED_DOWN),
    "shortlisted": ("received", "given", "thanked", *TURNED_DOWN),
    "given": ("received", "shortlisted"),
    "thanked": ("received", "shortlisted"),
    "declined": ("received", "shortlisted"),
    "withdrawn": ("received", "shortlisted"),
}
HOW = {
    "here": _("Written here"),
    "paper": _("On paper"),
    "kiosk": _("At the screen for guests"),
    "spreadsheet": _("From a spreadsheet"),
}
CHIPS = {
    "to_read": _("To read"),
    "shortlisted": _("Shortlisted"),
    "decided": _("Decided"),
    "all": _("All"),
}
_CHIPS = {
    "to_read": ("received",), "shortlisted": ("shortlisted",),
    "decided": ("given", "thanked", *TURNED_DOWN), "all": tuple(STATES),
}  # fmt: skip
# Why not, in words that can be said to who wrote it.
USUAL_REASONS = (
    _("Part of their job, and well done"),
    _("Too little to go by; asked for more"),
    _("Another was stronger this time"),
    _("Had this award lately"),
)


class Nomination(Record):
    """What somebody wrote about a colleague or a team."""

    __tablename__ = "nomination"
    one: ClassVar[str] = _("nomination")
    many: ClassVar[str] = _("nominations")

    award_type_id: Mapped[int | None] = field(
        _("Award"), ForeignKey("award_type.id", ondelete="SET NULL"), index=True, refers="award_type"
    )  # fmt: skip
    round_id: Mapped[int | None] = field(
        _("Round"), ForeignKey("award_round.id", ondelete="SET NULL"), index=True, refers="award_round"
    )  # fmt: skip
    award_id: Mapped[int | None] = mapped_column(
        ForeignKey("award.id", ondelete="SET NULL"), index=True
    )  # what was given or said for it; several nominations may have one award together
    team_name: Mapped[str | None] = field(
        _("Team"), longest=200, suggest=True, hint=_("Where a team is put forward as one.")
    )
    citation: Mapped[str] = field(
        _("What they did"), longest=5000, lines=4, hint=_("In the words of whoever wrote it.")
    )
    evidence: Mapped[str | None] = field(
        _("How it shows"), longest=5000, lines=3, hint=_("An example, a number, somebody to ask.")
    )
    behaviours: Mapped[str | None] = field(
        _("Behaviours"), longest=700, check=behaviour.problem,
        hint=_("What it thanks for, with a semicolon between two."),
    )  # fmt: skip
    nominator_id: Mapped[int | None] = field(
        _("From"), ForeignKey("person.id", ondelete="SET NULL"), index=True, refers="person",
        hint=_("Empty, if they would rather not say."),
    )  # fmt: skip
    nominator_words: Mapped[str | None] = field(
        _("From, as written"), longest=200, hint=_("For somebody who is not among the people here.")
    )
    nominator_named: Mapped[bool] = field(
        _("May be told who wrote it"), hint=_("Then the thank-you card says who put them forward.")
    )
    received_on: Mapped[dt.date] = field(_("Received on"))
    received_how: Mapped[str] = field(_("Came"), choices=HOW)
    state: Mapped[str] = field(_("State"), choices=STATES)
    reason: Mapped[str | None] = field(
        _("Reason"), longest=1000, lines=2, suggest=True, sensitivity=Sensitivity.PRIVATE,
        hint=_("Why it was decided so. Needed to decline."),
    )  # fmt: skip
    decided_on: Mapped[dt.date | None] = field(_("Decided on"))

    search_key: Mapped[str] = mapped_column()
    __table_args__ = (Index("ix_nomination_state", "state", "received_on"),)

    def prepare(self, s: Session) -> None:
        from allydesk.models.base import today

        if self.received_on is None:
            self.received_on = today()
        self.received_how = self.received_how or "here"
        self.state = self.state or "received"
        self.nominator_named = bool(self.nominator_named)
        self.behaviours = behaviour.joined(behaviour.split(self.behaviours))
        if self.nominator_id:
            self.nominator_words = None
        if self.state in WAITING:
            self.decided_on = None
        elif self.decided_on is None:
            self.decided_on = today()
        self.search_key = search_key(self.team_name, self.citation, self.nominator_words)

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        if self.state in TURNED_DOWN and not self.reason:
            yield "reason", _("Say why, in a few words. Only you see it.")
        if self.decided_on and self.decided_on < self.received_on:
            yield "decided_on", _("It would be decided before it was received.")
        before = self._state_before()
        if before is not None and self.state not in _NEXT[before]:
            yield (
                "state",
                _("It is “{state}”. Put it back to “To read” first.").format(state=STATES[before]),
            )
        elif before is not None or self.id is None:
            yield from self._with_its_award(s)

    def _state_before(self) -> str | None:
        """Give the state it is changing from; None when that stays as it was."""
        state = sa_inspect(self)
        history = state.attrs["state"].history
        if not state.persistent or not history.has_changes():
            return None
        before = history.deleted[0] if history.deleted else None
        return before if before in _NEXT and before != self.state else None

    def _with_its_award(self, s: Session) -> Iterator[tuple[str, str]]:
        from allydesk.models.awards.award import Award

        q = select(Award.kind).where(Award.id == (self.award_id or 0))
        kind = s.execute(q.limit(1)).scalar()
        if self.state == "given" and kind != "award":
            yield "state", _("No award was given for this yet. Choose “Give this award”.")
        elif self.state == "thanked" and kind != "thanks":
            yield "state", _("Nobody was thanked for this yet. Choose “Thank without award”.")
        elif self.state not in ("given", "thanked") and kind is not None:
            yield "state", _("An award or thanks was given for this. Take that back first.")


class Row(NamedTuple):
    """One nomination, for the coordinator."""

    id: int
    award_type_id: int | None
    award: str | None
    round_id: int | None
    round: str | None
    award_id: int | None
    team_name: str | None
    citation: str
    evidence: str | None
    behaviours: str | None
    nominator_id: int | None
    nominator: str | None
    nominator_named: bool
    received_on: dt.date
    received_how: str
    state: str
    reason: str | None
    decided_on: dt.date | None
    nominees: tuple[Who, ...]

    @property
    def people(self) -> tuple[int, ...]:
        """Give the ids of those put forward who are among the people here."""
        return tuple(w.person_id for w in self.nominees if w.person_id)

    @property
    def title(self) -> str:
        """Give who it is for: the team, or the names."""
        return self.team_name or ", ".join(w.name for w in self.nominees) or _("Nobody named")


_ROW: tuple[Any, ...] = (
    Nomination.id, Nomination.award_type_id, AwardType.name, Nomination.round_id, Round.name, Nomination.award_id,
    Nomination.team_name, Nomination.citation, Nomination.evidence, Nomination.behaviours,
    Nomination.nominator_id, func.coalesce(Person.full_name, Nomination.nominator_words),
    Nomination.nominator_named, Nomination.received_on, Nomination.received_how, Nomination.state,
    Nomination.reason, Nomination.decided_on,
)  # fmt: skip
_PART = 10_000  # ids in one statement


def rows(s: Session, wanted: Sequence[int]) -> list[Row]:
    """Give the nominations of some ids, in the order of the ids; ids that are gone are left out."""
    found: dict[int, Row] = {}
    for start in range(0, len(wanted), _PART):
        part = wanted[start : start + _PART]
        who = nominee.of(s, part)
        q: Select[Any] = select(*_ROW).select_from(Nomination)
        q = q.outerjoin(AwardType, AwardType.id == Nomination.award_type_id)
        q = q.outerjoin(Round, Round.id == Nomination.round_id)
        q = q.outerjoin(Person, Person.id == Nomination.nominator_id)
        for r in s.execute(q.where(Nomination.id.in_(part))):
            found[r[0]] = Row._make((*r, tuple(who.get(r[0], ()))))
    return [found[id] for id in wanted if id in found]


def row(s: Session, id: int) -> Row:
    """Give one nomination. Raises Problem when it is gone."""
    found = rows(s, [id])
    if not found:
        raise Problem(_("This nomination is no longer here. Undo may bring it back."))
    return found[0]


def _about(text: str) -> list[ColumnElement[bool]]:
    """Give the conditions that each word stands in a nomination or in the name of a nominee."""
    conditions = []
    for pattern in like(text):
        named = select(Nominee.nomination_id).outerjoin(Person, Person.id == Nominee.person_id)
        named = named.where(
            or_(
                Person.search_key.like(pattern, escape="\\"),
                func.fold(Nominee.written_name).like(pattern, escape="\\"),
            )
        )
        conditions.append(
            or_(Nomination.search_key.like(pattern, escape="\\"), Nomination.id.in_(named))
        )
    return conditions


def ids(
    s: Session, text: str = "", chip: str = "to_read", *, round_id: int | None = None
) -> list[int]:
    """Give the ids of nominations for the coordinator's own list.

    What waits comes in the order it was received, what is decided with the newest first.
    """
    q = select(Nomination.id).where(Nomination.state.in_(_CHIPS[chip]), *_about(text))
    if round_id is not None:
        q = q.where(Nomination.round_id == round_id)
    order: tuple[Any, ...] = (Nomination.received_on, Nomination.id)
    if chip not in ("to_read", "shortlisted"):
        order = (Nomination.received_on.desc(), Nomination.id.desc())
    return list(s.execute(q.order_by(*order)).scalars())


def for_paper(
    s: Session,
    *,
    round_id: int | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    states: Sequence[str] = tuple(STATES),
    turned_down: bool = False,
) -> list[Row]:
    """Give nominations for a document or an export, in the order received.

    Declined and withdrawn ones are left out unless turned_down is True, whatever states says.
    """
    allowed = [st for st in states if turned_down or st not in TURNED_DOWN]
    q = select(Nomination.id).where(Nomination.state.in_(allowed))
    if round_id is not None:
        q = q.where(Nomination.round_id == round_id)
    if first is not None:
        q = q.where(Nomination.received_on >= first)
    if last is not None:
        q = q.where(Nomination.received_on <= last)
    order = q.order_by(Nomination.received_on, Nomination.id)
    return rows(s, s.execute(order).scalars().all())


def of_person(s: Session, person: int, *, turned_down: bool = False) -> list[Row]:
    """Give the nominations of one person, the newest first; those turned down only when asked for."""
    q = select(Nomination.id).join(Nominee, Nominee.nomination_id == Nomination.id)
    q = q.where(Nominee.person_id == person)
    if not turned_down:
        q = q.where(Nomination.state.not_in(TURNED_DOWN))
    q = q.order_by(Nomination.received_on.desc(), Nomination.id.desc())
    return rows(s, s.execute(q).scalars().all())


def of_award(s: Session, award: int) -> list[Row]:
    """Give the nominations that an award or thanks answers, in the order received."""
    q = select(Nomination.id).where(Nomination.award_id == award)
    return rows(s, s.execute(q.order_by(Nomination.received_on, Nomination.id)).scalars().all())


class Counts(NamedTuple):
    """How many nominations there are in each place of the screen."""

    to_read: int
    shortlisted: int
    decided: int


def counts(s: Session) -> Counts:
    """Give how many nominations stand where."""
    q = select(Nomination.state, func.count()).group_by(Nomination.state)
    by = dict(s.execute(q).all())
    return Counts(*(sum(by.get(state, 0) for state in _CHIPS[name]) for name in Counts._fields))


def add(
    s: Session, values: Mapping[str, object], people: Sequence[int], written: Sequence[str] = ()
) -> int:
    """Store a nomination with who is put forward, and give its id.

    It joins the round that is open for its award. Raises Invalid where nobody is put forward.
    """
    from allydesk.models.awards import round as rounds
    from allydesk.models.base import today

    if not people and not written and not values.get("team_name"):
        raise Invalid({"nominees": _("Say who is to be thanked: a person, a name or a team.")})
    given = dict(values)
    if "round_id" not in given:
        on = given.get("received_on") or today()
        kind = given.get("award_type_id")
        assert isinstance(on, dt.date)
        given["round_id"] = rounds.open_for(s, kind if isinstance(kind, int) else None, on)
    id = put(s, Nomination, None, given)
    nominee.name(s, id, people, written)
    return id
