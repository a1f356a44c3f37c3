"""What an event goes through, item by item, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from sqlalchemy import ForeignKey, Index, case, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk.language import _
from allydesk.models import privacy
from allydesk.models.base import Record, Sensitivity, field, fields, put
from allydesk.models.event import Event, reveals
from allydesk.models.person import Person
from allydesk.models.privacy import PASSED, Audience, View

_TOLD = (Audience.COORDINATOR, Audience.LEADS)  # who gets the confidential items


def _minutes_problem(minutes: int) -> str | None:
    return None if 0 <= minutes <= 24 * 60 else _("Choose a number of minutes from 0 to 1440.")


class AgendaItem(Record):
    """One item of an agenda."""

    __tablename__ = "agenda_item"
    one: ClassVar[str] = _("agenda item")
    many: ClassVar[str] = _("agenda items")

    event_id: Mapped[int] = field(
        _("Event"), ForeignKey("event.id", ondelete="CASCADE"), refers="event"
    )
    title: Mapped[str] = field(_("Item"), longest=300)
    minutes: Mapped[int | None] = field(_("Minutes"), check=_minutes_problem)
    owner_id: Mapped[int | None] = field(
        _("Led by"), ForeignKey("person.id", ondelete="SET NULL"), index=True, refers="person"
    )
    owner_words: Mapped[str | None] = field(
        _("Led by, in words"), longest=120, hint=_("As in “Facilities” or “Everyone”.")
    )
    confidential: Mapped[bool] = field(
        _("Confidential"), hint=_("Stays off the handout and the minutes unless ticked.")
    )
    notes: Mapped[str | None] = field(
        _("Notes"), longest=10_000, lines=3, sensitivity=Sensitivity.PRIVATE,
        hint=_("Printed on the facilitator’s copy alone."),
    )  # fmt: skip
    discussed: Mapped[str | None] = field(
        _("What was said"), longest=10_000, lines=3, hint=_("For the minutes. No names needed.")
    )
    decision: Mapped[str | None] = field(_("Decision"), longest=2000, lines=2)
    place: Mapped[int] = mapped_column()  # in the order of the agenda, from 1
    __table_args__ = (Index("ix_agenda_item_order", "event_id", "place"),)

    def prepare(self, s: Session) -> None:
        self.confidential = bool(self.confidential)
        if self.place is None:
            last = select(func.max(AgendaItem.place)).where(AgendaItem.event_id == self.event_id)
            self.place = (s.execute(last.execution_options(**PASSED)).scalar() or 0) + 1


class Row(NamedTuple):
    """One item as it stands on an agenda. owner is a person's name or the words for it."""

    id: int
    title: str
    minutes: int | None
    owner: str | None
    owner_id: int | None
    owner_words: str | None
    confidential: bool
    notes: str | None
    discussed: str | None
    decision: str | None


def of_event(
    s: Session, event: int, audience: Audience = Audience.COORDINATOR, *, confidential: bool = True
) -> list[Row]:
    """Give the agenda of an event in order.

    Confidential items are left out where confidential is False, and for the group and for anyone
    in any case. Who leads an item is left out where the audience may not know who comes.
    """
    told = privacy.at_event(View(audience, event=event), Event, reveals())
    owner = func.coalesce(Person.full_name, AgendaItem.owner_words)
    q = select(
        AgendaItem.id, AgendaItem.title, AgendaItem.minutes, case((told, owner)),
        case((told, AgendaItem.owner_id)), case((told, AgendaItem.owner_words)),
        AgendaItem.confidential, AgendaItem.notes, AgendaItem.discussed, AgendaItem.decision,
    )  # fmt: skip
    q = q.join(Event, Event.id == AgendaItem.event_id)
    q = q.outerjoin(Person, Person.id == AgendaItem.owner_id)
    q = q.where(AgendaItem.event_id == event).order_by(AgendaItem.place, AgendaItem.id)
    if not confidential or audience not in _TOLD:
        q = q.where(~AgendaItem.confidential)
    return [Row._make(r) for r in s.execute(q.execution_options(**PASSED))]


def minutes(items: Sequence[Row]) -> int:
    """Give how long the items take together."""
    return sum(item.minutes or 0 for item in items)


def card(s: Session, id: int) -> dict[str, object] | None:
    """Give the fields of one item, for the coordinator's own form."""
    names = list(fields(AgendaItem))
    q = select(*(getattr(AgendaItem, n) for n in names)).where(AgendaItem.id == id)
    row = s.execute(q.execution_options(**PASSED)).one_or_none()
    return dict(zip(names, row, strict=True)) if row else None


def arrange(s: Session, event: int, order: Sequence[int]) -> None:
    """Put the items of an agenda into an order; those not named come last, as they were."""
    q = select(AgendaItem).filter_by(event_id=event).order_by(AgendaItem.place, AgendaItem.id)
    items = {item.id: item for item in s.execute(q).scalars()}
    wanted = [id for id in dict.fromkeys(order) if id in items]
    for place, id in enumerate([*wanted, *(i for i in items if i not in wanted)], 1):
        items[id].place = place
    s.flush()


def copy(s: Session, event: int, to: int) -> None:
    """Give one event the agenda of another, without what was said and decided."""
    for item in of_event(s, event):
        kept = item._asdict() | {"id": None, "discussed": None, "decision": None}
        put(s, AgendaItem, None, {n: kept[n] for n in _COPIED} | {"event_id": to})


_COPIED = ("title", "minutes", "owner_id", "owner_words", "confidential", "notes")
