"""The first page: three doors, and a backup from another computer."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from allydesk import backup, paths, settings
from allydesk.models import organisation, person
from allydesk.store import Store
from allydesk.ui.app import last
from allydesk.ui.shell.welcome import Welcome
from tests import factories
from tests.ui import audit
from tests.ui.hands import click, press, type_into, words


def welcome(program) -> Welcome:
    page = program.window.frame.pages.currentWidget()
    assert isinstance(page, Welcome)
    return page


def test_who_has_no_desk_is_welcomed(start) -> None:
    assert last(settings.load()) is None
    program = start(None)
    page = welcome(program)
    assert "Everything stays on this computer. No account, no internet." in words(page)
    assert page.bring_in.hasFocus()
    assert not program.window.frame.sidebar.isVisible()


@pytest.mark.parametrize("given", [{}, {"theme": "dark"}, {"text_size": 200}])
def test_it_is_for_everybody(start, given: dict[str, object]) -> None:
    program = start(None, width=1280, height=800, **given)
    QApplication.processEvents()
    assert audit.faults(program.window) == []


def test_enter_opens_a_door_as_space_does(qtbot, start) -> None:
    program = start(None)
    page = welcome(program)
    page.empty.setFocus()
    press(page.empty, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.desk is not None)


def test_an_empty_desk_takes_name_and_country(qtbot, start) -> None:
    program = start(None)
    page = welcome(program)
    country = page.findChild(QComboBox, "country")
    assert country.currentText() == "United Kingdom"  # what this computer is set to
    country.setCurrentIndex(country.findData("US"))
    type_into(page.findChild(QLineEdit, "organisation"), "Harbour & Vale")
    page.empty.setFocus()
    press(page.empty, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.desk is not None)
    store = program.desk.store
    assert store.path == paths.desk()
    assert store.read(organisation.name) == "Harbour & Vale"
    assert store.read(lambda s: (organisation.the(s).country, organisation.the(s).paper)) == (
        "US",
        "letter",
    )
    assert program.window.windowTitle() == "Harbour & Vale – AllyDesk"
    assert last(settings.load()) == paths.desk()


def test_an_empty_desk_needs_nothing(qtbot, start) -> None:
    program = start(None)
    click(program.window, "Start with an empty desk")
    qtbot.waitUntil(lambda: program.desk is not None)
    assert program.desk.store.read(organisation.name) == ""
    assert program.window.windowTitle() == "AllyDesk"


def test_the_example_has_a_file_of_its_own_and_a_way_out(qtbot, start) -> None:
    program = start(None)
    click(program.window, "Look around with example data")
    qtbot.waitUntil(lambda: program.desk is not None, timeout=15_000)
    assert program.desk.store.path == paths.data() / "example.allydesk"
    assert program.desk.store.read(person.count) > 50
    ribbon = "Example data: nobody here is real."
    qtbot.waitUntil(lambda: ribbon in words(program.window))
    click(program.window, "Start my own")
    qtbot.waitUntil(lambda: "Welcome to AllyDesk" in words(program.window))
    click(program.window, "Start with an empty desk")
    qtbot.waitUntil(lambda: program.desk is not None)
    assert program.desk.store.path == paths.desk()
    qtbot.waitUntil(lambda: ribbon not in words(program.window))


def test_a_backup_from_another_computer(
    qtbot, start, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.person(store, "Ana Pérez")
    made = backup.save(store, backup.MANUAL, tmp_path / "stick")
    store.close()
    program = start(None)
    page = welcome(program)
    monkeypatch.setattr(page.ask, "open_file", lambda *_given: made)
    click(page, "I have a backup from another computer")
    qtbot.waitUntil(lambda: program.desk is not None)
    assert program.desk.store.path == paths.desk()
    assert program.desk.store.read(person.count) == 1


def test_what_is_no_backup_is_told(
    qtbot, start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "holiday.allybackup"
    wrong.write_bytes(b"a picture of the sea")
    program = start(None)
    page = welcome(program)
    told: list[str] = []
    monkeypatch.setattr(page.ask, "open_file", lambda *_given: wrong)
    monkeypatch.setattr(page.ask, "confirm", lambda _p, text, *_more: told.append(text))
    click(page, "I have a backup from another computer")
    assert len(told) == 1
    assert "holiday.allybackup" in told[0]
    assert program.desk is None
    assert not paths.desk().exists()


def test_text_can_grow_before_there_is_a_desk(qtbot, start) -> None:
    from allydesk.ui.kit import look

    program = start(None)
    program.window.text_size(150)
    qtbot.waitUntil(lambda: look.text_px() == 21)
    qtbot.waitUntil(lambda: welcome(program).isVisible())
