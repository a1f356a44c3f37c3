"""What somebody reads out when awards are handed over: in large print, with how names are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk.language import _, ngettext
from allydesk.models.awards import award, public
from allydesk.models.awards.award import Row
from allydesk.reports import happening, recognised, report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_SHOUT_OUTS = Option(
    "shout_outs", _("Shout-outs too"), Kind.FLAG, default=True,
    hint=_("Those of people who agreed that were not read out yet."),
)  # fmt: skip
_EDITION = replace(report.EDITION, default="large")
_PERIOD, _FIRST, _LAST = recognised.period_options("month")
_TIME = replace(_PERIOD, hint=_("Where no event is chosen."))


@dataclass(frozen=True, slots=True)
class Call:
    """One award or thanks as it is read out. names come with how they are said, if that is known."""

    title: str
    names: tuple[tuple[str, str], ...]
    team: str
    citation: str
    sender: str


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What is read out, in order. quiet counts the awards of which nobody agreed to it."""

    title: str
    head: tuple[str, ...]
    awards: tuple[Call, ...]
    shout_outs: tuple[Call, ...]
    quiet: int
    private: bool


def collect(s: Session, options: Given) -> Ceremony:
    """Gather the awards of an event, or of a time; of people who did not agree nothing is told."""
    language, private = str(options["language"]), False
    event = options["event"]
    if isinstance(event, int):
        row = happening.the(s, options)
        title, head = happening.title(row), tuple(happening.head(row, language))
        private = row.reveals
        rows = [r for r in award.of_event(s, event) if r.returned_on is None]
        aloud = public.to_read_out(s, event)
    else:
        first, last = recognised.period(options)
        title, head = REPORT.title, (recognised.span(first, last, language),)
        found = award.rows(s, award.ids(s, chip="award", first=first, last=last)[::-1])
        rows = [r for r in found if r.returned_on is None]
        aloud = [p for p in public.wall(s, first, last)[::-1] if p.kind == "thanks"]
    told = recognised.told(rows)
    return Ceremony(
        title, head, tuple(_call(r) for r in told),
        tuple(_shout_out(p) for p in aloud) if options["shout_outs"] else (),
        len(rows) - len(told), private,
    )  # fmt: skip


def _call(row: Row) -> Call:
    names = tuple((t.name, t.pronunciation or "") for t in row.to if t.name != row.team_name)
    team = row.team_name or ""
    return Call(recognised.title(row), names, team, row.citation, recognised.sender(row.from_name))


def _shout_out(one: public.Praise) -> Call:
    said = one.pronunciations if len(one.pronunciations) == len(one.names) else ()
    names = tuple(zip(one.names, said or ("",) * len(one.names), strict=True))
    team = one.team_name or ""
    return Call(one.title or "", names, team, one.citation or "", recognised.sender(one.from_name))


def story(data: Ceremony, _theme: Theme) -> list[Block]:
    """Lay out one award after the other, then the shout-outs."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Callout, Heading, Paragraph
    from allydesk.reports.engine.whole import Whole

    blocks: list[Block] = [Masthead(data.title, data.head)]
    for n, call in enumerate(data.awards, 1):
        blocks.append(Whole([Heading(f"{n}. {call.title}"), *_said(call)]))
    for n, call in enumerate(data.shout_outs):
        head = [] if n else [Heading(_("Shout-outs"))]
        blocks.append(Whole([*head, *_said(call)]))
    if not data.awards and not data.shout_outs:
        blocks.append(Paragraph(_("There is nothing to read out here.")))
    if data.quiet:
        blocks.append(Callout(_quiet(data.quiet), _("Not read out")))
    return blocks


def _said(call: Call) -> list[Block]:
    """Lay out who, how the names are said, what for, and who says so."""
    from allydesk.reports.engine.text import Facts, Heading, Paragraph

    names = ", ".join(name for name, _sounds in call.names)
    blocks: list[Block] = [Heading(call.team or names, level=3)]
    if call.team and names:
        blocks.append(Paragraph(names))
    sounds = [(name, said) for name, said in call.names if said]
    if len(call.names) == 1 and sounds:
        sounds = [(_("Say"), sounds[0][1])]
    if sounds:
        blocks.append(Facts(sounds))
    if call.citation:
        blocks.append(Paragraph(call.citation))
    if call.sender:
        blocks.append(Paragraph(call.sender, muted=True))
    return blocks


def _quiet(n: int) -> str:
    return ngettext(
        "{n} more award: hand it over in private. Nobody who has it agreed to be named.",
        "{n} more awards: hand them over in private. Nobody who has them agreed to be named.",
        n,
    ).format(n=n)


def page(data: Ceremony) -> Page:
    names: Sequence[Call] = [*data.awards, *data.shout_outs]
    kept = _("Private: shred after use.") if data.private else _("Personal data: shred after use.")
    foot = f"{_('For whoever reads it out.')} {kept}"
    return Page(REPORT.title, data.title, foot if names or data.quiet else "")


REPORT = Report(
    "ceremony",
    _("Ceremony sheet"),
    _("To read out when awards are handed over: order, names and how they are said, citations."),
    (report.ANY_EVENT, _TIME, _FIRST, _LAST, _SHOUT_OUTS, _EDITION),
    collect,
    story,
    page,
    _("Thanks"),
)
