"""Checked copies of the desk file: made, thinned out, listed, and put back."""

from allydesk.backup.archive import Backup, Manifest, look
from allydesk.backup.making import (
    BEFORE_IMPORT,
    BEFORE_UPDATE,
    EVERY,
    EXIT,
    TIMED,
    before_update,
    copied,
    describe,
    due,
    listing,
    newest_good,
    of,
    save,
    save_file,
)
from allydesk.backup.restoring import restore
from allydesk.backup.thinning import MANUAL, thin

__all__ = [
    "BEFORE_IMPORT",
    "BEFORE_UPDATE",
    "EVERY",
    "EXIT",
    "MANUAL",
    "TIMED",
    "Backup",
    "Manifest",
    "before_update",
    "copied",
    "describe",
    "due",
    "listing",
    "look",
    "newest_good",
    "of",
    "restore",
    "save",
    "save_file",
    "thin",
]
