"""The register of certificates: each number once, and how often it was printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from sqlalchemy import ForeignKey, select, text
from sqlalchemy.orm import Mapped, Session

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models.base import Record, field, put, today
from allydesk.models.privacy import PASSED, Audience, View

TAKEN_BACK = _("Taken back before it was given out")
DELETED = _("Its completion was deleted")


class Certificate(Record):
    """One line of the register. Its id is its number: no id is ever given twice, undone or not."""

    __tablename__ = "certificate"
    one: ClassVar[str] = _("certificate")
    many: ClassVar[str] = _("certificates")

    completion_id: Mapped[int | None] = field(
        _("Completion"), ForeignKey("completion.id", ondelete="SET NULL"), unique=True,
        refers="completion",
    )  # fmt: skip
    issued_on: Mapped[dt.date] = field(_("Issued on"))
    printed: Mapped[int] = field(_("Times printed"))
    printed_on: Mapped[dt.date | None] = field(_("Last printed on"))

    def prepare(self, s: Session) -> None:
        given: dt.date | None = self.issued_on
        self.issued_on = given or today()
        self.printed = self.printed or 0


def words(number: int, issued_on: dt.date) -> str:
    """Give "2026-0017", as it stands on the certificate."""
    return f"{issued_on.year}-{number:04d}"


class Row(NamedTuple):
    """One line of the register. Without a name, why says what became of the number."""

    number: int
    issued_on: dt.date | None
    printed: int
    printed_on: dt.date | None
    completion_id: int | None
    name: str | None
    course: str | None
    completed_on: dt.date | None
    revoked_on: dt.date | None
    why: str = ""

    @property
    def words(self) -> str:
        return words(self.number, self.issued_on) if self.issued_on else f"{self.number:04d}"

    @property
    def reprint(self) -> bool:
        """Say whether the next one printed is a reprint and says so."""
        return self.printed > 0


def issue(s: Session, completions: Sequence[int], on: dt.date | None = None) -> list[int]:
    """Give completions a number each and return them in this order; those that have one keep it.

    Raises Problem when one of them does not count.
    """
    from allydesk.models.learning.completion import Completion

    q = select(Certificate.completion_id, Certificate.id).where(
        Certificate.completion_id.in_(completions)
    )
    known: dict[int, int] = {c: n for c, n in s.execute(q) if c is not None}
    for id in dict.fromkeys(completions):
        if id in known:
            continue
        found = s.get(Completion, id)
        if found is None:
            raise Problem(_("This completion is no longer here. Undo may bring it back."))
        if found.revoked_on is not None or found.result == "failed":
            raise Problem(_("What was revoked or not passed gets no certificate."))
        values = {"completion_id": id, "issued_on": on or today()}
        known[id] = put(s, Certificate, None, values)
    return [known[id] for id in completions]


def note_printed(s: Session, numbers: Iterable[int], on: dt.date | None = None) -> None:
    """Note that certificates were printed, so that the next ones are marked as reprints."""
    for number in dict.fromkeys(numbers):
        found = s.get(Certificate, number)
        if found is not None:
            values = {"printed": found.printed + 1, "printed_on": on or today()}
            put(s, Certificate, number, values)


def register(s: Session, audience: Audience = Audience.COORDINATOR) -> list[Row]:
    """Give the whole register, the newest number first, and what became of each that is missing."""
    from allydesk.models.learning.completion import Completion, seen
    from allydesk.models.learning.course import Course
    from allydesk.models.person import Person

    q = seen(
        View(audience), Certificate.id, Person.full_name, Course.title, Completion.completed_on,
        Completion.revoked_on,
    )  # fmt: skip
    told = {r[0]: tuple(r[1:]) for r in s.execute(q.where(Certificate.id.is_not(None)))}
    lines = select(
        Certificate.id, Certificate.issued_on, Certificate.printed, Certificate.printed_on,
        Certificate.completion_id,
    )  # fmt: skip
    found = {r[0]: r for r in s.execute(lines)}
    rows = []
    for number in range(last_number(s), 0, -1):
        line = found.get(number)
        if line is None:
            rows.append(Row(number, None, 0, None, None, None, None, None, None, TAKEN_BACK))
            continue
        why = DELETED if line.completion_id is None else ""
        rows.append(Row._make((*line, *told.get(number, (None,) * 4), why)))
    return rows


def last_number(s: Session) -> int:
    """Give the highest number that was ever given, taken back or not."""
    q = text("SELECT seq FROM sqlite_sequence WHERE name = 'certificate'")
    return int(s.execute(q.execution_options(**PASSED)).scalar() or 0)
