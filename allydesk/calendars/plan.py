"""Compare a calendar file with the desk, and bring in what was chosen as one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.calendars.raw import LeftOut
from allydesk.calendars.reading import Entry, Found
from allydesk.language import ngettext
from allydesk.models import schedule
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.text import fold

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
    for entry in found.entries:
        if (stored := known.get(entry.uid)) is not None:
            if fields := _differences(entry, stored):
                changed.append(Changed(entry, stored.id, stored.shown.title, fields))
            else:
                unchanged.append(entry)
        elif (stored := by_day.get((entry.starts, fold(entry.title)))) is not None:
            same.append(Same(entry, stored.id, stored.shown.title))
        else:
            new.append(entry)
    return Plan(
        tuple(new), tuple(changed), tuple(unchanged), tuple(same), found.left_out, found.notes
    )


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
) -> Done:
    """Bring in a plan. Entries that may be the same are new unless same says which event they are.

    repeats brings in the further dates too. without names the uids to leave out.
    """
    same = same or {}
    new = changed = 0
    for one in plan.changed:
        if one.entry.uid not in without:
            put(s, Event, one.id, {n: value for n, (_old, value) in one.fields.items()})
            changed += 1
    for entry in (*plan.new, *(m.entry for m in plan.maybe_same)):
        if entry.uid in without:
            continue
        if (known := same.get(entry.uid)) is not None:
            put(s, Event, known, {"uid": entry.uid})
            changed += 1
            continue
        dates = [entry, *(entry.on(day) for day in entry.more if repeats)]
        for date in dates:
            if s.execute(select(Event.id).where(Event.uid == date.uid)).first() is None:
                put(s, Event, None, _values(date))
                new += 1
    return Done(new, changed)


def _values(entry: Entry) -> dict[str, object]:
    return {
        "kind": "other", "title": entry.title, "starts": entry.starts, "ends": entry.ends,
        "whole_day": entry.whole_day, "place": entry.place, "purpose": entry.purpose,
        "status": "cancelled" if entry.cancelled else "planned", "uid": entry.uid,
        "sequence": entry.sequence,
    }  # fmt: skip
