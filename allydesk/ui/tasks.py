"""Run slow work away from the window, and come back to it with the result.

What belongs to Qt must not die in a worker's thread, and a task holds much of it: its owner, what
its functions refer to. So a worker knows its task by number, and lets go of it before it tells.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import count
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from shiboken6 import isValid

from allydesk.errors import Cancelled

T = TypeVar("T")
_alive: dict[int, Task] = {}  # what runs is kept until it has come back
_numbers = count()


class Task(QObject):
    """One piece of slow work. Made in the window's thread, so that its answers arrive there.

    Signals: progressed(done, total, text) while it works; finished() at the end, however it ended.
    """

    progressed = Signal(int, int, str)
    finished = Signal()

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
        self._result: Any = None
        self._error: Exception | None = None

    def start(self) -> Task:
        number = next(_numbers)
        _alive[number] = self
        _door()  # made here, in the window's thread
        QThreadPool.globalInstance().start(_Run(number))
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
        """Do the work, in a worker's thread."""
        try:
            self._result = self._work(self)
        except Exception as error:  # carried over, to be shown or raised where it was asked for
            self._error = error

    def come_back(self) -> None:
        """Hand over what came of it, in the window's thread."""
        result, error = self._result, self._error
        self._result = self._error = None
        self.finished.emit()
        if not isValid(self._owner):
            return  # whoever asked has closed
        if error is None:
            self._done(result)
        else:
            self._failed(error)


class _Run(QRunnable):
    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def run(self) -> None:
        _alive[self.number].run()
        _door().ended.emit(self.number)


class _Door(QObject):
    """Where workers come back to the window's thread."""

    ended = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.ended.connect(self._let_in)

    @Slot(int)
    def _let_in(self, number: int) -> None:
        _alive.pop(number).come_back()


@cache
def _door() -> _Door:
    return _Door()


def stop_all() -> None:
    """Ask all work to stop and wait for it: called before the file is closed."""
    for task in list(_alive.values()):
        task.cancel()
    QThreadPool.globalInstance().waitForDone(10_000)
