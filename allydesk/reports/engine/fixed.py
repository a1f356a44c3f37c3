"""Pages whose every part has its place: labels, cards, certificates, forms to cut out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from allydesk.errors import Cancelled
from allydesk.reports.engine.canvas import Canvas
from allydesk.reports.engine.document import Rendered, finished, one_at_a_time
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import Theme


class Box(NamedTuple):
    """A place on a page, in points from the lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def top(self) -> float:
        return self.bottom + self.height

    def inset(self, across: float, down: float | None = None) -> Box:
        """Give the box without an edge all round."""
        down = across if down is None else down
        return Box(
            self.left + across, self.bottom + down, self.width - 2 * across, self.height - 2 * down
        )


@dataclass(frozen=True, slots=True)
class FixedPage:
    """One page: its size in points, and what draws it, tagged below an element.

    What draws it may give further pages on which it goes on.
    """

    width: float
    height: float
    draw: Callable[[Press, Element], Sequence[FixedPage] | None]


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages of a document. actual_size asks viewers not to fit them to the printer's margins."""

    pages: Sequence[FixedPage]
    actual_size: bool = False
    notes: tuple[str, ...] = ()  # what the person should know before printing


def render_pages(
    pages: Pages,
    theme: Theme,
    title: str,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Rendered:
    """Give the PDF of fixed pages. The same pages and theme always give the same bytes.

    Raises Cancelled when cancelled() says so.
    """
    with one_at_a_time:
        first = pages.pages[0]
        canvas = Canvas((first.width, first.height), theme.language)
        press = Press(theme, canvas, list(pages.notes))
        if pages.actual_size:
            canvas.setViewerPreference("PrintScaling", "None")
        for done, page in enumerate(pages.pages):
            if cancelled and cancelled():
                raise Cancelled
            if progress:
                progress(done, len(pages.pages))
            _draw(press, page)
        return finished(press, title)


def _draw(press: Press, page: FixedPage) -> None:
    """Draw a page, and those on which it goes on."""
    canvas = press.canvas
    canvas.setPageSize((page.width, page.height))
    more = page.draw(press, Element("Sect", canvas.tree.root))
    canvas.showPage()
    for one in more or ():
        _draw(press, one)


@contextmanager
def for_the_eye(canvas: Canvas) -> Iterator[None]:
    """Draw what a screen reader must not read: ornaments, and what is there a second time."""
    was, canvas.tagged = canvas.tagged, False
    try:
        yield
    finally:
        canvas.tagged = was


def column(blocks: Sequence[Block], press: Press, width: float, parent: Element) -> list[Galley]:
    """Set blocks one below the other at a width."""
    return [galley for block in blocks for galley in block.set(press, width, parent)]


def column_height(galleys: Sequence[Galley]) -> float:
    """Give the height that galleys take one below the other, in points."""
    return sum(gap + galley.height for gap, galley in _spaced(galleys))


def draw_column(galleys: Sequence[Galley], press: Press, x: float, top: float) -> float:
    """Draw galleys one below the other; give how far down they reach."""
    for gap, galley in _spaced(galleys):
        galley.draw(press, x, top - gap)
        top -= gap + galley.height
    return top


def _spaced(galleys: Sequence[Galley]) -> Iterator[tuple[float, Galley]]:
    owed = 0.0
    for place, galley in enumerate(galleys):
        yield (max(galley.before, owed) if place else 0.0), galley
        owed = galley.after
