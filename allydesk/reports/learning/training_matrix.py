"""Who has done which course: people down, courses across, a mark and a day in each cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models.learning import standing
from allydesk.models.learning.standing import STATUSES
from allydesk.models.learning.standing import Cell as Standing
from allydesk.models.privacy import Audience
from allydesk.reports import learned, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.matrix import Cell, Line
    from allydesk.reports.engine.table import Divider
    from allydesk.reports.engine.theme import Theme

SIGNS = {"current": "✓", "expiring": "▲", "expired": "✕", "missing": "○"}  # told apart in grey
_PEOPLE = replace(report.PEOPLE, hint=_("Everybody who works here, if nobody is chosen."))
_BY_TEAM = Option("by_team", _("Team by team"), Kind.FLAG, default=True)
_NEEDED = Option(
    "needed", _("Only people with something to do"), Kind.FLAG, default=False, remembered=False
)


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the matrix: its marks as (status, month, month in numbers)."""

    name: str
    team: str
    cells: tuple[tuple[str, str, str] | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who stands where with which course."""

    head: str
    courses: tuple[str, ...]
    people: tuple[Person, ...]
    foot: str


def collect(s: Session, options: Given) -> Matrix:
    """Gather how the chosen people stand towards the chosen courses on the day of printing."""
    day, language = options["day"], str(options["language"])
    assert isinstance(day, dt.date)
    reader, where = Audience(str(options["audience"])), learned.where(s, options)
    these = options["courses"]
    found = standing.matrix(
        s, people=learned.people(options), courses=these if isinstance(these, tuple) else None,
        audience=reader, on=day, team=where.team, location=where.location,
    )  # fmt: skip
    people = [
        Person(p.name, p.team or "", tuple(_cell(c, language) for c in row))
        for p, row in zip(found.people, found.cells, strict=True)
        if not options["needed"] or any(c.status in standing.DUE for c in row)
    ]
    if options["by_team"]:  # within a team the order of names stays
        people.sort(key=lambda p: (p.team == "", p.team.casefold()))
    n = len(people)
    said = ngettext("{n} person", "{n} people", n).format(n=n)
    return Matrix(
        head=" · ".join(filter(None, (said, where.words, dates.written(day, language)))),
        courses=tuple(c.title for c in found.courses),
        people=tuple(
            p if options["by_team"] else replace(p, team="") for p in people
        ),
        foot=learned.foot(reader),
    )  # fmt: skip


def _cell(cell: Standing, language: str) -> tuple[str, str, str] | None:
    """Give the status and the month until which it counts, or by which it is to be done."""
    if cell.status == "none":
        return None
    day = cell.due if cell.status == "missing" else cell.expires
    if day is None:
        return cell.status, "", ""
    return cell.status, dates.month_short(day, language), dates.month_numbers(day, language)


def story(data: Matrix, _theme: Theme) -> list[Block]:
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.matrix import Mark
    from allydesk.reports.engine.matrix import Matrix as Grid
    from allydesk.reports.engine.text import Paragraph

    note = _("The month is until when it counts; with what is missing, by when it is to be done.")
    head = Masthead(REPORT.title, [data.head, note])
    if not data.people:
        return [head, Paragraph(_("Nobody is listed here."))]
    if not data.courses:
        return [head, Paragraph(_("There are no courses yet."))]
    marks = {key: Mark(sign, STATUSES[key].lower()) for key, sign in SIGNS.items()}
    return [head, Grid(_("Name"), data.courses, list(_lines(data)), marks)]


def _lines(data: Matrix) -> Iterator[Line | Divider]:
    from allydesk.reports.engine.matrix import Line
    from allydesk.reports.engine.table import Divider

    team = ""
    for one in data.people:
        if one.team != team:
            team = one.team
            yield Divider(team or _("No team"))
        yield Line(one.name, [_marked(c) for c in one.cells])


def _marked(cell: tuple[str, str, str] | None) -> Cell | None:
    from allydesk.reports.engine.matrix import Cell

    return Cell(*cell) if cell else None


def page(data: Matrix) -> Page:
    return Page(REPORT.title, data.head, data.foot, wide=True)


REPORT = Report(
    "training-matrix",
    _("Training matrix"),
    _("Who has done which course, what runs out, what is missing."),
    (
        _PEOPLE, learned.TEAM, learned.LOCATION, learned.COURSES, learned.audience(), _BY_TEAM,
        _NEEDED,
    ),
    collect,
    story,
    page,
    _("Learning"),
)  # fmt: skip
