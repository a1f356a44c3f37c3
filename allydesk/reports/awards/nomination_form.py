"""The form on which somebody puts a colleague or a team forward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models.awards import award_type, behaviour, wording
from allydesk.models.awards import round as rounds
from allydesk.reports import recognised
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_ROUND = Option(
    "round", _("Round"), Kind.RECORD, remembered=False, among=recognised.rounds_known,
    usual=recognised.open_round, typed=_("Its name. The one that is open, if left out."),
)  # fmt: skip
_FORMAT = Option(
    "format", _("Format"), Kind.CHOICE, "two",
    {"two": _("Two on a page, to cut"), "full": _("Full page")},
)  # fmt: skip
_RETURN = Option(
    "return_to", _("Whom to give it to"), Kind.TEXT,
    hint=_("As in “the box by the kitchen”. The HR coordinator, if left empty."),
)  # fmt: skip
_MOST_AWARDS = 4  # boxes for which there is room
_MOST_VALUES, _MOST_LARGE = 10, 8
_SHORT = 160  # letters of criteria for which half a page has room


@dataclass(frozen=True, slots=True)
class Form:
    """What the form asks for."""

    round: str
    until: str
    criteria: str
    awards: tuple[str, ...]
    values: tuple[str, ...]
    return_to: str
    two: bool


def collect(s: Session, options: Given) -> Form:
    """Take the round with its awards, if there is one; the form names nobody."""
    id, language = options["round"], str(options["language"])
    known = award_type.listing(s, "award")
    name, until = "", ""
    if isinstance(id, int):
        row = rounds.row(s, id)
        name, until = row.name, _until(row.closes, language)
        wanted = {t.id for t in rounds.types(s, id)}
        known = [t for t in known if t.id in wanted] or known
    return Form(
        name, until,
        wording.shortened(known[0].criteria or "") if len(known) == 1 else "",
        tuple(t.name for t in known) if 1 < len(known) <= _MOST_AWARDS else (),
        tuple(behaviour.offered(s).values()),
        str(options["return_to"] or _("the HR coordinator")),
        options["format"] == "two",
    )  # fmt: skip


def _until(day: dt.date, language: str) -> str:
    return _("Until {day}").format(day=dates.medium(day, language))


def story(data: Form, theme: Theme) -> Pages:
    """Lay the form out: twice on a page that lies across, or once on a full page."""
    from allydesk.reports.engine.hand.slips import Slip, slip_pages

    two = data.two and not theme.large
    slip = Slip(_blocks(data, theme), _foot(data))
    return slip_pages([slip] * (2 if two else 1), theme, 2 if two else 1)


def _blocks(data: Form, theme: Theme) -> Sequence[Block]:
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.form import Blank
    from allydesk.reports.engine.hand.slips import WritingRoom
    from allydesk.reports.engine.hand.ticks import Ticks
    from allydesk.reports.engine.text import Paragraph

    lines = [" · ".join(filter(None, (data.round, data.until)))]
    tight = theme.large or data.two
    short = data.criteria if len(data.criteria) <= _SHORT or not tight else ""
    criteria = [Paragraph(short, muted=True)] if short else []
    awards = [Ticks(data.awards, _("For"))] if data.awards else []
    return [
        Masthead(_("Thank somebody"), [line for line in lines if line]),
        *criteria,
        Blank(_("Who, or which team")),
        *awards,
        Paragraph(_("What did they do, and what difference did it make?"), bold=True),
        WritingRoom(),
        _values(data, theme),
        Blank(_("Your name (may stay empty)")),
        Ticks([_("You may tell them that I wrote this")]),
    ]


def _values(data: Form, theme: Theme) -> Block:
    """Give boxes for what is thanked for; where there are too many, a line for the others."""
    from allydesk.reports.engine.hand.ticks import Ticks

    most = _MOST_LARGE if theme.large else _MOST_VALUES
    many = len(data.values) > most
    shown = data.values[: most - 1] if many else data.values
    columns = 2 if data.two or theme.large else 0
    return Ticks(shown, _("It shows"), columns, other=_("Other") if many else "")


def _foot(data: Form) -> Sequence[Block]:
    from allydesk.reports.engine.text import Paragraph

    said = _("Give this to {who}.").format(who=data.return_to)
    return [Paragraph(f"{said} {_PRIVATE}", small=True, muted=True)]


_PRIVATE = _("Private once filled in: keep it locked away.")


def page(_data: Form) -> Page:
    return Page(REPORT.title, REPORT.title, _PRIVATE)


REPORT = Report(
    "nomination-form",
    _("Nomination form"),
    _("To put a colleague or a team forward on paper, two to a page."),
    (_ROUND, _FORMAT, _RETURN),
    collect,
    story,
    page,
    _("Thanks"),
)
