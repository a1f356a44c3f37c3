"""Records chosen for a document: ticked by keys, one from a list; what was printed is noted once."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from allydesk.models.awards import award
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.printing import preview
from allydesk.ui.printing.chosen import Ticked
from allydesk.ui.printing.preview import Preview
from tests import factories
from tests.models.awards import factories as of


@pytest.fixture
def parent(qtbot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def opened(qtbot, desk: Desk, parent: QWidget, report: str) -> Preview:
    dialog = preview.open(desk, parent, report)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.printed is not None)
    return dialog


def words(dialog: Preview) -> str:
    assert dialog.printed is not None
    return "\n".join(p.extract_text() for p in PdfReader(BytesIO(dialog.printed.pdf)).pages)


def test_awards_are_ticked_and_noted_once_as_printed(
    qtbot, desk: Desk, parent: QWidget, store: Store, tmp_path: Path
):
    names = ("Tom Bright", "Ana Pérez", "Wei Zhang")
    ids = [of.give(store, of.nominate(store, p)) for p in factories.people(store, *names)]
    dialog = opened(qtbot, desk, parent, "award-certificate")
    list_ = dialog.options.editors["awards"]
    assert isinstance(list_, Ticked)
    assert list_.accessibleName() == "Awards"
    assert list_.ids() == tuple(ids)  # all wait for their certificate, in the order of the register
    assert dialog.printed is not None
    assert dialog.printed.pages == 3
    qtbot.keyClick(list_, Qt.Key.Key_Down)
    qtbot.keyClick(list_, Qt.Key.Key_Space)
    assert list_.ids() == (ids[0], ids[2])
    qtbot.waitUntil(lambda: dialog.printed is not None and dialog.printed.pages == 2)
    assert "Ana Pérez" not in words(dialog)
    assert "awards" not in desk.settings.handouts.get("award-certificate", {})
    desk.ask.save_file = lambda *_: tmp_path / "a.pdf"  # type: ignore[method-assign]
    for _time in range(2):  # the same pages saved twice are printed once
        qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    rows = store.read(award.rows, ids)
    assert [(r.printed_on is not None, r.reprints) for r in rows] == [
        (True, 0), (False, 0), (True, 0),
    ]  # fmt: skip
    before = dialog.printed
    dialog.make()
    qtbot.waitUntil(lambda: dialog.printed not in (None, before))
    assert "Reprint 1" in words(dialog)
    dialog.reject()
    assert store.undo() is not None
    assert store.read(award.row, ids[0]).printed_on is None


def test_looking_or_a_place_that_cannot_be_written_notes_nothing(
    qtbot, desk: Desk, parent: QWidget, store: Store, tmp_path: Path
):
    id = of.give(store, of.nominate(store, factories.person(store)))
    dialog = opened(qtbot, desk, parent, "award-certificate")
    desk.ask.save_file = lambda *_: tmp_path / "nowhere" / "a.pdf"  # type: ignore[method-assign]
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)  # there is no printer here
    dialog.reject()
    assert store.read(award.row, id).printed_on is None


def test_one_record_is_chosen_from_a_list(qtbot, desk: Desk, parent: QWidget, store: Store):
    other = of.round_of(store, [], of.kind(store), name="Allies of spring")
    of.round_of(store, [], name="Allies of autumn")
    dialog = opened(qtbot, desk, parent, "shortlist")
    box = dialog.options.editors["round"]
    assert isinstance(box, QComboBox)
    shown = [box.itemText(n) for n in range(box.count())]
    assert set(shown) == {"None", "Allies of spring", "Allies of autumn"}
    before = dialog.printed
    at = box.findData(other)
    box.setCurrentIndex(at)
    box.activated.emit(at)
    qtbot.waitUntil(lambda: dialog.printed is not None and dialog.printed is not before)
    assert "Allies of spring" in words(dialog)
    dialog.reject()
