"""When something goes wrong that nobody foresaw: write it down without names, say so once, kindly."""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import platform
import sys
import threading
import traceback
import zipfile
from dataclasses import asdict
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from allydesk import __version__, paths, settings
from allydesk.language import _

if TYPE_CHECKING:
    from allydesk.ui.desk import Desk

log = logging.getLogger("allydesk")
LOG = "allydesk.log"
FATAL = "crash.log"
_KEPT = 200_000  # bytes of one log file; three older ones are kept
# The words of these speak of the program alone; those of others may hold what somebody wrote.
_OF_THE_PROGRAM = (AttributeError, ImportError, NameError, NotImplementedError, TypeError)


class Handler(QObject):
    """Catches what nobody else caught. One box at a time, and never the same fault twice."""

    _caught = Signal(str)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._known: set[str] = set()
        self._box: QMessageBox | None = None
        self._fatal = _files()
        faulthandler.enable(self._fatal)
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook
        qInstallMessageHandler(_qt_says)
        self._caught.connect(self._show)  # carries it to the window's thread

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = without_names(kind, error, trace)
        log.error("%s", text)
        self._caught.emit(text)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, text: str) -> None:
        if text in self._known or self._box is not None:
            return
        self._known.add(text)
        self._box = box = QMessageBox(
            QMessageBox.Icon.Information,
            _("Something did not work"),
            _("AllyDesk could not do that. Your data is stored and safe."),
            parent=QApplication.activeWindow(),
        )
        box.setInformativeText(
            _("You can go on. A problem report, which holds no names, helps to put it right.")
        )
        report = box.addButton(_("Save a problem report…"), QMessageBox.ButtonRole.AcceptRole)
        go_on = box.addButton(_("Continue"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(go_on)
        box.setEscapeButton(go_on)
        report.clicked.connect(lambda: save_report(box.parentWidget() or box, None))
        box.finished.connect(self._over)
        box.open()

    def _over(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
            self._box = None


def _files() -> TextIO:
    """Open the log files; a log that cannot be written is never a reason not to start."""
    folder = paths.logs()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / LOG, maxBytes=_KEPT, backupCount=3, encoding="utf-8", delay=True
        )
        fatal = (folder / FATAL).open("a", encoding="utf-8")
    except OSError:
        return Path(os.devnull).open("w", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    return fatal


def _qt_says(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    level = logging.INFO if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) else logging.WARNING
    log.log(level, "Qt: %s", _anywhere(message))


def without_names(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> str:
    """Give the traceback of an exception without anything that somebody may have written."""
    lines = [
        f"{_anywhere(frame.filename)}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    words = f": {error}" if issubclass(kind, _OF_THE_PROGRAM) else ""
    return "\n  ".join([kind.__name__ + words, *lines])


def _anywhere(text: str) -> str:
    """Take the person's own folder out of a path: it often carries their name."""
    return text.replace(str(Path.home()), "~")


def save_report(parent: QWidget, desk: Desk | None) -> None:
    """Ask where to, and save what helps to find a fault: logs, versions, counts; no names."""
    from allydesk.ui.desk import Ask

    ask = desk.ask if desk else Ask()
    proposal = paths.documents() / "AllyDesk problem report.zip"
    target = ask.save_file(parent, _("Save a problem report"), _("Zip file") + " (*.zip)", proposal)
    if target is None:
        return
    try:
        write_report(target, desk)
    except OSError:
        said = _("The report could not be saved there. Choose another folder.")
        if desk:
            desk.say(said, problem=True)
        return
    if desk:
        desk.say(
            _("The problem report is in {folder}. It holds no names.").format(folder=target.parent)
        )


def write_report(target: Path, desk: Desk | None) -> None:
    """Write the problem report. Raises OSError."""
    facts: dict[str, object] = {
        "allydesk": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "settings": _harmless(settings.load()),
    }
    if desk is not None:
        facts["counts"] = _counts(desk)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("facts.json", json.dumps(facts, indent=1))
        for file in sorted(paths.logs().glob("*.log*")):
            z.writestr(file.name, _anywhere(file.read_text("utf-8", errors="replace")))


def _harmless(preferences: settings.Settings) -> dict[str, object]:
    """Give the preferences that name nobody and open nothing: no paths, no printers, no PIN."""
    # The PIN too: four digits are soon found from what is kept of them.
    named = (
        "last_file",
        "backup_folder",
        "columns",
        "handouts",
        "printer",
        "window",
        "later",
        "pin",
    )
    return {n: v for n, v in asdict(preferences).items() if n not in named}


def _counts(desk: Desk) -> dict[str, int]:
    from allydesk.models import group, person

    return {
        "people": desk.store.read(person.count),
        "groups": len(desk.store.read(group.listing, chip="all")),
        "steps": len(desk.store.steps()),
    }
