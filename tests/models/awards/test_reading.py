"""A committee reads fairly: names hidden until scored, gaps and ties in the open, own nominee out."""

import datetime as dt

import pytest

from allydesk.errors import Invalid, Problem
from allydesk.models.awards import nomination, reading, score
from allydesk.models.awards import round as rounds
from allydesk.models.awards.nomination import Nomination
from allydesk.models.awards.reading import HIDDEN, hide
from allydesk.models.awards.round import Round
from allydesk.models.base import put
from allydesk.store import Store
from tests import factories
from tests.models.awards import factories as given


@pytest.fixture
def desk(store: Store) -> Store:
    """Give a round with three raters (ids 1 to 3) and nominees from id 4 on."""
    raters = factories.people(store, "Wulandari", "Chukwuemeka Okonkwo-Bright", "Carmen Hernández")
    factories.people(store, "Tom Hartley", "Zoë Łukaszewicz", "张伟", "Grace")
    everyday = given.kind(store)
    given.round_of(store, raters, everyday, places=1, threshold=3.5)
    return store


def nominate(desk: Store, *people: int, **values: object) -> int:
    return given.nominate(desk, *people, award_type_id=1, round_id=1, **values)


def points(desk: Store, id: int, rater: int, *each: int) -> None:
    scales = [c.id for c in desk.read(rounds.criteria, 1)]
    desk.write("Score", score.give, id, rater, dict(zip(scales, each, strict=True)))


def test_names_are_hidden_until_everybody_who_may_has_scored(desk: Store) -> None:
    text = "Tom's colleagues say: TOM HARTLEY reads aloud. Toms Idee, says Carmen Hernandez."
    id = nominate(
        desk, 4, citation=text, evidence="Ask Hartley", nominator_words="Carmen Hernández"
    )
    (one,) = desk.read(reading.of_round, 1)
    assert one.hidden
    assert (one.names, one.nominator, one.ratings, one.average) == ((), None, (), None)
    assert one.citation == (
        f"{HIDDEN}'s colleagues say: {HIDDEN} {HIDDEN} reads aloud. {HIDDEN} Idee, says {HIDDEN} {HIDDEN}."
    )
    assert one.evidence == f"Ask {HIDDEN}"
    for rater in (1, 2):
        points(desk, id, rater, 5, 4, 4)
    (one,) = desk.read(reading.of_round, 1)
    assert one.hidden
    assert (one.scored, one.raters, one.average) == (2, 3, None)
    points(desk, id, 3, 2, 2, 2)
    (one,) = desk.read(reading.of_round, 1)
    assert not one.hidden
    assert one.names == ("Tom Hartley",)
    assert one.citation == text
    assert [r.average for r in one.ratings] == [2.0, 4.33, 4.33]  # by name
    assert (one.average, one.gap, one.wide, one.enough) == (3.55, 2.33, True, True)


def test_the_coordinator_may_show_or_hide_names_all_the_same(desk: Store) -> None:
    nominate(desk, 4)
    (shown,) = desk.read(reading.of_round, 1, names=True)
    (hidden,) = desk.read(reading.of_round, 1, names=False)
    assert (shown.names, hidden.names) == (("Tom Hartley",), ())


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("张伟做了很多", "张伟", f"{HIDDEN}做了很多"),
        ("zoe lukaszewicz wrote", "Zoë Łukaszewicz", f"{HIDDEN} {HIDDEN} wrote"),
        ("by grace of the Graces", "Grace", f"by {HIDDEN} of the {HIDDEN}"),
        ("अनन्या शर्मा ने", "अनन्या शर्मा", f"{HIDDEN} ने"),
        ("A tomato for Tomás", "Tom", "A tomato for Tomás"),
        ("J is a letter", "J R Hartley", "J is a letter"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, name: str, left: str) -> None:
    assert hide(text, [name]) == left


def test_nobody_scores_themselves_their_own_nominee_or_a_friend(desk: Store) -> None:
    mine = nominate(desk, 1, nominator_id=2)
    points(desk, mine, 3, 3, 3, 3)
    with pytest.raises(Problem, match="is put forward themselves"):
        points(desk, mine, 1, 5, 5, 5)
    with pytest.raises(Problem, match="wrote this nomination"):
        points(desk, mine, 2, 5, 5, 5)
    (one,) = desk.read(reading.of_round, 1)
    assert (one.raters, one.scored, one.average) == (1, 1, 3.0)
    desk.write("Keep out", score.declare, mine, 3, "Married to the nominee")
    (one,) = desk.read(reading.of_round, 1)
    assert (one.raters, one.scored, one.average) == (0, 0, None)
    with pytest.raises(Problem, match="declared a conflict of interest"):
        points(desk, mine, 3, 5, 5, 5)
    desk.undo()
    (one,) = desk.read(reading.of_round, 1)
    assert one.average == 3.0


def test_points_are_1_to_5_by_somebody_of_the_committee_while_it_waits(desk: Store) -> None:
    id = nominate(desk, 4)
    with pytest.raises(Invalid, match="Choose 1 to 5 points"):
        points(desk, id, 1, 5, 6, 1)
    assert desk.read(score.of, [id]) == []
    with pytest.raises(Problem, match="not on the committee"):
        points(desk, id, 5, 1, 1, 1)
    points(desk, id, 1, 1, 1, 1)
    points(desk, id, 1, 2, 2, 2)  # thought again
    assert [g.points for g in desk.read(score.of, [id])] == [2, 2, 2]
    desk.write("Decline", put, Nomination, id, {"state": "declined", "reason": "No"})
    with pytest.raises(Problem, match="is decided"):
        points(desk, id, 1, 1, 1, 1)


def test_ties_at_the_last_place_and_the_threshold_are_told(desk: Store) -> None:
    same = [nominate(desk, person) for person in (4, 5)]
    weak = nominate(desk, 6)
    for rater in (1, 2, 3):
        for id in same:
            points(desk, id, rater, 4, 4, 4)
        points(desk, weak, rater, 2, 3, 3)
    found = desk.read(reading.of_round, 1)
    assert [(r.rank, r.tied, r.enough) for r in found] == [
        (1, True, True), (1, True, True), (3, False, False),
    ]  # fmt: skip


def test_the_threshold_itself_is_enough(desk: Store) -> None:
    desk.write("Threshold", put, Round, 1, {"threshold": 3.0})
    just, below = nominate(desk, 4), nominate(desk, 5)
    for rater in (1, 2, 3):
        points(desk, just, rater, 3, 3, 3)
        points(desk, below, rater, 3, 3, 2)
    assert [(r.average, r.enough) for r in desk.read(reading.of_round, 1)] == [
        (3.0, True), (2.67, False),
    ]  # fmt: skip


def test_who_keeps_out_takes_their_points_along(desk: Store) -> None:
    one, other = nominate(desk, 4), nominate(desk, 5)
    for id in (one, other):
        points(desk, id, 3, 5, 5, 5)
    desk.write("Keep out", score.declare, one, 3)
    assert {g.nomination_id for g in desk.read(score.of, [one, other])} == {other}


def test_what_is_about_one_person_is_gathered(desk: Store) -> None:
    first = nominate(desk, 4, received_on=dt.date(2026, 11, 2))
    second = nominate(desk, 5, 4, received_on=dt.date(2026, 11, 3))
    team = nominate(desk, team_name="Night shift")
    other = nominate(desk, 6, team_name="night SHIFT")
    assert [r.id for r in desk.read(reading.same_nominee, first)] == [second]
    assert [(title, [r.id for r in rows]) for title, rows in desk.read(reading.gathered)] == [
        ("Tom Hartley", [first, second]), ("Night shift", [team, other]),
    ]  # fmt: skip
    by_id = {r.id: r for r in desk.read(reading.of_round, 1)}
    assert by_id[first].gathered == (by_id[second].number,)
    assert by_id[team].gathered == (by_id[other].number,)


def test_somebody_is_found_by_name_and_by_words(desk: Store) -> None:
    id = nominate(desk, 5, citation="She opened every door.")
    given.nominate(desk, 4)
    assert desk.read(nomination.ids, "lukasz door") == [id]
    assert desk.read(nomination.ids, "lukasz window") == []
    assert desk.read(nomination.counts) == nomination.Counts(2, 0, 0)
