"""The sheet that goes round at a meeting: names, a box to sign in, and rows for walk-ins.

The sheet of an event has the numbers by which it is typed back; they are stored when it is printed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sqlalchemy.orm import Session

from allydesk import dates, wrap_up
from allydesk.language import _
from allydesk.models import base, group, membership, person
from allydesk.models.privacy import Audience
from allydesk.reports import happening, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_TITLE = Option(
    "title", _("Title"), Kind.TEXT, hint=_("A neutral one, such as “Evening meeting”, if the sheet may be seen."),
    remembered=False,
)  # fmt: skip
_WHEN = Option(
    "when",
    _("Day and place"),
    Kind.TEXT,
    hint=_("As in “Thursday 18:00, Room 3”."),
    remembered=False,
)
_ROWS = Option(
    "rows", _("Empty rows for walk-ins"), Kind.NUMBER, 6,
    hint=_("About so many: they go to the end of the page. 0 for none."),
)  # fmt: skip
_COPIES = Option(
    "copies", _("Numbered copies"), Kind.NUMBER, 1, least=1, most=20, remembered=False,
    hint=_("Each says which copy it is, to hand out and collect again."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One person expected, with the number that stands before the name."""

    number: int
    name: str
    team: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the sheet says. not_listed counts members who agreed to less than the room."""

    title: str
    when: str
    lines: tuple[Line, ...]
    empty: int
    not_listed: int
    audience: str
    private: bool
    uncounted: bool = False  # nobody is named: one box for each who comes
    copies: int = 1


def collect(s: Session, options: Given) -> SignIn:
    """Gather who is expected, as far as everybody in the room may know it."""
    if isinstance(options["event"], int):
        return _of_event(s, options)
    if isinstance(options["people"], tuple):
        return _of_people(s, options["people"], options)
    assert isinstance(options["group"], int)
    return _of_group(s, options["group"], options)


def _of_event(s: Session, options: Given) -> SignIn:
    row = happening.the(s, options)
    rows = wrap_up.sheet_rows(s, row.id, Audience(str(options["audience"])))
    team = not row.reveals  # on a neutral sheet a name is enough
    when = ", ".join(filter(None, [happening.when(row, str(options["language"])), row.where]))
    return _sheet(
        options, row.at_the_door, when,
        tuple(
            Line(r.number, report.name_shown(r.name, r.sort_name, options), (team and r.team) or "")
            for r in rows
        ),
        not_listed=len(wrap_up.sheet_rows(s, row.id)) - len(rows),
        private=row.reveals,
        uncounted=row.who_came == "number",
    )  # fmt: skip


def _of_people(s: Session, people: tuple[int, ...], options: Given) -> SignIn:
    rows = person.rows(s, people)
    return _sheet(options, _("Sign-in sheet"), "", _numbered(rows, options))


def _of_group(s: Session, id: int, options: Given) -> SignIn:
    audience, day = Audience(str(options["audience"])), options["day"]
    assert isinstance(day, dt.date)
    facts = base.values(s, group.Group, id)
    assert facts is not None
    rows = membership.of_group(s, id, audience, day)
    return _sheet(
        options, str(facts["name"]), "", _numbered(rows, options),
        not_listed=membership.not_listed(s, id, audience, day),
        private=facts["listing"] == "private",
    )  # fmt: skip


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def sort_name(self) -> str | None: ...
    @property
    def team(self) -> str | None: ...


def _numbered(rows: Sequence[_Named], options: Given) -> tuple[Line, ...]:
    return tuple(
        Line(n, report.name_shown(r.name, r.sort_name, options), r.team or "")
        for n, r in enumerate(rows, 1)
    )


def _sheet(
    options: Given,
    title: str,
    when: str,
    lines: tuple[Line, ...],
    *,
    not_listed: int = 0,
    private: bool = False,
    uncounted: bool = False,
) -> SignIn:
    day = options["day"]
    assert isinstance(day, dt.date)
    return SignIn(
        title=str(options["title"] or title),
        when=str(options["when"] or when or dates.long(day, str(options["language"]))),
        lines=lines,
        empty=int(str(options["rows"])),
        not_listed=not_listed,
        audience=str(options["audience"]),
        private=private,
        uncounted=uncounted,
        copies=int(str(options["copies"])),
    )


def page(data: SignIn) -> Page:
    title = _("Sign-in sheet – {title}").format(title=data.title)
    return Page(title, data.title, _foot(data, 1))


def _foot(data: SignIn, copy: int) -> str:
    line = report.privacy_line(data.audience, private=data.private)
    if data.copies == 1:
        return line
    number = _("Copy {n} of {copies}.").format(n=copy, copies=data.copies)
    return f"{line} {number}"


def story(data: SignIn, theme: Theme) -> list[Block]:
    """Lay each copy out as a document of its own, with its number on every page."""
    from allydesk.reports.engine.document import Section

    if data.copies == 1:
        return _copy(data, theme)
    blocks: list[Block] = []
    for n in range(1, data.copies + 1):
        blocks += [Section(data.title, _foot(data, n)), *_copy(data, theme)]
    return blocks


def _copy(data: SignIn, theme: Theme) -> list[Block]:
    """Lay the sheet out: rows high enough to sign in, a wide box, and nothing else about anybody."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.form import Boxes
    from allydesk.reports.engine.table import Column, Spare, Table
    from allydesk.reports.engine.text import Paragraph

    if data.uncounted:
        head = Masthead(data.title, [data.when])
        return [head, Paragraph(_("Mark one box for each person.")), Boxes(_BOXES)]
    team = not theme.large and any(line.team for line in data.lines)
    columns = [
        Column(_("No."), align="end", muted=True),
        Column(_("Name"), bold=True, names_row=True),
        *([Column(_("Team"))] if team else []),
        Column(_("Signature"), kind="sign"),
    ]
    blank = [""] if team else []
    rows = [
        [str(line.number), line.name, *([line.team] if team else []), ""] for line in data.lines
    ]
    start = max((line.number for line in data.lines), default=0) + 1
    spare = Spare(data.empty, lambda n: [str(start + n), "", *blank, ""]) if data.empty else None
    said = [data.when, report.not_listed(data.not_listed), _HELP if data.empty else ""]
    blocks: list[Block] = [Masthead(data.title, [line for line in said if line])]
    if rows or spare:
        blocks.append(Table(columns, rows, row_height=_ROW_HEIGHT, spare=spare))
    return blocks


_BOXES = 40  # to count by
_ROW_HEIGHT = 11.0  # mm: a signature needs 10
_HELP = _("Not on the list? Write your name in an empty row.")

REPORT = Report(
    "sign-in",
    _("Sign-in sheet"),
    _("Names of those expected, with room to sign and empty rows for walk-ins."),
    (
        report.ANY_EVENT, report.GROUP, report.PEOPLE, report.audience(Audience.GROUP), report.NAMES,
        _TITLE, _WHEN, _ROWS, _COPIES,
    ),
    collect,
    story,
    page,
    _("Meetings"),
    happening.keep_numbers,
)  # fmt: skip
