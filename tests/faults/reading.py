"""Reading a desk file whole, to compare it before and after."""

from pathlib import Path

from allydesk import file


def everything(path: Path, table: str | None = None) -> dict[str, list[tuple[object, ...]]]:
    """Read every row of every table (or of one), after checking every page unless it is one."""
    with file.plainly(path):
        c = file.connect(path)
        try:
            if table is None:
                file.verify(c, path)
            # An index of words is compared by the tables it is kept in.
            kept = "type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            names = [r[0] for r in c.execute(f"SELECT name FROM sqlite_master WHERE {kept}")]
            return {
                name: [tuple(row) for row in c.execute(f'SELECT * FROM "{name}" ORDER BY 1')]
                for name in sorted(names)
                if table in (None, name)
            }
        finally:
            c.close()


def in_a_backup(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Read all that a backup of a desk holds: everything but the notes that wait to be filed."""
    return everything(path) | {"feedback_tray": []}
