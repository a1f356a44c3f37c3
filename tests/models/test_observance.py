"""What the organisation says about days: one of each, whole or not at all, undone as one step."""

import datetime as dt

import pytest

from allydesk.errors import Invalid
from allydesk.models.base import drop, put, values
from allydesk.models.observance import (
    ClosedDays,
    HiddenObservance,
    MovedObservance,
    ObservanceChoice,
    OwnObservance,
    closed_between,
)
from allydesk.store import Store

DAY = dt.date(2026, 10, 26)


@pytest.mark.parametrize(
    ("kind", "given", "field", "sentence"),
    [
        (
            ObservanceChoice,
            {"part": "tradition", "value": "jain", "shown": False},
            "value",
            "This is chosen already.",
        ),
        (HiddenObservance, {"key": "christmas"}, "key", "This observance is hidden already."),
        (
            MovedObservance,
            {"key": "holi", "year": 2026, "first": dt.date(2026, 3, 5)},
            "key",
            "This date is changed already.",
        ),
    ],
)
def test_the_same_is_not_said_twice(
    store: Store, kind: type, given: dict[str, object], field: str, sentence: str
) -> None:
    first = store.write("Say", put, kind, None, given)
    with pytest.raises(Invalid) as said:
        store.write("Say", put, kind, None, given)
    assert said.value.fields == {field: sentence}
    store.write("Say", put, kind, first, given)  # the one that is there may be stored again
    store.undo()
    assert store.read(values, kind, first) is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"year": 26, "first": DAY}, "year"),
        ({"year": 2020, "first": DAY}, "first"),
        ({"year": 2026, "first": None}, "first"),
    ],
)
def test_a_changed_date_is_near_its_year(
    store: Store, given: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as said:
        store.write("Move", put, MovedObservance, None, {"key": "holi", **given})
    assert list(said.value.fields) == [field]


def test_closed_days_are_found_by_any_day_they_touch(store: Store) -> None:
    given = {"name": "Autumn half-term", "first": DAY, "last": DAY + dt.timedelta(days=4)}
    half_term = store.write("Add", put, ClosedDays, None, given)
    whole = ("Autumn half-term", "school", DAY, DAY + dt.timedelta(days=4))
    for days, expected in ((-1, []), (0, [whole]), (4, [whole]), (5, [])):
        day = DAY + dt.timedelta(days=days)
        assert store.read(closed_between, day, day) == expected
    store.write("Remove", drop, ClosedDays, [half_term])
    assert store.read(closed_between, DAY, DAY) == []
    store.undo()
    assert store.read(closed_between, DAY, DAY) == [whole]


def test_one_day_needs_no_last_day(store: Store) -> None:
    for kind in (ClosedDays, OwnObservance):
        one = store.write("Add", put, kind, None, {"name": "Inventory", "first": DAY})
        assert (store.read(values, kind, one) or {})["last"] == DAY
    with pytest.raises(Invalid, match="The last day is before the first day"):
        store.write(
            "Add", put, ClosedDays, None,
            {"name": "Inventory", "first": DAY, "last": DAY - dt.timedelta(days=1)},
        )  # fmt: skip
