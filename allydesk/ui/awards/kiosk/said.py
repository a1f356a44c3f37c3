"""What one person says at the screen when they put somebody forward, and what is asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from allydesk.models.awards.behaviour import joined
from allydesk.models.awards.round import Named


class Asked(NamedTuple):
    """What the coordinator chose: the round, if it is for one, and the awards it is for."""

    round_id: int | None
    types: Sequence[Named]


@dataclass(slots=True)
class Whom:
    """People here by their id, names of others, or a team."""

    people: dict[int, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    team: str | None = None

    def __bool__(self) -> bool:
        return bool(self.people or self.written or self.team)

    def names(self) -> list[str]:
        """Give everybody who is named, the team first."""
        return [*filter(None, [self.team]), *self.people.values(), *self.written]


@dataclass(slots=True)
class Said:
    """The nomination of one person; a new one for each."""

    whom: Whom = field(default_factory=Whom)
    text: str = ""
    behaviours: tuple[str, ...] = ()
    award: str = ""  # the id, as the page gives it
    sender: Whom = field(default_factory=Whom)
    named: str = ""  # "yes" where they may be told who wrote it

    def anything(self) -> bool:
        return bool(self.whom or self.text.strip() or self.sender)


def pages(asked: Asked, said: Said) -> list[str]:
    """Give the pages in order; which award is asked where there is a choice."""
    found = ["whom", "text", "behaviours"]
    if len(asked.types) > 1:
        found.append("award")
    found.append("sender")
    if said.sender:
        found.append("named")
    return found


def award_of(asked: Asked, said: Said) -> int | None:
    """Give the kind of award it is for: the one that was chosen, or the only one there is."""
    if len(asked.types) == 1:
        return asked.types[0].id
    return int(said.award) if said.award else None


def values(asked: Asked, said: Said) -> dict[str, object]:
    """Give the fields of the nomination; who is put forward is apart."""
    return {
        "award_type_id": award_of(asked, said), "citation": said.text, "team_name": said.whom.team,
        "behaviours": joined(said.behaviours), "received_how": "kiosk",
        "nominator_id": next(iter(said.sender.people), None),
        "nominator_words": next(iter(said.sender.written), None),
        "nominator_named": bool(said.sender) and said.named == "yes",
    }  # fmt: skip
