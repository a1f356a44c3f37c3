"""Words in a place of a fixed size: as large as they may be there, and never outside."""

from __future__ import annotations

import math
import re
import textwrap
from bisect import bisect_left
from dataclasses import dataclass

from allydesk.language import _
from allydesk.reports.engine.clusters import clusters, tidy
from allydesk.reports.engine.fixed import Box
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.lines import Fragment, SetLine, longest_word, pieces
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines, Style, set_words
from allydesk.reports.engine.theme import INK

_STEP = 0.5  # points between the sizes that are tried
_GOES_ON = "\u00a0…"
_SENTENCE = re.compile(r"[.!?؟۔।]+[\"'”’»)]*\s+|[。！？]+[」』”）]*\s*")


@dataclass(frozen=True, slots=True)
class Room:
    """What words may take: points across and down, type sizes, lines."""

    width: float
    height: float
    most: float
    least: float
    lines: int = 1
    bold: bool = False
    ink: str = INK
    centred: bool = True
    leading: float = 1.15

    def style(self, size: float) -> Style:
        return Style(size, self.bold, self.ink, self.leading, self.centred)


def fit(press: Press, text: str, room: Room, element: Element) -> Lines:
    """Set a text as large as its room allows.

    It is broken into so many lines first and shrunk then. At the smallest size it may take more
    lines, as many as there is room for; what still does not fit ends in "…" and is told in a warning.
    """
    text = tidy(text)
    tries = range(max(0, math.ceil((room.most - room.least) / _STEP)) + 1)
    sizes = [max(room.least, room.most - n * _STEP) for n in tries]
    at = 0
    if not _sits(press, text, room, room.most):
        at = bisect_left(sizes, 1, 1, key=lambda size: int(_sits(press, text, room, size)))
    size = sizes[min(at, len(sizes) - 1)]
    lines = set_words(press, text, room.style(size), room.width, element)
    if at == len(sizes):
        _cut(press, lines, room, text)
    elif room.centred and len(lines.lines) > 1 and "\n" not in text:
        lines = _balanced(press, text, room, size, lines, element)
    above, below = press.font(bold=room.bold).reach(text)
    lines.fall = max(min(lines.fall, lines.pitch - below * size), above * size)
    return lines


def holds(press: Press, text: str, room: Room) -> bool:
    """Say whether a text has room at its smallest size, on as many lines as it takes."""
    text = tidy(text)
    if longest_word(text, press.font(bold=room.bold), room.least) > room.width:
        return False
    lines = set_words(press, text, room.style(room.least), room.width, Element("P"))
    return lines.height <= room.height + 0.01


def beginning(press: Press, text: str, room: Room) -> tuple[str, str]:
    """Give as much of a text as has room at its smallest size, and the rest.

    It ends with a sentence where one ends in its second half, else between two words.
    """
    text = tidy(text)
    ends, at = [0], 0
    for piece in pieces(text):
        at += len(piece)
        ends.append(at)

    def too_long(end: int) -> int:
        return int(not holds(press, text[:end].rstrip() + _GOES_ON, room))

    if holds(press, text, room):
        return text, ""
    found = bisect_left(ends, 1, 1, key=too_long)
    most = ends[found - 1]
    sentences = [end.end() for end in _SENTENCE.finditer(text, most // 2, most)]
    if sentences:
        return text[: sentences[-1]].rstrip(), text[sentences[-1] :].lstrip()
    return (text[:most].rstrip() + _GOES_ON, f"… {text[most:].lstrip()}") if most else ("", text)


def _sits(press: Press, text: str, room: Room, size: float) -> bool:
    if longest_word(text, press.font(bold=room.bold), size) > room.width:
        return False
    lines = set_words(press, text, room.style(size), room.width, Element("P"))
    return len(lines.lines) <= room.lines and lines.height <= room.height + 0.01


def _balanced(
    press: Press, text: str, room: Room, size: float, wide: Lines, element: Element
) -> Lines:
    """Break centred lines so that they are about as long as each other."""
    low, high = longest_word(text, press.font(bold=room.bold), size), room.width
    best = wide
    for _step in range(6):
        middle = (low + high) / 2
        tried = set_words(press, text, room.style(size), middle, element)
        if len(tried.lines) <= len(wide.lines):
            high, best = middle, tried
        else:
            low = middle
    best.width = room.width
    return best


def _cut(press: Press, lines: Lines, room: Room, text: str) -> None:
    most = max(1, int((room.height + 0.01) // lines.pitch))
    if len(lines.lines) <= most:
        return
    last = lines.lines[most - 1]
    lines.lines = [*lines.lines[: most - 1], _with_ellipsis(last, room.width, lines.base)]
    start = textwrap.shorten(text, 60, placeholder="…")
    press.warnings.append(
        _("“{text}” is too long for its place. Its end is left out.").format(text=start)
    )


def _with_ellipsis(line: SetLine, width: float, base: int) -> SetLine:
    first = line.fragments[0]
    ends = [end for _start, end in clusters(line.text)]
    cut: Fragment = first.with_text("…")
    for end in reversed(ends):
        cut = first.with_text(line.text[:end].rstrip() + "…")
        if cut.width(base) <= width:
            break
    return SetLine((cut,), cut.width(base))


def place(lines: Lines, press: Press, box: Box, at: float = 0.5) -> None:
    """Draw lines in a box; `at` is 0 at its top, 1 at its bottom."""
    lines.draw(press, box.left, box.top - (box.height - lines.height) * at)
