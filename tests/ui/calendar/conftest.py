"""A desk on Thursday 19 November 2026, with the calendar open."""

import datetime as dt
from pathlib import Path

import pytest

from allydesk import dates
from allydesk.models import series
from allydesk.models.schedule import Row
from allydesk.store import Store
from allydesk.ui.app import Program
from allydesk.ui.calendar.page import Calendar
from tests import factories
from tests.ui.calendar.hand import TODAY, calendar_of, events


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


@pytest.fixture
def with_series(program: Program) -> list[Row]:
    """Let the Monday meeting of 2 November come again on four Mondays; two are over."""
    store = program.desk.store
    first = factories.event(store, "Monday meeting", starts=dt.datetime(2026, 11, 2, 9),
                            ends=dt.datetime(2026, 11, 2, 10))  # fmt: skip
    days = series.days(series.Rule("week", count=5), dt.date(2026, 11, 2))
    store.write("Repeat", series.repeat, first, days)
    return events(program, "Monday meeting")
