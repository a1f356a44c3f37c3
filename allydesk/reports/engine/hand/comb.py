"""Squares for one digit or letter each: a date, a number, a code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allydesk.language import ngettext
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.hand.field import THICK, field
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines, Style, set_words
from allydesk.reports.engine.theme import BOX, MM, MUTED


@dataclass(frozen=True, slots=True)
class Comb(Block):
    """A label and groups of squares, as (2, 2, 4) for a date; `hints` stand below the groups."""

    label: str
    groups: Sequence[int]
    hints: Sequence[str] = ()

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        sizes = press.theme.sizes
        style = Style(sizes.body)
        label = set_words(press, self.label, style, width, Element("P", parent))
        label.on_right = press.theme.rtl
        small = Style(sizes.small, ink=MUTED, centred=True, leading=1.2)
        side = (10 if press.theme.large else 7) * MM
        hints = [
            set_words(press, hint, small, count * side, Element("P", parent))
            for hint, count in zip(self.hints, self.groups, strict=False)
        ]
        count = sum(self.groups)
        says = ngettext("{label}: {n} square", "{label}: {n} squares", count)
        element = field(parent, says.format(label=self.label, n=count), "text")
        galley = _Squares(label, hints, self.groups, side, width, element)
        galley.before = sizes.body * 0.8
        return [galley]


class _Squares(Galley):
    def __init__(
        self, label: Lines, hints: Sequence[Lines], groups: Sequence[int], side: float,
        width: float, element: Element,
    ) -> None:  # fmt: skip
        self.label, self.hints, self.groups = label, hints, groups
        self.side, self.width, self.element = side, width, element
        self.gap = side * 0.4
        long = sum(groups) * side + (len(groups) - 1) * self.gap
        start = max(line.width for line in label.lines) + 3 * MM
        self.beside = start if start + long <= width else 0.0
        self.squares = max(side, label.height) if self.beside else side + label.height
        self.height = self.squares + max((hint.height for hint in hints), default=0.0)

    def draw(self, press: Press, x: float, top: float) -> None:
        bottom = top - self.squares
        down = (self.side - self.label.height) / 2 if self.beside else 0.0
        self.label.draw(press, x, top - max(0.0, down))
        start = self.beside
        lefts = []
        with press.canvas.tag(self.element):
            for count in self.groups:
                wide = count * self.side
                left = x + (self.width - start - wide if press.theme.rtl else start)
                lefts.append(left)
                for place in range(count):
                    at = left + place * self.side
                    press.canvas.box(at, bottom, self.side, self.side, line=BOX, thick=THICK)
                start += wide + self.gap
        for left, hint in zip(lefts, self.hints, strict=False):
            hint.draw(press, left, bottom)
