"""One note or incident on paper: what may be shown on a sheet of its own, the rest for those who act."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import action, organisation
from allydesk.models.base import Sensitivity, fields
from allydesk.models.feedback import incident, note, period, promise, receipt, voice
from allydesk.models.feedback.incident import Access, Incident
from allydesk.models.privacy import Audience
from allydesk.reports import listened, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_LISTED, _SHORT = 300, 50


def _notes(s: Session) -> dict[int, str]:
    """Give the newest notes: id -> words, for the coordinator’s own choice."""
    language = organisation.language(s)
    rows = note.rows(s, note.ids(s, limit=_LISTED))
    return {r.id: " · ".join((_shortly(r.text), period.words(r.period, language))) for r in rows}


def _shortly(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1].rstrip() + "…"


_NOTE = Option(
    "note", _("Note"), Kind.RECORD, remembered=False, among=_notes, typed=_("Words of it."),
)  # fmt: skip
# The place of incidents gives both, as long as it is open. Nobody is asked for them: there is no
# option of the name in `when` that could be ticked.
_INCIDENT = Option(
    "incident", _("Incident"), Kind.TEXT, remembered=False, when="place",
    typed=_("Only from the window, where incidents are open."),
)  # fmt: skip
_ACCESS = replace(_INCIDENT, name="access", label=_("Leave to read incidents"))
_PARTS = Option(
    "part", _("What is printed"), Kind.CHOICE, "both",
    {"both": _("Both parts, apart"), "public": _("What may be shown"),
     "internal": _("What is confidential")}, remembered=False,
)  # fmt: skip
_COPIES = Option(
    "copies", _("Numbered copies"), Kind.NUMBER, 1, least=1, most=20, remembered=False,
    hint=_("Each says which copy it is, to hand out and collect again."),
)  # fmt: skip
_ROOM = Option("lines", _("Lines for notes"), Kind.NUMBER, 6, most=40)

_Facts = tuple[tuple[str, str], ...]
_Texts = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two parts: what is known in a line each, and longer texts under their heads."""

    facts: _Facts
    texts: _Texts


@dataclass(frozen=True, slots=True)
class Case:
    """A case and its two parts; either may be left out."""

    ref: str
    public: Side | None
    internal: Side | None
    actions: tuple[tuple[str, str, str], ...]
    lines: int
    copies: int
    printed: str


def collect(s: Session, options: Given) -> Case | None:
    """Gather one note, or an incident while incidents are open; None where none is chosen."""
    if options["incident"] is not None:
        return _of_incident(s, options)
    if options["note"] is None:
        return None
    row = note.one(s, int(str(options["note"])))
    if row is None:
        raise Problem(_("This note is no longer here. Choose another one."))
    language = str(options["language"])
    public = Side(
        _known(
            (_("Receipt"), receipt.told(row.receipt) if row.receipt else ""),
            (_("Heard"), period.words(row.period, language)),
            (_("Kind"), note.KINDS[row.kind]),
            (_("State"), note.STATES[row.state]),
        ),
        _written((_("You said"), row.said), (_("What we did"), row.done)),
    )
    said_by = voice.of(s, row.id, Audience.COORDINATOR, printed=True)
    internal = Side(
        _known(
            (_("Who said it"), said_by.name if said_by else note.KEEPINGS[row.keeping]),
            (_("Heard through"), note.CHANNELS[row.channel]),
            (_("Heard"), period.words(row.period, language)),
            (_("Kind"), note.KINDS[row.kind]),
            (_("Topic"), row.topic),
            (_("About"), ", ".join(filter(None, (row.about, row.group, row.event)))),
            (_("State"), note.STATES[row.state]),
            (_("Who acts"), row.owner),
            (_("By"), dates.medium(row.due, language) if row.due else ""),
        ),
        _written((_("What was said"), row.text), (_("What would help"), row.wish)),
    )
    return _case(note.ref(row.id), public, internal, _actions(s, row.id, language), options)


def _actions(s: Session, id: int, language: str) -> tuple[tuple[str, str, str], ...]:
    rows = action.some(s, promise.of_note(s, id))
    return tuple(
        (r.text, r.owner or "", dates.medium(r.due, language) if r.due and r.state in action.UNDONE
         else action.STATES[r.state])
        for r in rows
    )  # fmt: skip


def _of_incident(s: Session, options: Given) -> Case:
    """Gather an incident. Who told it and the coordinator’s own note never leave the screen."""
    access, id = options["access"], options["incident"]
    if not isinstance(access, Access) or not access.is_open or not isinstance(id, int):
        raise Problem(_("Incidents are closed. Open them under Feedback, and print from there."))
    known = incident.card(s, access, id)
    if known is None:
        raise Problem(_("This incident is no longer here."))
    language = str(options["language"])
    found = fields(Incident)
    short, long = [], []
    for name, value in known.items():
        field = found[name].field
        if field.sensitivity is Sensitivity.NEVER or name in ("precision", "done"):
            continue
        if field.lines > 1:
            long.append((field.label, value))
        else:
            words = _worded(name, value, str(known["precision"]), language)
            short.append((field.label, words))
    public = Side(
        _known((_("State"), note.STATES[str(known["state"])])),
        _written((_("What we did"), known["done"])),
    )
    return _case(f"I{id}", public, Side(_known(*short), _written(*long)), (), options)


def _worded(name: str, value: object, precision: str, language: str) -> str:
    if isinstance(value, dt.date):
        by_month = name == "happened" and precision == "month"
        return dates.month(value, language) if by_month else dates.medium(value, language)
    if name == "happened":
        return incident.PRECISIONS["unknown"]
    choices = fields(Incident)[name].field.choices
    return str((choices or {}).get(str(value), value or ""))


def _known(*facts: tuple[str, str | None]) -> _Facts:
    return tuple((label, words) for label, words in facts if words)


def _written(*texts: tuple[str, object]) -> _Texts:
    return tuple((head, tuple(lines)) for head, text in texts if (lines := listened.lines_of(text)))


def _case(
    ref: str, public: Side, internal: Side, actions: tuple[tuple[str, str, str], ...],
    options: Given,
) -> Case:  # fmt: skip
    part, day = options["part"], options["day"]
    assert isinstance(day, dt.date)
    return Case(
        ref,
        public if part != "internal" else None,
        internal if part != "public" else None,
        actions,
        int(str(options["lines"])),
        int(str(options["copies"])),
        report.printed_on(day, str(options["language"])),
    )


def story(data: Case | None, _theme: Theme) -> list[Block]:
    """Lay each part out on sheets of its own, each with its own foot and number of the copy."""
    from allydesk.reports.engine.document import Section
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Paragraph

    if data is None:
        return [Masthead(REPORT.title), Paragraph(_("Choose a note. Then its sheet is here."))]
    blocks: list[Block] = []
    for n in range(1, data.copies + 1):
        number = _("Copy {n} of {copies}.").format(n=n, copies=data.copies)
        if data.public:
            blocks += [Section(_title(data), f"{_SHOWN} {number}"), *_public(data, data.public)]
        if data.internal:
            foot = f"{listened.confidential()} {number}"
            blocks += [Section(_title(data), foot), *_internal(data, data.internal)]
    return blocks


_SHOWN = _("May be shown to whoever said it.")


def _title(data: Case) -> str:
    return _("Case {ref}").format(ref=data.ref)


def _public(data: Case, side: Side) -> list[Block]:
    from allydesk.reports.engine.text import Paragraph

    nothing = [] if side.texts else [Paragraph(_("What was done is not written down yet."))]
    return [*_side(data, side, _("What may be shown")), *nothing]


def _internal(data: Case, side: Side) -> list[Block]:
    from allydesk.reports.engine.figure import Writing
    from allydesk.reports.engine.table import Column, Table
    from allydesk.reports.engine.text import Heading

    blocks = _side(data, side, _("Confidential: what was said and who acts"))
    if data.actions:
        columns = [Column(_("What"), names_row=True), Column(_("Who"), bold=True), Column(_("By"))]
        blocks += [Heading(_("Still to do and done")), Table(columns, [[*a] for a in data.actions])]
    if data.lines:
        blocks += [Heading(_("Notes")), Writing(data.lines)]
    return blocks


def _side(data: Case, side: Side, head: str) -> list[Block]:
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Facts, Heading, Paragraph

    blocks: list[Block] = [Masthead(_title(data), [head, data.printed]), Facts(side.facts)]
    for title, lines in side.texts:
        blocks += [Heading(title), *(Paragraph(line) for line in lines)]
    return blocks


def page(data: Case | None) -> Page:
    if data is None:
        return Page(REPORT.title, REPORT.title, "")
    title = _("Case sheet {ref}").format(ref=data.ref)
    return Page(title, _title(data), listened.confidential() if data.internal else _SHOWN)


REPORT = Report(
    "case-sheet",
    _("Case sheet"),
    _("One note: what may be shown, and apart from it what is confidential."),
    (_NOTE, _INCIDENT, _ACCESS, _PARTS, _COPIES, _ROOM),
    collect,
    story,
    page,
    _("Feedback"),
)
