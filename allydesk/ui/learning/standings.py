"""How everybody stands, read once for the matrix and the due list, beside the window where it is long."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

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
DIRECT = 20_000  # cells that are read before the window would feel it


class Found(NamedTuple):
    """A matrix and what is due in it."""

    matrix: Matrix
    due: list[Due]


class Wanted(NamedTuple):
    """What somebody narrowed a list to; empty is everything."""

    text: str = ""
    team: str = ""
    location: str = ""
    course: int | None = None
    state: str = ""

    def fits(self, one: Learner | Due, folded: str) -> bool:
        """Say whether a person is meant. folded is their name as it is searched."""
        return (
            (not self.team or one.team == self.team)
            and (not self.location or one.location == self.location)
            and all(word in folded for word in fold(self.text).split())
        )


class Standings(QObject):
    """The source. arrived() tells that found is new; ask() reads again if anything has changed."""

    arrived = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.found: Found | None = None
        self._stale = True
        self._task: Task | None = None
        self._names: dict[int, str] = {}
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
        if not self._stale and self.found is not None and self.found.matrix.on == today:
            return
        self._stale = False
        cells = self.desk.store.read(person.count) * self.desk.store.read(course.count)

        def read(_task: Task | None = None) -> Found:
            found = self.desk.store.read(standing.matrix, on=today)
            return Found(found, standing.due_in(found))

        if cells <= DIRECT:
            self._arrive(None, read())
            return
        task = Task(self, "", read, lambda found: self._arrive(task, found), self.desk.excuse)
        self._task = task
        task.start()

    def _arrive(self, task: Task | None, found: Found) -> None:
        if task is not None and task is not self._task:
            return  # asked again meanwhile
        self.found = found
        self._names = {}
        self.arrived.emit()
