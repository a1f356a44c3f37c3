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
from allydesk.reports import happening, planned, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.table import Row
    from allydesk.reports.engine.theme import Theme

_MONTHS = Option("months", _("How many months"), Kind.NUMBER, 3, least=1, most=12)


@dataclass(frozen=True, slots=True)
class Line:
    """One event in the list; month is the heading it stands under."""

    month: str
    day: str
    hours: str
    title: str
    place: str
    groups: str


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
    rows = planned.events(s, first, last, options)
    months = [dates.month(d, language) for d in (first, last)]
    return Listing(
        span=" – ".join(dict.fromkeys(months)),
        lines=tuple(_line(row, max(row.days[0], first), language) for row in rows),
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


def story(data: Listing, theme: Theme) -> list[Block]:
    """Lay the list out month by month; large print has no column for the groups."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.table import Column, Divider, Table
    from allydesk.reports.engine.text import Paragraph

    head = Masthead(_("What is on"), [data.span])
    if not data.lines:
        return [head, Paragraph(_("Nothing is planned in this time."))]
    columns = [
        (Column(_("Day")), [x.day for x in data.lines]),
        (Column(_("Time"), muted=True), [x.hours for x in data.lines]),
        (Column(_("What"), bold=True, names_row=True), [x.title for x in data.lines]),
        (Column(_("Where")), [x.place for x in data.lines]),
        (Column(_("Who gives it")), ["" if theme.large else x.groups for x in data.lines]),
    ]
    used = [(column, cells) for column, cells in columns if any(cells)]
    rows: list[Row] = []
    cells: Sequence[str]
    for n, cells in enumerate(zip(*(c for _column, c in used), strict=True)):
        if n == 0 or data.lines[n].month != data.lines[n - 1].month:
            rows.append(Divider(data.lines[n].month))
        rows.append(cells)
    return [head, Table([column for column, _cells in used], rows)]


def page(data: Listing) -> Page:
    return Page(_("What is on – {months}").format(months=data.span), data.span, data.foot)


REPORT = Report(
    "calendar-list",
    _("Calendar as a list"),
    _("What is on, day by day, for some months."),
    (planned.MONTH, _MONTHS, planned.ONLY, planned.PRIVATE),
    collect,
    story,
    page,
    _("Planning"),
)
