"""A drawing made from its top downwards, of words, boxes and lines, then placed on a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from reportlab.lib.rl_accel import fp_str

from allydesk.reports.engine.canvas import Canvas, colour
from allydesk.reports.engine.clusters import tidy
from allydesk.reports.engine.galley import Galley, Press
from allydesk.reports.engine.lines import FINE, direction, wrapped
from allydesk.reports.engine.stack import Stack
from allydesk.reports.engine.tags import Element

Point = tuple[float, float]
Align = Literal["start", "middle", "end"]
_LEADING = 1.25


def _text(
    left: float, down: float, line: str, font: Stack, size: float, ink: str, base: int,
    canvas: Canvas, x: float, top: float,
) -> None:  # fmt: skip
    canvas.text(x + left, top - down, line, font, size, ink, base, fine=size >= FINE)


class Sketch:
    """Words, boxes and lines, in points: x from the side where reading starts, y from the top down.

    In a document from right to left all of it is mirrored, but not the words.
    """

    def __init__(self, press: Press, width: float) -> None:
        self.press, self.width, self.palette = press, width, press.palette
        self.size = press.theme.sizes.table
        self.small = max(press.theme.sizes.small, self.size - 1)
        self.height = 0.0
        self.leading = _LEADING
        self._drawn: list[Callable[[Canvas, float, float], None]] = []

    # -- measuring ---------------------------------------------------------------------------

    def wide(self, words: str, size: float | None = None, *, bold: bool = False) -> float:
        size = size or self.size
        return self.press.font(bold=bold).width(tidy(words), size, fine=size >= FINE)

    def lines(
        self, words: str, width: float, size: float | None = None, *, bold: bool = False
    ) -> list[str]:
        return wrapped(words, self.press.font(bold=bold), size or self.size, width + 0.01)

    # -- drawing -----------------------------------------------------------------------------

    def words(
        self, x: float, y: float, lines: str | Sequence[str], *, size: float | None = None,
        ink: str = "", bold: bool = False, align: Align = "start",
    ) -> None:  # fmt: skip
        """Draw lines of words; y is the middle of the first."""
        size, ink = size or self.size, ink or self.palette.ink
        font, fine = self.press.font(bold=bold), size >= FINE
        for row, line in enumerate(map(tidy, [lines] if isinstance(lines, str) else lines)):
            base = direction(line, self.press.base)
            wide = font.width(line, size, base, fine=fine)
            before = {"start": 0.0, "middle": wide / 2, "end": wide}[align]
            left = self._left(x - before, wide)
            down = y + row * size * _LEADING + size * 0.36
            self._add(partial(_text, left, down, line, font, size, ink, base))

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str = "", line: str = "",
        dashed: bool = False,
    ) -> None:  # fmt: skip
        """Draw a rectangle from the corner where reading starts."""
        left = self._left(x, width)

        def draw(canvas: Canvas, a: float, b: float) -> None:
            canvas.raw("q [3 2] 0 d" if dashed else "q")
            canvas.box(a + left, b - y - height, width, height, fill=fill, line=line)
            canvas.raw("Q")

        self._add(draw)

    def line(
        self, points: Sequence[Point], *, ink: str = "", thick: float = 0.5,
        dashes: Sequence[float] = (),
    ) -> None:  # fmt: skip
        """Draw a line through points."""
        ink = ink or self.palette.rule
        places = [(self._left(x, 0), y) for x, y in points]

        def draw(canvas: Canvas, a: float, b: float) -> None:
            path = " ".join(
                f"{a + x:.2f} {b - y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(places)
            )
            look = f"1 j {'0' if dashes else '1'} J [{fp_str(*dashes) if dashes else ''}] 0 d"
            canvas.raw(f"q {colour(ink, stroke=True)} {fp_str(thick)} w {look} {path} S Q")

        self._add(draw)

    def diamond(
        self, x: float, y: float, reach: float, *, ink: str = "", thick: float = 0.9
    ) -> None:
        """Draw the outline of a square on its tip, round its middle."""
        tips = [(x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
        self.line(tips, ink=ink or self.palette.ink, thick=thick)

    def dot(self, x: float, y: float, radius: float, fill: str) -> None:
        at = self._left(x, 0)
        self._add(
            lambda c, a, b: c.raw(
                f"q {colour(fill, stroke=True)} {fp_str(2 * radius)} w 1 J"
                f" {a + at:.2f} {b - y:.2f} m {a + at:.2f} {b - y:.2f} l S Q"
            )
        )

    def _left(self, x: float, wide: float) -> float:
        return self.width - x - wide if self.press.theme.rtl else x

    def _add(self, drawn: Callable[[Canvas, float, float], None]) -> None:
        self._drawn.append(drawn)

    def place(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw all of it on a page, its upper left corner here."""
        for drawn in self._drawn:
            drawn(canvas, x, top)


class Sketched(Galley):
    """A sketch in a story, tagged as one figure."""

    def __init__(self, sketch: Sketch, element: Element) -> None:
        self.sketch, self.element = sketch, element
        self.height = sketch.height

    def draw(self, press: Press, x: float, top: float) -> None:
        wide = self.sketch.width
        self.element.attributes["BBox"] = [x, top - self.height, x + wide, top]
        with press.canvas.tag(self.element):
            self.sketch.place(press.canvas, x, top)
