"""A flyer in a box: what is on in letters to be read from afar, the rest below."""

from __future__ import annotations

from dataclasses import dataclass

from allydesk.language import _
from allydesk.reports.engine.fit import Room, fit
from allydesk.reports.engine.fixed import Box
from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.qr import alt, draw_qr
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines
from allydesk.reports.engine.theme import INK, MM, MUTED

_MORE = (1.8, 1.6, 1.4, 1.2)  # times the usual sizes, where there is room
_FILLED = 0.8  # of the sheet
_FULL = 180 * MM  # of a page of A4 between its margins; on less everything is smaller


@dataclass(frozen=True, slots=True)
class Flyer:
    """What a flyer says, from the largest to the smallest. `address` becomes a QR code."""

    top: str
    title: str
    when: str
    where: str
    purpose: str
    facts: tuple[str, ...]
    address: str
    says: str
    colour: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A text with its type sizes and the share of the height that it may take."""

    text: str
    most: float
    share: float
    lines: int
    bold: bool = False
    ink: str = INK
    role: str = "P"
    gap: float = 0.35  # sizes above


def draw_flyer(press: Press, parent: Element, box: Box, flyer: Flyer) -> None:
    """Draw a flyer into a box: a band of colour, the title, then what one has to know."""
    scale = min(1.0, box.width / _FULL)
    ink = flyer.colour or press.theme.accent
    band = 9 * MM * scale
    press.canvas.box(box.left, box.top - band, box.width, band, fill=ink)
    code = _code_side(flyer, scale)
    room = Box(box.left, box.bottom + code, box.width, box.height - band - code)
    _column(press, parent, room, _parts(flyer, scale * _larger(press, room, flyer, scale)))
    if code:
        _code(press, parent, Box(box.left, box.bottom, box.width, code), flyer, scale)


def _larger(press: Press, box: Box, flyer: Flyer, scale: float) -> float:
    """Give how much larger the words may be where few of them would leave the sheet empty."""
    for more in _MORE:
        parts, told = _parts(flyer, scale * more), len(press.warnings)
        used = sum(part.gap * part.most for part in parts)
        used += sum(
            _fitted(press, Element("Sect"), part, _room(press, part, box, box.height)).height
            for part in parts
        )
        del press.warnings[told:]  # it was a try
        if used <= box.height * _FILLED:
            return more
    return 1.0


def _parts(flyer: Flyer, scale: float) -> list[_Part]:
    found = [
        _Part(flyer.top, 15 * scale, 0.16, 2, bold=True, ink=MUTED, gap=1.2),
        _Part(flyer.title, 54 * scale, 0.36, 4, bold=True, role="H1", gap=0.25),
        _Part(flyer.when, 25 * scale, 0.16, 3, bold=True, gap=0.7),
        _Part(flyer.where, 21 * scale, 0.12, 3, gap=0.25),
        _Part(flyer.purpose, 18 * scale, 0.24, 9, gap=1.2),
        *(_Part(words, 15 * scale, 0.1, 4, gap=0.9 if n == 0 else 0.3)
          for n, words in enumerate(flyer.facts)),
    ]  # fmt: skip
    return [part for part in found if part.text]


def _column(press: Press, parent: Element, box: Box, parts: list[_Part]) -> None:
    least = press.theme.sizes.small
    y = box.top
    for part in parts:
        y -= part.gap * max(part.most, least)
        room = _room(press, part, box, y - box.bottom)
        if room.height < least:
            press.warnings.append(
                _("There is no room for “{text}”. It is left out.").format(text=part.text)
            )
            continue
        lines = _fitted(press, parent, part, room)
        lines.draw(press, box.left, y)
        y -= lines.height


def _room(press: Press, part: _Part, box: Box, left: float) -> Room:
    least = press.theme.sizes.small
    return Room(
        box.width, min(box.height * part.share, left), max(part.most, least), least,
        part.lines, part.bold, part.ink, centred=False,
    )  # fmt: skip


def _fitted(press: Press, parent: Element, part: _Part, room: Room) -> Lines:
    lines = fit(press, part.text, room, Element(part.role, parent))
    lines.on_right = press.theme.rtl
    return lines


def _code_side(flyer: Flyer, scale: float) -> float:
    return max(26 * MM, 38 * MM * scale) if flyer.address else 0.0


def _code(press: Press, parent: Element, box: Box, flyer: Flyer, scale: float) -> None:
    """Draw the code where reading starts, and beside it where it leads."""
    side, gap = box.height, 4 * MM
    rtl = press.theme.rtl
    square = Box(box.right - side if rtl else box.left, box.bottom, side, side)
    element = Element("Figure", parent, Alt=alt(flyer.says, flyer.address))
    if not draw_qr(press, flyer.address, element, square):
        parent.children.remove(element)
    least = press.theme.sizes.small
    words = _Part(f"{flyer.says}\n{flyer.address}", 13 * scale, 1, 6)
    room = Room(
        box.width - side - gap, side, max(least, 13 * scale), least, 6, centred=False
    )  # fmt: skip
    lines = _fitted(press, parent, words, room)
    lines.draw(
        press, box.left if rtl else box.left + side + gap, box.top - (side - lines.height) / 2
    )
