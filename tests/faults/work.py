"""The work that is killed in the middle. Loaded once, with all it needs, by what forks it."""

import itertools
import os
import tempfile
from collections import Counter
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import patch

from alembic.operations import Operations
from sqlalchemy import Column, Text
from sqlalchemy.orm import Session

from allydesk import backup, migrate, paths, sample
from allydesk.backup import archive
from allydesk.models import membership, person
from allydesk.models.base import drop, put
from allydesk.models.membership import Membership
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.store import Store

FAMILY = 4  # people in one write; the write after it takes one of them away again


def _change_family(s: Session, n: int, group: int) -> None:
    for i in range(FAMILY):
        one = put(s, Person, None, {"full_name": f"Family-{n} Member-{i}"})
        put(s, Membership, None, {"person_id": one, "group_id": group, "scope": "group"})
    drop(s, Person, [r.id for r in person.find(s, f"Family-{n - 1} Member-0", 1)])


def write_on(pipe: Connection, path: Path) -> None:
    with Store.open(path) as store:
        first = newest_family(store) + 1
        for n in itertools.count(first):
            store.write(f"Write {n}", _change_family, n, 1)
            if n == first:
                pipe.send(None)
            pipe.send(n)


def newest_family(store: Store) -> int:
    return max(families(store), default=0)


def families(store: Store) -> Counter[int]:
    rows = store.read(membership.of_group, 1, Audience.COORDINATOR)
    return Counter(int(r.name.split()[0].removeprefix("Family-")) for r in rows)


def back_up(pipe: Connection, path: Path) -> None:
    backup.save_file(path, backup.TIMED)
    pipe.send(None)
    while True:
        backup.save_file(path, backup.TIMED)


def put_back(pipe: Connection, path: Path) -> None:
    now = archive.state(path).people
    other, same = sorted(
        paths.backups().iterdir(), key=lambda p: backup.look(p).manifest.people == now
    )
    backup.restore(other, path)
    pipe.send(None)
    for made in itertools.cycle((same, other)):
        backup.restore(made, path)


def _wider(op: Operations) -> None:
    op.add_column("person", Column("nickname", Text))
    with op.batch_alter_table("membership") as batch:  # makes the table anew and copies it
        batch.add_column(Column("why", Text))
    op.execute("UPDATE person SET nickname = upper(known_as)")


def bring_up_to_date(pipe: Connection, path: Path) -> None:
    migrate.STEPS = (*migrate.STEPS, _wider)
    pipe.send(None)
    Store.open(path).close()


def _warm_up() -> None:
    """Load what is loaded when first used, so that the kills meet the work itself."""
    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, ALLYDESK_HOME=folder):
        sample.write(Path(folder) / "x.allydesk", date(2026, 11, 19))
        with Store.open(Path(folder) / "x.allydesk") as store:
            backup.save(store, backup.TIMED)


_warm_up()
