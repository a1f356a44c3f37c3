"""Nominations taken here: the laptop is handed over, colleagues are put forward, nothing leads out."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from allydesk import dates, settings
from allydesk.models.awards import behaviour, nomination
from allydesk.models.awards import round as rounds
from allydesk.models.awards.behaviour import OwnValue
from allydesk.models.base import drop, put
from allydesk.models.person import Person
from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui.awards.kiosk import window as here
from allydesk.ui.awards.kiosk.pages import BehavioursPage, WhomPage
from allydesk.ui.awards.kiosk.window import NominationsHere
from allydesk.ui.desk import Desk
from allydesk.ui.door.asking import EndPage, LinesPage
from allydesk.ui.door.leaving import AskPin
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from tests import factories
from tests.ui import audit
from tests.ui.awards.hand import SENTENCE, Open, days_ago, kind, nominate
from tests.ui.hands import click, click_and_choose, press, seen_buttons, type_into, words

PIN = "2468"
THANKS = "Thank you. It is sent."
Begin = Callable[..., NominationsHere]


@pytest.fixture
def begin(qtbot: QtBot, store: Store) -> Iterator[Begin]:
    kept: list[QWidget] = []

    def run(round_id: int | None = None) -> NominationsHere:
        below = Page()
        below.resize(1180, 740)
        qtbot.addWidget(below)
        below.show()
        window = here.open(Desk(store, settings.load()), below, round_id)
        kept.extend((below, window))
        type_into(window.page().pin, PIN)
        click(window, "Start")
        QApplication.processEvents()
        return window

    yield run
    for window in kept:
        if isValid(window) and isinstance(window, NominationsHere):
            window.guard.end()  # else nothing that the next test does would get through


def stored(store: Store) -> list[nomination.Row]:
    return store.read(nomination.rows, store.read(nomination.ids))


def open_round(store: Store, *types: int, name: str = "Spring") -> int:
    values = {"name": name, "opens": days_ago(5), "closes": days_ago(-5)}
    return store.write("Add a round", rounds.start, values, types)


def listed(window: NominationsHere) -> list[str]:
    page = window.page()
    assert isinstance(page, WhomPage)
    return [c.accessibleName() for c in page.cards.cards if c.isVisible()]


def look_for(window: NominationsHere, text: str) -> list[str]:
    """Type something in place of what stands there; give who is listed."""
    window.page().box.selectAll()  # Ctrl+A is one of the keys that do not get through
    type_into(window.page().box, text, replace=False)
    return listed(window)


def strike(key: Qt.Key) -> None:
    """Strike a key where the keyboard is."""
    target = QApplication.focusWidget()
    assert target is not None
    press(target, key)


def put_forward(window: NominationsHere, letters: str = "tom", text: str = SENTENCE) -> None:
    """Say whom and what for, with the mouse, as far as the behaviours."""
    click(window, "Begin")
    type_into(window.page().box, letters)
    QTest.mouseClick(window.page().cards.cards[0], Qt.MouseButton.LeftButton)
    click(window, "Next")
    type_into(window.page().words, text)
    click(window, "Next")


def skip_to_end(window: NominationsHere) -> None:
    while not isinstance(window.page(), EndPage):
        click(window, "Skip")


# Putting somebody forward


def test_by_keys_alone_everything_arrives_as_it_was_said(begin: Begin, store: Store) -> None:
    tom, ana = factories.people(store, "Tom Bright", "Ana Pérez")
    first, second = kind(store, "Everyday ally"), kind(store, "Ally of the year")
    wanted = open_round(store, first, second)
    store.write("x", put, OwnValue, None, {"name": "We keep the door open"})
    window = begin()
    strike(Qt.Key.Key_Return)  # Begin
    type_into(window.page().box, "bri")
    assert listed(window) == ["Tom Bright"]
    strike(Qt.Key.Key_Return)
    type_into(window.page().box, "Night shift")
    for _n in range(2):  # past "Somebody else"
        strike(Qt.Key.Key_Tab)
    assert audit.name_of(QApplication.focusWidget()) == "A team: “Night shift”"
    strike(Qt.Key.Key_Space)
    strike(Qt.Key.Key_Return)  # nothing typed: goes on
    type_into(window.page().words, SENTENCE)
    strike(Qt.Key.Key_Tab)
    strike(Qt.Key.Key_Tab)
    strike(Qt.Key.Key_Space)  # Next
    for digit in ("3", "7", "1", "1"):
        type_into(window.page(), digit, replace=False)
    click(window, "Next")
    type_into(window.page(), "1", replace=False)  # by name: Ally of the year
    type_into(window.page().box, "per")
    strike(Qt.Key.Key_Return)
    strike(Qt.Key.Key_Return)
    type_into(window.page(), "1", replace=False)  # they may be told
    said = words(window)
    assert "Night shift, Tom Bright" in said
    assert f"“{SENTENCE}”" in said
    assert stored(store) == []  # until it is sent
    click(window, "Send")
    assert THANKS in words(window)
    [row] = stored(store)
    assert (row.people, row.team_name, row.citation) == ((tom,), "Night shift", SENTENCE)
    assert behaviour.split(row.behaviours) == ("empathy", "We keep the door open")
    assert (row.award_type_id, row.round_id) == (second, wanted)
    assert (row.nominator_id, row.nominator_named) == (ana, True)
    assert (row.received_how, row.received_on) == ("kiosk", dates.today())
    assert row.state == "received"


def test_three_answers_are_enough(begin: Begin, store: Store) -> None:
    factories.person(store, "Tom Bright")
    only = kind(store)
    window = begin()
    put_forward(window)
    click(window, "Skip")  # behaviours; there is one award, so it is not asked
    assert "Who are you?" in words(window)
    click(window, "Skip")
    assert "From: somebody who would rather not say" in words(window)
    click(window, "Send")
    [row] = stored(store)
    assert (row.award_type_id, row.behaviours, row.nominator, row.nominator_named) == (
        only, None, None, False,
    )  # fmt: skip


def test_a_name_nobody_here_has_is_kept_as_written(begin: Begin, store: Store) -> None:
    window = begin()
    click(window, "Begin")
    type_into(window.page().box, "Ọlá & Sons")
    press(window.page().box, Qt.Key.Key_Return)
    assert "Nobody here is called that. Choose one of the buttons below." in words(window)
    click(window, "Next")
    assert "Choose somebody below, or clear the line." in words(window)
    click(window, "Somebody else: “Ọlá & Sons”")
    click(window, "Next")
    type_into(window.page().words, SENTENCE)
    click(window, "Next")
    click(window, "Skip")
    type_into(window.page().box, "A neighbour")
    click(window, "Somebody else: “A neighbour”")
    click(window, "Next")
    click(window, "2   No, only the committee may know")
    click(window, "Send")
    [row] = stored(store)
    assert ([w.name for w in row.nominees], row.people) == (["Ọlá & Sons"], ())
    assert (row.nominator, row.nominator_id, row.nominator_named) == ("A neighbour", None, False)


def test_who_puts_themselves_forward_may_and_it_shows(
    begin: Begin, opened: Open, store: Store
) -> None:
    tom = factories.person(store, "Tom Bright")
    window = begin()
    put_forward(window)
    click(window, "Skip")
    type_into(window.page().box, "tom")
    press(window.page().box, Qt.Key.Key_Return)
    click(window, "Next")
    click(window, "1   Yes")
    click(window, "Send")
    [row] = stored(store)
    assert (row.people, row.nominator_id) == ((tom,), tom)
    window.take_back()
    assert "From: Tom Bright (put themselves forward)" in words(opened())


def test_the_round_it_was_opened_for_says_which_awards(begin: Begin, store: Store) -> None:
    factories.person(store, "Tom Bright")
    one, two, other = kind(store, "One"), kind(store, "Two"), kind(store, "Other")
    open_round(store, one, other, name="Closes at the same time")
    wanted = open_round(store, one, two)
    window = begin(wanted)
    put_forward(window)
    click(window, "Skip")
    assert [b.text() for b in window.page().steps] == ["1   One", "2   Two"]
    click(window, "1   One")
    click(window, "Skip")
    click(window, "Send")
    assert [r.round_id for r in stored(store)] == [wanted]
    assert [t.id for t in store.read(rounds.types_asked_for, dates.today())] == [one, other, two]
    late = dates.today() + dt.timedelta(days=30)  # nothing is open: everything in use
    assert len(store.read(rounds.types_asked_for, late, wanted)) == 3


# What shows


def test_no_name_shows_before_two_letters_and_never_more_than_four(
    begin: Begin, store: Store
) -> None:
    factories.people(store, *(f"Sam {name}" for name in ("One", "Two", "Three", "Four", "Five")))
    two = factories.people(store, "Kim Lee", "Kim Lee")
    for id, team in zip(two, ("Finance", "Kitchen"), strict=True):
        store.write(
            "x", put, Person, id, {"team": team, "pronouns": "they", "email": f"q{id}@x.org"}
        )
    factories.person(store, "Rosa Left", left=days_ago(3), known_as="Rosalind")
    window = begin()
    click(window, "Begin")
    assert look_for(window, "s") == []
    four = look_for(window, "sa")
    assert len(four) == 4
    assert not [name for name in four if "," in name]  # only who shares a name shows a team
    two_of_one_name = ["Kim Lee, Finance", "Kim Lee, Kitchen"]
    assert look_for(window, "kim") == two_of_one_name
    for text in ("finance", "q6@x.org", "they", "ros"):  # by a name alone, and only who is here
        assert look_for(window, text) == [], text


def test_nothing_of_others_shows_and_nothing_stays(
    qtbot: QtBot, begin: Begin, store: Store
) -> None:
    tom = factories.person(store, "Tom Bright")
    nominate(store, tom, citation="Zanzibar marmalade")
    window = begin()
    put_forward(window, text="A secret about Tom.")
    skip_to_end(window)
    click(window, "Send")
    assert THANKS in words(window)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    press(window.page().go, Qt.Key.Key_Return)  # Done
    for _page in range(2):
        found = [*words(window), *(b.text() for b in seen_buttons(window))]
        assert not any(n in " ".join(found) for n in ("Tom", "secret", "Zanzibar"))
        click(window, "Begin") if _page == 0 else None
    type_into(window.page().box, "tom")
    press(window.page().box, Qt.Key.Key_Return)
    window.idle.quiet.setInterval(40)
    window.idle.tick.setInterval(10)
    press(window.page().box, Qt.Key.Key_Right)
    qtbot.waitUntil(
        lambda: "Who should be thanked?" in words(window.stack) and not window.said.whom
    )
    click(window, "Begin")
    assert "Take Tom Bright off" not in [b.accessibleName() for b in seen_buttons(window)]
    assert len(stored(store)) == 2


def test_the_thanks_go_by_themselves(qtbot: QtBot, begin: Begin, store: Store) -> None:
    factories.person(store, "Tom Bright")
    window = begin()
    window.thanked.setInterval(30)
    put_forward(window)
    skip_to_end(window)
    click(window, "Send")
    qtbot.waitUntil(lambda: "Begin" in [b.text() for b in seen_buttons(window)])


# Bad input


def test_bad_input_is_told_in_one_sentence_and_nothing_is_lost(begin: Begin, store: Store) -> None:
    factories.person(store, "Tom Bright")
    window = begin()
    click(window, "Begin")
    click(window, "Next")
    assert "Say who is to be thanked: a person, a name or a team." in words(window)
    type_into(window.page().box, "tom")
    press(window.page().box, Qt.Key.Key_Return)
    click(window, "Next")
    type_into(window.page().words, "   ")
    click(window, "Next")
    assert "Write one sentence: what did they do?" in words(window)
    long = ("word " * 1001).strip()
    window.page().words.setPlainText(long)
    click(window, "Next")
    assert "What they did has room for 5000 characters." in words(window)
    assert window.page().words.toPlainText() == long
    window.page().words.setPlainText("x" * 5000)
    click(window, "Next")
    page = window.page()
    assert isinstance(page, BehavioursPage)
    store.write("x", put, OwnValue, None, {"name": "One"})
    click(window, "Back")
    assert isinstance(window.page(), LinesPage)
    assert window.page().words.toPlainText() == "x" * 5000
    click(window, "Next")
    skip_to_end(window)
    click(window, "Clear everything")
    click(window, "Go back")
    click(window, "Send")
    assert [len(r.citation) for r in stored(store)] == [5000]


def test_more_than_eight_behaviours_are_too_many(begin: Begin, store: Store) -> None:
    factories.person(store, "Tom Bright")
    for n in range(3):
        store.write("x", put, OwnValue, None, {"name": f"Value {n}"})
    window = begin()
    put_forward(window)
    for name in window.page().boxes:
        window.page().turn(name)
    click(window, "Next")
    assert "Choose 8 behaviours at most." in words(window)
    window.page().turn("empathy")
    click(window, "Next")
    assert "Who are you?" in words(window)


def test_somebody_deleted_meanwhile_is_told_and_all_stays(begin: Begin, store: Store) -> None:
    tom = factories.person(store, "Tom Bright")
    window = begin()
    put_forward(window)
    skip_to_end(window)
    store.write("x", drop, Person, [tom])
    click(window, "Send")
    assert any("no longer here" in said for said in words(window))
    assert stored(store) == []
    assert window.said.text == SENTENCE
    click(window, "Back")


# Nothing leads out


def test_only_holding_and_the_pin_lead_back(qtbot: QtBot, begin: Begin, store: Store) -> None:
    factories.person(store, "Tom Bright")
    window = begin()
    put_forward(window)
    window.close()
    window.reject()
    assert (window.isVisible(), window.isFullScreen(), window.guarded) == (True, True, True)
    window.guard.hold.setInterval(60)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.page().head, held)
    qtbot.waitUntil(lambda: isinstance(window.page(), AskPin))
    type_into(window.page().line, "1111")
    strike(Qt.Key.Key_Return)
    click(window, "Back")
    assert isinstance(window.page(), BehavioursPage)
    QTest.mousePress(window.host_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(window.page(), AskPin))
    type_into(window.page().line, PIN)
    strike(Qt.Key.Key_Return)
    assert not window.isVisible()
    assert stored(store) == []


def test_from_the_place_no_key_of_the_window_gets_through(qtbot: QtBot, start, path) -> None:
    with Store.create(path, language="en-GB") as made:
        factories.person(made, "Tom Bright")
    program = start(path)
    window = program.window
    program.desk.go("awards")
    QApplication.processEvents()
    click_and_choose(window.open_screen(), "More", "Take nominations here…")
    made_here = QApplication.activeModalWidget()
    assert isinstance(made_here, NominationsHere)
    try:
        type_into(made_here.page().pin, PIN)
        click(made_here, "Start")
        put_forward(made_here)
        keys = {a.shortcut() for a in window.findChildren(QAction)}
        keys |= {s.key() for s in window.findChildren(QShortcut)}
        struck = [k for k in keys if not k.isEmpty()]
        assert len(struck) > 15
        for one in struck:
            QTest.keySequence(QApplication.focusWidget(), one)
            assert QApplication.activeModalWidget() is made_here
        skip_to_end(made_here)
        click(made_here, "Send")
    finally:
        made_here.take_back()
    assert program.desk.store.read(nomination.counts).to_read == 1
    qtbot.waitUntil(lambda: window.open_screen().browser.model.rowCount() == 1)


def test_an_open_round_offers_it_and_a_closed_one_does_not(opened: Open, store: Store) -> None:
    from allydesk.ui.awards.keys import Kind, key

    running = open_round(store, kind(store))
    values = {"name": "Last year", "opens": days_ago(400), "closes": days_ago(380)}
    over = store.write("Add a round", rounds.start, values)
    screen = opened()
    screen.show_record(key(Kind.ROUND, over))
    assert "Take nominations here…" not in [b.text() for b in seen_buttons(screen)]
    screen.show_record(key(Kind.ROUND, running))
    click(screen, "Take nominations here…")
    window = QApplication.activeModalWidget()
    assert isinstance(window, NominationsHere)
    window.reject()


@pytest.mark.parametrize(("theme", "size"), [("light", 100), ("dark", 200)])
def test_every_page_is_for_everybody(
    qtbot: QtBot, qapp: QApplication, begin: Begin, store: Store, theme: str, size: int
) -> None:
    look.apply(qapp, Settings(theme=theme, text_size=size))
    factories.people(store, "Tom Bright", "Tomasz Żółć-Wąsik of the very long double name")
    kind(store, "One"), kind(store, "Two")
    window = begin()
    window.guarded = False
    window.guard.end()  # it would not let the audit open what it looks at
    window.showNormal()
    window.resize(1280, 800)

    def look_at() -> list[str]:
        QApplication.processEvents()  # what was just shown has its place
        return audit.faults(window)

    assert look_at() == []
    click(window, "Begin")
    type_into(window.page().box, "tom")
    assert look_at() == []
    window.page().cards.cards[0].click()
    click(window, "Next")
    click(window, "Next")
    assert look_at() == []
    type_into(window.page().words, SENTENCE)
    while not isinstance(window.page(), EndPage):
        click(window, "Next" if isinstance(window.page(), LinesPage) else "Skip")
        assert look_at() == []
    click(window, "Send")
    assert look_at() == []
