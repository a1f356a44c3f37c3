"""`allydesk reports`: the documents there are, and what can be decided about each."""

from __future__ import annotations

import argparse
import json

from allydesk.language import _
from allydesk.reports.report import Option, Report, available

NAME = "reports"
HELP = _("List the documents and their options.")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print it for another program"))


def run(args: argparse.Namespace) -> int:
    if args.json:
        print(
            json.dumps([_described(r) for r in available().values()], ensure_ascii=False, indent=1)
        )
        return 0
    for report in available().values():
        print(f"{report.name:12} {report.title}. {report.hint}")
        for option in report.all_options():
            flag = option.name.replace("_", "-")
            print(f"  --{flag:12} {option.label}{_possible(option)}")
    return 0


def _possible(option: Option) -> str:
    return f" ({' | '.join(option.choices)})" if option.choices else ""


def _described(report: Report[object]) -> dict[str, object]:
    return {
        "name": report.name,
        "title": report.title,
        "options": [
            {
                "name": o.name,
                "label": o.label,
                "kind": o.kind.value,
                "default": o.default,
                "choices": list(o.choices) if o.choices else None,
            }
            for o in report.all_options()
        ],
    }
