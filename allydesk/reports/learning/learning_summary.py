"""What people learned in a year: in numbers and charts, and in no names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models.learning import summary
from allydesk.models.learning.summary import Cell, Summary
from allydesk.reports import learned, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme


def _this_year(_s: Session, day: dt.date) -> int:
    return day.year


_YEAR = Option(
    "year", _("Year"), Kind.NUMBER, least=2000, most=2200, remembered=False, usual=_this_year
)
_TEAMS = Option("by_team", _("Team by team"), Kind.FLAG, default=True)
_TABLES = Option("tables", _("The numbers as tables too"), Kind.FLAG, default=False)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a year, and the words that go with them."""

    span: str
    found: Summary
    hours: str
    quarters: tuple[str, ...]
    by_team: bool
    tables: bool
    foot: str


def collect(s: Session, options: Given) -> Numbers:
    """Gather the numbers of a year as far as none of them singles somebody out."""
    day, language, year = options["day"], str(options["language"]), int(str(options["year"]))
    assert isinstance(day, dt.date)
    if year > day.year:
        raise Problem(
            _("This year is still to come. Choose {year} or earlier.").format(year=day.year)
        )
    found = summary.of_year(s, year, day)
    span = str(year)
    if found.last < dt.date(year, 12, 31):
        span = dates.interval(found.first, found.last, language)
    return Numbers(
        span=span,
        found=found,
        hours=_("hidden") if found.minutes is None else learned.length(found.minutes, language),
        quarters=tuple(_quarter(q, found.last, language) for q, _cell in found.quarters),
        by_team=bool(options["by_team"]),
        tables=bool(options["tables"]),
        foot=report.printed_on(day, language),
    )


def _quarter(first: dt.date, end: dt.date, language: str) -> str:
    """Give "Jan 2026 – Mar 2026", or as much of a quarter as is over."""
    last = min(first.replace(month=first.month + 2), end)
    return " – ".join(dict.fromkeys(dates.month_short(day, language) for day in (first, last)))


def story(data: Numbers, _theme: Theme) -> list[Block]:
    """Lay out the numbers first, then a chart for each question."""
    from allydesk.reports.engine.charts import Bars
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Facts, Heading, Paragraph

    found, table, missing = data.found, data.tables, _("hidden")
    blocks: list[Block] = [Masthead(REPORT.title, [data.span]), Facts(_facts(data))]
    if found.rule:
        blocks.append(Paragraph(found.rule, muted=True))
    if found.courses:
        blocks.append(Heading(_("What was learned")))
        blocks.append(
            Bars(labels=data.quarters, values=[summary.number(c) for _q, c in found.quarters],
                 title=_("Courses done, by quarter"), label_head=_("Quarter"),
                 value_head=_("Courses done"), missing=missing, table=table)
        )  # fmt: skip
        labels, values = zip(*((t, summary.number(c)) for t, c in found.courses), strict=True)
        blocks.append(
            Bars(labels=labels, values=values, title=_("People who did a course"),
                 label_head=_("Course"), value_head=_("People"), missing=missing, table=table)
        )  # fmt: skip
    blocks += _required(data)
    return blocks


def _facts(data: Numbers) -> list[tuple[str, str]]:
    found = data.found
    return [
        (_("People"), str(found.people)),
        (_("Courses done"), str(found.done)),
        (_("Time"), data.hours or "–"),
        (_("Sessions"), str(found.sessions)),
        (_("Certificates"), str(found.certificates)),
    ]


def _required(data: Numbers) -> list[Block]:
    """Give how many are up to date with what is required: by course, and by team if wanted."""
    from allydesk.reports.engine.text import Heading

    blocks: list[Block] = []
    if data.found.required:
        blocks.append(Heading(_("What is required")))
        title = _("Required courses: people who are up to date, and who are not")
        blocks.append(_stacked(data, title, _("Course"), data.found.required))
    if data.by_team and data.found.teams:
        rows = [(team or _("No team"), cells) for team, cells in data.found.teams]
        title = _("Required courses, by team")
        blocks.append(_stacked(data, title, _("Team"), rows))
    return blocks


def _stacked(
    data: Numbers,
    title: str,
    head: str,
    rows: Sequence[tuple[str, tuple[Cell, ...]]],
) -> Block:
    from allydesk.reports.engine.charts import Series, Stacked

    names = (_("Up to date"), _("To do"))
    # A bar of which a part is hidden would tell it by its length.
    whole = [
        [summary.number(c) for c in cells]
        if all(summary.number(c) is not None for c in cells)
        else [None] * len(names)
        for _name, cells in rows
    ]
    series = [Series(name, [row[at] for row in whole]) for at, name in enumerate(names)]
    return Stacked(
        labels=[name for name, _cells in rows], series=series, label_head=head, title=title,
        missing=_("hidden"), whole=True, table=data.tables,
    )  # fmt: skip


def page(data: Numbers) -> Page:
    title = _("{title} {span}").format(title=REPORT.title, span=data.span)
    return Page(title, f"{REPORT.title} · {data.span}", data.foot)


REPORT = Report(
    "learning-summary",
    _("Learning summary"),
    _("What was learned in a year, in numbers and charts, without names."),
    (_YEAR, _TEAMS, _TABLES),
    collect,
    story,
    page,
    _("Learning"),
)
