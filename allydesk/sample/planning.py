"""Days to plan around on the example desk: closed days, one of its own, and events that clash."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk import paths
from allydesk.models.base import fields, put
from allydesk.models.event import Event
from allydesk.models.observance import ClosedDays, OwnObservance
from allydesk.planning import observances, public_holidays

_DAYS = ("first", "last")
_FROM, _UNTIL = dt.timedelta(days=20), dt.timedelta(days=365)
_APART = dt.timedelta(days=14)
_WEEKEND = 5
_OF_BOTH = ("starts", "ends", "room", "place")


def add(s: Session, today: dt.date) -> None:
    """Add what the example desk shows of planning, around a day."""
    given = _read(today)
    for closed in given["closed"]:
        put(s, ClosedDays, None, closed)
    for own in given["own"]:
        put(s, OwnObservance, None, own)
    weighty = _days_to_avoid(s, today)
    for one in given["events"]:
        times = _beside(s, one["beside"]) if "beside" in one else _on(one, weighty)
        if times:
            values = {name: value for name, value in one.items() if name in fields(Event)}
            put(s, Event, None, values | times)


def _days_to_avoid(s: Session, today: dt.date) -> list[dt.date]:
    """Give working days of the year to come on which something weighty is observed."""
    first, last = today + _FROM, today + _UNTIL
    off = {h.day for h in public_holidays.between(s, first, last)}
    found: list[dt.date] = []
    for one in observances.between(s, first, last):
        day = one.first
        apart = not found or day - found[-1] >= _APART
        if one.weight >= 3 and day.weekday() < _WEEKEND and day not in off and apart:
            found.append(day)
    return found


def _on(one: Mapping[str, Any], weighty: list[dt.date]) -> dict[str, object]:
    """Give the times of an event on one of those days; none in a year beyond the table."""
    if one["on"] >= len(weighty):
        return {}
    day = weighty[one["on"]]
    starts, ends = (dt.datetime.combine(day, dt.time.fromisoformat(one[n])) for n in ("from", "to"))
    return {"starts": starts, "ends": ends}


def _beside(s: Session, title: str) -> dict[str, object]:
    """Give time and room of another event, to be at the same time in the same room."""
    q = select(*(getattr(Event, n) for n in _OF_BOTH)).where(Event.title == title)
    found = s.execute(q).first()
    return dict(zip(_OF_BOTH, found, strict=True)) if found is not None else {}


def _read(today: dt.date) -> Any:
    from allydesk.sample import near

    def dated(values: dict[str, Any]) -> dict[str, Any]:
        return {n: near(v, today) if n in _DAYS else v for n, v in values.items()}

    file = paths.resources() / "sample" / "planning.json"
    return json.loads(file.read_text("utf-8"), object_hook=dated)
