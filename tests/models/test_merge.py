"""Two people who are one: what was known about either is known about the one."""

import datetime as dt

import pytest

from allydesk.models import attendance, membership, merge
from allydesk.models.attendance import Attendance
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.models.privacy import Audience
from allydesk.store import Store
from tests import factories

STARTS = dt.datetime(2026, 11, 19, 18)


@pytest.fixture
def event(store: Store) -> int:
    values = {"title": "Open evening", "starts": STARTS, "ends": STARTS + dt.timedelta(hours=1)}
    return store.write("Add event", put, Event, None, values)


def on_list(store: Store, event: int, person: int, **values: object) -> int:
    given = {"event_id": event, "person_id": person, **values}
    return store.write("Sign up", put, Attendance, None, given)


@pytest.mark.parametrize(
    ("kept", "gone", "after"),
    [
        ("registered", "present", "present"),
        ("present", "registered", "present"),
        ("absent", "late", "late"),
        ("invited", "cancelled", "invited"),
    ],
)
def test_the_line_that_tells_more_stays(store: Store, event: int, kept: str, gone: str, after: str):
    one, other = factories.people(store, "Siobhan ONeill", "Siobhán O’Neill")
    on_list(store, event, one, state=kept, note="by phone", row_no=4)
    on_list(store, event, other, state=gone, note="vegan")
    before = store.read(attendance.of_event, event, Audience.COORDINATOR)
    store.write("Make them one", merge.people, one, other, {})
    (line,) = store.read(attendance.of_event, event, Audience.COORDINATOR)
    assert (line.person_id, line.state) == (one, after)
    card = store.read(attendance.card, line.id)
    assert card is not None
    assert card["note"] == "by phone · vegan"
    assert card["row_no"] == 4
    store.undo()
    assert store.read(attendance.of_event, event, Audience.COORDINATOR) == before


def test_what_only_the_other_has_moves_over(store: Store, event: int):
    one, other = factories.people(store, "Siobhan ONeill", "Siobhán O’Neill")
    group = factories.group(store)
    factories.membership(store, other, group)
    on_list(store, event, other, state="present")
    store.write("Make them one", merge.people, one, other, {"full_name": "Siobhán O’Neill"})
    assert [r.person_id for r in store.read(attendance.of_event, event, Audience.COORDINATOR)] == [
        one
    ]
    assert [r.person_id for r in store.read(membership.of_group, group, Audience.ANYONE)] == [one]
