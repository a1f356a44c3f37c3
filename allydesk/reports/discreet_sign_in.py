"""A sign-in sheet that gives nobody away if it is left on a table."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models.person import Card
from allydesk.models.privacy import Audience
from allydesk.reports import report
from allydesk.reports.chosen import chosen
from allydesk.reports.report import Given, Kind, Option, Page, Report
from allydesk.text import first_letters

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_SHOWN = Option(
    "shown", _("What stands for a person"), Kind.CHOICE, "initials",
    {
        "initials": _("Initials"),
        "known": _("The name they are known as, else initials"),
        "tally": _("Nothing: boxes to count by"),
    },
)  # fmt: skip
_TITLE = Option("title", _("Title"), Kind.TEXT, _("Meeting"), remembered=False)
_WHEN = Option(
    "when", _("Day and place"), Kind.TEXT, hint=_("As in “Thursday 18:00, Room 3”."), remembered=False
)  # fmt: skip
_ROWS = Option("rows", _("Empty rows for walk-ins"), Kind.NUMBER, 6)
_COPIES = Option("copies", _("Copies"), Kind.NUMBER, 1, least=1, most=20, remembered=False)
_DESTROY = Option(
    "destroy_by", _("Destroy by"), Kind.DATE, hint=_("In two weeks, if left empty."), remembered=False
)  # fmt: skip
_BOXES = 40  # to count by, if there is nobody to expect
_ROW_HEIGHT = 11.0  # mm


@dataclass(frozen=True, slots=True)
class Discreet:
    """What the sheet says; nothing in it names the group."""

    title: str
    when: str
    marks: tuple[str, ...]
    tally: bool
    empty: int
    copies: int
    destroy_by: str


def collect(s: Session, options: Given) -> Discreet:
    """Gather what stands for those expected, as far as everybody in the room may know it."""
    day, language = options["day"], str(options["language"])
    assert isinstance(day, dt.date)
    destroy = options["destroy_by"] or day + dt.timedelta(days=14)
    assert isinstance(destroy, dt.date)
    found, shown = chosen(s, options), str(options["shown"])
    tally = shown == "tally"
    return Discreet(
        title=str(options["title"] or _("Meeting")),
        when=str(options["when"] or dates.long(day, language)),
        marks=() if tally else tuple(_mark(card, shown) for card in found.cards),
        tally=tally,
        # Who is not to be named here finds an empty row.
        empty=int(str(options["rows"])) + found.not_listed,
        copies=int(str(options["copies"])),
        destroy_by=dates.medium(destroy, language),
    )


def _mark(card: Card, shown: str) -> str:
    """Give what stands for a person: never a part of a name that they did not choose."""
    if shown == "known" and card.known_as:
        return card.known_as
    return first_letters(card.full_name, 3)


def story(data: Discreet, _theme: Theme) -> list[Block]:
    """Lay out each copy as a document of its own, with its number on every page."""
    from allydesk.reports.engine.document import Section

    blocks: list[Block] = []
    for copy in range(1, data.copies + 1):
        blocks += [Section(data.title, _foot(data, copy)), *_copy(data, copy)]
    return blocks


def _copy(data: Discreet, copy: int) -> list[Block]:
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.form import Boxes
    from allydesk.reports.engine.table import Column, Table
    from allydesk.reports.engine.text import Paragraph

    said = _("Copy {n} of {copies}").format(n=copy, copies=data.copies)
    marks = [*data.marks, *([""] * data.empty)]
    rows = [[str(n), mark, ""] for n, mark in enumerate(marks, 1)]
    head: list[Block] = [Masthead(data.title, [data.when, said])]
    if data.tally:
        return [*head, Paragraph(_("Mark one box for each person.")), Boxes(_BOXES)]
    if not rows:
        return head
    columns = [
        Column(_("No."), align="end", muted=True),
        Column(_("Who"), bold=True, names_row=True),
        Column(_("Signature or mark"), kind="sign"),
    ]
    return [*head, Table(columns, rows, row_height=_ROW_HEIGHT)]


def _foot(data: Discreet, copy: int) -> str:
    return _("Copy {n} of {copies}. Hand back to the coordinator. Destroy by {day}.").format(
        n=copy, copies=data.copies, day=data.destroy_by
    )


def page(data: Discreet) -> Page:
    return Page(data.title, data.title, _foot(data, 1))


REPORT = Report(
    "discreet-sign-in",
    _("Discreet sign-in sheet"),
    _("For groups that stay private: initials or boxes, and a neutral title."),
    (
        report.GROUP, report.PEOPLE, report.audience(Audience.GROUP), _SHOWN, _TITLE, _WHEN, _ROWS,
        _COPIES, _DESTROY,
    ),
    collect,
    story,
    page,
)  # fmt: skip
