"""`allydesk backup`: make a checked backup of a desk file."""

from __future__ import annotations

import argparse
from pathlib import Path

from allydesk.language import _

NAME = "backup"
HELP = _("Make a checked backup of a desk file.")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the desk file"))
    parser.add_argument("--to", type=Path, metavar=_("FOLDER"), help=_("where the backup goes"))


def run(args: argparse.Namespace) -> int:
    from allydesk import backup, file

    file.look(args.file)
    made = backup.save_file(args.file, backup.MANUAL, args.to)
    print(_("The backup is in {file}.").format(file=made))
    return 0
