"""From a nomination to an award on the wall, with every step taken back again."""

import datetime as dt

import pytest

from allydesk import awarding
from allydesk.errors import Invalid
from allydesk.models.awards import award, nomination, public, reminders, signatory
from allydesk.models.awards.award import Award
from allydesk.models.base import put, values
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.faults.reading import everything
from tests.models.awards import factories as given

DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(store: Store) -> Store:
    """Give a desk with Tom put forward by Ana for an award with a gift."""
    tom, ana = factories.people(store, "Tom Hartley", "Ana Pérez")
    everyday = given.kind(store, gift_cents=2500, budget_cents=6000, behaviours="awareness")
    given.signatory(store)
    given.nominate(store, tom, award_type_id=everyday, nominator_id=ana, nominator_named=True)
    return store


def test_an_award_is_given_as_drafted_and_taken_back_whole(desk: Store) -> None:
    before = everything(desk.path, "nomination")
    draft = desk.read(awarding.draft, 1, TODAY)
    assert desk.read(awarding.cautions, draft, draft.values, draft.signatories, TODAY) == []
    id = awarding.give(desk, draft, {"citation": "large print"}, agreed="yes")
    assert desk.undo_label == "Give “Everyday ally” to Tom Hartley"
    row = desk.read(award.row, id)
    assert (row.number, row.names, row.citation) == ("2026-001", ("Tom Hartley",), "large print")
    assert (row.given_on, row.behaviours, row.gift_cents) == (TODAY, "awareness", 2500)
    assert row.from_name == "Ana Pérez"
    assert [t.public_thanks for t in row.to] == ["yes"]
    assert [r.name for r in desk.read(signatory.of_awards, [id])[id]] == ["Minh Khai"]
    answered = desk.read(nomination.row, 1)
    assert (answered.state, answered.decided_on, answered.award_id) == ("given", TODAY, id)
    assert answered.citation == given.CITATION
    desk.undo()
    assert everything(desk.path, "nomination") == before
    assert desk.read(award.register) == []
    desk.redo()
    assert desk.read(award.row, id) == row


def test_what_was_given_by_mistake_is_taken_back_later_too(desk: Store) -> None:
    id = given.give(desk, 1)
    factories.person(desk, "Somebody in between")
    awarding.take_back(desk, id)
    again = desk.read(nomination.row, 1)
    assert (again.state, again.award_id, again.decided_on) == ("received", None, None)
    assert desk.read(award.ids) == []


def test_thanks_without_an_award_answer_a_nomination(desk: Store) -> None:
    id = given.give(desk, 1, kind="thanks", agreed="no")
    row = desk.read(award.row, id)
    assert (row.kind, row.number, row.citation, row.title) == ("thanks", None, given.CITATION, None)
    assert desk.read(nomination.row, 1).state == "thanked"
    assert desk.undo_label == "Thank Tom Hartley"
    assert desk.read(award.register) == []


def test_several_are_thanked_in_one_step_and_duplicates_together(desk: Store) -> None:
    same = given.nominate(desk, 1, award_type_id=1, citation="He reads the board aloud.")
    other = given.nominate(desk, 2)
    before = everything(desk.path, "nomination")
    assert awarding.thank_all(desk, [1, same, other], TODAY) == 2
    rows = desk.read(nomination.rows, [1, same, other])
    assert {r.state for r in rows} == {"thanked"}
    assert rows[0].award_id == rows[1].award_id != rows[2].award_id
    assert desk.undo_label == "Thank for 3 nominations"
    desk.undo()
    assert everything(desk.path, "nomination") == before
    assert desk.read(award.ids) == []


def test_a_number_that_is_taken_stops_everything(desk: Store) -> None:
    given.give(desk, 1)
    second = given.nominate(desk, 2)
    before = everything(desk.path)
    draft = desk.read(awarding.draft, second, TODAY)
    with pytest.raises(Invalid, match="2026-001 is taken by Tom Hartley · Everyday ally"):
        awarding.give(desk, draft, {"number": "2026-001"})
    assert everything(desk.path) == before


def test_what_somebody_should_know_first_is_said_and_forbids_nothing(desk: Store) -> None:
    given.give(desk, 1)
    oliver = factories.person(desk, "Oliver Quist", left=dt.date(2026, 3, 3))
    id = given.nominate(desk, 1, oliver, award_type_id=1)
    draft = desk.read(awarding.draft, id, TODAY)
    assert desk.read(awarding.cautions, draft, draft.values, (), TODAY) == [
        "Oliver Quist left on 3 Mar 2026. The award can be given all the same.",
        "Tom Hartley had this award on 19 Nov 2026.",
        "Nobody signs this certificate. Choose a signatory, or print a line to sign on.",
        "With these gifts the year costs 75.00, more than its budget of 60.00.",
    ]
    made = awarding.give(desk, draft, signatories=())
    assert desk.read(award.row, made).names == ("Tom Hartley", "Oliver Quist")


def test_duplicates_are_answered_together(desk: Store) -> None:
    same = given.nominate(desk, 1, award_type_id=1, nominator_words="Somebody")
    other = given.nominate(desk, 1, 2, award_type_id=1)
    id = given.give(desk, 1)
    rows = {r.id: r.state for r in desk.read(nomination.rows, [1, same, other])}
    assert rows == {1: "given", same: "given", other: "received"}
    assert [r.id for r in desk.read(nomination.of_award, id)] == [1, same]


def test_a_team_gets_one_award_with_everybody_on_it(desk: Store) -> None:
    night = factories.people(desk, *(f"Night {n}" for n in range(13)))
    id = given.nominate(desk, *night, team_name="Night shift", award_type_id=1)
    made = given.give(desk, id, agreed=dict.fromkeys(night, "yes"))
    row = desk.read(award.row, made)
    assert (row.for_whom, len(row.names)) == ("Night shift", 13)
    assert desk.undo_label == "Give “Everyday ally” to Night shift"


def test_a_team_that_nobody_listed_is_asked_as_one(desk: Store) -> None:
    id = given.give(desk, given.nominate(desk, team_name="Night shift"))
    row = desk.read(award.row, id)
    assert (row.for_whom, row.names) == ("Night shift", ())
    assert desk.read(public.wall, TODAY, TODAY) == []
    awarding.agree(desk, id, "yes")
    (praise,) = desk.read(public.wall, TODAY, TODAY)
    assert (praise.for_whom, praise.citation) == ("Night shift", given.CITATION)


def test_a_name_nobody_here_has_gets_an_award_all_the_same(desk: Store) -> None:
    id = desk.write("Add", nomination.add, {"citation": "A"}, [], ["Maria from the café"])
    assert desk.read(award.row, given.give(desk, id)).names == ("Maria from the café",)
    assert desk.read(award.ids, "cafe") == [1]
    with pytest.raises(Invalid, match="Say who is to be thanked"):
        awarding.add(desk, {"citation": "A"}, [])


def test_declining_needs_a_reason_and_can_be_thought_over(desk: Store) -> None:
    second = given.nominate(desk, 2)
    with pytest.raises(Invalid, match="Say why"):
        awarding.decline(desk, [1, second], "")
    awarding.decline(desk, [1, second], "Had this award lately")
    assert desk.read(nomination.counts) == nomination.Counts(0, 0, 2)
    desk.undo()
    assert desk.read(nomination.counts) == nomination.Counts(2, 0, 0)
    desk.redo()
    awarding.reopen(desk, [1])
    awarding.shortlist(desk, [1])
    awarding.withdraw(desk, [1], "Would rather not")
    assert desk.read(nomination.row, 1).state == "withdrawn"


def test_prints_are_counted_and_an_award_given_back_stays_in_the_register(desk: Store) -> None:
    id = given.give(desk, 1)
    assert desk.read(award.ids, chip="to_print") == [id]
    awarding.printed(desk, [id], TODAY)
    awarding.printed(desk, [id], TODAY + DAY)
    card = desk.read(values, Award, id)
    assert card is not None
    assert (card["printed_on"], card["reprints"]) == (TODAY, 1)
    awarding.give_back(desk, id, TODAY, "Did not want it")
    assert desk.read(award.ids, chip="to_print") == []
    assert [r.returned_on for r in desk.read(award.register)] == [TODAY]
    assert desk.read(award.last_thanked) == {}


def test_what_waits_is_told_in_time(desk: Store) -> None:
    given.round_of(desk, [2], 1)
    given.nominate(desk, 1, award_type_id=1, round_id=1, received_on=TODAY - DAY)

    def told(day: dt.date) -> list[str]:
        return [r.text for r in desk.read(reminders.of, day)]

    waiting = "Awards: 2 nominations waiting to be read"
    assert told(TODAY - 30 * DAY) == [waiting]
    assert told(TODAY - 22 * DAY) == ["“Allies 2026” opens in 2 days", waiting]
    assert told(TODAY - 10 * DAY) == [waiting]
    assert told(TODAY) == ["“Allies 2026” closes in 5 days", waiting]
    assert told(TODAY + 5 * DAY) == ["“Allies 2026” closes today", waiting]
    assert told(TODAY + 6 * DAY) == [waiting, "“Allies 2026” is closed: 1 nomination to decide"]
    for id in (1, 2):
        awarding.decline(desk, [id], "Enough")
    assert told(TODAY + 6 * DAY) == []
    year = TODAY.replace(year=2027) - 30 * DAY
    assert told(year) == ["“Allies 2026” was a year ago: make the next round"]
    awarding.next_year(desk, 1)
    assert told(year) == []


def test_a_day_before_it_was_received_is_no_day_to_decide(desk: Store) -> None:
    draft = desk.read(awarding.draft, 1, TODAY - 9 * DAY)
    id = awarding.give(desk, draft)
    assert desk.read(award.row, id).given_on == TODAY - 9 * DAY
    assert desk.read(nomination.row, 1).decided_on == TODAY
    with pytest.raises(Invalid, match="Choose kind from the list"):
        desk.write("Change", put, Award, id, {"kind": "medal"})


def test_a_long_nomination_gives_whole_sentences_and_keeps_every_word(desk: Store) -> None:
    sentence = "She held the door for everybody on the night shift. "
    long = (sentence * 100)[:5000]
    id = given.nominate(desk, 1, citation=long)
    draft = desk.read(awarding.draft, id, TODAY)
    assert draft.values["citation"] == (sentence * 6).strip()  # of 320 characters
    (told,) = (
        c for c in desk.read(awarding.cautions, draft, draft.values, (1,), TODAY) if "5,0" in c
    )
    assert told.endswith("Its beginning stands above: the nomination keeps every word.")
    made = awarding.give(desk, draft)
    assert desk.read(award.row, made).citation == (sentence * 6).strip()
    assert desk.read(nomination.row, id).citation == long.strip()
    unbroken = given.nominate(desk, 1, citation="word " * 999)
    cut = str(desk.read(awarding.draft, unbroken, TODAY).values["citation"])
    assert len(cut) <= 320
    assert cut.endswith("word…")
