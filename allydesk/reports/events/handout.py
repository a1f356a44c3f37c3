"""What everybody at a meeting gets: the agenda, what is still to do, how we work, and when we meet again."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import wrap_up
from allydesk.language import _
from allydesk.models import action, attendance
from allydesk.models.privacy import Audience
from allydesk.reports import happening, report
from allydesk.reports.happening import Item, ToDo
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.models.schedule import Row
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_AGENDA = Option("agenda", _("Agenda"), Kind.FLAG, default=True)
_ACTIONS = Option("actions", _("What is still to do"), Kind.FLAG, default=True)
_RULES = Option("rules", _("Ground rules"), Kind.FLAG, default=True)
_COMING = Option(
    "coming", _("Names of people coming"), Kind.FLAG, default=False, remembered=False,
    hint=_("Leave this out unless everybody who comes knows it."),
)  # fmt: skip
_RESOURCES = Option(
    "resources", _("Links and contacts"), Kind.TEXT,
    hint=_("One after the other, with a semicolon between them."),
)  # fmt: skip
_FEW = 6
_LINES = Option(
    "lines", _("Lines for notes"), Kind.NUMBER, 4, most=40,
    hint=_("They go to the end of the page. More than {n} may have a page of their own.").format(n=_FEW),
)  # fmt: skip
_RULES_SAID = (
    _("Let people finish. Leave room for those who speak less."),
    _("Speak for yourself, not for others."),
    _("What is said here stays here. What is learned here may be passed on."),
)
_PHOTO_RULES = {
    "ask": _("Ask each person before you take a picture."),
    "none": _("Take no pictures here."),
    "yes": _("Pictures may be taken. Say so if you want to be in none."),
}


@dataclass(frozen=True, slots=True)
class Handout:
    """What the handout says."""

    title: str
    head: tuple[str, ...]
    purpose: str
    items: tuple[Item, ...]
    actions: tuple[ToDo, ...]
    rules: tuple[str, ...]
    coming: tuple[str, ...]
    not_listed: int
    facts: tuple[tuple[str, str], ...]
    resources: tuple[str, ...]
    lines: int
    foot: str


def collect(s: Session, options: Given) -> Handout:
    """Gather what those who come may read. Names of people coming are there only when ticked."""
    row, language, day = happening.the(s, options), str(options["language"]), options["day"]
    assert isinstance(day, dt.date)
    told = Audience.LEADS if options["confidential"] else Audience.GROUP
    found = wrap_up.minutes(s, row.id, told, confidential=bool(options["confidential"]))
    # Who leads an item belongs to a private group, if a private group meets.
    owners = not row.reveals or bool(options["coming"])
    undone = [a for a in (*found.carried, *found.actions) if a.state in action.UNDONE]
    details = happening.details(s, row)
    coming, hidden = _coming(s, row, told) if options["coming"] else ((), 0)
    return Handout(
        title=happening.title(row),
        head=tuple(happening.head(row, language)),
        purpose="" if row.reveals else str(details.get("purpose") or ""),
        items=happening.items(found.items, happening.begins(row), owners=owners)
        if options["agenda"]
        else (),
        actions=happening.to_do(undone, language, day, owners=owners) if options["actions"] else (),
        rules=(*_RULES_SAID, _PHOTO_RULES[str(details["photos"])]) if options["rules"] else (),
        coming=coming,
        not_listed=hidden,
        facts=tuple(_facts(row, details, found.next_date, language)),
        resources=tuple(filter(None, map(str.strip, str(options["resources"] or "").split(";")))),
        lines=int(str(options["lines"])),
        foot=happening.foot(row, options, names=bool(options["coming"])),
    )


def _coming(s: Session, row: Row, told: Audience) -> tuple[tuple[str, ...], int]:
    states = ("registered", *attendance.CAME)
    names = tuple(r.name for r in attendance.of_event(s, row.id, told, *states))
    return names, attendance.not_listed(s, row.id, told, *states)


def _facts(
    row: Row, details: dict[str, object], next_date: Row | None, language: str
) -> list[tuple[str, str]]:
    """Give what helps people to take part, where it is known."""
    next_time = happening.shortly(next_date, language) if next_date else ""
    found = [
        (_("Next time"), next_time),
        (_("Joining online"), str(details.get("joining") or "")),
        (_("Who it is for"), "" if row.reveals else str(details.get("audience") or "")),
        (_("Arranged"), happening.access(details)),
    ]
    return [(label, words) for label, words in found if words]


def story(data: Handout, _theme: Theme) -> list[Block]:
    """Lay the handout out: what it is about first, lines for a pen last."""
    from allydesk.reports.engine.figure import Masthead, Notes
    from allydesk.reports.engine.listing import Listing
    from allydesk.reports.engine.text import Facts, Heading, Items, Paragraph, Span

    blocks: list[Block] = [Masthead(data.title, data.head)]
    if data.purpose:
        blocks.append(Paragraph(data.purpose))
    if data.items:
        blocks += [Heading(_("Agenda")), happening.agenda_table(data.items)]
    if data.actions:
        blocks += [Heading(_("Still to do")), happening.actions_table(data.actions)]
    if data.rules:
        blocks += [Heading(_("How we work together")), Items(data.rules)]
    if data.coming:
        count = report.not_listed(data.not_listed)
        blocks += [Heading(_("Who is coming")), Listing(data.coming)]
        blocks += [Paragraph(count, muted=True)] if count else []
    if data.facts:
        blocks += [Heading(_("Good to know")), Facts(data.facts)]
    if data.resources:
        linked = [
            [Span(line, url=line if _ADDRESS.fullmatch(line) else "")] for line in data.resources
        ]
        blocks += [Heading(_("Links and contacts")), Items(linked)]
    if data.lines:
        blocks.append(Notes(_("Notes"), data.lines, _FEW))
    return blocks


_ADDRESS = re.compile(r"https?://\S+")


def page(data: Handout) -> Page:
    return Page(_("Handout – {title}").format(title=data.title), data.title, data.foot)


REPORT = Report(
    "handout",
    _("Meeting handout"),
    _("For everybody who comes: agenda, what is still to do, ground rules, the next date."),
    (
        report.EVENT, _AGENDA, _ACTIONS, _RULES, _COMING, happening.CONFIDENTIAL, _RESOURCES, _LINES,
    ),
    collect,
    story,
    page,
    _("Meetings"),
)  # fmt: skip
