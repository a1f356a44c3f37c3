"""What somebody hands in at the screen: one whole thing or nothing, and a receipt to take away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from allydesk.listening import notes
from allydesk.models.feedback import pulse


class Submission(NamedTuple):
    """A note (fields of `note.Note`), answers to a round of questions, or both."""

    note: Mapping[str, object] | None = None
    wave: int | None = None
    answers: Sequence[int | None] = ()
    comment: str = ""


def hand_in(s: Session, given: Submission, today: dt.date) -> str | None:
    """Store all of it, and give the receipt of the note; answers alone need none.

    Raises Invalid with a sentence per field when something has to be put right first.
    """
    if given.wave is not None:
        pulse.answer(s, given.wave, given.answers, given.comment)
    if given.note is None:
        return None
    values = {**given.note, "channel": "kiosk"}
    return notes.keep(s, values, today, with_receipt=True).code
