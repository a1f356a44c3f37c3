"""Labels put on their sheets: where printing starts, how far the printer is out, outlines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from allydesk.reports.engine.canvas import Canvas
from allydesk.reports.engine.fixed import Box, FixedPage, for_the_eye
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import MM, MUTED
from allydesk.reports.sheets import INSET, Sheet

# Draws one label inside its safe box, tagged below an element.
Label = Callable[[Press, Element, Box], None]


@dataclass(frozen=True, slots=True)
class Correction:
    """How far a printer is out: millimetres to move right and down, and what 100 mm come out as."""

    right: float = 0.0
    down: float = 0.0
    ruler: float = 100.0

    @contextmanager
    def on(self, canvas: Canvas, height: float) -> Iterator[None]:
        """Draw corrected; the page's upper left corner is where nothing is stretched."""
        if self == Correction():
            yield
            return
        stretch = 100 / self.ruler
        canvas.saveState()
        canvas.translate(self.right * MM, height - self.down * MM)
        canvas.scale(stretch, stretch)
        canvas.translate(0, -height)
        yield
        canvas.restoreState()


def label_box(sheet: Sheet, place: int) -> Box:
    """Give where a label is on its page, in points."""
    return Box(*(edge * MM for edge in sheet.edges(place)))


def label_pages(
    sheet: Sheet,
    labels: Sequence[Label],
    correction: Correction,
    start: int = 1,
    *,
    outlines: bool = False,
) -> list[FixedPage]:
    """Give the pages that hold these labels; `start` is the first free one, counted from 1."""
    placed: list[Label | None] = [None] * (start - 1) + list(labels)
    return [
        _page(sheet, placed[at : at + sheet.count], correction, outlines=outlines)
        for at in range(0, len(placed), sheet.count)
    ]


def _page(
    sheet: Sheet, labels: Sequence[Label | None], correction: Correction, *, outlines: bool
) -> FixedPage:
    height = sheet.paper[1] * MM

    def draw(press: Press, parent: Element) -> None:
        with correction.on(press.canvas, height):
            if outlines:
                draw_outlines(press, sheet)
            for place, label in enumerate(labels):
                if label is not None:
                    box = label_box(sheet, place).inset(INSET * MM)
                    label(press, Element("Sect", parent), box)

    return FixedPage(sheet.paper[0] * MM, height, draw)


def draw_outlines(press: Press, sheet: Sheet) -> None:
    """Draw the edge of each label, to see in the preview what will come where."""
    canvas = press.canvas
    with for_the_eye(canvas):
        canvas.saveState()
        canvas.setLineWidth(0.4)
        canvas.setStrokeColor(MUTED)
        for place in range(sheet.count):
            canvas.roundRect(*label_box(sheet, place), radius=sheet.corner * MM, stroke=1, fill=0)
        canvas.restoreState()
