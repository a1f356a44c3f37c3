"""The order of names: one key, stored with the record, so that window, paper and spreadsheet agree.

The Unicode Collation Algorithm (UTS #10) gives the order that holds for all scripts; what a
language does differently (å after z in Swedish, ch after h in Czech) is laid over it here, after
the alphabets in CLDR's collation charts.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from string import ascii_lowercase
from threading import Lock
from typing import Any, Protocol

# Each word is a letter of the base alphabet followed by the letters that come after it as letters
# of their own. Longest first where two letters count as one.
_ALPHABETS: dict[str, str] = {
    "sv": "z:å,ä,ö",
    "fi": "z:å,ä,ö",
    "da": "z:æ,ø,å",
    "nb": "z:æ,ø,å",
    "nn": "z:æ,ø,å",
    "no": "z:æ,ø,å",
    "fo": "z:æ,ø",
    "is": "a:á d:ð e:é i:í o:ó u:ú y:ý z:þ,æ,ö,å",
    "pl": "a:ą c:ć e:ę l:ł n:ń o:ó s:ś z:ź,ż",
    "cs": "c:č h:ch r:ř s:š z:ž",
    "sk": "a:ä c:č h:ch o:ô s:š z:ž",
    "hu": "c:cs d:dz,dzs g:gy l:ly n:ny o:ö s:sz t:ty u:ü z:zs",
    "hr": "c:č,ć d:dž,đ l:lj n:nj s:š z:ž",
    "bs": "c:č,ć d:dž,đ l:lj n:nj s:š z:ž",
    "sl": "c:č,ć d:đ s:š z:ž",
    "ro": "a:ă,â i:î s:ș,ş t:ț,ţ",
    "tr": "c:ç g:ğ h:ı o:ö s:ş u:ü",
    "az": "c:ç e:ə g:ğ h:x,ı k:q o:ö s:ş u:ü",
    "et": "s:š,z,ž v:õ,ä,ö,ü",
    "lv": "c:č g:ģ i:y k:ķ l:ļ n:ņ r:ŗ s:š z:ž",
    "lt": "c:č i:y s:š z:ž",
    "es": "n:ñ",
    "gl": "n:ñ",
    "eu": "n:ñ",
    "fil": "n:ñ,ng",
    "cy": "c:ch d:dd f:ff g:ng l:ll p:ph r:rh t:th",
    "sq": "c:ç d:dh e:ë g:gj l:ll n:nj r:rr s:sh t:th x:xh z:zh",
    "vi": "a:ă,â d:đ e:ê o:ô,ơ u:ư",
}

# What a language reads as if it were written otherwise: ø in Swedish as ö, Aagaard in Danish as
# Ågård, Meggyes in Hungarian with gy twice.
_NORDIC = "ü:y ű:y ő:ö œ:ö"
_READ_AS: dict[str, str] = {
    "sv": f"æ:ä ę:ä ø:ö ô:ö {_NORDIC}",
    "fi": f"æ:ä ø:ö õ:ö {_NORDIC}",
    "da": "aa:å ä:æ ö:ø ő:ø œ:ø ü:y ű:y",
    "nb": "aa:å ä:æ ö:ø ő:ø œ:ø ü:y ű:y",
    "hu": "ő:ö ű:ü ccs:cscs ddzs:dzsdzs ddz:dzdz ggy:gygy lly:lyly nny:nyny ssz:szsz tty:tyty zzs:zszs",
}
_READ_AS["nn"] = _READ_AS["no"] = _READ_AS["nb"]

# Letters that Unicode does not take apart, though a reader looks for them under the plain letter.
_PLAIN = str.maketrans(
    {"ł": "l\u0335", "đ": "d\u0335", "ħ": "h\u0335", "ŧ": "t\u0335", "ı": "i", "ŋ": "n", "ə": "e"}
)
_SILENT = re.compile(r"[’'ʼʻ‘`´.]")
_JOINER = re.compile(r"[-‐‑–—_/]+")
_DIGITS = re.compile(r"\d+")
_HEX = re.compile(r"[0-9A-F]{4,}")
_ELEMENT = re.compile(r"\[[.*]([0-9A-F]+)\.([0-9A-F]+)\.([0-9A-F]+)")
_SURROGATES = 0xD800
_AFTER_ALL = 0xFFE0  # above every primary weight of the table (the highest start with FBC0)


class _Collator(Protocol):
    def collation_elements(self, normalized_string: str) -> list[list[int]]: ...


class _Trie(Protocol):
    def add(self, key: list[int], value: list[list[int]]) -> None: ...

    def find_prefix(self, key: list[int]) -> tuple[list[int], Any, list[int]]: ...


class _Table:
    """The Unicode table of weights, each character of it understood when it is first met.

    To understand all 30,000 lines takes 0.1 s, and a desk has a few hundred characters.
    """

    def __init__(self, path: Path, known: _Trie) -> None:
        self._known, self._lock = known, Lock()
        self._lines: dict[str, list[str]] = {}  # by the character they begin with
        self.implicit: list[list[int]] = []
        for line in path.read_text("ascii", "replace").splitlines():
            if line.startswith("@implicitweights"):
                self.implicit.append([int(n, 16) for n in _HEX.findall(line.partition("#")[0])])
            else:
                self._lines.setdefault(line[: line.find(" ")], []).append(line)

    def find_prefix(self, key: list[int]) -> tuple[list[int], Any, list[int]]:
        """Give the longest beginning of a key that has weights, its weights, and the rest."""
        if key and (name := f"{key[0]:04X}") in self._lines:
            with self._lock:  # nobody finds a character of which half is understood
                for line in self._lines.get(name, ()):
                    self._understand(line)
                self._lines.pop(name, None)
        return self._known.find_prefix(key)

    def _understand(self, line: str) -> None:
        characters, _semicolon, weights = line.partition("#")[0].partition(";")
        elements = _ELEMENT.findall(weights)
        self._known.add(
            [int(c, 16) for c in characters.split()], [[int(w, 16) for w in e] for e in elements]
        )


@cache
def _collator() -> _Collator:
    import pyuca
    from pyuca.trie import Trie

    collator = pyuca.Collator(os.devnull)  # its own way to load the table is the slow one
    name = f"allkeys-{collator.UCA_VERSION}.txt"
    collator.table = table = _Table(Path(pyuca.__file__).with_name(name), Trie())
    collator.implicit_weights = table.implicit
    made: _Collator = collator
    return made


@cache
def _letters(language: str) -> tuple[dict[str, tuple[str, int]], re.Pattern[str] | None]:
    """Give letter -> (letter it follows, place), and a pattern that finds those letters."""
    found: dict[str, tuple[str, int]] = {}
    for word in _ALPHABETS.get(language.split("-")[0].lower(), "").split():
        anchor, _, followers = word.partition(":")
        for place, letter in enumerate(followers.split(",")):
            found[letter] = (anchor, place)
    if not found:
        return found, None
    longest_first = sorted(found, key=len, reverse=True)
    return found, re.compile("|".join(map(re.escape, longest_first)))


@cache
def _stand_ins(language: str) -> tuple[dict[str, str], re.Pattern[str] | None]:
    """Give what stands for what in a language, and a pattern that finds it."""
    words = _READ_AS.get(language.split("-")[0].lower(), "").split()
    found = dict(word.split(":") for word in words)
    longest_first = sorted(found, key=len, reverse=True)
    return found, re.compile("|".join(longest_first)) if found else None


def _elements(text: str, language: str) -> list[list[int]]:
    letters, pattern = _letters(language)
    elements: list[list[int]] = []
    start = 0

    def plain(part: str) -> None:
        if part:
            decomposed = unicodedata.normalize("NFD", part.translate(_PLAIN))
            elements.extend(_collator().collation_elements(decomposed))

    for match in pattern.finditer(text) if pattern else ():
        plain(text[start : match.start()])
        anchor, place = letters[match.group()]
        plain(anchor)
        elements.append([_AFTER_ALL + place, 0, 0])
        start = match.end()
    plain(text[start:])
    return elements


def _character(weight: int) -> str:
    """Give a character whose place among all characters is that of the weight."""
    return chr(weight + 1 if weight + 1 < _SURROGATES else weight + 0x801)


@lru_cache(maxsize=20_000)
def sort_key(text: str, language: str) -> str:
    """Give a text whose code point order is the order of names in a language.

    Apostrophes and dots do not count, hyphens count as spaces, numbers count by their value, and
    case only decides between names that are otherwise the same.
    """
    lowered = _lowered(unicodedata.normalize("NFC", text), language)
    lowered = _JOINER.sub(" ", _SILENT.sub("", lowered))
    lowered = _DIGITS.sub(lambda m: m.group().lstrip("0").rjust(12, "0"), lowered)
    stand_ins, pattern = _stand_ins(language)
    if pattern:
        lowered = pattern.sub(lambda m: stand_ins[m.group()], lowered)
    elements = _elements(" ".join(lowered.split()), language)
    first = [e[0] for e in elements if e[0]]
    second = [e[1] for e in elements if len(e) > 1 and e[1]]
    while second and second[-1] == 0x20:  # the weight of no accent: saying nothing says the same
        second.pop()
    return "".join(map(_character, [*first, 0, *second]))


@lru_cache(maxsize=20_000)
def letter(text: str, language: str) -> str:
    """Give the letter a name is looked for under, as the order of the language has it.

    Å is a letter of its own in Swedish and an A in English; Ch is one letter in Czech.
    """
    name = unicodedata.normalize("NFC", _SILENT.sub("", text).lstrip())
    lowered = _lowered(name, language)
    stand_ins, pattern = _stand_ins(language)
    if pattern and (found := pattern.match(lowered)):
        lowered = stand_ins[found.group()]
    _letters_of, own = _letters(language)
    if own and (found := own.match(lowered)):
        return _upper(found.group(), language)
    elements = _elements(lowered[:1], language)
    latin = (
        _latin().get(elements[0][0]) if elements else None
    )  # ø stands among the o, æ among the a
    base = latin or unicodedata.normalize("NFD", lowered[:1])[:1]
    if "\u1100" <= base <= "\u1112":  # a Korean initial, which stands alone as another character
        base = unicodedata.lookup(unicodedata.name(base).replace("CHOSEONG", "LETTER"))
    return _upper(base, language) if base.isalpha() else "#"


@cache
def _latin() -> dict[int, str]:
    """Give the plain letter of each first weight."""
    return {_collator().collation_elements(a)[0][0]: a for a in ascii_lowercase}


def _lowered(text: str, language: str) -> str:
    lowered = text.replace("İ", "i")
    if language.split("-")[0] in ("tr", "az"):
        lowered = lowered.replace("I", "ı")
    return unicodedata.normalize("NFC", lowered.lower())


def _upper(text: str, language: str) -> str:
    """Give a letter as it stands at the top of its names: İ and I are two in Turkish."""
    if language.split("-")[0] in ("tr", "az"):
        text = text.replace("i", "İ")
    return text[:1].upper() + text[1:]
