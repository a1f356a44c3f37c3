"""What a label looks like: some lines, the first of them strong, in the middle of its height."""

from __future__ import annotations

from collections.abc import Sequence

from allydesk.language import _
from allydesk.reports.engine.fit import Room, fit
from allydesk.reports.engine.fixed import Box
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines, Style, set_words
from allydesk.reports.engine.theme import MM, MUTED

_LEAST = 10.0


def draw_address(press: Press, parent: Element, box: Box, *, lines: Sequence[str]) -> None:
    """Draw a name and lines below it: each on its own, run on where the label is too low for that."""
    inside = box.inset(1.5 * MM, 0.5 * MM)
    set_ = _first_that_fits(press, inside, lines)
    if set_ is None:
        set_ = [fit(press, lines[0], _name_room(inside), Element("P"))]
        press.warnings.append(
            _("The label of {name} has room for the name only.").format(name=lines[0])
        )
    y = inside.top - max(0.0, (inside.height - sum(part.height for part in set_)) / 2)
    for part in set_:
        parent.children.append(part.element)
        part.draw(press, inside.left, y)
        y -= part.height


def _name_room(box: Box) -> Room:
    return Room(box.width, box.height, 12, _LEAST, lines=9, bold=True, centred=False)


def _first_that_fits(press: Press, box: Box, lines: Sequence[str]) -> list[Lines] | None:
    """Give the lines at the largest size at which they fit, run on at the least size if need be."""
    size = 18.0 if press.theme.large else 13.0
    while size >= _LEAST:
        set_ = _set(press, box.width, lines, size)
        if sum(part.height for part in set_) <= box.height:
            return set_
        size -= 0.5
    set_ = _set(press, box.width, [lines[0], " · ".join(lines[1:])], _LEAST)
    return set_ if sum(part.height for part in set_) <= box.height else None


def _set(press: Press, width: float, lines: Sequence[str], size: float) -> list[Lines]:
    strong = Style(size, bold=True, leading=1.18)
    other = Style(max(_LEAST, size * 0.88), ink=MUTED, leading=1.18)
    return [
        set_words(press, text, other if place else strong, width, Element("P"))
        for place, text in enumerate(lines)
        if text
    ]


def draw_large(press: Press, parent: Element, box: Box, *, words: str, below: str = "") -> None:
    """Draw words as large as the label allows, as on the back of a folder, and a line below."""
    inside = box.inset(2 * MM, 1 * MM)
    second, low = None, 0.0
    if below:
        size = 18.0 if press.theme.large else 12.0
        room = Room(inside.width, inside.height * 0.4, size, _LEAST, lines=2, ink=MUTED)
        second = fit(press, below, room, Element("P"))
        low = second.height
    room = Room(
        inside.width, inside.height - low, 40, 11, lines=2 + words.count("\n"), bold=True
    )  # fmt: skip
    first = fit(press, words, room, Element("P", parent))
    y = inside.top - (inside.height - first.height - low) / 2
    first.draw(press, inside.left, y)
    if second:
        parent.children.append(second.element)
        second.draw(press, inside.left, y - first.height)
