"""How everybody stands, read once for the matrix and the due list, beside the window where it is long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from allydesk.models import person
from allydesk.models.learning import course, standing
from allydesk.models.learning.requirement import Learner
from allydesk.models.learning.standing import Due, Matrix
from allydesk.text import fold
from allydesk.ui.desk import Desk
from allydesk.ui.tasks import Task

KINDS = frozenset(
    ["course", "completion", "requirement", "person", "membership", "role_term", "employee_group",
     "event", "organisation"]
)  # fmt: skip
_QUIET = 300  # milliseconds after a large matrix is there
DIRECT = 20_000  # cells that are read before the window would feel it


class Wanted(NamedTuple):
    """What somebody narrowed a list to; empty is everything."""

    text: str = ""
    team: str = ""
    location: str = ""
    course: int | None = None
    state: str = ""

    def meant(
        self, names: Callable[[int, str], str]
    ) -> Callable[[int, Learner | Due], bool] | None:
        """Give what tells whether a person, by id, is meant; None where everybody is.

        names gives a name as it is searched.
        """
        if not (self.text.strip() or self.team or self.location):
            return None
        words = fold(self.text).split()
        team, location = self.team, self.location

        def test(id: int, one: Learner | Due) -> bool:
            return (
                (not team or one.team == team)
                and (not location or one.location == location)
                and (not words or all(w in names(id, one.name) for w in words))
            )

        return test


class Standings(QObject):
    """The source. arrived() tells that found is new; ask() reads again if anything has changed."""

    arrived = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.found: Matrix | None = None
        self._stale = True
        self._asked: dt.date | None = None  # for which day it was read last, or is being read
        self._task: Task | None = None
        self._names: dict[int, str] = {}
        self._due: list[Due] | None = None
        desk.changed.connect(self._changed)

    def _changed(self, kinds: frozenset[str]) -> None:
        self._stale = self._stale or bool(kinds & KINDS)

    def folded(self, id: int, name: str) -> str:
        """Give a name as it is searched; each is worked out once."""
        if id not in self._names:
            self._names[id] = fold(name)
        return self._names[id]

    def ask(self) -> None:
        """Read how everybody stands, if it is not known yet."""
        today = self.desk.today()
        if not self._stale and self._asked == today:
            return
        self._stale, self._asked = False, None
        cells = self.desk.store.read(person.count) * self.desk.store.read(course.count)

        def read(_task: Task | None = None) -> Matrix:
            return self.desk.store.read(standing.matrix, on=today)

        if cells <= DIRECT:
            found = read()
            self._asked, self._task = today, None
            self._arrive(None, found)
            return
        task = Task(self, "", read, lambda found: self._arrive(task, found), self._failed)
        self._asked, self._task = today, task
        task.start()

    def _failed(self, error: Exception) -> None:
        """Say why there is nothing new; it is read anew when it is asked for again."""
        self._asked = None
        self.desk.excuse(error)

    def _arrive(self, task: Task | None, found: Matrix) -> None:
        if task is not None and task is not self._task:
            return  # asked again meanwhile
        self.found, self._due = found, None
        self._names = {}
        self.arrived.emit()
        if task is not None:
            QTimer.singleShot(_QUIET, self, self._get_ready)

    def _get_ready(self) -> None:
        """Work out beside the window what is due among very many."""
        found = self.found
        if found is None or self._due is not None:
            return

        def keep(due: list[Due]) -> None:
            if self.found is found and self._due is None:
                self._due = due

        Task(self, "", lambda _task: standing.due_in(found), keep, self.desk.excuse).start()

    def due(self) -> list[Due]:
        """Give what is due, the most urgent first; worked out when it is first looked at."""
        if self._due is None:
            self._due = standing.due_in(self.found) if self.found is not None else []
        return self._due
