"""The observances of some months as a poster: when, what, what it means, what it means for planning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.planning import observances
from allydesk.planning.observances import Occurrence
from allydesk.reports import planned, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme
    from allydesk.reports.engine.wall.observed import Day

_FIRST = Option(
    "month", _("First month"), Kind.TEXT, remembered=False,
    hint=_("As in “January 2027”. This month, if left empty."),
)  # fmt: skip
_MONTHS = Option("months", _("How many months"), Kind.NUMBER, 12, least=1, most=24)
_EACH = Option(
    "each", _("Months on each sheet"), Kind.NUMBER, 0, most=12,
    hint=_("The fewer, the larger the letters. 0: three on a large sheet, one on a small one."),
)  # fmt: skip
_DETAIL = Option(
    "detail", _("Below each name"), Kind.CHOICE, "planning",
    {
        "planning": _("What it means, and what to plan around"), "meaning": _("What it means"),
        "names": _("Nothing"),
    },
)  # fmt: skip
_WHICH = Option(
    "observances", _("Observances"), Kind.CHOICE, "all",
    {"all": _("All that show here"), "plan": _("Those to plan around")},
)  # fmt: skip
_SHEET = Option(
    "sheet_size", _("Size of the sheet"), Kind.CHOICE, "double",
    {"double": _("A3 or Tabloid, lying"), "same": _("As the other paper, upright")},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Month:
    """A month and its days in order."""

    name: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """The months, those of one sheet together, and what has to be said of them."""

    span: str
    sheets: tuple[tuple[str, tuple[Month, ...]], ...]
    notes: tuple[str, ...]
    double: bool
    foot: str


def collect(s: Session, options: Given) -> Poster:
    """Gather what is observed in the months that were asked for; each once, where it begins."""
    first, language, day = planned.first_of_month(options), str(options["language"]), options["day"]
    assert isinstance(day, dt.date)
    double = options["sheet_size"] == "double"
    count, each = int(str(options["months"])), int(str(options["each"])) or (3 if double else 1)
    last = planned.until(first, count)
    found = planned.observed(s, first, last, options)
    off = planned.days_off(s, first, last) if options["holidays"] else []
    firsts = [planned.later(first, n) for n in range(count)]
    months = [
        Month(dates.month(m, language), tuple(_days(found, off, m, first, str(options["detail"]), language)))
        for m in firsts
    ]  # fmt: skip
    sheets = tuple(
        (_span(firsts[at : at + each], language), tuple(months[at : at + each]))
        for at in range(0, count, each)
    )
    notices = (observances.notice(s, year) for year in range(first.year, last.year + 1))
    return Poster(
        span=_span(firsts, language),
        sheets=sheets,
        notes=tuple(filter(None, (*_legend(found, off), *notices))),
        double=double,
        foot=report.printed_on(day, language),
    )


def _span(months: list[dt.date], language: str) -> str:
    names = [dates.month(months[0], language), dates.month(months[-1], language)]
    return " – ".join(dict.fromkeys(names))


def _legend(found: list[Occurrence], off: list[planned.DayOff]) -> list[str]:
    from allydesk.reports.engine.wall.observed import MAY_MOVE

    said = []
    if any(o.around for o in found):
        said.append(
            _("{sign} and “around”: a day earlier or later is possible.").format(sign=MAY_MOVE)
        )
    if off:
        said.append(_("In a box: a public holiday, or we are closed."))
    return [" ".join(said)]


def _days(
    found: Iterable[Occurrence],
    off: Collection[planned.DayOff],
    month: dt.date,
    first: dt.date,
    detail: str,
    language: str,
) -> list[Day]:
    """Give what begins in a month, or was on already when the first month began."""
    from allydesk.reports.engine.wall.observed import Day

    last = planned.until(month, 1)
    days, said = [], set()
    for one in found:
        begins = max(one.first, first)
        if month <= begins <= last:
            when, law = _when(one.first, one.last, month, language), planned.by_law(one, off)
            when = _("around {day}").format(day=when) if one.around else when
            said.add(law)
            words = _words(one, detail)
            days.append((begins, Day(when, one.name, words, not one.around, law is not None)))
    for name, a, b in off:
        begins = max(a, first)
        if (name, a, b) not in said and month <= begins <= last:
            days.append((begins, Day(_when(a, b, month, language), name, holiday=True)))
    return [day for _begins, day in sorted(days, key=lambda pair: pair[0])]


def _when(first: dt.date, last: dt.date, month: dt.date, language: str) -> str:
    """Give "3" or "8–9" within the month, else the days with their months."""
    if (first.year, first.month) != (last.year, last.month) or first < month:
        words = dates.interval(first, last, language)
        return words.removesuffix(f" {last.year}")
    if first.day == 1 and last == planned.until(month, 1):
        return _("all month")
    return str(first.day) if first == last else f"{first.day}–{last.day}"


def _words(one: Occurrence, detail: str) -> str:
    if detail == "names":
        return ""
    begins = (_("Begins the evening before."),) if one.evening_before else ()
    planning = (*begins, *one.plan) if detail == "planning" else begins
    return " ".join(filter(None, (one.note, *planning)))


def story(data: Poster, _theme: Theme) -> list[Block]:
    """Lay each sheet out as large as it allows."""
    from allydesk.reports.engine.document import Section
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.flow import Columns
    from allydesk.reports.engine.text import Paragraph
    from allydesk.reports.engine.wall.observed import MonthOfDays
    from allydesk.reports.engine.wall.poster import Poster as Large

    blocks: list[Block] = []
    for span, months in data.sheets:
        shown = [MonthOfDays(m.name, m.days) for m in months if m.days]
        body: Block = Columns(shown) if shown else Paragraph(_("Nothing is observed in this time."))
        if len(data.sheets) > 1:
            blocks.append(Section(span, data.foot))
        lines = [span] if len(months) > 1 or not shown else []  # one month says so itself
        blocks.append(Large([Masthead(_("Cultural calendar"), [*lines, *data.notes]), body]))
    return blocks


def page(data: Poster) -> Page:
    title = _("Cultural calendar – {months}").format(months=data.span)
    return Page(title, data.span, data.foot, wide=data.double, double=data.double)


REPORT = Report(
    "cultural-calendar",
    _("Cultural calendar"),
    _("A poster of observances: when they are, what they mean, what to plan around."),
    (_FIRST, _MONTHS, _EACH, _WHICH, _DETAIL, planned.HOLIDAYS, _SHEET),
    collect,
    story,
    page,
    _("Planning"),
)
