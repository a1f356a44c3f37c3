"""Paper comes back, the rest is marked, and the minutes come together."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk import sign_up, wrap_up
from allydesk.errors import Problem
from allydesk.models import attendance, person
from allydesk.models.action import ActionItem
from allydesk.models.agenda import AgendaItem
from allydesk.models.attendance import STATES
from allydesk.models.base import drop, put
from allydesk.models.privacy import Audience
from allydesk.store import Store
from allydesk.wrap_up import read_marks
from tests import factories
from tests.factories import TODAY

P, L, E, A = "present", "late", "excused", "absent"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("1-3, 5", {1: P, 2: P, 3: P, 5: P}),
        ("1-9, 12, 15, 17 L20", dict.fromkeys([*range(1, 10), 12, 15, 17], P) | {20: L}),
        ("1 – 3;5", {1: P, 2: P, 3: P, 5: P}),
        ("L2 E3\nA4-5 p6", {2: L, 3: E, 4: A, 5: A, 6: P}),
        ("20L", {20: L}),
        ("L 20, 21", {20: L, 21: P}),
        ("3, 3, 1-4", {1: P, 2: P, 3: P, 4: P}),
    ],
)
def test_numbers_from_the_sheet(text: str, expected: dict[int, str]) -> None:
    assert read_marks(text).states == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1, zwölf", "“zwölf” is not understood. Write numbers"),
        ("1-", "“1-” is not understood"),
        ("9-1", "“9-1” is not understood"),
        ("0", "“0” is not understood"),
        ("X4", "“X4” is not understood. Use P came"),
        ("4 L", "“L” is not understood"),
        ("L E 4", "“L” is not understood"),
        ("L4P", "“L4P” is not understood"),
        ("1-999999", "“1-999999” is not understood"),
        ("1-5, L3", "Number 3 is there twice, as “Came” and as “Came late”. Keep one."),
    ],
)
def test_the_part_that_is_not_understood_is_named(text: str, sentence: str) -> None:
    with pytest.raises(Problem) as caught:
        read_marks(text)
    assert sentence in str(caught.value)


@given(st.text("0123456789 ,;-–PLEAx\n", max_size=40))
def test_typing_is_understood_or_refused_in_one_sentence(text: str) -> None:
    try:
        found = read_marks(text)
    except Problem as problem:
        sentence = str(problem)
    else:
        sentence = ""
        assert set(found.states.values()) <= set(STATES)
        assert all(1 <= n <= 10_000 for n in found.states)
    assert "\n" not in sentence


@pytest.fixture
def event(store: Store) -> int:
    event = factories.event(store)
    sign_up.add(store, event, factories.people(store, "Cem", "Ada", "Bo"))
    return event


def numbers(store: Store, event: int) -> dict[str, int]:
    return {r.name: r.number for r in store.read(wrap_up.sheet_rows, event)}


def states(store: Store, event: int) -> dict[str, str]:
    return {r.name: r.state for r in store.read(attendance.of_event, event)}


def test_numbers_stay_what_was_printed(store: Store, event: int) -> None:
    assert numbers(store, event) == {"Ada": 1, "Bo": 2, "Cem": 3}
    store.write("Number the sheet", wrap_up.number_rows, event)
    sign_up.add(store, event, factories.people(store, "Aaron"))
    [bo] = [r for r in store.read(attendance.of_event, event) if r.name == "Bo"]
    sign_up.set_state(store, [bo.id], "cancelled")
    assert numbers(store, event) == {"Ada": 1, "Bo": 2, "Cem": 3, "Aaron": 4}
    again = store.write("Print again", wrap_up.number_rows, event)
    assert [(r.number, r.name) for r in again] == [(1, "Ada"), (2, "Bo"), (3, "Cem"), (4, "Aaron")]


def test_who_waits_or_called_off_is_not_on_the_sheet(store: Store, event: int) -> None:
    for state in ("wait_listed", "cancelled", "excused", "invited"):
        factories.attend(store, event, factories.person(store, state), state=state)
    assert set(numbers(store, event)) == {"Ada", "Bo", "Cem", "invited"}


def test_a_sheet_becomes_who_came_in_one_step(store: Store, event: int) -> None:
    done = store.write("Sheet", wrap_up.apply_marks, event, read_marks("1, L3"))
    assert done == (1, 1, 0, 0)
    assert states(store, event) == {"Ada": "present", "Bo": "registered", "Cem": "late"}
    store.undo()
    assert set(states(store, event).values()) == {"registered"}


def test_a_number_that_is_not_on_the_sheet_stores_nothing(store: Store, event: int) -> None:
    with pytest.raises(Problem, match="Numbers 4, 9 are not on the sheet, which goes to 3"):
        store.write("Sheet", wrap_up.apply_marks, event, read_marks("1-4, 9"))
    assert set(states(store, event).values()) == {"registered"}


def test_forty_rows_come_back_under_sixty_keys(store: Store) -> None:
    event = factories.event(store)
    sign_up.add(store, event, factories.people(store, *(f"P{n:02}" for n in range(40))))
    typed = "1-12, 14-27, L28, 29-33, E34, 36-40"
    assert len(typed) < 60
    store.write("Sheet", wrap_up.apply_marks, event, read_marks(typed))
    store.write("Rest", wrap_up.mark_rest, event)
    found = list(states(store, event).values())
    assert [found.count(s) for s in (P, L, E, A)] == [36, 1, 1, 2]


def test_walk_ins_become_people_or_stay_names(store: Store, event: int) -> None:
    [zoe] = factories.people(store, "Zoë")
    [ada] = [r for r in store.read(attendance.of_event, event) if r.name == "Ada"]
    names = ["Dr Osei", "Ada", "New Colleague"]
    assert store.write("Walk-ins", wrap_up.add_walk_ins, event, names, [zoe]) == 4
    lines = {r.name: r for r in store.read(attendance.of_event, event) if r.person_id is None}
    assert set(lines) == set(names)
    made = store.write("Make a person", wrap_up.make_person, lines["New Colleague"].id)
    assert [r.name for r in store.read(person.rows, [made])] == ["New Colleague"]
    assert (
        store.write("It is Ada", wrap_up.make_person, lines["Ada"].id, ada.person_id)
        == ada.person_id
    )
    rows = store.read(attendance.of_event, event)
    assert sorted(r.name for r in rows) == ["Ada", "Bo", "Cem", "Dr Osei", "New Colleague", "Zoë"]
    assert states(store, event)["Ada"] == "present"
    with pytest.raises(Problem, match="no longer on the list"):
        store.write("Again", wrap_up.make_person, lines["Ada"].id)


def test_marking_the_rest_ends_the_event(store: Store, event: int) -> None:
    store.write("Sheet", wrap_up.apply_marks, event, read_marks("1"))
    factories.attend(store, event, factories.person(store, "Invited"), state="invited")
    factories.attend(store, event, factories.person(store, "Perhaps"), state="maybe")
    finish = store.read(wrap_up.finish, event)
    assert (finish.signed_up, finish.came, finish.missing, finish.walk_ins) == (3, 1, 2, 0)
    assert (finish.maybe, finish.still_open) == (1, 3)
    assert store.write("Mark the rest", wrap_up.mark_rest, event) == 3
    assert states(store, event) == {
        "Ada": "present", "Bo": "absent", "Cem": "absent", "Invited": "invited",
        "Perhaps": "absent",
    }  # fmt: skip
    again = store.read(wrap_up.finish, event)
    assert (again.signed_up, again.missing, again.still_open) == (4, 3, 0)


def test_the_checklist_follows_what_is_done(store: Store, event: int) -> None:
    item = {"event_id": event, "title": "Plans"}
    items = store.write("Item", put, AgendaItem, None, item)
    loose = {"text": "Call", "source": "event", "source_id": event}
    loose_id = store.write("Promise", put, ActionItem, None, loose)

    def undone() -> set[str]:
        return {step.name for step in store.read(wrap_up.checklist, event) if not step.done}

    ticked = {"minutes_sent", "thanks_sent", "sheet_shredded"}
    assert undone() == {"who_came", "decisions", "actions", *ticked}
    store.write("Rest", wrap_up.mark_rest, event)
    store.write("Decide", put, AgendaItem, items, {"decision": "Yes"})
    store.write("Drop", drop, ActionItem, [loose_id])
    for step in ticked:
        store.write("Tick", wrap_up.tick, event, step, TODAY)
    assert undone() == set()
    store.write("Untick", wrap_up.tick, event, "minutes_sent", None)
    assert undone() == {"minutes_sent"}
    assert store.read(wrap_up.checklist, 99) == []


def test_minutes_hold_what_their_readers_may_know(store: Store) -> None:
    private = factories.group(store, "Pride", listing="private")
    event = factories.hosted(store, factories.event(store, "Evening"), private)
    later = factories.event(store, "Next", starts=dt.datetime(2026, 12, 24, 14))
    factories.hosted(store, later, private)
    zoe, tom = factories.people(store, "Zoë", "Tom")
    factories.attend(store, event, zoe, state="present")
    factories.attend(store, event, tom, state="excused")
    store.write("Count", attendance.count_unnamed, event, 2)
    for title, confidential in (("Plans", False), ("A case", True)):
        item = {"event_id": event, "title": title, "confidential": confidential, "owner_id": zoe}
        store.write("Item", put, AgendaItem, None, item)
    promise = {"text": "Call", "source": "event", "source_id": event, "owner_id": zoe}
    store.write("Promise", put, ActionItem, None, promise)
    before = factories.event(store, "Earlier", starts=dt.datetime(2026, 10, 24, 14))
    factories.hosted(store, before, private)
    older = promise | {"text": "Write", "source_id": before, "owner_id": tom}
    store.write("Promise", put, ActionItem, None, older)

    ours = store.read(wrap_up.minutes, event, Audience.GROUP)
    assert [r.name for r in ours.came] == ["Zoë"]
    assert [r.name for r in ours.excused] == ["Tom"]
    assert ours.not_named == 2
    assert [i.title for i in ours.items] == ["Plans"]
    assert ours.left_out == 1
    assert [a.owner for a in ours.actions] == ["Zoë"]
    assert [a.owner for a in ours.carried] == ["Tom"]
    assert ours.next_date is not None
    assert ours.next_date.id == later

    everybody = store.read(wrap_up.minutes, event, Audience.ANYONE)
    assert (everybody.came, everybody.excused) == ((), ())
    assert (everybody.actions, everybody.carried) == ((), ())
    assert everybody.not_named == 3
    assert [i.owner for i in everybody.items] == [None]

    assert [i.title for i in store.read(wrap_up.minutes, event, Audience.LEADS).items] == ["Plans"]
    for others in (Audience.GROUP, Audience.ANYONE):  # in any case
        asked = store.read(wrap_up.minutes, event, others, confidential=True)
        assert [i.title for i in asked.items] == ["Plans"]
    leads = store.read(wrap_up.minutes, event, Audience.LEADS, confidential=True)
    assert [i.title for i in leads.items] == ["Plans", "A case"]
