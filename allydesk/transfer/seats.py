"""Compare the places in groups that a list names with those on the desk."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models import membership
from allydesk.models.base import fields
from allydesk.models.group import Group
from allydesk.models.membership import Membership, Stored
from allydesk.models.organisation import language
from allydesk.text import fold
from allydesk.transfer import roles
from allydesk.transfer.entries import Seat
from allydesk.transfer.plan import Answers, FieldChange, Place, PlaceChanged, Trouble

_FIELDS = fields(Membership)
HOW = "list"  # how people agreed, when the list is where it says so


class Sitting(NamedTuple):
    """The places of one person of the list. One of person (id) and new (index) is set."""

    person: int | None
    new: int | None
    name: str
    seats: tuple[tuple[int, Seat], ...]  # (row, place)


class Places(NamedTuple):
    """What a list does to groups and to the places in them."""

    groups: tuple[str, ...]
    new: tuple[Place, ...]
    changed: tuple[PlaceChanged, ...]
    unchanged: int
    troubles: list[Trouble]


def compare(
    s: Session, sitting: Sequence[Sitting], agreed: str, today: dt.date, answers: Answers
) -> Places:
    """Say which groups and places are new, and which places the list knows more about."""
    if not any(one.seats for one in sitting):
        return Places((), (), (), 0, [])
    known = _groups(s)
    stored: dict[tuple[int, int], list[Stored]] = defaultdict(list)
    for place in membership.stored(s, today):
        stored[place.person_id, place.group_id].append(place)
    made: dict[str, str] = {}
    new: list[Place] = []
    changed: list[PlaceChanged] = []
    unchanged = 0
    troubles: list[Trouble] = []
    for one in sitting:
        for row, seat in _merged(one.seats):
            group = known.get(fold(seat.group))
            before = stored.get((one.person or 0, group or 0), [])
            if current := _current(before, today):
                fields_, held = _better(seat, current, agreed, today)
                if fields_ or held:
                    changed.append(
                        PlaceChanged(row, one.name, current.id, seat.group, fields_, held)
                    )
                else:
                    unchanged += 1
            elif any(_is_past(seat, place) for place in before):
                unchanged += 1
            elif before and row not in answers.anyway:
                troubles.append(_left_before(row, one.name, seat.group, before[-1], language(s)))
            else:
                name = seat.group if group else made.setdefault(fold(seat.group), seat.group)
                after = max((p.left for p in before if p.left), default=None)
                new.append(
                    Place(
                        row, one.name, one.person, one.new, group, name,
                        _values(seat, agreed, today, after), seat.roles,
                    )
                )  # fmt: skip
    return Places(tuple(made.values()), tuple(new), tuple(changed), unchanged, troubles)


def _groups(s: Session) -> dict[str, int]:
    """Give folded name -> id; a full name goes before somebody else's short name."""
    found: dict[str, int] = {}
    rows = s.execute(select(Group.id, Group.name, Group.short_name).order_by(Group.id)).all()
    for id, name, _short in rows:
        found.setdefault(fold(name), id)
    for id, _name, short in rows:
        if short:
            found.setdefault(fold(short), id)
    return found


def _merged(given: Sequence[tuple[int, Seat]]) -> list[tuple[int, Seat]]:
    """Make one place of several rows about one person in one group: all roles, first word on the rest."""
    found: dict[str, tuple[int, Seat]] = {}
    for row, seat in given:
        key = fold(seat.group)
        if key not in found:
            found[key] = (row, seat)
            continue
        first, have = found[key]
        found[key] = (
            first,
            Seat(
                have.group,
                tuple(dict.fromkeys(have.roles + seat.roles)),
                have.takes_part_as or seat.takes_part_as,
                have.joined or seat.joined,
                have.left_group or seat.left_group,
                have.scope or seat.scope,
            ),
        )
    return list(found.values())


def _current(before: Sequence[Stored], today: dt.date) -> Stored | None:
    return next((p for p in before if p.left is None or p.left > today), None)


def _is_past(seat: Seat, place: Stored) -> bool:
    """Say whether a row speaks of a place somebody has already given up."""
    return seat.left_group == place.left or (
        seat.joined is not None and seat.joined == place.joined
    )


def _left_before(row: int, name: str, group: str, place: Stored, tongue: str) -> Trouble:
    day = dates.medium(place.left, tongue) if place.left else ""
    return Trouble(
        row,
        name,
        _("{name} left “{group}” on {day}. Say whether they take part again.").format(
            name=name, group=group, day=day
        ),
        "anyway",
    )


def _values(
    seat: Seat, agreed: str, today: dt.date, after: dt.date | None
) -> tuple[tuple[str, object], ...]:
    """Give the fields of a new place. Nobody has agreed to anything until somebody says so."""
    scope = seat.scope or agreed
    return (
        ("takes_part_as", seat.takes_part_as or "not_stated"),
        ("joined", seat.joined or (today if after else None)),
        ("left", seat.left_group),
        ("scope", scope or "coordinator"),
        ("agreed_on", today if scope else None),
        ("agreed_how", HOW if scope else None),
    )


def _better(
    seat: Seat, place: Stored, agreed: str, today: dt.date
) -> tuple[tuple[FieldChange, ...], tuple[roles.Role, ...]]:
    """Give what a row adds to a place: fields it says otherwise, and roles not held yet."""
    told: dict[str, object] = {
        "takes_part_as": seat.takes_part_as, "joined": seat.joined, "left": seat.left_group,
    }  # fmt: skip
    if scope := _scope(seat, place, agreed):
        told |= {"scope": scope, "agreed_on": today, "agreed_how": HOW}
    changes = tuple(
        FieldChange(name, _FIELDS[name].field.label, getattr(place, name), value)
        for name, value in told.items()
        if value is not None and value != getattr(place, name)
    )
    held = {roles.key(role) for role in place.roles}
    return changes, tuple(r for r in seat.roles if roles.key(r) not in held)


def _scope(seat: Seat, place: Stored, agreed: str) -> str:
    """Give the scope a list brings, or nothing.

    What somebody withdrew stays withdrawn. A column of the list speaks for each person; one answer
    for all fills in only where nobody has answered, or where an earlier list did.
    """
    if place.withdrawn_on:
        return ""
    if seat.scope:
        return seat.scope if seat.scope != place.scope else ""
    unanswered = place.agreed_on is None and place.scope == "coordinator"
    by_list = place.agreed_how == HOW
    if agreed and (unanswered or by_list) and (agreed != place.scope or unanswered):
        return agreed
    return ""
