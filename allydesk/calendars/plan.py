"""Compare a calendar file with the desk, and bring in what was chosen as one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from allydesk.calendars.entry import Entry
from allydesk.calendars.raw import LeftOut, Progress
from allydesk.calendars.reading import Found
from allydesk.language import ngettext
from allydesk.models import schedule
from allydesk.models.base import check, put
from allydesk.models.event import Event
from allydesk.text import fold

_AT_ONCE = 250
_STORED = [c.key for c in Event.__table__.columns if c.key != "id"]
_COMPARED = ("title", "starts", "ends", "whole_day", "place", "purpose")


class Changed(NamedTuple):
    """An event the desk has, about which the file says something else: field -> (old, new)."""

    entry: Entry
    id: int
    title: str
    fields: Mapping[str, tuple[object, object]]


class Same(NamedTuple):
    """An entry that may be an event the desk has: same day and nearly the same words."""

    entry: Entry
    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What bringing in a calendar file would do, before anything is done."""

    new: tuple[Entry, ...]
    changed: tuple[Changed, ...]
    unchanged: tuple[Entry, ...]
    maybe_same: tuple[Same, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]

    @property
    def more(self) -> int:
        """Give how many further dates the repeats among the new ones have."""
        return sum(len(e.more) for e in self.new)

    @property
    def label(self) -> str:
        n = len(self.new) + len(self.changed)
        return ngettext(
            "Bring in {n} event from a calendar", "Bring in {n} events from a calendar", n
        ).format(n=n)


class _Stored(NamedTuple):
    id: int
    status: str
    values: Mapping[str, object]
    shown: schedule.Row


def plan_of(s: Session, found: Found) -> Plan:
    """Compare every entry with the desk: by what calendars call it, else by day and words."""
    q = select(Event.uid, Event.id, Event.status, *(getattr(Event, n) for n in _COMPARED))
    rows = s.execute(q.where(~Event.template)).all()
    shown = {r.id: r for r in schedule.rows(s, [r[1] for r in rows])}
    known = {
        uid: _Stored(id, status, dict(zip(_COMPARED, values, strict=True)), shown[id])
        for uid, id, status, *values in rows
    }
    by_day: dict[tuple[dt.datetime, str], _Stored] = {
        (k.shown.starts, fold(k.shown.title)): k for k in known.values()
    }
    new: list[Entry] = []
    changed: list[Changed] = []
    unchanged: list[Entry] = []
    same: list[Same] = []
    for entry in _told(found.entries, known):
        if (stored := known.get(entry.uid)) is not None:
            if fields := _differences(entry, stored):
                changed.append(Changed(entry, stored.id, stored.shown.title, fields))
            else:
                unchanged.append(entry)
        elif entry.slot is not None and entry.cancelled:
            continue  # a date of a repeat that is called off, and that nobody here knew
        elif (stored := by_day.get((entry.starts, fold(entry.title)))) is not None:
            same.append(Same(entry, stored.id, stored.shown.title))
        else:
            new.append(entry)
    return Plan(
        tuple(new), tuple(changed), tuple(unchanged), tuple(same), found.left_out, found.notes
    )


def _told(entries: Sequence[Entry], known: Container[str]) -> Iterator[Entry]:
    """Give all entries, and the dates of a repeat whose dates were brought in before."""
    for entry in entries:
        dates = [entry.on(day) for day in entry.more] if entry.uid in known else []
        if any(date.uid in known for date in dates):
            yield replace(entry, more=())
            yield from dates
        else:
            yield entry


def _differences(entry: Entry, stored: _Stored) -> dict[str, tuple[object, object]]:
    """Give what the file says differently. What we wrote neutrally ourselves is no difference."""
    ours = stored.shown
    neutral = ours.reveals and entry.title == ours.at_the_door
    found: dict[str, tuple[object, object]] = {}
    for name in _COMPARED:
        old, new = stored.values[name], getattr(entry, name)
        if name == "place":
            new = old if new == (ours.where or None) else new
        if new is None or old == new or (neutral and name in ("title", "purpose")):
            continue
        found[name] = (old, new)
    if entry.cancelled and stored.status != "cancelled":
        found["status"] = (stored.status, "cancelled")
    return found


class Done(NamedTuple):
    """What was brought in."""

    new: int
    changed: int


def apply(
    s: Session,
    plan: Plan,
    *,
    repeats: bool = False,
    same: Mapping[str, int] | None = None,
    without: Collection[str] = (),
    progress: Progress = lambda _done, _total: None,
) -> Done:
    """Bring in a plan. Entries that may be the same are new unless same says which event they are.

    repeats brings in the further dates too. without names the uids to leave out.
    """
    same = same or {}
    changed: list[tuple[int, Mapping[str, object]]] = [
        (c.id, {n: value for n, (_old, value) in c.fields.items()})
        for c in plan.changed if c.entry.uid not in without
    ]  # fmt: skip
    new: list[Entry] = []
    for entry in (*plan.new, *(m.entry for m in plan.maybe_same)):
        if entry.uid in without:
            continue
        if (known := same.get(entry.uid)) is not None:
            changed.append((known, {"uid": entry.uid}))
        else:
            new += [entry, *(entry.on(day) for day in entry.more if repeats)]
    total = len(changed) + len(new)
    for n, (id, values) in enumerate(changed):
        if n % _AT_ONCE == 0:
            progress(n, total)
        put(s, Event, id, values)
    added = _add(s, new, lambda done: progress(len(changed) + done, total))
    return Done(added, len(changed))


def _add(s: Session, entries: Sequence[Entry], progress: Callable[[int], object]) -> int:
    """Store entries as events, many at once, and say how many were not here yet."""
    known = set(s.execute(select(Event.uid)).scalars())
    dates = [e for e in {e.uid: e for e in entries}.values() if e.uid not in known]
    for at in range(0, len(dates), _AT_ONCE):
        progress(at)
        s.execute(insert(Event), [_row(s, e) for e in dates[at : at + _AT_ONCE]])
    return len(dates)


def _row(s: Session, entry: Entry) -> dict[str, object]:
    event = Event(**_values(entry))
    event.prepare(s)
    check(s, event)
    return {name: getattr(event, name) for name in _STORED}


def _values(entry: Entry) -> dict[str, object]:
    return {
        "kind": "other", "title": entry.title, "starts": entry.starts, "ends": entry.ends,
        "whole_day": entry.whole_day, "place": entry.place, "purpose": entry.purpose,
        "status": "cancelled" if entry.cancelled else "planned", "uid": entry.uid,
        "sequence": entry.sequence,
    }  # fmt: skip
