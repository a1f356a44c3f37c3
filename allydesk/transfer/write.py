"""Save tables as .xlsx or .csv that open right in Excel and run nothing there."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.output import write_whole
from allydesk.transfer.book import as_text

_FORMULA = re.compile(r"^\s*[=+\-@\t\r\n＝＋－＠]|^[\t\r\n]")
_PHONE = re.compile(r"\+?[\d\s()./-]+(?:\s*(?:x|ext\.?)\s*\d+)?")
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_CELL = 32_767  # Excel's limit
_LONGEST_TITLE = 31
_WIDEST = 46  # characters
_MEASURED = 300  # rows that a column's width is taken from


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a column, and what below: "text", "date" or "phone"."""

    label: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet to be saved. Cells are texts, days or numbers; None is an empty cell."""

    title: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[object, ...], ...]


def save(path: Path, tables: Sequence[Table], language: str) -> list[Path]:
    """Save tables under a path that ends in .xlsx or .csv, and give the files made.

    A workbook holds all of them; of .csv there is one file for each, the title behind the name when
    there are several. language is the desk's and decides the separator that Excel expects there.
    """
    ending = path.suffix.lower()
    if ending == ".xlsx":
        write_whole(path, workbook(tables))
        return [path]
    if ending != ".csv":
        raise Problem(_("Choose a name that ends in .xlsx or .csv."))
    if len(tables) == 1:
        files = [path]
    else:
        files = [path.with_name(f"{path.stem} {_title(t.title).lower()}.csv") for t in tables]
    for file, table in zip(files, tables, strict=True):
        write_whole(file, text(table, language))
    return files


def workbook(tables: Sequence[Table]) -> bytes:
    """Give a workbook with one sheet for each table: headings stay in view, columns can be filtered."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,  # else names would lie about in the folder for temporary files
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format(
        {"num_format": 14, "align": "left"}
    )  # 14: a date as this computer writes it
    used: set[str] = set()
    for table in tables:
        sheet = book.add_worksheet(_free(_title(table.title), used))
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(table.headings):
            sheet.write_string(0, column, heading.label[:_LONGEST_CELL], bold)
            sheet.set_column(column, column, _width(table, column))
        for number, row in enumerate(table.rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    if value.year >= 1900:
                        sheet.write_datetime(number, column, value, day)
                    else:  # Excel knows no days before
                        sheet.write_string(number, column, value.isoformat())
                elif isinstance(value, int | float):
                    sheet.write_number(number, column, value)
                elif value:
                    sheet.write_string(number, column, str(value)[:_LONGEST_CELL])
        if table.headings:
            sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.headings) - 1)
    book.close()
    return stream.getvalue()


def _title(title: str) -> str:
    return _NOT_IN_A_TITLE.sub(" ", title).strip("' ")[:_LONGEST_TITLE] or _("List")


def _free(title: str, used: set[str]) -> str:
    """Give a title that no sheet of the workbook has yet; Excel does not tell cases apart."""
    found, n = title, 2
    while found.casefold() in used:
        end = f" {n}"
        found, n = title[: _LONGEST_TITLE - len(end)] + end, n + 1
    used.add(found.casefold())
    return found


def _width(table: Table, column: int) -> int:
    texts = [as_text(row[column]) for row in table.rows[:_MEASURED]]
    longest = max((len(line) for t in texts for line in t.split("\n")), default=0)
    return min(_WIDEST, max(len(table.headings[column].label) + 3, longest + 1, 8))


def text(table: Table, language: str) -> bytes:
    """Give a table as CSV for Excel: Unicode with its mark, and the separator of the language."""
    stream = io.StringIO(newline="")
    comma = str(dates.locale(language).number_symbols["latn"]["decimal"]) == ","
    writer = csv.writer(stream, delimiter=";" if comma else ",", lineterminator="\r\n")
    writer.writerow([harmless(h.label) for h in table.headings])
    for row in table.rows:
        writer.writerow(
            [
                as_text(value) if heading.kind == "phone" and _is_phone(value) else harmless(value)
                for value, heading in zip(row, table.headings, strict=True)
            ]
        )
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _is_phone(value: object) -> bool:
    return isinstance(value, str) and _PHONE.fullmatch(value) is not None


def harmless(value: object) -> str:
    """Give a value as text that no spreadsheet takes for a formula."""
    words = as_text(value)
    return f"'{words}" if isinstance(value, str) and _FORMULA.match(words) else words
