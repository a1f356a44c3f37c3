"""The agenda of a series: a change reaches one date, later ones or all; what is over stays."""

import datetime as dt

import pytest

from allydesk.models import agenda, series, series_agenda
from allydesk.models.agenda import AgendaItem
from allydesk.models.base import put
from allydesk.store import Store
from tests import factories

FIRST = dt.datetime(2026, 11, 24, 14)
NOW = dt.datetime(2026, 11, 26, 12)  # the first of four is over


@pytest.fixture
def four(store: Store) -> list[int]:
    """Four Tuesdays with the same agenda: Welcome, Programme, Programme."""
    first = factories.event(store, starts=FIRST)
    for title in ("Welcome", "Programme", "Programme"):
        values = {"event_id": first, "title": title, "minutes": 10}
        store.write("Add", put, AgendaItem, None, values)
    days = series.days(series.Rule("week", count=4), FIRST.date())
    return store.write("Repeat", series.repeat, first, days)


def told(store: Store, event: int) -> list[tuple[str, int | None, str | None]]:
    return [(i.title, i.minutes, i.owner) for i in store.read(agenda.of_event, event)]


def ids(store: Store, event: int) -> list[int]:
    return [i.id for i in store.read(agenda.of_event, event)]


@pytest.mark.parametrize(
    ("scope", "reached"), [("this", [2]), ("later", [2, 3]), ("all", [1, 2, 3])]
)
def test_a_change_reaches_what_was_chosen_and_nothing_that_is_over(
    store: Store, four: list[int], scope: str, reached: list[int]
) -> None:
    ada = factories.person(store, "Ada Byron")
    item = ids(store, four[2])[2]  # the second Programme
    new = {"minutes": 25, "owner_id": ada, "owner_words": None, "decision": "Yes"}
    store.write("Change", series_agenda.change, item, new, scope, NOW)
    store.write("Add", series_agenda.add, four[2], {"title": "Close"}, scope, NOW)
    usual = [("Welcome", 10, None), ("Programme", 10, None)]
    for n, event in enumerate(four):
        last = (
            [("Programme", 25, "Ada Byron"), ("Close", None, None)]
            if n in reached
            else [("Programme", 10, None)]
        )
        assert told(store, event) == [*usual, *last]
        decided = [i.decision for i in store.read(agenda.of_event, event)]
        assert any(decided) is (n == 2)  # what was decided on one day is not of another
    store.undo()
    store.undo()
    assert all(told(store, event) == [*usual, usual[1]] for event in four)


def test_a_date_with_something_of_its_own_keeps_it(store: Store, four: list[int]) -> None:
    ada, bo = factories.people(store, "Ada Byron", "Bo Dean")
    own, other = ids(store, four[3])[0], ids(store, four[2])[0]
    store.write("Own", put, AgendaItem, own, {"owner_words": "Facilities", "minutes": 5})
    change = {"owner_id": ada, "owner_words": None}
    store.write("Change", series_agenda.change, other, change, "all", NOW)
    store.write(
        "Change", series_agenda.change, other, {"minutes": 20, "title": "Hello"}, "all", NOW
    )
    assert told(store, four[1])[0] == ("Hello", 20, "Ada Byron")
    assert told(store, four[3])[0] == ("Hello", 5, "Facilities")
    change = {"owner_id": bo, "owner_words": None}
    store.write("Change", series_agenda.change, ids(store, four[1])[0], change, "all", NOW)
    assert told(store, four[2])[0] == ("Hello", 20, "Bo Dean")
    assert told(store, four[0])[0] == ("Welcome", 10, None)


def test_order_and_removal_reach_the_others(store: Store, four: list[int]) -> None:
    store.write("Own", series_agenda.add, four[3], {"title": "Cake"}, "this", NOW)
    said = ids(store, four[1])[0]
    store.write("Said", put, AgendaItem, said, {"discussed": "Hello to Bo."})
    welcome, one, two = ids(store, four[2])
    store.write("Order", series_agenda.arrange, four[2], [two, welcome, one], "all", NOW)
    assert [t for t, _m, _o in told(store, four[3])] == [
        "Programme",
        "Welcome",
        "Programme",
        "Cake",
    ]
    store.write("Off", series_agenda.remove, welcome, "all", NOW)
    titles = [[t for t, _m, _o in told(store, event)] for event in four]
    assert titles == [
        ["Welcome", "Programme", "Programme"],  # over
        ["Programme", "Welcome", "Programme"],  # something was said about it
        ["Programme", "Programme"],
        ["Programme", "Programme", "Cake"],
    ]
