"""Whom a session is for: invited in one step, noted by hand, and a session planned in one click."""

import datetime as dt

import pytest

from allydesk import completing, wrap_up
from allydesk.errors import Problem
from allydesk.models import attendance, schedule
from allydesk.models.base import put
from allydesk.models.learning import completion, course, reading
from allydesk.models.learning.course import Course
from allydesk.models.learning.reading import Reading
from allydesk.models.learning.resource import Resource
from allydesk.store import Store
from tests import factories

NOW = dt.datetime(2026, 11, 19, 16)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be Thursday 19 November 2026."""
    monkeypatch.setattr("allydesk.dates.today", lambda: factories.TODAY)


def a_course(store: Store, title: str = "Noticing bias", **values: object) -> int:
    return store.write("Add course", put, Course, None, {"title": title, **values})


def test_each_is_invited_to_the_next_session_of_their_course(store: Store) -> None:
    bias, hiring = a_course(store), a_course(store, "Inclusive hiring")
    event = factories.event(store, "Bias", course_id=bias)
    ana, ben, zoe = factories.people(store, "Ana", "Ben", "Zoë")
    factories.attend(store, event, ben)
    factories.attend(store, event, zoe, state="cancelled")
    wanted = [(ana, bias), (ben, bias), (zoe, bias), (ana, hiring)]
    done = completing.invite_each(store, wanted, NOW)
    assert done == (2, 1, ("Inclusive hiring",))
    rows = store.read(attendance.of_event, event)
    states = {r.name: r.state for r in rows}
    assert states == {"Ana": "invited", "Ben": "registered", "Zoë": "invited"}
    assert store.undo() == "Invite 4 people"
    assert {r.name for r in store.read(attendance.of_event, event)} == {"Ben", "Zoë"}


def test_by_hand_all_or_nobody(store: Store) -> None:
    bias = a_course(store, minutes=90)
    ana, new = factories.person(store, "Ana"), factories.person(store, "New", started=NOW.date())
    day = {"completed_on": dt.date(2026, 11, 2)}
    with pytest.raises(Problem, match=r"^New: They started on"):
        store.write("Note", completing.note, bias, [ana, new], day)
    assert store.read(completion.count, bias) == 0
    assert store.write("Note", completing.note, bias, [ana, new], day | {"earlier": True}) == 2
    assert [r.minutes for r in store.read(completion.of_course, bias)] == [90, 90]


def test_a_session_is_planned_like_the_last_one(store: Store) -> None:
    bias = a_course(store, minutes=90)
    first = store.write("Plan", completing.plan_session, bias, NOW)
    row = store.read(schedule.row, first)
    assert row is not None
    assert (row.title, row.starts) == ("Noticing bias", dt.datetime(2026, 11, 26, 10))
    assert row.ends - row.starts == dt.timedelta(minutes=90)
    change = {"starts": dt.datetime(2026, 12, 1, 14), "ends": None, "room": "Room 3"}
    store.write("Move", put, completing.Event, first, change)
    second = store.read(schedule.row, store.write("Plan", completing.plan_session, bias, NOW))
    assert second is not None
    assert (second.starts, second.room) == (dt.datetime(2026, 12, 8, 14), "Room 3")
    assert store.read(course.sessions, bias) == [second.id, first]


def test_wrapping_up_a_session_asks_for_completions(store: Store) -> None:
    bias = a_course(store)
    event = factories.event(store, "Bias", starts=dt.datetime(2026, 11, 18, 9), course_id=bias)
    factories.attend(store, event, factories.person(store), state="present")

    def step() -> tuple[bool, int]:
        found = {s.name: s for s in store.read(wrap_up.checklist, event)}["completions"]
        return found.done, found.open

    assert step() == (False, 1)
    completing.complete(store, event, now=NOW)
    assert step() == (True, 0)
    other = factories.event(store, "Meeting")
    assert "completions" not in {s.name for s in store.read(wrap_up.checklist, other)}


def test_the_next_session_has_the_reading_list_of_the_last(store: Store) -> None:
    bias = a_course(store)
    first = store.write("Plan", completing.plan_session, bias, NOW)
    books = [store.write("Add", put, Resource, None, {"title": t}) for t in ("One", "Two")]
    (line, _other) = store.write("List", reading.add, books, event=first)
    store.write("Note", put, Reading, line, {"note": "Chapter 1"})
    second = store.write("Plan", completing.plan_session, bias, NOW)
    rows = store.read(reading.of_event, second)
    assert [(r.resource.title, r.note) for r in rows] == [("One", "Chapter 1"), ("Two", None)]
