"""Dates of a repeat that were moved or called off: one alone, or one and all after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from allydesk.calendars.entry import Entry, of_date


def place(found: dict[str, Entry], uid: str, moved: Sequence[Entry]) -> None:
    """Put moved dates of a repeat in the place of those they stand for.

    One that takes all after it along leaves those alone that have something of their own.
    """
    for entry in moved:
        if not entry.onwards or uid not in found:
            _one(found, uid, entry)
    for entry in sorted((m for m in moved if m.onwards), key=_slot, reverse=True):
        if uid in found:
            _onwards(found, uid, entry)


def _slot(entry: Entry) -> dt.datetime:
    assert entry.slot is not None
    return entry.slot


def _one(found: dict[str, Entry], uid: str, entry: Entry) -> None:
    master = found.get(uid)
    slot = _slot(entry)
    if master is not None:
        slot = next((d for d in (master.starts, *master.more) if _same(d, slot)), slot)
        if master.starts == slot:
            found[uid] = replace(entry, slot=None, more=master.more)
            return
        if slot not in master.more:
            return  # a date long past, or one beyond those that are offered
        found[uid] = replace(master, more=tuple(d for d in master.more if d != slot))
    alone = replace(entry, uid=of_date(uid, slot), slot=slot)
    found[alone.uid] = alone


def _same(date: dt.datetime, slot: dt.datetime) -> bool:
    """Say whether a date is meant; some programs give only its day."""
    return date == slot or (slot.time() == dt.time() and date.date() == slot.date())


def _onwards(found: dict[str, Entry], uid: str, entry: Entry) -> None:
    """Give a date and those after it what the entry says; each is then told on its own."""
    master, slot = found[uid], _slot(entry)
    later = [d for d in master.more if d >= slot]
    found[uid] = replace(master, more=tuple(d for d in master.more if d < slot))
    if master.starts >= slot:
        found[uid] = replace(entry, slot=None, onwards=False)
    for date in later:
        starts = date + (entry.starts - slot)
        ends = date + (entry.ends - slot)
        name = of_date(uid, date)
        found[name] = replace(
            entry, uid=name, starts=starts, ends=ends, slot=date, onwards=False, more=()
        )
