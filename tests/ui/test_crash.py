"""What nobody foresaw: written down without names, said once, kindly."""

import json
import logging
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from allydesk import paths
from allydesk.ui.shell import crash, doors
from allydesk.ui.shell.crash import Handler, without_names
from tests import factories


def caught(action) -> str:
    """Give what would be logged of an exception."""
    try:
        action()
    except Exception as error:
        return without_names(type(error), error, error.__traceback__)
    raise AssertionError


def test_a_traceback_holds_nothing_that_somebody_wrote() -> None:
    def lookup() -> None:
        {"a": 1}["Zoë Łukaszewicz"]

    def message() -> None:
        raise ValueError('no “Ana Pérez” in "R&D" at ana@example.org, row 17')

    text = caught(lookup) + caught(message)
    for name in ("Zoë", "Łukaszewicz", "Ana", "R&D", "example.org"):
        assert name not in text
    assert "KeyError" in text
    assert "in lookup" in text


def test_a_traceback_says_what_the_program_did_wrong() -> None:
    assert caught(lambda: None.missing).startswith(
        "AttributeError: 'NoneType' object has no attribute 'missing'"
    )


def test_a_persons_folder_is_not_told() -> None:
    assert str(Path.home()) not in caught(lambda: 1 / 0)


@pytest.fixture
def handler(qapp: QApplication) -> Iterator[Handler]:
    """Catch everything, for one test."""
    from PySide6.QtCore import qInstallMessageHandler

    before = sys.excepthook, threading.excepthook, list(crash.log.handlers), crash.log.level
    made = Handler(qapp)
    yield made
    sys.excepthook, threading.excepthook = before[0], before[1]
    for one in crash.log.handlers[len(before[2]) :]:
        crash.log.removeHandler(one)
        one.close()
    crash.log.setLevel(before[3])
    qInstallMessageHandler(None)
    made._fatal.close()
    made.deleteLater()


def boxes() -> list[QMessageBox]:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
    return [b for b in found if b.isVisible()]


def test_a_fault_is_said_once_and_logged(
    qtbot, handler: Handler, caplog: pytest.LogCaptureFixture
) -> None:
    def fault() -> None:
        raise RuntimeError("Zoë's row is gone")

    for _time in range(2):
        try:
            fault()
        except RuntimeError as error:
            sys.excepthook(RuntimeError, error, error.__traceback__)
    qtbot.waitUntil(lambda: len(boxes()) == 1)
    box = boxes()[0]
    assert "Your data is stored and safe." in box.text()
    box.defaultButton().click()
    assert boxes() == []
    for one in crash.log.handlers:
        one.flush()
    logged = (paths.logs() / crash.LOG).read_text("utf-8")
    assert "RuntimeError" in logged
    assert "Zoë" not in logged
    caplog.clear()


def test_a_fault_in_another_thread_is_said_too(
    qtbot, handler: Handler, caplog: pytest.LogCaptureFixture
) -> None:
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(boxes()) == 1)
    boxes()[0].close()
    caplog.clear()


def test_even_a_fault_of_the_interpreter_leaves_a_trace(tmp_path: Path) -> None:
    script = (
        "from allydesk.ui import app\nfrom allydesk.ui.shell import crash\nimport faulthandler\n"
        "qt = app.make(['x'])\ncrash.Handler(qt)\nfaulthandler._sigsegv()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, timeout=60, check=False
    )
    assert done.returncode != 0
    trace = (paths.logs() / crash.FATAL).read_text("utf-8")
    assert "Segmentation fault" in trace


def test_a_problem_report_holds_no_names(
    start, desk_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(desk_file)
    factories.person(program.desk.store, "Ana Pérez", email="ana@example.org")
    paths.logs().mkdir(parents=True, exist_ok=True)
    (paths.logs() / crash.LOG).write_text(f"opened {Path.home() / 'x'}", "utf-8")
    target = tmp_path / "report.zip"
    monkeypatch.setattr(program.desk.ask, "save_file", lambda *_given: target)
    doors.save_report(program.window)
    with zipfile.ZipFile(target) as z:
        facts = json.loads(z.read("facts.json"))
        everything = b"".join(z.read(n) for n in z.namelist()).decode()
    assert facts["counts"]["people"] == 1
    for private in ("Ana", "Pérez", "example.org", str(Path.home()), desk_file.name):
        assert private not in everything
    assert "It holds no names." in program.window.frame.status.message.text()


def test_a_report_that_cannot_be_saved_says_so(
    start, desk_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(desk_file)
    monkeypatch.setattr(program.desk.ask, "save_file", lambda *_given: Path("/nowhere/r.zip"))
    doors.save_report(program.window)
    assert "Choose another folder." in program.window.frame.status.message.text()


def test_a_log_that_cannot_be_written_is_no_reason_not_to_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "home"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("ALLYDESK_HOME", str(blocked))
    with crash._files() as nothing:
        nothing.write("x")
    assert logging.getLogger("allydesk") is crash.log
