"""A new, empty desk in a moment: one of each kind is made, and the others are copies of it."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text
from sqlalchemy.orm import Session

from allydesk.models.base import Record
from allydesk.store import Store

_FOLDER = TemporaryDirectory(prefix="allydesk-fresh-")  # goes with the process


def desk(path: Path, *, name: str = "Harbour & Vale", language: str = "en-GB") -> Store:
    """Open a desk at a path that has nothing in it. Two of them are copies of one to a backup."""
    shutil.copyfile(_made(name, language), path)
    return Store.open(path)


@cache
def _made(name: str, language: str) -> Path:
    path = Path(_FOLDER.name) / f"{_made.cache_info().currsize}.allydesk"
    Store.create(path, name=name, language=language).close()
    return path


def wipe(s: Session) -> None:
    """Empty a desk but for its organisation; the next records are numbered from 1 again."""
    for table in reversed(Record.metadata.sorted_tables):
        if table.name not in ("organisation", "step", "journal"):
            s.execute(table.delete())
    s.execute(text("DELETE FROM sqlite_sequence WHERE name <> 'step'"))
