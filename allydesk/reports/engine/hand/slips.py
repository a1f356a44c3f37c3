"""Slips: several to a page, to cut apart, some with a part to tear off and keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple

from allydesk.language import _
from allydesk.reports.engine.fixed import (
    Box,
    FixedPage,
    Pages,
    column,
    column_height,
    draw_column,
    for_the_eye,
)
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.tent import dashed
from allydesk.reports.engine.text import Lines, Style, set_words
from allydesk.reports.engine.theme import BOX, MM, MUTED, PAPERS, Theme

_SCISSORS = "✂"
_EDGE = 6 * MM  # where printers cannot print
_PARTS = {1: (1, 1), 2: (2, 1), 4: (2, 2)}  # beside and below each other
_MARGIN = {1: 16 * MM, 2: 12 * MM, 4: 9 * MM}


class Slip(NamedTuple):
    """What one slip says; `foot` stands at its lower end. `WritingRoom` in it takes what is left."""

    blocks: Sequence[Block]
    foot: Sequence[Block] = ()


def slip_pages(slips: Sequence[Slip], theme: Theme, count: Literal[1, 2, 4] = 2) -> Pages:
    """Give pages with so many slips each: 2 are A5, 4 are A6 when the paper is A4.

    In large print there are half as many. The reader is told of a slip that does not fit.
    """
    if theme.large:
        count = 2 if count == 4 else 1
    short, long = PAPERS[theme.paper]
    wide, high = (long, short) if count == 2 else (short, long)
    groups = [slips[at : at + count] for at in range(0, len(slips), count)]
    return Pages(
        [FixedPage(wide, high, partial(_draw, slips=group, count=count, paper=Box(0, 0, wide, high)))
         for group in groups]
    )  # fmt: skip


def _draw(press: Press, parent: Element, *, slips: Sequence[Slip], count: int, paper: Box) -> None:
    across, down = _PARTS[count]
    boxes = cut_boxes(paper, across, down, rtl=press.theme.rtl)
    for slip, box in zip(slips, boxes, strict=False):
        _slip(press, Element("Sect", parent), box.inset(_MARGIN[count]), slip)
    cut_lines(press, paper, across, down)


def cut_boxes(paper: Box, across: int, down: int, *, rtl: bool = False) -> list[Box]:
    """Give the parts of a page in reading order."""
    wide, tall = paper.width / across, paper.height / down
    return [
        Box(paper.left + (across - 1 - n if rtl else n) * wide, paper.top - (row + 1) * tall,
            wide, tall)
        for row in range(down) for n in range(across)
    ]  # fmt: skip


def cut_lines(press: Press, paper: Box, across: int, down: int) -> None:
    """Draw where to cut a page apart."""
    for n in range(1, across):
        x = paper.left + n * paper.width / across
        _cut(press, x, paper.bottom + _EDGE, x, paper.top - _EDGE)
    for n in range(1, down):
        y = paper.bottom + n * paper.height / down
        _cut(press, paper.left + _EDGE, y, paper.right - _EDGE, y)


def _cut(press: Press, x1: float, y1: float, x2: float, y2: float) -> None:
    """Draw a dashed line; a level one starts with scissors."""
    size = press.theme.sizes.small
    with for_the_eye(press.canvas):
        dashed(press.canvas, x1, y1, x2, y2)
        if y1 == y2:
            press.canvas.text(x1 + 2 * MM, y1 - size * 0.36, _SCISSORS, press.font(), size, BOX)


def _slip(press: Press, parent: Element, box: Box, slip: Slip) -> None:
    above = column(slip.blocks, press, box.width, parent)
    below = column(slip.foot, press, box.width, parent)
    low = column_height(below)
    if column_height(above) + low > box.height + 1:
        sentence = _("The form is too long for its part of the page. Choose fewer on a page.")
        if sentence not in press.warnings:
            press.warnings.append(sentence)
    spare = box.height - low - column_height(above) - 3 * MM * bool(below)
    rooms = [galley for galley in above if isinstance(galley, _Room)]
    for galley in rooms:
        galley.height += max(0.0, spare) / len(rooms)
    draw_column(above, press, box.left, box.top)
    draw_column(below, press, box.left, box.bottom + low)


@dataclass(frozen=True, slots=True)
class WritingRoom(Block):
    """Lines to write on, as many as a slip has room for, two at least."""

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        return [_Room((11 if press.theme.large else 9) * MM, width)]


class _Room(Galley):
    def __init__(self, pitch: float, width: float) -> None:
        self.pitch, self.width = pitch, width
        self.height = 2 * pitch

    def draw(self, press: Press, x: float, top: float) -> None:
        count = int((self.height + 0.01) // self.pitch)
        levels = [top - (row + 1) * self.pitch for row in range(count)]
        lines = [(x, level, x + self.width, level) for level in levels]
        press.canvas.rules(lines, 0.6, BOX)


@dataclass(frozen=True, slots=True)
class Stub(Block):
    """A part to tear off and keep: a line to cut along, a code to find the answer by, what it is for."""

    code: str
    says: str

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        sizes = press.theme.sizes
        code = Style(sizes.heading, bold=True, leading=1.3, centred=True)
        says = Style(sizes.small, ink=MUTED, leading=1.3, centred=True)
        section = Element("Sect", parent)
        lines = [
            set_words(press, words, style, width, Element("P", section))
            for words, style in ((self.code, code), (self.says, says))
            if words
        ]
        galley = _Torn(lines, width)
        galley.before = sizes.body
        return [galley]


class _Torn(Galley):
    def __init__(self, lines: Sequence[Lines], width: float) -> None:
        self.lines, self.width = lines, width
        self.height = sum(part.height for part in lines) + 5 * MM

    def draw(self, press: Press, x: float, top: float) -> None:
        _cut(press, x, top - 1 * MM, x + self.width, top - 1 * MM)
        y = top - 5 * MM
        for part in self.lines:
            part.draw(press, x, y)
            y -= part.height
