"""The two fonts of the program as ReportLab sees them: "Ally" and "Ally-Bold".

Each is a stack of faces behind one name. Only this module, `canvas` and `embed` know how ReportLab
works inside; tests/reports/engine/test_contract.py says what they rely on.
"""

from __future__ import annotations

import threading
import unicodedata
from contextlib import suppress
from functools import lru_cache
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfmetrics

from allydesk.reports.engine import faces
from allydesk.reports.engine.embed import Used, embed
from allydesk.reports.engine.shape import Glyph, Line, Piece, Shaper

REGULAR, BOLD = "Ally", "Ally-Bold"

_LATIN_TOP, _LATIN_BOTTOM = 760, -240  # thousandths of the size
_CLEARANCE = 0.1  # sizes, between the ink of two lines
_LEAST_PITCH = 1.1
_MIN_MOVE = 0.05  # thousandths of the size; less is not seen
_MIN_RISE = 1e-4  # points
# Letters that need no shaping: one glyph each, in the order they are typed.
_SIMPLE = (
    *range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x250), *range(0x370, 0x483),
    *range(0x48A, 0x530), *range(0x1E00, 0x2000), *range(0x2010, 0x2016), *range(0x2018, 0x201F),
    0x2022, 0x2026, 0x202F, 0x20AC,
)  # fmt: skip
_registering = threading.Lock()


class _Codes(dict[str, str]):
    """Each simple character's code in a document, as it is written: four hexadecimal digits."""

    def __init__(self, used: Used, glyphs: dict[str, int]) -> None:
        super().__init__()
        self.used, self._glyphs = used, glyphs

    def __missing__(self, char: str) -> str:
        code = f"{self.used.code(self._glyphs[char], char):04X}"
        self[char] = code
        return code


class _Document:
    """What one document has used of a stack."""

    def __init__(self) -> None:
        self.used: dict[faces.Face, Used] = {}
        self.codes: _Codes | None = None
        self.missing: dict[str, tuple[str, ...]] = {}


class Stack:
    """A font by ReportLab's rules that finds a face for every character."""

    _dynamicFont = 1  # noqa: N815  ReportLab's names, here and below
    _multiByte = 1  # noqa: N815
    shapable = False
    encoding = None
    substitutionFonts: tuple[()] = ()  # noqa: N815

    def __init__(self, name: str, weight: int) -> None:
        self.fontName = name
        self.shaper = Shaper(weight)
        primary = self.shaper.primary
        self.ascent, self.descent = primary.ascent, primary.descent
        self.face = SimpleNamespace(
            ascent=primary.ascent, descent=primary.descent, name=name, familyName=name,
            bold=int(weight == faces.BOLD), italic=0, bbox=[0, primary.descent, 1000, primary.ascent],
        )  # fmt: skip
        found = {chr(code): primary.glyph(code) for code in _SIMPLE}
        self._glyphs = {
            char: glyph
            for char, glyph in found.items()
            if glyph is not None and not unicodedata.combining(char)
        }
        self._widths = {char: primary.advance(glyph) for char, glyph in self._glyphs.items()}
        self._documents: WeakKeyDictionary[Any, _Document] = WeakKeyDictionary()

    def width(
        self, text: str, size: float, base: int | None = None, *, fine: bool = False
    ) -> float:
        """Give the width of a text in points; `fine` if it will be drawn with kerning."""
        if not fine:
            with suppress(KeyError):
                return sum(map(self._widths.__getitem__, text)) * size * 0.001
        return self.shaper.line(text, base).width * size * 0.001

    def is_simple(self, text: str) -> bool:
        return self._widths.keys() >= set(text)

    def height(self, text: str) -> float:
        """Give the least distance from line to line, in sizes: more where marks are stacked."""
        above, below = self.reach(text)
        return max(_LEAST_PITCH, above + below + _CLEARANCE)

    def reach(self, text: str) -> tuple[float, float]:
        """Give how far the ink of a text may reach above and below its baseline, in sizes."""
        top, bottom = float(_LATIN_TOP), float(_LATIN_BOTTOM)
        if not self.is_simple(text):
            line = self.shaper.line(text, None)
            top, bottom = max(line.top, top), min(line.bottom, bottom)
        return top * 0.001, -bottom * 0.001

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        return self.width(text.decode(encoding) if isinstance(text, bytes) else text, size)

    def splitString(self, *_args: object) -> None:  # noqa: N802
        raise NotImplementedError("A stack can only be drawn on a canvas of the engine.")

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Embed what the document used; ReportLab calls this when it writes the file."""
        for used in self._documents.pop(doc).used.values():
            embed(doc, used)

    def missing(self, doc: Any) -> dict[str, tuple[str, ...]]:
        """Give the texts of a document in which something could not be printed, and what."""
        state = self._documents.get(doc)
        return state.missing if state else {}

    def operators(
        self, doc: Any, text: str, size: float, *, base: int | None = None, rise: float = 0,
        fine: bool = False,
    ) -> str:  # fmt: skip
        """Give the PDF operators that show a text; the caller has opened the text object."""
        state = self._state(doc)
        if state.codes is None:
            state.codes = _Codes(self._used(state, self.shaper.primary), self._glyphs)
        if not fine:
            with suppress(KeyError):
                codes = "".join(map(state.codes.__getitem__, text))
                return f"/{state.codes.used.name} {size:g} Tf <{codes}> Tj"
        line = self.shaper.line(text, base)
        if line.missing:
            state.missing[text] = line.missing
        return self._shaped(state, line, size, rise)

    def _state(self, doc: Any) -> _Document:
        state = self._documents.get(doc)
        if state is None:
            state = self._documents[doc] = _Document()
            doc.fontMapping[self.fontName] = f"/{self.fontName}"
            doc.delayedFonts.append(self)
        return state

    def _used(self, state: _Document, face: faces.Face) -> Used:
        used = state.used
        if face not in used:
            used[face] = Used(face, f"{self.fontName.replace('-', '')}{len(used)}")
        return used[face]

    def _shaped(self, state: _Document, line: Line, size: float, rise: float) -> str:
        out: list[str] = []
        for run in line.runs:
            used = self._used(state, run.face)
            out.append(f"/{used.name} {size:g} Tf")
            pen = _Pen(used, size, rise, out)
            for piece in run.pieces:
                pen.show(piece)
            pen.finish()
        return " ".join(out)


class _Pen:
    """Writes the glyphs of one run: codes, the moves between them, and marked texts."""

    def __init__(self, used: Used, size: float, rise: float, out: list[str]) -> None:
        self.used, self.size, self.usual, self.out = used, size, rise, out
        self.rise = rise
        self.codes = ""
        self.move = 0.0
        self.array: list[str] = []

    def show(self, piece: Piece) -> None:
        known = all(glyph.rides or self.used.code(glyph.id, glyph.text) for glyph in piece.glyphs)
        spanned = (piece.spanned or not known) and bool(piece.text)
        if spanned:
            self._flush()
            text = piece.text.encode("utf-16-be").hex().upper()
            self.out.append(f"/Span <</ActualText <FEFF{text}>>> BDC")
        for glyph in piece.glyphs:
            self._glyph(glyph)
        if spanned:
            self._flush()
            self.out.append("EMC")

    def finish(self) -> None:
        if abs(self.move) > _MIN_MOVE:
            self._close_codes()
            self.array.append(fp_str(self.move))
            self.move = 0.0
        self._flush()
        if self.rise != self.usual:
            self.out.append(f"{fp_str(self.usual)} Ts")

    def _glyph(self, glyph: Glyph) -> None:
        if glyph.rides:
            code = self.used.code(glyph.id, glyph.text, (glyph.dx, glyph.dy))
            self.codes += f"{code:04X}"
            return
        rise = self.usual + glyph.dy * self.size * 0.001
        if abs(rise - self.rise) > _MIN_RISE:
            self._flush()
            self.out.append(f"{fp_str(rise)} Ts")
            self.rise = rise
        self.move -= glyph.dx
        if abs(self.move) > _MIN_MOVE:
            self._close_codes()
            self.array.append(fp_str(self.move))
            self.move = 0.0
        code = self.used.code(glyph.id, glyph.text) or self.used.any_code(glyph.id)
        self.codes += f"{code:04X}"
        self.move += glyph.own - glyph.advance + glyph.dx

    def _close_codes(self) -> None:
        if self.codes:
            self.array.append(f"<{self.codes}>")
            self.codes = ""

    def _flush(self) -> None:
        self._close_codes()
        if self.array:
            self.out.append(f"[{' '.join(self.array)}] TJ")
            self.array = []


@lru_cache(maxsize=2)
def stack(name: str) -> Stack:
    """Give one of the two fonts, known to ReportLab from then on."""
    with _registering:
        font = Stack(name, faces.BOLD if name == BOLD else faces.REGULAR)
        pdfmetrics.registerFont(font)
        if name == BOLD:
            pdfmetrics.registerFontFamily(
                REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD
            )
    return font
