"""Events added from the calendar: in one line, on a day, from a template."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from allydesk.ui.app import Program
from allydesk.ui.calendar.page import Calendar
from tests import factories
from tests.ui.calendar.hand import (
    CTRL,
    cell_of,
    choose_from,
    dialog,
    events,
    grid,
    one,
    said,
)
from tests.ui.hands import button, click, press, type_into, words


def test_a_line_becomes_an_event_and_is_taken_back(qtbot, program: Program, page: Calendar) -> None:
    press(program.window, Qt.Key.Key_N, CTRL)
    assert QApplication.focusWidget() is page.quick
    assert page.quick.text() == "Thu 19 Nov "
    type_into(page.quick, "Workshop Tue 8 Dec 2–3:30 Room 7 for Pride & Allies")
    assert {"“Workshop”", "Tue 8 Dec", "14:00–15:30", "Room 7", "Pride & Allies"} <= set(
        words(page.quick.said)
    )
    assert events(program, "Workshop") == []
    press(page.quick, Qt.Key.Key_Return)
    made = one(program, "Workshop")
    assert (made.starts, made.ends) == (
        dt.datetime(2026, 12, 8, 14),
        dt.datetime(2026, 12, 8, 15, 30),
    )
    assert made.room == "Room 7"
    assert [h.name for h in made.hosts] == ["Pride & Allies"]
    assert said(program) == "“Workshop” is on Tue 8 Dec."
    assert page.day == dt.date(2026, 12, 8)
    assert "Workshop" in words(page.panel)
    assert page.quick.text() == ""
    assert not page.quick.said.isVisible()
    press(page.quick, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: events(program, "Workshop") == [])
    qtbot.waitUntil(lambda: "Workshop" not in words(page.panel))


def test_enter_on_an_empty_day_begins_one_there(program: Program, page: Calendar) -> None:
    page.choose(dt.date(2026, 11, 27))
    press(grid(page), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.quick
    type_into(page.quick, "Lunch 12:30", replace=False)
    press(page.quick, Qt.Key.Key_Return)
    assert one(program, "Lunch").starts == dt.datetime(2026, 11, 27, 12, 30)


def test_a_line_without_a_day_is_for_the_chosen_one(program: Program, page: Calendar) -> None:
    page.choose(dt.date(2026, 11, 26))
    type_into(page.quick, "Board games")
    press(page.quick, Qt.Key.Key_Return)
    made = one(program, "Board games")
    assert made.days == (dt.date(2026, 11, 26), dt.date(2026, 11, 26))
    assert made.whole_day


def test_a_double_click_begins_on_that_day_next_year_too(program: Program, page: Calendar) -> None:
    page.go_to(dt.date(2027, 3, 19))
    QTest.mouseDClick(grid(page).viewport(), Qt.MouseButton.LeftButton,
                      Qt.KeyboardModifier.NoModifier, cell_of(page, dt.date(2027, 3, 23)))  # fmt: skip
    assert page.quick.text() == "Tue 23 Mar 2027 "
    type_into(page.quick, "Walk 9-10", replace=False)
    press(page.quick, Qt.Key.Key_Return)
    assert one(program, "Walk").starts == dt.datetime(2027, 3, 23, 9)


def test_the_line_is_emptied_by_escape_and_complains_plainly(
    program: Program, page: Calendar
) -> None:
    before = len(events(program))
    type_into(page.quick, "Workshop 31 Feb")
    press(page.quick, Qt.Key.Key_Return)
    assert said(program) == "Write the day like 19 Nov or 19/11/2026."
    assert page.quick.text() == "Workshop 31 Feb"
    press(page.quick, Qt.Key.Key_Escape)
    assert page.quick.text() == ""
    type_into(page.quick, "Tue 24 Nov 14:00")
    assert "Now type what it is." in words(page.quick.said)
    press(page.quick, Qt.Key.Key_Return)
    assert said(program) == "Type what it is, such as “Workshop”."
    type_into(page.quick, "Party Sat 28 Nov 8pm-1am")
    assert "20:00–01:00" in words(page.quick.said)
    assert len(events(program)) == before


def test_a_line_keeps_odd_words_as_they_are(program: Program, page: Calendar) -> None:
    type_into(page.quick, "Łódź & <i>friends</i> 李 Fri 27 Nov 10:00")
    assert "“Łódź & <i>friends</i> 李”" in words(page.quick.said)
    press(page.quick, Qt.Key.Key_Return)
    assert one(program, "Łódź & <i>friends</i> 李").starts == dt.datetime(2026, 11, 27, 10)


def test_the_last_event_and_a_template_are_put_on_a_day(program: Program, page: Calendar) -> None:
    page.choose(dt.date(2026, 11, 24))
    more = button(page.panel, "More about Tuesday 0")
    choose_from(more, "Keep as template")
    assert said(program) == "“Tuesday 0” is kept as a template."
    page.choose(dt.date(2026, 12, 3))
    choose_from(button(page.panel, "Repeat or template"), "From template “Tuesday 0”")
    assert [e.starts for e in events(program, "Tuesday 0")] == [
        dt.datetime(2026, 11, 24, 9), dt.datetime(2026, 12, 3, 9),
    ]  # fmt: skip
    choose_from(button(page.panel, "Repeat or template"), "Repeat “Fair <b>& more</b>”")
    assert "Hanukkah" in " ".join(words(dialog(page)))  # it would run into the evening of the 4th
    click(dialog(page), "Schedule anyway")
    again = events(program, "Fair <b>& more</b>")[-1]
    assert again.days == (dt.date(2026, 12, 3), dt.date(2026, 12, 5))


def test_a_desk_of_private_groups_keeps_them_out_of_undo(program: Program, page: Calendar) -> None:
    circle = factories.group(program.desk.store, "Quiet circle", listing="private")
    type_into(page.quick, "Quiet circle meeting Fri 27 Nov 12-13")
    press(page.quick, Qt.Key.Key_Return)
    made = events(program)[-1]
    assert [h.group_id for h in made.hosts] == [circle]
    assert made.reveals
