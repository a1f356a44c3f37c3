"""Receipts on paper: made before a slip is printed, taken over by the note that comes back on it.

Until a slip is printed or saved its words lie in the tray, which no backup holds; so a page looked
at twice is the same page. From then on only a proof is kept, as of every receipt.
"""

from __future__ import annotations

import json
import secrets

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from allydesk.errors import Invalid
from allydesk.language import _
from allydesk.models.feedback import key, receipt, slip, tray
from allydesk.models.feedback.slip import SLIP
from allydesk.models.feedback.tray import TRAY
from allydesk.store import Store

_PILE = "slips"
_AT_ONCE = 5  # proofs are slow; others may want to write in between


def _lying(s: Session) -> list[tuple[int, dict[str, str]]]:
    q = select(TRAY.c.id, TRAY.c.content).where(TRAY.c.pile == _PILE).order_by(TRAY.c.id)
    return [(id, json.loads(content)) for id, content in s.execute(q)]


def ready(s: Session, n: int) -> list[str]:
    """Give the next receipts to print, no more than have been made ready."""
    return [kept["code"] for _id, kept in _lying(s)[:n]]


def make_ready(store: Store, n: int) -> None:
    """Make so many receipts ready to be printed; those that wait already count."""
    while (missing := n - len(store.read(ready, n))) > 0:
        store.quietly((), _make, min(missing, _AT_ONCE))


def _make(s: Session, n: int) -> None:
    for _one in range(n):
        code, kept = receipt.new(s)
        tray.put(s, _PILE, {**kept, "code": code})


def printed(s: Session, n: int) -> None:
    """Note that the next receipts are on paper: of their third words only the proof stays."""
    gone = _lying(s)[:n]
    s.execute(delete(TRAY).where(TRAY.c.id.in_([id for id, _kept in gone])))
    rows = [
        {"id": secrets.randbits(62), "label": kept["receipt"], "proof": kept["receipt_proof"]}
        for _id, kept in gone
    ]
    if rows:
        s.execute(insert(SLIP), sorted(rows, key=lambda r: int(str(r["id"]))))
        key.mark(s)


def claim(s: Session, typed: str) -> dict[str, str]:
    """Give what a note keeps of the receipt on its slip, told by its first two words.

    Raises Invalid where no such slip went out, or a note was written down from it before.
    """
    label = " ".join(receipt.typed_words(typed)[:2])
    proof = slip.proof(s, label)
    if proof is None:
        raise Invalid(
            {"slip": _("No slip with these words went out. Check them, or leave them out.")}
        )
    if receipt.is_taken(s, label):
        raise Invalid({"slip": _("A note from this slip is here already. Look at the slip again.")})
    return {"receipt": label, "receipt_proof": proof}
