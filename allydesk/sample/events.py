"""The events of the example desk: agendas, series, sign-ups, who came, and what was promised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.models import attendance, event, series
from allydesk.models.action import ActionItem
from allydesk.models.agenda import AgendaItem
from allydesk.models.attendance import CAME, Attendance
from allydesk.models.base import fields, put
from allydesk.models.event import Event
from allydesk.models.person import Person

_EARLY = dt.timedelta(minutes=7)  # how long before the start people are at the door
_MISSING_EACH_TIME = 3  # of a series' people, others each time


def add(
    s: Session, groups: Mapping[str, int], today: dt.date, events: list[dict[str, Any]]
) -> None:
    """Add events, written as in resources/sample/events.json, around a day."""
    numbers = s.execute(select(Person.staff_number, Person.id))
    people = {number: id for number, id in numbers if number}
    for one in events:
        days = {n: _working_day(one[n], today) for n in ("day", "ends_on") if n in one}
        _add(s, groups, people, one | days | {"today": today})


def _working_day(day: dt.date, today: dt.date) -> dt.date:
    """Move what is not today from Saturday to Friday and from Sunday to Monday."""
    move = {5: -1, 6: 1}.get(day.weekday(), 0)
    return day if day == today else day + dt.timedelta(days=move)


def _add(
    s: Session, groups: Mapping[str, int], people: Mapping[str, int], one: dict[str, Any]
) -> None:
    values = {name: value for name, value in one.items() if name in fields(Event)}
    id = put(s, Event, None, values | _times(one))
    event.host(s, id, {groups[name]: role for name, role in one.get("hosts", {}).items()})
    for item in one.get("agenda", ()):
        put(s, AgendaItem, None, _owned(item, people) | {"event_id": id})
    dates = _dates(s, id, one)
    for turn, (date, starts) in enumerate(dates):
        _attend(s, date, starts, _listed(people, one), None if date == id else turn)
    _promise(s, people, one.get("actions", ()), id, one["day"])
    if "promised" in one:  # the date before
        _promise(s, people, one["promised"], dates[-2][0], dates[-2][1].date())
    if "headcount" in one:
        attendance.count_unnamed(s, id, one["headcount"])


def _promise(
    s: Session, people: Mapping[str, int], things: Iterable[dict[str, Any]], at: int, on: dt.date
) -> None:
    for thing in things:
        source = {"source": "event", "source_id": at, "noted_on": on}
        put(s, ActionItem, None, _owned(thing, people) | source)


def _times(one: dict[str, Any]) -> dict[str, object]:
    if "from" not in one:
        first, last = (dt.datetime.combine(one[n], dt.time()) for n in ("day", "ends_on"))
        return {"starts": first, "ends": last, "whole_day": True}
    starts, ends = (
        dt.datetime.combine(one["day"], dt.time.fromisoformat(one[n])) for n in ("from", "to")
    )
    return {"starts": starts, "ends": ends}


def _dates(s: Session, id: int, one: dict[str, Any]) -> list[tuple[int, dt.datetime]]:
    """Make the other dates of a series, the past ones as they took place, and give all up to this."""
    if plan := one.get("series"):
        step = dt.timedelta(weeks=plan["weeks"])
        around = [n for n in range(-plan["before"], plan["after"] + 1) if n]
        series.repeat(s, id, [one["day"] + n * step for n in around])
    this = s.execute(select(Event.series_id, Event.starts).where(Event.id == id)).one()
    same = Event.series_id == this.series_id if this.series_id else Event.id == id
    q = select(Event.id, Event.starts).where(same, Event.starts <= this.starts)
    dates = [(date, starts) for date, starts in s.execute(q.order_by(Event.starts))]
    for date, _starts in dates[:-1]:
        put(s, Event, date, {"status": "held"})
    return dates


def _attend(
    s: Session, id: int, starts: dt.datetime, listed: Iterable[dict[str, Any]], turn: int | None
) -> None:
    """Put people on the list of a date. turn counts the past dates of a series: most came to each."""
    for order, values in enumerate(listed):
        given = values | {"event_id": id}
        if turn is not None:
            given["state"] = "present" if (turn + order) % _MISSING_EACH_TIME else "absent"
        if given["state"] in CAME:
            given["checked_in_at"] = starts - _EARLY
        put(s, Attendance, None, given)


def _listed(people: Mapping[str, int], one: dict[str, Any]) -> Iterator[dict[str, Any]]:
    state = "present" if one["day"] < one["today"] else "registered"
    for number, role in one.get("helpers", {}).items():
        yield {"person_id": people[number], "role": role, "state": state}
    for state, numbers in one.get("people", {}).items():
        yield from ({"person_id": people[number], "state": state} for number in numbers)
    for state, names in one.get("names", {}).items():
        yield from ({"walk_in_name": name, "role": "guest", "state": state} for name in names)


def _owned(item: dict[str, Any], people: Mapping[str, int]) -> dict[str, Any]:
    values = {name: value for name, value in item.items() if name != "owner"}
    return values | ({"owner_id": people[item["owner"]]} if "owner" in item else {})
