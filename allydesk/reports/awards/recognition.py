"""The recognition summary: whom thanks reach and whom not, by team, location and group, in charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import fairness
from allydesk.language import _
from allydesk.models import suppression
from allydesk.models.awards import award, behaviour
from allydesk.models.suppression import Count, Hidden, Shown
from allydesk.reports import recognised
from allydesk.reports.report import Given, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_GIVEN = {"award": _("Awards given"), "thanks": _("Thanks given")}
_Counts = tuple[tuple[str, Count], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One chart: a heading, and for each line how many were thanked and how many not."""

    heading: str
    names: tuple[str, ...]
    thanked: tuple[Count, ...]
    not_thanked: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What the summary says; every number has passed suppression."""

    span: str
    facts: _Counts
    remarks: tuple[str, ...]
    parts: tuple[Part, ...]
    waiting: _Counts
    kinds: _Counts
    behaviours: _Counts
    rule: str


def collect(s: Session, options: Given) -> Summary:
    """Gather the figures of a time; none of them is below the smallest number shown on this desk."""
    first, last = recognised.period(options)
    mirror = fairness.mirror(s, first, last)
    kinds, behaviours = _given(s, mirror)
    hidden = any(isinstance(n, Hidden) for _w, n in (*kinds, *behaviours))
    return Summary(
        recognised.span(first, last, str(options["language"])),
        ((_("People who work here"), mirror.people), (_("Thanked at least once"), mirror.thanked)),
        mirror.remarks,
        tuple(
            _part(heading, lines)
            for heading, lines in (
                (_("By team"), mirror.teams),
                (_("By location"), mirror.locations),
                (_("By group"), mirror.groups),
            )
            if len(lines) > 1  # one alone says what the whole says
        ),
        tuple((w.words, w.people) for w in mirror.waiting),
        kinds,
        behaviours,
        mirror.rule or (suppression.rule(mirror.k) if hidden else ""),
    )


def _part(heading: str, lines: Sequence[fairness.Line]) -> Part:
    return Part(
        heading,
        tuple(line.name for line in lines),
        tuple(line.thanked for line in lines),
        tuple(line.not_thanked for line in lines),
    )


def _given(s: Session, mirror: fairness.Mirror) -> tuple[_Counts, _Counts]:
    """Count what was given: awards and thanks, and the behaviours they thank for."""
    ids = award.ids(s, first=mirror.first, last=mirror.last)
    rows = [r for r in award.rows(s, ids) if r.returned_on is None]
    kinds = Counter(_GIVEN[r.kind] for r in rows)
    shown = Counter(word for r in rows for word in behaviour.words(r.behaviours))
    return _safe(kinds, mirror.k), _safe(dict(shown.most_common()), mirror.k)


def _safe(counts: Mapping[str, int], k: int) -> _Counts:
    return tuple(suppression.one_way(counts, k).cells.items())


def story(data: Summary, _theme: Theme) -> list[Block]:
    """Lay out the figures, then what stands out, then the charts."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Callout, Facts, Heading, Items, Paragraph

    blocks: list[Block] = [
        Masthead(REPORT.title, [data.span]),
        Facts([(label, str(n)) for label, n in (*data.facts, *data.kinds)]),
    ]
    if data.remarks:
        blocks.append(Items(data.remarks))
    if data.parts:
        blocks.append(Heading(_("Who was thanked")))
    for part in data.parts:
        blocks += _reached(part)
    blocks += _bars(_("When people were last thanked"), data.waiting, _("People"))
    blocks += _bars(_("What for"), data.behaviours, _("Awards and thanks"))
    if data.rule:
        blocks.append(Callout(data.rule))
    elif not data.parts:
        blocks.append(Paragraph(_("There is nobody to count yet.")))
    return blocks


def _number(count: Count) -> int | None:
    return count.n if isinstance(count, Shown) else None


def _reached(part: Part) -> list[Block]:
    """Give a chart of the lines of which all is known, and the names of the others."""
    from allydesk.reports.engine.charts import Series, Stacked
    from allydesk.reports.engine.text import Heading, Paragraph

    known = [
        (name, yes.n, no.n)
        for name, yes, no in zip(part.names, part.thanked, part.not_thanked, strict=True)
        if isinstance(yes, Shown) and isinstance(no, Shown)
    ]
    others = [name for name in part.names if name not in {k[0] for k in known}]
    blocks: list[Block] = []
    if known:
        names, yes, no = zip(*known, strict=True)
        series = [Series(_("Thanked"), yes), Series(_("Not in this time"), no)]
        blocks.append(Stacked(names, series, title=part.heading, label_head=part.heading))
    if others:
        said = _("Too few to tell: {names}.").format(names=", ".join(others))
        heading = [] if known else [Heading(part.heading, level=3)]
        blocks += [*heading, Paragraph(said, muted=True)]
    return blocks


def _bars(heading: str, counts: _Counts, head: str) -> list[Block]:
    from allydesk.reports.engine.charts import Bars

    if not any(isinstance(n, Shown) for _w, n in counts):
        return []
    labels, values = zip(*((word, _number(n)) for word, n in counts), strict=True)
    return [Bars(labels, values, title=heading, missing=_("hidden"), value_head=head)]


def page(data: Summary) -> Page:
    return Page(REPORT.title, f"{REPORT.title} · {data.span}", "")


REPORT = Report(
    "recognition",
    _("Recognition summary"),
    _("Whom thanks reach, and whom not: figures and charts that single nobody out."),
    recognised.period_options("twelve"),
    collect,
    story,
    page,
    _("Thanks"),
)
