"""Every change is written down by the file itself, and can be taken back.

Triggers copy each row before and after it changes into `journal`, inside the transaction that
changes it: nothing a caller does can slip past them. Taking a step back is a step of its own, so
that redo, a restart in between, and "what changed" need nothing further.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, LargeBinary, MetaData, Table

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models.privacy import PASSED

KEEP_STEPS = 200
KEEP_DAYS = 90
KEEP_DELETED_DAYS = 30

_TABLES = (
    """CREATE TABLE IF NOT EXISTS step (
        id INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, at TEXT NOT NULL,
        undoes INTEGER, final INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE IF NOT EXISTS journal (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        step INTEGER NOT NULL REFERENCES step(id) ON DELETE CASCADE,
        kind TEXT NOT NULL, row INTEGER NOT NULL, before TEXT, after TEXT)""",
    "CREATE INDEX IF NOT EXISTS ix_journal_step ON journal(step)",
)


class Step(NamedTuple):
    """One named change, as it stands in the list of what was done."""

    id: int
    label: str
    at: dt.datetime
    undoes: int | None


def _image(table: Table, row: str) -> str:
    """Give the SQL that makes a row one JSON text; bytes as {"hex": …}, which JSON lacks."""
    parts = []
    for column in table.columns:
        value = f'{row}."{column.name}"'
        if isinstance(column.type, LargeBinary):
            value = f"CASE WHEN {value} IS NULL THEN NULL ELSE json_object('hex', hex({value})) END"
        parts.append(f"'{column.name}', {value}")
    return f"json_object({', '.join(parts)})"


def journalled(metadata: MetaData) -> list[Table]:
    """Give the tables whose changes are written down; anonymous ones say {"journal": False}."""
    return [t for t in metadata.sorted_tables if t.info.get("journal", True)]


def watch(c: Connection, metadata: MetaData) -> None:
    """Make the journal and its triggers, from the tables as they are now."""
    for statement in _TABLES:
        c.exec_driver_sql(statement)
    for table in journalled(metadata):
        changed = " OR ".join(f'old."{n}" IS NOT new."{n}"' for n in table.columns.keys())  # noqa: SIM118
        for happening, row, before, after, only in (
            ("INSERT", "new", "NULL", _image(table, "new"), ""),
            ("UPDATE", "new", _image(table, "old"), _image(table, "new"), f"WHEN {changed}"),
            ("DELETE", "old", _image(table, "old"), "NULL", ""),
        ):
            c.exec_driver_sql(
                f"CREATE TRIGGER journal_{table.name}_{happening.lower()}"
                f' AFTER {happening} ON "{table.name}" {only} BEGIN'
                " INSERT INTO journal(step, kind, row, before, after) VALUES"
                f" ((SELECT max(id) FROM step), '{table.name}', {row}.id, {before}, {after}); END"
            )


def unwatch(c: Connection) -> None:
    """Take the triggers away, for the time in which a migration rebuilds tables."""
    names = c.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal\\_%' ESCAPE '\\'"
    )
    for name in names.scalars().all():
        c.exec_driver_sql(f'DROP TRIGGER "{name}"')


def begin(c: Connection, label: str, *, undoes: int | None = None, final: bool = False) -> int:
    """Open a step; all changes up to the next one belong to it. A final one ends undoing."""
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    made = c.exec_driver_sql(
        "INSERT INTO step(label, at, undoes, final) VALUES (?, ?, ?, ?)",
        (label, at, undoes, int(final)),
    )
    return int(made.lastrowid)


def is_last(c: Connection, step: int) -> bool:
    """Say whether nothing was done or taken back since a step."""
    return bool(c.exec_driver_sql("SELECT max(id) = ? FROM step", (step,)).scalar())


def forget(c: Connection, step: int) -> None:
    """Take out a step in which nothing changed."""
    c.exec_driver_sql("DELETE FROM step WHERE id = ?", (step,))


def last_change(c: Connection) -> int:
    """Give the number of the newest change written down; 0 where there is none."""
    return int(c.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM journal").scalar_one())


def touched(c: Connection, step: int) -> frozenset[str]:
    """Give the kinds of record that a step changed."""
    rows = c.exec_driver_sql("SELECT DISTINCT kind FROM journal WHERE step = ?", (step,))
    return frozenset(rows.scalars())


def stacks(c: Connection) -> tuple[list[Step], list[Step]]:
    """Give the steps that can be undone and those that can be redone, the next one last.

    Read from the steps in order: a plain one can be undone and ends redoing; one that took back
    the top of a pile moves it to the other.
    """
    undo: list[Step] = []
    redo: list[Step] = []
    for id, label, at, undoes, final in c.exec_driver_sql(
        "SELECT id, label, at, undoes, final FROM step ORDER BY id"
    ):
        step = Step(id, label, dt.datetime.fromisoformat(at), undoes)
        if final:
            undo.clear()
            redo.clear()
        elif undoes is None:
            undo.append(step)
            redo.clear()
        elif undo and undo[-1].id == undoes:
            undo.pop()
            redo.append(step)
        elif redo and redo[-1].id == undoes:
            redo.pop()
            undo.append(step)
    return undo, redo


def _values(image: str) -> dict[str, object]:
    def real(value: Any) -> object:
        return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value

    return {name: real(value) for name, value in json.loads(image).items()}


def _insert(kind: str, names: Iterable[str]) -> str:
    names = list(names)
    columns = ", ".join(f'"{n}"' for n in names)
    return f'INSERT INTO "{kind}" ({columns}) VALUES ({", ".join("?" * len(names))})'


def _reverse(
    kind: str, row: int, before: str | None, after: str | None
) -> tuple[str, tuple[object, ...]]:
    """Give the statement that takes one change back."""
    if before is None:
        return f'DELETE FROM "{kind}" WHERE id = ?', (row,)
    old = _values(before)
    if after is None:
        return _insert(kind, old), tuple(old.values())
    sets = ", ".join(f'"{n}" = ?' for n in old)
    return f'UPDATE "{kind}" SET {sets} WHERE id = ?', (*old.values(), row)


def _runs(
    statements: Iterable[tuple[str, tuple[object, ...]]],
) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Gather neighbours with the same words into one call; an import comes back much faster."""
    sql, parameters = "", list[tuple[object, ...]]()
    for statement, values in statements:
        if statement != sql and parameters:
            yield sql, parameters
            parameters = []
        sql = statement
        parameters.append(values)
    if parameters:
        yield sql, parameters


def revert(c: Connection, step: int) -> None:
    """Put every row that a step changed back as it was, the newest change first."""
    c.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    changes = c.exec_driver_sql(
        "SELECT kind, row, before, after FROM journal WHERE step = ? ORDER BY seq DESC", (step,)
    ).all()
    for sql, parameters in _runs(_reverse(*change) for change in changes):
        c.exec_driver_sql(sql, parameters)


class Deleted(NamedTuple):
    """A record that was deleted not long ago."""

    step: int
    kind: str
    row: int
    at: dt.datetime
    values: dict[str, object]


def deleted(c: Connection, kinds: Iterable[str], now: dt.datetime) -> list[Deleted]:
    """Give the records of some kinds that were deleted in the last 30 days and are still gone."""
    since = (now - dt.timedelta(days=KEEP_DELETED_DAYS)).isoformat(timespec="seconds")
    found: list[Deleted] = []
    for kind in kinds:
        rows = c.exec_driver_sql(
            "SELECT step.id, row, at, before, max(seq) FROM journal JOIN step ON step.id = journal.step"
            f' WHERE kind = ? AND after IS NULL AND at >= ? AND row NOT IN (SELECT id FROM "{kind}")'
            " GROUP BY row ORDER BY max(seq) DESC",
            (kind, since),
            execution_options=dict(PASSED),
        )
        found += [
            Deleted(step, kind, row, dt.datetime.fromisoformat(at), _values(before))
            for step, row, at, before, _seq in rows
        ]
    return sorted(found, key=lambda d: d.step, reverse=True)


def bring_back(c: Connection, metadata: MetaData, step: int, kind: str, row: int) -> None:
    """Put a deleted record back, with everything that went with it in the same step.

    What has no place any more (the other side of it was deleted since) stays away. Raises Problem
    when that holds for the record itself.
    """
    gone: dict[str, dict[int, dict[str, object]]] = {}
    unlinked: list[tuple[str, int, dict[str, object], dict[str, object]]] = []
    for name, id, before, after in c.exec_driver_sql(
        "SELECT kind, row, before, after FROM journal WHERE step = ? AND before IS NOT NULL",
        (step,),
    ):
        if after is None:
            gone.setdefault(name, {})[id] = _values(before)
        else:
            unlinked.append((name, id, _values(before), _values(after)))
    wanted = [(kind, row)]
    for name, id in wanted:
        old = gone[name].get(id)
        if old is None or not _fits(c, metadata.tables[name], old):
            continue
        del gone[name][id]
        for table, column in _references(metadata, name):
            wanted += [(table, i) for i, v in gone.get(table, {}).items() if v[column] == id]
            for other, i, before, after in unlinked:
                if other == table and before[column] == id and after[column] is None:
                    c.exec_driver_sql(
                        f'UPDATE "{table}" SET "{column}" = ? WHERE id = ? AND "{column}" IS NULL',
                        (id, i),
                    )
    if row in gone[kind]:
        raise Problem(
            _("What this belonged to is no longer here, or it is here already. Look there first.")
        )


def _references(metadata: MetaData, name: str) -> list[tuple[str, str]]:
    """Give table and column of everything that refers to a table."""
    return [
        (table.name, key.parent.name)
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == name
    ]


def _fits(c: Connection, table: Table, values: dict[str, object]) -> bool:
    """Put a row back if all that it refers to is there, and nothing is there in its stead."""
    for key in table.foreign_keys:
        column, parent = key.parent.name, key.column.table.name
        if values[column] is None:
            continue
        if not c.exec_driver_sql(
            f'SELECT 1 FROM "{parent}" WHERE id = ?', (values[column],)
        ).first():
            if not key.parent.nullable:
                return False
            values[column] = None
    insert = _insert(table.name, values).replace("INSERT", "INSERT OR IGNORE", 1)
    return c.exec_driver_sql(insert, tuple(values.values())).rowcount == 1


def trim(c: Connection, now: dt.datetime) -> int:
    """Forget steps beyond the newest 200 or older than 90 days, and say how many went."""
    before = (now - dt.timedelta(days=KEEP_DAYS)).isoformat(timespec="seconds")
    gone = c.exec_driver_sql(
        "DELETE FROM step WHERE at < ? OR id <= (SELECT id FROM step ORDER BY id DESC LIMIT 1 OFFSET ?)",
        (before, KEEP_STEPS),
    )
    return gone.rowcount
