"""Find out who on the desk a row speaks of: by staff number, then e-mail, then name and team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from allydesk.language import _
from allydesk.text import fold
from allydesk.transfer import names
from allydesk.transfer.entries import Entry, number_key
from allydesk.transfer.plan import Candidate

SIMILAR = 88  # per cent of letters in common, words in order
_RELATED = 70  # enough when a staff number or an address says the same
_MOST_COMPARED = 40_000_000  # pairs of names: about two seconds
_FEW = 50_000_000  # pairs up to which names need only share two letters to be compared
_SHOWN = 5
_TELLING = ("email", "team", "started", "phone", "location", "job_title")


class Known(NamedTuple):
    """Somebody on the desk, with the fields a list may speak of."""

    id: int
    values: dict[str, object]

    @property
    def name(self) -> str:
        return str(self.values["full_name"])


class Found(NamedTuple):
    """Who a row is: one person, or candidates and why, or nobody."""

    person: Known | None = None
    candidates: tuple[Candidate, ...] = ()
    strength: int = 0  # 3 by number, 2 by e-mail, 1 by name


class Index:
    """The people of the desk, looked up by what identifies them."""

    def __init__(self, people: Sequence[Known]) -> None:
        self.by_id = {p.id: p for p in people}
        self.by_number = _indexed(people, lambda p: number_key(p.values["staff_number"]))
        self.by_email = _indexed(people, lambda p: fold(str(p.values["email"] or "")))
        self.by_key = _indexed(people, lambda p: names.key(p.name))
        self.by_alias = _indexed(people, _alias)
        self._blocks: dict[int, dict[str, list[str]]] = {}
        self._words: dict[str, list[Known]] | None = None

    def find(self, entry: Entry) -> Found:
        """Say who an entry is, as far as that is certain."""
        if entry.number and (same := self.by_number.get(entry.number)):
            return _by_number(entry, same)
        by_email = self._by_email(entry)
        if by_email.person:
            return by_email
        by_name = _by_name(entry, _not_other(entry, self.by_key.get(entry.key, ())))
        if by_name.person or by_name.candidates:
            return by_name
        if by_email.candidates:
            return by_email
        alias = _not_other(entry, self.by_alias.get(entry.key, ()))
        return _doubt(alias, _("is known as that")) if alias else Found()

    def _by_email(self, entry: Entry) -> Found:
        if not entry.email:
            return Found()
        everybody = self.by_email.get(entry.email, ())
        same = _not_other(entry, everybody)
        if not entry.name:
            if len(same) == 1 and len(everybody) == 1:
                return Found(same[0], strength=2)
            return _doubt(same, _("has this e-mail address"))
        exact = [p for p in same if names.key(p.name) == entry.key]
        related = exact or [p for p in same if agree(entry.name, p)]
        if len(related) == 1:
            return Found(related[0], strength=2)
        if related:
            return _doubt(related, _("has this name and e-mail address"))
        # An address that several people share already says nothing about who this is.
        return _doubt(same, _("has the same e-mail address")) if len(everybody) == 1 else Found()

    def called(self, word: str) -> tuple[Candidate, ...]:
        """Give people one of whose names is a word, as where a form was filled in with a first name."""
        if self._words is None:
            self._words = defaultdict(list)
            for p in self.by_id.values():
                for name in {
                    w for n in (p.name, p.values["known_as"]) for w in fold(str(n or "")).split()
                }:
                    self._words[name].append(p)
        return _doubt(self._words.get(fold(word), [])[:_SHOWN], _("has this name")).candidates

    def similar(self, entries: Sequence[Entry]) -> dict[int, tuple[Candidate, ...]]:
        """Give, by row, people whose names are nearly the same; for rows that would be new."""
        few = len(entries) * len(self.by_id) < _FEW
        blocks = self._block(2 if few else 4)
        found: dict[int, tuple[Candidate, ...]] = {}
        left = _MOST_COMPARED
        for entry in entries:
            alike: dict[str, float] = {}
            for start in _starts(entry.key, 2 if few else 4):
                near = blocks.get(start, ())
                left -= len(near)
                hits = process.extract(
                    entry.key, near, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=_SHOWN
                )
                alike |= {key: score for key, score, _n in hits}
            best = sorted(alike, key=lambda key: -alike[key])
            if people := _not_other(entry, [p for key in best for p in self.by_key[key]]):
                found[entry.row] = _doubt(people, _("has nearly the same name")).candidates
            if left < 0:
                break
        return found

    def _block(self, length: int) -> dict[str, list[str]]:
        """Give the keys of names by the first letters of each of their words."""
        if length not in self._blocks:
            blocks: dict[str, list[str]] = defaultdict(list)
            for key in self.by_key:
                for start in _starts(key, length):
                    blocks[start].append(key)
            self._blocks[length] = blocks
        return self._blocks[length]


def _starts(key: str, length: int) -> set[str]:
    return {word[:length] for word in key.split()}


def _indexed(people: Iterable[Known], key: object) -> dict[str, list[Known]]:
    assert callable(key)
    found: dict[str, list[Known]] = defaultdict(list)
    for person in people:
        if value := key(person):
            found[value].append(person)
    return dict(found)


def _alias(person: Known) -> str:
    """Give the key of what colleagues call somebody, with the last name."""
    known_as = str(person.values.get("known_as") or "")
    if not known_as:
        return ""
    if " " in known_as:
        return names.key(known_as)
    last = str(person.values.get("sort_name") or "").split(",")[0] or person.name.split()[-1]
    return names.key(f"{known_as} {last}")


def agree(name: str, person: Known) -> bool:
    """Say whether a name may be the person's: a word in common, or much alike. No name never disagrees."""
    key, other = names.key(name), names.key(person.name)
    if not key or key == other or key == _alias(person):
        return True
    common = {w for w in key.split() if len(w) > 1} & {w for w in other.split() if len(w) > 1}
    return bool(common) or fuzz.ratio(key, other) >= _RELATED


def _not_other(entry: Entry, people: Sequence[Known]) -> list[Known]:
    """Give the people who are not surely somebody else: two staff numbers are two people."""
    if not entry.number:
        return list(people)
    return [p for p in people if number_key(p.values["staff_number"]) in ("", entry.number)]


def _by_number(entry: Entry, same: Sequence[Known]) -> Found:
    certain = [p for p in same if agree(entry.name, p) or _same_email(entry, p)]
    if len(certain) == 1:
        return Found(certain[0], strength=3)
    return _doubt(same, _("has this staff number, but another name"))


def _same_email(entry: Entry, person: Known) -> bool:
    return bool(entry.email) and entry.email == fold(str(person.values["email"] or ""))


def _by_name(entry: Entry, same: Sequence[Known]) -> Found:
    """Decide among people of exactly this name by what else is known of them."""
    if not same or not entry.name:
        return Found()
    team = [
        p for p in same if _equal(entry, p, "team") and not _conflict(entry, p, "email", "started")
    ]
    if len(team) == 1:
        return Found(team[0], strength=1)
    clear = [p for p in same if not _conflict(entry, p, *_TELLING)]
    if len(clear) == 1 and len(same) == 1:
        return Found(clear[0], strength=1)
    reason = _("has the same name") if clear else _("has the same name, but something else differs")
    return _doubt(team or clear or same, reason)


def _equal(entry: Entry, person: Known, name: str) -> bool:
    mine, theirs = entry.person.get(name), person.values.get(name)
    return bool(mine and theirs) and fold(str(mine)) == fold(str(theirs))


def _conflict(entry: Entry, person: Known, *fields: str) -> bool:
    """Say whether list and desk both know something and disagree."""
    return any(
        entry.person.get(n) and person.values.get(n) and not _equal(entry, person, n)
        for n in fields
    )


def _doubt(people: Sequence[Known], reason: str) -> Found:
    return Found(candidates=tuple(candidate(p, reason) for p in people[:_SHOWN]))


def candidate(person: Known, reason: str) -> Candidate:
    """Give somebody as the person choosing sees them."""
    team, email, number = (
        str(v) if (v := person.values.get(n)) else None for n in ("team", "email", "staff_number")
    )
    return Candidate(person.id, person.name, team, email, number, reason)
