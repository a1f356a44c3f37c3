"""What was said and how questions were answered, in numbers, charts and shuffled comments."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.language import _
from allydesk.listening import names
from allydesk.models import suppression
from allydesk.models.feedback import count, period, pulse
from allydesk.models.suppression import Count, Mean, NoAnswers, Shown
from allydesk.reports import report
from allydesk.reports.report import Given, Kind, Option, Page, Report

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.reports.engine.theme import Theme

_PERIODS = Option(
    "periods", _("How many periods"), Kind.NUMBER, 4, least=1, most=12,
    hint=_("A quarter each, or more where little was said. Their bounds are fixed."),
)  # fmt: skip
_QUESTIONS = Option("answers", _("Answers to questions"), Kind.FLAG, default=True)
_COMMENTS = Option(
    "comments", _("What people wrote to them"), Kind.FLAG, default=True, when="answers",
    hint=_("Where enough people wrote, in an order made by chance."),
)  # fmt: skip
_NAMES = Option(
    "names", _("Take out names of people here"), Kind.FLAG, default=True, remembered=False,
    when="comments", hint=_("Look through the comments all the same."),
)  # fmt: skip
_ROUNDS = 4  # of a set beside each other

_Counts = tuple[tuple[str, Count], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The rounds of one set of questions; what stands first in each is the oldest."""

    title: str
    rounds: tuple[str, ...]
    answered: str  # of the newest round
    questions: tuple[str, ...]
    steps: tuple[tuple[int, ...] | None, ...]  # how many chose each, where that may be seen
    means: tuple[tuple[float | None, ...], ...]  # of each question, one for each round
    line: str
    comments: tuple[str, ...]
    why_none: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What the summary says; every number in it has passed suppression."""

    head: tuple[str, ...]
    rule: str
    totals: _Counts
    newest: str
    charts: tuple[tuple[str, _Counts], ...]  # of the newest period
    kinds: tuple[tuple[str, tuple[Count, ...]], ...]  # of each period, in the order of `kind_heads`
    kind_heads: tuple[str, ...]
    later: str
    asked: tuple[Asked, ...]


def collect(s: Session, options: Given) -> Summary:
    """Gather the numbers of the periods that are over, and the answers of rounds that are closed."""
    day, language, n = options["day"], str(options["language"]), int(str(options["periods"]))
    assert isinstance(day, dt.date)
    by = {name: count.windows(s, name)[-n:] for name in count.BY}
    kinds = by["kind"]
    titles = [count.title(w.first, w.last, language) for w in kinds]
    charts = [(count.BY[name], tuple(w[-1].counts.cells.items())) for name, w in by.items() if w]
    later = _("The numbers of now show from {day} on, if enough is said.")
    return Summary(
        head=(report.printed_on(day, language),),
        rule=suppression.rule(suppression.k_of(s)),
        totals=tuple(zip(titles, (w.counts.total for w in kinds), strict=True)),
        newest=titles[-1] if titles else "",
        charts=tuple((head, cells) for head, cells in charts if len(cells) > 1),
        kinds=tuple(
            (title, (*w.counts.cells.values(), w.counts.total))
            for title, w in zip(titles, kinds, strict=True)
        ),
        kind_heads=tuple(kinds[-1].counts.cells) if kinds else (),
        later=later.format(day=dates.medium(count.shows_from(day), language)),
        asked=_all_asked(s, options) if options["answers"] else (),
    )


def _all_asked(s: Session, options: Given) -> tuple[Asked, ...]:
    known = names.known(s) if options["comments"] and options["names"] else None
    found = ((title, pulse.over_time(s, of)[-_ROUNDS:]) for of, title in pulse.SETS.items())
    return tuple(_asked(title, rounds, options, known) for title, rounds in found if rounds)


def _asked(
    title: str, rounds: list[pulse.Results], options: Given, known: names.Known | None
) -> Asked:
    last, language = rounds[-1], str(options["language"])
    same = [r for r in rounds if [q.question for q in r.questions] == _words(last)]
    comments = last.comments if options["comments"] else NoAnswers()
    said = comments if isinstance(comments, list) else []
    if known is not None:
        said = [names.take_out(text, known.in_text(text)) for text in said]
    return Asked(
        title,
        tuple(f"{r.name}, {period.words(r.period, language)}" for r in same),
        _answered(last.answered),
        tuple(_words(last)),
        tuple(_steps(q.scale) for q in last.questions),
        tuple(tuple(_mean(r.questions[n].scale) for r in same) for n in range(len(last.questions))),
        last.line if options["comments"] else "",
        tuple(said),
        "" if isinstance(comments, list) else comments.words(),
    )


def _words(results: pulse.Results) -> list[str]:
    return [q.question for q in results.questions]


def _answered(n: Count) -> str:
    if isinstance(n, Shown):
        return _("{n} people answered.").format(n=n)
    return n.words()


def _steps(scale: suppression.Scale) -> tuple[int, ...] | None:
    shown = [step.n for step in scale.steps if isinstance(step, Shown)]
    return tuple(shown) if len(shown) == len(scale.steps) else None


def _mean(scale: suppression.Scale) -> float | None:
    return scale.mean.value if isinstance(scale.mean, Mean) else None


def story(data: Summary, theme: Theme) -> list[Block]:
    """Lay out how much was said, what about, then each set of questions."""
    from allydesk.reports.engine.figure import Masthead
    from allydesk.reports.engine.text import Callout, Heading, Paragraph

    blocks: list[Block] = [Masthead(REPORT.title, data.head), Callout(data.rule)]
    blocks.append(Heading(_("What was said")))
    if not data.totals:
        blocks.append(Paragraph(_("There are no numbers yet.")))
    else:
        blocks += _bars(_("Notes in each period"), data.totals)
        blocks += _by_kind(data, large=theme.large)
    blocks.append(Paragraph(data.later, muted=True))
    if data.charts:
        blocks.append(Heading(data.newest))
        blocks += [block for head, cells in data.charts for block in _bars(head, cells)]
    for one in data.asked:
        blocks += _questions(one, theme.language)
    return blocks


def _bars(title: str, cells: _Counts) -> list[Block]:
    """Give a bar for each number that may be seen; the others say that they are hidden."""
    from allydesk.reports.engine.charts import Bars
    from allydesk.reports.engine.text import Heading, Paragraph

    values = [n.n if isinstance(n, Shown) else None for _label, n in cells]
    if all(value is None for value in values):
        return [Heading(title, level=3), Paragraph(_ALL_HIDDEN, muted=True)]
    return [Bars([label for label, _n in cells], values, title=title, missing=_("hidden"))]


_ALL_HIDDEN = _("All of these numbers are hidden, so that nobody can be picked out.")


def _by_kind(data: Summary, *, large: bool) -> list[Block]:
    """Give the kinds of each period as a table, where there are several to compare."""
    from allydesk.reports.engine.table import Column, Divider, Row, Table

    if len(data.kinds) < 2:
        return []
    heads = [*data.kind_heads, _("All")]
    if large:  # no room for a column each
        rows: list[Row] = []
        for title, counts in data.kinds:
            rows.append(Divider(title))
            rows += [[head, str(n)] for head, n in zip(heads, counts, strict=True)]
        two = [Column(_("Kind"), names_row=True), Column(_("Notes"), align="end")]
        return [Table(two, rows)]
    columns = [
        Column(_("Period"), names_row=True), *(Column(head, align="end") for head in heads),
    ]  # fmt: skip
    return [Table(columns, [[title, *map(str, counts)] for title, counts in data.kinds])]


def _questions(one: Asked, language: str) -> list[Block]:
    from allydesk.reports.engine.charts import Likert, Series, Trend
    from allydesk.reports.engine.text import Heading, Items, Paragraph
    from allydesk.reports.engine.whole import Whole

    hidden = _("hidden")
    first: list[Block] = [Heading(one.title), Paragraph(f"{one.rounds[-1]}. {one.answered}")]
    if any(one.steps):
        chart = Likert(one.questions, one.steps, pulse.STEPS, title=_("Answers"), missing=hidden)
        first.append(chart)
    blocks: list[Block] = [Whole([*first, _means(one, language)])]
    if any(_is_line(means) for means in one.means):
        lines = [
            Series(words, means) for words, means in zip(one.questions, one.means, strict=True)
        ]
        title = _("Mean over time, from 1 to 5")
        blocks.append(Trend(one.rounds, lines, title=title, missing=hidden))
    if one.line:
        blocks.append(Heading(one.line, level=3))
        blocks.append(Items(one.comments) if one.comments else Paragraph(one.why_none, muted=True))
    return blocks


def _is_line(means: tuple[float | None, ...]) -> bool:
    """Say whether two neighbours are known, so that there is a line to draw between them."""
    return any(a is not None and b is not None for a, b in pairwise(means))


def _means(one: Asked, language: str) -> Block:
    """Give the mean of each question, from 1 to 5, for each round."""
    from babel.numbers import format_decimal

    from allydesk.reports.engine.table import Column, Table

    def shown(mean: float | None) -> str:
        if mean is None:
            return _("hidden")
        return str(format_decimal(mean, "0.0", locale=dates.locale(language)))

    heads = [Column(name, align="end") for name in one.rounds]
    columns = [Column(_("Mean, from 1 to 5"), names_row=True), *heads]
    rows = [
        [words, *map(shown, means)] for words, means in zip(one.questions, one.means, strict=True)
    ]
    return Table(columns, rows)


def page(data: Summary) -> Page:
    head = f"{REPORT.title} · {data.newest}" if data.newest else REPORT.title
    return Page(REPORT.title, head, data.rule)


REPORT = Report(
    "feedback-summary",
    _("Feedback summary"),
    _("What was said, in charts and figures that single nobody out."),
    (_PERIODS, _QUESTIONS, _COMMENTS, _NAMES),
    collect,
    story,
    page,
    _("Feedback"),
)
