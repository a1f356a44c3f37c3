"""Measure clashes and free slots: five years, 3,000 events, 5,000 people.

python -m tests.bench.planning, or as part of python -m tests.bench.
"""

import datetime as dt
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from allydesk import calendars
from allydesk.models import schedule
from allydesk.models.event import Event, EventGroup
from allydesk.planning import (
    busy,
    clashes,
    deadlines,
    incoming,
    observances,
    public_holidays,
    slots,
)
from allydesk.planning.plan import Plan
from allydesk.store import Store
from tests.bench import clock, desks, events
from tests.bench.clock import measure

PEOPLE, EVENTS, ATTENDANCES, GROUPS = 5_000, 3_000, 60_000, 40
TODAY = dt.date(2026, 11, 19)
YEARS = dt.timedelta(days=5 * 365)


def fill(s: Session) -> None:
    """Lay the events over five years in office hours, so that any time has others beside it."""
    events.fill(s, PEOPLE, EVENTS, ATTENDANCES)
    chance = random.Random(11)
    begin = dt.datetime(2024, 5, 6, 9)
    for id in range(2, EVENTS + 2):
        days = chance.randrange(5 * 52) * 7 + chance.randrange(5)
        starts = begin + dt.timedelta(days=days, hours=chance.randrange(8))
        ends = starts + dt.timedelta(hours=1)
        s.execute(
            update(Event)
            .where(Event.id == id)
            .values(starts=starts, ends=ends, until=ends, room=f"Room {chance.randrange(6)}")
        )
    invited = [
        {"event_id": id, "group_id": (id + 7) % GROUPS + 1, "role": "invited"}
        for id in range(2, EVENTS + 2)
    ]
    s.execute(insert(EventGroup), invited)


def _entries() -> Iterator[calendars.Entry]:
    """Give the entries of a file: 3,000 hours over five years to come."""
    for n in range(EVENTS):
        starts = dt.datetime.combine(TODAY, dt.time(9)) + dt.timedelta(hours=14 * n)
        yield calendars.Entry(
            str(n), "Meeting", starts, starts + dt.timedelta(hours=1), whole_day=False,
            place=None, purpose=None, cancelled=False,
        )  # fmt: skip


def measured(folder: Path) -> None:
    """Print each figure."""
    path = folder / "planning.allydesk"
    desks.make(path, PEOPLE, GROUPS, PEOPLE // GROUPS)
    with Store.open(path) as store:
        store.write("Fill", fill)
        _clashes(store)
        _clear(store)


def _wished() -> Plan:
    starts = dt.datetime(2026, 11, 24, 14)
    people = tuple(range(1, 200))
    return Plan(
        starts, starts + dt.timedelta(hours=1), room="Room 3", groups=(1, 2, 3), people=people
    )


def _clashes(store: Store) -> None:
    wished = _wished()
    ids = [r.id for r in store.read(schedule.between, TODAY, TODAY + dt.timedelta(days=60))]
    one = store.read(busy.plans, ids[:1])[0]
    monthly = [wished.at(wished.starts - YEARS / 2 + dt.timedelta(days=28 * n)) for n in range(65)]
    store.read(public_holidays.between, TODAY - YEARS, TODAY + YEARS)  # the library loads once
    measure("Clashes of one date", partial(store.read, clashes.of, wished), 20, 50)
    measure("Clashes of a stored event", partial(store.read, clashes.of, one), 20, 50)
    series = partial(store.read, clashes.of_series, monthly)
    measure("Clashes of 65 dates over 5 years", series, 20, 50)
    file = calendars.Plan(tuple(_entries()), (), (), (), (), ())
    incoming_file = partial(store.read, incoming.of_file, file, TODAY)
    measure("A calendar file of 3,000 dates", incoming_file, 5, 500)


def _clear(store: Store) -> None:
    wished = _wished()
    day = wished.starts.date()
    measure("What a deadline falls on", partial(store.read, deadlines.of_day, day), 20, 16)
    measure("Clear days for a deadline", partial(store.read, deadlines.clear, day, day), 20, 50)
    measure("Three clear slots", partial(store.read, slots.free, wished, TODAY), 20, 100)
    # More than there are: every candidate of sixteen weeks is looked at.
    crowd = Plan(wished.starts, wished.ends, people=tuple(range(1, PEOPLE + 1)))
    every = partial(store.read, slots.free, crowd, TODAY, 500)
    measure("All clear slots of sixteen weeks", every, 5)
    measure("Year of observances", partial(store.read, observances.of_year, 2027), 20, 100)


def main() -> None:
    with clock.bench(f"Clashes and free slots among {EVENTS} events") as folder:
        measured(folder)


if __name__ == "__main__":
    main()
