"""Certificates that left the program count as printed, however they left it."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from allydesk.models.base import put
from allydesk.models.learning import certificate
from allydesk.models.learning.completion import Completion
from allydesk.models.learning.course import Course
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.printing import paper, preview
from allydesk.ui.printing.preview import Preview
from tests import factories
from tests.reports.engine import pdf


@pytest.fixture
def event(store: Store) -> int:
    """Give a session at which two people did a course."""
    course = store.write("Add", put, Course, None, {"title": "Active listening"})
    starts = dt.datetime(2026, 3, 5, 12)
    event = factories.event(store, "Part 1", starts=starts, course_id=course)
    for person in factories.people(store, "Zoë", "Amir"):
        values = {"person_id": person, "course_id": course, "event_id": event}
        store.write("Add", put, Completion, None, values | {"completed_on": starts.date()})
    return event


@pytest.fixture
def parent(qtbot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def look_at(qtbot, desk: Desk, parent: QWidget, event: int) -> Preview:
    dialog = preview.open(desk, parent, "certificate-of-attendance", event=event)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.printed is not None)
    return dialog


def words(dialog: Preview) -> str:
    assert dialog.printed is not None
    return pdf.text(dialog.printed.pdf)


def times(store: Store) -> list[int]:
    return [line.printed for line in store.read(certificate.register)]


def to_a_file(folder: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "out.pdf"))
    printer.setResolution(72)
    return printer


def test_saved_and_printed_from_one_preview_counts_once(
    qtbot,
    desk: Desk,
    parent: QWidget,
    store: Store,
    event: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(desk.ask, "save_file", lambda *_asked: tmp_path / "a.pdf")
    dialog = look_at(qtbot, desk, parent, event)
    assert times(store) == [0, 0]  # to look is not to print
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert times(store) == [1, 1]
    said: list[object] = []
    desk.said.connect(said.append)
    assert dialog.printed is not None
    paper.start(desk, dialog.printed, to_a_file(tmp_path), dialog._note)
    qtbot.waitUntil(lambda: bool(said))
    assert times(store) == [1, 1]
    assert "Reprint" not in words(dialog)


def test_a_preview_closed_while_it_prints_is_counted_all_the_same(
    qtbot, desk: Desk, parent: QWidget, store: Store, event: int, tmp_path: Path
):
    dialog = look_at(qtbot, desk, parent, event)
    assert dialog.printed is not None
    paper.start(desk, dialog.printed, to_a_file(tmp_path), dialog._note)
    dialog.reject()
    qtbot.waitUntil(lambda: times(store) == [1, 1])
    again = look_at(qtbot, desk, parent, event)
    assert words(again).count("Reprint 1") == 2
    again.reject()
    store.undo()
    assert "Reprint" not in words(look_at(qtbot, desk, parent, event))
