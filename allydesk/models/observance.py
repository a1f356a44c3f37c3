"""What this organisation says about days: dates it changed or hid, its own ones, and when it is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session

from allydesk.language import _
from allydesk.models.base import Record, field

KINDS = {
    "religious": _("Religious"),
    "cultural": _("Cultural"),
    "awareness": _("Awareness day"),
    "heritage": _("Heritage or history month"),
    "remembrance": _("Remembrance"),
}
PARTS = {"tradition": _("Tradition"), "region": _("Region"), "kind": _("Kind")}
CLOSED = {"school": _("School holidays"), "closed": _("We are closed")}
EVERY_YEAR = {"no": _("Only then"), "yes": _("Every year")}
YEARS = range(1990, 2200)
_LONGEST = dt.timedelta(days=366)


def _span_problems(first: dt.date, last: dt.date) -> Iterator[tuple[str, str]]:
    if first.year not in YEARS:
        yield "first", _("Check the year of the first day.")
    elif last < first:
        yield "last", _("The last day is before the first day.")
    elif last - first >= _LONGEST:
        yield "last", _("This would last longer than a year. Check the last day.")


def _last(last: dt.date | None, first: dt.date) -> dt.date:
    return first if last is None else last


class ObservanceChoice(Record):
    """A tradition, region or kind that shows here, or does not. What is not listed has its default."""

    __tablename__ = "observance_choice"
    one: ClassVar[str] = _("choice of observances")
    many: ClassVar[str] = _("choices of observances")

    part: Mapped[str] = field(_("What"), choices=PARTS)
    value: Mapped[str] = field(_("Which one"), longest=40)
    shown: Mapped[bool] = field(_("Shows"))
    __table_args__ = (UniqueConstraint("part", "value"),)

    def prepare(self, s: Session) -> None:
        self.shown = bool(self.shown)

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        same = select(ObservanceChoice.id).filter_by(part=self.part, value=self.value)
        if s.execute(same.where(ObservanceChoice.id != (self.id or 0))).first():
            yield "value", _("This is chosen already.")


class HiddenObservance(Record):
    """An observance of the table that does not show here, in no year."""

    __tablename__ = "hidden_observance"
    one: ClassVar[str] = _("hidden observance")
    many: ClassVar[str] = _("hidden observances")

    key: Mapped[str] = field(_("Observance"), longest=80)
    __table_args__ = (UniqueConstraint("key"),)

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        same = select(HiddenObservance.id).filter_by(key=self.key)
        if s.execute(same.where(HiddenObservance.id != (self.id or 0))).first():
            yield "key", _("This observance is hidden already.")


class MovedObservance(Record):
    """Another date for an observance of the table in one year; it lasts as long as before.

    It is known by observance, year and which one of that year, so it outlives a newer table.
    """

    __tablename__ = "moved_observance"
    one: ClassVar[str] = _("changed date")
    many: ClassVar[str] = _("changed dates")

    key: Mapped[str] = field(_("Observance"), longest=80)
    year: Mapped[int] = field(_("Year"))
    nth: Mapped[int] = field(_("Which one of that year"))
    first: Mapped[dt.date] = field(_("Date here"))
    __table_args__ = (UniqueConstraint("key", "year", "nth"),)

    def prepare(self, s: Session) -> None:
        self.nth = self.nth or 1

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        if self.year not in YEARS:
            yield "year", _("Check the year.")
        elif abs((self.first - dt.date(self.year, 7, 1)).days) > _LONGEST.days:
            yield "first", _("Choose a day in {year} or close to it.").format(year=self.year)
        same = select(MovedObservance.id).filter_by(key=self.key, year=self.year, nth=self.nth)
        if s.execute(same.where(MovedObservance.id != (self.id or 0))).first():
            yield "key", _("This date is changed already.")


class OwnObservance(Record):
    """A day or span that this organisation marks itself. Of 29 February, other years have the 28th."""

    __tablename__ = "own_observance"
    one: ClassVar[str] = _("own observance")
    many: ClassVar[str] = _("own observances")

    name: Mapped[str] = field(_("Name"), longest=120)
    first: Mapped[dt.date] = field(_("First day"))
    last: Mapped[dt.date] = field(_("Last day"), hint=_("Empty: it is one day."))
    every_year: Mapped[str] = field(_("How often"), choices=EVERY_YEAR)
    kind: Mapped[str] = field(_("Kind"), choices=KINDS)
    evening_before: Mapped[bool] = field(_("Begins the evening before"))
    plan_around: Mapped[bool] = field(
        _("Warn when an event is on this day"), hint=_("Events can still be planned.")
    )
    advice: Mapped[str | None] = field(
        _("What to plan around"), longest=300, lines=2, hint=_("As in “No lunch session”.")
    )
    greeting: Mapped[str | None] = field(_("Greeting"), longest=120)
    note: Mapped[str | None] = field(
        _("What it is"), longest=300, lines=2, hint=_("One sentence for colleagues.")
    )

    def prepare(self, s: Session) -> None:
        self.kind = self.kind or "cultural"
        self.every_year = self.every_year or "no"
        self.evening_before = bool(self.evening_before)
        self.plan_around = bool(self.plan_around)
        self.last = _last(self.last, self.first)

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        yield from _span_problems(self.first, self.last)


class ClosedDays(Record):
    """Days on which the organisation is closed or schools have holidays, typed in by it."""

    __tablename__ = "closed_days"
    one: ClassVar[str] = _("closed days")
    many: ClassVar[str] = _("closed days")

    name: Mapped[str] = field(
        _("Name"), longest=120, suggest=True, hint=_("As in “Autumn half-term”.")
    )
    kind: Mapped[str] = field(_("Kind"), choices=CLOSED)
    first: Mapped[dt.date] = field(_("First day"))
    last: Mapped[dt.date] = field(_("Last day"), hint=_("Empty: it is one day."))

    def prepare(self, s: Session) -> None:
        self.kind = self.kind or "school"
        self.last = _last(self.last, self.first)

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        yield from _span_problems(self.first, self.last)


class Closed(NamedTuple):
    """Closed days as they are listed."""

    id: int
    name: str
    kind: str
    first: dt.date
    last: dt.date


def closed_from(s: Session, day: dt.date) -> list[Closed]:
    """Give closed days and school holidays that are not over before a day, in order."""
    q = select(ClosedDays.id, ClosedDays.name, ClosedDays.kind, ClosedDays.first, ClosedDays.last)
    q = q.where(ClosedDays.last >= day).order_by(ClosedDays.first, ClosedDays.id)
    return [Closed._make(row) for row in s.execute(q)]


def closed_between(
    s: Session, first: dt.date, last: dt.date
) -> list[tuple[str, str, dt.date, dt.date]]:
    """Give (name, kind, first, last) of closed days and school holidays that touch a span."""
    q = select(ClosedDays.name, ClosedDays.kind, ClosedDays.first, ClosedDays.last)
    q = q.where(ClosedDays.first <= last, ClosedDays.last >= first)
    return [(n, k, a, b) for n, k, a, b in s.execute(q.order_by(ClosedDays.first, ClosedDays.id))]
