"""Certificates, each on one page: for one person or a team, for many people in one file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models import person
from allydesk.reports import certificates, report
from allydesk.reports.certificates import (
    LAYOUT,
    LIES,
    PREPRINTED,
    PRINTER,
    Certificate,
    Certificates,
    Signatory,
    counted,
)
from allydesk.reports.report import Given, Kind, Option, Page, Report

_PEOPLE = replace(report.PEOPLE, hint=_("One certificate for each, all in one file."))
_WHO = Option(
    "who", _("Name, if not from the list"), Kind.TEXT, remembered=False,
    hint=_("A sign | starts a new line, for a team. Empty, with nobody chosen: a line to write on."),
)  # fmt: skip
_HEADING = Option("heading", _("Heading"), Kind.TEXT, _("Certificate of participation"))
_GIVEN = Option("given", _("Line above the name"), Kind.TEXT, _("This certificate is given to"))
_WORDING = Option(
    "wording", _("Wording"), Kind.TEXT, remembered=False,
    hint=_("As in “for taking part in Active Allies on 14 May”."),
)  # fmt: skip
_DATE = Option("date", _("Date"), Kind.DATE, remembered=False, hint=_("Today, if left empty."))
_NUMBER = Option(
    "number", _("Number of the first"), Kind.TEXT, remembered=False,
    hint=_("As in “2026-014”. It counts up. May stay empty."),
)  # fmt: skip
_SIGNED = Option(
    "signed", _("Who signs"), Kind.TEXT,
    remembered=False, hint=_("Up to three, as in “Zoë Łukaszewicz, HR; Wei Zhang, Director”."),
)  # fmt: skip
_SIGNATURES = Option(
    "signatures", _("Pictures of signatures"), Kind.PICTURES, remembered=False,
    hint=_("PNG or JPEG, in the order of those who sign. Without one there is a line to sign on."),
    typed=_("Files, with ; between."),
)  # fmt: skip


def collect(s: Session, options: Given) -> Certificates:
    """Make one certificate for each chosen person, or one for the name or team that was typed."""
    day = options["date"] or options["day"]
    assert isinstance(day, dt.date)
    people, who = options["people"], str(options["who"] or "")
    names: list[tuple[str, ...]] = []
    if isinstance(people, tuple):
        names = [(row.name,) for row in person.rows(s, people)]
    if who.strip():
        names.append(tuple(line.strip() for line in who.split("|") if line.strip()))
    numbers = counted(str(options["number"] or ""), len(names) or 1)
    made = [
        Certificate(
            names=name,
            heading=str(options["heading"] or ""),
            given=str(options["given"] or ""),
            wording=str(options["wording"] or ""),
            date=dates.written(day, str(options["language"])),
            number=_("No. {number}").format(number=number) if number else "",
            signatories=_signatories(str(options["signed"] or ""), options["signatures"]),
        )
        for name, number in zip(names or [()], numbers, strict=True)
    ]
    right, down, ruler = (float(str(options[o.name])) for o in PRINTER)
    return Certificates(
        tuple(made), str(options["layout"]), options["lies"] == "upright",
        bool(options["preprinted"]), right, down, ruler,
    )  # fmt: skip


def _signatories(words: str, pictures: object) -> tuple[Signatory, ...]:
    signed = pictures if isinstance(pictures, tuple) else ()
    parts = [part.partition(",") for part in words.split(";") if part.strip()]
    parts += [("", "", _("Signature"))] * (max(1, len(signed)) - len(parts))
    return tuple(
        Signatory(name.strip(), role.strip(), picture)
        for (name, _comma, role), picture in zip(
            parts[:3], [*signed, None, None, None], strict=False
        )
    )


def page(data: Certificates) -> Page:
    """Give the title; no name is in it, because it becomes the name of the file."""
    title = next((c.heading for c in data.certificates if c.heading), _("Certificate"))
    return Page(title, title, "")


REPORT = Report(
    "certificate",
    _("Certificate"),
    _("For one person, a team, or many people in one file."),
    (
        _PEOPLE, _WHO, _HEADING, _GIVEN, _WORDING, _DATE, _NUMBER, _SIGNED, _SIGNATURES, LAYOUT, LIES,
        PREPRINTED, *PRINTER,
    ),
    collect,
    certificates.story,
    page,
    _("Thanks"),
)  # fmt: skip
