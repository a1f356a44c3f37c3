"""Find or do…: a few letters lead to people, groups and everything that can be done."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog

from allydesk.models import group, person
from allydesk.store import Store
from allydesk.ui.desk import Action, Going
from allydesk.ui.shell import hits
from allydesk.ui.shell.find import Finder
from allydesk.ui.shell.window import Window
from tests import factories
from tests.ui.hands import press, type_into

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(store: Store) -> Path:
    group = factories.group(store, "Pride and Allies", meeting_pattern="First Thursday, 18:00")
    factories.group(store, "Parents & Carers", short_name="PAC")
    priya = factories.person(store, "Priya Patel", team="Finance", known_as="Pri")
    factories.person(store, "Łukasz Wąsik", staff_number="00417")
    factories.person(store, "Zoë Łukaszewicz", team="R&D")
    factories.person(store, "<b>Bob</b>")
    factories.membership(store, priya, group)
    store.close()
    return store.path


def finder(qtbot, window: Window) -> Finder:
    press(QApplication.focusWidget() or window, Qt.Key.Key_K, CTRL)
    found = window.findChild(Finder)
    assert isinstance(found, Finder)
    qtbot.waitUntil(lambda: bool(found._known))
    assert found.line.hasFocus()
    return found


def texts(found: Finder) -> list[tuple[str, str]]:
    return [(h.kind, h.text) for h in found.lines.hits]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lukasz", ("people", "Łukasz Wąsik")),
        ("WASIK", ("people", "Łukasz Wąsik")),
        ("00417", ("people", "Łukasz Wąsik")),
        ("wąsik łuk", ("people", "Łukasz Wąsik")),
        ("priya patle", ("people", "Priya Patel")),  # misspelt
        ("<b>", ("people", "<b>Bob</b>")),
        ("pac carers", ("do", "Print sign-in sheet – Parents & Carers")),  # its short name
        ("bigger", ("do", "Larger text")),
        ("shortcuts", ("do", "All keys")),
        ("privacy", ("do", "Hide names")),
        ("undelete", ("do", "Recently deleted")),
        ("attendance pride", ("do", "Print sign-in sheet – Pride and Allies")),
    ],
)
def test_a_few_letters_find_it(
    qtbot, start, desk: Path, typed: str, first: tuple[str, str]
) -> None:
    found = finder(qtbot, start(desk).window)
    type_into(found.line, typed)
    qtbot.waitUntil(lambda: texts(found)[:1] == [first])
    assert len(found.lines.hits) <= hits.MOST


def test_a_beginning_comes_before_a_middle(qtbot, start, desk: Path) -> None:
    found = finder(qtbot, start(desk).window)
    type_into(found.line, "lukasz")
    people = [text for kind, text in texts(found) if kind == "people"]
    assert people == ["Łukasz Wąsik", "Zoë Łukaszewicz"]


def test_many_actions_never_hide_a_person_or_a_group(qtbot, start, desk: Path) -> None:
    found = finder(qtbot, start(desk).window)
    type_into(found.line, "pri")
    assert ("people", "Priya Patel") in texts(found)
    assert ("groups", "Pride and Allies") in texts(found)
    assert ("do", "Print sign-in sheet – Pride and Allies") in texts(found)
    kinds = [kind for kind, _text in texts(found)]
    assert kinds == sorted(kinds, key=list(hits.KINDS).index)


def test_enter_opens_a_person(qtbot, start, desk: Path) -> None:
    window = start(desk).window
    found = finder(qtbot, window)
    type_into(found.line, "priya")
    while found.chosen().kind != "people":
        press(found.line, Qt.Key.Key_Down)
    press(found.line, Qt.Key.Key_Return)
    assert window.frame.sidebar.chosen().text() == "People"
    priya = window.desk.store.read(person.find, "priya")[0]
    assert window.open_screen().record() == priya.id
    assert window.findChild(Finder) is None


def test_arrows_go_round_and_are_read_out(qtbot, start, desk: Path) -> None:
    found = finder(qtbot, start(desk).window)
    type_into(found.line, "priya")
    first = found.chosen()
    press(found.line, Qt.Key.Key_Up)
    assert found.chosen() is found.lines.hits[-1]
    press(found.line, Qt.Key.Key_Down)
    assert found.chosen() is first
    spoken = [h.spoken() for h in found.lines.hits]
    assert "Priya Patel, Pri · Finance, People" in spoken
    read = QAccessible.queryAccessibleInterface(found.list)
    names = [read.child(n).text(QAccessible.Text.Name) for n in range(read.childCount())]
    assert names == spoken


def test_an_action_of_another_place_goes_there_first(qtbot, start, desk: Path) -> None:
    window = start(desk).window
    found = finder(qtbot, window)
    type_into(found.line, "undelete")
    press(found.line, Qt.Key.Key_Return)
    assert window.frame.sidebar.chosen().text() == "Settings"


def test_ctrl_p_prints_what_is_chosen(qtbot, start, desk: Path) -> None:
    window = start(desk).window
    found = finder(qtbot, window)
    type_into(found.line, "pride")
    while found.chosen().kind != "groups":
        press(found.line, Qt.Key.Key_Down)
    press(found.line, Qt.Key.Key_P, CTRL)
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, QDialog)
    assert preview.windowTitle() == "Sign-in sheet"
    preview.reject()


def test_esc_closes_and_gives_the_keyboard_back(qtbot, start, desk: Path) -> None:
    window = start(desk).window
    before = QApplication.focusWidget()
    found = finder(qtbot, window)
    press(found.line, Qt.Key.Key_Escape)
    assert window.findChild(Finder) is None
    assert QApplication.focusWidget() is before


def test_nothing_found_says_so(qtbot, start, desk: Path) -> None:
    found = finder(qtbot, start(desk).window)
    type_into(found.line, "qqqqzzz")
    assert texts(found) == []
    assert found.foot.text() == "Nothing found. Try fewer letters."
    press(found.line, Qt.Key.Key_Return)
    assert found.isVisible()


def test_without_letters_it_offers_where_one_was(qtbot, start, desk: Path) -> None:
    program = start(desk)
    priya = program.desk.store.read(person.find, "priya")[0]
    program.window.go("people", priya.id)
    program.window.go("home")
    found = finder(qtbot, program.window)
    assert ("people", "Priya Patel") in texts(found)


def test_a_record_of_another_place_is_not_taken_for_a_group(qtbot, start, desk: Path) -> None:
    program = start(desk)
    (one, *_others) = program.desk.store.read(group.listing, chip="all")
    program.window.go("feedback", one.id)  # the number of a note, as it happens
    program.window._trail.note(Going("feedback", one.id))
    program.window.go("home")
    found = finder(qtbot, program.window)
    assert [text for kind, text in texts(found) if kind == "groups"] == []


def test_it_is_opened_once(qtbot, start, desk: Path) -> None:
    window = start(desk).window
    finder(qtbot, window)
    finder(qtbot, window)
    assert len(window.findChildren(Finder)) == 1


@pytest.mark.parametrize(
    ("query", "text", "words", "better_than"),
    [
        ("print", "Print roster", "", "Do print"),
        ("csv", "Save as spreadsheet", "csv export", "Sacsvx"),
    ],
)
def test_how_well_a_line_answers(query: str, text: str, words: str, better_than: str) -> None:
    def line(shown: str, more: str = "") -> hits.Hit:
        return hits.of_action(Action(shown, lambda: None, words=more))

    good, worse = hits.rank(query, line(text, words)), hits.rank(query, line(better_than))
    assert good is not None
    assert worse is not None
    assert good < worse
    assert hits.rank(query, line("Something else")) is None


def test_all_of_it_fits_into_a_low_window_with_large_text(qtbot, start, desk: Path) -> None:
    window = start(desk, width=1180, height=700, text_size=200).window
    found = finder(qtbot, window)
    type_into(found.line, "p")
    qtbot.waitUntil(lambda: len(found.lines.hits) > 4)
    assert window.rect().contains(found.geometry())
    assert found.foot.geometry().bottom() <= found.height()
    press(found.line, Qt.Key.Key_Up)
    shown = found.list.visualRect(found.list.currentIndex())
    assert found.list.viewport().rect().contains(shown)  # the last row is scrolled to
