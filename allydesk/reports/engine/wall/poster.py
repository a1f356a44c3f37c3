"""Sheets read from afar: all of it as large as the paper allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from allydesk.reports.engine.fixed import column
from allydesk.reports.engine.flow import fill
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import MM

_LARGEST = 2.6  # times the usual sizes
_STEPS = 7


@dataclass(frozen=True, slots=True)
class Poster(Block):
    """Blocks, the Masthead among them, set so large that they fill one page.

    What does not fit even at the usual sizes runs on to further pages; `several` fills these too.
    """

    blocks: Sequence[Block]
    largest: float = _LARGEST
    several: bool = False

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        page = press.theme.page(1, landscape=width > press.theme.page(1).measure + 1)
        edge = 2 * press.theme.sizes.small * 1.25 + 4 * MM
        room = page.height - page.top - page.bottom - edge
        later = room - edge  # below the running head
        low, high = 1.0, self.largest
        pages = _pages(self._set(press, width, low)[0], room, later)
        for _step in range(_STEPS if pages == 1 or self.several else 0):
            middle = (low + high) / 2
            galleys, _section, told = self._set(press, width, middle)
            if not told and _pages(galleys, room, later) == pages:
                low = middle
            else:
                high = middle
        galleys, section, told = self._set(press, width, low)
        parent.children += section.children
        press.warnings += told
        return galleys

    def _set(
        self, press: Press, width: float, scale: float
    ) -> tuple[list[Galley], Element, list[str]]:
        larger = replace(press.theme, scale=press.theme.scale * scale)
        tried = replace(press, theme=larger, warnings=[])
        section = Element("Sect")
        return column(self.blocks, tried, width, section), section, tried.warnings


def _pages(galleys: Sequence[Galley], room: float, later: float) -> int:
    """Count the pages that galleys take: one of a height, then others of another."""
    count, waiting = 0, list(galleys)
    while waiting:
        _columns, waiting = fill(waiting, later if count else room, 1, tight=True)
        count += 1
    return count
