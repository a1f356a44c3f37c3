"""Signing up: one, a pasted list, the waiting list, and what undo takes back."""

import pytest

from allydesk import pasted_names, sign_up
from allydesk.errors import Invalid, Problem
from allydesk.models import attendance
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.store import Store
from tests import factories


def states(store: Store, event: int) -> dict[str, str]:
    return {r.name: r.state for r in store.read(attendance.of_event, event)}


def test_when_the_places_are_taken_people_wait_in_order(store: Store) -> None:
    event = factories.event(store, capacity=2)
    people = factories.people(store, "A", "B", "C", "D")
    done = sign_up.add(store, event, people)
    assert (done.added, done.waiting, done.already) == (2, 2, 0)
    assert [r.name for r in store.read(attendance.waiting_list, event)] == ["C", "D"]
    assert store.read(attendance.next_up, event) is None
    assert sign_up.add(store, event, people[:1]).already == 1


def test_a_free_place_is_offered_and_nobody_moves_by_themselves(store: Store) -> None:
    event = factories.event(store, capacity=1)
    people = factories.people(store, "A", "B", "C")
    ids = sign_up.add(store, event, people).ids
    offered = sign_up.set_state(store, ids[:1], "cancelled")
    assert offered is not None
    assert offered.name == "B"
    assert states(store, event) == {"A": "cancelled", "B": "wait_listed", "C": "wait_listed"}
    moved = sign_up.move_up(store, event)
    assert moved is not None
    assert states(store, event)["B"] == "registered"
    assert sign_up.move_up(store, event) is None
    store.undo()
    assert states(store, event)["B"] == "wait_listed"


def test_nobody_gets_a_place_that_is_not_there(store: Store) -> None:
    event = factories.event(store, capacity=1)
    ids = sign_up.add(store, event, factories.people(store, "A", "B")).ids
    with pytest.raises(Problem, match="The 1 place is taken"):
        sign_up.set_state(store, ids[1:], "registered")
    store.write("More", put, Event, event, {"capacity": 2})
    sign_up.set_state(store, ids[1:], "registered")
    assert set(states(store, event).values()) == {"registered"}


def test_who_cancelled_can_sign_up_again_and_goes_to_the_end(store: Store) -> None:
    event = factories.event(store, capacity=1)
    a, b = factories.people(store, "A", "B")
    ids = sign_up.add(store, event, [a, b]).ids
    sign_up.set_state(store, ids[:1], "cancelled")
    sign_up.move_up(store, event)
    again = sign_up.add(store, event, [a])
    assert (again.added, again.waiting) == (0, 1)
    assert states(store, event) == {"A": "wait_listed", "B": "registered"}


def test_speakers_take_no_place(store: Store) -> None:
    event = factories.event(store, capacity=1)
    a, b = factories.people(store, "A", "B")
    sign_up.add(store, event, [a])
    assert sign_up.add(store, event, [b], role="speaker").waiting == 0


def test_an_invited_person_who_signs_up_is_coming(store: Store) -> None:
    event = factories.event(store)
    [a] = factories.people(store, "A")
    sign_up.add(store, event, [a], state="invited")
    assert sign_up.add(store, event, [a]).added == 1
    assert sign_up.add(store, event, [a], state="invited").already == 1
    assert states(store, event) == {"A": "registered"}


def test_names_that_are_nobody_here(store: Store) -> None:
    event = factories.event(store)
    sign_up.add_name(store, event, "  Sam,  a guest ")
    assert states(store, event) == {"Sam, a guest": "registered"}
    with pytest.raises(Invalid, match="Enter a name"):
        sign_up.add_name(store, event, " ")


def test_an_event_that_is_gone_is_a_sentence(store: Store) -> None:
    with pytest.raises(Problem, match="no longer here"):
        sign_up.add(store, 99, factories.people(store, "A"))


def test_taking_off_and_undo(store: Store) -> None:
    event = factories.event(store)
    done = sign_up.add(store, event, factories.people(store, "A", "B"))
    assert sign_up.take_off(store, done.ids) == 2
    assert states(store, event) == {}
    store.undo()
    assert len(states(store, event)) == 2


# Pasted lists -----------------------------------------------------------------------------------


@pytest.fixture
def desk(store: Store) -> Store:
    factories.person(store, "Zoë Łukaszewicz", staff_number="1001", email="zoe@example.org")
    factories.person(store, "Tom Bright", staff_number="0042")
    factories.person(store, "José María de la Vega Núñez", known_as="Chema")
    factories.person(store, "Ana Pérez", team="Housing")
    factories.person(store, "Ana Pérez", team="Finance")
    factories.person(store, "张伟")
    return store


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Łukaszewicz\nTom Bright", "zoe lukaszewicz, tom bright", "Łukaszewicz, Zoë; Bright, Tom",
        "Łukaszewicz, Zoë, Bright, Tom", "zoe@example.org\n42", "1001, 0042", "1. Zoë Łukaszewicz\n2) Tom Bright",
        "• BRIGHT Tom\r\n• ŁUKASZEWICZ Zoë", "Zoë Ł <zoe@example.org>; \"Bright, Tom\"",
        "Zoë Łukaszewicz\tTom Bright", "mailto:zoe@example.org\n#0042\n\n,;",
    ],
)  # fmt: skip
def test_a_list_in_any_shape(desk: Store, text: str) -> None:
    found = desk.read(pasted_names.read, text)
    assert {m.name for m in found.matched} == {"Zoë Łukaszewicz", "Tom Bright"}, found
    assert (found.unsure, found.unknown, found.twice) == ((), (), ())


def test_what_is_not_certain_is_asked(desk: Store) -> None:
    found = desk.read(
        pasted_names.read,
        "Ana Pérez\nTom Brigth\nTom\nChema\nNobody Known\n张伟\nTom Bright\n0042\nx@example.org",
    )
    assert [m.name for m in found.matched] == ["张伟", "Tom Bright"]
    unsure = {u.text: [c.name for c in u.candidates] for u in found.unsure}
    assert unsure["Ana Pérez"] == ["Ana Pérez", "Ana Pérez"]
    assert unsure["Tom Brigth"] == ["Tom Bright"]
    assert unsure["Tom"] == ["Tom Bright"]
    assert unsure["Chema"] == ["José María de la Vega Núñez"]
    assert found.unknown == ("Nobody Known", "x@example.org")
    assert found.twice == ("0042",)


def test_a_list_without_end_is_refused_in_one_sentence(desk: Store) -> None:
    with pytest.raises(Problem, match="Paste them in parts"):
        desk.read(pasted_names.read, "Nobody\n" * 5001)
