"""What Home says about events: tonight’s paper and door, what waits, what is coming."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from allydesk import dates
from allydesk.models import schedule
from allydesk.models.action import ActionItem
from allydesk.models.base import put
from allydesk.store import Store
from allydesk.ui.door.window import DoorWindow
from allydesk.ui.events import home as events_home
from tests import factories
from tests.ui.hands import button, click, words

MIDNIGHT = dt.datetime.combine(dates.today(), dt.time())


def at(days: int, hour: int, minute: int = 0) -> dt.datetime:
    return MIDNIGHT + dt.timedelta(days=days, hours=hour, minutes=minute)


@pytest.fixture
def desk(store: Store) -> Path:
    """Tonight’s meeting, one tomorrow, one in a month, and one last week that nobody noted."""
    pride = factories.group(store, "Pride & Allies")
    tonight = factories.event(
        store, "Pride & <b>Allies</b>", starts=at(0, 23, 58), ends=at(1, 1), room="Room 3",
        step_free="yes",
    )  # fmt: skip
    factories.hosted(store, tonight, pride)
    last = factories.event(store, "Last week", starts=at(-7, 10))
    for event in (tonight, last):
        factories.attend(store, event, factories.person(store, f"Ana {event}"))
    factories.event(store, "Tomorrow’s talk", starts=at(1, 14), capacity=12)
    factories.event(store, "Next month", starts=at(30, 14))
    store.write(
        "x", put, ActionItem, None,
        {"text": "Order captions", "owner_words": "Facilities", "due": at(-2, 0).date(),
         "source": "event", "source_id": last},
    )  # fmt: skip
    store.close()
    return store.path


def home(program) -> QWidget:
    return program.window.open_screen()


def test_tonights_event_comes_first(qtbot, start, desk: Path) -> None:
    page = home(start(desk))
    said = words(page)
    assert "Tonight 23:58 · Pride & <b>Allies</b>" in said
    assert "1 signed up" in said
    assert "Room 3 · Pride & Allies · step-free way in" in said
    assert page.first().hasFocus()
    assert page.first().text() == "Print handout"
    assert button(page, "Print sign-in sheet – Pride & <b>Allies</b>").isEnabled()


def test_what_is_coming_in_three_weeks(start, desk: Path) -> None:
    said = words(home(start(desk)))
    assert "Coming up" in said
    assert "Tomorrow 14:00 · Tomorrow’s talk" in said
    assert "0 of 12" in said
    assert not any("· Next month" in w for w in said)


def test_what_waits_leads_to_the_event(qtbot, start, desk: Path) -> None:
    program = start(desk)
    page = home(program)
    day = dates.short(at(-7, 10), "en-GB", dates.today())
    waits = f"“Last week” on {day}: who came is not noted yet."
    assert waits in words(page)
    late = dates.short(at(-2, 0), "en-GB", dates.today())
    assert f"Facilities: Order captions · waiting since {late}" in words(page)
    click(page, f"Note who came: {waits}")
    screen = program.window.open_screen()
    assert screen.place == "events"
    assert screen.one.name.text() == "Last week"
    assert screen.one.tabs.current() is screen.one.came


def test_the_door_is_one_click_away(qtbot, start, desk: Path) -> None:
    program = start(desk)
    click(home(program), "Start check-in – Pride & <b>Allies</b>")
    doors = [w for w in QApplication.topLevelWidgets() if isinstance(w, DoorWindow)]
    door = next(d for d in doors if d.isVisible())
    assert door.row.title == "Pride & <b>Allies</b>"
    door.close()


def test_a_running_event_says_until_when(start, store: Store) -> None:
    factories.person(store, "Ana")
    factories.event(store, "Fair", starts=at(-1, 9), ends=at(1, 17, 30))
    store.close()
    assert "Now, until tomorrow 17:30 · Fair" in words(home(start(store.path)))


TEN_TO_MIDNIGHT = dt.datetime(2026, 11, 19, 23, 50)


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("2026-11-19 22:00", "2026-11-20 01:00", "Now, until 01:00"),
        ("2026-11-17 09:00", "2026-11-21 17:00", "Now, until Sat 21 Nov 17:00"),
        ("2026-11-19 23:55", "2026-11-20 00:30", "Tonight 23:55"),
        ("2026-11-20 00:30", "2026-11-20 01:30", "Tomorrow 00:30"),
        ("2026-12-31 22:00", "2027-01-01 01:00", "Thu 31 Dec 22:00"),
        ("2027-01-01 00:00", "2027-01-01 01:00", "Fri 1 Jan 2027 00:00"),
    ],
)
def test_when_it_is_at_ten_to_midnight(store: Store, starts: str, ends: str, said: str) -> None:
    first, last = (dt.datetime.fromisoformat(m) for m in (starts, ends))
    row = store.read(schedule.row, factories.event(store, starts=first, ends=last))
    assert row is not None
    assert events_home.when(row, TEN_TO_MIDNIGHT, "en-GB") == said


def test_over_midnight_the_running_event_comes_before_the_next_two(store: Store) -> None:
    def made(title: str, starts: dt.datetime, hours: float) -> int:
        ends = starts + dt.timedelta(hours=hours)
        return factories.event(store, title, starts=starts, ends=ends)

    running = made("Night", TEN_TO_MIDNIGHT.replace(hour=22), 3)
    first = made("Early", TEN_TO_MIDNIGHT + dt.timedelta(hours=9), 1)
    made("Late", TEN_TO_MIDNIGHT + dt.timedelta(hours=12), 1)
    read = store.read
    assert [r.id for r in read(schedule.at_hand, TEN_TO_MIDNIGHT)] == [running]
    after = TEN_TO_MIDNIGHT + dt.timedelta(minutes=20)  # ten past midnight
    assert [r.id for r in read(schedule.at_hand, after)] == [running, first]


def test_left_open_over_night_it_shows_the_day_it_is(start, desk: Path, monkeypatch) -> None:
    page = home(start(desk))
    assert dates.heading(dates.today(), "en-GB") in words(page)
    before = page._page
    page._clock.timeout.emit()
    assert page._page is before  # nothing changed: nothing is made anew
    tomorrow = dates.today() + dt.timedelta(days=1)
    monkeypatch.setattr(dates, "today", lambda: tomorrow)
    page._clock.timeout.emit()
    said = words(page)
    assert dates.heading(tomorrow, "en-GB") in said
    assert not any(w.startswith("Tonight 23:58") for w in said)


def test_new_begins_with_an_event(qtbot, start, desk: Path) -> None:
    from tests.ui.hands import choose_in_menu, press

    program = start(desk)
    press(program.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    choose_in_menu("Add an event")
    assert program.window.open_screen().one.new.line.hasFocus()


def test_find_or_do_finds_events(qtbot, start, desk: Path) -> None:
    from allydesk.ui.shell.find import Finder
    from tests.ui.hands import press, type_into

    program = start(desk)
    press(program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    finder = program.window.findChild(Finder)
    type_into(finder.line, "tomorrow’s", replace=False)
    hits = [h for h in finder.lines.hits if h.kind == "events"]
    assert [h.text for h in hits] == ["Tomorrow’s talk"]
    assert finder.chosen() is hits[0]
    press(finder.line, Qt.Key.Key_Return)
    assert program.window.open_screen().one.name.text() == "Tomorrow’s talk"
