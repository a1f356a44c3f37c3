"""Two programs of others that read a calendar file: one in Python, one in C."""

import ctypes
import datetime as dt
import os
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

_EVENT = 4  # ICAL_VEVENT_COMPONENT
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Told(NamedTuple):
    """One event as a reader tells it; moments in UTC, days for whole days, the end excluded."""

    uid: str
    sequence: int
    title: str
    starts: dt.date
    ends: dt.date
    where: str
    purpose: str
    status: str
    kinds: tuple[str, ...]


def by_vobject(data: bytes) -> list[Told]:
    """Read with vobject."""
    import vobject

    [calendar] = vobject.readComponents(data.decode())

    def text(event: Any, name: str) -> str:
        return str(event.getChildValue(name, ""))

    return [
        Told(
            text(e, "uid"), int(e.sequence.value), text(e, "summary"),
            _utc(e.dtstart.value), _utc(e.dtend.value), text(e, "location"),
            text(e, "description"), text(e, "status"), tuple(e.getChildValue("categories", ())),
        )
        for e in calendar.vevent_list
    ]  # fmt: skip


def _utc(moment: dt.date) -> dt.date:
    return moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) else moment


def by_libical(data: bytes) -> list[Told]:
    """Read with libical, the library in C that GNOME, KDE and Thunderbird's older relatives use."""
    c = _library()
    root = c.icalparser_parse_string(data)
    assert root, "libical could not read it at all"
    try:
        assert c.icalcomponent_count_errors(root) == 0
        return [_told(c, event) for event in _events(c, root)]
    finally:
        c.icalcomponent_free(root)


class _Time(ctypes.Structure):
    """struct icaltimetype of libical 3."""

    _fields_ = (
        *((n, ctypes.c_int) for n in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    )


def _library() -> ctypes.CDLL:
    try:
        c = ctypes.CDLL("libical.so.3")
    except OSError:
        assert not os.environ.get("CI"), "libical is missing: install libical3"
        pytest.skip("libical is not installed (Debian: libical3)")
    pointer, number, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
    for name, gives, takes in (
        ("icalparser_parse_string", pointer, (text,)),
        ("icalcomponent_free", None, (pointer,)),
        ("icalcomponent_count_errors", number, (pointer,)),
        ("icalcomponent_get_first_component", pointer, (pointer, number)),
        ("icalcomponent_get_next_component", pointer, (pointer, number)),
        ("icalcomponent_get_sequence", number, (pointer,)),
        ("icalcomponent_get_dtstart", _Time, (pointer,)),
        ("icalcomponent_get_dtend", _Time, (pointer,)),
        ("icalcomponent_get_first_property", pointer, (pointer, number)),
        ("icalcomponent_get_next_property", pointer, (pointer, number)),
        ("icalproperty_string_to_kind", number, (text,)),
        ("icalproperty_get_value", pointer, (pointer,)),
        ("icalproperty_get_value_as_string", text, (pointer,)),
        ("icalvalue_get_text", text, (pointer,)),
        ("icaltime_as_timet", ctypes.c_long, (_Time,)),
    ):
        call = getattr(c, name)
        call.restype, call.argtypes = gives, takes
    return c


def _events(c: ctypes.CDLL, root: int) -> Iterator[int]:
    event = c.icalcomponent_get_first_component(root, _EVENT)
    while event:
        yield event
        event = c.icalcomponent_get_next_component(root, _EVENT)


def _properties(c: ctypes.CDLL, event: int, name: bytes) -> Iterator[int]:
    kind = c.icalproperty_string_to_kind(name)
    found = c.icalcomponent_get_first_property(event, kind)
    while found:
        yield found
        found = c.icalcomponent_get_next_property(event, kind)


def _told(c: ctypes.CDLL, event: int) -> Told:
    def texts(name: bytes) -> tuple[str, ...]:
        values = (c.icalproperty_get_value(p) for p in _properties(c, event, name))
        return tuple(c.icalvalue_get_text(v).decode() for v in values)

    def moment(time: _Time) -> dt.date:
        if time.is_date:
            return dt.date(time.year, time.month, time.day)
        return _EPOCH + dt.timedelta(seconds=c.icaltime_as_timet(time))

    [status] = [c.icalproperty_get_value_as_string(p) for p in _properties(c, event, b"STATUS")]
    return Told(
        "".join(texts(b"UID")), c.icalcomponent_get_sequence(event), "".join(texts(b"SUMMARY")),
        moment(c.icalcomponent_get_dtstart(event)), moment(c.icalcomponent_get_dtend(event)),
        "".join(texts(b"LOCATION")), "".join(texts(b"DESCRIPTION")), status.decode(),
        texts(b"CATEGORIES"),
    )  # fmt: skip


READERS = {"vobject": by_vobject, "libical": by_libical}
