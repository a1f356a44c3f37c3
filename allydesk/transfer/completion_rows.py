"""Read the rows of a list of completions: whom they speak of, which course, when, how it went."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.base import complaint, fields
from allydesk.models.learning.completion import RESULTS, Completion
from allydesk.text import clean
from allydesk.transfer import headings, names
from allydesk.transfer.book import Book, Row, Sheet, as_text
from allydesk.transfer.entries import Entry
from allydesk.transfer.targets import NAME_PARTS
from allydesk.transfer.values import order_of, read_day

_FIELDS = fields(Completion)
TARGETS: Final = {
    "full_name": _("Full name"),
    "name_last_first": _("Full name as Last, First"),
    "last_name": _("Last name"),
    "first_name": _("First name"),
    "staff_number": _("Staff number"),
    "email": _("E-mail"),
    "team": _("Team"),
    "course": _("Course"),
    "completed_on": _FIELDS["completed_on"].field.label,
    "minutes": _("Minutes"),
    "hours": _("Hours"),
    "result": _FIELDS["result"].field.label,
    "expires": _FIELDS["expires"].field.label,
    "given_number": _("Certificate"),
}
_PERSON = frozenset(
    ("full_name", "name_last_first", "last_name", "first_name", "staff_number", "email", "team")
)
_OTHER_DAYS = ("started", "left", "joined", "left_group")
_DAYS = ("completed_on", "expires")
# What headings of such columns hold, the more telling first.
_WORDS: Final = (
    ("expires", r"expir|valid (until|to)|counts until|renew|due again|gultig bis|valable|validez"),
    ("given_number", r"certificate|zertifikat|certificat|certificado"),
    ("completed_on", r"complet\w* (on|date)|date|finished|attended on|\bon\b|datum|fecha|abgeschlossen"),
    ("result", r"result|outcome|status|grade|passed|ergebnis|resultat|resultado"),
    ("minutes", r"\bmin(ute)?s?\b|minuten|minutos"),
    ("hours", r"\b(hours?|hrs?|duration|stunden|heures|horas)\b"),
    (
        "full_name",
        (
            r"^(?!.*\b(id|no|number|e ?mail|mail|team|department)\b)"
            r".*\b(learner|participant|attendee|trainee|student|delegate|teilnehmer\w*|participante)\b"
        ),
    ),
    ("course", r"course|training|programme?|module|class|workshop|title|kurs|schulung|formation|curso"),
)  # fmt: skip
_RESULTS: Final = {
    "failed": r"not passed|fail|nicht bestanden|echoue",
    "passed": r"pass|bestanden|reussi|aprobad",
    "done": r"done|complet|attended|yes|finished|present|teilgenommen|abgeschlossen",
}
# As learning systems save those who signed up and are not through, or were not there.
_UNDONE = re.compile(
    r"no ?show|absent|did not (come|attend)|not (attended|started|completed|present)|incomplete"
    r"|in progress|cancel|withdr|enrol|regist|pending|abgemeldet|nicht (erschienen|teilgenommen)"
)
_CLOCK = re.compile(r"(\d{1,3})(?::|\s*h\s*)([0-5]\d)(?::\d\d)?", re.IGNORECASE)
_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(h|hours?|hrs?|m|min|minutes?)?", re.IGNORECASE)


class Line(NamedTuple):
    """One row as it was read."""

    row: int
    entry: Entry
    course: str
    values: dict[str, object]
    troubles: tuple[str, ...]
    undone: str = ""  # what the row says instead of a result: nothing was completed


def likely_sheet(book: Book) -> Sheet:
    """Give the sheet that most looks like a list of who did what."""
    return max(book.sheets, key=lambda sheet: len(guess(sheet)))


def guess(sheet: Sheet) -> dict[str, int]:
    """Give which column holds what, as far as the headings tell and what stands below the names."""
    found: dict[str, int] = {}
    for index, heading in enumerate(sheet.headings):
        if target := _target(heading, found):
            found[target] = index
    if (at := found.get("full_name")) is not None:
        below = [text for _n, row in sheet.rows() if (text := as_text(row[at]))]
        if sum(1 for text in below if names.last_first(text)) * 2 > len(below):
            found["name_last_first"] = found.pop("full_name")
    return found


def _target(heading: str, taken: Mapping[str, int]) -> str | None:
    key = headings.plain(heading)
    by_label = {headings.plain(label): name for name, label in TARGETS.items()}
    if not key or key in by_label:
        return by_label.get(key)
    known = headings.match(heading)
    if known and known.sure:
        if known.reason or known.target in _OTHER_DAYS:
            return None  # a day of birth or the first day at work is no day of a course
        person = "full_name" if known.target == "name" else known.target
        if person in _PERSON:
            return person if person not in taken else None
    options = [target for target, pattern in _WORDS if re.search(pattern, key)]
    if known and known.target in _PERSON:
        options.append(known.target)  # a guess from a part of it
    return next((t for t in options if t not in taken), None)


class Reader(NamedTuple):
    """How the days of a list are read."""

    language: str
    today: dt.date
    orders: dict[str, bool | str | None]
    fallback: bool

    def day(self, target: str, cell: object) -> dt.date | None:
        if isinstance(cell, dt.date):
            return cell
        order = self.orders.get(target)
        first = order if isinstance(order, bool) else self.fallback
        return read_day(as_text(cell), self.language, self.today, first)


def reader_for(
    s: Session,
    sheet: Sheet,
    columns: Mapping[str, int],
    day_first: bool | None,  # noqa: FBT001
    today: dt.date,
) -> Reader:
    """Decide how days are read: by each column as a whole, else by the answer, else the language."""
    language = organisation.language(s)
    rows = [row for _n, row in sheet.rows()]
    orders = {t: order_of(row[columns[t]] for row in rows) for t in _DAYS if t in columns}
    fallback = dates.day_first(language) if day_first is None else day_first
    return Reader(language, today, orders, fallback)


def line(number: int, row: Row, columns: Mapping[str, int], course: str, reader: Reader) -> Line:
    """Give one row as it reads. course is what it belongs to where no column says it."""
    text = {t: clean(as_text(row[i])) for t, i in columns.items() if i < len(row)}
    parts = {t: v for t, v in text.items() if t in NAME_PARTS and v}
    person: dict[str, object] = {
        t: text[t] for t in ("staff_number", "email", "team") if text.get(t)
    }
    entry = Entry(number, names.named(parts).full_name, person)
    values: dict[str, object] = {}
    troubles: list[str] = []
    for target in _DAYS:
        if text.get(target):
            values[target] = reader.day(target, row[columns[target]])
            if values[target] is None:
                troubles.append(_not_a_day(text[target]))
    undone = (
        text.get("result", "") if _UNDONE.search(headings.plain(text.get("result", ""))) else ""
    )
    result = None if undone else _result(text.get("result", ""))
    if text.get("result") and result is None and not undone:
        said = _("“{text}” is none of: {choices}.")
        choices = ", ".join(RESULTS.values())
        troubles.append(said.format(text=text["result"][:40], choices=choices))
    for name, given in (
        ("minutes", _minutes(text)),
        ("result", result),
        ("given_number", text.get("given_number") or None),
    ):
        if message := complaint(_FIELDS[name], given) if given is not None else None:
            troubles.append(message)
        elif given is not None:
            values[name] = given
    return Line(number, entry, text.get("course") or course, values, tuple(troubles), undone[:40])


def _not_a_day(text: str) -> str:
    said = _("“{text}” is not a day AllyDesk can read. Write it like 19/11/2026.")
    return said.format(text=text[:40])


def _minutes(text: Mapping[str, str]) -> int | None:
    """Give how long it took: "90", "1.5 h" and "1:30" under Hours."""
    for target, size in (("minutes", 1), ("hours", 60)):
        words = text.get(target, "")
        if found := _CLOCK.fullmatch(words):
            return int(found[1]) * 60 + int(found[2])
        if found := _AMOUNT.fullmatch(words):
            unit = (found[2] or "")[:1].lower()
            factor = {"h": 60, "m": 1}.get(unit, size)
            return round(float(found[1].replace(",", ".")) * factor)
    return None


def _result(words: str) -> str | None:
    key = headings.plain(words)
    for result, label in RESULTS.items():
        if key in (result, headings.plain(label)):
            return result
    return next((r for r, pattern in _RESULTS.items() if key and re.search(pattern, key)), None)
