"""Reading lists: what to read or watch for an event or in a group, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk.language import _
from allydesk.models.base import Record, field, put
from allydesk.models.event import Event
from allydesk.models.group import Group
from allydesk.models.learning import resource


class Reading(Record):
    """One resource on the list of an event or of a group."""

    __tablename__ = "reading"
    one: ClassVar[str] = _("line of a reading list")
    many: ClassVar[str] = _("lines of reading lists")

    resource_id: Mapped[int] = field(
        _("Resource"), ForeignKey("resource.id", ondelete="CASCADE"), index=True, refers="resource"
    )
    event_id: Mapped[int | None] = field(
        _("Event"), ForeignKey("event.id", ondelete="CASCADE"), index=True, refers="event"
    )
    group_id: Mapped[int | None] = field(
        _("Group"), ForeignKey("employee_group.id", ondelete="CASCADE"), index=True,
        refers="employee_group",
    )  # fmt: skip
    note: Mapped[str | None] = field(
        _("Note"), longest=300, hint=_("As in “Chapters 1 and 2” or “Before we meet”.")
    )
    place: Mapped[int] = mapped_column()  # in the order of the list, from 1

    def prepare(self, s: Session) -> None:
        if self.place is None:
            last = select(func.max(Reading.place)).where(*_at(self.event_id, self.group_id))
            self.place = (s.execute(last).scalar() or 0) + 1

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        if (self.event_id is None) == (self.group_id is None):
            yield "event_id", _("Choose an event or a group for the list.")
        same = select(Reading.id).where(
            *_at(self.event_id, self.group_id),
            Reading.resource_id == self.resource_id,
            Reading.id != (self.id or 0),
        )
        if s.execute(same).first():
            yield "resource_id", _("This is on the list already.")


def _at(event: int | None, group: int | None) -> tuple[ColumnElement[bool], ...]:
    if event is not None:
        return (Reading.event_id == event,)
    return (Reading.group_id == group, Reading.event_id.is_(None))


class Row(NamedTuple):
    """One line of a reading list."""

    id: int
    note: str | None
    place: int
    resource: resource.Row


def of_event(s: Session, event: int) -> list[Row]:
    """Give the reading list of an event in its order."""
    return _rows(s, event, None)


def of_group(s: Session, group: int) -> list[Row]:
    """Give the reading list of a group in its order."""
    return _rows(s, None, group)


def _rows(s: Session, event: int | None, group: int | None) -> list[Row]:
    q = select(Reading.id, Reading.note, Reading.place, Reading.resource_id)
    q = q.where(*_at(event, group)).order_by(Reading.place, Reading.id)
    lines = s.execute(q).all()
    found = {r.id: r for r in resource.rows(s, [line.resource_id for line in lines])}
    return [Row(r.id, r.note, r.place, found[r.resource_id]) for r in lines]


class List(NamedTuple):
    """A reading list and how long it is. One of event_id and group_id is set."""

    event_id: int | None
    group_id: int | None
    title: str
    lines: int


def lists(s: Session) -> list[List]:
    """Give every reading list: those of events, the latest first, then those of groups by name."""
    n = func.count(Reading.id)
    events = select(Event.id, Event.title, n).join(Reading, Reading.event_id == Event.id)
    events = events.group_by(Event.id).order_by(Event.starts.desc(), Event.id)
    groups = select(Group.id, Group.name, n).join(Reading, Reading.group_id == Group.id)
    groups = groups.group_by(Group.id).order_by(Group.sort_key, Group.id)
    return [
        *(List(id, None, title, lines) for id, title, lines in s.execute(events)),
        *(List(None, id, name, lines) for id, name, lines in s.execute(groups)),
    ]


def of_resource(s: Session, id: int) -> list[List]:
    """Give the lists that a resource stands on."""
    q = select(Reading.event_id, Reading.group_id).where(Reading.resource_id == id)
    on = {tuple(r) for r in s.execute(q)}
    return [found for found in lists(s) if (found.event_id, found.group_id) in on]


def add(
    s: Session, resources: Sequence[int], *, event: int | None = None, group: int | None = None
) -> list[int]:
    """Put resources at the end of a list, those it has already left out, and give the new ids."""
    have = {r.resource.id for r in _rows(s, event, group)}
    return [
        put(s, Reading, None, {"resource_id": id, "event_id": event, "group_id": group})
        for id in dict.fromkeys(resources)
        if id not in have
    ]


def arrange(s: Session, ids: Sequence[int]) -> None:
    """Put the lines of a list in the order of these ids."""
    for place, id in enumerate(ids, 1):
        put(s, Reading, id, {"place": place})


def copy(s: Session, event: int, to: int) -> None:
    """Give one event the reading list of another."""
    for one in of_event(s, event):
        values = {"resource_id": one.resource.id, "event_id": to, "note": one.note}
        put(s, Reading, None, values)
