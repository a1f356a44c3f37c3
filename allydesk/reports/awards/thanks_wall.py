"""The wall of thanks for the notice board: only who agreed to be thanked in public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models.awards import award, public
from allydesk.reports import recognised
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_DOUBLE = Option(
    "double", _("On paper of twice the size"), Kind.FLAG, default=False,
    hint=_("A3 or Tabloid, to hang up."),
)  # fmt: skip
_HEADING = Option("heading", _("Heading"), Kind.TEXT, _("Thank you"))
_SENDER = Option("sender", _("Say who it is from"), Kind.FLAG, default=True)


@dataclass(frozen=True, slots=True)
class Thanks:
    """One card on the wall."""

    title: str
    words: str
    kind: str
    foot: str


@dataclass(frozen=True, slots=True)
class Wall:
    """What hangs on the wall."""

    heading: str
    span: str
    cards: tuple[Thanks, ...]
    double: bool


def collect(s: Session, options: Given) -> Wall:
    """Gather what everybody may hear, the newest first."""
    first, last = recognised.period(options)
    language, kinds = str(options["language"]), recognised.kinds(options)
    return Wall(
        str(options["heading"] or REPORT.title),
        recognised.span(first, last, language),
        tuple(
            _card(one, language, sender=bool(options["sender"]))
            for one in public.wall(s, first, last)
            if one.kind in kinds
        ),
        bool(options["double"]),
    )


def _card(one: public.Praise, language: str, *, sender: bool) -> Thanks:
    names = ", ".join(one.names)
    inside = names if one.team_name else ""  # of a team that is the title itself
    said = recognised.sender(one.from_name) if sender else ""
    day = dates.month(one.given_on, language)
    kind = one.title or (award.KINDS["award"] if one.kind == "award" else "")
    words = "\n".join(filter(None, (inside, one.citation)))
    return Thanks(one.team_name or names, words, kind, " · ".join(filter(None, (day, said))))


def story(data: Wall, _theme: Theme) -> list[Block]:
    """Lay the cards out in columns, as large as the paper allows."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.flow import Columns
    from allydesk.reports.engine.text import Paragraph
    from allydesk.reports.engine.wall.card import Card
    from allydesk.reports.engine.wall.poster import Poster

    head = Masthead(data.heading, [data.span])
    if not data.cards:
        return [head, Paragraph(_("Nobody who agreed to public thanks was thanked in this time."))]
    cards = [Card(c.title, c.words, c.foot, c.kind) for c in data.cards]
    return [Poster([head, Columns(cards)], 1.7, several=True)]


def page(data: Wall) -> Page:
    foot = _("Everybody named here agreed to it.") if data.cards else ""
    return Page(REPORT.title, data.heading, foot, double=data.double)


REPORT = Report(
    "thanks-wall",
    _("Wall of thanks"),
    _("For the notice board: who was thanked and what for, of those who agreed."),
    (*recognised.period_options("quarter"), recognised.WHAT, _HEADING, _SENDER, _DOUBLE),
    collect,
    story,
    page,
    _("Thanks"),
)
