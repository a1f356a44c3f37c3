"""Name badges on bought sheets: one big line, the name that somebody chose for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.language import _
from allydesk.models import attendance, person
from allydesk.models.privacy import Audience
from allydesk.reports import happening, on_sheets, report, sheets
from allydesk.reports.chosen import chosen, second_line, unnamed
from allydesk.reports.on_sheets import Put
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.models.person import Card
    from allydesk.models.schedule import Row
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_SECOND = Option(
    "second", _("Second line"), Kind.CHOICE, "none",
    {"none": _("None"), "full": _("Full name, if another"), "team": _("Team"), "job": _("Job title")},
)  # fmt: skip
_TOP = Option(
    "top", _("Line at the top"), Kind.TEXT, remembered=False,
    hint=_("As in “Allies’ evening”. The event or the organisation, if left empty."),
)  # fmt: skip
PRONOUNS = Option("pronouns", _("Pronouns"), Kind.FLAG, default=False, remembered=False)
_PHOTOS = Option(
    "photos", _("Photo mark"), Kind.FLAG, default=False,
    hint=_("A shape and a word that tell photographers whom to ask."),
)  # fmt: skip
_BLANK = Option("blank", _("Empty badges for walk-ins"), Kind.NUMBER, 0, most=100, remembered=False)


@dataclass(frozen=True, slots=True)
class Face:
    """What one badge says; an empty name is a line to write on."""

    name: str = ""
    second: str = ""
    pronouns: str = ""
    photos: str = ""  # "yes", "ask", "no", or "" for no mark


@dataclass(frozen=True, slots=True)
class Badges:
    """All badges, and how they are put on paper."""

    faces: tuple[Face, ...]
    top: str
    put: Put
    notes: tuple[str, ...]


def collect(s: Session, options: Given) -> Badges:
    """Gather the names for badges of those coming to an event, of a group, or of chosen people.

    Of an event and a group, whoever the room may know of.
    """
    top = str(options["top"] or "")
    if isinstance(options["event"], int):
        row = happening.the(s, options)
        faces, notes = _coming(s, row, options)
        top = top or row.at_the_door
    else:
        found = chosen(s, options)
        faces, notes = [_face(card, options) for card in found.cards], found.notes
    faces += [Face()] * int(str(options["blank"]))
    return Badges(tuple(faces), top, on_sheets.put(options), notes)


def _coming(s: Session, row: Row, options: Given) -> tuple[list[Face], tuple[str, ...]]:
    """Give the badges of who said they come, and of those who are there already."""
    states = (*attendance.SAID_YES, *attendance.CAME)
    listed = attendance.of_event(s, row.id, Audience(str(options["audience"])), *states)
    cards = {c.id: c for c in person.cards(s, [r.person_id for r in listed if r.person_id])}
    faces = [
        _face(cards[r.person_id], options) if r.person_id in cards else Face(r.name) for r in listed
    ]
    everybody = attendance.of_event(s, row.id, Audience.COORDINATOR, *states)
    return faces, unnamed(len(everybody) - len(listed))


def _face(card: Card, options: Given) -> Face:
    return Face(
        card.called,
        second_line(card, str(options["second"])),
        (card.pronouns or "") if options["pronouns"] else "",
        card.photo_consent if options["photos"] else "",
    )


def story(data: Badges, theme: Theme) -> Pages | Sequence[Block]:
    """Lay the badges out, each on its own label."""
    from allydesk.reports.engine.badge import draw_badge

    if not data.faces:
        return report.nobody(_("Name badges"), data.notes)
    top = data.top or theme.organisation
    return on_sheets.pages(
        data.put, [partial(draw_badge, face=face, top=top) for face in data.faces], data.notes
    )


def page(_data: Badges) -> Page:
    return Page(_("Name badges"), "", "")


REPORT = Report(
    "badges",
    _("Name badges"),
    _("The name people go by, large, on sheets of badges: for an event, a group or chosen people."),
    (
        report.ANY_EVENT, report.GROUP, report.PEOPLE, report.audience(Audience.GROUP),
        on_sheets.sheet_option(sheets.BADGES, "L4785", "5395"), on_sheets.OWN_SHEET,
        _TOP, _SECOND, PRONOUNS, _PHOTOS, _BLANK, on_sheets.COPIES, on_sheets.START,
        on_sheets.OUTLINES, *on_sheets.PRINTER,
    ),
    collect,
    story,
    page,
    _("Badges and labels"),
)  # fmt: skip
