"""`allydesk export`: save everything on a desk as spreadsheets."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from allydesk.errors import Problem
from allydesk.language import _, ngettext

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from allydesk.transfer import Table

NAME = "export"
HELP = _("Save the people, groups, places in groups and awards of a desk file as spreadsheets.")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the desk file"))
    parser.add_argument(
        "--to", type=Path, required=True, metavar=_("FOLDER"), help=_("where the spreadsheets go")
    )
    parser.add_argument("--format", choices=("xlsx", "csv"), default="xlsx", help=_("xlsx or csv"))
    parser.add_argument(
        "--private-fields",
        action="store_true",
        help=_("with access needs, food needs, who is an ally and why nominations were decided so"),
    )
    parser.add_argument(
        "--private-groups", action="store_true", help=_("with who takes part in private groups")
    )
    parser.add_argument(
        "--audience",
        choices=("coordinator", "leads", "group", "anyone"),
        default="coordinator",
        help=_("who will see it"),
    )


def run(args: argparse.Namespace) -> int:
    from allydesk import dates, transfer
    from allydesk.models import organisation
    from allydesk.store import Store

    with Store.open(args.file, shared=True) as store:
        tables = store.read(_tables, args)
        language = store.read(organisation.language)
        hidden = store.read(_places) - len(tables[-1].rows)
    folder: Path = args.to
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            _("The folder “{folder}” cannot be made. Name another one.").format(folder=folder)
        ) from error
    target = _unused(folder, f"AllyDesk {dates.today().isoformat()}", args.format)
    for made in transfer.save(target, tables, language):
        print(_("Saved {file}.").format(file=made))
    if hidden:
        print(
            ngettext(
                "{n} place in a group is not listed: it is private, or not agreed to be seen.",
                "{n} places in groups are not listed: they are private, or not agreed to be seen.",
                hidden,
            ).format(n=hidden)
        )
    print(_("Spreadsheets are not protected. Keep them where only you can open them."))
    return 0


def _tables(s: Session, args: argparse.Namespace) -> list[Table]:
    from allydesk import transfer
    from allydesk.models.privacy import Audience

    places = transfer.memberships_sheet(
        s, Audience(args.audience), private_groups=args.private_groups, private=args.private_fields
    )
    people = transfer.people_sheet(s, private=args.private_fields)
    audience = Audience(args.audience)
    given = [transfer.awards_sheet(s, audience)]
    if audience is Audience.COORDINATOR:
        given.append(transfer.nominations_sheet(s, private=args.private_fields))
    return [people, transfer.groups_sheet(s), *(t for t in given if t.rows), places]


def _places(s: Session) -> int:
    """Give how many places in groups there are, shown or not."""
    from allydesk.models import membership
    from allydesk.models.privacy import Audience

    return len(membership.everywhere(s, Audience.COORDINATOR, private_groups=True))


def _unused(folder: Path, stem: str, ending: str) -> Path:
    """Give a name that nothing in the folder begins with: an older export may have been worked on."""
    n = 1
    while any(folder.glob(f"{stem}{f' ({n})' if n > 1 else ''}[. ]*{ending}")):
        n += 1
    return folder / f"{stem}{f' ({n})' if n > 1 else ''}.{ending}"
