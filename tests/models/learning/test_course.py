"""Courses: when what was learned runs out, and what follows from a change of the rule."""

import datetime as dt

import pytest

from allydesk.errors import Invalid, Problem
from allydesk.models import series
from allydesk.models.base import drop, put, values
from allydesk.models.event import Event
from allydesk.models.learning import completion
from allydesk.models.learning import course as courses
from allydesk.models.learning.course import Course, expiry
from allydesk.store import Store
from tests import factories
from tests.models.learning.conftest import Make


@pytest.mark.parametrize(
    ("on", "months", "until"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2028, 1, 31), 1, (2028, 2, 29)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2024, 2, 29), 48, (2028, 2, 29)),
        ((2026, 12, 31), 2, (2027, 2, 28)),
        ((2026, 12, 1), 1, (2027, 1, 1)),
    ],
)
def test_the_last_day_it_counts(
    on: tuple[int, int, int], months: int, until: tuple[int, int, int]
) -> None:
    assert expiry(dt.date(*on), months) == dt.date(*until)


def test_without_months_it_counts_for_ever() -> None:
    assert expiry(dt.date(2024, 2, 29), None) is None


@pytest.mark.parametrize("months", [0, -1, 601])
def test_a_refresh_of_no_months_is_one_plain_sentence(course: Make, months: int) -> None:
    with pytest.raises(Invalid) as caught:
        course(refresh_months=months)
    assert caught.value.fields == {
        "refresh_months": "Choose 1 month or more. Leave it empty if it never has to be repeated."
    }


def test_a_title_is_there_once(course: Make) -> None:
    course("Bias")
    with pytest.raises(Invalid, match="There is already a course called “Bias”"):
        course("BIAS")


def test_another_rule_moves_the_days_but_not_those_somebody_typed(
    store: Store, course: Make, done: Make
) -> None:
    bias = course(refresh_months=12)
    zoe, amir = factories.people(store, "Zoë", "Amir")
    usual, typed = (
        done(zoe, bias, dt.date(2026, 1, 31)),
        done(amir, bias, dt.date(2026, 1, 31), expires=dt.date(2030, 1, 1)),
    )
    store.write("Change", put, Course, bias, {"refresh_months": 13})
    days = {r.id: r.expires for r in store.read(completion.of_course, bias)}
    assert days == {usual: dt.date(2027, 2, 28), typed: dt.date(2030, 1, 1)}
    store.write("Change", put, Course, bias, {"refresh_months": None})
    assert {r.expires for r in store.read(completion.of_course, bias)} == {
        None,
        dt.date(2030, 1, 1),
    }
    store.undo()
    store.undo()
    assert store.read(completion.card, usual)["expires"] == dt.date(2027, 1, 31)


def test_a_refused_refresh_moves_nothing(store: Store, course: Make, done: Make) -> None:
    bias = course(refresh_months=12)
    one = done(factories.person(store), bias, dt.date(2026, 1, 31))
    with pytest.raises(Invalid):
        store.write("Change", put, Course, bias, {"refresh_months": 0})
    assert store.read(completion.card, one)["expires"] == dt.date(2027, 1, 31)
    assert (found := store.read(courses.row, bias))
    assert found.refresh_months == 12


def test_copies_series_and_templates_are_sessions_of_the_same_course(
    store: Store, course: Make
) -> None:
    bias = course()
    event = factories.event(store, course_id=bias)
    copied = store.write("Copy", series.copy, event, dt.datetime(2026, 12, 1, 9))
    template = store.write("Keep", series.save_template, event, "Bias")
    used = store.write("Use", series.copy, template, dt.datetime(2026, 12, 2, 9))
    dates = store.write("Repeat", series.repeat, event, [dt.date(2026, 12, 8)])
    assert set(store.read(courses.sessions, bias)) == {event, copied, used, *dates}
    assert template not in store.read(courses.sessions, bias)
    assert (found := store.read(courses.of_event, copied))
    assert found.id == bias


def test_an_event_outlives_its_course(store: Store, course: Make) -> None:
    bias = course()
    event = factories.event(store, course_id=bias)
    store.write("Delete", completion.remove_course, bias)
    assert store.read(values, Event, event)["course_id"] is None
    store.undo()
    assert store.read(values, Event, event)["course_id"] == bias


def test_a_course_that_people_have_done_is_retired_not_deleted(
    store: Store, course: Make, done: Make
) -> None:
    bias = course()
    done(factories.person(store), bias)
    with pytest.raises(Problem, match="Mark it as no longer offered; its history stays"):
        store.write("Delete", completion.remove_course, bias)
    store.write("Retire", put, Course, bias, {"status": "retired"})
    assert store.read(courses.listing) == []
    assert [c.id for c in store.read(courses.listing, chip="retired")] == [bias]
    assert store.write("Delete", drop, Course, [bias]) == 1  # who insists can, and can undo it
    store.undo()
    assert len(store.read(completion.of_course, bias)) == 1
