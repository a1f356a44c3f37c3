"""Blocks that stay on one page together, if a page has room for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allydesk.reports.engine.flow import fill, reach
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.tags import Element


@dataclass(frozen=True, slots=True)
class Whole(Block):
    """Blocks that are cut only where no page has room for all of them."""

    blocks: Sequence[Block]

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        galleys = [part for block in self.blocks for part in block.set(press, width, parent)]
        return [_Whole(galleys)] if galleys else []


class _Whole(Galley):
    """Galleys below each other."""

    def __init__(self, inside: Sequence[Galley]) -> None:
        self.inside = inside
        self.puts = fill(inside, float("inf"), 1)[0][0]
        self.height = reach(self.puts)
        self.before, self.after = inside[0].before, inside[-1].after
        self.units = sum(galley.units for galley in inside)

    def split(self, room: float, *, tight: bool = False) -> tuple[Galley, Galley] | None:
        """Stay whole, unless no page has room for all of it."""
        columns, rest = fill(self.inside, room, 1, tight=True) if tight else ([[]], [])
        if not rest or not columns[0]:
            return None
        return _Whole([put.galley for put in columns[0]]), _Whole(rest)

    def draw(self, press: Press, x: float, top: float) -> None:
        for put in self.puts:
            put.galley.draw(press, x, top - put.down)
