"""What surrounds the door: before guests take over, the end, and counting alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSpinBox, QWidget

from allydesk import check_in, pin, wrap_up
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import attendance
from allydesk.models.schedule import Row
from allydesk.store import Store
from allydesk.ui.desk import Action, Desk
from allydesk.ui.door.cards import size, tall
from allydesk.ui.door.middle import Middle, tall_buttons
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, flow, label, roomy
from allydesk.ui.say import announce


class BeforeGuests(Middle):
    """Says what happens when guests take over, and how one leaves; both choices are remembered."""

    def __init__(
        self, desk: Desk, start: Callable[[str, int], object], back: Callable[[], object]
    ) -> None:
        super().__init__()
        self._desk, self._start = desk, start
        self._kept = desk.settings.pin if pin.is_kept(desk.settings.pin) else ""
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(pin.LONGEST)
        self.seconds = roomy(QSpinBox())
        self.seconds.setRange(1, 60)
        self.seconds.setValue(desk.settings.thanks)
        self.forget = button(Action(_("Leave without a PIN from now on"), self._forget), "quiet")
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
            _named(_("PIN for leaving, if you like one"), self.pin), self.pin, flow(self.forget),
            _named(_("Seconds that the thanks show"), self.seconds), self.seconds,
            tall_buttons(self.go_button, button(Action(_("Back"), back))),
        )  # fmt: skip
        tall(self.forget)
        self.pin.returnPressed.connect(self.go)
        self._say_kept()

    def first(self) -> QWidget:
        return self.pin

    def _say_kept(self) -> None:
        kept = _("Your PIN of last time is kept. Type another to change it.")
        self.pin.setPlaceholderText(kept if self._kept else "")
        self.pin.setAccessibleDescription(kept if self._kept else "")
        self.forget.setVisible(bool(self._kept))

    def _forget(self) -> None:
        self._kept = ""
        self.pin.clear()
        self._say_kept()
        self.pin.setFocus()

    def go(self) -> None:
        kept = pin.keep(self.pin.text()) if self.pin.text() else self._kept
        self._desk.prefer(pin=kept, thanks=self.seconds.value())
        self._start(kept, self.seconds.value())


def _named(words: str, field: QWidget) -> QLabel:
    """Give the words above a field, and its name for those who hear it."""
    field.setAccessibleName(words)
    field.setMinimumHeight(look.px(64))
    made = label(words, "strong")
    made.setBuddy(field)
    return made


class Finish(Middle):
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
        self.rest.setVisible(found.still_open > 0)
        leave = button(Action(_("Leave open") if found.still_open else _("Close"), close), "plain")
        self.first_button = self.rest if found.still_open else leave
        self.add(
            label(event.at_the_door, "h1"), self.words, self.wrong,
            tall_buttons(self.rest, leave, button(Action(_("Back to check-in"), back), "quiet")),
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
    """Give "23 signed up, 21 came, 2 did not come · 1 said maybe · 3 walk-ins"."""
    parts = [
        ngettext("{n} signed up", "{n} signed up", found.signed_up).format(n=found.signed_up),
        ngettext("{n} came", "{n} came", found.came).format(n=found.came),
        ngettext("{n} did not come", "{n} did not come", found.missing).format(n=found.missing),
    ]
    more = [
        (found.maybe, ngettext("{n} said maybe", "{n} said maybe", found.maybe)),
        (found.walk_ins, ngettext("{n} walk-in", "{n} walk-ins", found.walk_ins)),
    ]
    return " · ".join([", ".join(parts), *(words.format(n=n) for n, words in more if n)])


class Counter(Middle):
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
            self.number, self.more, self.wrong, tall_buttons(self.fewer, done),
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
