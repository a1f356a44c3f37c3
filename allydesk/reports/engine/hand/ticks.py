"""Boxes to tick with their words beside them, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allydesk.language import _
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.hand.field import field, square, tick_side
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines, Style, set_words
from allydesk.reports.engine.theme import BOX, MM

_BESIDE = 2 * MM  # from a box to its words
_APART = 6 * MM
_MOST_COLUMNS = 4
_LINE = 34 * MM  # the least to write on


@dataclass(frozen=True, slots=True)
class Ticks(Block):
    """A question and boxes to tick; `other` is the word before a line for what is not listed.

    Without `columns` there are as many as the words leave room for, four at most.
    """

    items: Sequence[str]
    label: str = ""
    columns: int = 0
    other: str = ""

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        sizes = press.theme.sizes
        out: list[Galley] = []
        if self.label:
            style = Style(sizes.body, bold=True, leading=sizes.leading)
            label = set_words(press, self.label, style, width, Element("P", parent))
            label.on_right, label.keep, label.before = press.theme.rtl, True, sizes.body * 0.8
            out.append(label)
        words = [*self.items, *([self.other] if self.other else [])]
        widest = self._widest(press, words)
        count = self.columns or _columns(len(words), int((width + _APART) // (widest + _APART)))
        wide = (width - (count - 1) * _APART) / count
        if not self.other:  # few short ones stay near each other
            wide = min(wide, widest + 3 * _APART)
        whole = Element("L", parent, ListNumbering="None")
        set_ = [
            _Tick(press, text, wide, whole, line=place >= len(self.items))
            for place, text in enumerate(words)
        ]
        rows = [_Row(set_[at : at + count], width) for at in range(0, len(set_), count)]
        for row in rows:
            row.before = sizes.body * 0.35
        if rows:
            rows[0].before = sizes.body * (0.35 if self.label else 0.9)
            rows[-1].after = sizes.body * 0.6
        return [*out, *rows]

    def _widest(self, press: Press, words: Sequence[str]) -> float:
        font, size = press.font(), press.theme.sizes.body
        widest = max((font.width(text, size) for text in words), default=0.0)
        return widest + tick_side(press) + _BESIDE + (_LINE if self.other else 0) + 1


def _columns(items: int, room: int) -> int:
    """Give the least number of columns that makes as few rows as there can be."""
    most = max(1, min(_MOST_COLUMNS, room))
    rows = -(-items // most)
    return max(1, -(-items // max(1, rows)))


class _Tick:
    """A box and its words, and with `line` a line to write on behind them."""

    def __init__(
        self, press: Press, text: str, width: float, parent: Element, *, line: bool
    ) -> None:
        item = Element("LI", parent)
        says = _("Box to tick: {words}").format(words=text)
        self.box = field(Element("Lbl", item), says, "tick")
        self.side, self.width, self.line = tick_side(press), width, line
        style = Style(press.theme.sizes.body, leading=1.25)
        self.beside = self.side + _BESIDE
        self.words: Lines = set_words(
            press, text, style, width - self.beside, Element("LBody", item)
        )
        self.words.on_right = press.theme.rtl
        self.height = max(self.words.height, self.side * (1.7 if line else 1.1))

    def draw(self, press: Press, x: float, top: float) -> None:
        rtl = press.theme.rtl
        middle = top - max(self.words.pitch, self.height if self.line else 0) / 2
        left = x + self.width - self.side if rtl else x
        square(press, self.box, left, middle - self.side / 2, self.side)
        start = x if rtl else x + self.beside
        self.words.draw(press, start, middle + self.words.pitch / 2)
        if self.line:
            taken = max(line.width for line in self.words.lines) + 1.5 * MM
            room = self.width - self.beside - taken
            level = middle - self.words.style.size * 0.36
            press.canvas.rule(x if rtl else start + taken, level, room, 0.6, BOX)


class _Row(Galley):
    def __init__(self, ticks: Sequence[_Tick], width: float) -> None:
        self.ticks, self.width = ticks, width
        self.height = max(tick.height for tick in ticks)

    def draw(self, press: Press, x: float, top: float) -> None:
        for place, tick in enumerate(self.ticks):
            start = place * (tick.width + _APART)
            left = self.width - start - tick.width if press.theme.rtl else start
            tick.draw(press, x + left, top)
