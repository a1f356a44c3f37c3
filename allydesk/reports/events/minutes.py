"""The minutes: who came, what was said and decided, and who does what by when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import wrap_up
from allydesk.language import _, ngettext
from allydesk.models.privacy import Audience
from allydesk.reports import happening, report
from allydesk.reports.happening import ToDo
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.models import agenda
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_PRESENT = Option(
    "present", _("Names of those who came"), Kind.FLAG, default=True, remembered=False,
    hint=_("Without names, the minutes say how many came."),
)  # fmt: skip
_INSIDE = (Audience.COORDINATOR, Audience.LEADS)


@dataclass(frozen=True, slots=True)
class Said:
    """One item and what came of it."""

    title: str
    discussed: str
    decision: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the minutes say."""

    title: str
    head: tuple[str, ...]
    present: tuple[tuple[str, str], ...]
    items: tuple[Said, ...]
    left_out: int
    actions: tuple[ToDo, ...]
    carried: tuple[ToDo, ...]
    next_date: str
    audience: str
    private: bool


def collect(s: Session, options: Given) -> Minutes:
    """Gather what an event came to, as far as those may know it who will read it."""
    row, language, day = happening.the(s, options), str(options["language"]), options["day"]
    assert isinstance(day, dt.date)
    audience = Audience(str(options["audience"]))
    if options["confidential"] and audience not in _INSIDE:
        audience = Audience.LEADS
    found = wrap_up.minutes(s, row.id, audience, confidential=bool(options["confidential"]))
    owners = audience is not Audience.ANYONE or not row.reveals
    return Minutes(
        title=happening.title(row, inside=audience in _INSIDE),
        head=tuple(happening.head(row, language)),
        present=tuple(_present(found, names=bool(options["present"]))),
        items=tuple(_said(item) for item in found.items),
        left_out=found.left_out,
        actions=happening.to_do(found.actions, language, day, owners=owners),
        carried=happening.to_do(found.carried, language, day, owners=owners),
        next_date=happening.shortly(found.next_date, language) if found.next_date else "",
        audience=audience.value,
        private=row.reveals or bool(options["confidential"]),
    )


def _present(found: wrap_up.Minutes, *, names: bool) -> list[tuple[str, str]]:
    """Give who came and who was excused, or how many."""
    came, excused = found.event.counts.came, found.event.counts.excused
    told = [(_("Came"), str(came))] if came else []
    if not names:
        return told + ([(_("Excused"), str(excused))] if excused else [])
    if found.came:
        others = report.not_listed(found.not_named)
        listed = ", ".join(filter(None, [*(r.name for r in found.came), others]))
        told = [(_("Came ({n})").format(n=came), listed)]
    if found.excused:
        told.append((_("Excused"), ", ".join(r.name for r in found.excused)))
    return told


def _said(item: agenda.Row) -> Said:
    return Said(item.title, item.discussed or "", item.decision or "")


def story(data: Minutes, _theme: Theme) -> list[Block]:
    """Lay the minutes out: each item with its decision in bold, then who does what."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Facts, Heading, Paragraph

    blocks: list[Block] = [Masthead(_("Minutes: {title}").format(title=data.title), data.head)]
    blocks += [Facts(data.present)] if data.present else []
    for item in data.items:
        blocks += _item(item)
    blocks += _without_words(data)
    if data.left_out:
        left = ngettext(
            "{n} confidential item is left out.", "{n} confidential items are left out.", data.left_out
        )  # fmt: skip
        blocks.append(Paragraph(left.format(n=data.left_out), muted=True))
    if data.actions:
        blocks += [Heading(_("Who does what")), happening.actions_table(data.actions)]
    if data.carried:
        blocks += [Heading(_("Still to do from before")), happening.actions_table(data.carried)]
    if data.next_date:
        blocks += [Heading(_("Next time")), Paragraph(data.next_date)]
    return blocks


def _item(item: Said) -> list[Block]:
    """Give an item with what was said and decided, if anything was."""
    from allydesk.reports.engine.text import Heading, Paragraph, Span

    blocks: list[Block] = [Paragraph(item.discussed)] if item.discussed else []
    if item.decision:
        words = [Span(_("Decided:") + " ", bold=True), Span(item.decision)]
        blocks.append(Paragraph(words))
    return [Heading(item.title), *blocks] if blocks else []


def _without_words(data: Minutes) -> list[Block]:
    """Give the items of which nothing was written down, in one place."""
    from allydesk.reports.engine.text import Heading, Items, Paragraph

    bare = [i.title for i in data.items if not (i.discussed or i.decision)]
    if not data.items and not data.left_out:
        return [Paragraph(_("There was no agenda, and nothing was written down."))]
    if not bare:
        return []
    some = len(bare) < len(data.items)
    head = _("Also on the agenda") if some else _("On the agenda")
    return [
        Heading(head),
        Items(bare),
        Paragraph(_("Nothing was written down on this."), muted=True),
    ]


def page(data: Minutes) -> Page:
    title = _("Minutes – {title}").format(title=data.title)
    return Page(title, data.title, report.privacy_line(data.audience, private=data.private))


REPORT = Report(
    "minutes",
    _("Minutes"),
    _("Who came, what was decided, who does what by when."),
    (report.LAST_EVENT, report.audience(Audience.GROUP), _PRESENT, happening.CONFIDENTIAL),
    collect,
    story,
    page,
    _("Meetings"),
)
