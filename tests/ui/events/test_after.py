"""After an event, and its agenda: the sheet comes back, the minutes come together."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from allydesk import dates, wrap_up
from allydesk.models import action, agenda, attendance, person, schedule
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.events.agenda import read_item
from allydesk.ui.screens.events import Screen
from tests import factories
from tests.ui.hands import (
    button,
    click,
    click_row,
    press,
    seen_buttons,
    tab,
    type_into,
    words,
)

ALT = Qt.KeyboardModifier.AltModifier
YESTERDAY = dt.datetime.combine(dates.today() - dt.timedelta(days=1), dt.time(18))


@pytest.fixture
def event(store: Store) -> int:
    """Yesterday's meeting, with 20 people on the sheet."""
    made = factories.event(store, "Meeting", starts=YESTERDAY)
    for n in range(1, 21):
        factories.attend(store, made, factories.person(store, f"Person {n:02}"))
    return made


Open = Callable[[int, str], Screen]


@pytest.fixture
def opened(qtbot, desk: Desk) -> Open:
    def run(event: int, tab: str) -> Screen:
        screen = Screen(desk)
        screen.resize(1100, 900)
        qtbot.addWidget(screen)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.show_record(event)
        screen.one.show_tab(tab)
        return screen

    return run


def states(store: Store, event: int) -> dict[str, str]:
    return {r.name: r.state for r in store.read(attendance.of_event, event)}


def came(store: Store, event: int) -> list[int]:
    """Give the numbers of those who came."""
    return [int(n.split()[1]) for n, s in states(store, event).items() if s == "present"]


# Who came


def test_an_event_that_is_over_opens_where_who_came_is_noted(
    opened: Open, desk: Desk, event: int
) -> None:
    screen = opened(event, "details")
    factories.event(desk.store, "Older", starts=YESTERDAY - dt.timedelta(days=9))
    click(screen, "Past")
    click_row(screen.browser.list, 1)
    click_row(screen.browser.list, 0)
    assert screen.one.tabs.current() is screen.one.came
    press(screen.browser.list, Qt.Key.Key_Return)
    assert screen.one.came.marks.hasFocus()


def test_numbers_from_the_sheet(opened: Open, store: Store, event: int, said: list[str]) -> None:
    line = opened(event, "came").one.came.marks
    type_into(line, "1-9, 12, 15, L17, E4")
    press(line, Qt.Key.Key_Return)
    assert line.text() == "1-9, 12, 15, L17, E4"  # 4 is there twice: nothing is stored
    assert came(store, event) == []
    type_into(line, "1-3 5-9, 12, 15, L17, E4")
    press(line, Qt.Key.Key_Return)
    assert came(store, event) == [1, 2, 3, 5, 6, 7, 8, 9, 12, 15]
    assert states(store, event)["Person 17"] == "late"
    assert states(store, event)["Person 04"] == "excused"
    assert said[-1] == "Noted: 10 came, 1 came late, 1 excused."
    assert line.text() == ""
    store.undo()
    assert came(store, event) == []


def test_a_number_that_is_not_on_the_sheet_is_one_sentence(
    opened: Open, store: Store, event: int
) -> None:
    screen = opened(event, "came")
    line = screen.one.came.marks
    type_into(line, "1-30")
    press(line, Qt.Key.Key_Return)
    assert any("not on the sheet, which goes to 20" in w for w in words(screen))
    assert came(store, event) == []
    assert line.text() == "1-30"


def test_numbers_are_tapped_or_toggled_by_keys(opened: Open, store: Store, event: int) -> None:
    grid = opened(event, "came").one.came.grid
    at = grid.visualRect(grid.model().index(11, 0)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert came(store, event) == [12]
    grid.setFocus()
    press(grid, Qt.Key.Key_Right)
    press(grid, Qt.Key.Key_Space)
    assert came(store, event) == [12, 13]
    press(grid, Qt.Key.Key_Space)  # it kept its place
    assert came(store, event) == [12]


def test_the_numbers_fill_the_width_there_is(opened: Open, event: int) -> None:
    grid = opened(event, "came").one.came.grid
    columns = {grid.visualRect(grid.model().index(n, 0)).left() for n in range(20)}
    wide = grid.visualRect(grid.model().index(0, 0)).width()
    assert wide * len(columns) > grid.viewport().width() * 0.95


def test_mark_the_rest(opened: Open, store: Store, event: int) -> None:
    screen = opened(event, "came")
    type_into(screen.one.came.marks, "1-17")
    press(screen.one.came.marks, Qt.Key.Key_Return)
    assert "17 came · 3 not noted yet" in words(screen)
    click(screen, "Mark the other 3 as did not come")
    assert states(store, event)["Person 20"] == "absent"
    row = store.read(schedule.row, event)
    assert row is not None
    assert row.status == "held"
    assert "17 came · 3 did not come" in words(screen)


def test_walk_ins_stay_names_or_become_people(opened: Open, store: Store, event: int) -> None:
    factories.person(store, "Zoë Łukaszewicz")
    screen = opened(event, "came")
    picker = screen.one.came.walk_ins.picker
    type_into(picker, "luka")
    press(picker.suggestions.popup, Qt.Key.Key_Return)
    type_into(picker, "José & <b>Co</b>")
    press(picker.suggestions.popup, Qt.Key.Key_Return)
    assert states(store, event)["Zoë Łukaszewicz"] == "present"
    assert states(store, event)["José & <b>Co</b>"] == "present"
    before = store.read(person.count)
    click(screen, "Make José & <b>Co</b> a person here")
    assert store.read(person.count) == before + 1
    assert states(store, event)["José & <b>Co</b>"] == "present"
    offered = [b.accessibleName() for b in seen_buttons(screen.one.came.walk_ins)]
    assert "Make José & <b>Co</b> a person here" not in offered
    (made,) = store.read(person.find, "José & <b>Co</b>", 2)
    (row,) = (r for r in store.read(attendance.of_event, event) if r.name == made.name)
    assert row.person_id == made.id


def test_the_checklist_leads_and_remembers(opened: Open, store: Store, event: int) -> None:
    screen = opened(event, "came")
    box = next(
        b for b in screen.one.came.steps.findChildren(QCheckBox) if b.text() == "Send the minutes round"
    )  # fmt: skip
    box.click()
    steps = {s.name: s for s in store.read(wrap_up.checklist, event)}
    assert steps["minutes_sent"].on == dates.today()
    store.undo()
    steps = {s.name: s for s in store.read(wrap_up.checklist, event)}
    assert steps["minutes_sent"].on is None


def test_a_number_alone(opened: Open, store: Store) -> None:
    made = factories.event(store, "Circle", starts=YESTERDAY, kind="listening")
    screen = opened(made, "came")
    line = screen.one.came.number.line
    type_into(line, "many")
    tab()
    assert "Write a whole number, like 5." in words(screen)
    type_into(line, "11")
    tab()
    assert store.read(attendance.unnamed, made) == 11
    assert screen.one.tabs.words(screen.one.came) == "Who came 11"


# Agenda and actions


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Welcome 10 min", ("Welcome", 10)),
        ("Budget – 1.5 hours", ("Budget", 90)),
        ("Pride in June", ("Pride in June", None)),
        ("15 min", ("15 min", None)),
    ],
)
def test_an_item_says_how_long(text: str, item: tuple[str, int | None]) -> None:
    assert read_item(text) == item


def items(store: Store, event: int) -> list[str]:
    return [i.title for i in store.read(agenda.of_event, event)]


def test_items_are_added_and_put_in_order_by_keys(opened: Open, store: Store, event: int) -> None:
    page = opened(event, "agenda").one.agenda
    for text in ("Welcome 10 min", "Budget 30 min", "Next steps 30 min"):
        type_into(page.line, text)
        press(page.line, Qt.Key.Key_Return)
    assert items(store, event) == ["Welcome", "Budget", "Next steps"]
    assert "70 of 60 minutes · 10 minutes too long" in words(page)
    click_row(page.table, 2)
    press(page.table, Qt.Key.Key_Up, ALT)
    press(page.table, Qt.Key.Key_Up, ALT)
    assert items(store, event) == ["Next steps", "Welcome", "Budget"]
    click(page, "Later")
    assert items(store, event) == ["Welcome", "Next steps", "Budget"]
    press(page.table, Qt.Key.Key_Delete)
    assert items(store, event) == ["Welcome", "Budget"]


def test_decision_owner_and_confidential(opened: Open, store: Store, event: int) -> None:
    zoe = factories.person(store, "Zoë Łukaszewicz")
    page = opened(event, "agenda").one.agenda
    type_into(page.line, "Budget")
    press(page.line, Qt.Key.Key_Return)
    click_row(page.table, 0)
    type_into(page.form.lines["decision"].editor.field, "Spend 200 on captions")
    tab()
    type_into(page.owner, "luka")
    press(page.owner.suggestions.popup, Qt.Key.Key_Down)
    press(page.owner.suggestions.popup, Qt.Key.Key_Return)
    page.form.lines["confidential"].editor.field.click()
    (item,) = store.read(agenda.of_event, event)
    assert (item.decision, item.owner_id, item.confidential) == (
        "Spend 200 on captions", zoe, True,
    )  # fmt: skip
    type_into(page.owner, "Facilities")
    tab()
    (item,) = store.read(agenda.of_event, event)
    assert (item.owner, item.owner_id) == ("Facilities", None)


def test_actions_are_noted_ticked_and_carried(opened: Open, store: Store, event: int) -> None:
    pride = factories.group(store, "Pride")
    factories.hosted(store, event, pride)
    later = factories.event(store, "Next", starts=YESTERDAY + dt.timedelta(days=20))
    factories.hosted(store, later, pride)
    screen = opened(event, "agenda")
    card = screen.one.agenda.actions_card
    type_into(card.line, "Order captions")
    press(card.line, Qt.Key.Key_Return)
    (one,) = store.read(action.of_event, event)
    assert (one.text, one.state) == ("Order captions", "open")
    assert card.owner.hasFocus()
    type_into(card.owner, "Facilities")
    tab()
    (one,) = store.read(action.of_event, event)
    assert one.owner == "Facilities"
    screen.show_record(later)
    screen.one.show_tab("agenda")
    assert "Still to do from before" in words(card)
    assert "Order captions" in words(card)
    button(card, "Done: Order captions").click()
    assert store.read(action.of_event, event)[0].state == "done"
    assert "Still to do from before" not in words(card)
