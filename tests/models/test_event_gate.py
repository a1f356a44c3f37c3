"""Who comes to an event that reveals a private group is told on that event's own page alone."""

import datetime as dt
import inspect
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from allydesk import check_in, sign_up, wrap_up
from allydesk.models import action, agenda, attendance, needs, schedule
from allydesk.models.action import ActionItem
from allydesk.models.agenda import AgendaItem
from allydesk.models.attendance import Attendance
from allydesk.models.base import put
from allydesk.models.event import HOSTING, Event, EventGroup
from allydesk.models.group import Group
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.store import Store
from tests import factories, fresh
from tests.factories import TODAY

PEOPLE, GROUPS, EVENTS = range(1, 4), range(1, 4), range(1, 5)
NOW = dt.datetime.combine(TODAY, dt.time(12))
Reader = Callable[..., object]


class Happening(NamedTuple):
    """One event as the test knows it: group -> role."""

    confidential: bool
    groups: dict[int, str]
    people: frozenset[int]


class Desk(NamedTuple):
    """What lies in a desk: its events, and which groups keep their list private."""

    events: list[Happening]
    private: frozenset[int]

    def reveals(self, event: int) -> bool:
        one = self.events[event - 1]
        private = {g: role for g, role in one.groups.items() if g in self.private}
        gives = any(role != "invited" for role in private.values())
        return one.confidential or gives or (bool(private) and private == one.groups)

    def may_tell(self, event: int, audience: Audience, view: int | None, ticked: bool) -> bool:
        if not self.reveals(event):
            return True
        return audience is not Audience.ANYONE and (view == event or ticked)


desks = st.builds(
    Desk,
    st.lists(
        st.builds(
            Happening,
            st.booleans(),
            st.dictionaries(st.sampled_from(GROUPS), st.sampled_from(list(HOSTING)), max_size=2),
            st.frozensets(st.sampled_from(PEOPLE)),
        ),
        min_size=len(EVENTS), max_size=len(EVENTS),
    ),
    st.frozensets(st.sampled_from(GROUPS)),
)  # fmt: skip


def fill(s: Session, desk: Desk) -> None:
    fresh.wipe(s)
    for n in PEOPLE:
        put(s, Person, None, {"full_name": f"P{n}P Surname", "access_needs": "A ramp"})
    for n in GROUPS:
        listing = "private" if n in desk.private else "open"
        put(s, Group, None, {"name": f"G{n}G", "listing": listing})
    for n, one in enumerate(desk.events, 1):
        starts = NOW + dt.timedelta(days=n - 2)
        values = {"title": f"E{n}E", "starts": starts, "confidential": one.confidential}
        id = put(s, Event, None, values)
        for group, role in one.groups.items():
            put(s, EventGroup, None, {"event_id": id, "group_id": group, "role": role})
        for person in one.people:
            put(s, Attendance, None, {"event_id": id, "person_id": person})
            item = {"event_id": id, "title": "Item", "owner_id": person}
            put(s, AgendaItem, None, item)
            promise = {
                "text": f"Call E{n}E",
                "owner_id": person,
                "source": "event",
                "source_id": id,
            }
            put(s, ActionItem, None, promise)


GIVEN: dict[str, list[object]] = {
    "event": list(EVENTS),
    "person": list(PEOPLE),
    "group": list(GROUPS),
    "audience": list(Audience),
    "private_groups": [False, True],
    "now": [NOW],
    "first": [TODAY - dt.timedelta(days=9)],
    "last": [TODAY + dt.timedelta(days=9)],
    "text": ["P1P", "E1E"],
    "wanted": [list(EVENTS)],
    "events": [list(EVENTS)],
    "people": [list(PEOPLE)],
    "id": list(EVENTS),
}
# The coordinator's own form of one line, and the list as bare ids while somebody signs people up.
OWN_FORMS = {"attendance.card", "action.card", "agenda.card", "attendance.on_list"}
WRITERS = {"keep_number_alone", "count_unnamed", "number_rows", "mark_rest", "add_walk_ins"}


@cache
def readers() -> dict[str, Reader]:
    found = {}
    for module in (attendance, needs, schedule, action, agenda, wrap_up):
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__:
                full = f"{module.__name__.rpartition('.')[2]}.{name}"
                if not name.startswith("_") and name not in WRITERS and _callable_here(function):
                    found[full] = function
    return {name: f for name, f in found.items() if name not in OWN_FORMS}


def _callable_here(function: Reader) -> bool:
    session, *others = inspect.signature(function).parameters.values() or [None]
    if session is None or session.annotation not in ("Session", Session):
        return False
    plain = [p for p in others if p.kind is not p.VAR_POSITIONAL]
    return all(p.name in GIVEN or p.default is not p.empty for p in plain)


def calls(function: Reader) -> Iterator[dict[str, object]]:
    names = [n for n in inspect.signature(function).parameters if n in GIVEN]
    for values in itertools.product(*(GIVEN[n] for n in names)):
        yield dict(zip(names, values, strict=True))


_LISTS = ("came", "excused", "items", "actions", "carried")


def told(answer: object, given: Mapping[str, object]) -> Iterator[tuple[int, int]]:
    """Give each (person, event) that an answer, or a part of it, names together."""
    if isinstance(answer, wrap_up.Minutes):
        answer = [answer.event, answer.next_date, *(getattr(answer, n) for n in _LISTS)]
    if isinstance(answer, list) or type(answer) is tuple:
        for part in answer:
            yield from told(part, given)
        return
    words = repr(answer)
    people = {int(n) for n in re.findall(r"P(\d)P", words)}
    events = {int(n) for n in re.findall(r"E(\d)E", words)}
    events |= {e for e in [getattr(answer, "event_id", None)] if e}
    if people and "event" in given:
        events.add(int(str(given["event"])))
    if events and "person" in given:
        people.add(int(str(given["person"])))
    yield from itertools.product(people, events)


def test_the_readers_are_found() -> None:
    wanted = {
        "attendance.of_event", "attendance.of_person", "attendance.everywhere", "needs.of_event",
        "attendance.waiting_list", "schedule.between", "schedule.rows", "schedule.find",
        "action.of_event", "action.of_person", "action.still_open", "wrap_up.sheet_rows",
        "wrap_up.minutes",
    }  # fmt: skip
    assert wanted <= set(readers())


def own_view(name: str, given: Mapping[str, object]) -> int | None:
    view = given.get("event")
    assert view is None or isinstance(view, int)
    return view


@pytest.mark.slow
@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(desk=desks)
def test_no_reader_tells_who_comes_to_what_reveals(store: Store, desk: Desk) -> None:
    store.write("Fill", fill, desk)
    store.read(every_reader_keeps_quiet, desk)
    everybody_is_shown_or_counted(store, desk)


def every_reader_keeps_quiet(s: Session, desk: Desk) -> None:
    for name, reader in readers().items():
        for asked in calls(reader):
            answer = reader(s, **asked)
            s.rollback()  # each begins anew
            audience = asked.get("audience", Audience.COORDINATOR)
            assert isinstance(audience, Audience)
            for person, event in told(answer, asked):
                view = own_view(name, asked)
                if name in ("action.carried", "wrap_up.minutes") and event != view:
                    assert carried_on(desk, view, event), f"{name}({asked})"
                    assert audience is not Audience.ANYONE or not desk.reveals(event)
                    continue
                ticked = bool(asked.get("private_groups"))
                may = desk.may_tell(event, audience, view, ticked)
                assert may, f"{name}({asked}) names P{person}P and E{event}E together"


def carried_on(desk: Desk, view: int | None, event: int) -> bool:
    """Say whether what was promised at an event belongs to the circle of the one looked at."""
    if not desk.reveals(event):
        return True
    assert view is not None
    mine, theirs = (
        {g for g, role in desk.events[n - 1].groups.items() if role != "invited"}
        for n in (view, event)
    )
    return desk.reveals(view) and mine == theirs


def everybody_is_shown_or_counted(store: Store, desk: Desk) -> None:
    for event, audience in itertools.product(EVENTS, Audience):
        shown = store.read(attendance.of_event, event, audience)
        hidden = store.read(attendance.not_listed, event, audience)
        assert len(shown) + hidden == len(desk.events[event - 1].people)
        assert bool(hidden) == (
            audience is Audience.ANYONE
            and desk.reveals(event)
            and bool(desk.events[event - 1].people)
        )
    for row in store.read(schedule.rows, list(EVENTS)):
        assert row.reveals == desk.reveals(row.id)
        assert row.counts.coming == len(desk.events[row.id - 1].people)


@pytest.mark.parametrize("kind", ["attendance", "agenda_item", "action_item"])
def test_a_reader_that_goes_round_the_gate_is_stopped(store: Store, kind: str) -> None:
    with pytest.raises(RuntimeError, match="went round the consent gate"):
        store.read(lambda s: s.execute(text(f"SELECT * FROM {kind}")).all())
    with pytest.raises(RuntimeError, match="went round the consent gate"):
        store.read(lambda s: s.execute(select(Attendance.person_id)).all())


def test_no_step_names_somebody_together_with_an_event_that_reveals(store: Store) -> None:
    private = factories.group(store, "Pride", listing="private")
    secret = factories.hosted(store, factories.event(store, "Pride evening"), private)
    zoe, _tom = factories.people(store, "Zoë", "Tom")
    before = len(store.steps())
    added = sign_up.add(store, secret, [zoe])
    sign_up.set_state(store, added.ids, "maybe")
    door = check_in.Door(store, secret)
    [found] = door.search("tom")
    door.arrive(found, NOW)
    door.take_back()
    sign_up.take_off(store, added.ids)
    labels = [step.label for step in store.steps()][:-before]
    assert len(labels) == 5
    assert not any(word in label for label in labels for word in ("Zoë", "Tom", "Pride"))


def test_an_open_event_names_who_was_signed_up_in_its_step(store: Store) -> None:
    zoe = factories.person(store, "Zoë")
    id = factories.event(store)
    added = sign_up.add(store, id, [zoe])
    assert store.undo_label == "Sign up Zoë"
    sign_up.set_state(store, added.ids, "cancelled")
    assert store.undo_label == "Mark Zoë: Cancelled"


def test_inviting_a_private_group_alone_makes_an_event_reveal(store: Store) -> None:
    private = factories.group(store, "Pride", listing="private")
    zoe, tom, kit = factories.people(store, "Zoë", "Tom", "Kit")
    factories.membership(store, zoe, private, scope="group")
    factories.membership(store, tom, private, scope="coordinator")
    factories.membership(store, kit, private, scope="anyone", withdrawn_on=TODAY)
    id = factories.event(store)
    assert sign_up.invite_group(store, id, private) == (1, 0, 2)
    assert sign_up.invite_group(store, id, private) == (0, 1, 2)
    assert [r.name for r in store.read(attendance.of_event, id)] == ["Zoë"]
    assert store.read(attendance.of_person, zoe, Audience.COORDINATOR) == []
    ticked = store.read(attendance.of_person, zoe, Audience.COORDINATOR, private_groups=True)
    assert [v.event_id for v in ticked] == [id]
    store.undo()
    row = store.read(schedule.row, id)
    assert row is not None
    assert row.hosts == ()


def test_attendance_and_membership_never_follow_from_each_other(store: Store) -> None:
    from allydesk.models import membership

    group = factories.group(store)
    id = factories.hosted(store, factories.event(store), group)
    member, guest = factories.people(store, "Member", "Guest")
    place = factories.membership(store, member, group)
    factories.attend(store, id, guest, state="present")
    rows = store.read(membership.of_group, group, Audience.COORDINATOR)
    assert [r.name for r in rows] == ["Member"]
    assert [r.name for r in store.read(attendance.of_event, id)] == ["Guest"]
    store.write("Leaves", put, membership.Membership, place, {"left": TODAY})
    assert [r.name for r in store.read(attendance.of_event, id)] == ["Guest"]
