"""What is to be done about a note: which actions belong to it.

The action is in the journal like any other. That it belongs to this note stands here, outside of
it: else the journal would say that a note without a name was there by a certain minute. No foreign
key ties them either: it would take the tie away with the action, and undo could not bring it back.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, Integer, Table, UniqueConstraint, delete, insert, select
from sqlalchemy.orm import Session

from allydesk.models.action import ActionItem
from allydesk.models.base import Record
from allydesk.models.feedback import key
from allydesk.models.privacy import PASSED

PROMISE = Table(
    "feedback_action", Record.metadata,
    Column("id", Integer, primary_key=True),
    Column("note_id", Integer, nullable=False, index=True),
    Column("action_id", Integer, nullable=False),
    UniqueConstraint("action_id"),
    info={"journal": False},
)  # fmt: skip
SOURCE = "feedback"  # what an action says of where it comes from; not which note


def tie(s: Session, note: int, action: int) -> None:
    """Say that an action belongs to a note."""
    s.execute(insert(PROMISE).values(id=action, note_id=note, action_id=action))
    key.mark(s)


def of_note(s: Session, note: int) -> list[int]:
    """Give the actions of a note."""
    q = select(PROMISE.c.action_id).join(ActionItem, ActionItem.id == PROMISE.c.action_id)
    q = q.where(PROMISE.c.note_id == note).order_by(ActionItem.due, ActionItem.id)
    return list(s.execute(q.execution_options(**PASSED)).scalars())


def erase(s: Session, notes: Sequence[int]) -> None:
    """Untie the actions of notes that are deleted."""
    s.execute(delete(PROMISE).where(PROMISE.c.note_id.in_(notes)))
