"""What Home and the sidebar say of learning: who is late, and whose course runs out soon."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import person
from allydesk.models.learning import course, reminders
from allydesk.models.learning.reminders import Reminder, Waiting
from allydesk.ui.desk import Action, Desk
from allydesk.ui.learning.keys import Only, Part, key
from allydesk.ui.learning.standings import DIRECT, KINDS
from allydesk.ui.tasks import Task

QUIET = 3_000  # milliseconds after the start, until a large desk is counted
REST = 1_000  # milliseconds after a change
_COUNTED = KINDS - {
    "event",
    "organisation",
}  # which only say what others are told, and in which order


class Waits(QObject):
    """Counts beside the window what waits, and remembers it. arrived() tells that it is another.

    It has no clock of its own, and so never reads a desk that was left: see follow().
    """

    arrived = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.found: Waiting | None = None
        self._task: Task | None = None
        self._stale = True
        desk.changed.connect(self._changed)

    def _changed(self, kinds: frozenset[str]) -> None:
        self._stale = self._stale or bool(kinds & _COUNTED)

    def follow(self, owner: QObject) -> None:
        """Keep the count true as long as owner lives: soon, then a moment after each change."""
        read = self.desk.store.read
        small = read(person.count) * read(course.count) <= DIRECT
        QTimer.singleShot(0 if small else QUIET, owner, self.ask)
        rest = _Rest(owner)
        rest.timeout.connect(self.ask)
        self.desk.changed.connect(rest.again)

    def ask(self) -> None:
        """Count again if anything has changed, or the day has."""
        today = self.desk.today()
        if not self._stale and self.found is not None and self.found.on == today:
            return
        self._stale = False
        task = Task(
            self, "", lambda _task: self.desk.store.read(reminders.of, today),
            lambda found: self._arrive(task, found), self._leave_out,
        )  # fmt: skip
        self._task = task
        task.start()

    def _arrive(self, task: Task, found: Waiting) -> None:
        if task is not self._task:
            return  # asked again meanwhile
        before, self.found = self.found or Waiting(found.on), found
        if before[1:] != found[1:]:
            self.arrived.emit()
            self.desk.counted.emit("learning")

    def _leave_out(self, error: Exception) -> None:
        """Say nothing where the file cannot be read now: nobody asked; the next change asks again."""
        self._stale = True
        if not isinstance(error, Problem):
            raise error


class _Rest(QTimer):
    """Ends a moment after the last change, unless its owner has gone."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner, singleShot=True, interval=REST)

    def again(self, _kinds: frozenset[str]) -> None:
        self.start()


def waits(desk: Desk) -> Waits:
    """Give the one count of a desk."""
    known = desk.findChild(Waits, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return known or Waits(desk)


def of_late(found: Waiting | None, desk: Desk) -> Iterator[tuple[str, str, Action]]:
    """Give who is late: a name to remember it by, words, and what opens exactly those it is about."""
    if found is not None and found.late is not None:
        yield "learning late", _late(found.late), _open(desk, Only.LATE)


def of_expiring(
    found: Waiting | None, desk: Desk, language: str
) -> Iterator[tuple[str, str, Action]]:
    """Give whose course runs out soon, as of_late does."""
    if found is not None and found.expiring is not None:
        day = dates.near(found.expiring.first, language, found.on)
        yield "learning expiring", _expiring(found.expiring, day), _open(desk, Only.EXPIRING)


def _open(desk: Desk, only: Only) -> Action:
    return Action(_("Open"), partial(desk.go, "learning", key(Part.DUE, only)))


def _late(about: Reminder) -> str:
    first, *others = about.courses
    if not others:
        text = ngettext(
            "{n} person still lacks “{course}”.", "{n} people still lack “{course}”.", about.people
        )
        return text.format(n=f"{about.people:,}", course=first)
    text = ngettext(
        "{n} person is late with required courses: “{course}” and {m} more.",
        "{n} people are late with required courses: “{course}” and {m} more.", about.people,
    )  # fmt: skip
    return text.format(n=f"{about.people:,}", course=first, m=len(others))


def _expiring(about: Reminder, day: str) -> str:
    if len(about.courses) == 1:
        text = ngettext(
            "“{course}” runs out for {n} person within 60 days, on {day}.",
            "“{course}” runs out for {n} people within 60 days, first on {day}.", about.people,
        )  # fmt: skip
        return text.format(n=f"{about.people:,}", course=about.courses[0], day=day)
    text = ngettext(
        "{n} person has courses that run out within 60 days, first on {day}.",
        "{n} people have courses that run out within 60 days, first on {day}.", about.people,
    )  # fmt: skip
    return text.format(n=f"{about.people:,}", day=day)
