"""What clashes is seen before it is stored: in the line, in the fields, when moving, in a series."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog

from allydesk import dates
from allydesk.models import series
from allydesk.models.base import put, values
from allydesk.models.event import Event
from allydesk.planning import observances
from allydesk.store import Store
from allydesk.ui.app import Program
from allydesk.ui.calendar.page import Calendar
from allydesk.ui.events import repeating
from allydesk.ui.events.again import Again
from allydesk.ui.planning import something
from tests import factories
from tests.ui.calendar.hand import (
    TODAY,
    answers,
    calendar_of,
    cell_of,
    chip_of,
    choose_from,
    dialog,
    drag,
    one,
    said,
)
from tests.ui.hands import button, click, press, seen_buttons, tab, type_into, words


@pytest.fixture(autouse=True)
def thursday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be Thursday 19 November 2026."""
    monkeypatch.setattr(dates, "today", lambda: TODAY)


@pytest.fixture
def desk_path(store: Store) -> Path:
    """A desk with a training, and another event in Room 1 that four of its people go to."""
    people = factories.people(store, "Ana", "Bo", "Cem", "Dana")
    for title, day, room in (("Training", 26, "Room 1"), ("Board", 27, "room  1")):
        event = factories.event(store, title, kind="training", room=room,
                                starts=dt.datetime(2026, 11, day, 10),
                                ends=dt.datetime(2026, 11, day, 11))  # fmt: skip
        for person in people:
            factories.attend(store, event, person)
    store.close()
    return store.path


@pytest.fixture
def program(start, desk_path: Path) -> Program:
    return start(desk_path)


def page_of(program: Program) -> Calendar:
    program.window.go("calendar")
    return calendar_of(program)


def stored(program: Program, title: str) -> dict[str, object]:
    found = program.desk.store.read(values, Event, one(program, title).id)
    assert found is not None
    return found


def events(program: Program) -> int:
    return len(program.desk.store.read(lambda s: s.query(Event.id).all()))


def test_the_line_warns_before_anything_is_stored(program: Program) -> None:
    page, before = page_of(program), events(program)
    line = page.quick
    type_into(line, "Party Fri 25 Dec 12:30")
    shown = words(line.said)
    assert "Fri 25 Dec is a public holiday: Christmas Day." in shown
    assert "Better another day" in shown
    assert "Fri 25 Dec is a public holiday: Christmas Day." in line.accessibleDescription()
    assert events(program) == before
    press(line, Qt.Key.Key_Return)  # it never blocks
    assert one(program, "Party").starts == dt.datetime(2026, 12, 25, 12, 30)
    assert (
        said(program) == "“Party” is on Fri 25 Dec. Fri 25 Dec is a public holiday: Christmas Day."
    )


def test_a_clear_time_is_taken_by_keys(qtbot, program: Program) -> None:
    line = page_of(program).quick
    type_into(line, "Party Fri 25 Dec 12:30")
    assert "Clear times:" in words(line.said)
    tab()
    first = QApplication.focusWidget()
    assert first.accessibleName() == "Clear time: Fri 18 Dec 12:30"
    press(first, Qt.Key.Key_Space)
    assert line.hasFocus()
    assert "Fri 18 Dec" in words(line.said)
    type_into(line, " Room 9", replace=False)  # what is typed on keeps the clear time
    assert {"Fri 18 Dec", "Room 9"} <= set(words(line.said))
    press(line, Qt.Key.Key_Return)
    made = one(program, "Party")
    assert (made.starts, made.room) == (dt.datetime(2026, 12, 18, 12, 30), "Room 9")


def test_the_fields_warn_while_a_day_is_typed(qtbot, program: Program) -> None:
    id = one(program, "Training").id
    program.window.go("events", id)
    screen = program.window.open_screen()
    screen.one.show_tab("details")
    form = screen.one.details.form
    assert "Nothing clashes with this time." in words(form.clashes)
    assert not form.lines["clash_note"].block.isVisible()
    field = form.lines["starts"].editor.field
    type_into(field, "27 Nov 10:00")
    assert one(program, "Training").starts.day == 26  # not stored yet, and seen:
    shown = words(form.clashes)
    assert "“Board” is at the same time, 10:00–11:00." in shown
    assert any("same room" in w and "4 people are on both lists." in w for w in shown)
    offered = [b.accessibleName() for b in seen_buttons(form.clashes)]
    assert [o for o in offered if o.startswith("Clear time: ")] == [
        "Clear time: Fri 4 Dec 10:00", "Clear time: Fri 27 Nov 11:00", "Clear time: Fri 27 Nov 09:00",
    ]  # fmt: skip
    type_into(form.lines["clash_note"].editor.field, "The trainer is here on this day alone")
    press(form.lines["clash_note"].editor.field, Qt.Key.Key_Tab)
    assert stored(program, "Training")["clash_note"] == "The trainer is here on this day alone"
    assert one(program, "Training").starts == dt.datetime(2026, 11, 27, 10)
    assert "Clashes: see Details" in words(screen.one)
    button(form.clashes, "Clear time: Fri 4 Dec 10:00").click()
    assert "Clashes: see Details" not in words(screen.one)
    moved = one(program, "Training")
    assert (moved.starts, moved.ends) == (
        dt.datetime(2026, 12, 4, 10),
        dt.datetime(2026, 12, 4, 11),
    )
    assert "Nothing clashes with this time." in words(form.clashes)
    assert form.lines["clash_note"].block.isVisible()  # it still says something


def test_a_drag_onto_a_clash_shows_it_and_asks(qtbot, program: Program) -> None:
    page = page_of(program)
    day = dt.date(2026, 11, 27)
    start, end = chip_of(page, "Training", dt.date(2026, 11, 26)), cell_of(page, day)
    drag(page, start, end, drop=False)
    assert page.first()._warned == "“Board” is at the same time, 10:00–11:00."
    press(page.first(), Qt.Key.Key_Escape)
    drag(page, start, end)
    asked = dialog(page)
    assert one(program, "Training").starts.day == 26
    assert asked.day.take() == day
    assert asked.move_button.text() == "Schedule anyway"
    qtbot.waitUntil(asked.isActiveWindow)
    type_into(asked.why.line, "No other room")
    click(asked, "Schedule anyway")
    assert one(program, "Training").starts.day == 27
    assert stored(program, "Training")["clash_note"] == "No other room"
    program.desk.store.undo()
    assert one(program, "Training").starts.day == 26
    assert stored(program, "Training")["clash_note"] is None


def test_a_clear_time_moves_it_instead(program: Program) -> None:
    page = page_of(program)
    drag(
        page, chip_of(page, "Training", dt.date(2026, 11, 26)), cell_of(page, dt.date(2026, 11, 27))
    )
    asked = dialog(page)
    click(asked, "Clear time: Fri 4 Dec 10:00")
    assert asked.move_button.text() == "Move"
    assert "Nothing clashes with this time." in words(asked)
    click(asked, "Move")
    assert one(program, "Training").starts == dt.datetime(2026, 12, 4, 10)


def test_a_series_is_looked_at_whole_before_it_is_made(program: Program) -> None:
    program.window.go("events", one(program, "Training").id)
    screen = program.window.open_screen()
    asked = repeating.open(program.desk, screen, one(program, "Training"))
    asked.times.setValue(8)  # on Thursdays up to 14 January
    assert "1 of 7 dates clashes:" in words(asked)
    assert "Orthodox Christmas is on Thu 7 Jan." in words(asked)
    (tick,) = (t for t in asked.findChildren(QCheckBox) if t.isVisible())
    assert tick.text() == "Leave out Thu 7 Jan 2027"
    tick.click()
    assert any(w.startswith("6 more dates: ") for w in words(asked))
    click(asked, "Make these dates")
    made = program.desk.store.read(
        lambda s: [e.starts.date() for e in s.query(Event).filter(Event.title == "Training")]
    )
    assert len(made) == 7
    assert dt.date(2027, 1, 7) not in made


def test_all_dates_of_a_series_say_which_clash(program: Program) -> None:
    first = one(program, "Training").id
    days = [dt.date(2026, 12, 3), dt.date(2026, 12, 25)]
    program.desk.store.write("Repeat", series.repeat, first, days)
    program.window.go("events", first)
    screen = program.window.open_screen()
    assert "Clashes: see Details" not in words(screen.one)  # another date of it does
    screen.one.show_tab("details")
    shown = words(screen.one.details.series)
    assert "1 of 3 dates clashes:" in shown
    assert "Fri 25 Dec · Fri 25 Dec is a public holiday: Christmas Day." in shown


def test_repeating_onto_a_clash_asks_first(qtbot, program: Program) -> None:
    before = one(program, "Training").id
    program.window.go("events", before)
    screen = program.window.open_screen()
    move = {"starts": dt.datetime(2026, 12, 18, 10), "ends": dt.datetime(2026, 12, 18, 11)}
    program.desk.store.write("x", put, Event, before, move)
    n = events(program)
    screen.repeat_chosen()  # a week later it is Christmas
    asked = screen.findChild(Again)
    assert "Fri 25 Dec is a public holiday: Christmas Day." in words(asked)
    assert asked.add_button.text() == "Schedule anyway"
    assert events(program) == n  # seen, and nothing is stored yet
    qtbot.waitUntil(asked.isActiveWindow)
    type_into(asked.starts.line, "8 Jan")
    assert "Nothing clashes with this time." in words(asked)
    type_into(asked.starts.line, "25 Dec")
    type_into(asked.why.line, "They asked for it")
    press(asked.why.line, Qt.Key.Key_Return)
    ids = program.desk.store.read(lambda s: s.query(Event.id).filter_by(title="Training").all())
    new = program.desk.store.read(values, Event, max(ids)[0])
    assert new is not None
    assert (new["starts"], new["clash_note"]) == (
        dt.datetime(2026, 12, 25, 10), "They asked for it",
    )  # fmt: skip
    assert said(program) == "“Training” is on Fri 25 Dec."
    assert screen.record() == max(ids)[0]
    screen.repeat_chosen()  # 1 January is a day off too: a clear time instead
    asked = next(d for d in screen.findChildren(Again) if d.isVisible())
    click(asked, "Leave it")
    assert events(program) == n + 1


def test_a_template_is_put_on_a_clear_time_instead(qtbot, program: Program) -> None:
    page, id = page_of(program), one(program, "Board").id
    program.desk.store.write("x", series.save_template, id, "Usual board")
    page.choose(dt.date(2026, 12, 25))
    choose_from(button(page.panel, "Repeat or template"), "From template “Usual board”")
    asked = dialog(page)
    assert "Fri 25 Dec is a public holiday: Christmas Day." in words(asked)
    click(asked, "Clear time: Fri 18 Dec 10:00")
    click(asked, "Add event")
    made = one(program, "Usual board")
    assert made.starts == dt.datetime(2026, 12, 18, 10)
    assert page.day == dt.date(2026, 12, 18)
    program.desk.store.undo()
    choose_from(button(page.panel, "Repeat or template"), "From template “Usual board”")
    assert one(program, "Usual board").starts.day == 18  # nothing weighs: it is there at once


def test_plan_something_seen_then_stored_anyway(qtbot, program: Program) -> None:
    day = dt.date(2026, 12, 25)
    (christmas,) = (
        o for o in program.desk.store.read(observances.between, day, day) if o.key == "christmas"
    )
    n = events(program)
    asked = something.ask(program.desk, program.window, christmas)
    qtbot.waitUntil(asked.isActiveWindow)
    assert not asked.why.isVisible()
    type_into(asked.starts.line, "25 Dec 12:00")
    assert "Fri 25 Dec is a public holiday: Christmas Day." in words(asked)
    assert events(program) == n
    type_into(asked.why.line, "For those who are here")
    click(asked, "Schedule anyway")
    found = stored(program, "Christmas")
    assert (found["starts"], found["clash_note"]) == (
        dt.datetime(2026, 12, 25, 12), "For those who are here",
    )  # fmt: skip


def test_a_calendar_file_shows_its_clashes_before_it_comes_in(
    qtbot, program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path, page, n = tmp_path / "in.ics", page_of(program), events(program)
    entry = "BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:{n}\r\nDTSTART:2026{n}T120000\r\nEND:VEVENT\r\n"
    inside = "".join(entry.format(n=day) for day in ("1203", "1225", "1210"))
    path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n", "utf-8")
    answers(program, monkeypatch, path)
    page.bring_in()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(QDialog)))
    asked = dialog(page)
    assert "1 of 3 upcoming dates clashes. It comes first in the list." in words(asked)
    model = asked.list.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "New, with a clash",
        "Fri 25 Dec 12:00 · 1225\nBetter another day: Fri 25 Dec is a public holiday: Christmas Day.",
        "New", "Thu 3 Dec 12:00 · 1203", "Thu 10 Dec 12:00 · 1210",
    ]  # fmt: skip
    assert events(program) == n
    asked.list.setFocus()
    press(asked.list, Qt.Key.Key_Space)  # it is the first, and stays out
    click(asked, "Bring in 2 events")
    qtbot.waitUntil(lambda: events(program) == n + 2)


def test_a_clashing_day_typed_into_move_to_is_seen_first(qtbot, program: Program) -> None:
    page = page_of(program)
    page.choose(dt.date(2026, 11, 26))
    click(page.panel, "Move Training to another day")
    asked = dialog(page)
    qtbot.waitUntil(asked.isActiveWindow)
    type_into(asked.day.line, "25 Dec")
    shown = words(asked)
    assert "Fri 25 Dec is a public holiday: Christmas Day." in shown
    assert shown.index("Better another day") < shown.index("The nearest clear times:")
    assert one(program, "Training").starts.day == 26
    press(asked.day.line, Qt.Key.Key_Return)  # it never blocks
    assert one(program, "Training").starts == dt.datetime(2026, 12, 25, 10)
