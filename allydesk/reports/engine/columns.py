"""How wide the columns of a table become."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from allydesk.reports.engine.theme import MM

SIGN = 50 * MM  # the least a signature should have
CHECK = 11 * MM
_MAIN = 1.3  # times the others: what names a row is what is looked for


class _Kind(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def width(self) -> float | None: ...
    @property
    def align(self) -> str: ...
    @property
    def names_row(self) -> bool: ...


def fitted(
    columns: Sequence[_Kind], wanted: Sequence[float], least: Sequence[float], width: float
) -> list[float]:
    """Give widths that fill `width`, all in points.

    Columns that ask for more than there is give way, the widest first, and none below `least`
    unless all have to. What is left over goes to signatures, else to the columns of words.
    """
    asked = list(wanted)
    floor = list(least)
    for place, column in enumerate(columns):
        if column.width is not None:
            asked[place] = floor[place] = column.width * MM
        elif column.kind == "sign":
            asked[place] = floor[place] = max(SIGN, floor[place])
        elif column.kind == "check":
            asked[place] = max(CHECK, floor[place])
    spare = width - sum(asked)
    if spare >= 0:
        return _spread(columns, asked, spare)
    floor = [min(pair) for pair in zip(floor, asked, strict=True)]
    if sum(floor) >= width:
        return [part * width / sum(floor) for part in floor]
    return _lowered(asked, floor, width, [_MAIN if c.names_row else 1.0 for c in columns])


def _spread(columns: Sequence[_Kind], asked: list[float], spare: float) -> list[float]:
    """Give what is left over to those columns that gain by it."""
    takers = [place for place, column in enumerate(columns) if column.kind == "sign"]
    if not takers:
        takers = [
            place
            for place, column in enumerate(columns)
            if column.kind == "words" and column.align == "start" and column.width is None
        ]
    takers = takers or list(range(len(columns)))
    total = sum(asked[place] for place in takers)
    return [
        part + (spare * part / total if place in takers else 0) for place, part in enumerate(asked)
    ]


def _lowered(
    asked: list[float], floor: list[float], width: float, shares: list[float]
) -> list[float]:
    """Lower the widest to one common width (times their share), so that what is narrow stays whole."""

    def at(level: float) -> list[float]:
        return [
            max(least, min(part, level * share))
            for part, least, share in zip(asked, floor, shares, strict=True)
        ]

    low, high = 0.0, max(asked)
    for _step in range(40):
        level = (low + high) / 2
        low, high = (level, high) if sum(at(level)) < width else (low, level)
    return at(low)
