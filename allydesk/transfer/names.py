"""Make one full name of the parts that other lists keep apart, without losing any of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from allydesk.text import fold, sort_name

_AFTER = re.compile(
    r"(?:jr|sr|jnr|snr|junior|senior|ii|iii|iv|v|vi|ph\.? ?d|m\.?d|mba|cpa"
    r"|esq|ma|msc|ba|bsc|dds|rn|dr|obe|mbe|cbe)\.?",
    re.IGNORECASE,
)
_FAMILY_FIRST = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")


class Named(NamedTuple):
    """A name as AllyDesk keeps it. sort_name is empty where the usual guess is right."""

    full_name: str
    sort_name: str = ""
    known_as: str = ""


def named(parts: Mapping[str, str]) -> Named:
    """Give the name made of the parts by target name ("last_name", "first_name", "full_name" …).

    What stands as a full name is how the person writes it and wins; the parts then tell where the
    family name begins, and a first name that the full name lacks is what they are known as.
    """
    last = _joined(parts.get("name_prefix", ""), parts.get("last_name", ""))
    first, suffix = parts.get("first_name", ""), parts.get("suffix", "")
    full, sort = parts.get("full_name", ""), ""
    if not full and (given := parts.get("name_last_first", "")):
        full, sort = turned(given)
    known_as = parts.get("known_as", "")
    if not full:
        full = _composed(first, parts.get("middle_name", ""), last, suffix)
    elif not known_as and first and not _holds(full, first):
        known_as = first
    sort = parts.get("sort_name", "") or _sort_name(full, parts, suffix) or sort
    return Named(full, "" if sort == sort_name(full) else sort, known_as)


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


def _composed(first: str, middle: str, last: str, suffix: str) -> str:
    given = _joined(first, middle)
    if last and not suffix and _family_first(last + given):
        return (last + given).replace(" ", "")
    if not suffix or not (given or last):
        return _joined(given, last)
    comma = ", " if fold(suffix).rstrip(".") in ("jr", "sr", "jnr", "snr") else " "
    return _joined(given, last) + comma + suffix


def _sort_name(full: str, parts: Mapping[str, str], suffix: str) -> str:
    """Give "Last, rest of the full name, Suffix" where the list says which part is the last name."""
    last, prefix = parts.get("last_name", ""), parts.get("name_prefix", "")
    if not last or _family_first(full):
        return ""
    start = _place(full, last)
    if start is None:
        return ", ".join(filter(None, [last, _joined(parts.get("first_name", ""), prefix), suffix]))
    end = start + len(last)
    before, after = full[:start].strip(" ,"), full[end:].strip(" ,")
    if after and not suffix and _AFTER.fullmatch(after):
        suffix = after
    elif suffix and fold(after).strip(". ") == fold(suffix).strip(". "):
        after = ""
    rest = before if after == suffix else _joined(before, after)
    return ", ".join(filter(None, [full[start:end], rest, suffix]))


def _place(full: str, last: str) -> int | None:
    """Say where the last name stands in the full name as a word of its own, the last time it does."""
    spellings = [(full, last)]
    if len(full.lower()) == len(full):
        spellings.append((full.lower(), last.lower()))
    for text, name in spellings:
        start = text.rfind(name)
        while start >= 0:
            around = text[start - 1 : start] + text[start + len(name) : start + len(name) + 1]
            if not any(c.isalnum() for c in around):
                return start
            start = text.rfind(name, 0, start + len(name) - 1)
    return None


def _family_first(name: str) -> bool:
    """Say whether a name is wholly in a script that writes the family name first, without a gap."""
    return all(unicodedata.name(c, "").startswith(_FAMILY_FIRST) for c in name if not c.isspace())


def _holds(full: str, first: str) -> bool:
    return _family_first(full) or set(fold(first).split()) <= set(
        re.split(r"[\s,\"“”()]+", fold(full))
    )


def turned(text: str) -> tuple[str, str]:
    """Give (full name, sort name) of "Last, First" or "LAST First"; as it is where that is unclear."""
    head, *rest = [part.strip() for part in text.split(",")]
    if rest and rest[0] and not _AFTER.fullmatch(rest[0]):
        after = ", ".join(part for part in rest[1:] if part)
        full = _composed(rest[0], "", head, after)
        return full, text
    if rest:
        return text, ""
    words = text.split()
    capitals = [word for word in words if word == word.upper() and len(word) > 1]
    count = len(capitals) if words[: len(capitals)] == capitals else 0
    if not count and len(words) == 2:
        count = 1
    if not 0 < count < len(words):
        return text, ""
    last, first = " ".join(words[:count]), " ".join(words[count:])
    return f"{first} {last}", f"{last}, {first}"


def last_first(text: str) -> bool:
    """Say whether a name is written with the last name first and a comma."""
    head, comma, rest = text.partition(",")
    return bool(comma and head.strip() and rest.strip()) and not _AFTER.fullmatch(
        rest.split(",")[0].strip()
    )


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """Give the form in which two spellings of a name are the same: folded words in order."""
    words = re.split(r"[^\w']+", fold(name).replace("'", ""))
    return " ".join(sorted(word for word in words if word)) or fold(name)
