"""The agenda alone, to send round before a meeting or to hang on the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.language import _, ngettext
from allydesk.models import agenda
from allydesk.models.privacy import Audience
from allydesk.reports import happening, report
from allydesk.reports.happening import Item
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_WRITING = Option(
    "lines", _("Lines for notes"), Kind.NUMBER, 0, most=40, hint=_("Below each item.")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agenda:
    """What the agenda says."""

    title: str
    head: tuple[str, ...]
    purpose: str
    items: tuple[Item, ...]
    minutes: int
    lines: int
    foot: str


def collect(s: Session, options: Given) -> Agenda:
    """Gather the items as those may read them who get this paper."""
    row, language = happening.the(s, options), str(options["language"])
    told = Audience.LEADS if options["confidential"] else Audience.GROUP
    rows = agenda.of_event(s, row.id, told, confidential=bool(options["confidential"]))
    purpose = happening.details(s, row).get("purpose")
    return Agenda(
        title=happening.title(row),
        head=tuple(happening.head(row, language)),
        purpose="" if row.reveals else str(purpose or ""),
        items=happening.items(rows, happening.begins(row), owners=not row.reveals),
        minutes=agenda.minutes(rows),
        lines=int(str(options["lines"])),
        foot=happening.foot(row, options, names=False),
    )


def story(data: Agenda, _theme: Theme) -> list[Block]:
    """Lay the agenda out as a table, or item by item where there is room to write."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Paragraph

    blocks: list[Block] = [Masthead(_("Agenda: {title}").format(title=data.title), data.head)]
    if data.purpose:
        blocks.append(Paragraph(data.purpose))
    if not data.items:
        return [*blocks, Paragraph(_("Nothing is on the agenda yet."))]
    if data.lines:
        return blocks + _with_lines(data)
    blocks.append(happening.agenda_table(data.items))
    if data.minutes:
        total = ngettext("{n} minute in all", "{n} minutes in all", data.minutes)
        blocks.append(Paragraph(total.format(n=data.minutes), muted=True))
    return blocks


def _with_lines(data: Agenda) -> list[Block]:
    from allydesk.reports.engine.figure import Writing
    from allydesk.reports.engine.text import Heading, Paragraph
    from allydesk.reports.engine.whole import Whole

    blocks: list[Block] = []
    for item in data.items:
        minutes = ngettext("{n} minute", "{n} minutes", item.minutes or 0)
        long = minutes.format(n=item.minutes) if item.minutes else ""
        said = " · ".join(filter(None, [item.time, long, item.owner]))
        head: list[Block] = [Heading(happening.named(item))]
        head += [Paragraph(said, muted=True)] if said else []
        blocks.append(Whole([*head, Writing(data.lines)]))
    return blocks


def page(data: Agenda) -> Page:
    return Page(_("Agenda – {title}").format(title=data.title), data.title, data.foot)


REPORT = Report(
    "agenda",
    _("Agenda"),
    _("Item by item with the time each starts; with lines to write on, if you like."),
    (report.EVENT, happening.CONFIDENTIAL, _WRITING),
    collect,
    story,
    page,
    _("Meetings"),
)
