"""One window per file: a second start brings the first to the front."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from allydesk.ui.shell.instance import Doorbell, show_other

SECOND = """
import sys
from pathlib import Path
from allydesk.ui import app
sys.exit(app.run(Path(sys.argv[1])))
"""
FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from allydesk.ui.shell.instance import Doorbell
app = QCoreApplication([])
bell = Doorbell(app, Path(sys.argv[1]), lambda: None)
print("listening", flush=True)
app.exec()
"""


def second_start(path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, str(path)], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_a_second_start_shows_the_first_window(qtbot, start, desk_file: Path) -> None:
    window = start(desk_file).window
    window.showMinimized()
    second = second_start(desk_file)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0, second.stderr.read()
    assert not window.isMinimized()
    assert window.isVisible()
    second.communicate()


def test_another_file_is_another_window(start, desk_file: Path, tmp_path: Path) -> None:
    start(desk_file)
    assert not show_other(tmp_path / "other.allydesk")


def test_the_bell_of_a_killed_window_does_not_count(qtbot, tmp_path: Path) -> None:
    path = tmp_path / "desk.allydesk"
    first = subprocess.Popen(
        [sys.executable, "-c", FIRST, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert first.stdout.readline() == "listening\n"
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    assert not show_other(path)
    rung: list[int] = []
    bell = Doorbell(QCoreApplication.instance(), path, lambda: rung.append(1))
    second = second_start(path)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    assert rung == [1]
    second.communicate()
    bell.close()
