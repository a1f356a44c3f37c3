"""The faces: files in resources/fonts, and, for what none of them has, fonts of the computer."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import uharfbuzz as hb

from allydesk import paths
from allydesk.reports.engine.clusters import VARIANTS

REGULAR, BOLD = 400, 700
TEXT, SYMBOLS, MATHS, EMOJI, EAST = "Latn", "Zsym", "Zmth", "Zsye", "Hani"

# Script to file; "{}" stands for Regular or Bold, other files are variable or have one weight.
CATALOGUE = {
    TEXT: "NotoSans.ttf", "Grek": "NotoSans.ttf", "Cyrl": "NotoSans.ttf",
    "Arab": "NotoSansArabic-{}.ttf", "Hebr": "NotoSansHebrew.ttf",
    "Syrc": "NotoSansSyriac-Regular.ttf", "Thaa": "NotoSansThaana-{}.ttf",
    "Nkoo": "NotoSansNKo-Regular.ttf", "Adlm": "NotoSansAdlam-{}.ttf",
    "Deva": "NotoSansDevanagari.ttf", "Beng": "NotoSansBengali.ttf", "Guru": "NotoSansGurmukhi.ttf",
    "Gujr": "NotoSansGujarati.ttf", "Orya": "NotoSansOriya.ttf", "Taml": "NotoSansTamil.ttf",
    "Telu": "NotoSansTelugu.ttf", "Knda": "NotoSansKannada.ttf", "Mlym": "NotoSansMalayalam.ttf",
    "Sinh": "NotoSansSinhala.ttf", "Olck": "NotoSansOlChiki-{}.ttf",
    "Cakm": "NotoSansChakma-Regular.ttf", "Mtei": "NotoSansMeeteiMayek-{}.ttf",
    "Lisu": "NotoSansLisu-{}.ttf", "Yiii": "NotoSansYi-Regular.ttf",
    "Thai": "NotoSansThai.ttf", "Laoo": "NotoSansLao.ttf", "Khmr": "NotoSansKhmer.ttf",
    "Mymr": "NotoSansMyanmar.ttf", "Tibt": "NotoSerifTibetan-Regular.ttf",
    "Ethi": "NotoSansEthiopic.ttf", "Geor": "NotoSansGeorgian.ttf", "Armn": "NotoSansArmenian.ttf",
    "Cher": "NotoSansCherokee-{}.ttf", "Cans": "NotoSansCanadianAboriginal-{}.ttf",
    "Tfng": "NotoSansTifinagh-Regular.ttf",
    EAST: "NotoSansCJK.otf", "Hira": "NotoSansCJK.otf", "Kana": "NotoSansCJK.otf",
    "Hang": "NotoSansCJK.otf", "Bopo": "NotoSansCJK.otf",
    MATHS: "NotoSansMath-Operators.ttf", SYMBOLS: "NotoSansSymbols.ttf",
    "Zsy2": "NotoSansSymbols2-Regular.ttf", EMOJI: "NotoEmoji.ttf",
}  # fmt: skip

_RESTRICTED = 0x0002  # OS/2 fsType: may not be embedded,
_NO_SUBSET = 0x0100  # or only whole,
_BITMAPS = 0x0200  # or only as bitmaps


@dataclass(frozen=True)
class Source:
    """A face in a file: what to open, and how bold."""

    path: Path
    weight: int
    index: int = 0


class Face:
    """One face, opened and ready to shape; metrics in thousandths of its size."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.hb = hb.Face(_mapped(source.path), source.index)
        self.font = hb.Font(self.hb)
        self.axes = {axis.tag for axis in self.hb.axis_infos} & {"wght"}
        if self.axes:
            self.font.set_variations({"wght": source.weight})
        self.unit: float = 1000 / self.hb.upem
        extents = self.font.get_font_extents("ltr")
        self.ascent: float = extents.ascender * self.unit
        self.descent: float = extents.descender * self.unit
        self.glyph = self.font.get_nominal_glyph
        self._advances: dict[int, float] = {}
        self._reaches: dict[int, tuple[float, float]] = {}

    @cached_property
    def is_cff(self) -> bool:
        return bool({"CFF ", "CFF2"} & set(self.hb.table_tags))

    @cached_property
    def name(self) -> str:
        """Give the PostScript name, with the weight of a variable face."""
        stored = self.hb.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or self.source.path.stem
        name = re.sub(r"[^A-Za-z0-9-]", "", str(stored))
        if self.axes:
            name = f"{name.split('-')[0]}-{'Bold' if self.source.weight == BOLD else 'Regular'}"
        return name

    def advance(self, glyph: int) -> float:
        width = self._advances.get(glyph)
        if width is None:
            width = self._advances[glyph] = self.font.get_glyph_h_advance(glyph) * self.unit
        return width

    def reach(self, glyph: int) -> tuple[float, float]:
        """Give how far the ink of a glyph reaches above the baseline, and below as a minus."""
        found = self._reaches.get(glyph)
        if found is None:
            box = self.font.get_glyph_extents(glyph)
            top = box.y_bearing * self.unit if box else 0.0
            bottom = top + box.height * self.unit if box else 0.0
            found = self._reaches[glyph] = (top, bottom)
        return found

    def has_variant(self, cluster: str) -> bool:
        """Say whether the face knows the form of a character that a selector after it asks for."""
        if len(cluster) == 1 or cluster[1] not in VARIANTS:
            return True
        return self.font.get_variation_glyph(ord(cluster[0]), ord(cluster[1])) is not None

    def has(self, chars: str) -> bool:
        return all(self.glyph(ord(char)) is not None for char in chars)


def _mapped(path: Path) -> hb.Blob:
    """Give a file without reading it, where its path allows that.

    On Windows HarfBuzz finds no path in which there is a letter such as the ë of a user's name.
    """
    name = str(path)
    return hb.Blob.from_file_path(name) if name.isascii() else hb.Blob(path.read_bytes())


@lru_cache(maxsize=256)
def opened(source: Source) -> Face:
    return Face(source)


def bundled(script: str, weight: int) -> Face | None:
    """Give our face for a script (ISO 15924), if we have one."""
    file = CATALOGUE.get(script)
    if file is None:
        return None
    name = file.format("Bold" if weight == BOLD else "Regular")
    return opened(Source(paths.resources() / "fonts" / name, weight))


def any_bundled(chars: str, weight: int) -> Face | None:
    """Give the first of our faces that has all of these characters."""
    for script in CATALOGUE:
        face = bundled(script, weight)
        if face and face.has(chars):
            return face
    return None


def any_system(chars: str, weight: int) -> Face | None:
    """Give a font of this computer that has these characters and may be embedded."""
    if any(unicodedata.category(char) in ("Cn", "Co", "Cs") for char in chars):
        return None  # no meaning is agreed for these: any drawing would be a guess
    codes = {ord(char) for char in chars}
    for path in _system_files():
        try:
            blob = _mapped(path)
            for index in range(hb.Face(blob).count):
                face = hb.Face(blob, index)
                if codes <= set(face.unicodes) and _may_embed(face):
                    return opened(Source(path, weight, index))
        except (OSError, ValueError, hb.HarfBuzzError):
            continue
    return None


def _may_embed(face: hb.Face) -> bool:
    tags = set(face.table_tags)
    name = str(face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or "")
    if not tags & {"glyf", "CFF ", "CFF2"} or re.search("last ?resort|blank", name.lower()):
        return False
    table = face.reference_table("OS/2").data
    kind = int.from_bytes(table[8:10], "big") if len(table) >= 10 else 0
    return (kind & 0x000F) != _RESTRICTED and not kind & (_NO_SUBSET | _BITMAPS)


def _system_folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        windows = os.environ.get("WINDIR", "C:\\Windows")
        return [Path(windows) / "Fonts", Path(local) / "Microsoft" / "Windows" / "Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts"]


@lru_cache(maxsize=1)
def _system_files() -> tuple[Path, ...]:
    """Give the computer's font files, in an order that never changes."""
    kinds = (".ttf", ".otf", ".ttc", ".otc")
    return tuple(
        path
        for folder in _system_folders()
        if folder.is_dir()
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in kinds
    )
