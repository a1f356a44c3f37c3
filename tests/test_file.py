"""The desk file: sealed, set up for power cuts, opened by one, and every trouble a sentence."""

import errno
import os
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlcipher3 import dbapi2 as sqlcipher

from allydesk import file, migrate
from allydesk.errors import Problem
from allydesk.models.membership import Membership, RoleTerm
from allydesk.models.privacy import PASSED
from allydesk.store import Store
from tests import factories


def test_the_file_is_set_up_to_survive_a_power_cut(store: Store) -> None:
    c = file.connect(store.path)
    said = {
        name: c.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "trusted_schema",
            "secure_delete", "temp_store", "cache_spill", "application_id", "user_version",
        )
    }  # fmt: skip
    c.close()
    assert said == {
        "journal_mode": "truncate", "synchronous": 3, "foreign_keys": 1, "recursive_triggers": 1,
        "trusted_schema": 0, "secure_delete": 1, "temp_store": 2, "cache_spill": 0,
        "application_id": file.APPLICATION_ID, "user_version": migrate.newest(),
    }  # fmt: skip


def test_what_is_stored_is_sealed_and_deleted_words_are_gone(store: Store, path: Path) -> None:
    factories.person(store, "Wolfeschlegelstein", email="unusual-address@example.org")
    store.close()
    content = b"".join(p.read_bytes() for p in path.parent.iterdir() if p.is_file())
    assert not content.startswith(b"SQLite format 3")
    assert b"Wolfeschlegel" not in content
    assert b"unusual-address" not in content


def test_one_file_is_the_whole_truth_between_two_writes(store: Store, path: Path) -> None:
    factories.person(store, "Zoë")
    copy = path.with_name("carried on a stick.allydesk")
    copy.write_bytes(path.read_bytes())
    with Store.open(copy) as other:
        assert len(other.steps()) == 1
        other.verify()


def test_a_missing_file_is_not_made_by_connecting(path: Path) -> None:
    with pytest.raises(sqlcipher.OperationalError):
        file.connect(path)
    assert not path.exists()


def test_an_odd_name_is_just_a_name(tmp_path: Path) -> None:
    path = tmp_path / "50% #1?mode=memory&é 漢字.allydesk"
    with Store.create(path) as store:
        factories.person(store)
    assert path.stat().st_size > 4096
    with Store.open(path) as store:
        assert len(store.steps()) == 1


@pytest.mark.skipif(os.name == "nt", reason="Links need an administrator on Windows.")
def test_a_file_is_one_by_whichever_way_it_is_reached(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "link.allydesk"
    link.symlink_to(path)
    monkeypatch.chdir(tmp_path)
    for way in (link, Path(path.name), path.parent / "." / path.name):
        with pytest.raises(file.InUse):
            Store.open(way)


def test_a_desk_that_was_not_closed_is_checked_to_the_last_page(store: Store, path: Path) -> None:
    factories.people(store, *(f"Person {n}" for n in range(80)))
    store.abandon()
    content = bytearray(path.read_bytes())
    content[-2000] ^= 1
    path.write_bytes(content)
    with pytest.raises(file.Damaged):
        Store.open(path)
    content[-2000] ^= 1
    path.write_bytes(content)
    with Store.open(path) as again:
        assert len(again.steps()) == 80


def test_another_database_is_not_taken_for_a_desk(path: Path) -> None:
    c = file.connect(path, create=True)
    c.execute("CREATE TABLE person (id INTEGER PRIMARY KEY)")
    c.close()
    before = path.read_bytes()
    with pytest.raises(file.Damaged, match="is not an AllyDesk file"):
        Store.open(path)
    assert path.read_bytes() == before


# ---- troubles


def _sqlite(code: str) -> sqlcipher.Error:
    error = sqlcipher.OperationalError("no words of ours")
    error.sqlite_errorname = code
    return error


@pytest.mark.parametrize(
    ("error", "kind", "sentence"),
    [
        (_sqlite("SQLITE_CORRUPT"), file.Damaged, "could not be read"),
        (_sqlite("SQLITE_NOTADB"), file.Damaged, "is not an AllyDesk file"),
        (_sqlite("SQLITE_BUSY_SNAPSHOT"), file.InUse, "is already open"),
        (_sqlite("SQLITE_FULL"), Problem, "There is no room left"),
        (_sqlite("SQLITE_READONLY"), Problem, "cannot be written to"),
        (_sqlite("SQLITE_CANTOPEN"), Problem, "cannot be reached"),
        (_sqlite("SQLITE_IOERR_WRITE"), Problem, "cannot be reached"),
        (OSError(errno.ENOSPC, "x"), Problem, "There is no room left"),
        (OSError(errno.EDQUOT, "x"), Problem, "There is no room left"),
        (PermissionError(errno.EACCES, "x"), Problem, "cannot be written to"),
        (OSError(errno.EROFS, "x"), Problem, "cannot be written to"),
        (OSError(errno.EIO, "x"), Problem, "cannot be reached"),
    ],
)
def test_each_trouble_has_a_sentence(
    error: Exception, kind: type[Problem], sentence: str, path: Path
) -> None:
    with pytest.raises(Problem) as said, file.plainly(path):
        raise error
    assert type(said.value) is kind
    assert sentence in str(said.value)
    assert "no words of ours" not in str(said.value)
    assert said.value.__cause__ is error


@pytest.mark.parametrize(
    "error", [_sqlite("SQLITE_ERROR"), _sqlite("SQLITE_MISUSE"), ZeroDivisionError()]
)
def test_a_bug_stays_one(error: Exception, path: Path) -> None:
    with pytest.raises(type(error)) as said, file.plainly(path):
        raise error
    assert said.value is error


def test_a_crash_log_never_holds_what_people_wrote(store: Store) -> None:
    with pytest.raises(Exception, match="no such column") as bug:
        store.write(
            "Bug", lambda s: s.execute(text("UPDATE person SET x = :v"), {"v": "Zoë’s secret"})
        )
    assert "secret" not in str(bug.value)


# ---- the gate


@pytest.mark.parametrize(
    "statement",
    [
        select(Membership.person_id),
        select(RoleTerm.role),
        text("SELECT * FROM membership"),
        text('SELECT * FROM "Membership"'),
        text("SELECT count(*) FROM person JOIN membership ON person_id = person.id"),
        text("SELECT before FROM journal"),
    ],
)
def test_a_reader_that_goes_round_the_gate_is_stopped(store: Store, statement: object) -> None:
    with pytest.raises(RuntimeError, match="round the consent gate"):
        store.read(lambda s: s.execute(statement).all())  # type: ignore[call-overload]
    assert store.read(
        lambda s: s.execute(select(Membership.id).execution_options(**PASSED)).all()
    ) == []  # fmt: skip
