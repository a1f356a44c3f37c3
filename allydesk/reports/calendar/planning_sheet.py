"""What speaks for and against the date of an event, for those who decide on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.models import event, schedule
from allydesk.models.learning import course
from allydesk.models.privacy import Audience
from allydesk.planning import busy, clashes, public_holidays, slots, unknown
from allydesk.planning.clashes import LIGHT, WEIGHTS, Clash
from allydesk.reports import happening, report
from allydesk.reports.report import Given, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.table import Row as TableRow
    from allydesk.reports.engine.theme import Theme


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that speaks against a date, and what to do about it."""

    weight: int
    text: str
    advice: str


@dataclass(frozen=True, slots=True)
class PlanningSheet:
    """What the sheet says. reason is why the date was kept, as somebody typed it."""

    title: str
    head: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    against: tuple[Found, ...]
    reason: str
    clear: tuple[str, ...]
    series: tuple[tuple[str, str], ...]  # other dates of a series, and the weightiest thing there
    series_whole: int  # how many other dates were looked at
    notes: tuple[str, ...]
    foot: str


def collect(s: Session, options: Given) -> PlanningSheet:
    """Gather an event and what speaks against its date, as those may know who plan it."""
    row, language, day = happening.the(s, options), str(options["language"]), options["day"]
    assert isinstance(day, dt.date)
    details = happening.details(s, row)
    plan = busy.plans(s, [row.id])[0]
    found = clashes.of(s, plan)
    ahead = row.starts.date() > day
    clear = slots.free(s, plan, day) if ahead and clashes.heaviest(found) > LIGHT else []
    series, whole = _series(s, row, day, language)
    return PlanningSheet(
        title=row.title,
        head=tuple(happening.head(row, language)),
        facts=tuple(_facts(s, row, details)),
        against=tuple(Found(c.weight, c.text, " ".join(c.advice)) for c in found),
        reason=str(details.get("clash_note") or ""),
        clear=tuple(_slot(slot, language, day) for slot in clear),
        series=series,
        series_whole=whole,
        notes=tuple(_unknown(s, row)),
        foot=report.privacy_line(Audience.LEADS.value, private=row.reveals),
    )


def _facts(s: Session, row: schedule.Row, details: dict[str, object]) -> list[tuple[str, str]]:
    given = course.of_event(s, row.id)
    found = [
        (_("Kind"), event.KINDS[row.kind]),
        (_("Course"), given.title if given else ""),
        (_("Who it is for"), str(details.get("audience") or "")),
        (_("Coming"), str(row.counts.signed_up or "")),
        (_("Places"), str(row.capacity or "")),
        (_("Food and drink"), str(details.get("catering") or "")),
    ]
    return [(label, words) for label, words in found if words]


def _slot(slot: slots.Slot, language: str, day: dt.date) -> str:
    when = dates.short(slot.starts.date(), language, day)
    hours = f"{dates.clock(slot.starts)}–{dates.clock(slot.ends)}"
    said = " ".join(c.text for c in slot.clashes)
    return f"{when}, {hours}. {said}".rstrip()


def _series(
    s: Session, row: schedule.Row, day: dt.date, language: str
) -> tuple[tuple[tuple[str, str], ...], int]:
    """Give the other dates to come of a series against which something weighs, and how many there are."""
    if row.series_id is None:
        return (), 0
    others = [
        r for r in schedule.of_series(s, row.series_id)
        if r.id != row.id and r.starts.date() >= day and r.status in event.TAKES_PLACE
    ]  # fmt: skip
    plans = busy.plans(s, [r.id for r in others])
    found: list[tuple[str, str]] = []
    for plan, against in zip(plans, clashes.of_series(s, plans), strict=True):
        if clashes.heaviest(against) > LIGHT:
            when = dates.short(plan.starts.date(), language, day)
            found.append((when, f"{WEIGHTS[against[0].weight]}: {_told(against)}"))
    return tuple(found), len(others)


def _told(against: Sequence[Clash]) -> str:
    return " ".join(c.text for c in against if c.weight > LIGHT)


def _unknown(s: Session, row: schedule.Row) -> list[str]:
    """Say what was not looked at, so that nobody takes silence for a clear day."""
    return list(filter(None, [*unknown.of(s, *row.days), public_holidays.hint(s)]))


def story(data: PlanningSheet, _theme: Theme) -> list[Block]:
    """Lay the sheet out: the event, what speaks against its date, what was decided."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.form import Blank
    from allydesk.reports.engine.text import Facts, Heading, Items, Paragraph

    blocks: list[Block] = [Masthead(_("Planning: {title}").format(title=data.title), data.head)]
    if data.facts:
        blocks.append(Facts(data.facts))
    blocks += [Heading(_("What speaks for another day")), *_against(data)]
    blocks += [Paragraph(note, muted=True) for note in data.notes]
    if data.clear:
        blocks += [Heading(_("Better times nearby")), Items(data.clear)]
    blocks += _series_part(data)
    blocks += [Heading(_("Decision")), *_decision(data)]
    return [*blocks, Blank(_("Decided by")), Blank(_("On"))]


def _against(data: PlanningSheet) -> list[Block]:
    from allydesk.reports.engine.table import Column, Divider, Table
    from allydesk.reports.engine.text import Paragraph

    if not data.against:
        return [Paragraph(_("Nothing that AllyDesk knows of."))]
    rows: list[TableRow] = []
    for n, found in enumerate(data.against):
        if n == 0 or found.weight != data.against[n - 1].weight:
            rows.append(Divider(WEIGHTS[found.weight]))
        rows.append([found.text, found.advice])
    columns = [Column(_("What is on"), names_row=True), Column(_("What to do"))]
    return [Table(columns, rows)]


def _series_part(data: PlanningSheet) -> list[Block]:
    from allydesk.reports.engine.table import Column, Table
    from allydesk.reports.engine.text import Heading, Paragraph

    if not data.series_whole:
        return []
    head = Heading(_("The other dates of this series"))
    if not data.series:
        return [head, Paragraph(_("Nothing weighs against any of them."))]
    columns = [Column(_("Day"), names_row=True), Column(_("What is on"))]
    return [head, Table(columns, data.series)]


def _decision(data: PlanningSheet) -> list[Block]:
    from allydesk.reports.engine.form import Blank
    from allydesk.reports.engine.text import Callout

    if data.reason:
        return [Callout(data.reason, _("This date is kept because"))]
    choices = (_("We keep this date, because"), _("We move it to"))
    return [Blank(words) for words in choices] if data.against else []


def page(data: PlanningSheet) -> Page:
    return Page(_("Planning – {title}").format(title=data.title), data.title, data.foot)


REPORT = Report(
    "planning-sheet",
    _("Planning sheet"),
    _("What speaks against a date, what to do about it, and better times nearby."),
    (report.EVENT,),
    collect,
    story,
    page,
    _("Planning"),
)
