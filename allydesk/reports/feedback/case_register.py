"""The register of what was said and how far it is: no text, no name, no number that singles out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models import suppression
from allydesk.models.feedback import count, incident, period, receipt, register
from allydesk.models.feedback.note import KINDS, OPEN, STATES
from allydesk.models.suppression import Count, Shown
from allydesk.reports import listened, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_STATES = Option(
    "states", _("Notes"), Kind.CHOICE, "all",
    {"all": _("All of them"), "open": _("Those that are open")},
)  # fmt: skip
_INCIDENTS = Option(
    "incidents", _("Incidents of last year, as numbers"), Kind.FLAG, default=True,
    hint=_("By category, none that singles out."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One note as it stands in the register; kind is empty where it is hidden."""

    ref: str
    kind: str
    receipt: str
    state: str
    answered: str
    due: str


@dataclass(frozen=True, slots=True)
class Register:
    """What the register says."""

    head: tuple[str, ...]
    blocks: tuple[tuple[str, tuple[Line, ...]], ...]
    later: str  # when what is new can stand here
    year: int
    incidents: tuple[tuple[str, Count], ...]
    all_incidents: Count | None
    rule: str


def collect(s: Session, options: Given) -> Register:
    """Gather the notes of windows that are over, and of incidents the numbers of last year alone."""
    day, language = options["day"], str(options["language"])
    assert isinstance(day, dt.date)
    wanted = OPEN if options["states"] == "open" else tuple(STATES)
    blocks = []
    for block in register.blocks(s):
        lines = tuple(_line(r, language, day) for r in block.lines if r.state in wanted)
        if lines:
            title = count.title(block.first, block.last, language)
            blocks.append((f"{title} · {period.age(block.last, day)}", lines))
    numbers = incident.by_category(s, day.year - 1, day) if options["incidents"] else None
    later = _("What came since stands here from {day} on, if enough was said.")
    return Register(
        (report.printed_on(day, language),),
        tuple(blocks),
        later.format(day=dates.medium(count.shows_from(day), language)),
        day.year - 1,
        tuple(numbers.cells.items()) if numbers else (),
        numbers.total if numbers else None,
        suppression.rule(suppression.k_of(s)),
    )


def _line(row: register.Line, language: str, day: dt.date) -> Line:
    due = dates.medium(row.due, language) if row.due and row.state in OPEN else ""
    if row.due and due and row.due < day:
        due = _("{day}, late").format(day=due)
    return Line(
        row.ref, KINDS[row.kind] if row.kind else _("hidden"),
        receipt.told(row.receipt) if row.receipt else "",
        STATES[row.state], _("yes") if row.answered else "", due,
    )  # fmt: skip


def story(data: Register, theme: Theme) -> list[Block]:
    """Lay the register out, the newest time first."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Callout, Heading, Paragraph

    blocks: list[Block] = [Masthead(REPORT.title, data.head), Callout(data.rule)]
    if data.blocks:
        blocks.append(_table(data, large=theme.large))
    else:
        blocks.append(Paragraph(_("No note is listed yet.")))
    blocks.append(Paragraph(data.later, muted=True))
    if data.all_incidents is not None:
        blocks.append(Heading(_("Incidents in {year}").format(year=data.year)))
        blocks += _incidents(data)
    return blocks


def _table(data: Register, *, large: bool) -> Block:
    """Give the notes under their periods, in the columns in which anything stands."""
    from allydesk.reports.engine.table import Column, Divider, Row, Table

    lines = [line for _title, some in data.blocks for line in some]
    wanted: tuple[tuple[Column, Callable[[Line], str], bool], ...] = (
        (Column(_("Ref."), bold=True, names_row=True), lambda r: r.ref, True),
        (Column(_("Kind")), lambda r: r.kind, True),
        (Column(_("Receipt"), muted=True), lambda r: r.receipt, not large),
        (Column(_("State")), lambda r: r.state, True),
        (Column(_("Answered")), lambda r: r.answered, True),
        (Column(_("By")), lambda r: r.due, True),
    )
    columns = [(c, pick) for c, pick, room in wanted if room and any(map(pick, lines))]
    rows: list[Row] = []
    for title, some in data.blocks:
        rows.append(Divider(title))
        rows += [[pick(line) for _column, pick in columns] for line in some]
    return Table([column for column, _pick in columns], rows)


def _incidents(data: Register) -> list[Block]:
    from allydesk.reports.engine.table import Column, Table
    from allydesk.reports.engine.text import Paragraph

    if not isinstance(data.all_incidents, Shown):
        return [Paragraph(_("Too few to be told, or none."))]
    rows = [[name, str(n)] for name, n in data.incidents]
    rows.append([_("All"), str(data.all_incidents)])
    return [Table([Column(_("Category"), names_row=True), Column(_("Number"), align="end")], rows)]


def page(_data: Register) -> Page:
    return Page(REPORT.title, REPORT.title, listened.confidential())


REPORT = Report(
    "case-register",
    _("Case register"),
    _("What was said and how far it is, without any text: for your folder or an auditor."),
    (_STATES, _INCIDENTS),
    collect,
    story,
    page,
    _("Feedback"),
)
