"""The agenda of a series: what is changed for one date may reach this and later ones, or all.

An item of one date is that of another if it has the same title, the first of that title the first
one. What is over keeps its agenda; a date that was given something of its own keeps that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import agenda, series
from allydesk.models.agenda import AgendaItem
from allydesk.models.base import drop, put
from allydesk.models.privacy import PASSED
from allydesk.text import fold

_OF_ONE_DATE = ("discussed", "decision")


def add(s: Session, event: int, new: Mapping[str, object], scope: str, now: dt.datetime) -> int:
    """Put an item on the agenda of one date and of those the scope reaches; give the first's id."""
    made = put(s, AgendaItem, None, {**new, "event_id": event})
    for other in _others(s, event, scope, now):
        put(s, AgendaItem, None, {**new, "event_id": other})
    return made


def change(s: Session, item: int, new: Mapping[str, object], scope: str, now: dt.datetime) -> int:
    """Change an item of one date, and on others what was the same there; give its id."""
    this = _item(s, item)
    old = {n: getattr(this, n) for n in new}
    twins = _twins(s, this, scope, now)
    put(s, AgendaItem, item, new)
    owned = {"owner_id", "owner_words"} & set(new)  # a person or words: never both
    for twin in twins:
        same = {n for n in new if n not in _OF_ONE_DATE and getattr(twin, n) == old[n]}
        same -= set() if owned <= same else owned
        if same:
            put(s, AgendaItem, twin.id, {n: new[n] for n in same})
    return item


def remove(s: Session, item: int, scope: str, now: dt.datetime) -> int:
    """Take an item off the agenda; on other dates only where nothing was said about it yet."""
    this = _item(s, item)
    twins = _twins(s, this, scope, now)
    return drop(s, AgendaItem, [item, *(t.id for t in twins if not (t.discussed or t.decision))])


def arrange(s: Session, event: int, order: Sequence[int], scope: str, now: dt.datetime) -> None:
    """Put the items of one date into an order, and those of others that are the same."""
    agenda.arrange(s, event, order)
    keys = list(_keyed(_items(s, event)))
    for other in _others(s, event, scope, now):
        theirs = _keyed(_items(s, other))
        agenda.arrange(s, other, [theirs[key].id for key in keys if key in theirs])


def _item(s: Session, id: int) -> AgendaItem:
    found = s.get(AgendaItem, id)
    if found is None:
        raise Problem(_("This item is no longer here. Undo may bring it back."))
    return found


def _others(s: Session, event: int, scope: str, now: dt.datetime) -> list[int]:
    return [e.id for e in series.reached(s, event, scope) if e.id != event and e.until > now]


def _items(s: Session, event: int) -> list[AgendaItem]:
    q = select(AgendaItem).filter_by(event_id=event).order_by(AgendaItem.place, AgendaItem.id)
    return list(s.execute(q.execution_options(**PASSED)).scalars())


def _keyed(items: Sequence[AgendaItem]) -> dict[tuple[str, int], AgendaItem]:
    """Give items by their title, and which of that title they are."""
    found: dict[tuple[str, int], AgendaItem] = {}
    for item in items:
        title, n = fold(item.title), 0
        while (title, n) in found:
            n += 1
        found[title, n] = item
    return found


def _twins(s: Session, item: AgendaItem, scope: str, now: dt.datetime) -> list[AgendaItem]:
    """Give the same item of the other dates that a change reaches."""
    mine = _keyed(_items(s, item.event_id))
    key = next(k for k, one in mine.items() if one.id == item.id)
    found = (_keyed(_items(s, other)).get(key) for other in _others(s, item.event_id, scope, now))
    return [twin for twin in found if twin is not None]
