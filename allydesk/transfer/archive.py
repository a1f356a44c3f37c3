"""Look into a zipped spreadsheet before it is opened, so that none can exhaust the memory."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Final
from xml.parsers import expat

MOST_UNPACKED: Final = 400_000_000  # bytes of XML; 100,000 people with 30 columns take 250 million
MOST_CELLS: Final = 20_000_000  # a sheet is read as a full rectangle of this many cells at most
_CHUNK = 1 << 20
_OVERLAP = 2000  # bytes that are looked at again, for what lies across two parts
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
        expat.ExpatError,
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
        look = _look_at(member.filename)
        with z.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise TooLarge
                look(chunk)
            look(b"")


def _look_at(name: str) -> Callable[[bytes], None]:
    """Give what looks at the parts of a file in the archive, an empty one last."""
    if re.search(r"worksheets/[^/]+\.xml$", name):
        return _sheet()
    return _content() if name == "content.xml" else lambda _part: None


def _sheet() -> Callable[[bytes], None]:
    """Follow how far a sheet of an .xlsx reaches."""
    tail = b""
    rows = columns = 0

    def look(part: bytes) -> None:
        nonlocal tail, rows, columns
        rows, columns = _reach(tail + part, rows, columns)
        tail = part[-_OVERLAP:]
        if rows * columns > MOST_CELLS:
            raise TooLarge

    return look


def _content() -> Callable[[bytes], None]:
    """Follow the content of an .ods: what is not well formed would send the reader in circles."""
    parser = expat.ParserCreate()
    tail = b""

    def look(part: bytes) -> None:
        nonlocal tail
        parser.Parse(part, not part)
        if _repeats(tail + part) > MOST_CELLS:
            raise TooLarge
        tail = part[-_OVERLAP:]

    return look


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
