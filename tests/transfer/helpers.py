"""Lists as people make them, and a short way through the guide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from allydesk import transfer
from allydesk.store import Store
from allydesk.transfer import Answers, Book, Plan, Sheet
from tests.factories import TODAY

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
LISTS = Path(__file__).parent.parent / "data" / "lists"
Rows = Sequence[Sequence[object]]


def xlsx(path: Path, rows: Rows, *, sheet: str = "Staff list", **more: Rows) -> Path:
    """Write a workbook; further sheets by name, those that begin with "hidden" are hidden."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, content in {sheet: rows, **more}.items():
            page = book.add_worksheet(name)
            if name.startswith("hidden"):
                page.hide()
            for y, row in enumerate(content):
                for x, value in enumerate(row):
                    if isinstance(value, dt.date):
                        page.write_datetime(y, x, value, day)
                    elif value is not None:
                        page.write(y, x, value)
    return path


def lines(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def sheet_of(path: Path) -> Sheet:
    return transfer.best_sheet(transfer.open_list(path))


def planned(
    store: Store,
    source: Path | Book | Sheet,
    *,
    group: str = "",
    agreed: str = "",
    day_first: bool | None = None,
    answers: Answers = Answers(),  # noqa: B008
    today: dt.date = TODAY,
) -> Plan:
    if isinstance(source, Path):
        source = transfer.open_list(source)
    sheet = transfer.best_sheet(source) if isinstance(source, Book) else source
    columns = transfer.guess(sheet, group_list=bool(group))
    return store.read(
        transfer.plan, sheet, columns,
        group=group, agreed=agreed, day_first=day_first, answers=answers, today=today,
    )  # fmt: skip


def bring_in(store: Store, source: Path | Book | Sheet, **options: object) -> Plan:
    found = planned(store, source, **options)  # type: ignore[arg-type]
    if not found.empty:
        store.write(found.label, transfer.apply, found)
    return found
