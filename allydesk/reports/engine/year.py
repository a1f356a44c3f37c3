"""A year as twelve small months, each with its marked days named below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.reports.engine import weeks
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.sketch import Sketch
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import MM
from allydesk.reports.engine.weeks import Entry, Stretch

_GAP = 7 * MM  # between months
_LEADING = 1.45
_LEAST_NAMED = 2  # entries of a month


@dataclass(frozen=True, slots=True)
class Year(Block):
    """Twelve months from `month` on, so that a programme's year may start in September.

    Days of events are tinted with a bar in the colour of the event, observances are outlined with a
    diamond, public holidays shaded. Below each month its entries are named, `most` of them.
    """

    year: int
    entries: Sequence[Entry] = ()
    month: int = 1
    most: int = 8

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        small = [_Small(self, at, press, parent) for at in _months(self.year, self.month)]
        least = small[0].least
        columns = max(1, min(4, int((width + _GAP) // (least + _GAP))))
        step = (width + _GAP) / columns
        page = press.theme.page(1, landscape=width > press.theme.page(1).measure + 1)
        room = page.height - page.top - page.bottom - weeks.head_and_foot(press.theme)
        # Rather fewer names, which are told in full below, than a year that breaks over two sheets.
        out = _rows(small, columns, step, width, room, self.most)
        for most in range(self.most - 1, _LEAST_NAMED - 1, -1):
            if sum(galley.before + galley.height for galley in out) <= room:
                break
            out = _rows(small, columns, step, width, room, most)
        named = {id(entry) for one in small for entry, _when, _lines in one.named}
        shown = [entry for one in small for entry in one.entries]
        rest = {id(entry): entry for entry in shown if id(entry) not in named}
        return out + weeks.in_full(list(rest.values()), press, width, parent)


def _rows(
    small: Sequence[_Small], columns: int, step: float, width: float, room: float, most: int
) -> list[Galley]:
    for one in small:
        one.settle(step - _GAP, room, most)
    out: list[Galley] = []
    for at in range(0, 12, columns):
        out.append(_Row(list(small[at : at + columns]), step, width))
        out[-1].before = small[0].press.theme.sizes.body * 0.9
    return out


def _months(year: int, month: int) -> list[dt.date]:
    return [
        dt.date(year + (month - 1 + at) // 12, (month - 1 + at) % 12 + 1, 1) for at in range(12)
    ]


class _Row(Galley):
    """Months beside each other."""

    def __init__(self, months: list[_Small], step: float, width: float) -> None:
        self.months, self.step, self.width = months, step, width
        self.height = max(month.height for month in months)

    def draw(self, press: Press, x: float, top: float) -> None:
        for place, month in enumerate(self.months):
            left = x + place * self.step
            if press.theme.rtl:
                left = x + self.width - place * self.step - month.width
            month.draw(press, left, top)


class _Small:
    """One month: its name, its weeks, the names of what is marked."""

    def __init__(self, year: Year, first: dt.date, press: Press, parent: Element) -> None:
        self.first, self.press = first, press
        self.language = press.theme.language
        self.size = press.theme.sizes.small
        self.row = self.size * _LEADING
        self.weeks = weeks.of_month(first.year, first.month, self.language)
        days = [day for week in self.weeks for day in week if day.month == first.month]
        self.entries = sorted(
            (e for e in year.entries if e.day <= days[-1] and e.last >= days[0]),
            key=lambda e: (e.day, e.time, e.name),
        )
        self.least = 7 * self._sketch(0).wide("00") + 7 * self.size * 0.75
        self.parent = Element("Sect", parent)

    def _sketch(self, width: float) -> Sketch:
        sketch = Sketch(self.press, width)
        sketch.size = self.size
        return sketch

    def settle(self, width: float, room: float, named: int) -> None:
        """Break the names to a width, as many as there is room for; that says how high it is."""
        self.width, self.step = width, width / 7
        sketch = self._sketch(width)
        every = [(e, self._when(e), sketch.lines(e.words, self._inner(e))) for e in self.entries]
        most = int((room - (2.3 + len(self.weeks)) * self.row) // (self.size * 1.3))
        self.named = every
        while len(self.named) > named or self._lines() > most:
            self.named = self.named[:-1]
        lines = self._lines()
        self.height = (2 + len(self.weeks)) * self.row + self.row * 0.3 + lines * self.size * 1.3

    def _lines(self) -> int:
        """Give how many lines the names take, with the one that says how many more there are."""
        lines = sum(len(words) for _entry, _when, words in self.named)
        return lines + (len(self.named) < len(self.entries))

    def _inner(self, entry: Entry) -> float:
        """Give how wide a name may be beside its day, or below it."""
        return self.width - self._beside(self._when(entry))

    def _beside(self, when: str) -> float:
        return (
            weeks.STRIP
            + self.size * 0.5
            + max(self._sketch(0).wide(when, bold=True), self.size)
            + self.size * 0.5
        )

    def _when(self, entry: Entry) -> str:
        """Give the days of an entry in this month: "12", "12–16", "from 30"."""
        month = (self.first.year, self.first.month)
        start = str(entry.day.day) if (entry.day.year, entry.day.month) == month else ""
        end = str(entry.last.day) if (entry.last.year, entry.last.month) == month else ""
        if not start:
            return _("to {day}").format(day=end) if end else _("all month")
        if not end:
            return _("from {day}").format(day=start)
        return start if start == end else f"{start}–{end}"

    def draw(self, press: Press, x: float, top: float) -> None:
        self.place = (x, top)
        sketch = self._sketch(self.width)
        sketch.words(0, self.row / 2, dates.month(self.first, self.language), bold=True,
                     ink=sketch.palette.ink)  # fmt: skip
        self._put(sketch, Element("P", self.parent))
        table = Element("Table", self.parent)
        self._heads(table)
        body = Element("TBody", table)
        for at, days in enumerate(self.weeks):
            self._grounds(days, (at + 2) * self.row)
            row = Element("TR", body)
            for column, day in enumerate(days):
                self._day(day, column, (at + 2) * self.row, Element("TD", row))
        self._names()

    def _put(self, sketch: Sketch, element: Element | None = None) -> None:
        if element:
            self.press.canvas.mark(element)
        sketch.place(self.press.canvas, *self.place)
        self.press.canvas.unmark()

    def _heads(self, table: Element) -> None:
        row = Element("TR", Element("THead", table))
        names = weeks.names(
            self.weeks[0],
            self.language,
            lambda name: self._sketch(0).wide(name) <= self.step * 0.92,
        )
        for column, name in enumerate(names):
            sketch = self._sketch(self.width)
            middle = (column + 0.5) * self.step
            sketch.words(middle, 1.5 * self.row, name, ink=sketch.palette.muted, align="middle")
            self._put(sketch, Element("TH", row, Scope="Column"))
        sketch = self._sketch(self.width)
        sketch.line([(0, 2 * self.row), (self.width, 2 * self.row)])
        self._put(sketch)

    def _grounds(self, days: Sequence[dt.date], y: float) -> None:
        """Mark the days of a week: events first, so that outlines stay to be seen."""
        sketch = self._sketch(self.width)
        found = weeks.stretches(self.entries, days, self.first.month)
        for stretch in sorted(found, key=lambda part: weeks.GROUNDS.index(part.entry.kind)):
            left, wide = stretch.first * self.step, len(stretch) * self.step
            if stretch.entry.kind == "observance":
                self._observed(sketch, stretch, y)
            elif stretch.entry.kind == "holiday":
                sketch.box(left, y + 0.5, wide, self.row - 1, fill=weeks.SHADED)
            else:
                colour = stretch.entry.colour or self.press.theme.accent
                sketch.box(left, y + 0.8, wide, self.row - 1.6, fill=weeks.tinted(colour))
                sketch.box(left, y + self.row - 2.6, wide, 1.8, fill=colour)
        self._put(sketch)

    def _observed(self, sketch: Sketch, stretch: Stretch, y: float) -> None:
        """Outline the days of an observance, with its sign at the corner where it starts."""
        left, wide = stretch.first * self.step, len(stretch) * self.step
        sketch.box(left + 1, y + 1, wide - 2, self.row - 2, line=sketch.palette.ink,
                   dashed=not stretch.entry.sure)  # fmt: skip
        if stretch.starts:
            reach = self.size * 0.22
            sketch.box(left + 1 - reach * 0.4, y + 1 - reach * 0.4, 2 * reach, 2 * reach,
                       fill=sketch.palette.ground)  # fmt: skip
            sketch.diamond(left + 1 + reach * 0.6, y + 1 + reach * 0.6, reach, thick=0.8)

    def _day(self, day: dt.date, column: int, y: float, cell: Element) -> None:
        if day.month != self.first.month:
            return
        here = any(entry.day <= day <= entry.last for entry in self.entries)
        left = column * self.step
        sketch = self._sketch(self.width)
        quiet = weeks.is_weekend(day, self.language) and not here
        sketch.words(left + self.step / 2, y + self.row / 2, str(day.day), bold=here, align="middle",
                     ink=sketch.palette.muted if quiet else "")  # fmt: skip
        self._put(sketch, cell)

    def _names(self) -> None:
        y = (2 + len(self.weeks)) * self.row + self.row * 0.3
        whole = Element("L", self.parent, ListNumbering="None") if self.named else None
        for entry, when, lines in self.named:
            item = Element("LI", whole)
            middle = y + self.size * 0.65
            ground = self._sketch(self.width)
            top, tall = y + 1.5, self.size * 1.3 - 3
            if entry.kind == "event":
                colour = entry.colour or self.press.theme.accent
                ground.box(0, top, weeks.STRIP, tall, fill=colour)
            elif entry.kind == "holiday":
                ground.box(0, top, weeks.STRIP, tall, fill=weeks.SHADED, line=ground.palette.rule)
            else:
                ground.diamond(weeks.STRIP / 2, middle, self.size * 0.26)
            self._put(ground)
            sketch = self._sketch(self.width)
            sketch.words(weeks.STRIP + self.size * 0.5, middle, when, bold=True)
            self._put(sketch, Element("Lbl", item))
            sketch = self._sketch(self.width)
            sketch.words(self._beside(when), middle, lines)
            heard = entry.heard if lines != [entry.heard] else None
            self._put(sketch, Element("LBody", item, ActualText=heard))
            y += len(lines) * self.size * 1.3
        more = len(self.entries) - len(self.named)
        if more:
            sketch = self._sketch(self.width)
            words = ngettext("+ {n} more", "+ {n} more", more).format(n=more)
            sketch.words(0, y + self.size * 0.65, words, ink=sketch.palette.muted)
            self._put(sketch, Element("P", self.parent))
