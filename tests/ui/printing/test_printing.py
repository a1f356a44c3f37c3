"""From the preview through the system's own window to the printer, and what may go wrong there."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from allydesk import awarding, dates
from allydesk.models.awards import award
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.printing import preview
from allydesk.ui.printing.password import Password
from allydesk.ui.printing.preview import Preview
from tests import factories
from tests.ui.awards.hand import nominate
from tests.ui.hands import click, press, print_window, type_into
from tests.ui.spooler import Spooler

REFUSED = "The printer did not take the pages. Check that it is on and connected, then try again."
Open = Callable[..., Preview]
W = TypeVar("W", bound=QWidget)


@pytest.fixture
def look_at(qtbot: QtBot, desk: Desk) -> Open:
    parent = QWidget()
    qtbot.addWidget(parent)

    def run(report: str, **given: object) -> Preview:
        shown = preview.open(desk, parent, report, **given)
        assert shown is not None
        qtbot.waitUntil(lambda: shown.printed is not None, timeout=20_000)
        return shown

    return run


@pytest.fixture
def certificate(store: Store, look_at: Open) -> Preview:
    """The certificate of an award that was given and not printed yet."""
    nomination = nominate(store, factories.person(store, "Tom Bright"))
    made = awarding.give(store, store.read(awarding.draft, nomination, dates.today()))
    return look_at("award-certificate", records=(made,))


def noted(shown: Preview) -> bool:
    """Say whether the award is noted as printed."""
    (row,) = shown.desk.store.read(award.rows, shown.desk.store.read(award.ids))
    return row.printed_on is not None


def print_it(qtbot: QtBot, shown: Preview) -> None:
    click(shown, "Print")
    click(print_window(qtbot), "Print")


def part(window: QPrintDialog, kind: type[W], name: str) -> W:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def test_without_a_printer_it_says_what_to_do(certificate: Preview) -> None:
    click(certificate, "Print")
    assert QApplication.activeModalWidget() is certificate
    assert certificate.state.text() == "No printer found. Save a PDF and print it elsewhere."
    assert not noted(certificate)


def test_a_printer_that_refuses_is_told_and_nothing_is_noted(
    qtbot: QtBot, spooler: Spooler, certificate: Preview
) -> None:
    spooler.refuse()
    print_it(qtbot, certificate)
    qtbot.waitUntil(lambda: certificate.state.text() == REFUSED)
    assert certificate.state.property("role") == "problem"
    assert not noted(certificate)
    spooler.refuse(jobs=False)
    print_it(qtbot, certificate)
    qtbot.waitUntil(lambda: certificate.state.text().startswith("Sent to the printer"))
    assert certificate.state.property("role") == "muted"
    assert noted(certificate)
    assert len(spooler.sent()) == 1  # not a second time as pictures


@pytest.mark.parametrize("by", ["lp", "Qt"])
def test_a_printer_that_vanishes_is_told(
    qtbot: QtBot, spooler: Spooler, certificate: Preview, by: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    if by == "Qt":
        monkeypatch.setenv("PATH", str(tmp_path))  # there is no `lp`
    click(certificate, "Print")
    window = print_window(qtbot)
    spooler.has("Another")
    click(window, "Print")
    qtbot.waitUntil(lambda: certificate.state.text() == REFUSED)
    spooler.stop()
    click(certificate, "Print")
    assert certificate.state.text() == "No printer found. Save a PDF and print it elsewhere."
    assert not noted(certificate)
    assert spooler.sent() == []


@pytest.mark.parametrize("by", ["Cancel", "Esc"])
def test_a_change_of_mind_leaves_the_preview_as_it_was(
    qtbot: QtBot, spooler: Spooler, certificate: Preview, by: str
) -> None:
    before = certificate.state.text()
    click(certificate, "Print")
    window = print_window(qtbot)
    click(window, by) if by == "Cancel" else press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is certificate)
    assert certificate.isVisible()
    assert certificate.state.text() == before
    assert not noted(certificate)
    assert spooler.sent() == []


def test_what_the_system_asks_is_what_the_printer_does(
    qtbot: QtBot, spooler: Spooler, store: Store, look_at: Open
) -> None:
    factories.people(store, *(f"Person {n}" for n in range(120)))
    shown = look_at("roster", people="all")
    assert shown.printed is not None
    assert shown.printed.pages >= 3
    click(shown, "Print")
    window = print_window(qtbot)
    click(window, "Options >>")
    part(window, QSpinBox, "copies").setValue(2)
    part(window, QCheckBox, "reverse").click()
    part(window, QRadioButton, "pagesRadioButton").click()
    type_into(part(window, QLineEdit, "pagesLineEdit"), "1,3")
    click(window, "Print")
    qtbot.waitUntil(lambda: len(spooler.sent()) == 1)
    told = spooler.sent()[0].options
    assert told["copies"] == [2]
    assert told["page-ranges"] == ["1-1", "3-3"]
    assert told["outputorder"] == ["reverse"]
    assert (told["media"], told["print-scaling"], told["sides"]) == (
        ["A4"], ["none"], ["one-sided"],
    )  # fmt: skip
    click(shown, "Print")
    window = print_window(qtbot)
    click(window, "Options >>")
    part(window, QRadioButton, "printRange").click()
    part(window, QSpinBox, "from").setValue(2)
    part(window, QSpinBox, "to").setValue(3)
    click(window, "Print")
    qtbot.waitUntil(lambda: len(spooler.sent()) == 2)
    assert spooler.sent()[1].options["page-ranges"] == ["2-3"]
    assert spooler.sent()[1].pages == shown.printed.pdf


def test_the_printer_of_last_time_is_chosen_already(
    qtbot: QtBot, spooler: Spooler, certificate: Preview
) -> None:
    spooler.has("Office", "Upstairs")
    click(certificate, "Print")
    window = print_window(qtbot)
    choice = part(window, QComboBox, "printers")
    assert choice.currentText() == "Office"
    press(choice, Qt.Key.Key_Down)
    click(window, "Print")
    qtbot.waitUntil(lambda: bool(spooler.sent()))
    assert spooler.sent()[0].printer == "Upstairs"
    assert certificate.desk.settings.printer == "Upstairs"
    click(certificate, "Print")
    window = print_window(qtbot)
    assert part(window, QComboBox, "printers").currentText() == "Upstairs"
    window.reject()


def test_without_lp_every_page_arrives_as_a_picture_at_its_size(
    qtbot: QtBot, spooler: Spooler, store: Store, look_at: Open, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("PATH", str(tmp_path))
    factories.people(store, *(f"Person {n}" for n in range(50)))
    shown = look_at("roster", people="all")
    assert shown.printed is not None
    assert shown.printed.pages >= 2
    print_it(qtbot, shown)
    qtbot.waitUntil(lambda: shown.state.text().startswith("Sent"), timeout=20_000)
    (sent,) = spooler.sent()
    assert sent.title == "AllyDesk"
    pages = PdfReader(BytesIO(sent.pages)).pages
    assert len(pages) == shown.printed.pages
    assert all(len(page.images) == 1 for page in pages)
    assert abs(float(pages[0].mediabox.width) - 595) < 2


def test_a_file_instead_of_a_printer_is_the_document_itself(
    qtbot: QtBot, spooler: Spooler, certificate: Preview, tmp_path: Path
) -> None:
    target = tmp_path / "kept.pdf"
    certificate.desk.prefer(printer="Office")
    click(certificate, "Print")
    window = print_window(qtbot)
    choice = part(window, QComboBox, "printers")
    choice.setCurrentIndex(choice.findText("Print to File (PDF)"))
    file = part(window, QLineEdit, "filename")
    file.setFocus()
    press(file, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(file, str(target))
    click(window, "Print")
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: certificate.state.text().startswith("Saved “kept.pdf”"))
    assert certificate.printed is not None
    assert target.read_bytes() == certificate.printed.pdf
    assert noted(certificate)
    assert certificate.desk.settings.printer == "Office"


def test_the_same_pages_saved_and_locked_are_one_print(
    qtbot: QtBot, certificate: Preview, tmp_path: Path
) -> None:
    files = [tmp_path / "open.pdf", tmp_path / "locked.pdf"]
    asked = iter(files)
    certificate.desk.ask.save_file = lambda *_: next(asked)  # type: ignore[method-assign]
    click(certificate, "Save PDF")
    click(certificate, "Save with a password…")
    word = certificate.findChild(Password)
    assert isinstance(word, Password)
    qtbot.waitUntil(word.isActiveWindow)
    type_into(word.line, "four plain words here")
    click(word, "Save PDF")
    qtbot.waitUntil(lambda: certificate.state.text().startswith("Saved “locked.pdf”"))
    assert all(file.exists() for file in files)
    (row,) = certificate.desk.store.read(award.rows, certificate.desk.store.read(award.ids))
    assert (row.printed_on, row.reprints) == (dates.today(), 0)


def test_what_was_typed_a_moment_ago_is_on_the_paper(
    qtbot: QtBot, spooler: Spooler, look_at: Open
) -> None:
    shown = look_at("certificate")
    line = shown.options.editors["who"]
    assert isinstance(line, QLineEdit)
    type_into(line, "Zoë Łukaszewicz")
    press(line, Qt.Key.Key_Return)  # sooner than the pages can be made anew
    click(print_window(qtbot), "Print")
    qtbot.waitUntil(lambda: bool(spooler.sent()))
    assert "Zoë Łukaszewicz" in PdfReader(BytesIO(spooler.sent()[0].pages)).pages[0].extract_text()


def test_enter_goes_to_the_next_place_found_and_does_not_print(
    qtbot: QtBot, spooler: Spooler, certificate: Preview
) -> None:
    type_into(certificate.finder, "Tom")
    press(certificate.finder, Qt.Key.Key_Return)
    assert QApplication.activeModalWidget() is certificate
    assert certificate.findChild(QPrintDialog) is None
    assert certificate.findChild(QPushButton) is not None
