"""Every rule of awards, rounds and nominations, and the sentence it says."""

import datetime as dt
from typing import Any

import pytest

from allydesk import awarding
from allydesk.errors import Invalid, Problem
from allydesk.models.awards import award, award_type, behaviour, nomination, signatory, wording
from allydesk.models.awards import round as rounds
from allydesk.models.awards.award import Award
from allydesk.models.awards.award_type import AwardType
from allydesk.models.awards.behaviour import OwnValue
from allydesk.models.awards.nomination import Nomination
from allydesk.models.awards.nominee import Nominee
from allydesk.models.awards.round import Round
from allydesk.models.awards.score import Score
from allydesk.models.awards.signatory import Signatory
from allydesk.models.base import Record, drop, put
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.faults.reading import everything
from tests.models.awards import factories as given

DAY = dt.timedelta(days=1)
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def desk(store: Store) -> Store:
    """Give a desk with a kind of award, a nomination that waits and one that was given."""
    tom, ana, _amir = factories.people(store, "Tom Hartley", "Ana Pérez", "Amir")
    everyday = given.kind(store)
    given.nominate(store, tom, award_type_id=everyday, nominator_id=ana)
    given.give(store, given.nominate(store, ana, award_type_id=everyday))
    given.round_of(store, [ana], everyday)
    return store


ROUND = {"name": "A", "opens": TODAY, "closes": TODAY}
WRONG: list[tuple[type[Record], int | None, dict[str, Any], str, str]] = [
    (AwardType, None, {"name": "EVERYDAY ally"}, "name", "There is already an award called “Everyday ally”."),
    (AwardType, None, {"name": "A", "gift_cents": -1}, "gift_cents", "Enter an amount from 0 to 1,000,000."),
    (
        AwardType, None, {"name": "A", "wording": "for {nmae}"}, "wording",
        "{nmae} is not known. Use {name}, {award}, {citation}, {behaviours}, {date}, {organisation}.",
    ),
    (
        AwardType, None, {"name": "A", "wording": "for {name"}, "wording",
        "A brace is missing its partner. Use {name}, {award}, {citation}, {behaviours}, {date}, {organisation}.",
    ),
    (AwardType, None, {"name": "A", "behaviours": ";".join("abcdefghi")}, "behaviours", "Choose 8 behaviours at most."),
    (OwnValue, None, {"name": "active  LISTENING"}, "name", "“active LISTENING” is on the list already."),
    (
        Round, None, {**ROUND, "closes": TODAY - DAY}, "closes",
        "It closes (18 Nov 2026) before it opens (19 Nov 2026). Change one of the two days.",
    ),
    (Round, None, {**ROUND, "opens": dt.date(1026, 1, 1)}, "opens", "Check the year."),
    (Round, None, {**ROUND, "threshold": 5.5}, "threshold", "Choose a number from 1 to 5."),
    (
        Round, None, {**ROUND, "decided_by": TODAY - DAY}, "decided_by",
        "It would be decided before it opens. Change one of the two days.",
    ),
    (Nomination, None, {"citation": "x" * 5001}, "citation", "What they did has room for 5000 characters."),
    (Nomination, 1, {"state": "declined"}, "reason", "Say why, in a few words. Only you see it."),
    (Nomination, 1, {"state": "withdrawn"}, "reason", "Say why, in a few words. Only you see it."),
    (Nomination, 1, {"state": "given"}, "state", "No award was given for this yet. Choose “Give this award”."),
    (Nomination, 1, {"state": "thanked"}, "state", "Nobody was thanked for this yet. Choose “Thank without award”."),
    (
        Nomination, 2, {"state": "declined", "reason": "No"}, "state",
        "It is “Award given”. Put it back to “To read” first.",
    ),
    (Nomination, 2, {"state": "received"}, "state", "An award or thanks was given for this. Take that back first."),
    (Nominee, None, {"nomination_id": 1}, "person_id", "Choose a person, or enter a name."),
    (Nominee, None, {"nomination_id": 1, "person_id": 1}, "person_id", "They are on this nomination already."),
    (
        Award, None, {"citation": "A", "number": "2026-001", "given_on": TODAY}, "number",
        "2026-001 is taken by Ana Pérez · Everyday ally. The next free number is 2026-002.",
    ),
    (Award, 1, {"returned_on": TODAY - DAY}, "returned_on", "It would be returned before it was given."),
    (Score, None, {"nomination_id": 1, "rater_id": 3, "criterion_id": 1, "points": 6}, "points",
        "Choose 1 to 5 points."),
    (Signatory, None, {"name": "A", "picture": b"GIF89a"}, "picture", "Choose a picture in PNG or JPEG format."),
    (
        Signatory, None, {"name": "A", "picture": PNG + bytes(1_000_000)}, "picture",
        "The picture is larger than 1 MB. Choose a smaller one.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "id", "changes", "name", "sentence"), WRONG)
def test_what_breaks_a_rule_is_said_at_its_field_and_not_stored(
    desk: Store,
    kind: type[Record],
    id: int | None,
    changes: dict[str, Any],
    name: str,
    sentence: str,
) -> None:
    before = everything(desk.path)
    with pytest.raises(Invalid) as told:
        desk.write("Change", put, kind, id, changes)
    assert told.value.fields == {name: sentence}
    assert everything(desk.path) == before


def test_a_citation_of_5000_characters_is_kept_to_the_last(desk: Store) -> None:
    long = "For every week. " * 312 + "Each one"
    id = given.nominate(desk, 1, citation=long)
    assert desk.read(nomination.row, id).citation == long
    draft = desk.read(awarding.draft, id, TODAY)
    short = draft.values["citation"]
    assert isinstance(short, str)
    assert len(short) <= wording.CITATION_ROOM
    assert short.endswith("week.")
    (told,) = desk.read(awarding.cautions, draft, draft.values, [1], TODAY)
    assert told.startswith(f"The nomination has {len(long):,} characters")
    (told,) = desk.read(awarding.cautions, draft, {**draft.values, "citation": long}, [1], TODAY)
    assert told.startswith(
        "The citation has 5,000 characters; a certificate has room for about 320."
    )


def test_a_sentence_too_long_for_a_certificate_is_cut_between_words() -> None:
    cut = wording.shortened("every single week " * 40)
    assert len(cut) <= wording.CITATION_ROOM
    assert cut.endswith(("every…", "single…", "week…"))


def test_behaviours_are_the_six_and_ones_own(desk: Store) -> None:
    desk.write("Add", put, OwnValue, None, {"name": "Plain words first"})
    assert list(desk.read(behaviour.offered))[-2:] == ["taking_action", "Plain words first"]
    id = given.nominate(desk, 1, behaviours="Speaking up;plain words;  speaking_up ; ")
    stored = desk.read(nomination.row, id).behaviours
    assert stored == "speaking_up; plain words"
    assert behaviour.words(stored) == ("Speaking up", "plain words")


def test_a_wording_is_filled_in() -> None:
    filled = award_type.filled("{name}: {award}, {nothing}", {"name": "Tom", "award": "Ally"})
    assert filled == "Tom: Ally, {nothing}"


def test_an_award_that_is_deleted_leaves_its_number_used(desk: Store) -> None:
    awarding.take_back(desk, 1)
    assert desk.read(award.next_number, 2026) == "2026-002"
    desk.undo()
    assert [r.number for r in desk.read(award.register)] == ["2026-001"]
    assert desk.read(award.next_number, 2027) == "2027-001"


def test_the_register_is_in_the_order_of_its_numbers(desk: Store) -> None:
    for number in ("2026-0010", "2025-003", "Gold 7"):
        award_of = {"citation": "A", "given_on": TODAY, "number": number}
        desk.write("Add", put, Award, None, award_of)
    assert [r.number for r in desk.read(award.register)] == [
        "2025-003", "2026-001", "2026-0010", "Gold 7",
    ]  # fmt: skip
    assert desk.read(award.next_number, 2026) == "2026-011"


def test_who_signed_last_signs_next(desk: Store) -> None:
    first, second = given.signatory(desk, "Khai"), given.signatory(desk, "Carmen", picture=PNG)
    assert desk.read(signatory.usual, 1) == [first]
    desk.write("Sign", signatory.sign, 1, [second, first])
    assert desk.read(signatory.usual, 1) == [second, first]
    draft = desk.read(awarding.draft, 1, TODAY)
    id = awarding.give(desk, draft)
    signed = desk.read(signatory.of_awards, [id])[id]
    assert [(r.name, r.picture) for r in signed] == [("Carmen", PNG), ("Khai", None)]


# ---- rounds


def test_a_nomination_joins_the_round_that_is_open_for_its_award(desk: Store) -> None:
    nothing: dict[str, object] = {"citation": "A", "award_type_id": 1}
    inside = desk.write("Add", nomination.add, {**nothing, "received_on": TODAY}, [1])
    late = desk.write("Add", nomination.add, {**nothing, "received_on": TODAY + 6 * DAY}, [1])
    assert [r.round_id for r in desk.read(nomination.rows, [inside, late])] == [1, None]
    (row,) = desk.read(rounds.listing)
    assert (row.nominations, row.undecided, row.readers, row.types) == (1, 1, 1, ("Everyday ally",))
    phases = [row.phase(day) for day in (row.opens - DAY, row.opens, row.closes, row.closes + DAY)]
    assert phases == ["coming", "open", "open", "closed"]


def test_a_round_takes_nominations_from_its_first_day_to_its_last(desk: Store) -> None:
    day = dt.timedelta(days=1)
    row = desk.read(rounds.row, 1)
    (kind,) = [t.id for t in desk.read(rounds.types, 1)][:1]
    for on, is_open in (
        (row.opens - day, False), (row.opens, True), (row.closes, True), (row.closes + day, False),
    ):  # fmt: skip
        assert (desk.read(rounds.open_for, kind, on) == 1) is is_open, on
        assert desk.read(rounds.is_open, 1, on) is is_open
        assert (row.phase(on) == "open") is is_open


def test_a_year_after_a_29_february_is_the_28th() -> None:
    assert rounds.a_year_on(dt.date(2028, 2, 29)) == dt.date(2029, 2, 28)
    assert rounds.a_year_on(dt.date(2027, 2, 28)) == dt.date(2028, 2, 28)


def test_next_years_round_takes_over_what_still_holds(desk: Store) -> None:
    leaver = factories.person(desk, "Oliver", left=TODAY)
    desk.write("Committee", rounds.choose_committee, 1, [2, leaver])
    retired = given.kind(desk, "Old one", in_use=False)
    desk.write("Types", rounds.choose_types, 1, [1, retired])
    new = awarding.next_year(desk, 1)
    first, second = desk.read(rounds.row, 1), desk.read(rounds.row, new)
    assert second.name == "Allies 2027"
    assert (second.opens, second.closes) == (dt.date(2027, 10, 30), dt.date(2027, 11, 24))
    assert [r.name for r in desk.read(rounds.committee, new)] == ["Ana Pérez"]
    assert second.types == ("Everyday ally",)
    mine, theirs = (desk.read(rounds.criteria, id) for id in (first.id, new))
    assert [c[1:] for c in mine] == [c[1:] for c in theirs]
    with pytest.raises(Problem, match="“Allies 2027” was already made from this round"):
        awarding.next_year(desk, 1)
    desk.undo()
    assert len(desk.read(rounds.listing)) == 1


def test_a_kind_of_award_that_is_deleted_leaves_what_was_given(desk: Store) -> None:

    desk.write("Delete", drop, AwardType, [1])
    (row,) = desk.read(award.register)
    assert (row.title, row.number) == ("Everyday ally", "2026-001")
    assert desk.read(nomination.row, 1).award is None
    desk.undo()
    assert desk.read(nomination.row, 1).award == "Everyday ally"
