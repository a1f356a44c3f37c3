"""QR codes: an address that a phone can read, for stories and for fixed pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from reportlab.graphics.barcode import qrencoder

from allydesk.language import _
from allydesk.reports.engine.canvas import Canvas, colour
from allydesk.reports.engine.clusters import tidy
from allydesk.reports.engine.fixed import Box
from allydesk.reports.engine.galley import Block, Galley, Press
from allydesk.reports.engine.tags import Element
from allydesk.reports.engine.text import Lines, Span, Style, set_words
from allydesk.reports.engine.theme import MM

_QUIET = 4  # modules that stay white on each side, or phones do not find the code
_LEAST_MODULE = 0.5 * MM  # of a code; a phone still reads it from a copy
_LEVEL = qrencoder.QRErrorCorrectLevel.M  # a sixth of it may be covered by a coffee ring
_MOST = 600  # bytes; more makes modules too small for paper


@lru_cache(maxsize=32)
def modules(text: str) -> tuple[tuple[bool, ...], ...] | None:
    """Give the rows of a code, True for black; None for a text that is too long, or empty."""
    data = text.encode("utf-8", "replace")
    if not data or len(data) > _MOST:
        return None
    code = qrencoder.QRCode(None, _LEVEL)
    words = data.decode("utf-8")
    code.addData(words if words.isascii() else qrencoder.QR8bitByte(words))
    code.make()
    return tuple(tuple(map(bool, row)) for row in code.modules)


def draw_qr(press: Press, text: str, element: Element, box: Box) -> bool:
    """Draw a code with its white edge into a square, as the figure that an element is.

    Give False, and a warning, if the text is too long.
    """
    rows = modules(text)
    if rows is None:
        _say_too_long(press, text)
        return False
    side = min(box.width, box.height)
    element.attributes["BBox"] = [box.left, box.top - side, box.left + side, box.top]
    with press.canvas.tag(element):
        _draw(press.canvas, rows, box.left, box.top, side)
    return True


def _say_too_long(press: Press, text: str) -> None:
    if text:
        told = _("This text is too long for a QR code: {text}")
        press.warnings.append(told.format(text=tidy(text[:60])))


def _draw(
    canvas: Canvas, rows: Sequence[Sequence[bool]], left: float, top: float, side: float
) -> None:
    """Fill all black modules as one path, so that no viewer shows seams between them."""
    canvas.box(left, top - side, side, side, fill="#FFFFFF")
    unit = side / (len(rows) + 2 * _QUIET)
    path = []
    for down, row in enumerate(rows, _QUIET):
        across = _QUIET
        for black, run in groupby(row):
            count = len(list(run))
            if black:
                x, y = left + across * unit, top - (down + 1) * unit
                path.append(f"{x:.3f} {y:.3f} {count * unit:.3f} {unit:.3f} re")
            across += count
    canvas.raw(f"{colour('#000000')} {' '.join(path)} f")


def alt(says: str, text: str) -> str:
    """Say in words what a code is for and what it holds."""
    return _("QR code: {says}, {text}").format(says=says, text=text)


class _Code(Galley):
    """A code, and beside it what it is for and the address in letters."""

    def __init__(self, text: str, side: float, element: Element, words: Sequence[Lines]) -> None:
        self.text, self.side, self.element, self.words = text, side, element, words
        self.height = max(side, sum(lines.height for lines in words))

    def draw(self, press: Press, x: float, top: float) -> None:
        rtl = press.theme.rtl
        gap = 4 * MM
        wide = self.words[0].width
        left = x + wide + gap if rtl else x
        draw_qr(press, self.text, self.element, Box(left, top - self.side, self.side, self.side))
        y = top - (self.height - sum(lines.height for lines in self.words)) / 2
        for lines in self.words:
            lines.draw(press, x if rtl else x + self.side + gap, y)
            y -= lines.height


@dataclass(frozen=True, slots=True)
class Qr(Block):
    """A code for an address; `says` is what one finds there. `size` in mm, with the white edge."""

    text: str
    says: str
    size: float = 32.0

    def set(self, press: Press, width: float, parent: Element) -> list[Galley]:
        rows = modules(self.text)
        least = (len(rows) + 2 * _QUIET) * _LEAST_MODULE if rows else 0
        side = max(least, min(self.size * MM, width / 2))
        sizes = press.theme.sizes
        element = Element("Figure", parent, Alt=alt(self.says, self.text))
        room = width - side - 4 * MM
        bold = set_words(press, self.says, Style(sizes.body, bold=True), room, Element("P", parent))
        address = [Span(self.text, url=self.text)] if "://" in self.text else self.text
        plain = set_words(press, address, Style(sizes.small), room, Element("P", parent))
        words = [bold, plain]
        for lines in words:
            lines.on_right = press.theme.rtl
        if rows is None:
            _say_too_long(press, self.text)
            parent.children.remove(element)
            return list(words)
        code = _Code(self.text, side, element, words)
        code.before = code.after = sizes.body * 0.6
        return [code]
