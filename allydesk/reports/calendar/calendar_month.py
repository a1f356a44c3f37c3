"""The calendar of a month, or of several, to hang on a wall."""

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

_MONTHS = Option("months", _("How many months"), Kind.NUMBER, 1, least=1, most=12)
_NUMBERS = Option("week_numbers", _("Week numbers"), Kind.FLAG, default=False)


@dataclass(frozen=True, slots=True)
class Months:
    """The months and what is on."""

    months: tuple[dt.date, ...]
    names: tuple[str, ...]
    entries: tuple[Entry, ...]
    named: tuple[str, ...]  # what lasts long, by month
    week_numbers: bool
    foot: str


def collect(s: Session, options: Given) -> Months:
    """Gather what is on in the months that were asked for."""
    first, language, day = planned.first_of_month(options), str(options["language"]), options["day"]
    assert isinstance(day, dt.date)
    count = int(str(options["months"]))
    months = tuple(planned.later(first, n) for n in range(count))
    last = planned.until(first, count)
    rows = planned.events(s, first, last, options)
    found = planned.observed(s, first, last, options)
    return Months(
        months=months,
        names=tuple(dates.month(m, language) for m in months),
        entries=(*planned.entries(rows), *planned.marks(s, found, first, last, options)),
        named=tuple(planned.named_above(found, m, planned.until(m, 1)) for m in months),
        week_numbers=bool(options["week_numbers"]),
        foot=report.printed_on(day, language),
    )


def story(data: Months, theme: Theme) -> list[Block]:
    """Lay each month out as a sheet of its own, to hang beside the others."""
    from allydesk.reports.engine.document import Section
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.month import Month

    blocks: list[Block] = []
    for first, name, named in zip(data.months, data.names, data.named, strict=True):
        last = planned.until(first, 1)
        here = [e for e in data.entries if e.day <= last and e.last >= first]
        lines = planned.below_title(named, here)
        above = len(lines) * (2 if theme.large else 1)  # in large print they may take two
        blocks += [Section(name, data.foot), Masthead(name, lines)]
        blocks.append(
            Month(
                first.year, first.month, data.entries, week_numbers=data.week_numbers, above=above
            )
        )
    return blocks


def page(data: Months) -> Page:
    span = f"{data.names[0]} – {data.names[-1]}" if len(data.names) > 1 else data.names[0]
    return Page(_("Calendar – {months}").format(months=span), span, data.foot, wide=True)


REPORT = Report(
    "calendar-month",
    _("Calendar of a month"),
    _("A grid to hang up: what is on, when, and who gives it."),
    (
        planned.MONTH,
        _MONTHS,
        planned.ONLY,
        planned.PRIVATE,
        planned.OBSERVANCES,
        planned.HOLIDAYS,
        _NUMBERS,
    ),
    collect,
    story,
    page,
    _("Planning"),
)
