"""What speaks against a day by which something shall be done, and the clear days beside it."""

import datetime as dt

import pytest

from allydesk.models.base import put
from allydesk.models.observance import ClosedDays
from allydesk.models.organisation import Organisation
from allydesk.planning import deadlines, observances
from allydesk.planning.clashes import LIGHT, SOME, STRONG
from allydesk.store import Store


def said(store: Store, day: str) -> list[tuple[int, str]]:
    """Give the weight and the words of what speaks against a deadline."""
    return [(c.weight, c.text) for c in store.read(deadlines.of_day, dt.date.fromisoformat(day))]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-08", [(STRONG, "Diwali and Bandi Chhor Divas is around Sun 8 Nov."),
                        (LIGHT, "Sun 8 Nov is at the weekend.")]),
        ("2026-11-10", []),
        ("2026-09-21", [(STRONG, "Yom Kippur is on Mon 21 Sept.")]),
        # Only its hours after nightfall are lost to those who keep it.
        ("2026-09-20", [(SOME, "Yom Kippur begins this evening."),
                        (LIGHT, "Sun 20 Sept is at the weekend.")]),
        ("2026-04-06", [(STRONG, "Mon 6 Apr is a public holiday: Easter Monday."),
                        (LIGHT, "Passover is 2–9 Apr 2026.")]),
        ("2026-12-25", [(STRONG, "Fri 25 Dec is a public holiday: Christmas Day.")]),
        ("2026-11-21", [(LIGHT, "Sat 21 Nov is at the weekend.")]),
    ],
)  # fmt: skip
def test_what_a_day_is(store: Store, day: str, expected: list[tuple[int, str]]) -> None:
    store.write("x", put, Organisation, 1, {"country": "GB", "region": "ENG"})
    assert said(store, day) == expected


def test_a_day_that_may_shift_is_said_beside_it(store: Store) -> None:
    found = {c.key: c for c in store.read(deadlines.of_day, dt.date(2026, 3, 19))}
    assert found["eid-al-fitr"].weight == LIGHT
    assert found["eid-al-fitr"].text.endswith("and may fall on this day.")


def test_advice_is_for_deadlines_alone(store: Store) -> None:
    [diwali, _sunday] = store.read(deadlines.of_day, dt.date(2026, 11, 8))
    assert "Avoid deadlines and evening events." in diwali.advice
    found = {c.key: c for c in store.read(deadlines.of_day, dt.date(2026, 3, 5))}
    assert found["ramadan"].weight == LIGHT
    assert found["ramadan"].advice == ()  # a deadline serves no lunch


def test_closed_days_and_hidden_observances_count(store: Store) -> None:
    store.write("x", observances.hide, "diwali")
    days = {"first": dt.date(2026, 11, 9), "last": dt.date(2026, 11, 11)}
    store.write("x", put, ClosedDays, None, {"name": "Move", "kind": "closed", **days})
    days = {"first": dt.date(2026, 11, 12), "last": dt.date(2026, 11, 13)}
    store.write("x", put, ClosedDays, None, {"name": "Half-term", "kind": "school", **days})
    assert said(store, "2026-11-08") == [(LIGHT, "Sun 8 Nov is at the weekend.")]
    assert said(store, "2026-11-10")[0][0] == STRONG
    assert said(store, "2026-11-12") == [(LIGHT, "School holidays: Half-term, 12–13 Nov 2026.")]
    # The nearest clear ones are neither closed nor at the weekend; school holidays come later.
    today = dt.date(2026, 11, 6)
    assert store.read(deadlines.clear, dt.date(2026, 11, 10), today) == [
        dt.date(2026, 11, 6), dt.date(2026, 11, 12), dt.date(2026, 11, 13),
    ]  # fmt: skip


def test_weekends_are_those_of_the_language(store: Store) -> None:
    store.write("x", put, Organisation, 1, {"language": "he-IL"})
    assert [c.kind for c in store.read(deadlines.of_day, dt.date(2026, 11, 27))] == ["weekend"]
    assert store.read(deadlines.of_day, dt.date(2026, 11, 15)) == []  # a Sunday


@pytest.mark.parametrize("day", [dt.date(1900, 1, 1), dt.date(2199, 12, 31), dt.date(9999, 12, 31)])
def test_years_out_of_reach_say_nothing(store: Store, day: dt.date) -> None:
    assert [c for c in store.read(deadlines.of_day, day) if c.kind == "observance"] == []
