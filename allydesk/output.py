"""Write a finished file where a person asked for it: whole, or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

from allydesk.errors import Problem
from allydesk.language import _


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that nobody ever finds half of it.

    Raises Problem when the folder is missing, the disk is full, or another program holds the file.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True) if part.parent.is_dir() else None
        raise _trouble(path, error) from error


def _trouble(path: Path, error: OSError) -> Problem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(
            _("There is no room left for “{name}”. Free some space, then try again.").format(
                name=path.name
            )
        )
    if isinstance(error, FileNotFoundError):
        return Problem(
            _("There is no folder “{folder}”. Choose another place to save.").format(
                folder=path.parent
            )
        )
    if isinstance(error, IsADirectoryError):
        return Problem(_("“{name}” is a folder. Give the file a name.").format(name=path.name))
    if isinstance(error, PermissionError):
        return Problem(
            _(
                "“{name}” cannot be written. If another program has it open, close it there and try again."
            ).format(name=path.name)
        )
    return Problem(_("“{name}” could not be saved. Choose another place.").format(name=path.name))
