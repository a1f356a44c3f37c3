"""No document that there is, whoever adds it, prints what was turned down or who would rather not."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings
from hypothesis import given as examples
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from allydesk import awarding
from allydesk.errors import Problem
from allydesk.models.awards import nomination
from allydesk.models.awards.nomination import Nomination
from allydesk.models.awards.recipient import AGREED
from allydesk.models.base import put
from allydesk.reports import report
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.models.awards import factories as of
from tests.reports.engine import pdf

# For the coordinator's folder, or handed to nobody but the person it names.
OWN = {"award-certificate", "award-register", "shortlist", "thank-you-card"}
PEOPLE = 6
AWARDS = st.lists(
    st.tuples(
        st.dictionaries(st.integers(1, PEOPLE), st.sampled_from([*AGREED]), min_size=1, max_size=4),
        st.sampled_from(["award", "thanks"]),
        st.integers(0, 90),  # days ago: a wall of thanks goes back as far by itself
    ),
    min_size=1,
    max_size=5,
)
STATES = st.lists(st.sampled_from([*nomination.STATES]), min_size=1, max_size=6)


class RollBack(Exception):
    """Ends an example: the desk is as it was before."""


@pytest.fixture
def desk(store: Store) -> Store:
    """Open a desk on which every document has something to print."""
    for n in range(PEOPLE):
        factories.person(store, f"Nominee{n} Surname{n}")
    group = factories.group(store, "Everyone")
    for person in range(1, PEOPLE + 1):
        factories.membership(store, person, group, scope="anyone")
    starts = dt.datetime.combine(TODAY, dt.time(18))
    factories.hosted(store, factories.event(store, "Summer picnic", starts=starts), group)
    of.round_of(store, [1], of.kind(store))
    of.signatory(store)
    return store


def papers(s: Session) -> Iterator[tuple[str, str]]:
    """Give the words of every document, as whoever may see the least gets it."""
    for name, one in report.available().items():
        asked = {o.name for o in one.all_options()}
        wide: dict[str, object] = {"group": "Everyone", "event": "picnic", "audience": "anyone"}
        if "group" not in asked:
            wide["people"] = tuple(range(1, PEOPLE + 1))
        given = {key: value for key, value in wide.items() if key in asked}
        try:
            options = report.settle(s, one, given, TODAY)
            data = one.collect(s, options)
        except Problem:  # as one about feedback, where there is none
            continue
        done = report.typeset(one, options, data, "Harbour & Vale", None)
        yield name, " ".join(pdf.text(done.pdf).split())


def turned_down(s: Session, n: int, state: str) -> bool:
    """Add a nomination in a state; say whether it must not be printed."""
    values = {
        "citation": f"said{n}x",
        "evidence": f"shown{n}x",
        "received_on": TODAY,
        "round_id": 1,
    }
    id = nomination.add(s, values, [n % PEOPLE + 1])
    if state in ("given", "thanked"):
        kind = "award" if state == "given" else "thanks"
        draft = awarding.draft(s, id, TODAY, kind=kind)._replace(nominations=(id,))
        awarding.put_award(s, draft, draft.values, "yes")
    elif state != "received":
        put(s, Nomination, id, {"state": state, "reason": f"reason{n}x"})
    return state in nomination.TURNED_DOWN


# Not made smaller: all documents take half a second each time.
@settings(max_examples=4, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@examples(awards=AWARDS, states=STATES)
def test_every_document_keeps_it(
    desk: Store, awards: list[tuple[dict[int, str], str, int]], states: list[str]
) -> None:
    def example(s: Session) -> None:
        quiet, open_ = set(), set()
        for n, (answers, kind, ago) in enumerate(awards):
            values = {
                "kind": kind, "given_on": TODAY - dt.timedelta(days=ago), "event_id": 1,
                "citation": f"words{n}x", "team_name": f"Team{n}x", "title": f"Title{n}x",
            }  # fmt: skip
            draft = awarding.Draft(values, tuple(answers), (), (), ())
            awarding.put_award(s, draft, values, answers)
            (open_ if set(answers.values()) == {"yes"} else quiet).update(
                {f"words{n}x", f"Team{n}x"}
            )
        down = {n for n, state in enumerate(states) if turned_down(s, n, state)}
        never = {f"{word}{n}x" for n in down for word in ("said", "shown", "reason")}
        found = dict(papers(s))
        assert len(found) > 30
        assert {"ceremony", "award-year", "recognition", "agenda", "handout", "minutes"} <= {*found}
        for name, words in found.items():
            assert not [w for w in never if w in words], name
            assert name in OWN or not [w for w in quiet if w in words], name
        assert all(w in found["thanks-wall"] for w in open_ if w.startswith("words"))
        raise RollBack

    with pytest.raises(RollBack):
        desk.write("Example", example)
