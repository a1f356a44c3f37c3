"""What a person does with the calendar, and what is seen and heard of it."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from allydesk.models import schedule
from allydesk.models.schedule import Row
from allydesk.ui.app import Program
from allydesk.ui.calendar.grid import Grid
from allydesk.ui.calendar.page import Calendar
from tests.ui.hands import choose_in_menu

TODAY = dt.date(2026, 11, 19)  # a Thursday
CTRL = Qt.KeyboardModifier.ControlModifier


def calendar_of(program: Program) -> Calendar:
    found = program.window.open_screen().page
    assert isinstance(found, Calendar)
    return found


def grid(page: Calendar) -> Grid:
    found = page.first()
    assert isinstance(found, Grid)
    return found


def heard(page: Calendar) -> str:
    """Give what a screen reader says of the cell that has the keyboard."""
    found = QAccessible.queryAccessibleInterface(grid(page)).focusChild()
    return found.text(QAccessible.Text.Name)


def events(program: Program, title: str = "") -> list[Row]:
    every = program.desk.store.read(schedule.between, dt.date(2020, 1, 1), dt.date(2035, 1, 1))
    return [e for e in every if title in ("", e.title)]


def one(program: Program, title: str) -> Row:
    (found,) = events(program, title)
    return found


def said(program: Program) -> str:
    return program.window.frame.status.message.text()


def chip_of(page: Calendar, title: str, day: dt.date) -> QPoint:
    """Give where an event can be clicked on one of its days."""
    view = grid(page)
    index = view.days.at(day)
    placed = view.placed(index.row())
    rect = next(
        r for r, b in placed.bars if b.event.title == title and placed.shows(b, index.column())
    )
    return rect.intersected(view.visualRect(index)).center()


def cell_of(page: Calendar, day: dt.date) -> QPoint:
    """Give a free place in a day."""
    rect = grid(page).visualRect(grid(page).days.at(day))
    return QPoint(rect.center().x(), rect.bottom() - 4)


def drag(page: Calendar, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    port, left = grid(page).viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(port, left, Qt.KeyboardModifier.NoModifier, start)
    for n in range(1, 9):
        at = start + (end - start) * n / 8
        QTest.mouseMove(port, at)
        move = _held(at, port.mapToGlobal(at))
        QApplication.sendEvent(port, move)
    if drop:
        QTest.mouseRelease(port, left, Qt.KeyboardModifier.NoModifier, end)


def _held(at: QPoint, on_screen: QPoint) -> QMouseEvent:
    left = Qt.MouseButton.LeftButton
    return QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(on_screen), Qt.MouseButton.NoButton, left,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip


def dialog(page: Calendar) -> QDialog:
    found = [d for d in page.findChildren(QDialog) if d.isVisible()]
    assert len(found) == 1, found
    return found[0]


def choose_from(widget: QWidget, line: str) -> None:
    QTimer.singleShot(0, widget, lambda: choose_in_menu(line))
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def answers(program: Program, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Answer the system's file dialogs, which tests cannot see."""
    monkeypatch.setattr(program.desk.ask, "save_file", lambda *_asked: path)
    monkeypatch.setattr(program.desk.ask, "open_file", lambda *_asked: path)
