"""Read calendar files as other programs write them, also damaged and hostile ones."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import quopri
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from allydesk import zones
from allydesk.calendars import raw, repeats
from allydesk.calendars.entry import Entry
from allydesk.calendars.moved import place
from allydesk.calendars.raw import LeftOut, Progress
from allydesk.calendars.repeats import Patience
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models.event import OURS
from allydesk.text import clean, fold

if TYPE_CHECKING:
    from icalendar import Event as Component

LARGEST = 20_000_000  # bytes
_YEARS = range(1990, 2200)
_WHOLE_DAY = "X-MICROSOFT-CDO-ALLDAYEVENT"  # Exchange may write it as an event from 0:00 to 24:00
_REST = r"(?:\s[^<>=]{0,50}=[^<>]{0,500})?\s*/?>"  # of a tag: what it says besides its name
_TAG = re.compile(
    r"</?(?:html-blob|html|body|p|br|div|span|b|i|u|strong|em|a|ul|ol|li|font|h[1-6])" + _REST,
    re.IGNORECASE,
)
_NEW_LINE = re.compile(r"<(?:br|li|/p|/div|/ul|/ol|/h[1-6])" + _REST, re.IGNORECASE)


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
        place(found, uid, others)
    return sorted(found.values(), key=lambda e: (e.starts, e.uid)), left_out


class _Unusable(Exception):
    """Why one event cannot be brought in."""


def _entry(
    component: Component, title: str, zone: dt.tzinfo, now: dt.datetime, patience: Patience
) -> Entry:
    start, end, notes = _times(component)
    length = _length(start, end, zone)
    when = repeats.dates(component, start, partial(_here, zone=zone), now, patience)
    uid = _text(component, "UID", 250)
    purpose = _purpose(component, uid)
    return Entry(
        uid=uid or _own_uid(title, when.first, purpose),
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
        onwards=_onwards(component),
        notes=(*notes, *when.notes),
    )


def _length(start: dt.date, end: dt.date, zone: dt.tzinfo) -> dt.timedelta:
    """Give how long an event lasts on the wall; raise _Unusable for what cannot be."""
    first = _here(start, zone)
    length = _here(end, zone) - first
    if length <= dt.timedelta() and _aware(start) and _aware(end):
        length = end - start  # in the hour that comes twice the wall does not tell
    if not isinstance(start, dt.datetime):  # the file names the first day it is over
        length = max(dt.timedelta(), length - dt.timedelta(days=1))
    if first.year not in _YEARS:
        raise _Unusable(_("The year {year} is out of reach.").format(year=first.year))
    if length < dt.timedelta():
        raise _Unusable(_("It ends before it starts."))
    if length > dt.timedelta(days=366):
        raise _Unusable(_("It lasts longer than a year."))
    return length


def _aware(moment: dt.date) -> bool:
    return isinstance(moment, dt.datetime) and moment.tzinfo is not None


def _times(component: Component) -> tuple[dt.date, dt.date, tuple[str, ...]]:
    start = _moment(component, "DTSTART")
    if start is None:
        raise _Unusable(_("It has no day that can be read."))
    end = _moment(component, "DTEND") or _after(component, start)
    if isinstance(start, dt.datetime) and not isinstance(end, dt.datetime):
        end = start
    elif isinstance(end, dt.datetime) and not isinstance(start, dt.datetime):
        end = end.date()
    if str(component.get(_WHOLE_DAY, "")).upper() == "TRUE" and _at_midnight(start, end):
        return _date(start), _date(end), ()
    asked = getattr(_first(component, "DTSTART"), "params", {}).get("TZID")
    if asked and isinstance(start, dt.datetime) and start.tzinfo is None:
        note = _("The time zone “{zone}” is not known; its times are taken as they stand.")
        return start, end, (note.format(zone=clean(str(asked))[:60]),)
    return start, end, ()


def _at_midnight(*moments: dt.date) -> bool:
    return all(isinstance(m, dt.datetime) and m.time() == dt.time() for m in moments)


def _date(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


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


def _onwards(component: Component) -> bool:
    """Say whether an event stands for a date of its series and for all after it."""
    params = getattr(_first(component, "RECURRENCE-ID"), "params", {})
    return str(params.get("RANGE", "")).upper() == "THISANDFUTURE"


def _text(component: Component, name: str, longest: int) -> str | None:
    value = _first(component, name)
    return _short(clean(_plain(value)) if value is not None else "", longest)


def _purpose(component: Component, uid: str | None) -> str | None:
    """Give the description. Google and others write it as HTML; in our own a tag is meant."""
    value = _first(component, "DESCRIPTION")
    text = _plain(value) if value is not None else ""
    if not (uid or "").endswith(OURS) and _TAG.search(text):
        text = html.unescape(_TAG.sub("", _NEW_LINE.sub("\n", text)))
    return _short(clean(text, lines=True), 2000)


def _short(text: str, longest: int) -> str | None:
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
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}{OURS}"
