"""Read calendar files as other programs write them, also damaged and hostile ones."""

from __future__ import annotations

import codecs
import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from allydesk import zones
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.text import clean, fold

if TYPE_CHECKING:
    from icalendar import Event as Component

LARGEST = 20_000_000  # bytes
MOST_EVENTS = 10_000
MORE_DATES = 12
_AHEAD = dt.timedelta(days=5 * 366)  # how far a rule is followed; one that never fits ends there
_OFTEN = re.compile(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)\b", re.IGNORECASE)
_YEARS = range(1990, 2200)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


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


class LeftOut(NamedTuple):
    """An event that cannot be brought in, and why."""

    title: str
    reason: str


class Found(NamedTuple):
    """What a calendar file holds. notes say what was taken differently from how it stands there."""

    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


def read(path: Path, zone: str | None, now: dt.datetime) -> Found:
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
        raise Problem(_too_much())
    return understand(data, zone, now)


def _too_much() -> str:
    return _(
        "This file has more events than AllyDesk can bring in. Save a shorter time from the calendar."
    )


def understand(data: bytes, zone: str | None, now: dt.datetime) -> Found:
    """Understand the contents of a calendar file; see read."""
    import icalendar

    text = _decoded(data)
    if "BEGIN:VCALENDAR" not in text[:2000].upper():
        if not text.strip():
            raise Problem(_("No events found in this file."))
        raise Problem(_("This is not a calendar file. Choose a file that ends in .ics."))
    if text.upper().count("BEGIN:VEVENT") > MOST_EVENTS:
        raise Problem(_too_much())
    text, notes = _whole(_without_alarms(text))
    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise Problem(
            _("This calendar file is damaged. Save it anew from the calendar it comes from.")
        ) from error
    components = [c for one in calendars for c in one.walk("VEVENT")]
    events = [c for c in components if isinstance(c, icalendar.Event)]
    entries, left_out = _entries(events, zones.zone(zone), now)
    if not entries and not left_out:
        raise Problem(_("No events found in this file."))
    told = {note: None for e in entries for note in e.notes}
    return Found(tuple(entries), tuple(left_out), (*notes, *told))


def _decoded(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _without_alarms(text: str) -> str:
    """Take reminders out: one that is wrong would make the whole file unreadable."""
    kept: list[str] = []
    inside = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n"):
        mark = line.strip().upper()
        if mark == "BEGIN:VALARM":
            inside = True
        elif mark.startswith("END:VEVENT") or not inside:
            inside = False
            kept.append(line)
        elif mark == "END:VALARM":
            inside = False
    return "\r\n".join(line for line in kept if line.strip())


def _whole(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a file that is cut off up to its last whole event."""
    upper = text.upper()
    if upper.rstrip().endswith("END:VCALENDAR"):
        return text, ()
    end = upper.rfind("END:VEVENT")
    if end < 0:
        raise Problem(_("No events found in this file."))
    note = _("This file is cut off. What stands before the cut can be brought in.")
    return text[:end] + "END:VEVENT\r\nEND:VCALENDAR\r\n", (note,)


def _entries(
    components: list[Component], zone: dt.tzinfo, now: dt.datetime
) -> tuple[list[Entry], list[LeftOut]]:
    found: dict[str, Entry] = {}
    moved: dict[str, list[Entry]] = {}
    left_out: list[LeftOut] = []
    patience = _Patience()
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
    component: Component, title: str, zone: dt.tzinfo, now: dt.datetime, patience: _Patience
) -> Entry:
    start, end, notes = _times(component)
    whole_day = not isinstance(start, dt.datetime)
    starts, ends = _here(start, zone), _here(end, zone)
    if whole_day:
        ends = max(starts, ends - dt.timedelta(days=1))  # the file names the first day it is over
    if starts.year not in _YEARS:
        raise _Unusable(_("The year {year} is out of reach.").format(year=starts.year))
    if ends < starts:
        raise _Unusable(_("It ends before it starts."))
    if ends - starts > dt.timedelta(days=366):
        raise _Unusable(_("It lasts longer than a year."))
    more, rule_notes = _repeats(component, start, zone, now, patience)
    purpose = _text(component, "DESCRIPTION", 2000, lines=True)
    return Entry(
        uid=_text(component, "UID", 250) or _own_uid(title, starts),
        title=title,
        starts=starts,
        ends=ends,
        whole_day=whole_day,
        place=_text(component, "LOCATION", 120),
        purpose=purpose,
        cancelled=str(component.get("STATUS", "")).upper() == "CANCELLED",
        sequence=_number(component.get("SEQUENCE")),
        more=more,
        slot=_slot(component, zone),
        notes=(*notes, *rule_notes),
    )


def _times(component: Component) -> tuple[dt.date, dt.date, tuple[str, ...]]:
    try:
        start = component.start
    except (ValueError, AttributeError, TypeError, OverflowError) as error:
        raise _Unusable(_("It has no day that can be read.")) from error
    try:
        end = component.end
    except (ValueError, AttributeError, TypeError, OverflowError):
        end = start
    if isinstance(start, dt.datetime) != isinstance(end, dt.datetime):
        end = start + dt.timedelta(days=1) if not isinstance(start, dt.datetime) else start
    asked = getattr(component.get("DTSTART"), "params", {}).get("TZID")
    if asked and isinstance(start, dt.datetime) and start.tzinfo is None:
        note = _("The time zone “{zone}” is not known; its times are taken as they stand.")
        return start, end, (note.format(zone=clean(str(asked))[:60]),)
    return start, end, ()


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
    named = component.get("RECURRENCE-ID")
    if named is None:
        return None
    try:
        return _here(named.dt, zone)
    except (ValueError, AttributeError, TypeError) as error:
        raise _Unusable(_("It has no day that can be read.")) from error


class _Empty(ValueError):
    """A rule that fits no day at all; to find that out takes seconds."""


@dataclass(slots=True)
class _Patience:
    """How many rules of one file are followed, so that none can keep the program busy for hours."""

    rules: int = 500
    empty: int = 2

    def spend(self) -> None:
        self.rules -= 1
        if self.rules < 0 or self.empty <= 0:
            raise ValueError(self.rules)


def _repeats(
    component: Component, start: dt.date, zone: dt.tzinfo, now: dt.datetime, patience: _Patience
) -> tuple[tuple[dt.datetime, ...], tuple[str, ...]]:
    """Give the next dates of a repeat. A rule that cannot be followed is said, not followed."""
    rule = component.get("RRULE")
    if rule is None:
        return (), ()
    try:
        patience.spend()
        words = (rule[0] if isinstance(rule, list) else rule).to_ical().decode("utf-8", "replace")
        without = _left_out(component, zone)
        following = (d for d in _following(words, start, zone, now) if d not in without)
        return tuple(islice(following, MORE_DATES)), ()
    except _Empty:
        patience.empty -= 1
        return (), (_("A repeat could not be read; its first date can be brought in."),)
    except (ValueError, TypeError, OverflowError, AttributeError, IndexError):
        return (), (_("A repeat could not be read; its first date can be brought in."),)


def _left_out(component: Component, zone: dt.tzinfo) -> set[dt.datetime]:
    lists = component.get("EXDATE", [])
    lists = lists if isinstance(lists, list) else [lists]
    return {_here(day.dt, zone) for one in lists for day in getattr(one, "dts", ())}


def _following(
    words: str, start: dt.date, zone: dt.tzinfo, now: dt.datetime
) -> Iterator[dt.datetime]:
    """Give the dates of a rule from now on.

    Its own end is watched here: a rule that never fits any day would else be followed to the year
    9999, and one without an end for ever.
    """
    from dateutil.rrule import rrule, rrulestr

    if not _OFTEN.search(words) or _NEVER.search(words):
        raise ValueError(words)
    begin = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time())
    horizon = max(_here(begin, zone), now) + _AHEAD
    last = min(_until(words, zone) or horizon, horizon)
    times = int(count[1]) if (count := _COUNT.search(words)) else _MOST_STEPS
    rule = rrulestr(_END.sub("", words).strip(";"), dtstart=begin)
    assert isinstance(rule, rrule)
    n = -1
    for n, moment in enumerate(rule.replace(until=begin + (horizon - _here(begin, zone)))):
        here = _here(moment, zone)
        if here > last or n >= min(times, _MOST_STEPS):
            return
        if n and here >= now:
            yield here
    if n < 0:
        raise _Empty(words)


_MOST_STEPS = 20_000
_NEVER = re.compile(r"INTERVAL=0+(?!\d)", re.IGNORECASE)
_COUNT = re.compile(r"COUNT=(\d{1,9})", re.IGNORECASE)
_UNTIL = re.compile(r"UNTIL=(\d{8})(?:T(\d{6})(Z)?)?", re.IGNORECASE)
_END = re.compile(r";?(?:COUNT|UNTIL)=[^;]*", re.IGNORECASE)


def _until(words: str, zone: dt.tzinfo) -> dt.datetime | None:
    """Give the last moment a rule allows, on the wall here; a day alone counts to its end."""
    found = _UNTIL.search(words)
    if not found:
        return None
    moment = dt.datetime.strptime(found[1] + (found[2] or "235959"), "%Y%m%d%H%M%S")
    return _here(moment.replace(tzinfo=dt.UTC), zone) if found[3] else moment


def _text(component: Component, name: str, longest: int, *, lines: bool = False) -> str | None:
    value = component.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    text = clean(str(value), lines=lines) if value is not None else ""
    return (text if len(text) <= longest else text[: longest - 1].rstrip() + "…") or None


def _number(value: object) -> int:
    try:
        return max(0, int(str(value)))
    except ValueError:
        return 0


def _own_uid(title: str, starts: dt.datetime) -> str:
    """Give an event without a name of its own one that is the same each time it is read."""
    digest = hashlib.sha256(f"{fold(title)}\n{starts.isoformat()}".encode()).hexdigest()[:32]
    return f"{digest}@allydesk.invalid"
