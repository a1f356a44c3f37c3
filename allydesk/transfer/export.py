"""Lists of the desk as tables for a spreadsheet: people, groups, and who takes part in what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models import membership
from allydesk.models.base import Described, Record, Sensitivity, fields
from allydesk.models.group import Group
from allydesk.models.membership import TAKES_PART_AS
from allydesk.models.person import Person
from allydesk.models.privacy import SCOPES, Audience
from allydesk.transfer.book import Sheet
from allydesk.transfer.plan import Candidate, Trouble
from allydesk.transfer.targets import targets
from allydesk.transfer.write import Heading, Table

_PARTS = 500  # SQLite takes so many ids at once without complaint


def _shown(described: Described, *, private: bool) -> bool:
    allowed = (Sensitivity.PUBLIC, Sensitivity.PRIVATE) if private else (Sensitivity.PUBLIC,)
    return described.field.sensitivity in allowed


def _heading(name: str, described: Described) -> Heading:
    if described.type is dt.date:
        return Heading(described.field.label, "date")
    return Heading(described.field.label, "phone" if name == "phone" else "text")


def _records(
    s: Session, kind: type[Record], order: Any, ids: Iterable[int] | None, *, private: bool
) -> tuple[tuple[Heading, ...], list[tuple[object, ...]]]:
    """Give headings and rows of a record type, in the order of names or of the ids."""
    shown = {n: d for n, d in fields(kind).items() if _shown(d, private=private)}
    columns = [getattr(kind, n) for n in shown]
    choices = [d.field.choices or {} for d in shown.values()]
    q = select(kind.id, *columns)
    if ids is None:
        found = [tuple(r) for r in s.execute(q.order_by(order, kind.id))]
    else:
        wanted = list(ids)
        by_id = {
            r[0]: tuple(r)
            for n in range(0, len(wanted), _PARTS)
            for r in s.execute(q.where(kind.id.in_(wanted[n : n + _PARTS])))
        }
        found = [by_id[id] for id in wanted if id in by_id]
    rows = [
        tuple(words.get(value, value) for words, value in zip(choices, row[1:], strict=True))
        for row in found
    ]
    return tuple(_heading(n, d) for n, d in shown.items()), rows


def people_sheet(s: Session, ids: Iterable[int] | None = None, *, private: bool = False) -> Table:
    """Give people as a table: all of them, or some in the order of their ids.

    private adds what they asked to be arranged. Notes never leave the window.
    """
    headings, rows = _records(s, Person, Person.sort_key, ids, private=private)
    return Table(_("People"), headings, tuple(rows))


def groups_sheet(s: Session, ids: Iterable[int] | None = None) -> Table:
    """Give groups as a table, private ones too: that a group exists names nobody."""
    headings, rows = _records(s, Group, Group.sort_key, ids, private=False)
    return Table(_("Groups"), headings, tuple(rows))


def memberships_sheet(
    s: Session,
    audience: Audience,
    *,
    private_groups: bool = False,
    private: bool = False,
    group: int | None = None,
    on: dt.date | None = None,
) -> Table:
    """Give who takes part in which group, as far as an audience may know.

    With group, only those who take part in it now. private adds whether somebody takes part as an
    ally; what people agreed to is the coordinator's own business and stands in a list for nobody else.
    """
    rows = (
        membership.everywhere(s, audience, private_groups=private_groups, on=on)
        if group is None
        else membership.of_group(s, group, audience, on)
    )
    numbers = {r.id: r.staff_number for r in s.execute(select(Person.id, Person.staff_number))}
    own = audience is Audience.COORDINATOR
    extra = {"takes_part_as": private, "scope": own}
    names = ["group", "full_name", "staff_number", "email", "role", "takes_part_as"]
    names += ["joined", "left_group", "scope"]
    names = [n for n in names if extra.get(n, True)]
    values = [
        {
            "group": r.group, "full_name": r.name, "staff_number": numbers.get(r.person_id),
            "email": r.email, "role": "; ".join(r.roles), "joined": r.joined, "left_group": r.left,
            "takes_part_as": TAKES_PART_AS[r.takes_part_as], "scope": SCOPES[r.scope],
        }
        for r in rows
    ]  # fmt: skip
    headings = tuple(
        Heading(targets()[n].label, "date" if n in ("joined", "left_group") else "text")
        for n in names
    )
    return Table(
        _("Groups and people"), headings, tuple(tuple(v[n] for n in names) for v in values)
    )


class Unclear(Protocol):
    """A row of which it is not certain who is meant."""

    @property
    def row(self) -> int: ...
    @property
    def candidates(self) -> Sequence[Candidate]: ...


class Rest(Protocol):
    """What a plan does not bring in, of people as of completions."""

    @property
    def left_out(self) -> Sequence[Trouble]: ...
    @property
    def needs_you(self) -> Sequence[Trouble]: ...
    @property
    def doubtful(self) -> Sequence[Unclear]: ...


def rejected_sheet(sheet: Sheet, plan: Rest) -> Table:
    """Give the rows that a list could not bring in, as they were, each with its reason."""
    reasons = {t.row: t.reason for t in (*plan.left_out, *plan.needs_you)}
    for doubt in plan.doubtful:
        first = doubt.candidates[0]
        reasons[doubt.row] = _("Possibly the same as {name}, who {reason}.").format(
            name=first.name, reason=first.reason
        )
    headings = [Heading(h, "text") for h in sheet.headings]
    rows = [(reason, *sheet.grid[row - 1]) for row, reason in sorted(reasons.items())]
    return Table(_("Not brought in"), (Heading(_("Why not"), "text"), *headings), tuple(rows))
