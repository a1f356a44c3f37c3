"""Read calendar files as other programs write them, also damaged and hostile ones."""

from __future__ import annotations

import datetime as dt
import hashlib
import quopri
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from allydesk import zones
from allydesk.calendars import raw, repeats
from allydesk.calendars.raw import LeftOut, Progress
from allydesk.calendars.repeats import Patience
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.text import clean, fold

if TYPE_CHECKING:
    from icalendar import Event as Component

LARGEST = 20_000_000  # bytes
_YEARS = range(1990, 2200)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a calendar file, its times on the wall here.

    more are further dates of a repeat: the next twelve from now on. slot is which date of its
    series an entry stands for, where it was moved.
    """

    uid: str
    title: str
    starts: dt.datetime
    ends: dt.datetime
    whole_day: bool
    place: str | None
    purpose: str | None
    cancelled: bool
    sequence: int = 0
    more: tuple[dt.datetime, ...] = ()
    slot: dt.datetime | None = None
    notes: tuple[str, ...] = ()

    def on(self, starts: dt.datetime) -> Entry:
        """Give the entry of another date of this one's repeat, known by that date."""
        uid = f"{self.uid}/{starts:%Y%m%dT%H%M}"
        ends = starts + (self.ends - self.starts)
        return replace(self, uid=uid, starts=starts, ends=ends, more=(), slot=starts)


class Found(NamedTuple):
    """What a calendar file holds. notes say what was taken differently from how it stands there."""

    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


def read(
    path: Path, zone: str | None, now: dt.datetime, progress: Progress = lambda _done, _total: None
) -> Found:
    """Read a calendar file. Raises Problem with one sentence when there is nothing to bring in."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise Problem(
            _(
                "“{name}” cannot be read. Check that the file is there and not open elsewhere."
            ).format(name=path.name)
        ) from error
    if size > LARGEST:
        raise Problem(raw.too_much())
    return understand(data, zone, now, progress)


def understand(
    data: bytes, zone: str | None, now: dt.datetime, progress: Progress = lambda _done, _total: None
) -> Found:
    """Understand the contents of a calendar file; see read."""
    parsed = raw.parse(data, progress)
    entries, left_out = _entries(parsed.events, zones.zone(zone), now)
    told = {note: None for e in entries for note in e.notes}
    cut = _("This file is cut off. What stands before the cut can be brought in.")
    notes = (*((cut,) if parsed.cut else ()), *told)
    return Found(tuple(entries), (*parsed.left_out, *left_out), notes)


def _entries(
    components: list[Component], zone: dt.tzinfo, now: dt.datetime
) -> tuple[list[Entry], list[LeftOut]]:
    found: dict[str, Entry] = {}
    moved: dict[str, list[Entry]] = {}
    left_out: list[LeftOut] = []
    patience = Patience()
    for component in components:
        title = _text(component, "SUMMARY", 200) or _("Event")
        try:
            entry = _entry(component, title, zone, now, patience)
        except _Unusable as reason:
            left_out.append(LeftOut(title, str(reason)))
            continue
        if entry.slot is not None:
            moved.setdefault(entry.uid, []).append(entry)
        elif entry.uid not in found or entry.sequence >= found[entry.uid].sequence:
            found[entry.uid] = entry
    for uid, others in moved.items():
        _place(found, uid, others)
    return sorted(found.values(), key=lambda e: (e.starts, e.uid)), left_out


def _place(found: dict[str, Entry], uid: str, moved: list[Entry]) -> None:
    """Put moved dates of a repeat in the place of those they stand for."""
    for entry in moved:
        assert entry.slot is not None
        master = found.get(uid)
        if master is not None and master.starts == entry.slot:
            found[uid] = replace(entry, slot=None, more=master.more)
            continue
        if master is not None and entry.slot not in master.more:
            continue  # a date long past, or one beyond those that are offered
        if master is not None:
            rest = tuple(d for d in master.more if d != entry.slot)
            found[uid] = replace(master, more=rest)
        if not entry.cancelled:
            alone = replace(entry, uid=f"{uid}/{entry.slot:%Y%m%dT%H%M}")
            found[alone.uid] = alone


class _Unusable(Exception):
    """Why one event cannot be brought in."""


def _entry(
    component: Component, title: str, zone: dt.tzinfo, now: dt.datetime, patience: Patience
) -> Entry:
    start, end, notes = _times(component)
    length = _length(start, end, zone)
    when = repeats.dates(component, start, partial(_here, zone=zone), now, patience)
    purpose = _text(component, "DESCRIPTION", 2000, lines=True)
    return Entry(
        uid=_text(component, "UID", 250) or _own_uid(title, when.first, purpose),
        title=title,
        starts=when.first,
        ends=when.first + length,
        whole_day=not isinstance(start, dt.datetime),
        place=_text(component, "LOCATION", 120),
        purpose=purpose,
        cancelled=str(component.get("STATUS", "")).upper() == "CANCELLED",
        sequence=_number(component.get("SEQUENCE")),
        more=when.more,
        slot=_slot(component, zone),
        notes=(*notes, *when.notes),
    )


def _length(start: dt.date, end: dt.date, zone: dt.tzinfo) -> dt.timedelta:
    """Give how long an event lasts on the wall; raise _Unusable for what cannot be."""
    first = _here(start, zone)
    length = _here(end, zone) - first
    if not isinstance(start, dt.datetime):  # the file names the first day it is over
        length = max(dt.timedelta(), length - dt.timedelta(days=1))
    if first.year not in _YEARS:
        raise _Unusable(_("The year {year} is out of reach.").format(year=first.year))
    if length < dt.timedelta():
        raise _Unusable(_("It ends before it starts."))
    if length > dt.timedelta(days=366):
        raise _Unusable(_("It lasts longer than a year."))
    return length


def _times(component: Component) -> tuple[dt.date, dt.date, tuple[str, ...]]:
    start = _moment(component, "DTSTART")
    if start is None:
        raise _Unusable(_("It has no day that can be read."))
    end = _moment(component, "DTEND") or _after(component, start)
    if isinstance(start, dt.datetime) and not isinstance(end, dt.datetime):
        end = start
    elif isinstance(end, dt.datetime) and not isinstance(start, dt.datetime):
        end = end.date()
    asked = getattr(_first(component, "DTSTART"), "params", {}).get("TZID")
    if asked and isinstance(start, dt.datetime) and start.tzinfo is None:
        note = _("The time zone “{zone}” is not known; its times are taken as they stand.")
        return start, end, (note.format(zone=clean(str(asked))[:60]),)
    return start, end, ()


def _first(component: Component, name: str) -> object:
    value = component.get(name)
    return value[0] if isinstance(value, list) and value else value


def _moment(component: Component, name: str) -> dt.date | None:
    value = _value(component, name)
    return value if isinstance(value, dt.date) else None


def _value(component: Component, name: str) -> object:
    try:
        return getattr(_first(component, name), "dt", None)
    except ValueError:  # so the calendar library says that it is broken
        return None


def _after(component: Component, start: dt.date) -> dt.date:
    """Give when an event without an end is over: after its length, its day, or at once."""
    length = _value(component, "DURATION")
    if isinstance(length, dt.timedelta):
        try:
            return start + length
        except OverflowError as error:
            raise _Unusable(_("It lasts longer than a year.")) from error
    return start if isinstance(start, dt.datetime) else start + dt.timedelta(days=1)


def _here(moment: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Give a moment as the clock on the wall here shows it. Without a zone it is meant so."""
    if not isinstance(moment, dt.datetime):
        return dt.datetime.combine(moment, dt.time())
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(zone)
        except (OverflowError, ValueError) as error:
            raise _Unusable(_("It has no day that can be read.")) from error
    return moment.replace(tzinfo=None, second=0, microsecond=0)


def _slot(component: Component, zone: dt.tzinfo) -> dt.datetime | None:
    """Give which date of its series an event stands for; None for one that stands for itself."""
    if component.get("RECURRENCE-ID") is None:
        return None
    named = _moment(component, "RECURRENCE-ID")
    if named is None:
        raise _Unusable(_("It has no day that can be read."))
    return _here(named, zone)


def _text(component: Component, name: str, longest: int, *, lines: bool = False) -> str | None:
    value = _first(component, name)
    text = clean(_plain(value), lines=lines) if value is not None else ""
    return (text if len(text) <= longest else text[: longest - 1].rstrip() + "…") or None


def _plain(value: object) -> str:
    """Give a text; old telephones write each letter that is not English as "=C3=A4"."""
    params = getattr(value, "params", {})
    if str(params.get("ENCODING", "")).upper() != "QUOTED-PRINTABLE":
        return str(value)
    coded = quopri.decodestring(str(value).encode())
    try:
        return coded.decode(str(params.get("CHARSET", "utf-8")), "replace")
    except LookupError:
        return coded.decode("utf-8", "replace")


def _number(value: object) -> int:
    try:
        return max(0, int(str(value)))
    except ValueError:
        return 0


def _own_uid(title: str, starts: dt.datetime, purpose: str | None) -> str:
    """Give an event without a name of its own one that is the same each time it is read."""
    told = "\n".join((fold(title), starts.isoformat(), purpose or ""))
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@allydesk.invalid"
