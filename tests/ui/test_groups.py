"""The Groups place, as a person uses it: a group, its people, what they agreed to, and their roles."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from allydesk.models import group, membership, person
from allydesk.models.base import put, values
from allydesk.models.group import Group
from allydesk.models.organisation import Organisation
from allydesk.models.privacy import Audience
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.screens.groups import Screen
from tests import factories
from tests.ui.hands import click, click_and_choose, click_row, press, tab, type_into, words


def opened(qtbot, desk: Desk) -> Screen:
    screen = Screen(desk)
    screen.resize(1100, 900)
    qtbot.addWidget(screen)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.first().setFocus()
    return screen


@pytest.fixture
def pride(store: Store) -> int:
    return factories.group(store, "Pride & Allies")


@pytest.fixture
def hidden(store: Store) -> int:
    return factories.group(store, "Disability Network", listing="private")


def listed(store: Store, group: int) -> dict[str, membership.Row]:
    return {r.name: r for r in store.read(membership.of_group, group, Audience.COORDINATOR)}


def table(screen: Screen) -> list[list[str]]:
    model = screen.one.members.rows
    return [
        [model.index(n, c).data() for c in range(model.columnCount())]
        for n in range(model.rowCount())
    ]


def pick(screen: Screen, text: str) -> None:
    """Type some letters into the line that adds people, and press Enter."""
    picker = screen.one.members.picker
    type_into(picker, text)
    press(picker.suggestions.popup, Qt.Key.Key_Return)


def choose_member(screen: Screen, name: str) -> None:
    names = [row[0] for row in table(screen)]
    click_row(screen.one.members.table, names.index(name))


def choose(screen: Screen, field: str, value: str) -> None:
    """Choose a value in a field of the one who is chosen, by arrow keys."""
    box = screen.one.members.member.form.lines[field].editor.field
    assert isinstance(box, QComboBox)
    box.setFocus()
    press(box, Qt.Key.Key_Home)
    while box.currentData() != value:
        press(box, Qt.Key.Key_Down)


def test_the_first_group_needs_only_a_name_and_is_private(qtbot, desk: Desk, store: Store) -> None:
    screen = opened(qtbot, desk)
    assert any("No groups yet." in w for w in words(screen))
    click(screen, "Add group")
    assert any("New groups start private." in w for w in words(screen))
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    type_into(focused, "Pride & Allies <b>")
    tab()
    (row,) = store.read(group.listing)
    assert (row.name, row.listing, row.status) == ("Pride & Allies <b>", "private", "active")
    assert screen.one.name.text() == "Pride & Allies <b>"
    assert "Kept private" in words(screen.one)
    assert screen.one.tabs.bar.isTabEnabled(0)


def test_a_new_group_shows_what_it_will_be(qtbot, desk: Desk, pride: int) -> None:
    screen = opened(qtbot, desk)
    screen.new()
    shown = {n: screen.one.form.lines[n].editor.take() for n in ("status", "listing", "colour")}
    assert shown == {"status": "active", "listing": "private", "colour": "blue"}


def test_people_are_added_one_after_the_other(qtbot, desk: Desk, store: Store, pride: int) -> None:
    factories.people(store, "Zoë Łukaszewicz", "Ana Pérez", "Tom Bright")
    screen = opened(qtbot, desk)
    press(screen.browser.list, Qt.Key.Key_Return)
    assert screen.one.members.picker.hasFocus()
    pick(screen, "luka")
    pick(screen, "perez")
    assert screen.one.members.picker.text() == ""
    assert sorted(listed(store, pride)) == ["Ana Pérez", "Zoë Łukaszewicz"]
    assert store.undo_label == "Add Ana Pérez to Pride & Allies"
    assert [row[0] for row in table(screen)] == ["Zoë Łukaszewicz", "Ana Pérez"]
    assert screen.one.tabs.bar.tabText(0) == "People 2"
    row = listed(store, pride)["Ana Pérez"]
    assert (row.scope, row.joined) == ("coordinator", desk.today())


def test_whoever_is_inside_is_not_offered_again(
    qtbot, desk: Desk, store: Store, pride: int
) -> None:
    zoe = factories.person(store, "Zoë Łukaszewicz")
    factories.membership(store, zoe, pride)
    screen = opened(qtbot, desk)
    offered = screen.one.members._find("zoe")
    assert [s.value for s in offered] == ["zoe"]  # only: add as a new person


def test_somebody_new_is_added_from_the_group(qtbot, desk: Desk, store: Store, hidden: int) -> None:
    screen = opened(qtbot, desk)
    pick(screen, "Ọlá")
    assert list(listed(store, hidden)) == ["Ọlá"]
    assert len(store.read(person.ids)) == 1
    assert store.undo_label == "Add a new person to Disability Network"
    store.undo()
    assert store.read(person.ids) == []


def test_steps_in_a_private_group_name_nobody(qtbot, desk: Desk, store: Store, hidden: int) -> None:
    factories.people(store, "Zoë Łukaszewicz", "Ana Pérez")
    said = []
    desk.said.connect(lambda message: said.append(message.text))
    screen = opened(qtbot, desk)
    pick(screen, "luka")
    choose_member(screen, "Zoë Łukaszewicz")
    choose(screen, "scope", "group")
    click(screen, "Give this role")
    click(screen, "Ends today")
    click(screen, "Left the group")
    click(screen, "Show 1 who left")
    choose_member(screen, "Zoë Łukaszewicz")
    click(screen, "Remove from the list")
    labels = [step.label for step in store.steps() if "Add Zoë" not in step.label]
    assert len(labels) >= 7
    for text in labels[:-3] + said:
        assert "Zoë" not in text
        assert "Łukaszewicz" not in text


def test_a_private_list_says_why(qtbot, desk: Desk, store: Store, hidden: int, pride: int) -> None:
    screen = opened(qtbot, desk)
    reason = "This list can reveal something personal. It is not shown elsewhere."
    assert screen.one.name.text() == "Disability Network"
    assert reason in words(screen)
    click_row(screen.browser.list, 1)
    assert reason not in words(screen)


def test_what_a_person_agreed_to_is_stored_at_once(
    qtbot, desk: Desk, store: Store, pride: int
) -> None:
    zoe = factories.person(store, "Zoë Łukaszewicz", known_as="Zoë")
    factories.membership(store, zoe, pride, scope="coordinator")
    screen = opened(qtbot, desk)
    choose_member(screen, "Zoë Łukaszewicz")
    choose(screen, "scope", "group")
    choose(screen, "agreed_how", "paper")
    card = store.read(membership.card, listed(store, pride)["Zoë Łukaszewicz"].id)
    assert card is not None
    assert (card["scope"], card["agreed_how"], card["agreed_on"]) == (
        "group", "paper", dt.date.today(),
    )  # fmt: skip
    assert table(screen)[0][2] == "The group"
    assert store.undo_label == "Change Zoë’s place in Pride & Allies"
    store.undo()
    store.undo()
    store.undo()
    assert table(screen)[0][2] == "Coordinator only"
    box = screen.one.members.member.form.lines["scope"].editor
    assert box.take() == "coordinator"


def test_a_role_is_given_in_own_words_and_ends(qtbot, desk: Desk, store: Store, pride: int) -> None:
    zoe = factories.person(store, "Zoë Łukaszewicz", known_as="Zoë")
    factories.membership(store, zoe, pride)
    screen = opened(qtbot, desk)
    choose_member(screen, "Zoë Łukaszewicz")
    roles = screen.one.members.member.roles
    click(screen, "Give this role")
    assert listed(store, pride)["Zoë Łukaszewicz"].roles == ("Lead",)
    assert "Lead: Zoë" in words(screen.one)
    roles.role.setFocus()
    press(roles.role, Qt.Key.Key_End)
    click(screen, "Give this role")
    assert "Say what the role is called." in words(roles)
    type_into(roles.own, "Chair & host")
    press(roles.own, Qt.Key.Key_Return)
    assert listed(store, pride)["Zoë Łukaszewicz"].roles == ("Lead", "Chair & host")
    assert table(screen)[0][1] == "Lead, Chair & host"
    click(screen, "Lead ends today")
    assert listed(store, pride)["Zoë Łukaszewicz"].roles == ("Chair & host",)


def test_who_left_is_kept_and_can_be_shown(qtbot, desk: Desk, store: Store, pride: int) -> None:
    zoe, tom = factories.people(store, "Zoë Łukaszewicz", "Tom Bright")
    for one in (zoe, tom):
        factories.membership(store, one, pride)
    screen = opened(qtbot, desk)
    choose_member(screen, "Tom Bright")
    click(screen, "Left the group")
    assert list(listed(store, pride)) == ["Zoë Łukaszewicz"]
    assert [row[0] for row in table(screen)] == ["Zoë Łukaszewicz"]
    click(screen, "Show 1 who left")
    assert [row[0] for row in table(screen)] == ["Zoë Łukaszewicz", "Tom Bright"]
    store.undo()
    assert len(listed(store, pride)) == 2


def test_several_are_changed_in_one_step(qtbot, desk: Desk, store: Store, pride: int) -> None:
    for one in factories.people(store, "Zoë Łukaszewicz", "Tom Bright", "Ana Pérez"):
        factories.membership(store, one, pride, scope="coordinator")
    screen = opened(qtbot, desk)
    screen.one.members.table.setFocus()
    press(screen.one.members.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "3 people chosen" in words(screen)
    click_and_choose(screen, "May be seen by", "The group")
    assert {r.scope for r in listed(store, pride).values()} == {"group"}
    assert store.undo_label == "Change who sees 3 people in Pride & Allies"
    store.undo()
    assert {r.scope for r in listed(store, pride).values()} == {"coordinator"}


def test_addresses_go_only_to_those_who_agreed(qtbot, desk: Desk, store: Store, pride: int) -> None:
    for name, address, scope in (
        ("Ana", "ana@example.org", "group"),
        ("Tom", "tom@example.org", "leads"),
        ("Zoë", None, "anyone"),
        ("Ọlá", "ola@example.org", "anyone"),
    ):
        one = factories.person(store, name, email=address)
        factories.membership(store, one, pride, scope=scope)
    screen = opened(qtbot, desk)
    with qtbot.waitSignal(desk.said) as said:
        click_and_choose(screen.one, "More", "Copy e-mail addresses")
    assert QApplication.clipboard().text() == "ana@example.org; ola@example.org"
    assert "2 addresses copied" in said.args[0].text
    assert "2 people are left out" in said.args[0].text


def test_a_group_of_the_same_name_is_refused_below_its_field(
    qtbot, desk: Desk, store: Store, pride: int
) -> None:
    screen = opened(qtbot, desk)
    screen.new()
    name = screen.one.form.lines["name"].editor.field
    type_into(name, "pride & allies")
    tab()
    assert "There is already a group called “Pride & Allies”." in words(screen)
    assert len(store.read(group.listing)) == 1
    type_into(name, "Pride at night")
    tab()
    assert len(store.read(group.listing)) == 2


def test_deleting_a_group_and_taking_it_back_keeps_its_people(
    qtbot, desk: Desk, store: Store, pride: int
) -> None:
    zoe = factories.person(store, "Zoë Łukaszewicz")
    factories.role(store, factories.membership(store, zoe, pride))
    screen = opened(qtbot, desk)
    press(screen.browser.list, Qt.Key.Key_Delete)
    assert store.read(values, Group, pride) is None
    assert store.undo_label == "Delete Pride & Allies"
    store.undo()
    assert listed(store, pride)["Zoë Łukaszewicz"].roles == ("Lead",)
    assert screen.one.name.text() == "Pride & Allies"
    assert [row[0] for row in table(screen)] == ["Zoë Łukaszewicz"]


def test_a_group_closes_and_keeps_its_history(qtbot, desk: Desk, store: Store, pride: int) -> None:
    screen = opened(qtbot, desk)
    screen.one.tabs.bar.setCurrentIndex(1)
    box = screen.one.form.lines["status"].editor.field
    box.setFocus()
    press(box, Qt.Key.Key_End)
    assert screen.one.name.text() == "Pride & Allies"  # it stays open here
    assert screen.browser.model.rowCount() == 0
    click(screen, "Closed")
    assert screen.browser.model.rowCount() == 1


def test_the_word_for_groups_is_the_desks_own(qtbot, desk: Desk, store: Store) -> None:
    from allydesk.models.base import put
    from allydesk.models.organisation import Organisation

    store.write("Rename", put, Organisation, 1, {"groups_called": "Networks"})
    screen = opened(qtbot, desk)
    assert "Networks" in words(screen)


def test_groups_are_called_as_the_organisation_calls_them(qtbot, desk: Desk, store: Store) -> None:
    for name in ("Pride", "Carers"):
        factories.group(store, name)
    for called, hint in (("Networks", "Filter 2 networks"), ("ERGs", "Filter 2 ERGs")):
        store.write("Words", put, Organisation, 1, {"groups_called": called})
        assert opened(qtbot, desk).browser.filter.placeholderText() == hint


def test_a_long_list_scrolls_alone_and_one_who_is_chosen_is_seen_below_it(
    qtbot, desk: Desk, store: Store, pride: int
) -> None:
    for one in factories.people(store, *(f"Person {n:02}" for n in range(40))):
        factories.membership(store, one, pride)
    screen = opened(qtbot, desk)
    page, members = screen.one.page, screen.one.members

    def fits() -> bool:
        return page.verticalScrollBar().maximum() == 0

    qtbot.waitUntil(fits)
    high = members.table.height()
    assert members.table.verticalScrollBar().maximum() > 0
    choose_member(screen, "Person 03")
    qtbot.waitUntil(lambda: members.member.isVisible() and members.table.height() < high)
    assert members.table.height() >= 5 * members.table.rowHeight(0)
    screen.resize(1100, 700)  # now even five rows are too many, so the page goes up and down
    qtbot.waitUntil(lambda: not fits())
    assert members.table.height() >= 5 * members.table.rowHeight(0)


def test_in_a_low_window_the_list_is_in_full_until_somebody_is_chosen(
    qtbot, desk: Desk, store: Store, pride: int
) -> None:
    for one in factories.people(store, *(f"Person {n:02}" for n in range(40))):
        factories.membership(store, one, pride)
    screen = opened(qtbot, desk)
    page, members = screen.one.page, screen.one.members
    screen.resize(1100, 440)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    qtbot.waitUntil(lambda: members.table.verticalScrollBar().maximum() == 0)
    choose_member(screen, "Person 03")
    qtbot.waitUntil(lambda: members.table.verticalScrollBar().maximum() > 0)

    def card_is_seen() -> bool:
        top = members.member.name.mapTo(page.viewport(), QPoint(0, 0)).y()
        return 0 <= top < page.viewport().height()

    qtbot.waitUntil(card_is_seen)
