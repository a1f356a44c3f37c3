"""Desk: the only thing a screen is given. The records, what changed, and a way to speak."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from allydesk import dates, settings
from allydesk.errors import Cancelled, Problem
from allydesk.language import _
from allydesk.ui.tasks import Task

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from allydesk.store import Store

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for the person, in the status line. undo offers to take the last step back."""

    text: str
    undo: bool = False
    problem: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do here: a button, a menu item and a line in Find or do… in one."""

    text: str
    run: Callable[[], object]
    icon: str = ""  # a Lucide name
    key: str = ""  # as in "Ctrl+N"
    words: str = ""  # other words people look for: "roster export csv"
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Going:
    """Where to go: a place in the sidebar, one record there, or a new one."""

    place: str
    id: int | None = None
    new: bool = False


def there(folder: Path) -> Path:
    """Give a folder, or where it is gone the nearest one around it: else its name is a proposal."""
    return next((f for f in (folder, *folder.parents) if f.is_dir()), folder)


@dataclass(slots=True)
class Quiet:
    """A change outside of the journal, and how it is taken back: known until the desk is closed."""

    label: str
    back: Callable[[], object]
    again: Callable[[], object]
    after: int | None  # the step it came after


class Ask:
    """The questions only the system can put: files, and the few confirmations."""

    def open_file(self, parent: QWidget, title: str, kinds: str, folder: Path) -> Path | None:
        chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(there(folder)), kinds)
        return Path(chosen) if chosen else None

    def save_file(self, parent: QWidget, title: str, kinds: str, proposal: Path) -> Path | None:
        chosen, _kind = QFileDialog.getSaveFileName(
            parent, title, str(there(proposal.parent) / proposal.name), kinds
        )
        return Path(chosen) if chosen else None

    def folder(self, parent: QWidget, title: str, folder: Path) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(parent, title, str(there(folder)))
        return Path(chosen) if chosen else None

    def confirm(self, parent: QWidget, text: str, more: str, yes: str, no: str) -> bool:
        """Ask before what cannot be undone. The safe answer is the default, and Esc."""
        box = QMessageBox(QMessageBox.Icon.Warning, text, text, parent=parent)
        box.setInformativeText(more)
        go = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        return box.clickedButton() is go


class Desk(QObject):
    """What every screen works with.

    Signals: changed(frozenset of kinds) after each write; said(Message); working(Task) when slow
    work begins; going(Going) to open a place in the sidebar; preferred() when preferences changed;
    restyled() when palette or text size changed: the window then builds every screen anew;
    leaving(work, after): see leave(); counted(place) when it is known anew how much waits there.
    """

    changed = Signal(object)
    said = Signal(object)
    working = Signal(object)
    going = Signal(object)
    preferred = Signal()
    restyled = Signal()
    leaving = Signal(object, object)
    counted = Signal(str)

    def __init__(self, store: Store, preferences: settings.Settings) -> None:
        super().__init__()
        self.store = store
        self.settings = preferences
        self.ask = Ask()
        self._quiet: list[Quiet] = []  # what can be taken back
        self._quiet_again: list[Quiet] = []  # and, once it was, be done again
        store.changed = self.changed.emit

    def prefer(self, **values: Any) -> None:
        """Remember preferences of this computer."""
        self.settings = settings.change(**values)
        self.preferred.emit()

    def say(self, text: str, *, undo: bool = False, problem: bool = False) -> None:
        self.said.emit(Message(text, undo, problem))

    def go(self, place: str, id: int | None = None, *, new: bool = False) -> None:
        """Open a place ("people", "groups", …), with one record chosen in it, or a new one begun."""
        self.going.emit(Going(place, id, new))

    def leave(
        self,
        work: Callable[[Task], Path | None],
        after: Callable[[Desk], object] | None = None,
    ) -> None:
        """Close this file, do work with it closed, open the file that work gives, do what is after.

        None instead of a file leads to the welcome page.
        """
        self.leaving.emit(work, after)

    def today(self) -> dt.date:
        return dates.today()

    def do(
        self,
        said: str,
        label: str,
        action: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T | None:
        """Write, and say what happened with Undo beside it; a Problem is said instead."""
        try:
            result = self.store.write(label, action, *args, **kwargs)
        except Problem as problem:
            self.say(str(problem), problem=True)
            return None
        self.say(said, undo=True)
        return result

    def remember(
        self, label: str, back: Callable[[], object], again: Callable[[], object]
    ) -> Quiet:
        """Offer to take back what was stored outside of the journal, in its turn among the steps.

        What people say leaves no trace of when it was written; so how to undo it is known to this
        window alone, and gone when it closes.
        """
        made = Quiet(label, back, again, self.store.last_step)
        self._quiet.append(made)
        self._quiet_again.clear()
        self.changed.emit(frozenset())  # what can be undone is another now
        return made

    def is_next(self, quiet: Quiet | None) -> bool:
        """Say whether this is what would be undone next."""
        return quiet is not None and self._last(self._quiet) is quiet

    def _last(self, pile: list[Quiet]) -> Quiet | None:
        return pile[-1] if pile and pile[-1].after == self.store.last_step else None

    @property
    def undo_label(self) -> str | None:
        quiet = self._last(self._quiet)
        return quiet.label if quiet else self.store.undo_label

    @property
    def redo_label(self) -> str | None:
        quiet = self._last(self._quiet_again)
        return quiet.label if quiet else self.store.redo_label

    def undo(self, owner: QObject) -> None:
        """Take the last step back, and say which it was. A large one takes its time."""
        if (quiet := self._last(self._quiet)) is not None:
            self._quiet.remove(quiet)
            if self._try(quiet.back, _("Undone: {label}.").format(label=quiet.label)):
                self._quiet_again.append(quiet)
            self.changed.emit(frozenset())
            return
        self._take(owner, _("Undoing…"), _("Undone: {label}."), self.store.undo)

    def redo(self, owner: QObject) -> None:
        """Do the step that was last undone again, and say which it was."""
        if (quiet := self._last(self._quiet_again)) is not None:
            self._quiet_again.remove(quiet)
            if self._try(quiet.again, _("Done again: {label}.").format(label=quiet.label)):
                self._quiet.append(quiet)
            self.changed.emit(frozenset())
            return
        self._take(owner, _("Doing it again…"), _("Done again: {label}."), self.store.redo)

    def _try(self, what: Callable[[], object], said: str) -> bool:
        try:
            what()
        except Problem as problem:
            self.say(str(problem), problem=True)
            return False
        self.say(said)
        return True

    def _take(self, owner: QObject, title: str, said: str, take: Callable[[], str | None]) -> None:
        def finished(label: str | None) -> None:
            self.say(said.format(label=label) if label else _("There is nothing to undo."))

        self.run(owner, title, lambda _task: take(), finished)

    def run(
        self,
        owner: QObject,
        title: str,
        work: Callable[[Task], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> Task:
        """Do slow work off the window's thread, shown with progress and Cancel.

        work gets the Task: it calls task.progress(done, total, text) now and then. done and failed
        run in the window's thread; without failed, a Problem is said and a bug is raised here.
        """
        task = Task(owner, title, work, done, failed or self.excuse)
        self.working.emit(task)
        return task.start()

    def excuse(self, error: Exception) -> None:
        """Say a Problem, note a cancelled job, and let a bug be one."""
        if isinstance(error, Cancelled):
            self.say(_("Stopped. Nothing was changed."))
        elif isinstance(error, Problem):
            self.say(str(error), problem=True)
        else:
            raise error
