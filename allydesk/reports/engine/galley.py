"""What blocks become once they are set to a width: galleys, cut where pages end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from allydesk.reports.engine.canvas import Canvas
from allydesk.reports.engine.stack import Stack
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import PAPER, Palette, Theme


@dataclass
class Press:
    """What setting and drawing need: the theme, the canvas, a place for warnings."""

    theme: Theme
    canvas: Canvas
    warnings: list[str] = field(default_factory=list)
    palette: Palette = PAPER  # of charts; a window may have a dark one

    def font(self, *, bold: bool = False) -> Stack:
        return self.canvas.bold if bold else self.canvas.regular

    @property
    def base(self) -> int:
        """Give the direction of text that has none of its own."""
        return int(self.theme.rtl)


class Galley(ABC):
    """A piece of the story of a known height, in points."""

    height: float = 0.0
    before: float = 0.0  # space above, unless it stands first on a page
    after: float = 0.0  # space below; of this and the next one's `before` the larger counts
    keep: bool = False  # stay on the page of what follows
    new_page: bool = False
    units: int = 1  # its share of the work, for progress

    @property
    def least(self) -> float:
        """Give the height of the smallest part that may stand alone at the foot of a page."""
        return self.height

    def split(self, room: float, *, tight: bool = False) -> tuple[Galley, Galley] | None:
        """Give the part that fits into this room, and the rest; None if nothing does.

        `tight` means that no page offers more room: rather a lone line than one cut off.
        """
        del room, tight
        return None

    def filled(self, room: float, page: float) -> Galley:
        """Give what stands here once it is known how much room is left, and how much a page has."""
        del room, page
        return self

    @abstractmethod
    def draw(self, press: Press, x: float, top: float) -> None:
        """Draw with the upper left corner here."""


class Block(ABC):
    """A part of a story: what it says, not how it looks. Frozen, so it can be set again."""

    @abstractmethod
    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        """Give what this block becomes at a width, tagged below `parent`."""


@dataclass
class Gap(Galley):
    """Empty space; at the top of a page there is none."""

    before: float = 0.0
    new_page: bool = False

    def draw(self, press: Press, x: float, top: float) -> None:
        pass
