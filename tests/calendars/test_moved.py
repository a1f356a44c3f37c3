"""Repeats of which dates were moved or called off, read once and read again later."""

import datetime as dt

import pytest

from allydesk import calendars
from allydesk.calendars import Found
from allydesk.models import schedule
from allydesk.store import Store
from tests.calendars.samples import NOW, planned

SERIES = (
    "SUMMARY:Circle", "DTSTART;TZID=Europe/London:20261126T140000",
    "DTEND;TZID=Europe/London:20261126T150000", "RRULE:FREQ=WEEKLY;COUNT=6",
)  # fmt: skip


WINTER = (dt.date(2026, 11, 1), dt.date(2027, 1, 31))


def weekly(*others: tuple[str, ...], first: tuple[str, ...] = SERIES) -> Found:
    """Read a series of six Thursdays from 26 November on, and what stands for some of its dates."""
    events = (("BEGIN:VEVENT", "UID:s", *lines, "END:VEVENT") for lines in (first, *others))
    inside = "\r\n".join(line for event in events for line in event)
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}\r\nEND:VCALENDAR\r\n"
    return calendars.understand(text.encode(), "Europe/London", NOW)


def told(found: Found) -> list[str]:
    """Give every date as it would come in: day, hours and title."""
    dates = [d for e in found.entries for d in (e, *(e.on(day) for day in e.more))]
    return [
        f"{d.starts:%d.%m. %H:%M}–{d.ends:%H:%M} {d.title}{' off' if d.cancelled else ''}"
        for d in sorted(dates, key=lambda d: d.starts)
    ]


def stands_for(slot: str, *lines: str, onwards: bool = False) -> tuple[str, ...]:
    extent = ";RANGE=THISANDFUTURE" if onwards else ""
    return (f"RECURRENCE-ID{extent};TZID=Europe/London:{slot}", *lines)


def shifted(slot: str, start: str, title: str) -> tuple[str, ...]:
    return stands_for(
        slot, f"SUMMARY:{title}", f"DTSTART;TZID=Europe/London:{start}", "DURATION:PT2H", onwards=True
    )  # fmt: skip


def test_a_date_and_all_after_it_move_along() -> None:
    assert told(weekly(shifted("20261210T140000", "20261211T160000", "Fridays"))) == [
        "26.11. 14:00–15:00 Circle", "03.12. 14:00–15:00 Circle", "11.12. 16:00–18:00 Fridays",
        "18.12. 16:00–18:00 Fridays", "25.12. 16:00–18:00 Fridays", "01.01. 16:00–18:00 Fridays",
    ]  # fmt: skip


def test_two_moves_one_after_the_other_and_a_date_of_its_own_between() -> None:
    own = stands_for(
        "20261217T140000", "SUMMARY:Own", "DTSTART;TZID=Europe/London:20261217T090000",
        "DURATION:PT1H",
    )  # fmt: skip
    first = shifted("20261203T140000", "20261203T150000", "Later")
    second = shifted("20261224T140000", "20261223T140000", "Wednesdays")
    assert told(weekly(first, second, own)) == [
        "26.11. 14:00–15:00 Circle", "03.12. 15:00–17:00 Later", "10.12. 15:00–17:00 Later",
        "17.12. 09:00–10:00 Own", "23.12. 14:00–16:00 Wednesdays", "30.12. 14:00–16:00 Wednesdays",
    ]  # fmt: skip


def test_the_first_date_and_all_after_it_are_the_whole_series() -> None:
    found = weekly(shifted("20261126T140000", "20261127T140000", "Fridays"))
    fridays = ["27.11.", "04.12.", "11.12.", "18.12.", "25.12.", "01.01."]
    assert [line[:6] for line in told(found)] == fridays
    assert len({e.uid for e in found.entries}) == 6


def test_dates_brought_in_before_are_moved_and_called_off_and_none_comes_twice(desk: Store) -> None:
    desk.write("In", calendars.apply, planned(desk, weekly()), repeats=True)
    moved = shifted("20261210T140000", "20261211T160000", "Fridays")
    off = stands_for(
        "20261203T140000", "SUMMARY:Circle", "STATUS:CANCELLED",
        "DTSTART;TZID=Europe/London:20261203T140000", "DURATION:PT1H",
    )  # fmt: skip
    plan = planned(desk, weekly(moved, off))
    assert (plan.new, len(plan.changed), len(plan.unchanged)) == ((), 5, 1)
    assert desk.write(plan.label, calendars.apply, plan, repeats=True) == (0, 5)
    rows = desk.read(schedule.between, *WINTER)
    assert [f"{r.starts:%d.%m. %H:%M} {r.status}" for r in rows] == [
        "26.11. 14:00 planned", "03.12. 14:00 cancelled", "11.12. 16:00 planned",
        "18.12. 16:00 planned", "25.12. 16:00 planned", "01.01. 16:00 planned",
    ]  # fmt: skip
    assert len(planned(desk, weekly(moved, off)).unchanged) == 6
    desk.undo()
    rows = desk.read(schedule.between, *WINTER)
    assert {r.status for r in rows} == {"planned"}


def test_a_series_read_again_tells_every_date_that_changed_and_every_further_one(
    desk: Store,
) -> None:
    desk.write("In", calendars.apply, planned(desk, weekly()), repeats=True)
    title, start, end, _rule = SERIES
    longer = weekly(first=(title, start, end, "LOCATION:Room 5", "RRULE:FREQ=WEEKLY;COUNT=8"))
    plan = planned(desk, longer)
    assert len(plan.changed) == 6
    assert [f"{e.starts:%d.%m.}" for e in plan.new] == ["07.01.", "14.01."]
    assert desk.write(plan.label, calendars.apply, plan, repeats=True) == (2, 6)
    assert planned(desk, longer).changed == ()


def test_a_series_of_which_only_the_first_date_was_wanted_stays_so(desk: Store) -> None:
    desk.write("In", calendars.apply, planned(desk, weekly()), repeats=False)
    again = planned(desk, weekly())
    assert (again.new, again.changed, len(again.unchanged)) == ((), (), 1)


def test_a_date_that_is_called_off_and_known_to_nobody_does_not_come_in(desk: Store) -> None:
    off = stands_for(
        "20261203T140000", "SUMMARY:Circle", "STATUS:CANCELLED",
        "DTSTART;TZID=Europe/London:20261203T140000",
    )  # fmt: skip
    plan = planned(desk, weekly(off))
    assert desk.write(plan.label, calendars.apply, plan, repeats=True) == (5, 0)


@pytest.mark.parametrize(
    "lines",
    [
        ("RECURRENCE-ID;VALUE=DATE:20261210",),
        ("RECURRENCE-ID:20261210T140000Z",),
        ("RECURRENCE-ID;TZID=Europe/Berlin:20261210T150000",),
    ],
)
def test_a_moved_date_is_found_however_it_is_named(lines: tuple[str, ...]) -> None:
    moved = (*lines, "SUMMARY:Moved", "DTSTART;TZID=Europe/London:20261211T090000", "DURATION:PT1H")
    found = told(weekly(moved))
    assert "11.12. 09:00–10:00 Moved" in found
    assert not any(line.startswith("10.12.") for line in found)
    assert len(found) == 6


@pytest.mark.parametrize(
    "line",
    [
        "EXDATE;VALUE=DATE:20261210", "EXDATE:20261210T140000Z",
        "EXDATE;TZID=Europe/London:20261210T140000", "EXDATE:20261210T140000",
    ],
)  # fmt: skip
def test_a_date_is_taken_out_however_it_is_named(line: str) -> None:
    found = told(weekly(first=(*SERIES, line)))
    assert len(found) == 5
    assert not any("10.12." in day for day in found)
