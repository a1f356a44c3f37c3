"""Blanks to fill in by hand."""

from __future__ import annotations

from dataclasses import dataclass

from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines, Style, set_words
from allydesk.reports.engine.theme import BOX, MM


class _Filled(Galley):
    def __init__(self, label: Lines, width: float, height: float, beside: float) -> None:
        self.label, self.width, self.height, self.beside = label, width, height, beside

    def draw(self, press: Press, x: float, top: float) -> None:
        bottom = top - self.height
        self.label.draw(press, x, bottom + self.label.height)
        at = x if press.theme.rtl else x + self.beside
        level = bottom + self.label.pitch / 2 - self.label.style.size * 0.5
        press.canvas.rule(at, level, self.width - self.beside, 0.6, BOX)


@dataclass(frozen=True, slots=True)
class Blank(Block):
    """A label and a line to write on, high enough for a hand."""

    label: str

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        sizes = press.theme.sizes
        words = set_words(press, self.label, Style(sizes.body), width, Element("P", parent))
        words.on_right = press.theme.rtl
        widest = max(line.width for line in words.lines)
        height = max((12 if press.theme.large else 9) * MM, words.height)
        return [_Filled(words, width, height, widest + 2.5 * MM)]


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
