"""What a calendar on paper shows: which events, and how little of those that say too much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import schedule
from allydesk.models.event import TAKES_PLACE
from allydesk.reports.report import Given, Kind, Option

if TYPE_CHECKING:
    from allydesk.reports.engine.weeks import Entry

ONLY = Option("hosted_by", _("Only events of"), Kind.GROUP, hint=_("May stay empty."))
PRIVATE = Option(
    "private", _("Include confidential events and those of private groups"), Kind.FLAG, default=False,
    remembered=False, hint=_("They show under their title for the door, without a group."),
)  # fmt: skip
MONTH = Option(
    "month", _("Month"), Kind.TEXT, remembered=False,
    hint=_("As in “December” or “Dec 2026”. This month, if left empty."),
)  # fmt: skip

# On paper a strip beside dark words on a light ground; the group's name stands with it.
COLOURS = {
    "teal": "#0B7A80", "blue": "#2F62A8", "violet": "#6B4BA3", "magenta": "#A63D7F",
    "coral": "#B5493A", "amber": "#A36A00", "olive": "#6C7410", "green": "#2A7D47",
}  # fmt: skip


def first_of_month(options: Given) -> dt.date:
    """Give the first day of the month that was written, or of this one; raise Problem if it is none."""
    words, day, language = str(options["month"] or "").strip(), options["day"], options["language"]
    assert isinstance(day, dt.date)
    if not words:
        return day.replace(day=1)
    for written in (f"1 {words}", f"{words}-01", f"1/{words}", words):
        if found := dates.parse(written, str(language), day, first=True):
            return found.replace(day=1)
    raise Problem(_("Write the month like December, Dec 2026 or 2026-12."))


def later(month: dt.date, months: int) -> dt.date:
    """Give the first day of the month so many months on."""
    count = month.year * 12 + month.month - 1 + months
    return dt.date(count // 12, count % 12 + 1, 1)


def until(month: dt.date, months: int) -> dt.date:
    """Give the last day of so many months."""
    return later(month, months) - dt.timedelta(days=1)


def events(s: Session, first: dt.date, last: dt.date, options: Given) -> list[schedule.Row]:
    """Give the events that a calendar for anybody may show."""
    group = options["hosted_by"]
    return [
        r for r in schedule.between(s, first, last)
        if r.status in TAKES_PLACE
        and (options["private"] or not r.reveals)
        and (group is None or any(h.group_id == group for h in r.hosts))
    ]  # fmt: skip


def title(row: schedule.Row) -> str:
    return row.at_the_door if row.reveals else row.title


def groups(row: schedule.Row) -> list[schedule.Host]:
    """Give the groups that may be named beside an event."""
    if row.reveals:
        return []
    return [h for h in row.hosts if h.role in ("host", "co_host") and not h.private]


def entries(rows: Iterable[schedule.Row]) -> tuple[Entry, ...]:
    """Give events for a grid: time, title, the short name of the group."""
    from allydesk.reports.engine.weeks import Entry

    found = []
    for row in rows:
        given = groups(row)
        called = given[0].short_name or given[0].name if given else ""
        first, last = row.days
        words = title(row)
        if called and called.casefold() not in words.casefold():
            words = f"{words} · {called}"
        colour = COLOURS.get(given[0].colour, "") if given else ""
        time = "" if row.whole_day else dates.clock(row.starts)
        found.append(Entry(words, first, last, "event", colour, time))
    return tuple(found)
