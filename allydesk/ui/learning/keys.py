"""The parts of the place, and one number for each record in them."""

from __future__ import annotations

from enum import IntEnum

from allydesk.language import _


class Part(IntEnum):
    """A part of the place; its records are of one kind, or there are none to open (0)."""

    COURSES = 0
    MATRIX = 1
    DUE = 2
    RESOURCES = 3
    CERTIFICATES = 4


class Only(IntEnum):
    """What the due list can be narrowed to from elsewhere, beside a course, which has an id above 0."""

    LATE = -1
    EXPIRING = -2


WORDS = {
    Part.COURSES: _("Courses"),
    Part.MATRIX: _("Matrix"),
    Part.DUE: _("Due list"),
    Part.RESOURCES: _("Resources"),
    Part.CERTIFICATES: _("Certificates"),
}
_ROOM = 8  # parts that fit


def key(part: Part, id: int = 0) -> int:
    """Give the number under which the trail and other places know a record, or a part."""
    return id * _ROOM + part


def split(key: int) -> tuple[Part, int]:
    """Give the part and the id of a record in it; 0 is the part alone."""
    return Part(key % _ROOM), key // _ROOM
