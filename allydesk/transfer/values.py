"""Read what stands in a cell as what a field holds: days, choices, plain texts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from allydesk import dates
from allydesk.language import _
from allydesk.models.base import complaint
from allydesk.text import clean
from allydesk.transfer import headings
from allydesk.transfer.book import Cell, as_text
from allydesk.transfer.targets import NAME_PARTS, Target

_PAIR = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(?:\d{4}|\d{2})\b")
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}.*$")
_SERIAL = re.compile(r"[1-7]\d{4}")  # days since 1900, as a spreadsheet counts: 1927 to 2119
_COMPACT = re.compile(r"(19|20)\d{6}")
_HAS_YEAR = re.compile(r"\d{4}|\d\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{2}|[^\W\d][- ]\d{2}$")
_EMPTY = re.compile(r"[-–—?./\\*_ #]+")
_LONG = 24  # characters; whoever writes more says something
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_EPOCH = dt.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Reader:
    """How the cells of one list are read. day_first holds column -> whether 3/4 is 3 April."""

    language: str
    today: dt.date
    agreed: str  # what "yes" means in a column about consent
    day_first: dict[int, bool]


class Unreadable(ValueError):
    """str() is the sentence that says why."""


def text_of(cell: Cell, target: Target) -> str:
    """Give the cleaned text of a cell; nothing for "n/a", "-" and the like."""
    text = clean(as_text(cell), lines=bool(target.described and target.described.field.lines > 1))
    if _EMPTY.fullmatch(text) or text in _ERRORS:
        return ""
    if len(text) < _LONG and target.name not in NAME_PARTS:
        return "" if headings.plain(text) in headings.words("words", "nothing") else text
    return text


def value_of(cell: Cell, target: Target, column: int, reader: Reader) -> object:
    """Give the value for a target, None where the cell says nothing.

    Raises Unreadable with a sentence when the cell holds something that the field cannot.
    """
    if (text := text_of(cell, target)) == "":
        return None
    described = target.described
    if described is None:
        return text
    if described.type is dt.date:
        return _day(cell, text, column, reader)
    value = _choice(text, target, reader) if described.field.choices else text
    if message := complaint(described, value):
        raise Unreadable(f"“{_shortened(text)}”: {message}")
    return value


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _day(cell: Cell, text: str, column: int, reader: Reader) -> dt.date:
    if isinstance(cell, dt.date):
        return cell
    day = read_day(text, reader.language, reader.today, reader.day_first.get(column))
    if day is None:
        raise Unreadable(
            _("“{text}” is not a day AllyDesk can read. Write it like 19/11/2026.").format(
                text=_shortened(text)
            )
        )
    return day


def read_day(text: str, language: str, today: dt.date, first: bool | None) -> dt.date | None:  # noqa: FBT001
    """Give the day a text means; None for one without a year, which would be a guess."""
    text = _CLOCK.sub("", text.strip()).strip()
    try:
        if _SERIAL.fullmatch(text):
            return _EPOCH + dt.timedelta(days=int(text))
        if _COMPACT.fullmatch(text):
            return dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
    if not _HAS_YEAR.search(text):
        return None
    return dates.parse(text, language, today, first=first)


def order_of(cells: Iterable[Cell]) -> bool | str | None:
    """Say how a column writes its days: True day first, False month first, None no matter, "?" unclear."""
    unclear = first = second = False
    for cell in cells:
        found = None if isinstance(cell, dt.date) else _PAIR.match(cell)
        if not found:
            continue
        a, b = int(found[1]), int(found[2])
        first, second = first or a > 12, second or b > 12
        unclear = unclear or (a <= 12 and b <= 12 and a != b)
    if first != second:
        return first
    return "?" if unclear and not first else None


def _choice(text: str, target: Target, reader: Reader) -> str:
    assert target.described is not None
    choices = target.described.field.choices or {}
    key = headings.plain(text)
    for value, label in choices.items():
        if key in (headings.plain(label), headings.plain(value)):
            return value
    meanings = {
        "manages": {"yes": "yes", "no": "no"},
        "photo_consent": {"yes": "yes", "no": "no", "ask": "ask"},
        "takes_part_as": {"member": "member", "ally": "ally"},
        "scope": {
            "coordinator": "coordinator", "leads": "leads", "group": "group", "anyone": "anyone",
            "no": "coordinator", "yes": reader.agreed,
        },
    }  # fmt: skip
    for word, value in meanings.get(target.name, {}).items():
        if key in headings.words("words", word):
            return value
    raise Unreadable(
        _("“{text}” is none of: {choices}.").format(
            text=_shortened(text), choices=", ".join(choices.values())
        )
    )
