"""Observances in the calendar: seen, heard, chosen, hidden, moved, added, and planned for."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from allydesk.models.base import put
from allydesk.models.observance import ClosedDays
from allydesk.models.organisation import Organisation
from allydesk.planning import observances
from allydesk.ui.app import Program
from allydesk.ui.calendar.agenda import Agenda
from allydesk.ui.calendar.page import Calendar
from allydesk.ui.kit import look
from allydesk.ui.kit.lines import does_place
from allydesk.ui.planning.editing import DateDialog, RecordDialog
from allydesk.ui.planning.something import Something
from tests.ui.calendar.hand import calendar_of, events, grid, heard, one, said
from tests.ui.hands import button, click, click_and_choose, press, type_into, words

DIWALI = dt.date(2026, 11, 8)


def year(page: Calendar) -> Agenda:
    click(page, "Year of observances")
    found = page.first()
    assert isinstance(found, Agenda)
    return found


def row_of(view: Agenda, name: str) -> int:
    lines = view.lines.lines
    return next(n for n, x in enumerate(lines) if x.mark is not None and x.mark.name == name)


def plan_something(view: Agenda, name: str) -> None:
    """Click “Plan something” on the row of an observance."""
    index = view.model().index(row_of(view, name), 0)
    view.scrollTo(index)
    place = does_place(view.visualRect(index), "Plan something", rtl=view.isRightToLeft())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())


def names(view: Agenda) -> list[str]:
    return [x.mark.name for x in view.lines.lines if x.mark is not None]


def test_something_is_planned_in_three_clicks(qtbot, program: Program, page: Calendar) -> None:
    view = year(page)  # the first click
    plan_something(view, "International Day of Persons with Disabilities")  # the second
    asked = dialog_of(page)
    assert isinstance(asked, Something)
    qtbot.waitUntil(asked.title.hasFocus)
    title = QApplication.focusWidget()
    assert isinstance(title, QLineEdit)
    for letter in "Lunch for all":  # over the proposal, which is marked
        QTest.keyClick(title, letter)
    press(title, Qt.Key.Key_Return)  # the third
    made = one(program, "Lunch for all")
    assert (made.kind, made.starts) == ("celebration", dt.datetime(2026, 12, 3, 12))
    assert said(program) == "“Lunch for all” is on Thu 3 Dec."
    program.desk.store.undo()
    assert events(program, "Lunch for all") == []
    assert page.view == "year"


def test_the_year_is_a_list_by_month_for_keys_and_ears(page: Calendar) -> None:
    view = year(page)
    assert page.title.text() == "2026"
    texts = [str(view.model().index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole))
             for n in range(view.model().rowCount())]  # fmt: skip
    assert texts[0] == "January 2026"
    assert "Diwali and Bandi Chhor Divas, around Sun 8 Nov, Religious · Hindu" in texts
    assert "Yom Kippur, Mon 21 Sept, from the evening before, Religious · Jewish" in texts
    months = [x.day.month for x in view.lines.lines if x.heading]
    assert months == list(range(1, 13))
    press(view, Qt.Key.Key_PageDown)
    assert page.title.text() == "2027"
    assert page.day == dt.date(2027, 11, 19)
    view.setFocus()
    press(view, Qt.Key.Key_Return)
    assert isinstance(dialog_of(page), Something)


def dialog_of(page: Calendar) -> object:
    QApplication.processEvents()
    found = [
        w
        for w in QApplication.topLevelWidgets()
        if isinstance(w, Something | DateDialog | RecordDialog)
    ]
    return next((w for w in found if w.isVisible()), None)


def test_a_year_past_the_table_says_so(page: Calendar) -> None:
    year(page)
    page.go_to(dt.date(2036, 3, 1))
    assert page.empty.text().startswith("AllyDesk has no date for 2036 yet: ")
    assert page.empty.isVisible()
    assert "Ramadan" not in names(page.first())
    assert "Christmas" in names(page.first())


def test_a_day_off_by_law_is_one_mark_wherever_it_shows(program: Program, page: Calendar) -> None:
    program.desk.store.write("x", put, Organisation, 1, {"country": "GB"})
    page.go_to(dt.date(2026, 12, 25))
    assert heard(page).endswith("nothing planned. Public holiday: Christmas Day")
    assert [w for w in words(page.panel) if w.startswith("Christmas")] == ["Christmas Day"]
    assert "Public holiday · Religious · Christian" in words(page.panel)
    assert "Greeting: “Merry Christmas”" in words(page.panel)
    page.show_view("agenda")
    christmas = [n for n in names(page.first()) if "Christmas" in n]
    assert christmas == ["Christmas Day"]
    assert "Christmas" in names(year(page))  # of observances: by its own name
    click(page.panel, "Plan something for Christmas")
    asked = dialog_of(page)
    assert isinstance(asked, Something)
    assert asked.starts.line.text() == "24 Dec 2026 12:00"


def test_what_is_not_known_of_a_year_is_no_proof_of_a_clear_day(page: Calendar) -> None:
    page.go_to(dt.date(2036, 12, 3))
    assert page.empty.text() == "AllyDesk has no date for 2036 yet: 42 observances are missing."
    click(page.panel, "Plan something for International Day of Persons with Disabilities")
    asked = dialog_of(page)
    assert isinstance(asked, Something)
    assert page.empty.text() in words(asked.panel)
    assert "Nothing clashes with this time." not in words(asked.panel)
    type_into(asked.starts.line, "3 Dec 2026 12:00")
    assert words(asked.panel) == ["Nothing clashes with this time."]


def test_a_date_that_is_missing_is_set(qtbot, program: Program, page: Calendar) -> None:
    view = year(page)
    assert not page.tools.missing.isVisible()
    page.go_to(dt.date(2028, 5, 1))
    assert "Mental Health Awareness Week" in page.empty.text()
    click_and_choose(page, "Set a missing date", "Mental Health Awareness Week")
    asked = dialog_of(page)
    assert isinstance(asked, DateDialog)
    assert "AllyDesk has no date for 2028 yet." in words(asked)
    qtbot.waitUntil(asked.isActiveWindow)
    press(asked.day.line, Qt.Key.Key_Return)
    assert asked.problem.text() == "Write the date like 19 Nov or 19/11/2026."
    type_into(asked.day.line, "8 May 2028")
    click(asked, "Set the date")
    assert said(program) == "“Mental Health Awareness Week” is on Mon 8 May 2028 here."
    assert "Mental Health Awareness Week" in names(view)
    assert "Mental Health Awareness Week" not in page.empty.text()


def test_keys_never_lead_out_of_sight_at_twice_the_size(qtbot, start, desk_path: Path) -> None:
    program = start(desk_path, width=1280, height=800, text_size=200)
    program.window.go("calendar")
    page = calendar_of(program)
    for view in ("month", "year"):
        page.show_view(view)
        seen = page.first()
        seen.setFocus()
        for _n in range(3):
            press(seen, Qt.Key.Key_Down)
        box = seen.visualRect(seen.currentIndex())
        area = page.scroller.viewport()

        def inside(seen=seen, box=box, area=area) -> bool:
            top = seen.viewport().mapTo(area, box.topLeft()).y()
            return top >= 0 and top + box.height() <= area.height()

        qtbot.waitUntil(inside)


def test_one_is_hidden_and_comes_back(program: Program, page: Calendar) -> None:
    view = year(page)
    view.setCurrentIndex(view.model().index(row_of(view, "Diwali and Bandi Chhor Divas"), 0))
    press(view, Qt.Key.Key_Delete)
    assert "Diwali and Bandi Chhor Divas" not in names(view)
    assert said(program) == "“Diwali and Bandi Chhor Divas” is hidden, in every year."
    program.window.go("settings")
    screen = program.window.open_screen()
    click(screen, "Show again: Diwali and Bandi Chhor Divas")
    assert program.desk.store.read(observances.hidden) == []
    program.window.go("calendar")
    assert "Diwali and Bandi Chhor Divas" in names(view)


def test_a_date_is_changed_for_its_year(qtbot, program: Program, page: Calendar) -> None:
    page.go_to(DIWALI)
    card = page.panel
    assert "around Sun 8 Nov" in " ".join(words(card))
    page.observances.change_date(
        next(o for o in program.desk.store.read(observances.between, DIWALI, DIWALI) if o.around)
    )
    asked = dialog_of(page)
    assert isinstance(asked, DateDialog)
    qtbot.waitUntil(asked.isActiveWindow)
    type_into(asked.day.line, "someday")
    press(asked.day.line, Qt.Key.Key_Return)
    assert asked.problem.text() == "Write the date like 19 Nov or 19/11/2026."
    type_into(asked.day.line, "1 Mar 2026")
    press(asked.day.line, Qt.Key.Key_Return)
    assert asked.problem.text() == "Choose a day closer to 8 Nov 2026."
    type_into(asked.day.line, "9 Nov 2026")
    press(asked.day.line, Qt.Key.Key_Return)
    assert said(program) == "“Diwali and Bandi Chhor Divas” is on Mon 9 Nov here."
    page.go_to(dt.date(2026, 11, 9))
    assert heard(page) == "Monday 9 November 2026, nothing planned. Diwali and Bandi Chhor Divas"
    page.observances.reset(program.desk.store.read(observances.between, page.day, page.day)[0])
    assert heard(page) == "Monday 9 November 2026, nothing planned"


def test_our_own_day_is_added_and_changed(qtbot, program: Program, page: Calendar) -> None:
    year(page)
    click(page, "Add our own…")
    asked = dialog_of(page)
    assert isinstance(asked, RecordDialog)
    qtbot.waitUntil(asked.isActiveWindow)
    click(asked, "Add")
    assert asked.lines["name"].message.text() == "Enter name."
    assert asked.lines["first"].message.text() == "Enter first day."
    type_into(asked.lines["name"].editor.field, "Founders’ & friends’ day")
    type_into(asked.lines["first"].editor.field, "21 Nov 2026")
    press(asked.lines["first"].editor.field, Qt.Key.Key_Return)
    page.go_to(dt.date(2026, 11, 21))
    assert "Founders’ & friends’ day" in words(page.panel)
    assert "Cultural · ours" in words(page.panel)
    mine = next(o for o in program.desk.store.read(observances.of_year, 2026) if o.own)
    page.observances.alter(mine.own)
    asked = dialog_of(page)
    qtbot.waitUntil(asked.isActiveWindow)
    type_into(asked.lines["name"].editor.field, "Founders’ day")
    press(asked.lines["name"].editor.field, Qt.Key.Key_Return)
    assert "Founders’ day" in words(page.panel)
    page.observances.hide(
        next(o for o in program.desk.store.read(observances.of_year, 2026) if o.own)
    )
    assert "Founders’ day" not in words(page.panel)


def test_which_traditions_show_is_chosen_by_chips(program: Program, page: Calendar) -> None:
    page.go_to(DIWALI)
    assert "Diwali and Bandi Chhor Divas" in heard(page)
    page.choose_shown()
    popup = QApplication.activePopupWidget()
    hindu = button(popup, "Hindu")
    assert (hindu.isChecked(), hindu.text()) == (True, "✓ Hindu")
    QTest.mouseClick(hindu, Qt.MouseButton.LeftButton)
    assert (hindu.isChecked(), hindu.text()) == (False, "Hindu")
    assert heard(page) == "Sunday 8 November 2026, nothing planned"
    assert said(program) == "Hindu: these days no longer show."
    popup.close()


def test_public_holidays_and_closed_days_are_shaded_with_words(
    program: Program, page: Calendar
) -> None:
    store = program.desk.store
    store.write("x", put, Organisation, 1, {"country": "US"})
    store.write("x", put, ClosedDays, None, {"name": "Stocktaking", "kind": "closed",
                                             "first": dt.date(2026, 11, 27)})  # fmt: skip
    for day, said_ in (
        (26, "Public holiday: Thanksgiving Day"),
        (27, "We are closed: Stocktaking"),
    ):
        page.go_to(dt.date(2026, 11, day))
        assert said_ in heard(page)
    page.go_to(dt.date(2026, 11, 19))
    assert ground(page, dt.date(2026, 11, 26)) == look.colours().info_soft.lower()
    assert ground(page, dt.date(2026, 11, 27)) == look.colours().info_soft.lower()
    assert ground(page, dt.date(2026, 11, 28)) == look.colours().surface.lower()


def ground(page: Calendar, day: dt.date) -> str:
    """Give the colour of a day in its lower corner."""
    view = grid(page)
    rect = view.visualRect(view.days.at(day))
    return view.viewport().grab().toImage().pixelColor(rect.right() - 4, rect.bottom() - 4).name()


def test_an_evening_before_is_told_on_its_day(page: Calendar) -> None:
    page.go_to(dt.date(2026, 9, 20))
    assert heard(page).endswith("Yom Kippur begins this evening")
    assert any("begins this evening" in w for w in words(page.panel))
    page.go_to(dt.date(2026, 9, 19))
    assert "Yom Kippur" not in heard(page)


@pytest.mark.parametrize(("day", "day_number"), [("2026-02-18", 1), ("2026-03-19", 30)])
def test_a_fast_is_told_on_each_of_its_days(page: Calendar, day: str, day_number: int) -> None:
    page.go_to(dt.date.fromisoformat(day))
    assert f"Ramadan, around this day, day {day_number} of 30" in heard(page)


def test_the_menu_of_an_observance_does_what_its_card_does(page: Calendar) -> None:
    page.go_to(dt.date(2026, 11, 20))
    more = button(page.panel, "More about Transgender Day of Remembrance")
    assert isinstance(more, QAbstractButton)
    lines = [a.text() for a in more.menu().actions()]
    assert lines == ["Hide", "Change date…"]
    assert button(page.panel, "Plan something for Transgender Day of Remembrance").isEnabled()
