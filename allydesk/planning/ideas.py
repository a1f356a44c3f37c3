"""What an event for an observance starts out as."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.models import organisation
from allydesk.planning import clashes
from allydesk.planning.clashes import SOME, Around
from allydesk.planning.observances import Occurrence
from allydesk.planning.plan import Plan

_NOON, _LENGTH = dt.time(12), dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)
_NEAR = 14  # days before and after a holy day among which one is looked for


def of(s: Session, one: Occurrence, today: dt.date) -> dict[str, object]:
    """Give the fields of a new event for an observance, on a working day that suits it.

    A holy day that people keep at home is celebrated on the working day before it and before its
    eve, or else soon after: the end of a fast not with a lunch in it. Anything else on its first
    clear working day still to come, or on the one before it.
    """
    near = _NEAR * _DAY
    around = clashes.days_around(s, max(one.first - near, today), max(one.last + near, today))
    off = dates.weekend(organisation.language(s))
    days = [day for day in _days(one) if day >= today and day.weekday() not in off]
    starts = _noon(_first_clear(around, days) or today)
    return {"kind": "celebration", "title": one.name, "starts": starts, "ends": starts + _LENGTH}


def _days(one: Occurrence) -> Iterator[dt.date]:
    """Give the days on which it may be celebrated, the most fitting first."""
    eve = one.first - (2 if one.evening_before else 1) * _DAY
    before = (eve - n * _DAY for n in range(_NEAR))
    if "work" not in one.avoid and one.weight < SOME:
        yield from (one.first + n * _DAY for n in range((one.last - one.first).days + 1))
        yield from before
        return
    fitting = [*before]
    yield from fitting[:4]  # the working day before it, also over a long weekend
    yield from (one.last + n * _DAY for n in range(1, _NEAR))
    yield from fitting[4:]


def _first_clear(around: Around, days: list[dt.date]) -> dt.date | None:
    """Give the first day on which nothing weighs against a lunch; without one, the first of all."""
    clear = (d for d in days if clashes.heaviest(_against(around, d)) < SOME)
    return next(clear, days[0] if days else None)


def _against(around: Around, day: dt.date) -> Iterable[clashes.Clash]:
    starts = _noon(day)
    return clashes.on_day(around, Plan(starts, starts + _LENGTH, food=True))


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, _NOON)
