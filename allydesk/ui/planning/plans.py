"""What is asked of the clash search: an event as it stands in a line, a form or a dialog."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from allydesk.models.event import USUAL_LENGTH
from allydesk.planning import busy
from allydesk.planning.busy import FOOD_KINDS
from allydesk.planning.plan import Plan
from allydesk.ui.desk import Desk

if TYPE_CHECKING:
    from allydesk.quick_entry import Understood


def stored(desk: Desk, event: int) -> Plan | None:
    """Give an event as it is stored; None when it is gone."""
    found = desk.store.read(busy.plans, [event])
    return found[0] if found else None


def understood(found: Understood) -> Plan | None:
    """Give what one line means; None while it names no day."""
    starts, ends = found.starts, found.ends
    if starts is None or ends is None:
        return None
    groups = (found.group,) if found.group is not None else ()
    food = found.kind in FOOD_KINDS
    return Plan(starts, ends, found.start is None, room=found.room, groups=groups, food=food)


def typed(desk: Desk, event: int | None, values: Mapping[str, object]) -> Plan | None:
    """Give an event with what is typed into its fields, stored or not; None without a start.

    One that begins at another time lasts as long as before, as it will when it is stored.
    """
    starts, ends = values.get("starts"), values.get("ends")
    if not isinstance(starts, dt.datetime):
        return None
    known = stored(desk, event) if event is not None else None
    length = known.ends - known.starts if known else USUAL_LENGTH
    if not isinstance(ends, dt.datetime) or (known and ends == known.ends):
        ends = starts + length
    whole = bool(values.get("whole_day"))
    room = _words(values.get("room")) if values.get("mode") != "online" else None
    food = bool(values.get("catering")) or values.get("kind") in FOOD_KINDS
    base = known or Plan(starts, ends)
    place = _words(values.get("place"))
    return replace(
        base, starts=starts, ends=ends, whole_day=whole, place=place, room=room, food=food
    )


def _words(value: object) -> str | None:
    return str(value) if value else None


def on_days(plan: Plan, days: Sequence[dt.date]) -> list[Plan]:
    """Give a plan on each of some days, at its own time; none of them is stored."""
    return [replace(plan.at(dt.datetime.combine(d, plan.starts.time())), event=None) for d in days]
