"""Everything that was given in a year, month by month, as its reader may know it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models.awards import award
from allydesk.models.awards.award import Row
from allydesk.models.privacy import Audience
from allydesk.reports import recognised, report
from allydesk.reports.report import Given, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.table import Row as TableRow
    from allydesk.reports.engine.theme import Theme

_WORDS = 110.0  # mm that sentences take beside short names and titles


@dataclass(frozen=True, slots=True)
class Line:
    """One award or thanks."""

    month: str
    day: str
    what: str
    number: str
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Year:
    """All that was given in a time. hidden counts what its reader may not know."""

    span: str
    lines: tuple[Line, ...]
    hidden: int
    audience: str


def collect(s: Session, options: Given) -> Year:
    """Gather what was given and not returned, the oldest first.

    Whoever is not the coordinator reads of those people alone who agreed to public thanks.
    """
    first, last = recognised.period(options)
    language, audience = str(options["language"]), Audience(str(options["audience"]))
    kinds = recognised.kinds(options)
    ids = award.ids(s, first=first, last=last)[::-1]
    found = [r for r in award.rows(s, ids, audience) if r.kind in kinds and not r.returned_on]
    shown = found if audience is Audience.COORDINATOR else recognised.told(found)
    return Year(
        recognised.span(first, last, language),
        tuple(_line(r, language) for r in shown),
        len(found) - len(shown),
        audience.value,
    )


def _line(row: Row, language: str) -> Line:
    names = ", ".join(row.names)
    who = f"{row.team_name}: {names}" if row.team_name and names else row.for_whom
    day = row.given_on
    return Line(
        dates.month(day, language), dates.medium(day, language), recognised.title(row),
        row.number or "", who, row.citation,
    )  # fmt: skip


def story(data: Year, theme: Theme) -> list[Block]:
    """Lay the year out as a table, with a line above each month; large print line by line."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Paragraph

    n = len(data.lines)
    count = ngettext("{n} award or thanks", "{n} awards and thanks", n).format(n=n)
    blocks: list[Block] = [Masthead(REPORT.title, [data.span, *([count] if n else [])])]
    if not n:
        blocks.append(Paragraph(_("Nothing that may be listed here was given in this time.")))
    else:
        blocks += _stacked(data.lines) if theme.large else [_table(data.lines)]
    if data.hidden:
        blocks.append(Paragraph(report.not_listed(data.hidden), muted=True))
    return blocks


def _by_month(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    for month, found in groupby(lines, key=lambda line: line.month):
        yield month, list(found)


def _stacked(lines: Sequence[Line]) -> Iterator[Block]:
    from allydesk.reports.engine.text import Heading

    for month, found in _by_month(lines):
        yield Heading(month)
        for line in found:
            yield recognised.stacked(line.who, (line.day, line.what, line.number), line.words)


def _table(lines: Sequence[Line]) -> Block:
    from allydesk.reports.engine.table import Column, Divider, Table

    numbered = any(line.number for line in lines)
    rows: list[TableRow] = []
    for month, found in _by_month(lines):
        rows.append(Divider(month))
        rows += [[x.day, x.who, x.what, *([x.number] if numbered else []), x.words] for x in found]
    columns = [
        Column(_("Date"), muted=True), Column(_("For"), names_row=True), Column(_("Award")),
        *([Column(_("Number"))] if numbered else []), Column(_("What for"), width=_WORDS),
    ]  # fmt: skip
    return Table(columns, rows)


def page(data: Year) -> Page:
    foot = report.privacy_line(data.audience, private=data.audience == Audience.COORDINATOR.value)
    return Page(REPORT.title, f"{REPORT.title} · {data.span}", foot, wide=True)


REPORT = Report(
    "award-year",
    _("Awards of a year"),
    _("Everything that was given, month by month: who, what for, and when."),
    (
        *recognised.period_options("this_year"), recognised.WHAT,
        report.audience(Audience.COORDINATOR),
    ),
    collect,
    story,
    page,
    _("Thanks"),
)  # fmt: skip
