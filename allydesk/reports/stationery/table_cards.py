"""Cards that stand on a table, with the name on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models.privacy import Audience
from allydesk.reports import on_sheets, report, sheets
from allydesk.reports.chosen import chosen, second_line
from allydesk.reports.on_sheets import Put
from allydesk.reports.report import Given, Kind, Option, Page, Report
from allydesk.reports.sheets import A4, LETTER, Sheet

if TYPE_CHECKING:
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_PLAIN = {"two": _("Two on plain paper, to cut and fold"), "one": _("One on plain paper, to fold")}
_KIND = Option(
    "cards", _("Cards"), Kind.CHOICE, "two",
    _PLAIN | {code: sheets.described(sheets.SHEETS[code]) for code in sheets.TENTS},
)  # fmt: skip
_SECOND = Option(
    "second", _("Second line"), Kind.CHOICE, "none",
    {"none": _("None"), "full": _("Full name, if another"), "team": _("Team"), "job": _("Job title")},
)  # fmt: skip
_TOP = Option(
    "top", _("Line at the top"), Kind.TEXT, remembered=False,
    hint=_("As in “Allies’ evening”. The organisation, if left empty."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """What one card says."""

    name: str
    second: str


@dataclass(frozen=True, slots=True)
class TableCards:
    """All cards, and how they are put on paper; plain paper shows where to cut and fold."""

    cards: tuple[Card, ...]
    top: str
    put: Put
    plain: bool
    notes: tuple[str, ...]


def collect(s: Session, options: Given) -> TableCards:
    """Gather the names of a group, as far as the room may know them, or of chosen people."""
    found = chosen(s, options)
    cards = [Card(c.called, second_line(c, str(options["second"]))) for c in found.cards]
    kind = str(options["cards"])
    plain = kind in _PLAIN
    put = on_sheets.put({**options, "sheet": sheets.TENTS[0] if plain else kind})
    if plain:
        paper = LETTER if options["paper"] == "letter" else A4
        put = replace(put, sheet=_plain(paper, 2 if kind == "two" else 1))
    return TableCards(tuple(cards), str(options["top"] or ""), put, plain, found.notes)


def _plain(paper: tuple[float, float], count: int) -> Sheet:
    """Give a page of plain paper as a sheet: two cards one below the other, or one across."""
    wide, high = paper if count == 2 else (paper[1], paper[0])
    return Sheet(
        "plain", _("Plain paper"), (wide, high), 1, count, wide, high / count, 0, 0, wide, high / count
    )  # fmt: skip


def story(data: TableCards, theme: Theme) -> Pages | Sequence[Block]:
    """Lay the cards out; on plain paper with dashed lines to cut and fold along."""
    from allydesk.reports.engine.tent import TentFace, draw_tent

    if not data.cards:
        return report.nobody(_("Table cards"), data.notes)
    top = data.top or theme.organisation
    labels = [
        partial(draw_tent, face=TentFace(c.name, c.second, top), lines=data.plain)
        for c in data.cards
    ]
    return on_sheets.pages(data.put, labels, data.notes)


def page(_data: TableCards) -> Page:
    return Page(_("Table cards"), "", "")


REPORT = Report(
    "table-cards",
    _("Table cards"),
    _("Cards that stand on a table, to be read from both sides."),
    (
        report.GROUP, report.PEOPLE, report.audience(Audience.GROUP), _KIND, _TOP, _SECOND,
        on_sheets.COPIES, on_sheets.OUTLINES, *on_sheets.PRINTER,
    ),
    collect,
    story,
    page,
    _("Badges and labels"),
)  # fmt: skip
