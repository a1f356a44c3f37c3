"""Nominations typed in, one or a pile."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk import dates
from allydesk.store import Store
from tests import factories
from tests.ui.awards.hand import SENTENCE, Open, days_ago, kind, waiting
from tests.ui.conftest import Start
from tests.ui.hands import Hand, click, press, type_into, words

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SECONDS_A_KEY = 0.28  # an average typist, by the keystroke-level model


def test_a_nomination_by_keys_alone_in_under_twenty_seconds(
    qtbot: QtBot, start: Start, store: Store
) -> None:
    tom = factories.person(store, "Tom Bright")
    factories.person(store, "Ana Pérez")
    store.close()
    program, hand = start(store.path), Hand()
    window, store = program.window, program.desk.store
    window.go("awards")
    hand.press(window, Qt.Key.Key_N, CTRL)
    new = window.open_screen().one.new
    who = new.who.picker
    hand.type(who, "tom")
    hand.press(who.suggestions.popup, Qt.Key.Key_Return)
    window.activateWindow()  # offscreen, a list of matches that closed goes on being active
    qtbot.waitUntil(window.isActiveWindow)
    hand.press(QApplication.focusWidget(), Qt.Key.Key_Return)  # nobody else
    assert QApplication.focusWidget() is new.from_line
    hand.press(new.from_line, Qt.Key.Key_Return)  # they would rather not say
    hand.type(new.text, SENTENCE)
    hand.press(new.text, Qt.Key.Key_Return)
    assert hand.keys * SECONDS_A_KEY < 20
    (row,) = waiting(store)
    assert (row.people, row.citation, row.nominator) == ((tom,), SENTENCE, None)
    assert row.received_on == dates.today()
    assert QApplication.focusWidget() is who  # ready for the next
    store.undo()
    assert waiting(store) == []


def test_a_pile_of_slips_is_typed_without_leaving_the_page(opened: Open, store: Store) -> None:
    everyday = kind(store)
    tom, ana = factories.people(store, "Tom Bright", "Ana Pérez")
    screen = opened()
    screen.new()
    new = screen.one.new
    new.award.setCurrentIndex(new.award.findData(everyday))
    click(screen, "On paper")
    type_into(new.day.line, days_ago(9).isoformat())
    for name, sender, citation in (
        ("tom", "Ana Pérez", "Held the door.\nEvery day."),
        ("ana", "The night shift", "Asked twice."),
    ):
        type_into(new.who.picker, name)
        press(new.who.picker.suggestions.popup, Qt.Key.Key_Return)
        press(new.who.picker, Qt.Key.Key_Return)
        type_into(new.from_line, sender)
        press(new.from_line, Qt.Key.Key_Return)
        first, *more = citation.split("\n")
        type_into(new.text, first)
        for line in more:
            press(new.text, Qt.Key.Key_Return, SHIFT)
            type_into(new.text, line, replace=False)
        press(new.text, Qt.Key.Key_Return)
    one, two = waiting(store)
    assert (one.people, one.nominator_id, one.citation) == (
        (tom,),
        ana,
        "Held the door.\nEvery day.",
    )
    assert (two.people, two.nominator, two.citation) == ((ana,), "The night shift", "Asked twice.")
    for row in (one, two):
        assert (row.award, row.received_how, row.received_on) == (
            "Everyday ally", "paper", days_ago(9),
        )  # fmt: skip


def test_what_is_missing_is_said_and_nothing_typed_is_lost(opened: Open, store: Store) -> None:
    factories.person(store, "Tom Bright")
    screen = opened()
    screen.new()
    new = screen.one.new
    long = "x" * 5001
    new.text.setPlainText(long)
    click(screen, "Add nomination")
    assert "Say who is to be thanked: a person, a name or a team." in words(new)
    type_into(new.who.picker, "Maria")
    press(new.who.picker.suggestions.popup, Qt.Key.Key_Return)  # nobody here is called so
    click(screen, "Add nomination")
    assert "What they did has room for 5,000 characters." in " ".join(words(new)).replace(
        "5000", "5,000"
    )
    assert (new.text.toPlainText(), new.who.written) == (long, ["Maria"])
    assert waiting(store) == []
    new.text.setPlainText(SENTENCE)
    click(screen, "Add nomination")
    assert [w.name for w in waiting(store)[0].nominees] == ["Maria"]
