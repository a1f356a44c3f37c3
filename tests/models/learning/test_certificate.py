"""The register: a number once, reprints marked, gaps explained."""

import datetime as dt

import pytest

from allydesk.errors import Problem
from allydesk.models.base import drop
from allydesk.models.learning import certificate, completion
from allydesk.models.learning.completion import Completion
from allydesk.store import Store
from tests import factories
from tests.factories import TODAY
from tests.models.learning.conftest import Make


@pytest.fixture
def three(store: Store, course: Make, done: Make) -> list[int]:
    bias = course()
    return [done(p, bias) for p in factories.people(store, "Zoë", "Amir", "Łukasz")]


def numbers(store: Store) -> list[int]:
    return [line.number for line in store.read(certificate.register)]


def test_numbers_follow_each_other_and_stay(store: Store, three: list[int]) -> None:
    assert store.write("Number", certificate.issue, three[:2]) == [1, 2]
    assert store.write("Number", certificate.issue, three[::-1]) == [3, 2, 1]
    line = store.read(certificate.register)[-1]
    assert (line.words, line.name, line.issued_on) == ("2026-0001", "Zoë", TODAY)
    assert [r.certificate for r in store.read(completion.some, three)] == [
        "2026-0001",
        "2026-0002",
        "2026-0003",
    ]


def test_a_number_that_was_undone_is_never_given_again(store: Store, three: list[int]) -> None:
    store.write("Number", certificate.issue, three[:1])
    store.undo()
    assert store.write("Number", certificate.issue, three[1:]) == [2, 3]
    gap = store.read(certificate.register)[-1]
    assert (gap.number, gap.why, gap.words) == (1, certificate.TAKEN_BACK, "0001")


def test_it_is_kept_over_a_restart(store: Store, three: list[int]) -> None:
    store.write("Number", certificate.issue, three)
    store.write("Delete", drop, Completion, three)
    path = store.path
    store.close()
    with Store.open(path) as again:
        assert numbers(again) == [3, 2, 1]
        assert {line.why for line in again.read(certificate.register)} == {certificate.DELETED}


def test_a_revoked_one_stays_in_the_register_and_gets_no_new_number(
    store: Store, three: list[int]
) -> None:
    store.write("Number", certificate.issue, three[:1])
    store.write("Revoke", completion.revoke, three, "Nobody was there", dt.date(2026, 11, 1))
    assert store.read(certificate.register)[0].revoked_on == dt.date(2026, 11, 1)
    with pytest.raises(Problem, match="revoked or not passed gets no certificate"):
        store.write("Number", certificate.issue, three)
    assert numbers(store) == [1]  # nothing half done


def test_the_second_print_is_a_reprint(store: Store, three: list[int]) -> None:
    store.write("Number", certificate.issue, three[:2])
    store.write("Printed", certificate.note_printed, [1, 1])
    first, second = store.read(certificate.register)[::-1]
    assert (first.reprint, first.printed, first.printed_on) == (True, 1, TODAY)
    assert second.reprint is False
