"""The one door to the data: a write is one thing, can be taken back, and survives."""

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from allydesk.errors import Invalid, Problem
from allydesk.models import base, group, membership, organisation, person
from allydesk.models.base import drop, put, values
from allydesk.models.group import Group
from allydesk.models.membership import Membership
from allydesk.models.organisation import Organisation
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.store import Store
from tests import factories

Kinds = list[frozenset[str]]


@pytest.fixture
def told(store: Store) -> Kinds:
    """Give what the store says has changed, as it says it."""
    heard: Kinds = []
    store.changed = heard.append
    return heard


def names(store: Store) -> list[str]:
    return [r.name for r in store.read(person.rows, store.read(person.ids))]


def test_a_write_tells_what_kinds_it_changed(store: Store, told: Kinds) -> None:
    one, pride = factories.person(store), factories.group(store)
    factories.membership(store, one, pride)
    assert told == [frozenset({"person"}), frozenset({"employee_group"}), frozenset({"membership"})]
    store.write("Delete Zoë", drop, Person, [one])
    assert told[-1] == {"person", "membership"}  # what went with her counts too
    store.undo()
    assert told[-1] == {"person", "membership"}


def test_a_write_that_changes_nothing_is_no_step(store: Store, told: Kinds) -> None:
    one = factories.person(store, "Zoë", team="Finance")
    saved = store.saved_at
    told.clear()
    store.write("Change Zoë’s team", put, Person, one, {"team": "Finance"})
    store.write("Change Zoë’s team", put, Person, one, {"team": " Finance "})
    assert told == []
    assert store.undo_label == "Add Zoë"
    assert store.saved_at == saved
    assert len(store.steps()) == 1


def test_a_write_that_fails_leaves_nothing(store: Store, told: Kinds) -> None:
    def half(s: Session) -> None:
        put(s, Person, None, {"full_name": "Zoë"})
        put(s, Person, None, {"full_name": "Amir", "email": "no address"})

    with pytest.raises(Invalid) as wrong:
        store.write("Bring in a list", half)
    assert list(wrong.value.fields) == ["email"]
    assert names(store) == []
    assert told == []
    assert store.undo_label is None


def test_undo_and_redo_go_back_and_forth_by_name(store: Store) -> None:
    one = factories.person(store, "Zoë")
    store.write("Change name", put, Person, one, {"full_name": "Zoë Ray"})
    store.write("Change team", put, Person, one, {"team": "Finance"})
    assert [s.label for s in store.steps()] == ["Change team", "Change name", "Add Zoë"]
    assert store.undo() == "Change team"
    assert store.undo() == "Change name"
    assert names(store) == ["Zoë"]
    assert (store.undo_label, store.redo_label) == ("Add Zoë", "Change name")
    assert store.redo() == "Change name"
    assert store.undo() == "Change name"
    assert store.undo() == "Add Zoë"
    assert names(store) == []
    assert store.undo() is None
    assert [store.redo() for _ in range(4)] == ["Add Zoë", "Change name", "Change team", None]
    assert names(store) == ["Zoë Ray"]


def test_a_new_change_ends_redoing(store: Store) -> None:
    factories.person(store, "Zoë")
    store.undo()
    factories.person(store, "Amir")
    assert store.redo_label is None
    assert store.redo() is None
    assert names(store) == ["Amir"]


def test_undo_works_after_a_restart(store: Store, path: Path) -> None:
    factories.people(store, "Zoë", "Amir")
    store.undo()
    store.close()
    with Store.open(path) as again:
        assert (again.undo_label, again.redo_label) == ("Add Zoë", "Add Amir")
        again.redo()
        assert names(again) == ["Amir", "Zoë"]
        again.undo()
        again.undo()
        assert names(again) == []


def test_the_first_step_is_not_undone(store: Store) -> None:
    assert store.undo_label is None
    assert store.undo() is None
    assert store.read(organisation.the).name == "Harbour & Vale"


def test_undo_brings_back_all_that_went_with_a_group(store: Store) -> None:
    pride = factories.group(store)
    for one in factories.people(store, "Zoë", "Amir"):
        place = factories.membership(store, one, pride)
        factories.role(store, place)
    before = store.read(membership.of_group, pride, Audience.COORDINATOR)
    store.write("Delete the group", drop, Group, [pride])
    assert store.read(group.listing) == []
    store.undo()
    assert store.read(membership.of_group, pride, Audience.COORDINATOR) == before
    assert [r.roles for r in before] == [("Lead",), ("Lead",)]


def test_a_deleted_person_is_listed_and_comes_back_whole(store: Store) -> None:
    pride, access = factories.group(store), factories.group(store, "Access Matters")
    zoe, amir = factories.people(store, "Zoë", "Amir")
    for one in (zoe, amir):
        factories.role(store, factories.membership(store, one, pride))
    factories.membership(store, zoe, access)
    store.write("Delete 2 people", drop, Person, [zoe, amir])
    store.write("Change purpose", put, Group, pride, {"purpose": "Later work stays"})
    gone = store.deleted("person")
    assert {g.values["full_name"] for g in gone} == {"Zoë", "Amir"}
    back = next(g for g in gone if g.values["full_name"] == "Zoë")
    store.bring_back("Bring back Zoë", back)
    assert names(store) == ["Zoë"]
    assert [r.group for r in store.read(membership.of_person, zoe, Audience.COORDINATOR)] == [
        "Access Matters", "Pride & Allies",
    ]  # fmt: skip
    assert store.read(membership.leads, pride, Audience.COORDINATOR)[0].roles == ("Lead",)
    assert [g.values["full_name"] for g in store.deleted("person")] == ["Amir"]
    assert store.read(group.listing)[1].purpose == "Later work stays"
    assert store.undo() == "Bring back Zoë"
    assert len(store.deleted("person")) == 2


def test_what_undo_brought_back_is_not_listed_as_deleted(store: Store) -> None:
    zoe = factories.person(store, "Zoë")
    store.write("Delete Zoë", drop, Person, [zoe])
    assert len(store.deleted("person")) == 1
    store.undo()
    assert store.deleted("person") == []


def test_a_change_to_what_is_gone_is_said(store: Store) -> None:
    zoe = factories.person(store, "Zoë")
    store.write("Delete Zoë", drop, Person, [zoe])
    with pytest.raises(Problem, match=r"This person is no longer here\. Undo may bring it back\."):
        store.write("Change team", put, Person, zoe, {"team": "Finance"})


def test_pictures_survive_undo_to_the_byte(store: Store) -> None:
    logo = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    store.write("Change logo", put, Organisation, 1, {"logo": logo})
    store.write("Remove logo", put, Organisation, 1, {"logo": None})
    store.undo()
    assert store.read(organisation.the).logo == logo
    store.undo()
    assert store.read(organisation.the).logo is None
    store.redo()
    assert store.read(organisation.the).logo == logo


def test_reading_gives_values_that_outlive_the_session(store: Store) -> None:
    factories.person(store, "Zoë", started=dt.date(2020, 2, 29))
    [row] = store.read(person.rows, store.read(person.ids))
    assert (row.name, row.started) == ("Zoë", dt.date(2020, 2, 29))
    assert store.read(base.values, Person, 1) is not None
    assert store.read(base.values, Person, 99) is None


def test_a_new_desk_never_covers_a_file(path: Path) -> None:
    path.write_bytes(b"somebody's own")
    with pytest.raises(Problem, match=r"is already there\. Choose another name\."):
        Store.create(path)
    assert path.read_bytes() == b"somebody's own"


def test_a_new_desk_that_fails_half_way_leaves_nothing(path: Path) -> None:
    with pytest.raises(Invalid):
        Store.create(path, name="x" * 500)
    assert list(path.parent.glob("*.allydesk*")) == []
    Store.create(path, name="Harbour & Vale").close()


def test_a_closed_desk_can_be_closed_again(store: Store) -> None:
    store.close()
    store.close()
    with Store.open(store.path):
        pass


def test_reading_and_writing_from_two_threads(store: Store) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def add(n: int) -> int:
        store.read(person.ids, text="person")
        return factories.person(store, f"Person {n}")

    with ThreadPoolExecutor(4) as threads:
        ids = list(threads.map(add, range(40)))
    assert sorted(ids) == sorted(store.read(person.ids))
    assert len(store.steps()) == 40
    while store.undo():
        pass
    assert names(store) == []


def test_a_person_in_a_group_survives_a_restart(store: Store, path: Path) -> None:
    pride = factories.group(store)
    place = factories.membership(store, factories.person(store), pride)
    store.close()
    with Store.open(path) as again:
        assert again.read(membership.card, place) is not None
        assert again.write("Leave", put, Membership, place, {"left": factories.TODAY}) == place
        assert again.undo() == "Leave"


def test_a_step_goes_on_while_it_is_the_last(store: Store, path: Path) -> None:
    zoe = factories.person(store)
    store.write("Change team", put, Person, zoe, {"team": "F"})
    step = store.last_step
    store.write_on(step, "Change team", put, Person, zoe, {"team": "Finance"})
    assert store.last_step == step
    store.write("Change phone", put, Person, zoe, {"phone": "1"})
    store.write_on(step, "Change team", put, Person, zoe, {"team": "Kitchen"})
    assert [s.label for s in store.steps()][:3] == ["Change team", "Change phone", "Change team"]
    for _ in range(3):
        store.undo()
    row = store.read(values, Person, zoe)
    assert row is not None
    assert (row["team"], row["phone"]) == (None, None)
    store.redo()
    assert (store.read(values, Person, zoe) or {})["team"] == "Finance"


def test_a_step_that_was_taken_back_does_not_go_on(store: Store) -> None:
    zoe = factories.person(store)
    store.write("Change team", put, Person, zoe, {"team": "Finance"})
    step = store.last_step
    store.undo()
    store.redo()
    store.write_on(step, "Change team", put, Person, zoe, {"team": "Kitchen"})
    store.undo()
    row = store.read(values, Person, zoe)
    assert row is not None
    assert row["team"] == "Finance"


def test_a_closed_desk_is_one_file(path: Path) -> None:
    with Store.create(path) as store:
        factories.person(store)
    assert sorted(p.name for p in path.parent.glob(f"{path.name}*")) == [path.name]
    with Store.open(path) as again:
        factories.person(again)
    assert sorted(p.name for p in path.parent.glob(f"{path.name}*")) == [path.name]
