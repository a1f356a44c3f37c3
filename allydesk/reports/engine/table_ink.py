"""How a table that is measured is drawn: rules, heads, cells, boxes to sign in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from allydesk.reports.engine import bidi
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.lines import direction
from allydesk.reports.engine.rows import PAD, Divider
from allydesk.reports.engine.stack import Stack
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import BOX, INK, MUTED, RULE

if TYPE_CHECKING:
    from allydesk.reports.engine.table import Plan


class Drawing:
    """Draws a part of a table: rules as one path, then words, row by row."""

    def __init__(self, plan: Plan, press: Press, x: float) -> None:
        self.plan, self.canvas, self.x = plan, press.canvas, x
        self.rtl, self.base = press.theme.rtl, press.base
        self.bold = press.font(bold=True)
        columns = plan.table.columns
        self.inks = [MUTED if column.muted else INK for column in columns]
        named = [place for place, column in enumerate(columns) if column.names_row or column.bold]
        self.naming = named[0] if named else 0

    def draw(self, top: float, start: int, stop: int) -> None:
        plan = self.plan
        y = top - plan.head_height
        self._rules(y, start, stop)
        self._heads(top)
        offset = y + plan.ends[start]
        for at in range(start, stop):
            row = plan.rows[at]
            upper, lower = offset - plan.ends[at], offset - plan.ends[at + 1]
            if isinstance(row, Divider):
                self._divider(row, lower)
            else:
                self._row(row, upper, lower)
        self.canvas.unmark()

    def _rules(self, y: float, start: int, stop: int) -> None:
        plan, x = self.plan, self.x
        offset = y + plan.ends[start]
        whole = (at for at in range(start, stop) if at not in plan.goes_on or at == stop - 1)
        levels = [offset - plan.ends[at + 1] for at in whole]
        self.canvas.rules([(x, level, x + plan.width, level) for level in levels], 0.5, RULE)
        self.canvas.rule(x, y, plan.width, 1.1, INK)
        for place, column in enumerate(plan.table.columns):
            if column.kind == "words":
                continue
            for at in range(start, stop):
                row = plan.rows[at]
                if not isinstance(row, Divider):
                    upper, lower = offset - plan.ends[at], offset - plan.ends[at + 1]
                    self._box(place, column.kind, row, upper, lower)

    def _box(self, place: int, kind: str, row: Sequence[str], upper: float, lower: float) -> None:
        left, wide = self.x + self.plan.lefts[place], self.plan.widths[place]
        if kind == "sign":
            self.canvas.box(left, lower, wide, upper - lower, line=BOX, thick=0.6)
        else:
            side = self.plan.size * 0.95
            base = self.plan.baseline(row, upper, lower) - side * 0.12
            self.canvas.box(left + (wide - side) / 2, base, side, side, line=BOX, thick=0.9)

    def _heads(self, top: float) -> None:
        plan, size = self.plan, self.plan.head_size
        first = not plan.head_drawn  # on later pages the head is for the eye only
        plan.head_drawn = True
        row = Element("TR", plan.head) if first else None
        bottom = top - plan.head_height + size * 0.55
        for place, lines in enumerate(plan.heads):
            if row is not None:
                self.canvas.mark(Element("TH", row, Scope="Column"))
            if plan.table.columns[place].turned:
                self._turned(place, lines, top - plan.head_height + size * 0.45)
                continue
            y = bottom + (len(lines) - 1) * size * 1.25
            for line in lines:
                self._words(place, line, self.bold, size, y, INK, self.bold.width(line, size))
                y -= size * 1.25
        if row is not None:
            self.canvas.unmark()

    def _turned(self, place: int, lines: Sequence[str], bottom: float) -> None:
        """Draw a head from below upwards, in the middle of its column."""
        plan, canvas, size = self.plan, self.canvas, self.plan.head_size
        middle = self.x + plan.lefts[place] + plan.widths[place] / 2
        first = middle - (len(lines) - 1) * size * 1.25 / 2 + size * 0.36
        for number, line in enumerate(lines):
            canvas.raw(f"q 0 1 -1 0 {first + number * size * 1.25:.2f} {bottom:.2f} cm")
            canvas.text(0, 0, line, self.bold, size, INK, direction(line, self.base))
            canvas.raw("Q")

    def _divider(self, divider: Divider, lower: float) -> None:
        plan = self.plan
        row = Element("TR", plan.body)
        span = len(plan.table.columns)
        text = divider.text if bidi.turns(divider.text) else None
        self.canvas.mark(Element("TH", row, Scope="Row", ColSpan=span, ActualText=text))
        wide = plan.wide(self.bold, divider.text)
        left = self.x + (plan.width - PAD - wide if self.rtl else PAD)
        y = lower + plan.size * 0.55
        base = direction(divider.text, self.base)
        self.canvas.text(left, y, divider.text, self.bold, plan.size, INK, base)

    def _row(self, row: Sequence[str], upper: float, lower: float) -> None:
        plan, canvas, size = self.plan, self.canvas, self.plan.size
        first = plan.baseline(row, upper, lower)
        tagged = Element("TR", plan.body) if canvas.tagged else None
        for place, text in enumerate(row):
            font = plan.fonts[place]
            if tagged is not None:
                spoken = plan.table.says.get(text) or (text if bidi.turns(text) else None)
                if place == self.naming:
                    element = Element("TH", tagged, Scope="Row", ActualText=spoken)
                else:
                    element = Element("TD", tagged, ActualText=spoken)
                if text:
                    canvas.mark(element)
            if not text:
                continue
            y = first
            for line in plan.cell(place, text):
                self._words(place, line, font, size, y, self.inks[place], plan.wide(font, line))
                y -= plan.pitch

    def _words(
        self, place: int, text: str, font: Stack, size: float, y: float, ink: str, wide: float
    ) -> None:
        plan = self.plan
        column = plan.table.columns[place]
        left, room = self.x + plan.lefts[place], plan.widths[place]
        if column.align == "centre" or column.kind == "check":
            at = left + (room - wide) / 2
        elif (column.align == "end") != self.rtl:
            at = left + room - PAD - wide
        else:
            at = left + PAD
        base = direction(text, self.base)
        self.canvas.text(at, y, text, font, size, ink, base)
