"""Who said something, where they let it be kept: apart from the note, and behind the gate.

The key of this table holds the way a note is kept, so that the file itself refuses a name beside
a note that was written without one. No foreign key leads to the person: this table has no journal,
so what a deletion or a merge changed here no undo could put right. Who a number stands for is
looked up when it is read, by way of those who became one person with another.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
)  # fmt: skip
from sqlalchemy.orm import Session

from allydesk.errors import Invalid
from allydesk.language import _
from allydesk.models.base import Record
from allydesk.models.person import Person, person_was
from allydesk.models.privacy import PASSED, Audience

VOICE = Table(
    "feedback_voice", Record.metadata,
    Column("id", Integer, primary_key=True),
    Column("note_id", Integer, nullable=False),
    Column("keeping", String, nullable=False),
    Column("person_id", Integer, index=True),
    Column("name", String),
    ForeignKeyConstraint(["note_id", "keeping"], ["feedback_note.id", "feedback_note.keeping"]),
    CheckConstraint("keeping IN ('confidential', 'named')", name="has_name"),
    UniqueConstraint("note_id"),
    info={"journal": False},
)  # fmt: skip
_ROOM = 200


class Voice(NamedTuple):
    """Somebody who said something."""

    name: str
    person_id: int | None


def keep(s: Session, note: int, keeping: str, person: int | None, name: str | None) -> None:
    """Store who said something; Invalid without a person or a name."""
    name = (name or "").strip() or None
    if person is None and name is None:
        raise Invalid({"name": _("Choose who said it, or keep no name.")})
    if name and len(name) > _ROOM:
        raise Invalid({"name": _("The name has room for {n} characters.").format(n=_ROOM)})
    values = {"id": note, "note_id": note, "keeping": keeping, "person_id": person, "name": name}
    s.execute(insert(VOICE).values(values))


def of(s: Session, note: int, audience: Audience, *, printed: bool = False) -> Voice | None:
    """Give who said something, as far as this audience may know; on paper only a named one."""
    if audience is not Audience.COORDINATOR:
        return None
    q = select(func.coalesce(Person.full_name, VOICE.c.name), Person.id).select_from(VOICE)
    q = q.outerjoin(person_was, person_was.c.was == VOICE.c.person_id)
    one = func.coalesce(person_was.c.person_id, VOICE.c.person_id)
    q = q.outerjoin(Person, Person.id == one).where(VOICE.c.note_id == note)
    if printed:
        q = q.where(VOICE.c.keeping == "named")
    row = s.execute(q.execution_options(**PASSED)).one_or_none()
    return Voice(row[0] or _("Somebody who is no longer here"), row[1]) if row else None


def erase(s: Session, notes: list[int]) -> None:
    """Forget who said some notes."""
    s.execute(delete(VOICE).where(VOICE.c.note_id.in_(notes)))
