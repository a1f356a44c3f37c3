"""Text cut into what a reader sees as one character, and each of these given its script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from fontTools import unicodedata as scripts

COMMON = frozenset(("Zyyy", "Zinh", "Zzzz"))
EAST_ASIAN = frozenset(("Hani", "Hira", "Kana", "Hang", "Bopo"))
JOINERS = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff\u00ad\u034f")
# Selectors of the form of a Han character that a family uses.
VARIANTS = frozenset(map(chr, range(0xE0100, 0xE01F0)))
# Marks of direction leave no ink: nothing has to be found in a face for them.
INVISIBLE = (
    JOINERS
    | VARIANTS
    | frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)

_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\ufff9-\ufffb]")
_BROKEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
# Characters for names whose shape normalisation would replace by the everyday one.
_COMPATIBLE = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HANGUL = re.compile("[\uac00-\ud7af\u1100-\u11ff]")
_EMOJI = 0x1F000
# Signs that take a consonant's vowel and write the next consonant below it or beside it.
_LINKERS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u17d2\u1039")


def tidy(text: str) -> str:
    """Give text that can be set: composed accents, no control or override characters."""
    if text.isascii() and text.isprintable():
        return text
    text = _BROKEN.sub("\ufffd", _UNWANTED.sub(" ", text.replace("\t", " ")))
    return "".join(
        part if place % 2 else unicodedata.normalize("NFC", part)
        for place, part in enumerate(_COMPATIBLE.split(text))
    )


def is_emoji(cluster: str) -> bool:
    """Say whether a cluster asks to be drawn as a picture."""
    return "\ufe0f" in cluster or ord(cluster[0]) >= _EMOJI or "\u20e3" in cluster


@lru_cache(maxsize=20_000)
def script(char: str) -> str:
    return str(scripts.script(char))


def east_asian_language(text: str, language: str) -> str:
    """Give the language whose forms the Han characters of a text take."""
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    tag = language.lower()
    if tag.startswith(("ja", "ko")):
        return tag[:2]
    if tag.startswith(("zh-hk", "zh-hant-hk", "zh-mo", "yue")):
        return "zh-hk"
    return "zh-hant" if tag.startswith(("zh-hant", "zh-tw")) else "zh-hans"


@lru_cache(maxsize=20_000)
def _extends(char: str) -> bool:
    if char in JOINERS or unicodedata.category(char) in ("Mn", "Me", "Mc"):
        return True
    code = ord(char)
    return 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F


def _joined(before: str, char: str) -> bool:
    """Say whether a joiner makes one picture of two, or a sign of no vowel one letter of two."""
    kind = unicodedata.category(char)[0]
    if before[-1] in _LINKERS or before[-2:] == "\u0dca\u200d":
        return kind == "L"
    return before[-1] == "\u200d" and ord(char) > 0x2000 and kind == "S"


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """Give where each cluster starts and ends; marks, joined emoji and flags stay whole."""
    at, size = 0, len(text)
    while at < size:
        end = at + 1
        if _is_flag_half(text[at]) and end < size and _is_flag_half(text[end]):
            end += 1
        while end < size and (_extends(text[end]) or _joined(text[at:end], text[end])):
            end += 1
        yield at, end
        at = end
