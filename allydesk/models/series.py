"""Events that come again: copies, templates, and series of dates that are events of their own."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import agenda, attendance
from allydesk.models.base import Record, field, fields, put, values
from allydesk.models.event import Event, EventGroup
from allydesk.models.learning import reading

MOST = 366  # dates in one series
EVERY = ("week", "date", "weekday", "last", "year")
SCOPES = {
    "this": _("Only this one"),
    "later": _("This and later ones"),
    "all": _("All of them"),
}
# When and where a date took place is history; changing the series leaves it alone.
_HISTORY = (
    "starts", "ends", "whole_day", "place", "room", "mode", "capacity", "status", "who_came",
)  # fmt: skip
_OF_ONE_DATE = (
    "status", "minutes_sent", "thanks_sent", "sheet_shredded", "clash_note", "starts", "ends",
)  # fmt: skip
_WORDS = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), -1: _("last")}


class EventSeries(Record):
    """What holds dates together that were made at once. Each date is an event of its own."""

    __tablename__ = "event_series"
    one: ClassVar[str] = _("series")
    many: ClassVar[str] = _("series")

    rule: Mapped[str | None] = field(
        _("How often"), longest=200, hint=_("As in “Every 2 weeks on Thursday, 10 times”.")
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """How dates follow each other. Either until or count ends them; until is included.

    "date" keeps the day of the month (the 31st becomes the last of a shorter month), "weekday"
    keeps the weekday and its number in the month (a fifth one becomes the last one), "last" is the
    last such weekday, "year" the same day each year (29 February becomes the 28th).
    """

    every: str  # of EVERY
    interval: int = 1
    until: dt.date | None = None
    count: int | None = None


def days(rule: Rule, first: dt.date) -> list[dt.date]:
    """Give the days of a rule, the first one included. Raises Problem when it is not sound."""
    if rule.every not in EVERY or not 1 <= rule.interval <= 52:
        raise Problem(_("Repeat every 1 to 52 weeks, months or years."))
    if rule.until is None and rule.count is None:
        raise Problem(_("Say how often, or until which day."))
    if rule.until is not None and rule.until < first:
        raise Problem(_("The series would end before its first day. Choose a later end."))
    found: list[dt.date] = []
    for day in _endless(rule, first):
        if rule.until is not None and day > rule.until:
            return found
        if rule.count is not None and len(found) >= rule.count:
            return found
        if len(found) == MOST:
            raise Problem(
                _("That makes more than {n} dates. Choose an earlier end.").format(n=MOST)
            )
        found.append(day)
    return found


def _endless(rule: Rule, first: dt.date) -> Iterator[dt.date]:
    n = 0
    while True:
        try:
            yield _following(rule, first, n * rule.interval)
        except (ValueError, OverflowError):  # the year 10000
            return
        n += 1


def _following(rule: Rule, first: dt.date, steps: int) -> dt.date:
    if rule.every == "week":
        return first + dt.timedelta(weeks=steps)
    months = steps * 12 if rule.every == "year" else steps
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    month += 1
    length = monthrange(year, month)[1]
    if rule.every in ("date", "year"):
        return dt.date(year, month, min(first.day, length))
    start = dt.date(year, month, 1)
    nth = 5 if rule.every == "last" else _nth(first)
    day = 1 + (first.weekday() - start.weekday()) % 7 + (nth - 1) * 7
    return dt.date(year, month, day if day <= length else day - 7)


def _nth(day: dt.date) -> int:
    return (day.day - 1) // 7 + 1


def choices(first: dt.date, language: str) -> dict[str, str]:
    """Give how an event of a day can come again: "Every month on the last Friday" if it is one."""
    last = (first + dt.timedelta(weeks=1)).month != first.month
    found = [e for e in EVERY if (e != "last" or last) and (e != "weekday" or _nth(first) < 5)]
    return {every: _often(Rule(every), first, language) for every in found}


def words(rule: Rule, first: dt.date, language: str) -> str:
    """Give a rule in words, as in "Every 2 weeks on Thursday, 10 times"."""
    text = _often(rule, first, language)
    if rule.until is not None:
        return _("{often}, until {day}").format(often=text, day=dates.medium(rule.until, language))
    times = ngettext("{n} time", "{n} times", rule.count or 0).format(n=rule.count)
    return f"{text}, {times}"


def _often(rule: Rule, first: dt.date, language: str) -> str:
    weekday, n = dates.weekday(first, language), rule.interval
    if rule.every == "week":
        text = ngettext("Every week on {weekday}", "Every {n} weeks on {weekday}", n)
        return text.format(n=n, weekday=weekday)
    if rule.every == "year":
        text = ngettext("Every year on {day}", "Every {n} years on {day}", n)
        return text.format(n=n, day=dates.day_month(first, language))
    months = ngettext("Every month", "Every {n} months", n).format(n=n)
    if rule.every == "date":
        return _("{months} on day {day}").format(months=months, day=first.day)
    nth = _WORDS[-1] if rule.every == "last" else _WORDS.get(_nth(first), _WORDS[-1])
    return _("{months} on the {nth} {weekday}").format(months=months, nth=nth, weekday=weekday)


class Pasted(NamedTuple):
    """The days somebody pasted, in order, and what could not be read as one."""

    days: tuple[dt.date, ...]
    unread: tuple[str, ...]


def pasted(text: str, language: str, now: dt.date) -> Pasted:
    """Read a list of dates, one a line or with commas or semicolons between."""
    found: set[dt.date] = set()
    unread: list[str] = []
    for line in text.replace(";", "\n").splitlines():
        whole = dates.parse(line, language, now)
        for part in [line] if whole or not line.strip() else line.split(","):
            if day := dates.parse(part, language, now):
                found.add(day)
            elif part.strip():
                unread.append(part.strip())
    if len(found) > MOST:
        raise Problem(_("That makes more than {n} dates. Choose an earlier end.").format(n=MOST))
    return Pasted(tuple(sorted(found)), tuple(unread))


def copy(
    s: Session, event: int, starts: dt.datetime, changes: Mapping[str, object] | None = None
) -> int:
    """Make another event like one, at another time: same hosts, agenda, reading list and access.

    Who came, what was decided and what was done afterwards belong to the old one.
    """
    old = values(s, Event, event)
    if old is None:
        raise Problem(_("This event is no longer here. Undo may bring it back."))
    length = _moment(old["ends"]) - _moment(old["starts"])
    kept = {n: v for n, v in old.items() if n not in _OF_ONE_DATE}
    times = {"starts": starts, "ends": starts + length}
    new = put(s, Event, None, kept | times | dict(changes or {}))
    for link in s.execute(select(EventGroup).filter_by(event_id=event)).scalars().all():
        put(s, EventGroup, None, {"event_id": new, "group_id": link.group_id, "role": link.role})
    agenda.copy(s, event, new)
    reading.copy(s, event, new)
    return new


def _moment(value: object) -> dt.datetime:
    assert isinstance(value, dt.datetime)
    return value


def save_template(s: Session, event: int, title: str) -> int:
    """Keep an event as a pattern to make others of."""
    old = values(s, Event, event) or {"starts": dt.datetime(2000, 1, 1)}
    return copy(s, event, _moment(old["starts"]), {"template": True, "title": title})


def repeat(s: Session, event: int, on: Sequence[dt.date], rule: str = "") -> list[int]:
    """Make an event the first of a series with a copy on each day, and give all ids in order.

    Days it is on already are left out. An event that has a series gets more dates in it.
    """
    first = s.get(Event, event)
    if first is None:
        raise Problem(_("This event is no longer here. Undo may bring it back."))
    if first.series_id is None:
        series = put(s, EventSeries, None, {"rule": rule})
        put(s, Event, event, {"series_id": series, "slot": first.starts})
    series_id = first.series_id
    dates_of = select(Event.starts).where(Event.series_id == series_id)
    taken = {starts.date() for starts in s.execute(dates_of).scalars()}
    new = [d for d in dict.fromkeys(on) if d not in taken]
    if len(new) + len(taken) > MOST:
        raise Problem(_("That makes more than {n} dates. Choose an earlier end.").format(n=MOST))
    for day in new:
        starts = dt.datetime.combine(day, first.starts.time())
        copy(s, event, starts, {"series_id": series_id, "slot": starts})
    order = select(Event.id).where(Event.series_id == series_id)
    return list(s.execute(order.order_by(Event.starts, Event.id)).scalars())


def _reach(s: Session, event: Event, scope: str) -> list[Event]:
    """Give the events that a change of one reaches."""
    if scope == "this" or event.series_id is None:
        return [event]
    q = select(Event).where(Event.series_id == event.series_id).order_by(Event.starts, Event.id)
    if scope == "later":
        q = q.where(Event.starts >= event.starts)
    return list(s.execute(q).scalars())


def reached(s: Session, event: int, scope: str) -> list[Event]:
    """Give the dates that a change of one reaches, itself among them. Raises Problem if it is gone."""
    this = s.get(Event, event)
    if this is None:
        raise Problem(_("This event is no longer here. Undo may bring it back."))
    return _reach(s, this, scope)


def change(
    s: Session, event: int, new: Mapping[str, object], scope: str, now: dt.datetime
) -> list[int]:
    """Change one date of a series, this and later ones, or all; give the ids that changed.

    A date that was given something of its own keeps it. What is over keeps when and where it
    was. Days and times move together: Tuesday 14:00 to Wednesday 15:00 moves every one by a day
    and an hour.
    """
    this = s.get(Event, event)
    if this is None:
        raise Problem(_("This event is no longer here. Undo may bring it back."))
    old = {n: getattr(this, n) for n in new}
    slot, starts, ends = this.slot, this.starts, this.ends
    changed: list[int] = []
    for one in _reach(s, this, scope):
        if one.id == event:
            values = dict(new)
        else:
            values = {n: v for n, v in new.items() if n not in _TIMES and getattr(one, n) == old[n]}
            values |= _moved(one, new, slot, starts, ends)
            if one.until <= now:
                values = {n: v for n, v in values.items() if n not in _HISTORY}
        if scope != "this" and one.until > now and one.slot and "starts" in new:
            values["slot"] = one.slot + (_moment(new["starts"]) - starts)
        if values:
            put(s, Event, one.id, values)
            changed.append(one.id)
    return changed


_TIMES = ("starts", "ends")


def _moved(
    one: Event,
    new: Mapping[str, object],
    slot: dt.datetime | None,
    starts: dt.datetime,
    ends: dt.datetime,
) -> dict[str, object]:
    """Give the new times of another date, if it is where the series put it."""
    if one.starts != one.slot or starts != slot:
        return {}
    found: dict[str, object] = {}
    if "starts" in new:
        found["starts"] = one.starts + (_moment(new["starts"]) - starts)
    if "ends" in new and one.ends - one.starts == ends - starts:
        found["ends"] = one.ends + (_moment(new["ends"]) - ends)
    elif "starts" in new:
        found["ends"] = one.ends + (_moment(new["starts"]) - starts)
    return found


class Removed(NamedTuple):
    """How many dates of a series went, and how many stayed because people came to them."""

    removed: int
    kept: int


def remove(s: Session, event: int, scope: str, now: dt.datetime) -> Removed:
    """Delete one date of a series, this and later ones, or all.

    The chosen one goes in any case; others that are over and were attended stay.
    """
    this = s.get(Event, event)
    if this is None:
        return Removed(0, 0)
    reached = _reach(s, this, scope)
    over = [e.id for e in reached if e.id != event and e.until <= now]
    came = attendance.counts(s, over)
    kept = {id for id in over if came[id].came}
    gone = [e for e in reached if e.id not in kept]
    for one in gone:
        s.delete(one)
    s.flush()
    return Removed(len(gone), len(kept))


def different(s: Session, event: int, names: Iterable[str]) -> bool:
    """Say whether other dates of the series have something else in any of these fields."""
    this = s.get(Event, event)
    if this is None or this.series_id is None:
        return False
    wanted = [n for n in names if n in fields(Event) and n not in _TIMES]
    others = _reach(s, this, "all")
    return any(getattr(one, n) != getattr(this, n) for one in others for n in wanted)
