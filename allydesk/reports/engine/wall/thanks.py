"""Cards of thanks to hand over: flat, to cut apart, or to fold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from allydesk.language import _
from allydesk.reports.engine.fit import Room, fit
from allydesk.reports.engine.fixed import Box, FixedPage, Pages, for_the_eye
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.hand.slips import cut_boxes, cut_lines
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.tent import dashed
from allydesk.reports.engine.text import Lines
from allydesk.reports.engine.theme import BOX, INK, MM, MUTED, PAPERS, Theme

Size = Literal["a5", "a6"]
_INSET = 8 * MM
_PAD = 7 * MM
_LINE = 9 * MM  # from line to line, for a pen
# How many cards stand beside and below each other, and whether the paper lies across.
_FLAT = {"a5": (1, 2, False), "a6": (2, 2, True)}
_FOLDED = {"a5": (1, 1, True), "a6": (1, 2, False)}


@dataclass(frozen=True, slots=True)
class ThanksCard:
    """What a card says. Without a message there are lines to write one on."""

    heading: str
    name: str = ""
    message: str = ""
    sender: str = ""
    date: str = ""


def thanks_pages(
    cards: Sequence[ThanksCard], theme: Theme, size: Size = "a6", *, folded: bool = False
) -> Pages:
    """Give the pages of cards as large as a half (A5) or a quarter (A6) of the paper.

    A folded card has its heading and name outside and the message inside; its pages come in pairs,
    for both sides of the sheet.
    """
    across, down, lies = (_FOLDED if folded else _FLAT)[size]
    short, long = PAPERS[theme.paper]
    wide, high = (long, short) if lies else (short, long)
    paper = Box(0, 0, wide, high)
    pages: list[FixedPage] = []
    for at in range(0, len(cards), across * down):
        group = cards[at : at + across * down]
        sides: tuple[Literal["flat", "out", "in"], ...] = ("out", "in") if folded else ("flat",)
        pages += [
            FixedPage(wide, high, partial(
                _sheet, cards=group, paper=paper, across=across, down=down, side=side))
            for side in sides
        ]  # fmt: skip
    return Pages(pages, notes=tuple(_notes(size, folded=folded)))


def _notes(size: Size, *, folded: bool) -> Iterator[str]:
    if folded:
        edge = _("the short edge") if size == "a5" else _("the long edge")
        yield _("Print on both sides, turned over {edge}. Then fold.").format(edge=edge)


def _sheet(
    press: Press, parent: Element, *, cards: Sequence[ThanksCard], paper: Box, across: int,
    down: int, side: Literal["flat", "out", "in"],
) -> None:  # fmt: skip
    boxes = cut_boxes(paper, across, down, rtl=press.theme.rtl and side == "flat")
    for card, box in zip(cards, boxes, strict=False):
        section = Element("Sect", parent)
        if side == "flat":
            _face(press, section, box, card, whole=True)
        else:
            _folded(press, section, box, card, outside=side == "out")
    if side != "in":  # from one side is enough
        cut_lines(press, paper, across, down)


def _folded(press: Press, parent: Element, box: Box, card: ThanksCard, *, outside: bool) -> None:
    """Draw one side of a card that is opened like a book in the document's language."""
    half = Box(box.left, box.bottom, box.width / 2, box.height)
    right = half._replace(left=box.left + half.width)
    if outside:
        _face(press, parent, half if press.theme.rtl else right, card, whole=False)
        middle = right.left
        with for_the_eye(press.canvas):
            dashed(press.canvas, middle, box.bottom + 6 * MM, middle, box.bottom + 11 * MM)
            dashed(press.canvas, middle, box.top - 11 * MM, middle, box.top - 6 * MM)
        return
    inside = (half if press.theme.rtl else right).inset(_INSET + _PAD)
    _message(press, parent, inside, card, _scale(box))


def _face(press: Press, parent: Element, box: Box, card: ThanksCard, *, whole: bool) -> None:
    """Draw the front; on a flat card the message is there too."""
    frame = box.inset(_INSET)
    _ornament(press, frame)
    inside = frame.inset(_PAD, _PAD * 1.15)
    scale, least = _scale(box), 18.0 if press.theme.large else 11.0
    share = 0.26 if whole else 0.34
    heading = Room(inside.width, inside.height * share, 34 * scale, least, lines=2, bold=True,
                   ink=press.theme.accent, leading=1.15)  # fmt: skip
    name = Room(inside.width, inside.height * share, 24 * scale, least, lines=2, bold=True,
                leading=1.2)  # fmt: skip
    set_ = [_fit(press, parent, words, room)
            for words, room in ((card.heading, heading), (card.name, name)) if words]  # fmt: skip
    taken = sum(lines.height for lines in set_) + 2 * MM * len(set_)
    y = inside.top if whole else inside.top - max(0.0, inside.height - taken) * 0.4
    for lines in set_:
        lines.draw(press, inside.left, y)
        y -= lines.height + 2 * MM
    if not card.name:
        _pen_line(press, inside, y - 8 * MM)
        y -= 10 * MM
    if whole:
        below = Box(inside.left, inside.bottom, inside.width, y - inside.bottom)
        _message(press, parent, below, card, scale)


def _scale(box: Box) -> float:
    """Give how much larger than on a card of A6 words may be."""
    return max(1.0, min(1.5, box.height / (105 * MM)))


def _pen_line(press: Press, box: Box, y: float) -> None:
    long = box.width * 0.7
    press.canvas.rule(box.left + (box.width - long) / 2, y, long, 0.7, BOX)


def _message(press: Press, parent: Element, box: Box, card: ThanksCard, scale: float) -> None:
    """Draw the message in the middle, and below it who says so and when."""
    most, least = (22.0, 18.0) if press.theme.large else (15.0 * scale, 10.5)
    text = Element("P", parent)
    said = " · ".join(part for part in (card.sender, card.date) if part)
    low = 0.0
    if said:
        room = Room(box.width, 4 * least, max(12.0, least), least, lines=3, ink=MUTED)
        foot = _fit(press, parent, said, room)
        low = foot.height + 2 * MM
        foot.draw(press, box.left, box.bottom + foot.height)
    rest = Box(box.left, box.bottom + low, box.width, box.height - low)
    if not card.message:
        parent.children.remove(text)
        count = max(1, int(rest.height // _LINE) - 1)
        levels = [rest.top - (n + 1) * _LINE for n in range(count)]
        press.canvas.rules([(box.left, y, box.right, y) for y in levels], 0.6, BOX)
        return
    room = Room(rest.width, rest.height, most, least, lines=14, leading=1.35, ink=INK)
    lines = fit(press, card.message, room, text)
    lines.draw(press, rest.left, rest.top - max(0.0, rest.height - lines.height) / 2)


def _fit(press: Press, parent: Element, words: str, room: Room) -> Lines:
    lines = fit(press, words, room, Element("P", parent))
    lines.on_right = press.theme.rtl
    return lines


def _ornament(press: Press, frame: Box) -> None:
    """Draw a fine frame, broken at the top by three diamonds."""
    canvas, middle = press.canvas, frame.left + frame.width / 2
    gap, side = 13 * MM, 2.1 * MM
    ink = press.theme.accent
    left, right, low, top = frame.left, frame.right, frame.bottom, frame.top
    with for_the_eye(canvas):
        canvas.rules(
            [(left, top, middle - gap, top), (middle + gap, top, right, top),
             (left, low, right, low), (left, low, left, top), (right, low, right, top)],
            1.1, ink,
        )  # fmt: skip
        canvas.saveState()
        canvas.setFillColor(ink)
        canvas.setStrokeColor(ink)
        canvas.setLineWidth(1.1)
        for place, part in ((-1, 0.75), (0, 1.0), (1, 0.75)):
            x, reach = middle + place * 7 * MM, side * part
            path = canvas.beginPath()
            path.moveTo(x - reach, top)
            for across, up in ((x, top + reach), (x + reach, top), (x, top - reach)):
                path.lineTo(across, up)
            path.close()
            canvas.drawPath(path, stroke=1, fill=int(place == 0))
        canvas.restoreState()
