"""An event for an observance: on a working day that suits those who mark it."""

import datetime as dt

import pytest

from allydesk.models.base import put, values
from allydesk.models.event import Event
from allydesk.planning import clashes, ideas, observances
from allydesk.store import Store

TODAY = dt.date(2026, 1, 5)


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("persons-with-disabilities", "2026-12-03"),  # a Thursday
        ("international-womens-day", "2026-03-06"),  # a Sunday: the Friday before
        ("pride-month", "2026-06-01"),
        ("eid-al-fitr", "2026-03-23"),  # no lunch in the fast before it: the Monday after
        ("christmas", "2026-12-24"),  # kept at home
        ("yom-kippur", "2026-09-18"),  # Monday from Sunday evening on: the Friday before
        ("hanukkah", "2026-12-07"),  # from Saturday on: the Monday in it
    ],
)
def test_the_day_suits(store: Store, key: str, day: str) -> None:
    year = store.read(observances.of_year, 2026)
    [one] = [o for o in year if o.key == key]
    given = store.read(ideas.of, one, TODAY)
    event = store.write("Plan something", put, Event, None, given)
    stored = store.read(values, Event, event) or {}
    assert stored["starts"] == dt.datetime.fromisoformat(f"{day} 12:00")
    assert (stored["kind"], stored["title"]) == ("celebration", one.name)
    against = store.read(clashes.of_event, event)
    assert clashes.heaviest(c for c in against if c.key == key) < clashes.STRONG


def test_what_has_begun_is_planned_for_the_days_that_are_left(store: Store) -> None:
    day = dt.date(2026, 6, 20)  # a Saturday
    [pride] = [o for o in store.read(observances.of_year, 2026) if o.key == "pride-month"]
    assert store.read(ideas.of, pride, day)["starts"] == dt.datetime(2026, 6, 22, 12)
