"""Older desk files: brought up to date whole or not at all; newer ones are left alone."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.operations import Operations
from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from allydesk import backup, file, history, migrate, paths
from allydesk.errors import Problem
from allydesk.models import group, membership, organisation, person
from allydesk.models.base import Record, put
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.store import Store
from tests import factories
from tests.faults.reading import everything
from tests.states import make

Step = Callable[[Operations], None]
TODAY = migrate.newest()  # before a test adds a step


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Give this AllyDesk one more version, made by some steps."""

    known = tuple(migrate.STEPS)

    def come(*given: Step) -> None:
        monkeypatch.setattr(migrate, "STEPS", (*known, *given))

    return come


@pytest.fixture
def older(path: Path) -> Path:
    """Make a desk of today’s version with people, groups and something to undo."""
    with Store.create(path, name="Harbour & Vale", language="en-GB") as store:
        pride = factories.group(store)
        for one in factories.people(store, "Zoë", "Amir", "Łukasz"):
            factories.role(store, factories.membership(store, one, pride))
    return path


def schema(path: Path) -> set[tuple[str, str, str]]:
    """Give every table, index and trigger, however its words are spaced."""
    c = file.connect(path)
    try:
        rows = c.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {(kind, name, " ".join(sql.replace('"', "").split())) for kind, name, sql in rows}
    finally:
        c.close()


def version(path: Path) -> int:
    c = file.connect(path)
    try:
        return int(c.execute("PRAGMA user_version").fetchone()[0])
    finally:
        c.close()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# ---- the frozen files


def frozen() -> list[int]:
    return [n for n in range(migrate.FIRST, migrate.newest() + 1) if make.state(n).exists()]


def test_every_version_has_its_frozen_file() -> None:
    assert frozen() == list(range(migrate.FIRST, migrate.newest() + 1))


@pytest.mark.parametrize("number", range(migrate.FIRST, migrate.newest() + 1))
def test_a_frozen_file_becomes_one_like_a_new_one(number: int, path: Path, tmp_path: Path) -> None:
    shutil.copy(make.state(number), path)
    with Store.open(path) as old:
        old.verify()
        assert old.read(person.count) == 62
        assert len(old.read(group.listing)) == 7
        assert old.read(organisation.the).logo == make.LOGO
        rows = old.read(membership.everywhere, Audience.COORDINATOR, private_groups=True)
        assert len(rows) > 100
        if number == migrate.newest():
            assert old.undo_label == "Change Zoë’s team"
            assert old.redo() == "Change Zoë’s phone"
    new = tmp_path / "new.allydesk"
    Store.create(new).close()
    assert schema(path) == schema(new), (
        "python -m tests.states.make, if this version is not out yet"
    )


# ---- steps


def _nickname(op: Operations) -> None:
    op.add_column("person", Column("nickname", Text))
    op.execute("UPDATE person SET nickname = fold(full_name)")


def _rebuild(op: Operations) -> None:
    # The table is made anew and copied; roles refer to it and must not go with the old one.
    with op.batch_alter_table("membership", recreate="always") as batch:
        batch.add_column(Column("why", Text))


def _stumble(op: Operations) -> None:
    _nickname(op)
    _rebuild(op)
    raise ZeroDivisionError


def _orphan(op: Operations) -> None:
    op.execute("UPDATE membership SET person_id = 999 WHERE id = 1")


def test_steps_are_taken_in_order_after_a_backup(older: Path, steps: Callable[..., None]) -> None:
    before = everything(older)
    steps(_nickname, _rebuild)
    with Store.open(older, before=backup.before_update) as store:
        assert version(older) == TODAY + 2
        assert [r.roles for r in store.read(membership.of_group, 1, Audience.COORDINATOR)] == [
            ("Lead",)
        ] * 3
        assert store.undo_label is None  # steps from before fit the old tables only
        assert store.undo() is None
    after = everything(older)
    assert [row[-1] for row in after["person"]] == ["zoe", "amir", "lukasz"]
    assert [row[:-1] for row in after["person"]] == before["person"]
    assert [row[:-1] for row in after["membership"]] == before["membership"]
    assert after["role_term"] == before["role_term"]
    [made] = backup.listing(paths.backups())
    assert (made.reason, made.manifest.version) == (backup.BEFORE_UPDATE, TODAY)
    assert made.manifest.people == 3


def test_the_journal_watches_the_tables_as_they_are_after_it(
    older: Path, steps: Callable[..., None]
) -> None:
    steps(_nickname, _rebuild)
    with Store.open(older) as store:
        zoe = store.read(person.find, "Zoë")[0].id
        store.write("Change team", put, Person, zoe, {"team": "Finance"})
        store.undo()
        [row] = store.read(person.rows, [zoe])
        assert row.team is None
    triggers = {s for s in schema(older) if s[0] == "trigger"}
    assert len(triggers) == 3 * len(history.journalled(Record.metadata))


@pytest.mark.parametrize("step", [_stumble, _orphan])
def test_a_step_that_fails_leaves_every_row_as_it_was(
    step: Step, older: Path, steps: Callable[..., None]
) -> None:
    before, shape = everything(older), schema(older)
    steps(step)
    with pytest.raises((ZeroDivisionError, Problem)):
        Store.open(older)
    assert version(older) == TODAY
    assert everything(older) == before
    assert schema(older) == shape
    steps()
    with Store.open(older) as store:  # and the AllyDesk of before opens it as before
        assert store.undo_label == "Add role"


def test_a_file_that_does_not_add_up_is_said_to_be_left_as_it_was(
    older: Path, steps: Callable[..., None]
) -> None:
    steps(_orphan)
    with pytest.raises(Problem, match="could not be brought up to date and was left as it was"):
        Store.open(older)


def test_no_backup_no_update(older: Path, steps: Callable[..., None]) -> None:
    before = digest(older)
    steps(_nickname)

    def fail(path: Path) -> None:
        raise Problem("There is no room for a backup.")

    with pytest.raises(Problem, match="no room for a backup"):
        Store.open(older, before=fail)
    assert digest(older) == before
    assert version(older) == TODAY


def test_reading_beside_the_window_never_updates(older: Path, steps: Callable[..., None]) -> None:
    before = digest(older)
    steps(_nickname)
    with pytest.raises(Problem, match=r"is from an older AllyDesk\. Open it in the window once"):
        Store.open(older, shared=True)
    assert digest(older) == before


@pytest.mark.parametrize("shared", [True, False])
def test_a_newer_file_is_refused_and_not_touched(older: Path, shared: bool) -> None:
    c = file.connect(older)
    c.execute(f"PRAGMA user_version = {migrate.newest() + 1}")
    c.close()
    before = digest(older)
    with pytest.raises(Problem, match="was made by a newer AllyDesk"):
        Store.open(older, shared=shared)
    assert digest(older) == before
    with pytest.raises(Problem, match="was made by a newer AllyDesk"):
        backup.save_file(older, backup.MANUAL)
    assert digest(older) == before
    assert backup.listing(paths.backups()) == []


def test_a_new_table_appears_with_its_triggers(older: Path, steps: Callable[..., None]) -> None:
    thing = Table(
        "keepsake", Record.metadata, Column("id", Integer, primary_key=True),
        Column("person_id", ForeignKey("person.id", ondelete="CASCADE")), Column("what", Text),
    )  # fmt: skip
    try:
        steps(
            lambda op: op.create_table_comment("x", "y") if False else thing.create(op.get_bind())
        )
        with Store.open(older) as store:
            names = {name for kind, name, _sql in schema(older) if kind == "trigger"}
            assert "journal_keepsake_insert" in names
            assert store.read(person.count) == 3
    finally:
        Record.metadata.remove(thing)
