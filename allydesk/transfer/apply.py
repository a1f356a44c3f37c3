"""Do what a plan says, all of it or nothing; called through store.write, so that it can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.base import Record, put
from allydesk.models.group import Group
from allydesk.models.membership import Membership, RoleTerm
from allydesk.models.person import Person
from allydesk.text import fold
from allydesk.transfer.compare import Progress, last_step
from allydesk.transfer.plan import Place, PlaceChanged, Plan

T = TypeVar("T")
_AT_ONCE = 500
_STORED = [c.name for c in Person.__table__.columns]


def apply(s: Session, plan: Plan, progress: Progress = lambda _done, _total: None) -> None:
    """Bring a list in. Raises Problem when the desk is no longer as the plan saw it."""
    if last_step(s, back=1) != plan.seen:
        raise Problem(
            _(
                "The desk has changed since this list was checked. Go back one page and check it again."
            )
        )
    language = organisation.language(s)
    total = len(plan.new) + len(plan.changed) + len(plan.memberships)
    done = 0
    first = _next_id(s, Person)
    people = (_person(dict(new.values), first + n, language) for n, new in enumerate(plan.new))
    for rows in _in_parts(people):
        s.execute(insert(Person), rows)
        done += len(rows)
        progress(done, total)
    for changed in _in_parts(plan.changed):
        _change_people(s, {c.id: {f.name: f.new for f in c.fields} for c in changed}, language)
        done += len(changed)
        progress(done, total)
    groups = {fold(name): put(s, Group, None, {"name": name}) for name in plan.groups}
    _seat(s, plan, groups, first)
    _change_places(s, plan)
    progress(total, total)


def _next_id(s: Session, kind: type[Record]) -> int:
    return int(s.execute(select(func.coalesce(func.max(kind.id), 0))).scalar_one()) + 1


def _in_parts(things: Iterable[T]) -> Iterator[list[T]]:
    part: list[T] = []
    for thing in things:
        part.append(thing)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _person(given: Mapping[str, object], id: int, language: str) -> dict[str, object]:
    person = Person(**given)
    person.photo_consent = person.photo_consent or "ask"
    person.derive(language)
    return {name: getattr(person, name) for name in _STORED} | {"id": id}


def _change_people(s: Session, changes: Mapping[int, Mapping[str, object]], language: str) -> None:
    for person in s.execute(select(Person).where(Person.id.in_(list(changes)))).scalars().all():
        for name, value in changes[person.id].items():
            setattr(person, name, value)
        person.derive(language)
    s.flush()


def _seat(s: Session, plan: Plan, groups: Mapping[str, int], first: int) -> None:
    """Store the new places and the roles that go with them. first is the id of the first new person."""
    places: list[dict[str, object]] = []
    terms: list[dict[str, object]] = []
    for id, place in enumerate(plan.memberships, _next_id(s, Membership)):
        person = place.person if place.new is None else first + place.new
        group = place.group or groups[fold(place.group_name)]
        places.append({"id": id, "person_id": person, "group_id": group, **dict(place.values)})
        terms += _terms(id, place)
    for id, changed in ((c.id, c) for c in plan.memberships_changed):
        terms += _terms(id, changed)
    for rows in _in_parts(places):
        s.execute(insert(Membership), rows)
    for rows in _in_parts(terms):
        s.execute(insert(RoleTerm), rows)


def _terms(membership: int, place: Place | PlaceChanged) -> list[dict[str, object]]:
    return [
        {"membership_id": membership, "role": role, "own_words": own} for role, own in place.roles
    ]


def _change_places(s: Session, plan: Plan) -> None:
    for changed in plan.memberships_changed:
        if changed.fields:
            put(s, Membership, changed.id, {f.name: f.new for f in changed.fields})
