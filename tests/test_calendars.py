"""Calendar files: ours as others read them, theirs as we do, and those that are broken."""

import datetime as dt
import json
import shutil
import subprocess
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from allydesk import calendars, zones
from allydesk.calendars import Found, Plan
from allydesk.errors import Problem
from allydesk.models import event, schedule
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.models.organisation import Organisation
from allydesk.store import Store
from tests import factories

DATA = Path(__file__).parent / "data" / "calendars"
STAMP = dt.datetime(2026, 11, 19, 12, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 11, 19, 16)
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def desk(store: Store) -> Store:
    store.write("Zone", put, Organisation, 1, {"zone": "Europe/London"})
    return store


def found(name: str) -> Found:
    return calendars.read(DATA / name, "Europe/London", NOW)


def planned(store: Store, what: Found) -> Plan:
    return store.read(calendars.plan_of, what)


# Out --------------------------------------------------------------------------------------------


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


NODE = """
const text = require('fs').readFileSync(0, 'utf8').replace(/\\r\\n[ \\t]/g, '');
const events = text.split('BEGIN:VEVENT').slice(1).map(e => Object.fromEntries(
  e.split('\\r\\n').filter(l => l.includes(':')).map(l => [l.split(/[;:]/)[0], l.slice(l.indexOf(':') + 1)])));
const day = s => new Date(s.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z')).toISOString();
console.log(JSON.stringify(events.map(e => [e.SUMMARY, day(e.DTSTART), day(e.DTEND)])));
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="needs another language to read with")
def test_another_language_reads_the_same_moments(desk: Store) -> None:
    factories.event(desk, "Zoë’s talk", starts=dt.datetime(2026, 7, 1, 14))
    node = shutil.which("node")
    assert node is not None
    read = subprocess.run([node, "-e", NODE], input=ours(desk), capture_output=True, check=True)
    moments = ["2026-07-01T13:00:00.000Z", "2026-07-01T14:00:00.000Z"]
    assert json.loads(read.stdout) == [["Zoë’s talk", *moments]]


# In ---------------------------------------------------------------------------------------------


def test_outlook(desk: Store) -> None:
    [one] = found("outlook.ics").entries
    assert one.title == "Active listening: a training with a title long enough to be folded"
    assert (one.starts, one.ends) == (
        dt.datetime(2026, 11, 24, 14),
        dt.datetime(2026, 11, 24, 15, 30),
    )
    assert one.place == "Room 1, Quayside House"
    assert one.purpose == "Bring the yellow cards.\n\nRoom is step-free, lift on the left."
    assert one.sequence == 2
    plan = planned(desk, found("outlook.ics"))
    assert desk.write(plan.label, calendars.apply, plan) == (1, 0)
    assert desk.undo_label == "Bring in 1 event from a calendar"
    again = planned(desk, found("outlook.ics"))
    assert (again.new, again.changed, len(again.unchanged)) == ((), (), 1)
    desk.undo()
    assert desk.read(schedule.ids, "", "") == []


def test_a_windows_zone_without_its_rules_and_a_repeat(desk: Store) -> None:
    what = found("outlook-without-zone.ics")
    [one] = what.entries
    assert one.starts == dt.datetime(2026, 11, 24, 14)
    assert [d.isoformat() for d in one.more] == ["2026-12-01T14:00:00", "2026-12-15T14:00:00"]
    plan = planned(desk, what)
    assert plan.more == 2
    assert desk.write(plan.label, calendars.apply, plan, repeats=True) == (3, 0)
    assert desk.write(plan.label, calendars.apply, plan, repeats=True) == (0, 0)


def test_google_with_a_moved_date(desk: Store) -> None:
    what = found("google.ics")
    by_title = {e.title: e for e in what.entries}
    repeat = by_title["Evening meeting"]
    assert repeat.starts == dt.datetime(2026, 3, 5, 17, 30)
    assert [f"{d:%d.%m. %H:%M}" for d in repeat.more] == [
        "07.01. 17:30",
        "04.02. 17:30",
        "04.03. 17:30",
    ]
    moved = by_title["Evening meeting (on Friday this time)"]
    assert moved.starts == dt.datetime(2026, 12, 11, 18)
    fair = by_title["Diversity fair"]
    assert (fair.starts.day, fair.ends.day, fair.whole_day) == (29, 30, True)
    plan = planned(desk, what)
    assert desk.write(plan.label, calendars.apply, plan, repeats=True) == (6, 0)
    assert not planned(desk, what).new


def test_apple_with_reminders_that_break_others() -> None:
    talk, off = found("apple.ics").entries
    assert talk.title == "Ōtāne’s talk 🌊"
    assert (talk.starts, talk.ends) == (
        dt.datetime(2026, 3, 27, 14),
        dt.datetime(2026, 3, 27, 15, 30),
    )
    assert off.cancelled
    assert off.starts == dt.datetime(2026, 4, 3, 18)  # without a zone: as the clock here shows


def test_own_zones_old_letters_and_no_uid(desk: Store) -> None:
    what = found("thunderbird.ics")
    cafe, elsewhere = what.entries
    assert (cafe.title, cafe.starts) == ("Café with the depot", dt.datetime(2026, 11, 24, 9))
    assert cafe.uid == found("thunderbird.ics").entries[0].uid
    assert elsewhere.starts == dt.datetime(2026, 11, 24, 14)
    assert what.notes == (
        "The time zone “Nowhere/Land” is not known; its times are taken as they stand.",
    )


def test_a_changed_event_tells_old_and_new(desk: Store) -> None:
    plan = planned(desk, found("outlook.ics"))
    desk.write(plan.label, calendars.apply, plan)
    text = (DATA / "outlook.ics").read_text("utf-8")
    text = text.replace("T140000", "T143000").replace("CLASS:PUBLIC", "STATUS:CANCELLED")
    again = planned(desk, calendars.understand(text.encode(), "Europe/London", NOW))
    [change] = again.changed
    assert change.fields == {
        "starts": (dt.datetime(2026, 11, 24, 14), dt.datetime(2026, 11, 24, 14, 30)),
        "status": ("planned", "cancelled"),
    }
    assert desk.write(again.label, calendars.apply, again) == (0, 1)
    [row] = desk.read(schedule.rows, [change.id])
    assert (row.starts.minute, row.status) == (30, "cancelled")


def test_what_may_be_the_same_is_asked(desk: Store) -> None:
    known = factories.event(desk, "CALL with new york", starts=dt.datetime(2026, 11, 24, 14))
    plan = planned(desk, found("outlook-without-zone.ics"))
    [same] = plan.maybe_same
    assert (same.id, plan.new) == (known, ())
    done = desk.write("In", calendars.apply, plan, same={same.entry.uid: known})
    assert done == (0, 1)
    assert (
        len(planned(desk, found("outlook-without-zone.ics")).changed) == 1
    )  # its title is told anew


# Broken and hostile -----------------------------------------------------------------------------


def one(*more: str, start: str = "DTSTART:20261124T140000") -> bytes:
    inside = "\r\n".join(["BEGIN:VEVENT", "UID:1", "SUMMARY:Talk", start, *more, "END:VEVENT"])
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}\r\nEND:VCALENDAR\r\n".encode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "No events found in this file."),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "No events found in this file."),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMM", "No events found in this file."),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "This is not a calendar file."),
        (b"<html>Sign in</html>", "This is not a calendar file."),
        (b"BEGIN:VCALENDAR\r\nhello\r\nEND:VCALENDAR\r\n", "No events found in this file."),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 10_001, "more events than AllyDesk can bring in"),
    ],
)  # fmt: skip
def test_what_cannot_come_in_is_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence) as caught:
        calendars.understand(data, "Europe/London", NOW)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be read"):
        calendars.read(tmp_path / "no.ics", None, NOW)


def test_a_file_that_is_cut_off_gives_what_is_whole() -> None:
    data = one() + one()
    cut = data.replace(b"END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\n", b"")[:-40]
    what = calendars.understand(cut, "Europe/London", NOW)
    assert len(what.entries) == 1
    assert "cut off" in what.notes[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (one(start="DTSTART:tomorrow"), "no day that can be read"),
        (one(start="X-NOTHING:1"), "no day that can be read"),
        (one("DTEND:20261124T130000"), "ends before it starts"),
        (one("DTEND:20301124T130000"), "longer than a year"),
        (one(start="DTSTART:00010101T000000Z"), "out of reach|no day"),
    ],
)
def test_one_bad_event_is_left_out_with_its_reason(data: bytes, reason: str) -> None:
    what = calendars.understand(data, "Europe/London", NOW)
    assert what.entries == ()
    [left_out] = what.left_out
    assert left_out.title == "Talk"
    assert any(part in left_out.reason for part in reason.split("|"))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY;COUNT=100000000", "FREQ=BOGUS", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;COUNT=99999999999", "FREQ=WEEKLY;UNTIL=never",
        "FREQ=DAILY;INTERVAL=0", "FREQ=MINUTELY", "FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=0,1,2,3,4;BYSECOND=0,1,2,3",
    ],
)  # fmt: skip
def test_a_hostile_rule_takes_no_time_and_gives_few_dates(rule: str) -> None:
    start = time.process_time()
    what = calendars.understand(one(f"RRULE:{rule}"), "Europe/London", NOW)
    assert time.process_time() - start < 20  # not a budget: the alternative is forever
    [entry] = what.entries
    assert len(entry.more) <= 12


def test_thousands_of_hostile_repeats_come_to_an_end() -> None:
    inside = b"".join(
        b"BEGIN:VEVENT\r\nUID:%d\r\nSUMMARY:Talk\r\nDTSTART:20261124T140000\r\n"
        b"RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n" % n
        for n in range(2_000)
    )
    data = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + inside + b"END:VCALENDAR\r\n"
    what = calendars.understand(data, "Europe/London", NOW)
    assert len(what.entries) == 2_000
    assert what.notes == ("A repeat could not be read; its first date can be brought in.",)


def test_a_repeat_across_the_clock_change_stays_on_the_wall() -> None:
    start = "DTSTART;TZID=America/New_York:20270305T090000"
    what = calendars.understand(one("RRULE:FREQ=WEEKLY;COUNT=4", start=start), "Europe/London", NOW)
    [entry] = what.entries
    begin = dt.datetime(2027, 3, 5, 9, tzinfo=ZoneInfo("America/New_York"))
    expected = [
        d.astimezone(LONDON).replace(tzinfo=None)
        for d in rrulestr("FREQ=WEEKLY;COUNT=4", dtstart=begin)
    ]
    assert [entry.starts, *entry.more] == expected
    assert {d.hour for d in expected} == {13, 14}


@given(st.binary(max_size=300), st.integers(0, 3000))
def test_damage_anywhere_is_read_or_refused_in_one_sentence(noise: bytes, at: int) -> None:
    data = (DATA / "google.ics").read_bytes()
    for damaged in (data[:at] + noise + data[at:], data[:at], data[:at] + noise):
        try:
            what = calendars.understand(damaged, "Europe/London", NOW)
        except Problem as problem:
            sentence = str(problem)
        else:
            sentence = ""
            assert what.entries or what.left_out
        assert "\n" not in sentence


def test_this_computer_has_a_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert zones.named(zones.system()) is not None
    monkeypatch.setenv("TZ", ":Asia/Kolkata")
    assert zones.system() == "Asia/Kolkata"
    monkeypatch.setenv("TZ", "../../etc/passwd")
    assert zones.named(zones.system()) is not None


def test_dates_of_a_file_are_stored_as_events(desk: Store) -> None:
    plan = planned(desk, found("google.ics"))
    desk.write(plan.label, calendars.apply, plan)
    stored = desk.read(lambda s: [s.get(Event, id).uid for id in schedule.ids(s, "", "")])
    assert "fair@google.com" in stored
