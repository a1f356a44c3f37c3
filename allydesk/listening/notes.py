"""Write down what was heard, and file what waits.

These are done through `Store.quietly`: no step, no clock time, no undo after the window is closed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy.orm import Session

from allydesk.listening import slips
from allydesk.models.feedback import count, note, period, pulse, receipt, tray, voice


class Kept(NamedTuple):
    """A note that was written down. ticket takes it back out of the tray; code is its receipt."""

    note: int | None
    ticket: int | None
    code: str | None


def keep(
    s: Session,
    values: Mapping[str, object],
    today: dt.date,
    *,
    keeping: str = "none",
    person: int | None = None,
    name: str | None = None,
    with_receipt: bool = False,
    slip: str = "",
) -> Kept:
    """Write a note down: without a name into the tray, else into the register at once.

    slip is what its slip says above the cut, two words: the receipt torn off it is then this note's.
    Raises Invalid when a rule is broken; nothing is stored then.
    """
    row = note.checked(s, values, keeping)
    code = None
    if slip.strip():
        row |= slips.claim(s, slip)
    elif with_receipt:
        code, kept = receipt.new(s)
        row |= kept
    if keeping == "none":
        # First what waits, then this one: so the newest can be taken back a little longer.
        tray.file_notes(s, today)
        return Kept(None, tray.put(s, tray.pile_of_notes(today), row), code)
    [id] = note.write(s, period.month(today), [row])
    voice.keep(s, id, keeping, person, name)
    return Kept(id, None, code)


def take_back(s: Session, kept: Kept) -> dict[str, object]:
    """Take back what was just written, and give its fields to go on with; Problem once it is filed."""
    if kept.ticket is not None:
        found = tray.take_back(s, kept.ticket)
    else:
        found = note.card(s, kept.note or 0) or {}
        note.erase(s, [kept.note or 0])
    return {name: value for name, value in found.items() if name in note.SAID}


def settle(s: Session, today: dt.date) -> bool:
    """File what waits long enough and count the months that are over; say whether anything was done.

    Done when a desk is opened and when the day changes.
    """
    filed = tray.file_notes(s, today) + pulse.file_answers(s)
    return bool(filed + count.close(s, today))
