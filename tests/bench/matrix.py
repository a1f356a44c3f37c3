"""Measure the matrix on screen with 5,000 people and 20 courses: python -m tests.bench.matrix.

Each figure is the median of several runs and the slowest, in milliseconds, beside its budget.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = os.environ.get("ALLYDESK_TEST_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from allydesk.reports import report
from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui.app import tidy_again
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look
from allydesk.ui.learning.due import DueList
from allydesk.ui.learning.keys import Part, key
from allydesk.ui.learning.matrix import MatrixPart
from allydesk.ui.learning.place import Learning
from tests.bench import desks, learning

FRAME = 16
_WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents  # as the program itself does


def main(path: Path | None = None) -> None:
    """Print the figures. They are taken in a process of its own, which has read nothing yet."""
    if path is not None:
        with Store.open(path) as store:
            app = QApplication([])
            look.apply(app, Settings())
            tidy_again()  # as the program does once it stands
            _measure(app, Desk(store, Settings()))
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ALLYDESK_HOME"] = folder
        path = Path(folder) / "matrix.allydesk"
        desks.make(path, learning.PEOPLE, 12, 100)
        with Store.open(path) as store:
            store.write("Fill", learning.fill)
        subprocess.run([sys.executable, "-m", "tests.bench.matrix", path], check=True)


def _measure(app: QApplication, desk: Desk) -> None:
    report.available()  # the program loads its documents in a quiet moment after the start
    place = Learning(desk)
    place.resize(1180, 740)
    place.show()
    app.processEvents()
    _opening(app, place, "read and painted")
    place.open(Part.COURSES)
    place.source._stale, place.source.found = True, None
    place.source.ask()
    while place.source.found is None:
        app.processEvents(_WAITING)
    _opening(app, place, "read in a quiet moment before")
    page = place.page
    assert isinstance(page, MatrixPart)
    _say("matrix: opened again", 100, lambda: _again(app, place), 9)
    _say("matrix: a letter in the filter", 100, lambda: _letter(page), 12)
    page.filters.text.clear()
    app.processEvents()
    bar = page.table.verticalScrollBar()
    _say("matrix: scrolled by three rows, painted", FRAME, lambda: _scroll(page, bar, 132), 60)
    _say("matrix: scrolled by a page, painted", 2 * FRAME, lambda: _scroll(page, bar, 700), 60)
    wide = page.table.horizontalScrollBar()
    _say("matrix: scrolled sideways, painted", FRAME, lambda: _scroll(page, wide, 40), 30)
    _say("matrix: a key to the next cell", FRAME, lambda: _key(page), 60)
    ids = iter(range(1, 100))
    _say("course: its page opens", 100, lambda: _course(app, place, next(ids)), 9)
    while place.source._due is None:
        app.processEvents(_WAITING)
    start = time.perf_counter()
    place.open(Part.DUE)
    app.processEvents()
    _line(
        "due list: opened, worked out in a quiet moment",
        100,
        [(time.perf_counter() - start) * 1000],
    )
    due = place.page
    assert isinstance(due, DueList)
    print(f"({len(due.rows.rows):,} rows are due)")
    _say("due list: narrowed by words", 100, lambda: _letter(due), 12)
    _say("due list: all ticked, then none", 100, due._all, 10)


def _opening(app: QApplication, place: Learning, how: str) -> None:
    """Open the matrix, until it is there and painted."""
    start, busy = time.perf_counter(), time.process_time()
    place.open(Part.MATRIX)
    page = place.page
    assert isinstance(page, MatrixPart)
    app.processEvents()
    first = (time.perf_counter() - start) * 1000
    while page.cells.matrix is not place.source.found or page.cells.matrix is None:
        app.processEvents(_WAITING)
    page.table.viewport().repaint()
    whole, busy = (time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000
    _line("matrix: first paint", 100, [first])
    _line(f"matrix: opened, {how}", 200, [whole])
    _line("  of it the processor was busy", 200, [busy])


def _again(app: QApplication, place: Learning) -> None:
    place.open(Part.COURSES)
    app.processEvents()
    place.open(Part.MATRIX)
    app.processEvents()


def _course(app: QApplication, place: Learning, id: int) -> None:
    place.show_record(key(Part.COURSES, id))
    app.processEvents()


def _letter(page: MatrixPart | DueList) -> None:
    QTest.keyClick(page.filters.text, Qt.Key.Key_A)
    QApplication.processEvents()


def _scroll(page: MatrixPart, bar: object, by: int) -> None:
    bar.setValue(bar.value() + by)  # type: ignore[attr-defined]
    page.table.viewport().repaint()


def _key(page: MatrixPart) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    page.table.viewport().repaint()


def _say(name: str, budget: float, work: Callable[[], object], times: int) -> None:
    found = []
    for _run in range(times):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    _line(name, budget, found)


def _line(name: str, budget: float, times: list[float]) -> None:
    middle = statistics.median(times)
    word = "ok" if middle <= budget else "MISSED"
    print(f"{name:48} {middle:8.1f} ms ({max(times):.1f})   budget {budget:5.0f}  {word}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
