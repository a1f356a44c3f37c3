"""`allydesk restore`: put a backup in the place of a desk file."""

from __future__ import annotations

import argparse
from pathlib import Path

from allydesk import dates
from allydesk.language import _, system

NAME = "restore"
HELP = _("Put a backup in the place of a desk file; the file that is there is kept.")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", type=Path, metavar=_("BACKUP"), help=_("an .allybackup file"))
    parser.add_argument(
        "--to", type=Path, required=True, metavar=_("FILE"), help=_("the desk file to put it into")
    )


def run(args: argparse.Namespace) -> int:
    from allydesk import backup

    found = backup.look(args.backup)
    kept = backup.restore(args.backup, args.to)
    said = _("Backup put back: {what}.").format(
        what=backup.describe(found, system(), dates.today())
    )
    if kept:
        said += " " + _("The file that was there is kept as {file}.").format(file=kept)
    print(said)
    return 0
