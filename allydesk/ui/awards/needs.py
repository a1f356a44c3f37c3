"""What Home says about awards: nominations to read, rounds that open, close or wait."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from allydesk.language import _
from allydesk.models.awards import nomination
from allydesk.models.awards.reminders import Reminder
from allydesk.ui.awards.keys import Kind, key
from allydesk.ui.desk import Action, Desk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def of_awards(found: Iterable[Reminder], desk: Desk) -> Iterator[tuple[str, str, Action]]:
    """Give a name to remember it by, what waits, and what to do about it; nominations first."""
    for one in sorted(found, key=lambda r: r.kind != "nominations"):
        if one.kind == "round" and one.id is not None:
            go = Action(_("Open"), partial(desk.go, "awards", key(Kind.ROUND, one.id)))
            yield f"round {one.id}", one.text, go
        else:
            yield "nominations", one.text, Action(_("Read"), partial(read_first, desk))


def read_first(desk: Desk) -> None:
    """Open the nomination that has waited longest."""
    waiting = desk.store.read(nomination.ids)
    desk.go("awards", key(Kind.NOMINATION, waiting[0]) if waiting else None)
