"""What was said and what came of it, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from allydesk.language import _
from allydesk.reports.engine.fixed import for_the_eye
from allydesk.reports.engine.flow import fill, reach
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines, Style, set_words
from allydesk.reports.engine.theme import MM, MUTED, RULE, TINT

_PAD = 4 * MM
_BAR = 1.2 * MM
_GAP = 6 * MM


class Answer(NamedTuple):
    """What somebody said, what was done, and the code by which they find it."""

    said: str
    did: str
    code: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class YouSaidWeDid(Block):
    """Answers in two columns, whose heads each page repeats."""

    answers: Sequence[Answer]
    said: str = ""  # the heads, if not "You said" and "We did"
    did: str = ""

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        if not self.answers:
            return []
        table = Element("Table", parent)
        heads = _heads(self, press, width, table)
        body = Element("TBody", table)
        rows = [_row(press, answer, width, Element("TR", body)) for answer in self.answers]
        galley = _Board(heads, rows)
        galley.before = galley.after = press.theme.sizes.body
        return [galley]


def _side(width: float) -> float:
    return (width - _GAP) / 2


def _heads(board: YouSaidWeDid, press: Press, width: float, table: Element) -> _Heads:
    style = Style(press.theme.sizes.heading, bold=True, ink=press.theme.accent, leading=1.3)
    row = Element("TR", Element("THead", table))
    words = (board.said or _("You said"), board.did or _("We did"))
    lines = [
        set_words(press, text, style, _side(width), Element("TH", row, Scope="Column"))
        for text in words
    ]
    for part in lines:
        part.on_right = press.theme.rtl
    return _Heads(lines, width)


def _row(press: Press, answer: Answer, width: float, row: Element) -> _Pair:
    sizes = press.theme.sizes
    inner = _side(width) - 2 * _PAD - _BAR
    said, did = Element("TD", row), Element("TD", row)
    small = Style(sizes.small, bold=True, ink=MUTED, leading=1.3)
    body = Style(sizes.body, leading=1.4)
    left: list[Galley] = []
    parts = ((answer.topic, small, said), (answer.said, body, said), (answer.code, small, said))
    for text, style, cell in parts:
        if text:
            left.append(_set(press, text, style, inner, cell))
    if answer.code and len(left) > 1:
        left[-1].before = sizes.body * 0.5
    right: list[Galley] = [_set(press, answer.did, body, inner, did)] if answer.did else []
    return _Pair(left, right, width)


def _set(press: Press, text: str, style: Style, width: float, cell: Element) -> Lines:
    lines = set_words(press, text, style, width, Element("P", cell))
    lines.on_right = press.theme.rtl
    return lines


class _Heads:
    def __init__(self, lines: Sequence[Lines], width: float) -> None:
        self.lines, self.width, self.drawn = lines, width, False
        self.height = max(part.height for part in lines) + 1 * MM

    def draw(self, press: Press, x: float, top: float) -> None:
        lefts = [x, x + _side(self.width) + _GAP]
        for left, part in zip(lefts[:: -1 if press.theme.rtl else 1], self.lines, strict=True):
            if self.drawn:
                with for_the_eye(press.canvas):  # read once only
                    part.draw(press, left, top)
            else:
                part.draw(press, left, top)
        self.drawn = True


class _Pair:
    """One answer: two boxes as high as each other."""

    def __init__(self, left: Sequence[Galley], right: Sequence[Galley], width: float) -> None:
        self.sides = (left, right)
        self.width = width
        self.put = [fill(side, float("inf"), 1)[0][0] for side in self.sides]
        self.height = max(map(reach, self.put)) + 2 * _PAD

    def split(self, room: float) -> tuple[_Pair, _Pair] | None:
        (left,), left_rest = fill(self.sides[0], room - 2 * _PAD, 1)
        (right,), right_rest = fill(self.sides[1], room - 2 * _PAD, 1)
        if not (left or right):
            return None
        first = _Pair([put.galley for put in left], [put.galley for put in right], self.width)
        return first, _Pair(left_rest, right_rest, self.width)

    def draw(self, press: Press, x: float, top: float) -> None:
        side, bottom = _side(self.width), top - self.height
        first, second = x, x + side + _GAP
        if press.theme.rtl:
            first, second = second, first
        canvas = press.canvas
        canvas.box(first, bottom, side, self.height, fill=TINT)
        bar = first + side - _BAR if press.theme.rtl else first
        canvas.box(bar, bottom, _BAR, self.height, fill=press.theme.accent)
        canvas.box(second, bottom, side, self.height, line=RULE, thick=0.9)
        shift = 0.0 if press.theme.rtl else _BAR
        for left, column in zip((first, second), self.put, strict=True):
            for put in column:
                put.galley.draw(press, left + _PAD + shift, top - _PAD - put.down)


class _Board(Galley):
    """Rows below their heads, cut between rows; a row too high for any page is cut itself."""

    apart = 3 * MM

    def __init__(self, heads: _Heads, rows: Sequence[_Pair]) -> None:
        self.heads, self.rows = heads, rows
        self.units = len(rows)
        self.height = heads.height + sum(row.height + self.apart for row in rows) - self.apart

    @property
    def least(self) -> float:
        return self.heads.height + self.rows[0].height

    def split(self, room: float, *, tight: bool = False) -> tuple[Galley, Galley] | None:
        left, fit = room - self.heads.height, 0
        while fit < len(self.rows) and self.rows[fit].height <= left + 0.01:
            left -= self.rows[fit].height + self.apart
            fit += 1
        here, rest = list(self.rows[:fit]), list(self.rows[fit:])
        if not here and tight:
            parts = rest[0].split(left)
            if parts:
                here, rest = [parts[0]], [parts[1], *rest[1:]]
        if not here or not rest:
            return None
        first, last = _Board(self.heads, here), _Board(self.heads, rest)
        first.before, last.after = self.before, self.after
        return first, last

    def draw(self, press: Press, x: float, top: float) -> None:
        self.heads.draw(press, x, top)
        y = top - self.heads.height
        for row in self.rows:
            row.draw(press, x, y)
            y -= row.height + self.apart
