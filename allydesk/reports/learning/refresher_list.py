"""Who has to do a course, or do it again, and by when: a list to tick off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models.learning import standing
from allydesk.models.learning.standing import DUE, STATUSES, Due
from allydesk.models.privacy import Audience
from allydesk.reports import learned, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.table import Row
    from allydesk.reports.engine.theme import Theme

_PEOPLE = replace(report.PEOPLE, hint=_("Everybody who works here, if nobody is chosen."))
_COURSE = Option(
    "course", _("Only the course"), Kind.RECORD, remembered=False, among=learned.courses,
    hint=_("May stay empty."),
)  # fmt: skip
_INCLUDE = Option(
    "include", _("What"), Kind.CHOICE, "due",
    {
        "due": _("All that is to do"), "missing": _("Missing"),
        "again": _("Run out, or will within 60 days"),
    },
)  # fmt: skip
_INCLUDED = {"due": DUE, "missing": ("missing",), "again": ("expired", "expiring")}
_REQUIRED = Option("required", _("Only what is required"), Kind.FLAG, default=False)
_BY = Option(
    "by", _("In order of"), Kind.CHOICE, "course",
    {"course": _("Course"), "team": _("Team"), "day": _("Day")},
)  # fmt: skip
_THESE = Option(
    "these", _("Of these people, only these courses"), Kind.RECORDS, remembered=False,
    typed=_("The id of a person, then of a course, and so on, with ; between."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that somebody has to do."""

    part: str  # the heading it stands under
    name: str
    team: str
    course: str
    status: str
    due: str


@dataclass(frozen=True, slots=True)
class Refreshers:
    """All lines, and how many people they are about."""

    head: str
    lines: tuple[Line, ...]
    foot: str


def collect(s: Session, options: Given) -> Refreshers:
    """Gather what is missing, has run out or will soon, as far as the reader may know."""
    day, language, course = options["day"], str(options["language"]), options["course"]
    assert isinstance(day, dt.date)
    reader, where = Audience(str(options["audience"])), learned.where(s, options)
    rows = standing.due_list(
        s, people=learned.people(options), courses=[course] if isinstance(course, int) else None,
        statuses=_INCLUDED[str(options["include"])], required_only=bool(options["required"]),
        audience=reader, on=day, team=where.team, location=where.location,
    )  # fmt: skip
    found = list(filter(_among(options), rows))
    by = str(options["by"])
    ordered = sorted(found, key=lambda d: _part(d, by).casefold()) if by != "day" else found
    people = len({d.person_id for d in found})
    said = ngettext("{n} person", "{n} people", people).format(n=people)
    head = " · ".join(filter(None, (said, where.words, dates.written(day, language))))
    return Refreshers(
        head=head,
        lines=tuple(_line(d, by, language, day) for d in ordered),
        foot=learned.foot(reader),
    )


def _among(options: Given) -> Callable[[Due], bool]:
    """Give what tells whether a line is wanted: of people who were ticked, what was ticked."""
    these = options["these"]
    pairs = set(zip(these[::2], these[1::2], strict=False)) if isinstance(these, tuple) else set()
    ticked = {person for person, _course in pairs}
    return lambda d: d.person_id not in ticked or (d.person_id, d.course_id) in pairs


def _part(one: Due, by: str) -> str:
    return {"course": one.course, "team": one.team or _("No team")}.get(by, "")


def _line(one: Due, by: str, language: str, day: dt.date) -> Line:
    due = dates.medium(one.due, language)
    return Line(
        part=_part(one, by),
        name=one.name,
        team="" if by == "team" else one.team or "",
        course="" if by == "course" else one.course,
        status=STATUSES[one.status],
        due=_("{day}, late").format(day=due) if one.late(day) else due,
    )


def story(data: Refreshers, theme: Theme) -> list[Block]:
    """Lay the list out; large print says the team only where the list is in order of teams."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.table import Column, Table
    from allydesk.reports.engine.text import Paragraph

    head = Masthead(REPORT.title, [data.head])
    if not data.lines:
        return [head, Paragraph(_("Nothing is to do. Everybody is up to date."))]
    tick = [""] * len(data.lines)
    columns = [
        (Column(_("Name"), bold=True, names_row=True), [x.name for x in data.lines]),
        (Column(_("Team")), ["" if theme.large else x.team for x in data.lines]),
        (Column(_("Course")), [x.course for x in data.lines]),
        (Column(_("Now")), [x.status for x in data.lines]),
        (Column(_("By")), [x.due for x in data.lines]),
    ]
    used = [(column, cells) for column, cells in columns if any(cells)]
    used.append((Column(_("Asked"), kind="check"), tick))
    cells = list(zip(*(c for _column, c in used), strict=True))
    return [
        head,
        Table([column for column, _cells in used], _under_heads(data.lines, cells)),
    ]


def _under_heads(lines: Sequence[Line], cells: Sequence[Sequence[str]]) -> list[Row]:
    from allydesk.reports.engine.table import Divider

    rows: list[Row] = []
    for n, line in enumerate(lines):
        if line.part and (n == 0 or line.part != lines[n - 1].part):
            rows.append(Divider(line.part))
        rows.append(cells[n])
    return rows


def page(data: Refreshers) -> Page:
    """Give the page: across where a column says the course."""
    wide = any(line.course for line in data.lines)
    return Page(REPORT.title, data.head, data.foot, wide)


REPORT = Report(
    "refresher-list",
    _("Refresher list"),
    _("Who has to do a course, or do it again, and by when."),
    (
        _COURSE, _PEOPLE, _THESE, learned.TEAM, learned.LOCATION, _INCLUDE, _REQUIRED, _BY,
        learned.audience(),
    ),
    collect,
    story,
    page,
    _("Learning"),
)  # fmt: skip
