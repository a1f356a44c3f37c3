"""Two people who are one: side by side, one step, everything kept."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton

from allydesk.models import membership, person
from allydesk.models.base import values
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.people import merge
from allydesk.ui.screens.people import Screen
from tests import factories
from tests.ui.hands import click, press


@pytest.fixture
def two(store: Store) -> tuple[int, int]:
    one = factories.person(
        store, "Siobhan O'Neill", team="Finance", started=dt.date(2019, 3, 4), staff_number="124"
    )
    other = factories.person(
        store, "Siobhán O’Neill", email="siobhan@example.org", team="Kitchen", staff_number="00124"
    )
    return one, other


def test_two_are_chosen_and_become_one(
    qtbot, desk: Desk, store: Store, two: tuple[int, int]
) -> None:
    screen = Screen(desk)
    screen.resize(1000, 800)
    qtbot.addWidget(screen)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.first().setFocus()
    press(screen.browser.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    click(screen.several, "Merge two…")
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, merge.Merging)]
    (name,) = [
        b
        for b in dialog.findChildren(QRadioButton)
        if b.accessibleName() == "Full name: Siobhán O’Neill"
    ]
    name.click()
    click(dialog, "Make them one")
    (kept,) = store.read(person.ids)
    found = store.read(values, Person, kept)
    assert found is not None
    assert found["full_name"] == "Siobhán O’Neill"
    assert found["email"] == "siobhan@example.org"
    assert found["started"] == dt.date(2019, 3, 4)
    assert store.undo_label.startswith("Merge Siobh")
    store.undo()
    assert len(store.read(person.ids)) == 2


def places(store: Store, group: int) -> list[membership.Row]:
    return store.read(membership.of_group, group, Audience.COORDINATOR)


def test_groups_and_roles_of_both_are_kept_and_the_more_careful_consent(
    desk: Desk, store: Store, two: tuple[int, int]
) -> None:
    from allydesk.models import merge as merging

    keep, gone = two
    pride, choir = factories.group(store, "Pride & Allies"), factories.group(store, "Choir")
    factories.membership(store, keep, pride, scope="anyone", joined=dt.date(2024, 1, 1))
    theirs = factories.membership(
        store, gone, pride, scope="leads", joined=dt.date(2022, 1, 1), takes_part_as="ally"
    )
    factories.role(store, theirs, "secretary")
    factories.membership(store, gone, choir)
    store.write("Merge", merging.people, keep, gone, {"staff_number": "00124"})
    (row,) = places(store, pride)
    assert (row.person_id, row.scope, row.joined) == (keep, "leads", dt.date(2022, 1, 1))
    assert (row.roles, row.takes_part_as) == (("Secretary",), "ally")
    assert [r.person_id for r in places(store, choir)] == [keep]
    store.undo()
    assert sorted(r.person_id for r in places(store, pride)) == sorted(two)
    store.redo()
    assert [r.person_id for r in places(store, pride)] == [keep]


def test_earlier_and_later_places_in_a_group_stay_two(store: Store, two: tuple[int, int]) -> None:
    from allydesk.models import merge as merging

    keep, gone = two
    choir = factories.group(store, "Choir")
    factories.membership(store, gone, choir, joined=dt.date(2015, 1, 1), left=dt.date(2016, 1, 1))
    factories.membership(store, keep, choir, joined=dt.date(2020, 1, 1))
    store.write("Merge", merging.people, keep, gone, {})
    assert len(places(store, choir)) == 1
    assert len(store.read(membership.formerly_of_group, choir)) == 1
