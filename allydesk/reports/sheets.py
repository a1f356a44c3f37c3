"""Sheets of labels, cards and badges as shops sell them, in millimetres."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from allydesk.errors import Problem
from allydesk.language import _

LETTER, A4 = (215.9, 279.4), (210.0, 297.0)
INSET = 2.0  # mm inside a label that stay empty: printers are a millimetre or two out


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the labels are. Labels are counted from 0, row by row from the top left."""

    code: str
    name: str
    paper: tuple[float, float]
    across: int
    down: int
    width: float
    height: float
    left: float
    top: float
    pitch_x: float
    pitch_y: float
    corner: float = 0.0  # radius of a rounded corner

    @property
    def count(self) -> int:
        return self.across * self.down

    @property
    def right_rest(self) -> float:
        """Give what is left on the right of the last label."""
        return self.paper[0] - self.left - (self.across - 1) * self.pitch_x - self.width

    @property
    def bottom_rest(self) -> float:
        return self.paper[1] - self.top - (self.down - 1) * self.pitch_y - self.height

    def edges(self, place: int) -> tuple[float, float, float, float]:
        """Give a label's left edge, its bottom edge above that of the page, width and height."""
        row, column = divmod(place, self.across)
        x = self.left + column * self.pitch_x
        y = self.paper[1] - self.top - row * self.pitch_y - self.height
        return x, y, self.width, self.height


def _sheets(*sheets: Sheet) -> dict[str, Sheet]:
    return {sheet.code: sheet for sheet in sheets}


SHEETS = _sheets(
    Sheet("5160", _("Address labels"), LETTER, 3, 10, 66.68, 25.40, 4.78, 12.70, 69.85, 25.40, 2.0),
    Sheet("5163", _("Large labels"), LETTER, 2, 5, 101.60, 50.80, 3.96, 12.70, 106.36, 50.80, 3.0),
    Sheet("5395", _("Sticky badges"), LETTER, 2, 4, 85.73, 59.26, 17.48, 14.82, 95.25, 63.50, 4.8),
    Sheet("5390", _("Badge inserts"), LETTER, 2, 4, 88.90, 57.15, 19.05, 25.40, 88.90, 57.15),
    Sheet("5384", _("Large badge inserts"), LETTER, 2, 3, 101.60, 76.20, 6.35, 25.40, 101.60, 76.20),
    Sheet("5305", _("Tent cards"), LETTER, 1, 2, 215.90, 127.00, 0.0, 12.70, 215.90, 127.00),
    Sheet(
        "5309", _("Large tent cards"), (279.4, 215.9), 1, 1,
        260.35, 158.75, 9.53, 28.58, 260.35, 158.75,
    ),
    Sheet("L7160", _("Address labels"), A4, 3, 7, 63.50, 38.10, 7.20, 15.15, 66.04, 38.10, 1.5),
    Sheet("L7163", _("Wide address labels"), A4, 2, 7, 99.06, 38.10, 4.67, 15.15, 101.60, 38.10, 1.5),
    Sheet("L7165", _("Large labels"), A4, 2, 4, 99.06, 67.73, 4.67, 13.04, 101.60, 67.73, 1.5),
    Sheet("L7418", _("Badge inserts"), A4, 2, 4, 86.00, 55.00, 19.00, 38.50, 86.00, 55.00),
    Sheet("L4785", _("Sticky badges"), A4, 2, 5, 80.00, 50.00, 17.50, 13.50, 95.00, 55.00, 4.0),
    Sheet("L7414", _("Business cards"), A4, 2, 5, 90.00, 52.00, 15.00, 18.50, 90.00, 52.00),
)  # fmt: skip
BADGES = ("L4785", "L7418", "L7414", "L7165", "5395", "5390", "5384", "5163")
TENTS = ("5305", "5309")
LABELS = ("L7160", "L7163", "L7165", "5160", "5163")
OWN = "own"


def described(sheet: Sheet) -> str:
    """Give a sheet in words: "Address labels, 21 on A4, compatible with L7160"."""
    return _("{name}, {n} on {paper}, compatible with {code}").format(
        name=sheet.name, n=sheet.count, paper=paper_of(sheet), code=sheet.code
    )


def paper_of(sheet: Sheet) -> str:
    return _("Letter") if min(sheet.paper) == min(LETTER) else _("A4")


_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def own(words: str, paper: str) -> Sheet:
    """Read a sheet of one's own from "3 x 7, 63.5 x 38.1, 7.2, 15.15".

    That is across and down, width and height of a label, left and top edge, then, if margins are
    not the same on both sides, how far it is from label to label, across and down. Raises Problem.
    """
    found = [float(n.replace(",", ".")) for n in _NUMBER.findall(_points(words))]
    if len(found) not in (6, 8) or not 1 <= found[0] <= 20 or not 1 <= found[1] <= 40:
        raise Problem(
            _(
                "Describe your own sheet like “3 x 7, 63.5 x 38.1, 7.2, 15.15”: labels across and down,"
                " their size, the left and the top edge, all in millimetres."
            )
        )
    across, down = int(found[0]), int(found[1])
    sheet = Sheet(
        OWN, _("Own sheet"), LETTER if paper == "letter" else A4, across, down, *found[2:6],
        *(found[6:8] or (0.0, 0.0)),
    )  # fmt: skip
    if len(found) == 6:
        sheet = replace(
            sheet,
            pitch_x=_even(sheet.paper[0], sheet.left, across, sheet.width),
            pitch_y=_even(sheet.paper[1], sheet.top, down, sheet.height),
        )
    _check(sheet)
    return sheet


def _points(words: str) -> str:
    """Give numbers with points where a comma stands inside a number, as in "63,5"."""
    return re.sub(r"(?<=\d),(?=\d)", ".", words)


def _even(paper: float, edge: float, count: int, size: float) -> float:
    """Give the distance from label to label that leaves the same margin on both sides."""
    return (paper - 2 * edge - size) / (count - 1) if count > 1 else size


def _check(sheet: Sheet) -> None:
    off = sheet.right_rest < -0.05 or sheet.bottom_rest < -0.05
    overlap = (sheet.across > 1 and sheet.pitch_x < sheet.width - 0.05) or (
        sheet.down > 1 and sheet.pitch_y < sheet.height - 0.05
    )
    if off or overlap or sheet.width < 20 or sheet.height < 12:
        raise Problem(
            _(
                "{n} labels of {width} × {height} mm do not fit on this paper."
                " Measure the sheet again, edges included."
            ).format(n=sheet.count, width=_mm(sheet.width), height=_mm(sheet.height))
        )


def _mm(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
