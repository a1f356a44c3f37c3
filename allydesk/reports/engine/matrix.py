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
_LEAST = 9 * MM  # of a column
_MOST_LINES = 4  # of a head that is not turned


class Mark(NamedTuple):
    """A sign that is told apart without colour, and what it means in words."""

    sign: str
    meaning: str


class Cell(NamedTuple):
    """What stands in a cell: the key of its mark, and a word such as "Mar 2027"."""

    mark: str
    words: str = ""


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
            table = Table(columns, self._rows(start, stop), says=says)
            out += table.set(press, width, parent)
        return out

    def _legend(self) -> str:
        used = {cell.mark for line in _people(self.lines) for cell in line.cells if cell}
        known = [mark for key, mark in self.marks.items() if key in used]
        return " · ".join(f"{mark.sign} {mark.meaning}" for mark in known)

    def _rows(self, start: int, stop: int) -> list[Row]:
        return [
            line if isinstance(line, Divider)
            else [line.name, *(self.text(cell) for cell in line.cells[start:stop])]
            for line in self.lines
        ]  # fmt: skip

    def text(self, cell: Cell | None) -> str:
        """Give what is seen of a cell."""
        return f"{self.marks[cell.mark].sign} {cell.words}".strip() if cell else ""


def _people(lines: Sequence[Line | Divider]) -> list[Line]:
    return [line for line in lines if isinstance(line, Line)]


class _Shape:
    """How wide the columns of a matrix are, and how many stand beside each other."""

    def __init__(self, matrix: Matrix, press: Press, width: float) -> None:
        self.matrix, self.press, self.width = matrix, press, width
        self.size = press.theme.sizes.table
        self.head_size = max(self.size - 1, press.theme.sizes.small)
        bold, plain = press.font(bold=True), press.font()
        people = _people(matrix.lines)
        names = [bold.width(tidy(line.name), self.size) for line in people]
        word = max((longest_word(line.name, bold, self.size) for line in people), default=0.0)
        wanted = max([bold.width(matrix.name, self.head_size), *names])
        self.named = max(min(wanted, width * _NAMES), min(word, width * 0.5)) + 2 * PAD
        self.cells = {cell for line in people for cell in line.cells if cell}
        widest = max(
            (plain.width(matrix.text(cell), self.size) for cell in self.cells), default=0.0
        )
        self.least = min(max(widest + 2 * PAD + 0.5, _LEAST), width - self.named)

    def says(self) -> dict[str, str]:
        """Give what is heard in place of each cell."""
        marks = self.matrix.marks
        return {
            self.matrix.text(cell): ", ".join(filter(None, (marks[cell.mark].meaning, cell.words)))
            for cell in self.cells
        }

    def parts(self) -> list[tuple[int, int]]:
        """Give the columns of each table, about as many in each."""
        count = len(self.matrix.heads)
        most = max(1, int((self.width - self.named) // self.least))
        tables = max(1, -(-count // most))
        edges = [round(n * count / tables) for n in range(tables + 1)]
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
