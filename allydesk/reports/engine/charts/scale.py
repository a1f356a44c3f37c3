"""The numbers of an axis, from 0, and which ink can be read on a colour."""

from __future__ import annotations

import math
from collections.abc import Iterable

from allydesk.reports.engine.charts.chart import Number


def largest(values: Iterable[Number]) -> float:
    """Give the largest number, 1 if there is none above 0."""
    most = max((value for value in values if value is not None), default=0.0)
    return most if most > 0 else 1.0


def ticks(most: float, count: int = 4) -> list[float]:
    """Give round numbers from 0 to just above the largest."""
    rough = most / count
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * n for n in (1, 2, 2.5, 5, 10) if unit * n >= rough * 0.999)
    if most >= 1 and step < 1:
        step = 1.0
    return [step * n for n in range(math.ceil(most / step - 1e-9) + 1)]


def light(colour: str) -> float:
    """Give how light a colour is to the eye, from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink_on(colour: str) -> str:
    """Give white or black, whichever can be read better on a colour."""
    level = light(colour)
    return "#FFFFFF" if 1.05 / (level + 0.05) > (level + 0.05) / 0.056 else "#16202A"
