"""Who may see that somebody takes part in a group, or came to what it gave.

Belonging to a group can reveal religion, health or orientation. So each membership carries the
scope its person agreed to, every reader names the audience it reads for, and a reader that does
not is stopped: `guard` refuses any statement on a gated table that did not come through `where`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, and_, or_, true

from allydesk.language import _

if TYPE_CHECKING:
    from allydesk.models.event import Event
    from allydesk.models.group import Group
    from allydesk.models.membership import Membership


class Audience(StrEnum):
    """Who will read this, from the fewest to the most."""

    COORDINATOR = "coordinator"
    LEADS = "leads"
    GROUP = "group"
    ANYONE = "anyone"


SCOPES: Final = {  # what a person agreed to, in words for a form
    "coordinator": _("Coordinator only"),
    "leads": _("Group leads"),
    "group": _("The group"),
    "anyone": _("Anyone here"),
}
READERS: Final = {  # the same scale, as the answer to "Who will see this?"
    "coordinator": _("Only you, the coordinator"),
    "leads": _("The group’s leads"),
    "group": _("People in the group"),
    "anyone": _("Anyone here"),
}
_WIDTH = {name: n for n, name in enumerate(Audience)}


@dataclass(frozen=True, slots=True)
class View:
    """What something is read for.

    group is the id of the group whose own page or paper this is: the members of a private group
    show there and nowhere else, unless private_groups was ticked for this one time. event is the
    id of the event whose own page or paper this is; who comes to one that reveals a private group
    shows there and nowhere else, in the same way.
    """

    audience: Audience
    group: int | None = None
    private_groups: bool = False
    event: int | None = None


PASSED: Final[Mapping[str, bool]] = {"passed_the_gate": True}
_GATED = re.compile(
    r"\b(membership|role_term|attendance|agenda_item|action_item|completion|feedback_voice|incident"
    r"|journal)\b",
    re.IGNORECASE,
)


def where(view: View, membership: type[Membership], group: type[Group]) -> ColumnElement[bool]:
    """Give the condition that a membership may be shown in a view."""
    may = agreed(view.audience, membership)
    if view.private_groups:
        return may
    return and_(may, or_(group.listing == "open", group.id == (view.group or 0)))


def agreed(audience: Audience, membership: type[Membership]) -> ColumnElement[bool]:
    """Give the condition that a person agreed to be seen by an audience, and still does."""
    if audience is Audience.COORDINATOR:
        return true()
    wide_enough = [a.value for a in Audience if _WIDTH[a] >= _WIDTH[audience]]
    return and_(membership.scope.in_(wide_enough), membership.withdrawn_on.is_(None))


def at_event(view: View, event: type[Event], reveals: ColumnElement[bool]) -> ColumnElement[bool]:
    """Give the condition that somebody may be named together with an event in a view.

    reveals is the condition that the event tells what a private list keeps to itself. Who was
    there knows who was there; anyone else does not.
    """
    may = ~reveals if view.audience is Audience.ANYONE else true()
    if view.private_groups:
        return may
    return and_(may, or_(~reveals, event.id == (view.event or 0)))


def guard(statement: str, options: Mapping[str, object]) -> None:
    """Stop a statement that reads who belongs where without having passed the gate."""
    if _GATED.search(statement) and not options.get("passed_the_gate"):
        raise RuntimeError("A reader went round the consent gate; see allydesk/models/privacy.py.")
