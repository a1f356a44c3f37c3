"""From a group to paper: the preview, its options, finding, saving and printing."""

import datetime as dt
import gc
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThreadPool
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QWidget

from allydesk.models import person
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui import tasks
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look
from allydesk.ui.printing import preview
from allydesk.ui.printing.chosen import People, Pictures
from allydesk.ui.printing.options import Choices
from allydesk.ui.printing.password import Password
from allydesk.ui.printing.pdf import Pdf
from allydesk.ui.printing.preview import Preview
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


def test_nothing_to_print_is_said_in_one_sentence(qtbot, desk: Desk):
    said = []
    desk.said.connect(said.append)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert preview.open(desk, parent, "roster") is None
    assert said[-1].text.startswith("Say which group. There are no groups yet.")


def test_a_long_list_can_be_stopped(qtbot, desk: Desk, store: Store):
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


def open_files() -> list[Pdf]:
    return [o for o in gc.get_objects() if type(o) is Pdf and not o._closed]


def test_pages_that_come_after_it_was_closed_are_let_go(qtbot, desk: Desk, store: Store):
    before = open_files()
    factories.person(store, "Zoë Łukaszewicz")
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = preview.open(desk, parent, "roster", people="all")
    assert dialog is not None
    QThreadPool.globalInstance().waitForDone()  # too late to stop: the pages are made
    made = [pdf for pdf in open_files() if pdf not in before]
    assert made
    dialog.reject()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)  # the window is gone
    qtbot.waitUntil(lambda: not tasks._alive)
    assert all(pdf._closed for pdf in made)


def test_a_picked_person_is_printed_instead_of_the_group(qtbot, opened: Opened):
    factories.person(opened.desk.store, "Wei Zhang")
    first, people, group = opened.dialog.printed, opened.editor("people"), opened.editor("group")
    assert isinstance(people, People)
    assert not group.isHidden()
    qtbot.keyClicks(people.picker, "wei")
    qtbot.keyClick(people.picker.suggestions.popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.dialog.printed not in (None, first))
    assert "Wei Zhang" in opened.shown()
    assert "Tom Bright" not in opened.shown()
    assert group.isHidden()
    first = opened.dialog.printed
    people.list.setCurrentRow(0)
    qtbot.keyClick(people.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: opened.dialog.printed not in (None, first))
    assert "Tom Bright" in opened.shown()
    assert not group.isHidden()


def test_everybody_is_one_click(qtbot, opened: Opened):
    first, people = opened.dialog.printed, opened.editor("people")
    assert isinstance(people, People)
    qtbot.mouseClick(people.everybody, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.dialog.printed not in (None, first))
    assert people.count.text() == "3 people chosen"
    assert "roster" not in str(opened.desk.settings.handouts.get("roster", {}).get("people"))


def test_every_group_is_printed_in_one_file(qtbot, desk: Desk, store: Store):
    for name in ("Pride", "Faith"):
        group = factories.group(store, name)
        factories.membership(
            store, factories.person(store, f"{name} Person"), group, scope="anyone"
        )
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = preview.open(desk, parent, "roster")
    assert dialog is not None
    opened = Opened(desk, group, dialog, parent)
    qtbot.waitUntil(lambda: dialog.printed is not None)
    first = dialog.printed
    choose(qtbot, opened.editor("group"), "all")
    qtbot.waitUntil(lambda: dialog.printed not in (None, first))
    assert "Pride Person" in opened.shown()
    assert "Faith Person" in opened.shown()
    assert dialog.printed is not None
    assert dialog.printed.file_name.startswith("Roster 20")


def test_a_saved_password_opens_the_file(qtbot, opened: Opened, tmp_path: Path):
    opened.desk.ask.save_file = lambda *_: tmp_path / "locked.pdf"  # type: ignore[method-assign]
    said = []
    opened.desk.said.connect(said.append)
    qtbot.mouseClick(opened.dialog.lock_button, Qt.MouseButton.LeftButton)
    asked = opened.dialog.findChild(Password)
    assert isinstance(asked, Password)
    qtbot.keyClick(asked.line, Qt.Key.Key_Return)
    assert "Enter a password" in asked.problem.text()
    assert asked.line.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(asked.line, "four plain words here")
    qtbot.keyClick(asked.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said))
    assert "Saved “locked.pdf”" in said[-1].text
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "locked.pdf")
    with pikepdf.open(tmp_path / "locked.pdf", password="four plain words here") as locked:
        assert len(locked.pages) == 1


def test_ticks_are_remembered_and_a_choice_that_is_gone_is_not(qtbot, desk: Desk, store: Store):
    factories.person(store, "Ada")
    handouts = {"badges": {"photos": True, "sheet": "gone", "second": "team"}}
    desk.prefer(handouts=handouts)
    parent = QWidget()
    qtbot.addWidget(parent)
    given = {"people": tuple(store.read(person.ids))}
    dialog = preview.open(desk, parent, "badges", **given)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.printed is not None)
    photos = dialog.options.editors["photos"]
    assert isinstance(photos, QCheckBox)
    first = dialog.printed
    qtbot.keyClick(photos, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.printed not in (None, first))
    again = preview.open(desk, parent, "badges", **given)
    assert again is not None
    assert again.options.values()["photos"] is True
    again.reject()
    dialog.reject()


def test_names_typed_for_a_certificate_are_not_remembered(qtbot, desk: Desk):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = preview.open(desk, parent, "certificate")
    assert dialog is not None
    for name in ("who", "signed", "heading"):
        line = dialog.options.editors[name]
        assert isinstance(line, QLineEdit)
        line.clear()
        qtbot.keyClicks(line, "Zoe Person")
    qtbot.waitUntil(lambda: "heading" in desk.settings.handouts.get("certificate", {}))
    qtbot.waitUntil(lambda: desk.settings.handouts["certificate"]["heading"] == "Zoe Person")
    assert not {"who", "signed", "people"} & set(desk.settings.handouts["certificate"])
    dialog.reject()


def test_a_signature_is_a_picture_from_a_file(qtbot, desk: Desk, tmp_path: Path):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = preview.open(desk, parent, "certificate")
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.printed is not None)
    signed, first = dialog.options.editors["signatures"], dialog.printed
    assert isinstance(signed, Pictures)
    file = tmp_path / "zoe.png"
    Image.new("RGB", (300, 90), "navy").save(file)
    desk.ask.open_file = lambda *_: file  # type: ignore[method-assign]
    qtbot.mouseClick(signed.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.printed not in (None, first))
    assert dialog.printed is not None
    assert len(PdfReader(BytesIO(dialog.printed.pdf)).pages[0].images) == 1
    file.write_bytes(b"no picture")
    qtbot.mouseClick(signed.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "“zoe.png” is not a picture" in dialog.state.text())
    signed.list.setCurrentRow(0)
    qtbot.mouseClick(signed.off, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.printed is not None)
    assert signed.files == []
    dialog.reject()


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("name", ["badges", "certificate", "labels", "sign-in", "contact-list"])
def test_no_question_is_cut_off(qtbot, qapp: QApplication, opened: Opened, name: str, size: int):
    look.apply(qapp, Settings(text_size=size))
    dialog = preview.open(opened.desk, opened.parent, name)
    assert dialog is not None
    dialog.resize(1366, 768)
    qtbot.waitUntil(lambda: dialog.printed is not None)
    choices = dialog.findChild(Choices)
    assert isinstance(choices, Choices)
    inside = choices.widget()
    assert inside is not None
    assert inside.width() <= choices.viewport().width()
    dialog.reject()
    look.apply(qapp, Settings())


@pytest.mark.parametrize("size", [100, 200])
def test_many_pages_fit_a_small_screen(
    qtbot, qapp: QApplication, desk: Desk, store: Store, size: int
) -> None:
    look.apply(qapp, Settings(text_size=size))
    factories.people(store, *(f"Person {n}" for n in range(60)))
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = preview.open(desk, parent, "roster", people="all")
    assert dialog is not None
    dialog.resize(984, 640)
    qtbot.waitUntil(lambda: dialog.printed is not None)
    QApplication.processEvents()
    assert dialog.printed.pages > 1
    assert (dialog.width(), dialog.height()) == (984, 640)
    assert dialog.thumbs.isVisible() == (size == 100)  # room for all, or for what is needed
    assert dialog.choices.height() >= 300
    assert dialog.choices.isAncestorOf(dialog.notes) == (size == 200)
    dialog.reject()
    look.apply(qapp, Settings())


def test_an_event_of_long_ago_is_the_one_that_is_chosen(qtbot, desk: Desk, store: Store):
    starts = dt.datetime.combine(desk.today() - dt.timedelta(days=400), dt.time(18))
    near = starts + dt.timedelta(days=400)
    old, _new = (
        store.write(
            "Add",
            put,
            Event,
            None,
            {"title": title, "starts": at, "ends": at + dt.timedelta(hours=1)},
        )
        for title, at in (("Long ago", starts), ("Tonight", near))
    )
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = preview.open(desk, parent, "sign-in", event=old)
    assert dialog is not None
    combo = dialog.options.editors["event"]
    assert isinstance(combo, QComboBox)
    assert combo.currentText().endswith("Long ago")
    assert {combo.itemText(n).rpartition(", ")[2] for n in range(combo.count())} == {
        "No event", "Long ago", "Tonight",
    }  # fmt: skip
    qtbot.waitUntil(lambda: dialog.printed is not None)
    dialog.reject()
