"""Who was invited to an event and who came, for the coordinator's folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import attendance
from allydesk.models.attendance import CAME, ROLES, STATES
from allydesk.models.privacy import Audience
from allydesk.reports import happening, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.models.attendance import Counts
    from allydesk.models.schedule import Row
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_ALL = Option(
    "list", _("Who is listed"), Kind.CHOICE, "all",
    {"all": _("Everybody on the list"), "came": _("Those who came")},
)  # fmt: skip
_INSIDE = (Audience.COORDINATOR, Audience.LEADS)


@dataclass(frozen=True, slots=True)
class Line:
    """One person at the event."""

    name: str
    team: str
    role: str
    state: str
    since: str


@dataclass(frozen=True, slots=True)
class Record:
    """What the record says. unnamed is how many came of whom only a number is kept."""

    title: str
    head: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    not_listed: int
    audience: str
    private: bool


def collect(s: Session, options: Given) -> Record:
    """Gather the list of an event as the audience may know it."""
    row, language = happening.the(s, options), str(options["language"])
    audience = Audience(str(options["audience"]))
    states = CAME if options["list"] == "came" else tuple(x for x in STATES if x != "cancelled")
    rows = attendance.of_event(s, row.id, audience, *states)
    return Record(
        title=happening.title(row, inside=audience in _INSIDE),
        head=tuple(happening.head(row, language)),
        facts=tuple(_facts(row, row.counts, attendance.unnamed(s, row.id))),
        lines=tuple(_line(r, options) for r in rows),
        not_listed=attendance.not_listed(s, row.id, audience, *states),
        audience=audience.value,
        private=row.reveals,
    )


def _line(row: attendance.Row, options: Given) -> Line:
    walk_in = row.person_id is None
    return Line(
        name=report.name_shown(row.name, row.sort_name, options),
        team=row.team or "",
        role=_("Walk-in") if walk_in else ("" if row.role == "attendee" else ROLES[row.role]),
        state=STATES[row.state],
        since=dates.clock(row.checked_in_at) if row.checked_in_at else "",
    )


def _facts(row: Row, counts: Counts, unnamed: int | None) -> list[tuple[str, str]]:
    """Give the numbers of the event, those that are not nought."""
    numbers = [
        (_("Came"), counts.came), (_("Excused"), counts.excused),
        (_("Did not come"), counts.absent), (_("Not noted yet"), counts.coming + counts.maybe),
        (_("Invited"), counts.invited), (_("Waiting list"), counts.waiting),
    ]  # fmt: skip
    found = [(label, str(n)) for label, n in numbers if n or label == _("Came")]
    if unnamed:
        found.insert(1, (_("Of them counted without names"), str(unnamed)))
    if not row.whole_day and row.ends > row.starts:
        minutes = int((row.ends - row.starts).total_seconds()) // 60
        found.append((_("Length"), _length(minutes)))
    return found


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("{n} hour", "{n} hours", hours).format(n=hours))
    if rest:
        parts.append(ngettext("{n} minute", "{n} minutes", rest).format(n=rest))
    return " ".join(parts)


def story(data: Record, theme: Theme) -> list[Block]:
    """Lay the record out: the numbers first, then who it was."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.table import Column, Table
    from allydesk.reports.engine.text import Facts, Paragraph

    blocks: list[Block] = [
        Masthead(_("Attendance: {title}").format(title=data.title), data.head),
        Facts(data.facts),
    ]
    if data.lines:
        columns = [
            (Column(_("Name"), bold=True, names_row=True), [x.name for x in data.lines]),
            (Column(_("Team")), ["" if theme.large else x.team for x in data.lines]),
            (Column(_("Role")), [x.role for x in data.lines]),
            (Column(_("State")), [x.state for x in data.lines]),
            (Column(_("Here since"), align="end"), [x.since for x in data.lines]),
        ]
        used = [(column, cells) for column, cells in columns if any(cells)]
        rows = list(zip(*(cells for _column, cells in used), strict=True))
        numbered = [[str(n), *row] for n, row in enumerate(rows, 1)]
        heads = [Column(_("No."), align="end", muted=True), *(column for column, _cells in used)]
        blocks.append(Table(heads, numbered))
    elif not data.not_listed:
        blocks.append(Paragraph(_("No names are on the list.")))
    if data.not_listed:
        blocks.append(Paragraph(report.not_listed(data.not_listed), muted=True))
    return blocks


def page(data: Record) -> Page:
    title = _("Attendance – {title}").format(title=data.title)
    return Page(title, data.title, report.privacy_line(data.audience, private=data.private))


REPORT = Report(
    "attendance",
    _("Attendance record"),
    _("Who was invited and who came, with the numbers."),
    (report.LAST_EVENT, report.audience(Audience.COORDINATOR), report.NAMES, _ALL),
    collect,
    story,
    page,
    _("Meetings"),
)
