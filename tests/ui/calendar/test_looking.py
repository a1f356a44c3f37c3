"""The calendar looked at: by eye, by ear, by keys, in every size and direction."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from allydesk.models.observance import KINDS
from allydesk.planning import observances
from allydesk.store import Store
from allydesk.ui.app import Program
from allydesk.ui.calendar.page import Calendar
from allydesk.ui.kit import look
from tests import factories
from tests.ui import audit
from tests.ui.calendar.hand import (
    CTRL,
    TODAY,
    calendar_of,
    chip_of,
    events,
    grid,
    heard,
)
from tests.ui.hands import button, click, press, words


def test_it_opens_on_today_with_the_keyboard_in_the_month(page: Calendar) -> None:
    assert QApplication.focusWidget() is grid(page)
    assert page.title.text() == "November 2026"
    assert heard(page) == (
        "Thursday 19 November 2026, today, 1 event: 18:00 Evening meeting, Pride & Allies, Room 3."
        " International Men’s Day"
    )
    shown = words(page.panel)
    assert "Thursday 19 November" in shown
    assert "Today · 1 event" in shown
    assert {"18:00–19:30", "Evening meeting", "Room 3", "Pride & Allies"} <= set(shown)


def test_every_day_is_heard_on_the_way(page: Calendar) -> None:
    for key, name in (
        (
            Qt.Key.Key_Right,
            "Friday 20 November 2026, nothing planned. Transgender Day of Remembrance; "  # noqa: ISC004
            "UK Disability History Month, around this day, day 1 of 31",
        ),
        (
            Qt.Key.Key_Home,
            "Monday 16 November 2026, nothing planned. International Day for Tolerance",
        ),
        (Qt.Key.Key_Up, "Monday 9 November 2026, nothing planned"),
        (Qt.Key.Key_Right, "Tuesday 10 November 2026, 1 event: whole day Fair <b>& more</b>"),
        (Qt.Key.Key_End, "Sunday 15 November 2026, nothing planned"),
    ):
        press(QApplication.focusWidget(), key)
        assert heard(page) == name
    press(QApplication.focusWidget(), Qt.Key.Key_Home, CTRL)
    assert page.day == dt.date(2026, 11, 1)
    press(QApplication.focusWidget(), Qt.Key.Key_End, CTRL)
    assert page.day == dt.date(2026, 11, 30)


def test_arrows_and_pages_go_on_beyond_the_month(page: Calendar) -> None:
    page.go_to(dt.date(2027, 1, 31))
    press(grid(page), Qt.Key.Key_PageDown)
    assert page.day == dt.date(2027, 2, 28)
    assert page.title.text() == "February 2027"
    press(grid(page), Qt.Key.Key_PageUp)
    assert page.title.text() == "January 2027"
    page.go_to(dt.date(2028, 2, 29))
    assert heard(page).startswith("Tuesday 29 February 2028")
    for _week in range(7):
        press(grid(page), Qt.Key.Key_Down)
    assert page.day == dt.date(2028, 4, 18)
    assert page.title.text() == "April 2028"
    click(page, "Today")
    assert page.day == TODAY
    click(page, "Earlier")
    assert page.title.text() == "October 2026"
    click(page, "Later")
    click(page, "Later")
    assert page.title.text() == "December 2026"


def test_the_month_counts_what_it_cannot_show(page: Calendar) -> None:
    view = grid(page)
    index = view.days.at(dt.date(2026, 11, 24))
    placed = view.placed(index.row())
    seen = sum(placed.shows(b, index.column()) for _r, b in placed.bars)
    assert placed.more[index.column()][1] == 5 - seen
    page.choose(dt.date(2026, 11, 24))
    assert [w for w in words(page.panel) if w.startswith("Tuesday ")][1:] == [
        f"Tuesday {n}" for n in range(5)
    ]


def test_a_click_on_what_is_hidden_leads_to_it(page: Calendar) -> None:
    view, day = grid(page), dt.date(2026, 11, 24)
    index = view.days.at(day)
    more, _count = view.placed(index.row()).more[index.column()]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=more.center())
    assert page.day == day
    assert QApplication.focusWidget().accessibleName() == "Open Tuesday 0"


def test_in_a_narrow_window_the_day_stands_below(start, desk_path: Path) -> None:
    window = start(desk_path, width=1024, height=700).window
    window.go("calendar")
    page = window.open_screen().page
    assert page.panel.mapTo(page, QPoint()).y() > grid(page).mapTo(page, QPoint()).y()
    press(grid(page), Qt.Key.Key_Return)
    opened = QApplication.focusWidget()
    assert opened.accessibleName() == "Open Evening meeting"
    assert opened.visibleRegion().boundingRect().size() == opened.size()
    window.resize(1400, 800)
    assert page.panel.mapTo(page, QPoint()).x() > grid(page).width()


def test_groups_show_in_their_colour(page: Calendar) -> None:
    at = chip_of(page, "Evening meeting", TODAY)
    picture = grid(page).viewport().grab().toImage()
    view = grid(page)
    placed = view.placed(view.currentIndex().row())
    rect = next(r for r, b in placed.bars if b.event.title == "Evening meeting")
    ground, _text = look.group_colour("violet")
    assert picture.pixelColor(rect.right() - 3, rect.top() + 3).name() == ground.lower(), at


def test_what_may_not_take_place_says_so(page: Calendar) -> None:
    page.choose(dt.date(2026, 11, 5))
    assert heard(page) == "Thursday 5 November 2026, 1 event: 10:00 Old talk, Cancelled"
    assert "Cancelled" in words(page.panel)


def test_a_month_without_events_says_so(page: Calendar) -> None:
    assert not page.empty.isVisible()
    page.go_to(dt.date(2027, 6, 1))
    assert page.empty.text() == (
        "No events of yours in June 2027. Observances are shown so you can plan ahead."
    )
    assert page.empty.isVisible()


def test_the_view_is_remembered(start, desk_path: Path) -> None:
    first = start(desk_path)
    first.window.go("calendar")
    click(calendar_of(first), "Week")
    assert calendar_of(first).title.text() == "16–22 Nov 2026"
    first.window.close()
    again = start(desk_path)
    again.window.go("calendar")
    assert calendar_of(again).view == "week"
    assert button(calendar_of(again), "Week").isChecked()


def test_the_week_goes_by_weeks(program: Program, page: Calendar) -> None:
    click(page, "Week")
    grid(page).setFocus()
    assert heard(page).startswith("Thursday 19 November 2026, today, 1 event")
    press(grid(page), Qt.Key.Key_Down)
    assert page.title.text() == "23–29 Nov 2026"
    assert page.day == dt.date(2026, 11, 26)
    click(page, "Earlier")
    assert page.day == TODAY
    press(grid(page), Qt.Key.Key_PageDown)
    assert page.day == dt.date(2026, 12, 19)


def test_the_agenda_reads_the_same_events(qtbot, program: Program, page: Calendar) -> None:
    click(page, "Agenda")
    view = page.first()
    lines = [view.model().index(n, 0) for n in range(view.model().rowCount())]
    texts = [str(i.data(Qt.ItemDataRole.AccessibleTextRole)) for i in lines]
    assert texts[0] == "Thursday 5 November"
    assert texts[1] == "10:00 Old talk, Cancelled, Thursday 5 November 2026"
    assert "Today, Thursday 19 November" in texts
    assert len([t for t in texts if "Tuesday 24 November 2026" in t]) == 5
    assert "Transgender Day of Remembrance, Fri 20 Nov, Remembrance · LGBTQ+" in texts
    view.setFocus()
    for _line in range(20):
        if page.panel.title.text() != "Tuesday 24 November":
            press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Down)
    assert page.day == dt.date(2026, 11, 24)
    with qtbot.waitSignal(program.desk.going) as going:
        press(view, Qt.Key.Key_Return)
    assert going.args[0].place == "events"
    assert going.args[0].id == events(program, "Tuesday 0")[0].id


def test_an_empty_agenda_offers_a_first_step(program: Program, page: Calendar) -> None:
    for kind in KINDS:
        program.desk.store.write("x", observances.choose, "kind", kind, shown=False)
    page.go_to(dt.date(2027, 6, 1))
    click(page, "Agenda")
    assert "Nothing planned yet." in words(page)
    click(page, "Add event")
    assert QApplication.focusWidget() is page.quick


def test_the_day_comes_back_after_another_place(program: Program, page: Calendar) -> None:
    page.go_to(dt.date(2027, 3, 4))
    program.window.go("home")
    program.window.back()
    assert calendar_of(program).day == dt.date(2027, 3, 4)


def test_weeks_begin_on_sunday_where_they_do(start, tmp_path: Path) -> None:
    path = tmp_path / "us.allydesk"
    Store.create(path, language="en-US").close()
    program = start(path)
    program.window.go("calendar")
    page = calendar_of(program)
    header = grid(page).model().headerData(0, Qt.Orientation.Horizontal)
    assert header == "Sun"
    page.go_to(TODAY)
    press(grid(page), Qt.Key.Key_Home)
    assert page.day == dt.date(2026, 11, 15)


def test_from_right_to_left_the_week_is_mirrored(
    start, desk_path: Path, qapp: QApplication
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        program = start(desk_path)
        program.window.go("calendar")
        page = calendar_of(program)
        view = grid(page)
        monday, sunday = (view.visualRect(view.days.index(0, c)) for c in (0, 6))
        assert monday.left() > sunday.left()
        assert page.side.mapTo(page, QPoint()).x() < view.mapTo(page, QPoint()).x()
        press(view, Qt.Key.Key_Left)
        assert page.day == TODAY + dt.timedelta(days=1)
        press(view, Qt.Key.Key_Right)
        assert page.day == TODAY
        fair = chip_of(page, "Fair <b>& more</b>", dt.date(2026, 11, 12))
        assert view.indexAt(fair) == view.days.at(dt.date(2026, 11, 12))
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("view", ["month", "week", "agenda", "year"])
@pytest.mark.parametrize(
    ("size", "width", "height", "theme"),
    [(100, 1180, 740, "light"), (100, 1024, 700, "dark"), (200, 1280, 800, "light")],
)
def test_each_view_is_for_everybody(
    qtbot, start, desk_path: Path, view: str, size: int, width: int, height: int, theme: str
) -> None:
    window = start(desk_path, text_size=size, width=width, height=height, theme=theme,
                   views={"calendar": view}).window  # fmt: skip
    window.go("calendar")
    qtbot.waitUntil(lambda: audit.sideways(window) == [] and audit.clipped(window) == [])
    assert audit.faults(window) == []


def test_changes_made_elsewhere_show(program: Program, page: Calendar) -> None:
    factories.event(program.desk.store, "From elsewhere", starts=dt.datetime(2026, 11, 19, 8),
                    ends=dt.datetime(2026, 11, 19, 9))  # fmt: skip
    assert "From elsewhere" in words(page.panel)
    assert heard(page).startswith(
        "Thursday 19 November 2026, today, 2 events: 08:00 From elsewhere"
    )
    program.window.go("home")
    factories.event(program.desk.store, "While away", starts=dt.datetime(2026, 11, 19, 7),
                    ends=dt.datetime(2026, 11, 19, 8))  # fmt: skip
    program.window.go("calendar")
    assert "While away" in words(page.panel)


def test_every_label_is_plain_text(page: Calendar) -> None:
    page.choose(dt.date(2026, 11, 10))
    assert "Fair <b>& more</b>" in words(page.panel)
    assert all(
        w.textFormat() == Qt.TextFormat.PlainText for w in page.findChildren(QLabel) if w.text()
    )
