"""Rounds of questions: begun, answered here or on paper, closed, and what came of them over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.listening import paper
from allydesk.models import organisation
from allydesk.models.feedback import period, pulse
from allydesk.models.feedback.pulse import SETS, Row
from allydesk.models.suppression import Hidden
from allydesk.ui.desk import Action, Desk
from allydesk.ui.feedback import kiosk, pulse_begin, typing
from allydesk.ui.feedback.pulse_prints import of_round
from allydesk.ui.feedback.pulse_results import OverTime, Results
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.table import Column, Rows, table
from allydesk.ui.kit.widgets import (
    Card,
    button,
    empty_state,
    flow,
    label,
    retone,
    row,
    tag,
    title_row,
)  # fmt: skip

TOLD = ("feedback_wave",)
_MOST_ROWS = 6


def page(desk: Desk) -> PulsePage:
    """Give the page with all rounds of questions."""
    return PulsePage(desk)


def open(desk: Desk, parent: QWidget) -> QDialog:
    """Show the page with all rounds of questions over the window."""
    made = QDialog(parent.window())
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setWindowTitle(_("Rounds of questions"))
    inside = page(desk)
    whole = QVBoxLayout(made)
    m = look.px(8)
    whole.setContentsMargins(m, m, m, m)
    whole.addWidget(inside, 1)
    whole.addWidget(row(QWidget(), button(Action(_("Close"), made.accept))))
    room = parent.window().size()
    made.resize(min(look.px(800), room.width() - m), max(room.height() - look.px(60), m))
    made.open()
    inside.first().setFocus()
    return made


class PulsePage(Page):
    """All rounds in a table, the chosen one below it, and its set over time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margin=16)
        self.desk = desk
        self._language = desk.store.read(organisation.language)
        self._rounds: Sequence[Row] = ()
        self._choosing = False
        self.begin_button = Action(_("Begin a round…"), self.begin, "plus")
        self.title = title_row(_("Rounds of questions"), self.begin_button)
        self.none = empty_state(
            "message-square-heart",
            _("No questions asked yet. Three short questions tell you more than thirty."),
            [Action(_("Use the belonging set"), self.begin)],
        )
        self.rows: Rows[Row] = Rows(self._columns(), self._says)
        self.table = table(self.rows, _("Rounds of questions"))
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        head = self.table.horizontalHeader()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, head.ResizeMode.Stretch)
        self.table.selectionModel().selectionChanged.connect(lambda *_two: self._show_chosen())
        self.one = RoundCard(desk, self)
        self.results, self.over_time = Results(desk), OverTime(desk)
        self.add(self.title, self.none, self.table, self.one, self.results, self.over_time)
        self.end()

    def first(self) -> QWidget:
        """Give where the keyboard begins."""
        return self.table if self._rounds else self.none

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.desk.changed.connect(self._changed, Qt.ConnectionType.UniqueConnection)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.desk.changed.disconnect(self._changed)

    def _changed(self, kinds: frozenset[str]) -> None:
        if not kinds or kinds & {"feedback_wave", "event", "organisation"}:
            self.refresh()

    def _columns(self) -> list[Column[Row]]:
        return [
            Column(_("Round"), lambda r: r.name, width=220),
            Column(_("Begun"), lambda r: period.words(r.period, self._language),
                   order=lambda r: r.period, width=150),
            Column(_("Answered"), _answered, width=100),
            Column(_("State"), _state, width=90),
        ]  # fmt: skip

    def _says(self, r: Row) -> str:
        return ", ".join([r.name, SETS[r.of], _state(r), _answered(r)])

    def refresh(self) -> None:
        """Read the rounds again; the chosen one stays chosen."""
        chosen = self.chosen()
        self._rounds = self.desk.store.read(pulse.waves)
        self._choosing = True
        self.rows.show(self._rounds)
        there = bool(self._rounds)
        for part in (self.title, self.table):
            part.setVisible(there)
        self.none.setVisible(not there)
        head = self.table.horizontalHeader().sizeHint().height()
        high = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(head + high * min(len(self._rounds), _MOST_ROWS) + look.px(8))
        self.choose(chosen.id if chosen else None)

    def choose(self, id: int | None) -> None:
        """Choose a round, or the newest."""
        self._choosing = True  # what is chosen is shown once
        if self._rounds:
            self.table.selectRow(self.rows.row_of(id) or 0)
        self._choosing = False
        self._show_chosen()

    def chosen(self) -> Row | None:
        at = self.table.currentIndex()
        id = self.rows.id_at(at.row()) if at.isValid() else None
        return next((r for r in self._rounds if r.id == id), None)

    def _show_chosen(self) -> None:
        if self._choosing:
            return
        found = self.chosen()
        self.one.show_round(found)
        self.results.show_round(found)
        self.over_time.show_set(found.of if found else None)

    def begin(self) -> None:
        """Ask which questions, and begin them."""
        pulse_begin.open(self.desk, self, self.choose)


def _answered(r: Row) -> str:
    if not r.closed and isinstance(r.answered, Hidden) and r.answered.so_far is not None:
        return _("{n} so far").format(n=r.answered.so_far)
    return str(r.answered)


def _state(r: Row) -> str:
    return _("Closed") if r.closed else _("Open")


class RoundCard(Card):
    """One round: its questions, how many answered, and what can be done with it."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__()
        self.desk, self._over = desk, over
        self._round: Row | None = None
        self.name = label("", "h2")
        self.state = tag("")
        self.questions = label("")
        self.answered = label("", "muted")
        self.here = button(Action(_("Answer here…"), self.answer_here, "monitor"), "primary")
        self.type = button(Action(_("Type in answers…"), self.type_in, "keyboard"))
        self.papers = flow()
        self.close_button = button(Action(_("Close it…"), self.close_round, "check"))
        self.delete_button = button(Action(_("Delete…"), self.delete, "trash-2"), "quiet")
        self.doings = flow(self.here, self.type, self.close_button, self.delete_button)
        self.add(
            row(self.name, self.state), self.questions, self.answered, self.doings, self.papers
        )

    def show_round(self, one: Row | None) -> None:
        """Show a round; None hides the card."""
        self._round = one
        self.setVisible(one is not None)
        if one is None:
            return
        after = one.event if one.event != one.name else None
        self.name.setText(" · ".join(filter(None, [one.name, SETS[one.of], after])))
        self.state.setText(_state(one))
        retone(self.state, tone="" if one.closed else "good")
        self.questions.setText("\n".join(f"{n}. {q}" for n, q in enumerate(one.questions, 1)))
        words = getattr(one.answered, "words", None)
        self.answered.setText(words() if words else "")
        self.answered.setVisible(words is not None)
        for part in (self.here, self.type, self.close_button):
            part.setVisible(not one.closed)
        self._show_papers(one)

    def _show_papers(self, one: Row) -> None:
        before = self.papers
        self.papers = flow(*(button(a) for a in of_round(self.desk, self._over, one.id)))
        self.column.replaceWidget(before, self.papers)
        before.hide()
        before.deleteLater()
        self.papers.setVisible(not one.closed)

    def answer_here(self) -> None:
        if self._round is not None:
            kiosk.open(self.desk, self._over, self._round.id)

    def type_in(self) -> None:
        if self._round is not None:
            typing.open(self.desk, self._over, self._round.id)

    def close_round(self) -> None:
        """Close a round for good, once it is confirmed; its results show then."""
        one = self._round
        if one is None:
            return
        if self.desk.store.read(paper.stack, one.id).first:
            said = _("Paper is typed in but not handed in. Hand the stack in, or throw it away.")
            self.desk.say(said, problem=True)
            self.answered.setText(said)
            self.answered.show()
            return
        self._once_sure(
            _("Close “{name}” for good?").format(name=one.name),
            _("The results show then, if enough have answered. No further answers are taken."),
            _("Close the round"), _("Keep it open"), partial(pulse.close, id=one.id),
            _("“{name}” is closed.").format(name=one.name),
        )  # fmt: skip

    def delete(self) -> None:
        """Delete a round with its answers, once it is confirmed."""
        one = self._round
        if one is None:
            return
        self._once_sure(
            _("Delete “{name}” with all its answers?").format(name=one.name),
            _("This cannot be undone: answers without a name leave no trace."),
            _("Delete for good"), _("Keep"), partial(pulse.erase, id=one.id),
            _("“{name}” is deleted.").format(name=one.name),
        )  # fmt: skip

    def _once_sure(
        self, ask: str, more: str, yes: str, no: str, act: Callable[..., object], said: str
    ) -> None:
        if not self.desk.ask.confirm(self._over, ask, more, yes, no):
            return
        try:
            self.desk.store.quietly(TOLD, act)
        except Problem as problem:
            said = str(problem)
        self.desk.say(said)
