"""People: colleagues as they want to be named, and how to reach them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    and_,
    case,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk.collation import sort_key
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.base import Record, Sensitivity, field
from allydesk.text import fold, like, search_key, sort_name

LEFT_TOO_SOON = _("The day they left is before the day they started.")
MANAGES = {"yes": _("Yes"), "no": _("No")}
PHOTO_CONSENT = {"ask": _("Ask each time"), "yes": _("Yes"), "no": _("No photos")}


def _email_problem(value: str) -> str | None:
    name, at, host = value.rpartition("@")
    if at and name and host and " " not in value:
        return None
    return _("Write the e-mail address with one @, like zoe@example.org.")


class Person(Record):
    """A colleague. Only a name is needed; no legal name and no protected characteristic is kept."""

    __tablename__ = "person"
    one: ClassVar[str] = _("person")
    many: ClassVar[str] = _("people")

    full_name: Mapped[str] = field(
        _("Full name"), longest=200, hint=_("As the person writes it. One word is fine.")
    )
    known_as: Mapped[str | None] = field(
        _("Known as"), longest=100, hint=_("What colleagues call them.")
    )
    sort_name: Mapped[str | None] = field(
        _("Sort name"),
        longest=200,
        hint=_("Where to look for them in a list, as in “Núñez, José”."),
    )
    badge_name: Mapped[str | None] = field(
        _("Name on badge"),
        longest=60,
        hint=_("The big line on a badge. The name they are known as, if left empty."),
    )
    pronunciation: Mapped[str | None] = field(
        _("Pronunciation"), longest=120, hint=_("As in “wong-shik”.")
    )
    pronouns: Mapped[str | None] = field(
        _("Pronouns"), longest=40, suggest=True, hint=_("Only if the person gave them.")
    )
    staff_number: Mapped[str | None] = field(_("Staff number"), longest=40, index=True)
    email: Mapped[str | None] = field(_("E-mail"), longest=200, check=_email_problem, index=True)
    phone: Mapped[str | None] = field(_("Phone"), longest=60)
    job_title: Mapped[str | None] = field(_("Job title"), longest=120, suggest=True)
    team: Mapped[str | None] = field(_("Team"), longest=120, suggest=True, index=True)
    location: Mapped[str | None] = field(_("Location"), longest=120, suggest=True)
    manages: Mapped[str | None] = field(
        _("Manages people"), choices=MANAGES, hint=_("For courses that managers have to do.")
    )
    started: Mapped[dt.date | None] = field(_("Started"))
    left: Mapped[dt.date | None] = field(
        _("Left"), hint=_("Empty while they work here. Their history stays.")
    )
    photo_consent: Mapped[str] = field(_("Photos"), choices=PHOTO_CONSENT)
    access_needs: Mapped[str | None] = field(
        _("Access needs"), longest=1000, lines=3, sensitivity=Sensitivity.PRIVATE,
        hint=_("Only what they asked you to arrange. Printed on the organiser’s copy alone."),
    )  # fmt: skip
    dietary_needs: Mapped[str | None] = field(
        _("Food needs"), longest=500, lines=2, sensitivity=Sensitivity.PRIVATE,
        hint=_("Caterers get numbers, not names."),
    )  # fmt: skip
    notes: Mapped[str | None] = field(
        _("Notes"),
        longest=10_000,
        lines=4,
        sensitivity=Sensitivity.NEVER,
        hint=_("For you alone. Never printed."),
    )

    sort_key: Mapped[str] = mapped_column()
    search_key: Mapped[str] = mapped_column()
    # All that a list and a search look at, in the list's order: no table row is read for either.
    __table_args__ = (Index("ix_person_listed", "sort_key", "id", "left", "search_key"),)

    def prepare(self, s: Session) -> None:
        self.photo_consent = self.photo_consent or "ask"
        self.derive(organisation.language(s))

    def derive(self, language: str) -> None:
        """Fill in the keys for sorting and searching."""
        # A name that nobody typed follows the full name; one that somebody typed stays.
        self.sort_name = self.sort_name or None
        self.sort_key = sort_key(self.sort_name or sort_name(self.full_name or ""), language)
        self.search_key = search_key(
            self.full_name, self.known_as, self.sort_name, self.badge_name,
            self.staff_number, self.email, self.team, self.job_title,
        )  # fmt: skip

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        if self.started and self.left and self.left < self.started:
            yield "left", LEFT_TOO_SOON
        if self.staff_number:
            same = select(Person.full_name).where(
                Person.staff_number == self.staff_number, Person.id != (self.id or 0)
            )
            if other := s.execute(same.limit(1)).scalar():
                yield (
                    "staff_number",
                    _("{name} already has the staff number {number}.").format(
                        name=other, number=self.staff_number
                    ),
                )


# Under which other number somebody stood here before two became one: what has no journal, and so
# cannot be rewritten by a merge that may be undone, finds them by it.
person_was = Table(
    "person_was", Record.metadata,
    Column("id", Integer, primary_key=True),
    Column("was", Integer, nullable=False),
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    UniqueConstraint("was"),
    sqlite_autoincrement=True,
)  # fmt: skip


def put_in_order(s: Session, language: str) -> None:
    """Make every person's sort key anew, for another language."""
    rows = s.execute(select(Person.id, Person.full_name, Person.sort_name)).all()
    changes = [
        {"id": id, "sort_key": sort_key(given or sort_name(full), language)}
        for id, full, given in rows
    ]
    if changes:
        s.execute(update(Person), changes)


class Row(NamedTuple):
    """One line of a list of people."""

    id: int
    name: str
    known_as: str | None
    pronouns: str | None
    team: str | None
    job_title: str | None
    email: str | None
    started: dt.date | None
    left: dt.date | None
    sort_name: str | None


_ROW = (
    Person.id, Person.full_name, Person.known_as, Person.pronouns, Person.team, Person.job_title,
    Person.email, Person.started, Person.left, Person.sort_name,
)  # fmt: skip


class Card(NamedTuple):
    """What stands about somebody on a badge, a label or a list of contacts."""

    id: int
    full_name: str
    known_as: str | None
    badge_name: str | None
    sort_name: str | None
    pronouns: str | None
    team: str | None
    job_title: str | None
    location: str | None
    email: str | None
    phone: str | None
    photo_consent: str

    @property
    def called(self) -> str:
        """Give the name for a badge: chosen by the person, and never a part of the full one."""
        return self.badge_name or self.known_as or self.full_name


_CARD = tuple(getattr(Person, name) for name in Card._fields)

# What the list can be narrowed to: name -> words. Leads are in membership.py, behind the gate.
CHIPS = {
    "here": _("All"),
    "leads": _("Leads"),
    "new": _("Joined this month"),
    "left": _("Left"),
}


def here(on: dt.date) -> ColumnElement[bool]:
    """Give the condition that somebody works here on a day."""
    return or_(Person.left.is_(None), Person.left > on)


def _narrowed(chip: str, on: dt.date) -> ColumnElement[bool]:
    if chip == "left":
        return and_(Person.left.is_not(None), Person.left <= on)
    if chip == "new":
        return and_(Person.started >= on.replace(day=1), Person.started <= on)
    if chip == "leads":
        from allydesk.models import membership

        return and_(here(on), Person.id.in_(membership.lead_ids(on)))
    return here(on)


def _found(text: str) -> Iterable[ColumnElement[bool]]:
    return (Person.search_key.like(pattern, escape="\\") for pattern in like(text))


def _order(by: str, down: bool) -> list[ColumnElement[Any]]:  # noqa: FBT001
    if not by or by == "full_name":
        return [Person.sort_key.desc()] if down else []
    column = getattr(Person, by)
    key = column if by in ("started", "left") else func.fold(column)
    return [column.is_(None), key.desc() if down else key]


def ids(
    s: Session,
    text: str = "",
    chip: str = "here",
    on: dt.date | None = None,
    *,
    by: str = "",
    down: bool = False,
    limit: int | None = None,
) -> list[int]:
    """Give the ids of people in name order, narrowed by words and by a chip.

    by is another field to order them by, down from its end; those without it come last. With a
    limit only the first ones: enough for a window to show while somebody types.
    """
    from allydesk.models import privacy
    from allydesk.models.base import today

    q = select(Person.id).where(_narrowed(chip, on or today()), *_found(text))
    q = q.order_by(*_order(by, down), Person.sort_key, Person.id).limit(limit)
    q = q.execution_options(**privacy.PASSED)
    return list(s.execute(q).scalars())


_PART = 10_000


def rows(s: Session, wanted: Sequence[int]) -> list[Row]:
    """Give the rows of some ids, in the order of the ids; ids that are gone are left out."""
    found = {r[0]: Row._make(r) for r in _among(s, wanted, _ROW)}
    return [found[id] for id in wanted if id in found]


def cards(s: Session, wanted: Sequence[int]) -> list[Card]:
    """Give the cards of some ids, in the order of the ids; ids that are gone are left out."""
    found = {r[0]: Card._make(r) for r in _among(s, wanted, _CARD)}
    return [found[id] for id in wanted if id in found]


def _among(s: Session, wanted: Sequence[int], columns: Sequence[Any]) -> Iterator[Any]:
    """Read columns of some people, in parts: a statement takes 32,766 ids at the most."""
    for start in range(0, len(wanted), _PART):
        part = wanted[start : start + _PART]
        yield from s.execute(select(*columns).where(Person.id.in_(part)))


_MANY = 200  # matches that are read to learn whether there are many


def _rank(key: str, begin: str) -> int:
    return 0 if key.startswith(begin) else 1 if f" {begin}" in key else 2


def find(s: Session, text: str, limit: int = 8) -> list[Row]:
    """Give people whose name begins with the words first, then a later name, then other facts.

    Those who left come last. To put all that match in order, all must be read. The list's own order
    needs that only for rare words, so for common ones the first in it are looked at: among 100,000
    people a tenth of the time.
    """
    listed = (Person.sort_key, Person.id)
    found = select(Person.id, Person.search_key, Person.left).where(*_found(text)).order_by(*listed)
    some = s.execute(found.limit(_MANY)).all()
    begin = fold(text)
    if len(some) < _MANY:
        ranked = sorted(some, key=lambda r: (r.left is not None, _rank(r.search_key, begin)))
        return rows(s, [r.id for r in ranked[:limit]])
    start = begin.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    begins, later = (Person.search_key.like(f"{p}{start}%", escape="\\") for p in ("", "% "))
    best: Sequence[int] = []
    if any(_rank(r.search_key, begin) == 0 for r in some):  # so there are more, soon found
        first = select(Person.id).where(Person.left.is_(None), begins).order_by(*listed)
        best = s.execute(first.limit(limit)).scalars().all()
    if len(best) < limit:
        order = Person.left.is_not(None), case((begins, 0), (later, 1), else_=2)
        q = select(Person.id).where(*_found(text)).order_by(*order, *listed)
        best = s.execute(q.limit(limit)).scalars().all()
    return rows(s, best)


def names(s: Session) -> dict[int, str]:
    """Give the folded name of everybody, to look for names that are spelt nearly alike."""
    return {id: fold(name) for id, name in s.execute(select(Person.id, Person.full_name))}


def count(s: Session) -> int:
    """Give how many people there are, those who left included."""
    return s.execute(select(func.count(Person.id))).scalar_one()
