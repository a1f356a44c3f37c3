"""The desk file itself: how it is opened, what its settings are, and what can go wrong with it.

SQLite inside SQLCipher: each page carries a checksum that depends on a key, so that damage is
always found. Without a passphrase the key is the constant below: no secrecy, only soundness.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from allydesk import paths
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import privacy
from allydesk.text import fold

log = logging.getLogger(__name__)
digest = paths.digest

APPLICATION_ID = 0x416C7944  # "AlyD", in the file's header
SUFFIX = ".allydesk"
BACKUP_SUFFIX = ".allybackup"
WAIT = 5  # seconds for somebody else's write to end
_KEY = hashlib.sha256(b"AllyDesk desk file, no passphrase").hexdigest()
# TRUNCATE and EXTRA: a commit that was answered survives a power cut, and the file is whole by
# itself between two writes. A cache of 64 MB that never spills keeps readers free during imports.
_PRAGMAS = (
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "recursive_triggers=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "cache_size=-65536",
    "cache_spill=OFF",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "journal_mode=TRUNCATE",
    "synchronous=EXTRA",
)
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class Damaged(Problem):
    """The file cannot be read as a desk file; a backup may help."""


class InUse(Problem):
    """Another program has the file open."""


def connect(path: Path, *, create: bool = False) -> Any:
    """Open a raw connection. SQLite would make an empty database of a missing file: we refuse.

    Raises sqlcipher3's errors as they are; `trouble` turns them into sentences.
    """
    mode = "rwc" if create else "rw"
    c = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False,
    )  # fmt: skip
    try:
        c.execute("PRAGMA cipher_log_level=NONE")
        c.execute(f"PRAGMA key=\"x'{_KEY}'\"")
        c.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in _PRAGMAS:
            c.execute(f"PRAGMA {pragma}").fetchall()
        c.create_function("fold", 1, lambda t: None if t is None else fold(t), deterministic=True)
    except BaseException:
        c.close()
        raise
    return c


def engine(path: Path, *, create: bool = False) -> Engine:
    """Make SQLAlchemy's engine over a file; nothing is opened before the first connection."""
    made = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, create=create),
        poolclass=QueuePool,
        pool_size=4,
        pool_use_lifo=True,  # who has just written or read knows the pages: half the time of a read
        hide_parameters=True,  # else a crash log would hold what people wrote
    )

    @event.listens_for(made, "begin")
    def _(c: Connection) -> None:
        # A writer takes the lock first: two that read before they write would block each other.
        c.exec_driver_sql("BEGIN IMMEDIATE" if c.get_execution_options().get("write") else "BEGIN")

    @event.listens_for(made, "before_cursor_execute")
    def _(
        c: Connection,
        _cursor: object,
        statement: str,
        _parameters: object,
        context: Any,
        _many: object,
    ) -> None:
        if not c.get_execution_options().get("write"):
            privacy.guard(statement, context.execution_options if context else {})

    return made


def check_header(c: Any, path: Path, newest: int) -> int:
    """Give the version of an open file; raise Problem if it is not ours or from a newer AllyDesk."""
    if c.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise Damaged(not_a_desk(path))
    version = int(c.execute("PRAGMA user_version").fetchone()[0])
    if version > newest:
        raise Problem(too_new(path))
    return version


def verify(c: Any, path: Path) -> None:
    """Read every page of an open file; raise Damaged if anything in it is not sound."""
    for pragma in ("cipher_integrity_check", "quick_check", "foreign_key_check"):
        found = [row for row in c.execute(f"PRAGMA {pragma}").fetchall() if tuple(row) != ("ok",)]
        if found:
            log.info("%s found %d faults", pragma, len(found))
            raise Damaged(unreadable(path))


def not_a_desk(path: Path) -> str:
    return _(
        "“{name}” is not an AllyDesk file, or it is damaged. Choose another file, or restore a backup."
    ).format(name=path.name)


def too_new(path: Path) -> str:
    return _(
        "“{name}” was made by a newer AllyDesk. Install the newest AllyDesk on this computer, "
        "then open it again."
    ).format(name=path.name)


def unreadable(path: Path) -> str:
    return _("Your AllyDesk file “{name}” could not be read. Restore its newest backup.").format(
        name=path.name
    )


def missing(path: Path) -> Problem:
    return Problem(
        _("There is no file “{name}” in {folder}. Check the name, or choose another file.").format(
            name=path.name, folder=path.absolute().parent
        )
    )


def look(path: Path) -> None:
    """Raise Problem if there is nothing at a path that could be opened."""
    if path.is_dir():
        raise Problem(_("“{name}” is a folder. Choose a file.").format(name=path.name))
    if not path.exists():
        raise missing(path)
    if path.stat().st_size == 0:
        raise Damaged(_("“{name}” is empty. Restore a backup of it.").format(name=path.name))


def is_damage(error: BaseException) -> bool:
    """Say whether an error means bad bytes; every other one means the surroundings."""
    code = getattr(error, "sqlite_errorname", "")
    return code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def is_full(error: BaseException) -> bool:
    """Say whether an error means that a disk has no room left."""
    code = getattr(error, "sqlite_errorname", "")
    return code.startswith("SQLITE_FULL") or getattr(error, "errno", None) in _NO_ROOM


def is_busy(error: BaseException) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")


def identity(path: Path) -> tuple[int, int] | None:
    """Give what tells one file from another that comes to the same place."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def trouble(
    error: BaseException, path: Path, opened: tuple[int, int] | None = None
) -> Exception | None:
    """Turn an error of the driver or the system into a Problem; None when it is a bug.

    opened is the identity the file had when it was opened: SQLite calls a file that was moved or
    replaced since then read-only.
    """
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    code = getattr(error, "sqlite_errorname", "")
    name = path.name
    if is_damage(error):
        return Damaged(not_a_desk(path) if "NOTADB" in code else unreadable(path))
    number = getattr(error, "errno", None)
    if is_full(error):
        return Problem(
            _(
                "There is no room left on this computer. The last change is not stored: free some space and try again."
            )
        )
    if is_busy(error):
        return InUse(in_use(path))
    if code.startswith("SQLITE_READONLY") and opened and identity(path) != opened:
        return Problem(
            _(
                "“{name}” was moved or replaced while it was open. Close AllyDesk and open it again."
            ).format(name=name)
        )
    if code.startswith("SQLITE_READONLY") or number in (errno.EROFS, errno.EACCES, errno.EPERM):
        return Problem(
            _(
                "“{name}” cannot be written to. Copy it to a folder of your own, then open the copy."
            ).format(name=name)
        )
    if code.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR")) or isinstance(error, OSError):
        return Problem(
            _("“{name}” cannot be reached. Check the disk or the network, then try again.").format(
                name=name
            )
        )
    return None


@contextmanager
def plainly(path: Path, opened: tuple[int, int] | None = None) -> Iterator[None]:
    """Let every error of the file leave as one sentence, and bugs as they are."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error, OSError) as error:
        if (problem := trouble(error, path, opened)) is not None:
            raise problem from error
        raise


def in_use(path: Path) -> str:
    return _(
        "“{name}” is already open in AllyDesk. Close it there first, so that nothing gets lost."
    ).format(name=path.name)


def note(path: Path, ending: str) -> Path:
    """Give the place of a lock or a mark that belongs to a desk file on this computer."""
    folder = paths.runtime()
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{digest(path)}.{ending}"


def lock(path: Path) -> FileLock:
    """Take the file for this process until the lock is released; raise InUse if it is taken."""
    found = FileLock(note(path, "lock"), timeout=0, thread_local=False)
    try:
        found.acquire()
    except Timeout:
        raise InUse(in_use(path)) from None
    return found


def mark_open(path: Path) -> bool:
    """Note that the file is in use; say whether the last use ended without `mark_closed`."""
    mark = note(path, "open")
    crashed = mark.exists()
    mark.touch()
    return crashed


def tidy(path: Path) -> None:
    """Take the empty journal away that SQLite leaves beside a file, once nobody else has it open."""
    c = connect(path)
    try:
        c.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlcipher.Error as error:
        log.info("The journal stays: %s", type(error).__name__)  # somebody reads; it is empty
    finally:
        c.close()


def mark_closed(path: Path) -> None:
    note(path, "open").unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Make the disk keep the contents of a closed file, or the names in a folder."""
    if path.is_dir() and os.name == "nt":
        return  # Windows keeps names by itself and cannot open a folder
    fd = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
