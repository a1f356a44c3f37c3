"""An event as it is meant to be, stored or not, to be asked what speaks against it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from allydesk.models.observance import YEARS

Who = tuple[int | None, tuple[int, ...], tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """When and where something shall take place, and for whom. Times are those on the wall there.

    event is its id once it is stored: it never clashes with itself, and who is on its list counts.
    """

    starts: dt.datetime
    ends: dt.datetime
    whole_day: bool = False
    place: str | None = None
    room: str | None = None
    groups: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    runners: tuple[int, ...] = ()  # who leads it or speaks
    food: bool = False
    event: int | None = None

    @property
    def who(self) -> Who:
        """Give what says who would come; the same at any time."""
        return self.event, self.groups, self.people, self.runners

    @property
    def until(self) -> dt.datetime:
        """Give the first moment after it."""
        if self.whole_day:
            last = max(self.ends, self.starts).date()
            return dt.datetime.combine(last, dt.time()) + dt.timedelta(days=1)
        return max(self.ends, self.starts + dt.timedelta(minutes=1))

    @property
    def sound(self) -> bool:
        """Say whether its years are ones an event may have; a year half typed is not."""
        return self.starts.year in YEARS and self.ends.year in YEARS

    def touches(self, since: dt.time, until: dt.time) -> bool:
        """Say whether it takes place between two times of a day."""
        if self.until - self.starts >= dt.timedelta(days=1):
            return True
        day = self.starts.date()
        begin, end = dt.datetime.combine(day, since), dt.datetime.combine(day, until)
        return self.starts < end and self.until > begin

    def at(self, starts: dt.datetime) -> Plan:
        """Give the same plan at another time."""
        return replace(self, starts=starts, ends=starts + (self.ends - self.starts))
