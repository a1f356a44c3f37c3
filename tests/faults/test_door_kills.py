"""kill -9 during check-in: everybody whose arrival was announced is in the file afterwards."""

import datetime as dt
import itertools
import random
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from allydesk.backup import archive
from allydesk.check_in import Door
from allydesk.models import attendance
from allydesk.models.privacy import Audience
from allydesk.store import Store
from tests import factories
from tests.bench import desks
from tests.faults.killing import kill_in

KILLS = 200
PEOPLE = 600
EVENT = 1
NOW = dt.datetime(2026, 11, 24, 13, 55)


def check_people_in(pipe: Connection, path: Path) -> None:
    """Say who is stored; check in one after the other, and say so as soon as the door does."""
    with Store.open(path) as store:
        door = Door(store, EVENT)
        found = frozenset(r.id for r in store.read(attendance.of_event, EVENT))
        waiting = [g for letter in "aeionrst" for g in door.search(letter, PEOPLE) if not g.is_here]
        pipe.send(None)
        pipe.send(found)
        for guest in waiting:
            if not (arrived := door.arrive(guest, NOW)).already:
                pipe.send(arrived.attendance_id)
        for n in itertools.count():
            pipe.send(door.walk_in(f"Guest {n}", NOW).attendance_id)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_announced_arrival_is_lost(path: Path) -> None:
    desks.make(path, PEOPLE, 1, 1)
    with Store.open(path) as store:
        assert factories.event(store) == EVENT
    chance = random.Random(20261122)
    announced: set[int] = set()
    cut = looked = 0
    for _ in range(KILLS):
        sent = kill_in(check_people_in, path, chance, 0.06)
        for found in (one for one in sent if isinstance(one, frozenset)):
            assert (
                announced <= found
            )  # before the next one, who would get the id of one who is lost
            looked += 1
        announced |= {id for id in sent if isinstance(id, int)}
        journal = archive.journal(path)
        cut += journal.exists() and journal.stat().st_size > 0
    with Store.open(path) as store:
        store.verify()
        rows = store.read(attendance.of_event, EVENT, Audience.COORDINATOR)
        known = [r.person_id for r in rows if r.person_id]
        assert announced <= {r.id for r in rows}
        assert len(set(known)) == len(known)  # nobody twice
        assert len(rows) - len(announced) <= KILLS  # at most the one being stored each time
        assert all(r.state == "present" and r.checked_in_at == NOW for r in rows)
    print(
        f"{KILLS} kills at the door, {len(announced)} arrivals announced, {cut} cut in the middle"
    )
    assert looked > KILLS * 0.9
    assert cut > KILLS / 20  # else the kills came at the wrong time and prove nothing
