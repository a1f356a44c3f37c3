"""The tray: what has no name waits here until there are k of it, or its time is over.

Then it is filed in an order made by chance. Backups leave the tray out (`backup.making`): of two
backups a day apart, one with a note more would else tell what was said that day. The price is said
where it is paid: who restores a backup does not get back the few notes that lay in the tray then.
The desk file itself has them, safe from a power cut, and nothing in the journal points to them.

What this cannot hide: a text may point to its author by itself, whoever writes a note down knows
who said it, and the system notes when the desk file was last written to, whatever was written.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Column, Integer, String, Table, delete, func, insert, select
from sqlalchemy.orm import Session

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import suppression
from allydesk.models.base import Record
from allydesk.models.feedback import key, note, period

TRAY = Table(
    "feedback_tray", Record.metadata,
    Column("id", Integer, primary_key=True),
    Column("pile", String, nullable=False),
    Column("content", String, nullable=False),
    info={"journal": False},
)  # fmt: skip
_CHANCE = random.SystemRandom()


def put(s: Session, pile: str, content: Mapping[str, object]) -> int:
    """Lay something in the tray, and write the tray anew so that its order says nothing."""
    key.quiet(s)
    id = secrets.randbits(62)
    lying = [dict(r) for r in s.execute(select(TRAY)).mappings()]
    s.execute(delete(TRAY))
    lying.append({"id": id, "pile": pile, "content": json.dumps(content, ensure_ascii=False)})
    s.execute(insert(TRAY), sorted(lying, key=lambda r: r["id"]))
    return id


def take(s: Session, pile: str) -> list[dict[str, Any]]:
    """Take a whole pile out of the tray, in an order made by chance."""
    here = TRAY.c.pile == pile
    found = [json.loads(c) for c in s.execute(select(TRAY.c.content).where(here)).scalars()]
    s.execute(delete(TRAY).where(here))
    _CHANCE.shuffle(found)
    return found


def take_back(s: Session, id: int) -> dict[str, Any]:
    """Take one thing out again, as long as it lies there; Problem once it is filed."""
    found = s.execute(select(TRAY.c.content).where(TRAY.c.id == id)).scalar()
    if found is None:
        raise Problem(_("This note is filed with others by now. Nobody can tell which it is."))
    s.execute(delete(TRAY).where(TRAY.c.id == id))
    return dict(json.loads(found))


def sizes(s: Session) -> dict[str, int]:
    """Give how much lies in each pile."""
    q = select(TRAY.c.pile, func.count()).group_by(TRAY.c.pile)
    return dict(s.execute(q).all())


class Waiting(NamedTuple):
    """A note that waits in the tray."""

    text: str
    kind: str
    wish: str | None


def waiting(s: Session) -> list[Waiting]:
    """Give the notes that wait, in an order made by chance: to read, not yet to work on."""
    found = [
        json.loads(content)
        for pile, content in s.execute(select(TRAY.c.pile, TRAY.c.content))
        if pile.startswith("note ")
    ]
    _CHANCE.shuffle(found)
    return [Waiting(f["text"], f["kind"], f["wish"]) for f in found]


def pile_of_notes(today: dt.date) -> str:
    return f"note {period.month(today)}"


def file_notes(s: Session, today: dt.date) -> int:
    """File the notes of each month of which there are k, or which is over; give how many.

    A month in which fewer than k came without a name is forgotten: they are kept by the quarter.
    """
    k, filed = suppression.k_of(s), 0
    for pile, n in sizes(s).items():
        if not pile.startswith("note "):
            continue
        month = pile.removeprefix("note ")
        if n < k and not period.is_over(month, today):
            continue
        when = month if n >= k or _filed_nameless(s, month) else period.quarter(month)
        filed += len(note.write(s, when, take(s, pile)))
    return filed


def _filed_nameless(s: Session, month: str) -> bool:
    """Say whether notes without a name stand under a month: then there were k of them at once."""
    q = select(note.Note.id).where(
        note.Note.id.between(*period.ids(month)), note.Note.keeping == "none"
    )
    return s.execute(q.limit(1)).first() is not None
