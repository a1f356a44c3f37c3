"""The example desk: an organisation that never was, to try AllyDesk with."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from allydesk import dates, paths
from allydesk.models.base import put
from allydesk.models.group import Group
from allydesk.models.membership import Membership, RoleTerm
from allydesk.models.person import Person
from allydesk.sample import awards, events, feedback, learning, planning
from allydesk.store import Store

_BACK = re.compile(r"-(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)d)?")
_AHEAD = re.compile(r"\+(\d+)d")
_DAYS = (
    "started", "left", "founded", "joined", "agreed_on", "withdrawn_on", "from_day", "to_day", "due", "day", "ends_on",
    "minutes_sent", "thanks_sent", "sheet_shredded",
)  # fmt: skip


def write(path: Path, today: dt.date) -> None:
    """Make a desk file with the example in it. Raises Problem where there is a file already."""
    organisation = _read("organisation", today)

    def fill(s: Session) -> None:
        groups = {g["name"]: put(s, Group, None, g) for g in _read("groups", today)}
        for values in _read("people", today):
            _add(s, groups, values)
        events.add(s, groups, today, _read("events", today))
        for part in (learning, feedback, awards):
            part.add(s, groups, today)
        planning.add(s, today)

    with dates.supposing(today):
        Store.create(path, fill, **organisation).close()


def _add(s: Session, groups: dict[str, int], values: dict[str, Any]) -> None:
    """Add a person with their places in groups and the roles they hold there."""
    places = values.pop("groups")
    person = put(s, Person, None, values)
    for name, place in places.items():
        roles = place.pop("roles", ())
        given = {"agreed_on": place["joined"] if "agreed_how" in place else None} | place
        id = put(s, Membership, None, given | {"person_id": person, "group_id": groups[name]})
        for role in roles:
            put(s, RoleTerm, None, role | {"membership_id": id})


def _read(name: str, today: dt.date) -> Any:
    def dated(values: dict[str, Any]) -> dict[str, Any]:
        return {n: near(v, today) if n in _DAYS else v for n, v in values.items()}

    file = paths.resources() / "sample" / f"{name}.json"
    return json.loads(file.read_text("utf-8"), object_hook=dated)


def near(words: str, today: dt.date) -> dt.date:
    """Give the day that "today", "+12d" or "-2y3m" stands for."""
    if words == "today":
        return today
    if found := _AHEAD.fullmatch(words):
        return today + dt.timedelta(days=int(found[1]))
    return back(words, today)


def back(words: str, today: dt.date) -> dt.date:
    """Give the day that "-2y3m12d" stands for: so many years, months and days before today."""
    found = _BACK.fullmatch(words)
    if not found or not any(found.groups()):
        raise ValueError(f"not a time before today: {words!r}")
    years, months, days = (int(n or 0) for n in found.groups())
    month = today.year * 12 + today.month - 1 - years * 12 - months
    year, month = month // 12, month % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(today.day, last)) - dt.timedelta(days=days)
