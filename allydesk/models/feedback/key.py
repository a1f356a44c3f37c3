"""What a desk keeps for itself about feedback: the salt of receipts, and whether anything changed."""

from __future__ import annotations

import secrets

from sqlalchemy import Column, Integer, LargeBinary, Table, insert, select, update
from sqlalchemy.orm import Session

from allydesk.models.base import Record

KEY = Table(
    "feedback_key", Record.metadata,
    Column("id", Integer, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("revision", Integer, nullable=False),
    info={"journal": False},
)  # fmt: skip


def salt(s: Session) -> bytes:
    """Give the salt of this desk's receipts."""
    found = s.execute(select(KEY.c.salt)).scalar()
    if found is None:
        found = secrets.token_bytes(16)
        s.execute(insert(KEY).values(id=1, salt=found, revision=0))
    return bytes(found)


def quiet(s: Session) -> None:
    """Stop what would leave a step with a clock time beside words that may not have one."""
    if s.info.get("journalled"):
        raise RuntimeError("What people say is stored through Store.quietly alone.")


def mark(s: Session) -> None:
    """Note that what backups keep has changed, by a number made by chance.

    What lies in the tray is in no backup: writing there leaves the number as it is, or a backup
    that is due would tell that somebody wrote something.
    """
    quiet(s)
    salt(s)
    s.execute(update(KEY).values(revision=secrets.randbits(40)))
