"""People: lists, searches, and what a list can be narrowed to."""

import datetime as dt

import pytest

from allydesk.models import person
from allydesk.models.base import put
from allydesk.models.person import Person
from allydesk.store import Store
from tests import factories
from tests.factories import NAMES, TODAY


def names(store: Store, text: str = "", chip: str = "here", limit: int | None = None) -> list[str]:
    ids = store.read(person.ids, text, chip, TODAY, limit=limit)
    return [r.name for r in store.read(person.rows, ids)]


def test_people_stand_in_name_order(store: Store) -> None:
    factories.people(store, "Zoë Ōtāne", "Ángel Núñez", "Bo Årud")
    assert names(store) == ["Bo Årud", "Ángel Núñez", "Zoë Ōtāne"]


def test_a_sort_name_that_somebody_typed_wins(store: Store) -> None:
    factories.person(store, "Guðrún Jónsdóttir", sort_name="Guðrún Jónsdóttir")
    factories.people(store, "Ana Hart")
    assert names(store) == ["Guðrún Jónsdóttir", "Ana Hart"]
    store.write("Change", put, Person, 1, {"sort_name": ""})
    assert names(store) == ["Ana Hart", "Guðrún Jónsdóttir"]


def test_a_new_name_moves_its_place_and_is_found(store: Store) -> None:
    factories.people(store, "Ana Abel", "Bo Baker")
    store.write("Change name", put, Person, 1, {"full_name": "Ana Zorn"})
    assert names(store) == ["Bo Baker", "Ana Zorn"]
    assert names(store, "zorn") == ["Ana Zorn"]
    assert names(store, "abel") == []


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_found_by_its_words_and_its_beginning(store: Store, name: str) -> None:
    factories.people(store, "Somebody Else", name)
    assert names(store, name) == [name]
    assert names(store, name.upper()) == [name]
    assert name in names(store, name[:2])
    assert store.read(person.find, name)[0].name == name


def test_people_are_found_by_more_than_their_names(store: Store) -> None:
    factories.person(
        store, "Zoë Łukaszewicz", known_as="Zo", staff_number="00451", team="Finance",
        email="zoe.l@example.org", job_title="Analyst", badge_name="Zed", notes="secret words",
    )  # fmt: skip
    for text in ("zo", "00451", "finance", "zoe.l@", "analyst", "zed", "łuk fin"):
        assert names(store, text) == ["Zoë Łukaszewicz"], text
    assert names(store, "secret") == []  # notes are for one person alone, not for a search list


def test_chips_narrow_the_list(store: Store) -> None:
    lead, new, gone, leaving, plain = factories.people(
        store, "Lead", "New", "Gone", "Leaving", "Plain"
    )
    group = factories.group(store)
    factories.role(store, factories.membership(store, lead, group))
    past = factories.membership(store, plain, group)
    factories.role(store, past, to_day=TODAY - dt.timedelta(days=1))
    store.write("Change", put, Person, new, {"started": TODAY.replace(day=1)})
    store.write("Change", put, Person, gone, {"left": TODAY})
    store.write("Change", put, Person, leaving, {"left": TODAY + dt.timedelta(days=1)})
    assert names(store) == ["Lead", "Leaving", "New", "Plain"]
    assert names(store, chip="leads") == ["Lead"]
    assert names(store, chip="new") == ["New"]
    assert names(store, chip="left") == ["Gone"]
    assert store.read(person.count) == 5


def test_the_first_ones_are_the_first_of_all(store: Store) -> None:
    factories.people(store, *(f"Person {n:02}" for n in range(30)))
    assert names(store, limit=7) == names(store)[:7]
    assert names(store, "person 1", limit=3) == names(store, "person 1")[:3]


def test_find_puts_names_that_begin_so_first_and_those_who_left_last(store: Store) -> None:
    factories.people(store, "Marianne Hall", "Hal Ander", "Zed Hallett")
    factories.person(store, "Hall Gone", left=TODAY)
    factories.person(store, "Other Body", team="Hall")
    found = [r.name for r in store.read(person.find, "hal")]
    assert found[0] == "Hal Ander"
    assert found[-1] == "Hall Gone"
    assert set(found[1:-1]) == {"Marianne Hall", "Zed Hallett", "Other Body"}
    assert len(store.read(person.find, "hal", 2)) == 2


def test_find_puts_the_same_first_among_many(store: Store) -> None:
    factories.people(store, *(f"Marshal Berg {n}" for n in range(230)))
    factories.people(store, *(f"Zed Hallett {n}" for n in range(5)))
    factories.people(store, "Hal Zorn")  # the last in the list, and the only one that begins so
    factories.person(store, "Hall Gone", left=TODAY)
    found = [r.name for r in store.read(person.find, "hal", 300)]
    assert [name.split()[0] for name in found[:7]] == ["Hal", *["Zed"] * 5, "Marshal"]
    assert found[-1] == "Hall Gone"
    for limit in (1, 3, 8):
        assert [r.name for r in store.read(person.find, "hal", limit)] == found[:limit]


def test_ids_that_are_gone_are_left_out(store: Store) -> None:
    one, two = factories.people(store, "One", "Two")
    assert [r.id for r in store.read(person.rows, [two, 99, one])] == [two, one]
