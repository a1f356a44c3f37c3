"""What surrounds the words of a certificate; drawn in the accent colour and a grey, no darker in print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allydesk.reports.engine.fixed import Box, for_the_eye
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.theme import BOX, MM

_EDGE = 9 * MM  # printers cannot print closer to the edge


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the words of a certificate go, and what surrounds them. Margins in millimetres."""

    draw: Callable[[Press, Box], None]
    side: float
    top: float
    bottom: float
    centred: bool = True
    lead: float = 0.0  # more room on the side where reading starts

    def inside(self, page: Box, *, rtl: bool) -> Box:
        """Give where the words go."""
        left = self.side + (0.0 if rtl else self.lead)
        right = self.side + (self.lead if rtl else 0.0)
        return Box(
            left * MM, self.bottom * MM, page.width - (left + right) * MM,
            page.height - (self.top + self.bottom) * MM,
        )  # fmt: skip


def draw(press: Press, layout: Layout, page: Box) -> None:
    """Draw what surrounds the words, for the eye only."""
    canvas = press.canvas
    with for_the_eye(canvas):
        canvas.saveState()
        canvas.setStrokeColor(press.theme.accent)
        canvas.setFillColor(press.theme.accent)
        layout.draw(press, page)
        canvas.restoreState()


def _frame(press: Press, page: Box) -> None:
    """Draw a strong line and a fine one all round."""
    canvas = press.canvas
    outer = page.inset(_EDGE)
    canvas.setLineWidth(2.2)
    canvas.rect(*outer, stroke=1, fill=0)
    canvas.setLineWidth(0.6)
    canvas.rect(*outer.inset(2.2 * MM), stroke=1, fill=0)


def _arcs(press: Press, page: Box) -> None:
    """Draw a fine frame whose corners hold quarters of rings, like ripples."""
    canvas = press.canvas
    box = page.inset(_EDGE)
    canvas.setLineWidth(1.2)
    canvas.rect(*box, stroke=1, fill=0)
    canvas.setLineWidth(0.9)
    corners = ((box.left, box.bottom, 0), (box.right, box.bottom, 90),
               (box.right, box.top, 180), (box.left, box.top, 270))  # fmt: skip
    for x, y, start in corners:
        for radius in (5 * MM, 8 * MM, 11 * MM, 14 * MM):
            canvas.arc(x - radius, y - radius, x + radius, y + radius, start, 90)


def _corners(press: Press, page: Box) -> None:
    """Draw an angle in each corner, and nothing between them."""
    canvas = press.canvas
    box, long = page.inset(_EDGE + 1 * MM), 26 * MM
    canvas.setLineWidth(2.6)
    canvas.setLineCap(2)
    for x, way in ((box.left, 1), (box.right, -1)):
        for y, up in ((box.bottom, 1), (box.top, -1)):
            canvas.lines([(x, y, x + way * long, y), (x, y, x, y + up * long)])
    canvas.setLineWidth(0.6)
    canvas.setStrokeColor(BOX)
    inner = box.inset(3 * MM)
    for x, way in ((inner.left, 1), (inner.right, -1)):
        for y, up in ((inner.bottom, 1), (inner.top, -1)):
            canvas.lines([(x, y, x + way * 14 * MM, y), (x, y, x, y + up * 14 * MM)])


def _band(press: Press, page: Box) -> None:
    """Draw a band on the side where reading starts."""
    canvas, wide = press.canvas, 12 * MM
    box = page.inset(_EDGE)
    left = box.right - wide if press.theme.rtl else box.left
    canvas.rect(left, box.bottom, wide, box.height, stroke=0, fill=1)
    fine = left - 2.4 * MM if press.theme.rtl else left + wide + 1.6 * MM
    canvas.rect(fine, box.bottom, 0.8 * MM, box.height, stroke=0, fill=1)


def _nothing(_press: Press, _page: Box) -> None:
    pass


LAYOUTS = {
    "frame": Layout(_frame, side=26, top=22, bottom=20),
    "arcs": Layout(_arcs, side=28, top=24, bottom=21),
    "corners": Layout(_corners, side=26, top=22, bottom=20),
    "band": Layout(_band, side=20, top=20, bottom=18, centred=False, lead=20),
    "plain": Layout(_nothing, side=24, top=20, bottom=18),
}
