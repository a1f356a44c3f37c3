"""What every document on bought sheets asks: which sheet, the first free label, the printer's error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.reports import sheets
from allydesk.reports.report import Given, Kind, Option
from allydesk.reports.sheets import Sheet

if TYPE_CHECKING:
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.labels import Correction, Label

START = Option(
    "start", _("First free label"), Kind.PLACE, 1, least=1, most=400, remembered=False,
    hint=_("1 is at the top left. For a sheet of which some labels are used."),
)  # fmt: skip
COPIES = Option("copies", _("Copies of each"), Kind.NUMBER, 1, least=1, most=100, remembered=False)
OUTLINES = Option(
    "outlines", _("Show the edges of the labels"), Kind.FLAG, default=False, remembered=False,
    hint=_("To look at. Turn it off before you print on the sheet."),
)  # fmt: skip
OWN_SHEET = Option(
    "own_sheet", _("Size of your own sheet"), Kind.TEXT, when="sheet", having=(sheets.OWN,),
    hint=_("Like “3 x 7, 63.5 x 38.1, 7.2, 15.15”: labels across and down, their size, left and top edge, in mm."),
)  # fmt: skip
RIGHT = Option(
    "right", _("Move right (mm)"), Kind.MEASURE, 0.0, least=-15, most=15, of_printer=True,
    hint=_("Less than 0 moves left."),
)  # fmt: skip
DOWN = Option(
    "down", _("Move down (mm)"), Kind.MEASURE, 0.0, least=-15, most=15, of_printer=True,
    hint=_("Less than 0 moves up."),
)  # fmt: skip
RULER = Option(
    "ruler", _("100 mm come out as"), Kind.MEASURE, 100.0, least=90, most=110, of_printer=True,
    hint=_("Measure the ruler on the alignment page."),
)  # fmt: skip
PRINTER = (RIGHT, DOWN, RULER)


def sheet_option(codes: Sequence[str], a4: str, letter: str) -> Option:
    """Make the question which sheet is in the printer."""
    choices = {code: sheets.described(sheets.SHEETS[code]) for code in codes}
    return Option(
        "sheet", _("Sheet"), Kind.CHOICE, a4, {**choices, sheets.OWN: _("Own sheet")},
        by_paper={"a4": a4, "letter": letter},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Put:
    """How labels are put on paper: sheet, first free label, copies, the printer's error."""

    sheet: Sheet
    start: int
    copies: int
    right: float
    down: float
    ruler: float
    outlines: bool

    @property
    def correction(self) -> Correction:
        from allydesk.reports.engine.labels import Correction

        return Correction(self.right, self.down, self.ruler)


def put(options: Given) -> Put:
    """Give how the labels go on paper; raise Problem when the sheet has no such label."""
    sheet = chosen_sheet(options)
    start = int(str(options.get("start") or 1))
    if start > sheet.count:
        raise Problem(
            ngettext(
                "This sheet has {n} label. Choose label 1 as the first free one.",
                "This sheet has {n} labels. Choose a label from 1 to {n} as the first free one.",
                sheet.count,
            ).format(n=sheet.count)
        )
    right, down, ruler = (float(str(options[option.name])) for option in PRINTER)
    copies = int(str(options.get("copies") or 1))
    return Put(sheet, start, copies, right, down, ruler, bool(options.get("outlines")))


def chosen_sheet(options: Given) -> Sheet:
    """Give the sheet that was chosen; raise Problem when one's own makes no sense."""
    code = str(options["sheet"])
    if code == sheets.OWN:
        return sheets.own(str(options.get("own_sheet") or ""), str(options["paper"]))
    return sheets.SHEETS[code]


def pages(put: Put, labels: Sequence[Label], notes: tuple[str, ...] = ()) -> Pages:
    """Give the pages with each label as often as it was asked for."""
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.labels import label_pages

    repeated = [label for label in labels for _copy in range(put.copies)]
    made = label_pages(put.sheet, repeated, put.correction, put.start, outlines=put.outlines)
    return Pages(made, actual_size=True, notes=(*notes, ACTUAL_SIZE))


ACTUAL_SIZE = _("Print at 100 %, also called actual size, or the labels will not meet the sheet.")
