"""A note from anywhere: written down in a sentence, kept in one of three ways, taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from allydesk import dates
from allydesk.models.base import put
from allydesk.models.feedback import note, tray, voice
from allydesk.models.feedback.rules import Rules
from allydesk.models.privacy import Audience
from allydesk.store import Store
from allydesk.ui.app import Program
from allydesk.ui.feedback.quick import QuickNote
from tests import factories
from tests.ui import audit
from tests.ui.feedback.said import filed, rows
from tests.ui.hands import button, click, press, type_into, words

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SENTENCE = "The prayer room is used for storage on Fridays."


def write(program: Program) -> QuickNote:
    """Press Ctrl+Shift+F where the keyboard is, and give the window that comes."""
    come_back(program)
    press(QApplication.focusWidget() or program.window, Qt.Key.Key_F, CTRL, SHIFT)
    found = open_ones(program)
    assert len(found) == 1
    return found[0]


def come_back(program: Program) -> None:
    """Offscreen, a window that closed goes on being the active one."""
    program.window.activateWindow()
    for _turn in range(100):
        QApplication.processEvents()
        if QApplication.activeWindow() is program.window:
            return
    raise AssertionError(QApplication.activeWindow())


def open_ones(program: Program) -> list[QuickNote]:
    QApplication.processEvents()
    return [f for f in program.window.findChildren(QuickNote) if f.isVisible()]


def keep(quick: QuickNote) -> None:
    press(QApplication.focusWidget() or quick, Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()


def typed(text: str) -> None:
    """Type where the keyboard is, as somebody does who has not touched the mouse."""
    field = QApplication.focusWidget()
    assert field is not None
    type_into(field, text, replace=False)


def said(program: Program) -> str:
    return program.window.frame.status.message.text()


def lying(store: Store) -> list[str]:
    return [one.text for one in store.read(tray.waiting)]


@pytest.mark.parametrize("place", ["home", "people", "settings"])
def test_two_shortcuts_and_a_sentence_keep_a_note(start, desk_file: Path, place: str) -> None:
    program = start(desk_file)
    store = program.desk.store
    program.window.go(place)
    steps = len(store.steps())
    quick = write(program)
    typed(SENTENCE)
    keep(quick)
    assert open_ones(program) == []
    assert lying(store) == [SENTENCE]
    assert said(program) == (
        "The note is kept without a name. It is filed together with others."
    )  # fmt: skip
    assert len(store.steps()) == steps  # no step, no clock time


def test_a_note_is_taken_back_and_gone_on_with(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    store = program.desk.store
    quick = write(program)
    typed(SENTENCE)
    click(quick, "Thanks")
    keep(quick)
    click(program.window.frame, "Undo")
    assert lying(store) == []
    (again,) = open_ones(program)
    assert again.text.text.toPlainText() == SENTENCE
    assert again.kind.chosen() == "thanks"
    press(again, Qt.Key.Key_Escape)
    assert open_ones(program) == []
    come_back(program)
    press(program.window, Qt.Key.Key_Y, CTRL)
    assert lying(store) == [SENTENCE]


def test_what_is_filed_cannot_be_taken_back(start, desk_file: Path) -> None:
    program = start(desk_file)
    store = program.desk.store
    quick = write(program)
    typed(SENTENCE)
    keep(quick)
    filed(store, *(f"Another {n}" for n in range(5)))
    assert len(rows(store)) >= 5
    program.desk.undo(program.window)
    assert said(program) == (
        "This note is filed with others by now. Nobody can tell which it is."
    )  # fmt: skip
    assert SENTENCE in [r.text for r in rows(store)]


def test_steps_and_notes_are_undone_in_their_turn(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    desk, store, window = program.desk, program.desk.store, program.window
    factories.person(store, "Ana Pérez")
    quick = write(program)
    typed(SENTENCE)
    keep(quick)
    factories.person(store, "Tom Bright")
    assert desk.undo_label == "Add Tom Bright"
    desk.undo(window)
    qtbot.waitUntil(lambda: desk.undo_label == "Keep a note")
    desk.undo(window)
    assert desk.undo_label == "Add Ana Pérez"
    assert lying(store) == []
    assert desk.redo_label == "Keep a note"


def test_esc_keeps_the_draft_until_it_is_wanted(start, desk_file: Path) -> None:
    program = start(desk_file)
    quick = write(program)
    typed("The lift is")
    click(quick, "Confidential")
    type_into(quick.who, "Ana")
    press(quick, Qt.Key.Key_Escape)
    assert lying(program.desk.store) == []
    program.window.go("people")
    again = write(program)
    assert again.text.text.toPlainText() == "The lift is"
    assert again.keeping.chosen() == "confidential"
    assert again.who.text() == "Ana"


def test_three_ways_of_keeping_each_in_a_sentence(start, desk_file: Path) -> None:
    program = start(desk_file)
    store = program.desk.store
    ana = factories.person(store, "Ana Pérez")
    quick = write(program)
    assert note.KEEPING_WORDS["none"] in words(quick)
    assert not quick.who.isVisible()
    typed("I was called a name.")
    for way in ("confidential", "named"):
        click(quick, note.KEEPINGS[way])
        assert note.KEEPING_WORDS[way] in words(quick)
    click(quick, "Confidential")
    keep(quick)  # who?
    assert quick.isVisible()
    assert "Choose who said it, or keep no name." in words(quick)
    assert quick.text.text.toPlainText() == "I was called a name."
    type_into(quick.who, "Ana Pérez")
    keep(quick)
    (row,) = rows(store)
    assert (row.keeping, row.text) == ("confidential", "I was called a name.")
    assert store.read(voice.of, row.id, Audience.COORDINATOR) == ("Ana Pérez", ana)
    assert store.read(voice.of, row.id, Audience.COORDINATOR, printed=True) is None


def test_names_and_addresses_are_marked_and_taken_out(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    factories.person(program.desk.store, "Zoë Łukaszewicz", email="zoe@example.org")
    quick = write(program)
    typed("😀 Ask Łukaszewicz or zoe@example.org, not me.")
    qtbot.waitUntil(lambda: button(quick, "Take out details").isVisible())
    marked = [one.cursor.selectedText() for one in quick.text.text.extraSelections()]
    assert marked == ["Łukaszewicz", "zoe@example.org"]
    assert "This points to Zoë Łukaszewicz." in words(quick)
    click(quick, "Take out details")
    assert quick.text.text.toPlainText() == "😀 Ask [name] or [name], not me."
    assert quick.text.text.extraSelections() == []
    press(quick.text.text, Qt.Key.Key_Z, CTRL)
    assert "zoe@example.org" in quick.text.text.toPlainText()


def test_urgent_words_show_the_own_procedure_quietly(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    own = {"procedure": "Call the ombudsperson, room 4.12.", "urgent": "unsafe, slur*"}
    program.desk.store.write("Rules", put, Rules, None, own)
    quick = write(program)
    typed("I feel unsafe on the stairs.")
    qtbot.waitUntil(lambda: own["procedure"] in words(quick))
    assert quick.text.text.hasFocus()  # it asks for nothing
    type_into(quick.text.text, "I feel fine.")
    qtbot.waitUntil(lambda: own["procedure"] not in words(quick))


def test_a_receipt_is_shown_twice_and_not_kept(start, desk_file: Path) -> None:
    program = start(desk_file)
    store = program.desk.store
    quick = write(program)
    typed(SENTENCE)
    quick.receipt.click()
    keep(quick)
    code = quick.code.text()
    assert len(code.split()) == 3
    assert sum(code.split()[2] in text for text in words(quick)) == 2
    assert code.encode() not in store.path.read_bytes()
    click(quick, "It is written down")
    assert open_ones(program) == []
    assert lying(store) == [SENTENCE]


def test_a_pile_is_typed_in_without_leaving_the_window(start, desk_file: Path) -> None:
    program = start(desk_file)
    quick = write(program)
    quick.channel.setCurrentIndex(quick.channel.findData("box"))
    for text in ("One of them.", "Two of them."):
        typed(text)
        press(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL, SHIFT)
    assert quick.isVisible()
    assert quick.channel.currentData() == "box"
    assert quick.text.text.toPlainText() == ""
    assert sorted(lying(program.desk.store)) == ["One of them.", "Two of them."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Enter what was said."),
        ("   \n ", "Enter what was said."),
        ("word " * 40_000, "What was said has room for 20,000 characters."),
    ],
)
def test_bad_input_is_told_and_nothing_is_lost(start, desk_file: Path, text, sentence) -> None:
    program = start(desk_file)
    quick = write(program)
    quick.text.text.setPlainText(text)  # 200,000 characters come by the clipboard
    keep(quick)
    assert quick.isVisible()
    assert any(sentence.replace(",", "") == w.replace(",", "") for w in words(quick)), words(quick)
    assert quick.text.text.toPlainText() == text
    assert lying(program.desk.store) == []


def test_control_and_override_characters_do_not_stay(start, desk_file: Path) -> None:
    program = start(desk_file)
    quick = write(program)
    quick.text.text.setPlainText("Turn\u202e it\x07 round")
    keep(quick)
    assert lying(program.desk.store) == ["Turn it round"]


@pytest.mark.parametrize(("theme", "size"), [("light", 100), ("dark", 200)])
def test_the_window_is_for_everybody(qtbot, start, desk_file: Path, theme: str, size: int) -> None:
    program = start(desk_file, theme=theme, text_size=size, width=1280, height=800)
    factories.person(program.desk.store, "Tom Bright")
    quick = write(program)
    click(quick, "Confidential")
    type_into(quick.text.text, "Tom said it is unsafe.")
    qtbot.waitUntil(lambda: button(quick, "Take out details").isVisible())
    assert audit.faults(quick) == []


def test_the_period_is_the_month_and_no_finer(start, desk_file: Path) -> None:
    program = start(desk_file)
    quick = write(program)
    typed("Named all the same.")
    click(quick, "Named")
    type_into(quick.who, "Somebody from outside")
    keep(quick)
    (row,) = rows(program.desk.store)
    assert row.period == f"{dates.today():%Y-%m}"
