"""The disk is full, the folder is read-only, the file is locked, gone or another: a sentence each."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from allydesk import backup, file, paths
from allydesk.errors import Problem
from allydesk.models import person
from allydesk.models.base import put
from allydesk.models.person import Person
from allydesk.store import Store
from tests import factories
from tests.faults import killing
from tests.faults.reading import everything

Mount = Callable[..., Path]


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """Give small disks: mount(size="2m") makes one; mount(read_only=path) takes its pen away."""
    made: list[Path] = []

    def do(size: str = "", *, read_only: Path | None = None) -> Path:
        place = read_only or tmp_path / f"disk {len(made)}"
        options = "remount,ro" if read_only else f"size={size}"
        place.mkdir(exist_ok=True)
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True
        )
        if done.returncode:
            pytest.skip("Making a small disk needs an administrator.")
        if not read_only:
            made.append(place)
        return place

    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("Making a small disk needs an administrator of a Linux computer.")
    yield do
    for place in made:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _many(s: Session, count: int) -> None:
    for n in range(count):
        put(s, Person, None, {"full_name": f"Person {n}", "notes": "long " * 1500})


def names(store: Store) -> list[str]:
    return [r.name for r in store.read(person.rows, store.read(person.ids))]


def test_a_full_disk_stores_a_write_whole_or_not_at_all(mount: Mount) -> None:
    path = mount("3m") / "desk.allydesk"
    with Store.create(path) as store:
        written = 0

        def until_full() -> None:
            nonlocal written
            while True:
                store.write("Bring in", _many, 20)
                written += 1

        with pytest.raises(Problem, match="There is no room left on this computer"):
            until_full()
        assert written > 0
        assert store.read(person.count) == written * 20
        assert store.undo_label == "Bring in"
        store.verify()
    with Store.open(path) as again:
        assert again.read(person.count) == written * 20


def test_what_did_not_fit_fits_once_there_is_room(mount: Mount) -> None:
    path = mount("3m") / "desk.allydesk"
    with Store.create(path) as store:
        filler = path.with_name("film.mp4")
        filler.write_bytes(bytes(shutil.disk_usage(path.parent).free))
        with pytest.raises(Problem, match="no room"):
            store.write("Bring in", _many, 50)
        assert store.read(person.count) == 0
        filler.unlink()
        store.write("Bring in", _many, 50)
        assert store.read(person.count) == 50


def test_no_room_for_a_new_desk_leaves_nothing(mount: Mount) -> None:
    disk = mount("64k")
    with pytest.raises(Problem, match="no room"):
        Store.create(disk / "desk.allydesk")
    assert list(disk.iterdir()) == []


def test_no_room_for_a_backup_leaves_the_old_ones(store: Store, mount: Mount) -> None:
    disk = mount(f"{store.path.stat().st_size * 5 // 2048}k")  # two empty desks and a half
    good = backup.save(store, backup.MANUAL, disk)
    store.write("Bring in", _many, 60)
    with pytest.raises(Problem, match=r"no room for a backup in .*disk 0\. Free some space there"):
        backup.save(store, backup.MANUAL, disk)
    assert list(disk.iterdir()) == [good]
    assert store.read(person.count) == 60


def test_no_room_to_restore_leaves_the_present_file(store: Store, mount: Mount) -> None:
    empty = store.path.stat().st_size
    store.write("Bring in", _many, 100)
    made = backup.save(store, backup.EXIT)
    disk = mount(f"{empty * 5 // 2048}k")
    place = disk / "desk.allydesk"
    Store.create(place, name="Here before").close()
    before = place.read_bytes()
    with pytest.raises(Problem, match=r"no room in .* to put the file back"):
        backup.restore(made, place)
    assert place.read_bytes() == before
    assert not list(disk.glob("*restoring*"))


def test_no_room_to_keep_the_present_file_leaves_it_in_place(store: Store, mount: Mount) -> None:
    made = backup.save(store, backup.EXIT)
    size = store.path.stat().st_size
    disk = mount(f"{(2 * size + size // 2) // 1024}k")
    place = disk / "desk.allydesk"
    Store.create(place, name="Here before").close()
    before = place.read_bytes()
    with pytest.raises(Problem, match=r"no room in .* to put the file back"):
        backup.restore(made, place)
    assert place.read_bytes() == before
    assert {p.name for p in disk.iterdir()} <= {"desk.allydesk", "desk.allydesk-journal"}


def test_a_disk_without_a_pen_can_be_read(mount: Mount) -> None:
    disk = mount("2m")
    path = disk / "desk.allydesk"
    with Store.create(path) as store:
        factories.person(store, "Zoë")
    before = path.read_bytes()
    mount(read_only=disk)
    store = Store.open(path, shared=True)
    assert names(store) == ["Zoë"]
    with pytest.raises(
        Problem, match=r"“desk\.allydesk” cannot be written to\. Copy it to a folder"
    ):
        factories.person(store, "Amir")
    assert names(store) == ["Zoë"]
    store.close()
    with pytest.raises(Problem, match=r"could not be written to .* Choose another folder"):
        backup.save_file(path, backup.MANUAL, disk)
    with pytest.raises(Problem, match=r"could not be put back into .* Choose another place"):
        backup.restore(backup.save_file(path, backup.MANUAL), path)
    assert path.read_bytes() == before


def hold(pipe: Connection, path: Path) -> None:
    c = file.connect(path)
    c.execute("BEGIN EXCLUSIVE")
    pipe.send(None)
    pipe.recv()


def test_a_locked_file_is_said_to_be_open(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.person(store, "Zoë")
    store._engine.dispose()  # so that the next connection waits as long as the line below says
    monkeypatch.setattr(file, "WAIT", 0.05)
    with killing.working(hold, store.path), pytest.raises(file.InUse, match="is already open"):
        factories.person(store, "Amir")
    assert factories.person(store, "Amir") == 2
    assert names(store) == ["Amir", "Zoë"]


def open_it(pipe: Connection, path: Path) -> None:
    with Store.open(path):
        pipe.send(None)
        pipe.recv()


def test_a_second_program_is_turned_away_until_the_first_is_gone(store: Store) -> None:
    store.close()
    with killing.working(open_it, store.path):
        with pytest.raises(file.InUse, match="Close it there first"):
            Store.open(store.path)
        shared = Store.open(store.path, shared=True)
        assert names(shared) == []
        shared.close()
    with Store.open(store.path) as again:  # the other one was killed; its lock died with it
        assert factories.person(again) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file where it is.")
@pytest.mark.parametrize("how", ["deleted", "moved", "replaced", "overtaken"])
def test_a_file_that_changes_under_us_takes_no_write(how: str, store: Store, path: Path) -> None:
    factories.person(store, "Zoë")
    other = path.with_name("other.allydesk")
    with Store.create(other) as second:
        factories.person(second, "Somebody Else")
    theirs = everything(other)
    if how == "deleted":
        path.unlink()
    elif how == "moved":
        path.rename(path.with_name("moved.allydesk"))
    elif how == "replaced":
        other.replace(path)
    else:  # as a sync client does: the old one goes, the new one comes
        path.unlink()
        shutil.copy(other, path)
    with pytest.raises(Problem, match="was moved or replaced while it was open"):
        factories.person(store, "Amir")
    store.abandon()
    if how in ("replaced", "overtaken"):
        assert everything(path) == theirs
    elif how == "moved":
        assert len(everything(path.with_name("moved.allydesk"))["person"]) == 1
    else:
        assert not path.exists()  # no empty desk in its place


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file where it is.")
def test_a_desk_that_cannot_be_closed_in_order_is_let_go_of(store: Store, path: Path) -> None:
    factories.person(store, "Zoë")
    c = file.connect(path)
    c.execute("UPDATE step SET at = '2020-01-01T00:00:00+00:00'")  # to be forgotten on closing
    c.close()
    kept = path.read_bytes()
    path.unlink()
    with pytest.raises(Problem, match="was moved or replaced"):
        store.close()
    path.write_bytes(kept)
    with Store.open(path) as again:  # its lock is free, and every page was checked
        assert names(again) == ["Zoë"]


def test_a_missing_file_is_never_made_anew(path: Path) -> None:
    with pytest.raises(Problem, match="There is no file"):
        Store.open(path)
    assert not path.exists()
    assert not paths.runtime().exists() or not list(paths.runtime().glob("*.open"))
