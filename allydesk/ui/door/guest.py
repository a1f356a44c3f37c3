"""Guests check in themselves: no name shows before they have typed some of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from allydesk.check_in import Door, Guest, badge
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.text import clean, fold
from allydesk.ui.desk import Action
from allydesk.ui.door.cards import Cards, size, tall
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, flow, label, row
from allydesk.ui.say import announce

LETTERS = 2  # so many before anybody is listed
MOST = 4
HOLD = 3000  # milliseconds that a key or the corner is held to leave
FORGET = 30_000  # milliseconds until letters that somebody left standing are cleared
_BIG = 2.6


class GuestPage(QWidget):
    """One box, at most four names, a word of thanks. leave() is called when held long enough."""

    def __init__(self, door: Door, seconds: int, leave: Callable[[], object]) -> None:
        super().__init__()
        self.door, self.leave = door, leave
        self.hold = _timer(self, HOLD, leave)
        self.forget = _timer(self, FORGET, self.again)
        self.thanked = _timer(self, seconds * 1000, self.again)
        self.stack = QStackedWidget()
        self.box = _box(_("Your name"), _("Type your name"))
        self.box.textEdited.connect(self.look)
        self.cards = Cards(self.arrive, MOST, tells=False)
        self.me = _big(Action(_("That’s me"), self.enter), "primary")
        self.unlisted = _big(Action(_("I’m not on the list"), self.ask_name))
        self.own = _box(_("Your name"), _("Your full name"))
        self.own.textEdited.connect(lambda _text: self.forget.start())
        self.problem = label("", "problem")
        self.thanks = label("", "")
        self.leave_button = button(Action(_("Host"), self._hint, "lock"), "quiet")
        self.leave_button.setAccessibleName(_("Leave self check-in: hold for 3 seconds"))
        self.leave_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tall(self.leave_button)
        self.leave_button.pressed.connect(self.hold.start)
        self.leave_button.released.connect(self.hold.stop)
        self.hint = label("", "muted")
        self._build()
        for watched in (self, self.box, self.own):
            watched.installEventFilter(self)
        self.again()

    def _build(self) -> None:
        m = look.px(32)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(m, m, m, m)
        whole.setSpacing(look.px(16))
        title = label(self.door.event.at_the_door, "h1")
        whole.addWidget(row(title, self.hint, self.leave_button))
        self.stack.addWidget(self._find_page())
        self.stack.addWidget(self._name_page())
        self.thanks_page = self._thanks_page()
        self.stack.addWidget(self.thanks_page)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.problem)

    def _page(self, *parts: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(24))
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        return page

    def _find_page(self) -> QWidget:
        welcome = label(_("Welcome. Who are you?"), "")
        welcome.setFont(size(_BIG))
        return self._page(welcome, self.box, self.cards, flow(self.me, self.unlisted))

    def _name_page(self) -> QWidget:
        ask = label(_("What is your name?"), "")
        ask.setFont(size(_BIG))
        done = _big(Action(_("Check me in"), self.walk_in), "primary")
        back = _big(Action(_("Back"), self.again))
        return self._page(ask, self.own, flow(done, back))

    def _thanks_page(self) -> QWidget:
        self.thanks.setFont(size(_BIG))
        self.thanks.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(self.thanks)
        column.addStretch(1)
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.installEventFilter(self)
        return page

    def first(self) -> QWidget:
        return self.box

    # What guests do

    def again(self) -> None:
        """Start afresh for the next one."""
        self.thanked.stop()
        self.forget.stop()
        self.hint.clear()
        self.problem.clear()
        self.box.clear()
        self.own.clear()
        self.stack.setCurrentIndex(0)
        self.look()
        self.box.setFocus()

    def look(self) -> None:
        """List who is meant, but nobody before enough letters are typed."""
        text = self.box.text()
        self.problem.clear()
        self.forget.start()
        enough = len(fold(clean(text)).replace(" ", "")) >= LETTERS
        self.cards.put(self.door.search(text, MOST) if enough else ())
        self.me.setVisible(self.cards.chosen() is not None)

    def enter(self) -> None:
        guest = self.cards.chosen()
        if guest is not None:
            self.arrive(guest)
        elif badge(self.box.text()) is not None:
            self.again()  # the next badge must not be typed behind this one
            self._complain(_("Nobody here has this badge. Type your name instead."))
        elif len(clean(self.box.text())) >= LETTERS:
            self._complain(_("Nobody is called that. Choose “I’m not on the list”."))

    def _complain(self, text: str) -> None:
        self.problem.setText(text)
        announce(self.box, text, now=True)

    def arrive(self, guest: Guest) -> None:
        try:
            arrived = self.door.arrive(guest, dt.datetime.now())
        except Problem as problem:
            self.problem.setText(str(problem))
            return
        text = _("You are checked in already, {name}.") if arrived.already else _(
            "Thank you, {name}. You are checked in."
        )  # fmt: skip
        self._thank(text.format(name=arrived.name))

    def ask_name(self) -> None:
        """Take a name from somebody who is not on the list."""
        self.own.setText(clean(self.box.text()))
        self.stack.setCurrentIndex(1)
        self.own.setFocus()

    def walk_in(self) -> None:
        name = clean(self.own.text())
        if not name:
            self.problem.setText(_("Enter a name. One word is fine."))
            self.own.setFocus()
            return
        try:
            self.door.walk_in(name, dt.datetime.now())
        except Problem as problem:
            self.problem.setText(str(problem))
            return
        self._thank(_("Thank you, {name}. You are checked in.").format(name=name))

    def _thank(self, text: str) -> None:
        self.thanks.setText(text)
        self.stack.setCurrentIndex(2)
        self.thanks_page.setFocus()
        announce(self.thanks_page, text, now=True)
        self.thanked.start()

    # Keys, and leaving

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.stack.currentIndex() == 2 and event.type() == QEvent.Type.MouseButtonPress:
            self.again()
            return True
        if isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Say whether a key did something of its own."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._esc(event)
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if self.stack.currentIndex() == 2:
            self.again()
            if event.text().strip().isprintable():  # the first letter of who comes next
                self.box.insert(event.text().strip())
                self.look()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.walk_in if self.stack.currentIndex() == 1 else self.enter)()
            return True
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps and self.stack.currentIndex() == 0:
            self.cards.step(steps[key])
            return True
        return False

    def _esc(self, event: QKeyEvent) -> None:
        """Leave when Esc is held; a short press starts afresh."""
        if event.isAutoRepeat():
            return
        if event.type() == QEvent.Type.KeyPress:
            self.hold.start()
        elif event.type() == QEvent.Type.KeyRelease:
            self.hold.stop()
            self.again()

    def _hint(self) -> None:
        self.hint.setText(_("Hold for 3 seconds to leave"))


def _timer(owner: QObject, milliseconds: int, run: Callable[[], object]) -> QTimer:
    made = QTimer(owner, singleShot=True, interval=milliseconds)
    made.timeout.connect(lambda: run())
    return made


def _box(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setFont(size(_BIG))
    made.setMinimumHeight(look.px(80))
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


def _big(action: Action, kind: str = "plain") -> QPushButton:
    made = button(action, kind)
    made.setFont(size(1.6))
    return tall(made)
