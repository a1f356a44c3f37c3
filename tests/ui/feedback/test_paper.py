"""The paper of feedback in its preview: what is asked, and what becomes of it when it is saved."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from allydesk.listening import notes, slips
from allydesk.models.feedback import incident, note
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.printing import preview
from allydesk.ui.printing.preview import Preview
from tests.factories import TODAY
from tests.reports.engine import pdf

CODE = re.compile(r"[a-z]+ [a-z]+ [a-z]+")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def look_at(qtbot: QtBot, desk: Desk, parent: QWidget, name: str, **given: object) -> Preview:
    dialog = preview.open(desk, parent, name, **given)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.printed is not None)
    return dialog


def lines(dialog: Preview) -> list[str]:
    assert dialog.printed is not None
    return [line.strip() for line in pdf.text(dialog.printed.pdf).splitlines()]


def codes(dialog: Preview) -> list[str]:
    return [line for line in lines(dialog) if CODE.fullmatch(line)]


def test_slips_show_the_same_receipts_until_they_are_saved(
    qtbot: QtBot, desk: Desk, parent: QWidget, store: Store, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(desk.ask, "save_file", lambda *_asked: tmp_path / "a.pdf")
    first = look_at(qtbot, desk, parent, "feedback-slips")
    shown = codes(first)
    assert len(set(shown)) == 4
    first.reject()
    dialog = look_at(qtbot, desk, parent, "feedback-slips")
    assert codes(dialog) == shown
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert store.read(slips.ready, 9) == []
    copies = dialog.options.editors["copies"]
    assert isinstance(copies, QSpinBox)
    copies.setFocus()
    qtbot.keyClick(copies, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: dialog.printed is not None and len(codes(dialog)) == 6)
    assert not set(codes(dialog)) & set(shown)
    assert store.undo_label is None
    kept = store.quietly((), notes.keep, {"text": "From a slip"}, TODAY, slip=shown[0])
    assert kept.ticket is not None


def test_an_incident_is_laid_out_only_while_the_place_is_open(
    qtbot: QtBot, desk: Desk, parent: QWidget, store: Store
) -> None:
    access = incident.enter("", "")
    assert access is not None
    values = {"what": "Was laughed at.", "category": "remark"}
    id = store.quietly((), incident.save, access, None, values, TODAY)[0]
    dialog = look_at(qtbot, desk, parent, "case-sheet", incident=id, access=access)
    assert "Was laughed at." in lines(dialog)
    hidden = {n for n, e in dialog.options.editors.items() if not e.isVisibleTo(dialog.options)}
    assert {"incident", "access"} <= hidden
    assert not {"part", "copies"} & hidden
    access.leave()
    dialog.make()
    qtbot.waitUntil(lambda: "Incidents are closed" in dialog.state.text())
    assert dialog.printed is None
    dialog.reject()
    kept = store.quietly((), notes.keep, {"text": "A ramp"}, TODAY, keeping="named", name="Zoë")
    dialog = look_at(qtbot, desk, parent, "case-sheet")  # nothing of the incident is remembered
    assert "Choose a note. Then its sheet is here." in lines(dialog)
    dialog.reject()
    dialog = look_at(qtbot, desk, parent, "case-sheet", note=kept.note)
    assert f"Case {note.ref(kept.note or 0)}" in lines(dialog)
