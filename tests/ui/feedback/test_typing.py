"""A stack of paper typed in: digits and Enter, twice if wanted, and the same numbers as on paper."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from allydesk.models.feedback import pulse, tray
from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.feedback import typing
from allydesk.ui.feedback.typing import Typing
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from tests.faults.reading import everything
from tests.ui import audit
from tests.ui.hands import button, click, press, seen_buttons, words


@pytest.fixture
def wave(store: Store) -> int:
    return store.quietly((), pulse.begin, "Autumn", "belonging", "2026-11")


Open = Callable[[], Typing]


@pytest.fixture
def opened(qtbot, store: Store, wave: int) -> Open:
    below = Page()
    below.resize(1180, 740)
    qtbot.addWidget(below)
    below.show()
    desk = Desk(store, Settings())

    def run() -> Typing:
        made = typing.open(desk, below, wave)
        assert made is not None
        QApplication.processEvents()
        return made

    return run


def keys(text: str) -> int:
    """Strike keys wherever the keyboard is: letters, Enter for a line's end; give how many."""
    for letter in text:
        target = QApplication.focusWidget()
        assert target is not None
        if letter == "\n":
            QTest.keyClick(target, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(target, letter)
    return len(text)


def lying(store: Store) -> str:
    return str(everything(store.path, "feedback_tray"))


def hand_in(qtbot, window: Typing, says: str) -> None:
    with qtbot.waitSignal(window.finished):
        click(window, says)


def test_a_stack_takes_four_keys_a_sheet(qtbot, opened: Open, store: Store, wave: int) -> None:
    window = opened()
    assert "1. I feel that I belong here." in words(window)[1]  # numbered as on paper
    struck = keys("453\n333\n054\n")
    assert struck == 3 * 4
    assert "Sheet 4" in words(window)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    keys("5")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    keys("More light")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "Type 3 digits, one for each question; 0 for one left out." in words(window)
    assert window.words.text() == "More light"  # nothing is lost
    keys("44\n")
    assert [r.digits for r in window.sheets.rows.rows()] == ["544", "–54", "333", "453"]
    window.close()

    again = opened()  # as after a power cut
    assert "Sheet 5" in words(again)
    assert store.read(tray.sizes).get(f"wave {wave}", 0) == 0
    hand_in(qtbot, again, "Hand in 4 sheets")
    assert store.read(tray.sizes) == {f"wave {wave}": 4}
    for steps in ("[4, 5, 3]", "[3, 3, 3]", "[null, 5, 4]", "[5, 4, 4]"):
        assert steps in lying(store)
    assert "stack" not in lying(store)


@pytest.mark.parametrize("typed", ["4", "4567", "678", "abc", "٤٥٣", "4 5", "-" * 60])
def test_what_is_no_answer_is_told_in_one_sentence(opened: Open, store: Store, typed: str) -> None:
    window = opened()
    window.digits.setText(typed)
    press(window.digits, Qt.Key.Key_Return)
    assert window.wrong.isVisible()
    assert window.digits.text() != ""
    assert window.stack.first == []
    assert lying(store).count("stack") == 0


def test_a_second_entry_shows_what_differs(qtbot, opened: Open, store: Store, wave: int) -> None:
    window = opened()
    keys("453\n333\n222\n")
    click(window, "Type them a second time")
    assert [r.digits for r in window.sheets.rows.rows()] == []  # unseen
    keys("453\n343\n")
    assert not button(window, "Hand in 3 sheets").isEnabled()
    assert "Sheet 3, a second time" in words(window)
    keys("220\n")
    assert "What differs. Look at the paper and choose." in words(window)
    assert {"Sheet 2, question 2", "Sheet 3, question 3"} <= set(words(window))
    assert QApplication.focusWidget().accessibleName() == "Sheet 2, question 2: 3"
    click(window, "Sheet 2, question 2: 4")
    assert "Sheet 2, question 2" not in words(window)
    click(window, "Sheet 3, question 3: 2")
    assert "Both times the same. You can hand the stack in." in words(window)
    assert window.hand_in_button.hasFocus()
    hand_in(qtbot, window, "Hand in 3 sheets")
    for steps in ("[4, 5, 3]", "[3, 4, 3]", "[2, 2, 2]"):
        assert steps in lying(store)


def test_sheets_are_put_right_taken_out_and_thrown_away(
    opened: Open, store: Store, wave: int
) -> None:
    window = opened()
    keys("111\n222\n222\n")
    click(window, "Take a sheet out")
    assert "Sheet 3" in words(window)
    window.sheets.table.selectRow(1)
    click(window, "Put a sheet right")
    assert window.digits.text() == "111"
    assert "Sheet 1" in words(window)
    keys("115\n")
    assert [r.digits for r in window.sheets.rows.rows()] == ["222", "115"]
    click(window, "Type them a second time")
    keys("115\n")
    click(window, "Leave out the second time")
    assert button(window, "Hand in 2 sheets").isEnabled()
    asked: list[str] = []
    window.desk.ask.confirm = lambda _p, text, *_more: bool(asked.append(text)) or True
    click(window, "Throw the stack away…")
    assert asked == ["Throw away what was typed of this stack?"]
    assert "stack" not in lying(store)
    assert not window.hand_in_button.isVisible()


def test_a_closed_round_takes_no_paper(qtbot, store: Store, wave: int) -> None:
    store.quietly((), pulse.close, wave)
    desk = Desk(store, Settings())
    heard: list[str] = []
    desk.said.connect(lambda message: heard.append(message.text))
    below = Page()
    qtbot.addWidget(below)
    assert typing.open(desk, below, wave) is None
    assert heard == ["This round is closed. Begin a new one for further answers."]


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_typing_is_for_everybody(qapp: QApplication, opened: Open, theme: str, size: int) -> None:
    look.apply(qapp, Settings(theme=theme, text_size=size))
    window = opened()
    window.resize(1024, 700)
    assert faults(window) == []
    keys("453\n333\n")
    assert faults(window) == []
    click(window, "Type them a second time")
    keys("453\n353\n")
    assert faults(window) == []
    assert audit.keyboard(window) == []
    assert seen_buttons(window)


def faults(window: Typing) -> list[str]:
    QApplication.processEvents()
    return [
        *audit.nameless(window), *audit.faint(window), *audit.clipped(window),
        *audit.small(window), *audit.sideways(window),
    ]  # fmt: skip
