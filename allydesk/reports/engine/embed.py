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
_CMAP_BLOCK = 100  # entries that one block may hold


class Used:
    """The glyphs of one face that a document uses: a code for each glyph with its text."""

    def __init__(self, face: Face, name: str) -> None:
        self.face, self.name = face, name
        self.codes: dict[tuple[int, str], int] = {}
        self._first: dict[int, str] = {}

    def code(self, glyph: int, text: str) -> int | None:
        """Give the code of a glyph; None if the font already says another text for it.

        In a CFF font a glyph has one code only, so it can stand for one text only.
        """
        found = self.codes.get((glyph, text))
        if found is None:
            if self.face.is_cff and self._first.setdefault(glyph, text) != text:
                return None
            found = self.codes[glyph, text] = len(self.codes) + 1
        return found

    def any_code(self, glyph: int) -> int:
        """Give the code a glyph has, whatever its text."""
        return self.codes[glyph, self._first[glyph]]


def embed(doc: Any, used: Used) -> None:
    """Write the font of these glyphs into a document and publish it under its name."""
    data, places = _subset(used)
    base = f"{_prefix(used)}+{used.face.name}"
    descriptor = _descriptor(doc, used, base, data)
    widths: list[Any] = []
    for (glyph, _text), code in used.codes.items():
        widths += [code, pdfdoc.PDFArray([round(used.face.advance(glyph), 3)])]
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
        for (glyph, _text), code in used.codes.items():
            table[2 * code : 2 * code + 2] = places[glyph].to_bytes(2, "big")
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
        for (_glyph, text), code in used.codes.items()
    ]
    lines = [_CMAP_HEAD]
    for at in range(0, len(entries), _CMAP_BLOCK):
        block = entries[at : at + _CMAP_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, _CMAP_TAIL]).encode("ascii")


def _subset(used: Used) -> tuple[bytes, dict[int, int]]:
    """Give the font file of the used glyphs, and each glyph's place in it."""
    face = used.face
    wanted = hb.SubsetInput()
    wanted.glyph_set.update([0, *(glyph for glyph, _text in used.codes)])
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _LAYOUT)
    wanted.flags = _FLAGS
    if face.axes:
        wanted.pin_all_axes_to_default(face.hb)
        wanted.pin_axis_location(face.hb, "wght", face.source.weight)
    plan = hb.SubsetPlan(face.hb, wanted)
    places = dict(plan.old_to_new_glyph_mapping)
    data = bytes(plan.execute().blob.data)
    if face.is_cff:
        data = _numbered(data, {places[glyph]: code for (glyph, _), code in used.codes.items()})
    return data, places


def _numbered(data: bytes, codes: dict[int, int]) -> bytes:
    """Give the bare CFF table of a font, its glyphs numbered as the text's codes name them."""
    from fontTools.ttLib import TTFont  # here, because only Han characters need it

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
