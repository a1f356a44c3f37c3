"""The People place, as a person uses it: find, add, change, delete, take back."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit

from allydesk.models import membership, person
from allydesk.models.privacy import Audience
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.screens.people import Screen
from tests import factories
from tests.factories import NAMES
from tests.ui.hands import click, click_and_choose, click_row, press, tab, type_into, words


def opened(qtbot, desk: Desk, width: int = 1000) -> Screen:
    screen = Screen(desk)
    screen.resize(width, 800)
    qtbot.addWidget(screen)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.first().setFocus()
    return screen


@pytest.fixture
def three(store: Store) -> list[int]:
    """Ana Pérez, Tom Bright and Zoë Łukaszewicz, in this order of the list."""
    zoe = factories.person(store, "Zoë Łukaszewicz", known_as="Zoë", pronouns="she/they")
    ana = factories.person(store, "Ana Pérez", team="Finance")
    tom = factories.person(store, "Tom Bright", team="Kitchen")
    return [tom, zoe, ana]


def shown(screen: Screen) -> list[str]:
    """Give the names in the list, as they are read out."""
    model = screen.browser.model
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def heading(screen: Screen) -> str:
    return screen.detail.name.text()


def field(screen: Screen, name: str) -> QLineEdit:
    found = screen.detail.form.lines[name].editor.field
    assert isinstance(found, QLineEdit)
    return found


def names_in(store: Store) -> list[str]:
    return [r.name for r in store.read(person.rows, store.read(person.ids))]


def test_an_empty_list_invites(qtbot, desk: Desk, store: Store) -> None:
    screen = opened(qtbot, desk)
    assert any("Your people list is empty" in w for w in words(screen))
    assert not screen.browser.filter.isVisible()
    click(screen, "Add one person")
    type_into(QApplication.focusWidget(), "Zoë Łukaszewicz")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert names_in(store) == ["Zoë Łukaszewicz"]
    assert shown(screen) == ["Zoë Łukaszewicz"]
    assert heading(screen) == "Zoë Łukaszewicz"
    assert field(screen, "full_name").hasFocus()
    tab()
    type_into(QApplication.focusWidget(), "Zoë")
    tab()
    assert store.read(person.rows, store.read(person.ids))[0].known_as == "Zoë"


def test_the_first_one_is_open_at_the_start(qtbot, desk: Desk, three: list[int]) -> None:
    screen = opened(qtbot, desk)
    assert shown(screen) == ["Tom Bright", "Zoë Łukaszewicz", "Ana Pérez"]
    assert heading(screen) == "Tom Bright"
    assert screen.browser.list.hasFocus()


def test_arrows_walk_through_the_list(qtbot, desk: Desk, three: list[int]) -> None:
    screen = opened(qtbot, desk)
    press(screen.browser.list, Qt.Key.Key_Down)
    assert heading(screen) == "Zoë Łukaszewicz"
    assert screen.detail.about.text() == "Zoë · she/they"
    press(screen.browser.list, Qt.Key.Key_End)
    assert heading(screen) == "Ana Pérez"
    press(screen.browser.list, Qt.Key.Key_Home)
    assert heading(screen) == "Tom Bright"
    press(screen.browser.list, Qt.Key.Key_Return)
    assert field(screen, "full_name").hasFocus()


def test_the_filter_finds_by_any_spelling(qtbot, desk: Desk, three: list[int]) -> None:
    screen = opened(qtbot, desk)
    screen.filter()
    type_into(screen.browser.filter, "luka")
    assert shown(screen) == ["Zoë Łukaszewicz"]
    assert heading(screen) == "Zoë Łukaszewicz"
    type_into(screen.browser.filter, "nobody like this")
    assert any("Nothing matches “nobody like this”" in w for w in words(screen))
    press(screen.browser.filter, Qt.Key.Key_Escape)
    assert len(shown(screen)) == 3


def test_a_change_is_seen_in_the_list_and_undone_there(
    qtbot, desk: Desk, store: Store, three: list[int]
) -> None:
    screen = opened(qtbot, desk)
    type_into(field(screen, "full_name"), "Aaron Ångström")
    tab()
    assert shown(screen)[0] == "Aaron Ångström"
    assert heading(screen) == "Aaron Ångström"
    assert screen.browser.chosen == [three[0]]
    store.undo()
    assert shown(screen) == ["Tom Bright", "Zoë Łukaszewicz", "Ana Pérez"]
    assert heading(screen) == "Tom Bright"
    assert field(screen, "full_name").text() == "Tom Bright"


def test_deleting_goes_on_with_the_next_and_can_be_taken_back(
    qtbot, desk: Desk, store: Store, three: list[int]
) -> None:
    screen = opened(qtbot, desk)
    press(screen.browser.list, Qt.Key.Key_Down)
    press(screen.browser.list, Qt.Key.Key_Delete)
    assert shown(screen) == ["Tom Bright", "Ana Pérez"]
    assert heading(screen) == "Ana Pérez"
    assert screen.browser.list.hasFocus()
    assert store.undo_label == "Delete Zoë Łukaszewicz"
    press(screen.browser.list, Qt.Key.Key_Delete)
    assert heading(screen) == "Tom Bright"
    store.undo()
    store.undo()
    assert shown(screen) == ["Tom Bright", "Zoë Łukaszewicz", "Ana Pérez"]
    assert heading(screen) == "Tom Bright"
    store.redo()
    assert shown(screen) == ["Tom Bright", "Ana Pérez"]


def test_deleting_the_last_one_invites_again(qtbot, desk: Desk, store: Store) -> None:
    factories.person(store, "Prince")
    screen = opened(qtbot, desk)
    press(screen.browser.list, Qt.Key.Key_Delete)
    assert any("Your people list is empty" in w for w in words(screen))
    store.undo()
    assert heading(screen) == "Prince"


def test_f2_renames(qtbot, desk: Desk, store: Store, three: list[int]) -> None:
    screen = opened(qtbot, desk)
    press(screen.browser.list, Qt.Key.Key_F2)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.selectedText() == "Tom Bright"
    type_into(focused, "Tom Bright-Smith", replace=False)
    press(focused, Qt.Key.Key_Return)
    assert "Tom Bright-Smith" in names_in(store)


def test_a_refresh_in_mid_word_changes_nothing(
    qtbot, desk: Desk, store: Store, three: list[int]
) -> None:
    screen = opened(qtbot, desk)
    type_into(field(screen, "team"), "Volunt")
    factories.person(store, "Somebody Else")
    assert field(screen, "team").text() == "Volunt"
    assert field(screen, "team").hasFocus()
    assert heading(screen) == "Tom Bright"


def test_going_to_another_person_stores_what_was_typed(
    qtbot, desk: Desk, store: Store, three: list[int]
) -> None:
    screen = opened(qtbot, desk)
    type_into(field(screen, "team"), "Garden")
    click_row(screen.browser.list, 2)
    assert heading(screen) == "Ana Pérez"
    assert store.read(person.rows, [three[0]])[0].team == "Garden"


def test_a_person_edited_out_of_the_filter_stays_open(
    qtbot, desk: Desk, store: Store, three: list[int]
) -> None:
    screen = opened(qtbot, desk)
    click(screen, "Left")
    assert shown(screen) == []
    assert heading(screen) == "Tom Bright"
    click(screen, "All")
    click_row(screen.browser.list, 1)
    click_and_choose(screen.detail, "More", "Has left")
    assert heading(screen) == "Zoë Łukaszewicz"
    assert shown(screen) == ["Tom Bright", "Ana Pérez"]
    assert store.read(person.rows, [three[1]])[0].left == desk.today()
    assert store.undo_label == "Zoë Łukaszewicz has left"


def test_several_are_deleted_in_one_step(qtbot, desk: Desk, store: Store, three: list[int]) -> None:
    screen = opened(qtbot, desk)
    click_row(screen.browser.list, 0)
    click_row(screen.browser.list, 2, Qt.KeyboardModifier.ControlModifier)
    assert any(w == "2 people chosen" for w in words(screen))
    click(screen.several, "Delete")
    assert names_in(store) == ["Zoë Łukaszewicz"]
    assert heading(screen) == "Zoë Łukaszewicz"
    assert store.undo_label == "Delete 2 people"
    store.undo()
    assert len(names_in(store)) == 3


def test_several_join_a_group(qtbot, desk: Desk, store: Store, three: list[int]) -> None:
    group = factories.group(store, "Pride & Allies")
    screen = opened(qtbot, desk)
    press(screen.browser.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    click_and_choose(screen.several, "Add to a group…", "Pride & Allies")
    rows = store.read(membership.of_group, group, Audience.COORDINATOR)
    assert sorted(r.person_id for r in rows) == sorted(three)
    assert {r.scope for r in rows} == {"coordinator"}
    assert store.undo_label == "Add 3 people to Pride & Allies"


def test_private_groups_do_not_show_on_a_person(
    qtbot, desk: Desk, store: Store, three: list[int]
) -> None:
    hidden = factories.group(store, "Disability Network", listing="private")
    factories.membership(store, three[0], hidden)
    factories.membership(store, three[0], factories.group(store, "Book club"))
    screen = opened(qtbot, desk)
    assert heading(screen) == "Tom Bright"
    click(screen, "Book club")
    assert "Disability" not in " ".join(words(screen))
    click_and_choose(screen, "Add to a group…", "Disability Network")
    assert store.undo_label == "Add to group"  # the step before: already there
    click_row(screen.browser.list, 1)
    click_and_choose(screen, "Add to a group…", "Disability Network")
    assert store.undo_label == "Add 1 person to Disability Network"
    assert "Disability" not in " ".join(words(screen))


def test_names_show_as_they_are(qtbot, desk: Desk, store: Store) -> None:
    factories.people(store, *NAMES)
    screen = opened(qtbot, desk)
    assert sorted(shown(screen)) == sorted(NAMES)
    for row, name in enumerate(shown(screen)):
        click_row(screen.browser.list, row)
        assert heading(screen) == name
        assert field(screen, "full_name").text() == name


def test_the_model_keeps_qts_rules_on_the_screen(qtbot, desk: Desk, store: Store) -> None:
    screen = opened(qtbot, desk)
    tester = QAbstractItemModelTester(
        screen.browser.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    ids = factories.people(store, *NAMES)
    screen.delete(ids[:3])
    store.undo()
    screen.browser.narrow("left")
    screen.browser.narrow("here")
    assert tester.model() is screen.browser.model


def test_a_narrow_window_shows_one_side_at_a_time(qtbot, desk: Desk, three: list[int]) -> None:
    screen = opened(qtbot, desk, width=520)
    assert screen.browser.isVisible()
    assert not screen.detail.isVisible()
    press(screen.browser.list, Qt.Key.Key_Return)
    assert not screen.browser.isVisible()
    assert field(screen, "full_name").hasFocus()
    click(screen, "Back to the list")
    assert screen.browser.list.hasFocus()
    assert not screen.detail.isVisible()


def test_who_joined_this_month(qtbot, desk: Desk, store: Store, three: list[int]) -> None:
    factories.person(store, "New Colleague", started=desk.today().replace(day=1))
    factories.person(store, "Old Colleague", started=dt.date(2001, 1, 1))
    screen = opened(qtbot, desk)
    click(screen, "Joined this month")
    assert shown(screen) == ["New Colleague"]


def test_a_new_person_does_not_take_the_list_along(
    qtbot, desk: Desk, store: Store, three: list[int]
) -> None:
    screen = opened(qtbot, desk)
    screen.new()
    assert heading(screen) == "New person"
    factories.person(store, "Somebody Else")
    assert heading(screen) == "New person"
    click_row(screen.browser.list, 0)
    assert heading(screen) == shown(screen)[0]


def test_many_people_are_searched_beside_the_window(
    qtbot, desk: Desk, store: Store, three: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allydesk.ui.records.browse.DIRECT", 2)
    screen = opened(qtbot, desk)
    qtbot.waitUntil(lambda: len(shown(screen)) == 3)
    type_into(screen.browser.filter, "perez")
    qtbot.waitUntil(lambda: shown(screen) == ["Ana Pérez"])
    assert heading(screen) == "Ana Pérez"


def test_the_list_in_columns_is_ordered_by_any_of_them(
    qtbot, desk: Desk, store: Store, three: list[int]
) -> None:
    screen = opened(qtbot, desk)
    screen.toggle_columns()
    assert not screen.detail.isVisible()
    head = screen.browser.list.horizontalHeader()
    assert head.isVisible()
    team = next(n for n, c in enumerate(screen.browser.model.columns) if c.title == "Team")

    def click_heading() -> list[str]:
        at = QPoint(head.sectionViewportPosition(team) + 10, head.height() // 2)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
        return shown(screen)

    assert click_heading() == ["Ana Pérez", "Tom Bright", "Zoë Łukaszewicz"]
    assert click_heading() == ["Tom Bright", "Ana Pérez", "Zoë Łukaszewicz"]
    assert click_heading() == ["Tom Bright", "Zoë Łukaszewicz", "Ana Pérez"]
    click_heading()
    press(screen.browser.list, Qt.Key.Key_Home)
    press(screen.browser.list, Qt.Key.Key_Return)
    assert field(screen, "full_name").hasFocus()
    assert heading(screen) == "Ana Pérez"
    click(screen, "Back to the list")
    assert screen.browser.list.isVisible()
    screen.toggle_columns()
    assert shown(screen) == ["Tom Bright", "Zoë Łukaszewicz", "Ana Pérez"]
    assert screen.detail.isVisible()
