"""Calendar files that are damaged, hostile or odd: read, or refused in one sentence."""

import datetime as dt
import io
import time
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from allydesk import calendars, zones
from allydesk.errors import Problem
from allydesk.models import schedule
from allydesk.models.event import Event
from allydesk.store import Store
from tests.calendars.samples import DATA, NOW, found, one, planned

LONDON = ZoneInfo("Europe/London")


def _packed() -> bytes:
    """Give what Google hands out when a whole calendar is asked for: a calendar file in a zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("calendar.ics", one())
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "No events found in this file."),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "No events found in this file."),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMM", "No events found in this file."),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "This is not a calendar file."),
        (b"<html>Sign in</html>", "This is not a calendar file."),
        (_packed(), "This file is packed"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n", "No events"),
        (bytes(5000), "This is not a calendar file."),
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
        (one("DURATION:-PT1H"), "ends before it starts"),
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


def test_of_many_dates_by_list_and_by_rules_the_next_twelve_are_offered() -> None:
    days = ",".join(f"202701{day:02}T090000" for day in range(1, 32))
    what = calendars.understand(
        one(f"RDATE:{days}", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), "Europe/London", NOW
    )
    [entry] = what.entries
    assert [d.day for d in entry.more] == [25, 26, 27, 28, 29, 30, 1, 2, 3, 4, 5, 6]


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


@pytest.mark.parametrize(
    "data",
    [
        one(start="DTSTART;TZID=" + "/a" * 100_000 + ":20261124T140000"),
        one(start="DTSTART;TZID=" + "/a" * 30 + "\r\n " + "/a" * 3_000 + ":20261124T140000"),
        one("DESCRIPTION;ENCODING=QUOTED-PRINTABLE:x=\r\n" + "y=\r\n" * 50_000 + "z"),
        one("RDATE:" + ",".join(["20270101T090000Z"] * 50_000)),
        one("BEGIN:VALARM\r\n" * 20_000 + "END:VALARM"),
    ],
)
def test_what_was_made_to_hurt_comes_to_an_end(data: bytes) -> None:
    start = time.process_time()
    [entry] = calendars.understand(data, "Europe/London", NOW).entries
    assert entry.title == "Talk"
    assert time.process_time() - start < 20  # not a budget: the alternative is forever


def test_a_letter_that_was_folded_in_two_is_whole() -> None:
    data = one("LOCATION:Zoë").replace("ë".encode(), "ë".encode()[:1] + b"\r\n " + "ë".encode()[1:])
    assert calendars.understand(data, "Europe/London", NOW).entries[0].place == "Zoë"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig"])
def test_a_file_in_any_usual_writing_is_read(encoding: str) -> None:
    data = one("LOCATION:Zoë, Größe").decode().encode(encoding)
    assert calendars.understand(data, "Europe/London", NOW).entries[0].place == "Zoë, Größe"


def test_bytes_that_mean_nothing_inside_a_line_are_left_out() -> None:
    data = one("LOCATION:Ro\x00om 3")
    assert calendars.understand(data, "Europe/London", NOW).entries[0].place == "Room 3"


def _own_zone(name: str, hours: int, day: str) -> bytes:
    zone = [
        "BEGIN:VTIMEZONE", f"TZID:{name}", "BEGIN:STANDARD", "DTSTART:16010101T000000",
        f"TZOFFSETFROM:+0{hours}00", f"TZOFFSETTO:+0{hours}00", "END:STANDARD", "END:VTIMEZONE", "",
    ]  # fmt: skip
    quoted = f'"{name}"' if "," in name or ":" in name else name
    data = one(start=f"DTSTART;TZID={quoted}:{day}T140000")
    return data.replace(b"BEGIN:VEVENT", "\r\n".join(zone).encode() + b"BEGIN:VEVENT")


@pytest.mark.parametrize("name", ["Customized Time Zone", "(UTC+01:00) Amsterdam, Berlin, Bern"])
def test_a_zone_is_what_its_own_file_says_and_not_what_another_said(name: str) -> None:
    for hours in (1, 5, 0):
        data = _own_zone(name, hours, "20261124")
        [entry] = calendars.understand(data, "Europe/London", NOW).entries
        assert entry.starts == dt.datetime(2026, 11, 24, 14 - hours)
        assert entry.notes == ()


def test_a_zone_nobody_explains_is_said() -> None:
    start = 'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern":20261124T140000'
    [entry] = calendars.understand(one(start=start), "Europe/London", NOW).entries
    assert entry.starts == dt.datetime(2026, 11, 24, 14)
    assert "“(UTC+01:00) Amsterdam, Berlin, Bern” is not known" in entry.notes[0]


@pytest.mark.parametrize(
    ("start", "end", "on_the_wall"),
    [
        ("20271031T005000Z", "20271031T011000Z", "01:50–02:10"),  # ends 1:10 by the wall
        ("20271031T003000Z", "20271031T013000Z", "01:30–02:30"),
        ("20270328T003000Z", "20270328T013000Z", "00:30–02:30"),  # one o’clock does not exist
    ],
)
def test_an_event_over_the_clock_change_comes_in(start: str, end: str, on_the_wall: str) -> None:
    what = calendars.understand(one(f"DTEND:{end}", start=f"DTSTART:{start}"), "Europe/London", NOW)
    [entry] = what.entries
    assert f"{entry.starts:%H:%M}–{entry.ends:%H:%M}" == on_the_wall


def test_a_whole_day_that_exchange_writes_with_hours() -> None:
    lines = ("DTEND;TZID=Europe/Berlin:20261126T000000", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE")
    data = one(*lines, start="DTSTART;TZID=Europe/Berlin:20261124T000000")
    [entry] = calendars.understand(data, "Europe/London", NOW).entries
    assert (entry.whole_day, entry.starts.day, entry.ends.day) == (True, 24, 25)


def test_dates_with_a_length_of_their_own_are_said() -> None:
    data = one("DURATION:PT1H", "RDATE;VALUE=PERIOD:20261128T100000Z/PT3H")
    what = calendars.understand(data, "Europe/London", NOW)
    assert [f"{d:%d.%m. %H:%M}" for d in what.entries[0].more] == ["28.11. 10:00"]
    assert "length of their own" in what.notes[0]


def test_a_description_in_html_is_words() -> None:
    html = (
        '<html-blob><b>Bring</b>&nbsp;cards.<br><a href="https://x.example">Map</a> &amp; plan'
        "<ul><li>1 < 2</li></ul></html-blob>"
    )
    data = one(f"DESCRIPTION:{html}")
    [entry] = calendars.understand(data, "Europe/London", NOW).entries
    assert entry.purpose == "Bring cards.\nMap & plan\n1 < 2"
    plain = one("DESCRIPTION:a <b and c> d")
    assert calendars.understand(plain, "Europe/London", NOW).entries[0].purpose == "a <b and c> d"
