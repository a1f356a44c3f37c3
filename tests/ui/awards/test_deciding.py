"""Nominations read and decided; what was given is changed, answered, returned, taken back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk import awarding, dates
from allydesk.models.awards import nomination, recipient
from allydesk.models.base import put
from allydesk.models.person import Person
from allydesk.store import Store
from allydesk.ui.awards.keys import Kind, key, split
from allydesk.ui.awards.reading.several import Declining
from tests import factories
from tests.ui.awards.hand import (
    SENTENCE,
    Open,
    days_ago,
    given,
    kind,
    listed,
    nominate,
    signatory,
    waiting,
)
from tests.ui.hands import button, click, press, tab, type_into, words


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


def test_several_are_declined_for_one_reason_or_thanked(
    opened: Open, store: Store, said: list[str]
) -> None:
    people = factories.people(store, "Tom Bright", "Ana Pérez", "Zoë Łukaszewicz", "Wei Zhang")
    for n, one in enumerate(people):
        nominate(store, one, received_on=days_ago(9 - n))
    screen = opened()
    ids = list(screen.browser.model.ids())
    screen.browser.choose(ids[:2])
    click(screen, "Decline…")
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, Declining)
    click(asking, "Decline")
    assert "Say why, in a few words. Only you see it." in words(asking)
    click(asking, "Another was stronger this time")
    click(asking, "Decline")
    assert said[-1] == "2 are declined."
    assert [r.title for r in waiting(store)] == ["Zoë Łukaszewicz", "Wei Zhang"]
    screen.browser.choose(ids[2:])
    click(screen, "Thank without award")
    assert said[-1] == "2 are thanked without award."
    assert waiting(store) == []
    assert [r.kind for r in given(store)] == ["thanks", "thanks"]
    # What is decided is not decided again by the way.
    screen.browser.narrow("decided")
    screen.browser.choose(list(screen.browser.model.ids())[:4])
    for what in ("Shortlist", "Thank without award", "Decline…"):
        click(screen, what)
        assert said[-1] == "Choose nominations under “To read” or “Shortlisted” first."
    store.undo()
    store.undo()
    assert len(waiting(store)) == 4


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


def test_what_to_know_stands_beside_the_decision(qtbot: QtBot, opened: Open, store: Store) -> None:
    made = [factories.person(store, f"Person {n:02}", team="Finance") for n in range(14)]
    for one in made[:6]:
        awarding.quick_thanks(store, [one], "For all", on=days_ago(70))
    nominate(store, made[0])
    nominate(store, made[13], received_on=days_ago(2))
    screen = opened()
    fair = screen.one.nomination.fair
    qtbot.waitUntil(lambda: "Person 00: last thanked 2 months ago" in words(fair))
    assert "Finance: 6 of 14 people thanked in 12 months" in words(fair)
    screen.go_on()
    qtbot.waitUntil(lambda: "Person 13: not thanked yet" in words(fair))
    for one in made[:4]:
        store.write("Move", put, Person, one, {"team": "Post room"})
    screen.go_on()
    hidden = "Post room: too few people to show how many were thanked"
    qtbot.waitUntil(lambda: hidden in words(fair))


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
