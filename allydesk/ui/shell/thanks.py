"""Awards, nominations to decide, rounds and kinds of award, as lines of Find or do…."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.awards import award, award_type, finding, nomination
from allydesk.models.awards import round as rounds
from allydesk.ui.awards import lines, prints
from allydesk.ui.awards.keys import Kind, key, split
from allydesk.ui.shell.hits import Doors, Hit

_EACH = 4  # lines of what waits, and of what was given
_WHAT = {Kind.TYPE: _("Award type"), Kind.ROUND: _("Round")}


def known(doors: Doors) -> list[Hit]:
    """Give the rounds and kinds of award: they are few, and found by their names."""
    read = doors.desk.store.read
    found = [_hit(doors, Kind.ROUND, row) for row in read(rounds.listing)]
    return found + [_hit(doors, Kind.TYPE, row) for row in read(award_type.listing)]


def found(doors: Doors, query: str) -> list[Hit]:
    """Give what is for somebody of that name, is called so, or has that number; what waits first."""
    read = doors.desk.store.read
    waiting = [_hit(doors, Kind.NOMINATION, r) for r in read(finding.waiting, query, _EACH)]
    return waiting + [_hit(doors, Kind.AWARD, r) for r in read(finding.given, query, _EACH)]


def been(doors: Doors, at: int) -> Hit | None:
    """Give an award or nomination where somebody was, as far as it may be shown here."""
    kind, id = split(at)
    read = doors.desk.store.read
    if kind is Kind.AWARD:
        return next((_hit(doors, kind, r) for r in read(award.rows, [id])), None)
    if kind is Kind.NOMINATION:
        return next((_hit(doors, kind, r) for r in read(finding.shown, [id])), None)
    return None


def _hit(doors: Doors, kind: Kind, row: lines.Record) -> Hit:
    desk, at = doors.desk, key(kind, row.id)
    said = lines.line(desk, desk.store.read(organisation.language), lines.Line(at, kind, row))
    what = _WHAT.get(kind, "")
    if isinstance(row, nomination.Row):
        what = nomination.STATES[row.state]
    return Hit(
        "awards", "award", said.title, " · ".join(filter(None, [what, said.end, said.below])),
        partial(doors.show, "awards", at), words=said.end, print_it=_paper(doors, kind, row), id=at,
    )  # fmt: skip


def _paper(doors: Doors, kind: Kind, row: lines.Record) -> Callable[[], object] | None:
    if isinstance(row, award.Row):
        show = prints.certificates if row.kind == "award" else prints.cards
        return partial(show, doors.desk, doors.window, [row.id])
    if kind is Kind.ROUND:
        return partial(prints.of_round, doors.desk, doors.window, row.id)
    return None
