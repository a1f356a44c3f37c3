"""What Home says about feedback: new notes, incidents to ask about again, what is kept too long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from allydesk.language import _, ngettext
from allydesk.listening import retention
from allydesk.models.feedback import incident, note
from allydesk.ui.desk import Action, Desk

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Waiting(NamedTuple):
    """How much waits of each kind."""

    new: int
    incidents: int
    due: int


def collect(s: Session, on: dt.date) -> Waiting:
    """Read what waits on a day."""
    due = sum(one.n for one in retention.due(s, on))
    return Waiting(note.waiting(s), incident.waiting(s, on), due)


def of_feedback(found: Waiting, desk: Desk) -> Iterator[tuple[str, str, Action]]:
    """Give a name to remember it by, what waits, and what to do about it."""
    go = partial(desk.go, "feedback")
    if found.incidents:
        # No number: an incident alone on a screen that others see would already tell something.
        yield (
            "incidents",
            _("Feedback: it is time to ask again about something."),
            Action(_("Open"), go),
        )
    if found.new:
        words = ngettext(
            "Feedback: {n} note waits to be looked into",
            "Feedback: {n} notes wait to be looked into", found.new,
        ).format(n=found.new)  # fmt: skip
        yield "feedback", words, Action(_("Read"), go)
    if found.due:
        yield "retention", _("Feedback: some notes are kept long enough."), Action(_("Open"), go)
