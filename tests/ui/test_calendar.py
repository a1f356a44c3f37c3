"""The calendar as a person uses it: looking, walking by keys, adding, moving, files in and out."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QRadioButton

from allydesk import dates
from allydesk.models import schedule, series
from allydesk.models.schedule import Row
from allydesk.store import Store
from allydesk.ui.app import Program
from allydesk.ui.calendar.grid import Grid
from allydesk.ui.calendar.page import Calendar
from allydesk.ui.kit import look
from tests import factories
from tests.ui import audit
from tests.ui.hands import button, choose_in_menu, click, press, tab, type_into, words

TODAY = dt.date(2026, 11, 19)  # a Thursday
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def thursday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be Thursday 19 November 2026."""
    monkeypatch.setattr(dates, "today", lambda: TODAY)


@pytest.fixture
def desk_path(store: Store) -> Path:
    """A desk with a meeting today, a fair over days, a cancelled talk and a full Tuesday."""
    pride = factories.group(store, "Pride & Allies", short_name="Pride", colour="violet")
    at = dt.datetime
    meeting = factories.event(store, "Evening meeting", kind="meeting", room="Room 3",
                              starts=at(2026, 11, 19, 18), ends=at(2026, 11, 19, 19, 30))  # fmt: skip
    factories.hosted(store, meeting, pride)
    factories.event(store, "Fair <b>& more</b>", whole_day=True,
                    starts=at(2026, 11, 10), ends=at(2026, 11, 12))  # fmt: skip
    factories.event(store, "Old talk", status="cancelled",
                    starts=at(2026, 11, 5, 10), ends=at(2026, 11, 5, 11))  # fmt: skip
    for n in range(5):
        factories.event(store, f"Tuesday {n}", starts=at(2026, 11, 24, 9 + n),
                        ends=at(2026, 11, 24, 10 + n))  # fmt: skip
    store.close()
    return store.path


@pytest.fixture
def program(start, desk_path: Path) -> Program:
    made = start(desk_path)
    made.window.go("calendar")
    return made


@pytest.fixture
def page(program: Program) -> Calendar:
    return calendar_of(program)


def calendar_of(program: Program) -> Calendar:
    found = program.window.open_screen().page
    assert isinstance(found, Calendar)
    return found


def grid(page: Calendar) -> Grid:
    found = page.first()
    assert isinstance(found, Grid)
    return found


def heard(page: Calendar) -> str:
    """Give what a screen reader says of the cell that has the keyboard."""
    found = QAccessible.queryAccessibleInterface(grid(page)).focusChild()
    return found.text(QAccessible.Text.Name)


def events(program: Program, title: str = "") -> list[Row]:
    every = program.desk.store.read(schedule.between, dt.date(2020, 1, 1), dt.date(2035, 1, 1))
    return [e for e in every if title in ("", e.title)]


def one(program: Program, title: str) -> Row:
    (found,) = events(program, title)
    return found


def said(program: Program) -> str:
    return program.window.frame.status.message.text()


def chip_of(page: Calendar, title: str, day: dt.date) -> QPoint:
    """Give where an event can be clicked on one of its days."""
    view = grid(page)
    index = view.days.at(day)
    placed = view.placed(index.row())
    rect = next(
        r for r, b in placed.bars if b.event.title == title and placed.shows(b, index.column())
    )
    return rect.intersected(view.visualRect(index)).center()


def cell_of(page: Calendar, day: dt.date) -> QPoint:
    """Give a free place in a day."""
    rect = grid(page).visualRect(grid(page).days.at(day))
    return QPoint(rect.center().x(), rect.bottom() - 4)


def drag(page: Calendar, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    port, left = grid(page).viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(port, left, Qt.KeyboardModifier.NoModifier, start)
    for n in range(1, 9):
        at = start + (end - start) * n / 8
        QTest.mouseMove(port, at)
        move = _held(at, port.mapToGlobal(at))
        QApplication.sendEvent(port, move)
    if drop:
        QTest.mouseRelease(port, left, Qt.KeyboardModifier.NoModifier, end)


def _held(at: QPoint, on_screen: QPoint):
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    return QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(on_screen), Qt.MouseButton.NoButton, left,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip


def dialog(page: Calendar) -> QDialog:
    found = [d for d in page.findChildren(QDialog) if d.isVisible()]
    assert len(found) == 1, found
    return found[0]


# Looking


def test_it_opens_on_today_with_the_keyboard_in_the_month(page: Calendar) -> None:
    assert QApplication.focusWidget() is grid(page)
    assert page.title.text() == "November 2026"
    assert heard(page) == (
        "Thursday 19 November 2026, today, 1 event: 18:00 Evening meeting, Pride & Allies, Room 3"
    )
    shown = words(page.panel)
    assert "Thursday 19 November" in shown
    assert "Today · 1 event" in shown
    assert {"18:00–19:30", "Evening meeting", "Room 3", "Pride & Allies"} <= set(shown)


def test_every_day_is_heard_on_the_way(page: Calendar) -> None:
    for key, name in (
        (Qt.Key.Key_Right, "Friday 20 November 2026, nothing planned"),
        (Qt.Key.Key_Home, "Monday 16 November 2026, nothing planned"),
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
    assert page.empty.text() == "No events in June 2027 yet. Write one in the line above."
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
    view.setFocus()
    press(view, Qt.Key.Key_Down)
    assert page.day == dt.date(2026, 11, 24)
    with qtbot.waitSignal(program.desk.going) as going:
        press(view, Qt.Key.Key_Return)
    assert going.args[0].place == "events"
    assert going.args[0].id == events(program, "Tuesday 0")[0].id


def test_an_empty_agenda_offers_a_first_step(page: Calendar) -> None:
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


@pytest.mark.parametrize("view", ["month", "week", "agenda"])
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


# Adding


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
    again = events(program, "Fair <b>& more</b>")[-1]
    assert again.days == (dt.date(2026, 12, 3), dt.date(2026, 12, 5))


def choose_from(widget, line: str) -> None:
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, widget, lambda: choose_in_menu(line))
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


# Opening and moving


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


@pytest.fixture
def with_series(program: Program) -> list[Row]:
    """Let the Monday meeting of 2 November come again on four Mondays; two are over."""
    store = program.desk.store
    first = factories.event(store, "Monday meeting", starts=dt.datetime(2026, 11, 2, 9),
                            ends=dt.datetime(2026, 11, 2, 10))  # fmt: skip
    days = series.days(series.Rule("week", count=5), dt.date(2026, 11, 2))
    store.write("Repeat", series.repeat, first, days)
    return events(program, "Monday meeting")


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
    click(asked, "Move")
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


def test_the_menu_of_an_event_deletes_it(qtbot, program: Program, page: Calendar) -> None:
    from PySide6.QtCore import QTimer

    at = chip_of(page, "Evening meeting", TODAY)
    view = grid(page)
    QTimer.singleShot(0, page, lambda: choose_in_menu("Delete"))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: events(program, "Evening meeting") == [])
    assert said(program) == "“Evening meeting” is deleted."
    click(program.window.frame.status, "Undo")
    qtbot.waitUntil(lambda: len(events(program, "Evening meeting")) == 1)


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


def test_a_desk_of_private_groups_keeps_them_out_of_undo(program: Program, page: Calendar) -> None:
    circle = factories.group(program.desk.store, "Quiet circle", listing="private")
    type_into(page.quick, "Quiet circle meeting Fri 27 Nov 12-13")
    press(page.quick, Qt.Key.Key_Return)
    made = events(program)[-1]
    assert [h.group_id for h in made.hosts] == [circle]
    assert made.reveals


# Calendar files


def answers(program: Program, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Answer the system's file dialogs, which tests cannot see."""
    monkeypatch.setattr(program.desk.ask, "save_file", lambda *_asked: path)
    monkeypatch.setattr(program.desk.ask, "open_file", lambda *_asked: path)


def test_the_calendar_goes_out_and_comes_into_another_desk(
    qtbot, program: Program, page: Calendar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, start
) -> None:
    path = tmp_path / "all.ics"
    answers(program, monkeypatch, path)
    choose_from(button(page, "More"), "Save the calendar as a file…")
    qtbot.waitUntil(lambda: said(program).startswith("Saved 8 events in “all.ics”."))
    assert said(program).endswith("Outlook opens it as a calendar of its own, beside yours.")
    other = tmp_path / "other.allydesk"
    Store.create(other, language="en-GB").close()
    second = start(other)
    second.window.go("calendar")
    answers(second, monkeypatch, path)
    there = calendar_of(second)
    choose_from(button(there, "More"), "Bring in a calendar file…")
    qtbot.waitUntil(lambda: any(d.isVisible() for d in there.findChildren(QDialog)))
    asked = dialog(there)
    assert "8 new · 0 changed · 0 unchanged" in words(asked)
    assert audit.nameless(asked) + audit.clipped(asked) == []
    assert events(second) == []
    asked.list.setFocus()
    press(asked.list, Qt.Key.Key_Space)  # the first is left out
    click(asked, "Bring in 7 events")
    qtbot.waitUntil(lambda: said(second) == "7 events are brought in.")
    assert len(events(second)) == 7
    click(second.window.frame.status, "Undo")
    qtbot.waitUntil(lambda: events(second) == [])


def test_what_changed_in_a_file_is_shown_old_and_new(
    qtbot, program: Program, page: Calendar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "one.ics"
    answers(program, monkeypatch, path)
    page.choose(dt.date(2026, 11, 24))
    choose_from(button(page.panel, "More about Tuesday 0"), "Save as calendar file…")
    qtbot.waitUntil(path.exists)
    path.write_text(path.read_text("utf-8").replace("Tuesday 0", "Tuesday null"), "utf-8")
    page.bring_in()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(QDialog)))
    asked = dialog(page)
    lines = [asked.list.model().index(n, 0).data() for n in range(asked.list.model().rowCount())]
    assert lines == ["Changed", "Tuesday 0 · Title: Tuesday 0 → Tuesday null"]
    click(asked, "Bring in 1 event")
    qtbot.waitUntil(lambda: said(program) == "1 event is brought in.")
    assert len(events(program, "Tuesday null")) == 1
    assert events(program, "Tuesday 0") == []


@pytest.mark.parametrize(
    "text", ["", "not a calendar", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"]
)
def test_a_file_without_events_is_told_in_one_sentence(
    qtbot,
    program: Program,
    page: Calendar,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    text: str,
) -> None:
    path = tmp_path / "empty.ics"
    path.write_text(text, "utf-8")
    answers(program, monkeypatch, path)
    before = len(events(program))
    page.bring_in()
    qtbot.waitUntil(lambda: program.window.frame.status.message.text() != "")
    qtbot.waitUntil(lambda: "Reading" not in said(program))
    assert said(program).endswith(".")
    assert not any(d.isVisible() for d in page.findChildren(QDialog))
    assert len(events(program)) == before


def test_every_label_is_plain_text(page: Calendar) -> None:
    page.choose(dt.date(2026, 11, 10))
    assert "Fair <b>& more</b>" in words(page.panel)
    assert all(
        w.textFormat() == Qt.TextFormat.PlainText for w in page.findChildren(QLabel) if w.text()
    )
