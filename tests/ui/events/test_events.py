"""The Events place, as a person uses it: a line becomes an event, people sign up, states change."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from allydesk import dates
from allydesk.models import attendance, membership, schedule
from allydesk.models.privacy import Audience
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.screens.events import Screen
from tests import factories
from tests.factories import NAMES
from tests.ui.hands import (
    button,
    choose_in_menu,
    click,
    click_and_choose,
    click_row,
    press,
    tab,
    type_into,
    words,
)

SHIFT = Qt.KeyboardModifier.ShiftModifier


def on(days: int, hour: int = 14) -> dt.datetime:
    """Give a time so many days from today."""
    return dt.datetime.combine(dates.today() + dt.timedelta(days=days), dt.time(hour))


Open = Callable[[], Screen]


@pytest.fixture
def opened(qtbot, desk: Desk) -> Open:
    def run() -> Screen:
        screen = Screen(desk)
        screen.resize(1100, 900)
        qtbot.addWidget(screen)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.first().setFocus()
        return screen

    return run


def listed(store: Store, event: int) -> dict[str, str]:
    return {r.name: r.state for r in store.read(attendance.of_event, event)}


def titles(store: Store) -> list[str]:
    return [r.title for r in store.read(schedule.rows, store.read(schedule.ids, "", ""))]


def pick(screen: Screen, text: str) -> None:
    picker = screen.one.sign_ups.picker
    type_into(picker, text)
    press(picker.suggestions.popup, Qt.Key.Key_Return)


def choose_name(screen: Screen, *names: str) -> None:
    """Click names in the list of sign-ups."""
    table = screen.one.sign_ups.table
    rows = [screen.one.sign_ups.rows.index(n, 0).data() for n in range(table.model().rowCount())]
    for n, name in enumerate(names):
        click_row(table, rows.index(name), *([Qt.KeyboardModifier.ControlModifier] if n else []))


def shown(screen: Screen) -> list[list[str]]:
    model = screen.one.sign_ups.rows
    return [[model.index(n, c).data() for c in range(2)] for n in range(model.rowCount())]


# A new event


def test_the_first_event_is_one_line(opened: Open, store: Store) -> None:
    factories.group(store, "Finance", short_name="FIN")
    screen = opened()
    assert any("No events yet." in w for w in words(screen))
    click(screen, "Add event")
    assert screen.one.new.line.hasFocus()
    day = on(9).date()
    type_into(screen.one.new.line, f"Workshop {day.isoformat()} 2–3:30 Room 3 for Finance")
    press(screen.one.new.line, Qt.Key.Key_Return)
    (id,) = store.read(schedule.ids, "", "")
    row = store.read(schedule.row, id)
    assert row is not None
    assert (row.starts, row.ends) == (on(9), on(9, 15) + dt.timedelta(minutes=30))
    assert (row.room, [h.name for h in row.hosts]) == ("Room 3", ["Finance"])
    assert screen.one.name.text() == "Workshop"
    assert screen.one.sign_ups.picker.hasFocus()  # the people come next


def test_an_event_by_its_fields(opened: Open, store: Store) -> None:
    screen = opened()
    click(screen, "Add event")
    click(screen, "Fill in the fields instead")
    title = QApplication.focusWidget()
    assert isinstance(title, QLineEdit)
    type_into(title, "Pride & <b>Allies</b>")
    tab()
    assert titles(store) == []  # it has no time yet
    type_into(QApplication.focusWidget(), f"{on(3).date().isoformat()} 18:00")
    tab()
    (id,) = store.read(schedule.ids, "", "")
    row = store.read(schedule.row, id)
    assert row is not None
    assert (row.title, row.starts, row.ends) == ("Pride & <b>Allies</b>", on(3, 18), on(3, 19))
    assert screen.one.name.text() == "Pride & <b>Allies</b>"
    assert screen.browser.chosen == [id]


def test_an_end_before_the_start_is_one_sentence(opened: Open, store: Store) -> None:
    id = factories.event(store, starts=on(3), ends=on(3, 15))
    screen = opened()
    screen.one.show_tab("details")
    field = screen.one.details.form.lines["ends"].editor.field
    type_into(field, "13:00")
    tab()
    assert "The end (13:00) is before the start (14:00)." in words(screen)
    row = store.read(schedule.row, id)
    assert row is not None
    assert row.ends == on(3, 15)
    type_into(field, "17:15")
    tab()
    row = store.read(schedule.row, id)
    assert row is not None
    assert row.ends == on(3, 17) + dt.timedelta(minutes=15)


def test_a_later_start_keeps_the_length(opened: Open, store: Store) -> None:
    id = factories.event(store, starts=on(3), ends=on(3, 16))
    screen = opened()
    screen.one.show_tab("details")
    type_into(screen.one.details.form.lines["starts"].editor.field, "15:00")
    tab()
    row = store.read(schedule.row, id)
    assert row is not None
    assert (row.starts, row.ends) == (on(3, 15), on(3, 17))


def test_repeat_last_event(opened: Open, store: Store, said: list[str]) -> None:
    pride = factories.group(store, "Pride")
    old = factories.event(store, "Evening talk", starts=on(-7, 18), status="held", room="Room 3")
    factories.hosted(store, old, pride)
    screen = opened()
    screen.repeat_last()
    ids = store.read(schedule.ids, "", "coming", on(0, 0))
    (row,) = store.read(schedule.rows, ids)
    assert (row.title, row.room, row.starts.weekday()) == (
        "Evening talk",
        "Room 3",
        on(-7).weekday(),
    )
    assert [h.name for h in row.hosts] == ["Pride"]
    assert "Evening talk" in said[-1]


def test_one_date_of_a_series_or_all(opened: Open, store: Store, said: list[str]) -> None:
    id = factories.event(store, "Book club", starts=on(2), ends=on(2, 15))
    screen = opened()
    screen.make_series()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert any(w.startswith("5 more dates:") for w in words(dialog))
    click(dialog, "Make these dates")
    screen.activateWindow()
    QApplication.processEvents()
    row = store.read(schedule.row, id)
    assert row is not None
    assert row.series_id is not None
    assert len(store.read(schedule.of_series, row.series_id)) == 6
    screen.one.show_tab("details")
    type_into(screen.one.details.form.lines["room"].editor.field, "Room 1")
    tab()
    click(screen, "This and later ones")
    type_into(screen.one.details.form.lines["title"].editor.field, "Reading group")
    tab()
    rows = store.read(schedule.of_series, row.series_id)
    assert [r.room for r in rows] == ["Room 1", *[None] * 5]
    assert [r.title for r in rows] == ["Reading group"] * 6
    assert said[-1] == "Title of “Book club”: Reading group. 5 other dates changed too."
    type_into(screen.one.details.form.lines["room"].editor.field, "Room 2")
    tab()  # the others have none: the one that has a room of its own keeps it, and so do they
    assert said[-1].endswith("Other dates keep what they have.")
    rows = store.read(schedule.of_series, row.series_id)
    assert [r.room for r in rows] == ["Room 2", *[None] * 5]


def test_the_access_checklist_takes_one_click_each(opened: Open, store: Store) -> None:
    id = factories.event(store, starts=on(3))
    screen = opened()
    screen.one.show_tab("details")
    click(screen, "Step-free way in: Yes")
    row = store.read(schedule.row, id)
    assert row is not None
    assert row.step_free == "yes"
    store.undo()
    assert button(screen, "Step-free way in: Not known yet").isChecked()


def test_hosts_among_the_groups(opened: Open, store: Store) -> None:
    factories.group(store, "Pride")
    factories.group(store, "Carers")
    id = factories.event(store, starts=on(3))
    screen = opened()
    screen.one.show_tab("details")
    click_and_choose(screen, "Add a group…", "Pride")
    click_and_choose(screen, "Add a group…", "Carers")
    row = store.read(schedule.row, id)
    assert row is not None
    assert [(h.name, h.role) for h in row.hosts] == [("Pride", "host"), ("Carers", "co_host")]
    click(screen, "Take Pride off this event")
    row = store.read(schedule.row, id)
    assert row is not None
    assert [h.name for h in row.hosts] == ["Carers"]


def test_delete_and_undo(opened: Open, store: Store) -> None:
    factories.event(store, "Talk", starts=on(3))
    screen = opened()
    press(screen.browser.list, Qt.Key.Key_Delete)
    assert titles(store) == []
    store.undo()
    assert titles(store) == ["Talk"]


# Sign-ups


def test_people_sign_up_one_after_the_other(opened: Open, store: Store) -> None:
    factories.people(store, "Zoë Łukaszewicz", "Ana Pérez", "Tom Bright")
    id = factories.event(store, starts=on(3))
    screen = opened()
    press(screen.browser.list, Qt.Key.Key_Return)
    assert screen.one.sign_ups.picker.hasFocus()
    pick(screen, "luka")
    pick(screen, "perez")
    assert listed(store, id) == {"Ana Pérez": "registered", "Zoë Łukaszewicz": "registered"}
    assert screen.one.tabs.words(screen.one.sign_ups) == "Sign-ups 2"
    assert "2 coming" in words(screen.one.sign_ups)
    pick(screen, "Somebody’s sister")
    assert listed(store, id)["Somebody’s sister"] == "registered"


def test_a_waiting_list_and_moving_up(opened: Open, store: Store, said: list[str]) -> None:
    factories.people(store, "Ana Pérez", "Tom Bright", "Priya Patel")
    id = factories.event(store, starts=on(3), capacity=2)
    screen = opened()
    for name in ("ana", "tom", "priya"):
        pick(screen, name)
    assert listed(store, id)["Priya Patel"] == "wait_listed"
    assert "waiting list" in said[-1]
    assert ["Priya Patel", "Waiting list 1"] in shown(screen)
    choose_name(screen, "Tom Bright")
    press(screen.one.sign_ups.table, Qt.Key.Key_Space)
    assert listed(store, id)["Tom Bright"] == "cancelled"
    assert "A place is free. Priya Patel waits longest." in words(screen)
    click(screen, "Move up")
    assert listed(store, id)["Priya Patel"] == "registered"
    assert not any("waits longest" in w for w in words(screen))


def test_capacity_below_sign_ups_is_one_sentence(opened: Open, store: Store) -> None:
    id = factories.event(store, starts=on(3), capacity=5)
    for name in ("Ana", "Tom"):
        factories.attend(store, id, factories.person(store, name))
    screen = opened()
    screen.one.show_tab("details")
    type_into(screen.one.details.form.lines["capacity"].editor.field, "1")
    tab()
    assert any("2 people have a place." in w for w in words(screen))


def test_space_toggles_came_on_the_day(opened: Open, store: Store) -> None:
    id = factories.event(store, starts=on(0, 0), ends=on(0, 23))
    factories.attend(store, id, factories.person(store, "Ana"))
    screen = opened()
    screen.one.show_tab("sign_ups")
    choose_name(screen, "Ana")
    press(screen.one.sign_ups.table, Qt.Key.Key_Space)
    assert listed(store, id) == {"Ana": "present"}
    press(screen.one.sign_ups.table, Qt.Key.Key_Space)  # it is still chosen
    assert listed(store, id) == {"Ana": "registered"}


def test_states_in_words_for_several(opened: Open, store: Store) -> None:
    id = factories.event(store, starts=on(3))
    for name in NAMES:
        factories.attend(store, id, factories.person(store, name))
    screen = opened()
    choose_name(screen, "Prince", "<b>Bob</b>")
    click_and_choose(screen.one.sign_ups, "Change", "Maybe")
    states = listed(store, id)
    assert {n for n, s in states.items() if s == "maybe"} == {"Prince", "<b>Bob</b>"}
    click(screen.one.sign_ups, "Take off the list")
    assert len(listed(store, id)) == len(NAMES) - 2
    store.undo()
    assert len(listed(store, id)) == len(NAMES)


def test_paste_a_list(qtbot, opened: Open, store: Store, said: list[str]) -> None:
    factories.person(store, "Ana Pérez", email="ana@example.org")
    factories.people(store, "Tom Bright", "Tom Baker")
    id = factories.event(store, starts=on(3))
    screen = opened()
    click(screen, "Paste a list…")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.text.setPlainText("1. ana@example.org\nTom\nSomeone Else\nPérez, Ana")
    qtbot.waitUntil(lambda: "1 found · 1 to choose · 1 not here · 1 twice" in words(dialog))
    assert listed(store, id) == {}
    (choice,) = dialog._choices
    choice.setFocus()
    press(choice, Qt.Key.Key_Down)
    chosen = choice.currentText().split(" (")[0]
    click(dialog, "Add unknown names as guests, by name alone")
    click(dialog, "Sign up 3 people")
    assert listed(store, id) == {
        "Ana Pérez": "registered", chosen: "registered", "Someone Else": "registered",
    }  # fmt: skip
    assert chosen.startswith("Tom B")
    click(screen, "Paste a list…")  # the same list again: nobody stands on it twice
    again = QApplication.activeModalWidget()
    assert again is not None
    again.text.setPlainText("Ana@example.org\nsomeone  else")
    qtbot.waitUntil(lambda: "1 found · 1 not here" in words(again))
    click(again, "Add unknown names as guests, by name alone")
    click(again, "Sign up 2 people")
    assert len(store.read(attendance.of_event, id)) == 3
    assert said[-1] == "2 were on the list."
    store.undo()
    assert listed(store, id) == {}


def test_a_group_is_invited_through_the_gate(opened: Open, store: Store, said: list[str]) -> None:
    pride = factories.group(store, "Pride")
    for name, scope in (("Ana", "anyone"), ("Tom", "group"), ("Zoë", "coordinator")):
        factories.membership(store, factories.person(store, name), pride, scope=scope)
    id = factories.event(store, starts=on(3))
    screen = opened()
    click_and_choose(screen, "Invite a group…", "Pride")
    assert listed(store, id) == {"Ana": "invited", "Tom": "invited"}
    assert said[-1] == ("2 people from Pride are invited. 1 is not listed: they agreed to less.")
    assert len(store.read(membership.of_group, pride, Audience.COORDINATOR)) == 3


def test_needs_are_numbers_until_asked_for(opened: Open, store: Store) -> None:
    id = factories.event(store, starts=on(3))
    for name, food in (("Ana", "vegan"), ("Tom", "Vegan"), ("Zoë", "halal")):
        factories.attend(store, id, factories.person(store, name, dietary_needs=food))
    screen = opened()
    card = screen.one.sign_ups.needs
    assert "Food: 2 × vegan, 1 × halal" in words(card)
    assert not any("Zoë" in w for w in words(card))
    click(card, "Show who")
    assert "Zoë: halal" in words(card)
    factories.event(store, "Another", starts=on(4))
    click_row(screen.browser.list, 1)
    click_row(screen.browser.list, 0)
    assert not any("Zoë" in w for w in words(card))  # hidden again


def test_a_confidential_event_says_so_and_keeps_no_names(opened: Open, store: Store) -> None:
    factories.event(store, "Circle", starts=on(3), kind="listening")
    screen = opened()
    assert not screen.one.sign_ups.picker.isVisible()
    assert any("a number is kept, no names" in w for w in words(screen.one.sign_ups))


def test_the_list_finds_and_narrows(opened: Open, store: Store) -> None:
    factories.event(store, "Active listening", starts=on(3), kind="training", capacity=12)
    factories.event(store, "Old meeting", starts=on(-30), kind="meeting")
    screen = opened()
    first = screen.browser.model.index(0, 0)
    assert screen.browser.list.model().rowCount() == 1
    row = screen.browser.model.row(first.row())
    assert row is not None
    assert screen._line(row).end == "0 of 12"
    click(screen, "Past")
    assert [screen.browser.model.index(0, 0).data()] == ["Old meeting"]
    click(screen, "Training")
    assert [screen.browser.model.index(0, 0).data()] == ["Active listening"]


def test_a_persons_events_without_what_a_private_group_gives(
    qtbot, desk: Desk, store: Store
) -> None:
    from allydesk.ui.screens.people import Screen as People

    zoe = factories.person(store, "Zoë")
    private = factories.group(store, "Disability Network", listing="private")
    hidden = factories.event(store, "Network evening", starts=on(-3))
    factories.hosted(store, hidden, private)
    factories.attend(store, hidden, zoe, state="present")
    for n in range(8):
        made = factories.event(store, f"Talk {n}", starts=on(-10 - n))
        factories.attend(store, made, zoe, state="present")
    screen = People(desk)
    screen.resize(1100, 900)
    qtbot.addWidget(screen)
    screen.show()
    card = screen.detail.events
    QApplication.processEvents()
    titles_ = sorted(b.text() for b in card.findChildren(QPushButton) if b.isVisible())
    assert titles_ == ["Show 2 more", *(f"Talk {n}" for n in range(6))]
    assert words(card).count("Came") == 6
    click(card, "Show 2 more")
    QApplication.processEvents()
    assert words(card).count("Came") == 8


def test_ctrl_d_repeats_the_chosen_event(qtbot, start, store: Store) -> None:
    factories.person(store, "Ana")
    first = factories.event(store, "Talk", starts=on(3))
    store.close()
    program = start(store.path)
    program.window.go("events", first)
    press(program.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    rows = program.desk.store.read(
        schedule.rows, program.desk.store.read(schedule.ids, "", "coming", on(0, 0))
    )
    assert [(r.title, r.starts) for r in rows] == [("Talk", on(3)), ("Talk", on(10))]
    assert program.window.open_screen().browser.chosen == [rows[1].id]


# Long lists


def test_a_list_of_forty_scrolls_with_its_page_and_the_row_in_use_stays_in_sight(
    opened: Open, store: Store
) -> None:
    id = factories.event(store, starts=on(3), capacity=60)
    for n in range(40):
        factories.attend(store, id, factories.person(store, f"Person Number{n:02}"))
    screen = opened()
    screen.one.show_tab("sign_ups")
    table, page = screen.one.sign_ups.table, screen.one.page
    assert table.verticalScrollBar().maximum() == 0
    assert table.horizontalScrollBar().maximum() == 0
    assert page.verticalScrollBar().maximum() > 0
    click_row(table, 0)
    for _n in range(39):
        press(table, Qt.Key.Key_Down)
    at = table.viewport().mapTo(page.viewport(), table.visualRect(table.currentIndex()).center())
    assert 0 < at.y() < page.viewport().height()
    press(table, Qt.Key.Key_Space)
    assert listed(store, id)["Person Number39"] == "cancelled"


def test_what_can_be_done_with_a_name_is_offered_at_its_row(opened: Open, store: Store) -> None:
    id = factories.event(store, starts=on(3))
    factories.attend(store, id, factories.person(store, "Ana"))
    screen = opened()
    screen.one.show_tab("sign_ups")
    assert not button(screen, "Change").isEnabled()
    choose_name(screen, "Ana")
    assert button(screen, "Change").isEnabled()
    table = screen.one.sign_ups.table
    table.customContextMenuRequested.emit(table.visualRect(table.currentIndex()).center())
    choose_in_menu("Maybe")
    assert listed(store, id) == {"Ana": "maybe"}
    table.customContextMenuRequested.emit(table.visualRect(table.currentIndex()).center())
    choose_in_menu("Take off the list")
    assert listed(store, id) == {}


@pytest.mark.parametrize("width", [780, 1100])
def test_a_narrow_list_shows_names_and_states_whole(opened: Open, store: Store, width: int) -> None:
    id = factories.event(store, starts=on(3))
    factories.attend(
        store, id, factories.person(store, "Anne-Sophie Lefèvre", team="Communications")
    )
    screen = opened()
    screen.resize(width, 800)
    screen.one.show_tab("sign_ups")
    QApplication.processEvents()
    table = screen.one.sign_ups.table
    assert table.horizontalScrollBar().maximum() == 0
    name = table.columnWidth(0)
    assert name >= table.fontMetrics().horizontalAdvance("Anne-Sophie Lefèvre")


def test_names_are_given_up_for_their_number_and_come_back(
    opened: Open, store: Store, said: list[str]
) -> None:
    id = factories.event(store, "Evening talk", starts=on(-1))
    for name, state in (("Ana", "present"), ("Ben", "late"), ("Cem", "absent")):
        factories.attend(store, id, factories.person(store, name), state=state)
    screen = opened()
    screen.show_record(id)
    click_and_choose(screen.one, "More", "Keep only the number")
    assert listed(store, id) == {}
    row = store.read(schedule.row, id)
    assert row is not None
    assert (row.who_came, row.counts.came) == ("number", 2)
    assert said[-1] == "The names are off the list of “Evening talk”. Kept as a number: 2 came."
    click_and_choose(screen.one, "More", "Keep only the number")
    assert said[-1] == "Only a number is kept for this event already."
    store.undo()
    assert listed(store, id) == {"Ana": "present", "Ben": "late", "Cem": "absent"}
