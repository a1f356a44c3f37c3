"""What a calendar file would bring in is looked at for clashes before any of it is stored."""

import datetime as dt
from pathlib import Path

from allydesk import calendars
from allydesk.models.base import put
from allydesk.models.organisation import Organisation
from allydesk.planning import incoming
from allydesk.store import Store
from tests import factories

NOW = dt.datetime(2026, 11, 19, 9)


def entry(uid: str, starts: str, *more: str) -> str:
    lines = (
        "BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{uid}", f"DTSTART:{starts}",
        "DURATION:PT1H", *more, "END:VEVENT",
    )  # fmt: skip
    return "".join(f"{line}\r\n" for line in lines)


def found(store: Store, tmp_path: Path, *entries: str) -> tuple[calendars.Plan, incoming.Incoming]:
    path = tmp_path / "in.ics"
    path.write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(entries)}END:VCALENDAR\r\n",
        "utf-8",
        newline="",
    )
    plan = store.read(calendars.plan_of, calendars.read(path, "Europe/London", NOW))
    return plan, store.read(incoming.of_file, plan, NOW.date())


def test_new_repeated_and_moved_dates(store: Store, tmp_path: Path) -> None:
    store.write("x", put, Organisation, 1, {"country": "GB", "region": "ENG"})
    ana = factories.person(store, "Ana")
    for title, hour in (("Board", 10), ("Talk", 15)):
        starts = dt.datetime(2026, 12, 1, hour)
        id = factories.event(store, title, starts=starts, ends=starts + dt.timedelta(hours=1),
                             uid=f"{title}@x")  # fmt: skip
        factories.attend(store, id, ana)
    plan, what = found(
        store, tmp_path,
        entry("party", "20261225T120000"),
        entry("clear", "20261126T100000"),
        entry("past", "20251225T120000"),
        entry("off", "20261225T140000", "STATUS:CANCELLED"),
        entry("weekly", "20261211T100000", "RRULE:FREQ=WEEKLY;COUNT=4"),
        entry("Talk@x", "20261201T103000").replace("SUMMARY:Talk@x", "SUMMARY:Talk"),
    )  # fmt: skip
    assert what.dates == 7  # neither what is over nor what is cancelled
    assert {uid: [a.starts.date().isoformat() for a in these]
            for uid, these in what.clashing.items()} == {
        "party": ["2026-12-25"], "weekly": ["2026-12-25", "2027-01-01"], "Talk@x": ["2026-12-01"],
    }  # fmt: skip
    assert what.clashing["party"][0].clash.text == (
        "Fri 25 Dec is a public holiday: Christmas Day."
    )
    assert what.clashing["Talk@x"][0].clash.text.startswith("“Board” is at the same time")
    assert what.clashing["Talk@x"][0].clash.shared == 1
    assert what.heavy == 4
    assert [c.title for c in plan.changed] == ["Talk"]
