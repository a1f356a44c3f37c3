"""The nearest times at which hardly anything speaks against an event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.planning import busy, clashes
from allydesk.planning.clashes import LIGHT, Around, Clash
from allydesk.planning.plan import Plan

WEEKS = 8  # looked at before and after the day that was wished for
_DAY_BEGINS, _DAY_ENDS = dt.time(9), dt.time(17)
# What another weekday or another time of day costs, in days of distance: the same weekday a week
# later is nearer than the next day.
_OTHER_WEEKDAY, _OTHER_TIME = 7.0, 7.5
_AT_ONCE = 12  # candidates whose events are read in one go


class Slot(NamedTuple):
    """A time that is free enough, and what little speaks against it."""

    starts: dt.datetime
    ends: dt.datetime
    clashes: tuple[Clash, ...]


def free(
    s: Session, plan: Plan, today: dt.date, count: int = 3, *, most: int = LIGHT
) -> list[Slot]:
    """Give the nearest times, the nearest first, at which nothing weighs more than `most`.

    The same weekday and time go first. They lie after today, within eight weeks of the wish, and
    in office hours unless the wish itself is outside them. There may be fewer than asked for.
    """
    if not plan.sound:
        return []
    reach = dt.timedelta(weeks=WEEKS, days=1)
    first = max(plan.starts.date() - reach, today)
    last = plan.starts.date() + reach
    if last <= first:
        return []
    length = plan.until - plan.starts
    around = clashes.look_around(s, [plan], first, last + length)
    found: list[Slot] = []
    for part in _parts(_hopeful(around, plan, today, most)):
        busy.know(s, around.busy, part)
        for candidate in part:
            against = clashes.against(around, candidate)
            if clashes.heaviest(against) <= most:
                found.append(Slot(candidate.starts, candidate.ends, tuple(against)))
                if len(found) == count:
                    return found
    return found


def _hopeful(around: Around, plan: Plan, today: dt.date, most: int) -> Iterator[Plan]:
    """Give the other times for a plan on days that suit, the nearest first."""
    for _cost, _later, starts in sorted(_candidates(plan, dates.weekend(around.language))):
        candidate = plan.at(starts)
        if starts.date() <= today:
            continue
        if clashes.heaviest(clashes.on_day(around, candidate)) <= most:
            yield candidate


def _parts(candidates: Iterator[Plan]) -> Iterator[list[Plan]]:
    part: list[Plan] = []
    for candidate in candidates:
        part.append(candidate)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _candidates(plan: Plan, off: frozenset[int]) -> Iterator[tuple[float, bool, dt.datetime]]:
    """Give (cost, earlier, start) of times to look at; of equal cost the later one goes first.

    What is meant for the weekend stays on weekends, and all else off them.
    """
    weekend = plan.starts.weekday() in off
    for days in range(-7 * WEEKS, 7 * WEEKS + 1):
        starts = plan.starts + dt.timedelta(days=days)
        if days and (starts.weekday() in off) == weekend:
            cost = abs(days) + (0 if days % 7 == 0 else _OTHER_WEEKDAY)
            yield cost, days < 0, starts
    if not plan.whole_day and _in_office_hours(plan, plan.starts):
        for hours in range(-8, 9):
            starts = plan.starts + dt.timedelta(hours=hours)
            if hours and _in_office_hours(plan, starts):
                yield _OTHER_TIME + abs(hours) / 4, hours < 0, starts


def _in_office_hours(plan: Plan, starts: dt.datetime) -> bool:
    ends = starts + (plan.ends - plan.starts)
    begins_well = starts.date() == plan.starts.date() and starts.time() >= _DAY_BEGINS
    return begins_well and ends.date() == starts.date() and ends.time() <= _DAY_ENDS
