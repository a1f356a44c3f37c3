"""Slow work: what belongs to Qt dies in the window's thread, whoever held it last."""

import gc
import subprocess
import sys
import threading
import weakref
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from allydesk.errors import Cancelled, Problem
from allydesk.ui import rubbish, tasks
from allydesk.ui.tasks import Task


class Deaths:
    """Notes in which thread objects died."""

    def __init__(self) -> None:
        self.threads: list[threading.Thread] = []
        self._watched: list[weakref.ref[object]] = []

    def watch(self, what: object) -> None:
        self._watched.append(
            weakref.ref(what, lambda _gone: self.threads.append(threading.current_thread()))
        )

    def all_here(self) -> bool:
        return self.threads == [threading.main_thread()] * len(self._watched)


class Listener(QObject):
    """Listens to somebody, and holds itself."""

    def __init__(self, heard: Signal) -> None:
        super().__init__()
        self.me = self
        heard.connect(self.hear)

    def hear(self) -> None:
        """Hear it."""


def test_what_only_a_task_still_held_dies_in_the_window(qtbot, qapp) -> None:
    deaths, owner, back = Deaths(), QObject(), []

    def one() -> None:
        label = QLabel("as a page that was closed meanwhile")
        deaths.watch(label)
        task = Task(
            owner, "", lambda _task: label.objectName(), back.append, lambda _error: label.text()
        )
        deaths.watch(task)
        task.progressed.connect(lambda *_at: label.text())
        task.start()

    for _turn in range(200):
        one()
    qtbot.waitUntil(lambda: len(back) == 200)
    gc.collect()
    assert deaths.all_here()


def test_a_task_that_failed_lets_go_of_what_it_held(qtbot, qapp) -> None:
    deaths, owner, told = Deaths(), QObject(), []

    def one(error: Exception) -> None:
        label = QLabel()
        deaths.watch(label)

        def work(_task: Task) -> None:
            assert label.text() == ""
            raise error

        Task(owner, "", work, lambda _none: label, lambda error: told.append(str(error))).start()

    for error in (Problem("No room."), Cancelled(), ValueError("odd")):
        one(error)
        del error
    qtbot.waitUntil(lambda: len(told) == 3)
    gc.collect()
    assert deaths.all_here()
    assert sorted(told) == sorted(["No room.", str(Cancelled()), "odd"])


def test_rubbish_is_looked_for_in_the_window_alone(qtbot, start, desk_file) -> None:
    """A worker that asks for much memory does not take windows of yesterday apart."""
    looked: set[threading.Thread] = set()
    deaths, back = Deaths(), []

    def note(_phase: str, _info: dict[str, int]) -> None:
        looked.add(threading.current_thread())

    def work(task: Task) -> int:
        held = []
        for n in range(50_000):
            ring: list[object] = [n]
            ring.append(ring)
            held.append(ring)
            if n % 10_000 == 0:
                task.progress(n, 50_000)
        return len(held)

    gc.callbacks.append(note)
    try:
        window = start(desk_file).window
        for _turn in range(20):
            listener = Listener(window.closing)
            deaths.watch(listener)
            del listener
        Task(window, "", work, back.append, back.append).start()
        qtbot.waitUntil(lambda: back == [50_000], timeout=20_000)
        qtbot.waitUntil(lambda: not tasks._alive, timeout=20_000)
        assert not deaths.threads or deaths.threads[0] is threading.main_thread()
        rubbish.look()
    finally:
        gc.callbacks.remove(note)
    assert looked == {threading.main_thread()}
    assert deaths.all_here()


LIFE = """
import gc, sys, threading
from pathlib import Path
from allydesk.ui import app

def here():
    if threading.current_thread() is not threading.main_thread():
        print("in a worker:", threading.current_thread(), sys._getframe(1).f_locals)

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(("PySide6", "allydesk.ui")):
            here()

class Life(app.Program):
    def __init__(self, *given):
        super().__init__(*given)
        self.prepared.connect(self.window.close)

sys.meta_path.insert(0, Watch())
gc.callbacks.append(lambda phase, info: here())
gc.set_threshold(50, 2, 2)
sys.setswitchinterval(1e-5)
app.Program = Life
sys.exit(app.run(Path(sys.argv[1])))
"""


def test_all_of_the_window_is_loaded_in_its_thread(desk_file: Path) -> None:
    """From start to end, with threads that take turns at every moment."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", LIFE, desk_file],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
