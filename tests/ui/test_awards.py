"""Awards as a person uses them: nominations typed, read, decided; certificates; thanks."""

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from allydesk import awarding, dates
from allydesk.models.awards import award, nomination, recipient
from allydesk.models.awards.award_type import AwardType
from allydesk.models.awards.signatory import Signatory
from allydesk.models.base import put
from allydesk.models.person import Person
from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui.awards.keys import Kind, key, split
from allydesk.ui.desk import Desk, Message
from allydesk.ui.kit import look
from allydesk.ui.screens.awards import Screen
from tests import factories
from tests.ui.hands import button, click, press, tab, type_into, words

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SENTENCE = "Tom made sure the minutes were in large print, every week."
SECONDS_A_KEY = 0.28  # an average typist, by the keystroke-level model


def days_ago(days: int) -> dt.date:
    return dates.today() - dt.timedelta(days=days)


@pytest.fixture
def desk(qapp: QApplication, store: Store) -> Desk:
    look.apply(qapp, Settings())
    return Desk(store, Settings())


@pytest.fixture
def said(desk: Desk) -> list[str]:
    """Collect what is said in the status line."""
    found: list[str] = []

    def hear(message: Message) -> None:
        found.append(message.text)

    desk.said.connect(hear)
    return found


Open = Callable[[], Screen]


@pytest.fixture
def opened(qtbot, desk: Desk) -> Open:
    def run() -> Screen:
        screen = Screen(desk)
        screen.resize(1180, 900)
        qtbot.addWidget(screen)
        desk.going.connect(lambda to: to.id is not None and screen.show_record(to.id))
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.first().setFocus()
        return screen

    return run


def kind(store: Store, name: str = "Everyday ally", **values: object) -> int:
    return store.write("Add a type", put, AwardType, None, {"name": name, **values})


def signatory(store: Store, name: str = "Nguyễn Thị Minh Khai") -> int:
    return store.write("Add who signs", put, Signatory, None, {"name": name})


def nominate(store: Store, *people: int, **values: object) -> int:
    given = {"citation": SENTENCE, "received_on": days_ago(3), **values}
    return awarding.add(store, given, people)


def waiting(store: Store) -> list[nomination.Row]:
    return store.read(nomination.rows, store.read(nomination.ids))


def given(store: Store) -> list[award.Row]:
    return store.read(award.rows, store.read(award.ids))


def listed(screen: Screen) -> list[str]:
    source, ids = screen.browser.source, screen.browser.model.ids()
    return [source.line(one).title for one in source.fetch(ids)]


# Typing nominations in


def test_a_nomination_by_keys_alone_in_under_twenty_seconds(opened: Open, store: Store) -> None:
    tom = factories.person(store, "Tom Bright")
    factories.person(store, "Ana Pérez")
    screen = opened()
    click(screen, "Add nomination")
    who = screen.one.new.who.picker
    assert QApplication.focusWidget() is who
    keys = 1  # Ctrl+N
    type_into(who, "tom", replace=False)
    press(screen.one.new.who.picker.suggestions.popup, Qt.Key.Key_Return)
    press(who, Qt.Key.Key_Return)  # nobody else
    press(screen.one.new.from_line, Qt.Key.Key_Return)  # they would rather not say
    text = QApplication.focusWidget()
    assert text is screen.one.new.text
    type_into(text, SENTENCE, replace=False)
    press(text, Qt.Key.Key_Return)
    keys += len("tom") + 3 + len(SENTENCE) + 1
    assert keys * SECONDS_A_KEY < 20
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


# Deciding


def test_giving_fills_everything_in_and_can_be_undone(
    opened: Open, store: Store, said: list[str]
) -> None:
    signs = signatory(store)
    everyday = kind(store, wording="for {citation}")
    tom = factories.person(store, "Tom Bright")
    nominate(store, tom, award_type_id=everyday, citation="writing it in large print")
    screen = opened()
    click(screen, "Give this award")
    giving = screen.one.nomination.giving
    assert giving.wording.toPlainText() == "for writing it in large print"
    assert giving.number.text() == f"{dates.today().year}-001"
    assert giving.signers.chosen() == (signs,)
    type_into(giving.wording, "for the minutes in large print")
    click(giving, "Agreed")
    click(giving, "Give without printing")
    (row,) = given(store)
    assert (row.title, row.wording, row.people) == (
        "Everyday ally", "for the minutes in large print", (tom,),
    )  # fmt: skip
    assert row.to[0].public_thanks == "yes"
    assert said[-1] == f"Tom Bright has the award. Its number is {row.number}."
    assert waiting(store) == []
    assert "Award given" in words(screen.one.nomination)
    store.undo()
    assert given(store) == []
    assert [r.title for r in waiting(store)] == ["Tom Bright"]
    assert button(screen, "Give this award").isVisible()


def test_a_whole_sentence_stands_by_itself_on_the_certificate(opened: Open, store: Store) -> None:
    everyday = kind(store, wording="in thanks for {citation}")
    nominate(store, factories.person(store, "Tom Bright"), award_type_id=everyday)
    screen = opened()
    click(screen, "Give this award")
    assert screen.one.nomination.giving.wording.toPlainText() == f"“{SENTENCE}”"


def test_bad_input_while_giving_is_told_and_nothing_is_lost(opened: Open, store: Store) -> None:
    gone = factories.person(store, "Oliver Quist", left=days_ago(30))
    nominate(store, gone)
    tom = factories.person(store, "Tom Bright")
    first = nominate(store, tom, received_on=days_ago(40))
    awarding.give(store, store.read(awarding.draft, first, dates.today()))
    number = given(store)[0].number
    screen = opened()
    click(screen, "Give this award")
    giving = screen.one.nomination.giving
    shown = " ".join(words(giving))
    assert "Oliver Quist left on" in shown
    assert "The award can be given all the same." in shown
    assert "Nobody signs this certificate." in shown
    type_into(giving.wording, "for the keys")
    type_into(giving.number, str(number))
    click(giving, "Give without printing")
    assert any(f"{number} is taken by Tom Bright" in w for w in words(giving))
    assert giving.wording.toPlainText() == "for the keys"
    assert len(given(store)) == 1
    type_into(giving.number, "2026-900")
    type_into(giving.day.line, "the other day")
    click(giving, "Give without printing")
    assert any("Write the date like" in w for w in words(giving))
    type_into(giving.day.line, days_ago(1).isoformat())
    click(giving, "Give without printing")
    row = next(r for r in given(store) if r.people == (gone,))
    assert (row.number, row.given_on, row.wording) == ("2026-900", days_ago(1), "for the keys")


def test_thanks_without_an_award(opened: Open, store: Store, said: list[str]) -> None:
    tom = factories.person(store, "Tom Bright")
    nominate(store, tom)
    screen = opened()
    click(screen, "Thank without award")
    giving = screen.one.nomination.giving
    assert not giving.number.isVisible()
    assert not giving.signers.isVisible()
    click(giving, "Thank them")
    (row,) = given(store)
    assert (row.kind, row.number, row.citation) == ("thanks", None, SENTENCE)
    assert said[-1] == "Tom Bright is thanked."
    assert "Thanked without award" in words(screen.one.nomination)


def test_two_nominations_for_one_person_are_answered_together(opened: Open, store: Store) -> None:
    tom, ana = factories.people(store, "Tom Bright", "Ana Pérez")
    nominate(store, tom, received_on=days_ago(5))
    other = nominate(store, tom, citation="He reads the board aloud.")
    nominate(store, ana, received_on=days_ago(1))
    screen = opened()
    assert "“He reads the board aloud.”" in words(screen.one.nomination.same)
    click(screen, "Open: He reads the board aloud.")
    assert screen.record() == key(Kind.NOMINATION, other)
    click(screen, "Give this award")
    click(screen.one.nomination.giving, "Give without printing")
    assert [r.title for r in waiting(store)] == ["Ana Pérez"]
    assert len(store.read(nomination.of_award, given(store)[0].id)) == 2
    click(screen, "Go on with the next")
    assert screen.one.nomination.head.name.text() == "Nomination for Ana Pérez"


def test_declining_needs_a_reason_and_can_be_taken_back(
    opened: Open, store: Store, said: list[str]
) -> None:
    nominate(store, factories.person(store, "Tom Bright"))
    screen = opened()
    click(screen, "Decline…")
    page = screen.one.nomination
    assert page.reason.line.hasFocus()
    press(page.reason.line, Qt.Key.Key_Return)
    assert "Say why, in a few words. Only you see it." in words(page.reason)
    assert waiting(store)
    click(page.reason, "Part of their job, and well done")
    click(page.reason, "Decline")
    assert waiting(store) == []
    assert "Declined" in words(page)
    assert "Part of their job, and well done" in words(page)
    screen.browser.narrow("decided")
    assert listed(screen) == ["Tom Bright"]
    click(page, "Put back to “To read”")
    assert [r.state for r in waiting(store)] == ["received"]
    assert said[-1] == "The nomination for Tom Bright waits to be read again."
    page._ask_why("withdrawn")
    type_into(page.reason.line, "Would rather not")
    press(page.reason.line, Qt.Key.Key_Return)
    assert waiting(store) == []
    store.undo()
    assert len(waiting(store)) == 1


def test_later_goes_on_and_leaves_it_to_read(opened: Open, store: Store) -> None:
    tom, ana = factories.people(store, "Tom Bright", "Ana Pérez")
    nominate(store, tom, received_on=days_ago(5))
    nominate(store, ana)
    screen = opened()
    click(screen, "Later")
    assert screen.one.nomination.head.name.text() == "Nomination for Ana Pérez"
    assert screen.waiting() == "2"
    click(screen, "Shortlist")
    assert screen.waiting() == "1"
    screen.browser.narrow("shortlisted")
    assert listed(screen) == ["Ana Pérez"]


def test_what_to_know_stands_beside_the_decision(opened: Open, store: Store) -> None:
    made = [factories.person(store, f"Person {n:02}", team="Finance") for n in range(14)]
    for one in made[:6]:
        awarding.quick_thanks(store, [one], "For all", on=days_ago(70))
    nominate(store, made[0])
    nominate(store, made[13], received_on=days_ago(2))
    screen = opened()
    shown = words(screen.one.nomination.fair)
    assert "Person 00: last thanked 2 months ago" in shown
    assert "Finance: 6 of 14 people thanked in 12 months" in shown
    screen.go_on()
    assert "Person 13: not thanked yet" in words(screen.one.nomination.fair)
    for one in made[:4]:
        store.write("Move", put, Person, one, {"team": "Post room"})
    screen.go_on()
    shown = words(screen.one.nomination.fair)
    assert "Post room: too few people to show how many were thanked" in shown


# What was given


def test_an_award_is_changed_answered_returned_and_taken_back(
    opened: Open, store: Store, said: list[str]
) -> None:
    tom, ana = factories.people(store, "Tom Bright", "Ana Pérez")
    id = nominate(store, tom, ana)
    made = awarding.give(store, store.read(awarding.draft, id, dates.today()))
    screen = opened()
    screen.show_record(key(Kind.AWARD, made))
    assert screen.browser.chip == "decided"
    page = screen.one.award
    click(page.public, "Ana Pérez: Agreed")
    answers = {t.name: t.public_thanks for t in given(store)[0].to}
    assert answers == {"Tom Bright": "not_asked", "Ana Pérez": "yes"}
    field = page.forms["award"].lines["citation"].editor.field
    type_into(field, "Both of them.")
    tab()
    assert given(store)[0].citation == "Both of them."
    page._back.begin()
    type_into(page._back.line, "Would rather give it to the team")
    press(page._back.line, Qt.Key.Key_Return)
    assert given(store)[0].returned_on == dates.today()
    assert any(w.startswith("Returned") for w in words(page))
    screen.delete_chosen()
    assert given(store) == []
    assert [r.title for r in waiting(store)] == ["Tom Bright, Ana Pérez"]
    assert said[-1].endswith("Its number stays used.")
    store.undo()
    assert given(store)[0].returned_on == dates.today()


def test_records_of_several_kinds_have_one_number_each() -> None:
    every = [(kind, id) for kind in Kind for id in (1, 7, 400_000)]
    assert [split(key(*one)) for one in every] == every
    assert len({key(*one) for one in every}) == len(every)


def test_answers_are_stored_for_one_alone_even_without_a_record(opened: Open, store: Store) -> None:
    made = awarding.quick_thanks(
        store, [], "For the soup", on=dates.today(), written=["Maria", "Jo"]
    )
    screen = opened()
    screen.show_record(key(Kind.AWARD, made))
    click(screen.one.award.public, "Jo: Agreed")
    stored = store.read(recipient.of, [made])[made]
    assert [t.public_thanks for t in stored] == ["not_asked", "yes"]
