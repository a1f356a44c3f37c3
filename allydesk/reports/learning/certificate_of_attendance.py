"""Certificates for those who were there or did a course, numbered in the register, all in one file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import attendance
from allydesk.models.attendance import CAME
from allydesk.models.awards import signatory
from allydesk.models.learning import certificate, completion, course
from allydesk.models.learning.completion import Row
from allydesk.models.privacy import Audience
from allydesk.reports import asked, certificates, happening, learned, on_sheets, report
from allydesk.reports.certificates import (
    LAYOUT,
    LIES,
    PREPRINTED,
    Certificate,
    Certificates,
    Covered,
    Signatory,
    reprint_mark,
)
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.fixed import Pages
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme
    from allydesk.store import Store

_ALONE = ("e_learning", "self_study")  # nobody attends these


def _last_event(s: Session, day: dt.date) -> int | None:
    now = dt.datetime.combine(day, dt.time.max)
    return course.last_session(s, now) or asked.last_event(s, now)


def _signs(s: Session, _day: dt.date) -> tuple[int, ...]:
    return tuple(signatory.usual(s, None))


def _who_signs(s: Session) -> Mapping[int, str]:
    return {r.id: r.name for r in signatory.listing(s)}


_COMPLETIONS = Option(
    "completions", _("Completions"), Kind.RECORDS, remembered=False, typed=_("Their ids, with ; between.")
)  # fmt: skip
_EVENT = replace(
    report.ANY_EVENT, usual=_last_event,
    hint=_("Everybody who came. For other people, choose “No event”."),
    typed=_("Its title, its day or “last”. The last one, if left empty."),
)  # fmt: skip
_PEOPLE = replace(report.PEOPLE, hint=_("One for each course they have done."))
_COURSE = Option(
    "course", _("Only the course"), Kind.RECORD, remembered=False, among=learned.courses,
    hint=_("Without people: everybody who has done it."),
)  # fmt: skip
_SIGNED = Option(
    "signatories", _("Who signs"), Kind.RECORDS, remembered=False, among=_who_signs, usual=_signs,
    hint=_("Up to three. Nobody ticked: a line to sign on."), typed=_("Names, with ; between."),
)  # fmt: skip
_COVERED = Option("covered", _("What was learned, on a second page"), Kind.FLAG, default=False)


@dataclass(frozen=True, slots=True)
class Batch:
    """All certificates of a file."""

    certificates: Certificates


def collect(s: Session, options: Given) -> Batch:
    """Make a certificate for each completion; for an event that is no course, for each who came.

    Raises Problem where nothing is chosen and nothing has taken place yet.
    """
    if all(options[name] is None for name in ("completions", "event", "people", "course")):
        raise Problem(_("Say whose certificates: choose an event, people or a course."))
    rows = _rows(s, options)
    signed = _signatories(s, options)
    made = [_of_completion(s, r, options, signed) for r in rows]
    event = options["event"]
    if not made and _of_event(options) and course.of_event(s, int(str(event))) is None:
        made = _of_those_who_came(s, options, signed)
    right, down, ruler = (float(str(options[o.name])) for o in on_sheets.PRINTER)
    return Batch(
        Certificates(
            tuple(made), str(options["layout"]), options["lies"] == "upright",
            bool(options["preprinted"]), right, down, ruler,
        )
    )  # fmt: skip


def _of_event(options: Given) -> bool:
    chosen = ("completions", "people", "course")
    return options["event"] is not None and all(options[name] is None for name in chosen)


def _rows(s: Session, options: Given) -> list[Row]:
    """Give the completions that were asked for and that get a certificate of ours, in name order."""
    these, people, one = options["completions"], options["people"], options["course"]
    if isinstance(these, tuple):
        found = completion.some(s, these)
    elif isinstance(people, tuple):
        found = [r for r in completion.everywhere(s) if r.person_id in set(people)]
    elif isinstance(one, int):
        found = completion.of_course(s, one)
    elif isinstance(options["event"], int):
        found = completion.of_event(s, options["event"])
    else:
        found = []
    if isinstance(one, int):
        found = [r for r in found if r.course_id == one]
    return [r for r in found if r.counts and not r.earlier and not r.given_number]


def _signatories(s: Session, options: Given) -> tuple[Signatory, ...]:
    these = options["signatories"]
    wanted = these if isinstance(these, tuple) else ()
    known = {r.id: r for r in signatory.listing(s, in_use=False)}
    found = [known[id] for id in wanted if id in known][: signatory.MOST]
    signed = tuple(Signatory(r.name, r.position or "", r.picture) for r in found)
    return signed or (Signatory("", _("Signature")),)


def _of_completion(
    s: Session, row: Row, options: Given, signed: tuple[Signatory, ...]
) -> Certificate:
    language, day = str(options["language"]), options["day"]
    assert isinstance(day, dt.date)
    about = course.row(s, row.course_id)
    assert about is not None  # a completion is never without its course
    passed = row.result == "passed"
    words = about.certificate_words or (_("has passed") if passed else _usual(about.kind))
    heading = _("Certificate of completion")
    if not passed and about.kind not in _ALONE:
        heading = _("Certificate of attendance")
    return Certificate(
        names=(row.name,),
        heading=heading,
        given=_("This certifies that"),
        wording=_wording(words, about.title, row.minutes, language),
        date=_dated(row, language),
        number=_("No. {number}").format(number=row.certificate) if row.certificate else "",
        signatories=signed,
        reprint=reprint_mark(row.printed, day, language) if row.printed else "",
        covered=_covered(row, about, language) if options["covered"] else None,
    )


def _usual(kind: str) -> str:
    return _("has completed") if kind in _ALONE else _("has taken part in")


def _wording(words: str, title: str, minutes: int | None, language: str) -> str:
    said = _("{words} “{title}”").format(words=words, title=title)
    return ", ".join(filter(None, (said, learned.length(minutes, language))))


def _dated(row: Row, language: str) -> str:
    day = dates.written(row.completed_on, language)
    if row.expires is None:
        return day
    return _("{day} · counts until {until}").format(
        day=day, until=dates.written(row.expires, language)
    )


def _covered(row: Row, about: course.Row, language: str) -> Covered:
    facts = (
        (_("Name"), row.name),
        (_("Date"), dates.written(row.completed_on, language)),
        (_("Length"), learned.length(row.minutes, language)),
        (_("Kind"), course.KINDS[about.kind]),
        (_("Level"), course.LEVELS[about.level]),
        (_("Result"), completion.RESULTS[row.result]),
        (_("Certificate"), row.certificate or ""),
    )
    items = tuple(line.strip() for line in (about.objectives or "").splitlines() if line.strip())
    return Covered(about.title, tuple((k, v) for k, v in facts if v), items)


def _of_those_who_came(
    s: Session, options: Given, signed: tuple[Signatory, ...]
) -> list[Certificate]:
    """Give certificates for an event that is no session of a course. They have no number."""
    row, language = happening.the(s, options), str(options["language"])
    length = None if row.whole_day else int((row.ends - row.starts).total_seconds() // 60)
    whole = Certificate(
        names=(),
        heading=_("Certificate of attendance"),
        given=_("This certifies that"),
        wording=_wording(_usual(""), happening.title(row), length, language),
        date=dates.written(row.days[1], language),
        signatories=signed,
    )
    came = attendance.of_event(s, row.id, Audience.COORDINATOR, *CAME)
    return [replace(whole, names=(r.name,)) for r in came]


def story(data: Batch, theme: Theme) -> Pages | list[Block]:
    """Lay out each certificate on a page of its own."""
    if data.certificates.certificates:
        return certificates.story(data.certificates, theme)
    sentence = _("Note first who came and has done the course. Then their certificates are here.")
    return report.nobody(REPORT.title, [sentence])


def page(_data: Batch) -> Page:
    """Give the title; no name is in it, because it becomes the name of the file."""
    return Page(REPORT.title, REPORT.title, "")


def before(store: Store, options: Given) -> None:
    """Give a number to each that has none: it stands on the paper and in the register."""
    rows = store.read(_rows, options)
    if ids := [r.id for r in rows if r.number is None]:
        label = ngettext("Number {n} certificate", "Number {n} certificates", len(ids))
        day = options["day"]
        assert isinstance(day, dt.date)
        store.write(label.format(n=len(ids)), certificate.issue, ids, day)


def after(store: Store, options: Given) -> None:
    """Note that they were printed: the next ones are reprints. Undo takes that back."""
    day = options["day"]
    assert isinstance(day, dt.date)
    rows = store.read(_rows, options)
    if numbers := [r.number for r in rows if r.number is not None]:
        label = ngettext(
            "Note that {n} certificate was printed", "Note that {n} certificates were printed",
            len(numbers),
        )  # fmt: skip
        store.write(label.format(n=len(numbers)), certificate.note_printed, numbers, day)


REPORT = Report(
    "certificate-of-attendance",
    _("Certificates of attendance"),
    _("For everybody who was there, numbered, all in one file."),
    (
        _COMPLETIONS, _EVENT, _PEOPLE, _COURSE, _SIGNED, _COVERED, LAYOUT, LIES, PREPRINTED,
        *on_sheets.PRINTER,
    ),
    collect,
    story,
    page,
    _("Learning"),
    before=before,
    after=after,
)  # fmt: skip
