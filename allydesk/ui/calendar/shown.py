"""Which days a view shows, what they are called, and what is said where nothing is on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from allydesk import dates
from allydesk.language import _
from allydesk.models.schedule import Row
from allydesk.ui.calendar import layout

VIEWS = {
    "month": _("Month"),
    "week": _("Week"),
    "agenda": _("Agenda"),
    "year": _("Year of observances"),
}
SIX_WEEKS = 6
DEPENDS = frozenset(
    ["event", "event_group", "event_series", "employee_group", "attendance", "headcount",
     "organisation", "observance_choice", "hidden_observance", "moved_observance",
     "own_observance", "closed_days"]
)  # fmt: skip


class Shown(NamedTuple):
    """The days a view shows, and the month or days it is about."""

    first: dt.date
    last: dt.date
    title: str


def days(view: str, day: dt.date, weekday: int, language: str) -> Shown:
    """Give what a view shows around a day; weekday is the one that weeks begin with."""
    if view == "week":
        first = layout.week_of(day, weekday)
        last = first + dt.timedelta(days=layout.WEEK - 1)
        return Shown(first, last, dates.interval(first, last, language))
    if view == "year":
        return Shown(dt.date(day.year, 1, 1), dt.date(day.year, 12, 31), str(day.year))
    if view == "agenda":
        return Shown(day.replace(day=1), layout.month_end(day), dates.month(day, language))
    first = layout.weeks_of_month(day, weekday)
    last = first + dt.timedelta(days=SIX_WEEKS * layout.WEEK - 1)
    return Shown(first, last, dates.month(day, language))


def turned(view: str, day: dt.date, around: dt.date, by: int) -> dt.date:
    """Give the day that is chosen when the month (or the week, the year) before or after shows."""
    if view == "year":
        return layout.later_month(day, 12 * by)
    if view == "week":
        return day + dt.timedelta(days=by * layout.WEEK)
    month = layout.later_month(around.replace(day=1), by)
    return min(month + dt.timedelta(days=day.day - 1), layout.month_end(month))


def nothing(view: str, events: Iterable[Row], around: dt.date, language: str) -> str:
    """Give the sentence for days without events of one's own; nothing where there are some."""
    if view == "week":
        if any(True for _event in events):
            return ""
        return _("Nothing planned in this time. Press New, then write an event in one line.")
    if any(_in_month(e, around) for e in events):
        return ""
    text = _("No events of yours in {month}. Observances are shown so you can plan ahead.")
    return text.format(month=dates.month(around, language))


def _in_month(event: Row, day: dt.date) -> bool:
    first, last = event.days
    return first <= layout.month_end(day) and last >= day.replace(day=1)
