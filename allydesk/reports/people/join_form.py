"""The form on which somebody joins a group and says who may know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models import privacy
from allydesk.reports import report
from allydesk.reports.chosen import group_facts
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.galley import Block, Press
    from allydesk.reports.engine.tags import Element
    from allydesk.reports.engine.theme import Theme

_FORMAT = Option(
    "format", _("Format"), Kind.CHOICE, "two",
    {"two": _("Two on a page, to cut"), "full": _("Full page")},
)  # fmt: skip
_RETURN = Option(
    "return_to", _("Whom to tell"), Kind.TEXT,
    hint=_("As in “Zoë Łukaszewicz, room 12”. The HR coordinator, if left empty."),
)  # fmt: skip
_SAY = {
    "coordinator": _("only the HR coordinator"),
    "leads": _("the coordinator and those who lead the group"),
    "group": _("everybody who takes part in the group"),
    "anyone": _("anyone who works here"),
}
_PRIVATE = _("Private once filled in: keep it locked away.")
_MARGIN = 12.0  # mm


@dataclass(frozen=True, slots=True)
class JoinForm:
    """A form for one group, or with a line to write the group's name on."""

    group: str
    meets: str
    return_to: str
    two: bool


def collect(s: Session, options: Given) -> JoinForm:
    """Take the name of the group, if there is one; the form names nobody."""
    id = options["group"]
    facts = group_facts(s, id) if isinstance(id, int) else {}
    return JoinForm(
        str(facts.get("name") or ""),
        str(facts.get("meeting_pattern") or ""),
        str(options["return_to"] or _("the HR coordinator")),
        options["format"] == "two",
    )


def story(data: JoinForm, theme: Theme) -> Pages | Sequence[Block]:
    """Lay the form out: twice on a page that lies across, or once on a full page.

    Large print needs the full page.
    """
    if data.two and not theme.large:
        return _two(data, theme)
    return _blocks(data, tight=False)


def _blocks(data: JoinForm, *, tight: bool) -> list[Block]:
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.form import Blank
    from allydesk.reports.engine.text import Heading, Items, Paragraph, Span, Words

    title = _("Join {group}").format(group=data.group) if data.group else _("Join a group")
    lines = [Blank(_("Name"))]
    if not data.group:
        lines.append(Blank(_("Group")))
    ends = [Blank(_("Signature")), Blank(_("Date"))]
    scopes: list[Words] = [
        [Span(privacy.SCOPES[scope], bold=True), ": " + words] for scope, words in _SAY.items()
    ]
    return [
        Masthead(title, [data.meets] if data.meets and not tight else []),
        *lines,
        Heading(_("I take part as (may stay empty)"), level=2),
        Items([_("a member"), _("an ally")], kind="checks"),
        Heading(_("Who may know that I take part"), level=2),
        Items(scopes, kind="checks"),
        Paragraph(_("No box ticked means: only the HR coordinator."), small=tight, muted=True),
        *ends,
        Paragraph(
            _(
                "You can change or withdraw this at any time, without saying why: tell {who}."
            ).format(who=data.return_to)
        ),
        *([Paragraph(_PRIVATE, small=True, muted=True)] if tight else []),
    ]


def _two(data: JoinForm, theme: Theme) -> Pages:
    from allydesk.reports.engine.fixed import FixedPage, Pages, column, column_height, draw_column
    from allydesk.reports.engine.tags import Element
    from allydesk.reports.engine.tent import dashed
    from allydesk.reports.engine.theme import MM, PAPERS

    high, wide = PAPERS[theme.paper]
    margin = _MARGIN * MM

    def draw(press: Press, parent: Element) -> None:
        for left in (0.0, wide / 2):
            half = Element("Sect", parent)
            galleys = column(_blocks(data, tight=True), press, wide / 2 - 2 * margin, half)
            if column_height(galleys) > high - 2 * margin + 1:
                press.warnings.append(
                    _("The form is too long for half a page. Choose a full page.")
                )
            draw_column(galleys, press, left + margin, high - margin)
        dashed(press.canvas, wide / 2, margin, wide / 2, high - margin)

    return Pages([FixedPage(wide, high, draw)])


def page(data: JoinForm) -> Page:
    title = _("Join form – {group}").format(group=data.group) if data.group else _("Join form")
    return Page(title, title, _PRIVATE)


REPORT = Report(
    "join-form",
    _("Join form"),
    _("To join a group on paper and say who may know."),
    (report.ANY_GROUP, _FORMAT, _RETURN),
    collect,
    story,
    page,
)
