"""What leaves the desk: nothing that was turned down, and nobody who did not agree to be thanked."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from allydesk import awarding, transfer
from allydesk.models.awards import award, nomination, public, reading
from allydesk.models.awards import round as rounds
from allydesk.models.awards.award import Award
from allydesk.models.awards.nomination import Nomination
from allydesk.models.awards.recipient import AGREED
from allydesk.models.base import drop, put
from allydesk.models.event import Event
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.models.awards import factories as of

PEOPLE = 6
Given = tuple[dict[int, str], str, bool, int]  # answers, kind, as a team, days ago
NOON = dt.datetime.combine(TODAY, dt.time(12))
YEAR_AGO = TODAY - dt.timedelta(days=365)


class RollBack(Exception):
    """Ends an example: the desk is as it was before."""


@pytest.fixture
def desk(store: Store) -> Store:
    for n in range(PEOPLE):
        factories.person(store, f"Nominee{n} Surname{n}")
    of.round_of(store, [1], of.kind(store))
    factories.event(store, starts=dt.datetime.combine(TODAY, dt.time(18)))
    return store


ANSWERS = st.dictionaries(st.integers(1, PEOPLE), st.sampled_from(list(AGREED)), max_size=4)
AWARDS = st.lists(
    st.tuples(ANSWERS, st.sampled_from(["award", "thanks"]), st.booleans(), st.integers(0, 300)),
    max_size=8,
)


def texts(s: Session, event: int) -> Iterator[str]:
    """Give everything that others than the coordinator may get to read about awards."""
    yield from map(str, public.wall(s, YEAR_AGO, TODAY))
    yield from map(str, public.to_read_out(s, event))
    for audience in (Audience.LEADS, Audience.GROUP, Audience.ANYONE):
        yield from map(str, transfer.awards_sheet(s, audience).rows)


def give(s: Session, n: int, answers: dict[int, str], kind: str, team: bool, ago: int) -> None:
    """Give the n-th award to people who answered so, with a sentence that names each of them."""
    values = {
        "kind": kind, "given_on": TODAY - dt.timedelta(days=ago),
        "citation": f"award{n} " + " ".join(f"Nominee{p - 1}!{n}" for p in answers),
        "team_name": f"Team{n}!" if team or not answers else None,
        "title": f"Title{n}!", "behaviours": f"empathy; Value{n}!",
        "event_id": put(s, Event, None, {"title": f"Event{n}!", "starts": NOON}),
    }  # fmt: skip
    awarding.put_award(s, awarding.Draft(values, tuple(answers), (), (), ()), values, answers)


def not_to_be_heard(awards: list[Given], erased: set[int]) -> Iterator[str]:
    """Give the words that nobody else may read: of whom, and of what, somebody did not agree."""
    agreed = {p for answers, *_rest in awards for p, answer in answers.items() if answer == "yes"}
    yield from (f"Nominee{p - 1} Surname" for p in range(1, PEOPLE + 1) if p not in agreed)
    for n, (answers, *_rest) in enumerate(awards):
        yield from (f"Nominee{p - 1}!{n}" for p, answer in answers.items() if answer != "yes")
        if set(answers.values()) != {"yes"} or answers.keys() & erased:
            yield from (f"{what}{n}!" for what in ("Title", "Value", "Event"))
            yield from (f"award{n} ", f"Team{n}!")


@settings(max_examples=60)
@given(awards=AWARDS, erased=st.sets(st.integers(1, PEOPLE), max_size=2))
def test_who_did_not_agree_is_on_no_wall_no_agenda_and_in_no_list(
    desk: Store,
    awards: list[Given],
    erased: set[int],
) -> None:
    def example(s: Session) -> None:
        for n, one in enumerate(awards):
            give(s, n, *one)
        for p in erased:
            drop(s, Person, [p])
        shown = "\n".join(texts(s, 1))
        assert not [word for word in not_to_be_heard(awards, erased) if word in shown]
        raise RollBack

    with pytest.raises(RollBack):
        desk.write("Example", example)


STATES = st.lists(
    st.tuples(
        st.sampled_from(["received", "shortlisted", "declined", "withdrawn", "given", "thanked"]),
        st.lists(st.integers(1, PEOPLE), min_size=1, max_size=3, unique=True),
        st.booleans(),
    ),
    max_size=10,
)


@settings(max_examples=60)
@given(made=STATES)
def test_what_was_declined_or_withdrawn_is_on_no_paper_unless_asked_for(
    desk: Store, made: list[tuple[str, list[int], bool]]
) -> None:
    def example(s: Session) -> None:
        out, all_of_them = set(), set()
        for n, (state, people, in_round) in enumerate(made):
            words = f"words{n}."
            values = {"citation": words, "received_on": TODAY, "round_id": 1 if in_round else None}
            id = nomination.add(s, values, people)
            if state in ("given", "thanked"):
                kind = "award" if state == "given" else "thanks"
                draft = awarding.draft(s, id, TODAY, kind=kind)._replace(nominations=(id,))
                awarding.put_award(s, draft, draft.values, "yes")
            elif state != "received":
                put(s, Nomination, id, {"state": state, "reason": "Because"})
            all_of_them.add(words)
            if state in nomination.TURNED_DOWN:
                out.add(words)
        shown = "\n".join(
            str(x)
            for x in (
                *nomination.for_paper(s), *nomination.for_paper(s, states=("declined", "received")),
                *reading.of_round(s, 1, names=True), *reading.of_round(s, 1), *reading.gathered(s),
                *(r for p in range(1, PEOPLE + 1) for r in nomination.of_person(s, p)),
                *transfer.nominations_sheet(s, private=True).rows, *award.register(s),
                *public.wall(s, YEAR_AGO, TODAY), *public.to_read_out(s, 1),
            )
        )  # fmt: skip
        assert not [w for w in out if w in shown]
        assert all(w in shown for w in all_of_them - out)
        asked = str(transfer.nominations_sheet(s, turned_down=True).rows)
        assert all(w in asked for w in all_of_them)
        raise RollBack

    with pytest.raises(RollBack):
        desk.write("Example", example)


# ---- shout-outs


def thank(desk: Store, *people: int, agreed: str = "yes", sentence: str = "Thank you.") -> int:
    return awarding.quick_thanks(desk, people, sentence, on=TODAY, agreed=agreed)


def test_a_shout_out_is_offered_until_it_was_read(desk: Store) -> None:
    first, second = thank(desk, 1, sentence="For the door."), thank(desk, 2)
    thank(desk, 3, agreed="not_asked")
    assert [p.for_whom for p in desk.read(public.to_read_out, 1)] == [
        "Nominee0 Surname0", "Nominee1 Surname1",
    ]  # fmt: skip
    awarding.read_out(desk, [first], 1)
    assert [p.id for p in desk.read(public.to_read_out, 1)] == [second]
    assert desk.read(award.row, first).read_on == TODAY
    desk.undo()
    assert len(desk.read(public.to_read_out, 1)) == 2
    early = factories.event(desk, starts=dt.datetime(2026, 11, 1, 9))
    assert desk.read(public.to_read_out, early) == []


def test_an_answer_that_comes_later_counts_at_once(desk: Store) -> None:
    id = thank(desk, 1, 2, agreed="not_asked")
    assert desk.read(public.wall, YEAR_AGO, TODAY) == []
    awarding.agree(desk, id, "yes", [2])
    (half,) = desk.read(public.wall, YEAR_AGO, TODAY)
    assert (half.names, half.citation) == (("Nominee1 Surname1",), None)
    awarding.agree(desk, id, "yes")
    (whole,) = desk.read(public.wall, YEAR_AGO, TODAY)
    assert whole.citation == "Thank you."
    awarding.agree(desk, id, "no", [1])
    (half,) = desk.read(public.wall, YEAR_AGO, TODAY)
    assert half.names == ("Nominee1 Surname1",)


def test_where_it_was_handed_over_is_not_told_when_that_tells_more(desk: Store) -> None:
    quiet = factories.group(desk, "Quiet", listing="private")
    event = factories.hosted(desk, factories.event(desk, "Quiet evening"), quiet)
    id = thank(desk, 1)
    desk.write("Where", put, Award, id, {"event_id": event})
    (own,) = desk.read(award.rows, [id])
    assert (own.event, own.event_id) == (None, None)
    here = factories.event(desk, "Open evening")
    desk.write("Where", put, Award, id, {"event_id": here})
    (own,) = desk.read(award.rows, [id], Audience.ANYONE)
    assert own.event == "Open evening"


def test_somebody_erased_leaves_the_number_and_no_sentence_about_them(desk: Store) -> None:
    both = of.give(desk, of.nominate(desk, 1, 2, citation="Nominee0 and Nominee1"), agreed="yes")
    desk.write("Not her", public.agree, both, "not_asked", [1])
    desk.write("Erase", drop, Person, [1])
    (row,) = desk.read(award.register)
    assert (row.number, row.names) == ("2026-001", ("Nominee1 Surname1",))
    (shown,) = desk.read(public.wall, YEAR_AGO, TODAY)
    assert shown.citation is None
    desk.undo()
    assert desk.read(award.row, both).names == ("Nominee0 Surname0", "Nominee1 Surname1")
    assert desk.read(rounds.committee, 1)[0].id == 1
