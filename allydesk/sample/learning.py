"""The learning of the example desk: courses, who did them, what there is to read and who has it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk import paths
from allydesk.models import attendance
from allydesk.models.attendance import CAME, SEATED
from allydesk.models.base import fields, put
from allydesk.models.event import Event
from allydesk.models.learning import loan, reading
from allydesk.models.learning.certificate import Certificate
from allydesk.models.learning.completion import Completion
from allydesk.models.learning.course import Course
from allydesk.models.learning.requirement import Requirement
from allydesk.models.learning.resource import Resource
from allydesk.models.person import Person
from allydesk.models.privacy import Audience

_DAYS = ("from_day", "completed_on", "revoked_on", "lent_on", "due", "returned")


def add(s: Session, groups: Mapping[str, int], today: dt.date) -> None:
    """Add what the example desk shows of learning, around a day."""
    given = _read(today)
    numbers = s.execute(select(Person.staff_number, Person.id))
    people = {number: id for number, id in numbers if number}
    titles = s.execute(select(Event.title, Event.id).order_by(Event.starts.desc()))
    events: dict[str, int] = {title: id for title, id in titles if title}  # the first of a series
    for manages, key in (("yes", "managers"), ("no", "not_managers")):
        for number in given[key]:
            put(s, Person, people[number], {"manages": manages})
    for one in given["courses"]:
        _course(s, people, events, one)
    shelf = {r["title"]: put(s, Resource, None, r) for r in given["resources"]}
    for one in given["loans"]:
        values = {n: v for n, v in one.items() if n in _DAYS}
        loan.lend(s, shelf[one["title"]], people[one["person"]], **values)
    for one in given["lists"]:
        event, group = events.get(one.get("event", "")), groups.get(one.get("group", ""))
        reading.add(s, [shelf[title] for title in one["titles"]], event=event, group=group)


def _read(today: dt.date) -> Any:
    from allydesk.sample import near

    def dated(values: dict[str, Any]) -> dict[str, Any]:
        return {n: near(v, today) if n in _DAYS else v for n, v in values.items()}

    file = paths.resources() / "sample" / "learning.json"
    return json.loads(file.read_text("utf-8"), object_hook=dated)


def _course(
    s: Session, people: Mapping[str, int], events: Mapping[str, int], one: dict[str, Any]
) -> None:
    id = put(s, Course, None, {n: v for n, v in one.items() if n in fields(Course)})
    for rule in one.get("required", ()):
        put(s, Requirement, None, rule | {"course_id": id})
    for title in one.get("sessions", ()):
        put(s, Event, events[title], {"course_id": id})
        if "from_sessions" in one:
            _attended(s, id, events[title])
    for batch in one.get("done", ()):
        values = {n: v for n, v in batch.items() if n in fields(Completion)} | {"course_id": id}
        done = [
            put(s, Completion, None, values | {"person_id": people[number]})
            for number in batch["people"]
        ]
        if "numbered" in batch:
            _number(s, done, batch["completed_on"])


def _attended(s: Session, course: int, event: int) -> None:
    """Note those who came to a session."""
    rows = attendance.of_event(s, event, Audience.COORDINATOR, *CAME)
    on = s.get_one(Event, event).starts.date()
    values = {"course_id": course, "completed_on": on, "event_id": event}
    came = [r.person_id for r in rows if r.person_id and r.role in SEATED]
    done = [put(s, Completion, None, values | {"person_id": person}) for person in came]
    _number(s, done, on)


def _number(s: Session, done: list[int], on: dt.date) -> None:
    """Give numbers to completions, and note that their certificates were printed then."""
    values = {"issued_on": on, "printed": 1, "printed_on": on}
    for id in done:
        put(s, Certificate, None, values | {"completion_id": id})
