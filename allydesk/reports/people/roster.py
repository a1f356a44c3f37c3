"""The people of a group, or any selection of people, on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import base, group, membership, person
from allydesk.models.privacy import Audience
from allydesk.reports import report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.table import Column
    from allydesk.reports.engine.theme import Theme

_MAIL = Option("contact", _("E-mail addresses"), Kind.FLAG, default=False, remembered=False)
_AFFILIATION = Option(
    "affiliation", _("Takes part as"), Kind.FLAG, default=False, remembered=False,
    hint=_("Member or ally, where they said so."),
)  # fmt: skip
_COPIES = Option(
    "copies", _("Numbered copies"), Kind.NUMBER, 1, least=1, most=40, remembered=False,
    hint=_("Each says which copy it is, to hand out and collect again."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the roster."""

    name: str
    pronouns: str
    role: str
    team: str
    takes_part_as: str
    email: str
    letter: str  # under which it stands, where there are letters between the names


@dataclass(frozen=True, slots=True)
class Roster:
    """What the roster says. not_listed counts who takes part but did not agree to this reader."""

    title: str
    purpose: str
    meets: str
    printed: str
    lines: tuple[Line, ...]
    not_listed: int
    audience: str
    private: bool
    of_group: bool
    contact: bool
    affiliation: bool
    copies: int = 1


def collect(s: Session, options: Given) -> Roster:
    """Gather the people of the chosen group as the audience may know them, or the chosen people."""
    people, group_id = options["people"], options["group"]
    if isinstance(people, tuple):
        return _of_people(s, people, options)
    assert isinstance(group_id, int)
    return _of_group(s, group_id, Audience(str(options["audience"])), options)


def _of_group(s: Session, id: int, audience: Audience, options: Given) -> Roster:
    facts = base.values(s, group.Group, id)
    day = options["day"]
    if facts is None or not isinstance(day, dt.date):
        raise Problem(_("This group is no longer here. Choose another one."))
    rows = membership.of_group(s, id, audience, day)
    return Roster(
        title=str(facts["name"]),
        purpose=str(facts["purpose"] or ""),
        meets=str(facts["meeting_pattern"] or ""),
        printed=report.printed_on(day, str(options["language"])),
        lines=tuple(
            Line(
                name=report.name_shown(r.name, r.sort_name, options),
                letter=report.letter(r.name, r.sort_name, options),
                pronouns=r.pronouns or "",
                role=", ".join(r.roles),
                team=r.team or "",
                takes_part_as=_stated(r.takes_part_as),
                email=r.email or "",
            )
            for r in rows
        ),
        not_listed=membership.not_listed(s, id, audience, day),
        audience=audience.value,
        private=facts["listing"] == "private",
        of_group=True,
        contact=bool(options["contact"]),
        affiliation=bool(options["affiliation"]),
        copies=int(str(options["copies"])),
    )


def _stated(takes_part_as: str) -> str:
    return "" if takes_part_as == "not_stated" else membership.TAKES_PART_AS[takes_part_as]


def _of_people(s: Session, ids: Sequence[int], options: Given) -> Roster:
    day = options["day"]
    assert isinstance(day, dt.date)
    return Roster(
        title=_("People"),
        purpose="",
        meets="",
        printed=report.printed_on(day, str(options["language"])),
        lines=tuple(
            Line(
                name=report.name_shown(r.name, r.sort_name, options),
                letter=report.letter(r.name, r.sort_name, options),
                pronouns=r.pronouns or "",
                role=r.job_title or "",
                team=r.team or "",
                takes_part_as="",
                email=r.email or "",
            )
            for r in person.rows(s, ids)
        ),
        not_listed=0,
        audience=Audience.COORDINATOR.value,
        private=False,
        of_group=False,
        contact=bool(options["contact"]),
        affiliation=False,
        copies=int(str(options["copies"])),
    )


def story(data: Roster, theme: Theme) -> list[Block]:
    """Lay each copy out, numbered at its foot, so that it is known whose is missing."""
    from allydesk.reports.engine.document import Section

    if data.copies == 1:
        return _copy(data, theme)
    title = page(data).title
    blocks: list[Block] = []
    for n in range(1, data.copies + 1):
        number = _("Copy {n} of {copies}.").format(n=n, copies=data.copies)
        blocks += [Section(title, f"{_foot(data)} {number}"), *_copy(data, theme)]
    return blocks


def _foot(data: Roster) -> str:
    return report.privacy_line(data.audience, private=data.private)


def _copy(data: Roster, theme: Theme) -> list[Block]:
    """Lay the roster out: large print keeps the columns that name and place a person."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.table import Divider, Row, Table
    from allydesk.reports.engine.text import Paragraph

    below = [" · ".join(filter(None, [count(data), data.meets, data.printed]))]
    blocks: list[Block] = [Masthead(data.title, below)]
    if data.purpose:
        blocks.append(Paragraph(data.purpose))
    if not data.lines:
        blocks.append(Paragraph(_("Nobody is listed here.")))
        return blocks
    columns = _columns(data, large=theme.large)
    rows: list[Row] = []
    for n, line in enumerate(data.lines, 1):
        if line.letter and (n == 1 or line.letter != data.lines[n - 2].letter):
            rows.append(Divider(line.letter))
        rows.append([str(n), *(pick(line) for _column, pick in columns)])
    blocks.append(Table([_number(), *(column for column, _pick in columns)], rows))
    if data.not_listed:
        blocks.append(Paragraph(_NOT_LISTED.format(n=data.not_listed), muted=True))
    return blocks


_NOT_LISTED = _("+ {n} not listed: they take part and chose not to be named on this paper.")


def _number() -> Column:
    from allydesk.reports.engine.table import Column

    return Column(_("No."), align="end", muted=True)


def _columns(data: Roster, *, large: bool) -> list[tuple[Column, Callable[[Line], str]]]:
    """Give the columns in which somebody says something, each with where its words come from."""
    from allydesk.reports.engine.table import Column

    def used(pick: Callable[[Line], str]) -> bool:
        return any(pick(line) for line in data.lines)

    wanted: list[tuple[Column, Callable[[Line], str], bool]] = [
        (Column(_("Name"), bold=True, names_row=True), lambda line: line.name, True),
        (Column(_("Pronouns")), lambda line: line.pronouns, not large),
        (Column(_("Role") if data.of_group else _("Job title")), lambda line: line.role, True),
        (Column(_("Takes part as")), lambda line: line.takes_part_as, data.affiliation),
        (Column(_("Team")), lambda line: line.team, not (large and data.contact)),
        (Column(_("E-mail")), lambda line: line.email, data.contact),
    ]
    return [
        (column, pick)
        for column, pick, shown in wanted
        if shown and (column.names_row or used(pick))
    ]


def page(data: Roster) -> Page:
    """Give the page: across, as soon as e-mail addresses or a fifth column want room."""
    title = _("List of people")
    if data.of_group:
        title = _("Roster of {group}").format(group=data.title)
    wide = data.contact or data.affiliation
    return Page(title, data.title, _foot(data), wide)


def count(data: Roster) -> str:
    """Give how many people the roster names and how many it does not."""
    n = len(data.lines)
    named = ngettext("{n} person", "{n} people", n).format(n=n)
    return " · ".join(filter(None, [named, report.not_listed(data.not_listed)]))


REPORT = Report(
    "roster",
    _("Roster"),
    _("Who takes part in a group, or any list of people, in name order."),
    (
        report.GROUP,
        report.PEOPLE,
        report.audience(Audience.COORDINATOR),
        report.NAMES,
        _MAIL,
        _AFFILIATION,
        _COPIES,
    ),
    collect,
    story,
    page,
)
