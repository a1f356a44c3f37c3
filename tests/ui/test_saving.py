"""Save as spreadsheet: what was ticked and agreed to goes in, nothing else."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from allydesk.models import person
from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.transfer import open_list
from allydesk.ui.desk import Ask, Desk
from allydesk.ui.kit import look
from allydesk.ui.records import saving
from allydesk.ui.records.saving import Saving
from tests import factories
from tests.ui.hands import button, click, press


class Dialogs(Ask):
    target: Path | None = None

    def save_file(self, parent: QWidget, title: str, kinds: str, proposal: Path) -> Path | None:
        return self.target


@pytest.fixture
def desk(qapp: QApplication, store: Store, tmp_path: Path) -> Desk:
    look.apply(qapp, Settings())
    made = Desk(store, Settings())
    made.ask = Dialogs()
    made.ask.target = tmp_path / "Saved.xlsx"
    return made


@pytest.fixture
def parent(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def saved(qtbot, desk: Desk, dialog: Saving | None) -> dict[str, list[list[str]]]:
    """Press Save… and give what is in the file, by sheet."""
    assert dialog is not None
    with qtbot.waitSignal(desk.said) as said:
        click(dialog, "Save…")
    assert said.args[0].text.startswith("Saved as Saved.xlsx"), said.args[0].text
    book = open_list(desk.ask.target)
    return {s.name: [[str(c) for c in row] for row in s.grid] for s in book.sheets}


def test_people_come_out_in_the_order_of_the_list(
    qtbot, desk: Desk, store: Store, parent: QWidget
) -> None:
    factories.person(store, "Zoë Łukaszewicz", access_needs="Step-free", notes="between us")
    factories.person(store, "=HYPERLINK(1)", team="Finance")
    sheet = saved(qtbot, desk, saving.people(desk, parent, store.read(person.ids)))["People"]
    assert [row[0] for row in sheet] == ["Full name", "=HYPERLINK(1)", "Zoë Łukaszewicz"]
    assert "Step-free" not in str(sheet)
    assert "between us" not in str(sheet)


def test_private_fields_only_when_ticked(qtbot, desk: Desk, store: Store, parent: QWidget) -> None:
    factories.person(store, "Zoë Łukaszewicz", access_needs="Step-free", notes="between us")
    dialog = saving.people(desk, parent, store.read(person.ids))
    assert dialog is not None
    press(button(dialog, "Include access needs and food needs"), Qt.Key.Key_Space)
    sheets = saved(qtbot, desk, dialog)
    assert "Step-free" in str(sheets)
    assert "between us" not in str(sheets)


def test_a_group_is_saved_for_those_who_may_read_it(
    qtbot, desk: Desk, store: Store, parent: QWidget
) -> None:
    pride = factories.group(store, "Pride & Allies")
    for name, scope in (("Ana Pérez", "anyone"), ("Tom Bright", "coordinator")):
        factories.membership(store, factories.person(store, name), pride, scope=scope)
    dialog = saving.groups(desk, parent, [pride])
    assert dialog is not None
    assert dialog.readers is not None
    press(dialog.readers, Qt.Key.Key_End)
    sheets = saved(qtbot, desk, dialog)
    assert "Ana Pérez" in str(sheets)
    assert "Tom Bright" not in str(sheets)


def test_private_groups_only_when_ticked(qtbot, desk: Desk, store: Store, parent: QWidget) -> None:
    pride, hidden = (
        factories.group(store, "Pride & Allies"),
        factories.group(store, "Disability Network", listing="private"),
    )
    factories.membership(store, factories.person(store, "Ana Pérez"), pride)
    factories.membership(store, factories.person(store, "Tom Bright"), hidden)
    sheets = saved(qtbot, desk, saving.groups(desk, parent, [pride, hidden]))
    assert "Tom Bright" not in str(sheets)
    dialog = saving.groups(desk, parent, [pride, hidden])
    assert dialog is not None
    press(button(dialog, "Include private groups"), Qt.Key.Key_Space)
    assert "Tom Bright" in str(saved(qtbot, desk, dialog))
