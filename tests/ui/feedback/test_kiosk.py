"""The kiosk: one person after another says what they want to say; nothing leads out, nothing stays."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QClipboard,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFileOpenEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QShortcut,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from shiboken6 import isValid

from allydesk import settings
from allydesk.models.feedback import pulse, receipt, tray
from allydesk.models.feedback.note import KINDS
from allydesk.models.feedback.rules import Rules
from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.door import asking, guard, idle
from allydesk.ui.door.leaving import AskPin
from allydesk.ui.feedback import kiosk, kiosk_pages
from allydesk.ui.feedback.kiosk import KioskWindow
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from tests.faults.reading import everything
from tests.ui import audit
from tests.ui.hands import click, click_and_choose, press, seen_buttons, type_into, words

PIN = "2468"
SECRET = "Zanzibar marmalade"  # what the one before said
MODIFIERS = [
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
]  # fmt: skip
Begin = Callable[..., KioskWindow]


@pytest.fixture
def wave(store: Store) -> int:
    return store.quietly((), pulse.begin, "Autumn", "belonging", "2026-11")


@pytest.fixture
def full(store: Store) -> Path:
    """A desk with a round of questions, that nobody has open."""
    store.quietly((), pulse.begin, "Autumn", "belonging", "2026-11")
    store.close()
    return store.path


@pytest.fixture
def begin(qtbot, qapp: QApplication, store: Store) -> Iterator[Begin]:
    kept: list[Page] = []
    made: list[KioskWindow] = []

    def run(*, wave: int | None = None, pin: str = PIN) -> KioskWindow:
        below = Page()
        kept.append(below)
        below.resize(1180, 740)
        qtbot.addWidget(below)
        below.show()
        window = kiosk.open(Desk(store, settings.load()), below, wave)
        made.append(window)
        QApplication.processEvents()
        if pin:
            type_into(window.page().pin, pin)
            click(window, "Start")
            QApplication.processEvents()
        return window

    yield run
    for window in made:
        if isValid(window):
            window.guard.end()  # else nothing that the next test does would get through


def notes(store: Store) -> list[str]:
    return [w.text for w in store.read(tray.waiting)]


def write(window: KioskWindow, text: str) -> None:
    page = window.page()
    assert isinstance(page, asking.LinesPage)
    type_into(page.words, text)


def say(window: KioskWindow, text: str) -> str:
    """Say one thing as somebody does who skips the rest; give the receipt."""
    click(window, "Begin")
    while not isinstance(window.page(), asking.LinesPage) or "tell us" not in heading(window):
        click(window, "Skip")
    write(window, text)
    click(window, "Next")
    while not isinstance(window.page(), asking.EndPage):
        click(window, "Skip")
    click(window, "Hand in")
    page = window.page()
    assert isinstance(page, kiosk_pages.ReceiptPage)
    return page.code.text()


def heading(window: KioskWindow) -> str:
    return words(window.page())[0]


def shown(window: QWidget) -> str:
    """Give everything that can be read on a window, or heard."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = [*words(window), *(b.text() for b in seen_buttons(window))]
    found += [w.toPlainText() for w in window.findChildren(asking.Words)]
    found += [w.accessibleName() for w in window.findChildren(QWidget)]
    return "\n".join(found)


# Answering


def test_digits_and_words_are_stored_whole(begin: Begin, store: Store, wave: int) -> None:
    window = begin(wave=wave)
    assert "What should we hear?" in words(window)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)  # Begin
    for digit in ("4", "5"):
        assert heading(window).startswith("1. " if digit == "4" else "2. ")
        type_into(QApplication.focusWidget(), digit, replace=False)
    click(window, "Skip")
    write(window, "A quiet room")
    click(window, "Next")
    write(window, "The prayer room is a store room.")
    press(window.page().words, Qt.Key.Key_Return)
    type_into(window.page().words, "On Fridays.", replace=False)
    click(window, "Next")
    click(window, "Skip")  # what would help
    click(window, f"1   {KINDS['idea']}")
    assert notes(store) == []
    assert "Hand it in?" in words(window)
    click(window, "Hand in")
    [note] = store.read(tray.waiting)
    assert '"channel": "kiosk"' in str(everything(store.path, "feedback_tray"))
    assert (note.text, note.kind) == ("The prayer room is a store room.\nOn Fridays.", "idea")
    [steps] = [
        t for t in everything(store.path, "feedback_tray")["feedback_tray"] if "steps" in str(t)
    ]
    assert "[4, 5, null]" in str(steps)
    assert "A quiet room" in str(steps)


def test_the_receipt_is_shown_twice_and_finds_the_answer(begin: Begin, store: Store) -> None:
    window = begin()
    code = say(window, "More light on the stairs")
    assert len(code.split()) == 3
    assert "Write these three words down" in words(window)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)  # struck once too often: nothing
    assert isinstance(window.page(), kiosk_pages.ReceiptPage)
    click(window, "I have written them down")
    assert {"Compare once more", code} <= set(words(window))
    click(window, "They are the same")
    assert "Thank you. It is handed in." in words(window)
    assert code not in shown(window)
    click(window, "Done")
    assert "What should we hear?" in words(window)
    assert store.read(receipt.look_up, code) is not None


def test_back_changes_an_answer_and_skip_takes_it_out(
    begin: Begin, store: Store, wave: int
) -> None:
    window = begin(wave=wave)
    click(window, "Begin")
    assert "Back" not in [b.text() for b in seen_buttons(window)]
    click(window, "5   Strongly agree")
    click(window, "1   Strongly disagree")
    click(window, "Back")
    assert chosen(window) == ["1   Strongly disagree"]
    click(window, "Skip")
    click(window, "3   Neither")
    write(window, "begun")
    click(window, "Back")
    click(window, "Next")
    assert window.page().words.toPlainText() == "begun"
    click(window, "Next")
    click(window, "Skip")
    click(window, "Hand in")
    assert "Thank you. It is handed in." in words(window)  # answers alone need no receipt
    assert "[5, null, 3]" in str(everything(store.path, "feedback_tray"))


def chosen(window: KioskWindow) -> list[str]:
    return [b.text() for b in window.page().steps if b.property("kind") == "primary"]


def test_enter_struck_once_too_often_answers_nothing(begin: Begin, store: Store, wave: int) -> None:
    window = begin(wave=wave)
    for _n in range(3):
        press(QApplication.focusWidget(), Qt.Key.Key_Return)  # Begin, and two more
    assert heading(window).startswith("1. ")
    press(QApplication.focusWidget(), Qt.Key.Key_Down)
    press(QApplication.focusWidget(), Qt.Key.Key_Down)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.said.answers == {"step 1": "2"}
    for _n in range(4):
        click(window, "Skip")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "Hand it in?" in words(window)
    assert store.read(tray.sizes) == {}


def test_nothing_said_is_not_handed_in(begin: Begin, store: Store, wave: int) -> None:
    window = begin(wave=wave)
    click(window, "Begin")
    for _n in range(5):
        click(window, "Skip")
    assert "Nothing is answered yet" in words(window)
    assert "Hand in" not in [b.text() for b in seen_buttons(window)]
    click(window, "Clear everything")
    assert "What should we hear?" in words(window)
    assert store.read(tray.sizes) == {}


def test_too_long_is_told_on_its_page_and_nothing_is_lost(begin: Begin, store: Store) -> None:
    window = begin()
    click(window, "Begin")
    long = "word " * 40_000
    window.page().words.setPlainText(long)
    click(window, "Next")
    click(window, "Skip")
    click(window, "Skip")
    click(window, "Hand in")
    page = window.page()
    assert isinstance(page, asking.LinesPage)
    assert page.words.toPlainText() == long
    assert page.wrong.isVisible()
    assert "20" in page.wrong.text()
    odd = "a\u202eb\u0007c \u0645\u064f \U0001f600"
    write(window, "")
    page.words.setPlainText(odd)
    click(window, "Next")
    click(window, "Skip")
    click(window, "Skip")
    click(window, "Hand in")
    assert notes(store) == ["ab c \u0645\u064f \U0001f600"]


def test_what_cannot_be_stored_is_told_and_stays(begin: Begin, store: Store, wave: int) -> None:
    window = begin(wave=wave)
    click(window, "Begin")
    for _n in range(3):
        click(window, "4   Agree")
    click(window, "Skip")
    write(window, SECRET)
    click(window, "Next")
    click(window, "Skip")
    click(window, "Skip")
    store.quietly((), pulse.close, wave)  # as from elsewhere
    click(window, "Hand in")
    told = "These questions are closed. Begin a new round for further answers."
    assert told in words(window)
    assert window.said.answers["text"] == SECRET
    assert notes(store) == []  # the note does not go in without its answers
    assert at_it(window)


def test_the_procedure_shows_quietly_where_words_may_need_it(begin: Begin, store: Store) -> None:
    from allydesk.models.base import put

    store.write("x", put, Rules, None, {"procedure": "Turn to Ana Pérez, room 4."})
    window = begin()
    for text, told in (("I was harassed on the stairs", True), ("More light", False)):
        click(window, "Begin")
        write(window, text)
        click(window, "Next")
        click(window, "Skip")
        click(window, "Skip")
        assert ("Turn to Ana Pérez, room 4." in words(window)) is told
        click(window, "Clear everything")
        click(window, "Clear everything")
    assert notes(store) == []


# Nothing stays


def gone(window: KioskWindow) -> bool:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    clipboard = QGuiApplication.clipboard()
    texts = [clipboard.text(m) for m in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)]
    return SECRET not in "\n".join([shown(window), *texts, *window.said.answers.values()])


def test_the_screen_clears_after_a_countdown_that_a_key_stops(
    qtbot, begin: Begin, store: Store
) -> None:
    assert idle.QUIET + idle.WARNING == 45
    assert idle.WARNING >= 20
    window = begin()
    click(window, "Begin")
    write(window, SECRET)
    window.idle.quiet.setInterval(60)
    window.idle.tick.setInterval(30)
    press(window.page().words, Qt.Key.Key_Right)
    qtbot.waitUntil(window.idle.isVisible)
    assert any("cleared in" in w for w in words(window.idle))
    assert window.idle.size() == window.size()  # nothing said shows meanwhile
    window.idle.quiet.setInterval(60_000)
    press(window.idle, Qt.Key.Key_X)
    assert not window.idle.isVisible()
    assert window.page().words.toPlainText() == SECRET  # that key did nothing else
    assert window.page().words.hasFocus()
    window.idle.quiet.setInterval(60)
    QTest.mouseClick(window.page().words.viewport(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "What should we hear?" in words(window.stack))
    assert not window.idle.isVisible()
    assert gone(window)
    assert notes(store) == []
    click(window, "Begin")
    assert gone(window)


def test_what_was_handed_in_is_nowhere_on_the_screen(begin: Begin, store: Store) -> None:
    window = begin()
    click(window, "Begin")
    write(window, SECRET)
    window.page().words.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        press(window.page().words, key, Qt.KeyboardModifier.ControlModifier)
    window.page().words.copy()
    click(window, "Next")
    click(window, "Skip")
    click(window, "Skip")
    click(window, "Hand in")
    assert notes(store) == [SECRET]
    assert gone(window)
    click(window, "I have written them down")
    click(window, "They are the same")
    click(window, "Done")
    click(window, "Begin")
    page = window.page()
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_V):
        press(page.words, key, Qt.KeyboardModifier.ControlModifier)
    page.words.undo()
    page.words.paste()
    assert page.words.toPlainText() == ""
    assert gone(window)


def test_the_clipboard_of_the_host_cannot_be_read_and_is_kept(begin: Begin) -> None:
    QGuiApplication.clipboard().setText("a name from the list")
    window = begin()
    click(window, "Begin")
    edit = window.page().words
    press(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(edit, Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    QTest.mouseClick(edit.viewport(), Qt.MouseButton.MiddleButton)
    edit.paste()
    assert edit.toPlainText() == ""
    press(edit, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "a name from the list"


# Nothing leads out


def at_it(window: KioskWindow) -> bool:
    return window.isVisible() and window.guarded and window.isFullScreen()


def strike(key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    if key == Qt.Key.Key_micro:  # the one that QTest cannot strike
        send_key(target, key, held, "µ")
    else:
        QTest.keyClick(target, key, held)


def send_key(target: QWidget, key: Qt.Key, held: Qt.KeyboardModifier, text: str) -> None:
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, held, text))


@pytest.mark.qt_log_ignore("keyToAscii Unhandled")  # keys that QTest has no letter for
def test_no_key_with_any_modifier_leads_out(begin: Begin, store: Store, wave: int) -> None:
    window = begin(wave=wave)
    for key in Qt.Key:
        for first in MODIFIERS:
            for second in MODIFIERS:
                strike(key, first | second)
        assert at_it(window), key
        assert QApplication.activePopupWidget() is None
    window.ask_pin()
    for key in Qt.Key:
        if key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for held in MODIFIERS:
                strike(key, held)
        assert at_it(window), key


def test_no_click_drop_menu_or_message_leads_out(
    qtbot, qapp: QApplication, begin: Begin, store: Store, wave: int
) -> None:
    window = begin(wave=wave)
    chance = random.Random(20261122)
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(store.path))])
    dragged.setText("dropped words")
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for _n in range(400):
        at = QPoint(chance.randrange(window.width()), chance.randrange(window.height()))
        under = window.childAt(at) or window
        here = under.mapFrom(window, at)
        QTest.mouseClick(under, chance.choice(list(Qt.MouseButton)[1:6]), none, here)
        QTest.mouseDClick(under, left, none, here)
        if under.isVisible():
            menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, here, under.mapToGlobal(here))
            qapp.sendEvent(under, menu)
            copy = Qt.DropAction.CopyAction
            qapp.sendEvent(under, QDragEnterEvent(here, copy, dragged, left, none))
            qapp.sendEvent(under, QDropEvent(QPointF(here), copy, dragged, left, none))
            qapp.sendEvent(
                under, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason)
            )
        window.close()
        window.reject()
        assert at_it(window)
        assert QApplication.activePopupWidget() is None
    assert "dropped words" not in shown(window)
    assert "dropped words" not in str(everything(store.path, "feedback_tray"))
    qapp.sendEvent(qapp, QFileOpenEvent(str(store.path)))
    qapp.sendEvent(qapp, QEvent(QEvent.Type.Quit))
    QApplication.closeAllWindows()
    window.showMinimized()
    qtbot.waitUntil(lambda: at_it(window) and not window.isMinimized())
    box = QMessageBox(window.parentWidget())
    box.setText("Somebody’s name")
    box.open()
    qtbot.waitUntil(lambda: not box.isVisible())
    assert at_it(window)


def test_no_key_of_the_window_below_gets_through(qtbot, start, full: Path) -> None:
    program = start(full)
    window = program.window
    program.desk.go("feedback")
    QApplication.processEvents()
    click_and_choose(window.open_screen(), "More", "Hand the laptop over…")
    made = QApplication.activeModalWidget()
    assert isinstance(made, KioskWindow)
    try:
        type_into(made.page().pin, PIN)
        click(made, "Start")
        click(made, "Begin")
        keys = {a.shortcut() for a in window.findChildren(QAction)}
        keys |= {s.key() for s in window.findChildren(QShortcut)}
        struck = [one for one in keys if not one.isEmpty()]
        assert len(struck) > 15
        place = window.open_screen()
        for one in struck:
            QTest.keySequence(QApplication.focusWidget(), one)
            assert QApplication.activeModalWidget() is made
            assert at_it(made)
        assert window.open_screen() is place
        program._come_forward()  # as a second start of the program asks for
        program._hide_names()
        qtbot.waitUntil(made.isActiveWindow)
        assert at_it(made)
        window.close()
        assert window.isVisible()
    finally:
        made.take_back()
    assert QApplication.activeModalWidget() is None


def test_twenty_wrong_pins_get_slow_and_stay_in(begin: Begin) -> None:
    window = begin()
    click(window, "Begin")
    write(window, SECRET)
    waited = 0
    for _n in range(20):
        window.ask_pin()
        asked = window.page()
        assert isinstance(asked, AskPin)
        type_into(asked.line, "1111")
        press(asked.line, Qt.Key.Key_Return)
        assert at_it(window)
        waited += window._tries.left()
        window._tries.ready_at = 0.0  # as if so long had passed
    assert window._tries.wrong == 20
    assert waited > 600  # seconds that the twenty would have taken
    window.ask_pin()
    click(window, "Back")
    assert window.page().words.toPlainText() == SECRET  # whoever was answering goes on
    window.ask_pin()
    type_into(window.page().line, PIN)
    press(window.page().line, Qt.Key.Key_Return)
    assert not window.isVisible()


def hold(window: KioskWindow, qtbot) -> None:
    window.guard.hold.setInterval(100)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(QApplication.focusWidget(), held)
    qtbot.waitUntil(lambda: isinstance(window.page(), AskPin))


def test_holding_escape_or_the_corner_asks_for_the_pin(qtbot, begin: Begin, store: Store) -> None:
    assert guard.HOLD == 3000
    window = begin()
    click(window, "Begin")
    write(window, SECRET)
    press(window.page().words, Qt.Key.Key_Escape)  # a short one does nothing
    assert window.page().words.toPlainText() == SECRET
    hold(window, qtbot)
    window.idle.quiet.setInterval(50)
    window.idle.tick.setInterval(5)
    type_into(window.page().line, "1")
    qtbot.waitUntil(lambda: "What should we hear?" in words(window.stack))  # idle there as well
    assert gone(window)
    QTest.mouseClick(window.host_button, Qt.MouseButton.LeftButton)
    assert "Hold for 3 seconds to leave" in words(window)
    QTest.mousePress(window.host_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(window.page(), AskPin))
    type_into(window.page().line, PIN)
    press(window.page().line, Qt.Key.Key_Return)
    assert not window.isVisible()
    assert window.guarded is False
    assert notes(store) == []


def test_a_pin_is_a_must_and_is_kept(begin: Begin, store: Store) -> None:
    window = begin(pin="")
    click(window, "Start")
    assert "Choose a PIN of 4 characters or more." in words(window)
    type_into(window.page().pin, "12")
    click(window, "Start")
    assert not window.guarded
    window.page().note.click()
    type_into(window.page().pin, PIN)
    click(window, "Start")
    assert "Choose a round of questions, or ask for a note." in words(window)
    window.page().note.click()
    click(window, "Start")
    assert window.guarded
    window.take_back()
    again = begin(pin="")
    assert "kept" in again.page().pin.placeholderText()
    click(again, "Start")
    assert again.guarded


def test_nothing_numbers_a_person(begin: Begin, store: Store) -> None:
    window = begin()
    seen: list[str] = []
    for _n in range(7):
        say(window, "x")
        seen.append(shown(window).replace(window.page().code.text(), ""))
        click(window, "I have written them down")
        click(window, "They are the same")
        click(window, "Done")
    assert len(set(seen)) == 1
    everywhere = everything(store.path)
    assert dt.date.today().isoformat() not in str(everywhere["feedback_tray"])


# For everybody


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_for_everybody(
    qapp: QApplication, begin: Begin, wave: int, theme: str, size: int
) -> None:
    look.apply(qapp, Settings(theme=theme, text_size=size))
    rtl = size == 200 and theme == "light"
    try:
        qapp.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        window = begin(wave=wave, pin="")
        faults(window)
        type_into(window.page().pin, PIN)
        click(window, "Start")
        window.resize(1024, 700)
        faults(window)
        click(window, "Begin")
        for step in ("4   Agree", "Skip", "Skip"):
            faults(window)
            click(window, step)
        write(window, "words")
        click(window, "Next")
        write(window, "more words")
        faults(window)
        click(window, "Next")
        click(window, "Skip")
        faults(window)
        click(window, "1   Idea")
        faults(window)
        click(window, "Clear everything")
        faults(window)
        click(window, "Go back")
        click(window, "Hand in")
        faults(window)
        click(window, "I have written them down")
        faults(window)
        window.idle._warn()
        faults(window)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def faults(window: KioskWindow) -> None:
    QApplication.processEvents()
    found = [
        *audit.nameless(window), *audit.faint(window), *audit.clipped(window),
        *audit.sideways(window),
    ]  # fmt: skip
    if window.guarded:
        low = [b for b in seen_buttons(window) if isinstance(b, QPushButton) and b.height() < 64]
        found += [f"{b.text()} is {b.height()} high" for b in low]
    assert found == []
