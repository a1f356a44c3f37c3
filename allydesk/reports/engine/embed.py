"""Faces written into a PDF: a small Type 0 font of the glyphs that were used, and their text."""

from __future__ import annotations

import io
import zlib
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from allydesk.reports.engine.faces import Face

_LAYOUT = (
    "GSUB", "GPOS", "GDEF", "STAT", "DSIG", "MATH", "BASE", "VORG", "vhea", "vmtx", "VVAR", "name",
    "kern", "post", "OS/2", "cmap",
)  # fmt: skip
_FLAGS = (
    hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.DESUBROUTINIZE
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    | hb.SubsetFlags.DOWNGRADE_CFF2
    | hb.SubsetFlags.NOTDEF_OUTLINE
)
_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
)
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
_EXACTLY = 0x0002 | 0x0004  # offsets are coordinates, rounded to the grid
_FAR = 16_000  # units: a font holds no larger numbers than twice that
_CMAP_BLOCK = 100  # entries that one block may hold


Shift = tuple[float, float]  # to the right and up, in thousandths of the size


class Used:
    """The glyphs of one face that a document uses: a code for each glyph with its text."""

    def __init__(self, face: Face, name: str) -> None:
        self.face, self.name = face, name
        self.codes: dict[tuple[int, str, Shift | None], int] = {}
        self._first: dict[int, str] = {}

    def code(self, glyph: int, text: str, shift: Shift | None = None) -> int | None:
        """Give the code of a glyph; None if the font already says another text for it.

        In a CFF font a glyph has one code only, so it can stand for one text only, and no shift.
        """
        found = self.codes.get((glyph, text, shift))
        if found is None:
            if self.face.is_cff and self._first.setdefault(glyph, text) != text:
                return None
            found = self.codes[glyph, text, shift] = len(self.codes) + 1
        return found

    def any_code(self, glyph: int) -> int:
        """Give the code a glyph has, whatever its text."""
        return self.codes[glyph, self._first[glyph], None]


def embed(doc: Any, used: Used) -> None:
    """Write the font of these glyphs into a document and publish it under its name."""
    data, places = _subset(used)
    base = f"{_prefix(used)}+{used.face.name}"
    descriptor = _descriptor(doc, used, base, data)
    widths: list[Any] = []
    for (glyph, _text, shift), code in used.codes.items():
        wide = 0 if shift else round(used.face.advance(glyph), 3)
        widths += [code, pdfdoc.PDFArray([wide])]
    kind = "CIDFontType0" if used.face.is_cff else "CIDFontType2"
    system = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity")}
    font = pdfdoc.PDFDictionary(
        {
            "Type": "/Font", "Subtype": f"/{kind}", "BaseFont": f"/{base}",
            "CIDSystemInfo": pdfdoc.PDFDictionary({**system, "Supplement": 0}),
            "FontDescriptor": doc.Reference(descriptor, f"descriptor:{used.name}"),
            "W": pdfdoc.PDFArray(widths), "DW": 1000,
        }
    )  # fmt: skip
    if not used.face.is_cff:
        table = bytearray(2 * (len(used.codes) + 1))
        for (glyph, _text, shift), code in used.codes.items():
            table[2 * code : 2 * code + 2] = places[glyph, shift].to_bytes(2, "big")
        font["CIDToGIDMap"] = doc.Reference(_stream(bytes(table)), f"glyphs:{used.name}")
    composite = pdfdoc.PDFDictionary(
        {
            "Type": "/Font", "Subtype": "/Type0", "Encoding": "/Identity-H",
            "BaseFont": f"/{base}-Identity-H" if used.face.is_cff else f"/{base}",
            "DescendantFonts": pdfdoc.PDFArray([doc.Reference(font, f"cid:{used.name}")]),
            "ToUnicode": doc.Reference(_stream(_to_unicode(used)), f"text:{used.name}"),
        }
    )  # fmt: skip
    doc.Reference(composite, used.name)
    doc.idToObject["BasicFonts"].dict[used.name] = pdfdoc.PDFObjectReference(used.name)


def _stream(data: bytes, **entries: Any) -> Any:
    stream = pdfdoc.PDFStream(content=data, filters=[pdfdoc.PDFZCompress])
    for key, value in entries.items():
        stream.dictionary[key] = value
    return stream


def _prefix(used: Used) -> str:
    """Give the six letters that tell one subset from another, always the same for the same text."""
    digest = zlib.crc32(repr((used.face.name, list(used.codes))).encode())
    return "".join(chr(65 + (digest >> 4 * place) % 26) for place in range(6))


def _descriptor(doc: Any, used: Used, base: str, data: bytes) -> Any:
    face = used.face
    if face.is_cff:
        key, file = "FontFile3", _stream(data, Subtype="/CIDFontType0C")
    else:
        key, file = "FontFile2", _stream(data, Length1=len(data))
    return pdfdoc.PDFDictionary(
        {
            "Type": "/FontDescriptor", "FontName": f"/{base}", "Flags": 4, "ItalicAngle": 0,
            "FontBBox": pdfdoc.PDFArray([-1000, round(face.descent), 3000, round(face.ascent)]),
            "Ascent": round(face.ascent), "Descent": round(face.descent),
            "CapHeight": 714, "StemV": 80,
            key: doc.Reference(file, f"file:{used.name}"),
        }
    )  # fmt: skip


def _to_unicode(used: Used) -> bytes:
    entries = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for (_glyph, text, _shift), code in used.codes.items()
    ]
    lines = [_CMAP_HEAD]
    for at in range(0, len(entries), _CMAP_BLOCK):
        block = entries[at : at + _CMAP_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, _CMAP_TAIL]).encode("ascii")


def _subset(used: Used) -> tuple[bytes, dict[tuple[int, Shift | None], int]]:
    """Give the font file of the used glyphs, and the place in it of each glyph with its shift."""
    face = used.face
    wanted = hb.SubsetInput()
    wanted.glyph_set.update([0, *(glyph for glyph, _text, _shift in used.codes)])
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _LAYOUT)
    wanted.flags = _FLAGS
    if face.axes:
        wanted.pin_all_axes_to_default(face.hb)
        wanted.pin_axis_location(face.hb, "wght", face.source.weight)
    plan = hb.SubsetPlan(face.hb, wanted)
    found = dict(plan.old_to_new_glyph_mapping)
    places: dict[tuple[int, Shift | None], int] = {(old, None): new for old, new in found.items()}
    data = bytes(plan.execute().blob.data)
    if face.is_cff:
        codes = {found[glyph]: code for (glyph, _text, _shift), code in used.codes.items()}
        return _numbered(data, codes), places
    shifted = sorted({(glyph, shift) for glyph, _text, shift in used.codes if shift})
    if shifted:
        data = _shifted(data, [(found[glyph], shift) for glyph, shift in shifted], face.unit)
        first = len(found)
        places |= {key: first + at for at, key in enumerate(shifted)}
    return data, places


def _shifted(data: bytes, marks: list[tuple[int, Shift]], unit: float) -> bytes:
    """Add glyphs without width to a TrueType font: each another one, moved."""
    from fontTools.ttLib import TTFont  # here and below, because few documents need it
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    # Nothing that is there already is worked out again: it would take longer than all the rest.
    font = TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
    order, glyf, metrics = font.getGlyphOrder(), font["glyf"], font["hmtx"].metrics
    for number, (place, (right, up)) in enumerate(marks):
        name = f"shifted{number}"
        part = GlyphComponent()
        part.glyphName, part.flags = order[place], _EXACTLY
        part.x, part.y = (max(-_FAR, min(round(by / unit), _FAR)) for by in (right, up))
        glyph = Glyph()
        glyph.numberOfContours, glyph.components = -1, [part]
        glyf[name] = glyph
        glyph.recalcBounds(glyf)
        metrics[name] = (0, glyph.xMin)
    most = font["maxp"]
    most.maxCompositePoints = max(most.maxCompositePoints, most.maxPoints)
    most.maxCompositeContours = max(most.maxCompositeContours, most.maxContours)
    most.maxComponentElements = max(most.maxComponentElements, 1)
    most.maxComponentDepth += 1
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


def _numbered(data: bytes, codes: dict[int, int]) -> bytes:
    """Give the bare CFF table of a font, its glyphs numbered as the text's codes name them."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data))
    table = font["CFF "].cff
    top = table[0]
    old = list(top.charset)
    new = [".notdef", *(f"cid{codes[place]:05d}" for place in range(1, len(old)))]
    font.setGlyphOrder(new)
    strings = top.CharStrings.charStrings
    top.CharStrings.charStrings = {new[at]: strings[name] for at, name in enumerate(old)}
    top.charset = new
    out = io.BytesIO()
    table.compile(out, font, isCFF2=False)
    return out.getvalue()
