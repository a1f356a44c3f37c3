"""Delete records of the place, of whatever kind, as one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from allydesk import awarding
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models.awards import award, nomination
from allydesk.models.awards.award_type import AwardType
from allydesk.models.awards.round import Round
from allydesk.models.awards.signatory import Signatory
from allydesk.models.base import drop
from allydesk.ui.awards.keys import Kind, split
from allydesk.ui.desk import Desk

_PLAIN = {Kind.TYPE: AwardType, Kind.ROUND: Round, Kind.SIGNATORY: Signatory}


def delete(desk: Desk, keys: Sequence[int]) -> None:
    """Delete what is chosen. An award is taken back: its nominations wait again."""
    by: dict[Kind, list[int]] = defaultdict(list)
    for kind, id in map(split, keys):
        by[kind].append(id)
    label, said = _words(desk, by, len(keys))
    plain = next((kind for kind in _PLAIN if by[kind]), None)
    if plain is not None:
        desk.do(said, label, drop, _PLAIN[plain], by[plain])
        return
    try:
        awarding.remove(desk.store, label, awards=by[Kind.AWARD], nominations=by[Kind.NOMINATION])
    except Problem as problem:
        desk.say(str(problem), problem=True)
        return
    desk.say(said, undo=True)


def _words(desk: Desk, by: dict[Kind, list[int]], count: int) -> tuple[str, str]:
    """Give the name of the step, and what is said afterwards."""
    if count > 1:
        label = ngettext("Delete {n} record", "Delete {n} records", count).format(n=count)
        return label, ngettext("{n} is deleted.", "{n} are deleted.", count).format(n=count)
    if by[Kind.AWARD]:
        who = desk.store.read(award.row, by[Kind.AWARD][0]).for_whom
        said = _("It is taken back from {who}. Its number stays used.").format(who=who)
        return _("Take back what {who} was given").format(who=who), said
    if by[Kind.NOMINATION]:
        who = desk.store.read(nomination.row, by[Kind.NOMINATION][0]).title
        said = _("The nomination for {who} is deleted.").format(who=who)
        return _("Delete the nomination for {who}").format(who=who), said
    kind = next(k for k in _PLAIN if by[k])
    words = {
        Kind.TYPE: (
            _("Delete an award type"),
            _("The award type is deleted. What was given stays."),
        ),
        Kind.ROUND: (_("Delete a round"), _("The round is deleted. Its nominations stay.")),
        Kind.SIGNATORY: (_("Delete who signs"), _("They sign no more certificates.")),
    }
    return words[kind]
