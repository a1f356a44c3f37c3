"""Events opened, moved and deleted from the calendar, alone or with their series."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton

from allydesk.models.schedule import Row
from allydesk.ui.app import Program
from allydesk.ui.calendar.page import Calendar
from tests.ui.calendar.hand import (
    TODAY,
    cell_of,
    chip_of,
    dialog,
    drag,
    events,
    grid,
    one,
    said,
)
from tests.ui.hands import choose_in_menu, click, press, tab, type_into, words


def test_a_click_on_an_event_opens_it(qtbot, program: Program, page: Calendar) -> None:
    with qtbot.waitSignal(program.desk.going) as going:
        QTest.mouseClick(grid(page).viewport(), Qt.MouseButton.LeftButton,
                         pos=chip_of(page, "Evening meeting", TODAY))  # fmt: skip
    assert (going.args[0].place, going.args[0].id) == ("events", one(program, "Evening meeting").id)


def test_enter_leads_to_the_events_of_the_day(qtbot, program: Program, page: Calendar) -> None:
    press(grid(page), Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused.accessibleName() == "Open Evening meeting"
    tab()
    assert QApplication.focusWidget().accessibleName() == "Move Evening meeting to another day"
    with qtbot.waitSignal(program.desk.going):
        press(focused, Qt.Key.Key_Space)


def test_an_event_is_dragged_to_another_day_and_back(
    qtbot, program: Program, page: Calendar
) -> None:
    drag(page, chip_of(page, "Evening meeting", TODAY), cell_of(page, dt.date(2026, 11, 25)))
    moved = one(program, "Evening meeting")
    assert (moved.starts, moved.ends) == (
        dt.datetime(2026, 11, 25, 18), dt.datetime(2026, 11, 25, 19, 30),
    )  # fmt: skip
    assert said(program) == "“Evening meeting” is now on Wed 25 Nov."
    assert page.day == dt.date(2026, 11, 25)
    click(program.window.frame.status, "Undo")
    qtbot.waitUntil(lambda: one(program, "Evening meeting").starts.day == 19)


def test_an_event_over_days_moves_by_the_day_it_is_held_at(
    program: Program, page: Calendar
) -> None:
    title = "Fair <b>& more</b>"
    drag(page, chip_of(page, title, dt.date(2026, 11, 11)), cell_of(page, dt.date(2026, 11, 18)))
    assert one(program, title).days == (dt.date(2026, 11, 17), dt.date(2026, 11, 19))


def test_escape_lets_a_dragged_event_stay(program: Program, page: Calendar) -> None:
    start = chip_of(page, "Evening meeting", TODAY)
    end = cell_of(page, dt.date(2026, 11, 25))
    drag(page, start, end, drop=False)
    assert grid(page).target == dt.date(2026, 11, 25)
    press(grid(page), Qt.Key.Key_Escape)
    QTest.mouseRelease(grid(page).viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert one(program, "Evening meeting").starts.day == 19


def test_the_keyboard_moves_an_event_too(program: Program, page: Calendar) -> None:
    click(page.panel, "Move Evening meeting to another day")
    asked = dialog(page)
    assert "Now: Thu 19 Nov, 18:00–19:30" in words(asked)
    line = asked.day.line
    type_into(line, "soon")
    press(line, Qt.Key.Key_Return)
    assert "Write the date like 19 Nov or 19/11/2026." in words(asked)
    assert one(program, "Evening meeting").starts.day == 19
    type_into(line, "3 dec")
    press(line, Qt.Key.Key_Return)
    assert one(program, "Evening meeting").starts == dt.datetime(2026, 12, 3, 18)
    assert page.day == dt.date(2026, 12, 3)


@pytest.mark.parametrize(
    ("choice", "then"),
    [("Only this one", [2, 9, 16, 24, 30]), ("This and later ones", [2, 9, 16, 24, 31]),
     ("All of them", [2, 9, 16, 24, 31])],
)  # fmt: skip
def test_one_of_a_series_asks_which_dates_move(
    program: Program, page: Calendar, with_series: list[Row], choice: str, then: list[int]
) -> None:
    monday = dt.date(2026, 11, 23)
    drag(page, chip_of(page, "Monday meeting", monday), cell_of(page, dt.date(2026, 11, 24)))
    asked = dialog(page)
    assert [e.starts.day for e in events(program, "Monday meeting")] == [2, 9, 16, 23, 30]
    next(r for r in asked.findChildren(QRadioButton) if r.text() == choice).click()
    click(asked, "Schedule anyway")  # the 24th is an observance
    days = [
        (e.starts.date() - dt.date(2026, 11, 1)).days + 1 for e in events(program, "Monday meeting")
    ]
    assert days == then  # the 31st is 1 December; what is over stays
    if len(then) and then[-1] == 31:
        assert said(program).endswith("1 more date of the series moved too.")


def test_leaving_the_question_moves_nothing(
    program: Program, page: Calendar, with_series: list[Row]
) -> None:
    drag(page, chip_of(page, "Monday meeting", dt.date(2026, 11, 23)),
         cell_of(page, dt.date(2026, 11, 24)))  # fmt: skip
    click(dialog(page), "Leave it")
    assert [e.starts for e in events(program, "Monday meeting")] == [e.starts for e in with_series]


def delete_by_menu(page: Calendar, title: str, day: dt.date) -> None:
    at = chip_of(page, title, day)
    view = grid(page)
    QTimer.singleShot(0, page, lambda: choose_in_menu("Delete"))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("choice", "left", "told"),
    [("Only this one", [2, 9, 16, 30], "1 date is deleted."),
     ("This and later ones", [2, 9, 16], "2 dates are deleted."),
     ("All of them", [], "5 dates are deleted.")],
)  # fmt: skip
def test_one_of_a_series_asks_which_dates_go(
    qtbot, program: Program, page: Calendar, with_series: list[Row], choice: str, left: list[int],
    told: str,
) -> None:  # fmt: skip
    delete_by_menu(page, "Monday meeting", dt.date(2026, 11, 23))
    assert len(events(program, "Monday meeting")) == 5
    choose_in_menu(f"Delete: {choice}")
    qtbot.waitUntil(lambda: said(program) == told)
    assert [e.starts.day for e in events(program, "Monday meeting")] == left
    click(program.window.frame.status, "Undo")
    qtbot.waitUntil(lambda: len(events(program, "Monday meeting")) == 5)


def test_the_menu_of_an_event_deletes_it(qtbot, program: Program, page: Calendar) -> None:
    delete_by_menu(page, "Evening meeting", TODAY)
    qtbot.waitUntil(lambda: events(program, "Evening meeting") == [])
    assert said(program) == "“Evening meeting” is deleted."
    click(program.window.frame.status, "Undo")
    qtbot.waitUntil(lambda: len(events(program, "Evening meeting")) == 1)
