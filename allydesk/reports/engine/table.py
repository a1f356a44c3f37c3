"""Tables of words, fast: thousands of rows are measured once and cut into pages by arithmetic."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from allydesk.reports.engine.clusters import tidy
from allydesk.reports.engine.columns import fitted
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.lines import longest_word, wrapped
from allydesk.reports.engine.rows import PAD, Column, Divider, Row, Spare
from allydesk.reports.engine.stack import Stack
from allydesk.reports.engine.table_ink import Drawing
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import MM

# Whoever sets a table finds here what it is made of.
__all__ = ["PAD", "Column", "Divider", "Plan", "Row", "Spare", "Table"]

TURNED = 42 * MM  # the most that a line of a turned head takes of the page
FEW = 2  # rows that never stand alone on a page
_ROOMY = 0.5  # type sizes above and below the words of a row
_TALL = 90 * MM  # of rows that would leave too much of a page empty, were they kept together
_HIGH, _PIECE = 110 * MM, 36 * MM  # a row that is higher is cut into pieces so high
WRITTEN = 45 * MM  # what a name takes that is written by hand
SPILL = 3  # spare rows for which no page is begun


@dataclass(frozen=True, slots=True)
class Table(Block):
    """Rows of words under heads that each page repeats; `row_height` is the least, in mm.

    `says` gives what is heard in place of a cell with a sign in it.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    row_height: float = 0.0
    says: Mapping[str, str] = field(default_factory=dict)
    spare: Spare | None = None

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        whole = Plan(self, press, width, parent)
        galley = _Grid(whole, 0, len(whole.rows))
        galley.before = galley.after = press.theme.sizes.body
        return [galley]


@dataclass
class Plan:
    """A table measured: where its columns stand, how its cells break, how high its rows are."""

    table: Table
    press: Press
    width: float
    parent: Element
    element: Element = field(init=False)
    body: Element = field(init=False)
    head_drawn: bool = False

    def __post_init__(self) -> None:
        sizes = self.press.theme.sizes
        self.size = sizes.table
        self.head_size = max(sizes.table - 1, sizes.small)
        self.element = Element("Table", self.parent)
        self.head = Element("THead", self.element)
        self.body = Element("TBody", self.element)
        self.pitch = self.size * 1.3
        self.least = max(self.size * 2.0, self.table.row_height * MM)
        self.fonts = [self.press.font(bold=column.bold) for column in self.table.columns]
        self._sizes: dict[tuple[Stack, str], float] = {}
        self._broken: dict[tuple[int, str], list[str]] = {}
        count = len(self.table.columns)
        self.rows: list[Row] = [_tidied(row, count) for row in self.table.rows]
        self.spare = self.table.spare
        # Spare rows come later; their numbers have at most so many digits.
        later = [list(self.spare.row(len(self.rows) + 99))] if self.spare else []
        self.widths = self._column_widths([*self.rows, *later])
        self.lefts = self._column_lefts()
        self.goes_on: set[int] = set()  # rows that the next one continues
        self.rows = self._cut(self.rows)

    def wide(self, font: Stack, text: str) -> float:
        """Give the width of a cell's text; most texts of a column come many times."""
        key = (font, text)
        found = self._sizes.get(key)
        if found is None:
            found = self._sizes[key] = font.width(text, self.size)
        return found

    def _column_widths(self, rows: Sequence[Row]) -> list[float]:
        bold = self.press.font(bold=True)
        wanted, least = [], []
        for place, column in enumerate(self.table.columns):
            font = self.fonts[place]
            head = longest_word(column.head, bold, self.head_size)
            head_line = bold.width(column.head, self.head_size)
            cells = {row[place] for row in rows if not isinstance(row, Divider)}
            widest = max((self.wide(font, cell) for cell in cells), default=0.0)
            if self.spare and column.names_row:
                widest = max(widest, WRITTEN)
            words = max(
                (longest_word(c, font, self.size) for c in self._long(cells, font)), default=0
            )
            wanted.append(max(widest, head_line) + 2 * PAD)
            most = self.width / max(3, len(self.table.columns) - 1)
            least.append(max(min(words or widest, most), head) + 2 * PAD)
        return fitted(self.table.columns, wanted, least, self.width)

    def _long(self, cells: set[str], font: Stack) -> list[str]:
        """Give the few cells that decide how narrow a column may be."""
        return sorted(cells, key=lambda cell: (-self.wide(font, cell), cell))[:40]

    def _column_lefts(self) -> list[float]:
        """Give where columns start; in a right-to-left document the first stands on the right."""
        lefts = list(accumulate(self.widths, initial=0.0))
        if self.press.theme.rtl:
            return [
                self.width - left - wide for left, wide in zip(lefts, self.widths, strict=False)
            ]
        return lefts[:-1]

    def cell(self, place: int, text: str) -> list[str]:
        """Give the lines of a cell."""
        inner = self.widths[place] - 2 * PAD + 0.01
        font = self.fonts[place]
        if self.wide(font, text) <= inner:
            return [text]
        key = (place, text)
        if key not in self._broken:
            self._broken[key] = wrapped(text, font, self.size, inner)
        return self._broken[key]

    def _cut(self, rows: Sequence[Row]) -> list[Row]:
        """Let each row that is too high for a page go on in rows below it."""
        done: list[Row] = []
        for row in rows:
            parts = [row] if isinstance(row, Divider) else self._parts(row)
            done += parts
            self.goes_on |= set(range(len(done) - len(parts), len(done) - 1))
        return done

    def _parts(self, row: Sequence[str]) -> list[Row]:
        """Give a row whole, or in pieces that fill pages."""
        most, piece = (int(high // self.pitch) for high in (_HIGH, _PIECE))
        if all(len(text) <= most for text in row):  # as nearly all are
            return [row]
        cells = [self.cell(place, text) for place, text in enumerate(row)]
        longest = max(map(len, cells))
        if longest <= most:
            return [row]
        parts: list[Row] = []
        for start in range(0, longest, piece):
            lines = [cell[start : start + piece] for cell in cells]
            texts = [" ".join(part) for part in lines]
            self._broken |= {(place, texts[place]): part for place, part in enumerate(lines)}
            parts.append(texts)
        return parts

    @cached_property
    def heads(self) -> list[list[str]]:
        bold = self.press.font(bold=True)
        return [
            self._turned(tidy(column.head), wide)
            if column.turned
            else wrapped(tidy(column.head), bold, self.head_size, wide - 2 * PAD + 0.01)
            for column, wide in zip(self.table.columns, self.widths, strict=True)
        ]

    def _turned(self, head: str, wide: float) -> list[str]:
        """Give the lines of a turned head: as many as its column is wide, rather longer than more."""
        bold, size = self.press.font(bold=True), self.head_size
        most = max(1, int((wide + 1) // (size * 1.25)))
        # A word longer than this is cut: else no page would have room for rows.
        length = max(TURNED, min(longest_word(head, bold, size), 1.4 * TURNED))
        lines = wrapped(head, bold, size, length)
        while len(lines) > most and length < 2 * TURNED:
            length += 5 * MM
            lines = wrapped(head, bold, size, length)
        return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1] + "…"]

    @cached_property
    def head_height(self) -> float:
        bold, size = self.press.font(bold=True), self.head_size
        tall = [
            max(bold.width(line, size) for line in lines)
            if column.turned
            else len(lines) * size * 1.25
            for column, lines in zip(self.table.columns, self.heads, strict=True)
        ]
        return max(tall, default=size * 1.25) + size * 0.8

    @cached_property
    def ends(self) -> list[float]:
        """Give how far below the first row's top each row ends, with 0 for none."""
        heights = [self._height(row) for row in self.rows]
        for at in self.goes_on:  # no gap in the middle of a text
            heights[at] -= self.size * _ROOMY
        return list(accumulate(heights, initial=0.0))

    def fill(self, room: float, page: float) -> int:
        """Add the spare rows, once, as this room and whole pages hold them; give the number of rows.

        A page is not begun for so few that one could as well do without them.
        """
        if self.spare is not None:
            here = max(0, int((room + 0.01) // self.least))
            missing = self.spare.wanted - here
            each = max(1, int((page - self.head_height + 0.01) // self.least))
            more = -(-missing // each) * each if missing > SPILL or not (here or self.rows) else 0
            self.rows += [list(self.spare.row(n)) for n in range(here + more)]
            self.spare = None
            del self.ends
        return len(self.rows)

    def _height(self, row: Row) -> float:
        if isinstance(row, Divider):
            return self.size * 2.4
        lines = max((len(self.cell(place, text)) for place, text in enumerate(row)), default=1)
        tall = max((self.fonts[place].height(text) for place, text in enumerate(row)), default=0.0)
        return max(self.least, lines * max(self.pitch, tall * self.size) + self.size * _ROOMY)

    def baseline(self, row: Sequence[str], upper: float, lower: float) -> float:
        """Give where the first lines of all cells stand: the tallest cell is in the middle."""
        most = max((len(self.cell(place, text)) for place, text in enumerate(row)), default=1)
        return (upper + lower) / 2 - self.size * 0.36 + (most - 1) * self.pitch / 2


def _tidied(row: Row, columns: int) -> Row:
    if isinstance(row, Divider):
        return Divider(tidy(row.text))
    cells = [tidy(cell).replace("\n", " ") if cell else "" for cell in row]
    return cells if len(cells) == columns else [*cells, *[""] * (columns - len(cells))]


class _Grid(Galley):
    """The rows from `start` to `stop` of a measured table, and its head."""

    def __init__(self, plan: Plan, start: int, stop: int) -> None:
        self.plan, self.start, self.stop = plan, start, stop
        self.units = max(1, stop - start)
        self.height = plan.head_height + plan.ends[stop] - plan.ends[start]

    @property
    def few(self) -> int:
        """Give how many rows are too few for a page.

        Fewer in a short table, which must be cut too; none where rows are tall.
        """
        few = FEW if self.stop - self.start > 2 * FEW + 1 else 1
        stop = min(self.stop, self.start + few + 1)
        return few if self.plan.ends[stop] - self.plan.ends[self.start] <= _TALL else 0

    @property
    def least(self) -> float:
        stop = min(self.stop, self.start + self.few + 1)
        return self.plan.head_height + self.plan.ends[stop] - self.plan.ends[self.start]

    def filled(self, room: float, page: float) -> Galley:
        plan = self.plan
        if plan.spare is None or self.stop < len(plan.rows) or self.height > room + 0.01:
            return self
        made = _Grid(plan, self.start, plan.fill(room - self.height, page))
        made.before, made.after = self.before, self.after
        return made

    def split(self, room: float, *, tight: bool = False) -> tuple[Galley, Galley] | None:
        plan, start, few = self.plan, self.start, self.few
        reach = plan.ends[start] + room - plan.head_height + 0.01
        cut = bisect_right(plan.ends, reach, lo=start) - 1
        if 0 < self.stop - cut <= few and plan.spare is None:  # never so few alone on the last page
            cut = self.stop - few - 1
        while cut > start and isinstance(plan.rows[cut - 1], Divider):
            cut -= 1
        if cut - start < min(few + 1, self.stop - start):
            if not tight or self.stop - start < 2:
                return None
            cut = max(bisect_right(plan.ends, reach, lo=start) - 1, start + 1)
            if cut >= self.stop:
                return None
        first, rest = _Grid(plan, start, cut), _Grid(plan, cut, self.stop)
        first.before, rest.after = self.before, self.after
        return first, rest

    def draw(self, press: Press, x: float, top: float) -> None:
        Drawing(self.plan, press, x).draw(top, self.start, self.stop)
