"""The register without texts, as paper may have it: what was said in windows that are over.

The windows and the numbers behind each kind are those of the counts, so a page printed later tells
no more than one printed before. States and days are work to do, of which nothing follows.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.models import suppression
from allydesk.models.feedback import count, period
from allydesk.models.feedback.note import KINDS, Note, ref
from allydesk.models.suppression import Shown


class Line(NamedTuple):
    """One note: no text, no name, no month of its own. kind is empty where it would single out."""

    ref: str
    kind: str
    state: str
    due: dt.date | None
    answered: bool  # what was done is written for others to read
    receipt: str | None


class Block(NamedTuple):
    """The notes of one window that are still here, in an order that says nothing."""

    first: str
    last: str
    lines: tuple[Line, ...]


def blocks(s: Session) -> list[Block]:
    """Give the register, the newest window first; a window of which fewer than k are left is out."""
    k = suppression.k_of(s)
    found = (_block(s, window, k) for window in reversed(count.windows(s, "kind")))
    return [block for block in found if len(block.lines) >= k]


def _block(s: Session, window: count.Window, k: int) -> Block:
    first, last = period.ids(window.first)[0], period.ids(window.last)[1]
    q = select(Note.id, Note.kind, Note.state, Note.due, Note.done, Note.receipt)
    rows = s.execute(q.where(Note.id.between(first, last))).all()
    left = {kind: sum(r.kind == kind for r in rows) for kind in KINDS}
    now = suppression.one_way(left, k).cells
    shown = {
        kind
        for kind, words in KINDS.items()
        if isinstance(window.counts.cells[words], Shown) and isinstance(now[kind], Shown)
    }
    lines = (
        Line(ref(r.id), r.kind if r.kind in shown else "", r.state, r.due, bool(r.done), r.receipt)
        for r in rows
    )
    return Block(window.first, window.last, tuple(sorted(lines, key=lambda line: line.ref)))
