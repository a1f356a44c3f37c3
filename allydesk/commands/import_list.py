"""`allydesk import`: bring a spreadsheet of people, or of people in groups, into a desk file."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from allydesk.errors import Problem
from allydesk.language import _, ngettext

if TYPE_CHECKING:
    from allydesk.store import Store
    from allydesk.transfer import Book, Column, Plan, Sheet

NAME = "import"
HELP = _("Bring a list (.xlsx, .xls, .ods, .csv) into a desk file.")
SCOPES = ("coordinator", "leads", "group", "anyone")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("list", type=Path, metavar=_("LIST"), help=_("the spreadsheet"))
    parser.add_argument(
        "--desk",
        type=Path,
        required=True,
        metavar=_("FILE"),
        help=_("the desk file; made if missing"),
    )
    parser.add_argument(
        "--group", default="", metavar=_("NAME"), help=_("all in the list belong to it")
    )
    parser.add_argument(
        "--agreed", choices=SCOPES, default="", help=_("who may see them listed, as they agreed")
    )
    parser.add_argument(
        "--sheet", default="", metavar=_("NAME"), help=_("the sheet of the spreadsheet")
    )
    order = parser.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first", dest="day_first", action="store_true", default=None, help=_("3/4 is 3 April")
    )
    order.add_argument(
        "--month-first", dest="day_first", action="store_false", help=_("3/4 is 4 March")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    parser.add_argument("--json", action="store_true", help=_("print the counts as JSON"))


def run(args: argparse.Namespace) -> int:
    from allydesk import file, settings, transfer

    book = transfer.open_list(args.list)
    sheet = transfer.best_sheet(book, args.sheet)
    columns = transfer.guess(sheet, settings.load().columns, group_list=bool(args.group))
    if args.desk.exists():
        file.look(args.desk)
    found = (_look if args.dry_run else _bring_in)(args, sheet, columns)
    if args.json:
        print(json.dumps(_as_json(found, book, sheet), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_as_words(found, book, done=not args.dry_run)))
    return 0


def _plan(
    store: Store, args: argparse.Namespace, sheet: Sheet, columns: tuple[Column, ...]
) -> Plan:
    from allydesk import transfer

    return store.read(
        transfer.plan, sheet, columns,
        day_first=args.day_first, group=args.group, agreed=args.agreed,
    )  # fmt: skip


def _look(args: argparse.Namespace, sheet: Sheet, columns: tuple[Column, ...]) -> Plan:
    """Work out what would happen; a desk that is not there yet is an empty one."""
    from allydesk.store import Store

    if args.desk.exists():
        with Store.open(args.desk, shared=True) as store:
            return _plan(store, args, sheet, columns)
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "desk") as store:
        return _plan(store, args, sheet, columns)


def _bring_in(args: argparse.Namespace, sheet: Sheet, columns: tuple[Column, ...]) -> Plan:
    from allydesk.store import Store

    if not args.desk.exists():
        return _bring_into_new(args, sheet, columns)
    with Store.open(args.desk) as store:
        found = _plan(store, args, sheet, columns)
        if not found.empty:
            _back_up(store)
            _write(store, found)
        return found


def _bring_into_new(args: argparse.Namespace, sheet: Sheet, columns: tuple[Column, ...]) -> Plan:
    """Make the desk beside its place and move it there when all went well, so that nothing is left behind."""
    from allydesk.file import plainly
    from allydesk.store import Store

    part = args.desk.with_name(f".{args.desk.name}.part")
    with plainly(args.desk):
        try:
            part.unlink(missing_ok=True)
            with Store.create(part) as store:
                found = _plan(store, args, sheet, columns)
                if found.empty:
                    raise _nothing(found)
                _write(store, found)
            part.replace(args.desk)
        finally:
            part.unlink(missing_ok=True)
    return found


def _nothing(found: Plan) -> Problem:
    trouble = (*found.needs_you, *found.left_out)[0]
    return Problem(
        _("No row of this list can be brought in. Row {n}: {reason}").format(
            n=trouble.row, reason=trouble.reason
        )
    )


def _write(store: Store, found: Plan) -> None:
    from allydesk import transfer

    store.write(found.label, transfer.apply, found)


def _back_up(store: Store) -> None:
    from allydesk import backup

    backup.save(store, backup.BEFORE_IMPORT)


def _as_json(found: Plan, book: Book, sheet: Sheet) -> dict[str, object]:
    return {
        **found.counts(),
        "sheet": sheet.name,
        "encoding": book.encoding,
        "columns_left_out": [{"heading": c.heading, "reason": c.reason} for c in found.not_taken],
        "dates_unclear": list(found.dates_unclear),
        "rows": [{"row": t.row, "reason": t.reason} for t in (*found.needs_you, *found.left_out)],
    }


def _as_words(found: Plan, book: Book, *, done: bool) -> list[str]:
    lines = [
        ngettext("{n} person is new.", "{n} people are new.", len(found.new)).format(
            n=len(found.new)
        ),
        ngettext("{n} person is changed.", "{n} people are changed.", len(found.changed)).format(
            n=len(found.changed)
        ),
        ngettext(
            "{n} person is unchanged.", "{n} people are unchanged.", len(found.unchanged)
        ).format(n=len(found.unchanged)),
    ]
    if found.groups:
        n = len(found.groups)
        lines.append(
            ngettext(
                "{n} group is new. Its list is private.",
                "{n} groups are new. Their lists are private.",
                n,
            ).format(n=n)
        )
    if found.memberships:
        n = len(found.memberships)
        lines.append(
            ngettext("{n} place in a group is new.", "{n} places in groups are new.", n).format(n=n)
        )
    if found.memberships_changed:
        n = len(found.memberships_changed)
        lines.append(
            ngettext(
                "{n} place in a group is changed.", "{n} places in groups are changed.", n
            ).format(n=n)
        )
    lines += _left_outside(found)
    lines += [
        _("Not taken: “{heading}”. {reason}").format(heading=c.heading, reason=c.reason).rstrip()
        for c in found.not_taken
    ]
    lines += _unsure(found, book)
    if found.empty:
        lines.append(_("Everything in this list is on the desk already."))
    elif not done:
        lines.append(_("Nothing has been changed yet."))
    return lines


def _left_outside(found: Plan) -> list[str]:
    lines = [
        _("Row {n}, {name}: possibly the same as {other}, who {reason}. Not brought in.").format(
            n=d.row, name=d.name, other=d.candidates[0].name, reason=d.candidates[0].reason
        )
        for d in found.doubtful
    ]
    lines += [
        _("Row {n}: {reason} Left out.").format(n=trouble.row, reason=trouble.reason)
        for trouble in (*found.needs_you, *found.left_out)
    ]
    return lines


def _unsure(found: Plan, book: Book) -> list[str]:
    from allydesk.transfer import ENCODINGS

    lines = []
    if book.unsure:
        lines.append(
            _(
                "The list does not say how its accents are written; it was read as {encoding}."
            ).format(encoding=ENCODINGS.get(book.encoding, book.encoding))
        )
        lines.append(_("If names look wrong, undo this, save the list as .xlsx and bring that in."))
    if found.dates_unclear:
        headings = ", ".join(f"“{h}”" for h in found.dates_unclear)
        order = _("day first") if found.day_first else _("month first")
        lines.append(
            _(
                "Days in {headings} were read {order}. If that is wrong, undo and choose the other."
            ).format(headings=headings, order=order)
        )
    return lines
