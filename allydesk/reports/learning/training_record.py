"""What somebody has learned, until when it counts, and what is still to do: a sheet for each person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import person
from allydesk.models.learning import completion, standing
from allydesk.models.learning.completion import RESULTS
from allydesk.models.learning.standing import STATUSES, Cell
from allydesk.models.privacy import Audience
from allydesk.reports import learned, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_REVOKED = Option(
    "revoked", _("What does not count too"), Kind.FLAG, default=False, remembered=False,
    hint=_("What was revoked, or not passed."),
)  # fmt: skip
_PEOPLE = replace(report.PEOPLE, hint=_("A sheet for each."))


@dataclass(frozen=True, slots=True)
class Done:
    """One line of the record."""

    day: str
    course: str
    result: str
    length: str
    until: str
    certificate: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something that is required, or that will not count for long."""

    course: str
    status: str
    due: str


@dataclass(frozen=True, slots=True)
class Record:
    """The sheet of one person."""

    name: str
    below: str
    done: tuple[Done, ...]
    total: str  # length of all that counts
    to_do: tuple[ToDo, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """The sheets, in name order."""

    records: tuple[Record, ...]
    foot: str


def collect(s: Session, options: Given) -> Records:
    """Gather what the chosen people have done and have to do, as far as the reader may know.

    Raises Problem where nobody was chosen: a record is of somebody.
    """
    ids, day = options["people"], options["day"]
    assert isinstance(day, dt.date)
    if not isinstance(ids, tuple):
        raise Problem(_("Say whose record it is: type a name, or choose everybody."))
    reader = Audience(str(options["audience"]))
    who = person.rows(s, ids)
    wanted = {p.id for p in who}
    by_person: dict[int, list[completion.Row]] = {id: [] for id in wanted}
    for row in completion.everywhere(s, reader) if wanted else ():
        if row.person_id in wanted and (row.counts or options["revoked"]):
            by_person[row.person_id].append(row)
    matrix = standing.matrix(s, people=tuple(wanted), audience=reader, on=day)
    cells = {p.id: row for p, row in zip(matrix.people, matrix.cells, strict=True)}
    titles = [c.title for c in matrix.courses]
    return Records(
        records=tuple(
            _record(
                p, by_person[p.id], list(zip(titles, cells.get(p.id, ()), strict=False)), options
            )
            for p in who
        ),
        foot=learned.foot(reader, self_too=True),
    )


def _record(
    who: person.Row,
    rows: Sequence[completion.Row],
    cells: Sequence[tuple[str, Cell]],
    options: Given,
) -> Record:
    language, day = str(options["language"]), options["day"]
    assert isinstance(day, dt.date)
    minutes = sum(r.minutes or 0 for r in rows if r.counts)
    below = (who.job_title, who.team, report.printed_on(day, language))
    return Record(
        name=who.name,
        below=" · ".join(filter(None, below)),
        done=tuple(_done(r, language) for r in rows),
        total=learned.length(minutes, language),
        to_do=tuple(_to_do(title, c, language, day) for title, c in cells if _is_due(c)),
    )


def _is_due(cell: Cell) -> bool:
    return cell.due is not None and (cell.required or cell.status == "expiring")


def _done(row: completion.Row, language: str) -> Done:
    result = "" if row.result == "done" else RESULTS[row.result]
    if row.revoked_on:
        result = _("Revoked on {day}").format(day=dates.medium(row.revoked_on, language))
    elif row.earlier:
        result = ", ".join(filter(None, (result, _("at an earlier job"))))
    return Done(
        day=dates.medium(row.completed_on, language),
        course=row.course,
        result=result,
        length=learned.length(row.minutes, language),
        until=learned.until(row.expires, language) if row.counts else "",
        certificate=row.certificate or "",
    )


def _to_do(title: str, cell: Cell, language: str, day: dt.date) -> ToDo:
    assert cell.due is not None
    due = dates.medium(cell.due, language)
    if cell.due < day:
        due = _("{day}, late").format(day=due)
    return ToDo(title, STATUSES[cell.status], due)


def story(data: Records, theme: Theme) -> list[Block]:
    """Lay out a sheet for each person, with pages counted apart."""
    from allydesk.reports.engine.document import Section

    if not data.records:
        return report.nobody(REPORT.title)
    if len(data.records) == 1:
        return _sheet(data.records[0], theme)
    blocks: list[Block] = []
    for one in data.records:
        blocks += [Section(one.name, data.foot), *_sheet(one, theme)]
    return blocks


def _sheet(data: Record, theme: Theme) -> list[Block]:
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.table import Column, Table
    from allydesk.reports.engine.text import Heading, Paragraph

    blocks: list[Block] = [Masthead(data.name, [REPORT.title, data.below])]
    if data.to_do:
        columns = [
            Column(_("Course"), bold=True, names_row=True),
            Column(_("Now")),
            Column(_("By")),
        ]
        rows = [[t.course, t.status, t.due] for t in data.to_do]
        blocks += [Heading(_("To do")), Table(columns, rows)]
    blocks.append(Heading(_("Done")))
    if not data.done:
        return [*blocks, Paragraph(_("Nothing is noted yet."))]
    blocks.append(_done_table(data.done, large=theme.large))
    if data.total:
        blocks.append(Paragraph(_("In all: {length}").format(length=data.total), bold=True))
    return blocks


def _done_table(done: Sequence[Done], *, large: bool) -> Block:
    """Give the table with the columns in which anything stands; large print has room for fewer."""
    from allydesk.reports.engine.table import Column, Table

    columns = [
        (Column(_("Date")), [d.day for d in done]),
        (Column(_("Course"), bold=True, names_row=True), [d.course for d in done]),
        (Column(_("Result")), [d.result for d in done]),
        (Column(_("Length"), align="end"), ["" if large else d.length for d in done]),
        (Column(_("Counts until")), [d.until for d in done]),
        (Column(_("Certificate"), muted=True), ["" if large else d.certificate for d in done]),
    ]  # fmt: skip
    used = [(column, cells) for column, cells in columns if any(cells)]
    return Table([c for c, _cells in used], list(zip(*(cells for _c, cells in used), strict=True)))


def page(data: Records) -> Page:
    """Give the page; no name is in its title, because it becomes the name of the file."""
    head = data.records[0].name if len(data.records) == 1 else REPORT.title
    return Page(REPORT.title, head, data.foot)


REPORT = Report(
    "training-record",
    _("Training record"),
    _("What somebody has learned, until when it counts, and what is to do."),
    (_PEOPLE, learned.audience(self_too=True), _REVOKED),
    collect,
    story,
    page,
    _("Learning"),
)
