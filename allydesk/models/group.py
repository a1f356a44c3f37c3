"""Employee groups: what each is for, who may see its list, and when it meets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk.collation import sort_key
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.base import Record, field
from allydesk.text import fold, like, search_key

KINDS = {
    "erg": _("Employee resource group"),
    "council": _("Diversity council"),
    "committee": _("Committee"),
    "programme": _("Leadership programme"),
    "other": _("Other group"),
}
STATUSES = {
    "proposed": _("Proposed"),
    "active": _("Active"),
    "dormant": _("Paused"),
    "closed": _("Closed"),
}
LISTINGS = {"private": _("Keep this list private"), "open": _("Open")}
COLOURS = {
    "teal": _("Teal"), "blue": _("Blue"), "violet": _("Violet"), "magenta": _("Magenta"),
    "coral": _("Coral"), "amber": _("Amber"), "olive": _("Olive"), "green": _("Green"),
}  # fmt: skip


class Group(Record):
    """An employee group. A new one keeps its list private until somebody opens it."""

    __tablename__ = "employee_group"  # "group" is a word of SQL
    one: ClassVar[str] = _("group")
    many: ClassVar[str] = _("groups")

    name: Mapped[str] = field(_("Name"), longest=200)
    short_name: Mapped[str | None] = field(
        _("Short name"), longest=40, hint=_("For narrow columns and badges.")
    )
    kind: Mapped[str] = field(_("Kind"), choices=KINDS)
    purpose: Mapped[str | None] = field(
        _("Purpose"), longest=2000, lines=3, hint=_("One or two sentences anyone may read.")
    )
    colour: Mapped[str] = field(_("Colour"), choices=COLOURS)
    listing: Mapped[str] = field(
        _("List of people"), choices=LISTINGS,
        hint=_("A private list shows on this page alone: not on a person’s page, in search or on labels."),
    )  # fmt: skip
    status: Mapped[str] = field(
        _("Status"), choices=STATUSES, hint=_("A closed group keeps its history.")
    )
    founded: Mapped[dt.date | None] = field(_("Founded"))
    meeting_pattern: Mapped[str | None] = field(
        _("Meets"), longest=200, hint=_("As in “First Thursday, 18:00, Room 3”.")
    )

    sort_key: Mapped[str] = mapped_column(index=True)
    search_key: Mapped[str] = mapped_column()

    def prepare(self, s: Session) -> None:
        self.kind = self.kind or "erg"
        self.listing = self.listing or "private"
        self.status = self.status or "active"
        self.colour = self.colour or next_colour(s)
        self.sort_key = sort_key(self.name or "", organisation.language(s))
        self.search_key = search_key(self.name, self.short_name)

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        others = s.execute(select(Group.name).where(Group.id != (self.id or 0))).scalars()
        same = next((n for n in others if fold(n) == fold(self.name)), None)
        if same is not None:
            yield "name", _("There is already a group called “{name}”.").format(name=same)


def next_colour(s: Session) -> str:
    """Give the colour that the fewest groups have; no colour ever follows from a group's name."""
    used = dict(s.execute(select(Group.colour, func.count()).group_by(Group.colour)).all())
    return min(COLOURS, key=lambda colour: used.get(colour, 0))


def put_in_order(s: Session, language: str) -> None:
    """Make every group's sort key anew, for another language."""
    found = s.execute(select(Group.id, Group.name)).all()
    if found:
        s.execute(
            update(Group), [{"id": id, "sort_key": sort_key(name, language)} for id, name in found]
        )


class Row(NamedTuple):
    """One line of a list of groups. people counts those who take part now, hidden ones included."""

    id: int
    name: str
    short_name: str | None
    kind: str
    colour: str
    listing: str
    status: str
    meeting_pattern: str | None
    purpose: str | None
    people: int


_COLUMNS = (
    Group.id, Group.name, Group.short_name, Group.kind, Group.colour, Group.listing, Group.status,
    Group.meeting_pattern, Group.purpose,
)  # fmt: skip
CHIPS = {"open": _("Active"), "closed": _("Closed"), "all": _("All")}


def listing(s: Session, text: str = "", chip: str = "open", on: dt.date | None = None) -> list[Row]:
    """Give groups in name order, with the number of people who take part on a day."""
    from allydesk.models import membership
    from allydesk.models.base import today

    q = select(*_COLUMNS).order_by(Group.sort_key, Group.id)
    q = q.where(*(Group.search_key.like(p, escape="\\") for p in like(text)))
    if chip != "all":
        closed = Group.status == "closed"
        q = q.where(closed if chip == "closed" else ~closed)
    people = membership.counts(s, on or today())
    return [Row(*r, people.get(r[0], 0)) for r in s.execute(q)]
