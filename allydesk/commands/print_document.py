"""`allydesk print`: one document as a PDF, with the options the document itself declares."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.output import write_whole
from allydesk.reports import report
from allydesk.reports.report import Kind, Option

NAME = "print"
HELP = _("Make one document as a PDF.")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar=_("REPORT"), help=", ".join(report.available()))
    parser.add_argument(
        "--desk", type=Path, required=True, metavar=_("FILE"), help=_("the desk file")
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar=_("PDF"), help=_("where the PDF goes")
    )
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
    parser.add_argument(flag, dest=option.name, metavar=choices, help=option.label)


def run(args: argparse.Namespace) -> int:
    from allydesk.store import Store

    wanted = report.named(args.report)
    allowed = {o.name for o in wanted.all_options()}
    given = {o.name: v for o in _options() if (v := getattr(args, o.name)) is not None}
    for name in given:
        if name not in allowed:
            raise Problem(
                _("The document “{report}” has no option --{option}. It has: {options}.").format(
                    report=wanted.name,
                    option=name,
                    options=", ".join(f"--{n}" for n in sorted(allowed)),
                )
            )
    store = Store.open(args.desk, shared=True)
    try:
        printed = report.make(store, wanted.name, given, dates.today())
    finally:
        store.close()
    write_whole(args.out, printed.pdf)
    pages = ngettext("{n} page", "{n} pages", printed.pages).format(n=printed.pages)
    print(f"{printed.title}: {pages}, {args.out}")
    for warning in printed.warnings:
        print(warning, file=sys.stderr)
    return 0
