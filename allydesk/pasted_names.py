"""Find out whom a pasted list means: names, e-mail addresses, staff numbers, in any mixture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.text import clean
from allydesk.transfer import names
from allydesk.transfer.compare import people_index
from allydesk.transfer.entries import Entry
from allydesk.transfer.match import Found, Index, Known, candidate
from allydesk.transfer.plan import Candidate

MOST = 5_000  # names in one list
_SHOWN = 5
_BULLET = re.compile(r"^\s*(?:[-*•·–—☐☑✓✔]|\(?\d{1,3}[.)])\s+")
_WITH_ADDRESS = re.compile(r"^(?P<name>[^<>]*)<\s*(?P<email>[^<>\s]+@[^<>\s]+)\s*>$")
_ADDRESS = re.compile(r"^(?:mailto:)?[^\s@]+@[^\s@]+$", re.IGNORECASE)
_NUMBER = re.compile(r"^#?[A-Za-z]{0,4}[-/]?\d{2,12}$")


class Match(NamedTuple):
    """Words that mean one person for certain."""

    text: str
    person_id: int
    name: str


class Unsure(NamedTuple):
    """Words that may mean one of several people, or one person only perhaps."""

    text: str
    candidates: tuple[Candidate, ...]


class Names(NamedTuple):
    """Whom a list means. Each person stands in matched once, whatever the list says."""

    matched: tuple[Match, ...]
    unsure: tuple[Unsure, ...]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]


def read(s: Session, text: str) -> Names:
    """Look up every name of a pasted list, one a line or with commas or semicolons between."""
    people = people_index(s)
    words = _by_word(people)
    matched: dict[int, Match] = {}
    unsure: list[Unsure] = []
    unknown: list[str] = []
    twice: list[str] = []
    for n, (piece, found) in enumerate(_pieces(people, text)):
        if n == MOST:
            raise Problem(_("That is more than {n} names. Paste them in parts.").format(n=MOST))
        if found.person is not None:
            if found.person.id in matched:
                twice.append(piece)
            else:
                matched[found.person.id] = Match(piece, found.person.id, found.person.name)
        elif candidates := found.candidates or _perhaps(people, words, piece):
            unsure.append(Unsure(piece, candidates))
        else:
            unknown.append(piece)
    return Names(tuple(matched.values()), tuple(unsure), tuple(unknown), tuple(twice))


def _pieces(people: Index, text: str) -> Iterator[tuple[str, Found]]:
    """Give each name with whom it means; a comma may stand between names or inside one."""
    for line in re.split(r"[\n\t;]", text.replace("\r", "\n")):
        parts = [p for p in (clean(_BULLET.sub("", part)) for part in line.split(",")) if p]
        while parts:
            alone = people.find(_entry(parts[0]))
            turned = _turned(people, parts) if len(parts) > 1 else None
            if turned is not None and alone.person is None:
                yield f"{parts[0]}, {parts[1]}", turned
                parts = parts[2:]
            else:
                yield parts[0], alone
                parts = parts[1:]


def _turned(people: Index, parts: Sequence[str]) -> Found | None:
    """Give whom "Last, First" means, if it means anybody."""
    found = people.find(_entry(f"{parts[1]} {parts[0]}"))
    return found if found.person or found.candidates else None


def _entry(piece: str) -> Entry:
    if with_address := _WITH_ADDRESS.match(piece):
        name = clean(with_address["name"]).strip("\"'“”‘’ ")
        return Entry(0, name, {"email": with_address["email"]})
    if _ADDRESS.match(piece):
        return Entry(0, "", {"email": piece.removeprefix("mailto:")})
    if _NUMBER.match(piece):
        return Entry(0, "", {"staff_number": piece.removeprefix("#")})
    return Entry(0, names.named({"full_name": piece}).full_name, {})


def _by_word(people: Index) -> dict[str, set[int]]:
    """Give the ids of people by each word of their names."""
    found: dict[str, set[int]] = {}
    for id, person in people.by_id.items():
        for name in (person.name, str(person.values.get("known_as") or "")):
            for word in names.key(name).split():
                found.setdefault(word, set()).add(id)
    return found


def _perhaps(people: Index, words: dict[str, set[int]], piece: str) -> tuple[Candidate, ...]:
    """Give people who have all these words in their name, else those spelt nearly alike."""
    entry = _entry(piece)
    if not entry.key:
        return ()
    sets = [words.get(word, set()) for word in entry.key.split()]
    having: list[Known] = [people.by_id[id] for id in sorted(set.intersection(*sets))]
    if having:
        return tuple(candidate(p, _("has this in their name")) for p in having[:_SHOWN])
    return people.similar([entry]).get(0, ())
