"""Measure the calendar and the door: `python -m tests.bench.events [PEOPLE EVENTS ATTENDANCES]`.

The reference desk has 5,000 people and 60,000 attendances, the large one 100,000 and 1,000,000.
"""

import datetime as dt
import random
import sys
from collections.abc import Iterator

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from allydesk import calendars, quick_entry
from allydesk.check_in import Door
from allydesk.models import attendance, schedule
from allydesk.models.attendance import Attendance
from allydesk.models.base import put
from allydesk.models.event import KINDS, Event, EventGroup
from allydesk.models.privacy import Audience
from allydesk.store import Store
from tests.bench import clock, desks
from tests.bench.clock import measure

NOW = dt.datetime(2026, 11, 19, 16)
_BUSY = 200  # events in the month that is looked at


def fill(s: Session, people: int, events: int, attendances: int) -> None:
    """Lay events over ten years, 200 of them in this month, with people at each."""
    chance = random.Random(7)
    pattern = put(s, Event, None, {"title": "Pattern", "starts": NOW})
    columns = [c.key for c in Event.__table__.columns if c.key not in ("id", "uid")]
    row = s.execute(text("SELECT * FROM event WHERE id = :id"), {"id": pattern}).mappings().one()
    base = {c: getattr(s.get(Event, pattern), c) for c in columns if c in row}
    s.execute(insert(Event), list(_events(chance, base, events)))
    links = [{"event_id": n + 2, "group_id": n % 40 + 1, "role": "host"} for n in range(events)]
    s.execute(insert(EventGroup), links)
    each = attendances // events
    part: list[dict[str, object]] = []
    for n in range(events):
        for person in chance.sample(range(1, people + 1), each):
            state = chance.choice(["present"] * 6 + ["absent", "registered", "invited", "late"])
            part.append(
                {
                    "event_id": n + 2,
                    "person_id": person,
                    "role": "attendee",
                    "state": state,
                    "sort_key": "",
                }
            )
        if len(part) > 50_000:
            s.execute(insert(Attendance), part)
            part = []
    s.execute(insert(Attendance), part)


def _events(
    chance: random.Random, base: dict[str, object], events: int
) -> Iterator[dict[str, object]]:
    month = NOW.replace(day=1, hour=8)
    for n in range(events):
        days = chance.randrange(30) if n < _BUSY else chance.randrange(-3300, 300)
        starts = month + dt.timedelta(days=days, hours=chance.randrange(10))
        ends = starts + dt.timedelta(hours=1)
        title = f"{chance.choice(list(KINDS.values()))} {n}"
        yield base | {
            "title": title, "starts": starts, "ends": ends, "until": ends, "uid": f"{n}@bench",
            "search_key": title.lower(), "kind": chance.choice(list(KINDS)),
        }  # fmt: skip


def main(people: int, events: int, attendances: int) -> None:
    title = f"{people} people, {events} events, {attendances} attendances"
    with clock.bench(title) as folder:
        path = folder / "bench.allydesk"
        desks.make(path, people, 40, people // 40)
        with Store.open(path) as store:
            store.write("Fill", fill, people, events, attendances)
            _calendar(store)
            _door(store)


def _calendar(store: Store) -> None:
    first, last = dt.date(2026, 10, 26), dt.date(2026, 12, 6)
    print(
        f"({len(store.read(schedule.between, first, last))} events in the six weeks of the month view)"
    )
    measure("month view", lambda: store.read(schedule.between, first, last))
    week = (dt.date(2026, 11, 16), dt.date(2026, 11, 22))
    measure("week view", lambda: store.read(schedule.between, *week))
    measure("running or next event", lambda: store.read(schedule.at_hand, NOW))
    measure("waiting to be finished", lambda: store.read(schedule.unfinished, NOW))
    measure("list: ids of what is past", lambda: store.read(schedule.ids, "", "past", NOW))
    measure("list: search by words", lambda: store.read(schedule.ids, "work 12", "", NOW))
    page = store.read(schedule.ids, "", "past", NOW)[:100]
    measure("list: a page of 100 rows", lambda: store.read(schedule.rows, page))
    measure(
        "all events of one person",
        lambda: store.read(attendance.of_person, 7, Audience.COORDINATOR),
    )
    measure("list of one event", lambda: store.read(attendance.of_event, page[0]))
    line = "Workshop Tue 24 Nov 2–3:30 Room 3 for Group 12 max 12"
    groups = [quick_entry.Known(n, f"Group {n}") for n in range(1, 41)]
    measure("quick entry: one line", lambda: quick_entry.parse(line, "en-GB", NOW, groups))
    stamp = dt.datetime(2026, 11, 19, tzinfo=dt.UTC)
    measure(
        "calendar file of 100 events",
        lambda: calendars.write(store.read(calendars.entries, page), stamp),
    )


def _door(store: Store) -> None:
    event = store.write("Add", put, Event, None, {"title": "Tonight", "starts": NOW})
    expected = random.Random(3).sample(range(1, 5001), 40)
    given = [
        {
            "event_id": event,
            "person_id": p,
            "role": "attendee",
            "state": "registered",
            "sort_key": "",
        }
        for p in expected
    ]
    store.write("Sign up", lambda s: s.execute(insert(Attendance), given))
    measure("door: opened", lambda: Door(store, event))
    measure("door: its search made ready", lambda: Door(store, event).get_ready())
    door = Door(store, event)
    typed = iter([g.name[:3].lower() for g in door.search("a", 3000)] * 9)
    measure("door: three letters", lambda: door.search(next(typed)), 200, 16)
    measure("door: one letter", lambda: door.search("a"), 50, 16)
    measure("door: a name spelt wrongly", lambda: door.search("Szevchemko"), 50, 16)
    arriving = iter([g for g in door.search("a", 500) if not g.is_here])
    measure("door: Enter to stored", lambda: door.arrive(next(arriving), NOW), 100, 30)
    measure("door: taken back", door.take_back, 20, 10)


if __name__ == "__main__":
    main(*(int(n) for n in sys.argv[1:] or ("5000", "3000", "60000")))
