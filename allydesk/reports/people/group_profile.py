"""One page about a group, for a notice board or a new colleague."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models import group, membership
from allydesk.models.privacy import Audience
from allydesk.reports import report
from allydesk.reports.chosen import group_facts
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_JOIN = Option(
    "join", _("How to join"), Kind.TEXT,
    hint=_("Empty: come to a meeting, or ask the HR coordinator for a join form."),
)  # fmt: skip
_MAIL = Option("contact", _("E-mail addresses"), Kind.FLAG, default=False, remembered=False)


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody who leads and agreed to be known to whoever reads the page."""

    name: str
    roles: str
    email: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What the page says."""

    name: str
    kind: str
    purpose: str
    meets: str
    since: str
    leads: tuple[Lead, ...]
    join: str
    audience: str
    private: bool


def collect(s: Session, options: Given) -> Profile:
    """Gather what a group says about itself, and its leads as far as the audience may know."""
    id, day = options["group"], options["day"]
    assert isinstance(id, int)
    assert isinstance(day, dt.date)
    facts, audience = group_facts(s, id), Audience(str(options["audience"]))
    founded = facts["founded"]
    leads = membership.leads(s, id, audience, day)
    mail = bool(options["contact"])
    return Profile(
        name=str(facts["name"]),
        kind=group.KINDS[str(facts["kind"])],
        purpose=str(facts["purpose"] or ""),
        meets=str(facts["meeting_pattern"] or ""),
        since=dates.month(founded, str(options["language"]))
        if isinstance(founded, dt.date)
        else "",
        leads=tuple(
            Lead(r.name, ", ".join(r.roles), (r.email or "") if mail else "") for r in leads
        ),
        join=str(options["join"] or ""),
        audience=audience.value,
        private=facts["listing"] == "private" and bool(leads),
    )


def story(data: Profile, _theme: Theme) -> list[Block]:
    """Lay the page out: what for, when, who, how to join."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Callout, Facts, Heading, Items, Paragraph, Span, Words

    blocks: list[Block] = [Masthead(data.name, [data.kind])]
    if data.purpose:
        blocks.append(Paragraph(data.purpose))
    facts: list[tuple[str, Words]] = [
        (label, words)
        for label, words in ((_("Meets"), data.meets), (_("Since"), data.since))
        if words
    ]
    if facts:
        blocks.append(Facts(facts))
    if data.leads:
        people: list[Words] = [
            # The role comes first: its words give the line the direction of the document.
            [
                *([f"{lead.roles}: "] if lead.roles else []),
                Span(lead.name, bold=True),
                *([f" · {lead.email}"] if lead.email else []),
            ]
            for lead in data.leads
        ]
        blocks += [Heading(_("Who leads it")), Items(people)]
    blocks.append(Callout(data.join or _TO_JOIN, title=_("How to join")))
    blocks.append(Paragraph(_YOURS, muted=True))
    return blocks


_TO_JOIN = _("Come to a meeting, or ask the HR coordinator for a join form.")
_YOURS = _(
    "Everyone is welcome, allies too. You decide who may know that you take part, and you can change that at any time."
)


def page(data: Profile) -> Page:
    """Give the page; it is free to hang up unless it names people for fewer readers."""
    foot = ""
    if data.leads and data.audience != Audience.ANYONE.value:
        foot = report.privacy_line(data.audience, private=data.private)
    return Page(data.name, data.name, foot)


REPORT = Report(
    "group-profile",
    _("Group page"),
    _("What a group is for, when it meets, who leads it, how to join."),
    (report.GROUP, report.audience(Audience.ANYONE), _JOIN, _MAIL),
    collect,
    story,
    page,
)
