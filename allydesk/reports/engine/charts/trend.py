"""A chart of lines: how numbers change from one time to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allydesk.language import _
from allydesk.reports.engine.charts.chart import Chart, Number, Series, few, number
from allydesk.reports.engine.charts.scale import largest, ticks
from allydesk.reports.engine.sketch import Point, Sketch

# Each line has its own, so that they can be told apart in grey.
_DASHES: tuple[tuple[float, ...], ...] = ((), (7, 3), (2, 2.4), (9, 3, 2, 3), (4, 2))
_MOST_LABEL = 0.36  # of the width


@dataclass(frozen=True, slots=True)
class Trend(Chart):
    """A line for each series, its name and last number at its end. A gap stays a gap."""

    times: Sequence[str]
    series: Sequence[Series]
    time_head: str = ""
    height: float = 0.42  # of the width

    def kind(self) -> str:
        return _("Line chart")

    def heads(self) -> list[str]:
        return [self.time_head, *(line.name for line in self.series)]

    def rows(self) -> list[tuple[str, list[Number]]]:
        columns = [line.values for line in self.series]
        return [(time, [values[at] for values in columns]) for at, time in enumerate(self.times)]

    def draw(self, sketch: Sketch) -> None:
        _Drawing(self, sketch).draw()


class _Drawing:
    def __init__(self, chart: Trend, sketch: Sketch) -> None:
        self.chart, self.sketch, self.lines = chart, sketch, few(chart.series)
        self.language = sketch.press.theme.language
        size = sketch.size
        self.levels = ticks(largest(v for line in self.lines for v in line.values))
        self.scale = [number(level, self.language) + chart.unit for level in self.levels]
        self.left = max(map(sketch.wide, self.scale)) + size * 0.7
        self.names = [self._name(line) for line in self.lines]
        widest = max(
            (sketch.wide(line, bold=True) for name in self.names for line in name), default=0
        )
        self.right = sketch.width - widest - size * 1.4
        self.top = size * 0.7
        deep = sum(len(name) for name in self.names) * size * sketch.leading + size
        self.bottom = self.top + max(sketch.width * chart.height, size * 9, deep)

    def _name(self, line: Series) -> list[str]:
        """Give the lines of a label: the series' name and its last number."""
        last = next((value for value in reversed(line.values) if value is not None), None)
        words = f"{line.name} {self.chart.number(last, self.language)}"
        return self.sketch.lines(words, self.sketch.width * _MOST_LABEL, bold=True)

    def x(self, at: int) -> float:
        steps = len(self.chart.times) - 1
        return self.left + (self.right - self.left) * (at / steps if steps else 0.5)

    def y(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * max(value, 0) / self.levels[-1]

    def draw(self) -> None:
        sketch = self.sketch
        for level, words in zip(self.levels, self.scale, strict=True):
            ink = sketch.palette.rule if level else sketch.palette.ink
            y = self.y(level)
            sketch.line([(self.left, y), (self.right, y)], ink=ink, thick=0.5 if level else 0.9)
            sketch.words(
                self.left - sketch.size * 0.5, y, words, ink=sketch.palette.muted, align="end"
            )
        self._times()
        for place, line in enumerate(self.lines):
            self._line(line, place)
        self._labels()

    def _times(self) -> None:
        """Write as many of the times as there is room for, always the last."""
        sketch, times = self.sketch, self.chart.times
        size, last = sketch.size, len(times) - 1
        widest = max(map(sketch.wide, times), default=0) + size
        every = max(1, -(-int(widest * max(1, last)) // int(max(1, self.right - self.left))))
        y = self.bottom + size * 1.2
        for at in range(last, -1, -every):
            half = sketch.wide(times[at]) / 2
            x = min(max(self.x(at), half), sketch.width - half)
            sketch.line([(self.x(at), self.bottom), (self.x(at), self.bottom + size * 0.35)],
                        ink=sketch.palette.ink)  # fmt: skip
            sketch.words(x, y, times[at], ink=sketch.palette.muted, align="middle")
        sketch.height = y + size * 0.7

    def _line(self, line: Series, place: int) -> None:
        """Draw each stretch between gaps; a number with a gap on both sides is a dot."""
        sketch, ink = self.sketch, self.sketch.palette.lines[place]
        points: list[Point] = []
        for at, value in enumerate([*line.values, None]):
            if value is not None:
                points.append((self.x(at), self.y(value)))
                continue
            if len(points) > 1:
                sketch.line(points, ink=ink, thick=2, dashes=_DASHES[place])
            for x, y in points[-1:] + points[:1]:
                sketch.dot(x, y, 2.4, ink)
            points = []

    def _labels(self) -> None:
        """Write the names at the line ends, moved apart where lines end close together."""
        sketch, size = self.sketch, self.sketch.size
        ends = []
        for place, line in enumerate(self.lines):
            known = [(at, value) for at, value in enumerate(line.values) if value is not None]
            if known:
                at, value = known[-1]
                ends.append((self.y(value), self.x(at), place))
        ends.sort()
        tall = [len(self.names[place]) * size * sketch.leading for _y, _x, place in ends]
        tops = _apart([y - high / 2 for (y, _x, _p), high in zip(ends, tall, strict=True)], tall,
                      self.top - size * 0.6, self.bottom + size * 0.6)  # fmt: skip
        for (y, x, place), top, high in zip(ends, tops, tall, strict=True):
            middle = top + high / 2
            left = self.right + size * 1.2
            sketch.line(
                [(x + 4, y), (left - size * 0.3, middle)], ink=sketch.palette.muted, thick=0.6
            )
            first = top + size * sketch.leading / 2
            sketch.words(left, first, self.names[place], bold=True)


def _apart(tops: list[float], tall: list[float], least: float, most: float) -> list[float]:
    """Move places apart, downwards first and then up from the bottom, so that none overlap."""
    out: list[float] = []
    floor = least
    for top, high in zip(tops, tall, strict=True):
        out.append(max(top, floor))
        floor = out[-1] + high
    ceiling = most
    for at in range(len(out) - 1, -1, -1):
        out[at] = min(out[at], ceiling - tall[at])
        ceiling = out[at]
    return out
