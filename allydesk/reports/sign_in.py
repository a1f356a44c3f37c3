"""The sheet that goes round at a meeting: names, a box to sign in, and rows for walk-ins."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models import base, group, membership, person
from allydesk.models.privacy import Audience
from allydesk.reports import report
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
_ROWS = Option("rows", _("Empty rows for walk-ins"), Kind.NUMBER, 6)


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


def collect(s: Session, options: Given) -> SignIn:
    """Gather who is expected, as far as everybody in the room may know it."""
    day = options["day"]
    assert isinstance(day, dt.date)
    people, audience = options["people"], Audience(str(options["audience"]))
    title, hidden, private = _("Sign-in sheet"), 0, False
    if isinstance(people, tuple):
        names = [
            (report.name_shown(r.name, r.sort_name, options), r.team)
            for r in person.rows(s, people)
        ]
    else:
        assert isinstance(options["group"], int)
        facts = base.values(s, group.Group, options["group"])
        assert facts is not None
        title, private = str(facts["name"]), facts["listing"] == "private"
        rows = membership.of_group(s, options["group"], audience, day)
        names = [(report.name_shown(r.name, r.sort_name, options), r.team) for r in rows]
        hidden = membership.not_listed(s, options["group"], audience, day)
    return SignIn(
        title=str(options["title"] or title),
        when=str(options["when"] or dates.long(day, str(options["language"]))),
        lines=tuple(Line(n, name, team or "") for n, (name, team) in enumerate(names, 1)),
        empty=int(str(options["rows"])),
        not_listed=hidden,
        audience=audience.value,
        private=private,
    )


def page(data: SignIn) -> Page:
    title = _("Sign-in sheet – {title}").format(title=data.title)
    return Page(title, data.title, report.privacy_line(data.audience, private=data.private))


def story(data: SignIn, theme: Theme) -> list[Block]:
    """Lay the sheet out: rows high enough to sign in, a wide box, and nothing else about anybody."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.table import Column, Table

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
    start = len(rows) + 1
    rows += [[str(n), "", *blank, ""] for n in range(start, start + data.empty)]
    said = [data.when, report.not_listed(data.not_listed), _HELP if data.empty else ""]
    blocks: list[Block] = [Masthead(data.title, [line for line in said if line])]
    if rows:
        blocks.append(Table(columns, rows, row_height=_ROW_HEIGHT))
    return blocks


_ROW_HEIGHT = 11.0  # mm: a signature needs 10
_HELP = _("Not on the list? Write your name in an empty row.")

REPORT = Report(
    "sign-in",
    _("Sign-in sheet"),
    _("Names of those expected, with room to sign and empty rows for walk-ins."),
    (
        report.GROUP,
        report.PEOPLE,
        report.audience(Audience.GROUP),
        report.NAMES,
        _TITLE,
        _WHEN,
        _ROWS,
    ),
    collect,
    story,
    page,
    _("Meetings"),
)
