"""Where events stand in a grid of weeks: which lane of which week, and what there is no room for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from allydesk.models.schedule import Row

WEEK = 7
_DAY = dt.timedelta(days=1)


class Bar(NamedTuple):
    """An event in one week: from one column to another, in a lane counted from the top."""

    event: Row
    first: int
    last: int
    lane: int
    goes_on: bool  # into the next week
    came_from: bool  # the week before


def weeks_of_month(day: dt.date, first_weekday: int) -> dt.date:
    """Give the first day of the six weeks that show the month of a day."""
    return week_of(day.replace(day=1), first_weekday)


def week_of(day: dt.date, first_weekday: int) -> dt.date:
    """Give the first day of the week of a day."""
    return day - dt.timedelta(days=(day.weekday() - first_weekday) % WEEK)


def later_month(day: dt.date, months: int) -> dt.date:
    """Give the same day some months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), 9998)
    start = dt.date(year, month + 1, 1)
    return start.replace(day=min(day.day, month_end(start).day))


def month_end(day: dt.date) -> dt.date:
    """Give the last day of a month."""
    return (day.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY


def by_day(events: Sequence[Row], first: dt.date, days: int) -> dict[dt.date, list[Row]]:
    """Give the events on each of some days, in the order they are given."""
    found: dict[dt.date, list[Row]] = defaultdict(list)
    last = first + (days - 1) * _DAY
    for event in events:
        begins, ends = event.days
        day = max(begins, first)
        while day <= min(ends, last):
            found[day].append(event)
            day += _DAY
    return found


def bars(events: Sequence[Row], monday: dt.date, *, apart: bool = False) -> list[Bar]:
    """Give the bars of the week that begins with a day: each in the highest lane that is free.

    events are in order; apart keeps the lanes of what lasts a day or longer to those alone.
    """
    sunday = monday + (WEEK - 1) * _DAY
    taken: list[set[int]] = [set() for _column in range(WEEK)]
    found: list[Bar] = []
    for event in events:
        begins, ends = event.days
        if begins > sunday or ends < monday:
            continue
        first = (max(begins, monday) - monday).days
        last = (min(ends, sunday) - monday).days
        columns = range(first, last + 1)
        top = strip(found) if apart and not lasts(event) else 0
        free = range(top, top + len(events) + 1)
        lane = next(n for n in free if not any(n in taken[c] for c in columns))
        for column in columns:
            taken[column].add(lane)
        found.append(Bar(event, first, last, lane, ends > sunday, begins < monday))
    return found


def strip(found: Sequence[Bar]) -> int:
    """Give the number of lanes at the top that what lasts takes."""
    return max((bar.lane + 1 for bar in found if lasts(bar.event)), default=0)


def lasts(event: Row) -> bool:
    """Say whether an event takes whole days or goes on into another."""
    begins, ends = event.days
    return event.whole_day or begins < ends


def in_order(events: Sequence[Row]) -> list[Row]:
    """Put what lasts first, the longest before others, then what has a time."""
    return sorted(events, key=_order)


def _order(event: Row) -> tuple[object, ...]:
    begins, ends = event.days
    if lasts(event):
        return 0, begins, -(ends - begins).days, event.starts, event.id
    return 1, event.starts.date(), 0, event.starts, event.id
