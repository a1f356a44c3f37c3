"""The door: a few letters find somebody, Enter stores it, and nothing is announced before."""

import datetime as dt

import pytest

from allydesk import check_in, sign_up
from allydesk.check_in import Door, Guest, badge
from allydesk.errors import Invalid
from allydesk.models import attendance
from allydesk.store import Store
from tests import factories

NOW = dt.datetime(2026, 11, 24, 13, 53, 20, 999)
EXPECTED = ("Łukasz Wąsik", "Siobhán O’Neill", "José María de la Vega Núñez", "Anne-Sophie Lefèvre")
OTHERS = ("Zoë Łukaszewicz", "Lukas Brandt", "张伟", "김민준", "محمد علي", "Luka Adams", "Zora Lee")


@pytest.fixture
def event(store: Store) -> int:
    people = factories.people(store, *EXPECTED)
    factories.people(store, *OTHERS)
    event = factories.event(store)
    sign_up.add(store, event, people)
    return event


@pytest.fixture
def door(store: Store, event: int) -> Door:
    return Door(store, event)


def names(found: list[Guest]) -> list[str]:
    return [g.name for g in found]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("łuk", "Łukasz Wąsik"), ("LUK", "Łukasz Wąsik"), ("was", "Łukasz Wąsik"), ("wąsik, ł", "Łukasz Wąsik"),
        ("Wąsik Łukasz", "Łukasz Wąsik"), ("lw", "Łukasz Wąsik"), ("onei", "Siobhán O’Neill"),
        ("o'n", "Siobhán O’Neill"), ("neill", "Siobhán O’Neill"), ("nun", "José María de la Vega Núñez"),
        ("vega jose", "José María de la Vega Núñez"), ("sophie", "Anne-Sophie Lefèvre"),
        ("anne-s", "Anne-Sophie Lefèvre"),
        ("张", "张伟"), ("伟", "张伟"), ("민준", "김민준"), ("علي", "محمد علي"), ("zoe l", "Zoë Łukaszewicz"),
        ("z. ł.", "Zoë Łukaszewicz"), ("lukas brandt", "Lukas Brandt"), ("Siobahn", "Siobhán O’Neill"),
        ("zora lee", "Zora Lee"),
    ],
)  # fmt: skip
def test_a_few_letters_in_any_order_find_somebody(door: Door, typed: str, first: str) -> None:
    assert names(door.search(typed))[:1] == [first]


@pytest.mark.parametrize("typed", ["", "  ", ",", "xyzzy", "'", "ad-999", "%", "_", "\\"])
def test_nothing_finds_nobody(door: Door, typed: str) -> None:
    assert door.search(typed) == []


def test_who_is_expected_stands_first_and_at_most_so_many(door: Door) -> None:
    assert names(door.search("luk")) == [
        "Łukasz Wąsik",
        "Luka Adams",
        "Lukas Brandt",
        "Zoë Łukaszewicz",
    ]
    assert len(door.search("l", limit=2)) == 2


def test_who_is_here_stands_behind_those_to_come_and_before_all_others(
    store: Store, event: int
) -> None:
    sign_up.add(store, event, [factories.person(store, "Lukretia Zander")])
    door = Door(store, event)
    door.arrive(door.search("lw")[0], NOW)
    assert names(door.search("luk")) == [
        "Lukretia Zander", "Łukasz Wąsik", "Luka Adams", "Lukas Brandt", "Zoë Łukaszewicz",
    ]  # fmt: skip


@pytest.mark.parametrize("scanned", ["AD-{0}", "ad-{0}", "ADß{0}", "AD/{0}", "AD'{0}", "AD-000{0}"])
def test_a_badge_is_found_by_any_scanner(door: Door, scanned: str) -> None:
    [guest] = door.search("zoe l")
    assert names(door.search(scanned.format(guest.person_id))) == ["Zoë Łukaszewicz"]


@pytest.mark.parametrize("scanned", ["luAD-{0}", "Tom AD-{0}", "AD-999AD-{0}", "xADß{0}"])
def test_a_badge_is_found_behind_letters_that_were_left_standing(door: Door, scanned: str) -> None:
    [guest] = door.search("zoe l")
    assert names(door.search(scanned.format(guest.person_id))) == ["Zoë Łukaszewicz"]


@pytest.mark.parametrize("typed", ["Conrad 2", "conrad-2", "Ada", "AD", "AD-", "12", "Brad2"])
def test_what_people_type_is_no_badge(typed: str) -> None:
    assert badge(typed) is None


def test_a_check_in_is_stored_and_a_second_one_changes_nothing(door: Door, store: Store) -> None:
    first = door.arrive(door.search("luk")[0], NOW)
    assert (first.already, first.was, first.since) == (
        False,
        "registered",
        NOW.replace(microsecond=0),
    )
    stored = {r.name: r for r in store.read(attendance.of_event, door.event.id)}
    assert stored["Łukasz Wąsik"].state == "present"
    assert stored["Łukasz Wąsik"].checked_in_at == NOW.replace(microsecond=0)
    [here] = [g for g in door.search("luk") if g.is_here]
    assert here.since == first.since
    steps = len(store.steps())
    again = door.arrive(here, NOW + dt.timedelta(minutes=9))
    assert (again.already, again.since) == (True, first.since)
    assert len(store.steps()) == steps


def test_the_counter_and_who_was_not_on_the_list(door: Door, store: Store) -> None:
    assert (door.here, door.signed_up) == (0, 4)
    door.arrive(door.search("onei")[0], NOW)
    unlisted = door.arrive(door.search("brandt")[0], NOW)
    assert unlisted.was is None
    door.walk_in("Dr Who", NOW)
    assert (door.here, door.signed_up) == (3, 6)
    fresh = Door(store, door.event.id)
    assert (fresh.here, fresh.signed_up) == (3, 6)
    assert names(fresh.search("who")) == ["Dr Who"]
    assert fresh.arrive(fresh.search("who")[0], NOW).already


def test_taking_back_puts_everybody_where_they_were(door: Door, store: Store) -> None:
    door.arrive(door.search("onei")[0], NOW)
    door.arrive(door.search("brandt")[0], NOW)
    door.walk_in("Dr Who", NOW)
    for name in ("Dr Who", "Lukas Brandt", "Siobhán O’Neill"):
        back = door.take_back()
        assert back is not None
        assert back.name == name
    assert door.take_back() is None
    assert door.search("who") == []
    assert door.arrive(door.search("brandt")[0], NOW).was is None
    door.take_back()
    rows = store.read(attendance.of_event, door.event.id)
    assert {r.state for r in rows} == {"registered"}
    assert len(rows) == 4
    assert all(r.checked_in_at is None for r in rows)


def test_someone_on_the_waiting_list_is_let_in(store: Store) -> None:
    event = factories.event(store, capacity=1)
    sign_up.add(store, event, factories.people(store, "First In", "Waiting Long"))
    door = Door(store, event)
    assert door.arrive(door.search("wait")[0], NOW).was == "wait_listed"
    assert door.here == 1


def test_a_walk_in_needs_a_name(door: Door) -> None:
    with pytest.raises(Invalid, match="Enter a name"):
        door.walk_in("  ", NOW)
    assert door.here == 0


def test_who_has_left_is_not_offered_unless_expected(store: Store) -> None:
    gone = dt.date(2026, 1, 1)
    factories.person(store, "Gone Long", left=gone)
    expected = factories.person(store, "Gone Guest", left=gone)
    event = factories.event(store)
    sign_up.add(store, event, [expected])
    assert names(Door(store, event).search("gone")) == ["Gone Guest"]


def test_an_event_that_keeps_a_number_is_counted(store: Store) -> None:
    event = factories.event(store, kind="focus")
    assert [check_in.count(store, event) for _n in range(3)] == [1, 2, 3]
    assert check_in.count(store, event, -1) == 2
    assert Door(store, event).here == 2
    factories.person(store, "Zoë")
    door = Door(store, event)
    with pytest.raises(Invalid, match="Only a number is kept"):
        door.arrive(door.search("zoe")[0], NOW)


def test_undo_from_the_menu_is_seen_after_reload(door: Door, store: Store) -> None:
    door.arrive(door.search("onei")[0], NOW)
    assert store.undo_label == "Check in Siobhán O’Neill"
    store.undo()
    door.reload()
    assert door.here == 0
