"""Charts of level bars: one number a row, parts of a whole, and answers from no to yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from allydesk.language import _
from allydesk.reports.engine.charts.chart import (
    Chart,
    Number,
    Series,
    few,
    no_number,
    number,
    total,
)
from allydesk.reports.engine.charts.scale import ink_on, largest, light
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.lines import longest_word
from allydesk.reports.engine.sketch import Sketch

_MOST_LABEL = 0.4  # of the width; longer labels stand above their bars
_LIGHT = 0.6  # so light that paper hardly differs
_GAP = 0.8  # between label and bar, bar and number, in type sizes


@dataclass(frozen=True, slots=True)
class Bars(Chart):
    """A bar for each label, its number at its end."""

    labels: Sequence[str]
    values: Sequence[Number]
    label_head: str = ""
    value_head: str = ""

    def kind(self) -> str:
        return _("Bar chart")

    def heads(self) -> list[str]:
        return [self.label_head, self.value_head or self.title]

    def rows(self) -> list[tuple[str, list[Number]]]:
        return [(label, [value]) for label, value in zip(self.labels, self.values, strict=True)]

    def pieces(self, press: Press, width: float) -> list[Self]:
        return [
            replace(self, labels=self.labels[a:b], values=self.values[a:b])
            for a, b in _cuts(press, width, self.labels)
        ]

    def draw(self, sketch: Sketch) -> None:
        language = sketch.press.theme.language
        said = [self.number(value, language) for value in self.values]
        rows = _Rows(sketch, self.labels, _beyond(sketch, self.values, said))
        scale = rows.room / largest(self.values)
        for label, value, words in zip(self.labels, self.values, said, strict=True):
            middle = rows.label(label)
            long = max(value or 0, 0) * scale
            if value is None:
                sketch.words(rows.left, middle, words, ink=sketch.palette.muted)
                continue
            bar = sketch.size * 1.15
            sketch.box(rows.left, middle - bar / 2, long, bar, fill=sketch.palette.series[0])
            at = rows.left + long + sketch.size * _GAP / 2
            sketch.words(at, middle, words, bold=True)
        rows.finish()


@dataclass(frozen=True, slots=True)
class Stacked(Chart):
    """A bar for each label, made of parts; the sum at its end. `whole` makes all bars as long.

    Without a `key` the colours mean what they mean in the chart above.
    """

    labels: Sequence[str]
    series: Sequence[Series]
    label_head: str = ""
    whole: bool = False
    key: bool = True

    def kind(self) -> str:
        return _("Stacked bar chart")

    def heads(self) -> list[str]:
        return [self.label_head, *(part.name for part in self.series)]

    def rows(self) -> list[tuple[str, list[Number]]]:
        columns = [part.values for part in self.series]
        return [(label, [values[at] for values in columns]) for at, label in enumerate(self.labels)]

    def pieces(self, press: Press, width: float) -> list[Self]:
        return [
            replace(
                self,
                labels=self.labels[a:b],
                series=[replace(part, values=part.values[a:b]) for part in self.series],
            )
            for a, b in _cuts(press, width, self.labels)
        ]

    def draw(self, sketch: Sketch) -> None:
        language = sketch.press.theme.language
        shown = few(self.series)
        if self.key:
            _key(sketch, [part.name for part in shown], sketch.palette.series)
        bars = list(zip(*(part.values for part in shown), strict=True))
        sums = [total(values) for values in bars]
        said = [self.number(whole, language) for whole in sums]
        rows = _Rows(sketch, self.labels, _beyond(sketch, sums, said))
        most = largest(sums)
        for label, values, whole, words in zip(self.labels, bars, sums, said, strict=True):
            middle = rows.label(label)
            if whole is None:
                sketch.words(rows.left, middle, words, ink=sketch.palette.muted)
                continue
            scale = rows.room / ((whole or 1) if self.whole else most)
            at = _parts(sketch, rows.left, middle, values, scale, sketch.palette.series, language)
            sketch.words(at + sketch.size * _GAP / 2, middle, words, bold=True)
        rows.finish()


@dataclass(frozen=True, slots=True)
class Likert(Chart):
    """How many gave each of five answers, from no to yes, to each question.

    What says no stands left of the middle, what says yes right of it, who is undecided on both
    sides. Counts are given; percentages are drawn.
    """

    questions: Sequence[str]
    counts: Sequence[Sequence[int] | None]  # five for each question; None where they are hidden
    answers: Sequence[str] = ()

    def kind(self) -> str:
        return _("Chart of answers")

    def steps(self) -> list[str]:
        """Give what people could answer."""
        return list(self.answers) or [
            _("Strongly disagree"), _("Disagree"), _("Neither"), _("Agree"), _("Strongly agree"),
        ]  # fmt: skip

    def heads(self) -> list[str]:
        return [_("Question"), *self.steps()]

    def rows(self) -> list[tuple[str, list[Number]]]:
        return [
            (question, list(counts) if counts is not None else [None] * 5)
            for question, counts in zip(self.questions, self.counts, strict=True)
        ]

    def pieces(self, press: Press, width: float) -> list[Self]:
        return [
            replace(self, questions=self.questions[a:b], counts=self.counts[a:b])
            for a, b in _cuts(press, width, self.questions, above=True)
        ]

    def draw(self, sketch: Sketch) -> None:
        _key(sketch, self.steps(), sketch.palette.steps)
        language = sketch.press.theme.language
        ends = sketch.wide(_percent(100, language), bold=True) + sketch.size * _GAP
        rows = _Rows(sketch, self.questions, 0, above=True)
        shares = [_shares(counts) for counts in self.counts]
        left = max((sum(part[:2]) + part[2] / 2 for part in shares if part), default=50.0)
        right = max((sum(part[3:]) + part[2] / 2 for part in shares if part), default=50.0)
        scale = (sketch.width - 2 * ends) / max(left + right, 1)
        zero = ends + left * scale
        for question, part in zip(self.questions, shares, strict=True):
            middle = rows.label(question)
            if part:
                _answers(sketch, zero, scale, middle, part)
            else:
                sketch.words(0, middle, no_number(self.missing), ink=sketch.palette.muted)
        rows.finish()


def _shares(counts: Sequence[int] | None) -> list[float]:
    """Give percentages of five counts, nothing where there are none."""
    whole = sum(counts) if counts else 0
    return [100 * count / whole for count in counts] if counts and whole else []


def _answers(sketch: Sketch, zero: float, scale: float, middle: float, shares: list[float]) -> None:
    """Draw the answers to one question about a line, what both sides come to at the ends."""
    against, undecided, agreed = sum(shares[:2]), shares[2], sum(shares[3:])
    language, size = sketch.press.theme.language, sketch.size
    start = zero - (against + undecided / 2) * scale
    end = _parts(sketch, start, middle, shares, scale, sketch.palette.steps, language, unit=" %")
    gap = size * _GAP / 2
    sketch.words(start - gap, middle, _percent(against, language), bold=True, align="end")
    sketch.words(end + gap, middle, _percent(agreed, language), bold=True)
    for low, high in ((-1.0, -0.75), (0.75, 1.0)):  # marks above and below, clear of the numbers
        sketch.line(
            [(zero, middle + low * size), (zero, middle + high * size)],
            ink=sketch.palette.ink, thick=1.1,
        )  # fmt: skip


def _beyond(sketch: Sketch, values: Sequence[Number], said: Sequence[str]) -> float:
    """Give the room that numbers at the ends of bars need."""
    written = [words for value, words in zip(values, said, strict=True) if value is not None]
    widest = max((sketch.wide(words, bold=True) for words in written), default=0.0)
    return widest + sketch.size * _GAP


class _Rows:
    """Bars below each other, each with its label beside it or, where there is no room, above it."""

    def __init__(
        self, sketch: Sketch, labels: Sequence[str], after: float, *, above: bool = False
    ) -> None:
        self.sketch = sketch
        column, self.above = _column(sketch, labels, above=above)
        self.left = 0.0 if self.above else column + sketch.size * _GAP
        self.column = sketch.width if self.above else column
        self.room = sketch.width - self.left - after

    def label(self, text: str) -> float:
        """Draw the label of the next bar; give where the middle of that bar is."""
        sketch, size = self.sketch, self.sketch.size
        lines = sketch.lines(text, self.column)
        tall = len(lines) * size * sketch.leading
        top = sketch.height
        first = top + size * sketch.leading / 2
        if self.above:
            sketch.words(0, first, lines)
            middle = top + tall + size * 0.75
            sketch.height = middle + size * 1.3
        else:
            row = max(tall, size * 1.15)
            middle = top + row / 2
            sketch.words(
                self.column, middle - (tall / 2 - size * sketch.leading / 2), lines, align="end"
            )
            sketch.height = top + row + size * 0.55
        return middle

    def finish(self) -> None:
        """Take away the space below the last bar, and draw where all bars start."""
        self.sketch.height -= self.sketch.size * (0.5 if self.above else 0.3)


def _column(sketch: Sketch, labels: Sequence[str], *, above: bool) -> tuple[float, bool]:
    """Give how wide the labels are, and whether they have to stand above their bars."""
    font = sketch.press.font()
    widest = max(map(sketch.wide, labels), default=0.0)
    word = max((longest_word(label, font, sketch.size) for label in labels), default=0.0)
    most = sketch.width * _MOST_LABEL
    return min(widest, most), above or word > most


def _cuts(
    press: Press, width: float, labels: Sequence[str], *, above: bool = False
) -> list[tuple[int, int]]:
    """Give which rows stand together so that they fit on the smallest page there is."""
    sketch = Sketch(press, width)
    rows = _Rows(sketch, labels, 0, above=above)
    first = press.theme.page(1)
    room = min(first.width, first.height) * 0.72
    cuts, start, top = [], 0, 0.0
    for at, label in enumerate(labels):
        before = sketch.height
        rows.label(label)
        if sketch.height - top > room and at > start:
            cuts.append((start, at))
            start, top = at, before
    return [*cuts, (start, len(labels))]


def _percent(share: float, language: str) -> str:
    return _("{number} %").format(number=number(round(share), language))


def _parts(
    sketch: Sketch, left: float, middle: float, values: Sequence[Number], scale: float,
    colours: Sequence[str], language: str, unit: str = "",
) -> float:  # fmt: skip
    """Draw the parts of one bar, each with its number where it has room; give where it ends."""
    size, tall = sketch.size, sketch.size * 1.5
    at = left
    for value, fill in zip(values, colours, strict=False):
        wide = max(value or 0, 0) * scale
        if wide <= 0:
            continue
        edge = sketch.palette.muted if light(fill) > _LIGHT else ""
        sketch.box(at, middle - tall / 2, max(wide - 1, 0.6), tall, fill=fill, line=edge)
        words = number(round(value or 0), language) + unit if unit else number(value or 0, language)
        if sketch.wide(words) + size * 0.4 <= wide:
            sketch.words(at + wide / 2, middle, words, ink=ink_on(fill), align="middle")
        at += wide
    return at


def _key(sketch: Sketch, names: Sequence[str], colours: Sequence[str]) -> None:
    """Draw a bar of equal parts in the order of all bars, with the name of each part below it."""
    count = max(1, len(names))
    gap = sketch.size * 0.6
    wide = (sketch.width - gap * (count - 1)) / count
    font, size = sketch.press.font(), sketch.small
    if max((longest_word(name, font, size) for name in names), default=0) > wide:
        _list_key(sketch, names, colours)
        return
    tall = size * 0.7
    broken = [sketch.lines(name, wide, size) for name in names]
    for place, (lines, fill) in enumerate(zip(broken, colours, strict=False)):
        x = place * (wide + gap)
        sketch.box(x, sketch.height, wide, tall, fill=fill, line=sketch.palette.muted)
        sketch.words(x, sketch.height + tall + size * 0.85, lines, size=size)
    most = max(map(len, broken), default=1)
    sketch.height += tall + size * 0.4 + most * size * sketch.leading + sketch.size * 0.9


def _list_key(sketch: Sketch, names: Sequence[str], colours: Sequence[str]) -> None:
    """Draw the key as a list, where names are too long to stand beside each other."""
    size = sketch.small
    for name, fill in zip(names, colours, strict=False):
        lines = sketch.lines(name, sketch.width - size * 1.6, size)
        middle = sketch.height + size * sketch.leading / 2
        sketch.box(0, middle - size * 0.45, size, size * 0.9, fill=fill, line=sketch.palette.muted)
        sketch.words(size * 1.6, middle, lines, size=size)
        sketch.height += len(lines) * size * sketch.leading + size * 0.2
    sketch.height += sketch.size * 0.7
