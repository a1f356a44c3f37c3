"""Look into an old Office file (.xls) before it is opened: broken ones can send a reader in circles.

The container is described in [MS-CFB]: sectors, and a table that says which sector follows which.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LAST_SECTOR = 0xFFFFFFFA  # numbers above are marks: end of chain, free, table
_ENTRY = 128  # bytes of one directory entry
_SMALL = 4096  # streams below lie in small sectors of their own
_STREAM, _ROOT = 2, 5  # kinds of directory entry
_BOOKS = ("workbook", "book")
_SHEET_BEGINS, _EXTENT, _TEXTS = 0x0809, 0x0200, 0x00FC  # kinds of record in a workbook
_CELLS = frozenset(
    (0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0003, 0x0004)
)


class Unsound(ValueError):
    """The container does not hold together."""


def encrypted(data: bytes) -> bool:
    """Say whether this is a modern spreadsheet behind a password."""
    return _ENCRYPTED in data


def check(data: bytes, most_cells: int) -> None:
    """Follow every chain of sectors to its end, and see how far the sheets reach.

    Raises Unsound where a chain has no end or a sheet claims more cells than most_cells.
    """
    try:
        for stream in _streams(data):
            _measure(stream, most_cells)
    except (struct.error, IndexError) as error:
        raise Unsound from error


def _streams(data: bytes) -> Iterator[bytes]:
    """Give the streams that hold a workbook, after a look at all the others."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise Unsound
    size = 1 << shift
    directory, _sign, _cutoff, small_start = struct.unpack_from("<IIII", data, 48)
    table = _table(data, size)
    entries = _joined(data, _chain(table, directory), size)
    small_table = _numbers(_joined(data, _chain(table, small_start), size))
    small = b""
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        kind, start, length = entries[at + 66], *struct.unpack_from("<II", entries, at + 116)
        workbook = (
            entries[at : at + 64].decode("utf-16-le", "replace").rstrip("\0").lower() in _BOOKS
        )
        if kind == _ROOT:
            small = _joined(data, _chain(table, start), size)
        elif kind == _STREAM and length >= _SMALL:
            content = _joined(data, _chain(table, start), size)
            if workbook:
                yield content[:length]
        elif kind == _STREAM and length:
            parts = _chain(small_table, start)
            if workbook:
                yield b"".join(small[n * 64 : n * 64 + 64] for n in parts)[:length]


def _measure(stream: bytes, most_cells: int) -> None:
    """Walk over the records of a workbook ([MS-XLS]) and see what they would take to hold."""
    at = rows = columns = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if kind == _SHEET_BEGINS:
            rows = columns = 0
        elif kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, at)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind == _EXTENT and length >= 10:
            first, last, left, right = struct.unpack_from(
                "<IIHH" if length >= 14 else "<HHHH", stream, at
            )
            if first > last or left > right or (last - first) * (right - left) > most_cells:
                raise Unsound
        elif (
            kind == _TEXTS
            and length >= 8
            and struct.unpack_from("<I", stream, at + 4)[0] > len(stream)
        ):
            raise Unsound
        if rows * columns > most_cells:
            raise Unsound
        at += length


def _joined(data: bytes, sectors: Iterable[int], size: int) -> bytes:
    return b"".join(_sector(data, n, size) for n in sectors)


def _sector(data: bytes, number: int, size: int) -> bytes:
    return data[(number + 1) * size : (number + 2) * size]


def _numbers(content: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _table(data: bytes, size: int) -> Sequence[int]:
    """Give, for every sector, the number of the one that follows it."""
    listed = list(struct.unpack_from("<109I", data, 76))
    (more,) = struct.unpack_from("<I", data, 68)
    seen: set[int] = set()
    while more < _LAST_SECTOR:
        if more in seen or (more + 1) * size >= len(data):
            raise Unsound
        seen.add(more)
        *numbers, more = _numbers(_sector(data, more, size))
        listed += numbers
    found = b"".join(_sector(data, n, size) for n in listed if n < _LAST_SECTOR)
    if len(found) > len(data):
        raise Unsound
    return _numbers(found)


def _chain(table: Sequence[int], start: int) -> list[int]:
    """Give the sectors of a chain; one that comes back to itself or leads nowhere is unsound."""
    found: list[int] = []
    seen: set[int] = set()
    while start < _LAST_SECTOR:
        if start in seen or start >= len(table):
            raise Unsound
        seen.add(start)
        found.append(start)
        start = table[start]
    return found
