"""What a spreadsheet is to the rest of AllyDesk: sheets of rows of texts and days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from allydesk.text import clean

Cell = str | dt.date
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it lies in the file. heading_row counts from 0; None when there are no headings."""

    name: str
    grid: tuple[Row, ...]
    heading_row: int | None = None

    @property
    def width(self) -> int:
        return len(self.grid[0]) if self.grid else 0

    @property
    def headings(self) -> tuple[str, ...]:
        """Give the words above each column; nothing where there are none."""
        if self.heading_row is None:
            return ("",) * self.width
        return tuple(clean(as_text(cell)) for cell in self.grid[self.heading_row])

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Give (row number as the spreadsheet shows it, cells) of all rows that say something.

        Headings that stand again at the top of every printed page are no rows.
        """
        start = 0 if self.heading_row is None else self.heading_row + 1
        headings = None if self.heading_row is None else self.grid[self.heading_row]
        for number, row in enumerate(self.grid[start:], start + 1):
            if any(row) and row != headings:
                yield number, row

    def with_headings_in(self, row: int | None) -> Sheet:
        """Give the same sheet with its headings in another row, counted from 0."""
        return replace(self, heading_row=row)


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was read. encoding and separator are empty unless it was a text file."""

    name: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    separator: str = ""
    unsure: bool = False  # the encoding is a guess: somebody should look whether names are right


def as_text(value: object) -> str:
    """Give a cell as the text a person sees in it; whole numbers without ".0"."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return "" if value is None else str(value)


def as_cell(value: object) -> Cell:
    """Give a value as it came from the spreadsheet as text or as a day."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date() if midnight else as_text(value)
    return value if isinstance(value, dt.date) else as_text(value)


def grid_of(rows: Iterable[Iterable[Any]]) -> tuple[Row, ...]:
    """Give rows of equal width, without the empty rows and columns that trail behind."""
    cells = [[as_cell(value) for value in row] for row in rows]
    while cells and not any(cells[-1]):
        cells.pop()
    width = max((_length(row) for row in cells), default=0)
    return tuple(tuple(row[:width]) + ("",) * (width - len(row)) for row in cells)


def _length(row: list[Cell]) -> int:
    return next((n for n in range(len(row), 0, -1) if row[n - 1]), 0)
