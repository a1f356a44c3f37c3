"""The pages of the kiosk that people see: one question each, large, with nothing of anybody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QStyle, QWidget

from allydesk.language import _
from allydesk.ui.desk import Action
from allydesk.ui.door.cards import size, tall
from allydesk.ui.door.middle import Middle
from allydesk.ui.feedback.kiosk_script import Question
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, flow, label, notice, retone

_HEAD = 2.2
_BUTTON = 1.3
_WORDS = 2.6


def head(text: str) -> QLabel:
    """Give the large words at the top of a page."""
    made = label(text, "")
    made.setFont(size(_HEAD))
    return made


def big(action: Action, kind: str = "plain") -> QPushButton:
    """Give a button for fingers."""
    made = button(action, kind)
    made.setFont(size(_BUTTON))
    return tall(made)


def start(text: str) -> QLabel:
    """Give the head of a page where the keyboard begins: Enter struck twice does nothing there."""
    made = head(text)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def body(text: str, role: str = "") -> QLabel:
    """Give words to read at arm’s length."""
    made = label(text, role)
    made.setFont(size(_BUTTON, 400))
    return made


def _backwards() -> str:
    """Give the arrow to where one comes from in the direction of reading."""
    return "chevron-left" if look.app().isLeftToRight() else "chevron-right"


class Words(QPlainTextEdit):
    """Lines to write in, which give nothing away: no copy, no paste, no undo, no menu, no memory."""

    def __init__(self, text: str, says: str) -> None:
        super().__init__()
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setAccessibleName(says)
        self.setFont(size(_BUTTON, 400))
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setMinimumHeight(look.px(180))

    def createMimeDataFromSelection(self) -> QMimeData:
        return QMimeData()  # what is marked goes neither to the clipboard nor into a drag

    def canInsertFromMimeData(self, _source: QMimeData) -> bool:
        return False

    def insertFromMimeData(self, _source: QMimeData) -> None:
        """Take nothing that was copied or dragged: it may be somebody else’s."""


class Welcome(Middle):
    """Waits for somebody, and says what is kept of what they say."""

    def __init__(self, title: str, begin: Callable[[], object]) -> None:
        super().__init__()
        self.go = big(Action(_("Begin"), begin), "primary")
        self.add(
            head(title),
            body(
                _(
                    "No name, no day and no time are stored with what you say. It cannot come back"
                    " to you. You can leave out any question."
                )
            ),
            flow(self.go),
        )  # fmt: skip

    def first(self) -> QWidget:
        return self.go


class Foot(QWidget):
    """The buttons that lead on, in line with the page above, always in sight."""

    def __init__(self, *made: QPushButton) -> None:
        super().__init__()
        inside = flow(*made)
        inside.setMaximumWidth(look.px(640))
        across = QHBoxLayout(self)
        m = self.style().pixelMetric(QStyle.PixelMetric.PM_LayoutLeftMargin)  # as the page has
        inside.setContentsMargins(m, 0, m, 0)
        across.setContentsMargins(m, m, m, look.px(24))
        across.addStretch(1)
        across.addWidget(inside, 100)
        across.addStretch(1)


class QuestionPage(Middle):
    """One question. answer(text) notes what is said; next, skip and back lead on."""

    def __init__(
        self,
        question: Question,
        before: str,
        *,
        answer: Callable[[str], object],
        go_on: Callable[[], object],
        back: Callable[[], object] | None,
    ) -> None:
        super().__init__()
        self.question, self._answer, self._go_on = question, answer, go_on
        self.wrong = label("", "problem")
        self.wrong.hide()
        self.back_button = big(Action(_("Back"), back or go_on, _backwards()))
        if back is None:
            self.back_button.hide()
        self.skip_button = big(Action(_("Skip"), self.skip))
        self.next_button = big(Action(_("Next"), self.keep), "primary")
        self.foot = Foot(self.back_button, self.skip_button, self.next_button)
        number = "" if question.number is None else f"{question.number}. "
        self.head = start(number + question.words)
        self.add(self.head)

    def skip(self) -> None:
        """Leave the question out, whatever was chosen before."""
        self._answer("")
        self._go_on()

    def keep(self) -> None:
        self.note()
        self._go_on()

    def note(self) -> None:
        """Note what stands here, before something else is shown."""

    def say(self, wrong: str) -> None:
        """Say what has to be put right."""
        self.wrong.setText(wrong)
        self.wrong.show()


class ChoicePage(QuestionPage):
    """Some words to choose from, by a touch or by their number; that leads on at once."""

    def __init__(self, question: Question, before: str, **does: Any) -> None:
        super().__init__(question, before, **does)
        self.steps: list[QPushButton] = []
        for n, (value, words) in enumerate(question.choices, 1):
            one = big(Action(f"{n}   {words}", partial(self.choose, value)))
            one.setProperty("kind", "step")
            if value == before:
                retone(one, kind="primary")
                one.setAccessibleDescription(_("This is what you chose."))
            self.steps.append(one)
            self.add(one)
        if not before:
            self.next_button.hide()
        self.add(self.wrong)

    def first(self) -> QWidget:
        return self.head

    def choose(self, value: str) -> None:
        self._answer(value)
        self._go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by the number that stands before the words, on paper too."""
        n = int(event.text()) if event.text() in set("123456789") - {""} else 0
        if 1 <= n <= len(self.steps) and not event.isAutoRepeat():
            self.choose(self.question.choices[n - 1][0])
        elif event.key() == Qt.Key.Key_Down:
            self.steps[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class LinesPage(QuestionPage):
    """Lines to write in one’s own words."""

    def __init__(self, question: Question, before: str, **does: Any) -> None:
        super().__init__(question, before, **does)
        self.words = Words(before, question.words)
        self.add(body(question.hint), self.words, self.wrong)

    def first(self) -> QWidget:
        return self.words

    def note(self) -> None:
        self._answer(self.words.toPlainText())


class EndPage(Middle):
    """Asks whether to hand it in. procedure is shown where the words may need more than a note."""

    def __init__(
        self,
        *,
        anything: bool,
        procedure: str,
        hand_in: Callable[[], object],
        back: Callable[[], object],
        clear: Callable[[], object],
    ) -> None:
        super().__init__()
        self.wrong = label("", "problem")
        self.wrong.hide()
        self.hand_in_button = big(Action(_("Hand in"), hand_in, "check"), "primary")
        self.back_button = big(Action(_("Back"), back, _backwards()))
        self.clear_button = big(Action(_("Clear everything"), clear))
        if anything:
            said = _("Nobody has seen it yet. What is handed in cannot be taken back here.")
        else:
            said = _("Go back to answer a question, or clear to leave.")
        self.head = start(_("Hand it in?") if anything else _("Nothing is answered yet"))
        self.add(self.head, body(said))
        if not anything:
            self.hand_in_button.hide()
        if procedure:
            self.add(notice(procedure))
        self.add(self.wrong, flow(self.hand_in_button, self.back_button, self.clear_button))

    def first(self) -> QWidget:
        return self.head

    def say(self, wrong: str) -> None:
        self.wrong.setText(wrong)
        self.wrong.show()


class ClearPage(Middle):
    """Asks before everything that somebody said is thrown away."""

    def __init__(self, clear: Callable[[], object], back: Callable[[], object]) -> None:
        super().__init__()
        self.back_button = big(Action(_("Go back"), back), "primary")
        self.add(
            head(_("Clear everything you said?")),
            body(_("Nothing of it is stored then.")),
            flow(self.back_button, big(Action(_("Clear everything"), clear))),
        )

    def first(self) -> QWidget:
        return self.back_button


class ReceiptPage(Middle):
    """Shows the three words to take away: a first time to note them, a second to compare."""

    def __init__(self, code: str, *, again: bool, go_on: Callable[[], object]) -> None:
        super().__init__()
        title = _("Compare once more") if again else _("Write these three words down")
        self.code = label(code, "")
        self.code.setFont(size(_WORDS))
        self.code.setMargin(look.px(8))
        self.go = big(
            Action(_("They are the same") if again else _("I have written them down"), go_on),
            "primary",
        )
        more = (
            _("They are not shown again, and nobody can look them up for you.")
            if again
            else _("With them you find the answer on the board “You said, we did”.")
        )
        # The words come first to the keyboard, so that Enter struck twice does not leave them.
        self.code.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.code.setAccessibleName(f"{title}: {code}")
        self.add(head(title), self.code, body(more), flow(self.go))

    def first(self) -> QWidget:
        return self.code


class Thanks(Middle):
    """A word of thanks, then the next person."""

    def __init__(self, go_on: Callable[[], object]) -> None:
        super().__init__()
        self.go = big(Action(_("Done"), go_on), "primary")
        self.add(head(_("Thank you. It is handed in.")), flow(self.go))

    def first(self) -> QWidget:
        return self.go
