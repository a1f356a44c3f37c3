"""Observances as this organisation has them: the table, what it changed, and its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.base import drop, put
from allydesk.models.observance import (
    KINDS,
    YEARS,
    HiddenObservance,
    MovedObservance,
    ObservanceChoice,
    OwnObservance,
)
from allydesk.planning import table
from allydesk.planning.table import TRADITIONS, WORLD, Observance

OWN = "own-"  # keys of the organisation's own observances begin with it
SOON = 21  # days
_DAY = dt.timedelta(days=1)


class Occurrence(NamedTuple):
    """One time that an observance comes round."""

    key: str
    name: str
    kind: str  # of KINDS
    tradition: str  # of TRADITIONS; nothing for one of the organisation's own
    first: dt.date
    last: dt.date
    evening_before: bool
    certainty: str  # exact, est (a day earlier or later), moon (depends on a sighting)
    weight: int  # 0: an invitation to plan; 1 to 3: to plan around
    avoid: frozenset[str]  # work, food, fast, evening
    full_days: tuple[int, ...]
    plan: tuple[str, ...]
    greeting: str
    note: str
    year: int  # with nth, what a changed date is known by
    nth: int
    moved: bool  # the organisation set the date itself

    @property
    def own(self) -> int | None:
        """Give the id of one of the organisation's own observances."""
        return int(self.key.removeprefix(OWN)) if self.key.startswith(OWN) else None

    @property
    def around(self) -> bool:
        """Say whether the date is only near the mark."""
        return self.certainty != "exact"

    @property
    def clashes(self) -> bool:
        return self.weight > 0

    def when(self, language: str, now: dt.date) -> str:
        """Give "Fri 20 Nov", "2–9 Apr 2026" or "around Tue 9 Mar"."""
        if self.first == self.last:
            words = dates.short(self.first, language, now)
        else:
            words = dates.interval(self.first, self.last, language)
        return _("around {day}").format(day=words) if self.around else words


@dataclass(frozen=True, slots=True)
class _Here:
    """What the organisation says about the table."""

    country: str
    choices: Mapping[tuple[str, str], bool]
    hidden: frozenset[str]
    moved: Mapping[tuple[str, int, int], dt.date]

    def shows(self, part: str, value: str) -> bool:
        usual = part != "region" or value in (WORLD, self.country)
        return self.choices.get((part, value), usual)

    def has(self, one: Observance) -> bool:
        return (
            self.shows("kind", one.kind)
            and self.shows("tradition", one.tradition)
            and any(self.shows("region", r) for r in one.regions)
        )


def country(s: Session) -> str:
    """Give the country whose days count here; the one in the language when none is chosen."""
    q = select(organisation.Organisation.country)
    return s.execute(q).scalar() or organisation.country_of(organisation.language(s))


def _here(s: Session) -> _Here:
    choices = select(ObservanceChoice.part, ObservanceChoice.value, ObservanceChoice.shown)
    moved = select(
        MovedObservance.key, MovedObservance.year, MovedObservance.nth, MovedObservance.first
    )
    return _Here(
        country(s),
        {(part, value): shown for part, value, shown in s.execute(choices)},
        frozenset(s.execute(select(HiddenObservance.key)).scalars()),
        {(key, year, nth): first for key, year, nth, first in s.execute(moved)},
    )


# ---- reading


def between(s: Session, first: dt.date, last: dt.date, *, hidden: bool = False) -> list[Occurrence]:
    """Give what is observed here on the days from first to last, in order; hidden ones when asked.

    An observance that begins on the evening before its first day is counted from the day itself.
    """
    here = _here(s)
    years = range(max(first.year - 1, YEARS.start), min(last.year + 2, YEARS.stop))
    found: list[Occurrence] = []
    for one in table.the().observances.values():
        if here.has(one) and (hidden or one.key not in here.hidden):
            for year in years:
                found.extend(_of_year(one, year, here))
    found.extend(_own(s, years))
    near = [o for o in found if o.first <= last and o.last >= first]
    return sorted(near, key=lambda o: (o.first, -o.weight, o.last, o.name))


def _of_year(one: Observance, year: int, here: _Here) -> Iterator[Occurrence]:
    spans = table.days(one, year) or ()
    moved = {nth: day for (key, y, nth), day in here.moved.items() if (key, y) == (one.key, year)}
    for nth in range(1, max([len(spans), *moved]) + 1):
        day = moved.get(nth)
        if nth <= len(spans):
            first, last = spans[nth - 1]
        elif day is not None:  # the organisation knows a date that the table does not
            first, last = day, day + (one.span_days - 1) * _DAY
        else:
            continue
        if day is not None:
            first, last = day, day + (last - first)
        yield Occurrence(
            key=one.key, name=_(one.name), kind=one.kind, tradition=one.tradition, first=first,
            last=last, evening_before=one.begins == "sunset",
            certainty=one.certainty if day is None else "exact", weight=one.weight,
            avoid=one.avoid, full_days=one.full_days, plan=tuple(_(p) for p in one.plan),
            greeting=one.greeting, note=_(one.note), year=year, nth=nth, moved=day is not None,
        )  # fmt: skip


def _own(s: Session, near: Sequence[int]) -> Iterator[Occurrence]:
    for own in s.execute(select(OwnObservance)).scalars():
        years = near if own.every_year == "yes" else (own.first.year,)
        for year in years:
            starts = table.of_year(year, own.first)
            yield Occurrence(
                key=f"{OWN}{own.id}", name=own.name, kind=own.kind, tradition="", first=starts,
                last=starts + (own.last - own.first), evening_before=own.evening_before,
                certainty="exact", weight=2 if own.plan_around else 0, avoid=frozenset(),
                full_days=(), plan=(own.advice,) if own.advice else (), greeting=own.greeting or "",
                note=own.note or "", year=year, nth=1, moved=False,
            )  # fmt: skip


def of_year(s: Session, year: int, *, hidden: bool = False) -> list[Occurrence]:
    """Give what begins in a year, for the year of observances."""
    found = between(s, dt.date(year, 1, 1), dt.date(year, 12, 31), hidden=hidden)
    return [o for o in found if o.first.year == year]


class Undated(NamedTuple):
    """An observance that shows here and of which nobody knows when it is in a year."""

    key: str
    name: str
    weight: int


def undated(s: Session, year: int) -> list[Undated]:
    """Give those that show here and have no date for a year, in the table or set, by name."""
    here = _here(s)
    known = {key for key, y, _nth in here.moved if y == year}
    found = (
        Undated(one.key, _(one.name), one.weight)
        for one in table.the().observances.values()
        if here.has(one) and one.key not in here.hidden | known and table.days(one, year) is None
    )
    return sorted(found, key=lambda one: one.name)


def notice(s: Session, year: int, *, weighty: bool = False) -> str | None:
    """Give the sentence for a year that is not whole: no table, or no dates for it yet.

    Only of those that people plan around, if wanted.
    """
    if problem := table.the().problem:
        return problem
    names = [one.name for one in undated(s, year) if one.weight or not weighty]
    if not names:
        return None
    if (begins := table.the().begins) and year < begins:
        return _(
            "The table of dates begins with {first}: {n} observances are missing for {year}."
        ).format(first=begins, n=len(names), year=year)
    if len(names) > 3:
        return _("AllyDesk has no date for {year} yet: {n} observances are missing.").format(
            year=year, n=len(names)
        )
    return _("AllyDesk has no date for {year} yet: {names}.").format(
        year=year, names=", ".join(names)
    )


def coming(s: Session, today: dt.date, days: int = SOON) -> list[Occurrence]:
    """Give what begins from today on and within some days, for Home."""
    found = between(s, today, today + dt.timedelta(days=days))
    return [o for o in found if o.first >= today]


# ---- what the organisation chooses


class Choice(NamedTuple):
    """A tradition, region or kind that can be shown."""

    value: str
    label: str
    shown: bool


def choices(s: Session, part: str) -> list[Choice]:
    """Give what there is of a part ("tradition", "region", "kind") and whether it shows."""
    here = _here(s)
    if part == "region":
        language = organisation.language(s)
        regions = {r for one in table.the().observances.values() for r in one.regions}
        rest = sorted((r for r in regions if r != WORLD), key=lambda r: region_name(r, language))
        labels = {r: region_name(r, language) for r in (WORLD, *rest)}
    else:
        labels = dict({"tradition": TRADITIONS, "kind": KINDS}[part])
    return [Choice(value, label, here.shows(part, value)) for value, label in labels.items()]


def region_name(region: str, language: str) -> str:
    """Give "Worldwide" or the name of a country."""
    if region == WORLD:
        return _("Worldwide")
    return str(dates.locale(language).territories.get(region, region))


def choose(s: Session, part: str, value: str, *, shown: bool) -> None:
    """Show a tradition, region or kind, or show it no longer."""
    known = s.execute(select(ObservanceChoice.id).filter_by(part=part, value=value)).scalar()
    put(s, ObservanceChoice, known, {"part": part, "value": value, "shown": shown})


# ---- changing


def hide(s: Session, key: str) -> None:
    """Show an observance no longer, in any year; one of the organisation's own goes."""
    if key.startswith(OWN):
        remove_own(s, int(key.removeprefix(OWN)))
    elif not s.execute(select(HiddenObservance.id).filter_by(key=_known(key).key)).first():
        put(s, HiddenObservance, None, {"key": key})


def show(s: Session, key: str) -> None:
    """Show an observance again that was hidden."""
    drop(
        s,
        HiddenObservance,
        s.execute(select(HiddenObservance.id).filter_by(key=key)).scalars().all(),
    )


def hidden(s: Session) -> list[tuple[str, str]]:
    """Give (key, name) of what is hidden here, by name; what the table no longer has is left out."""
    known = table.the().observances
    keys = s.execute(select(HiddenObservance.key)).scalars()
    return sorted(((k, _(known[k].name)) for k in keys if k in known), key=lambda row: row[1])


def change_date(s: Session, key: str, year: int, first: dt.date, nth: int = 1) -> None:
    """Say when an observance is in one year; it lasts as long as before.

    Raises Invalid for a day that is not near that year, Problem for what has no date to change.
    """
    one = _known(key)
    known = table.days(one, year) or ()
    if not 1 <= nth <= max(1, len(known)):
        raise Problem(_("“{name}” is not so often in {year}.").format(name=_(one.name), year=year))
    if nth <= len(known) and abs((first - known[nth - 1][0]).days) > 60:
        raise Invalid(
            {"first": _("Choose a day closer to {day}.").format(
                day=dates.medium(known[nth - 1][0], organisation.language(s)))}
        )  # fmt: skip
    stored = select(MovedObservance.id).filter_by(key=key, year=year, nth=nth)
    values = {"key": key, "year": year, "nth": nth, "first": first}
    put(s, MovedObservance, s.execute(stored).scalar(), values)


def reset_date(s: Session, key: str, year: int, nth: int = 1) -> None:
    """Go back to the date of the table."""
    q = select(MovedObservance.id).filter_by(key=key, year=year, nth=nth)
    drop(s, MovedObservance, s.execute(q).scalars().all())


def add_own(s: Session, values: Mapping[str, object]) -> int:
    """Add an observance of the organisation's own and give its id. Raises Invalid."""
    return put(s, OwnObservance, None, values)


def remove_own(s: Session, id: int) -> None:
    """Take away an observance of the organisation's own."""
    drop(s, OwnObservance, [id])


def _known(key: str) -> Observance:
    found = table.the().observances.get(key)
    if found is None:
        raise Problem(_("This observance is no longer in the table. There is nothing to change."))
    return found
