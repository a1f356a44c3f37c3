"""Paragraphs broken into lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from allydesk.reports.engine import bidi
from allydesk.reports.engine.clusters import clusters, script, tidy
from allydesk.reports.engine.stack import Stack

FINE = 14  # points

# After a hyphen or slash between letters a line may end; not inside dates and numbers.
_WORDS = re.compile(
    r"\s+|(?:[^\s\u200b]*?[^\W\d](?:[-–—/](?=[^\W\d])|\u200b)|[^\s\u200b]+|\u200b)\s*"
)
_BREAK_ANYWHERE = frozenset(("Hani", "Hira", "Kana", "Bopo", "Yiii"))
_NOT_FIRST = frozenset(
    "、。，．・：；？！ー）」』】〉》〕’”…‥々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.!?:;)]}»"
)
_NOT_LAST = frozenset("（「『【〈《〔‘“([{«")
_STARTS_SYLLABLE = frozenset("เแโใไເແໂໃໄ")  # vowels that are written before their consonant
_EAST = re.compile(
    "[\u2e80-\u312f\u31f0-\u9fff\ua000-\ua4cf\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words of one look on one line."""

    text: str
    font: Stack
    size: float
    ink: str
    url: str = ""

    @property
    def fine(self) -> bool:
        """Say whether the words are large enough for kerning to be seen."""
        return self.size >= FINE

    def width(self, base: int | None = None) -> float:
        return self.font.width(self.text, self.size, base, fine=self.fine)

    def with_text(self, text: str) -> Fragment:
        return Fragment(text, self.font, self.size, self.ink, self.url)


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line: its fragments in reading order and its width."""

    fragments: tuple[Fragment, ...]
    width: float

    @property
    def text(self) -> str:
        return "".join(fragment.text for fragment in self.fragments)


def direction(text: str, otherwise: int) -> int:
    """Give 1 for a text that reads from right to left, 0 for others, or the one of its page."""
    if not otherwise and not bidi.turns(text):
        return 0
    found = bidi.first_strong(text)
    return otherwise if found is None else found


def broken(fragments: Iterable[Fragment], width: float, base: int) -> list[SetLine]:
    """Give the lines of a paragraph; a word that is too wide by itself is cut between letters."""
    lines: list[SetLine] = []
    line: list[Fragment] = []
    used = 0.0
    for atom in _atoms(fragments):
        if atom.text == "\n":
            lines.append(_line(line, base))
            line, used = [], 0.0
            continue
        bare = atom.with_text(atom.text.rstrip())
        if line and used + bare.width() > width:
            lines.append(_line(line, base))
            line, used = [], 0.0
        if not line and bare.width() > width:
            *full, end = _cut(bare, width)
            lines += [_line([part], base) for part in full]
            atom = end.with_text(end.text + atom.text[len(bare.text) :])
        if line or atom.text.strip():
            line.append(atom)
            used += atom.width()
    if line or not lines:
        lines.append(_line(line, base))
    return lines


def wrapped(text: str, font: Stack, size: float, width: float) -> list[str]:
    """Give the lines of a text of one look."""
    text = "\n".join(map(tidy, text.split("\n")))
    if "\n" not in text and font.width(text, size) <= width:
        return [text]
    return [line.text for line in broken([Fragment(text, font, size, "")], width, 0)]


def longest_word(text: str, font: Stack, size: float) -> float:
    """Give the width below which a word would have to be cut."""
    words = (part.strip() for part in pieces(text))
    return max((font.width(word, size) for word in words if word), default=0.0)


def _line(parts: list[Fragment], base: int) -> SetLine:
    """Join neighbours of one look, so that they are shaped together."""
    merged: list[Fragment] = []
    for part in parts:
        if merged and part == merged[-1].with_text(part.text):
            merged[-1] = part.with_text(merged[-1].text + part.text)
        else:
            merged.append(part)
    if merged:
        merged[-1] = merged[-1].with_text(merged[-1].text.rstrip())
    kept = tuple(part for part in merged if part.text)
    return SetLine(kept, sum(part.width(base) for part in kept))


def _atoms(fragments: Iterable[Fragment]) -> Iterator[Fragment]:
    for fragment in fragments:
        for place, row in enumerate(fragment.text.replace("\r\n", "\n").split("\n")):
            if place:
                yield fragment.with_text("\n")
            for part in pieces(tidy(row)):
                yield fragment.with_text(part)


def pieces(text: str) -> Iterator[str]:
    """Give the pieces between which a line may end, blanks at the end of each."""
    for word in _WORDS.findall(text):
        if _EAST.search(word):
            yield from _between_letters(word)
        else:
            yield word


def _between_letters(word: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(word)):
        before, after = word[at - 1], word[at]
        east = script(before) in _BREAK_ANYWHERE or script(after) in _BREAK_ANYWHERE
        if east and not (after in _NOT_FIRST or after.isspace() or before in _NOT_LAST):
            yield word[start:at]
            start = at
    yield word[start:]


def _cut(word: Fragment, width: float) -> list[Fragment]:
    """Cut a word that fits no line, between clusters; Thai and Lao rather where a syllable starts."""
    parts, current, good = [], "", 0
    for start, end in clusters(word.text):
        cluster = word.text[start:end]
        if current and word.with_text(current + cluster).width() > width:
            at = good if good > len(current) // 2 else len(current)
            if cluster[0] in _STARTS_SYLLABLE:
                at = len(current)
            parts.append(word.with_text(current[:at]))
            current, good = current[at:], 0
        if cluster[0] in _STARTS_SYLLABLE:
            good = len(current)
        current += cluster
    return [*parts, word.with_text(current)]
