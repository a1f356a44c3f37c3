"""What all charts share: title, words for those who do not see it, a table, numbers in words."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from allydesk.dates import locale
from allydesk.language import _, ngettext
from allydesk.reports.engine.canvas import Canvas
from allydesk.reports.engine.document import Rendered, finished, one_at_a_time
from allydesk.reports.engine.fixed import column, column_height, draw_column
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.sketch import Sketch, Sketched
from allydesk.reports.engine.table import Column, Table
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Style, set_words
from allydesk.reports.engine.theme import PAPER, Palette, Theme

MOST_SERIES = 5
_MOST_HEARD = 24  # values that are read out one by one where a table has them too

Number = float | None


@dataclass(frozen=True, slots=True)
class Series:
    """A name and its values; None where there is none, or where it is kept private."""

    name: str
    values: Sequence[Number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Block):
    """A chart is given its numbers and says them in three ways: drawn, in words, as a table.

    `unit` stands after each number (" %", " h"), `note` below the chart, `missing` where there is no
    number. `table` prints the numbers below.
    """

    title: str
    unit: str = ""
    note: str = ""
    missing: str = ""
    table: bool = False

    @abstractmethod
    def draw(self, sketch: Sketch) -> None:
        """Draw on a sketch and say how high it became."""

    @abstractmethod
    def heads(self) -> list[str]:
        """Give the heads of its table, of which the first is that of the labels."""

    @abstractmethod
    def rows(self) -> list[tuple[str, list[Number]]]:
        """Give each label with its numbers."""

    @abstractmethod
    def kind(self) -> str:
        """Give the name of this kind of chart."""

    def pieces(self, press: Press, width: float) -> list[Self]:
        """Give the charts that this one becomes so that each fits on a page."""
        del press, width
        return [self]

    def as_table(self, language: str) -> Table:
        """Give its numbers as a table."""
        first, *others = self.heads()
        columns = [Column(first, names_row=True), *(Column(head, align="end") for head in others)]
        rows = [
            [label, *(self.number(value, language) for value in values)]
            for label, values in self.rows()
        ]
        return Table(columns, rows)

    def in_words(self, language: str) -> str:
        """Say what the chart shows, for those who hear it."""
        kind = _("{kind}: {title}.").format(kind=self.kind(), title=self.title.rstrip("."))
        heads = self.heads()[1:]
        count = sum(len(values) for _label, values in self.rows())
        if not count:
            return f"{kind} {nothing()}"
        if count > _MOST_HEARD and self.table:
            return f"{kind} {self._range(language)}"
        said = []
        for label, values in self.rows():
            numbers = [self.number(value, language) for value in values]
            if not any(value is not None for value in values):
                numbers = [no_number(self.missing).rstrip(".")]
            elif len(numbers) > 1:
                numbers = [f"{head} {number}" for head, number in zip(heads, numbers, strict=False)]
            said.append(f"{label.rstrip('.')}: {', '.join(numbers)}.")
        return " ".join([kind, *said])

    def _range(self, language: str) -> str:
        """Say between which numbers all of them are."""
        heads = self.heads()[1:]
        places = [
            (value, label if len(heads) == 1 else f"{label}, {head}")
            for label, values in self.rows()
            for head, value in zip(heads, values, strict=False)
            if value is not None
        ]
        if not places:
            return nothing()
        (least, where), (most, there) = min(places), max(places)
        said = ngettext(
            "{count} number, from {least} ({where}) to {most} ({there}).",
            "{count} numbers, from {least} ({where}) to {most} ({there}).",
            len(places),
        ).format(
            count=len(places), least=self.number(least, language), where=where,
            most=self.number(most, language), there=there,
        )  # fmt: skip
        return f"{said} {_('All of them are in the table below.')}"

    def number(self, value: Number, language: str) -> str:
        """Give a number as it is written in a language."""
        return no_number(self.missing) if value is None else number(value, language) + self.unit

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        out: list[Galley] = []
        for place, piece in enumerate(self.pieces(press, width)):
            title = piece.title if not place else _("{title} (continued)").format(title=self.title)
            out += piece._set(press, width, parent, title)  # noqa: SLF001  a chart of its own kind
        out += self._below(press, width, parent)
        return out

    def _set(self, press: Press, width: float, parent: Element, title: str) -> list[Galley]:
        sizes, palette = press.theme.sizes, press.palette
        style = Style(sizes.body, bold=True, ink=palette.ink, leading=1.3)
        head = set_words(press, title, style, width, Element("P", parent))
        head.before, head.keep, head.on_right = sizes.body * 1.2, True, press.theme.rtl
        sketch = Sketch(press, width)
        if self.rows():
            self.draw(sketch)
        else:
            sketch.words(0, sketch.size, nothing(), ink=palette.muted)
            sketch.height = sketch.size * 2
        said = self.in_words(press.theme.language)
        drawn = Sketched(sketch, Element("Figure", parent, Alt=said))
        drawn.before = sizes.body * 0.4
        drawn.after = sizes.body
        return [head, drawn]

    def _below(self, press: Press, width: float, parent: Element) -> list[Galley]:
        out: list[Galley] = []
        sizes = press.theme.sizes
        if self.note:
            style = Style(sizes.small, ink=press.palette.muted, leading=1.35)
            note = set_words(press, self.note, style, width, Element("P", parent))
            note.before, note.after, note.on_right = sizes.small * 0.4, sizes.body, press.theme.rtl
            out.append(note)
        if self.table and self.rows():
            out += self.as_table(press.theme.language).set(press, width, parent)
        return out


def few(series: Sequence[Series]) -> Sequence[Series]:
    """Give no more series than can be told apart: from the fifth on they are added up."""
    if len(series) <= MOST_SERIES:
        return series
    kept, others = series[: MOST_SERIES - 1], series[MOST_SERIES - 1 :]
    sums = [total(values) for values in zip(*(part.values for part in others), strict=True)]
    return [*kept, Series(_("All others"), sums)]


def total(values: Sequence[Number]) -> Number:
    """Add up; None where there is no number at all."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def nothing() -> str:
    return _("There are no numbers yet.")


def no_number(missing: str) -> str:
    return missing or _("no number")


def number(value: float, language: str) -> str:
    """Give a number with at most one decimal, as it is written in a language."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, "#,##0.#", locale=locale(language))).replace(
        "\u202f", "\u00a0"
    )


def page(chart: Chart, theme: Theme, width: float, palette: Palette = PAPER) -> Rendered:
    """Give a chart as the one page of a PDF, so wide in points and as high as the chart is."""
    edge = 2.0
    with one_at_a_time:
        canvas = Canvas((width, 100), theme.language)
        press = Press(theme, canvas, palette=palette)
        galleys = column([chart], press, width - 2 * edge, Element("Sect", canvas.tree.root))
        height = column_height(galleys) + 2 * edge
        canvas.setPageSize((width, height))
        draw_column(galleys, press, edge, height - edge)
        canvas.showPage()
        return finished(press, chart.title)
