"""Names and words as people write them: cleaned, folded for search, guessed for sorting."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LOOSE = str.maketrans(
    {
        "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "ɛ": "e", "ɔ": "o", "ƒ": "f", "ĸ": "k",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "ʹ": "'",
        "‐": "-", "‑": "-", "–": "-", "—": "-", "־": "-",
    }
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_SUFFIX = re.compile(r"^(jr|sr|ii|iii|iv|v|phd|md|esq|dds|cpa)\.?$", re.IGNORECASE)
_SCRIPTS_READ_AS_WRITTEN = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")
# Zero-width joiners shape Persian and Indic names and stay; what turns text round does not.
_BIDI_CONTROLS = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff"
)


def clean(text: str, *, lines: bool = False) -> str:
    """Take out what nobody typed on purpose: control characters, stray spaces, decomposed accents."""
    if text.isascii() and text.isprintable():
        return _SPACE.sub(" ", text).strip()
    text = unicodedata.normalize("NFC", text)
    kept = "".join(
        " " if unicodedata.category(c) == "Cc" and c != "\n" else c
        for c in text.replace("\r\n", "\n").replace("\r", "\n")
        if c not in _BIDI_CONTROLS
    )
    if lines:
        return "\n".join(_SPACE.sub(" ", line).rstrip() for line in kept.split("\n")).strip()
    return _SPACE.sub(" ", kept).strip()


def _mark_that_accents(c: str) -> bool:
    # Classes 10 to 36 are Hebrew points and Arabic vowels, 200 and more are accents; those between
    # are Indic signs, without which the word would be another.
    kind = unicodedata.combining(c)
    return 10 <= kind <= 36 or kind >= 200


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Give the form in which texts are compared: no case, no accents, Łódź as lodz."""
    if text.isascii():
        return _SPACE.sub(" ", text.lower().replace("`", "'")).strip()
    lowered = unicodedata.normalize("NFKD", text.casefold().translate(_LOOSE))
    bare = "".join(c for c in lowered if not _mark_that_accents(c)).casefold().translate(_LOOSE)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", bare)).strip()


def search_key(*parts: str | None) -> str:
    """Give what a search looks through: each part folded, and again without punctuation.

    An e-mail address is typed with its punctuation; once is enough.
    """
    keys: list[str] = []
    for part in parts:
        if part:
            folded = bare = fold(part)
            if "@" not in folded:
                bare = "".join(c for c in folded if unicodedata.category(c)[0] not in "PS")
            keys.append(folded if bare == folded else f"{folded}\n{bare}")
    return "\n".join(keys)


def like(text: str) -> list[str]:
    """Give a LIKE pattern (escape character \\) for each word somebody typed into a search field."""
    return [f"%{_escaped(word)}%" for word in fold(text.replace(",", " ")).split()]


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def sort_name(full_name: str) -> str:
    """Guess the name to sort by; the person can say otherwise.

    The last word comes first ("Łukaszewicz, Zoë"), a suffix stays behind ("King, Angus, Jr."), a
    comma is taken at its word, and a name that is one word or whose script puts the family name
    first stays as it is.
    """
    name = clean(full_name)
    if "," in name or " " not in name:
        return name
    if any(unicodedata.name(c, "").startswith(_SCRIPTS_READ_AS_WRITTEN) for c in name):
        return name
    words = name.split(" ")
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    family = words.pop()
    return ", ".join(filter(None, [family, " ".join(words), suffix]))


def first_letters(name: str, count: int = 2) -> str:
    """Give the letters that stand for a name in a small space."""
    words = [w for w in re.split(r"[\s-]+", clean(name)) if w and w[0].isalnum()]
    return "".join(w[0] for w in words[:count]).upper() or "?"
