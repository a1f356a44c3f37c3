"""Who has what: people down, things across, a sign and a word in each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from allydesk.reports.engine.clusters import tidy
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.lines import longest_word, wrapped
from allydesk.reports.engine.table import PAD, Column, Divider, Row, Table
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Paragraph
from allydesk.reports.engine.theme import MM

_NAMES = 0.3  # of the width is the most that names take
_IN_ONE_LINE = 0.67  # of the names at least
_LEAST = 9 * MM  # of a column
_MOST_LINES = 4  # of a head that is not turned


class Mark(NamedTuple):
    """A sign that is told apart without colour, and what it means in words."""

    sign: str
    meaning: str


class Cell(NamedTuple):
    """What stands in a cell: the key of its mark, and a word such as "Mar 2027".

    short, such as "3/2027", stands there instead where it saves a further table; words are heard.
    """

    mark: str
    words: str = ""
    short: str = ""


class Line(NamedTuple):
    """One person and a cell for each thing; None is empty."""

    name: str
    cells: Sequence[Cell | None]


@dataclass(frozen=True, slots=True)
class Matrix(Block):
    """Lines under heads that each page repeats, the marks explained above them.

    What is too wide for the paper goes on in a further table with the names in it again.
    """

    name: str  # above the names
    heads: Sequence[str]
    lines: Sequence[Line | Divider]
    marks: Mapping[str, Mark]

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        shape = _Shape(self, press, width)
        out: list[Galley] = []
        legend = self._legend()
        if legend:
            out = Paragraph(legend, muted=True).set(press, width, parent)
            out[-1].keep = True
        says = shape.says()
        for start, stop in shape.parts():
            columns = shape.columns(start, stop)
            table = Table(columns, self._rows(shape, start, stop), says=says)
            out += table.set(press, width, parent)
        return out

    def _legend(self) -> str:
        used = {cell.mark for line in _people(self.lines) for cell in line.cells if cell}
        known = [mark for key, mark in self.marks.items() if key in used]
        return " · ".join(f"{mark.sign} {mark.meaning}" for mark in known)

    def _rows(self, shape: _Shape, start: int, stop: int) -> list[Row]:
        return [
            line if isinstance(line, Divider)
            else [line.name, *(shape.text(cell) for cell in line.cells[start:stop])]
            for line in self.lines
        ]  # fmt: skip


def _people(lines: Sequence[Line | Divider]) -> list[Line]:
    return [line for line in lines if isinstance(line, Line)]


class _Shape:
    """How wide the columns of a matrix are, and how many stand beside each other."""

    def __init__(self, matrix: Matrix, press: Press, width: float) -> None:
        self.matrix, self.press, self.width = matrix, press, width
        self.size = press.theme.sizes.table
        self.head_size = max(self.size - 1, press.theme.sizes.small)
        bold = press.font(bold=True)
        people = _people(matrix.lines)
        names = [bold.width(tidy(line.name), self.size) for line in people]
        word = max((longest_word(line.name, bold, self.size) for line in people), default=0.0)
        head = bold.width(matrix.name, self.head_size)
        self.cells = {cell for line in people for cell in line.cells if cell}
        # A few long names may take a second line, and months be numbers, if that saves a table.
        most = sorted(names)[int(len(names) * _IN_ONE_LINE)] if names else 0.0
        rooms = [
            max(min(max(head, wanted), width * _NAMES), min(word, width * 0.5)) + 2 * PAD
            for wanted in (max(names, default=0.0), most)
        ]
        ways = [
            (named, self._least(short=short), short) for short in (False, True) for named in rooms
        ]
        named, least, self.short = min(ways, key=lambda way: self._tables(*way[:2]))
        self.tables = self._tables(named, least)
        side_by_side = -(-len(matrix.heads) // self.tables)
        self.named = max(named, min(rooms[0], width - side_by_side * least))
        self.least = min(least, width - self.named)

    def _least(self, *, short: bool) -> float:
        """Give how wide a column must be for every cell."""
        plain = self.press.font()
        words = (self._words(cell, short=short) for cell in self.cells)
        return max(
            max((plain.width(w, self.size) for w in words), default=0) + 2 * PAD + 0.5, _LEAST
        )

    def _tables(self, named: float, least: float) -> int:
        """Give how many tables there are if names and cells have so much room."""
        most = max(1, int((self.width - named) // least))
        return max(1, -(-len(self.matrix.heads) // most))

    def text(self, cell: Cell | None) -> str:
        """Give what is seen of a cell."""
        return self._words(cell, short=self.short) if cell else ""

    def _words(self, cell: Cell, *, short: bool) -> str:
        words = (cell.short or cell.words) if short else cell.words
        return f"{self.matrix.marks[cell.mark].sign} {words}".strip()

    def says(self) -> dict[str, str]:
        """Give what is heard in place of each cell."""
        marks = self.matrix.marks
        return {
            self.text(cell): ", ".join(filter(None, (marks[cell.mark].meaning, cell.words)))
            for cell in self.cells
        }

    def parts(self) -> list[tuple[int, int]]:
        """Give the columns of each table, about as many in each."""
        count = len(self.matrix.heads)
        edges = [round(n * count / self.tables) for n in range(self.tables + 1)]
        return list(pairwise(edges))

    def columns(self, start: int, stop: int) -> list[Column]:
        heads = self.matrix.heads[start:stop]
        wide = (self.width - self.named) / max(1, stop - start)
        wide = min(wide, max(self.least, 38 * MM))
        turned = any(not self._level(head, wide - 2 * PAD) for head in heads)
        name = Column(self.matrix.name, bold=True, names_row=True, width=self.named / MM)
        spare = self.width - self.named - wide * (stop - start)
        if spare > 1:  # few columns: rather broad names than broad gaps
            name = Column(name.head, bold=True, names_row=True, width=(self.named + spare) / MM)
        return [
            name,
            *(Column(head, align="centre", width=wide / MM, turned=turned) for head in heads),
        ]

    def _level(self, head: str, room: float) -> bool:
        """Say whether a head may stand level: no word is cut, and there are few lines."""
        bold = self.press.font(bold=True)
        fits = longest_word(head, bold, self.head_size) <= room
        return fits and len(wrapped(head, bold, self.head_size, room)) <= _MOST_LINES
