"""The consent gate: no reader, whichever it is, tells more than people agreed to."""

import datetime as dt
import inspect
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.orm import Session

from allydesk import discover, models
from allydesk.models import membership, person
from allydesk.models.base import put
from allydesk.models.group import Group
from allydesk.models.membership import Membership, RoleTerm
from allydesk.models.person import Person
from allydesk.models.privacy import SCOPES, Audience
from allydesk.store import Store
from tests import fresh
from tests.factories import TODAY

PEOPLE, GROUPS = range(1, 4), range(1, 4)
# Readers that give the coordinator's own bookkeeping: bare ids, to compare a list with.
BOOKKEEPING = {"membership.stored"}
Reader = Callable[..., object]


class Place(NamedTuple):
    """One membership as the test knows it."""

    person: int
    group: int
    scope: str
    withdrawn: bool
    left: bool
    leads: bool


class Desk(NamedTuple):
    """What lies in a desk: who is where, and which groups keep their list private."""

    places: list[Place]
    private: frozenset[int]

    def may_tell(
        self, person: int, group: int, audience: Audience, view: int | None, private_groups: bool
    ) -> bool:
        """Say whether a reader with this audience may name a person and a group together."""
        if group in self.private and view != group and not private_groups:
            return False
        width = list(Audience).index(audience)
        return any(
            p.person == person
            and p.group == group
            and (width == 0 or (not p.withdrawn and list(SCOPES).index(p.scope) >= width))
            for p in self.places
        )


desks = st.builds(
    Desk,
    st.lists(
        st.builds(
            Place,
            st.sampled_from(PEOPLE), st.sampled_from(GROUPS), st.sampled_from(list(SCOPES)),
            st.booleans(), st.booleans(), st.booleans(),
        ),
        max_size=9, unique_by=lambda p: (p.person, p.group),
    ),
    st.frozensets(st.sampled_from(GROUPS)),
)  # fmt: skip


def fill(s: Session, desk: Desk) -> None:
    fresh.wipe(s)
    for n in PEOPLE:
        put(s, Person, None, {"full_name": f"P{n}P Surname"})
    for n in GROUPS:
        listing = "private" if n in desk.private else "open"
        put(s, Group, None, {"name": f"G{n}G", "listing": listing})
    day = TODAY - dt.timedelta(days=9)
    for place in desk.places:
        values = {
            "person_id": place.person, "group_id": place.group, "scope": place.scope,
            "takes_part_as": "not_stated", "withdrawn_on": day if place.withdrawn else None,
            "left": day if place.left else None,
        }  # fmt: skip
        [id] = s.execute(insert(Membership).returning(Membership.id), [values]).scalars()
        if place.leads:
            s.execute(insert(RoleTerm), [{"membership_id": id, "role": "lead"}])


# ---- finding every reader, and every way to call it


@cache
def readers() -> dict[str, Reader]:
    """Find every public function of the models that takes a session and only what we can give."""
    found = {}
    for module in discover.modules(models):
        for name, function in vars(module).items():
            if (
                inspect.isfunction(function)
                and function.__module__ == module.__name__
                and not name.startswith("_")
                and _callable_here(function)
            ):
                found[f"{module.__name__.rpartition('.')[2]}.{name}"] = function
    return found


GIVEN: dict[str, list[object]] = {
    "group": list(GROUPS),
    "person": list(PEOPLE),
    "audience": list(Audience),
    "private_groups": [False, True],
    "on": [TODAY],
    "now": [dt.datetime.combine(TODAY, dt.time(12))],
    "text": ["P1P"],
    "wanted": [list(PEOPLE)],
}


def _callable_here(function: Reader) -> bool:
    session, *others = inspect.signature(function).parameters.values() or [None]
    if session is None or session.annotation not in ("Session", Session):
        return False
    return all(p.name in GIVEN or p.default is not p.empty for p in others)


def calls(function: Reader) -> Iterator[dict[str, object]]:
    names = [n for n in inspect.signature(function).parameters if n in GIVEN]
    for values in itertools.product(*(GIVEN[n] for n in names)):
        yield dict(zip(names, values, strict=True))


# ---- what an answer tells


def told(answer: object, given: Mapping[str, object]) -> Iterator[tuple[int, int]]:
    """Give each (person, group) that an answer, or a part of it, names together."""
    if isinstance(answer, dict):
        plain = [pair for pair in answer.items() if not isinstance(pair[1], list | tuple | set)]
        answer = [*plain, *answer.values()]
    if isinstance(answer, list | set | frozenset):
        for part in answer:
            yield from told(part, given)
        return
    if not isinstance(answer, tuple | str):
        return  # a number, a day, the organisation: they name nobody
    text = repr(answer)
    people = {int(n) for n in re.findall(r"P(\d)P", text)}
    groups = {int(n) for n in re.findall(r"G(\d)G", text)}
    people |= {p for p in [getattr(answer, "person_id", None)] if p}
    groups |= {g for g in [getattr(answer, "group_id", None)] if g}
    if people and "group" in given:
        groups.add(int(str(given["group"])))
    if groups and "person" in given:
        people.add(int(str(given["person"])))
    yield from itertools.product(people, groups)


def test_the_readers_are_found() -> None:
    wanted = {
        "membership.of_group", "membership.formerly_of_group", "membership.of_person",
        "membership.everywhere", "membership.leads", "membership.counts", "membership.not_listed",
        "person.ids", "person.rows", "person.find", "group.listing",
    }  # fmt: skip
    assert wanted <= set(readers())
    assert set(readers()) >= BOOKKEEPING


@pytest.mark.slow
@settings(max_examples=15)
@given(desk=desks)
def test_no_reader_tells_more_than_people_agreed_to(store: Store, desk: Desk) -> None:
    store.write("Fill", fill, desk)
    store.read(every_reader_keeps_quiet, desk)
    everyone_is_shown_or_counted(store, desk)
    leads_of_private_groups_are_not_among_the_leads(store, desk)


def every_reader_keeps_quiet(s: Session, desk: Desk) -> None:
    for name, reader in readers().items():
        if name in BOOKKEEPING:
            continue
        for asked in calls(reader):
            answer = reader(s, **asked)
            s.rollback()  # each begins anew
            for one, group in told(answer, asked):
                may = desk.may_tell(
                    one, group,
                    asked.get("audience", Audience.COORDINATOR),  # type: ignore[arg-type]
                    asked.get("group"),  # type: ignore[arg-type]
                    bool(asked.get("private_groups")),
                )  # fmt: skip
                assert may, f"{name}({asked}) names P{one}P and G{group}G together"


def everyone_is_shown_or_counted(store: Store, desk: Desk) -> None:
    for group, audience in itertools.product(GROUPS, Audience):
        shown = store.read(membership.of_group, group, audience, TODAY)
        hidden = store.read(membership.not_listed, group, audience, TODAY)
        here = [p for p in desk.places if p.group == group and not p.left]
        assert len(shown) + hidden == len(here)
        allowed = [p for p in here if desk.may_tell(p.person, group, audience, group, False)]
        assert {r.person_id for r in shown} == {p.person for p in allowed}  # and no fewer


def leads_of_private_groups_are_not_among_the_leads(store: Store, desk: Desk) -> None:
    found = store.read(person.ids, chip="leads", on=TODAY)
    leading = {p.person for p in desk.places if p.leads and not p.left}
    openly = {
        p.person for p in desk.places if p.leads and not p.left and p.group not in desk.private
    }
    assert set(found) == openly <= leading


def test_the_test_would_notice() -> None:
    """A reader that forgot the gate is caught by what the test above looks for."""
    desk = Desk([Place(1, 1, "coordinator", False, False, False)], frozenset({1}))
    row = ("P1P Surname", "G1G")
    assert list(told([row], {})) == [(1, 1)]
    assert list(told(["P1P Surname"], {"group": 1})) == [(1, 1)]
    assert not desk.may_tell(1, 1, Audience.ANYONE, 1, True)
    assert not desk.may_tell(1, 1, Audience.COORDINATOR, None, False)
    assert desk.may_tell(1, 1, Audience.COORDINATOR, 1, False)
