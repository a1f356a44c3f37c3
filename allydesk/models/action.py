"""What somebody said they would do, wherever they said it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, and_, func, or_, select
from sqlalchemy.orm import Mapped, Session

from allydesk.language import _
from allydesk.models import privacy
from allydesk.models.base import Record, field, fields
from allydesk.models.event import Event, EventGroup, reveals
from allydesk.models.person import Person
from allydesk.models.privacy import PASSED, Audience, View

STATES = {
    "open": _("To do"),
    "doing": _("Being done"),
    "done": _("Done"),
    "dropped": _("Dropped"),
}
UNDONE = ("open", "doing")


class ActionItem(Record):
    """One thing to do. It outlives the event or note it comes from."""

    __tablename__ = "action_item"
    one: ClassVar[str] = _("action")
    many: ClassVar[str] = _("actions")

    text: Mapped[str] = field(_("What"), longest=500, lines=2)
    owner_id: Mapped[int | None] = field(
        _("Who"), ForeignKey("person.id", ondelete="SET NULL"), index=True, refers="person"
    )
    owner_words: Mapped[str | None] = field(
        _("Who, in words"), longest=120, hint=_("As in “Facilities” or “All leads”.")
    )
    due: Mapped[dt.date | None] = field(_("By"), ahead=True)
    state: Mapped[str] = field(_("State"), choices=STATES)
    noted_on: Mapped[dt.date | None] = field(_("Noted on"))
    done_on: Mapped[dt.date | None] = field(_("Done on"))
    # The kind of record it comes from, and which one: "event" 17. Empty: from nowhere in particular.
    source: Mapped[str | None] = field(_("Comes from"), longest=40)
    source_id: Mapped[int | None] = field(_("Which one"))
    __table_args__ = (
        Index("ix_action_item_source", "source", "source_id"),
        Index("ix_action_item_state", "state", "due"),
    )

    def prepare(self, s: Session) -> None:
        from allydesk.models.base import today

        self.state = self.state or "open"
        self.noted_on = self.noted_on or today()
        if self.state != "done":
            self.done_on = None
        elif self.done_on is None:
            self.done_on = today()


class Row(NamedTuple):
    """One action. event is the title of the event it comes from, where that may be told."""

    id: int
    text: str
    owner: str | None
    owner_id: int | None
    owner_words: str | None
    due: dt.date | None
    state: str
    noted_on: dt.date | None
    done_on: dt.date | None
    source: str | None
    source_id: int | None
    event: str | None

    def late(self, on: dt.date) -> bool:
        return self.state in UNDONE and self.due is not None and self.due < on


_ROW = (
    ActionItem.id, ActionItem.text, func.coalesce(Person.full_name, ActionItem.owner_words),
    ActionItem.owner_id, ActionItem.owner_words, ActionItem.due, ActionItem.state,
    ActionItem.noted_on, ActionItem.done_on, ActionItem.source, ActionItem.source_id, Event.title,
)  # fmt: skip


def _seen(view: View, *columns: Any) -> Select[Any]:
    """Begin every reading of actions: who does something for a private group is said there alone.

    An action whose event is gone stays as hidden as it may have been.
    """
    q: Select[Any] = select(*columns).select_from(ActionItem)
    q = q.outerjoin(Person, Person.id == ActionItem.owner_id)
    at = and_(ActionItem.source == "event", Event.id == ActionItem.source_id)
    q = q.outerjoin(Event, at)
    # What is done about something that was said in confidence concerns nobody else.
    apart = ("event",) if view.audience is Audience.COORDINATOR else ("event", "feedback")
    elsewhere = or_(ActionItem.source.is_(None), ActionItem.source.not_in(apart))
    shown = or_(
        elsewhere,
        and_(Event.id.is_not(None), privacy.at_event(view, Event, reveals())),
    )
    return q.where(shown).execution_options(**PASSED)


def _rows(s: Session, view: View, *conditions: ColumnElement[bool]) -> list[Row]:
    q = _seen(view, *_ROW).where(*conditions)
    q = q.order_by(ActionItem.due.is_(None), ActionItem.due, ActionItem.id)
    return [Row(*r) for r in s.execute(q)]


def of_event(s: Session, event: int, audience: Audience = Audience.COORDINATOR) -> list[Row]:
    """Give what was agreed at an event, the most urgent first, for its own page or paper."""
    at = and_(ActionItem.source == "event", ActionItem.source_id == event)
    return _rows(s, View(audience, event=event), at)


def some(s: Session, ids: Sequence[int]) -> list[Row]:
    """Give these actions, the most urgent first, for the coordinator's own page."""
    return _rows(s, View(Audience.COORDINATOR, private_groups=True), ActionItem.id.in_(ids))


def still_open(
    s: Session, audience: Audience = Audience.COORDINATOR, *, private_groups: bool = False
) -> list[Row]:
    """Give everything that is still to do, the most urgent first."""
    view = View(audience, private_groups=private_groups)
    return _rows(s, view, ActionItem.state.in_(UNDONE))


def of_person(
    s: Session, person: int, audience: Audience, *, private_groups: bool = False
) -> list[Row]:
    """Give what one person said they would do, open or done."""
    view = View(audience, private_groups=private_groups)
    return _rows(s, view, ActionItem.owner_id == person)


def carried(s: Session, event: int) -> list[Row]:
    """Give what is still to do from the earlier events of the same series or the same hosts.

    What was promised where a private group met is carried only to where the same groups meet.
    """
    this = _circles(s, [event]).get(event)
    if this is None:
        return []
    undone = and_(ActionItem.source == "event", ActionItem.state.in_(UNDONE))
    q = select(ActionItem.source_id).where(undone).distinct().execution_options(**PASSED)
    earlier = _circles(s, [id for id in s.execute(q).scalars() if id is not None and id != event])
    before = [id for id, circle in earlier.items() if _continues(this, circle)]
    view = View(Audience.COORDINATOR, event=event, private_groups=True)
    return _rows(s, view, undone, ActionItem.source_id.in_(before))


class _Circle(NamedTuple):
    """Who meets at an event, as far as that decides which promises belong there."""

    starts: dt.datetime
    series_id: int | None
    reveals: bool
    hosts: frozenset[int]


def _circles(s: Session, events: Sequence[int]) -> dict[int, _Circle]:
    hosts: dict[int, set[int]] = defaultdict(set)
    links = select(EventGroup.event_id, EventGroup.group_id).where(
        EventGroup.event_id.in_(events), EventGroup.role != "invited"
    )
    for id, group in s.execute(links):
        hosts[id].add(group)
    q = select(Event.id, Event.starts, Event.series_id, reveals()).where(Event.id.in_(events))
    return {
        id: _Circle(starts, series, bool(hidden), frozenset(hosts[id]))
        for id, starts, series, hidden in s.execute(q)
    }


def _continues(this: _Circle, earlier: _Circle) -> bool:
    if earlier.starts >= this.starts:
        return False
    if this.series_id and this.series_id == earlier.series_id:
        return True
    if earlier.reveals:
        return this.reveals and bool(this.hosts) and this.hosts == earlier.hosts
    return bool(this.hosts & earlier.hosts)


def card(s: Session, id: int) -> dict[str, object] | None:
    """Give the fields of one action, for the coordinator's own form."""
    names = list(fields(ActionItem))
    q = select(*(getattr(ActionItem, n) for n in names)).where(ActionItem.id == id)
    row = s.execute(q.execution_options(**PASSED)).one_or_none()
    return dict(zip(names, row, strict=True)) if row else None
