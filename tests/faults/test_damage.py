"""Bytes that went bad: found, or harmless; never silently wrong, never an empty desk."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from allydesk import backup, file, paths, sample
from allydesk.errors import Problem
from allydesk.store import Store
from tests.factories import TODAY
from tests.faults.reading import everything, in_a_backup

PAGE = 4096
Harm = Callable[[bytearray, random.Random], bytes]


def _page(content: bytearray, chance: random.Random) -> int:
    return chance.randrange(1, len(content) // PAGE) * PAGE


def _one_bit(content: bytearray, chance: random.Random) -> bytes:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return content


def _random_page(content: bytearray, chance: random.Random) -> bytes:
    at = _page(content, chance)
    content[at : at + PAGE] = chance.randbytes(PAGE)
    return content


def _zero_page(content: bytearray, chance: random.Random) -> bytes:
    at = _page(content, chance)
    content[at : at + PAGE] = bytes(PAGE)
    return content


def _swapped_pages(content: bytearray, chance: random.Random) -> bytes:
    a, b = (n * PAGE for n in chance.sample(range(1, len(content) // PAGE), 2))
    content[a : a + PAGE], content[b : b + PAGE] = content[b : b + PAGE], content[a : a + PAGE]
    return content


def _zero_sector(content: bytearray, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) // 512) * 512
    content[at : at + 512] = bytes(512)
    return content


def _cut_short(content: bytearray, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content))]


def _longer(content: bytearray, chance: random.Random) -> bytes:
    return content + chance.randbytes(chance.randrange(1, 3 * PAGE))


def _bad_header(content: bytearray, chance: random.Random) -> bytes:
    content[:16] = chance.randbytes(16)
    return content


def _bad_first_page(content: bytearray, chance: random.Random) -> bytes:
    content[16:PAGE] = chance.randbytes(PAGE - 16)
    return content


def _empty(content: bytearray, chance: random.Random) -> bytes:
    return b""


def _all_zero(content: bytearray, chance: random.Random) -> bytes:
    return bytes(len(content))


def _placeholder(content: bytearray, chance: random.Random) -> bytes:
    return b"<!doctype html><title>This file is online only</title>"


HARMS = (
    _one_bit, _random_page, _zero_page, _swapped_pages, _zero_sector, _cut_short, _longer,
    _bad_header, _bad_first_page, _empty, _all_zero, _placeholder,
)  # fmt: skip
IN_PLACE = (_one_bit, _random_page, _zero_page, _swapped_pages, _zero_sector, _longer)
ids = [harm.__name__.strip("_") for harm in HARMS]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Make an example desk once, and give its bytes."""
    folder = tmp_path_factory.mktemp("sound")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLYDESK_HOME", str(folder))
        sample.write(folder / "x.allydesk", TODAY)
    return (folder / "x.allydesk").read_bytes()


@pytest.mark.parametrize("harm", HARMS, ids=ids)
def test_a_damaged_desk_is_found_out(harm: Harm, sound: bytes, path: Path) -> None:
    path.write_bytes(sound)
    for seed in range(10):
        bad = bytes(harm(bytearray(sound), random.Random(seed)))
        path.write_bytes(bad)
        file.mark_open(path)  # as after a crash: the next start checks every page
        with pytest.raises(file.Damaged, match=path.name):
            Store.open(path)
        assert path.read_bytes() == bad  # kept as it is, for whoever can still read it


@pytest.mark.parametrize("harm", HARMS, ids=ids)
def test_damage_never_reads_as_other_words(harm: Harm, sound: bytes, path: Path) -> None:
    path.write_bytes(sound)
    before = everything(path)
    read = 0
    for seed in range(5):
        path.write_bytes(harm(bytearray(sound), random.Random(seed)))
        file.mark_closed(path)  # as after a clean end: only what is read is checked
        try:
            store = Store.open(path)
        except file.Damaged:
            continue
        try:
            for table, rows in before.items():
                try:
                    assert everything(path, table)[table] == rows
                except file.Damaged:
                    continue
                read += 1
        finally:
            store.abandon()
    print(f"{read} tables read of {5 * len(before)}")
    assert (read > 2 * len(before)) is (harm in IN_PLACE)  # what is sound beside it is still read


@pytest.mark.parametrize("harm", HARMS, ids=ids)
def test_a_damaged_backup_is_refused_or_whole(harm: Harm, sound: bytes, path: Path) -> None:
    path.write_bytes(sound)
    before = in_a_backup(path)
    good = backup.save_file(path, backup.EXIT)
    content = good.read_bytes()
    path.write_bytes(sound)
    for seed in range(6):
        good.write_bytes(harm(bytearray(content), random.Random(seed)))
        place = path.with_name("restored.allydesk")
        try:
            backup.restore(good, place)
            assert everything(place) == before
            place.unlink()
        except Problem:
            assert not place.exists()
        backup.listing(paths.backups())  # never fails, whatever lies there
    assert path.read_bytes() == sound
    assert not list(path.parent.glob("*.restoring*"))


def test_a_damaged_desk_makes_no_backup(sound: bytes, path: Path) -> None:
    path.write_bytes(sound)
    before = in_a_backup(path)
    good = backup.save_file(path, backup.EXIT)
    kept = good.read_bytes()
    refused = 0
    for seed in range(40):
        path.write_bytes(_one_bit(bytearray(sound), random.Random(seed)))
        try:
            made = backup.save_file(path, backup.TIMED)
        except file.Damaged:
            refused += 1
            continue
        # The bit lies where nothing is stored: then the copy is whole.
        with backup.archive.unpacked(made, path.with_name("checked")) as fresh:
            assert everything(fresh) == before
        made.unlink()
    assert refused > 20
    assert [p for p in paths.backups().iterdir() if p.suffix != ".lock"] == [good]
    assert good.read_bytes() == kept


def test_repair_finds_the_newest_good_backup(sound: bytes, path: Path) -> None:
    path.write_bytes(sound)
    before = in_a_backup(path)
    made = [backup.save_file(path, backup.TIMED) for _ in range(3)]
    made[2].write_bytes(_zero_sector(bytearray(made[2].read_bytes()), random.Random(4)))
    for harm in HARMS:
        bad = bytes(harm(bytearray(sound), random.Random(9)))
        path.write_bytes(bad)
        found = backup.newest_good(path)
        assert found is not None
        assert found.path == made[1]
        kept = backup.restore(found.path, path)
        assert everything(path) == before
        assert kept is not None
        assert kept.read_bytes() == bad
