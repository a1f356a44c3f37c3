"""Places to fill in, drawn for the pen and named for those who hear the page."""

from __future__ import annotations

from typing import Literal

from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import BOX, MM, MUTED

THICK = 0.9


def field(parent: Element, says: str, kind: Literal["tick", "choice", "text"]) -> Element:
    """Make the element of a place to fill in, as PDF/UA knows it on paper (PrintField)."""
    if kind == "text":
        return Element("Form", parent, Alt=says, Role="tv")
    return Element("Form", parent, Alt=says, Role="cb" if kind == "tick" else "rb", checked="off")


def tick_side(press: Press) -> float:
    """Give the side of a box to tick, in points."""
    return (6.5 if press.theme.large else 4.6) * MM


def square(press: Press, element: Element, x: float, bottom: float, side: float) -> None:
    """Draw a square from its lower left corner."""
    with press.canvas.tag(element):
        press.canvas.box(x, bottom, side, side, line=BOX, thick=THICK)


def circle(
    press: Press, element: Element, middle: tuple[float, float], radius: float, sign: str = ""
) -> None:
    """Draw a circle to mark, with a pale sign in it by which it is typed in later."""
    canvas, size = press.canvas, press.theme.sizes.small
    x, y = middle
    with canvas.tag(element):
        canvas.saveState()
        canvas.setLineWidth(THICK)
        canvas.setStrokeColor(BOX)
        canvas.circle(x, y, radius, stroke=1, fill=0)
        canvas.restoreState()
        if sign:
            font = press.font()
            canvas.text(
                x - font.width(sign, size) / 2, y - size * 0.36, sign, font, size, MUTED
            )  # fmt: skip
