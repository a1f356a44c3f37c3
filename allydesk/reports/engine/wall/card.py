"""Cards for a wall: who is thanked and what for, or any few words with a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allydesk.reports.engine.flow import fill, reach
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines, Style, set_words
from allydesk.reports.engine.theme import INK, MM, MUTED, RULE

PAD = 4 * MM
_STRIP = 1.2 * MM


@dataclass(frozen=True, slots=True)
class Card(Block):
    """A card: a word above, the title, the words, and who says so; put many into `Columns`."""

    title: str
    words: str = ""
    foot: str = ""
    top: str = ""
    colour: str = ""

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        sizes = press.theme.sizes
        ink = self.colour or press.theme.accent
        section = Element("Sect", parent)
        looks = (
            (self.top, Style(sizes.small, bold=True, ink=ink, leading=1.3), 0.0),
            (self.title, Style(sizes.subheading, bold=True, ink=INK, leading=1.25), 0.1),
            (self.words, Style(sizes.body, leading=1.35), 0.3),
            (self.foot, Style(sizes.small, ink=MUTED, leading=1.3), 0.45),
        )
        inside: list[Galley] = []
        for words, style, gap in looks:
            if words:
                lines = _lines(press, words, style, width - 2 * PAD, section)
                lines.before = gap * sizes.body
                inside.append(lines)
        card = Framed(inside, width, ink)
        card.before = sizes.body * 0.7
        return [card]


def _lines(press: Press, words: str, style: Style, width: float, section: Element) -> Lines:
    lines = set_words(press, words, style, width, Element("P", section))
    lines.on_right = press.theme.rtl
    return lines


class Framed(Galley):
    """Galleys in a frame with a strip of colour along the top."""

    def __init__(self, inside: Sequence[Galley], width: float, ink: str, *, first: bool = True):
        self.columns, _rest = fill(inside, float("inf"), 1)
        self.inside, self.width, self.ink, self.first = inside, width, ink, first
        self.height = reach(self.columns[0]) + 2 * PAD

    def split(self, room: float, *, tight: bool = False) -> tuple[Galley, Galley] | None:
        """Stay whole, unless no page has room for all of it."""
        columns, rest = fill(self.inside, room - 2 * PAD, 1) if tight else ([[]], [])
        if not rest or not columns[0]:
            return None
        here = [put.galley for put in columns[0]]
        return (
            Framed(here, self.width, self.ink, first=self.first),
            Framed(rest, self.width, self.ink, first=False),
        )

    def draw(self, press: Press, x: float, top: float) -> None:
        canvas = press.canvas
        canvas.box(x, top - self.height, self.width, self.height, line=RULE, thick=0.9)
        if self.first:
            canvas.box(x, top - _STRIP, self.width, _STRIP, fill=self.ink)
        for put in self.columns[0]:
            put.galley.draw(press, x + PAD, top - PAD - put.down)
