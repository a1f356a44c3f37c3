"""Text files with separators: which encoding, which separator, which rows."""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
from collections import Counter
from typing import Final

from allydesk.language import _

# Names as the person picks them; the first that fits is what Windows or macOS writes by itself.
ENCODINGS: Final = {
    "utf-8": _("Unicode (UTF-8)"),
    "utf-16": _("Unicode (UTF-16)"),
    "cp1252": _("Western European (Windows)"),
    "cp1250": _("Central European (Windows)"),
    "cp1251": _("Cyrillic (Windows)"),
    "cp1253": _("Greek (Windows)"),
    "cp1254": _("Turkish (Windows)"),
    "mac_roman": _("Western European (Mac)"),
    "cp932": _("Japanese"),
    "gb18030": _("Chinese, simplified"),
    "big5": _("Chinese, traditional"),
    "euc_kr": _("Korean"),
}
SEPARATORS: Final = {
    ",": _("Comma"),
    ";": _("Semicolon"),
    "\t": _("Tab"),
    "|": _("Vertical bar"),
}
ONE_COLUMN: Final = "\x1f"  # a separator that no text holds
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What Excel writes as CSV where a language is spoken.
_USUAL = {
    "pl": "cp1250", "cs": "cp1250", "sk": "cp1250", "hu": "cp1250", "sl": "cp1250", "hr": "cp1250",
    "bs": "cp1250", "ro": "cp1250", "ru": "cp1251", "uk": "cp1251", "bg": "cp1251", "be": "cp1251",
    "mk": "cp1251", "sr": "cp1251", "el": "cp1253", "tr": "cp1254", "az": "cp1254", "ja": "cp932",
    "ko": "euc_kr", "zh": "gb18030",
}  # fmt: skip
_LETTER_RUN = re.compile(r"[^\W\d_]+")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")
_SAMPLE = 200_000  # characters or bytes that are looked at to decide


class NoText(ValueError):
    """These bytes are no text in any encoding known here."""


def decode(data: bytes, language: str, encoding: str = "") -> tuple[str, str, bool]:
    """Give (text, encoding, whether it is a guess); raise NoText when it is no text at all."""
    if encoding:
        return _checked(data.decode(encoding, "replace").removeprefix("\ufeff")), encoding, False
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(_decoded(data, name)), name.removesuffix("-sig"), False
    if name := _wide(data):
        return _checked(_decoded(data, name)), "utf-16", False
    try:
        return _checked(data.decode("utf-8")), "utf-8", False
    except UnicodeDecodeError:
        name = _guessed(data[:_SAMPLE], language)
        return _checked(data.decode(name, "replace")), name, True


def _decoded(data: bytes, name: str) -> str:
    """Decode wide text that may have been cut off in the middle of a character."""
    return data.decode(name, "replace")


def _checked(text: str) -> str:
    """Give the text without stray zeros; raise NoText when much of it is no writing."""
    head = text[:_SAMPLE]
    odd = len(_CONTROL.findall(head)) + head.count("\0") + head.count("\ufffd")
    if odd * 50 > len(head):
        raise NoText
    return text.replace("\0", "")


def _wide(data: bytes) -> str:
    """Say whether every second byte is zero, as in UTF-16 of mostly Latin text without a mark."""
    head = data[:4000]
    if len(head) < 4:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.05 else ""


def _guessed(data: bytes, language: str) -> str:
    from charset_normalizer import from_bytes

    usual = _USUAL.get(language.split("-")[0], "cp1252")
    pages = [name for name in ENCODINGS if not name.startswith("utf")]
    found = from_bytes(data, cp_isolation=pages, preemptive_behaviour=False).best()
    if _reads_well(data, usual) and (
        found is None or not _reads_better(data, found.encoding, usual)
    ):
        return usual
    if found is None:
        raise NoText
    return str(found.encoding)


def _odd_words(text: str) -> int:
    """Count places where a letter beyond ASCII touches a sign or an unlikely capital."""
    signs = re.findall(
        r"(?<=[^\W\d_])[^\w\s,;|.:/'’\-\"()&@]|[^\w\s,;|.:/'’\-\"()&@](?=[^\W\d_])", text
    )
    capitals = re.findall(r"[a-zß-ÿ][^\x00-\x7f](?=[a-z])", text)
    return len(signs) + sum(1 for found in capitals if found[1].isupper())


def _reads_well(data: bytes, name: str) -> bool:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return False
    return _odd_words(text) == 0


def _reads_better(data: bytes, name: str, usual: str) -> bool:
    """Say whether another alphabet makes whole words where the usual page makes accents only."""
    if name not in ("cp1251", "cp1253", "cp932", "gb18030", "big5", "euc_kr"):
        return False
    words = _LETTER_RUN.findall(data.decode(usual, "replace"))
    wholly_accented = [w for w in words if len(w) > 2 and not any(c.isascii() for c in w)]
    return len(wholly_accented) * 4 > len(words)


def separator_of(text: str, known: frozenset[str] = frozenset()) -> tuple[str, str]:
    """Give (separator, text without a line that declares it).

    known holds folded headings: a list that begins with one of them alone has one column.
    """
    first, _end, rest = text.partition("\n")
    declared = re.fullmatch(r"\W*sep=(.)\W*", first.strip("\r\ufeff "), re.IGNORECASE)
    if declared:
        return declared[1], rest
    if first.strip(" \r\t\"'").casefold() in known:
        return ONE_COLUMN, text
    sample = text[:_SAMPLE]
    scores = {mark: _evenness(sample, mark) for mark in SEPARATORS}
    best = max(scores, key=lambda mark: scores[mark])
    return (best if scores[best] > 0 else ONE_COLUMN), text


def _evenness(text: str, mark: str) -> float:
    try:
        widths = [len(r) for r in csv.reader(io.StringIO(text), delimiter=mark) if any(r)][:500]
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, count = Counter(widths).most_common(1)[0]
    return count / len(widths) * math.sqrt(width - 1)


def rows(text: str, separator: str) -> list[list[str]]:
    """Give the rows of a text; a quotation mark that is never closed raises csv.Error."""
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="")
    return [[_unguarded(cell) for cell in row] for row in csv.reader(lines, delimiter=separator)]


def _unguarded(cell: str) -> str:
    """Take away the mark with which programs keep a text from being run as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].lstrip()[:1] in tuple("=+-@＝＋－＠") else cell
