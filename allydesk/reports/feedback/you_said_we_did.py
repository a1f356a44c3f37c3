"""The board: what people said, in the coordinator’s words, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models.feedback import note, period, receipt
from allydesk.reports import report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme


def _answered(s: Session) -> dict[int, str]:
    """Give the notes that are answered, the newest period first: id -> words."""
    return {r.id: _shortly(r) for r in note.answered(s)}


def _shortly(row: note.Row) -> str:
    said = " ".join(str(row.said).split())
    return said if len(said) <= _SHORT else said[: _SHORT - 1].rstrip() + "…"


_SHORT = 60
_SIZE = Option(
    "size", _("Size"), Kind.CHOICE, "page",
    {"page": _("Page"), "poster": _("Poster, A3 or Tabloid")},
)  # fmt: skip
_MONTHS = Option("months", _("From how many months"), Kind.NUMBER, 12, least=1, most=120)
_NOTES = Option(
    "notes", _("Answers"), Kind.RECORDS, remembered=False, among=_answered,
    hint=_("Nothing ticked: all of these months."), typed=_("Words of them, with ; between."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One answer. code is what the board shows of a receipt, nothing where there is none."""

    topic: str
    said: str
    did: str
    code: str


@dataclass(frozen=True, slots=True)
class Board:
    """What stands on the board."""

    lines: tuple[Line, ...]
    printed: str
    poster: bool


def collect(s: Session, options: Given) -> Board:
    """Take only what was written for others to read: never the note itself, a name or a month."""
    day, chosen = options["day"], options["notes"]
    assert isinstance(day, dt.date)
    rows = note.answered(s, list(chosen)) if isinstance(chosen, tuple) and chosen else None
    if rows is None:
        months = int(str(options["months"]))
        rows = [r for r in note.answered(s) if period.months_ago(r.period, day) < months]
    return Board(
        tuple(
            Line(r.topic or "", r.said or "", r.done or "", _code(r.receipt)) for r in rows
        ),
        report.printed_on(day, str(options["language"])),
        options["size"] == "poster",
    )  # fmt: skip


def _code(label: str | None) -> str:
    return _("Receipt: {label}").format(label=receipt.told(label)) if label else ""


def story(data: Board, _theme: Theme) -> list[Block]:
    """Lay the board out, as large as a poster allows."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Paragraph
    from allydesk.reports.engine.wall.answers import Answer, YouSaidWeDid
    from allydesk.reports.engine.wall.poster import Poster

    if not data.lines:
        return [
            Masthead(REPORT.title),
            Paragraph(_("Nothing is answered yet in this time.")),
            Paragraph(_("Fill in “You said” and “What we did” in a note: then it stands here.")),
        ]
    lines = [_FIND] if any(line.code for line in data.lines) else []
    answers = [Answer(line.said, line.did, line.code, line.topic) for line in data.lines]
    blocks: list[Block] = [Masthead(REPORT.title, lines), YouSaidWeDid(answers)]
    return [Poster(blocks)] if data.poster else blocks


_FIND = _("Find your answer by the first two words of your receipt.")


def page(data: Board) -> Page:
    return Page(REPORT.title, REPORT.title, data.printed, double=data.poster)


REPORT = Report(
    "you-said-we-did",
    _("You said, we did"),
    _("To hang up: what people said and what came of it, on a page or a poster."),
    (_SIZE, _MONTHS, _NOTES),
    collect,
    story,
    page,
    _("Feedback"),
)
