"""One line becomes an event: what people type, and what is said back."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allydesk import times
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.quick_entry import Known, parse
from allydesk.store import Store

NOW = dt.datetime(2026, 11, 19, 16)
GROUPS = [
    Known(1, "Pride & Allies", "Pride"),
    Known(2, "Access Matters", "Access"),
    Known(3, "Finance"),
    Known(4, "Women’s Network"),
]


@pytest.mark.parametrize(
    ("line", "title", "starts", "ends"),
    [
        ("Workshop Tue 24 Nov 2–3:30 Room 3 for Finance", "Workshop", "2026-11-24 14:00", "2026-11-24 15:30"),
        ("Pride meeting next thu 18:00-19:30 Room 3", "Pride meeting", "2026-11-26 18:00", "2026-11-26 19:30"),
        ("Lunch 3 Dec 12", "Lunch", "2026-12-03 12:00", "2026-12-03 13:00"),
        ("Lunch 3 Dec noon", "Lunch", "2026-12-03 12:00", "2026-12-03 13:00"),
        ("Training 24/11 from 2 to 3:30", "Training", "2026-11-24 14:00", "2026-11-24 15:30"),
        ("Training 24.11. 14 Uhr 90 min Raum 12", "Training", "2026-11-24 14:00", "2026-11-24 15:30"),
        ("Training 24.11.2026 14:00", "Training", "2026-11-24 14:00", "2026-11-24 15:00"),
        ("Training 9-17 24 Nov", "Training", "2026-11-24 09:00", "2026-11-24 17:00"),
        ("Workshop tomorrow at 2pm for 2 hours", "Workshop", "2026-11-20 14:00", "2026-11-20 16:00"),
        ("Workshop tomorrow 10:30 for an hour and a half", "Workshop", "2026-11-20 10:30", "2026-11-20 12:00"),
        ("Yoga 1.5 h Fri 7:30 am", "Yoga", "2026-11-20 07:30", "2026-11-20 09:00"),
        ("Panel Fri 10am-12pm", "Panel", "2026-11-20 10:00", "2026-11-20 12:00"),
        ("Panel Fri 10-12", "Panel", "2026-11-20 10:00", "2026-11-20 12:00"),
        ("Talk 2-3:30pm tue 24 nov", "Talk", "2026-11-24 14:00", "2026-11-24 15:30"),
        ("Story session 24 Nov 11-1", "Story session", "2026-11-24 11:00", "2026-11-24 13:00"),
        ("Seminar 24 Nov 9-7", "Seminar", "2026-11-24 09:00", "2026-11-24 19:00"),
        ("Meeting 7 Dec 7-9 pm", "Meeting", "2026-12-07 19:00", "2026-12-07 21:00"),
        ("Meeting 18:00", "Meeting", "2026-11-19 18:00", "2026-11-19 19:00"),
        ("Meeting 9:00", "Meeting", "2026-11-20 09:00", "2026-11-20 10:00"),
        ("Listening circle 12 Feb 17h30", "Listening circle", "2027-02-12 17:30", "2027-02-12 18:30"),
        ("Party 31 Dec 10pm to 1 am", "Party", "2026-12-31 22:00", "2027-01-01 01:00"),
        ("Mentor circle 10 Dec 8 pm to midnight", "Mentor circle", "2026-12-10 20:00", "2026-12-11 00:00"),
        ("Intro to Bias 101 on Monday 2.30pm", "Intro to Bias 101", "2026-11-23 14:30", "2026-11-23 15:30"),
        ("Team 5 lunch 3/12 12:30", "Team 5 lunch", "2026-12-03 12:30", "2026-12-03 13:30"),
        ("Nov 24 2026 2pm panel", "Panel", "2026-11-24 14:00", "2026-11-24 15:00"),
        ("Celebrate 10 years 5 March 2027 6pm", "Celebrate 10 years", "2027-03-05 18:00", "2027-03-05 19:00"),
        ("Meeting 29 Feb 2028 10:00", "Meeting", "2028-02-29 10:00", "2028-02-29 11:00"),
        ("Drinks today 17:30", "Drinks", "2026-11-19 17:30", "2026-11-19 18:30"),
        ("2026-12-03 14:00–15:30 Review", "Review", "2026-12-03 14:00", "2026-12-03 15:30"),
    ],
)  # fmt: skip
def test_days_and_times(line: str, title: str, starts: str, ends: str) -> None:
    found = parse(line, "en-GB", NOW, GROUPS)
    assert (found.title, str(found.starts)[:16], str(found.ends)[:16]) == (title, starts, ends)


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Training all day 3 Dec", "2026-12-03", "2026-12-03"),
        ("24 Nov", "2026-11-24", "2026-11-24"),
        ("Diversity fair 4-6 Dec", "2026-12-04", "2026-12-06"),
        ("Diversity week 30 Nov - 4 Dec", "2026-11-30", "2026-12-04"),
        ("Retreat Fri 4 Dec to Sun 6 Dec", "2026-12-04", "2026-12-06"),
        ("Fair 30 Dec – 2 Jan", "2026-12-30", "2027-01-02"),
    ],
)
def test_whole_days(line: str, first: str, last: str) -> None:
    found = parse(line, "en-GB", NOW)
    assert found.values["whole_day"]
    assert [str(d)[:10] for d in (found.starts, found.ends)] == [first, last]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Workshop Tue 2pm Room 3", "room", "Room 3"),
        ("Board meeting Fri 10 Board Room", "room", "Board Room"),
        ("Meeting Fri 10:00 in the Garden Room", "room", "Garden Room"),
        ("Circle Fri 10:00 in B12", "room", "B12"),
        ("Lunch Fri 12:30 canteen", "room", "Canteen"),
        ("Schulung Fr 14:00 Raum 12", "room", "Raum 12"),
        ("Town hall meeting Fri 10:00", "room", None),
        ("Workshop Tue 2pm for Finance", "group", 3),
        ("Access Matters meeting Fri 10:00", "group", 2),
        ("women's network lunch Fri 12:30", "group", 4),
        ("Accessible design Fri 10:00", "group", None),
        ("Training for new managers 3 Dec 14:00", "audience", "new managers"),
        ("Workshop tomorrow at 2pm max 12", "capacity", 12),
        ("Training 20 places Tue 14-16", "capacity", 20),
        ("Workshop Fri", "kind", "workshop"),
        ("Workshop on active listening circles Fri", "kind", "workshop"),
        ("Active listening training Fri", "kind", "training"),
        ("Pride Fri 18:00", "kind", "meeting"),
        ("Something Fri 18:00", "kind", "other"),
        ("Workshop 31 Feb 2pm", "day", None),
    ],
)
def test_what_else_is_understood(line: str, field: str, value: object) -> None:
    assert getattr(parse(line, "en-GB", NOW, GROUPS), field) == value


def test_what_was_understood_is_said() -> None:
    found = parse("Workshop Tue 24 Nov 2–3:30 Room 3 for Finance max 12", "en-GB", NOW, GROUPS)
    assert found.said == ("Workshop", "Tue 24 Nov", "14:00–15:30", "Room 3", "Finance", "12 places")


def test_other_languages() -> None:
    assert str(parse("Schulung 3. Dezember 14 Uhr", "de-DE", NOW).starts) == "2026-12-03 14:00:00"
    assert str(parse("Formation le 3 décembre 14h30", "fr-FR", NOW).starts) == "2026-12-03 14:30:00"
    assert str(parse("Workshop 12/3 2pm", "en-US", NOW).starts) == "2026-12-03 14:00:00"


def test_what_is_understood_can_be_stored(store: Store) -> None:
    found = parse("Workshop Tue 24 Nov 2–3:30 Room 3 max 12", "en-GB", NOW)
    id = store.write("Add", put, Event, None, found.values)
    room, capacity = store.read(lambda s: (s.get(Event, id).room, s.get(Event, id).capacity))
    assert (room, capacity) == ("Room 3", 12)


@given(st.text(max_size=80))
@example("99999 hours 24:60 Feb 30 30 Feb 2–")
@example("24 Nov 9999 to 1 Jan 1")
@example("١٢ نوفمبر ٢:٣٠")
@example("ﬁnance İstanbul ßẞ 2pm")
def test_any_line_is_read_without_trouble(line: str) -> None:
    found = parse(line, "en-GB", NOW, GROUPS)
    assert found.ends is None or found.starts is None or found.starts <= found.ends


_WORDS = (
    "Workshop 24 Nov Tue 2 3:30 14:00 - – to for Room 3 max 12 places 2pm am noon all day 31 Feb 9-17 "
    "next thu 2026 2 hours 90 min at in the 0 99 24:00 12/3 Finance Pride & , . today"
)


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=12))
def test_any_words_give_an_event_that_can_be_stored_or_has_no_day(parts: list[str]) -> None:
    found = parse(" ".join(parts), "en-GB", NOW, GROUPS)
    if found.starts is not None and found.ends is not None:
        assert found.starts <= found.ends
    assert len(found.title) <= 500


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2", "14:00"), ("7", "07:00"), ("12", "12:00"), ("14", "14:00"), ("2:30", "14:30"), ("02:30", "02:30"),
        ("2am", "02:00"), ("12 am", "00:00"), ("12pm", "12:00"), ("9.15", "09:15"), ("17h30", "17:30"), ("8h", "08:00"),
        ("24:00", "00:00"), ("noon", "12:00"), ("3 Uhr", "03:00"),
    ],
)  # fmt: skip
def test_times_of_day(text: str, time: str) -> None:
    found = times.parse(text)
    assert found is not None
    assert found.isoformat("minutes") == time


@pytest.mark.parametrize("text", ["", "25", "14:60", "13pm", "0 am", "two", "1:2:3", "-1"])
def test_what_is_no_time(text: str) -> None:
    assert times.parse(text) is None
