"""The application: its look, its one window, and which desk file is open in it."""

from __future__ import annotations

import importlib
import logging
import pkgutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QLibraryInfo, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from allydesk import __version__, dates, language, paths, settings
from allydesk.errors import Cancelled, Problem
from allydesk.language import _
from allydesk.ui import rubbish, tasks
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.focus import Follower
from allydesk.ui.shell.crash import Handler, save_report
from allydesk.ui.shell.curtain import Idle
from allydesk.ui.shell.instance import Doorbell, show_other
from allydesk.ui.shell.trouble import waiting
from allydesk.ui.shell.window import Window
from allydesk.ui.tasks import Task

if TYPE_CHECKING:
    from allydesk.store import Store

log = logging.getLogger(__name__)
Work = Callable[[Task], Path | None]
QUIET = 1_000  # milliseconds after opening, until the rest is prepared
SETTLED = 3_000  # milliseconds after the window is shown
BREATH = 100  # and between two parts of it
STEP = 0.008  # seconds that loading takes at once
SIGH = 15  # milliseconds until it goes on
BACKUP_EVERY = 5 * 60_000  # milliseconds between two looks whether a backup is due


def run(path: Path | None) -> int:
    """Open the window, on a file or on what was open last, and stay until it is closed."""
    app = make(sys.argv[:1])
    preferences = settings.load()
    look.apply(app, preferences)
    chosen = path or last(preferences)
    if chosen is not None and show_other(chosen):
        return 0
    Handler(app)
    Follower(app)
    program = Program(app, preferences)
    if chosen is not None:
        program.window.expect()
    program.window.show()
    QTimer.singleShot(0, program, lambda: program.start(chosen))
    QTimer.singleShot(SETTLED, program, rubbish.begin)
    program.prepared.connect(rubbish.begin)
    code = app.exec()
    program.shut()
    return code


def make(arguments: Sequence[str]) -> QApplication:
    """Make the QApplication, in the person's language and direction."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(list(arguments))
    rubbish.only_here(app)
    app.setApplicationName("AllyDesk")
    app.setApplicationDisplayName("AllyDesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("allydesk")
    _add_letters()
    words = QTranslator(app)  # of Qt's own dialogs
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{language.system().replace('-', '_')}", folder):
        app.installTranslator(words)
    return app


def _add_letters() -> None:
    """Lend the system our fonts, so that no name is a row of boxes where it has few of its own."""
    if sys.platform.startswith("linux"):  # the others come with letters for every script
        for face in sorted((paths.resources() / "fonts").glob("*.[ot]tf")):
            QFontDatabase.addApplicationFont(str(face))


def last(preferences: settings.Settings) -> Path | None:
    """Give the file that was open last; the usual one if nothing is remembered."""
    if preferences.last_file:
        return Path(preferences.last_file)
    return paths.desk() if paths.desk().exists() else None


@dataclass(frozen=True, slots=True)
class Opened:
    """A desk file that was just opened."""

    store: Store
    title: str
    crashed: bool
    saved: str  # when the last change before was stored, in words; "" if there was none


def open_file(path: Path) -> Opened:
    """Open a desk file and learn what the window shows first. Not for the window's thread."""
    from allydesk import backup, file
    from allydesk.models import organisation
    from allydesk.store import Store

    crashed = file.note(path, "open").exists()
    store = Store.open(path, before=backup.before_update)
    file_notes(store)
    steps = store.steps()
    saved = dates.clock(steps[0].at.astimezone()) if steps else ""
    return Opened(store, store.read(organisation.name), crashed, saved)


def file_notes(store: Store) -> None:
    """File the notes that waited long enough, and count the months that are over."""
    from allydesk.listening import notes

    store.quietly(["feedback_note"], notes.settle, dates.today())


class Program(QObject):
    """Opens and closes desk files in the one window. prepared() tells that all of it is built."""

    prepared = Signal()

    def __init__(self, app: QApplication, preferences: settings.Settings) -> None:
        super().__init__(app)
        self.window = Window(preferences)
        self.window.closing.connect(self.shut)
        self.window.dropped.connect(self._dropped)
        self.desk: Desk | None = None
        self._bell: Doorbell | None = None
        self._idle = Idle(app, self._hide_names)
        self._backups = QTimer(self, interval=BACKUP_EVERY)
        self._backups.timeout.connect(self._back_up)
        self._day = dates.today()
        self._backups.timeout.connect(self._look_at_the_day)
        self.window.show_alone(waiting)

    def start(self, path: Path | None) -> None:
        """Open a file, or welcome somebody who has none."""
        self.welcome() if path is None else self.open(path)

    def welcome(self) -> None:
        from allydesk.ui.shell.welcome import Welcome

        self.window.show_alone(lambda: Welcome(self.begin, self.window))

    def open(self, path: Path) -> None:
        """Open a desk file."""
        self.begin(lambda _task: path)

    def begin(self, work: Work, after: Callable[[Desk], object] | None = None) -> None:
        """Close what is open, do work, and open the file it gives; then do what comes after."""
        self._close()
        self.window.wait()
        wanted: list[Path] = []  # known to `failed` too, when opening is what goes wrong

        def all_of_it(task: Task) -> Opened | None:
            path = work(task)
            if path is None:
                return None
            wanted.append(path)
            return open_file(path)

        def done(opened: Opened | None) -> None:
            if opened is None:
                self.welcome()
                return
            self._enter(opened)
            if after is not None and self.desk is not None:
                after(self.desk)

        def failed(error: Exception) -> None:
            self._fail(error, wanted[0] if wanted else None)

        Task(self, _("Opening…"), all_of_it, done, failed).start()

    def _enter(self, opened: Opened) -> None:
        path = opened.store.path
        self.desk = desk = Desk(opened.store, self.window.preferences)
        desk.prefer(last_file=str(path))
        desk.leaving.connect(self.begin)
        desk.preferred.connect(self._prefer_idle)
        self._bell = Doorbell(self, path, self._come_forward)
        self.window.enter(desk, opened.title)
        self._prefer_idle()
        self._backups.start()
        QTimer.singleShot(QUIET, desk, lambda: self._prepare(desk))
        if path.name.startswith("example"):
            self._say_example()
        if opened.crashed:
            self._say_crashed(opened.saved)

    def _prepare(self, desk: Desk) -> None:
        """Load and build in the background what is not seen yet, so that it opens at once."""

        from allydesk.ui.printing.pdf import Pdf

        rest = _load_windows()

        def load(task: Task) -> None:
            content = _load_documents(task)
            if content:
                Pdf(content).close()

        def build() -> None:
            if self.desk is not desk:
                return
            if QApplication.activePopupWidget() is not None:
                QTimer.singleShot(BREATH, desk, build)
            elif next(rest, False):
                QTimer.singleShot(SIGH, desk, build)
            elif self.window.prepare_next():
                QTimer.singleShot(BREATH, desk, build)
            else:
                self.prepared.emit()

        Task(desk, "", load, lambda _none: build(), desk.excuse).start()

    def _say_example(self) -> None:
        def start_own() -> None:
            if self.desk is not None:
                self.desk.leave(lambda _task: None)

        self.window.notify(
            _("Example data: nobody here is real."),
            "attention",
            [Action(_("Start my own"), start_own)],
        )

    def _say_crashed(self, saved: str) -> None:
        text = _("AllyDesk closed unexpectedly. Everything is here.")
        if saved:
            text = _("AllyDesk closed unexpectedly. Everything up to {clock} is here.").format(
                clock=saved
            )
        report = Action(
            _("Save a problem report…"), lambda: save_report(self.window, self.desk), "bug"
        )
        self.window.notify(text, "info", [report, Action(_("Continue"), lambda: None)])

    def _fail(self, error: Exception, path: Path | None) -> None:
        from allydesk.ui.shell import trouble

        if not isinstance(error, Problem | Cancelled):
            self.window.show_alone(lambda: trouble.page(trouble.unexpected(), []))
            raise error
        if path is not None and _in_use(error) and show_other(path):
            self.window.close()
            return
        trouble.show(self.window, self.begin, error, path)

    def _come_forward(self) -> None:
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)  # where the system forbids to take the front

    def _dropped(self, path: Path) -> None:
        from allydesk.ui import files

        files.dropped(path, self.desk, self.window, self.begin)

    def _hide_names(self) -> None:
        if self.desk is not None and QApplication.activeModalWidget() is None:
            self.window.hide_names()

    def _prefer_idle(self) -> None:
        if self.desk is not None:
            self._idle.after(self.desk.settings.hide_after)

    def _look_at_the_day(self) -> None:
        """File what waits when the day has changed, also after a night asleep."""
        if self.desk is not None and self._day != dates.today():
            self._day = dates.today()
            file_notes(self.desk.store)

    def _back_up(self) -> None:
        desk = self.desk
        if desk is None:
            return

        def work(_task: Task) -> None:
            from allydesk import backup

            if backup.due(desk.store, backup.EVERY):
                backup.save(desk.store, backup.TIMED)

        desk.run(self, _("Making a backup…"), work, lambda _none: None)

    def shut(self) -> None:
        """Close the file for good: nothing is lost, and a backup is made if anything changed."""
        self._close()

    def _close(self) -> None:
        desk, self.desk = self.desk, None
        if desk is None:
            return
        self._backups.stop()
        self.window.leave()
        self.window.show_alone(waiting)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        tasks.stop_all()
        _back_up_and_close(desk.store)
        if self._bell is not None:
            self._bell.close()
            self._bell = None


def _load_documents(task: Task) -> bytes:
    """Import all that does without a window, and what paper needs; give a page, b"" if stopped."""
    import allydesk
    from allydesk import discover
    from allydesk.reports import together

    for _module in discover.modules(allydesk, but="ui"):
        if task.cancelled():
            return b""
    return together.get_ready()


def _load_windows() -> Iterator[bool]:
    """Import the rest of the window, and stop for the person every few milliseconds.

    In the window's thread: Qt's types are made when they are first named, which is no work for two
    at once. In another thread it has ended the program.
    """
    from allydesk import ui

    until = perf_counter() + STEP
    for found in pkgutil.walk_packages(ui.__path__, ui.__name__ + "."):
        importlib.import_module(found.name)
        if perf_counter() > until:
            yield True
            until = perf_counter() + STEP


def _back_up_and_close(store: Store) -> None:
    from allydesk import backup
    from allydesk.file import Damaged

    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        if backup.due(store):
            backup.save(store, backup.EXIT)
        store.close()
    except Damaged:
        log.warning("The desk file is damaged; the next start will look at every page.")
        store.abandon()
    except Problem as problem:
        log.warning("No backup at the end: %s", type(problem).__name__)
        store.close()
    finally:
        QApplication.restoreOverrideCursor()


def _in_use(error: Exception) -> bool:
    from allydesk.file import InUse

    return isinstance(error, InUse)
