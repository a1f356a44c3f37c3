"""`allydesk check`: read every page of a desk file and say what is in it."""

from __future__ import annotations

import argparse
from pathlib import Path

from allydesk import dates
from allydesk.language import _, ngettext, system

NAME = "check"
HELP = _("Check a desk file to the last page and say what is in it.")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the desk file"))


def run(args: argparse.Namespace) -> int:
    from allydesk import backup, file
    from allydesk.models import group, person
    from allydesk.store import Store

    try:
        with Store.open(args.file, shared=True) as store:
            store.verify()
            people, groups = store.read(person.count), len(store.read(group.listing, chip="all"))
    except file.Damaged as error:
        good = backup.newest_good(args.file)
        if good is None:
            raise
        raise file.Damaged(
            f"{error} "
            + _("Its newest sound backup is {file}: {what}.").format(
                file=good.path, what=backup.describe(good, system(), dates.today())
            )
        ) from error
    print(_("“{name}” is sound: {people}, {groups}.").format(
        name=args.file.name,
        people=ngettext("{n} person", "{n} people", people).format(n=people),
        groups=ngettext("{n} group", "{n} groups", groups).format(n=groups),
    ), _last(args.file))  # fmt: skip
    return 0


def _last(path: Path) -> str:
    from allydesk import backup

    found = backup.of(path)
    if not found:
        return _("It has no backup yet.")
    return _("Last backup: {what}.").format(what=backup.describe(found[0], system(), dates.today()))
