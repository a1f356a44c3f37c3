"""Blanks to fill in by hand."""

from __future__ import annotations

from dataclasses import dataclass

from allydesk.language import _
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.hand.field import field
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines, Style, set_words
from allydesk.reports.engine.theme import BOX, MM

_LEAST = 30 * MM  # of a line to write on; where the label leaves less, the line is below it


class _Filled(Galley):
    def __init__(self, label: Lines, width: float, height: float, element: Element) -> None:
        self.label, self.width, self.element = label, width, element
        self.beside = max(line.width for line in label.lines) + 2.5 * MM
        self.below = 0.0
        if width - self.beside < _LEAST:
            self.beside, self.below, self.before = 0.0, height, 2 * MM
        self.height = max(height, label.height) + self.below

    def draw(self, press: Press, x: float, top: float) -> None:
        bottom = top - self.height
        self.label.draw(press, x, bottom + self.below + self.label.height)
        at = x if press.theme.rtl else x + self.beside
        level = bottom + self.label.pitch / 2 - self.label.style.size * 0.5
        with press.canvas.tag(self.element):
            press.canvas.rule(at, level, self.width - self.beside, 0.6, BOX)


@dataclass(frozen=True, slots=True)
class Blank(Block):
    """A label and a line to write on, high enough for a hand."""

    label: str

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        sizes = press.theme.sizes
        words = set_words(press, self.label, Style(sizes.body), width, Element("P", parent))
        words.on_right = press.theme.rtl
        line = field(parent, _("{label}: a line to write on").format(label=self.label), "text")
        return [_Filled(words, width, (12 if press.theme.large else 9) * MM, line)]


class _Squares(Galley):
    def __init__(self, count: int, side: float, width: float) -> None:
        self.count, self.side = count, side
        self.gap = side * 0.3
        per_row = int((width + self.gap) // (side + self.gap + self.gap / 5)) // 5 * 5
        self.per_row = max(5, per_row)
        self.height = -(-count // self.per_row) * (side + self.gap)

    def draw(self, press: Press, x: float, top: float) -> None:
        for n in range(self.count):
            row, column = divmod(n, self.per_row)
            left = x + column * (self.side + self.gap) + column // 5 * self.gap
            bottom = top - (row + 1) * (self.side + self.gap) + self.gap
            press.canvas.box(left, bottom, self.side, self.side, line=BOX, thick=0.9)


@dataclass(frozen=True, slots=True)
class Boxes(Block):
    """Squares to count people by, in groups of five."""

    count: int

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        squares = _Squares(self.count, (12 if press.theme.large else 11) * MM, width)
        squares.before = press.theme.sizes.body
        return [squares]
