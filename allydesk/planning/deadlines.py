"""What speaks against a day by which something shall be done: a deadline has no time and no place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models.observance import YEARS
from allydesk.planning import busy, clashes
from allydesk.planning.clashes import LIGHT, SOME, Around, Clash
from allydesk.planning.plan import Plan

REACH = 21  # days before and after a deadline among which a clear one is looked for
_KINDS = ("observance", "holiday", "closed", "school", "weekend")
_SLIGHT = 3  # days that one of which something is good to know is further away
_DAY = dt.timedelta(days=1)


def of_day(s: Session, day: dt.date) -> list[Clash]:
    """Give what speaks against a deadline on a day, the weightiest first."""
    return of_days(s, day, day).get(day, [])


def of_days(s: Session, first: dt.date, last: dt.date) -> dict[dt.date, list[Clash]]:
    """Give what speaks against a deadline on each of some days; only those that have something."""
    first = max(first, dt.date(YEARS.start, 1, 1) + _DAY)
    last = min(last, dt.date(YEARS.stop - 1, 12, 31) - _DAY)
    if last < first:
        return {}
    around = clashes.days_around(s, first, last)
    return {day: found for day in busy.days(first, last) if (found := _against(around, day))}


def clear(s: Session, day: dt.date, today: dt.date, count: int = 3) -> list[dt.date]:
    """Give the nearest working days from today on against which hardly anything speaks.

    Of two that are as near the later one goes first. There may be fewer than asked for.
    """
    first, last = max(day - REACH * _DAY, today), day + REACH * _DAY
    against = of_days(s, first, last)
    found = [d for d in busy.days(first, last) if d != day and not _lost(against.get(d, ()))]
    found.sort(key=lambda d: (abs((d - day).days) + _SLIGHT * (d in against), d < day))
    return found[:count]


def heavy(found: Sequence[Clash]) -> bool:
    """Say whether something speaks against a day that is more than good to know."""
    return clashes.heaviest(found) >= SOME


def _lost(found: Sequence[Clash]) -> bool:
    return heavy(found) or any(c.kind == "weekend" for c in found)


def _against(around: Around, day: dt.date) -> list[Clash]:
    midnight = dt.datetime.combine(day, dt.time())
    plan = Plan(midnight, midnight, whole_day=True)
    found = clashes.once(_observed(around, plan), clashes.days_off(around, plan))
    if day.weekday() in dates.weekend(around.language) and all(c.kind != "holiday" for c in found):
        words = dates.short(day, around.language, day)
        found.append(Clash("weekend", LIGHT, _("{day} is at the weekend.").format(day=words)))
    return sorted(found, key=lambda c: (-c.weight, _KINDS.index(c.kind), c.text))


def _observed(around: Around, plan: Plan) -> Iterator[Clash]:
    day = plan.starts.date()
    for one in around.observed.get(day, ()):
        number = (day - one.first).days + 1
        text = clashes.observed_words(one, plan, around.language)
        if one.first <= day <= one.last:
            weight = clashes.weight_of_days(one, range(number, number + 1))
        elif number == 0 and one.evening_before:  # only the hours after nightfall are lost
            weight = max(clashes.weight_of_days(one, range(1, 2)) - 1, LIGHT)
        elif one.around and one.weight >= SOME:
            weight, text = LIGHT, clashes.may_fall_here(one, day, around.language)
        else:
            continue
        # What an observance says about meals and evenings is for events.
        advice = one.plan if "work" in one.avoid and weight >= SOME else ()
        yield Clash("observance", weight, text, advice, key=one.key)
