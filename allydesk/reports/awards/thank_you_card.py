"""Thank-you cards to hand over, from what was given, or blank ones to write on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models.awards import wording
from allydesk.models.awards.award import Row
from allydesk.reports import recognised
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.theme import Theme

_AWARDS = Option(
    "awards", _("Thanks and awards"), Kind.RECORDS, remembered=False, among=recognised.every,
    usual=recognised.lately, hint=_("Without any there are blank cards to write on."),
    typed=_("Numbers or names, with ; between, or “all”. Those of the last month, if left out."),
)  # fmt: skip
_SIZE = Option(
    "size", _("Size"), Kind.CHOICE, "a6", {"a6": _("Four on a page"), "a5": _("Two on a page")}
)  # fmt: skip
_FOLDED = Option("folded", _("To fold"), Kind.FLAG, default=False)
_HEADING = Option("heading", _("Heading"), Kind.TEXT, _("Thank you"))
_SENDER = Option("sender", _("Say who it is from"), Kind.FLAG, default=True)
_BLANK = 4  # cards of a page


@dataclass(frozen=True, slots=True)
class Said:
    """What one card says."""

    name: str = ""
    message: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """All cards of a file."""

    cards: tuple[Said, ...]
    heading: str
    size: Literal["a5", "a6"]
    folded: bool


def collect(s: Session, options: Given) -> Cards:
    """Make a card for each person of what was chosen, or one for a team that nobody listed."""
    found = tuple(card for row in recognised.chosen(s, options) for card in _cards(row, options))
    return Cards(
        found or (Said(),) * _BLANK,
        str(options["heading"] or ""),
        "a5" if options["size"] == "a5" else "a6",
        bool(options["folded"]),
    )


def _cards(row: Row, options: Given) -> Iterator[Said]:
    names = row.names or ((row.team_name,) if row.team_name else ())
    day = dates.written(row.given_on, str(options["language"]))
    sender = recognised.sender(row.from_name) if options["sender"] else ""
    foot = " · ".join(filter(None, (day, sender)))
    for name in names:
        yield Said(name, wording.shortened(row.citation), foot)


def story(data: Cards, theme: Theme) -> Pages:
    """Lay out the cards to cut apart or to fold; large print has them on half a page each."""
    from allydesk.reports.engine.wall.thanks import ThanksCard, thanks_pages

    cards = [ThanksCard(data.heading, c.name, c.message, c.foot) for c in data.cards]
    return thanks_pages(cards, theme, "a5" if theme.large else data.size, folded=data.folded)


def page(_data: Cards) -> Page:
    return Page(REPORT.title, REPORT.title, "")


REPORT = Report(
    "thank-you-card",
    _("Thank-you cards"),
    _("To hand over: who is thanked, what for, and who says so. Or blank ones."),
    (_AWARDS, _HEADING, _SENDER, _SIZE, _FOLDED),
    collect,
    story,
    page,
    _("Thanks"),
)
