"""Look into a zipped spreadsheet before it is opened, so that none can exhaust the memory."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

MOST_UNPACKED: Final = 400_000_000  # bytes of XML; 100,000 people with 30 columns take 250 million
MOST_CELLS: Final = 20_000_000  # a sheet is read as a full rectangle of this many cells at most
_CHUNK = 1 << 20
_CELL = re.compile(rb'<(?:\w+:)?c (?:[^>]*? )?r="([A-Z]{1,3})(\d{1,7})"(?:[^>]*[^/>])?>')
_UNPLACED = re.compile(rb"<(?:\w+:)?c(?: (?!r=)[^>]*)?>")  # a cell that follows from the one before
_ROW = re.compile(rb'<(?:\w+:)?row (?:[^>]*? )?r="(\d{1,7})"')
_ROWS = re.compile(
    rb'number-rows-repeated="(\d+)"[^>]*>(?:(?!</table:table-row>).)*?value-type=', re.S
)
_COLUMNS = re.compile(
    rb'number-columns-repeated="(\d+)"[^>]*value-type='
    rb'|value-type=[^>]*number-columns-repeated="(\d+)"'
)


class TooLarge(ValueError):
    """It unpacks to more than any list of people needs."""


class CutOff(ValueError):
    """Part of the archive is missing or damaged."""


def kind(data: bytes) -> str:
    """Say what a zipped file is: "xlsx", "xlsb", "ods" or "other".

    Raises CutOff when it is not whole and TooLarge when it is out of all proportion.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as z:
            found = _kind(z)
            if found != "other":
                _measure(z)
            return found
    except (
        zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
    ) as error:  # fmt: skip
        if isinstance(error, TooLarge):
            raise
        raise CutOff from error


def _kind(z: zipfile.ZipFile) -> str:
    names = set(z.namelist())
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.lower() in ("xl/workbook.xml", "workbook.xml") for name in names):
        return "xlsx"
    if "mimetype" in names and b"spreadsheet" in z.read("mimetype")[:200]:
        return "ods"
    return "other"


def _measure(z: zipfile.ZipFile) -> None:
    left = MOST_UNPACKED
    if sum(member.file_size for member in z.infolist()) > left:
        raise TooLarge
    for member in z.infolist():
        sheet = re.search(r"worksheets/[^/]+\.xml$", member.filename) is not None
        content = member.filename == "content.xml"
        rows = columns = 0
        tail = b""
        with z.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise TooLarge
                if sheet:
                    rows, columns = _reach(tail + chunk, rows, columns)
                elif content and _repeats(tail + chunk) > MOST_CELLS:
                    raise TooLarge
                tail = chunk[-2000:] if sheet or content else b""
        if rows * columns > MOST_CELLS:
            raise TooLarge


def _reach(xml: bytes, rows: int, columns: int) -> tuple[int, int]:
    """Give the last row and column with something in them. Cells that are only coloured do not count."""
    found = _CELL.findall(xml)
    for name in {letters for letters, _number in found}:
        columns = max(columns, _column(name))
    numbers = [number for _letters, number in found]
    if _UNPLACED.search(xml):
        numbers += _ROW.findall(xml)
        columns = max(columns, 100)
    return max(rows, max(map(int, numbers), default=0)), columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _repeats(xml: bytes) -> int:
    """Give how many cells a repeated row of an .ods sheet may come to."""
    rows = max((int(n) for n in _ROWS.findall(xml)), default=1)
    columns = max((int(a or b) for a, b in _COLUMNS.findall(xml)), default=1)
    return rows * columns
