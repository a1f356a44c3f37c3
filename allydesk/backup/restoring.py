"""Putting a backup in the place of the desk file, all of it or nothing."""

from __future__ import annotations

import datetime as dt
import logging
import shutil
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from allydesk import file
from allydesk.backup import archive
from allydesk.errors import Problem
from allydesk.language import _

log = logging.getLogger(__name__)


def restore(backup: Path, path: Path) -> Path | None:
    """Put a backup in the place of a desk file; give where the file that lay there is kept now.

    All of it or nothing: until the last moment the present file stays as it is. Raises Problem
    when the backup is not sound, or the desk file is open.
    """
    if path.is_dir():
        raise Problem(_("“{name}” is a folder. Choose a file.").format(name=path.name))
    no_room = _(
        "There is no room in {folder} to put the file back. Free some space there, then try again."
    )
    no_way = _("The file could not be put back into {folder}. Choose another place.")
    with archive.plainly(path, path.parent, no_room, no_way):
        path.parent.mkdir(parents=True, exist_ok=True)
        with (
            file.lock(path),
            archive.unpacked(backup, path.with_name(path.name + ".restoring")) as fresh,
        ):
            kept = _keep_aside(path) if path.exists() else None
            _settle(path)
            archive.journal(path).unlink(missing_ok=True)
            file.flush(path.parent)
            archive.replace(fresh, path)
            file.flush(path.parent)
    return kept


def _keep_aside(path: Path) -> Path:
    """Copy a desk file and its journal to a name with the date, just as they lie there."""
    stem = f"{path.stem} (replaced {dt.datetime.now():%Y-%m-%d %H.%M})"
    kept = archive.free(lambda n: path.with_name(f"{stem}{' ' * bool(n)}{n}{path.suffix}"))
    pairs = ((archive.journal(path), archive.journal(kept)), (path, kept))
    try:
        for source, target in pairs:
            if source.exists():
                shutil.copyfile(source, target)
                file.flush(target)
    except OSError:
        for _source, target in pairs:
            target.unlink(missing_ok=True)
        raise
    file.flush(path.parent)
    return kept


def _settle(path: Path) -> None:
    """Let SQLite finish what a crash left half done, so that the present file is whole by itself.

    Its journal goes before the new file comes: it must never be played into that one. Were it
    still needed, a power cut between the two would leave a torn file.
    """
    if archive.journal(path).exists() and path.exists():
        try:
            file.connect(path).close()
        except sqlcipher.Error:
            log.info("The file that is replaced cannot be opened; it is kept as it was.")
