"""Colleagues and how to reach them, without photos, from A to Z."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.language import _, ngettext
from allydesk.models import person
from allydesk.models.privacy import Audience
from allydesk.reports import report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.table import Row
    from allydesk.reports.engine.theme import Theme

_PEOPLE = replace(report.PEOPLE, default="all", hint=_("Everybody, if left empty."))
_NAMES = replace(report.NAMES, default="sorted")
_MAIL = Option("contact", _("E-mail addresses"), Kind.FLAG, default=True)
_PHONE = Option("phone", _("Phone numbers"), Kind.FLAG, default=True)
_AUDIENCE = replace(report.audience(Audience.ANYONE), hint="")


@dataclass(frozen=True, slots=True)
class Entry:
    """One colleague; letter is what the entry is looked for under."""

    name: str
    letter: str
    job: str
    team: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Contacts:
    """The list, in name order."""

    entries: tuple[Entry, ...]
    printed: str
    audience: str


def collect(s: Session, options: Given) -> Contacts:
    """Gather how to reach the chosen people; nothing about groups is in it."""
    ids, day = options["people"], options["day"]
    assert isinstance(ids, tuple)
    assert isinstance(day, dt.date)
    entries = []
    for card in person.cards(s, ids):
        name = report.name_shown(card.full_name, card.sort_name, options)
        entries.append(
            Entry(
                name if card.known_as in (None, card.full_name) else f"{name} ({card.known_as})",
                report.letter(card.full_name, card.sort_name, options),
                card.job_title or "",
                card.team or "",
                (card.phone or "") if options["phone"] else "",
                (card.email or "") if options["contact"] else "",
            )
        )
    printed = report.printed_on(day, str(options["language"]))
    return Contacts(tuple(entries), printed, str(options["audience"]))


def story(data: Contacts, theme: Theme) -> list[Block]:
    """Lay the list out, in columns in which somebody says something; large print needs fewer."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.table import Column, Divider, Table

    if not data.entries:
        return report.nobody(_("Contact list"))
    picks: list[tuple[Column, Callable[[Entry], str]]] = [
        (Column(_("Name"), bold=True, names_row=True), lambda e: e.name),
        (Column(_("Job title")), lambda e: "" if theme.large else e.job),
        (Column(_("Team")), lambda e: "" if theme.large else e.team),
        (Column(_("Phone")), lambda e: e.phone),
        (Column(_("E-mail")), lambda e: e.email),
    ]
    columns = [(c, pick) for c, pick in picks if any(map(pick, data.entries))]
    rows: list[Row] = []
    for letter, entries in groupby(data.entries, key=lambda entry: entry.letter):
        if letter:
            rows.append(Divider(letter))
        rows += [[pick(entry) for _column, pick in columns] for entry in entries]
    n = len(data.entries)
    count = ngettext("{n} person", "{n} people", n).format(n=n)
    return [
        Masthead(_("Contact list"), [f"{count} · {data.printed}"]),
        Table([column for column, _pick in columns], rows),
    ]


def page(data: Contacts) -> Page:
    title = _("Contact list")
    return Page(title, title, report.privacy_line(data.audience, private=False), wide=True)


REPORT = Report(
    "contact-list",
    _("Contact list"),
    _("How to reach colleagues, from A to Z, without photos."),
    (_PEOPLE, _AUDIENCE, _NAMES, _MAIL, _PHONE),
    collect,
    story,
    page,
)
