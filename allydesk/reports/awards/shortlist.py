"""What the committee of a round reads and scores: names hidden until all have scored, or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models.awards import behaviour, nomination, reading
from allydesk.models.awards import round as rounds
from allydesk.models.awards.reading import Reading
from allydesk.reports import recognised
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_ROUND = Option(
    "round", _("Round"), Kind.RECORD, remembered=False, among=recognised.rounds_known,
    usual=recognised.round_to_read, typed=_("Its name. The one to be read, if left out."),
)  # fmt: skip
_NAMES = Option(
    "names", _("Names"), Kind.CHOICE, "round",
    {
        "round": _("As the round says"),
        "hidden": _("Hidden"),
        "shown": _("Shown"),
    },
    hint=_("A round may hide them until all have scored."), remembered=False,
)  # fmt: skip
_WHICH = Option(
    "which", _("Nominations"), Kind.CHOICE, "waiting",
    {
        "waiting": _("All that are to be decided"),
        "shortlisted": _("Those on the shortlist"),
        "all": _("The decided ones too"),
    },
)  # fmt: skip
_ROOM = Option("room", _("Room to score by hand"), Kind.FLAG, default=True)
_TURNED_DOWN = Option(
    "turned_down", _("Declined and withdrawn ones too"), Kind.FLAG, default=False, remembered=False
)
_NAMED = {"round": None, "hidden": False, "shown": True}


@dataclass(frozen=True, slots=True)
class Entry:
    """One nomination. said are facts about it, as labels with their values."""

    title: str
    citation: str
    facts: tuple[tuple[str, str], ...]
    scored: bool


@dataclass(frozen=True, slots=True)
class Shortlist:
    """What the committee gets."""

    round: str
    head: tuple[str, ...]
    criteria: tuple[tuple[str, tuple[str, ...]], ...]
    scores: tuple[tuple[str, ...], ...]  # rank, nomination, average, gap, remark
    entries: tuple[Entry, ...]
    room: bool


def collect(s: Session, options: Given) -> Shortlist:
    """Gather the nominations of a round as its committee may read them."""
    id, language = options["round"], str(options["language"])
    if not isinstance(id, int):
        return Shortlist("", (), (), (), (), room=False)
    the = rounds.row(s, id)
    turned_down = bool(options["turned_down"])
    found = reading.of_round(s, id, names=_NAMED[str(options["names"])], turned_down=turned_down)
    shown = [r for r in found if r.state in _states(str(options["which"]), turned_down=turned_down)]
    by = the.decided_by and dates.medium(the.decided_by, language)
    count = ngettext("{n} nomination", "{n} nominations", len(shown)).format(n=len(shown))
    places = ngettext("{n} award", "{n} awards", the.places or 0).format(n=the.places)
    least = _("least average {n}").format(n=f"{the.threshold:g}") if the.threshold else ""
    return Shortlist(
        the.name,
        tuple(filter(None, (
            " · ".join(filter(None, (count, places if the.places else "", least))),
            _("To be decided by {day}").format(day=by) if by else "",
        ))),
        tuple((c.name, c.anchors) for c in rounds.criteria(s, id)),
        tuple(_scores(r) for r in shown if r.average is not None),
        tuple(_entry(r) for r in shown),
        bool(options["room"]),
    )  # fmt: skip


def _states(which: str, *, turned_down: bool) -> Sequence[str]:
    kept = {
        "waiting": nomination.WAITING, "shortlisted": ("shortlisted",),
        "all": ("given", "thanked", *nomination.WAITING),
    }[which]  # fmt: skip
    return (*kept, *nomination.TURNED_DOWN) if turned_down else kept


def _title(one: Reading) -> str:
    name = one.team_name or ", ".join(one.names)
    number = _("Nomination {n}").format(n=one.number)
    return number if one.hidden or not name else f"{number}: {name}"


def _scores(one: Reading) -> tuple[str, ...]:
    remarks = [
        _("tie at the last place") if one.tied else "",
        _("below the least average") if one.enough is False else "",
        _("wide gap: talk about it") if one.wide else "",
    ]
    gap = "" if one.gap is None else f"{one.gap:.1f}"
    return (
        str(one.rank or ""), _title(one), f"{one.average:.2f}", gap,
        ", ".join(filter(None, remarks)),
    )  # fmt: skip


def _entry(one: Reading) -> Entry:
    out = len(one.out)
    keeps = [f"{name} ({why})" for name, why in one.out if name]
    names = ", ".join(one.names) if one.team_name and not one.hidden else ""
    facts = (
        (_("Award"), one.award or ""),
        (_("Who"), names),
        (_("Behaviours"), ", ".join(behaviour.words(one.behaviours))),
        (_("How it shows"), one.evidence or ""),
        (_("From"), one.nominator or ""),
        (_("See also"), ", ".join(_("Nomination {n}").format(n=n) for n in one.gathered)),
        (_("Keeps out"), ", ".join(keeps) or (_count_out(out) if out else "")),
        (
            _("State"),
            "" if one.state in nomination.WAITING else nomination.STATES[one.state],
        ),
    )
    said = tuple((label, words) for label, words in facts if words)
    return Entry(_title(one), one.citation, said, one.average is not None)


def _count_out(n: int) -> str:
    return ngettext("{n} of the committee", "{n} of the committee", n).format(n=n)


def story(data: Shortlist, _theme: Theme) -> list[Block]:
    """Lay out what scores mean, then the scores so far, then one nomination after the other."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.table import Column, Table
    from allydesk.reports.engine.text import Heading, Paragraph
    from allydesk.reports.engine.whole import Whole

    if not data.round:
        return [Masthead(REPORT.title), Paragraph(_("There is no round yet. Start one in Awards."))]
    blocks: list[Block] = [Masthead(data.round, data.head)]
    if not data.entries:
        return [*blocks, Paragraph(_("No nomination in this round is to be read here."))]
    if data.scores:
        columns = [
            Column(_("Rank"), align="end"), Column(_("Nomination"), bold=True, names_row=True),
            Column(_("Average"), align="end"), Column(_("Gap"), align="end"), Column(_("Note")),
        ]  # fmt: skip
        blocks += [Heading(_("Scores")), Table(columns, data.scores)]
    if data.room and any(not e.scored for e in data.entries):
        blocks += _meanings(data)
    for entry in data.entries:
        blocks.append(Whole(_said(entry, data)))
    return blocks


def _meanings(data: Shortlist) -> list[Block]:
    """Say what each number of points means, once for all nominations."""
    from allydesk.reports.engine.text import Facts, Heading

    rows = [
        (name, "; ".join(f"{n} = {words}" for n, words in enumerate(anchors, 1) if words))
        for name, anchors in data.criteria
    ]
    return [Heading(_("What the points mean")), Facts(rows)] if any(w for _n, w in rows) else []


def _said(entry: Entry, data: Shortlist) -> list[Block]:
    from allydesk.reports.engine.form import Blank
    from allydesk.reports.engine.hand.scale import Question, Scale
    from allydesk.reports.engine.text import Facts, Heading, Paragraph

    blocks: list[Block] = [Heading(entry.title), Paragraph(entry.citation)]
    if entry.facts:
        blocks.append(Facts(entry.facts))
    if data.room and data.criteria and not entry.scored:
        asked = [Question(str(n), name) for n, (name, _a) in enumerate(data.criteria, 1)]
        points = [str(n) for n in range(rounds.LOWEST, rounds.HIGHEST + 1)]
        blocks += [Scale(asked, points), Blank(_("Comment"))]
    return blocks


def page(data: Shortlist) -> Page:
    foot = _("For the committee. Private: shred after use.")
    return Page(REPORT.title, data.round or REPORT.title, foot if data.entries else "")


REPORT = Report(
    "shortlist",
    _("Shortlist for the committee"),
    _("The nominations of a round to read and score, with names or without."),
    (_ROUND, _NAMES, _WHICH, _ROOM, _TURNED_DOWN),
    collect,
    story,
    page,
    _("Thanks"),
)
