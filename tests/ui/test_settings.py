"""Settings: what is chosen holds at once, and is still there tomorrow."""

import base64
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from allydesk import backup, paths, settings
from allydesk.models import organisation, person
from allydesk.store import Store
from allydesk.ui import files
from allydesk.ui.kit import look
from allydesk.ui.preferences.organisation import languages
from allydesk.ui.preferences.places import countries
from tests import factories
from tests.ui.hands import button, click, press, tab, type_into, words

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def page(program) -> QWidget:
    program.window.go("settings")
    return program.window.open_screen()


def choose(box: QComboBox, data: object) -> None:
    """Choose a line of a combo box with the keyboard, as a person does."""
    at = box.findData(data)
    assert at >= 0
    box.setFocus()
    if at < box.currentIndex():
        QTest.keyClick(box, Qt.Key.Key_Home)
    while box.currentIndex() != at:
        QTest.keyClick(box, Qt.Key.Key_Down)


def stored(program, name: str) -> object:
    return program.desk.store.read(lambda s: getattr(organisation.the(s), name))


def test_dark_holds_at_once_and_tomorrow(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file, theme="light")
    click(page(program), "Dark")
    qtbot.waitUntil(lambda: look.colours() == look.DARK)
    assert settings.load().theme == "dark"
    qtbot.waitUntil(lambda: program.window.open_screen() is not None)
    assert program.window.frame.sidebar.chosen().text() == "Settings"
    assert QApplication.focusWidget().objectName() == "Light or dark dark"


def test_larger_text_keeps_the_keyboard_where_it_was(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    click(page(program), "150 %")
    qtbot.waitUntil(lambda: look.text_px() == 21)
    assert QApplication.focusWidget().objectName() == "Text size 150"
    press(program.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: look.text_px() == round(14 * 1.75))
    press(program.window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: look.text_px() == 14)
    for _press in range(3):
        press(program.window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: settings.load().text_size == 90)
    assert settings.load().text_size == 90


def test_a_person_shown_is_shown_again_in_the_new_size(qtbot, start, store: Store) -> None:
    _ana, tom = factories.people(store, "Ana", "Tom")
    store.close()
    program = start(store.path)
    program.window.go("people", tom)
    program.window.text_size(125)
    qtbot.waitUntil(lambda: look.text_px() == round(14 * 1.25))
    assert program.window.open_screen().record() == tom


def test_no_blinking(start, desk_file: Path, qapp: QApplication) -> None:
    program = start(desk_file)
    box = page(program).findChild(QCheckBox, "reduce motion")
    press(box, Qt.Key.Key_Space)
    assert settings.load().reduce_motion
    QApplication.processEvents()
    assert qapp.cursorFlashTime() == 0


def test_groups_can_be_called_networks(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    field = page(program).findChild(QLineEdit, "groups_called")
    type_into(field, "R&D Networks")
    tab()
    qtbot.waitUntil(lambda: stored(program, "groups_called") == "R&D Networks")
    assert button(program.window.frame.sidebar, "R&D Networks")


def test_language_and_country_are_chosen_by_name(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    shown = page(program)
    box = shown.findChild(QComboBox, "language")
    assert box.currentText() == "English (United Kingdom)"
    steps = len(program.desk.store.steps())
    choose(box, "sv-SE")
    tab()
    assert stored(program, "language") == "sv-SE"
    assert len(program.desk.store.steps()) == steps + 1  # not one for each on the way
    choose(shown.findChild(QComboBox, "country"), "SE")
    qtbot.waitUntil(lambda: stored(program, "country") == "SE")
    program.window.undo()
    qtbot.waitUntil(lambda: stored(program, "country") is None)
    qtbot.waitUntil(lambda: shown.findChild(QComboBox, "country").currentData() == "")


def test_languages_and_countries_are_named_in_order() -> None:
    named = dict(languages("de-DE"))
    assert named["pl-PL"].startswith("Polski")
    assert "xx-YY" in dict(languages("xx-YY"))
    lands = countries("de-DE")
    assert ("DE", "Deutschland") in lands
    names = [name for _code, name in lands]
    assert names.index("Ägypten") < names.index("Albanien") < names.index("Brasilien")
    assert len(lands) > 240


def test_the_logo_is_chosen_refused_and_taken_away(
    start, desk_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(desk_file)
    good, bad = tmp_path / "logo.png", tmp_path / "logo.txt"
    good.write_bytes(PNG)
    bad.write_text("not a picture")
    assert not QPixmap(str(good)).isNull()
    shown = page(program)
    for path, expected in ((good, PNG), (bad, PNG), (tmp_path / "gone.png", PNG)):
        monkeypatch.setattr(program.desk.ask, "open_file", lambda *_given, p=path: p)
        click(shown, "Choose a logo…")
        assert stored(program, "logo") == expected
    assert "“gone.png” cannot be read." in program.window.frame.status.message.text()
    click(shown, "Take it away")
    assert stored(program, "logo") is None


def test_the_smallest_number_is_never_below_five(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    shown = page(program)
    field = shown.findChild(QLineEdit, "k")
    type_into(field, "2")
    tab()
    assert "Choose a number from 5 to 20." in words(shown)
    assert stored(program, "k") == 5
    type_into(field, "8")
    tab()
    qtbot.waitUntil(lambda: stored(program, "k") == 8)


def test_hiding_names_by_itself(start, desk_file: Path) -> None:
    program = start(desk_file)
    choose(page(program).findChild(QComboBox, "hide after"), 5)
    assert settings.load().hide_after == 5
    assert program._idle._timer.interval() == 300_000


# Backup


def test_a_backup_is_made_and_its_age_said(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    shown = page(program)
    said = shown.findChild(QLabel, "last backup")
    qtbot.waitUntil(lambda: said.text() == "No backup yet.")
    assert not shown.findChild(QPushButton, "restore").isEnabled()
    click(shown, "Back up now")
    qtbot.waitUntil(lambda: said.text() == "Last backup: just now.")
    assert [b.reason for b in backup.listing(paths.backups())] == [backup.MANUAL]
    assert shown.findChild(QComboBox, "backups").currentText().endswith("(0 people, 0 groups)")


def test_a_second_place_gets_a_copy(
    qtbot, start, desk_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    program = start(desk_file)
    shown = page(program)
    monkeypatch.setattr(program.desk.ask, "folder", lambda *_given: stick)
    click(shown, "Choose a second place…")
    qtbot.waitUntil(lambda: len(list(stick.glob("*.allybackup"))) == 1)
    qtbot.waitUntil(
        lambda: program.window.frame.status.message.text() == f"Backed up here and in {stick}."
    )
    qtbot.waitUntil(lambda: f"Each backup is copied to {stick} too." in words(shown))
    click(shown, "Stop copying there")
    assert settings.load().backup_folder == ""


def test_going_back_to_a_backup(
    qtbot, start, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.person(store, "Ana")
    backup.save(store, backup.MANUAL)
    factories.person(store, "Tom")
    store.close()
    program = start(store.path)
    shown = page(program)
    box = shown.findChild(QComboBox, "backups")
    qtbot.waitUntil(lambda: box.count() > 0)
    asked: list[str] = []

    def answer(_parent: QWidget, text: str, more: str, *_buttons: str) -> bool:
        asked.append(f"{text} {more}")
        return len(asked) > 1

    monkeypatch.setattr(program.desk.ask, "confirm", answer)
    click(shown, "Go back to this one…")
    assert program.desk.store.read(person.count) == 2  # the first answer was to keep it
    assert "1 person, 0 groups" in asked[0]
    before = program.desk
    click(shown, "Go back to this one…")
    qtbot.waitUntil(lambda: program.desk is not None and program.desk is not before)
    assert program.desk.store.read(person.count) == 1
    assert len(list(store.path.parent.glob("*replaced*.allydesk"))) == 1


# Recently deleted, and about


def test_what_was_deleted_comes_back(qtbot, start, store: Store) -> None:
    from allydesk.models.base import drop
    from allydesk.models.person import Person

    id = factories.person(store, "Ana & <b>Co</b>")
    store.write("Delete Ana", drop, Person, [id])
    store.close()
    program = start(store.path)
    shown = page(program)
    assert "Ana & <b>Co</b>" in words(shown)
    click(shown, "Bring back Ana & <b>Co</b>")
    assert program.desk.store.read(person.count) == 1
    said = program.window.frame.status.message.text()
    assert said == "Ana & <b>Co</b> is back."
    qtbot.waitUntil(lambda: "Nothing was deleted in the last 30 days." in words(shown))
    assert shown.isAncestorOf(QApplication.focusWidget())


def test_it_says_where_the_data_is(start, desk_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(files, "show_folders", lambda *found: opened.extend(found))
    shown = page(start(desk_file))
    assert str(desk_file) in words(shown)
    click(shown, "Show folder")
    assert opened == [desk_file]


def test_licences_are_told(start, desk_file: Path) -> None:
    program = start(desk_file)
    click(page(program), "Licences")
    text = program.window.open_screen().text.toPlainText()
    for part in ("PySide6", "SQLAlchemy", "MIT", "Lucide", "SIL Open Font License"):
        assert part in text
