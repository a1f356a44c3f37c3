"""Incidents: a record apart from notes, read only after a step of its own, kept for a time of its own.

An incident is never without a name by accident: it says how the one who told it is kept. None is
in the journal, so that what is deleted is gone; a change gives back what stood there before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final, NamedTuple

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Mapped, Session

from allydesk import pin
from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.models import suppression
from allydesk.models.base import Record, Sensitivity, field, fields, put
from allydesk.models.feedback import key
from allydesk.models.feedback.note import KEEPINGS, STATES
from allydesk.models.privacy import PASSED

CATEGORIES = {
    "remark": _("Hurtful remark or gesture"),
    "exclusion": _("Left out"),
    "discrimination": _("Discrimination"),
    "harassment": _("Harassment"),
    "access": _("Barrier to access"),
    "process": _("Unfair process"),
    "other": _("Something else"),
}
SEVERITIES = {"low": _("Low"), "medium": _("Medium"), "high": _("High")}
PRECISIONS = {"day": _("That day"), "month": _("That month"), "unknown": _("Not known")}
WITNESSES = {"unknown": _("Not known"), "yes": _("Yes"), "no": _("No")}


class Incident(Record):
    """Something that happened to somebody and may need more than an answer."""

    __tablename__ = "incident"
    __table_args__ = ({"info": {"journal": False}},)
    one: ClassVar[str] = _("incident")
    many: ClassVar[str] = _("incidents")

    what: Mapped[str] = field(
        _("What happened"), longest=20_000, lines=5, sensitivity=Sensitivity.PRIVATE
    )
    category: Mapped[str] = field(_("Category"), choices=CATEGORIES)
    severity: Mapped[str] = field(_("Severity"), choices=SEVERITIES)
    precision: Mapped[str] = field(_("When"), choices=PRECISIONS)
    happened: Mapped[dt.date | None] = field(_("Day"))
    place: Mapped[str | None] = field(_("Where"), longest=200)
    witnesses: Mapped[str] = field(_("Others saw it"), choices=WITNESSES)
    keeping: Mapped[str] = field(_("Who told it"), choices=KEEPINGS)
    told_by: Mapped[str | None] = field(
        _("Name"),
        longest=200,
        sensitivity=Sensitivity.NEVER,
        hint=_("Only if they let you keep it."),
    )
    wish: Mapped[str | None] = field(
        _("What would help"), longest=2000, lines=2, sensitivity=Sensitivity.PRIVATE
    )
    state: Mapped[str] = field(_("State"), choices=STATES)
    owner: Mapped[str | None] = field(_("Who acts"), longest=120)
    referred_to: Mapped[str | None] = field(
        _("Referred to"), longest=200, hint=_("The person or office of your formal procedure.")
    )
    referred_on: Mapped[dt.date | None] = field(_("Referred on"))
    check_back: Mapped[dt.date | None] = field(_("Ask again on"), ahead=True)
    done: Mapped[str | None] = field(_("What we did"), longest=4000, lines=3)
    internal: Mapped[str | None] = field(
        _("Note for yourself"), longest=10_000, lines=4, sensitivity=Sensitivity.NEVER
    )
    closed_on: Mapped[dt.date | None] = field(_("Closed on"))

    def prepare(self, s: Session) -> None:
        from allydesk.models.base import today

        self.category = self.category or "other"
        self.severity = self.severity or "medium"
        self.precision = self.precision or "unknown"
        self.witnesses = self.witnesses or "unknown"
        self.keeping = self.keeping or "none"
        self.state = self.state or "new"
        if self.happened and self.precision == "month":
            self.happened = self.happened.replace(day=1)
        if self.precision == "unknown":
            self.happened = None
        if self.keeping == "none":
            self.told_by = None
        if self.state != "closed":
            self.closed_on = None
        elif self.closed_on is None:
            self.closed_on = today()

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        if self.precision != "unknown" and self.happened is None:
            yield "happened", _("Enter the day, or choose “Not known”.")
        if self.keeping != "none" and not self.told_by:
            yield "told_by", _("Enter a name, or choose “No name kept”.")


class Access:
    """Leave to read incidents, given by `enter` for as long as the window stays in that place."""

    __slots__ = ("is_open",)

    def __init__(self, given: object) -> None:
        if given is not _GIVEN:
            raise RuntimeError("Access to incidents is given by enter() alone.")
        self.is_open = True

    def leave(self) -> None:
        """Close the place again."""
        self.is_open = False


_GIVEN: Final = object()


def enter(typed: str, kept: str) -> Access | None:
    """Give leave to read incidents if the PIN is right; kept is what settings hold of it."""
    return Access(_GIVEN) if pin.matches(typed, kept) else None


def _seen(access: Access, *columns: Any) -> Select[Any]:
    if not access.is_open:
        raise RuntimeError("Incidents are read after their own step; see incident.enter().")
    return select(*columns).execution_options(**PASSED)


class Row(NamedTuple):
    """One incident in the register: no text and no name."""

    id: int
    category: str
    severity: str
    precision: str
    happened: dt.date | None
    place: str | None
    witnesses: str
    keeping: str
    state: str
    owner: str | None
    referred_to: str | None
    referred_on: dt.date | None
    check_back: dt.date | None
    closed_on: dt.date | None

    def due(self, on: dt.date) -> bool:
        return self.check_back is not None and self.check_back <= on and self.state != "closed"


def listing(s: Session, access: Access, *states: str) -> list[Row]:
    """Give the register, open ones first, then by when it is time to ask again."""
    q = _seen(access, *(getattr(Incident, n) for n in Row._fields))
    if states:
        q = q.where(Incident.state.in_(states))
    q = q.order_by(
        Incident.state == "closed", Incident.check_back.is_(None), Incident.check_back, Incident.id
    )
    return [Row(*r) for r in s.execute(q)]


def card(s: Session, access: Access, id: int) -> dict[str, object] | None:
    """Give the fields of one incident, for its form and its case sheet."""
    names = list(fields(Incident))
    q = _seen(access, *(getattr(Incident, n) for n in names)).where(Incident.id == id)
    row = s.execute(q).one_or_none()
    return dict(zip(names, row, strict=True)) if row else None


def save(
    s: Session, access: Access, id: int | None, values: Mapping[str, object], today: dt.date
) -> tuple[int, dict[str, object]]:
    """Store an incident and give its id and what stood there before.

    Raises Invalid when a rule is broken and Problem when the incident is gone.
    """
    happened = values.get("happened")
    if isinstance(happened, dt.date) and happened > today:
        raise Invalid({"happened": _("This day is still to come. Check it.")})
    before = card(s, access, id) if id is not None else {}
    if before is None:
        raise Problem(_("This incident is no longer here."))
    stored = put(s, Incident, id, values)
    key.mark(s)
    return stored, {name: before.get(name) for name in values}


def erase(s: Session, access: Access, ids: list[int]) -> int:
    """Delete incidents; nothing of them stays in the file."""
    found = list(s.execute(_seen(access, Incident.id).where(Incident.id.in_(ids))).scalars())
    s.execute(delete(Incident).where(Incident.id.in_(found)))
    key.mark(s)
    return len(found)


def waiting(s: Session, on: dt.date) -> int:
    """Give how many incidents it is time to ask about again; a number names nobody."""
    q = select(func.count(Incident.id)).where(Incident.check_back <= on, Incident.state != "closed")
    return int(s.execute(q.execution_options(**PASSED)).scalar_one())


def by_category(s: Session, year: int, today: dt.date) -> suppression.OneWay[str]:
    """Give how many incidents of a year were of which category; all hidden until it is over."""
    k = suppression.k_of(s)
    if year >= today.year:
        hidden = suppression.Hidden(k)
        return suppression.OneWay(dict.fromkeys(CATEGORIES.values(), hidden), hidden)
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    q = select(Incident.category, func.count()).where(Incident.happened.between(first, last))
    q = q.group_by(Incident.category).execution_options(**PASSED)
    found = dict.fromkeys(CATEGORIES, 0) | dict(s.execute(q).all())
    counts = suppression.one_way(found, k)
    return suppression.OneWay({CATEGORIES[c]: n for c, n in counts.cells.items()}, counts.total)
