"""Kinds of award: what each is for, how often it is given, and how its certificate is worded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk.collation import sort_key
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.awards import behaviour
from allydesk.models.base import Record, field
from allydesk.text import fold

KINDS = {"award": _("Award with a certificate"), "thanks": _("Shout-out")}
CADENCES = {
    "any": _("Whenever somebody deserves it"),
    "monthly": _("Every month"),
    "quarterly": _("Every quarter"),
    "yearly": _("Every year"),
}
LAYOUTS = {  # the typesetter knows them by these names
    "frame": _("Frame"),
    "arcs": _("Ripples in the corners"),
    "corners": _("Corners"),
    "band": _("Band at the side"),
    "plain": _("Plain"),
}
PLACEHOLDERS: Final = ("name", "award", "citation", "behaviours", "date", "organisation")
USUAL_WORDING = _("in thanks for {citation}")
_BRACES = re.compile(r"\{([^{}]*)\}")
_MOST_CENTS = 100_000_000


def _money_problem(cents: int) -> str | None:
    return None if 0 <= cents <= _MOST_CENTS else _("Enter an amount from 0 to 1,000,000.")


def wording_problem(wording: str) -> str | None:
    """Give the sentence that says which placeholder is not known."""
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    for found in _BRACES.findall(wording):
        if found not in PLACEHOLDERS:
            unknown = f"{{{found}}}"
            return _("{unknown} is not known. Use {known}.").format(unknown=unknown, known=known)
    if "{" in _BRACES.sub("", wording) or "}" in _BRACES.sub("", wording):
        return _("A brace is missing its partner. Use {known}.").format(known=known)
    return None


class AwardType(Record):
    """A kind of award, or of shout-out."""

    __tablename__ = "award_type"
    one: ClassVar[str] = _("award type")
    many: ClassVar[str] = _("award types")

    name: Mapped[str] = field(_("Name"), longest=120, hint=_("As in “Everyday ally”."))
    kind: Mapped[str] = field(_("Kind"), choices=KINDS)
    criteria: Mapped[str | None] = field(
        _("What it is for"), longest=2000, lines=3,
        hint=_("Stands on the nomination form, so that everybody judges by the same."),
    )  # fmt: skip
    cadence: Mapped[str] = field(_("Given"), choices=CADENCES)
    behaviours: Mapped[str | None] = field(
        _("Behaviours"), longest=700, check=behaviour.problem,
        hint=_("What it thanks for, with a semicolon between two."),
    )  # fmt: skip
    budget_cents: Mapped[int | None] = field(
        _("Budget for a year"), check=_money_problem, hint=_("In cents.")
    )
    gift_cents: Mapped[int | None] = field(
        _("Gift for each person"), check=_money_problem, hint=_("In cents.")
    )
    layout: Mapped[str] = field(_("Certificate"), choices=LAYOUTS)
    wording: Mapped[str | None] = field(
        _("Wording of the certificate"), longest=600, lines=3, check=wording_problem,
        hint=_("{name}, {award}, {citation}, {behaviours}, {date} and {organisation} are filled in."),
    )  # fmt: skip
    in_use: Mapped[bool] = field(_("In use"), hint=_("Off: it keeps its history and takes no new."))

    sort_key: Mapped[str] = mapped_column(index=True)

    def prepare(self, s: Session) -> None:
        self.kind = self.kind or "award"
        self.cadence = self.cadence or "any"
        self.layout = self.layout or "frame"
        if self.in_use is None:
            self.in_use = True
        self.behaviours = behaviour.joined(behaviour.split(self.behaviours))
        self.sort_key = sort_key(self.name or "", organisation.language(s))

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        others = s.execute(select(AwardType.name).where(AwardType.id != (self.id or 0))).scalars()
        same = next((n for n in others if fold(n) == fold(self.name)), None)
        if same is not None:
            yield "name", _("There is already an award called “{name}”.").format(name=same)


def filled(wording: str | None, values: Mapping[str, str]) -> str:
    """Give the wording of a certificate with its placeholders filled in; unknown ones stay."""
    return _BRACES.sub(lambda m: values.get(m[1], m[0]), wording or USUAL_WORDING)


class Row(NamedTuple):
    """One kind of award in a list. given counts what was given of it, waiting what is to be read."""

    id: int
    name: str
    kind: str
    criteria: str | None
    cadence: str
    behaviours: str | None
    budget_cents: int | None
    gift_cents: int | None
    layout: str
    wording: str | None
    in_use: bool
    given: int
    waiting: int


_COLUMNS = (
    AwardType.id, AwardType.name, AwardType.kind, AwardType.criteria, AwardType.cadence,
    AwardType.behaviours, AwardType.budget_cents, AwardType.gift_cents, AwardType.layout,
    AwardType.wording, AwardType.in_use,
)  # fmt: skip


def listing(s: Session, kind: str = "", *, in_use: bool = True) -> list[Row]:
    """Give kinds of award by name: of one kind or of both, those in use or all."""
    from allydesk.models.awards.award import Award
    from allydesk.models.awards.nomination import WAITING, Nomination

    q = select(*_COLUMNS).order_by(AwardType.sort_key, AwardType.id)
    if kind:
        q = q.where(AwardType.kind == kind)
    if in_use:
        q = q.where(AwardType.in_use)
    by = Award.award_type_id
    given = dict(s.execute(select(by, func.count()).group_by(by)).all())
    by = Nomination.award_type_id
    open_ones = select(by, func.count()).where(Nomination.state.in_(WAITING)).group_by(by)
    waiting = dict(s.execute(open_ones).all())
    return [Row(*r, given.get(r[0], 0), waiting.get(r[0], 0)) for r in s.execute(q)]


def name(s: Session, id: int | None) -> str | None:
    """Give the name of a kind of award; None when there is none."""
    return s.execute(select(AwardType.name).where(AwardType.id == id)).scalar() if id else None
