"""Questions answered in steps, and the sheet on which such answers are counted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from allydesk.language import _
from allydesk.reports.engine.fixed import for_the_eye
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.hand import field as hand
from allydesk.reports.engine.lines import longest_word
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines, Style, set_words
from allydesk.reports.engine.theme import BOX, INK, MM, MUTED, RULE

_PAD = 1 * MM
_QUESTION = 14.0  # type sizes: the least width of a question beside its steps


class Question(NamedTuple):
    """A question as it stands on screen and paper, with the number that both share."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Scale(Block):
    """Questions with a circle for each step, the words of the steps above the circles.

    A circle holds the digit under which it is typed in. Where there is no room for question and
    steps side by side, each question stands above its own steps.
    """

    questions: Sequence[Question]
    steps: Sequence[str]
    digits: bool = True

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        sizes = press.theme.sizes
        bold = press.font(bold=True)
        radius = (5 if press.theme.large else 3.6) * MM
        words = [longest_word(step, bold, sizes.small) for step in self.steps]
        step = max([2 * radius, *words]) + 3 * _PAD
        asked = width - step * len(self.steps)
        if asked < _QUESTION * sizes.body:
            return _stacked(self, press, width, parent, radius)
        plan = _Plan(press, width, parent, self.questions, self.steps, [step] * len(self.steps),
                     least=2 * radius + 2.4 * MM, radius=radius, digits=self.digits)  # fmt: skip
        return plan.galleys()


@dataclass(frozen=True, slots=True)
class Tally(Block):
    """A sheet to count filled-in forms on: a cell for strokes per question and step, and the sum."""

    questions: Sequence[Question]
    steps: Sequence[str]

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        large, sizes = press.theme.large, press.theme.sizes
        bold = press.font(bold=True)
        total = max(
            (22 if large else 15) * MM, longest_word(_("Sum"), bold, sizes.small) + 3 * _PAD
        )
        word = max(longest_word(step, bold, sizes.small) for step in self.steps) + 3 * _PAD
        most = (width - total - _QUESTION * sizes.body * 0.6) / len(self.steps)
        share = min(most, max(word, (width * 0.68 - total) / len(self.steps)))
        plan = _Plan(
            press, width, parent, self.questions, [*self.steps, _("Sum")],
            [share] * len(self.steps) + [total], least=(20 if large else 15) * MM,
        )  # fmt: skip
        return plan.galleys()


@dataclass
class _Plan:
    """A measured grid: questions down, steps across."""

    press: Press
    width: float
    parent: Element
    questions: Sequence[Question]
    steps: Sequence[str]
    widths: Sequence[float]
    least: float
    radius: float = 0.0  # of circles; none for cells to write in
    digits: bool = False
    element: Element = field(init=False)
    drawn: bool = False

    def __post_init__(self) -> None:
        sizes, press = self.press.theme.sizes, self.press
        self.element = Element("Table", self.parent)
        self.head = Element("THead", self.element)
        self.body = Element("TBody", self.element)
        self.asked = self.width - sum(self.widths) - 2 * MM
        self.lefts = list(accumulate(self.widths, initial=self.width - sum(self.widths)))
        head = Style(sizes.small, bold=True, centred=True, leading=1.2)
        row = Element("TR", self.head)
        Element("TD", row)
        self.heads = [
            set_words(press, step, head, wide - _PAD, Element("TH", row, Scope="Column"))
            for step, wide in zip(self.steps, self.widths, strict=True)
        ]
        self.head_height = max(lines.height for lines in self.heads) + 1.5 * MM
        self.rows = [_Asked(press, question, self.asked, self.body) for question in self.questions]
        heights = [max(self.least, row.height + 2.4 * MM) for row in self.rows]
        self.ends = list(accumulate(heights, initial=0.0))

    def galleys(self) -> list[Galley]:
        if not self.questions:
            return []
        whole = _Grid(self, 0, len(self.rows))
        whole.before = whole.after = self.press.theme.sizes.body
        return [whole]

    def left(self, place: int) -> float:
        """Give where a step's column starts; from the right in a right-to-left document."""
        left, wide = self.lefts[place], self.widths[place]
        return self.width - left - wide if self.press.theme.rtl else left


class _Asked:
    """A question with its number before it."""

    def __init__(self, press: Press, question: Question, width: float, parent: Element) -> None:
        size = press.theme.sizes.body
        self.row = Element("TR", parent)
        cell = Element("TH", self.row, Scope="Row")
        self.text = question.text
        self.number, self.words = _asked(press, question, width, cell, size)
        self.width, self.height = width, self.words.height

    def draw(self, press: Press, x: float, top: float) -> None:
        if self.number:
            self.number.draw(press, x, top)
        self.words.draw(press, x, top)


def _asked(
    press: Press, question: Question, width: float, cell: Element, size: float
) -> tuple[Lines | None, Lines]:
    """Set a question; its number has a column of its own."""
    style = Style(size, leading=1.25)
    number, indent = None, 0.0
    if question.number:
        bold = Style(size, bold=True, leading=1.25)
        number = set_words(press, question.number, bold, width, Element("P", cell))
        indent = max(press.font(bold=True).width("00", size), number.lines[0].width) + size * 0.6
        number.on_right = press.theme.rtl
    words = set_words(press, question.text, style, width, Element("P", cell), indent)
    words.on_right = words.mirrored = press.theme.rtl
    return number, words


class _Grid(Galley):
    """The questions from `start` to `stop`, below the words of the steps."""

    def __init__(self, plan: _Plan, start: int, stop: int) -> None:
        self.plan, self.start, self.stop = plan, start, stop
        self.units = max(1, stop - start)
        self.height = plan.head_height + plan.ends[stop] - plan.ends[start]

    @property
    def least(self) -> float:
        plan = self.plan
        return plan.head_height + plan.ends[min(self.stop, self.start + 2)] - plan.ends[self.start]

    def split(self, room: float, *, tight: bool = False) -> tuple[Galley, Galley] | None:
        plan = self.plan
        reach = plan.ends[self.start] + room - plan.head_height + 0.01
        cut = min(bisect_right(plan.ends, reach, lo=self.start) - 1, self.stop - 1)
        if cut <= self.start:
            return None
        first, rest = _Grid(plan, self.start, cut), _Grid(plan, cut, self.stop)
        first.before, rest.after = self.before, self.after
        return first, rest

    def draw(self, press: Press, x: float, top: float) -> None:
        plan = self.plan
        if plan.drawn:
            with for_the_eye(press.canvas):  # read once only
                self._heads(press, x, top)
        else:
            self._heads(press, x, top)
        plan.drawn = True
        y = top - plan.head_height
        press.canvas.rule(x, y, plan.width, 1.1, INK)
        for at in range(self.start, self.stop):
            tall = plan.ends[at + 1] - plan.ends[at]
            self._row(press, plan.rows[at], x, y, tall)
            y -= tall
            press.canvas.rule(x, y, plan.width, 0.5, RULE)

    def _heads(self, press: Press, x: float, top: float) -> None:
        plan = self.plan
        for place, lines in enumerate(plan.heads):
            low = top - plan.head_height + 1.2 * MM + lines.height
            lines.draw(press, x + plan.left(place) + _PAD / 2, low)

    def _row(self, press: Press, row: _Asked, x: float, top: float, tall: float) -> None:
        plan = self.plan
        left = x + (plan.width - plan.asked if press.theme.rtl else 0)
        row.draw(press, left, top - (tall - row.height) / 2)
        for place, step in enumerate(plan.steps):
            cell = Element("TD", row.row)
            at, wide = x + plan.left(place), plan.widths[place]
            if plan.radius:
                element = hand.field(cell, step, "choice")
                middle = (at + wide / 2, top - tall / 2)
                hand.circle(press, element, middle, plan.radius, _digit(place, wanted=plan.digits))
            else:
                element = hand.field(cell, step, "text")
                with press.canvas.tag(element):
                    press.canvas.box(at, top - tall, wide, tall, line=BOX, thick=0.6)


def _digit(place: int, *, wanted: bool) -> str:
    return str(place + 1) if wanted else ""


def _stacked(
    scale: Scale, press: Press, width: float, parent: Element, radius: float
) -> list[Galley]:
    """Give each question above its own circles, the words of the steps between them."""
    size = press.theme.sizes.body
    out: list[Galley] = []
    for question in scale.questions:
        number, words = _asked(press, question, width, parent, size)
        asked = _Over(number, words)
        asked.before, asked.keep = size * 0.9, True
        out += [asked, _Steps(scale, press, width, parent, radius)]
    return out


class _Over(Galley):
    """A question above its steps."""

    def __init__(self, number: Lines | None, words: Lines) -> None:
        self.number, self.words = number, words
        self.height = words.height

    def draw(self, press: Press, x: float, top: float) -> None:
        if self.number:
            self.number.draw(press, x, top)
        self.words.draw(press, x, top)


class _Steps(Galley):
    """The steps of one question: their words, and circles below them."""

    def __init__(
        self, scale: Scale, press: Press, width: float, parent: Element, radius: float
    ) -> None:
        self.scale, self.radius, self.width = scale, radius, width
        self.step = width / len(scale.steps)
        style = Style(press.theme.sizes.small, ink=MUTED, centred=True, leading=1.2)
        whole = Element("L", parent, ListNumbering="None")
        self.fields, self.words = [], []
        for step in scale.steps:
            item = Element("LI", whole)
            self.fields.append(hand.field(Element("Lbl", item), step, "choice"))
            self.words.append(
                set_words(press, step, style, self.step - _PAD, Element("LBody", item))
            )
        self.upper = max(lines.height for lines in self.words)
        self.before = 1 * MM
        self.height = self.upper + 2 * radius + 1.5 * MM

    def draw(self, press: Press, x: float, top: float) -> None:
        for place, (element, lines) in enumerate(zip(self.fields, self.words, strict=True)):
            left = x + place * self.step
            if press.theme.rtl:
                left = x + self.width - (place + 1) * self.step
            lines.draw(press, left + _PAD / 2, top - (self.upper - lines.height))
            middle = (left + self.step / 2, top - self.upper - 1 * MM - self.radius)
            hand.circle(
                press, element, middle, self.radius, _digit(place, wanted=self.scale.digits)
            )
