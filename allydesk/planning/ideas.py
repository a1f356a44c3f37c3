"""What an event for an observance starts out as."""

from __future__ import annotations

import datetime as dt

from allydesk.planning.observances import Occurrence

_NOON, _LENGTH = dt.time(12), dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)
_WEEKEND = 5


def of(one: Occurrence, today: dt.date) -> dict[str, object]:
    """Give the fields of a new event for an observance, on a working day that suits it.

    A holy day that people keep at home is celebrated on the working day before it and before its
    eve; anything else on its first working day still to come, or on the one before it.
    """
    starts = dt.datetime.combine(_day(one, today), _NOON)
    return {"kind": "celebration", "title": one.name, "starts": starts, "ends": starts + _LENGTH}


def _day(one: Occurrence, today: dt.date) -> dt.date:
    if "work" not in one.avoid and one.weight < 2:
        span = (one.first + n * _DAY for n in range((one.last - one.first).days + 1))
        for day in span:
            if day >= today and day.weekday() < _WEEKEND:
                return day
    day = one.first - (2 if one.evening_before else 1) * _DAY
    while day.weekday() >= _WEEKEND:
        day -= _DAY
    return max(day, today)
