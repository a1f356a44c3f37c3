"""Measure the matrix on screen with 5,000 people and 20 courses: python -m tests.bench.matrix."""

import os
import subprocess
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = os.environ.get("ALLYDESK_TEST_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar

from allydesk.reports import report
from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui import rubbish
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look
from allydesk.ui.learning.due import DueList
from allydesk.ui.learning.keys import Part, key
from allydesk.ui.learning.matrix import MatrixPart
from allydesk.ui.learning.place import Learning
from tests.bench import clock, desks, learning
from tests.bench.clock import measure

FRAME = 16
_WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents  # as the program itself does


def main(path: Path | None = None) -> None:
    """Print the figures. They are taken in a process of its own, which has read nothing yet."""
    if path is not None:
        with Store.open(path) as store:
            app = QApplication([])
            look.apply(app, Settings())
            rubbish.only_here(app)
            rubbish.begin()  # as the program does once it stands
            _measure(app, Desk(store, Settings()))
        clock.end()
    with clock.bench(f"Matrix of {learning.PEOPLE} people on screen") as folder:
        path = folder / "matrix.allydesk"
        desks.make(path, learning.PEOPLE, 12, 100)
        with Store.open(path) as store:
            store.write("Fill", learning.fill)
        done = subprocess.run([sys.executable, "-m", "tests.bench.matrix", path], check=False)
    sys.exit(done.returncode)


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
    measure("matrix: opened again", lambda: _again(app, place), 9, 100)
    measure("matrix: a letter in the filter", lambda: _letter(page), 12, 100)
    page.filters.text.clear()
    app.processEvents()
    bar = page.table.verticalScrollBar()
    measure("matrix: scrolled by three rows, painted", lambda: _scroll(page, bar, 132), 60, FRAME)
    measure("matrix: scrolled by a page, painted", lambda: _scroll(page, bar, 700), 60, 2 * FRAME)
    wide = page.table.horizontalScrollBar()
    measure("matrix: scrolled sideways, painted", lambda: _scroll(page, wide, 40), 30, FRAME)
    measure("matrix: a key to the next cell", lambda: _key(page), 60, FRAME)
    ids = iter(range(1, 100))
    measure("course: its page opens", lambda: _course(app, place, next(ids)), 9, 100)
    while place.source._due is None:
        app.processEvents(_WAITING)
    measure(
        "due list: opened, worked out in a quiet moment",
        lambda: (place.open(Part.DUE), app.processEvents()), 1, 100,
    )  # fmt: skip
    due = place.page
    assert isinstance(due, DueList)
    print(f"({len(due.rows.rows):,} rows are due)")
    measure("due list: narrowed by words", lambda: _letter(due), 12, 100)
    measure("due list: all ticked, then none", due._all, 10, 100)


def _opening(app: QApplication, place: Learning, how: str) -> None:
    """Open the matrix, until it is there and painted."""

    def whole() -> None:
        page = place.open(Part.MATRIX)
        assert isinstance(page, MatrixPart)
        measure("matrix: first paint", app.processEvents, 1, 100)
        while page.cells.matrix is not place.source.found or page.cells.matrix is None:
            app.processEvents(_WAITING)
        page.table.viewport().repaint()

    measure(f"matrix: opened, {how}", whole, 1, 200)


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


def _scroll(page: MatrixPart, bar: QScrollBar, by: int) -> None:
    bar.setValue(bar.value() + by)
    page.table.viewport().repaint()


def _key(page: MatrixPart) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    page.table.viewport().repaint()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
