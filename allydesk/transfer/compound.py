"""Look into an old Office file (.xls) before it is opened: broken ones can send a reader in circles.

The container is described in [MS-CFB]: sectors, and a table that says which sector follows which.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LAST_SECTOR = 0xFFFFFFFA  # numbers above are marks: end of chain, free, table
_ENTRY = 128  # bytes of one directory entry
_SMALL = 4096  # streams below lie in small sectors of their own


class Unsound(ValueError):
    """The container does not hold together."""


def encrypted(data: bytes) -> bool:
    """Say whether this is a modern spreadsheet behind a password."""
    return _ENCRYPTED in data


def check(data: bytes) -> None:
    """Follow every chain of sectors to its end; raise Unsound when one has none."""
    try:
        _check(data)
    except (struct.error, IndexError) as error:
        raise Unsound from error


def _check(data: bytes) -> None:
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise Unsound
    size = 1 << shift
    directory, _sign, _cutoff, small_start = struct.unpack_from("<IIII", data, 48)
    table = _table(data, size)
    entries = b"".join(_sector(data, n, size) for n in _chain(table, directory))
    small_table = _numbers(b"".join(_sector(data, n, size) for n in _chain(table, small_start)))
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        kind, start, length = entries[at + 66], *struct.unpack_from("<II", entries, at + 116)
        if kind == 5 or (kind == 2 and length >= _SMALL):
            _chain(table, start)
        elif kind == 2 and length:
            _chain(small_table, start)


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
