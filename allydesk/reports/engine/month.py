"""A month on one sheet: a table of weeks, events as bars, observances outlined, holidays shaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.reports.engine import weeks
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.lines import longest_word
from allydesk.reports.engine.sketch import Sketch
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import MM, TINT
from allydesk.reports.engine.weeks import Entry, Stretch

_PAD = 1.1 * MM
_MOST_LINES = 3  # that one name takes
_DAY = 1.75  # sizes, from the top of a day to its first entry
_ENOUGH = 60  # rows in which every week has room


@dataclass(frozen=True, slots=True)
class Month(Block):
    """A month; `height` of the whole grid in mm, or 0 for as much as a page holds below its head.

    What finds no room in its day, or not whole, is listed below the grid.
    """

    year: int
    month: int
    entries: Sequence[Entry] = ()
    height: float = 0.0
    week_numbers: bool = False
    above: int = 1  # lines below the title, for which the grid leaves room

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        page = press.theme.page(1, landscape=width > press.theme.page(1).measure + 1)
        taken = weeks.head_and_foot(press.theme)
        taken += max(0, self.above - 1) * press.theme.sizes.body * 1.45
        height = self.height * MM or page.height - page.top - page.bottom - taken
        galley = _Grid(self, press, width, height, parent)
        galley.before = press.theme.sizes.body * 0.6
        left_out = {id(entry): entry for week in galley.arranged for entry in week.left_out}
        return [galley, *weeks.in_full(list(left_out.values()), press, width, parent)]


class _Way(NamedTuple):
    """The lines in which a name is told, and whether that is all of it."""

    lines: list[str]
    whole: bool


@dataclass
class _Placed:
    """A bar in its week: in which of the rows below the day it starts, and its lines."""

    stretch: Stretch
    row: int
    lines: list[str]


@dataclass
class _Week:
    """What stands in a week, and how many entries of each day found no room."""

    placed: list[_Placed] = field(default_factory=list)
    hidden: list[int] = field(default_factory=lambda: [0] * 7)
    left_out: list[Entry] = field(default_factory=list)  # there or not, but not whole
    off: list[Stretch] = field(default_factory=list)  # public holidays

    @property
    def rows(self) -> int:
        return max((placed.row + len(placed.lines) for placed in self.placed), default=0)


def _level(needed: Sequence[float], room: float) -> float:
    """Give the height below which no row need be, so that all of them fill the room."""
    low, high = 0.0, room
    for _step in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(max(n, middle) for n in needed) < room else (low, middle)
    return low


class _Grid(Galley):
    def __init__(
        self, month: Month, press: Press, width: float, height: float, parent: Element
    ) -> None:
        self.month, self.press, self.width, self.height = month, press, width, height
        self.weeks = weeks.of_month(month.year, month.month, press.theme.language)
        self.element = Element("Table", parent)
        sizes = press.theme.sizes
        self.size = sizes.small
        self.head = sizes.small * 1.9
        self.side = self.size * 2.6 if month.week_numbers else 0.0
        self.step = (width - self.side) / 7
        self.pitch = self.size * 1.28
        self.slot = self.pitch * 1.06  # a row of one line, with the space to the next
        self.rows = self._shared_rows()
        self.arranged = [
            self._arranged(days, rows) for days, rows in zip(self.weeks, self.rows, strict=True)
        ]
        self.tops = self._tops()

    def _shared_rows(self) -> list[int]:
        """Give the weeks in turn another row for their entries, until all are content."""
        count = len(self.weeks)
        there = int((self.height - self.head - count * self.size * _DAY) // self.slot)
        found = [weeks.stretches(self.month.entries, days, self.month.month) for days in self.weeks]
        wanted = [self._arrange(part, _ENOUGH).rows for part in found]
        given = [1] * count
        for _row in range(max(0, there - count)):
            short = [at for at in range(count) if wanted[at] > given[at]]
            if not short:
                break
            given[min(short, key=given.__getitem__)] += 1
        return given

    def _tops(self) -> list[float]:
        """Give how far below the grid's top each week starts, and at last where all end."""
        needed = [self.size * _DAY + rows * self.slot for rows in self.rows]
        room = self.height - self.head
        level = _level(needed, room)
        heights = [max(need, level) for need in needed]
        stretch = room / sum(heights)
        return [self.head + part * stretch for part in accumulate(heights, initial=0.0)]

    def draw(self, press: Press, x: float, top: float) -> None:
        self.x, self.top = x, top
        self._paper()
        self._heads()
        body = Element("TBody", self.element)
        for place, days in enumerate(self.weeks):
            self._week(days, place, Element("TR", body))

    # -- what is for the eye only ------------------------------------------------------------

    def _paper(self) -> None:
        """Tint weekends and draw the rules."""
        sketch = self._sketch()
        language = self.press.theme.language
        for column, day in enumerate(self.weeks[0]):
            if weeks.is_weekend(day, language):
                sketch.box(
                    self._x(column), self.head, self.step, self.height - self.head, fill=TINT
                )
        self._shade(sketch)
        ink = sketch.palette.rule
        for place, y in enumerate(self.tops):
            thick, dark = (0.5, ink) if place else (1.1, sketch.palette.ink)
            sketch.line([(0, y), (self.width, y)], thick=thick, ink=dark)
        for column in range(8):
            sketch.line([(self._x(column), self.head), (self._x(column), self.height)], ink=ink)
        self._put(sketch)

    def _shade(self, sketch: Sketch) -> None:
        """Shade public holidays."""
        for place, week in enumerate(self.arranged):
            top, tall = self.tops[place], self.tops[place + 1] - self.tops[place]
            for stretch in week.off:
                wide = len(stretch) * self.step
                sketch.box(self._x(stretch.first), top, wide, tall, fill=weeks.SHADED)

    def _x(self, column: float) -> float:
        return self.side + column * self.step

    def _sketch(self) -> Sketch:
        sketch = Sketch(self.press, self.width)
        sketch.size = self.size
        return sketch

    def _put(self, sketch: Sketch, element: Element | None = None) -> None:
        """Draw a sketch, as the content of an element if there is one."""
        if element:
            self.press.canvas.mark(element)
        sketch.place(self.press.canvas, self.x, self.top)
        self.press.canvas.unmark()

    # -- what is read ------------------------------------------------------------------------

    def _heads(self) -> None:
        row = Element("TR", Element("THead", self.element))
        if self.side:
            sketch = self._sketch()
            sketch.words(0, self.head / 2, _("Wk"), ink=sketch.palette.muted)
            self._put(sketch, Element("TH", row, Scope="Column"))
        names = weeks.names(self.weeks[0], self.press.theme.language, self._fits)
        for column, name in enumerate(names):
            sketch = self._sketch()
            sketch.words(self._x(column) + _PAD, self.head / 2, name, bold=True)
            self._put(sketch, Element("TH", row, Scope="Column"))

    def _fits(self, name: str) -> bool:
        return self._sketch().wide(name, bold=True) <= self.step - 2 * _PAD

    def _week(self, days: Sequence[dt.date], place: int, row: Element) -> None:
        week, top = self.arranged[place], self.tops[place]
        if self.side:
            sketch = self._sketch()
            number = str(days[3].isocalendar().week)
            sketch.words(0, top + self.size * 0.95, number, ink=sketch.palette.muted)
            self._put(sketch, Element("TH", row, Scope="Row"))
        for column, day in enumerate(days):
            cell = Element("TD", row)
            if day.month != self.month.month:
                continue
            sketch = self._sketch()
            sketch.words(self._x(column) + _PAD, top + self.size * 0.95, str(day.day), bold=True)
            self._put(sketch, Element("P", cell))
            for placed in week.placed:
                if placed.stretch.first == column:
                    self._bar(placed, days, top, cell)
            if week.hidden[column]:
                self._more(week.hidden[column], column, self.tops[place + 1], cell)

    def _more(self, count: int, column: int, bottom: float, cell: Element) -> None:
        sketch = self._sketch()
        words = ngettext("+ {n} more", "+ {n} more", count).format(n=count)
        if sketch.wide(words) > self.step - 2 * _PAD:
            words = f"+{count}"
        y = bottom - self.size * 0.75
        sketch.words(self._x(column) + _PAD, y, words, ink=sketch.palette.muted)
        self._put(sketch, Element("P", cell))

    def _bar(self, placed: _Placed, days: Sequence[dt.date], top: float, cell: Element) -> None:
        stretch, sketch = placed.stretch, self._sketch()
        entry = stretch.entry
        left = self._x(stretch.first) + (0.6 * MM if stretch.starts else 0)
        right = self._x(stretch.last + 1) - (0.6 * MM if stretch.ends else 0)
        y = top + self.size * _DAY + placed.row * self.slot
        tall = len(placed.lines) * self.pitch
        weeks.draw_bar(sketch, entry, stretch, left, y, right - left, tall)
        inset = left + weeks.beside(stretch, sketch)
        sketch.words(inset, y + self.pitch / 2, placed.lines)
        whole = None
        if entry.last > entry.day:
            until = dates.short(entry.last, self.press.theme.language, entry.day)
            whole = _("{name}, until {day}").format(name=entry.heard, day=until)
        elif placed.lines != [entry.heard]:
            whole = entry.heard
        self._put(sketch, Element("P", cell, ActualText=whole))

    # -- where bars stand --------------------------------------------------------------------

    def _arranged(self, days: Sequence[dt.date], rows: int) -> _Week:
        """Find room for a week's entries; the last row is kept for how many there are more."""
        found = weeks.stretches(self.month.entries, days, self.month.month)
        whole = self._arrange(found, rows)
        return self._arrange(found, rows - 1) if any(whole.hidden) else whole

    def _arrange(self, found: Sequence[Stretch], rows: int) -> _Week:
        week = _Week(off=[stretch for stretch in found if stretch.entry.kind == "holiday"])
        taken: list[set[int]] = [set() for _day in range(7)]
        for stretch in found:
            columns = range(stretch.first, stretch.last + 1)
            most = 1 if self._crowded(found, columns, rows) else _MOST_LINES
            ways = [way for way in self._ways(stretch) if len(way.lines) <= most]
            places = ((way, self._free(taken, columns, len(way.lines), rows)) for way in ways)
            way, at = next(((w, at) for w, at in places if at is not None), (ways[-1], None))
            if at is None or not way.whole:
                week.left_out.append(stretch.entry)
            if at is None:
                for column in columns:
                    week.hidden[column] += 1
                continue
            lines = way.lines
            week.placed.append(_Placed(stretch, at, lines))
            for column in columns:
                taken[column].update(range(at, at + len(lines)))
        return week

    def _crowded(self, found: Sequence[Stretch], columns: range, rows: int) -> bool:
        """Say whether a day would lose an entry if one took several lines."""
        most = max(sum(part.first <= at <= part.last for part in found) for at in columns)
        return most > 1 and most + 1 > rows

    def _inner(self, stretch: Stretch) -> float:
        return (len(stretch) * self.step) - weeks.beside(stretch, self._sketch()) - 1.9 * MM

    def _ways(self, stretch: Stretch) -> list[_Way]:
        """Give how a name can be told, the best way first, and its start on one line last."""
        inner, sketch = self._inner(stretch), self._sketch()
        whole = self._lines(stretch.entry.words, inner)
        found = [_Way(whole, whole=True)] if 0 < len(whole) <= _MOST_LINES else []
        # Where it must be cut, rather more of the name than the time.
        name = stretch.entry.name_only
        lines = sketch.lines(name, inner)
        for most in range(min(_MOST_LINES, len(lines)), 1, -1):
            last = weeks.shortened(" ".join(lines[most - 1 :]), inner, sketch)
            found.append(_Way([*lines[: most - 1], last], whole=False))
        one = weeks.shortened(name, inner, sketch)
        return (
            [*found, _Way([one], whole=False)] if found[:1] != [_Way([one], whole=True)] else found
        )

    def _lines(self, words: str, inner: float) -> list[str]:
        """Give the lines of a name, or none if a word would have to be cut."""
        if longest_word(words, self.press.font(), self.size) > inner:
            return []
        return self._sketch().lines(words, inner)

    def _free(self, taken: Sequence[set[int]], columns: range, lines: int, rows: int) -> int | None:
        for at in range(rows - lines + 1):
            wanted = set(range(at, at + lines))
            if all(not taken[column] & wanted for column in columns):
                return at
        return None
