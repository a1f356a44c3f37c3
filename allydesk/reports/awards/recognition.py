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
    from allydesk.reports.engine.text import Items, Paragraph
    from allydesk.reports.engine.whole import Whole

    blocks: list[Block] = [Masthead(REPORT.title, [data.span]), _figures(data)]
    if data.remarks:
        blocks.append(Items(data.remarks))
    keyed = False
    for part in data.parts:
        blocks.append(Whole(_reached(part, key=not keyed)))
        keyed = keyed or bool(_known(part))
    blocks += _bars(_("When people were last thanked"), data.waiting, _("People"))
    blocks += _bars(_("What for"), data.behaviours, _("Awards and thanks"))
    if data.rule:  # it belongs to the charts: not alone on a page
        blocks.append(Whole([blocks.pop(), Paragraph(data.rule, muted=True)]))
    elif not data.parts:
        blocks.append(Paragraph(_("There is nobody to count yet.")))
    return blocks


def _figures(data: Summary) -> Block:
    """Give the figures of all in one line."""
    from allydesk.reports.engine.text import Paragraph, Span

    words: list[str | Span] = []
    for label, count in (*data.facts, *data.kinds):
        words += [" · " if words else "", f"{label} ", Span(str(count), bold=True)]
    return Paragraph(words)


def _known(part: Part) -> list[tuple[str, int, int]]:
    """Give the lines of which all is known."""
    return [
        (name, yes.n, no.n)
        for name, yes, no in zip(part.names, part.thanked, part.not_thanked, strict=True)
        if isinstance(yes, Shown) and isinstance(no, Shown)
    ]


def _too_few(names: Sequence[str]) -> list[Block]:
    """Name the lines whose counts are hidden."""
    from allydesk.reports.engine.text import Paragraph

    said = _("Too few to tell: {names}.").format(names=", ".join(names))
    return [Paragraph(said, muted=True)] if names else []


def _reached(part: Part, *, key: bool) -> list[Block]:
    """Give a chart of the lines of which all is known, and the names of the others."""
    from allydesk.reports.engine.charts import Series, Stacked
    from allydesk.reports.engine.text import Paragraph

    known = _known(part)
    others = [name for name in part.names if name not in {k[0] for k in known}]
    blocks: list[Block] = []
    if known:
        names, yes, no = zip(*known, strict=True)
        series = [Series(_("Thanked"), yes), Series(_("Not in this time"), no)]
        blocks.append(Stacked(names, series, title=part.heading, label_head=part.heading, key=key))
    if others:
        blocks += [*([] if known else [Paragraph(part.heading, bold=True)]), *_too_few(others)]
    return blocks


def _bars(heading: str, counts: _Counts, head: str) -> list[Block]:
    """Give a chart of the counts that may be told, and what the others count."""
    from allydesk.reports.engine.charts import Bars
    from allydesk.reports.engine.text import Paragraph, Span
    from allydesk.reports.engine.whole import Whole

    known = [(words, n.n) for words, n in counts if isinstance(n, Shown)]
    others = [words for words, n in counts if not isinstance(n, Shown)]
    if not known:
        return []
    if len(known) == 1:  # one bar compares nothing
        ((words, n),) = known
        said = Paragraph([f"{words} ", Span(str(n), bold=True)])
        return [Whole([Paragraph(heading, bold=True), said, *_too_few(others)])]
    labels, values = zip(*known, strict=True)
    chart = Bars(labels, values, title=heading, value_head=head)
    return [Whole([chart, *_too_few(others)])]


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
