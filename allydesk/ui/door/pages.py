"""What surrounds the door: before guests take over, leaving them, the end, and counting alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from allydesk import check_in, wrap_up
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import attendance
from allydesk.models.schedule import Row
from allydesk.store import Store
from allydesk.ui.desk import Action
from allydesk.ui.door.cards import size, tall
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, label, row
from allydesk.ui.say import announce

_THANKS = 3  # seconds


class _Middle(QWidget):
    """A page with one column in the middle."""

    def __init__(self) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        inside = QWidget()
        inside.setMaximumWidth(look.px(640))
        self.column = QVBoxLayout(inside)
        self.column.setSpacing(look.px(16))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inside, 100)  # takes the room, up to its width
        across.addStretch(1)
        whole.addStretch(1)
        whole.addLayout(across)
        whole.addStretch(2)

    def add(self, *parts: QWidget) -> None:
        for part in parts:
            self.column.addWidget(part)


def _buttons(*made: QPushButton) -> QWidget:
    for one in made:
        tall(one)
    return row(*made, QWidget(), stretch=len(made))


class BeforeGuests(_Middle):
    """Says what happens when guests take over, and how one leaves."""

    def __init__(self, start: Callable[[str, int], object], back: Callable[[], object]) -> None:
        super().__init__()
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(12)
        self.pin.setMinimumHeight(look.px(64))
        self.seconds = QSpinBox()
        self.seconds.setRange(1, 60)
        self.seconds.setValue(_THANKS)
        self.seconds.setMinimumHeight(look.px(64))
        self._start = start
        for field, words in (
            (self.pin, _("PIN for leaving, if you like one")),
            (self.seconds, _("Seconds that the thanks show")),
        ):
            field.setAccessibleName(words)
        pin_words = label(_("PIN for leaving, if you like one"), "strong")
        pin_words.setBuddy(self.pin)
        seconds_words = label(_("Seconds that the thanks show"), "strong")
        seconds_words.setBuddy(self.seconds)
        self.go_button = button(Action(_("Start"), self.go, "users"), "primary")
        self.go_button.setDefault(True)
        self.add(
            label(_("Guests check in themselves"), "h1"),
            label(
                _(
                    "Turn the screen to your guests. Names show only after two letters, and nothing"
                    " else can be opened. To leave, hold Esc or the corner button for 3 seconds."
                )
            ),
            pin_words, self.pin, seconds_words, self.seconds,
            _buttons(self.go_button, button(Action(_("Back"), back))),
        )  # fmt: skip
        self.pin.returnPressed.connect(self.go)

    def first(self) -> QWidget:
        return self.pin

    def go(self) -> None:
        self._start(self.pin.text(), self.seconds.value())


class AskPin(_Middle):
    """Asks for the PIN that was chosen when guests took over."""

    def __init__(self, pin: str, leave: Callable[[], object], stay: Callable[[], object]) -> None:
        super().__init__()
        self._pin, self._leave = pin, leave
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(_("PIN"))
        self.line.setFont(size(1.9))
        self.line.setMinimumHeight(look.px(64))
        self.wrong = label("", "problem")
        self.add(
            label(_("Enter the PIN to leave"), "h1"), self.line, self.wrong,
            _buttons(
                button(Action(_("Leave"), self.go, "lock-open"), "primary"),
                button(Action(_("Back"), stay)),
            ),
        )  # fmt: skip
        self.line.returnPressed.connect(self.go)

    def first(self) -> QWidget:
        return self.line

    def go(self) -> None:
        if self.line.text() == self._pin:
            self._leave()
            return
        self.line.clear()
        self.line.setFocus()
        self.wrong.setText(_("That is not the PIN. Try again."))
        announce(self.line, self.wrong.text(), now=True)


class Finish(_Middle):
    """Says in numbers how it went, and offers to close the list."""

    def __init__(
        self,
        store: Store,
        event: Row,
        close: Callable[[], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__()
        self._store, self._event, self._close = store, event, close
        found = store.read(wrap_up.finish, event.id)
        self.words = label(finished(found), "h2")
        self.wrong = label("", "problem")
        self.rest = button(
            Action(_("Mark the rest as did not come"), self.mark_rest, "check"), "primary"
        )
        self.rest.setVisible(found.missing > 0)
        leave = button(Action(_("Leave open") if found.missing else _("Close"), close), "plain")
        self.first_button = self.rest if found.missing else leave
        self.add(
            label(event.at_the_door, "h1"), self.words, self.wrong,
            _buttons(self.rest, leave, button(Action(_("Back to check-in"), back), "quiet")),
        )  # fmt: skip

    def first(self) -> QWidget:
        return self.first_button

    def mark_rest(self) -> None:
        """Note that those who are still expected did not come."""
        step = _("Mark the rest: {state}").format(state=attendance.STATES["absent"])
        try:
            self._store.write(step, wrap_up.mark_rest, self._event.id)
        except Problem as problem:
            self.wrong.setText(str(problem))
            return
        self._close()


def finished(found: wrap_up.Finish) -> str:
    """Give "23 signed up, 21 came, 2 did not come · 3 walk-ins"."""
    parts = [
        ngettext("{n} signed up", "{n} signed up", found.signed_up).format(n=found.signed_up),
        ngettext("{n} came", "{n} came", found.came).format(n=found.came),
        ngettext("{n} did not come", "{n} did not come", found.missing).format(n=found.missing),
    ]
    said = ", ".join(parts)
    if found.walk_ins:
        more = ngettext("{n} walk-in", "{n} walk-ins", found.walk_ins).format(n=found.walk_ins)
        said = f"{said} · {more}"
    return said


class Counter(_Middle):
    """Counts who comes to an event that keeps a number alone: one key or one touch each."""

    def __init__(self, store: Store, event: Row, finish: Callable[[], object]) -> None:
        super().__init__()
        self._store, self._event = store, event
        self.number = label("", "")
        self.number.setFont(size(5))
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.wrong = label("", "problem")
        self.more = button(Action(_("One more is here"), lambda: self.count(1), "plus"), "primary")
        self.more.setFont(size(1.9))
        self.fewer = button(Action(_("One fewer"), lambda: self.count(-1), "minus"))
        done = button(Action(_("Finish"), finish, "check"))
        tall(self.more)
        self.add(
            label(event.at_the_door, "h1"),
            label(_("For this event a number is kept, no names. Space counts one more.")),
            self.number, self.more, self.wrong, _buttons(self.fewer, done),
        )  # fmt: skip
        self._show(store.read(attendance.unnamed, event.id) or 0)

    def first(self) -> QWidget:
        return self.more

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.count(1 if event.key() == Qt.Key.Key_Plus else -1)
        else:
            super().keyPressEvent(event)

    def count(self, by: int) -> None:
        """Count one more or fewer, stored before it shows."""
        try:
            self._show(check_in.count(self._store, self._event.id, by))
        except Problem as problem:
            self.wrong.setText(str(problem))
        self.more.setFocus()

    def _show(self, number: int) -> None:
        self.wrong.clear()
        self.number.setText(ngettext("{n} here", "{n} here", number).format(n=number))
        announce(self.number, self.number.text(), now=True)
