"""Read the rows of a list as people and their places in groups."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from allydesk.language import _
from allydesk.models import membership, person
from allydesk.models.base import complaint, fields
from allydesk.models.group import Group
from allydesk.models.person import Person
from allydesk.text import clean, fold
from allydesk.transfer import names, roles
from allydesk.transfer.book import Row, Sheet
from allydesk.transfer.columns import Column
from allydesk.transfer.plan import Answers
from allydesk.transfer.targets import NAME_PARTS, Target, targets
from allydesk.transfer.values import Reader, Unreadable, text_of, value_of

_PERSON = fields(Person)
_GROUP_NAME = fields(Group)["name"]
_DERIVED = ("sort_name", "known_as")


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a group as a row tells it; None where the row does not say."""

    group: str
    roles: tuple[roles.Role, ...] = ()
    takes_part_as: str | None = None
    joined: dt.date | None = None
    left_group: dt.date | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. gentle names the fields that were worked out: they only fill what is empty."""

    row: int
    name: str
    person: dict[str, object]
    gentle: frozenset[str] = frozenset()
    seats: tuple[Seat, ...] = ()
    troubles: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return names.key(self.name)

    @property
    def email(self) -> str:
        return fold(str(self.person.get("email") or ""))

    @property
    def number(self) -> str:
        return number_key(self.person.get("staff_number"))


def number_key(value: object) -> str:
    """Give the form in which staff numbers are the same: spreadsheets drop leading zeros and case."""
    text = fold(str(value or ""))
    return text.lstrip("0") or text if text.isdigit() else text


def entries(
    sheet: Sheet, columns: Sequence[Column], reader: Reader, answers: Answers, group: str = ""
) -> Iterator[Entry]:
    """Give every row as an entry. group is the one the whole list belongs to, if it does."""
    used = [(c.index, targets()[c.target]) for c in columns if c.target]
    for number, row in sheet.rows():
        if number not in answers.skip:
            yield _entry(number, row, used, reader, answers, group)


def _entry(
    number: int,
    row: Row,
    used: Sequence[tuple[int, Target]],
    reader: Reader,
    answers: Answers,
    group: str,
) -> Entry:
    values, troubles = _values(row, used, reader)
    parts = {n: str(v) for n, v in values.items() if n in NAME_PARTS or n in _DERIVED}
    if typed := answers.names.get(number):
        parts = {"full_name": clean(typed)}
    called = names.named(parts)
    derived = {
        "full_name": called.full_name,
        "sort_name": called.sort_name,
        "known_as": called.known_as,
    }
    filled = {n: v for n, v in values.items() if n in _PERSON and n not in derived}
    gentle = set()
    for name, text in derived.items():
        if not text:
            continue
        if message := complaint(_PERSON[name], text):
            troubles.append(message)
        else:
            filled[name] = text
            if name in _DERIVED and name not in values:
                gentle.add(name)
    if _backwards(filled.get("started"), filled.get("left")):
        troubles.append(person.LEFT_TOO_SOON)
        del filled["left"]
    seats = _seats(values, group, troubles)
    ordered = {name: filled[name] for name in _PERSON if name in filled}
    return Entry(number, called.full_name, ordered, frozenset(gentle), seats, tuple(troubles))


def _values(
    row: Row, used: Sequence[tuple[int, Target]], reader: Reader
) -> tuple[dict[str, object], list[str]]:
    values: dict[str, object] = {}
    troubles: list[str] = []
    for index, target in used:
        try:
            if target.name == "group":
                value: object = text_of(row[index], target) or None
            else:
                value = value_of(row[index], target, index, reader)
        except Unreadable as reason:
            troubles.append(f"{target.label}: {reason}")
        else:
            if value is not None:
                values[target.name] = value
    return values, troubles


def _backwards(first: object, last: object) -> bool:
    return isinstance(first, dt.date) and isinstance(last, dt.date) and last < first


def _seats(values: dict[str, object], group: str, troubles: list[str]) -> tuple[Seat, ...]:
    text = str(values.get("group") or "")
    listed = [clean(g) for g in re.split(r"[;\n|]", text)] if text else []
    called = list(dict.fromkeys(g for g in [group, *listed] if g))
    if not called:
        return ()
    for name in called:
        if message := complaint(_GROUP_NAME, name):
            troubles.append(message)
            return ()
    held: tuple[roles.Role, ...] = ()
    ally = None
    try:
        held, ally = roles.roles_of(str(values.get("role") or ""))
    except ValueError:
        troubles.append(_("The role has more words than there is room for."))
    seat = Seat(called[0], held, _word(values.get("takes_part_as")) or ally)
    joined, left = values.get("joined"), values.get("left_group")
    if _backwards(joined, left):
        troubles.append(membership.LEFT_TOO_SOON)
        left = None
    seat = replace(
        seat,
        joined=joined if isinstance(joined, dt.date) else None,
        left_group=left if isinstance(left, dt.date) else None,
        scope=_word(values.get("scope")),
    )
    return tuple(replace(seat, group=name) for name in called)


def _word(value: object) -> str | None:
    return str(value) if value else None
