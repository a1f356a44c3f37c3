"""What one badge looks like: a line at the top, the name as large as it may be, a foot."""

from __future__ import annotations

from typing import Protocol

from allydesk.language import _
from allydesk.reports.engine.fit import Room, fit, place
from allydesk.reports.engine.fixed import Box, for_the_eye
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.theme import BOX, INK, MM

_PHOTO_WORDS = {"yes": _("Photos: yes"), "ask": _("Photos: ask"), "no": _("Photos: no")}
_PAD = 2.5 * MM  # inside the safe box


class _Face(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def second(self) -> str: ...
    @property
    def pronouns(self) -> str: ...
    @property
    def photos(self) -> str: ...


def draw_badge(press: Press, parent: Element, box: Box, *, face: _Face, top: str) -> None:
    """Draw a badge into its safe box."""
    inside = box.inset(_PAD, 1.2 * MM)
    head = _head(press, parent, inside, top)
    foot = _foot(press, parent, inside, face)
    rest = Box(inside.left, inside.bottom + foot, inside.width, inside.height - head - foot)
    middle = rest.inset(0, 0.9 * MM)
    if face.name:
        _name(press, parent, middle, face)
    else:
        with for_the_eye(press.canvas):
            press.canvas.rule(
                middle.left, middle.bottom + middle.height * 0.3, middle.width, 0.8, BOX
            )


def _sizes(press: Press) -> tuple[float, float]:
    """Give the size of small lines on a card, and the least."""
    return (16.0, 12.0) if press.theme.large else (11.5, 10.0)


def _head(press: Press, parent: Element, box: Box, top: str) -> float:
    """Draw the line at the top with a bar below; give how much height they took."""
    most, least = _sizes(press)
    height = 0.0
    if top:
        room = Room(
            box.width, most * 1.3, most, least, bold=True, ink=press.theme.accent, centred=False
        )
        line = fit(press, top, room, Element("P", parent))
        line.draw(press, box.left, box.top)
        height = line.height + 0.6 * MM
    press.canvas.box(
        box.left, box.top - height - 0.7 * MM, box.width, 0.7 * MM, fill=press.theme.accent
    )
    return height + 0.7 * MM


def _name(press: Press, parent: Element, box: Box, face: _Face) -> None:
    """Draw the name, and the second line right below it, in the middle."""
    large = press.theme.large
    small = 18.0 if large else 14.0
    second = None
    below = 0.0
    if face.second:
        room = Room(box.width, small * 2.5, small, _sizes(press)[1], lines=2)
        second = fit(press, face.second, room, Element("P"))
        below = second.height + 0.6 * MM
    room = Room(
        box.width, box.height - below, most=56 if large else 44,
        least=20 if large else 16, lines=2, bold=True, leading=1.12,
    )  # fmt: skip
    name = fit(press, face.name, room, Element("P", parent))
    lift = (box.height - name.height - below) / 2
    name.draw(press, box.left, box.top - lift)
    if second:
        parent.children.append(second.element)
        second.draw(press, box.left, box.top - lift - name.height - 0.6 * MM)


def _foot(press: Press, parent: Element, box: Box, face: _Face) -> float:
    """Draw pronouns and the photo mark at the bottom; give how much height they took."""
    parts = [(face.pronouns, ""), (_PHOTO_WORDS.get(face.photos, ""), face.photos)]
    parts = [(words, kind) for words, kind in parts if words]
    if not parts:
        return 0.0
    most, least = _sizes(press)
    share = (box.width - (len(parts) - 1) * 3 * MM) / len(parts)
    drawn = [
        (fit(press, words, _foot_room(share, most, least, kind), Element("P", parent)), kind)
        for words, kind in parts
    ]
    height = max(lines.height for lines, _kind in drawn)
    for side, (lines, kind) in enumerate(drawn):
        mark = most * 1.15 if kind else 0.0
        lines.width = max(line.width for line in lines.lines)
        spare = box.width - lines.width - mark
        at_right = side != int(press.theme.rtl)
        left = box.left + (spare / 2 if len(drawn) == 1 else spare if at_right else 0)
        place(lines, press, Box(left + mark, box.bottom, lines.width, height))
        if kind:
            _photo_mark(press, kind, left, box.bottom + height / 2, most * 0.42)
    return height + 0.8 * MM


def _foot_room(share: float, most: float, least: float, kind: str) -> Room:
    width = share - (most * 1.15 if kind else 0)
    return Room(width, most * 2.4, most, least, lines=2, ink=INK, centred=False)


def _photo_mark(press: Press, kind: str, left: float, middle: float, radius: float) -> None:
    """Draw a full circle, a ring or a crossed ring: to be told apart in grey, and from afar."""
    canvas, x = press.canvas, left + radius
    with for_the_eye(canvas):
        canvas.saveState()
        canvas.setLineWidth(radius * 0.35)
        canvas.setStrokeColor(INK)
        canvas.setFillColor(INK if kind == "yes" else "#FFFFFF")
        canvas.circle(x, middle, radius * 0.85, stroke=1, fill=1)
        if kind == "no":
            reach = radius * 0.6
            canvas.line(x - reach, middle - reach, x + reach, middle + reach)
        canvas.restoreState()
