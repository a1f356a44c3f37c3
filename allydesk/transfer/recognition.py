"""Awards, thanks and nominations as tables for a spreadsheet."""

from __future__ import annotations

from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models.awards import award, behaviour, nomination, public
from allydesk.models.awards.award import KINDS, Award
from allydesk.models.awards.nomination import HOW, STATES, Nomination
from allydesk.models.awards.recipient import AGREED
from allydesk.models.base import Record, fields
from allydesk.models.privacy import Audience
from allydesk.transfer.write import Heading, Table

_BETWEEN = "; "


def _label(kind: type[Record], name: str) -> str:
    return fields(kind)[name].field.label


def awards_sheet(s: Session, audience: Audience = Audience.COORDINATOR) -> Table:
    """Give awards and thanks as a table, the oldest first.

    Whoever is not the coordinator gets those people alone who agreed to public thanks, and what was
    said about several only where all of them did.
    """
    own = audience is Audience.COORDINATOR
    headings = (
        Heading(_label(Award, "number")), Heading(_label(Award, "kind")),
        Heading(_label(Award, "title")), Heading(_("For")), Heading(_label(Award, "team_name")),
        Heading(_label(Award, "given_on"), "date"), Heading(_label(Award, "citation")),
        Heading(_label(Award, "behaviours")), Heading(_label(Award, "from_id")),
        Heading(_label(Award, "event_id")), Heading(_label(Award, "returned_on"), "date"),
        *([Heading(_("Public thanks"))] if own else []),
    )  # fmt: skip
    rows = []
    for r in reversed(award.rows(s, award.ids(s), audience)):
        shown = r if own else public.told(r)
        if shown is None:
            continue
        cells = (
            shown.number, KINDS[shown.kind], shown.title, _BETWEEN.join(shown.names), shown.team_name,
            shown.given_on, shown.citation, _BETWEEN.join(behaviour.words(shown.behaviours)),
            shown.from_name, shown.event, shown.returned_on,
        )  # fmt: skip
        answers = _BETWEEN.join(AGREED[t.public_thanks] for t in shown.to)
        rows.append((*cells, answers) if own else cells)
    return Table(_("Awards and thanks"), headings, tuple(rows))


def nominations_sheet(s: Session, *, turned_down: bool = False, private: bool = False) -> Table:
    """Give nominations as a table for the coordinator, in the order received.

    Declined and withdrawn ones only when asked for; private adds the reasons.
    """
    names = ["received_on", "received_how", "award_type_id", "team_name", "citation", "evidence"]
    names += ["behaviours", "nominator_id", "state", "decided_on", *(["reason"] if private else [])]
    days = ("received_on", "decided_on")
    headings = (
        Heading(_("For")),
        *(Heading(_label(Nomination, n), "date" if n in days else "text") for n in names),
    )
    rows = []
    for r in nomination.for_paper(s, turned_down=turned_down):
        words = r._asdict() | {
            "award_type_id": r.award, "nominator_id": r.nominator, "state": STATES[r.state],
            "received_how": HOW[r.received_how],
            "behaviours": _BETWEEN.join(behaviour.words(r.behaviours)),
        }  # fmt: skip
        rows.append((_BETWEEN.join(w.name for w in r.nominees), *(words[n] for n in names)))
    return Table(_("Nominations"), headings, tuple(rows))
