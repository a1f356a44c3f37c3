"""Days to celebrate, by month: when, what, what it means, and how sure the date is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Heading, Lines, Style, set_words
from allydesk.reports.engine.theme import MM, MUTED, RULE, TINT

SURE, MAY_MOVE = "◆", "◇"  # before the days; Legend says what they mean
_MOST_LABEL = 0.22  # of a column's width


class Day(NamedTuple):
    """A day or a span: `when` in words, as "3", "8–9" or "around 9"; `holiday` is shaded."""

    when: str
    name: str
    meaning: str = ""
    sure: bool = True
    holiday: bool = False


@dataclass(frozen=True, slots=True)
class MonthOfDays(Block):
    """A month's name and its days, one below the other; put twelve into `Columns`."""

    name: str
    days: Sequence[Day]

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        sizes = press.theme.sizes
        section = Element("Sect", parent)
        head = Heading(self.name).set(press, width, section)
        head.append(_Rule(width))
        label = self._label(press, width)
        whole = Element("L", section, ListNumbering="None") if self.days else None
        out: list[Galley] = []
        for day in self.days:
            galley = _set_day(press, day, width, label, Element("LI", whole))
            galley.before = sizes.body * (0.2 if not out else 0.35)
            out.append(galley)
        for part in head:
            part.keep = bool(out)
        return [*head, *out]

    def _label(self, press: Press, width: float) -> float:
        """Give the width of the column with the dates, or 0 where they stand above the names."""
        size = press.theme.sizes.body
        bold = press.font(bold=True)
        widest = max((bold.width(day.when, size) for day in self.days), default=0.0)
        label = widest + size * 0.75
        return label if label <= width * _MOST_LABEL else 0.0


class _Rule(Galley):
    height = 1.2 * MM

    def __init__(self, width: float) -> None:
        self.width = width

    def draw(self, press: Press, x: float, top: float) -> None:
        press.canvas.box(x, top - 0.7 * MM, self.width, 0.5 * MM, fill=press.theme.accent)


def _set_day(press: Press, day: Day, width: float, label: float, item: Element) -> _Day:
    sizes, rtl = press.theme.sizes, press.theme.rtl
    sign = sizes.body * 1.5
    bold = Style(sizes.body, bold=True, leading=1.3)
    when = set_words(press, day.when, bold, width, Element("Lbl", item), sign)
    body = Element("LBody", item)
    lines = [set_words(press, day.name, bold, width, Element("P", body), sign + label)]
    if day.meaning:
        plain = Style(max(sizes.small, sizes.body * 0.9), ink=MUTED, leading=1.3)
        lines.append(set_words(press, day.meaning, plain, width, Element("P", body), sign))
    for part in (when, *lines):
        part.on_right = part.mirrored = rtl
    return _Day(day, when, lines, width, beside=bool(label))


class _Day(Galley):
    def __init__(
        self, day: Day, when: Lines, lines: Sequence[Lines], width: float, *, beside: bool
    ) -> None:
        self.day, self.when, self.lines, self.width, self.beside = day, when, lines, width, beside
        told = sum(part.height for part in lines)
        self.pad = 0.8 * MM if day.holiday else 0.0
        self.height = (max(told, when.height) if beside else told + when.height) + 2 * self.pad

    def draw(self, press: Press, x: float, top: float) -> None:
        canvas, size = press.canvas, self.when.style.size
        if self.day.holiday:
            canvas.box(x, top - self.height, self.width, self.height, fill=TINT, line=RULE)
        y = top - self.pad
        sign, font = SURE if self.day.sure else MAY_MOVE, press.font()
        wide = font.width(sign, size)
        left = x + self.width - wide - 0.8 * MM if press.theme.rtl else x + 0.8 * MM
        canvas.text(left, y - self.when.fall, sign, font, size, press.theme.accent)
        self.when.draw(press, x, y)
        y -= 0 if self.beside else self.when.height
        for part in self.lines:
            part.draw(press, x, y)
            y -= part.height
