"""What a backup is: a stored zip of the desk file, sealed as the desk is, and a manifest.

Nothing in the manifest, or in the name, tells of a person.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
import os
import shutil
import struct
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from allydesk import file, migrate
from allydesk.errors import Problem
from allydesk.language import _

FORMAT = 1
_MANIFEST, _DESK = "manifest.json", "desk.db"
_LONGEST_MANIFEST = 65_536  # bytes
_BAD_ZIP = (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, struct.error)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    created: str  # UTC, ISO
    reason: str
    allydesk: str  # the version that made it
    version: int  # of the desk file inside
    size: int  # bytes of the desk file inside
    sha256: str
    people: int
    groups: int
    step: int  # a number that is another after each change
    desk: str  # which desk: its salt
    place: str  # where it lay: a digest of its path


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup that lies in a folder."""

    path: Path
    created: dt.datetime  # UTC
    manifest: Manifest

    @property
    def reason(self) -> str:
        return self.manifest.reason


def by_age(backup: Backup) -> tuple[dt.datetime, str]:
    """Give what backups are sorted by."""
    return backup.created, backup.path.name


@dataclass(frozen=True, slots=True)
class State:
    """What a desk file says of itself."""

    desk: str
    version: int
    step: int
    people: int
    groups: int


def state(path: Path, *, every_page: bool = False) -> State:
    """Read what a backup says of a desk file, checking each page if asked to."""
    c = file.connect(path)
    try:
        version = file.check_header(c, path, migrate.newest())
        if every_page:
            file.verify(c, path)

        def one(sql: str) -> Any:
            return c.execute(sql).fetchone()[0]

        return State(
            desk=str(one("PRAGMA cipher_salt")),
            version=version,
            step=one("SELECT coalesce(max(id), 0) FROM step") + _quiet_changes(c),
            people=one("SELECT count(*) FROM person"),
            groups=one("SELECT count(*) FROM employee_group"),
        )
    finally:
        c.close()


def _quiet_changes(c: Any) -> int:
    """Give a number that is another after each change that is in no step; 0 in older files."""
    if not c.execute("SELECT 1 FROM sqlite_master WHERE name = 'feedback_key'").fetchone():
        return 0
    return int(c.execute("SELECT coalesce(max(revision), 0) FROM feedback_key").fetchone()[0])


def pack(packed: Path, manifest: Manifest, desk: Path) -> None:
    """Write a backup: nothing in it is squeezed, for sealed bytes do not get smaller."""
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as z:
        z.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1))
        z.write(desk, _DESK)
    file.flush(packed)


def look(path: Path) -> Backup:
    """Read what a backup says of itself; raise Problem if it is not one we can use."""
    with _opened(path) as z:
        manifest = _manifest(z, path)
    return Backup(path, dt.datetime.fromisoformat(manifest.created), manifest)


@contextmanager
def unpacked(backup: Path, fresh: Path) -> Iterator[Path]:
    """Unpack the desk file of a backup to a place, checked to the last page."""
    try:
        with _opened(backup) as z:
            manifest = _manifest(z, backup)
            with z.open(_DESK) as content, fresh.open("wb") as target:
                shutil.copyfileobj(content, target)
        file.flush(fresh)
        if sha256(fresh) != manifest.sha256:
            raise file.Damaged(not_a_backup(backup))
        state(fresh, every_page=True)
        yield fresh
    except (zipfile.BadZipFile, EOFError) as error:
        raise file.Damaged(not_a_backup(backup)) from error
    except sqlcipher.Error as error:
        if file.is_damage(error):
            raise file.Damaged(not_a_backup(backup)) from error
        raise
    finally:
        fresh.unlink(missing_ok=True)
        journal(fresh).unlink(missing_ok=True)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    if not path.is_file():
        raise file.missing(path)
    try:
        z = zipfile.ZipFile(path)
    except _BAD_ZIP as error:
        raise file.Damaged(not_a_backup(path)) from error
    with z:
        yield z


def _manifest(z: zipfile.ZipFile, path: Path) -> Manifest:
    """Read the manifest of a zip that holds what a backup holds and nothing else."""
    members = {m.filename: m for m in z.infolist()}
    plain = all(m.compress_type == zipfile.ZIP_STORED and not m.flag_bits & 1 for m in z.infolist())
    if not plain or sorted(m.filename for m in z.infolist()) != [_DESK, _MANIFEST]:
        raise file.Damaged(not_a_backup(path))
    if members[_MANIFEST].file_size > _LONGEST_MANIFEST:
        raise file.Damaged(not_a_backup(path))
    try:
        said = json.loads(z.read(_MANIFEST))
        newer = said["format"] > FORMAT or said["version"] > migrate.newest()
        manifest = None if newer else Manifest(**said)
    except (*_BAD_ZIP, TypeError, KeyError) as error:
        raise file.Damaged(not_a_backup(path)) from error
    if manifest is None:
        raise Problem(file.too_new(path))
    if not _sensible(manifest) or members[_DESK].file_size != manifest.size:
        raise file.Damaged(not_a_backup(path))
    return manifest


def _sensible(manifest: Manifest) -> bool:
    numbers = (manifest.size, manifest.people, manifest.groups, manifest.step)
    texts = (manifest.reason, manifest.allydesk, manifest.sha256, manifest.desk, manifest.place)
    if not all(isinstance(n, int) for n in numbers) or not all(isinstance(t, str) for t in texts):
        return False
    try:
        return dt.datetime.fromisoformat(manifest.created).utcoffset() == dt.timedelta(0)
    except (ValueError, TypeError):
        return False


def journal(path: Path) -> Path:
    """Give where SQLite keeps what it needs to take back an unfinished write."""
    return path.with_name(path.name + "-journal")


def replace(source: Path, target: Path) -> None:
    """Rename over a file; on Windows a virus scanner may hold it for a moment."""
    for tries_left in reversed(range(10)):
        try:
            source.replace(target)
        except PermissionError:
            if not tries_left or os.name != "nt":
                raise
            time.sleep(0.2)
        else:
            return


@contextmanager
def plainly(path: Path, folder: Path, full: str, other: str) -> Iterator[None]:
    """Say in a sentence what went wrong: the desk is at fault, or the folder written to."""
    try:
        yield
    except (sqlcipher.Error, OSError) as error:
        problem = file.trouble(error, path)
        if problem is None or isinstance(problem, (file.Damaged, file.InUse)):
            raise problem or error from error
        text = full if file.is_full(error) else other
        raise Problem(text.format(folder=folder)) from error


def free(names: Callable[[str], Path]) -> Path:
    """Give the first name that is not taken: without a number, then with 2, 3, …"""
    numbers = itertools.chain([""], map(str, itertools.count(2)))
    return next(path for path in map(names, numbers) if not path.exists())


def sha256(path: Path) -> str:
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def not_a_backup(path: Path) -> str:
    return _("“{name}” is not an AllyDesk backup, or it is damaged. Choose another one.").format(
        name=path.name
    )
