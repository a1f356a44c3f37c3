"""A sign-in sheet that gives nobody away if it is left on a table."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates, wrap_up
from allydesk.language import _
from allydesk.models import attendance
from allydesk.models.privacy import Audience
from allydesk.reports import happening, report
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
_TITLE = Option(
    "title", _("Title"), Kind.TEXT, remembered=False, hint=_("“Meeting”, if left empty.")
)
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
    marks: tuple[tuple[int, str], ...]
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
    found = _of_event(s, options) if isinstance(options["event"], int) else _of_list(s, options)
    tally = options["shown"] == "tally" or found.uncounted
    return Discreet(
        title=str(options["title"] or found.title or _("Meeting")),
        when=str(options["when"] or found.when or dates.long(day, language)),
        marks=() if tally else found.marks,
        tally=tally,
        # Who is not to be named here finds an empty row.
        empty=int(str(options["rows"])) + found.not_listed,
        copies=int(str(options["copies"])),
        destroy_by=dates.medium(destroy, language),
    )


@dataclass(frozen=True, slots=True)
class _Expected:
    """Who is expected, as marks with the numbers before them."""

    marks: tuple[tuple[int, str], ...]
    not_listed: int
    title: str = ""
    when: str = ""
    uncounted: bool = False


def _of_list(s: Session, options: Given) -> _Expected:
    found, shown = chosen(s, options), str(options["shown"])
    marks = (_mark(card.full_name, card.known_as, shown) for card in found.cards)
    return _Expected(tuple(enumerate(marks, 1)), found.not_listed)


def _of_event(s: Session, options: Given) -> _Expected:
    """Give the rows of an event's sheet, with the numbers by which it is typed back."""
    row, shown = happening.the(s, options), str(options["shown"])
    rows = wrap_up.sheet_rows(s, row.id, Audience(str(options["audience"])))
    known = {r.id: r.known_as for r in attendance.of_event(s, row.id)}
    return _Expected(
        tuple((r.number, _mark(r.name, known[r.attendance_id], shown)) for r in rows),
        len(wrap_up.sheet_rows(s, row.id)) - len(rows),
        row.door_title or "",
        ", ".join(filter(None, [happening.when(row, str(options["language"])), row.where])),
        row.who_came == "number",
    )


def _mark(full_name: str, known_as: str | None, shown: str) -> str:
    """Give what stands for a person: never a part of a name that they did not choose."""
    if shown == "known" and known_as:
        return known_as
    return first_letters(full_name, 3)


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
    from allydesk.reports.engine.table import Column, Spare, Table
    from allydesk.reports.engine.text import Paragraph

    said = _("Copy {n} of {copies}").format(n=copy, copies=data.copies)
    start = max((number for number, _mark in data.marks), default=0) + 1
    rows = [[str(number), mark, ""] for number, mark in data.marks]
    spare = Spare(data.empty, lambda n: [str(start + n), "", ""]) if data.empty else None
    head: list[Block] = [Masthead(data.title, [data.when, said])]
    if data.tally:
        return [*head, Paragraph(_("Mark one box for each person.")), Boxes(_BOXES)]
    if not rows and spare is None:
        return head
    columns = [
        Column(_("No."), align="end", muted=True),
        Column(_("Who"), bold=True, names_row=True),
        Column(_("Signature or mark"), kind="sign"),
    ]
    return [*head, Table(columns, rows, row_height=_ROW_HEIGHT, spare=spare)]


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
        report.ANY_EVENT, report.GROUP, report.PEOPLE, report.audience(Audience.GROUP), _SHOWN, _TITLE, _WHEN, _ROWS,
        _COPIES, _DESTROY,
    ),
    collect,
    story,
    page,
    _("Meetings"),
    happening.keep_numbers,
)  # fmt: skip
