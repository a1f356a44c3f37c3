"""One event of a calendar file, as it would come in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a calendar file, its times on the wall here.

    more are further dates of a repeat: the next twelve from now on. slot is which date of its
    series an entry stands for, where it was moved; onwards says that all after it move along.
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
    onwards: bool = False
    notes: tuple[str, ...] = ()

    def on(self, starts: dt.datetime) -> Entry:
        """Give the entry of another date of this one's repeat, known by that date."""
        ends = starts + (self.ends - self.starts)
        uid = of_date(self.uid, starts)
        return replace(self, uid=uid, starts=starts, ends=ends, more=(), slot=starts)


def of_date(uid: str, slot: dt.datetime) -> str:
    """Give what one date of a repeat is known by: the repeat, and when it has that date."""
    return f"{uid}/{slot:%Y%m%dT%H%M}"
