"""What came of a round of questions: every number of it passes the suppression before it shows."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.language import _, ngettext
from allydesk.models import suppression
from allydesk.models.feedback import pulse
from allydesk.models.feedback.pulse import SETS, STEPS, Result, Row
from allydesk.models.suppression import Mean, Shown
from allydesk.reports.engine.charts import Bars, Likert, Series, Trend
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, label, leading, line
from allydesk.ui.printing.chart import ChartView

_AT_ONCE = 20  # comments


class Results(Card):
    """The answers of one closed round: means, steps where none is small, and what was written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Results"))
        self.desk = desk
        self.none = label("")
        self.means, self.steps = ChartView(desk), ChartView(desk)
        self.comments = QWidget()
        self._comments = QVBoxLayout(self.comments)
        self._comments.setContentsMargins(0, 0, 0, 0)
        self._comments.setSpacing(look.px(8))
        self.rule = label("", "muted")
        self.add(self.none, self.means, self.steps, self.comments, self.rule)

    def show_round(self, one: Row | None) -> None:
        """Show what came of a round; an open one has no results."""
        self.setVisible(one is not None and one.closed)
        if one is None or not one.closed:
            return
        read = self.desk.store.read
        found, k = read(pulse.results, one.id), read(suppression.k_of)
        self.rule.setText(suppression.rule(k))
        if isinstance(found.answered, Shown):
            words = ngettext("{n} has answered.", "{n} have answered.", found.answered.n)
            self.none.setText(words.format(n=found.answered.n))
            self._draw(found)
        else:
            self.none.setText(found.answered.words())
        for part in (self.means, self.steps, self.comments):
            part.setVisible(isinstance(found.answered, Shown))
        self.steps.setVisible(any(_counts(r) for r in found.questions))

    def _draw(self, found: pulse.Results) -> None:
        questions = numbered(found)
        self.means.show_chart(
            Bars(
                title=_("On average, from 1 to 5"), labels=questions,
                values=[mean(r) for r in found.questions], label_head=_("Question"),
                value_head=_("Average"), missing=_("hidden"),
            )
        )  # fmt: skip
        self.steps.show_chart(
            Likert(
                title=_("Who chose what"), questions=questions,
                counts=[_counts(r) for r in found.questions], answers=STEPS, missing=_("hidden"),
            )
        )  # fmt: skip
        self._say_comments(found)

    def _say_comments(self, found: pulse.Results) -> None:
        clear(self._comments)
        self._comments.addWidget(label(found.line, "strong"))
        if isinstance(found.comments, list):
            self._say_more(found.comments)
        else:
            self._comments.addWidget(label(found.comments.words(), "muted"))

    def _say_more(self, rest: list[str]) -> None:
        """Show some comments, and a button for those that follow."""
        for words in rest[:_AT_ONCE]:
            self._comments.addWidget(label(words))
            self._comments.addWidget(line())
        left = rest[_AT_ONCE:]
        if not left:
            return
        words = ngettext("Show {n} more", "Show {n} more", len(left[:_AT_ONCE]))
        more = button(Action(words.format(n=len(left[:_AT_ONCE])), lambda: None), "quiet")

        def go_on() -> None:
            self._comments.removeWidget(more)
            more.hide()
            more.deleteLater()
            self._say_more(left)

        more.clicked.connect(go_on)
        self._comments.addWidget(more, 0, leading())


class OverTime(Card):
    """How the means of one set moved from round to round; a round that is too small is a gap."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Over time"))
        self.desk = desk
        self.chart = ChartView(desk)
        self.note = label(_("A gap is a round whose results are hidden."), "muted")
        self.add(self.chart, self.note)

    def show_set(self, of: str | None) -> None:
        """Show a set once two of its rounds are closed and one shows a number."""
        rounds = self.desk.store.read(pulse.over_time, of) if of else []
        means = [[mean(r) for r in one.questions] for one in rounds]
        there = len(rounds) > 1 and any(v is not None for one in means for v in one)
        self.setVisible(there)
        if not there or of is None:
            return
        self.note.setVisible(any(v is None for one in means for v in one))
        names = numbered(rounds[-1])
        self.chart.show_chart(
            Trend(
                title=_("{questions}: averages from 1 to 5").format(questions=SETS[of]),
                times=[one.name for one in rounds],
                series=[
                    Series(name, [one[n] if n < len(one) else None for one in means])
                    for n, name in enumerate(names)
                ],
                time_head=_("Round"), missing=_("hidden"),
            )
        )  # fmt: skip


def numbered(found: pulse.Results) -> list[str]:
    """Give the questions with the numbers they have on paper."""
    return [f"{n}. {r.question}" for n, r in enumerate(found.questions, 1)]


def mean(result: Result) -> float | None:
    """Give a mean that may be seen, else nothing."""
    found = result.scale.mean
    return found.value if isinstance(found, Mean) else None


def _counts(result: Result) -> list[int] | None:
    steps = result.scale.steps
    shown = [step.n for step in steps if isinstance(step, Shown)]
    return shown if len(shown) == len(steps) else None
