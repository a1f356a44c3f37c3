"""Cards that stand on a table: the same face on both sides of a fold."""

from __future__ import annotations

from dataclasses import dataclass

from allydesk.reports.engine.canvas import Canvas
from allydesk.reports.engine.fit import Room, fit
from allydesk.reports.engine.fixed import Box, for_the_eye
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import BOX, MM, MUTED
from allydesk.reports.sheets import INSET

_EDGE = 6 * MM  # where printers cannot print


@dataclass(frozen=True, slots=True)
class TentFace:
    """What both sides of a card say."""

    name: str
    second: str
    top: str


def draw_tent(
    press: Press, parent: Element, box: Box, *, face: TentFace, lines: bool = False
) -> None:
    """Draw a card into its safe box: below the fold upright, above it turned round.

    With `lines`, show where plain paper is folded and where the next card is cut off.
    """
    canvas = press.canvas
    half = Box(box.left, box.bottom, box.width, box.height / 2)
    _side(press, parent, half, face)
    with for_the_eye(canvas):  # to be read once only
        canvas.saveState()
        canvas.translate(box.left + box.right, box.bottom + box.top)
        canvas.rotate(180)
        _side(press, Element("P"), half, face)
        canvas.restoreState()
        if lines:
            left, right = box.left + _EDGE, box.right - _EDGE
            dashed(canvas, left, half.top, right, half.top)
            if box.bottom > _EDGE:
                canvas.rule(left, box.bottom - INSET * MM, right - left, 0.5, BOX)


def dashed(canvas: Canvas, x1: float, y1: float, x2: float, y2: float) -> None:
    """Draw where to fold or cut."""
    canvas.saveState()
    canvas.setDash(2, 3)
    canvas.setLineWidth(0.5)
    canvas.setStrokeColor(BOX)
    canvas.line(x1, y1, x2, y2)
    canvas.restoreState()


def _side(press: Press, parent: Element, box: Box, face: TentFace) -> None:
    inside = box.inset(6 * MM, 4 * MM)
    small = 20.0 if press.theme.large else 16.0
    least = 18.0 if press.theme.large else 12.0
    top = inside.top
    if face.top:
        room = Room(inside.width, small * 1.3, small, least, bold=True, ink=press.theme.accent)
        line = fit(press, face.top, room, Element("P", parent))
        line.draw(press, inside.left, top)
        top -= line.height + 1 * MM
    long = min(inside.width, 60 * MM)
    press.canvas.box(
        inside.left + (inside.width - long) / 2, top - 0.8 * MM, long, 0.8 * MM,
        fill=press.theme.accent,
    )  # fmt: skip
    top -= 2.5 * MM
    name_element = Element("P", parent)
    second, below = None, 0.0
    if face.second:
        room = Room(inside.width, small * 2.6, small * 1.15, least, lines=2, ink=MUTED)
        second = fit(press, face.second, room, Element("P", parent))
        below = second.height + 1 * MM
    height = top - inside.bottom - below
    room = Room(inside.width, height, 96, 28, lines=2, bold=True, leading=1.12)
    name = fit(press, face.name, room, name_element)
    lift = (height - name.height) / 2
    name.draw(press, inside.left, top - lift)
    if second:
        second.draw(press, inside.left, top - lift - name.height - 1 * MM)
