"""Series: rules and pasted lists become real events; changes reach this one, later ones, or all."""

import datetime as dt

import pytest

from allydesk.errors import Problem
from allydesk.models import agenda, attendance, schedule, series
from allydesk.models.agenda import AgendaItem
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.models.series import Rule, days
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY

FIRST = dt.datetime(2026, 11, 24, 14)
NOW = dt.datetime(2026, 12, 10, 12)


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("rule", "first", "expected"),
    [
        (Rule("week", count=3), "2026-12-22", ["2026-12-22", "2026-12-29", "2027-01-05"]),
        (Rule("week", 2, until=d("2026-12-22")), "2026-11-24", ["2026-11-24", "2026-12-08", "2026-12-22"]),
        (Rule("date", count=4), "2027-12-31", ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"]),
        (Rule("date", 12, count=3), "2028-02-29", ["2028-02-29", "2029-02-28", "2030-02-28"]),
        (Rule("weekday", count=3), "2026-11-24", ["2026-11-24", "2026-12-22", "2027-01-26"]),
        (Rule("weekday", count=3), "2026-12-31", ["2026-12-31", "2027-01-28", "2027-02-25"]),
        (Rule("weekday", 3, count=2), "2026-11-05", ["2026-11-05", "2027-02-04"]),
        (Rule("last", count=4), "2026-11-27", ["2026-11-27", "2026-12-25", "2027-01-29", "2027-02-26"]),
        (Rule("year", count=5), "2028-02-29", ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]),
        (Rule("year", 2, until=d("2031-01-01")), "2026-12-31", ["2026-12-31", "2028-12-31", "2030-12-31"]),
        (Rule("week", count=1), "9999-12-28", ["9999-12-28"]),
    ],
)  # fmt: skip
def test_days_of_a_rule(rule: Rule, first: str, expected: list[str]) -> None:
    assert [day.isoformat() for day in days(rule, d(first))] == expected


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (Rule("week"), "Say how often, or until which day"),
        (Rule("week", 0, count=2), "Repeat every 1 to 52"),
        (Rule("week", count=10_000), "more than 366 dates"),
        (Rule("week", until=d("2026-01-01")), "would end before its first day"),
        (Rule("moon", count=2), "Repeat every 1 to 52"),
    ],
)
def test_rules_that_make_no_sense(rule: Rule, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        days(rule, d("2026-11-24"))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule("week", count=10), "Every week on Tuesday, 10 times"),
        (Rule("week", 2, until=d("2027-06-30")), "Every 2 weeks on Tuesday, until 30 Jun 2027"),
        (Rule("date", count=2), "Every month on day 24, 2 times"),
        (Rule("weekday", 3, count=4), "Every 3 months on the fourth Tuesday, 4 times"),
        (Rule("last", count=4), "Every month on the last Tuesday, 4 times"),
        (Rule("year", 2, count=4), "Every 2 years on 24 Nov, 4 times"),
    ],
)
def test_a_rule_in_words(rule: Rule, words: str) -> None:
    assert series.words(rule, FIRST.date(), "en-GB") == words


@pytest.mark.parametrize(
    ("first", "offered"),
    [
        ("2026-11-20", ["third Friday"]),
        ("2026-11-27", ["fourth Friday", "last Friday"]),
        ("2026-11-30", ["last Monday"]),
        ("2027-02-22", ["fourth Monday", "last Monday"]),
    ],
)
def test_what_is_offered_fits_the_day(first: str, offered: list[str]) -> None:
    found = series.choices(d(first), "en-GB")
    assert [w for w in found.values() if " on the " in w] == [
        f"Every month on the {o}" for o in offered
    ]
    assert found["week"].startswith("Every week on ")
    assert {"date", "year"} <= found.keys()


def test_pasted_dates() -> None:
    text = "1 Dec 2026\n08/12/2026; 15.12.26, 22 Dec\nNov 24, 2026\nsoon\n\n1 Dec 2026"
    found = series.pasted(text, "en-GB", TODAY)
    expected = ["2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22"]
    assert [day.isoformat() for day in found.days] == expected
    assert found.unread == ("soon",)


@pytest.fixture
def four(store: Store) -> list[int]:
    """Make four Tuesdays with a host and an agenda."""
    first = factories.hosted(
        store, factories.event(store, room="Room 3", starts=FIRST), factories.group(store)
    )
    item = {"event_id": first, "title": "Welcome", "decision": "None yet"}
    store.write("Item", put, AgendaItem, None, item)
    rule = Rule("week", count=4)
    on = days(rule, FIRST.date())
    return store.write("Repeat", series.repeat, first, on, series.words(rule, on[0], "en-GB"))


def rows(store: Store, ids: list[int]) -> list[schedule.Row]:
    return store.read(schedule.rows, ids)


def test_a_series_is_real_events_with_hosts_and_agenda(store: Store, four: list[int]) -> None:
    assert [r.starts.date().isoformat() for r in rows(store, four)] == [
        "2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15",
    ]  # fmt: skip
    assert all(r.hosts and r.room == "Room 3" and r.status == "planned" for r in rows(store, four))
    items = [store.read(agenda.of_event, id)[0] for id in four]
    assert [i.decision for i in items] == ["None yet", None, None, None]
    uids = {store.read(lambda s, i=i: s.get(Event, i).uid) for i in four}
    assert len(uids) == 4
    store.undo()
    assert len(store.read(schedule.ids, "", "")) == 1


def test_dates_can_be_added_later_and_none_comes_twice(store: Store, four: list[int]) -> None:
    more = [dt.date(2026, 12, 15), dt.date(2026, 12, 22)]
    assert len(store.write("More", series.repeat, four[0], more)) == 5


def test_only_this_one(store: Store, four: list[int]) -> None:
    assert store.write("Room", series.change, four[1], {"room": "Room 5"}, "this", NOW) == [four[1]]
    assert [r.room for r in rows(store, four)] == ["Room 3", "Room 5", "Room 3", "Room 3"]


def test_this_and_later_ones_leave_exceptions_alone(store: Store, four: list[int]) -> None:
    store.write("Room", series.change, four[3], {"room": "Canteen"}, "this", NOW)
    now = dt.datetime(2026, 11, 20)
    store.write("Room", series.change, four[1], {"room": "Room 5"}, "later", now)
    assert [r.room for r in rows(store, four)] == ["Room 3", "Room 5", "Room 5", "Canteen"]


def test_times_move_together_over_the_clock_change(store: Store, four: list[int]) -> None:
    now = dt.datetime(2026, 11, 20)
    new = {"starts": dt.datetime(2026, 12, 2, 15), "ends": dt.datetime(2026, 12, 2, 17)}
    store.write("Day", series.change, four[1], new, "all", now)
    assert [(r.starts, r.ends.hour) for r in rows(store, four)] == [
        (dt.datetime(2026, 11, 25, 15), 17), (dt.datetime(2026, 12, 2, 15), 17),
        (dt.datetime(2026, 12, 9, 15), 17), (dt.datetime(2026, 12, 16, 15), 17),
    ]  # fmt: skip
    again = {"starts": dt.datetime(2026, 12, 2, 9), "ends": dt.datetime(2026, 12, 2, 11)}
    store.write("Earlier", series.change, four[1], again, "later", now)
    assert [r.starts.hour for r in rows(store, four)] == [15, 9, 9, 9]


def test_a_date_that_was_moved_stays_where_it_is(store: Store, four: list[int]) -> None:
    moved = {"starts": dt.datetime(2026, 12, 10, 9), "ends": dt.datetime(2026, 12, 10, 10)}
    now = dt.datetime(2026, 11, 20)
    store.write("Move", series.change, four[2], moved, "this", now)
    new = {"starts": dt.datetime(2026, 12, 1, 16), "ends": dt.datetime(2026, 12, 1, 17)}
    store.write("Later", series.change, four[1], new, "all", now)
    assert [r.starts.hour for r in rows(store, four)] == [16, 16, 9, 16]


def test_what_is_over_keeps_when_and_where_but_not_its_title(store: Store, four: list[int]) -> None:
    new = {"title": "Listening", "room": "Room 9", "starts": dt.datetime(2026, 12, 15, 8)}
    store.write("All", series.change, four[3], new, "all", NOW)
    found = rows(store, four)
    assert {r.title for r in found} == {"Listening"}
    assert [r.room for r in found] == ["Room 3", "Room 3", "Room 3", "Room 9"]
    assert [r.starts.hour for r in found] == [14, 14, 14, 8]


def test_deleting_all_keeps_those_people_came_to(store: Store, four: list[int]) -> None:
    factories.attend(store, four[0], factories.person(store), state="present")
    assert store.write("Delete", series.remove, four[3], "all", NOW) == (3, 1)
    assert [r.id for r in store.read(schedule.of_series, 1)] == [four[0]]
    store.undo()
    assert len(store.read(schedule.of_series, 1)) == 4


def test_repeating_the_last_event_copies_the_plan_and_not_what_came_of_it(store: Store) -> None:
    group = factories.group(store)
    old = factories.hosted(
        store,
        factories.event(
            store, starts=dt.datetime(2026, 11, 3, 18), ends=dt.datetime(2026, 11, 3, 20), status="held",
            step_free="yes", minutes_sent=TODAY, capacity=9,
        ),
        group,
    )  # fmt: skip
    factories.attend(store, old, factories.person(store), state="present")
    assert store.read(schedule.last, NOW, group=group) == old
    new = store.write("Repeat", series.copy, old, dt.datetime(2026, 12, 1, 18))
    [row] = rows(store, [new])
    assert (row.ends.hour, row.status, row.step_free, row.capacity) == (20, "planned", "yes", 9)
    assert [h.group_id for h in row.hosts] == [group]
    assert store.read(attendance.of_event, new) == []
    assert store.read(lambda s: s.get(Event, new).minutes_sent) is None


def test_a_template_is_in_no_calendar(store: Store) -> None:
    event = factories.event(store, starts=dt.datetime(2026, 11, 3, 18))
    template = store.write("Keep", series.save_template, event, "Usual meeting")
    assert store.read(schedule.templates) == [(template, "Usual meeting")]
    assert store.read(schedule.ids, "", "") == [event]
    assert [r.id for r in store.read(schedule.between, dt.date(2026, 11, 1), TODAY)] == [event]
    made = store.write("Use", series.copy, template, dt.datetime(2026, 12, 24, 18))
    [row] = rows(store, [made])
    assert row.starts == dt.datetime(2026, 12, 24, 18)
    assert store.read(schedule.templates) == [(template, "Usual meeting")]
