"""Calendar files as Outlook, Google, Apple and others write them, brought in."""

import datetime as dt

from allydesk import calendars
from allydesk.models import schedule
from allydesk.store import Store
from tests import factories
from tests.calendars.samples import DATA, NOW, found, one, planned


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


def test_an_event_without_a_uid_comes_in_once_whenever_it_is_read(desk: Store) -> None:
    first = one().replace(b"UID:1\r\n", b"")
    later = one(start="DTSTART:20261125T140000").replace(b"UID:1\r\n", b"")
    plan = planned(desk, calendars.understand(first, "Europe/London", NOW))
    assert desk.write(plan.label, calendars.apply, plan) == (1, 0)
    next_week = NOW + dt.timedelta(days=7)
    again = planned(desk, calendars.understand(first, "Europe/London", next_week))
    assert (again.new, again.changed, len(again.unchanged)) == ((), (), 1)
    another = planned(desk, calendars.understand(later, "Europe/London", next_week))
    assert [e.starts.day for e in another.new] == [25]


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


def test_shapes_that_other_programs_write() -> None:
    what = found("odd.ics")
    assert what.left_out == ()
    assert [
        (e.title, f"{e.starts:%d.%m. %H:%M}", f"{e.ends:%d.%m. %H:%M}", [f"{d:%d.%m. %H:%M}" for d in e.more])
        for e in what.entries
    ] == [
        ("Dates by list", "11.01. 09:00", "11.01. 09:45", ["18.01. 09:00", "01.02. 09:00"]),
        ("The first day does not fit the rule", "13.01. 09:30", "13.01. 10:30",
         ["19.01. 09:30", "26.01. 09:30", "02.02. 09:30"]),
        ("A zone behind the name of a vendor", "15.01. 09:00", "15.01. 10:00", []),
        ("The first date is taken out", "08.03. 00:00", "09.03. 00:00", ["15.03. 00:00"]),
        ("Two rules", "05.04. 09:00", "05.04. 10:00",
         ["19.04. 09:00", "03.05. 09:00", "17.05. 09:00"]),
        ("Café mit Müller", "10.05. 13:00", "10.05. 13:00", []),
        ("Twins", "11.05. 13:00", "11.05. 13:00", []),
        ("Twins", "11.05. 13:00", "11.05. 13:00", []),
        ("A day that ends at an hour", "12.05. 00:00", "12.05. 00:00", []),
        ("A length beyond all calendars", "14.05. 10:00", "14.05. 10:00", []),
    ]  # fmt: skip
    assert {e.purpose for e in what.entries if e.title == "Twins"} == {"the one", "the other"}
    assert len({e.uid for e in what.entries}) == 10


def test_events_without_a_calendar_around_them_come_in() -> None:
    bare = one().split(b"\r\n", 2)[2].replace(b"END:VCALENDAR\r\n", b"")
    assert bare.startswith(b"BEGIN:VEVENT")
    assert [e.title for e in calendars.understand(bare, "Europe/London", NOW).entries] == ["Talk"]
