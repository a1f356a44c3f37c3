"""Score the nominations of a round, one after another, for one reader after another; names hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models.awards import behaviour, nomination, reading, score
from allydesk.models.awards import round as rounds
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import Card, Chips, button, clear, flow, label, row
from allydesk.ui.records.editors import Choice


def open(desk: Desk, parent: QWidget, round_id: int, start: int | None = None) -> Scoring | None:
    """Let the committee of a round score, beginning with one nomination."""
    if missing := _missing(desk, round_id):
        desk.say(missing, problem=True)
        return None
    dialog = Scoring(desk, parent.window(), round_id, start)
    dialog.open()
    return dialog


def _missing(desk: Desk, round_id: int) -> str:
    """Say what a round lacks before it can be scored, or nothing."""
    if not desk.store.read(rounds.committee, round_id):
        return _("Nobody is on the committee of this round. Add them there first.")
    if not desk.store.read(rounds.criteria, round_id):
        return _("This round has no criteria to score by. Add one there first.")
    return ""


class Scoring(QDialog):
    """One nomination at a time: what was written, and 1 to 5 points by each criterion."""

    def __init__(self, desk: Desk, parent: QWidget, round_id: int, start: int | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Score nominations"))
        self.desk, self._round = desk, round_id
        self._scales = desk.store.read(rounds.criteria, round_id)
        self._every: Sequence[reading.Reading] = ()
        self._at, self._start = 0, start
        self.points: dict[int, Chips] = {}
        self.rater = Choice()
        self.rater.setAccessibleName(_("Who is scoring?"))
        for one in desk.store.read(rounds.committee, round_id):
            self.rater.addItem(one.name, one.id)
        self.rater.activated.connect(self._begin)
        self.state = label("", "muted")
        self.words = Card()
        self.scales = QWidget()
        self._scale_rows = QVBoxLayout(self.scales)
        self._scale_rows.setContentsMargins(0, 0, 0, 0)
        self._scale_rows.setSpacing(look.px(8))
        self.comment = QLineEdit()
        self.comment.setAccessibleName(_("Comment"))
        self.comment.setPlaceholderText(_("Comment, if there is one"))
        self.why = QLineEdit()
        self.why.setAccessibleName(_("Why you keep out"))
        self.why.setPlaceholderText(_("Why you keep out, as in “Manages the nominee”. Then Enter"))
        self.why.returnPressed.connect(self.keep_out)
        self.wrong = label("", "problem")
        self._build()
        self._begin()

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        m = look.px(16)
        whole.setContentsMargins(m, m, m, m)
        who = label(_("Who is scoring?"), "strong", wrap=False)
        who.setBuddy(self.rater)
        page = Page(margin=8)
        page.add(
            row(who, self.rater, stretch=1), self.state, self.words, self.scales, self.comment,
            self.why, self.wrong,
        )  # fmt: skip
        page.end()
        whole.addWidget(page, 1)
        self.keep_button = button(Action(_("Keep and go on"), self.keep, "check"), "primary")
        self.keep_button.setDefault(True)
        self.back_button = button(Action(_("Back"), partial(self.step, -1), "chevron-left"))
        self.skip_button = button(Action(_("Skip"), partial(self.step, 1), "chevron-right"))
        self.out_button = button(
            Action(_("Keep out of this one…"), self._ask_why, "minus"), "quiet"
        )
        whole.addWidget(
            flow(
                self.keep_button, self.back_button, self.skip_button, self.out_button,
                button(Action(_("Close"), self.accept)),
            )
        )  # fmt: skip
        self.resize(look.px(680), look.px(640))

    def _rater(self) -> int:
        return int(self.rater.currentData())

    def _begin(self) -> None:
        """Show a reader the first nomination they have not scored, of those they may."""
        self._every = self._readings()
        ids = [r.id for r in self._every]
        given = self.desk.store.read(score.of, ids)
        done = {g.nomination_id for g in given if g.rater_id == self._rater()}
        first = next((n for n, id in enumerate(ids) if id not in done), len(ids))
        if self._start in ids:
            first = ids.index(self._start)
        self._start = None
        self._at = first
        self._show()

    def _readings(self) -> list[reading.Reading]:
        every = self.desk.store.read(reading.of_round, self._round)
        waiting = sorted(
            (r for r in every if r.state in nomination.WAITING), key=lambda r: r.number
        )
        out = self.desk.store.read(score.excluded, [r.id for r in waiting])
        return [r for r in waiting if self._rater() not in out[r.id]]

    def _show(self) -> None:
        """Show the nomination we are at, with what this reader gave it before."""
        over = self._at >= len(self._every)
        for part in (self.words, self.scales, self.comment, self.skip_button, self.out_button,
                     self.keep_button):  # fmt: skip
            part.setVisible(not over)
        self.why.hide()
        self.wrong.clear()
        self.back_button.setEnabled(self._at > 0)
        if over:
            n = len(self._every)
            self.state.setText(
                _("That was all. Choose the next reader, or close.") if n
                else _("There is nothing for them to score here.")
            )  # fmt: skip
            self.rater.setFocus()
            return
        one = self._every[self._at]
        count = _("{n} of {all}").format(n=self._at + 1, all=len(self._every))
        self.state.setText(
            count + (" · " + _("Names show when all have scored.") if one.hidden else "")
        )
        self._show_words(one)
        self._show_scales(one)

    def _show_words(self, one: reading.Reading) -> None:
        clear(self.words.column)
        who = one.team_name or ", ".join(one.names)
        title = who or _("Nomination {n}").format(n=one.number)
        self.words.add(label(title, "h2"), label(_("“{text}”").format(text=one.citation)))
        for text in (one.evidence, " · ".join(behaviour.words(one.behaviours))):
            if text:
                self.words.add(label(text, "muted"))
        if one.gathered:
            numbers = ", ".join(map(str, one.gathered))
            same = ngettext("For the same nominee: nomination {numbers}",
                            "For the same nominee: nominations {numbers}", len(one.gathered))  # fmt: skip
            self.words.add(label(same.format(numbers=numbers), "muted"))

    def _show_scales(self, one: reading.Reading) -> None:
        given = {
            g.criterion_id: g
            for g in self.desk.store.read(score.of, [one.id])
            if g.rater_id == self._rater()
        }
        clear(self._scale_rows)
        self.points = {}
        for scale in self._scales:
            words = {str(n): f"{n} {w}".strip() for n, w in enumerate(scale.anchors, 1)}
            before = str(given[scale.id].points) if scale.id in given else ""
            chips = Chips(words, before, lambda _points: self._go_to_open(), scale.name)
            for chip in chips.findChildren(QPushButton):
                chip.setAccessibleName(f"{scale.name}: {chip.text()}")
            self.points[scale.id] = chips
            self._scale_rows.addWidget(label(scale.name, "strong"))
            self._scale_rows.addWidget(chips)
        self.comment.setText(next((g.comment for g in given.values() if g.comment), ""))
        self._go_to_open()

    def _open_one(self) -> Chips | None:
        return next((c for c in self.points.values() if not c.chosen()), None)

    def _go_to_open(self) -> None:
        """Put the keyboard on the first criterion without points, else on what keeps them."""
        waiting = self._open_one()
        first = waiting.findChild(QPushButton) if waiting is not None else None
        (first or self.keep_button).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give 1 to 5 points by a digit to the first criterion without any."""
        waiting = self._open_one()
        if waiting is not None and event.text() in ("1", "2", "3", "4", "5"):
            waiting.choose(event.text())
            self._go_to_open()
        else:
            super().keyPressEvent(event)

    def keep(self) -> None:
        """Store what was given and go on; say so when a criterion is missing."""
        if self._at >= len(self._every):
            return
        if self._open_one() is not None:
            self.wrong.setText(_("Give 1 to 5 points by each criterion, or skip this one."))
            self._go_to_open()
            return
        points = {id: int(chips.chosen()) for id, chips in self.points.items()}
        first = next(iter(points))
        words = self.comment.text().strip()
        store, one = self.desk.store, self._every[self._at]
        if self._done(
            lambda: store.write(
                _("Score a nomination"), score.give, one.id, self._rater(), points,
                {first: words} if words else {},
            )
        ):  # fmt: skip
            self.step(1)

    def _ask_why(self) -> None:
        self.why.clear()
        self.why.show()
        self.why.setFocus()

    def keep_out(self) -> None:
        """Note that this reader has a conflict of interest here."""
        store, one, reason = self.desk.store, self._every[self._at], self.why.text().strip() or None
        step = _("Declare a conflict of interest")
        if self._done(lambda: store.write(step, score.declare, one.id, self._rater(), reason)):
            self._every = self._readings()
            self._show()

    def _done(self, act: Callable[[], object]) -> bool:
        """Do something, or say why it cannot be done."""
        try:
            act()
        except Problem as problem:
            self.wrong.setText(str(problem))
            return False
        return True

    def step(self, by: int) -> None:
        self._at = max(0, min(len(self._every), self._at + by))
        self._every = self._readings() if by else self._every
        self._show()
