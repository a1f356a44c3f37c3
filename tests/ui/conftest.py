"""A window for each test, on no screen, with a font that is the same everywhere."""

import os

from tests.ui.spooler import SPOOLER, Spooler, has_cups

# Before Qt is loaded for the first time.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("ALLYDESK_TEST_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_FONT_DPI"] = "96"
os.environ["QT_STYLE_OVERRIDE"] = ""
os.environ["QT_QPA_PLATFORMTHEME"] = ""
os.environ["CUPS_SERVER"] = SPOOLER  # this computer's own printers are none of ours

from allydesk.ui import overrides

overrides.begin()

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from allydesk import paths, settings
from allydesk.store import Store
from allydesk.ui import rubbish, tasks
from allydesk.ui.app import Program
from allydesk.ui.desk import Desk, Message
from allydesk.ui.kit import look
from allydesk.ui.kit.focus import Follower
from allydesk.ui.printing import paper
from allydesk.ui.printing import pdf as drawing
from tests.reports.engine import pdf

pdf.one_at_a_time = drawing._one_at_a_time


class Patient(QtBot):
    """Waits as long as a slow computer needs that does other things as well."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = 30_000) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return Patient(request)


@pytest.fixture(scope="session", autouse=True)
def one_look(qapp: QApplication) -> None:
    """Write in the font that comes with the program, whatever this computer has."""
    number = QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / "NotoSans.ttf"))
    qapp.setFont(QFont(QFontDatabase.applicationFontFamilies(number)[0], 9))
    look.apply(qapp, settings.Settings())
    Follower(qapp)
    rubbish.only_here(qapp)
    rubbish.begin()


@pytest.fixture(autouse=True)
def nothing_asks(qapp: QApplication) -> Iterator[None]:
    """Close a box that stops the program, which nobody expected, and fail instead of hanging."""
    seen: list[str] = []

    def watch() -> None:
        box = QApplication.activeModalWidget()
        if box is not None and box.metaObject().className() == "QMessageBox":
            seen.append(f"{box.windowTitle()}: {box.property('text')}")
            box.close()

    timer = QTimer(interval=2000)
    timer.timeout.connect(watch)
    timer.start()
    yield
    timer.stop()
    assert not seen, f"unexpected: {seen}"


@pytest.fixture(autouse=True)
def tidy(qapp: QApplication) -> Iterator[None]:
    """Leave no work and no window behind; look for rubbish where the program does."""
    gc.disable()
    yield
    tasks.stop_all()
    for widget in QApplication.topLevelWidgets():
        if isValid(widget) and widget.isVisible():
            widget.close()
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    look.apply(qapp, settings.Settings())
    gc.enable()


@pytest.fixture
def desk(store: Store) -> Desk:
    """Give the desk a place is shown on alone, without the window around it."""
    return Desk(store, settings.Settings())


@pytest.fixture
def said(desk: Desk) -> list[str]:
    """Collect what is said in the status line."""
    found: list[str] = []

    def hear(message: Message) -> None:
        found.append(message.text)

    desk.said.connect(hear)
    return found


Start = Callable[..., Program]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Start]:
    """Give a function that starts the program on a file, or on none, as `allydesk FILE` does."""
    started: list[Program] = []

    def run(
        path: Path | None, *, width: int = 1180, height: int = 740, **prefer: object
    ) -> Program:
        preferences = settings.change(**prefer)
        look.apply(qapp, preferences)
        program = Program(qapp, preferences)
        started.append(program)
        program.window.resize(width, height)
        with qtbot.waitActive(program.window):
            program.window.show()
            program.window.activateWindow()
        program.start(path)
        if path is not None:
            qtbot.waitUntil(lambda: program.desk is not None)
        return program

    yield run
    for program in started:
        program.window.close()
        program.deleteLater()
        program.window.deleteLater()


@pytest.fixture
def spooler(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Spooler]:
    """Give a computer with one printer, “Office”, and the programs of CUPS to print on it."""
    if not has_cups():
        assert not os.environ.get("CI"), "Printing cannot be tested: install cups-client"
        pytest.skip("printing by CUPS is not there (Debian: cups-client)")
    for name in ("PRINTER", "LPDEST"):  # what somebody made the usual printer of this computer
        monkeypatch.delenv(name, raising=False)
    made = Spooler(tmp_path / "spool")
    assert paper.printers() == ["Office"], "Qt does not see the printer: install libcups2"
    yield made
    made.stop()


@pytest.fixture
def desk_file(store: Store) -> Path:
    """Give the path of an empty desk that nobody has open."""
    store.close()
    return store.path


def opened(path: Path) -> Store:
    """Open a desk beside the window, to look at what is stored."""
    return Store.open(path, shared=True)
