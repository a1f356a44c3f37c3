"""A page on plain paper that shows how far a printer is out, before a sheet of labels is spent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.reports import on_sheets, sheets
from allydesk.reports.on_sheets import Put
from allydesk.reports.report import Given, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.galley import Press
    from allydesk.reports.engine.tags import Element
    from allydesk.reports.engine.theme import Theme


@dataclass(frozen=True, slots=True)
class Alignment:
    """The sheet, and what is corrected already."""

    put: Put


def collect(_s: Session, options: Given) -> Alignment:
    """Take the sheet and the correction to be tried."""
    return Alignment(on_sheets.put(options))


def story(data: Alignment, _theme: Theme) -> Pages:
    """Lay out one page with the outlines of the sheet and a ruler."""
    from allydesk.reports.engine.fixed import FixedPage, Pages
    from allydesk.reports.engine.ruler import draw_alignment
    from allydesk.reports.engine.theme import MM

    sheet, correction = data.put.sheet, data.put.correction
    wide, high = (edge * MM for edge in sheet.paper)

    def draw(press: Press, parent: Element) -> None:
        with correction.on(press.canvas, high):
            draw_alignment(press, parent, sheet)

    return Pages([FixedPage(wide, high, draw)], actual_size=True, notes=(on_sheets.ACTUAL_SIZE,))


def page(_data: Alignment) -> Page:
    return Page(_("Alignment page"), "", "")


REPORT = Report(
    "alignment",
    _("Alignment page"),
    _("On plain paper: shows how far the printer is out, with a ruler of 100 mm."),
    (
        on_sheets.sheet_option([*sheets.BADGES, *sheets.LABELS[:4], *sheets.TENTS], "L7160", "5160"),
        on_sheets.OWN_SHEET, *on_sheets.PRINTER,
    ),
    collect,
    story,
    page,
    _("Badges and labels"),
)  # fmt: skip
