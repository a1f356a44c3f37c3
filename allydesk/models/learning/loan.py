"""Who has borrowed what, and when it is due back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, Session

from allydesk.language import _
from allydesk.models.base import Record, Sensitivity, field, put, today
from allydesk.models.learning.resource import Resource
from allydesk.models.person import Person

USUAL = dt.timedelta(weeks=4)


class Loan(Record):
    """One copy that somebody has, or had."""

    __tablename__ = "loan"
    one: ClassVar[str] = _("loan")
    many: ClassVar[str] = _("loans")

    resource_id: Mapped[int] = field(
        _("Resource"), ForeignKey("resource.id", ondelete="CASCADE"), refers="resource"
    )
    person_id: Mapped[int] = field(
        _("Lent to"), ForeignKey("person.id", ondelete="CASCADE"), index=True, refers="person"
    )
    lent_on: Mapped[dt.date] = field(_("Lent on"))
    due: Mapped[dt.date | None] = field(_("Due back"), ahead=True)
    returned: Mapped[dt.date | None] = field(_("Came back"), hint=_("Empty while they have it."))
    note: Mapped[str | None] = field(_("Note"), longest=300, sensitivity=Sensitivity.PRIVATE)
    __table_args__ = (Index("ix_loan_out", "resource_id", "returned"),)

    def prepare(self, s: Session) -> None:
        if self.id is None:
            self.lent_on = self.lent_on or today()
            self.due = self.due or self.lent_on + USUAL

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        if self.due and self.due < self.lent_on:
            yield "due", _("It would be due before it was lent.")
        if self.returned and self.returned < self.lent_on:
            yield "returned", _("It came back before it was lent. Check both days.")
        if self.returned is None:
            yield from self._too_many(s)

    def _too_many(self, s: Session) -> Iterator[tuple[str, str]]:
        found = s.execute(
            select(Resource.title, Resource.copies).where(Resource.id == self.resource_id)
        ).one_or_none()
        others = select(func.count(Loan.id)).where(
            Loan.resource_id == self.resource_id, Loan.returned.is_(None), Loan.id != (self.id or 0)
        )
        if found is None or s.execute(others).scalar_one() < found.copies:
            return
        if not found.copies:
            yield (
                "resource_id",
                _("There is no copy of “{title}” to lend. Say how many there are.").format(
                    title=found.title
                ),
            )
        else:
            yield (
                "resource_id",
                _("Every copy of “{title}” is lent out. Note one that came back first.").format(
                    title=found.title
                ),
            )


class Row(NamedTuple):
    """One loan."""

    id: int
    resource_id: int
    title: str
    person_id: int
    name: str
    lent_on: dt.date
    due: dt.date | None
    returned: dt.date | None
    note: str | None

    def late(self, on: dt.date) -> bool:
        return self.returned is None and self.due is not None and self.due < on


_ROW = (
    Loan.id, Resource.id, Resource.title, Person.id, Person.full_name, Loan.lent_on, Loan.due,
    Loan.returned, Loan.note,
)  # fmt: skip


def _rows(s: Session, *conditions: ColumnElement[bool]) -> list[Row]:
    q = select(*_ROW).join(Resource, Resource.id == Loan.resource_id)
    q = q.join(Person, Person.id == Loan.person_id).where(*conditions)
    q = q.order_by(Loan.returned.is_not(None), Loan.due.is_(None), Loan.due, Loan.id)
    return [Row(*r) for r in s.execute(q)]


def of_resource(s: Session, resource: int) -> list[Row]:
    """Give who has or had a copy, those who still have one first."""
    return _rows(s, Loan.resource_id == resource)


def of_person(s: Session, person: int) -> list[Row]:
    """Give what somebody has or had, what they still have first."""
    return _rows(s, Loan.person_id == person)


def everywhere(s: Session) -> list[Row]:
    """Give all loans, what is still out first, the most urgent at the top."""
    return _rows(s)


def out(s: Session, resources: Sequence[int]) -> dict[int, int]:
    """Give how many copies of some resources are lent out."""
    q = select(Loan.resource_id, func.count(Loan.id)).where(
        Loan.returned.is_(None), Loan.resource_id.in_(resources)
    )
    return dict(s.execute(q.group_by(Loan.resource_id)).all())


def lend(s: Session, /, resource: int, person: int, **values: object) -> int:
    """Lend a copy to somebody for four weeks, or until another day, and give the id."""
    return put(s, Loan, None, {**values, "resource_id": resource, "person_id": person})


def take_back(s: Session, ids: Iterable[int], on: dt.date | None = None) -> int:
    """Note that copies came back, and give how many."""
    done = 0
    for id in ids:
        put(s, Loan, id, {"returned": on or today()})
        done += 1
    return done
