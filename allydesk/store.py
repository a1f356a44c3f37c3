"""The one door to the data: read, write, undo, redo, and who wants to know."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from filelock import FileLock
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from allydesk import discover, file, history, migrate, models
from allydesk.errors import Problem
from allydesk.history import Deleted, Step
from allydesk.language import _
from allydesk.models.base import Record

P = ParamSpec("P")
T = TypeVar("T")
Changed = Callable[[frozenset[str]], None]
log = logging.getLogger(__name__)
_TRIES = 3  # a commit that meets a reader is tried again


def _nobody(_kinds: frozenset[str]) -> None:
    """Tell nobody: what `changed` does until a window listens."""


class Store:
    """An open desk file. A session never outlives one call; callers get plain values."""

    def __init__(self, path: Path, engine: Engine, lock: FileLock | None) -> None:
        self.path = path
        self.changed: Changed = _nobody
        self.saved_at: dt.datetime | None = None  # local time of the last write
        self._engine = engine
        self._writer = engine.execution_options(write=True)
        self._lock = lock
        self._identity = file.identity(path)
        self._one_at_a_time = RLock()
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._read_stacks()

    @classmethod
    def create(
        cls,
        path: Path,
        fill: Callable[[Session], object] | None = None,
        **organisation: object,
    ) -> Self:
        """Make a new desk file and open it; fill puts first records in, which undo leaves alone.

        Raises Problem where there is a file already.
        """
        from allydesk.models.base import put
        from allydesk.models.organisation import Organisation

        _load_models()
        if path.exists():
            raise Problem(
                _("“{name}” is already there. Choose another name.").format(name=path.name)
            )
        part = path.with_name(path.name + ".new")

        def first(s: Session) -> None:
            put(s, Organisation, None, organisation)
            if fill:
                fill(s)

        with file.plainly(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            try:
                _make(part, first)
                part.replace(path)
                file.flush(path.parent)
            finally:
                part.unlink(missing_ok=True)
                part.with_name(part.name + "-journal").unlink(missing_ok=True)
        return cls.open(path)

    @classmethod
    def open(
        cls, path: Path, *, shared: bool = False, before: Callable[[Path], None] | None = None
    ) -> Self:
        """Open a desk file, alone or (shared) beside another AllyDesk, to read only.

        before is called with the path when the file is older and about to be migrated.
        Raises file.Damaged, file.InUse or Problem, each with a sentence for the person.
        """
        _load_models()
        file.look(path)
        with file.plainly(path):
            lock = None if shared else file.lock(path)
            try:
                engine = _checked(path, lock, before)
                return cls(path, engine, lock)
            except BaseException:
                if lock:
                    lock.release()
                raise

    def close(self) -> None:
        """Let go of the file. Old steps are forgotten here, where nobody waits."""
        try:
            if self._lock:
                with (
                    self._one_at_a_time,
                    file.plainly(self.path, self._identity),
                    self._writer.begin() as c,
                ):
                    history.trim(c, dt.datetime.now(dt.UTC))
                self._engine.dispose()
                file.tidy(self.path)
                file.mark_closed(self.path)
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Let go of the file as a crash would: the next start checks every page."""
        self._engine.dispose()
        if self._lock:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        self.abandon() if kind else self.close()

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask the data something; the answer must be plain values."""
        with file.plainly(self.path, self._identity), Session(self._engine) as s:
            return query(s, *args, **kwargs)

    def write(
        self,
        label: str,
        action: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Do one whole thing or nothing; it can be undone under its label."""

        return self.write_on(None, label, action, *args, **kwargs)

    def write_on(
        self,
        step: int | None,
        label: str,
        action: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Do one thing more as part of a step, if that step is still the last; else as a new one.

        So what somebody types into one field, stored at each rest, is taken back at once.
        """

        def attempt() -> tuple[T, frozenset[str]]:
            with Session(self._writer, info={"journalled": True}) as s, s.begin():
                c = s.connection()
                goes_on = step is not None and history.is_last(c, step)
                now = step if step is not None and goes_on else history.begin(c, label)
                result = action(s, *args, **kwargs)
                s.flush()
                kinds = history.touched(c, now)
                if not kinds:
                    history.forget(c, now)
            return result, kinds

        with self._one_at_a_time:
            result, kinds = self._insist(attempt)
        self._tell(kinds)
        return result

    def quietly(
        self,
        kinds: Iterable[str],
        action: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Do one whole thing or nothing outside the journal: no step, no label, no clock time.

        For what must not tell when it was written: even a step that is forgotten again would leave
        a gap in the numbers of the steps beside it. kinds are told to whom it concerns.
        """

        def attempt() -> tuple[T, bool]:
            with Session(self._writer) as s, s.begin():
                c = s.connection()
                before, rows = history.last_change(c), _rows_changed(c)
                result = action(s, *args, **kwargs)
                s.flush()
                if history.last_change(c) != before:
                    raise RuntimeError("A journalled record was changed outside the journal.")
                anything = _rows_changed(c) != rows
            return result, anything

        with self._one_at_a_time:
            result, anything = self._insist(attempt)
        if anything:  # saved_at stays: whoever comes back to the window must not read when
            self.changed(frozenset(kinds))
        return result

    def undo(self) -> str | None:
        """Take the last step back and give its label; None when there is none."""
        return self._take_back(self._undo)

    def redo(self) -> str | None:
        """Do the step that was last undone again and give its label."""
        return self._take_back(self._redo)

    @property
    def undo_label(self) -> str | None:
        return self._undo[-1].label if self._undo else None

    @property
    def redo_label(self) -> str | None:
        return self._redo[-1].label if self._redo else None

    @property
    def last_step(self) -> int | None:
        """Give the id of what would be undone next, to go on with it."""
        return self._undo[-1].id if self._undo else None

    def steps(self) -> list[Step]:
        """Give what can be undone, the newest first."""
        return self._undo[::-1]

    def deleted(self, *kinds: str) -> list[Deleted]:
        """Give what was deleted in the last 30 days and can be brought back."""
        with file.plainly(self.path, self._identity), self._engine.connect() as c:
            return history.deleted(c, kinds, dt.datetime.now(dt.UTC))

    def bring_back(self, label: str, found: Deleted) -> None:
        """Put a deleted record back, with what went with it."""

        def action(s: Session) -> None:
            history.bring_back(s.connection(), Record.metadata, found.step, found.kind, found.row)

        self.write(label, action)

    def verify(self) -> None:
        """Read every page; raise file.Damaged when one is not sound."""
        with file.plainly(self.path, self._identity), self._engine.connect() as c:
            file.verify(c.connection.driver_connection, self.path)

    def _take_back(self, pile: list[Step]) -> str | None:
        with self._one_at_a_time:
            if not pile:
                return None
            old = pile[-1]

            def attempt() -> frozenset[str]:
                with self._writer.begin() as c:
                    new = history.begin(c, old.label, undoes=old.id)
                    history.revert(c, old.id)
                    return history.touched(c, new)

            kinds = self._insist(attempt)
        self._tell(kinds)
        return old.label

    def _insist(self, attempt: Callable[[], T]) -> T:
        for tries_left in reversed(range(_TRIES)):
            try:
                with file.plainly(self.path, self._identity):
                    return attempt()
            except file.InUse:
                if not tries_left:
                    raise
        raise AssertionError

    def _tell(self, kinds: frozenset[str]) -> None:
        if not kinds:
            return
        self._read_stacks()
        self.saved_at = dt.datetime.now()
        self.changed(kinds)

    def _read_stacks(self) -> None:
        with self._engine.connect() as c:
            self._undo, self._redo = history.stacks(c)


def _rows_changed(c: Connection) -> int:
    """Give how many rows this connection has changed since it was opened."""
    driver = c.connection.driver_connection
    assert driver is not None
    return int(driver.total_changes)


def _make(path: Path, first: Callable[[Session], object]) -> None:
    """Make a desk file with its first records, in one transaction."""
    engine = file.engine(path, create=True)
    try:
        with engine.execution_options(write=True).begin() as c, Session(c) as s:
            migrate.create(c)
            history.begin(c, _("Start a new desk"), final=True)
            first(s)
            s.flush()
    finally:
        engine.dispose()


def _load_models() -> None:
    list(discover.modules(models))


def _checked(path: Path, lock: FileLock | None, before: Callable[[Path], None] | None) -> Engine:
    """Open a file, check what it is, and bring it up to date if it is ours alone."""
    c = file.connect(path)
    try:
        version = file.check_header(c, path, migrate.newest())
        if lock and file.mark_open(path):
            file.verify(c, path)
    finally:
        c.close()
    engine = file.engine(path)
    if version < migrate.newest():
        if lock is None:
            raise Problem(
                _("“{name}” is from an older AllyDesk. Open it in the window once.").format(
                    name=path.name
                )
            )
        if before:
            before(path)
        migrate.migrate(engine, version)
    return engine
