"""One sheet read from afar: all of it as large as the paper allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from allydesk.reports.engine.fixed import column, column_height
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import MM

_LARGEST = 2.6  # times the usual sizes
_STEPS = 7


@dataclass(frozen=True, slots=True)
class Poster(Block):
    """Blocks, the Masthead among them, set so large that they fill one page.

    What does not fit even at the usual sizes runs on to further pages.
    """

    blocks: Sequence[Block]
    largest: float = _LARGEST

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        page = press.theme.page(1, landscape=width > press.theme.page(1).measure + 1)
        foot = 2 * press.theme.sizes.small * 1.25 + 4 * MM
        room = page.height - page.top - page.bottom - foot
        low, high = 1.0, self.largest
        best = self._set(press, width, low)
        if column_height(best[0]) <= room:
            for _step in range(_STEPS):
                middle = (low + high) / 2
                tried = self._set(press, width, middle)
                if column_height(tried[0]) <= room and not tried[2]:
                    low, best = middle, tried
                else:
                    high = middle
        galleys, section, warnings = best
        parent.children += section.children
        press.warnings += warnings
        return galleys

    def _set(
        self, press: Press, width: float, scale: float
    ) -> tuple[list[Galley], Element, list[str]]:
        larger = replace(press.theme, scale=press.theme.scale * scale)
        tried = replace(press, theme=larger, warnings=[])
        section = Element("Sect")
        return column(self.blocks, tried, width, section), section, tried.warnings
