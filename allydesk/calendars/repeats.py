"""The next dates of an event that repeats, from rules that may be hostile."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from allydesk.language import _

if TYPE_CHECKING:
    from icalendar import Event as Component

MORE_DATES = 12
_AHEAD = dt.timedelta(days=5 * 366)  # how far a rule is followed; one that never fits ends there
_MOST_STEPS = 20_000
_OFTEN = re.compile(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)\b", re.IGNORECASE)
_NEVER = re.compile(r"INTERVAL=0+(?!\d)", re.IGNORECASE)
_COUNT = re.compile(r"COUNT=(\d{1,9})", re.IGNORECASE)
_UNTIL = re.compile(r"UNTIL=(\d{8})(?:T(\d{6})(Z)?)?", re.IGNORECASE)
_END = re.compile(r";?(?:COUNT|UNTIL)=[^;]*", re.IGNORECASE)

Without = Callable[[dt.datetime], bool]  # whether a date is taken out
Here = Callable[[dt.date], dt.datetime]  # a moment as the clock on the wall here shows it


class _Empty(ValueError):
    """A rule that fits no day at all; to find that out takes seconds."""


@dataclass(slots=True)
class Patience:
    """How many rules of one file are followed, so that none can keep the program busy for hours."""

    rules: int = 500
    empty: int = 2

    def spend(self) -> None:
        self.rules -= 1
        if self.rules < 0 or self.empty <= 0:
            raise ValueError(self.rules)


class Dates(NamedTuple):
    """When an event comes: its first date, the next ones from now on, and what is to be said."""

    first: dt.datetime
    more: tuple[dt.datetime, ...] = ()
    notes: tuple[str, ...] = ()


def dates(
    component: Component, start: dt.date, here: Here, now: dt.datetime, patience: Patience
) -> Dates:
    """Give the dates of an event. A repeat that cannot be followed is said, not followed.

    A first date that the file takes out gives way to the next one.
    """
    first = here(start)
    if "RRULE" not in component and "RDATE" not in component:
        return Dates(first)
    try:
        without = _without(component, here)
        found = _upcoming(component, start, here, now, patience, without) - {first}
    except (ValueError, TypeError, OverflowError, AttributeError, IndexError) as error:
        patience.empty -= isinstance(error, _Empty)
        note = _("A repeat could not be read; its first date can be brought in.")
        return Dates(first, (), (note,))
    more = tuple(sorted(found)[:MORE_DATES])
    notes = (_same_length(),) if _has_lengths(component) else ()
    if without(first) and more:
        return Dates(more[0], more[1:], notes)
    return Dates(first, more, notes)


def _same_length() -> str:
    return _(
        "Some dates of a repeat have a length of their own. They come in as long as the first one."
    )


def _upcoming(
    component: Component,
    start: dt.date,
    here: Here,
    now: dt.datetime,
    patience: Patience,
    without: Without,
) -> set[dt.datetime]:
    found = {here(d) for d in _days(component, "RDATE")}
    found = {d for d in found if d >= now and not without(d)}
    for rule in _all(component.get("RRULE")):
        patience.spend()
        words = rule.to_ical().decode("utf-8", "replace")
        fitting = (d for d in _of_rule(words, start, here, now) if not without(d))
        found |= set(islice(fitting, MORE_DATES + 1))  # the first of all may be among them
    return found


def _without(component: Component, here: Here) -> Without:
    """Give what says whether a date is taken out. Some programs write the day alone."""
    out = list(_days(component, "EXDATE"))
    days = {d for d in out if not isinstance(d, dt.datetime)}
    moments = {here(d) for d in out if isinstance(d, dt.datetime)}
    return lambda date: date in moments or date.date() in days


def _all(value: Any) -> list[Any]:
    found = value if isinstance(value, list) else [value]
    return [one for one in found if one is not None]


def _days(component: Component, name: str) -> Iterator[dt.date]:
    """Give the days that EXDATE takes out or RDATE puts in; of a stretch of time its start."""
    for one in _all(component.get(name)):
        for day in one.dts:
            yield day.dt[0] if isinstance(day.dt, tuple) else day.dt


def _has_lengths(component: Component) -> bool:
    return any(isinstance(d.dt, tuple) for one in _all(component.get("RDATE")) for d in one.dts)


def _of_rule(words: str, start: dt.date, here: Here, now: dt.datetime) -> Iterator[dt.datetime]:
    """Give the dates of a rule from now on.

    Its own end is watched here: a rule that never fits any day would else be followed to the year
    9999, and one without an end for ever.
    """
    from dateutil.rrule import rrule, rrulestr

    if not _OFTEN.search(words) or _NEVER.search(words):
        raise ValueError(words)
    begin = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time())
    first = here(begin)
    horizon = max(first, now) + _AHEAD
    last = min(_until(words, here) or horizon, horizon)
    times = int(count[1]) if (count := _COUNT.search(words)) else _MOST_STEPS
    rule = rrulestr(_END.sub("", words).strip(";"), dtstart=begin)
    assert isinstance(rule, rrule)
    n = -1
    for n, moment in enumerate(rule.replace(until=begin + (horizon - first))):
        day = here(moment)
        if day > last or n >= min(times, _MOST_STEPS):
            return
        if day >= now:
            yield day
    if n < 0:
        raise _Empty(words)


def _until(words: str, here: Here) -> dt.datetime | None:
    """Give the last moment a rule allows, on the wall here; a day alone counts to its end."""
    found = _UNTIL.search(words)
    if not found:
        return None
    moment = dt.datetime.strptime(found[1] + (found[2] or "235959"), "%Y%m%d%H%M%S")
    return here(moment.replace(tzinfo=dt.UTC)) if found[3] else moment
