"""Certificates of awards, from the register: name, what for, number and who signs, all in one file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import awarding, dates
from allydesk.language import _
from allydesk.models.awards import signatory, wording
from allydesk.models.awards.award import Row
from allydesk.reports import certificates, recognised
from allydesk.reports.certificates import (
    LAYOUT,
    LIES,
    PREPRINTED,
    PRINTER,
    Certificate,
    Certificates,
    Signatory,
    reprint_mark,
)
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme
    from allydesk.store import Store

_AWARDS = Option(
    "awards", _("Awards"), Kind.RECORDS, remembered=False, among=recognised.certified,
    usual=recognised.to_print, hint=_("What was printed before is marked as a reprint."),
    typed=_("Numbers or names, with ; between, or “all”. Those not printed yet, if left out."),
)  # fmt: skip
_EACH = Option(
    "each", _("For several people"), Kind.CHOICE, "one",
    {"one": _("One certificate with all names"), "each": _("A certificate for each")},
)  # fmt: skip
_GIVEN = Option("given", _("Line above the name"), Kind.TEXT, _("This certificate is given to"))
_OWN = "own"
_LOOK = replace(
    LAYOUT, default=_OWN, choices={_OWN: _("As each award says"), **(LAYOUT.choices or {})}
)


@dataclass(frozen=True, slots=True)
class Batch:
    """All certificates of a file; none says so on a page of words."""

    certificates: Certificates


def collect(s: Session, options: Given) -> Batch:
    """Make the certificates of the chosen awards in order; what is printed again is marked."""
    rows = [r for r in recognised.chosen(s, options) if r.kind == "award"]
    signed = signatory.of_awards(s, [r.id for r in rows])
    made = [
        one
        for row in rows
        for one in _certificates(s, row, [_signs(r) for r in signed[row.id]], options)
    ]
    right, down, ruler = (float(str(options[o.name])) for o in PRINTER)
    look = "" if options["layout"] == _OWN else str(options["layout"])
    return Batch(
        Certificates(
            tuple(made), look, options["lies"] == "upright", bool(options["preprinted"]),
            right, down, ruler,
        )
    )  # fmt: skip


def _signs(row: signatory.Row) -> Signatory:
    return Signatory(row.name, row.position or "", row.picture)


def _certificates(
    s: Session, row: Row, signed: Sequence[Signatory], options: Given
) -> list[Certificate]:
    """Give the certificate of an award, or one for each of several people."""
    language, day, line = str(options["language"]), options["day"], str(options["given"] or "")
    assert isinstance(day, dt.date)
    whole = Certificate(
        names=row.names or ((row.team_name,) if row.team_name else ()),
        heading=recognised.title(row),
        given=line,
        team=row.team_name or "" if row.names else "",
        wording=wording.certificate_words(s, row),
        date=dates.written(row.given_on, language),
        number=_("No. {number}").format(number=row.number) if row.number else "",
        signatories=tuple(signed[: signatory.MOST]) or (Signatory("", _("Signature")),),
        reprint=reprint_mark(row.reprints + 1, day, language) if row.printed_on else "",
        layout=row.layout if options["layout"] == _OWN else "",
    )
    if options["each"] == "one" or len(row.names) < 2:
        return [whole]
    words = "\n".join(filter(None, (whole.wording, row.team_name)))
    return [replace(whole, names=(name,), team="", wording=words) for name in row.names]


def story(data: Batch, theme: Theme) -> Pages | list[Block]:
    """Lay out each certificate on a page of its own."""
    if data.certificates.certificates:
        return certificates.story(data.certificates, theme)
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Paragraph

    return [
        Masthead(REPORT.title),
        Paragraph(_("No certificate waits to be printed. Choose an award to print it.")),
    ]


def page(_data: Batch) -> Page:
    """Give the title; no name is in it, because it becomes the name of the file."""
    return Page(REPORT.title, REPORT.title, "")


def after(store: Store, options: Given) -> None:
    """Note that the certificates were printed: the next ones of these awards are reprints."""
    day = options["day"]
    assert isinstance(day, dt.date)
    rows = store.read(recognised.chosen, options)
    if ids := [r.id for r in rows if r.kind == "award"]:
        awarding.printed(store, ids, day)


REPORT = Report(
    "award-certificate",
    _("Award certificates"),
    _("For awards in the register: number, signatures, all in one file."),
    (_AWARDS, _EACH, _GIVEN, _LOOK, LIES, PREPRINTED, *PRINTER),
    collect,
    story,
    page,
    _("Thanks"),
    after=after,
)
