"""Receipts that went out on paper before anything was said: their first two words and a proof of all.

They stay when a note takes one over: were one gone between two backups, it would tell when that
note was written down. Whether one is taken follows from the notes.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, UniqueConstraint, select
from sqlalchemy.orm import Session

from allydesk.models.base import Record

SLIP = Table(
    "feedback_slip", Record.metadata,
    Column("id", Integer, primary_key=True),
    Column("label", String, nullable=False),
    Column("proof", String, nullable=False),
    UniqueConstraint("label"),
    info={"journal": False},
)  # fmt: skip


def proof(s: Session, label: str) -> str | None:
    """Give the proof of the slip with these first two words; None where none went out."""
    return s.execute(select(SLIP.c.proof).where(SLIP.c.label == label)).scalar()
