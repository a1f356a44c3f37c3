"""Sign people up for an event: one, a list, a whole group; the waiting list; each a step to undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import attendance, membership
from allydesk.models.attendance import SEATED, STATES, TAKES_A_PLACE, Attendance, Row
from allydesk.models.base import drop, put
from allydesk.models.event import Event, EventGroup
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.store import Store

_OFF = ("cancelled", "excused", "absent")  # on the list and yet free to sign up again
_RANK = {state: n for n, state in enumerate(("invited", "maybe", "wait_listed", "registered"))}


class Added(NamedTuple):
    """What signing up did: ids on the list, and how many were put where."""

    ids: tuple[int, ...]
    added: int
    waiting: int
    already: int


class Invited(NamedTuple):
    """What inviting a group did. not_asked agreed to less than this list shows."""

    added: int
    already: int
    not_asked: int


def add(
    store: Store,
    event: int,
    people: Sequence[int],
    *,
    state: str = "registered",
    role: str = "attendee",
) -> Added:
    """Put people on the list; when the places are taken they wait, in this order."""
    label = ngettext("Sign up {n} person", "Sign up {n} people", len(people)).format(n=len(people))
    if len(people) == 1:
        label = _label(store, event, people[0], _("Sign up {name}"), _("Sign somebody up"))
    return store.write(label, put_on, event, people, state, role)


def add_name(store: Store, event: int, name: str, *, state: str = "registered") -> int:
    """Put somebody on the list who is not among the people here; give the id on the list."""
    values = {"event_id": event, "walk_in_name": name, "role": "guest"}

    def action(s: Session) -> int:
        return put(s, Attendance, None, values | {"state": _fitting(s, event, state, "guest")})

    return store.write(_("Sign somebody up"), action)


def put_on(
    s: Session, event: int, people: Sequence[int], state: str = "registered", role: str = "attendee"
) -> Added:
    """Put people on the list of an event, inside a write; see add."""
    _existing(s, event)
    people = list(dict.fromkeys(people))
    known = attendance.on_list(s, event, people)
    ids: list[int] = []
    waiting = already = 0
    for person in people:
        id, before = known.get(person, (None, ""))
        if before and before not in _OFF and _RANK.get(before, 9) >= _RANK.get(state, 0):
            already += 1
            continue
        given = _fitting(s, event, state, role)
        waiting += given == "wait_listed"
        values = {"event_id": event, "person_id": person, "role": role, "state": given}
        ids.append(put(s, Attendance, id, values))
    return Added(tuple(ids), len(ids) - waiting, waiting, already)


def _existing(s: Session, event: int) -> Event:
    found = s.get(Event, event)
    if found is None:
        raise Problem(_("This event is no longer here. Undo may bring it back."))
    return found


def _fitting(s: Session, event: int, state: str, role: str) -> str:
    """Give the state somebody new gets: without a place left, they wait."""
    full = state == "registered" and role in SEATED and attendance.free(s, event) == 0
    return "wait_listed" if full else state


def invite_group(
    store: Store, event: int, group: int, audience: Audience = Audience.GROUP
) -> Invited:
    """Invite everybody in a group who agreed to be seen by those who will see this list.

    The group is noted at the event, so that what it keeps private stays so.
    """
    return store.write(_("Invite a group"), _invite, event, group, audience)


def _invite(s: Session, event: int, group: int, audience: Audience) -> Invited:
    _existing(s, event)
    known = s.execute(select(EventGroup.id).filter_by(event_id=event, group_id=group)).first()
    if known is None:
        put(s, EventGroup, None, {"event_id": event, "group_id": group, "role": "invited"})
    people = [r.person_id for r in membership.of_group(s, group, audience)]
    done = put_on(s, event, people, "invited")
    return Invited(done.added, done.already, membership.not_listed(s, group, audience))


def set_state(store: Store, ids: Sequence[int], state: str) -> Row | None:
    """Say how some names on a list stand; give who is next when that freed a place.

    Raises Problem when there is no place for somebody who is to get one.
    """
    words = STATES[state]
    label = ngettext("Mark {n} name: {state}", "Mark {n} names: {state}", len(ids))
    label = label.format(n=len(ids), state=words)
    if len(ids) == 1 and (card := store.read(attendance.card, ids[0])):
        event, person = card["event_id"], card["person_id"]
        assert isinstance(event, int)
        assert person is None or isinstance(person, int)
        named = _("Mark {name}: {state}").replace("{state}", words)
        label = _label(store, event, person, named, label)
    return store.write(label, _set_state, ids, state)


def _set_state(s: Session, ids: Sequence[int], state: str) -> Row | None:
    freed: int | None = None
    for id in ids:
        row = s.get(Attendance, id)
        if row is None:
            raise Problem(_("This name is no longer on the list. Undo may bring it back."))
        had = row.state in TAKES_A_PLACE and row.role in SEATED
        if state == "registered" and not had and row.role in SEATED:
            _need_a_place(s, row.event_id)
        put(s, Attendance, id, {"state": state})
        if had and state not in TAKES_A_PLACE:
            freed = row.event_id
    return attendance.next_up(s, freed) if freed is not None else None


def _need_a_place(s: Session, event: int) -> None:
    if attendance.free(s, event) == 0:
        capacity = _existing(s, event).capacity or 0
        raise Problem(
            ngettext(
                "The {n} place is taken. Free it, or allow more places.",
                "All {n} places are taken. Free one, or allow more places.",
                capacity,
            ).format(n=capacity)
        )


def move_up(store: Store, event: int) -> Row | None:
    """Give the free place to who waits longest, and give who that is; None when nobody can."""
    first = store.read(attendance.next_up, event)
    if first is not None:
        set_state(store, [first.id], "registered")
    return first


def take_off(store: Store, ids: Sequence[int]) -> int:
    """Take names off a list altogether, as if they had never stood on it."""
    label = ngettext("Take {n} name off a list", "Take {n} names off a list", len(ids))
    return store.write(label.format(n=len(ids)), drop, Attendance, ids)


def _label(store: Store, event: int, person: int | None, named: str, unnamed: str) -> str:
    """Give the label of a step: it names nobody where the event would reveal something."""
    if person is None or store.read(attendance.tells, event):
        return unnamed
    name = store.read(lambda s: s.execute(select(Person.full_name).filter_by(id=person)).scalar())
    return named.replace("{name}", name) if name else unnamed
