"""Two people who are one: awards, nominations and scores of both are those of the one."""

import pytest

from allydesk.models import merge
from allydesk.models.awards import award, nomination, score
from allydesk.models.awards import round as rounds
from allydesk.store import Store
from tests import factories
from tests.models.awards import factories as given


@pytest.mark.parametrize(
    ("kept", "gone", "after"),
    [("yes", "no", "no"), ("not_asked", "yes", "not_asked"), ("yes", "yes", "yes")],
)
def test_of_two_answers_the_more_careful_counts(
    store: Store, kept: str, gone: str, after: str
) -> None:
    one, other = factories.people(store, "Siobhan ONeill", "Siobhán O’Neill")
    both = given.give(store, given.nominate(store, one, other), agreed={one: kept, other: gone})
    store.write("Make them one", merge.people, one, other, {})
    (to,) = store.read(award.row, both).to
    assert (to.person_id, to.public_thanks) == (one, after)
    assert store.read(award.row, both).given_to == 1
    store.undo()
    assert [t.public_thanks for t in store.read(award.row, both).to] == [kept, gone]


def test_nominations_scores_and_the_committee_move_over(store: Store) -> None:
    one, other, tom = factories.people(store, "Siobhan ONeill", "Siobhán O’Neill", "Tom")
    the_round = given.round_of(store, [one, other])
    about_tom = given.nominate(store, tom, round_id=the_round)
    first = store.read(rounds.criteria, the_round)[0].id
    store.write("Score", score.give, about_tom, one, {first: 4})
    store.write("Score", score.give, about_tom, other, {first: 2})
    both = given.nominate(store, one, other)
    theirs = given.nominate(store, other, nominator_id=other)
    store.write("Make them one", merge.people, one, other, {"full_name": "Siobhán O’Neill"})
    assert store.read(nomination.row, both).people == (one,)
    assert store.read(nomination.row, theirs).people == (one,)
    assert store.read(nomination.row, theirs).nominator == "Siobhán O’Neill"
    assert [r.id for r in store.read(rounds.committee, the_round)] == [one]
    assert [(g.rater_id, g.points) for g in store.read(score.of, [about_tom])] == [(one, 4)]
