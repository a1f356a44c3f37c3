"""The people a sheet of badges, cards or labels is for: a group's, as its reader may know, or chosen ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import base, group, membership, person
from allydesk.models.person import Card
from allydesk.models.privacy import Audience
from allydesk.reports.report import Given


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who, in name order. not_listed counts who takes part but agreed to fewer readers."""

    cards: tuple[Card, ...]
    group: str = ""
    private: bool = False
    not_listed: int = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what the sheet itself has no room for."""
        return unnamed(self.not_listed)


def unnamed(n: int) -> tuple[str, ...]:
    """Say how many take part without being named on a sheet, if any do."""
    if not n:
        return ()
    return (
        ngettext(
            "+ {n} not listed: takes part and chose not to be named on this paper.",
            "+ {n} not listed: they take part and chose not to be named on this paper.",
            n,
        ).format(n=n),
    )


def chosen(s: Session, options: Given) -> Chosen:
    """Give the chosen people, or those of the chosen group, or nobody if neither was chosen."""
    people, group_id, day = options.get("people"), options.get("group"), options["day"]
    if isinstance(people, tuple):
        return Chosen(tuple(person.cards(s, people)))
    if not isinstance(group_id, int) or not isinstance(day, dt.date):
        return Chosen(())
    facts = group_facts(s, group_id)
    audience = Audience(str(options["audience"]))
    ids: Sequence[int] = [r.person_id for r in membership.of_group(s, group_id, audience, day)]
    return Chosen(
        tuple(person.cards(s, ids)),
        str(facts["name"]),
        facts["listing"] == "private",
        membership.not_listed(s, group_id, audience, day),
    )


def group_facts(s: Session, id: int) -> dict[str, object]:
    """Give what a group says about itself; raise Problem when it is gone."""
    facts = base.values(s, group.Group, id)
    if facts is None:
        raise Problem(_("This group is no longer here. Choose another one."))
    return facts


def second_line(card: Card, kind: str) -> str:
    """Give the smaller line below the name; nothing that only repeats it."""
    if kind == "full":
        return "" if card.full_name == card.called else card.full_name
    return {"team": card.team, "job": card.job_title}.get(kind) or ""
