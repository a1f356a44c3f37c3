"""Words turned into placed glyphs: a face for each cluster, both directions, HarfBuzz for the rest.

Widths and offsets are in thousandths of the type size.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from allydesk.reports.engine import bidi, faces
from allydesk.reports.engine.clusters import (
    COMMON,
    EAST_ASIAN,
    INVISIBLE,
    VARIANTS,
    clusters,
    east_asian_language,
    is_emoji,
    script,
)
from allydesk.reports.engine.faces import Face

# Every code of an embedded font must stand for a character. A glyph that adds none gets this one.
NO_TEXT = "\u200b"
UNPRINTABLE = "\u25a1"
_PICTURES = (faces.MATHS, faces.SYMBOLS, "Zsy2", faces.EMOJI)
_SIGNS = (faces.TEXT, *_PICTURES, faces.EAST)
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
_HEARD = VARIANTS | {"\u200c", "\u200d", "\ufe0e", "\ufe0f"}
# Readers keep the joiner inside a Persian word only if a letter says it.
_SILENT = dict.fromkeys(map(ord, INVISIBLE - {"\u200c"}))
_ONLY_DIRECTION = dict.fromkeys(map(ord, INVISIBLE - _HEARD))


class Glyph(NamedTuple):
    """A glyph, how it is placed, its own width in the font, and the text that is found for it.

    `rides` says that it takes no room and is drawn without moving the pen: to programs, a pen that
    goes to and fro writes spaces and lines.
    """

    id: int
    dx: float
    dy: float
    advance: float
    own: float
    text: str
    rides: bool = False


class Piece(NamedTuple):
    """Glyphs that stand for a text together; `spanned` if only the whole says which text."""

    text: str
    glyphs: tuple[Glyph, ...]
    spanned: bool


class Run(NamedTuple):
    face: Face
    pieces: tuple[Piece, ...]


class Line(NamedTuple):
    """A text set on one line, its runs from left to right."""

    runs: tuple[Run, ...]
    width: float
    top: float  # of the ink above the baseline
    bottom: float  # and below it: a negative number
    missing: tuple[str, ...]


class _Item:
    """A stretch of one face, one level and one script."""

    def __init__(self, face: Face, level: int, writing: str) -> None:
        self.face, self.level, self.writing = face, level, writing
        self.text = ""

    def is_like(self, face: Face, level: int, writing: str) -> bool:
        """Say whether a cluster can be shaped together with what is here."""
        return (self.face, self.level, self.writing) == (face, level, writing)


class Shaper:
    """Sets text in one weight; `language` chooses between national forms of letters."""

    def __init__(self, weight: int) -> None:
        self.weight = weight
        self.language = "en"
        text_face = faces.bundled(faces.TEXT, weight)
        assert text_face is not None
        self.primary = text_face
        self.line = lru_cache(maxsize=20_000)(self._line)
        self._face = lru_cache(maxsize=20_000)(self._find_face)

    def speak(self, language: str) -> None:
        """Set in another language from now on."""
        if language != self.language:
            self.language = language
            self.line.cache_clear()

    def _line(self, text: str, base: int | None = None) -> Line:
        levels, _base = bidi.levels(text, base)
        items, missing = self._items(text, levels)
        order = bidi.visual([item.level for item in items])
        east = east_asian_language(text, self.language)
        runs = tuple(Run(items[at].face, self._shaped(items[at], east)) for at in order)
        width = top = bottom = 0.0
        for run in runs:
            for glyph in (glyph for piece in run.pieces for glyph in piece.glyphs):
                width += glyph.advance
                above, below = run.face.reach(glyph.id)
                top, bottom = max(top, above + glyph.dy), min(bottom, below + glyph.dy)
        return Line(runs, width, top, bottom, tuple(missing))

    def _items(self, text: str, levels: list[int]) -> tuple[list[_Item], list[str]]:
        items: list[_Item] = []
        missing: list[str] = []
        face, writing = self.primary, "Latn"
        for start, end in clusters(text):
            cluster, own = text[start:end], script(text[start])
            drawn = cluster
            if own not in COMMON:
                writing = own
            if own not in COMMON or not self._continues(face, cluster):
                found = self._face(cluster, own)
                if found is None:
                    missing.append(cluster)
                    found, drawn = self._instead(cluster)
                face = found
                if not face.has_variant(cluster):
                    missing.append(cluster)
            if not items or not items[-1].is_like(face, levels[start], writing):
                items.append(_Item(face, levels[start], writing))
            items[-1].text += drawn
        return items, missing

    def _continues(self, face: Face, cluster: str) -> bool:
        """Say whether signs and spaces can stay in the face of what came before them.

        Faces of pictures draw spaces and digits far too wide, and letters of the East have
        full-width signs.
        """
        if is_emoji(cluster) or face in self._pictures:
            return False
        return face.has(cluster.translate(_UNSEEN))

    @cached_property
    def _pictures(self) -> frozenset[Face | None]:
        return frozenset(faces.bundled(name, self.weight) for name in _PICTURES)

    def _find_face(self, cluster: str, writing: str) -> Face | None:
        chars = cluster.translate(_UNSEEN)
        wanted = [faces.EMOJI] if is_emoji(cluster) else []
        if writing not in COMMON:
            wanted.append(writing)
        for name in (*wanted, *_SIGNS):
            face = faces.bundled(name, self.weight)
            if face and face.has(chars):
                return face
        return faces.any_bundled(chars, self.weight) or faces.any_system(chars, self.weight)

    def _instead(self, cluster: str) -> tuple[Face, str]:
        """Give what is drawn for a cluster that no font has: its letter without marks, or a box."""
        letter = cluster[0]
        if len(cluster) > 1 and (face := self._face(letter, script(letter))):
            marks = (mark for mark in cluster[1:] if face.has(mark.translate(_UNSEEN)))
            return face, letter + "".join(marks)
        box = self._face(UNPRINTABLE, "Zyyy")
        return (box, UNPRINTABLE) if box else (self.primary, "?")

    def _shaped(self, item: _Item, east: str) -> tuple[Piece, ...]:
        rtl = bool(item.level & 1)
        buffer = hb.Buffer()
        buffer.cluster_level = (
            hb.BufferClusterLevel.MONOTONE_CHARACTERS
            if rtl
            else hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        )
        buffer.add_str(item.text)
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.script = item.writing
        buffer.language = east if item.writing in EAST_ASIAN else self.language
        buffer.flags = (
            hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES | hb.BufferFlags.DO_NOT_INSERT_DOTTED_CIRCLE
        )
        hb.shape(item.face.font, buffer, {})
        parts = _parts(item, buffer)
        return _right_to_left(parts) if rtl else _left_to_right(parts)


def _parts(item: _Item, buffer: hb.Buffer) -> list[Piece]:
    """Give one piece for each cluster of the shaped buffer."""
    face, unit = item.face, item.face.unit
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    if not infos:  # joiners alone leave nothing
        return []
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(item.text)], strict=True))
    parts: list[Piece] = []
    before = -1
    for info, place in zip(infos, positions, strict=True):
        own = item.text[info.cluster : ends[info.cluster]]
        new = info.cluster != before
        found = own.translate(_UNSEEN) if new else ""
        glyph = Glyph(
            info.codepoint,
            place.x_offset * unit,
            place.y_offset * unit,
            place.x_advance * unit,
            face.advance(info.codepoint),
            found or NO_TEXT,
            rides=not (place.x_advance or face.is_cff),
        )
        if new:
            parts.append(Piece(own, (glyph,), spanned=False))
        else:
            parts[-1] = Piece(parts[-1].text, (*parts[-1].glyphs, glyph), spanned=False)
        before = info.cluster
    return parts


def _right_to_left(parts: list[Piece]) -> tuple[Piece, ...]:
    """Let each glyph say its own text: programs turn a spanned text of this direction round.

    They also turn the text of a ligature round and mirror brackets, so both are given as seen.
    """
    pieces = []
    for part in parts:
        seen = part.text.translate(_SILENT)[::-1].translate(bidi.MIRRORED)
        last = len(part.glyphs) - 1
        texts = [*(seen[at : at + 1] for at in range(last)), seen[last:]]
        glyphs = tuple(
            glyph._replace(text=text or NO_TEXT)
            for glyph, text in zip(part.glyphs, texts, strict=True)
        )
        pieces.append(Piece(part.text, glyphs, spanned=False))
    return tuple(pieces)


def _left_to_right(parts: list[Piece]) -> tuple[Piece, ...]:
    """Put a span around each word in which a glyph is not simply a character."""
    words: list[list[Piece]] = []
    for part in parts:
        if words and part.text != " " and words[-1][0].text != " ":
            words[-1].append(part)
        else:
            words.append([part])
    pieces: list[Piece] = []
    for word in words:
        if word[0].text == " " and pieces and pieces[-1].spanned and pieces[-1].glyphs[-1].rides:
            # PDFium overlooks a space that stands behind a mark, unless it is said with it.
            said = pieces.pop()
            pieces.append(Piece(said.text + " ", said.glyphs + word[0].glyphs, spanned=True))
        elif all(len(part.glyphs) == 1 and len(part.text) == 1 for part in word):
            pieces += word
        elif len(word) == len(word[0].glyphs) == 1:  # a picture of several characters
            glyph = word[0].glyphs[0]
            text = word[0].text.translate(_ONLY_DIRECTION) or NO_TEXT
            pieces.append(Piece(text, (glyph._replace(text=text),), spanned=False))
        else:
            text = "".join(part.text for part in word).translate(_ONLY_DIRECTION)
            glyphs = tuple(glyph for part in word for glyph in part.glyphs)
            pieces.append(Piece(text, glyphs, spanned=True))
    return tuple(pieces)
