"""The calendar of a year on one large sheet, from any month on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.reports import planned, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme
    from allydesk.reports.engine.weeks import Entry

_FIRST = Option(
    "month", _("First month"), Kind.TEXT, remembered=False,
    hint=_("As in “September 2026”. January of this year, if left empty."),
)  # fmt: skip
_SHEET = Option(
    "sheet_size", _("Size of the sheet"), Kind.CHOICE, "double",
    {"double": _("A3 or Tabloid"), "same": _("As the other paper")},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OneYear:
    """The year and what is on."""

    first: dt.date
    name: str
    entries: tuple[Entry, ...]
    double: bool
    foot: str


def collect(s: Session, options: Given) -> OneYear:
    """Gather what is on in twelve months."""
    day, language = options["day"], str(options["language"])
    assert isinstance(day, dt.date)
    first = planned.first_of_month(options) if options["month"] else dt.date(day.year, 1, 1)
    last = planned.until(first, 12)
    found = planned.observed(s, first, last, options)
    name = str(first.year)
    if first.month > 1:
        name = f"{dates.month(first, language)} – {dates.month(last, language)}"
    return OneYear(
        first=first,
        name=name,
        entries=(
            *planned.entries(planned.events(s, first, last, options)),
            *planned.marks(s, found, first, last, options),
        ),
        double=options["sheet_size"] == "double",
        foot=report.printed_on(day, language),
    )


def story(data: OneYear, _theme: Theme) -> list[Block]:
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.year import Year

    lines = planned.below_title("", data.entries)
    return [Masthead(data.name, lines), Year(data.first.year, data.entries, data.first.month)]


def page(data: OneYear) -> Page:
    title = _("Calendar – {months}").format(months=data.name)
    return Page(title, data.name, data.foot, wide=True, double=data.double)


REPORT = Report(
    "calendar-year",
    _("Calendar of a year"),
    _("Twelve months at a glance, on A3 or Tabloid."),
    (_FIRST, planned.ONLY, planned.PRIVATE, planned.OBSERVANCES, planned.HOLIDAYS, _SHEET),
    collect,
    story,
    page,
    _("Planning"),
)
