"""The calendar as a list, day by day: the twin of the grid that is easy to read aloud."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models import schedule
from allydesk.planning.observances import Occurrence
from allydesk.reports import happening, planned, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.table import Column, Row
    from allydesk.reports.engine.theme import Theme

_NOTES = 76.0  # mm that sentences take in large print beside a day and a title
_MONTHS = Option("months", _("How many months"), Kind.NUMBER, 3, least=1, most=12)


@dataclass(frozen=True, slots=True)
class Line:
    """One event or one marked day in the list; month is the heading it stands under."""

    month: str
    day: str
    hours: str
    title: str
    place: str
    groups: str
    note: str = ""  # what is to know of a day on which there is no event


@dataclass(frozen=True, slots=True)
class Listing:
    """All lines and what they span."""

    span: str
    lines: tuple[Line, ...]
    foot: str


def collect(s: Session, options: Given) -> Listing:
    """Gather what is on in the months that were asked for."""
    first, language, day = planned.first_of_month(options), str(options["language"]), options["day"]
    assert isinstance(day, dt.date)
    last = planned.until(first, int(str(options["months"])))
    found = planned.observed(s, first, last, options)
    off = planned.days_off(s, first, last) if options["holidays"] else []
    laws = [planned.by_law(o, off) for o in found]
    lines = [
        *(
            (r.starts, _line(r, max(r.days[0], first), language))
            for r in planned.events(s, first, last, options)
        ),
        *(
            (
                _at(o.first, first),
                _marked(o, max(o.first, first), language, off=law is not None),
            )
            for o, law in zip(found, laws, strict=True)
        ),
        *(
            (_at(one[1], first), _off(*one, max(one[1], first), language))
            for one in off
            if one not in laws
        ),
    ]
    months = [dates.month(d, language) for d in (first, last)]
    return Listing(
        span=" – ".join(dict.fromkeys(months)),
        lines=tuple(line for _when, line in sorted(lines, key=lambda pair: pair[0])),
        foot=report.printed_on(day, language),
    )


def _line(row: schedule.Row, shown: dt.date, language: str) -> Line:
    first, last = row.days
    day = dates.short(first, language, first)
    if last > first:
        day = f"{day} – {dates.short(last, language, first)}"
    return Line(
        month=dates.month(shown, language),
        day=day,
        hours=happening.hours(row) if first == last else "",
        title=planned.title(row),
        place=happening.where(row),
        groups=", ".join(h.short_name or h.name for h in planned.groups(row)),
    )


def _at(day: dt.date, first: dt.date) -> dt.datetime:
    return dt.datetime.combine(max(day, first), dt.time())


def _marked(one: Occurrence, shown: dt.date, language: str, *, off: bool) -> Line:
    begins = (_("Begins the evening before."),) if one.evening_before else ()
    return Line(
        month=dates.month(shown, language),
        day=one.when(language, one.first),
        hours="",
        title=one.name,
        place="",
        groups="",
        note=" ".join((_("Observance, day off.") if off else _("Observance."), *begins, *one.plan)),
    )


def _off(name: str, first: dt.date, last: dt.date, shown: dt.date, language: str) -> Line:
    when = dates.interval(first, last, language)
    if first == last:
        when = dates.short(first, language, first)
    return Line(dates.month(shown, language), when, "", name, "", "", _("Day off."))


def story(data: Listing, theme: Theme) -> list[Block]:
    """Lay the list out month by month; large print has fewer columns."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.table import Divider, Table
    from allydesk.reports.engine.text import Paragraph

    head = Masthead(_("What is on"), [data.span])
    if not data.lines:
        return [head, Paragraph(_("Nothing is planned in this time."))]
    used = [
        (column, cells) for column, cells in _columns(data.lines, large=theme.large) if any(cells)
    ]
    rows: list[Row] = []
    cells: Sequence[str]
    for n, cells in enumerate(zip(*(c for _column, c in used), strict=True)):
        if n == 0 or data.lines[n].month != data.lines[n - 1].month:
            rows.append(Divider(data.lines[n].month))
        rows.append(cells)
    return [head, Table([column for column, _cells in used], rows)]


def _columns(lines: Sequence[Line], *, large: bool) -> list[tuple[Column, list[str]]]:
    """Give the columns: broad ones where observances have notes, or the print is large."""
    from allydesk.reports.engine.table import Column

    what = Column(_("What"), bold=True, names_row=True), [x.title for x in lines]
    if not large and not any(x.note for x in lines):
        return [
            (Column(_("Day")), [x.day for x in lines]),
            (Column(_("Time"), muted=True), [x.hours for x in lines]),
            what,
            (Column(_("Where")), [x.place for x in lines]),
            (Column(_("Who gives it")), [x.groups for x in lines]),
        ]
    days = [", ".join(filter(None, (x.day, x.hours))) for x in lines]
    notes = [
        x.note or " · ".join(filter(None, (x.place, "" if large else x.groups))) for x in lines
    ]
    wide = _NOTES if large and any(x.note for x in lines) else None
    return [(Column(_("Day")), days), what, (Column(_("Good to know"), width=wide), notes)]


def page(data: Listing) -> Page:
    return Page(_("What is on – {months}").format(months=data.span), data.span, data.foot)


REPORT = Report(
    "calendar-list",
    _("Calendar as a list"),
    _("What is on, day by day, for some months."),
    (planned.MONTH, _MONTHS, planned.ONLY, planned.PRIVATE, planned.OBSERVANCES, planned.HOLIDAYS),
    collect,
    story,
    page,
    _("Planning"),
)
