"""The example desk: notes and what was done, two incidents, and rounds of questions."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk import paths
from allydesk.listening import notes
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.models.feedback import incident, note, period, pulse
from allydesk.models.feedback.rules import Rules

_FOLDER = "sample"
_DAYS = ("happened", "referred_on", "check_back", "closed_on")
_AFTERWARDS = ("state", "owner", "said", "done")


def add(s: Session, groups: Mapping[str, int], today: dt.date) -> None:
    """Add what the example desk shows of feedback, around a day, as if it came month by month."""
    given = json.loads((paths.resources() / _FOLDER / "feedback.json").read_text("utf-8"))
    put(s, Rules, None, given["rules"])
    for one in sorted(given["notes"], key=lambda one: -int(one["months"])):
        _note(s, groups, _month(today, one["months"]), one)
    notes.settle(s, today)
    _follow_up(s, given["notes"])
    for one in given["incidents"]:
        _incident(s, today, one)
    for one in given["waves"]:
        _wave(s, _month(today, one["months"]), one)


def _month(today: dt.date, months: int) -> dt.date:
    """Give the first day of the month that was so many months ago."""
    n = today.year * 12 + today.month - 1 - months
    return dt.date(n // 12, n % 12 + 1, 1)


def _note(s: Session, groups: Mapping[str, int], day: dt.date, one: Mapping[str, Any]) -> None:
    values = {n: one[n] for n in note.SAID if n in one}
    if "group" in one:
        values["group_id"] = groups[one["group"]]
    notes.settle(s, day)
    notes.keep(
        s, values, day, keeping=one.get("keeping", "none"), name=one.get("name"),
        with_receipt="receipt" in one,
    )  # fmt: skip


def _follow_up(s: Session, given: list[dict[str, Any]]) -> None:
    ids = {r.text: r.id for r in note.rows(s, note.ids(s))}
    for one in given:
        values = {n: one[n] for n in _AFTERWARDS if n in one}
        if values and one["text"] in ids:
            note.amend(s, ids[one["text"]], values)


def _incident(s: Session, today: dt.date, one: dict[str, Any]) -> None:
    from allydesk.sample import near

    access = incident.enter("", "")
    assert access is not None  # no PIN is kept yet
    dated = {n: near(v, today) if n in _DAYS else v for n, v in one.items()}
    incident.save(s, access, None, dated, today)


def _wave(s: Session, day: dt.date, one: dict[str, Any]) -> None:
    event = None
    if "event" in one:
        event = s.execute(select(Event.id).where(Event.title == one["event"])).scalars().first()
    id = pulse.begin(s, one["name"], one["of"], period.month(day), event)
    words = one.get("comments", [])
    for n, answers in enumerate(one["answers"]):
        steps = [int(a) for a in answers]
        pulse.answer(s, id, steps, words[n] if n < len(words) else "")
    if one["closed"]:
        pulse.close(s, id)
