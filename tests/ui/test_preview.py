"""From a group to paper: the preview, its options, finding, saving and printing."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QWidget

from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui import look, paper, preview
from allydesk.ui.desk import Desk
from allydesk.ui.preview import Preview
from tests import factories


class Opened:
    """A preview on the screen, and what it stands on."""

    def __init__(self, desk: Desk, group: int, dialog: Preview, parent: QWidget) -> None:
        self.desk, self.group, self.dialog, self.parent = desk, group, dialog, parent

    def editor(self, name: str) -> QWidget:
        return self.dialog.options.editors[name]

    def shown(self) -> str:
        """Give the words of the document as it is now."""
        assert self.dialog.printed is not None
        pages = PdfReader(BytesIO(self.dialog.printed.pdf)).pages
        return "\n".join(page.extract_text() for page in pages)


@pytest.fixture
def desk(qapp: QApplication, store: Store) -> Desk:
    look.apply(qapp, Settings())
    return Desk(store, Settings())


@pytest.fixture
def opened(qtbot, desk: Desk, store: Store) -> Opened:
    group = factories.group(store, "Pride & Allies", listing="private")
    for name, scope in (
        ("Zoë Łukaszewicz", "anyone"),
        ("Tom Bright", "leads"),
        ("Ana Pérez", "group"),
    ):
        factories.membership(store, factories.person(store, name), group, scope=scope)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = preview.open(desk, parent, "roster", group=group)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.printed is not None)
    return Opened(desk, group, dialog, parent)


def choose(qtbot, combo: QWidget, value: str) -> None:
    """Choose by keyboard, as a person does."""
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    for _ in range(combo.count()):
        if combo.currentData() == value:
            return
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    while combo.currentData() != value:
        qtbot.keyClick(combo, Qt.Key.Key_Down)


def test_it_shows_the_people_and_speaks_the_page(opened: Opened):
    assert "Zoë Łukaszewicz" in opened.shown()
    assert "Page 1 of 1" in opened.dialog.pages.accessibleDescription()
    assert "Tom Bright" in opened.dialog.pages.accessibleDescription()


def test_another_audience_draws_the_page_again(qtbot, opened: Opened):
    first = opened.dialog.printed
    choose(qtbot, opened.editor("audience"), "anyone")
    qtbot.waitUntil(lambda: opened.dialog.printed not in (None, first))
    assert "+ 2 not listed" in opened.shown()
    assert "Tom Bright" not in opened.shown()


def test_choices_are_remembered_but_not_who_may_see_it(qtbot, opened: Opened):
    choose(qtbot, opened.editor("audience"), "leads")
    choose(qtbot, opened.editor("edition"), "large")
    qtbot.waitUntil(
        lambda: opened.desk.settings.handouts.get("roster", {}).get("edition") == "large"
    )
    again = preview.open(opened.desk, opened.dialog, "roster", group=opened.group)
    assert again is not None
    assert again.options.values()["edition"] == "large"
    assert again.options.values()["audience"] == "coordinator"
    again.reject()


def test_a_tick_is_a_choice(qtbot, opened: Opened):
    first, box = opened.dialog.printed, opened.editor("contact")
    assert isinstance(box, QCheckBox)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: opened.dialog.printed not in (None, first))
    assert opened.dialog.options.values()["contact"] is True


def test_words_are_found_on_the_page(qtbot, opened: Opened):
    finder = opened.dialog.finder
    assert isinstance(finder, QLineEdit)
    qtbot.keyClicks(finder, "Bright")
    assert opened.dialog.state.text() == "1 place found"
    qtbot.keyClicks(finder, "xx")
    assert opened.dialog.state.text() == "0 places found"


def test_save_writes_what_is_shown(qtbot, opened: Opened, tmp_path: Path):
    target = tmp_path / "tonight"
    opened.desk.ask.save_file = lambda *_: target  # type: ignore[method-assign]
    said = []
    opened.desk.said.connect(said.append)
    qtbot.mouseClick(opened.dialog.save_button, Qt.MouseButton.LeftButton)
    assert opened.dialog.printed is not None
    assert (tmp_path / "tonight.pdf").read_bytes() == opened.dialog.printed.pdf
    assert "Saved “tonight.pdf”" in said[-1].text


def test_a_place_that_cannot_be_written_is_said(qtbot, opened: Opened, tmp_path: Path):
    opened.desk.ask.save_file = lambda *_: tmp_path / "nowhere" / "a.pdf"  # type: ignore[method-assign]
    qtbot.mouseClick(opened.dialog.save_button, Qt.MouseButton.LeftButton)
    assert "There is no folder" in opened.dialog.state.text()


def test_without_a_printer_it_says_what_to_do(qtbot, opened: Opened):
    said = []
    opened.desk.said.connect(said.append)
    assert paper.printers() == []
    qtbot.mouseClick(opened.dialog.print_button, Qt.MouseButton.LeftButton)
    assert said[-1].text == "No printer found. Save a PDF and print it elsewhere."
    assert opened.dialog.state.text() == said[-1].text  # the dialog covers the status line


def test_a_printer_gets_every_page_at_its_size(qtbot, opened: Opened, tmp_path: Path):
    assert opened.dialog.printed is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(150)
    printer.setFullPage(True)
    paper.lay(printer, 595.28, 841.89)
    said = []
    opened.desk.said.connect(said.append)
    paper.start(opened.desk, opened.dialog, opened.dialog.printed, printer)
    qtbot.waitUntil(lambda: bool(said))
    pages = PdfReader(tmp_path / "out.pdf").pages
    assert len(pages) == opened.dialog.printed.pages
    assert abs(float(pages[0].mediabox.width) - 595) < 2
    assert "Sent to the printer" in said[-1].text


def test_nothing_to_print_is_said_in_one_sentence(qtbot, desk: Desk):
    said = []
    desk.said.connect(said.append)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert preview.open(desk, parent, "roster") is None
    assert said[-1].text.startswith("Say which group. There are no groups yet.")


def test_a_long_list_can_be_stopped(qtbot, desk: Desk, store: Store):
    from allydesk.models import person

    def many(s) -> None:
        for n in range(1500):
            one = person.Person(full_name=f"Person {n}", photo_consent="ask")
            one.derive("en-GB")
            s.add(one)

    store.write("Add people", many)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = preview.open(desk, parent, "roster", people="all")
    assert dialog is not None
    dialog.stop()
    qtbot.waitUntil(lambda: "Stopped" in dialog.state.text() or dialog.printed is not None)
    assert "Stopped" in dialog.state.text()
    dialog.reject()
