"""Completions: their rules, who is told of them, and what becomes of them."""

import datetime as dt

import pytest

from allydesk.errors import Invalid
from allydesk.models import merge
from allydesk.models.base import drop, put
from allydesk.models.event import Event
from allydesk.models.group import Group
from allydesk.models.learning import certificate, completion, standing
from allydesk.models.learning.completion import Completion
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.store import Store
from allydesk.transfer import learning_sheets
from tests import factories
from tests.factories import TODAY
from tests.models.learning.conftest import Make

OTHERS = [a for a in Audience if a is not Audience.COORDINATOR]


def refused(store: Store, values: dict[str, object], id: int | None = None) -> dict[str, str]:
    before = store.last_step
    with pytest.raises(Invalid) as caught:
        store.write("Change", put, Completion, id, values)
    assert store.last_step == before
    return dict(caught.value.fields)


def test_what_is_left_out_follows_from_the_course(store: Store, course: Make, done: Make) -> None:
    bias = course(minutes=90, refresh_months=12)
    one = done(factories.person(store), bias, dt.date(2026, 2, 28))
    card = store.read(completion.card, one)
    assert (card["minutes"], card["result"], card["expires"]) == (90, "done", dt.date(2027, 2, 28))
    store.write("Change", put, Completion, one, {"completed_on": dt.date(2026, 3, 31)})
    assert store.read(completion.card, one)["expires"] == dt.date(2027, 3, 31)
    store.write("Change", put, Completion, one, {"expires": None})
    assert store.read(completion.card, one)["expires"] is None  # said on purpose


def test_before_they_started_is_one_sentence_and_can_be_meant(store: Store, course: Make) -> None:
    zoe = factories.person(store, started=dt.date(2025, 3, 1))
    values = {"person_id": zoe, "course_id": course(), "completed_on": dt.date(2025, 2, 28)}
    assert refused(store, values) == {
        "completed_on": "They started on 1 Mar 2025, after this. "
        "Check the day, or tick “From an earlier job”."
    }
    store.write("Add", put, Completion, None, values | {"earlier": True})
    assert [r.earlier for r in store.read(completion.of_person, zoe)] == [True]


def test_other_rules_are_one_sentence_each(store: Store, course: Make, done: Make) -> None:
    zoe, bias = factories.person(store), course()
    values = {"person_id": zoe, "course_id": bias, "completed_on": dt.date(2026, 9, 1)}
    tomorrow = TODAY + dt.timedelta(days=1)
    assert "still to come" in refused(store, values | {"completed_on": tomorrow})["completed_on"]
    early = refused(store, values | {"expires": dt.date(2026, 8, 31)})
    assert early == {"expires": "It would run out before the day it was done."}
    one = done(zoe, bias)
    assert refused(store, values) == {"completed_on": completion.TWICE}
    assert refused(store, {"revoked_on": TODAY}, one) == {
        "revoked_because": "Say why it was revoked."
    }
    soon = {"revoked_on": dt.date(2026, 8, 1), "revoked_because": "A mistake"}
    assert "before the day it was done" in refused(store, soon, one)["revoked_on"]


def test_a_revoked_one_never_counts_and_leaves_room_for_another(
    store: Store, course: Make, done: Make, required: Make
) -> None:
    zoe, bias = factories.person(store), course(refresh_months=12)
    required(bias)
    one = done(zoe, bias)
    status = lambda: store.read(standing.of_person, zoe)[0][1].status  # noqa: E731
    assert status() == "current"
    store.write("Revoke", completion.revoke, [one], "Signed in for somebody else")
    assert status() == "missing"
    assert store.read(completion.of_person, zoe)[0].counts is False
    again = done(zoe, bias)
    assert status() == "current"
    store.write("Delete", drop, Completion, [again])
    store.write("Restore", completion.restore, [one])
    row = store.read(completion.of_person, zoe)[0]
    assert (row.counts, row.revoked_because, status()) == (True, None, "current")
    store.write("Revoke", completion.revoke, [one], "A mistake")
    done(zoe, bias)
    with pytest.raises(Invalid):  # one cannot be restored beside another of that day
        store.write("Restore", completion.restore, [one])


def test_what_was_not_passed_does_not_count(store: Store, course: Make, done: Make) -> None:
    zoe, bias = factories.person(store), course()
    done(zoe, bias, result="failed")
    assert store.read(standing.of_person, zoe)[0][1] is standing.NONE


# ---- the gate


@pytest.fixture
def hidden(store: Store, course: Make, done: Make, required: Make) -> tuple[int, int, int]:
    """Let Zoë have done a course with a private group: person, course, event."""
    zoe, bias = factories.person(store, "Zoë"), course()
    required(bias)
    quiet = factories.group(store, "Quiet Circle", listing="private")
    starts = dt.datetime(2026, 9, 1, 9)
    event = factories.event(store, "Bias, in our circle", starts=starts, course_id=bias)
    factories.hosted(store, event, quiet)
    done(zoe, bias, event_id=event)
    return zoe, bias, event


@pytest.mark.parametrize("audience", OTHERS)
def test_done_with_a_private_group_nobody_else_is_told(
    store: Store, hidden: tuple[int, int, int], audience: Audience
) -> None:
    zoe, bias, event = hidden
    store.write("Number", lambda s: certificate.issue(s, [1]))
    assert store.read(completion.of_person, zoe, audience) == []
    assert store.read(completion.of_course, bias, audience) == []
    assert store.read(completion.everywhere, audience) == []
    assert store.read(completion.some, [1], audience) == []
    [line] = store.read(certificate.register, audience)
    assert (line.name, line.course) == (None, None)
    found = store.read(standing.matrix, audience=audience)
    assert found.cells[0][0].status == "missing"  # as if there were nothing
    assert found.cells[0][0].completed_on is None
    saved = str(store.read(learning_sheets, audience))
    assert "Zoë" not in saved
    at_home = store.read(completion.of_event, event, audience)  # who was there knows who was there
    assert [r.name for r in at_home] == ([] if audience is Audience.ANYONE else ["Zoë"])


def test_the_coordinator_knows_it_was_done_but_not_where(
    store: Store, hidden: tuple[int, int, int]
) -> None:
    zoe, _bias, event = hidden
    [row] = store.read(completion.of_person, zoe)
    assert (row.course, row.event, row.event_id) == ("Noticing bias", None, None)
    assert store.read(standing.matrix).cells[0][0].status == "current"
    [ticked] = store.read(completion.of_person, zoe, private_groups=True)
    assert (ticked.event, ticked.event_id) == ("Bias, in our circle", event)


def test_it_stays_hidden_when_the_event_is_deleted(
    store: Store, hidden: tuple[int, int, int]
) -> None:
    zoe, _bias, event = hidden
    store.write("Delete", drop, Event, [event])
    assert store.read(completion.of_person, zoe, Audience.ANYONE) == []
    assert len(store.read(completion.of_person, zoe)) == 1


def test_once_the_group_is_open_it_is_told(store: Store, hidden: tuple[int, int, int]) -> None:
    zoe, _bias, _event = hidden
    store.write("Open", put, Group, 1, {"listing": "open"})
    [row] = store.read(completion.of_person, zoe, Audience.ANYONE)
    assert row.event == "Bias, in our circle"


def test_a_reader_that_goes_round_the_gate_is_stopped(store: Store) -> None:
    from sqlalchemy import select

    with pytest.raises(RuntimeError, match="went round the consent gate"):
        store.read(lambda s: s.execute(select(Completion.person_id)).all())


# ---- two people who are one, and people who go


def test_two_people_who_are_one_keep_what_both_have_done(
    store: Store, course: Make, done: Make
) -> None:
    keep, gone = factories.people(store, "Zoë Berg", "Zoe Berg")
    bias, listening = course("Bias"), course("Listening")
    done(keep, bias)
    with_number = done(gone, bias)
    only = done(gone, listening)
    store.write("Number", certificate.issue, [with_number])
    values = {"full_name": "Zoë Berg"}
    store.write("Merge", merge.people, keep=keep, gone=gone, values=values)
    rows = store.read(completion.of_person, keep)
    assert {r.id for r in rows} == {with_number, only}
    assert [r.name for r in store.read(certificate.register)] == ["Zoë Berg"]
    store.undo()
    assert len(store.read(completion.of_person, gone)) == 2
    assert len(store.read(completion.of_person, keep)) == 1


def test_a_person_who_goes_leaves_the_number_in_the_register(
    store: Store, course: Make, done: Make
) -> None:
    zoe = factories.person(store)
    store.write("Number", certificate.issue, [done(zoe, course())])
    store.write("Delete", drop, Person, [zoe])
    [line] = store.read(certificate.register)
    assert (line.number, line.name, line.why) == (1, None, certificate.DELETED)
    assert store.read(completion.everywhere) == []
    store.undo()
    assert store.read(certificate.register)[0].name == "Zoë Łukaszewicz"
