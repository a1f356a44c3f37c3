"""Backups: what they hold, which of them stay, and that they come back."""

import datetime as dt
import json
import re
import warnings
import zipfile
from pathlib import Path

import pytest

from allydesk import backup, file, migrate, paths, settings
from allydesk.errors import Problem
from allydesk.models import person
from allydesk.store import Store
from tests import factories

UTC = dt.UTC


def names(store: Store) -> list[str]:
    return [r.name for r in store.read(person.rows, store.read(person.ids))]


# ---- making


def test_a_backup_holds_the_desk_and_says_so(store: Store, path: Path) -> None:
    factories.people(store, "Zoë Łukaszewicz", "محمد علي")
    factories.group(store)
    made = backup.save(store, backup.MANUAL)
    assert made.parent == paths.backups()
    assert re.fullmatch(r"allydesk-\d{8}T\d{6}Z-manual-[0-9a-f]{8}\.allybackup", made.name)
    found = backup.look(made)
    assert (found.reason, found.manifest.people, found.manifest.groups) == ("manual", 2, 1)
    assert found.manifest.version == migrate.newest()
    with zipfile.ZipFile(made) as z:
        assert z.namelist() == ["manifest.json", "desk.db"]
        assert len(z.read("desk.db")) == found.manifest.size


def test_a_backup_tells_of_nobody_outside_the_seal(store: Store) -> None:
    factories.person(store, "Wolfeschlegelsteinhausen", email="zoe@example.org")
    content = backup.save(store, backup.EXIT).read_bytes()
    assert b"Wolfeschlegel" not in content
    assert b"example.org" not in content
    assert "Zoë".encode() not in content  # the desk's own file name


def test_two_in_one_second_do_not_collide(store: Store) -> None:
    made = [backup.save(store, backup.TIMED) for _ in range(3)]
    assert len(set(made)) == 3
    assert [b.path for b in backup.listing(paths.backups())] == made[::-1]


def test_a_backup_is_due_when_something_changed_since(store: Store) -> None:
    assert backup.due(store)
    backup.save(store, backup.TIMED)
    assert not backup.due(store)
    factories.person(store)
    assert backup.due(store)
    assert not backup.due(store, backup.EVERY)  # the last one is only a moment old
    backup.save(store, backup.EXIT)
    assert not backup.due(store)
    store.undo()
    assert backup.due(store)


def test_what_is_due_is_still_known_after_a_crash(store: Store, path: Path) -> None:
    backup.save(store, backup.EXIT)
    factories.person(store)
    store.abandon()
    with Store.open(path) as again:
        assert backup.due(again)


def test_leftovers_of_a_cut_backup_are_cleaned_away(store: Store) -> None:
    desk = backup.look(backup.save(store, backup.EXIT)).manifest.desk
    left = paths.backups() / f".part-{desk[:8]}-0badcafe.db"
    left.write_bytes(b"half")
    backup.save(store, backup.EXIT)
    assert not left.exists()
    assert all(p.suffix == ".allybackup" for p in paths.backups().iterdir())


def test_the_second_folder_gets_a_copy(store: Store, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    settings.change(backup_folder=str(stick))
    made = backup.save(store, backup.EXIT)
    assert (stick / made.name).read_bytes() == made.read_bytes()
    assert [b.path.name for b in backup.of(store.path)] == [made.name]
    (found,) = backup.listing(stick)
    assert backup.copied() == found.created
    settings.change(copied="")  # chosen by an AllyDesk that did not note it
    assert backup.copied() == found.created


def test_a_stick_that_is_not_there_is_no_fault(store: Store, tmp_path: Path) -> None:
    settings.change(backup_folder=str(tmp_path / "unplugged"))
    assert backup.save(store, backup.EXIT).exists()
    assert not (tmp_path / "unplugged").exists()
    assert backup.copied() is None


def test_a_folder_that_cannot_be_written_to_is_named(store: Store, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file, not a folder")
    with pytest.raises(Problem, match=r"could not be written to .*taken\. Choose another folder\."):
        backup.save(store, backup.MANUAL, taken)


def test_a_damaged_desk_makes_no_backup_and_leaves_the_old_ones(store: Store, path: Path) -> None:
    factories.people(store, *(f"Person {i}" for i in range(40)))
    good = backup.save(store, backup.EXIT)
    before = good.read_bytes()
    store.close()
    content = bytearray(path.read_bytes())
    for at in range(5000, len(content), 4096):
        content[at] ^= 1
    path.write_bytes(content)
    with pytest.raises(file.Damaged, match="could not be read"):
        backup.save_file(path, backup.EXIT)
    assert list(paths.backups().iterdir()) == [good]
    assert good.read_bytes() == before


# ---- which desk


def test_desks_in_one_folder_keep_to_themselves(tmp_path: Path) -> None:
    shared = tmp_path / "stick"
    made = {}
    for name in ("a", "b"):
        with Store.create(tmp_path / f"{name}.allydesk") as desk:
            made[name] = backup.save(desk, backup.EXIT, shared)
    a, b = (backup.look(made[n]).manifest.desk for n in ("a", "b"))
    assert a != b
    assert [x.path for x in backup.listing(shared, a)] == [made["a"]]
    assert len(backup.listing(shared)) == 2


def test_a_desk_that_moved_still_has_its_backups(store: Store, path: Path, tmp_path: Path) -> None:
    made = backup.save(store, backup.EXIT)
    store.close()
    moved = path.rename(tmp_path / "elsewhere.allydesk")
    assert [b.path for b in backup.of(moved)] == [made]


def test_a_desk_whose_first_page_is_gone_still_has_its_backups(store: Store, path: Path) -> None:
    made = backup.save(store, backup.EXIT)
    store.close()
    path.write_bytes(b"\0" * path.stat().st_size)
    with pytest.raises(file.Damaged):
        Store.open(path)
    found = backup.newest_good(path)
    assert found is not None
    assert found.path == made


def test_the_newest_good_one_is_found_behind_a_damaged_one(store: Store, path: Path) -> None:
    good = backup.save(store, backup.EXIT)
    factories.person(store)
    newer = backup.save(store, backup.EXIT)
    content = bytearray(newer.read_bytes())
    content[len(content) // 2] ^= 0x10
    newer.write_bytes(content)
    found = backup.newest_good(path)
    assert found is not None
    assert found.path == good
    assert not list(paths.backups().glob(".part*"))


def test_no_good_backup_is_said_to_be_none(path: Path) -> None:
    assert backup.newest_good(path) is None


def test_a_backup_is_described_in_a_line(store: Store) -> None:
    factories.people(store, "A", "B")
    factories.group(store)
    found = backup.look(backup.save(store, backup.EXIT))
    local = found.created.astimezone()
    said = backup.describe(found, "en-GB", local.date() + dt.timedelta(days=1))
    assert said == f"Yesterday {local:%H:%M} (2 people, 1 group)"


# ---- thinning


def test_saving_thins_what_lies_there(store: Store) -> None:
    old = backup.save(store, backup.EXIT)
    found = backup.look(old)
    for n in range(3):
        then = dt.datetime.now(UTC).replace(hour=12) - dt.timedelta(days=200, hours=n)
        repack(old, old.with_name(f"old-{n}.allybackup"), created=then.isoformat())
    assert len(backup.listing(paths.backups(), found.manifest.desk)) == 4
    backup.save(store, backup.EXIT)
    assert {p.name for p in paths.backups().glob("old-*")} == {"old-0.allybackup"}


# ---- putting back


def repack(source: Path, target: Path, **changes: object) -> Path:
    """Write a backup anew with other words in its manifest."""
    with zipfile.ZipFile(source) as z:
        manifest, desk = json.loads(z.read("manifest.json")), z.read("desk.db")
    with zipfile.ZipFile(target, "w") as z:
        z.writestr("manifest.json", json.dumps(manifest | changes))
        z.writestr("desk.db", desk)
    return target


def test_a_backup_comes_back_and_the_other_file_is_kept(store: Store, path: Path) -> None:
    factories.person(store, "Zoë")
    made = backup.save(store, backup.EXIT)
    factories.person(store, "Amir")
    store.abandon()  # as after a crash, with the journal beside the file
    aside = backup.restore(made, path)
    assert sorted(p.suffix for p in path.parent.iterdir() if p.is_file()) == [
        ".allydesk", ".allydesk", ".allydesk-journal",
    ]  # fmt: skip
    with Store.open(path) as again:
        assert names(again) == ["Zoë"]
        assert again.undo() == "Add Zoë"  # what could be undone then still can
        again.verify()
    assert aside is not None
    assert "replaced" in aside.name
    with Store.open(aside) as other:
        assert names(other) == ["Amir", "Zoë"]


def test_a_backup_comes_back_where_nothing_is(store: Store, tmp_path: Path) -> None:
    factories.person(store, "Zoë")
    made = backup.save(store, backup.EXIT)
    place = tmp_path / "new laptop" / "desk.allydesk"
    assert backup.restore(made, place) is None
    with Store.open(place) as again:
        assert names(again) == ["Zoë"]


def test_what_is_put_back_twice_in_a_minute_is_kept_twice(store: Store, path: Path) -> None:
    made = backup.save(store, backup.EXIT)
    store.close()
    first, second = backup.restore(made, path), backup.restore(made, path)
    assert first != second
    assert first is not None
    assert first.exists()


def test_an_open_desk_is_not_replaced(store: Store, path: Path) -> None:
    made = backup.save(store, backup.EXIT)
    factories.person(store, "Zoë")
    with pytest.raises(file.InUse, match="already open"):
        backup.restore(made, path)
    assert names(store) == ["Zoë"]


def test_the_journal_of_the_old_file_is_never_played_into_the_new(store: Store, path: Path) -> None:
    factories.person(store, "Zoë")
    made = backup.save(store, backup.EXIT)
    store.close()
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\1" * 8192)
    aside = backup.restore(made, path)
    assert not journal.exists()
    assert aside is not None
    assert aside.with_name(aside.name + "-journal").stat().st_size == 8200
    with Store.open(path) as again:
        assert names(again) == ["Zoë"]


BAD = {
    "not a zip": b"PK\3\4 no",
    "empty": b"",
    "web page": b"<html><body>Sign in to download</body></html>",
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_is_no_backup_is_refused(content: bytes, path: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.allybackup"
    bad.write_bytes(content)
    with pytest.raises(Problem, match=r"“bad\.allybackup” is not an AllyDesk backup"):
        backup.restore(bad, path)
    assert not path.exists()


@pytest.mark.parametrize(
    "extra", ["notes.txt", "/etc/passwd", "../desk.db", "desk.db", "manifest.json"]
)
def test_a_backup_with_something_else_in_it_is_refused(
    extra: str, store: Store, path: Path
) -> None:
    made = backup.save(store, backup.EXIT)
    store.close()
    before = path.read_bytes()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "a") as z:
        warnings.simplefilter("ignore")  # zipfile warns of a second member of one name
        z.writestr(extra, b"x")
    with pytest.raises(Problem, match="is not an AllyDesk backup"):
        backup.restore(made, path)
    assert path.read_bytes() == before
    assert backup.listing(paths.backups()) == []


def test_a_bomb_is_refused_before_it_is_unpacked(store: Store, path: Path, tmp_path: Path) -> None:
    made = backup.save(store, backup.EXIT)
    store.close()
    bomb = tmp_path / "bomb.allybackup"
    with zipfile.ZipFile(made) as z, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", z.read("manifest.json"))
        packed.writestr("desk.db", bytes(50_000_000))
    with pytest.raises(Problem, match="is not an AllyDesk backup"):
        backup.restore(bomb, path)
    with zipfile.ZipFile(bomb, "w") as packed:
        packed.writestr("manifest.json", b" " * 100_000)
        packed.writestr("desk.db", b"")
    with pytest.raises(Problem, match="is not an AllyDesk backup"):
        backup.look(bomb)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"format": 2}, "made by a newer AllyDesk"),
        ({"version": migrate.newest() + 1}, "made by a newer AllyDesk"),
        ({"sha256": "0" * 64}, "is not an AllyDesk backup"),
        ({"size": 5}, "is not an AllyDesk backup"),
        ({"created": "yesterday"}, "is not an AllyDesk backup"),
        ({"created": "2026-01-01T00:00:00"}, "is not an AllyDesk backup"),
        ({"people": "many"}, "is not an AllyDesk backup"),
        ({"format": None}, "is not an AllyDesk backup"),
        ({"more": 1}, "is not an AllyDesk backup"),
    ],
)
def test_a_manifest_must_be_right(
    changes: dict[str, object], sentence: str, store: Store, path: Path, tmp_path: Path
) -> None:
    made = backup.save(store, backup.EXIT)
    store.close()
    before = path.read_bytes()
    odd = repack(made, tmp_path / "odd.allybackup", **changes)
    with pytest.raises(Problem, match=sentence):
        backup.restore(odd, path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.glob("*.restoring")] == []


def test_a_missing_backup_is_said_to_be_missing(path: Path, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"There is no file “gone\.allybackup”"):
        backup.restore(tmp_path / "gone.allybackup", path)


def test_a_manifest_of_another_shape_is_refused(store: Store, tmp_path: Path) -> None:
    odd = tmp_path / "odd.allybackup"
    with zipfile.ZipFile(odd, "w") as z:
        z.writestr("manifest.json", b"[1, 2]")
        z.writestr("desk.db", b"")
    with pytest.raises(Problem, match="is not an AllyDesk backup"):
        backup.look(odd)
