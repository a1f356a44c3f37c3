"""Clashes: days that begin the evening before, fasts, days off, rooms, people; and what is kept quiet."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk.models import organisation, series
from allydesk.models.base import put, values
from allydesk.models.event import Event
from allydesk.models.observance import ClosedDays
from allydesk.models.organisation import Organisation
from allydesk.planning import busy, clashes, deadlines, observances, slots
from allydesk.planning.clashes import LIGHT, SOME, STRONG, Clash
from allydesk.planning.plan import Plan
from allydesk.store import Store
from tests import factories

HOUR = dt.timedelta(hours=1)


def plan(starts: str, hours: float = 1, **given: object) -> Plan:
    moment = dt.datetime.fromisoformat(starts)
    return Plan(moment, moment + hours * HOUR, **given)  # type: ignore[arg-type]


def found(store: Store, starts: str, hours: float = 1, **given: object) -> list[Clash]:
    return store.read(clashes.of, plan(starts, hours, **given))


def weight(store: Store, key: str, starts: str, hours: float = 1, **given: object) -> int:
    """Give how much an observance weighs at a time; 0 when it does not matter there."""
    return clashes.heaviest(c for c in found(store, starts, hours, **given) if c.key == key)


# ---- observances


@pytest.mark.parametrize(
    ("key", "starts", "expected"),
    [
        ("yom-kippur", "2026-09-20 11:00", 0),  # the day before, in the morning
        ("yom-kippur", "2026-09-20 14:00", 0),
        ("yom-kippur", "2026-09-20 15:30", STRONG),  # it runs into the evening
        ("yom-kippur", "2026-09-20 19:00", STRONG),
        ("yom-kippur", "2026-09-21 09:00", STRONG),
        ("yom-kippur", "2026-09-21 19:00", STRONG),  # not over before night
        ("yom-kippur", "2026-09-21 21:30", 0),
        ("yom-kippur", "2026-09-22 09:00", 0),
        ("islamic-new-year", "2026-06-15 19:00", LIGHT),
        ("islamic-new-year", "2026-06-15 11:00", 0),
        ("eid-al-fitr", "2026-03-20 10:00", STRONG),
        ("eid-al-fitr", "2026-03-21 10:00", SOME),  # the moon decides
        ("eid-al-fitr", "2026-03-19 10:00", LIGHT),
        ("eid-al-fitr", "2026-03-18 10:00", 0),
        ("christmas", "2026-12-24 19:00", 0),  # begins with its own day
        ("passover", "2026-04-01 18:00", STRONG),
        ("passover", "2026-04-05 10:00", LIGHT),  # between the holy days
        ("passover", "2026-04-08 10:00", STRONG),
        ("hanukkah", "2028-01-01 10:00", LIGHT),  # began last year
        ("hanukkah", "2027-12-31 17:00", SOME),  # candles
        ("pride-month", "2026-06-10 10:00", 0),  # an invitation, not a clash
        ("transgender-remembrance", "2026-11-20 18:00", SOME),
    ],
)
def test_when_an_observance_matters(store: Store, key: str, starts: str, expected: int) -> None:
    assert weight(store, key, starts) == expected


@pytest.mark.parametrize(
    ("starts", "food", "expected"),
    [
        ("2026-03-03 09:30", False, LIGHT),
        ("2026-03-03 12:00", False, SOME),  # lunch time
        ("2026-03-03 09:30", True, STRONG),  # breakfast is served
        ("2026-03-03 17:00", False, SOME),  # people go home to break the fast
        ("2026-02-16 12:00", True, 0),
    ],
)
def test_ramadan_is_a_question_of_the_hour(
    store: Store, starts: str, food: bool, expected: int
) -> None:
    assert weight(store, "ramadan", starts, food=food) == expected


def test_reasons_and_advice_are_sentences(store: Store) -> None:
    [yom_kippur] = found(store, "2026-09-20 19:00")
    assert yom_kippur.text == "Yom Kippur begins this evening."
    assert "Avoid any event, deadline or call." in yom_kippur.advice
    [ramadan] = [c for c in found(store, "2026-03-05 12:00") if c.key == "ramadan"]
    assert ramadan.text.startswith("Ramadan is around 18 Feb")
    assert ramadan.advice[0] == "Some people fast, and this session is at a time to eat."
    [eid] = [c for c in found(store, "2026-03-19 10:00") if c.key == "eid-al-fitr"]
    assert eid.text.endswith("and may fall on this day.")


def test_what_the_organisation_changed_counts(store: Store) -> None:
    store.write("Move", observances.change_date, "eid-al-fitr", 2026, dt.date(2026, 3, 22))
    assert weight(store, "eid-al-fitr", "2026-03-20 10:00") == 0
    assert weight(store, "eid-al-fitr", "2026-03-22 10:00") == STRONG
    store.write("Hide", observances.hide, "eid-al-fitr")
    assert weight(store, "eid-al-fitr", "2026-03-22 10:00") == 0
    own = store.write(
        "Add", observances.add_own,
        {"name": "Inventory", "first": dt.date(2026, 3, 23), "plan_around": True, "advice": "No rooms."},
    )  # fmt: skip
    [clash] = [c for c in found(store, "2026-03-23 10:00") if c.key == f"own-{own}"]
    assert (clash.text, clash.advice) == ("Inventory is on Mon 23 Mar.", ("No rooms.",))


def test_a_whole_day_has_its_evening(store: Store) -> None:
    assert weight(store, "yom-kippur", "2026-09-20 00:00", 0, whole_day=True) == STRONG
    assert weight(store, "yom-kippur", "2026-09-19 00:00", 0, whole_day=True) == 0


# ---- days off


def test_public_holidays_and_typed_in_spans(store: Store) -> None:
    row = store.read(organisation.the).id
    store.write("Region", put, Organisation, row, {"country": "GB", "region": "ENG"})
    [bank] = found(store, "2026-08-31 10:00")
    assert bank.text == "Mon 31 Aug is a public holiday: Late Summer Bank Holiday."
    assert (bank.kind, bank.weight) == ("holiday", STRONG)
    for name, kind, first, last in (
        ("Autumn half-term", "school", dt.date(2026, 10, 26), dt.date(2026, 10, 30)),
        ("Stocktaking", "closed", dt.date(2026, 10, 28), None),
    ):
        given = {"name": name, "kind": kind, "first": first, "last": last}
        store.write("Add", put, ClosedDays, None, given)
    both = [c for c in found(store, "2026-10-28 10:00") if c.kind in ("school", "closed")]
    assert [(c.kind, c.weight) for c in both] == [("closed", STRONG), ("school", LIGHT)]
    assert both[0].text == "We are closed: Stocktaking, Wed 28 Oct."
    assert both[1].text.startswith("School holidays: Autumn half-term, 26")
    assert not [c for c in found(store, "2026-10-31 10:00") if c.kind == "school"]


# ---- other events


def others(store: Store, event: int) -> list[Clash]:
    return [c for c in store.read(clashes.of_event, event) if c.event]


def test_an_event_with_the_same_people_weighs_more(store: Store) -> None:
    people = factories.people(store, *(f"Person {n}" for n in range(10)))
    mine = factories.event(store, "Mine")
    quiet = factories.event(store, "Quiet hour")
    for person in people:
        factories.attend(store, mine, person)
    assert [(c.weight, c.shared, c.text) for c in others(store, mine)] == [
        (LIGHT, 0, "“Quiet hour” is at the same time, 14:00–15:00.")
    ]
    factories.attend(store, quiet, people[0])
    [clash] = others(store, mine)
    assert (clash.weight, clash.advice) == (SOME, ("1 person is on both lists.",))
    for person in people[1:6]:
        factories.attend(store, quiet, person)
    [clash] = others(store, mine)
    assert (clash.weight, clash.advice) == (STRONG, ("6 people are on both lists.",))
    assert not [p for p in range(10) if f"Person {p}" in repr(clash)]


def test_the_same_room_however_written_and_the_same_leader(store: Store) -> None:
    zoe = factories.person(store)
    mine = factories.event(store, "Mine", room="Café  Łódź", place="Quayside House")
    there = factories.event(store, "Theirs", room="cafe lodz")
    [clash] = others(store, mine)
    assert (clash.kind, clash.weight, clash.advice) == (
        "room", STRONG, ("It has the same room: cafe lodz.",),
    )  # fmt: skip
    store.write("Move", put, Event, there, {"place": "Harbour Tower"})
    assert others(store, mine)[0].kind == "event"
    store.write("Online", put, Event, there, {"place": None, "mode": "online"})
    assert others(store, mine)[0].kind == "event"
    factories.attend(store, mine, zoe, role="facilitator")
    factories.attend(store, there, zoe, role="speaker")
    [clash] = others(store, mine)
    assert (clash.kind, clash.weight) == ("person", STRONG)
    assert clash.advice[0] == "Expected there: Zoë Łukaszewicz."


def test_a_group_that_gives_both(store: Store) -> None:
    pride = factories.group(store)
    mine, theirs = factories.event(store, "Mine"), factories.event(store, "Theirs")
    for event in (mine, theirs):
        factories.hosted(store, event, pride)
    [clash] = others(store, mine)
    assert (clash.weight, clash.advice) == (STRONG, ("It is also for Pride & Allies.",))


def test_those_in_the_group_count_before_anyone_has_signed_up(store: Store) -> None:
    pride, zoe = factories.group(store), factories.person(store)
    factories.membership(store, zoe, pride)
    factories.attend(store, factories.event(store, "Theirs"), zoe)
    [clash] = [c for c in found(store, "2026-11-24 14:30", groups=(pride,)) if c.event]
    assert clash.shared == 1


@pytest.mark.parametrize("how", ["confidential", "private group"])
def test_a_private_event_tells_neither_title_nor_people(store: Store, how: str) -> None:
    zoe = factories.person(store)
    circle = factories.group(store, "Recovery circle", listing="private")
    factories.membership(store, zoe, circle)
    secret = factories.event(
        store, "Living with HIV", room="Room 3", confidential=how == "confidential"
    )
    if how == "private group":
        factories.hosted(store, secret, circle)
    mine = factories.event(store, "Lunch", room="Room 3")
    for event in (secret, mine):
        factories.attend(store, event, zoe, role="facilitator")
    [clash] = others(store, mine)
    assert clash.text == "Another event is at the same time, 14:00–15:00."
    assert clash.shared == 0
    told = repr(clash)
    assert not [word for word in ("HIV", "Recovery", "Zoë", "both lists") if word in told]
    assert clash.advice == (
        "Somebody who runs your event is expected there.", "It has the same room: Room 3.",
    )  # fmt: skip
    store.write("Door", put, Event, secret, {"door_title": "Evening meeting"})
    assert others(store, mine)[0].text.startswith("“Evening meeting” is at the same time")


def test_members_of_a_private_group_are_never_counted_elsewhere(store: Store) -> None:
    circle, zoe = factories.group(store, "Circle", listing="private"), factories.person(store)
    factories.membership(store, zoe, circle)
    factories.attend(store, factories.event(store, "Theirs"), zoe)
    [clash] = [c for c in found(store, "2026-11-24 14:30", groups=(circle,)) if c.event]
    assert (clash.shared, clash.weight) == (0, LIGHT)


def test_what_does_not_take_place_is_in_nobodys_way(store: Store) -> None:
    mine = factories.event(store, "Mine")
    factories.event(store, "Cancelled", status="cancelled")
    factories.event(store, "Postponed", status="postponed")
    factories.event(store, "Pattern", template=True)
    factories.event(store, "Just before", starts=dt.datetime(2026, 11, 24, 13))
    factories.event(store, "Just after", starts=dt.datetime(2026, 11, 24, 15))
    assert others(store, mine) == []
    factories.event(
        store, "All week", starts=dt.datetime(2026, 11, 23), ends=dt.datetime(2026, 11, 27),
        whole_day=True,
    )  # fmt: skip
    assert [c.text for c in others(store, mine)] == ["“All week” is on the same day."]


# ---- series and order


def test_a_series_is_checked_as_a_whole(store: Store) -> None:
    first = factories.event(store, "Weekly", starts=dt.datetime(2026, 12, 11, 14))
    days = [dt.date(2026, 12, 18), dt.date(2026, 12, 25), dt.date(2027, 1, 1)]
    ids = store.write("Repeat", series.repeat, first, days)
    plans = store.read(busy.plans, ids)
    each = store.read(clashes.of_series, plans)
    assert [clashes.heaviest(c) for c in each][2:] == [STRONG, STRONG]
    assert [c.text for c in each[3] if c.kind == "holiday"] == [
        "Fri 1 Jan is a public holiday: New Year’s Day."
    ]
    assert each == [store.read(clashes.of, p) for p in plans]
    assert store.read(clashes.of_series, []) == []
    half_typed = plan("0020-01-08 10:00")
    assert store.read(clashes.of_series, [half_typed, plans[2]]) == [[], each[2]]
    assert store.read(slots.free, half_typed, dt.date(2026, 1, 1)) == []
    assert store.read(clashes.of_event, 999) == []


def test_the_weightiest_comes_first(store: Store) -> None:
    factories.event(store, "Theirs", starts=dt.datetime(2026, 12, 25, 10), room="Room 3")
    given = found(store, "2026-12-25 10:00", room="Room 3")
    assert [(c.kind, c.weight) for c in given] == [("holiday", STRONG), ("room", STRONG)]


def test_what_the_law_calls_by_a_longer_name_is_told_once(store: Store) -> None:
    store.write("x", put, Organisation, 1, {"country": "GB"})
    [christmas] = found(store, "2026-12-25 10:00")
    assert "public holiday: Christmas Day." in christmas.text
    assert christmas.key == "christmas"
    assert any("away until the new year" in words for words in christmas.advice)
    [deadline] = store.read(deadlines.of_day, dt.date(2026, 12, 25))
    assert (deadline.text, deadline.key) == (christmas.text, "christmas")
    # Not a holiday there: it stays what it is. One with an eve is told on its eve.
    store.write("x", put, Organisation, 1, {"country": "IL"})
    assert [c.kind for c in found(store, "2026-12-25 10:00")] == ["observance"]
    assert found(store, "2026-09-20 19:00")[0].kind == "observance"
    kippur = [c for c in found(store, "2026-09-21 10:00") if c.key == "yom-kippur"]
    assert [c.kind for c in kippur] == ["holiday"]


@given(
    st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2199, 12, 31)),
    st.integers(0, 366 * 24 * 60),
    st.booleans(),
    st.booleans(),
)
@settings(max_examples=40)
def test_any_time_of_any_length_is_answered(
    store: Store, starts: dt.datetime, minutes: int, whole_day: bool, food: bool
) -> None:
    given = Plan(starts, starts + dt.timedelta(minutes=minutes), whole_day, food=food)
    found = store.read(clashes.of, given)
    weights = [c.weight for c in found]
    assert weights == sorted(weights, reverse=True)
    assert set(weights) <= {LIGHT, SOME, STRONG}
    assert all(c.text.endswith(".") and "{" not in c.text for c in found)
    for slot in store.read(slots.free, given, starts.date()):
        assert clashes.heaviest(slot.clashes) <= LIGHT
        assert slot.ends - slot.starts == given.ends - given.starts


def test_scheduling_anyway_keeps_the_reason_with_that_date_alone(store: Store) -> None:
    event = factories.event(store)
    note = "The only day the speaker is here."
    store.write("Schedule anyway", put, Event, event, {"clash_note": note})
    assert (store.read(values, Event, event) or {})["clash_note"] == note
    copy = store.write("Copy", series.copy, event, dt.datetime(2027, 1, 12, 14))
    assert (store.read(values, Event, copy) or {})["clash_note"] is None
    store.undo()
    store.undo()
    assert (store.read(values, Event, event) or {})["clash_note"] is None
