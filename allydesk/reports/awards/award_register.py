"""The register of awards: every number once, who has it, and how often its certificate was printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models.awards import award
from allydesk.models.awards.award import Row
from allydesk.models.privacy import Audience
from allydesk.reports import recognised, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_YEAR = Option(
    "year", _("Year"), Kind.TEXT, remembered=False, hint=_("As in “2026”. All, if left empty.")
)
_NUMBER = re.compile(r"(\d{4})-(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Line:
    """One number of the register; what became of it, if nobody has it."""

    number: str
    day: str
    what: str
    who: str
    printed: str
    note: str


@dataclass(frozen=True, slots=True)
class Register:
    """The register, or a year of it."""

    year: str
    lines: tuple[Line, ...]


def collect(s: Session, options: Given) -> Register:
    """Gather all numbers in order, those that were taken back too."""
    year, language = str(options["year"] or "").strip(), str(options["language"])
    rows = [r for r in award.register(s) if not year or (r.number or "").startswith(f"{year}-")]
    lines = [_line(r, language) for r in rows]
    return Register(year, tuple(_with_gaps(s, lines)))


def _line(row: Row, language: str) -> Line:
    printed = dates.medium(row.printed_on, language) if row.printed_on else _("Not yet")
    if row.reprints:
        again = ngettext("{n} reprint", "{n} reprints", row.reprints).format(n=row.reprints)
        printed = f"{printed}, {again}"
    returned = row.returned_on and dates.medium(row.returned_on, language)
    names = ", ".join(row.names)
    who = f"{row.team_name}: {names}" if row.team_name and names else row.for_whom
    return Line(
        row.number or "", dates.medium(row.given_on, language), recognised.title(row), who, printed,
        _("Returned {day}").format(day=returned) if returned else "",
    )  # fmt: skip


def _with_gaps(s: Session, lines: Sequence[Line]) -> Iterator[Line]:
    """Add the numbers that nobody has any more: they were given once, and are not given again."""
    numbered = [(_NUMBER.fullmatch(line.number), line) for line in lines]
    by_year: dict[int, dict[int, Line]] = {}
    for found, line in numbered:
        if found:
            by_year.setdefault(int(found[1]), {})[int(found[2])] = line
    for year, known in sorted(by_year.items()):
        free = _NUMBER.fullmatch(award.next_number(s, year))
        for n in range(1, int(free[2]) if free else 1):
            gone = Line(f"{year}-{n:03}", "", "", "", "", _("Taken back"))
            yield known.get(n, gone)
    yield from (line for found, line in numbered if not found)


def story(data: Register, theme: Theme) -> list[Block]:
    """Lay the register out as a table; large print number by number."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.table import Column, Table
    from allydesk.reports.engine.text import Paragraph

    n = len(data.lines)
    count = ngettext("{n} number", "{n} numbers", n).format(n=n)
    head = Masthead(REPORT.title, list(filter(None, (data.year, count if n else ""))))
    if not n:
        return [head, Paragraph(_("No award has a number here yet."))]
    if theme.large:
        return [head, *(_stacked(line) for line in data.lines)]
    noted = any(line.note for line in data.lines)
    columns = [
        Column(_("Number"), bold=True, names_row=True), Column(_("Date"), muted=True),
        Column(_("Award")), Column(_("For")), Column(_("Printed")),
        *([Column(_("Note"))] if noted else []),
    ]  # fmt: skip
    rows = [
        [x.number, x.day, x.what, x.who, x.printed, *([x.note] if noted else [])]
        for x in data.lines
    ]
    return [head, Table(columns, rows)]


def _stacked(line: Line) -> Block:
    printed = line.printed and _("Printed: {when}").format(when=line.printed)
    heading = " · ".join(filter(None, (line.number, line.what)))
    return recognised.stacked(heading, (line.day, printed, line.note), line.who, level=2)


def page(_data: Register) -> Page:
    foot = report.privacy_line(Audience.COORDINATOR.value, private=True)
    return Page(REPORT.title, REPORT.title, foot, wide=True)


REPORT = Report(
    "award-register",
    _("Register of awards"),
    _("Every number: who has it, when it was given, and how often it was printed."),
    (_YEAR,),
    collect,
    story,
    page,
    _("Thanks"),
)
