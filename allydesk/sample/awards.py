"""The awards of the example desk: rounds, nominations in every state, certificates, shout-outs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk import awarding, paths
from allydesk.models.awards import nomination, score
from allydesk.models.awards import round as rounds
from allydesk.models.awards.award import Award
from allydesk.models.awards.award_type import AwardType
from allydesk.models.awards.behaviour import OwnValue
from allydesk.models.awards.nomination import Nomination
from allydesk.models.awards.signatory import Signatory
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.models.person import Person

_DAYS = ("opens", "closes", "decided_by", "received_on", "given_on")
_FOLDER = "sample"


class _Desk:
    """What is on the desk by the names that the example uses."""

    def __init__(self, s: Session, today: dt.date) -> None:
        self.s, self.today = s, today
        numbers = s.execute(select(Person.staff_number, Person.id))
        self.people = {number: id for number, id in numbers if number}
        self.types: dict[str, int] = {}
        self.signs: list[int] = []
        self.rounds: dict[str, int] = {}
        self.nominations: dict[str, int] = {}


def add(s: Session, _groups: Mapping[str, int], today: dt.date) -> None:
    """Add what the example desk shows of awards, around a day."""
    from allydesk.sample import near

    def dated(values: dict[str, Any]) -> dict[str, Any]:
        return {n: near(v, today) if n in _DAYS else v for n, v in values.items()}

    file = paths.resources() / _FOLDER / "awards.json"
    given = json.loads(file.read_text("utf-8"), object_hook=dated)
    desk = _Desk(s, today)
    for one in given["values"]:
        put(s, OwnValue, None, one)
    for one in given["types"]:
        desk.types[one["name"]] = put(s, AwardType, None, one)
    for one in given["signatories"]:
        desk.signs.append(put(s, Signatory, None, _signatory(desk, one)))
    for one in given["rounds"]:
        _round(desk, one)
    for one in given["nominations"]:
        _nomination(desk, one)
    for kind in ("award", "thanks"):
        for one in given["awards" if kind == "award" else kind]:
            _give(desk, kind, one)


def _signatory(desk: _Desk, one: Mapping[str, Any]) -> dict[str, object]:
    picture = paths.resources() / _FOLDER / one["picture"] if "picture" in one else None
    return {
        "name": one["name"], "position": one["position"], "person_id": desk.people[one["person"]],
        "picture": picture.read_bytes() if picture else None,
    }  # fmt: skip


def _round(desk: _Desk, one: dict[str, Any]) -> None:
    kinds = [desk.types[name] for name in one.pop("types")]
    committee = [desk.people[number] for number in one.pop("committee")]
    desk.rounds[one["name"]] = rounds.start(desk.s, one, kinds, committee)


def _nomination(desk: _Desk, one: Mapping[str, Any]) -> None:
    values: dict[str, object] = {
        n: one[n] for n in ("citation", "evidence", "behaviours", "received_on", "received_how") if n in one
    }  # fmt: skip
    values |= {
        "award_type_id": desk.types[one["award"]] if one["award"] else None,
        "round_id": desk.rounds.get(one.get("round", "")), "team_name": one.get("team"),
        "nominator_id": desk.people.get(one.get("from") or ""),
        "nominator_words": one.get("from_words"), "nominator_named": one.get("named", False),
    }  # fmt: skip
    people = [desk.people[number] for number in one.get("people", ())]
    id = nomination.add(desk.s, values, people, one.get("written", ()))
    desk.nominations[one.get("key", "")] = id
    scales = rounds.criteria(desk.s, desk.rounds[one["round"]]) if "round" in one else []
    for rater, points in one.get("points", {}).items():
        by = {scale.id: n for scale, n in zip(scales, points, strict=True)}
        score.give(desk.s, id, desk.people[rater], by)
    for rater, why in one.get("conflicts", {}).items():
        score.declare(desk.s, id, desk.people[rater], why)
    if "state" in one:
        decided = one["received_on"] + dt.timedelta(days=9)
        changes = {"state": one["state"], "reason": one["reason"], "decided_on": decided}
        put(desk.s, Nomination, id, changes)


def _give(desk: _Desk, kind: str, one: Mapping[str, Any]) -> None:
    """Give an award or thanks: for a nomination, or straight away."""
    s, given_on = desk.s, one["given_on"]
    if "nomination" in one:
        what = awarding.draft(s, desk.nominations[one["nomination"]], given_on, kind=kind)
    else:
        title = one.get("title")
        people = tuple(desk.people[number] for number in one["people"])
        values: dict[str, object] = {
            "kind": kind, "title": title, "award_type_id": desk.types.get(title or "Shout-out"),
            "given_on": given_on, "citation": one["citation"], "behaviours": one.get("behaviours"),
            "from_id": desk.people.get(one.get("from", "")), "from_words": one.get("from_words"),
        }  # fmt: skip
        what = awarding.Draft(values, people, (), (), ())
    if kind == "award":
        what = what._replace(signatories=tuple(desk.signs))
    answers = one["agreed"]
    agreed = (
        answers if isinstance(answers, str) else {desk.people[p]: a for p, a in answers.items()}
    )
    id = awarding.put_award(s, what, what.values, agreed)
    after: dict[str, object] = {"reprints": one.get("reprints", 0)}
    if one.get("printed"):
        after["printed_on"] = given_on
    for name, field in (("event", "event_id"), ("read_at", "read_event_id")):
        if name in one:
            after[field] = _event(desk, one[name])
            if name == "read_at":
                after["read_on"] = given_on + dt.timedelta(days=8)
    put(s, Award, id, after)


def _event(desk: _Desk, title: str) -> int | None:
    """Give the last event of a title that has taken place."""
    over = Event.starts < dt.datetime.combine(desk.today, dt.time())
    q = select(Event.id).where(Event.title == title, over).order_by(Event.starts.desc())
    return desk.s.execute(q.limit(1)).scalar()
