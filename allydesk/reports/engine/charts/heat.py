"""A chart of cells: how much of something, by two things at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from allydesk.language import _
from allydesk.reports.engine.charts.chart import Chart, Number, no_number
from allydesk.reports.engine.charts.scale import ink_on, largest
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.lines import longest_word
from allydesk.reports.engine.sketch import Sketch

_NONE = "–"


@dataclass(frozen=True, slots=True)
class Heat(Chart):
    """Each cell has its number in it; the darker, the more."""

    across: Sequence[str]
    down: Sequence[str]
    cells: Sequence[Sequence[Number]]  # row by row
    label_head: str = ""

    def kind(self) -> str:
        return _("Heat map")

    def heads(self) -> list[str]:
        return [self.label_head, *self.across]

    def rows(self) -> list[tuple[str, list[Number]]]:
        return [(label, list(row)) for label, row in zip(self.down, self.cells, strict=True)]

    def pieces(self, press: Press, width: float) -> list[Self]:
        """Cut what is too wide by columns and what is too high by rows."""
        plan = _Plan(self, Sketch(press, width))
        page = press.theme.page(1)
        high = max(1, int(min(page.width, page.height) * 0.66 // plan.tall))
        wide = max(1, int((width - plan.left) // plan.least))
        return [
            replace(
                self,
                across=self.across[a : a + wide],
                down=self.down[d : d + high],
                cells=[row[a : a + wide] for row in self.cells[d : d + high]],
            )
            for d in range(0, len(self.down), high)
            for a in range(0, len(self.across), wide)
        ] or [self]

    def draw(self, sketch: Sketch) -> None:
        plan = _Plan(self, sketch)
        size = sketch.size
        step = min((sketch.width - plan.left) / max(1, len(self.across)), size * 9)
        heads = [sketch.lines(head, step - size * 0.3, sketch.small) for head in self.across]
        deep = max(map(len, heads), default=0) * sketch.small * sketch.leading
        for place, lines in enumerate(heads):
            first = deep - (len(lines) - 0.5) * sketch.small * sketch.leading
            middle = plan.left + (place + 0.5) * step
            sketch.words(middle, first, lines, size=sketch.small, align="middle")
        sketch.height = deep + size * 0.4
        most = largest(value for row in self.cells for value in row)
        for label, row in self.rows():
            self._row(sketch, plan, label, row, step, most)
        if any(value is None for row in self.cells for value in row):
            words = _("{sign} means: {words}").format(sign=_NONE, words=no_number(self.missing))
            sketch.words(
                plan.left, sketch.height + size, words, size=sketch.small, ink=sketch.palette.muted
            )
            sketch.height += size * 1.7

    def _row(
        self, sketch: Sketch, plan: _Plan, label: str, row: Sequence[Number], step: float, most: float
    ) -> None:  # fmt: skip
        size, top = sketch.size, sketch.height
        lines = sketch.lines(label, plan.left - size * 0.8)
        tall = max(plan.tall, len(lines) * size * sketch.leading + size * 0.4)
        middle = top + tall / 2
        first = middle - (len(lines) - 1) * size * sketch.leading / 2
        sketch.words(plan.left - size * 0.8, first, lines, align="end")
        for place, value in enumerate(row):
            x = plan.left + place * step
            if value is None:
                sketch.box(
                    x + 1, top + 1, step - 2, tall - 2, line=sketch.palette.rule, dashed=True
                )
                sketch.words(x + step / 2, middle, _NONE, ink=sketch.palette.muted, align="middle")
                continue
            shades = sketch.palette.heat
            fill = shades[min(len(shades) - 1, int(max(value, 0) / most * len(shades)))]
            sketch.box(x + 0.5, top + 0.5, step - 1, tall - 1, fill=fill)
            words = self.number(value, sketch.press.theme.language)
            sketch.words(x + step / 2, middle, words, ink=ink_on(fill), align="middle")
        sketch.height += tall


class _Plan:
    """What follows from the words: where cells start, how narrow and how high they may be."""

    def __init__(self, chart: Heat, sketch: Sketch) -> None:
        size = sketch.size
        language = sketch.press.theme.language
        widest = max(map(sketch.wide, chart.down), default=0.0)
        self.left = min(widest, sketch.width * 0.4) + size * 0.8
        font = sketch.press.font()
        said = [chart.number(v, language) for row in chart.cells for v in row if v is not None]
        words = max(map(sketch.wide, said), default=0.0) + size * 0.8
        head = max((longest_word(h, font, sketch.small) for h in chart.across), default=0.0)
        self.least = min(max(words, head + size * 0.4), sketch.width - self.left)
        self.tall = size * 2.1
