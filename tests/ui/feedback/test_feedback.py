"""The register of notes: found, narrowed without singling out, worked on; incidents behind their step."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk import dates, pin
from allydesk.models import action
from allydesk.models.feedback import incident, note, promise
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.feedback.quick import QuickNote
from allydesk.ui.screens.feedback import Screen
from tests import factories
from tests.ui.feedback.said import FIVE, filed, rows, say
from tests.ui.hands import button, click, press, type_into, words

Open = Callable[..., Screen]


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Open:
    def run(code: str = "") -> Screen:
        if code:
            desk.prefer(pin=pin.keep(code))
        screen = Screen(desk)
        screen.resize(1180, 900)
        qtbot.addWidget(screen)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.first().setFocus()
        return screen

    return run


def listed(screen: Screen) -> list[str]:
    source, ids = screen.browser.source, screen.browser.model.ids()
    return [source.line(one).title for one in source.fetch(ids)]


def below(screen: Screen) -> list[str]:
    source, ids = screen.browser.source, screen.browser.model.ids()
    return [source.line(one).below for one in source.fetch(ids)]


def chip(screen: Screen, words: str) -> None:
    click(screen.browser.chips, words)
    QApplication.processEvents()


# The register


def test_an_empty_register_says_what_to_do(opened: Open) -> None:
    screen = opened()
    assert "No notes yet. Press Ctrl+Shift+F anywhere and write one sentence." in words(screen)
    click(screen, "Write a note")
    assert [q.isVisible() for q in screen.window().findChildren(QuickNote)] == [True]


def test_what_waits_can_be_read_and_stands_in_no_list(opened: Open, store: Store) -> None:
    for text in FIVE[:3]:
        say(store, text)
    screen = opened()
    assert listed(screen) == []
    click(screen, "3 notes wait to be filed")
    assert set(FIVE[:3]) <= set(words(screen.tray))
    for text in FIVE[3:]:
        say(store, text)
    say(store, "The sixth files the others.")
    assert len(listed(screen)) == 5
    assert button(screen, "1 note waits to be filed")


def test_rows_tell_the_age_in_words_and_no_day(opened: Open, store: Store) -> None:
    today = dates.today()
    earlier = (today.replace(day=1) - dt.timedelta(days=40)).replace(day=15)
    filed(store, day=earlier, topic="Building")
    screen = opened()
    assert set(below(screen)) == {"Concern · Building · 2 months ago"}
    assert not any(str(today.year) in text or ":" in text for text in below(screen))


def test_the_order_within_a_month_is_not_that_of_writing(opened: Open, store: Store) -> None:
    written = [f"Note {n:02}" for n in range(30)]
    filed(store, *written)
    shown = listed(opened())
    assert sorted(shown) == written
    assert shown not in (written, written[::-1])


def test_a_filter_that_singles_out_is_refused_in_a_sentence(opened: Open, store: Store) -> None:
    filed(store, *(f"Idea {n}" for n in range(6)), kind="idea")
    filed(store, *(f"Concern {n}" for n in range(14)), kind="concern")
    say(store, "Thank you", kind="thanks", keeping="named", name="Ana")
    screen = opened()
    box = screen.narrow.box
    before = len(listed(screen))
    choose(screen, "Kind: Thanks")
    assert "This filter would single out fewer than 5. Choose a wider one." in words(screen)
    assert box.currentText() == "Everything"
    assert len(listed(screen)) == before
    choose(screen, "Kind: Idea")  # else all less concerns less ideas would tell of the one thanks
    assert len(listed(screen)) == before
    choose(screen, "Kind: Concern")
    assert {text.split()[0] for text in listed(screen)} == {"Concern"}
    choose(screen, "Everything")
    assert len(listed(screen)) == before


def choose(screen: Screen, text: str) -> None:
    """Choose a line of the one further filter, as a key does."""
    box = screen.narrow.box
    box.setFocus()
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())
    QApplication.processEvents()


def test_another_list_begins_with_one_of_its_own(opened: Open, store: Store) -> None:
    filed(store)
    screen = opened()
    first = screen.record()
    click(screen, "Look into it")
    assert screen.record() == first  # it has left the list, and is still worked on
    chip(screen, "New")
    assert screen.record() in screen.browser.model.ids()
    chip(screen, "Looking into it")
    assert screen.record() == first
    chip(screen, "Answered")
    assert screen.record() is None
    assert "Nothing is answered yet. Say what was done, and people speak again." in words(screen)


def test_words_find_notes(opened: Open, store: Store) -> None:
    filed(store)
    screen = opened()
    type_into(screen.browser.filter, "WHEELCH")
    assert listed(screen) == [FIVE[1]]
    type_into(screen.browser.filter, "nothing of the kind")
    assert "Nothing matches “nothing of the kind”." in words(screen)


# One note


def shown(screen: Screen) -> note.Row:
    found = screen.desk.store.read(note.one, screen.one.note.id)
    assert found is not None
    return found


def test_a_note_is_looked_into_and_answered(opened: Open, store: Store, said: list[str]) -> None:
    filed(store)
    screen = opened()
    page = screen.one.note
    steps = len(store.steps())
    press(screen.browser.list, Qt.Key.Key_Return)
    press(QApplication.focusWidget(), Qt.Key.Key_Space)  # Look into it
    assert shown(screen).state == "looking"
    assert said[-1] == "The note is now at “Looking into it”."
    chip(screen, "Looking into it")
    click(screen, "Say what we did")
    assert QApplication.focusWidget() is page.form.lines["said"].editor.field
    type_into(QApplication.focusWidget(), "The quiet room was full of boxes.")
    type_into(page.form.lines["done"].editor.field, "The boxes moved to the cellar.")
    page.form.lines["state"].editor.field.setFocus()
    assert shown(screen).done == "The boxes moved to the cellar."
    assert [r.id for r in store.read(note.answered)] == [page.id]
    assert any(text.startswith("“You said” and “What we did” are on") for text in words(page))
    assert len(store.steps()) == steps  # nothing of it is in the journal


def test_what_is_done_to_a_note_can_be_undone(opened: Open, store: Store, desk: Desk) -> None:
    filed(store)
    screen = opened()
    page = screen.one.note
    before = shown(screen).text
    type_into(page.form.lines["text"].editor.field, "Rewritten in my own words.")
    page.form.lines["state"].editor.field.setFocus()
    click(screen, "Look into it")
    assert desk.undo_label == "Change the state of a note"
    desk.undo(screen)
    assert shown(screen).state == "new"
    assert desk.undo_label == "Change a note: what was said"
    desk.undo(screen)
    assert shown(screen).text == before
    assert page.form.lines["text"].editor.field.toPlainText() == before
    desk.redo(screen)
    assert shown(screen).text == "Rewritten in my own words."


def test_typing_on_in_one_field_is_undone_at_once(opened: Open, store: Store, desk: Desk) -> None:
    filed(store)
    screen = opened()
    field = screen.one.note.form.lines["said"].editor.field
    type_into(field, "The room")
    screen.one.note.form.store("said")  # it rested
    type_into(field, " was full.", replace=False)
    screen.one.note.form.store("said")
    assert shown(screen).said == "The room was full."
    desk.undo(screen)
    assert shown(screen).said is None


def test_an_action_belongs_to_its_note_and_is_a_step(opened: Open, store: Store) -> None:
    filed(store)
    screen = opened()
    to_do = screen.one.note.to_do
    type_into(to_do.line, "Order shelves")
    press(to_do.line, Qt.Key.Key_Return)
    id = screen.one.note.id
    (made,) = store.read(action.some, store.read(promise.of_note, id))
    assert (made.text, made.source, made.source_id) == ("Order shelves", "feedback", None)
    assert "Order shelves" in words(to_do)
    others = [r.id for r in rows(store) if r.id != id]
    screen.show_record(others[0])
    assert "Order shelves" not in words(to_do)


def test_who_said_it_shows_only_when_asked_for(opened: Open, store: Store) -> None:
    say(store, "I was called a name.", keeping="confidential", name="Siobhán O’Neill")
    screen = opened()
    assert note.KEEPING_WORDS["confidential"] in words(screen)
    assert not any("Siobhán" in text for text in words(screen))
    click(screen, "Show who said it")
    assert "Siobhán O’Neill" in words(screen)
    click(screen, "Hide the name")
    assert not any("Siobhán" in text for text in words(screen))


def test_a_deleted_note_is_gone_for_good(opened: Open, store: Store, desk: Desk) -> None:
    filed(store, "xyzzyplover is what she said", *FIVE[:4])
    screen = opened()
    screen.show_record(next(r.id for r in rows(store) if "xyzzy" in r.text))
    asked: list[str] = []

    def confirm(_parent, text: str, _more: str, _yes: str, _no: str) -> bool:
        asked.append(text)
        return len(asked) > 1

    desk.ask.confirm = confirm
    press(screen.browser.list, Qt.Key.Key_Delete)
    assert len(rows(store)) == 5  # kept: the answer was no
    press(screen.browser.list, Qt.Key.Key_Delete)
    assert asked == ["Delete this note for good?"] * 2
    assert sorted(r.text for r in rows(store)) == sorted(FIVE[:4])
    assert store.read(note.ids, "xyzzyplover") == []
    assert desk.undo_label is None


# Incidents


def an_incident(store: Store, **values: object) -> int:
    access = incident.enter("", "")
    assert access is not None
    given = {"what": "Called by a wrong name, again and again.", "category": "remark", **values}
    id, _old = store.quietly(["incident"], incident.save, access, None, given, dates.today())
    return id


def test_incidents_show_after_a_step_of_their_own(opened: Open, store: Store) -> None:
    filed(store)
    an_incident(store)
    screen = opened("2468")
    chip(screen, "Incidents")
    assert listed(screen) == []
    assert "Incidents are kept apart" in words(screen)
    type_into(screen.lock.line, "1111")
    press(screen.lock.line, Qt.Key.Key_Return)
    assert "That is not the PIN. Try again." in words(screen)
    assert listed(screen) == []
    type_into(screen.lock.line, "2468")
    press(screen.lock.line, Qt.Key.Key_Return)
    assert listed(screen) == ["Hurtful remark or gesture"]
    screen.hide()  # another place
    screen.show()
    assert listed(screen) == []
    assert screen.one.incident.form.stored.get("what") is None


def test_guessing_the_pin_gets_slow(opened: Open, store: Store) -> None:
    an_incident(store)
    screen = opened("2468")
    screen.incidents()
    for _try in range(20):
        type_into(screen.lock.line, "0000")
        press(screen.lock.line, Qt.Key.Key_Return)
    assert any("Try again in" in text for text in words(screen))
    assert not screen.lock.open_button.isEnabled()
    type_into(screen.lock.line, "2468")
    press(screen.lock.line, Qt.Key.Key_Return)  # not even the right one, until the time is over
    assert listed(screen) == []
    screen.lock.tries.ready_at = 0.0
    screen.lock._again()
    type_into(screen.lock.line, "2468")
    press(screen.lock.line, Qt.Key.Key_Return)
    assert len(listed(screen)) == 1


def test_an_incident_is_noted_and_followed_up(opened: Open, store: Store, desk: Desk) -> None:
    filed(store)
    screen = opened()
    chip(screen, "Incidents")
    click(screen, "Open incidents")
    click(screen, "New")
    form = screen.one.incident.form
    type_into(form.lines["what"].editor.field, "Shouted at in the corridor.")
    form.lines["category"].editor.field.setFocus()
    assert listed(screen) == ["Something else"]
    access = screen.access
    (row,) = store.read(incident.listing, access)
    assert (row.keeping, row.state, row.precision) == ("none", "new", "unknown")
    type_into(form.lines["check_back"].editor.field, "tomorrow")
    form.lines["state"].editor.field.setFocus()
    (row,) = store.read(incident.listing, access)
    assert row.check_back == dates.today() + dt.timedelta(days=1)
    desk.undo(screen)
    (row,) = store.read(incident.listing, access)
    assert row.check_back is None
    assert store.steps() == []


def test_what_cannot_be_is_told_below_the_field(opened: Open, store: Store) -> None:
    filed(store)
    an_incident(store)
    screen = opened()
    chip(screen, "Incidents")
    click(screen, "Open incidents")
    form = screen.one.incident.form
    keeping = form.lines["keeping"].editor
    keeping.box.setCurrentIndex(keeping.box.findData("named"))
    keeping.box.activated.emit(keeping.box.currentIndex())
    assert "Enter a name, or choose “No name kept”." in words(screen)
    (row,) = store.read(incident.listing, screen.access)
    assert row.keeping == "none"


# Around it


def test_home_says_what_waits_and_leads_there(start, desk_file: Path) -> None:
    program = start(desk_file)
    store = program.desk.store
    factories.person(store)
    filed(store)
    an_incident(store, check_back=dates.today())
    window = program.window
    assert "Feedback: 5 notes wait to be looked into" in words(window)
    assert "Feedback: it is time to ask again about something." in words(window)
    click(window.open_screen(), "Read")
    assert window.open_screen().isVisible()
    assert window.frame.sidebar.chosen().text() == "Feedback"


def test_groups_of_a_few_are_not_offered(opened: Open, store: Store) -> None:
    few, many = factories.group(store, "A few"), factories.group(store, "Many")
    for n in range(6):
        id = factories.person(store, f"Person {n}")
        factories.membership(store, id, many)
        if n < 4:
            factories.membership(store, id, few)
    filed(store)
    screen = opened()
    box = screen.one.note.form.lines["group_id"].editor.box
    assert [box.itemText(n) for n in range(box.count())] == ["–", "Many"]
