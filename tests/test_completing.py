"""From who came to who has done the course, and from who lacks it to whom to invite."""

import datetime as dt

import pytest

from allydesk import completing, wrap_up
from allydesk.errors import Problem
from allydesk.models import attendance
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.models.learning import certificate, completion, standing
from allydesk.models.learning.completion import Completion
from allydesk.models.learning.course import Course
from allydesk.models.learning.requirement import Requirement
from allydesk.models.privacy import Audience
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY

NOW = dt.datetime(2026, 11, 19, 18)
HELD = dt.datetime(2026, 11, 17, 14)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allydesk.dates.today", lambda: TODAY)


def a_course(store: Store, title: str = "Noticing bias", **values: object) -> int:
    return store.write("Add", put, Course, None, {"title": title, **values})


def session(store: Store, course: int, starts: dt.datetime = HELD, **values: object) -> int:
    return factories.event(store, "A session", starts=starts, course_id=course, **values)


def test_forty_who_came_become_forty_completions_and_numbers_in_one_step(store: Store) -> None:
    bias = a_course(store, minutes=90, refresh_months=12)
    event = session(store, bias)
    people = factories.people(store, *(f"Person {n:02}" for n in range(41)))
    for n, person in enumerate(people):
        factories.attend(store, event, person, state="absent" if n == 40 else "present")
    done = completing.complete(store, event, now=NOW)
    assert (len(done.completions), done.numbers) == (40, tuple(range(1, 41)))
    rows = store.read(completion.of_event, event)
    assert {(r.completed_on, r.minutes, r.expires) for r in rows} == {
        (HELD.date(), 90, dt.date(2027, 11, 17))
    }
    assert store.undo_label == "Note 40 completions"
    store.undo()
    assert store.read(completion.of_event, event) == []
    assert completing.complete(store, event, now=NOW).numbers == tuple(range(41, 81))


def test_who_is_left_out_and_why(store: Store) -> None:
    bias = a_course(store)
    event = session(store, bias, ends=dt.datetime(2026, 11, 17, 15, 30))
    zoe, amir, ida, bo = factories.people(store, "Zoë", "Amir", "Ida", "Bo")
    new = factories.person(store, "New", started=dt.date(2026, 11, 18))
    values = {"course_id": bias, "completed_on": HELD.date()}
    store.write("Add", put, Completion, None, values | {"person_id": ida})
    for person, given in (
        (zoe, {"state": "late"}),
        (amir, {"state": "present", "role": "facilitator"}),
        (ida, {"state": "present"}),
        (new, {"state": "present"}),
        (bo, {"state": "excused"}),
    ):
        factories.attend(store, event, person, **given)
    bob = factories.attend(store, event, walk_in_name="Bob", state="present")
    found = store.read(completing.preview, event, NOW)
    assert (found.people, found.minutes) == (((zoe, "Zoë"),), 90)  # as long as it lasted
    done = completing.complete(store, event, certificates=False, now=NOW)
    assert {(p.name, p.why) for p in done.left_out} == {
        ("Amir", "Helped to run it: Facilitator."),
        ("Ida", "They have this course on this day already."),
        ("New", "Started on 18 Nov 2026, after this."),
        ("Bob", "Not among the people here. Make them a person first."),
    }
    assert (len(done.completions), done.numbers, done.already) == (1, (), 0)
    store.write("Make person", wrap_up.make_person, bob)
    again = completing.complete(store, event, now=NOW)  # those who have it are passed over
    assert (len(again.completions), again.already) == (1, 1)
    assert store.read(certificate.last_number) == 1
    before = store.last_step
    third = completing.complete(store, event, now=NOW)
    assert (third.completions, third.already, store.last_step) == ((), 2, before)


def test_one_that_was_revoked_does_not_come_back_by_itself(store: Store) -> None:
    event = session(store, a_course(store))
    factories.attend(store, event, factories.person(store), state="present")
    [one] = completing.complete(store, event, now=NOW).completions
    store.write("Revoke", completion.revoke, [one], "Signed in for somebody else")
    assert completing.complete(store, event, now=NOW).completions == ()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"course_id": None}, "belongs to no course. Choose its course first."),
        ({"starts": dt.datetime(2026, 11, 20, 9)}, "is still to come."),
        ({"who_came": "number"}, "Only a number is kept for this event"),
        ({}, "Nobody is noted as having come. Note who came first."),
    ],
)
def test_what_stands_in_the_way_is_one_sentence(
    store: Store, values: dict[str, object], sentence: str
) -> None:
    event = session(store, a_course(store))
    if values:
        store.write("Change", put, Event, event, {"ends": None} | values)
    with pytest.raises(Problem, match=sentence.replace(".", r"\.")):
        completing.complete(store, event, now=NOW)


def test_with_a_private_group_nobody_else_is_told(store: Store) -> None:
    event = session(store, a_course(store))
    factories.hosted(store, event, factories.group(store, "Quiet", listing="private"))
    zoe = factories.person(store)
    factories.attend(store, event, zoe, state="present")
    completing.complete(store, event, now=NOW)
    assert store.read(completion.of_person, zoe, Audience.ANYONE) == []
    assert store.read(standing.matrix).cells[0][0].status == "current"


# ---- whom to invite


def test_whom_to_invite_to_the_next_session(store: Store) -> None:
    bias = a_course(store, refresh_months=12)
    required = {"course_id": bias, "who": "everyone", "from_day": dt.date(2026, 11, 1)}
    store.write("Rule", put, Requirement, None, required | {"grace": 30})
    event = session(store, bias, dt.datetime(2026, 12, 10, 9))
    late_one = session(store, bias, dt.datetime(2027, 1, 10, 9))
    current, expiring, expired, signed, gone, cancelled, other, lacks = factories.people(
        store, "Current", "Expiring", "Expired", "Signed", "Gone", "Cancelled", "Other", "Lacks"
    )
    for person, on in (
        (current, dt.date(2026, 10, 1)),
        (expiring, dt.date(2026, 1, 20)),  # runs out 41 days after the session
        (expired, dt.date(2025, 11, 25)),  # still counts today, no longer at the session
    ):
        done = {"person_id": person, "course_id": bias, "completed_on": on}
        store.write("Add", put, Completion, None, done)
    store.write("Leave", put, factories.Person, gone, {"left": dt.date(2026, 12, 1)})
    factories.attend(store, event, signed)
    factories.attend(store, event, cancelled, state="cancelled")
    factories.attend(store, late_one, other, state="invited")
    found = store.read(completing.propose, bias, now=NOW)
    assert [(p.name, p.status) for p in found] == [
        ("Expired", "expired"),
        ("Cancelled", "missing"),
        ("Lacks", "missing"),
        ("Expiring", "expiring"),
    ]
    added = completing.invite(store, event, [p.person_id for p in found])
    assert added.added == 4
    states = {r.name: r.state for r in store.read(attendance.of_event, event)}
    assert states["Lacks"] == states["Cancelled"] == "invited"
    assert store.read(completing.propose, bias, now=NOW) == []
    assert store.read(completing.propose, a_course(store, "Another"), now=NOW) == []
    assert lacks in [r.person_id for r in store.read(attendance.of_event, event)]


def test_a_team_alone(store: Store) -> None:
    bias = a_course(store)
    store.write("Rule", put, Requirement, None, {"course_id": bias, "who": "everyone"})
    factories.person(store, "Zoë", team="Finance")
    factories.person(store, "Amir", team="Digital")
    found = store.read(completing.propose, bias, team="Finance", now=NOW)
    assert [p.name for p in found] == ["Zoë"]
