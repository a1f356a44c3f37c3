"""The table of observances that comes with AllyDesk: read, checked, and worked out for a year."""

from __future__ import annotations

import datetime as dt
import json
import logging
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from allydesk import paths
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models.observance import KINDS

TRADITIONS = {
    "bahai": _("Bahá’í"),
    "buddhist": _("Buddhist"),
    "christian": _("Christian"),
    "orthodox": _("Orthodox Christian"),
    "east_asian": _("East Asian"),
    "hindu": _("Hindu"),
    "islamic": _("Muslim"),
    "jain": _("Jain"),
    "jewish": _("Jewish"),
    "persian": _("Persian and Central Asian"),
    "sikh": _("Sikh"),
    "indigenous": _("Indigenous peoples"),
    "african": _("African and Caribbean"),
    "latin_american": _("Latin American"),
    "lgbtq": _("LGBTQ+"),
    "disability": _("Disability and health"),
    "women": _("Women and gender"),
    "heritage": _("Heritage and against racism"),
    "human_rights": _("Human rights"),
}
CERTAINTIES = ("exact", "est", "moon")
BEGINS = ("midnight", "sunrise", "sunset")  # sunset: on the evening before
AVOID = ("work", "food", "fast", "evening")
WORLD = "world"
_MOST_BYTES = 2_000_000
_MOST = 1_000
_LONGEST_TEXT = 400
_YEARS = range(1990, 2200)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Span = tuple[dt.date, dt.date]


class _Wrong(ValueError):
    """Something in the file is not as the table has it."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """When an observance is. Only the numbers that belong to its type are set."""

    type: str  # fixed, range, nth, dates, easter
    day: tuple[int, int] = (1, 1)  # month, day
    until: tuple[int, int] = (1, 1)
    month: int = 1
    weekday: int = 0
    nth: int = 1  # negative: counted from the end of the month
    offset: int = 0  # days
    church: str = "western"
    dates: tuple[tuple[int, tuple[Span, ...]], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Observance:
    """One observance of the table, in the words a coordinator reads."""

    key: str
    name: str
    kind: str
    tradition: str
    regions: tuple[str, ...]
    rule: Rule
    begins: str
    span_days: int
    certainty: str
    weight: int  # 0: an invitation to plan, not a clash; 3: hardly anybody who marks it would come
    avoid: frozenset[str]
    full_days: tuple[int, ...]  # those of the span that have the whole weight; empty: all
    plan: tuple[str, ...]
    greeting: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Table:
    """All observances by key; with a problem to tell, none."""

    observances: Mapping[str, Observance] = field(default_factory=lambda: MappingProxyType({}))
    problem: str | None = None

    @property
    def begins(self) -> int:
        """Give the first year that has dates that move; 0 when there are none."""
        years = (year for one in self.observances.values() for year, _days in one.rule.dates)
        return min(years, default=0)


# ---- reading


def the() -> Table:
    """Give the table of this program; an empty one with a problem when its file is not sound."""
    path = paths.resources() / "observances.json"
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _kept(path, changed)


@lru_cache(maxsize=2)
def _kept(path: Path, _changed: int) -> Table:
    try:
        return read(path)
    except Problem as problem:
        logging.getLogger(__name__).info("Observances: %s", problem.__cause__)
        return Table(problem=str(problem))


def read(path: Path) -> Table:
    """Read a table of observances. Raises Problem when anything in it is not as it should be."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _Wrong("too large")
        whole = _dict(json.loads(path.read_text("utf-8")))
        entries = _list(whole.get("observances"), _MOST)
        found = [_observance(_dict(one)) for one in entries]
        by_key = {one.key: one for one in found}
        if len(by_key) < len(found):
            raise _Wrong("the same id twice")
    except (OSError, ValueError, RecursionError) as error:
        raise Problem(
            _(
                "The table of observances could not be read, so none are shown. "
                "Everything else works. Install AllyDesk again to get them back."
            )
        ) from error
    return Table(MappingProxyType(by_key))


def _observance(raw: dict[str, Any]) -> Observance:
    span = _number(raw.get("span_days", 1), 1, 366)
    return Observance(
        key=_text(raw.get("id"), 80),
        name=_text(raw.get("name"), 120),
        kind=_one_of(raw.get("kind"), KINDS),
        tradition=_one_of(raw.get("tradition"), TRADITIONS),
        regions=tuple(_text(r, 8) for r in _list(raw.get("region"), 40)),
        rule=_rule(_dict(raw.get("rule")), span),
        begins=_one_of(raw.get("starts_at", "midnight"), BEGINS),
        span_days=span,
        certainty=_one_of(raw.get("certainty"), CERTAINTIES),
        weight=_number(raw.get("weight", 0), 0, 3),
        avoid=frozenset(_one_of(a, AVOID) for a in _list(raw.get("avoid", []), 4)),
        full_days=tuple(_number(n, 1, span) for n in _list(raw.get("full_days", []), 366)),
        plan=tuple(_text(p) for p in _list(raw.get("plan", []), 8)),
        greeting=_text(raw.get("greeting", ""), empty=True),
        note=_text(raw.get("note")),
        source=_text(raw.get("source", ""), empty=True),
    )


def _rule(raw: dict[str, Any], span: int) -> Rule:
    kind = raw.get("type")
    if kind == "fixed":
        return Rule("fixed", day=_month_day(raw.get("date")))
    if kind == "range":
        return Rule("range", day=_month_day(raw.get("from")), until=_month_day(raw.get("to")))
    if kind == "nth":
        nth = _number(raw.get("n"), -4, 4)
        if nth == 0:
            raise _Wrong("the day number 0 of a month")
        return Rule(
            "nth", month=_number(raw.get("month"), 1, 12), nth=nth,
            weekday=_WEEKDAYS.index(_one_of(raw.get("weekday"), _WEEKDAYS)),
            offset=_number(raw.get("offset_days", 0), -31, 31),
        )  # fmt: skip
    if kind == "easter":
        church = _one_of(raw.get("church"), ("western", "orthodox"))
        return Rule("easter", offset=_number(raw.get("offset_days", 0), -100, 100), church=church)
    if kind == "dates":
        return Rule("dates", dates=_dates(_dict(raw.get("dates")), span))
    raise _Wrong(f"rule {kind!r}")


def _dates(raw: dict[str, Any], span: int) -> tuple[tuple[int, tuple[Span, ...]], ...]:
    if len(raw) > len(_YEARS):
        raise _Wrong("too many years")
    found: dict[int, tuple[Span, ...]] = {}
    for name, days in raw.items():
        year = _number(int(_text(name, 4)), _YEARS[0], _YEARS[-1])
        found[year] = tuple(_span(year, _text(day, 11), span) for day in _list(days, 3))
    return tuple(sorted(found.items()))


def _span(year: int, text: str, days: int) -> Span:
    """Read "02-18", which lasts so many days, or "02-18/03-19"."""
    start, slash, end = text.partition("/")
    first = dt.date(year, *_month_day(start))
    if not slash:
        return first, first + dt.timedelta(days=days - 1)
    last = dt.date(year, *_month_day(end))
    return first, last if last >= first else dt.date(year + 1, *_month_day(end))


def _month_day(value: object) -> tuple[int, int]:
    month, dash, day = _text(value, 5).partition("-")
    if not dash:
        raise _Wrong(f"{value!r} is no month and day")
    whole = dt.date(2024, int(month), int(day))  # a leap year has every day there is
    return whole.month, whole.day


def _dict(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _Wrong("an object was expected")
    return value


def _list(value: object, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise _Wrong(f"a list of up to {most} was expected")
    return value


def _text(value: object, longest: int = _LONGEST_TEXT, *, empty: bool = False) -> str:
    if not isinstance(value, str) or len(value) > longest or not (value or empty):
        raise _Wrong(f"a text of up to {longest} characters was expected")
    if not (value.isprintable()):
        raise _Wrong("a text has characters that cannot be printed")
    return value


def _number(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise _Wrong(f"a number from {least} to {most} was expected")
    return value


def _one_of(value: object, known: Any) -> str:
    if not isinstance(value, str) or value not in known:
        raise _Wrong(f"{value!r} is not known here")
    return value


# ---- working out


@cache
def _by_year(rule: Rule) -> Mapping[int, tuple[Span, ...]]:
    return dict(rule.dates)


@lru_cache(maxsize=20_000)
def days(one: Observance, year: int) -> tuple[Span, ...] | None:
    """Give (first, last) for each time an observance begins in a year.

    None says that the table has no date for this year: nobody knows, and nobody guesses.
    """
    rule = one.rule
    if rule.type == "dates":
        return _by_year(rule).get(year)
    first = _first(rule, year)
    last = first + dt.timedelta(days=one.span_days - 1)
    if rule.type == "range":
        ends_in = year if rule.until >= rule.day else year + 1
        last = _day(ends_in, *rule.until)
    return ((first, last),)


def _first(rule: Rule, year: int) -> dt.date:
    if rule.type in ("fixed", "range"):
        return _day(year, *rule.day)
    if rule.type == "easter":
        return _easter(year, rule.church) + dt.timedelta(days=rule.offset)
    found = _nth_weekday(year, rule.month, rule.weekday, rule.nth)
    return found + dt.timedelta(days=rule.offset)


def _day(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, min(day, monthrange(year, month)[1]))


def of_year(year: int, day: dt.date) -> dt.date:
    """Give a day as it is in another year; of 29 February the 28th where there is none."""
    return _day(year, day.month, day.day)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    if nth > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = dt.date(year, month, monthrange(year, month)[1])
    return last - dt.timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))


def _easter(year: int, church: str) -> dt.date:
    from dateutil import easter

    return easter.easter(
        year, easter.EASTER_WESTERN if church == "western" else easter.EASTER_ORTHODOX
    )
