"""What tables are made of: columns, rows of words, rows that divide, and rows to write in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from allydesk.reports.engine.theme import MM

PAD = 2 * MM  # between a column's edge and its words


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
