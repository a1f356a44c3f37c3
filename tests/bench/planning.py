"""Measure clashes and free slots: five years, 3,000 events, 5,000 people.

python -m tests.bench.planning, or as part of python -m tests.bench.
"""

import datetime as dt
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import insert
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
from tests.bench import desks, events

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
            Event.__table__.update()
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


def measured(store: Store) -> Iterator[tuple[str, list[float], float | None]]:
    """Give (name, times in ms, budget) of each figure."""
    from tests.bench.__main__ import timed

    ids = [r.id for r in store.read(schedule.between, TODAY, TODAY + dt.timedelta(days=60))]
    one = store.read(busy.plans, ids[:1])[0]
    wished = Plan(
        dt.datetime(2026, 11, 24, 14), dt.datetime(2026, 11, 24, 15),
        room="Room 3", groups=(1, 2, 3), people=tuple(range(1, 200)),
    )  # fmt: skip
    monthly = [wished.at(wished.starts - YEARS / 2 + dt.timedelta(days=28 * n)) for n in range(65)]
    store.read(public_holidays.between, TODAY - YEARS, TODAY + YEARS)  # the library loads once
    yield "Clashes of one date", timed(lambda: store.read(clashes.of, wished)), 50
    deadline = wished.starts.date()
    yield "What a deadline falls on", timed(lambda: store.read(deadlines.of_day, deadline)), 16
    yield "Clear days for a deadline", timed(
        lambda: store.read(deadlines.clear, deadline, deadline)), 50  # fmt: skip
    yield "Clashes of a stored event", timed(lambda: store.read(clashes.of, one)), 50
    yield "Clashes of 65 dates over 5 years", timed(
        lambda: store.read(clashes.of_series, monthly)), 50  # fmt: skip
    file = calendars.Plan(tuple(_entries()), (), (), (), (), ())
    yield "A calendar file of 3,000 dates", timed(
        lambda: store.read(incoming.of_file, file, TODAY), 5), 500  # fmt: skip
    yield "Three clear slots", timed(lambda: store.read(slots.free, wished, TODAY)), 100
    # More than there are: every candidate of sixteen weeks is looked at.
    crowd = Plan(wished.starts, wished.ends, people=tuple(range(1, PEOPLE + 1)))
    yield "All clear slots of sixteen weeks", timed(
        lambda: store.read(slots.free, crowd, TODAY, 500), 5), None  # fmt: skip
    yield "Year of observances", timed(lambda: store.read(observances.of_year, 2027)), 100


def all_figures(folder: Path) -> Iterator[tuple[str, list[float], float | None]]:
    path = folder / "planning.allydesk"
    desks.make(path, PEOPLE, GROUPS, PEOPLE // GROUPS)
    with Store.open(path) as store:
        store.write("Fill", fill)
        yield from measured(store)


def main() -> None:
    from tests.bench.__main__ import Figure

    with tempfile.TemporaryDirectory() as folder:
        for name, times, budget in all_figures(Path(folder)):
            print(Figure(name, times, budget), flush=True)


if __name__ == "__main__":
    main()
