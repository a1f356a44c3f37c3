"""One number for each record of the place: it lists records of several kinds."""

from __future__ import annotations

from enum import IntEnum


class Kind(IntEnum):
    """What a record of this place is."""

    NOMINATION = 0
    AWARD = 1
    TYPE = 2
    ROUND = 3
    SIGNATORY = 4


_ROOM = 8  # kinds that fit


def key(kind: Kind, id: int) -> int:
    """Give the number under which the list, the trail and Home know a record."""
    return id * _ROOM + kind


def split(key: int) -> tuple[Kind, int]:
    """Give the kind of a record and its id among those of its kind."""
    return Kind(key % _ROOM), key // _ROOM
