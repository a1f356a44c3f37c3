"""Tables of words, fast: thousands of rows are measured once and cut into pages by arithmetic."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Literal

from allydesk.reports.engine import bidi
from allydesk.reports.engine.clusters import tidy
from allydesk.reports.engine.columns import fitted
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.lines import direction, longest_word, wrapped
from allydesk.reports.engine.stack import Stack
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import BOX, INK, MM, MUTED, RULE

PAD = 2 * MM  # between a column's edge and its words
TURNED = 42 * MM  # the most that a line of a turned head takes of the page
FEW = 2  # rows that never stand alone on a page
_TALL = 90 * MM  # of rows that would leave too much of a page empty, were they kept together
WRITTEN = 45 * MM  # what a name takes that is written by hand
SPILL = 3  # spare rows for which no page is begun


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head and how its cells look.

    `kind` is "words", "sign" (a box to sign in, 50 mm or more where there is room) or "check" (a
    box to tick). `width` in millimetres; without it the column is as wide as its words. A `turned`
    head is read from below.
    """

    head: str
    align: Literal["start", "centre", "end"] = "start"
    bold: bool = False
    muted: bool = False
    names_row: bool = False
    kind: Literal["words", "sign", "check"] = "words"
    width: float | None = None
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Divider:
    """A row that says what the rows below have in common."""

    text: str


Row = Sequence[str] | Divider


@dataclass(frozen=True, slots=True)
class Spare:
    """Rows to write in below the others: about as many as `wanted`, up to the end of a page.

    `row` gives the cells of each, counted from 0.
    """

    wanted: int
    row: Callable[[int], Sequence[str]]


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
        whole = _Plan(self, press, width, parent)
        galley = _Grid(whole, 0, len(self.rows))
        galley.before = galley.after = press.theme.sizes.body
        return [galley]


@dataclass
class _Plan:
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
        return list(accumulate((self._height(row) for row in self.rows), initial=0.0))

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
        return max(self.least, lines * max(self.pitch, tall * self.size) + self.size * 0.5)

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

    def __init__(self, plan: _Plan, start: int, stop: int) -> None:
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
        _Drawing(self.plan, press, x).draw(top, self.start, self.stop)


class _Drawing:
    """Draws a part of a table: rules as one path, then words, row by row."""

    def __init__(self, plan: _Plan, press: Press, x: float) -> None:
        self.plan, self.canvas, self.x = plan, press.canvas, x
        self.rtl, self.base = press.theme.rtl, press.base
        self.bold = press.font(bold=True)
        columns = plan.table.columns
        self.inks = [MUTED if column.muted else INK for column in columns]
        named = [place for place, column in enumerate(columns) if column.names_row or column.bold]
        self.naming = named[0] if named else 0

    def draw(self, top: float, start: int, stop: int) -> None:
        plan = self.plan
        y = top - plan.head_height
        self._rules(y, start, stop)
        self._heads(top)
        offset = y + plan.ends[start]
        for at in range(start, stop):
            row = plan.rows[at]
            upper, lower = offset - plan.ends[at], offset - plan.ends[at + 1]
            if isinstance(row, Divider):
                self._divider(row, lower)
            else:
                self._row(row, upper, lower)
        self.canvas.unmark()

    def _rules(self, y: float, start: int, stop: int) -> None:
        plan, x = self.plan, self.x
        offset = y + plan.ends[start]
        levels = [offset - end for end in plan.ends[start + 1 : stop + 1]]
        self.canvas.rules([(x, level, x + plan.width, level) for level in levels], 0.5, RULE)
        self.canvas.rule(x, y, plan.width, 1.1, INK)
        for place, column in enumerate(plan.table.columns):
            if column.kind == "words":
                continue
            for at in range(start, stop):
                row = plan.rows[at]
                if not isinstance(row, Divider):
                    upper, lower = offset - plan.ends[at], offset - plan.ends[at + 1]
                    self._box(place, column.kind, row, upper, lower)

    def _box(self, place: int, kind: str, row: Sequence[str], upper: float, lower: float) -> None:
        left, wide = self.x + self.plan.lefts[place], self.plan.widths[place]
        if kind == "sign":
            self.canvas.box(left, lower, wide, upper - lower, line=BOX, thick=0.6)
        else:
            side = self.plan.size * 0.95
            base = self.plan.baseline(row, upper, lower) - side * 0.12
            self.canvas.box(left + (wide - side) / 2, base, side, side, line=BOX, thick=0.9)

    def _heads(self, top: float) -> None:
        plan, size = self.plan, self.plan.head_size
        first = not plan.head_drawn  # on later pages the head is for the eye only
        plan.head_drawn = True
        row = Element("TR", plan.head) if first else None
        bottom = top - plan.head_height + size * 0.55
        for place, lines in enumerate(plan.heads):
            if row is not None:
                self.canvas.mark(Element("TH", row, Scope="Column"))
            if plan.table.columns[place].turned:
                self._turned(place, lines, top - plan.head_height + size * 0.45)
                continue
            y = bottom + (len(lines) - 1) * size * 1.25
            for line in lines:
                self._words(place, line, self.bold, size, y, INK, self.bold.width(line, size))
                y -= size * 1.25
        if row is not None:
            self.canvas.unmark()

    def _turned(self, place: int, lines: Sequence[str], bottom: float) -> None:
        """Draw a head from below upwards, in the middle of its column."""
        plan, canvas, size = self.plan, self.canvas, self.plan.head_size
        middle = self.x + plan.lefts[place] + plan.widths[place] / 2
        first = middle - (len(lines) - 1) * size * 1.25 / 2 + size * 0.36
        for number, line in enumerate(lines):
            canvas.raw(f"q 0 1 -1 0 {first + number * size * 1.25:.2f} {bottom:.2f} cm")
            canvas.text(0, 0, line, self.bold, size, INK, direction(line, self.base))
            canvas.raw("Q")

    def _divider(self, divider: Divider, lower: float) -> None:
        plan = self.plan
        row = Element("TR", plan.body)
        span = len(plan.table.columns)
        text = divider.text if bidi.turns(divider.text) else None
        self.canvas.mark(Element("TH", row, Scope="Row", ColSpan=span, ActualText=text))
        wide = plan.wide(self.bold, divider.text)
        left = self.x + (plan.width - PAD - wide if self.rtl else PAD)
        y = lower + plan.size * 0.55
        base = direction(divider.text, self.base)
        self.canvas.text(left, y, divider.text, self.bold, plan.size, INK, base)

    def _row(self, row: Sequence[str], upper: float, lower: float) -> None:
        plan, canvas, size = self.plan, self.canvas, self.plan.size
        first = plan.baseline(row, upper, lower)
        tagged = Element("TR", plan.body) if canvas.tagged else None
        for place, text in enumerate(row):
            font = plan.fonts[place]
            if tagged is not None:
                spoken = plan.table.says.get(text) or (text if bidi.turns(text) else None)
                if place == self.naming:
                    element = Element("TH", tagged, Scope="Row", ActualText=spoken)
                else:
                    element = Element("TD", tagged, ActualText=spoken)
                if text:
                    canvas.mark(element)
            if not text:
                continue
            y = first
            for line in plan.cell(place, text):
                self._words(place, line, font, size, y, self.inks[place], plan.wide(font, line))
                y -= plan.pitch

    def _words(
        self, place: int, text: str, font: Stack, size: float, y: float, ink: str, wide: float
    ) -> None:
        plan = self.plan
        column = plan.table.columns[place]
        left, room = self.x + plan.lefts[place], plan.widths[place]
        if column.align == "centre" or column.kind == "check":
            at = left + (room - wide) / 2
        elif (column.align == "end") != self.rtl:
            at = left + room - PAD - wide
        else:
            at = left + PAD
        base = direction(text, self.base)
        self.canvas.text(at, y, text, font, size, ink, base)
