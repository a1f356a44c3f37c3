"""Run slow work away from the window, and come back to it with the result."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from shiboken6 import isValid

from allydesk.errors import Cancelled

T = TypeVar("T")
_alive: set[Task] = set()  # what runs is kept until it has come back


class Task(QObject):
    """One piece of slow work. Made in the window's thread, so that its answers arrive there.

    Signals: progressed(done, total, text) while it works; finished() at the end, however it ended.
    """

    progressed = Signal(int, int, str)
    finished = Signal()
    _ended = Signal(object, object)

    def __init__(
        self,
        owner: QObject,
        title: str,
        work: Callable[[Task], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
    ) -> None:
        super().__init__()
        self.title = title
        self._owner, self._work, self._done, self._failed = owner, work, done, failed
        self._stop = Event()
        self._ended.connect(self._come_back)

    def start(self) -> Task:
        _alive.add(self)
        QThreadPool.globalInstance().start(_Run(self))
        return self

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Say, inside the work, whether somebody pressed Cancel."""
        return self._stop.is_set()

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Tell, inside the work, how far it is; raise Cancelled if somebody pressed Cancel."""
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total, text)

    def run(self) -> None:
        try:
            result = self._work(self)
        except Exception as error:  # carried over, to be shown or raised where it was asked for
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)

    @Slot(object, object)
    def _come_back(self, result: object, error: Exception | None) -> None:
        _alive.discard(self)
        self.finished.emit()
        if not isValid(self._owner):
            return  # whoever asked has closed
        if error is None:
            self._done(result)
        else:
            self._failed(error)


class _Run(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self.task = task

    def run(self) -> None:
        self.task.run()


def stop_all() -> None:
    """Ask all work to stop and wait for it: called before the file is closed."""
    for task in list(_alive):
        task.cancel()
    QThreadPool.globalInstance().waitForDone(10_000)
