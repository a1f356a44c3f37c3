"""The way back to the host, guarded by the PIN of this computer; wrong tries make it slow, never shut."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from allydesk import pin
from allydesk.language import _, ngettext
from allydesk.ui.desk import Action
from allydesk.ui.door.cards import size
from allydesk.ui.door.middle import Middle, tall_buttons
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, label
from allydesk.ui.say import announce


@dataclass(slots=True)
class Tries:
    """What was tried since guests took over; going back to the guests does not wipe it."""

    kept: str  # as pin.keep gives it
    wrong: int = 0
    ready_at: float = 0.0  # on the monotonic clock

    def right(self, typed: str) -> bool:
        """Say whether this is the PIN, and count it if it is not."""
        if pin.matches(typed, self.kept):
            return True
        self.wrong += 1
        self.ready_at = time.monotonic() + pin.pause(self.wrong)
        return False

    def left(self) -> int:
        """Give the seconds until the next try."""
        return max(0, math.ceil(self.ready_at - time.monotonic()))


class AskPin(Middle):
    """Asks for the PIN that was chosen when guests took over."""

    def __init__(
        self, tries: Tries, leave: Callable[[], object], stay: Callable[[], object]
    ) -> None:
        super().__init__()
        self._tries, self._leave = tries, leave
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(pin.LONGEST)
        self.line.setAccessibleName(_("PIN"))
        self.line.setFont(size(1.9))
        self.line.setMinimumHeight(look.px(64))
        self.wrong = label("", "problem")
        self.leave_button = button(Action(_("Leave"), self.go, "lock-open"), "primary")
        self.waiting = QTimer(self, singleShot=True)
        self.waiting.timeout.connect(self._ready)
        self.add(
            label(_("Enter the PIN to leave"), "h1"), self.line, self.wrong,
            tall_buttons(self.leave_button, button(Action(_("Back"), stay))),
        )  # fmt: skip
        self.line.returnPressed.connect(self.go)
        if tries.left():
            self._wait()

    def first(self) -> QWidget:
        return self.line

    def go(self) -> None:
        if self._tries.left():
            return
        if self._tries.right(self.line.text()):
            self._leave()
            return
        self.line.clear()
        self.line.setFocus()
        if self._tries.left():
            self._wait()
        else:
            self._say(_("That is not the PIN. Try again."))

    def _wait(self) -> None:
        seconds = self._tries.left()
        self.line.setReadOnly(True)  # it keeps the keyboard, which a switched off one would lose
        self.leave_button.setEnabled(False)
        self._say(
            ngettext(
                "That is not the PIN. Try again in {n} second.",
                "That is not the PIN. Try again in {n} seconds.", seconds,
            ).format(n=seconds)
        )  # fmt: skip
        self.waiting.start(seconds * 1000)

    def _ready(self) -> None:
        self._tries.ready_at = 0.0
        self.line.setReadOnly(False)
        self.leave_button.setEnabled(True)
        self._say(_("You can try again."))

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        announce(self.line, text, now=True)
