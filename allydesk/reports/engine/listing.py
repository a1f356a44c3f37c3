"""A list of short words, as names are, in as many columns as have room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines, Style, set_words

_MOST = 3  # columns; in more of them the eye loses its line
_BETWEEN = 1.5  # sizes


@dataclass(frozen=True, slots=True)
class Listing(Block):
    """Short entries, read down each column."""

    entries: Sequence[str]

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        if not self.entries:
            return []
        style = Style(press.theme.sizes.body, leading=press.theme.sizes.leading)
        gap = style.size * _BETWEEN
        font = press.font()
        widest = max(font.width(entry, style.size) for entry in self.entries)
        columns = max(1, min(_MOST, len(self.entries), int((width + gap) // (widest + gap))))
        each = (width + gap) / columns - gap
        whole = Element("L", parent, ListNumbering="None")
        lines = []
        for entry in self.entries:
            body = Element("LBody", Element("LI", whole))
            line = set_words(press, entry, style, each, body)
            line.on_right = press.theme.rtl
            lines.append(line)
        galley = _Columns(lines, columns, each + gap)
        galley.before = galley.after = style.size * 0.6
        return [galley]


class _Columns(Galley):
    """Entries in columns of the same height."""

    def __init__(self, entries: Sequence[Lines], columns: int, step: float) -> None:
        self.entries, self.columns, self.step = entries, columns, step
        self.rows = -(-len(entries) // columns)
        self.pitch = max(entry.height for entry in entries) * 1.15
        self.height = self.rows * self.pitch

    @property
    def least(self) -> float:
        return min(2, self.rows) * self.pitch

    def split(self, room: float, *, tight: bool = False) -> tuple[Galley, Galley] | None:
        fit = min(int((room + 0.01) // self.pitch), self.rows - 1)
        if fit < (1 if tight else 2):
            return None
        cut = fit * self.columns
        first = _Columns(self.entries[:cut], self.columns, self.step)
        rest = _Columns(self.entries[cut:], self.columns, self.step)
        first.before, rest.after = self.before, self.after
        return first, rest

    def draw(self, press: Press, x: float, top: float) -> None:
        for place, entry in enumerate(self.entries):
            column, row = divmod(place, self.rows)
            if press.theme.rtl:
                column = self.columns - 1 - column
            entry.draw(press, x + column * self.step, top - row * self.pitch)
