"""The line at the foot of the window: what happened, what is under way, and that it is all stored."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QProgressBar

from allydesk.language import _
from allydesk.ui.desk import Action, Message
from allydesk.ui.kit import look, widgets
from allydesk.ui.say import announce
from allydesk.ui.tasks import Task

CURSOR_AFTER = 300  # milliseconds until slow work shows in the pointer
BAR_AFTER = 1000  # and until it is named, with Cancel


class Status(QFrame):
    """Message and Undo on the left, where the data is on the right; a bar while work takes long."""

    def __init__(self, undo: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        line = QHBoxLayout(self)
        line.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(4))
        line.setSpacing(look.px(8))
        self.setMinimumHeight(look.px(44))
        self.message = widgets.label("", "body")
        self.message.setObjectName("message")
        self.undo = widgets.button(Action(_("Undo"), undo, "undo-2"), "quiet")
        self.undo.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(look.px(160))
        self.cancel = widgets.button(Action(_("Cancel"), self._cancel), "quiet")
        self.saved = widgets.label("", "muted", wrap=False)
        self.saved.setObjectName("saved")
        line.addWidget(self.message, 100)  # takes the room, up to the length of what it says
        line.addWidget(self.undo)
        line.addWidget(self.bar)
        line.addWidget(self.cancel)
        line.addStretch(1)
        line.addWidget(self.saved, 0, Qt.AlignmentFlag.AlignRight)
        self._task: Task | None = None
        self._last = Message("")
        self._pointer = QTimer(self, singleShot=True, interval=CURSOR_AFTER)
        self._pointer.timeout.connect(self._show_pointer)
        self._slow = QTimer(self, singleShot=True, interval=BAR_AFTER)
        self._slow.timeout.connect(self._show_bar)
        self._waiting = False
        self._show_work(shown=False)

    def say(self, message: Message) -> None:
        """Show a message until the next one, and have it read out."""
        self._last = message
        widgets.retone(self.message, role="problem" if message.problem else "body")
        self._write(message.text)
        self.undo.setVisible(message.undo)
        if message.text:
            announce(self, message.text, now=message.problem)

    def last(self) -> Message:
        return self._last

    def saved_at(self, clock: str) -> None:
        """Say where the data is, and since when nothing is unsaved."""
        where = _("Saved on this computer")
        self.saved.setText(f"{where} · {clock}" if clock else where)

    def work(self, task: Task) -> None:
        """Show a piece of slow work, if it is slow enough to be noticed."""
        self._task = task
        task.progressed.connect(self._progressed)
        task.finished.connect(self._finished)
        self.bar.setRange(0, 0)
        self._pointer.start()
        self._slow.start()

    def _progressed(self, done: int, total: int, text: str) -> None:
        if self.sender() is not self._task:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if text and self.bar.isVisible():
            self._write(text)

    def _write(self, text: str) -> None:
        """Show a text on one line where there is room for it, with Undo right after it."""
        self.message.setText(text)
        self.message.ensurePolished()
        width = self.message.fontMetrics().horizontalAdvance(text)
        self.message.setMaximumWidth(width + look.px(4))

    def _finished(self) -> None:
        if self.sender() is not self._task:
            return
        self._task = None
        self._pointer.stop()
        self._slow.stop()
        if self._waiting:
            QApplication.restoreOverrideCursor()
            self._waiting = False
        if self.bar.isVisible():
            self._show_work(shown=False)
            self.say(Message(""))

    def _show_pointer(self) -> None:
        self._waiting = True
        QApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)

    def _show_bar(self) -> None:
        if self._task is not None:
            self.say(Message(self._task.title))
            self._show_work(shown=True)

    def _show_work(self, *, shown: bool) -> None:
        self.bar.setVisible(shown)
        self.cancel.setVisible(shown)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
