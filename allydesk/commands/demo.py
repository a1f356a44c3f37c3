"""`allydesk demo`: the example desk and its handouts, then the window if there is a screen."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from allydesk import dates, paths
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.output import write_whole

if TYPE_CHECKING:
    from allydesk.models.group import Row

NAME = "demo"
HELP = _("Make the example desk and print its handouts, then open the window.")
DESK = "example.allydesk"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar=_("FOLDER"), help=_("where everything goes")
    )


def folder(args: argparse.Namespace) -> Path:
    """Give the folder that was named, else one among the person's documents."""
    return args.folder or paths.documents() / "AllyDesk demo"


def then_open(args: argparse.Namespace) -> Path:
    """Give the file the window opens on afterwards."""
    return folder(args) / DESK


def run(args: argparse.Namespace) -> int:
    from allydesk import sample
    from allydesk.models import group
    from allydesk.reports import asked, report
    from allydesk.store import Store

    where = folder(args)
    try:
        where.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            _("The folder “{folder}” cannot be made. Name another one.").format(folder=where)
        ) from error
    desk = where / DESK
    if not desk.exists():
        sample.write(desk, dates.today())
    store = Store.open(desk, shared=True)
    count = 0
    try:
        groups = store.read(group.listing)
        coming = store.read(asked.next_event, dt.datetime.combine(dates.today(), dt.time()))
        for name, given, title in [*_handouts(groups), *_of_event(coming)]:
            printed = report.make(store, name, given, dates.today())
            write_whole(where / f"{title}.pdf", printed.pdf)
            count += 1
    finally:
        store.close()
    print(
        ngettext(
            "{n} handout and the example desk are in {folder}.",
            "{n} handouts and the example desk are in {folder}.",
            count,
        ).format(n=count, folder=where)
    )
    return 0


def _handouts(groups: Sequence[Row]) -> list[tuple[str, dict[str, object], str]]:
    """Give what to print: document, options, file name."""
    from allydesk.reports import report

    found: list[tuple[str, dict[str, object], str]] = []
    for row in groups:
        name = report.file_words(row.short_name or row.name)
        found.append(
            (
                "roster",
                {"group": row.id, "audience": "group"},
                _("Roster – {group}").format(group=name),
            )
        )
        found.append(
            ("sign-in", {"group": row.id}, _("Sign-in sheet – {group}").format(group=name))
        )
    found.append(("roster", {"people": "all"}, _("List of people")))
    found.append(
        ("roster", {"people": "all", "edition": "large"}, _("List of people, large print"))
    )
    return found


def _of_event(event: int | None) -> list[tuple[str, dict[str, object], str]]:
    """Give what to print for the next meeting, and the month it is in."""
    month = ("calendar-month", dict[str, object](), _("Calendar of the month"))
    if event is None:
        return [month]
    given: dict[str, object] = {"event": event}
    return [
        ("handout", given, _("Next meeting – handout")),
        ("sign-in", given, _("Next meeting – sign-in sheet")),
        ("pack", given, _("Next meeting – meeting pack")),
        month,
    ]
