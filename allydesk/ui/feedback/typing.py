"""A stack of paper forms typed in by digits and Enter, twice if wanted, and the differences settled."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.listening import paper
from allydesk.listening.paper import Difference, Sheet, Stack
from allydesk.models.feedback import pulse
from allydesk.ui.desk import Action, Desk
from allydesk.ui.feedback.typing_list import SheetList
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import button, clear, flow, label, row
from allydesk.ui.say import announce

TOLD = ("feedback_wave",)


def open(desk: Desk, parent: QWidget, wave: int) -> Typing | None:
    """Let a stack of forms of one round be typed in."""
    try:
        of = desk.store.read(pulse.wave, wave)
    except Problem as problem:
        desk.say(str(problem), problem=True)
        return None
    if of.closed:
        desk.say(_("This round is closed. Begin a new one for further answers."), problem=True)
        return None
    made = Typing(desk, parent.window(), of)
    made.open()
    made.digits.setFocus()
    return made


class Typing(QDialog):
    """One line for the digits of a sheet; each sheet is stored as it is typed, until handed in."""

    def __init__(self, desk: Desk, parent: QWidget, of: pulse.Row) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Type in answers from paper"))
        self.desk, self.row = desk, of
        self.stack: Stack = desk.store.read(paper.stack, of.id)
        self.second = bool(self.stack.second)  # the stack is typed a second time
        self.at: int | None = None  # the sheet that is put right, from 0
        self.prompt = label("", "h2")
        self.digits = QLineEdit()
        self.digits.setAccessibleName(_("Digits of one sheet"))
        self.digits.setMaxLength(40)
        self.words = QLineEdit()
        self.words.setAccessibleName(of.line)
        self.words.setPlaceholderText(of.line)
        self.wrong = label("", "problem")
        self.differ = QWidget()
        self._choices: list[QPushButton] = []
        self._differ = QVBoxLayout(self.differ)
        self._differ.setContentsMargins(0, 0, 0, 0)
        self.sheets = SheetList(self.put_right, self.take_out)
        self._build()
        for line in (self.digits, self.words):
            line.returnPressed.connect(self.keep)
        self._refresh()

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        m = look.px(16)
        whole.setContentsMargins(m, m, m, m)
        self.page = page = Page(margin=8)
        asked = "\n".join(f"{n}. {words}" for n, words in enumerate(self.row.questions, 1))
        how = _("A digit for each question, 0 for one left out, then Enter.")
        own = _("Tab leads to what was written, if anything was.")
        page.add(
            label(self.row.name, "h1"), label(asked), label(f"{how} {own}", "muted"), self.prompt,
            self.digits, self.words, self.wrong, self.differ, self.sheets,
        )  # fmt: skip
        page.end()
        whole.addWidget(page, 1)
        self.hand_in_button = button(Action("", self.hand_in, "check"), "primary")
        self.second_button = button(Action(_("Type them a second time"), self.again, "copy"))
        self.once_button = button(Action(_("Leave out the second time"), self.only_once))
        self.drop_button = button(Action(_("Throw the stack away…"), self.drop, "trash-2"), "quiet")
        whole.addWidget(
            flow(
                self.hand_in_button, self.second_button, self.once_button, self.drop_button,
                button(Action(_("Close"), self.accept)),
            )
        )  # fmt: skip
        self.resize(look.px(680), look.px(680))

    # Typing

    def keep(self) -> None:
        """Store a sheet and wait for the next; with something amiss, say what and keep all."""
        try:
            sheet = paper.read(self.digits.text(), len(self.row.questions))
            self._store(self._with(sheet, self.words.text().strip()))
        except Problem as problem:
            self._complain(str(problem))
            return
        number = len(self.stack.second if self.second else self.stack.first)
        self.at = None
        self.digits.clear()
        self.words.clear()
        self._refresh()
        said = _("Sheet {n} is stored.").format(n=number)
        announce(self.digits, said)
        self._go_on()

    def _with(self, sheet: Sheet, words: str) -> Stack:
        """Give the stack with one sheet more, or with one put right."""
        first, second = list(self.stack.first), list(self.stack.second)
        if self.second:
            place = len(second) if self.at is None else self.at
            second[place : place + 1] = [sheet]
        else:
            place = len(first) if self.at is None else self.at
            first[place : place + 1] = [(sheet, words)]
        return Stack(first, second)

    def _store(self, stack: Stack) -> None:
        self.desk.store.quietly((), paper.keep, self.row.id, stack)
        self.stack = stack

    def _complain(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.show()
        announce(self.digits, words, now=True)
        self.digits.setFocus()

    def put_right(self, at: int) -> None:
        """Take a sheet that is typed already back into the line."""
        self.at = at
        self._refresh()
        sheet = self.stack.second[at] if self.second else self.stack.first[at][0]
        self.digits.setText("".join(str(step or 0) for step in sheet))
        self.words.setText("" if self.second else self.stack.first[at][1])
        self.digits.selectAll()
        self.digits.setFocus()

    def again(self) -> None:
        """Type the stack a second time, without seeing the first."""
        self.second, self.at = True, None
        self._refresh()
        self._go_on()

    def only_once(self) -> None:
        """Forget what was typed a second time, so that the first counts as it stands."""
        self._change(Stack(self.stack.first, []), second=False)

    def take_out(self, at: int) -> None:
        """Forget a sheet, as one that was typed twice."""
        first, second = list(self.stack.first), list(self.stack.second)
        del (second if self.second else first)[at]
        self._change(Stack(first, second), second=self.second)

    def _change(self, stack: Stack, *, second: bool) -> None:
        try:
            self._store(stack)
        except Problem as problem:
            self._complain(str(problem))
            return
        self.second, self.at = second, None
        self._refresh()
        self._go_on()

    def _go_on(self) -> None:
        """Put the keyboard on what comes next: a sheet, a difference, or handing in."""
        done = self._choices[0] if self._choices else self.hand_in_button
        here = done if self.digits.isHidden() else self.digits
        here.setFocus()
        QTimer.singleShot(0, self, lambda: self.page.ensureWidgetVisible(here))

    # Differences, and the end

    def choose(self, one: Difference, step: int | None) -> None:
        """Take one of two entries that differ for what stands on the paper."""
        first, second = list(self.stack.first), list(self.stack.second)
        at, question = one.sheet - 1, one.question - 1
        sheet, words = first[at]
        right = (*sheet[:question], step, *sheet[question + 1 :])
        first[at] = (right, words)
        typed = second[at]
        second[at] = (*typed[:question], step, *typed[question + 1 :])
        self._change(Stack(first, second), second=True)

    def hand_in(self) -> None:
        """File the stack among the other answers; nobody can tell afterwards which they are."""
        self.setEnabled(False)

        def done(n: int) -> None:
            self.setEnabled(True)
            said = ngettext("{n} sheet is handed in.", "{n} sheets are handed in.", n)
            self.desk.say(said.format(n=n))
            self.accept()

        def failed(error: Exception) -> None:
            self.setEnabled(True)
            if not isinstance(error, Problem):
                raise error
            self._complain(str(error))

        store, wave = self.desk.store, self.row.id
        self.desk.run(
            self, _("Handing in…"), lambda _task: store.quietly(TOLD, paper.hand_in, wave), done,
            failed,
        )  # fmt: skip

    def drop(self) -> None:
        """Forget what was typed, once it is confirmed."""
        sure = self.desk.ask.confirm(
            self, _("Throw away what was typed of this stack?"),
            _("The paper can be typed in again. This cannot be undone."),
            _("Throw away"), _("Keep"),
        )  # fmt: skip
        if sure:
            self.desk.store.quietly((), paper.drop, self.row.id)
            self.stack, self.second, self.at = Stack([], []), False, None
            self._refresh()

    # What shows

    def _refresh(self) -> None:
        first, second = self.stack.first, self.stack.second
        typed = len(second) if self.second else len(first)
        full = self.second and self.at is None and len(second) >= len(first)
        number = typed + 1 if self.at is None else self.at + 1
        prompt = _("Sheet {n}, a second time") if self.second else _("Sheet {n}")
        done = _("All sheets are typed a second time.")
        self.prompt.setText(done if full else prompt.format(n=number))
        self.wrong.hide()
        self.wrong.clear()
        self.digits.setVisible(not full)
        self.words.setVisible(not self.second)
        self.sheets.show_sheets(
            paper.slips(second) if self.second else paper.slips([sheet for sheet, _w in first]),
            [] if self.second else [words for _sheet, words in first],
        )
        self._show_differences(full=full)
        words = ngettext("Hand in {n} sheet", "Hand in {n} sheets", len(first))
        self.hand_in_button.setText(words.format(n=len(first)))
        self.hand_in_button.setVisible(bool(first))
        open_ones = bool(second) and bool(paper.differences(self.stack))
        self.hand_in_button.setEnabled(not open_ones)
        self.second_button.setVisible(bool(first) and not self.second)
        self.once_button.setVisible(self.second)
        self.drop_button.setVisible(bool(first))

    def _show_differences(self, *, full: bool) -> None:
        clear(self._differ)
        self._choices = []
        found = [d for d in paper.differences(self.stack) if d.sheet <= len(self.stack.first)]
        self.differ.setVisible(full and bool(self.stack.second))
        if self.differ.isHidden():
            return
        if not found:
            self._differ.addWidget(label(_("Both times the same. You can hand the stack in.")))
            return
        self._differ.addWidget(label(_("What differs. Look at the paper and choose."), "strong"))
        for one in found:
            self._differ.addWidget(self._difference(one))

    def _difference(self, one: Difference) -> QWidget:
        where = _("Sheet {n}, question {q}").format(n=one.sheet, q=one.question)
        parts: list[QWidget] = [label(where, wrap=False)]
        for step in (one.first, one.second):
            says = str(step) if step else _("left out")
            made = button(Action(says, partial(self.choose, one, step)))
            made.setAccessibleName(f"{where}: {says}")
            self._choices.append(made)
            parts.append(made)
        return row(*parts, QWidget(), stretch=len(parts))
