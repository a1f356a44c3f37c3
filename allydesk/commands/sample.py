"""`allydesk sample`: write the example desk."""

from __future__ import annotations

import argparse
from pathlib import Path

from allydesk import dates
from allydesk.language import _

NAME = "sample"
HELP = _("Write the example desk into a new file.")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the desk file to make"))


def run(args: argparse.Namespace) -> int:
    from allydesk import sample

    sample.write(args.file, dates.today())
    print(_("The example desk is in {file}.").format(file=args.file))
    return 0
