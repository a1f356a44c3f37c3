"""The names of a team, beside and below each other, all in one size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from allydesk.reports.engine.fit import Room, fit
from allydesk.reports.engine.galley import Galley, Press
from allydesk.reports.engine.lines import longest_word
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines
from allydesk.reports.engine.theme import MM

_GAP = 8 * MM
_MOST_COLUMNS = 3
_BROKEN = 1.3  # lines of a broken name are not all as long
_PLENTY = 0.75  # a size so near the largest one is as good with fewer columns
_ANY = 10_000.0  # points: a name is never cut
_STEP = 0.5  # points between the sizes that are tried


class TeamRow(Galley):
    """Names beside each other, each in its column."""

    def __init__(self, names: Sequence[Lines], room: Room, wide: float, columns: int) -> None:
        self.names, self.room, self.wide, self.columns = names, room, wide, columns
        self.height = max(lines.height for lines in names)

    def draw(self, press: Press, x: float, top: float) -> None:
        rtl, across = press.theme.rtl, self.room.width
        for lines, place in zip(self.names, self._places(), strict=True):
            from_start = place * (self.wide + _GAP)
            lines.on_right = rtl
            left = across - from_start - self.wide if rtl else from_start
            lines.draw(press, x + left, top)

    def _places(self) -> list[float]:
        """Give the column of each name. A last row that is not full stands in the middle."""
        count, columns = len(self.names), self.columns
        if self.room.centred and (count, columns) == (2, 3):
            return [0.0, 2.0]  # below names, and as far from the middle as from each other
        first = (columns - count) / 2 if self.room.centred else 0.0
        return [first + place for place in range(count)]


def team(press: Press, names: Sequence[str], room: Room, parent: Element) -> list[TeamRow]:
    """Set names in rows of so many columns as make them largest with none or few broken.

    At the smallest size they may be higher than their room.
    """
    count, size = _laid_out(press, names, room)
    wide = (room.width - (count - 1) * _GAP) / count
    one = replace(room, width=wide, height=_ANY, most=size, least=size)
    whole = Element("L", parent, ListNumbering="None")
    set_ = [fit(press, name, one, Element("LBody", Element("LI", whole))) for name in names]
    return [TeamRow(set_[at : at + count], room, wide, count) for at in range(0, len(set_), count)]


class _Try(NamedTuple):
    """A number of columns, the size that fits them, how many names break, and how high it gets."""

    columns: int
    size: float
    broken: int
    height: float


def _laid_out(press: Press, names: Sequence[str], room: Room) -> tuple[int, float]:
    """Give the number of columns and the size; a name breaks only where all would be too small."""
    font = press.font(bold=room.bold)
    longest = max(longest_word(name, font, room.least) for name in names)
    most = max(1, min(_MOST_COLUMNS, int((room.width + _GAP) // (longest + _GAP))))
    tries = [_tried(press, names, room, count) for count in range(1, most + 1)]
    fitting = [t for t in tries if t.height <= room.height + 0.01]
    if not fitting:
        lowest = min(tries, key=lambda t: t.height)
        return lowest.columns, lowest.size
    fewest = min(t.broken for t in fitting)
    whole = [t for t in fitting if t.broken == fewest]
    enough = max(t.size for t in whole) * _PLENTY
    return next((t.columns, t.size) for t in whole if t.size >= enough)


def _tried(press: Press, names: Sequence[str], room: Room, count: int) -> _Try:
    """Give the largest size for so many columns: with no name broken, else with as few as may be."""
    font = press.font(bold=room.bold)
    wide = (room.width - (count - 1) * _GAP) / count
    widths = [font.width(name, 1.0) * 1.02 for name in names]
    pitch = max(room.leading, *(font.height(name) for name in names))
    unbroken = min(room.most, wide / max(widths), room.height / (-(-len(names) // count) * pitch))
    if unbroken >= room.least:
        return _Try(count, unbroken, 0, room.height)
    steps = int((room.most - room.least) / _STEP) + 1
    tries = [_broken(widths, count, room.least + n * _STEP, wide, pitch) for n in range(steps)]
    fitting = [t for t in tries if t.height <= room.height]
    return min(fitting or tries[:1], key=lambda t: (t.broken, -t.size))


def _broken(widths: Sequence[float], count: int, size: float, wide: float, pitch: float) -> _Try:
    """Give what becomes of names of which some take more lines than one."""
    lines = [1 if w * size <= wide else 1 + int(w * size * _BROKEN / wide) for w in widths]
    rows = [max(lines[at : at + count]) for at in range(0, len(lines), count)]
    return _Try(count, size, sum(n > 1 for n in lines), sum(rows) * pitch * size)
