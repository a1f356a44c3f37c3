"""Bring an older desk file up to today's shape: numbered steps, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from allydesk import file, history, steps
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models.base import Record

if TYPE_CHECKING:
    from alembic.operations import Operations

FIRST = 1  # the version that the first step starts from
_LAST_IDS = "SELECT name, seq FROM sqlite_sequence"
# The n-th makes version FIRST + n + 1.
STEPS: Sequence[Callable[[Operations], None]] = (steps.second,)


def newest() -> int:
    """Give the version of a file that this AllyDesk makes."""
    return FIRST + len(STEPS)


def create(c: Connection) -> None:
    """Make all tables in an empty file, inside the caller's transaction."""
    Record.metadata.create_all(c)
    history.watch(c, Record.metadata)
    c.exec_driver_sql(f"PRAGMA application_id = {file.APPLICATION_ID}")
    c.exec_driver_sql(f"PRAGMA user_version = {newest()}")


def migrate(engine: Engine, version: int) -> None:
    """Take every step from a version to the newest in one transaction.

    Foreign keys are off meanwhile: rebuilding a table would else delete what refers to it. The
    triggers come back as the tables are then; steps before this one can no longer be undone.
    """
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    with engine.execution_options(write=True).connect() as c:
        driver = c.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")  # before BEGIN: inside, SQLite ignores it
        try:
            with c.begin():
                history.unwatch(c)
                given = [(name, last) for name, last in c.exec_driver_sql(_LAST_IDS)]
                operations = Operations(MigrationContext.configure(c))
                for step in STEPS[version - FIRST :]:
                    step(operations)
                _keep_ids(c, given)
                history.watch(c, Record.metadata)
                history.begin(c, _("Bring the file up to date"), final=True)
                if c.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise Problem(
                        _(
                            "This file could not be brought up to date and was left as it was. Restore a backup of it."
                        )
                    )
                c.exec_driver_sql(f"PRAGMA user_version = {newest()}")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _keep_ids(c: Connection, given: Sequence[tuple[str, int]]) -> None:
    """Let no id be given twice in a table that was made anew: it only knows the rows it has now."""
    for name, last in given:
        c.exec_driver_sql(
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name)
        )
        c.exec_driver_sql(
            "INSERT INTO sqlite_sequence(name, seq) SELECT ?, ? WHERE NOT EXISTS"
            " (SELECT 1 FROM sqlite_sequence WHERE name = ?)"
            " AND EXISTS (SELECT 1 FROM sqlite_master WHERE name = ?)",
            (name, last, name, name),
        )
