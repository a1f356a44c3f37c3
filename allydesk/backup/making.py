"""Making backups, and finding them again.

A backup belongs to the desk whose salt (the file's first 16 bytes) it shares: moving or renaming
the file changes nothing, and two desks that keep backups in one folder never thin each other's.
"""

from __future__ import annotations

import datetime as dt
import logging
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from sqlcipher3 import dbapi2 as sqlcipher

from allydesk import __version__, dates, file, paths, settings
from allydesk.backup import archive
from allydesk.backup.archive import Backup, Manifest, by_age
from allydesk.backup.thinning import thin
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.store import Store

log = logging.getLogger(__name__)

EVERY = dt.timedelta(minutes=30)  # while somebody works
EXIT, TIMED = "exit", "timed"
BEFORE_IMPORT, BEFORE_UPDATE = "before-import", "before-update"


def save(store: Store, reason: str, folder: Path | None = None) -> Path:
    """Make a checked backup and give its path; then thin out the older ones.

    Without a folder it goes to this computer's own, and a copy to the second one if it is there.
    Raises file.Damaged when the desk itself is not sound, Problem when the folder cannot take it.
    """
    return save_file(store.path, reason, folder)


def save_file(path: Path, reason: str, folder: Path | None = None) -> Path:
    """Make a backup of a desk file that need not be open."""
    target = folder or paths.backups()
    no_room = _("There is no room for a backup in {folder}. Free some space there, then try again.")
    no_way = _("The backup could not be written to {folder}. Choose another folder.")
    with archive.plainly(path, target, no_room, no_way):
        target.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            made = _make(path, reason, target)
            if folder is None:
                _second_copy(made)
    _thin_out(target, made.manifest.desk)
    return made.path


def before_update(path: Path) -> None:
    """Make a backup of an older desk file, before it is brought up to date."""
    save_file(path, BEFORE_UPDATE)


def due(store: Store, after: dt.timedelta = dt.timedelta(0)) -> bool:
    """Say whether the desk has changed since its newest backup, and that one is older than `after`.

    Asked with EVERY while somebody works, and with nothing when AllyDesk is closed.
    """
    with file.plainly(store.path):
        now = archive.state(store.path)
    newest = next(iter(listing(paths.backups(), now.desk)), None)
    if newest is None:
        return True
    fresh = dt.timedelta(0) <= dt.datetime.now(dt.UTC) - newest.created < after
    return newest.manifest.step != now.step and not fresh


def _make(path: Path, reason: str, folder: Path) -> Backup:
    now = dt.datetime.now(dt.UTC)
    desk = archive.state(path).desk
    for left in folder.glob(f".part-{desk[:8]}-*"):  # by a backup that was cut short
        left.unlink(missing_ok=True)
    part = folder / f".part-{desk[:8]}-{secrets.token_hex(4)}"
    copy, packed = part.with_suffix(".db"), part.with_suffix(".zip")
    try:
        _copy(path, copy)
        file.flush(copy)
        found = archive.state(copy, every_page=True)
        manifest = Manifest(
            archive.FORMAT, now.isoformat(), reason, __version__, found.version, copy.stat().st_size,
            archive.sha256(copy), found.people, found.groups, found.step, found.desk, file.digest(path),
        )  # fmt: skip
        archive.pack(packed, manifest, copy)
        final = _free(folder, now, reason, desk)
        archive.replace(packed, final)
        file.flush(folder)
    finally:
        for left in folder.glob(part.name + "*"):
            left.unlink(missing_ok=True)
    return Backup(final, now, manifest)


def _copy(path: Path, target: Path) -> None:
    # SQLite's own backup call would copy a damaged page and seal it as sound; this reads each row.
    c = file.connect(path)
    try:
        c.execute("VACUUM INTO ?", (str(target),))
    finally:
        c.close()
    _empty_the_tray(target)


def _empty_the_tray(copy: Path) -> None:
    """Leave out what waits to be filed without a name; models/feedback/tray.py says why."""
    c = file.connect(copy)
    try:
        if c.execute("SELECT 1 FROM sqlite_master WHERE name = 'feedback_tray'").fetchone():
            c.execute("DELETE FROM feedback_tray")
    finally:
        c.close()


def _free(folder: Path, now: dt.datetime, reason: str, desk: str) -> Path:
    """Give a name that sorts by time, says why the backup was made, and is not taken."""
    stem = f"allydesk-{now:%Y%m%dT%H%M%SZ}-{reason}-{desk[:8]}"
    return archive.free(lambda n: folder / f"{stem}{'-' * bool(n)}{n}{file.BACKUP_SUFFIX}")


def _second_copy(made: Backup) -> None:
    """Copy a finished backup to the second folder; a stick that is not plugged in is no fault."""
    chosen = settings.load().backup_folder
    if not chosen or not (folder := Path(chosen)).is_dir():
        return
    part = folder / f".part-{made.manifest.desk[:8]}-{secrets.token_hex(4)}"
    try:
        shutil.copyfile(made.path, part)
        file.flush(part)
        archive.replace(part, folder / made.path.name)
        file.flush(folder)
        settings.change(copied=made.created.isoformat())
        _thin_out(folder, made.manifest.desk)
    except OSError as error:
        log.info("The second backup folder took no copy (%s).", type(error).__name__)
    finally:
        part.unlink(missing_ok=True)


def copied() -> dt.datetime | None:
    """Give when the second folder took a backup last; None if there is no folder, or none is known."""
    known = settings.load()
    if not known.backup_folder:
        return None
    try:
        return dt.datetime.fromisoformat(known.copied).astimezone(dt.UTC)
    except ValueError:  # chosen by an AllyDesk that did not note it
        newest = next(iter(listing(Path(known.backup_folder))), None)
        return newest.created if newest else None


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one backup of a desk be made at a time, by the window or by a command."""
    with FileLock(file.note(path, "backup.lock"), timeout=120):
        yield


def _thin_out(folder: Path, desk: str) -> None:
    for backup in thin(listing(folder, desk), dt.datetime.now(dt.UTC)):
        try:
            backup.path.unlink(missing_ok=True)
        except OSError as error:  # held by a virus scanner or a sync client: the next one takes it
            log.info("An old backup could not be removed (%s).", type(error).__name__)


def listing(folder: Path, desk: str | None = None) -> list[Backup]:
    """Give the backups in a folder, the newest first; of one desk only, if told which."""
    found = []
    for path in folder.glob(f"*{file.BACKUP_SUFFIX}") if folder.is_dir() else ():
        try:
            one = archive.look(path)
        except (Problem, OSError):
            continue
        if desk in (None, one.manifest.desk):
            found.append(one)
    return sorted(found, key=by_age, reverse=True)


def of(path: Path) -> list[Backup]:
    """Give all backups known of a desk file, the newest first; the file itself need not be sound."""
    folders = [paths.backups(), Path(settings.load().backup_folder or paths.backups())]
    found = {b.path.name: b for folder in folders for b in listing(folder)}
    desk, place = _desk(path), file.digest(path)
    # A damaged first page has lost its salt: then the place where the file lay has to do.
    mine = [b for b in found.values() if b.manifest.desk == desk]
    mine = mine or [b for b in found.values() if b.manifest.place == place]
    return sorted(mine, key=by_age, reverse=True)


def _desk(path: Path) -> str | None:
    """Give which desk a file is, as far as that can be told of a damaged one."""
    try:
        return archive.state(path).desk
    except (Problem, sqlcipher.Error) as error:
        if not path.is_file() or file.is_busy(error):
            return None
    # Only now: to open and close a file that SQLite uses would take SQLite's locks away.
    try:
        with path.open("rb") as f:
            return f.read(16).hex()
    except OSError:
        return None


def newest_good(path: Path) -> Backup | None:
    """Give the newest backup of a desk file that is sound to the last page, or nothing."""
    paths.backups().mkdir(parents=True, exist_ok=True)
    with _alone(path):
        for backup in of(path):
            try:
                with archive.unpacked(
                    backup.path, paths.backups() / f".part-check-{file.digest(path)}"
                ):
                    return backup
            except file.Damaged:
                log.info("A backup is damaged; the next older one is tried.")
    return None


def describe(backup: Backup, language: str, now: dt.date) -> str:
    """Give "Yesterday 17:40 (412 people, 7 groups)"."""
    local = backup.created.astimezone()
    people, groups = backup.manifest.people, backup.manifest.groups
    return _("{day} {time} ({people}, {groups})").format(
        day=dates.near(local.date(), language, now),
        time=dates.clock(local),
        people=ngettext("{n} person", "{n} people", people).format(n=people),
        groups=ngettext("{n} group", "{n} groups", groups).format(n=groups),
    )
