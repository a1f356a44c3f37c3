"""What speaks against the dates that a calendar file would bring in, before any of them is stored."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy.orm import Session

from allydesk import calendars
from allydesk.calendars import Entry
from allydesk.planning import busy, clashes
from allydesk.planning.clashes import SOME, Clash
from allydesk.planning.plan import Plan


class Against(NamedTuple):
    """The weightiest reason against one date."""

    starts: dt.datetime
    clash: Clash


class Incoming(NamedTuple):
    """The dates of a file that are still to come, and against which of them something weighs."""

    dates: int
    clashing: Mapping[str, Sequence[Against]]  # by what calendars call the entry

    @property
    def heavy(self) -> int:
        """Give against how many dates something weighs."""
        return sum(map(len, self.clashing.values()))


def of_file(s: Session, file: calendars.Plan, today: dt.date) -> Incoming:
    """Look at all new dates of a file and at those it moves; what is over or cancelled is left out."""
    since = dt.datetime.combine(today, dt.time())
    dated = [(uid, p) for uid, p in (*_new(file), *_moved(s, file)) if p.until > since]
    found = clashes.of_series(s, [p for _uid, p in dated])
    clashing: dict[str, list[Against]] = defaultdict(list)
    for (uid, plan), these in zip(dated, found, strict=True):
        if clashes.heaviest(these) >= SOME:
            clashing[uid].append(Against(plan.starts, these[0]))
    return Incoming(len(dated), clashing)


def _new(file: calendars.Plan) -> Iterator[tuple[str, Plan]]:
    for entry in file.new:
        if not entry.cancelled:
            yield entry.uid, _plan(entry)
            for starts in entry.more:
                yield entry.uid, _plan(entry.on(starts))


def _plan(entry: Entry) -> Plan:
    return Plan(entry.starts, entry.ends, entry.whole_day, place=entry.place)


def _moved(s: Session, file: calendars.Plan) -> Iterator[tuple[str, Plan]]:
    """Give the events that the file puts at another time, with the people who are expected there."""
    times = ("starts", "ends", "whole_day")
    moved = {c.id: c.entry for c in file.changed if any(name in c.fields for name in times)}
    for plan in busy.plans(s, list(moved)):
        entry = moved[plan.event or 0]
        if not entry.cancelled:
            yield (
                entry.uid,
                replace(plan, starts=entry.starts, ends=entry.ends, whole_day=entry.whole_day),
            )
