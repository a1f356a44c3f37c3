"""Receipts: three words to take away, by which somebody finds the answer to what they said.

The board shows the first two beside the answer. Of all three only a proof is kept, made so slowly
that trying every third word for every note is not worth it; so nobody can read a receipt out of
the file and say that a note is theirs.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk import paths
from allydesk.language import _
from allydesk.models.feedback import key, note, slip
from allydesk.models.feedback.tray import TRAY
from allydesk.text import fold


@cache
def known_words() -> tuple[str, ...]:
    """Give the words that receipts are made of."""
    listed = (paths.resources() / "receipt-words.txt").read_text("utf-8")
    return tuple(
        w for line in listed.splitlines() if not line.startswith("#") for w in line.split()
    )


def new(s: Session) -> tuple[str, dict[str, str]]:
    """Give a receipt, as in "lamp river seven", and what the note keeps of it."""
    words = known_words()
    while True:
        first, second, third = (secrets.choice(words) for _n in range(3))
        label = f"{first} {second}"
        free = slip.proof(s, label) is None and not is_taken(s, label)
        if len({first, second, third}) == 3 and free:
            code = f"{label} {third}"
            return code, {"receipt": label, "receipt_proof": _proof(s, code)}


def is_taken(s: Session, label: str) -> bool:
    """Say whether a note has the receipt with these first two words, filed or waiting."""
    if s.execute(select(note.Note.id).where(note.Note.receipt == label)).first():
        return True
    waiting = select(TRAY.c.id).where(
        TRAY.c.content.contains(f'"receipt": "{label}"', autoescape=True)
    )
    return s.execute(waiting).first() is not None


def _proof(s: Session, code: str) -> str:
    made = hashlib.scrypt(code.encode(), salt=key.salt(s), n=2**14, r=8, p=1, dklen=32)
    return made.hex()


class Answer(NamedTuple):
    """What can be told to somebody who holds a receipt."""

    label: str  # as it stands on the board
    state: str
    done: str | None
    waiting: bool = False  # the note lies in the tray yet, or on its slip


def look_up(s: Session, typed: str) -> Answer | None:
    """Give the answer that belongs to a receipt, typed with any punctuation; None for no such one."""
    words = typed_words(typed)
    if len(words) != 3:
        return None
    label, code = " ".join(words[:2]), " ".join(words)
    row = s.execute(
        select(note.Note.state, note.Note.done, note.Note.receipt_proof).where(
            note.Note.receipt == label
        )
    ).one_or_none()
    if row:
        same = secrets.compare_digest(str(row.receipt_proof), _proof(s, code))
        return Answer(label, row.state, row.done) if same else None
    waits = _waits(s, label, code) or _is_out(s, label, code)
    return Answer(label, "new", None, waiting=True) if waits else None


def typed_words(typed: str) -> list[str]:
    """Give the words of a receipt as somebody typed it, whatever stands between them."""
    return "".join(c if c.isalnum() else " " for c in fold(typed)).split()


def _is_out(s: Session, label: str, code: str) -> bool:
    """Say whether a receipt is on a slip from which no note is written down yet."""
    kept = slip.proof(s, label)
    return kept is not None and secrets.compare_digest(kept, _proof(s, code))


def _waits(s: Session, label: str, code: str) -> bool:
    for content in s.execute(select(TRAY.c.content)).scalars():
        found: dict[str, Any] = json.loads(content)
        if found.get("receipt") == label:
            return secrets.compare_digest(str(found["receipt_proof"]), _proof(s, code))
    return False


def told(label: str | None) -> str:
    """Give how a board names a note: its first two words, the third left to who holds it."""
    return f"{label} …" if label else _("no receipt")
