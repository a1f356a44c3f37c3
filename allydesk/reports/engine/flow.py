"""Blocks in columns beside each other, as long as each other, from page to page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import MM

_NARROW = 15.0  # type sizes: a column narrower than this breaks too many words


class Put(NamedTuple):
    """A galley and how far below the top of its column it stands."""

    down: float
    galley: Galley


@dataclass(frozen=True, slots=True)
class Columns(Block):
    """Blocks that run down one column and on in the next; `gap` between columns in mm.

    Without a `count` there are as many columns as are wide enough to read.
    """

    blocks: Sequence[Block]
    count: int = 0
    gap: float = 7.0

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        gap = self.gap * MM
        count = self.count or readable(press, width, gap)
        wide = (width - (count - 1) * gap) / count
        galleys = [part for block in self.blocks for part in block.set(press, wide, parent)]
        if not galleys:
            return []
        flow = Flow(galleys, count, wide + gap, width)
        flow.before = flow.after = press.theme.sizes.body
        return [flow]


def readable(press: Press, width: float, gap: float) -> int:
    """Give how many columns of a readable width stand beside each other."""
    least = _NARROW * press.theme.sizes.body
    return max(1, int((width + gap) // (least + gap)))


class Flow(Galley):
    """Galleys in columns; those of the last part are as long as each other."""

    def __init__(
        self,
        galleys: Sequence[Galley],
        count: int,
        step: float,
        width: float,
        columns: list[list[Put]] | None = None,
    ) -> None:
        self.galleys, self.count, self.step, self.width = galleys, count, step, width
        self.columns = columns or _balanced(galleys, count)
        self.height = max(map(reach, self.columns), default=0.0)
        self.units = sum(galley.units for galley in galleys)

    @property
    def least(self) -> float:
        return min(self.height, needed(self.galleys))

    def split(self, room: float, *, tight: bool = False) -> tuple[Galley, Galley] | None:
        columns, rest = fill(self.galleys, room, self.count, tight=tight)
        if not rest:  # it fits when what is tall is cut
            self.columns, self.height = columns, max(map(reach, columns), default=0.0)
        if not rest or not columns[0]:
            return None
        here = [put.galley for column in columns for put in column]
        first = Flow(here, self.count, self.step, self.width, columns)
        last = Flow(rest, self.count, self.step, self.width)
        first.before, last.after = self.before, self.after
        return first, last

    def draw(self, press: Press, x: float, top: float) -> None:
        wide = self.width - (self.count - 1) * self.step
        for place, column in enumerate(self.columns):
            left = x + place * self.step
            if press.theme.rtl:
                left = x + self.width - place * self.step - wide
            for put in column:
                put.galley.draw(press, left, top - put.down)


def reach(column: Sequence[Put]) -> float:
    """Give how far down a column goes."""
    return max((put.down + put.galley.height for put in column), default=0.0)


def needed(galleys: Sequence[Galley]) -> float:
    """Give the height of the smallest beginning that may stand alone."""
    height = 0.0
    for place, galley in enumerate(galleys):
        height += galley.before if place else 0.0
        if not galley.keep:
            return height + galley.least
        height += galley.height
    return height


def fill(
    galleys: Sequence[Galley], room: float, count: int, *, tight: bool = False
) -> tuple[list[list[Put]], list[Galley]]:
    """Put galleys into so many columns of a height; give the columns and what is left.

    `tight` means that no page offers more room: rather what sticks out than nothing.
    """
    columns: list[list[Put]] = [[]]
    waiting = list(reversed(galleys))
    y = owed = 0.0
    while waiting:
        galley, column = waiting.pop(), columns[-1]
        gap = max(galley.before, owed) if column else 0.0
        left = room - y - gap + 0.01
        if needed([galley, *_following(galley, waiting)]) > left or galley.height > left:
            parts = galley.split(left, tight=tight and not column) if galley.height > left else None
            if parts:
                waiting += [parts[1], parts[0]]
                continue
            if column or not tight:
                waiting.append(galley)
                if not column or len(columns) == count:
                    break
                columns.append([])
                y = owed = 0.0
                continue
        column.append(Put(y + gap, galley))
        y += gap + galley.height
        owed = galley.after
    return columns, list(reversed(waiting))


def _following(galley: Galley, waiting: Sequence[Galley]) -> list[Galley]:
    """Give what has to stay with a galley."""
    out: list[Galley] = []
    at = len(waiting)
    while galley.keep and at:
        at -= 1
        galley = waiting[at]
        out.append(galley)
    return out


def _balanced(galleys: Sequence[Galley], count: int) -> list[list[Put]]:
    """Give columns that are about as long as each other."""
    whole, _none = fill(galleys, float("inf"), 1)
    if count == 1:
        return whole
    low, high = 0.0, reach(whole[0])
    best = whole
    while high - low > 1:
        middle = (low + high) / 2
        columns, rest = fill(galleys, middle, count)
        if rest:
            low = middle
        else:
            high, best = middle, columns
    return best
