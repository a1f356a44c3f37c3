"""What a calendar on paper shows: observances, days off, which events, and how little of some of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import schedule
from allydesk.models.event import TAKES_PLACE
from allydesk.models.observance import closed_between
from allydesk.planning import observances, public_holidays
from allydesk.planning.observances import Occurrence
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
OBSERVANCES = Option(
    "observances", _("Observances"), Kind.CHOICE, "plan",
    {"plan": _("Those to plan around"), "all": _("All that show here"), "none": _("None")},
)  # fmt: skip
HOLIDAYS = Option("holidays", _("Public holidays and closed days"), Kind.FLAG, default=True)
DayOff = tuple[str, dt.date, dt.date]  # its name, first and last
_LONG = dt.timedelta(days=10)  # what nobody plans around and lasts longer is named, not drawn

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


# ---- observances and days off


def observed(s: Session, first: dt.date, last: dt.date, options: Given) -> list[Occurrence]:
    """Give the observances that were asked for."""
    which = options["observances"]
    if which == "none":
        return []
    found = observances.between(s, first, last)
    return [o for o in found if o.clashes or which == "all"]


def marks(
    s: Session, found: Iterable[Occurrence], first: dt.date, last: dt.date, options: Given
) -> tuple[Entry, ...]:
    """Give observances and days off for a grid, but for what is `named_above` it."""
    from allydesk.reports.engine.weeks import Entry

    off = days_off(s, first, last) if options["holidays"] else []
    made = [
        Entry(o.name, o.first, o.last, "observance", sure=not o.around)
        for o in found
        if not _is_long(o) and by_law(o, off) is None
    ]
    return (*made, *(Entry(name, a, b, "holiday") for name, a, b in off))


def days_off(s: Session, first: dt.date, last: dt.date) -> list[DayOff]:
    """Give (name, first, last) of public holidays and of the days on which the organisation is closed."""
    found = [(h.name, h.day, h.day) for h in public_holidays.between(s, first, last)]
    closed = closed_between(s, first, last)
    return found + [(name, a, b) for name, kind, a, b in closed if kind == "closed"]


def by_law(one: Occurrence, off: Iterable[DayOff]) -> DayOff | None:
    """Give the day off that an observance is by law, so that it stands once."""
    return next((d for d in off if public_holidays.by_law(one, *d)), None)


def _is_long(one: Occurrence) -> bool:
    return not one.clashes and one.last - one.first > _LONG


def named_above(found: Iterable[Occurrence], first: dt.date, last: dt.date) -> str:
    """Give the line that names what lasts long on these days, as a history month, or nothing."""
    names = [o.name for o in found if _is_long(o) and o.first <= last and o.last >= first]
    return _("All month: {names}").format(names=", ".join(names)) if names else ""


def below_title(named: str, entries: Sequence[Entry]) -> list[str]:
    """Give the lines below the title of a grid: what lasts long, and what its marks mean."""
    from allydesk.reports.engine import weeks

    return [line for line in (named, weeks.legend(entries)) if line]
