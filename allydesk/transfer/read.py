"""Open a list in any of the usual formats, by what is in the file and not by its name."""

from __future__ import annotations

import csv
import io
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from allydesk import language as _language
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.text import clean
from allydesk.transfer import archive, compound, delimited, headings
from allydesk.transfer.book import Book, Cell, Sheet, as_text, grid_of

log = logging.getLogger(__name__)

MOST_BYTES: Final = 64_000_000
MOST_ROWS: Final = 250_000
MOST_COLUMNS: Final = 500
_HEAD_ROWS = 40  # headings are looked for in so many rows
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".ods", ".xls")
_ARCHIVE = b"PK\x03\x04"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")


def open_list(path: Path, *, encoding: str = "", separator: str = "", language: str = "") -> Book:
    """Read a list; raise Problem with a sentence for the person when it cannot be one.

    encoding and separator are for text files and override what would be found (see
    delimited.ENCODINGS and SEPARATORS). language is the desk's, to guess an encoding by.
    """
    data = _bytes_of(path)
    name = path.name
    if not data.strip(b"\0\r\n\t \xef\xbb\xbf"):
        raise Problem(_("“{name}” is empty. Choose another file.").format(name=name))
    kind = _kind(name, data)
    if kind == "text":
        return _text_book(name, data, encoding, separator, language or _language.system())
    return _workbook(name, data, kind)


def _bytes_of(path: Path) -> bytes:
    name = path.name
    if path.is_dir():
        raise Problem(_("“{name}” is a folder. Choose a file.").format(name=name))
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Problem(
            _(
                "There is no file “{name}” in {folder}. Check the name, or choose another file."
            ).format(name=name, folder=path.absolute().parent)
        ) from None
    except PermissionError:
        raise Problem(
            _("“{name}” is open in another program. Close it there, then try again.").format(
                name=name
            )
        ) from None
    except (OSError, ValueError) as error:
        raise Problem(
            _("“{name}” cannot be reached. Check the disk or the network, then try again.").format(
                name=name
            )
        ) from error
    if len(data) > MOST_BYTES:
        raise _too_large(name)
    return data


def _too_large(name: str) -> Problem:
    return Problem(
        _(
            "“{name}” is far larger than a list of people. Copy the rows you need into a new file, and choose that."
        ).format(name=name)
    )


def _damaged(name: str) -> Problem:
    return Problem(
        _(
            "“{name}” is damaged or was cut off on its way here. Open it in Excel, save it again, and choose the copy."
        ).format(name=name)
    )


def _protected(name: str) -> Problem:
    return Problem(
        _(
            "“{name}” has a password. Open it in Excel, save a copy without one, and choose the copy."
        ).format(name=name)
    )


def _no_list(name: str) -> Problem:
    return Problem(
        _(
            "“{name}” is not a spreadsheet or a text list. Choose an Excel, LibreOffice or CSV file."
        ).format(name=name)
    )


def _kind(name: str, data: bytes) -> str:
    """Give "xlsx", "xlsb", "ods", "xls" or "text"; raise Problem for what is something else."""
    if _begun_only(name, data):
        raise _damaged(name)
    if data.startswith(b"PK") and not _without_controls(data):  # "PK;Name" is a text list
        return _zipped(name, data)
    if data.startswith(compound.MAGIC):
        return _compound(name, data)
    start = data[:4000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(b"<"):
        if b"schemas-microsoft-com:office:spreadsheet" in start:
            raise Problem(
                _(
                    "“{name}” is in an old form of Excel. Open it in Excel, save it as .xlsx, and choose that file."
                ).format(name=name)
            )
        raise Problem(
            _(
                "“{name}” is a web page, not a spreadsheet. Open it in Excel, save it as .xlsx, and choose that file."
            ).format(name=name)
        )
    if data.startswith(_PICTURES) and not _looks_like_text(data):
        raise Problem(
            _("“{name}” is a picture, not a list. Choose another file.").format(name=name)
        )
    if start.startswith((b"%pdf", b"{\\rtf")):
        raise Problem(
            _(
                "“{name}” is a document, not a list. Copy its table into a spreadsheet, and choose that."
            ).format(name=name)
        )
    return "text"


def _begun_only(name: str, data: bytes) -> bool:
    """Say whether a workbook was cut off within the mark it begins with: "P" would be a list."""
    marks = (_ARCHIVE, compound.MAGIC)
    return name.lower().endswith(_WORKBOOKS) and any(mark.startswith(data) for mark in marks)


def _looks_like_text(data: bytes) -> bool:
    """Say whether a file that begins like something else is text all the same, as "BM,name" is."""
    return _without_controls(data) and data[:400].isascii()


def _without_controls(data: bytes) -> bool:
    return not any(byte < 9 for byte in data[:400])


def _zipped(name: str, data: bytes) -> str:
    try:
        kind = archive.kind(data)
    except archive.TooLarge:
        raise _too_large(name) from None
    except archive.CutOff:
        raise _damaged(name) from None
    if kind == "other":
        raise _no_list(name)
    return kind


def _compound(name: str, data: bytes) -> str:
    if compound.encrypted(data):
        raise _protected(name)
    try:
        compound.check(data, archive.MOST_CELLS)
    except compound.Unsound:
        raise _damaged(name) from None
    return "xls"


@contextmanager
def _silently() -> Iterator[None]:
    """Keep what the reader prints about a broken file from the person: we say it in a sentence."""
    try:
        kept = os.dup(2)
    except OSError:  # a window has no such place
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _workbook(name: str, data: bytes, kind: str) -> Book:
    import python_calamine as calamine

    try:
        with _silently(), calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheets = tuple(
                found
                for meta in workbook.sheets_metadata
                if meta.visible == calamine.SheetVisibleEnum.Visible
                and (found := _sheet(name, meta.name, workbook.get_sheet_by_name(meta.name)))
            )
    except calamine.PasswordError:
        raise _protected(name) from None
    except Problem:
        raise
    except BaseException as error:
        # The reader is written in Rust: a file that breaks it raises a panic, which is no Exception.
        if isinstance(error, calamine.CalamineError | OSError | ValueError | MemoryError) or (
            type(error).__name__ == "PanicException"
        ):
            log.info("A spreadsheet (%s) could not be read: %s", kind, type(error).__name__)
            raise _damaged(name) from error
        raise
    if not sheets:
        raise Problem(_("There is nothing in “{name}”. Choose another file.").format(name=name))
    return Book(name, sheets)


def _sheet(file: str, name: str, found: object) -> Sheet | None:
    from python_calamine import CalamineSheet

    assert isinstance(found, CalamineSheet)
    if (
        found.total_height * found.total_width > archive.MOST_CELLS
        or found.total_height > MOST_ROWS * 5
    ):
        raise _too_large(file)
    return _made(file, name, found.to_python(skip_empty_area=False))


def _text_book(name: str, data: bytes, encoding: str, separator: str, language: str) -> Book:
    try:
        text, used, unsure = delimited.decode(data, language, encoding)
    except (delimited.NoText, LookupError):
        raise _no_list(name) from None
    mark, text = (separator, text) if separator else delimited.separator_of(text, headings.alone())
    try:
        rows = delimited.rows(text, mark)
    except csv.Error:
        raise _damaged(name) from None
    sheet = _made(name, Path(name).stem, rows)
    if sheet is None:
        raise Problem(_("There is nothing in “{name}”. Choose another file.").format(name=name))
    return Book(name, (sheet,), used, mark, unsure)


def _made(file: str, name: str, rows: Iterable[Sequence[object]]) -> Sheet | None:
    grid = grid_of(row[:MOST_COLUMNS] for row in rows)
    if len(grid) > MOST_ROWS:
        raise _too_large(file)
    return Sheet(clean(name), grid, heading_row(grid)) if grid else None


def heading_row(grid: tuple[tuple[Cell, ...], ...]) -> int | None:
    """Find the row that holds the headings: the one with most words that are known as headings.

    Where no word is known, the first row that fills most columns with plain words; None when
    that row looks like a person's entry already.
    """
    scores = [sum(headings.known(as_text(cell)) for cell in row) for row in grid[:_HEAD_ROWS]]
    best = max(scores, default=0)
    filled = [sum(1 for cell in row if cell) for row in grid[:_HEAD_ROWS]]
    row = next((n for n, count in enumerate(filled) if count * 2 > max(filled)), 0)
    # One known word far down is somebody's team or town; two are headings.
    if best > 1 or (best and scores.index(best) <= row):
        return scores.index(best)
    if not grid or len(grid[0]) < 2:
        return None
    words = [as_text(cell) for cell in grid[row] if cell]
    plain = all(not any(c.isdigit() or c == "@" for c in word) and len(word) < 60 for word in words)
    return row if plain and len(set(words)) == len(words) and len(grid) > row + 1 else None
