"""Whether thanks reach everybody alike: by team, by location and by group, small numbers hidden.

What is counted is people, once each: who was given an award or thanked in a time, and who was not.
Every figure passes `models.suppression`. Nothing here knows what groups of people are; a group is
named by its name where its list is open, and those that keep theirs private are one line together.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from allydesk.language import _, ngettext
from allydesk.models import membership, suppression
from allydesk.models.awards import award as awards
from allydesk.models.awards import nomination, reading
from allydesk.models.awards.award import Award
from allydesk.models.awards.recipient import Recipient
from allydesk.models.group import Group
from allydesk.models.person import Person, here
from allydesk.models.suppression import Count, Hidden, Shown

_MUCH = 4 / 3  # times their share of the people: worth a remark
_BANDS = (3, 6, 12, 24)  # months


class Line(NamedTuple):
    """People of one team, location or group: how many, and how many of them were thanked."""

    name: str
    people: Count
    thanked: Count
    not_thanked: Count


class Waiting(NamedTuple):
    """How many people were last thanked so many months ago."""

    words: str
    people: Count


class Mirror(NamedTuple):
    """Who was thanked from a day to a day."""

    first: dt.date
    last: dt.date
    k: int
    people: Count
    thanked: Count
    teams: tuple[Line, ...]
    locations: tuple[Line, ...]
    groups: tuple[Line, ...]
    waiting: tuple[Waiting, ...]
    remarks: tuple[str, ...]

    @property
    def rule(self) -> str:
        """Give the sentence to print where something is hidden, or nothing."""
        return suppression.rule(self.k) if any(isinstance(c, Hidden) for c in self._every) else ""

    @property
    def tells(self) -> bool:
        """Say whether any number may be seen."""
        return any(isinstance(c, Shown) for c in self._every)

    @property
    def _every(self) -> list[Count]:
        lines = (*self.teams, *self.locations, *self.groups)
        return [c for line in lines for c in line[1:]] + [w.people for w in self.waiting]


class _Someone(NamedTuple):
    id: int
    team: str
    location: str
    thanked: bool


def mirror(s: Session, first: dt.date, last: dt.date) -> Mirror:
    """Give who was thanked from a day to a day, of those who work here on the last one."""
    k = suppression.k_of(s)
    people = _people(s, first, last)
    yes = sum(p.thanked for p in people)
    both = suppression.one_way({True: yes, False: len(people) - yes}, k, whole=True)
    teams = _lines(people, lambda p: p.team, k)
    locations = _lines(people, lambda p: p.location, k)
    return Mirror(
        first, last, k, both.total, both.cells[True], teams, locations,
        _groups(s, people, last, k), _waiting(s, [p.id for p in people], last, k),
        tuple(_remarks(locations, both)) + tuple(_remarks(teams, both)),
    )  # fmt: skip


def _people(s: Session, first: dt.date, last: dt.date) -> list[_Someone]:
    thanked = select(Recipient.person_id).join(Award, Award.id == Recipient.award_id)
    thanked = thanked.where(Award.given_on.between(first, last), Award.returned_on.is_(None))
    yes = set(s.execute(thanked).scalars())
    q = select(Person.id, Person.team, Person.location)
    q = q.where(here(last), or_(Person.started.is_(None), Person.started <= last))
    unknown = _("Not noted")
    return [
        _Someone(id, team or unknown, place or unknown, id in yes)
        for id, team, place in s.execute(q)
    ]


def _lines(people: Iterable[_Someone], of: Callable[[_Someone], str], k: int) -> tuple[Line, ...]:
    """Give a line for each team or location, the one with the most people first."""
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in people:
        counted[of(one)][not one.thanked] += 1
    names = sorted(counted, key=lambda name: (-sum(counted[name]), name))
    shown = suppression.two_way([counted[name] for name in names], k)
    return tuple(Line(name, shown.rows[n], *shown.cells[n]) for n, name in enumerate(names))


def _groups(s: Session, people: Sequence[_Someone], on: dt.date, k: int) -> tuple[Line, ...]:
    """Give a line for each group with an open list, and one for all others together.

    People are in several groups, so each is a table of its own: those in it and everybody else.
    """
    members = _members(s, on)
    open_ones = select(Group.id, Group.name).where(
        Group.listing == "open", Group.status != "closed"
    )
    named = [
        (name, members.get(id, set())) for id, name in s.execute(open_ones.order_by(Group.sort_key))
    ]
    known = {id for id, _name in s.execute(open_ones)}
    private = [ids for id, ids in members.items() if id not in known]
    if len(private) > 1:
        named.append((_("Groups with a private list, together"), set().union(*private)))
    return tuple(_inside(name, ids, people, k) for name, ids in named)


def _inside(name: str, ids: set[int], people: Iterable[_Someone], k: int) -> Line:
    table = [[0, 0], [0, 0]]
    for one in people:
        table[one.id not in ids][not one.thanked] += 1
    shown = suppression.two_way(table, k)
    return Line(name, shown.rows[0], *shown.cells[0])


def _members(s: Session, on: dt.date) -> dict[int, set[int]]:
    """Give who takes part in each group on a day. It stays in here: only numbers leave."""
    found: dict[int, set[int]] = defaultdict(set)
    for m in membership.stored(s, on):
        if (m.joined is None or m.joined <= on) and (m.left is None or m.left > on):
            found[m.group_id].add(m.person_id)
    return found


def _waiting(s: Session, people: Sequence[int], on: dt.date, k: int) -> tuple[Waiting, ...]:
    """Give how many were last thanked how long ago, the longest last."""
    last = awards.last_thanked(s, until=on)
    words = [
        ngettext("In the last {n} month", "In the last {n} months", _BANDS[0]).format(n=_BANDS[0]),
        *(
            _("{first} to {last} months ago").format(first=a, last=b)
            for a, b in pairwise(_BANDS)
        ),
        _("Longer ago"), _("Not yet"),
    ]  # fmt: skip
    counts = dict.fromkeys(words, 0)
    for person in people:
        day = last.get(person)
        counts[words[-1 if day is None else _band(months(day, on))]] += 1
    shown = suppression.one_way(counts, k, whole=True)
    return tuple(Waiting(word, shown.cells[word]) for word in words)


def _band(ago: int) -> int:
    return next((n for n, most in enumerate(_BANDS) if ago < most), len(_BANDS))


def months(since: dt.date, on: dt.date) -> int:
    """Give how many whole months lie between two days."""
    return (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day)


def _remarks(lines: Sequence[Line], both: suppression.OneWay[bool]) -> Iterable[str]:
    """Say which teams or locations were thanked far more than their share, as far as shown."""
    people, thanked = both.total, both.cells[True]
    if not isinstance(people, Shown) or not isinstance(thanked, Shown) or len(lines) < 2:
        return
    for line in lines:
        if not isinstance(line.people, Shown) or not isinstance(line.thanked, Shown):
            continue
        if line.thanked.n * people.n >= _MUCH * thanked.n * line.people.n:
            yield _(
                "{name}: {a} of the {all} who were thanked, and {b} of the {people} who work here."
            ).format(
                name=line.name, a=line.thanked.n, all=thanked.n, b=line.people.n, people=people.n
            )


# ---- while deciding


class Last(NamedTuple):
    """When one nominee was last given an award or thanked. day None: not yet."""

    person_id: int
    name: str
    day: dt.date | None
    months: int | None


class Facts(NamedTuple):
    """What is good to know before deciding on a nomination."""

    last: tuple[Last, ...]
    teams: tuple[tuple[str, Count, Count], ...]  # team, people thanked in 12 months, its people
    waiting: int  # other nominations that wait for one of these people


def facts(s: Session, id: int, on: dt.date) -> Facts:
    """Give what is good to know before deciding on a nomination: how long ago, and who else."""
    row = nomination.row(s, id)
    days = awards.last_thanked(s, row.people, until=on)
    last = tuple(
        Last(w.person_id, w.name, day, months(day, on) if day else None)
        for w in row.nominees
        if w.person_id
        for day in [days.get(w.person_id)]
    )
    k = suppression.k_of(s)
    teams = {
        line.name: line for line in _lines(_people(s, a_year_before(on), on), lambda p: p.team, k)
    }
    theirs = dict.fromkeys(w.team for w in row.nominees if w.team)
    return Facts(
        last,
        tuple((t, teams[t].thanked, teams[t].people) for t in theirs if t in teams),
        len(reading.same_nominee(s, id)),
    )


def a_year_before(on: dt.date) -> dt.date:
    """Give the first day of the twelve months that end on a day."""
    before = on + dt.timedelta(days=1)
    try:
        return before.replace(year=before.year - 1)
    except ValueError:  # 29 February
        return before.replace(year=before.year - 1, month=3, day=1)
