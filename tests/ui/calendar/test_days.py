"""Where events stand in the weeks: spans, lanes, what there is no room for, and odd dates."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from allydesk import dates
from allydesk.models import schedule
from allydesk.models.attendance import Counts
from allydesk.models.schedule import Row
from allydesk.planning.marks import Mark
from allydesk.ui.calendar import agenda, layout, words
from allydesk.ui.calendar.places import Measures, place

MONDAY = dt.date(2026, 11, 16)
DAY = dt.timedelta(days=1)
MEASURES = Measures(head=27, line=18, around=2, gap=2, side=4)


def event(id: int, starts: str, ends: str = "", **values: object) -> Row:
    """Give an event; without an end it lasts an hour, with days alone whole days."""
    whole = len(starts) == 10
    begins = dt.datetime.fromisoformat(starts)
    last = dt.datetime.fromisoformat(ends) if ends else begins + dt.timedelta(hours=not whole)
    known = dict.fromkeys(Row._fields) | {
        "id": id, "kind": "meeting", "title": f"Event {id}", "starts": begins, "ends": last,
        "whole_day": whole, "status": "planned", "hosts": (), "counts": Counts(*[0] * _COUNTS),
    }  # fmt: skip
    return Row(**known | values)


_COUNTS = len(Counts._fields)


def shown(
    events: list[Row], first: dt.date = MONDAY, **how: bool
) -> list[tuple[int, int, int, int]]:
    return [(b.event.id, b.first, b.last, b.lane)
            for b in layout.bars(layout.in_order(events), first, **how)]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "first"),
    [("en-GB", MONDAY), ("en-US", dt.date(2026, 11, 15)), ("ar-EG", dt.date(2026, 11, 14)),
     ("de", MONDAY), ("he-IL", dt.date(2026, 11, 15)), ("pt-BR", dt.date(2026, 11, 15))],
)  # fmt: skip
def test_weeks_start_where_the_language_says(language: str, first: dt.date) -> None:
    assert layout.week_of(dt.date(2026, 11, 19), dates.first_weekday(language)) == first


@pytest.mark.parametrize(
    ("month", "first"),
    [("2026-11-19", "2026-10-26"), ("2027-02-14", "2027-02-01"), ("2026-06-30", "2026-06-01"),
     ("2028-02-29", "2028-01-31")],
)  # fmt: skip
def test_six_weeks_hold_every_month(month: str, first: str) -> None:
    day = dt.date.fromisoformat(month)
    start = layout.weeks_of_month(day, 0)
    assert start == dt.date.fromisoformat(first)
    assert start <= day.replace(day=1)
    assert layout.month_end(day) <= start + 41 * DAY


@given(st.dates(dt.date(1990, 1, 1), dt.date(2199, 12, 31)), st.integers(0, 6))
def test_any_month_fits_into_six_weeks(day: dt.date, weekday: int) -> None:
    start = layout.weeks_of_month(day, weekday)
    assert start.weekday() == weekday
    assert start <= day.replace(day=1)
    assert layout.month_end(day) <= start + 41 * DAY


def test_months_later_keep_the_day_where_there_is_one() -> None:
    assert layout.later_month(dt.date(2027, 1, 31), 1) == dt.date(2027, 2, 28)
    assert layout.later_month(dt.date(2028, 1, 31), 1) == dt.date(2028, 2, 29)
    assert layout.later_month(dt.date(2028, 2, 29), 12) == dt.date(2029, 2, 28)
    assert layout.later_month(dt.date(2026, 1, 15), -1) == dt.date(2025, 12, 15)


def test_an_event_over_days_is_one_bar_in_each_week() -> None:
    fair = event(1, "2026-11-20", "2026-11-24")
    assert shown([fair]) == [(1, 4, 6, 0)]
    assert shown([fair], MONDAY + 7 * DAY) == [(1, 0, 1, 0)]
    (first,) = layout.bars([fair], MONDAY)
    assert first.goes_on
    assert not first.came_from
    (second,) = layout.bars([fair], MONDAY + 7 * DAY)
    assert second.came_from
    assert not second.goes_on


def test_the_29th_of_february_and_the_night_of_a_clock_change() -> None:
    leap = event(1, "2028-02-29T18:00")
    assert shown([leap], dt.date(2028, 2, 28)) == [(1, 1, 1, 0)]
    # 01:30 happens twice or never on these mornings; the wall's date is what counts.
    for day in ("2026-03-29", "2026-10-25"):
        night = event(2, f"{day}T01:30", f"{day}T03:30")
        assert shown([night], layout.week_of(dt.date.fromisoformat(day), 0)) == [(2, 6, 6, 0)]
        assert words.times(night, "en-GB", MONDAY) == "01:30–03:30"


def test_what_ends_at_midnight_is_not_on_the_next_day() -> None:
    assert shown([event(1, "2026-11-17T20:00", "2026-11-18T00:00")]) == [(1, 1, 1, 0)]
    late = event(2, "2026-11-17T22:00", "2026-11-18T02:00")
    assert shown([late]) == [(2, 1, 2, 0)]
    assert words.clock(late, dt.date(2026, 11, 17)) == "22:00"
    assert words.clock(late, dt.date(2026, 11, 18)) == "until 02:00"


def test_bars_stack_and_fill_gaps() -> None:
    week = [
        event(1, "2026-11-16", "2026-11-18"),
        event(2, "2026-11-17T09:00"),
        event(3, "2026-11-19T09:00"),
        event(4, "2026-11-17T08:00"),
    ]
    assert sorted(shown(week)) == [(1, 0, 2, 0), (2, 1, 1, 2), (3, 3, 3, 0), (4, 1, 1, 1)]
    assert sorted(shown(week, apart=True)) == [
        (1, 0, 2, 0),
        (2, 1, 1, 2),
        (3, 3, 3, 1),
        (4, 1, 1, 1),
    ]


_SPANS = st.lists(
    st.tuples(st.integers(-3, 9), st.integers(0, 5), st.integers(0, 23), st.booleans()), max_size=25
)


def cells(width: int, height: int, *, mirrored: bool) -> list[QRect]:
    order = range(7) if not mirrored else range(6, -1, -1)
    return [QRect(n * width, 0, width, height) for n in order]


@given(_SPANS, st.integers(20, 300), st.booleans(), st.booleans())
def test_nothing_overlaps_and_nothing_is_forgotten(spans, height, mirrored, apart) -> None:
    events = [
        event(n, f"{MONDAY + a * DAY}" + ("" if whole else f"T{hour:02}:00"),
              f"{MONDAY + (a + length) * DAY}" + ("" if whole else f"T{hour:02}:30"))
        for n, (a, length, hour, whole) in enumerate(spans)
    ]  # fmt: skip
    bars = layout.bars(layout.in_order(events), MONDAY, apart=apart)
    strip = layout.strip(bars) if apart else 0
    placed = place(bars, cells(90, height, mirrored=mirrored), MEASURES, (3, 2, 1), strip)
    days = layout.by_day(events, MONDAY, 7)
    for column in range(7):
        seen = [(rect, b) for rect, b in placed.bars if placed.shows(b, column)]
        more = placed.more.get(column, (QRect(), 0))[1]
        assert len(seen) + more == len(days.get(MONDAY + column * DAY, []))
        for n, (rect, _bar) in enumerate(seen):
            assert not any(rect.intersects(other) for other, _b in seen[n + 1 :])
            assert not rect.intersects(placed.more.get(column, (QRect(), 0))[0])


def test_a_low_row_counts_what_it_cannot_show() -> None:
    bars = layout.bars([event(n, f"2026-11-17T{9 + n:02}:00") for n in range(4)], MONDAY)
    placed = place(bars, cells(90, 75, mirrored=False), MEASURES, (2, 1))
    assert placed.lines == 1
    assert [b.event.id for _r, b in placed.bars if placed.shows(b, 1)] == [0]
    assert placed.more[1][1] == 3
    roomy = place(bars, cells(90, 300, mirrored=False), MEASURES, (2, 1))
    assert roomy.lines == 2
    assert roomy.more == {}


def test_from_right_to_left_bars_are_mirrored() -> None:
    (bar,) = layout.bars([event(1, "2026-11-16", "2026-11-17")], MONDAY)
    ((left, _b),) = place([bar], cells(90, 75, mirrored=False), MEASURES, (1,)).bars
    ((right, _b),) = place([bar], cells(90, 75, mirrored=True), MEASURES, (1,)).bars
    assert left.left() == 4
    assert right.right() == 7 * 90 - 1 - 4


def test_the_agenda_has_each_event_once_under_its_day() -> None:
    first, last = dt.date(2026, 11, 1), dt.date(2026, 11, 30)
    found = agenda.lines(
        [event(1, "2026-10-30", "2026-11-02"), event(2, "2026-11-19T18:00"),
         event(3, "2026-11-19"), event(4, "2026-12-01T09:00")], [], first, last,
    )  # fmt: skip
    assert [(line.day.day, line.event.id if line.event else None) for line in found] == [
        (1, None), (1, 1), (19, None), (19, 3), (19, 2),
    ]  # fmt: skip


def test_a_day_is_spoken_with_all_that_is_on_it() -> None:
    pride = schedule.Host(1, "Pride & Allies", "Pride", "violet", "host", private=False)
    invited = schedule.Host(2, "Carers", None, "teal", "invited", private=False)
    day = dt.date(2026, 11, 19)
    events = [
        event(1, "2026-11-19", status="cancelled", title="Fair"),
        event(2, "2026-11-19T18:00", title="Evening", hosts=(pride, invited), room="Room 3"),
    ]
    assert words.spoken(day, events, [], "en-GB", day) == (
        "Thursday 19 November 2026, today, 2 events: whole day Fair, Cancelled;"
        " 18:00 Evening, Pride & Allies, Room 3"
    )
    off = [Mark("holiday", "Founders’ Day", day, day),
           Mark("school", "Half-term", MONDAY, day)]  # fmt: skip
    assert words.spoken(day, [], off, "en-GB", MONDAY) == (
        "Thursday 19 November 2026, nothing planned. Public holiday: Founders’ Day;"
        " School holidays: Half-term"
    )
