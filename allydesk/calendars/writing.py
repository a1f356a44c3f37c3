"""Write events so that Outlook, Google and Apple show them at the right time, clock change or not.

Times go out in UTC: a zone with its own rules in the file is read differently by each of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk import zones
from allydesk.language import _
from allydesk.models import organisation, schedule
from allydesk.models.event import KINDS, Event
from allydesk.output import write_whole
from allydesk.text import clean

if TYPE_CHECKING:
    from icalendar import Event as Component

_STATUS = {"cancelled": "CANCELLED", "draft": "TENTATIVE", "postponed": "TENTATIVE"}
_NOT_IN_ALL = ("draft", "postponed")
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class Line(NamedTuple):
    """One event as a calendar file tells it. What reveals something is neutral here already."""

    uid: str
    sequence: int
    title: str
    starts: dt.datetime
    ends: dt.datetime
    whole_day: bool
    where: str
    purpose: str | None
    status: str
    kind: str | None


class Entries(NamedTuple):
    """Events to write, with the zone their times are in."""

    lines: tuple[Line, ...]
    zone: str | None
    name: str


def entries(s: Session, ids: Sequence[int] | None = None, *, full_titles: bool = False) -> Entries:
    """Gather some events, or all that are planned or past.

    Events that reveal a private group go out under their title for the door and without purpose,
    unless full_titles is ticked for this one file. Nobody's name goes out.
    """
    if ids is None:
        ids = [
            r.id for r in schedule.rows(s, schedule.ids(s, "", "")) if r.status not in _NOT_IN_ALL
        ]
    more = select(Event.id, Event.uid, Event.sequence, Event.purpose).where(Event.id.in_(ids))
    known = {r.id: r for r in s.execute(more)}
    lines = []
    for row in sorted(schedule.rows(s, ids), key=lambda r: (r.starts, r.id)):
        _id, uid, sequence, purpose = known[row.id]
        told = full_titles or not row.reveals
        lines.append(
            Line(
                uid, sequence, row.title if told else row.at_the_door, row.starts, row.ends,
                row.whole_day, row.where, purpose if told else None, row.status,
                KINDS[row.kind] if told else None,
            )
        )  # fmt: skip
    name = organisation.name(s) or _("AllyDesk")
    return Entries(tuple(lines), organisation.the(s).zone, name)


def write(wanted: Entries, stamp: dt.datetime) -> bytes:
    """Give the calendar file. stamp is the moment it is made, with its zone."""
    import icalendar

    zone = zones.zone(wanted.zone)
    made = icalendar.Calendar()
    made.add("prodid", "-//AllyDesk//AllyDesk//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", wanted.name)
    for line in wanted.lines:
        made.add_component(_event(line, zone, stamp.astimezone(dt.UTC)))
    return bytes(made.to_ical())


def _event(line: Line, zone: dt.tzinfo, stamp: dt.datetime) -> Component:
    import icalendar

    event = icalendar.Event()
    event.add("uid", line.uid)
    event.add("dtstamp", stamp)
    event.add("sequence", line.sequence)
    event.add("summary", line.title)
    if line.whole_day:
        event.add("dtstart", line.starts.date())
        event.add("dtend", line.ends.date() + dt.timedelta(days=1))  # the first day it is over
        event.add("transp", "TRANSPARENT")
    else:
        starts, ends = (m.replace(tzinfo=zone).astimezone(dt.UTC) for m in (line.starts, line.ends))
        event.add("dtstart", starts)
        # What begins in the hour that the clock jumps over begins an hour later than it is written.
        event.add("dtend", ends if ends >= starts else starts + (line.ends - line.starts))
    if line.where:
        event.add("location", line.where)
    if line.purpose:
        event.add("description", line.purpose)
    if line.kind:
        event.add("categories", [line.kind])
    event.add("status", _STATUS.get(line.status, "CONFIRMED"))
    return event


def save(path: Path, wanted: Entries, stamp: dt.datetime) -> None:
    """Write the calendar file to a path, whole or not at all."""
    write_whole(path, write(wanted, stamp))


def file_name(wanted: Entries, today: dt.date) -> str:
    """Give a name for the file: with the day, because a second file does not replace the first."""
    if len(wanted.lines) == 1:
        line = wanted.lines[0]
        title = clean(_UNSAFE.sub(" ", line.title))[:60].strip(" .")
        return f"{line.starts.date().isoformat()} {title}.ics"
    name = clean(_UNSAFE.sub(" ", wanted.name))[:60].strip(" .")
    return f"{name} {today.isoformat()}.ics"
