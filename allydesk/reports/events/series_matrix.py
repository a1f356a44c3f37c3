"""Who came to which date of a series: people down, dates across."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates, text
from allydesk.collation import sort_key
from allydesk.language import _
from allydesk.models import attendance, schedule
from allydesk.models.attendance import CAME
from allydesk.models.event import TAKES_PLACE
from allydesk.models.privacy import Audience
from allydesk.reports import happening, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.table import Column
    from allydesk.reports.engine.theme import Theme

_DATES = Option(
    "dates", _("Dates"), Kind.NUMBER, 12, least=1, most=60, hint=_("The latest, and what is coming.")
)  # fmt: skip
# The letters by which a sheet is typed back.
_LETTERS = {"present": _("P"), "late": _("L"), "excused": _("E"), "absent": _("A")}
_Who = tuple[int, str]  # a person's id, or the name that a walk-in wrote
_ACROSS, _ACROSS_LARGE = 12, 5  # dates in one table


@dataclass(frozen=True, slots=True)
class Line:
    """One person: a letter for each date, and to how many they came."""

    name: str
    letters: tuple[str, ...]
    came: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """What the matrix says; totals are how many came to each date, by name or by number."""

    title: str
    head: tuple[str, ...]
    days: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: tuple[int, ...]
    audience: str
    private: bool


def collect(s: Session, options: Given) -> Matrix:
    """Gather who came to the dates of a series, as far as the audience may know it."""
    row, language = happening.the(s, options), str(options["language"])
    audience = Audience(str(options["audience"]))
    shown = _shown(s, row, int(str(options["dates"])))
    inside = audience in (Audience.COORDINATOR, Audience.LEADS)
    return Matrix(
        title=happening.title(row, inside=inside),
        head=tuple(filter(None, [_span(shown, language), happening.hosts(row)])),
        days=tuple(dates.short(r.days[0], language, r.days[0]) for r in shown),
        lines=tuple(_lines(s, shown, audience, options)),
        totals=tuple(r.counts.came for r in shown),
        audience=audience.value,
        private=any(r.reveals for r in shown),
    )


def _shown(s: Session, row: schedule.Row, most: int) -> list[schedule.Row]:
    """Give the last dates of a series up to this one, and those after it while there is room."""
    if row.series_id is None:
        return [row]
    series = [r for r in schedule.of_series(s, row.series_id) if r.status in TAKES_PLACE]
    before = [r for r in series if r.starts <= row.starts][-most:]
    after = [r for r in series if r.starts > row.starts]
    return [*before, *after[: most - len(before)]] or [row]


def _span(shown: Sequence[schedule.Row], language: str) -> str:
    first, last = shown[0].days[0], shown[-1].days[0]
    return dates.long(first, language) if first == last else dates.interval(first, last, language)


def _lines(
    s: Session, shown: Sequence[schedule.Row], audience: Audience, options: Given
) -> list[Line]:
    """Give everybody who was on a list, in name order; a walk-in is known by the name written."""
    states: dict[_Who, dict[int, str]] = defaultdict(dict)
    named: dict[_Who, attendance.Row] = {}
    for at, event in enumerate(shown):
        for row in attendance.of_event(s, event.id, audience):
            who = (row.person_id or 0, "" if row.person_id else row.name)
            named.setdefault(who, row)
            states[who][at] = row.state
    language = str(options["language"])

    def place(who: _Who) -> tuple[str, _Who]:
        row = named[who]
        return sort_key(row.sort_name or text.sort_name(row.name), language), who

    return [
        Line(
            report.name_shown(named[who].name, named[who].sort_name, options),
            tuple(_LETTERS.get(states[who].get(at, ""), "") for at in range(len(shown))),
            sum(state in CAME for state in states[who].values()),
        )
        for who in sorted(named, key=place)
    ]


def story(data: Matrix, theme: Theme) -> list[Block]:
    """Lay the matrix out, so many dates in one table, with the names in each."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.table import Table
    from allydesk.reports.engine.text import Paragraph

    head = Masthead(_("Who came: {title}").format(title=data.title), data.head)
    if not data.lines:
        came = [f"{day}: {n}" for day, n in zip(data.days, data.totals, strict=True) if n]
        said = _("Nobody is listed here.")
        return [head, Paragraph(" ".join([said, *(f"{words}." for words in came)]))]
    blocks: list[Block] = [head, Paragraph(_LEGEND, muted=True)]
    step = _ACROSS_LARGE if theme.large else _ACROSS
    for start in range(0, len(data.days), step):
        end = min(start + step, len(data.days))
        blocks.append(Table(*_part(data, start, end)))
    return blocks


_LEGEND = _("P came · L came late · E excused · A did not come · empty: not noted")


def _part(data: Matrix, start: int, end: int) -> tuple[list[Column], list[list[str]]]:
    """Give columns and rows of some dates; the last table has the sums of all."""
    from allydesk.reports.engine.table import Column

    last = end == len(data.days)
    columns = [
        Column(_("Name"), bold=True, names_row=True),
        *(Column(day, align="centre") for day in data.days[start:end]),
        *([Column(_("Came"), align="end")] if last else []),
    ]
    rows = [
        [line.name, *line.letters[start:end], *([str(line.came)] if last else [])]
        for line in data.lines
    ]
    totals = [str(n or "") for n in data.totals[start:end]]
    rows.append([_("Came"), *totals, *([str(sum(data.totals))] if last else [])])
    return columns, rows


def page(data: Matrix) -> Page:
    title = _("Who came – {title}").format(title=data.title)
    foot = report.privacy_line(data.audience, private=data.private)
    return Page(title, data.title, foot, wide=True)


REPORT = Report(
    "series-matrix",
    _("Attendance of a series"),
    _("Who came to which date, with the sums."),
    (report.LAST_EVENT, report.audience(Audience.COORDINATOR), report.NAMES, _DATES),
    collect,
    story,
    page,
    _("Meetings"),
)
