"""Awards, nominations to decide, rounds and kinds of award, as lines of Find or do…."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    every: list[tuple[Kind, lines.Record]] = [(Kind.ROUND, r) for r in read(rounds.listing)]
    return _hits(doors, [*every, *((Kind.TYPE, r) for r in read(award_type.listing))])


def found(doors: Doors, query: str) -> list[Hit]:
    """Give what is for somebody of that name, is called so, or has that number; what waits first."""
    waiting, given = doors.desk.store.read(finding.find, query, _EACH)
    every: list[tuple[Kind, lines.Record]] = [(Kind.NOMINATION, r) for r in waiting]
    return _hits(doors, [*every, *((Kind.AWARD, r) for r in given)])


def been(doors: Doors, at: int) -> Hit | None:
    """Give an award or nomination where somebody was, as far as it may be shown here."""
    kind, id = split(at)
    read = doors.desk.store.read
    rows: Sequence[lines.Record] = ()
    if kind is Kind.AWARD:
        rows = read(award.rows, [id])
    elif kind is Kind.NOMINATION:
        rows = read(finding.shown, [id])
    return next(iter(_hits(doors, [(kind, row) for row in rows])), None)


def _hits(doors: Doors, every: Sequence[tuple[Kind, lines.Record]]) -> list[Hit]:
    if not every:
        return []
    language = doors.desk.store.read(organisation.language)
    return [_hit(doors, kind, row, language) for kind, row in every]


def _hit(doors: Doors, kind: Kind, row: lines.Record, language: str) -> Hit:
    at = key(kind, row.id)
    said = lines.line(doors.desk, language, lines.Line(at, kind, row))
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
