"""What people are asked at a screen that was handed over: one large page at a time, with nothing of anybody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QStyle, QWidget

from allydesk.language import _
from allydesk.ui.desk import Action
from allydesk.ui.door.cards import size, tall
from allydesk.ui.door.middle import Middle
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, flow, label, retone
from allydesk.ui.say import announce

_HEAD = 2.2
_BUTTON = 1.3


class Question(NamedTuple):
    """One page: a choice of words, or lines to write. number is that on the paper form."""

    name: str
    kind: Literal["choice", "lines"]
    words: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    number: int | None = None


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


def backwards() -> str:
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


class Step(Middle):
    """A page with a question and the way on. What complaint() says has to be put right first."""

    def __init__(
        self,
        words: str,
        *,
        go_on: Callable[[], object],
        back: Callable[[], object] | None,
        optional: bool = True,
    ) -> None:
        super().__init__()
        self._go_on = go_on
        self.wrong = body("", "problem")
        self.wrong.hide()
        self.back_button = big(Action(_("Back"), back or go_on, backwards()))
        if back is None:
            self.back_button.hide()
        self.skip_button = big(Action(_("Skip"), self.skip))
        if not optional:
            self.skip_button.hide()
        self.next_button = big(Action(_("Next"), self.keep), "primary")
        self.foot = Foot(self.back_button, self.skip_button, self.next_button)
        self.head = start(words)
        self.add(self.head)

    def skip(self) -> None:
        """Leave the question out, whatever was said before."""
        self._go_on()

    def keep(self) -> None:
        self.note()
        if wrong := self.complaint():
            self.say(wrong)
            announce(self, wrong, now=True)
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._go_on()

    def first(self) -> QWidget:
        return self.head

    def note(self) -> None:
        """Note what stands here, before something else is shown."""

    def complaint(self) -> str | None:
        """Give the sentence that says what is amiss here."""
        return None

    def say(self, wrong: str) -> None:
        """Say what has to be put right."""
        self.wrong.setText(wrong)
        self.wrong.show()


class QuestionPage(Step):
    """One question whose answer is a text. answer(text) notes what is said."""

    def __init__(
        self, question: Question, before: str, *, answer: Callable[[str], object], **does: Any
    ) -> None:
        number = "" if question.number is None else f"{question.number}. "
        super().__init__(number + question.words, **does)
        self.question, self._answer = question, answer

    def skip(self) -> None:
        self._answer("")
        super().skip()


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

    def __init__(
        self,
        question: Question,
        before: str,
        *,
        check: Callable[[str], str | None] = lambda _text: None,
        **does: Any,
    ) -> None:
        super().__init__(question, before, **does)
        self._check = check
        self.words = Words(before, question.words)
        self.add(body(question.hint), self.words, self.wrong)

    def first(self) -> QWidget:
        return self.words

    def note(self) -> None:
        self._answer(self.words.toPlainText())

    def complaint(self) -> str | None:
        return self._check(self.words.toPlainText())


class Welcome(Middle):
    """Waits for somebody, and says what is kept of what they say."""

    def __init__(self, title: str, says: str, begin: Callable[[], object]) -> None:
        super().__init__()
        self.go = big(Action(_("Begin"), begin), "primary")
        self.add(head(title), body(says), flow(self.go))

    def first(self) -> QWidget:
        return self.go


class EndPage(Middle):
    """Asks whether to hand it in. parts stand below the question; without hand_in there is nothing."""

    def __init__(
        self,
        question: str,
        *parts: QWidget,
        hand_in: Action | None,
        back: Callable[[], object],
        clear: Callable[[], object],
    ) -> None:
        super().__init__()
        self.wrong = body("", "problem")
        self.wrong.hide()
        self.back_button = big(Action(_("Back"), back, backwards()))
        self.clear_button = big(Action(_("Clear everything"), clear))
        self.head = start(question)
        self.add(self.head, *parts, self.wrong)
        buttons = [self.back_button, self.clear_button]
        if hand_in is not None:
            self.hand_in_button = big(hand_in, "primary")
            buttons.insert(0, self.hand_in_button)
        self.foot = Foot(*buttons)

    def first(self) -> QWidget:
        return self.head

    def say(self, wrong: str) -> None:
        """Say what has to be put right."""
        self.wrong.setText(wrong)
        self.wrong.show()


class ClearPage(Middle):
    """Asks before everything that somebody said is thrown away."""

    def __init__(self, clear: Callable[[], object], back: Callable[[], object]) -> None:
        super().__init__()
        self.back_button = big(Action(_("Go back"), back), "primary")
        self.add(
            head(_("Clear everything you said?")),
            body(_("None of it will be stored.")),
            flow(self.back_button, big(Action(_("Clear everything"), clear))),
        )

    def first(self) -> QWidget:
        return self.back_button


class Thanks(Middle):
    """A word of thanks, then the next person."""

    def __init__(self, words: str, go_on: Callable[[], object]) -> None:
        super().__init__()
        self.go = big(Action(_("Done"), go_on), "primary")
        self.add(head(words), flow(self.go))

    def first(self) -> QWidget:
        return self.go
