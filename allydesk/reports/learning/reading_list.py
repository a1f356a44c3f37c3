"""What to read, watch or hear for an event or in a group, and what to talk about afterwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.language import _, ngettext
from allydesk.models.learning import reading, resource
from allydesk.models.learning.course import LEVELS
from allydesk.reports import chosen, happening, learned, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme


def _titles(s: Session) -> dict[int, str]:
    return {r.id: r.title for r in resource.listing(s)}


_RESOURCES = Option(
    "resources", _("Resources"), Kind.RECORDS, remembered=False, among=_titles, when="resources",
    typed=_("Titles, with ; between, or “all”."),
)  # fmt: skip
_QUESTIONS = Option("questions", _("Questions to talk about"), Kind.FLAG, default=True)
_LINES = Option("lines", _("Lines for notes"), Kind.NUMBER, 0, most=40)
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to read, watch, hear or go to."""

    title: str
    about: str  # by whom, what it is, how long
    note: str
    words: str
    place: str
    copies: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Entries under a heading; the list of an event or a group has one without."""

    head: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ReadingList:
    """What is on the list."""

    title: str
    below: tuple[str, ...]
    parts: tuple[Part, ...]
    lines: int
    foot: str

    @property
    def by_topic(self) -> bool:
        return any(part.head for part in self.parts)


def collect(s: Session, options: Given) -> ReadingList:
    """Gather the list of the event or of the group; without either, everything, topic by topic."""
    language, lines = str(options["language"]), int(str(options["lines"]))
    asked = bool(options["questions"])
    these, event, group = options["resources"], options["event"], options["group"]

    def entries(found: Sequence[tuple[resource.Row, str]]) -> tuple[Entry, ...]:
        return tuple(_entry(r, note, language, questions=asked) for r, note in found)

    if isinstance(these, tuple):
        rows = [(r, "") for r in resource.rows(s, these)]
        return ReadingList(REPORT.title, (), (Part("", entries(rows)),), lines, "")
    if isinstance(event, int):
        row = happening.the(s, options)
        rows = [(r.resource, r.note or "") for r in reading.of_event(s, event)]
        below = (happening.title(row), happening.when(row, language))
        foot = happening.foot(row, options, names=False)
        return ReadingList(REPORT.title, below, (Part("", entries(rows)),), lines, foot)
    if isinstance(group, int):
        facts = chosen.group_facts(s, group)
        rows = [(r.resource, r.note or "") for r in reading.of_group(s, group)]
        private = facts["listing"] == "private"
        foot = _("For those who take part. Private: shred after use.") if private else ""
        name = str(facts["name"])
        return ReadingList(REPORT.title, (name,), (Part("", entries(rows)),), lines, foot)
    topics = _by_topic(resource.listing(s))
    parts = tuple(Part(topic, entries([(r, "") for r in found])) for topic, found in topics)
    return ReadingList(_("Read, watch, listen"), (), parts, lines, "")


def _by_topic(rows: Sequence[resource.Row]) -> list[tuple[str, list[resource.Row]]]:
    found: dict[str, list[resource.Row]] = {}
    for row in rows:
        found.setdefault(row.topic or "", []).append(row)
    named = sorted((t for t in found if t), key=str.casefold)
    rest = [(_("Other"), found[""])] if "" in found else []
    return [*((topic, found[topic]) for topic in named), *rest]


def _entry(row: resource.Row, note: str, language: str, *, questions: bool) -> Entry:
    about = (row.author, resource.KINDS[row.kind], learned.length(row.minutes, language),
             LEVELS[row.level])  # fmt: skip
    asked = (row.questions or "").splitlines() if questions else ()
    return Entry(
        title=row.title,
        about=" · ".join(filter(None, about)),
        note=note,
        words=row.about or "",
        place=row.place or "",
        copies=_copies(row),
        questions=tuple(q.strip() for q in asked if q.strip()),
    )


def _copies(row: resource.Row) -> str:
    if not row.copies:
        return ""
    said = ngettext("{n} copy to borrow", "{n} copies to borrow", row.copies).format(n=row.copies)
    if row.free == row.copies:
        return said
    if not row.free:
        return _("{copies}, all lent out").format(copies=said)
    here = ngettext("{n} is here now", "{n} are here now", row.free).format(n=row.free)
    return f"{said}, {here}"


def story(data: ReadingList, theme: Theme) -> list[Block]:
    """Lay out a list at length, with room to read; all there is as a table."""
    from allydesk.reports.engine.figure import Masthead, Writing
    from allydesk.reports.engine.text import Heading, Paragraph

    blocks: list[Block] = [Masthead(data.title, data.below)]
    if not any(part.entries for part in data.parts):
        return [*blocks, Paragraph(_("Nothing is on this list yet."))]
    if data.by_topic:
        blocks.append(_shelf(data.parts, large=theme.large))
    else:
        blocks += [b for part in data.parts for one in part.entries for b in _entry_blocks(one)]
    if data.lines:
        blocks += [Heading(_("Notes")), Writing(data.lines)]
    return blocks


def _shelf(parts: Sequence[Part], *, large: bool) -> Block:
    """Give everything as a table, topic by topic; large print leaves out what can be borrowed."""
    from allydesk.reports.engine.table import Column, Divider, Row, Table

    heads = [
        Column(_("Title"), bold=True, names_row=True), Column(_("By, kind, length, level")),
        Column(_("Where")), *([] if large else [Column(_("To borrow"))]),
    ]  # fmt: skip
    rows: list[Row] = []
    for part in parts:
        rows.append(Divider(part.head))
        rows += [[e.title, e.about, e.place, e.copies][: len(heads)] for e in part.entries]
    return Table(heads, rows)


def _entry_blocks(one: Entry) -> list[Block]:
    from allydesk.reports.engine.text import Facts, Heading, Items, Paragraph, Span, Words

    blocks: list[Block] = [Heading(one.title), Paragraph(one.about, muted=True)]
    if one.note:
        blocks.append(Paragraph(one.note, bold=True))
    if one.words:
        blocks.append(Paragraph(one.words))
    address = one.place if _ADDRESS.fullmatch(one.place) else ""
    facts: list[tuple[str, Words]] = []
    if one.place:
        facts.append((_("Where"), [Span(one.place, url=address)]))
    if one.copies:
        facts.append((_("To borrow"), one.copies))
    if facts:
        blocks.append(Facts(facts))
    if one.questions:
        blocks += [Heading(_("To talk about"), 3), Items(one.questions)]
    return blocks


def page(data: ReadingList) -> Page:
    head = data.below[0] if data.below else data.title
    return Page(data.title, head, data.foot, wide=data.by_topic)


REPORT = Report(
    "reading-list",
    _("Reading list"),
    _("What to read, watch or hear, where it is, and questions to talk about."),
    (_RESOURCES, report.ANY_EVENT, report.ANY_GROUP, _QUESTIONS, _LINES),
    collect,
    story,
    page,
    _("Learning"),
)
