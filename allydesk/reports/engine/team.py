"""The names of a team, beside and below each other, all in one size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from allydesk.reports.engine.fit import Room, fit
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.lines import longest_word
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines
from allydesk.reports.engine.theme import MM

_GAP = 8 * MM
_MOST_COLUMNS = 3
_BROKEN = 1.3  # lines of a broken name are not all as long
_PLENTY = 0.75  # a size so near the largest one is as good with fewer columns


class Team:
    """Names set in rows of so many columns as make them largest."""

    def __init__(
        self, press: Press, names: Sequence[str], room: Room, parent: Element | None
    ) -> None:
        self.press, self.room = press, room
        self.count, size = _laid_out(press, names, room)
        self.wide = (room.width - (self.count - 1) * _GAP) / self.count
        size = max(room.least, size)
        one = replace(room, width=self.wide, height=3 * size * room.leading, most=size, lines=3)
        whole = Element("L", parent, ListNumbering="None")
        set_ = [
            fit(press, name, one, Element("LBody", Element("LI", whole))) for name in names
        ]  # fmt: skip
        self.rows = [set_[at : at + self.count] for at in range(0, len(set_), self.count)]
        self.height = sum(map(_height, self.rows))

    def draw(self, x: float, top: float) -> None:
        rtl = self.press.theme.rtl
        for row in self.rows:
            taken = len(row) * (self.wide + _GAP) - _GAP
            # A last row that is not full stands in the middle, as all else does.
            start = (self.room.width - taken) / 2 if self.room.centred else 0.0
            for place, lines in enumerate(row):
                from_start = start + place * (self.wide + _GAP)
                lines.on_right = rtl
                left = self.room.width - from_start - self.wide if rtl else from_start
                lines.draw(self.press, x + left, top)
            top -= _height(row)


def _height(row: Sequence[Lines]) -> float:
    return max(lines.height for lines in row)


def _laid_out(press: Press, names: Sequence[str], room: Room) -> tuple[int, float]:
    """Give the number of columns and the size; a name breaks only where all would be too small."""
    font = press.font(bold=room.bold)
    longest = max(longest_word(name, font, room.least) for name in names)
    most = max(1, min(_MOST_COLUMNS, int((room.width + _GAP) // (longest + _GAP))))
    sizes: dict[int, float] = {}
    for lines in (1, 2):
        sizes = {n: _size(press, names, room, n, lines) for n in range(1, most + 1)}
        if max(sizes.values()) >= room.least:
            break
    best = max(sizes.values())
    enough = min(best, max(room.least, best * _PLENTY))
    return next((n, size) for n, size in sizes.items() if size >= enough)


def _size(press: Press, names: Sequence[str], room: Room, count: int, lines: int) -> float:
    """Give the largest size at which every name stands on so many lines of its column."""
    font = press.font(bold=room.bold)
    wide = (room.width - (count - 1) * _GAP) / count
    widest = max(font.width(name, 1.0) for name in names) / lines
    tallest = max(room.leading, *(font.height(name) for name in names)) * lines
    spare = 1.02 if lines == 1 else _BROKEN
    rows = -(-len(names) // count)
    return min(room.most, wide / (widest * spare), room.height / (rows * tallest))
