"""Clears the screen when somebody has gone, after a countdown that any key or touch stops."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from allydesk.language import _, ngettext
from allydesk.ui.door.asking import head
from allydesk.ui.door.cards import size
from allydesk.ui.kit import keyboard, look
from allydesk.ui.kit.widgets import label
from allydesk.ui.say import announce

# 45 seconds in all. Twenty of them are a warning: WCAG 2.2, 2.2.1 asks for that many.
QUIET, WARNING = 25, 20


class Idle(QWidget):
    """Lies over a window while it counts down, so that nothing said shows; clear() is called at 0."""

    def __init__(self, window: QWidget, clear: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._clear = window, clear
        self._before: QWidget | None = None  # what had the keyboard
        self.left = 0
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.number = label("", "")
        self.number.setFont(size(1.3, 400))
        column = QVBoxLayout(self)
        column.setSpacing(look.px(16))
        column.addStretch(1)
        for part in (head(_("Are you still there?")), self.number):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addStretch(1)
        self.quiet = QTimer(self, singleShot=True, interval=QUIET * 1000)
        self.quiet.timeout.connect(self._warn)
        self.tick = QTimer(self, interval=1000)
        self.tick.timeout.connect(self._count)
        self.hide()

    def watch(self) -> None:
        """Begin to wait; what somebody does begins it anew."""
        self._lift()
        self.quiet.start()

    def stop(self) -> None:
        """Wait no longer: nothing that somebody said is on the screen."""
        self.quiet.stop()
        self._lift()

    def alive(self) -> bool:
        """Note that somebody is there; say whether that ended the countdown, and nothing else."""
        if not self.quiet.isActive() and not self.tick.isActive():
            return False
        counting = self.tick.isActive()
        self.watch()
        return counting

    def _warn(self) -> None:
        self.left = WARNING
        self._before = keyboard.focused()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus()
        self._say()
        announce(self, f"{_('Are you still there?')} {self.number.text()}", now=True)
        self.tick.start()

    def _count(self) -> None:
        self.left -= 1
        if self.left > 0:
            self._say()
            return
        self.stop()
        self._clear()

    def _say(self) -> None:
        words = ngettext(
            "Everything you said is cleared in {n} second. Press any key to go on.",
            "Everything you said is cleared in {n} seconds. Press any key to go on.", self.left,
        )  # fmt: skip
        self.number.setText(words.format(n=self.left))

    def _lift(self) -> None:
        self.tick.stop()
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self._before = None
