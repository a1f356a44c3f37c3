"""kill -9 at any moment: what was answered stays, and nothing is half done."""

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from allydesk import backup, file, migrate, paths
from allydesk.backup import archive
from allydesk.models import person
from allydesk.models.base import put
from allydesk.models.membership import Membership
from allydesk.models.person import Person
from allydesk.store import Store
from tests import factories
from tests.faults import work
from tests.faults.killing import kill_in, kills, working
from tests.faults.reading import everything

WRITER_KILLS = 150
KILLS = 40  # that come in the middle
pytestmark = pytest.mark.slow


# ---- writing


def test_a_killed_writer_loses_nothing_and_tears_nothing(store: Store, path: Path) -> None:
    factories.group(store)
    store.close()
    chance = random.Random(20261121)
    hot = answered = 0
    for _ in range(WRITER_KILLS):
        sent = kill_in(work.write_on, path, chance, 0.05)
        journal = archive.journal(path)
        hot += journal.exists() and journal.stat().st_size > 0
        with Store.open(path) as again:  # checks every page, for the last use did not end
            found = work.families(again)
            last = max((n for n in sent if isinstance(n, int)), default=0)
            assert last <= max(found) <= max(last, max(found) - 1) + 1
            assert last <= max(found)
            assert found == Counter({n: work.FAMILY - (n != max(found)) for n in found})
            assert set(found) == set(range(1, max(found) + 1))
            assert again.read(person.count) == sum(found.values())
            assert again.undo_label == f"Write {max(found)}"
        answered += len(sent)
    print(f"{WRITER_KILLS} kills of a writer, {answered} writes answered, {hot} cut in the middle")
    assert hot > WRITER_KILLS / 10  # else the kills came at the wrong time and prove nothing
    with Store.open(path) as again:
        before = work.families(again)
        again.undo()
        assert work.newest_family(again) == max(before) - 1
        again.redo()
        assert work.families(again) == before


# ---- backup


def test_a_killed_backup_leaves_good_ones_only(store: Store, path: Path) -> None:
    factories.people(store, *(f"Person {n}" for n in range(60)))
    store.close()
    before = everything(path)
    made_at, tries = [], 0

    def under_way() -> bool:  # each backup takes away what one that was cut short has left
        return any(paths.backups().glob(".part-*"))

    for _hit in kills(work.back_up, path, random.Random(1), 0.06, under_way, KILLS):
        tries += 1
        made_at.append(backup.listing(paths.backups())[0].created)
    assert made_at == sorted(made_at)  # the newest good one is never lost to the one under way
    files = sorted(paths.backups().glob("*.allybackup"))
    assert files
    for made in files:
        with archive.unpacked(made, made.with_name("checked")) as fresh:
            assert everything(fresh) == before
    assert everything(path) == before
    backup.save_file(path, backup.TIMED)
    assert not under_way()
    print(f"{tries} kills of a backup, {KILLS} cut in the middle, {len(files)} backups, all good")


# ---- restore


def test_a_killed_restore_leaves_the_one_file_or_the_other(store: Store, path: Path) -> None:
    contents = []
    for n in range(2):
        factories.people(store, *(f"Person {n}-{i}" for i in range(30)))
        backup.save(store, backup.EXIT)
        contents.append(everything(path))
    store.close()
    found = Counter[int]()
    half = path.with_name(path.name + ".restoring")
    for _hit in kills(work.put_back, path, random.Random(2), 0.06, half.exists, KILLS):
        found[contents.index(everything(path))] += 1
    assert set(found) == {0, 1}
    backup.restore(next(paths.backups().iterdir()), path)
    assert not list(path.parent.glob("*.restoring*"))
    print(
        f"{found.total()} kills of a restore, {KILLS} cut in the middle, old or new: {dict(found)}"
    )


# ---- migration


def _many(s: Session, group: int) -> None:
    for n in range(400):
        one = put(s, Person, None, {"full_name": f"Person {n}", "known_as": f"P{n}"})
        put(s, Membership, None, {"person_id": one, "group_id": group})


def test_a_killed_migration_leaves_the_old_shape_or_the_new(store: Store, path: Path) -> None:
    one = factories.group(store)
    store.write("Bring in a list", _many, one)
    store.close()
    old = shutil.copy(path, path.with_name("old"))
    before = everything(old)
    newer = Counter[bool]()

    def under_way() -> bool:
        journal = archive.journal(path)
        return journal.exists() and journal.stat().st_size > 0

    for hit in kills(work.bring_up_to_date, path, random.Random(3), 0.08, under_way, KILLS):
        newer[_is_newer(path, before)] += 1
        assert not (hit and _is_newer(path, before))  # what was cut short is as it was
        shutil.copy(old, path)
    with working(work.bring_up_to_date, path) as (_pipe, process):
        process.join()  # nobody kills it
        assert process.exitcode == 0
    assert _is_newer(path, before)
    print(
        f"{newer.total()} kills of a migration, {KILLS} cut in the middle, {newer[True]} too late"
    )


def _is_newer(path: Path, before: dict[str, list[tuple[object, ...]]]) -> bool:
    """Say whether a file has the shape after the step, with all that was in it before."""
    c = file.connect(path)
    newer = c.execute("PRAGMA user_version").fetchone()[0] > migrate.newest()
    c.close()
    after = everything(path)
    if not newer:
        assert after == before
        return False
    assert [r[: len(before["person"][0])] for r in after["person"]] == before["person"]
    assert [r[:-1] for r in after["membership"]] == before["membership"]
    return True
