"""`allydesk print`: documents as one PDF, with the options the documents themselves declare."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.output import write_whole
from allydesk.reports import report, together
from allydesk.reports.report import Kind, Option, Report

NAME = "print"
HELP = _("Make a document, or several in one file, as a PDF.")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "reports", nargs="+", metavar=_("REPORT"), help=", ".join(report.available())
    )
    parser.add_argument(
        "--desk", type=Path, required=True, metavar=_("FILE"), help=_("the desk file")
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar=_("PDF"), help=_("where the PDF goes")
    )
    parser.add_argument(
        "--password-file", type=Path, metavar=_("FILE"),
        help=_("lock the PDF with the password in the first line of this file; - reads it from the input"),
    )  # fmt: skip
    for option in _options():
        _add(parser, option)


def _options() -> list[Option]:
    """Give every option of every document once."""
    found: dict[str, Option] = {}
    for one in report.available().values():
        for option in one.all_options():
            found.setdefault(option.name, option)
    return list(found.values())


def _add(parser: argparse.ArgumentParser, option: Option) -> None:
    flag = f"--{option.name.replace('_', '-')}"
    if option.kind is Kind.FLAG:
        parser.add_argument(
            flag, dest=option.name, action=argparse.BooleanOptionalAction, help=option.label
        )
        return
    choices = "|".join(option.choices) if option.choices else option.kind.value.upper()
    words = f"{option.label}. {option.typed}" if option.typed else option.label
    parser.add_argument(flag, dest=option.name, metavar=choices, help=words.replace("%", "%%"))


def run(args: argparse.Namespace) -> int:
    from allydesk.store import Store

    wanted = [report.named(name) for name in args.reports]
    given = _given(args, wanted)
    password = _password(args.password_file) if args.password_file else None
    store = Store.open(args.desk, shared=True)
    try:
        now = dt.datetime.now()
        printed = together.make(store, args.reports, given, now.date(), now=now.time())
        if password is not None:
            printed = together.locked(printed, password)
        write_whole(args.out, printed.pdf)
        report.note(store, printed)
    finally:
        store.close()
    pages = ngettext("{n} page", "{n} pages", printed.pages).format(n=printed.pages)
    print(f"{printed.title}: {pages}, {args.out}")
    for warning in printed.warnings:
        print(warning, file=sys.stderr)
    return 0


def _given(args: argparse.Namespace, wanted: Sequence[Report[Any]]) -> dict[str, object]:
    """Give the options that were typed; raise Problem for one that no wanted document has."""
    allowed = {o.name for one in wanted for o in one.all_options()}
    given = {o.name: v for o in _options() if (v := getattr(args, o.name)) is not None}
    for name in given:
        if name not in allowed:
            raise Problem(
                _("The document “{report}” has no option --{option}. It has: {options}.").format(
                    report=", ".join(one.name for one in wanted),
                    option=name.replace("_", "-"),
                    options=", ".join(f"--{n.replace('_', '-')}" for n in sorted(allowed)),
                )
            )
    return given


def _password(file: Path) -> str:
    """Read a password from a file, so that nobody sees it in the list of what runs."""
    try:
        words = sys.stdin.readline() if str(file) == "-" else file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(
            _("The password file “{name}” cannot be read. Name a text file.").format(name=file.name)
        ) from error
    return words.split("\n")[0].rstrip("\r")
