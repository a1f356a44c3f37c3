"""Our calendar files, and how others read them."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from allydesk import calendars
from allydesk.calendars.writing import Line
from allydesk.models import event
from allydesk.models.base import put
from allydesk.models.organisation import Organisation
from allydesk.store import Store
from tests import factories
from tests.calendars.readers import READERS, Told
from tests.calendars.samples import NOW, STAMP, planned


def ours(store: Store, *ids: int) -> bytes:
    return calendars.write(store.read(calendars.entries, ids or None), STAMP)


def lines(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_times_go_out_in_utc_on_both_sides_of_the_clock_change(desk: Store) -> None:
    days = [dt.datetime(2026, 3, d, 14) for d in (20, 27)] + [dt.datetime(2026, 4, 3, 14)]
    ids = [factories.event(desk, starts=day) for day in days]
    text = lines(ours(desk, *ids))
    starts = [line for line in text if line.startswith("DTSTART")]
    assert starts == [
        "DTSTART:20260320T140000Z",
        "DTSTART:20260327T140000Z",
        "DTSTART:20260403T130000Z",
    ]
    assert not any("TZID" in line or "VTIMEZONE" in line or "RRULE" in line for line in text)


def test_what_the_file_looks_like(desk: Store) -> None:
    title = "Żółć, gęś; jaźń\\ – " * 8
    id = factories.event(desk, title.strip(), room="Room 3", place="Quayside", purpose="Two\nlines")
    data = ours(desk, id)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    text = lines(data)
    assert {"VERSION:2.0", "METHOD:PUBLISH", "SEQUENCE:0", "STATUS:CONFIRMED"} <= set(text)
    assert "LOCATION:Room 3\\, Quayside" in text
    assert "DESCRIPTION:Two\\nlines" in text
    assert data == ours(desk, id)


def test_whole_days_end_on_the_day_after(desk: Store) -> None:
    first, last = dt.datetime(2026, 12, 29), dt.datetime(2026, 12, 30)
    id = factories.event(desk, starts=first, ends=last, whole_day=True)
    text = lines(ours(desk, id))
    assert {
        "DTSTART;VALUE=DATE:20261229",
        "DTEND;VALUE=DATE:20261231",
        "TRANSP:TRANSPARENT",
    } <= set(text)


def test_an_event_keeps_its_uid_and_counts_its_changes(desk: Store) -> None:
    id = factories.event(desk)
    before = icalendar.Calendar.from_ical(ours(desk, id)).walk("VEVENT")[0]
    desk.write("Later", event.move, id, dt.datetime(2026, 11, 24, 15))
    after = icalendar.Calendar.from_ical(ours(desk, id)).walk("VEVENT")[0]
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_what_reveals_goes_out_neutral_and_nobody_is_named(desk: Store) -> None:
    private = factories.group(desk, "Pride", listing="private")
    id = factories.hosted(
        desk, factories.event(desk, "Pride night", purpose="Be yourself"), private
    )
    factories.attend(desk, id, factories.person(desk, "Zoë"))
    text = ours(desk, id).decode()
    assert "SUMMARY:Meeting" in text
    assert not any(word in text for word in ("Pride", "yourself", "Zoë", "ATTENDEE", "CATEGORIES"))
    whole = calendars.write(desk.read(calendars.entries, [id], full_titles=True), STAMP).decode()
    assert "SUMMARY:Pride night" in whole
    assert "Zoë" not in whole


def test_all_of_it_leaves_out_drafts_and_says_what_is_called_off(desk: Store) -> None:
    for status in ("draft", "planned", "postponed", "cancelled", "held"):
        factories.event(desk, status, status=status)
    text = ours(desk).decode()
    assert [f"SUMMARY:{s}" in text for s in ("draft", "planned", "postponed", "cancelled", "held")] == [
        False, True, False, True, True,
    ]  # fmt: skip
    assert "STATUS:CANCELLED" in text


def test_the_name_of_the_file_carries_the_day_and_no_slash(desk: Store, tmp_path: Path) -> None:
    id = factories.event(desk, "A/B: what?")
    wanted = desk.read(calendars.entries, [id])
    name = calendars.file_name(wanted, NOW.date())
    assert name == "2026-11-24 A B what.ics"
    calendars.save(tmp_path / name, wanted, STAMP)
    assert (tmp_path / name).read_bytes() == calendars.write(wanted, STAMP)
    both = desk.read(calendars.entries, [id, factories.event(desk)])
    assert calendars.file_name(both, NOW.date()) == "Harbour & Vale 2026-11-19.ics"


def test_our_file_comes_back_unchanged(desk: Store) -> None:
    private = factories.group(desk, "Pride", listing="private")
    factories.hosted(desk, factories.event(desk, "Pride night", purpose="Be yourself"), private)
    factories.event(desk, "Talk", room="Room 3", place="Quayside", purpose="Two\nlines")
    factories.event(
        desk,
        "Fair",
        starts=dt.datetime(2026, 12, 29),
        ends=dt.datetime(2026, 12, 30),
        whole_day=True,
    )
    factories.event(
        desk, "Late", starts=dt.datetime(2026, 7, 1, 22), ends=dt.datetime(2026, 7, 2, 1)
    )
    plan = planned(desk, calendars.understand(ours(desk), "Europe/London", NOW))
    assert (plan.new, plan.changed, plan.maybe_same, len(plan.unchanged)) == ((), (), (), 4)


LONG = "Żółć 🌊 — jaźń; „cudzysłów”, \\ukośnik\\n, Ὀδυσσεύς, 漢字 " * 4
AT = dt.datetime
EVENTS = (
    # Winter, the hour that summer time jumps over, summer, the hour that comes twice, midnight.
    {"title": "Winter", "starts": AT(2026, 3, 28, 23), "ends": AT(2026, 3, 29, 3)},
    {"title": "Summer, for four days", "starts": AT(2026, 7, 1, 22), "ends": AT(2026, 7, 5, 1)},
    {"title": "Autumn", "starts": AT(2026, 10, 24, 23), "ends": AT(2026, 10, 25, 3, 30)},
    {
        "title": "Begins where no hour is",
        "starts": AT(2026, 3, 29, 1, 45),
        "ends": AT(2026, 3, 29, 2),
    },
    {"title": "Leap day", "starts": AT(2028, 2, 29), "ends": AT(2028, 2, 29), "whole_day": True},
    {"title": "Days", "starts": AT(2026, 10, 24), "ends": AT(2026, 10, 26), "whole_day": True},
    {
        "title": LONG[:190].strip(),
        "purpose": f"{LONG}\n\n:  second\n\nthird",
        "place": "Ōtautahi; Room 1, 2",
    },
    {"title": "فعالية المساء", "room": "קומה 3", "kind": "panel", "status": "cancelled"},
    {"title": "END:VEVENT", "purpose": "BEGIN:VALARM\n DTSTART:1", "status": "held"},
)


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("reader", READERS)
def test_another_program_reads_every_field_as_it_was_meant(
    desk: Store, reader: str, zone: str
) -> None:
    desk.write("Zone", put, Organisation, 1, {"zone": zone})
    ids = [factories.event(desk, **values) for values in EVENTS]
    desk.write("Later", event.move, ids[-1], AT(2026, 11, 24, 15))  # its second version
    meant = [as_meant(line, ZoneInfo(zone)) for line in desk.read(calendars.entries, ids).lines]
    assert len(meant) == len(EVENTS)
    assert READERS[reader](ours(desk, *ids)) == meant


def test_what_begins_in_the_hour_that_is_jumped_over_ends_after_it_starts(desk: Store) -> None:
    id = factories.event(desk, starts=AT(2026, 3, 29, 1, 45), ends=AT(2026, 3, 29, 2))
    text = lines(ours(desk, id))
    assert {"DTSTART:20260329T014500Z", "DTEND:20260329T020000Z"} <= set(text)


def test_a_tag_in_our_own_words_comes_back(desk: Store) -> None:
    factories.event(desk, "Talk", purpose="Say <b>hello</b> &amp; go")
    plan = planned(desk, calendars.understand(ours(desk), "Europe/London", NOW))
    assert (plan.changed, len(plan.unchanged)) == ((), 1)


def as_meant(line: Line, zone: ZoneInfo) -> Told:
    """Give what another program is to tell of an event."""
    starts: dt.date = line.starts.replace(tzinfo=zone).astimezone(dt.UTC)
    ends: dt.date = line.ends.replace(tzinfo=zone).astimezone(dt.UTC)
    if line.whole_day:
        starts, ends = line.starts.date(), line.ends.date() + dt.timedelta(days=1)
    if ends < starts:  # it begins in the hour that is jumped over
        ends = starts + (line.ends - line.starts)
    status = {"cancelled": "CANCELLED"}.get(line.status, "CONFIRMED")
    return Told(
        line.uid, line.sequence, line.title, starts, ends, line.where, line.purpose or "", status,
        (line.kind,),
    )  # fmt: skip
