"""The door: find somebody by a few letters, and store that they are here before saying so."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence
from heapq import nsmallest
from typing import NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import attendance, schedule
from allydesk.models.attendance import CAME, SAID_YES, Attendance
from allydesk.models.base import drop, put
from allydesk.models.person import Person, here
from allydesk.store import Store
from allydesk.text import clean, fold

# A scanner is a keyboard: on another layout it types the hyphen as something else.
_BADGE = re.compile(r"ad\D{0,2}(\d{1,9})", re.IGNORECASE)
# Letters that somebody left standing come before what the scanner types.
_BADGE_AFTER = re.compile(r".*AD[^\d\s]{1,2}(\d{1,9})")
_APOSTROPHE = re.compile(r"['’ʻ]")
_BREAK = re.compile(r"[\W_]+")
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NEARLY = 80  # per cent of letters in common
_SPARE = 6  # points, apostrophes and hyphens in one name
_EXPECTED, _HERE, _OTHERS = range(3)


class Guest(NamedTuple):
    """Somebody who may come: a person, or a name on the list that is nobody here.

    state is the one on the list, None for somebody who is not on it.
    """

    name: str
    team: str | None
    person_id: int | None
    attendance_id: int | None = None
    state: str | None = None
    since: dt.datetime | None = None

    @property
    def is_here(self) -> bool:
        return self.state in CAME

    @property
    def expected(self) -> bool:
        return self.state is not None and not self.is_here

    @property
    def rank(self) -> int:
        return _HERE if self.is_here else _EXPECTED if self.expected else _OTHERS


class Arrived(NamedTuple):
    """What came of a check-in: since when they are here, and what they were before.

    already says that nothing changed; was is the state on the list before, None for a walk-in.
    """

    name: str
    attendance_id: int
    since: dt.datetime | None
    already: bool
    was: str | None


class Door:
    """An event with everybody who may come to it, held in memory while people arrive."""

    def __init__(self, store: Store, event: int) -> None:
        found = store.read(schedule.row, event)
        if found is None:
            raise Problem(_("This event is no longer here. Undo may bring it back."))
        self.store = store
        self.event = found
        self.arrivals: list[Arrived] = []  # of this sitting, the newest last
        self.reload()

    def reload(self) -> None:
        """Read everybody again, after something else changed the data."""
        event = self.event.id
        people, listed = self.store.read(_everybody, event, self.event.starts.date())
        on_list = {r.person_id: r for r in listed if r.person_id}
        guests = [_guest(name, team, id, on_list.get(id)) for id, name, team, *_more in people]
        guests += [_guest(r.name, None, None, r) for r in listed if r.person_id is None]
        self._unnamed = self.store.read(attendance.unnamed, event) or 0
        self._guests = guests
        self._called = [called for _id, _name, _team, *called in people]
        self._at_person = {g.person_id: n for n, g in enumerate(guests) if g.person_id}
        self._made: _Names | None = None

    def get_ready(self) -> None:
        """Prepare the search while nobody waits for it."""
        self._names()

    def _names(self) -> _Names:
        """Give what a search looks through; made when first needed, so that a door opens at once."""
        if self._made is None:
            self._made = _Names(self._guests, self._called)
        return self._made

    @property
    def here(self) -> int:
        """Give how many are here."""
        return sum(g.is_here for g in self._guests) + self._unnamed

    @property
    def signed_up(self) -> int:
        """Give how many said they would come or are here."""
        wanted = (*CAME, "registered")
        return sum(g.state in wanted for g in self._guests) + self._unnamed

    @property
    def awaited(self) -> list[Guest]:
        """Give who is expected and not here yet, in name order."""
        awaited = (g for g in self._guests if g.expected and g.state in SAID_YES)
        return sorted(awaited, key=lambda g: fold(g.name))

    def search(self, text: str, limit: int = 6) -> list[Guest]:
        """Give who is meant by a few letters: exactly named first, then expected, here, others."""
        if (id := badge(text)) is not None:
            n = self._at_person.get(id)
            return [] if n is None else [self._guests[n]]
        return _meant(self._guests, self._names, text, limit)

    def arrive(self, guest: Guest, now: dt.datetime) -> Arrived:
        """Check somebody in. When this returns, it is stored, whatever happens to the power."""
        arrived = arrive(self.store, self.event.id, guest, now, tells=self.event.reveals)
        n = self._place(guest)
        self._guests[n] = self._guests[n]._replace(
            attendance_id=arrived.attendance_id,
            state=self._guests[n].state if arrived.already else "present",
            since=arrived.since,
        )
        if not arrived.already:
            self.arrivals.append(arrived)
        return arrived

    def walk_in(self, name: str, now: dt.datetime) -> Arrived:
        """Check in somebody who is not among the people here, by name alone."""
        arrived = walk_in(self.store, self.event.id, name, now)
        self.arrivals.append(arrived)
        self._names().add(arrived.name)
        id, since = arrived.attendance_id, arrived.since
        self._guests.append(Guest(arrived.name, None, None, id, "present", since))
        return arrived

    def take_back(self) -> Arrived | None:
        """Undo the last check-in of this sitting and give whose it was."""
        if not self.arrivals:
            return None
        last = self.arrivals[-1]
        self.store.write(_("Take a check-in back"), _take_back, last)
        self.arrivals.pop()
        self._set_back(last)
        return last

    def _set_back(self, last: Arrived) -> None:
        n = next(n for n, g in enumerate(self._guests) if g.attendance_id == last.attendance_id)
        guest = self._guests[n]
        if guest.person_id is None and last.was is None:
            self._names().drop(n)
        id = guest.attendance_id if last.was else None
        self._guests[n] = guest._replace(attendance_id=id, state=last.was, since=None)

    def _place(self, guest: Guest) -> int:
        if guest.person_id:
            return self._at_person[guest.person_id]
        return next(n for n, g in enumerate(self._guests) if g.attendance_id == guest.attendance_id)


class Colleagues:
    """Who works here on a day, found by a few letters of what they are called, and by nothing else."""

    def __init__(self, store: Store, on: dt.date) -> None:
        people = store.read(_here, on)
        self._guests = [Guest(name, team, id) for id, name, team, *_more in people]
        self._names = _Names(self._guests, [called[:2] for _id, _name, _team, *called in people])

    def search(self, text: str, limit: int = 4) -> list[Guest]:
        """Give who is meant by a few letters, exactly named first."""
        return _meant(self._guests, lambda: self._names, text, limit)


def badge(text: str) -> int | None:
    """Give the id of a person from what a scanner types for a badge; None for anything else."""
    found = _BADGE.fullmatch(text.strip()) or _BADGE_AFTER.fullmatch(text.strip())
    return int(found[1]) if found else None


_Known = tuple[int, str, str | None, str | None, str | None, str | None]


def _everybody(s: Session, event: int, on: dt.date) -> tuple[list[_Known], list[attendance.Row]]:
    listed = attendance.of_event(s, event)
    return _here(s, on, [r.person_id for r in listed if r.person_id]), listed


def _here(s: Session, on: dt.date, expected: Sequence[int] = ()) -> list[_Known]:
    q = select(
        Person.id, Person.full_name, Person.team, Person.known_as, Person.badge_name,
        Person.staff_number,
    )  # fmt: skip
    q = q.where(here(on) | Person.id.in_(expected)).order_by(Person.sort_key, Person.id)
    return [(*r,) for r in s.execute(q)]


def _guest(name: str, team: str | None, person: int | None, row: attendance.Row | None) -> Guest:
    if row is None:
        return Guest(name, team, person)
    return Guest(name, team, person, row.id, row.state, row.checked_in_at)


class _Names:
    """The beginnings of all names, in order, each with the number of whose it is."""

    def __init__(self, guests: Sequence[Guest], called: Sequence[Sequence[str | None]]) -> None:
        """Take the guests, and what the first of them are called besides."""
        self.keys = [fold(g.name) for g in guests]
        nothing: list[Sequence[str | None]] = [()] * (len(guests) - len(called))
        spelt = (
            " ".join(filter(None, (g.name, *more)))
            for g, more in zip(guests, [*called, *nothing], strict=True)
        )
        self._words = sorted(
            (word, n) for n, text in enumerate(spelt) for word in set(_words(text))
        )
        self._known = sorted({word for word, _n in self._words})

    def add(self, name: str) -> None:
        for word in set(_words(name)):
            insort(self._words, (word, len(self.keys)))
        self.keys.append(fold(name))

    def drop(self, number: int) -> None:
        self._words = [entry for entry in self._words if entry[1] != number]

    def having(self, typed: list[str]) -> set[int]:
        return set.intersection(*(self._beginning(word) for word in typed))

    def _beginning(self, start: str) -> set[int]:
        at = bisect_left(self._words, (start, -1))
        found = set()
        while at < len(self._words) and self._words[at][0].startswith(start):
            found.add(self._words[at][1])
            at += 1
        return found

    def initials(self, letters: str) -> set[int]:
        if not 2 <= len(letters) <= 4:
            return set()
        return {
            n for n in self._beginning(letters[0]) if _initials(self.keys[n]).startswith(letters)
        }

    def nearest(self, word: str) -> str:
        if len(word) < 4:
            return word
        hit = process.extractOne(word, self._known, scorer=fuzz.ratio, score_cutoff=_NEARLY)
        return hit[0] if hit else word


def _meant(
    guests: Sequence[Guest], among: Callable[[], _Names], text: str, limit: int
) -> list[Guest]:
    """Give who is meant by a few letters: exactly named first, then by rank."""
    typed = _typed(text)
    if not typed:
        return []
    names = among()
    found = names.having(typed) | names.initials("".join(typed))
    if not found:
        found = names.having([names.nearest(word) for word in typed])
    whole = " ".join(typed)
    ranked = nsmallest(limit, ((_order(guests[n], names.keys[n], typed, whole), n) for n in found))
    return [guests[n] for _rank, n in ranked]


def _words(names: str) -> Iterator[str]:
    """Give the beginnings somebody may type for a name: O’Neill as "oneill" and as "neill"."""
    folded = fold(names)
    words = _BREAK.split(folded)
    if _APOSTROPHE.search(folded):
        words += _BREAK.split(_APOSTROPHE.sub("", folded))
    for word in words:
        if word:
            yield word
            if not word.isascii() and _WITHOUT_SPACES.search(word):
                yield from (word[n:] for n in range(1, len(word)))


def _typed(text: str) -> list[str]:
    return [w for w in _BREAK.split(_APOSTROPHE.sub("", fold(text))) if w]


def _initials(key: str) -> str:
    return "".join(word[0] for word in _BREAK.split(key) if word)


def _order(guest: Guest, key: str, typed: list[str], whole: str) -> tuple[bool, int, bool, str]:
    alike = abs(len(key) - len(whole)) <= _SPARE  # saves taking thousands of names apart
    exact = alike and sorted(_typed(guest.name)) == sorted(typed)
    return not exact, guest.rank, not key.startswith(whole), key


def arrive(store: Store, event: int, guest: Guest, now: dt.datetime, *, tells: bool) -> Arrived:
    """Store that somebody is here, and give it back only when it is safe on the disk.

    tells says that the event reveals a private group: the step then names nobody.
    """
    label = _("Check somebody in") if tells else _("Check in {name}").replace("{name}", guest.name)
    return store.write(label, _arrive, event, guest, now)


def _arrive(s: Session, event: int, guest: Guest, now: dt.datetime) -> Arrived:
    row = _on_list(s, event, guest)
    if row is not None and row.state in CAME:
        return Arrived(guest.name, row.id, row.checked_in_at, already=True, was=row.state)
    now = now.replace(microsecond=0)
    was = row.state if row is not None else None
    values: dict[str, object] = {"state": "present", "checked_in_at": now}
    if row is None:
        values |= {"event_id": event, "person_id": guest.person_id}
    id = put(s, Attendance, row.id if row is not None else None, values)
    return Arrived(guest.name, id, now, already=False, was=was)


def _on_list(s: Session, event: int, guest: Guest) -> Attendance | None:
    if guest.person_id:
        q = select(Attendance).filter_by(event_id=event, person_id=guest.person_id)
        return s.execute(q).scalar()
    return s.get(Attendance, guest.attendance_id) if guest.attendance_id else None


def walk_in(store: Store, event: int, name: str, now: dt.datetime) -> Arrived:
    """Store that somebody is here whom the desk does not know, by the name they say."""
    values = {
        "event_id": event, "walk_in_name": name, "role": "guest", "state": "present",
        "checked_in_at": now.replace(microsecond=0),
    }  # fmt: skip
    id = store.write(_("Check somebody in"), put, Attendance, None, values)
    return Arrived(clean(name), id, now.replace(microsecond=0), already=False, was=None)


def _take_back(s: Session, arrived: Arrived) -> None:
    if arrived.was is None:
        drop(s, Attendance, [arrived.attendance_id])
    elif s.get(Attendance, arrived.attendance_id) is not None:
        put(s, Attendance, arrived.attendance_id, {"state": arrived.was, "checked_in_at": None})


def count(store: Store, event: int, by: int = 1) -> int:
    """Count one more (or fewer) at an event where only the number is kept, and give the number."""

    def action(s: Session) -> int:
        number = max(0, (attendance.unnamed(s, event) or 0) + by)
        attendance.count_unnamed(s, event, number)
        return number

    return store.write(_("Count who came"), action)
