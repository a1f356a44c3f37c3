"""Courses, rules and completions with sensible contents."""

import datetime as dt
from collections.abc import Callable

import pytest

from allydesk.models import base
from allydesk.models.base import put
from allydesk.models.learning import completion
from allydesk.models.learning.completion import Completion
from allydesk.models.learning.course import Course
from allydesk.models.learning.requirement import Requirement
from allydesk.store import Store
from tests.factories import TODAY

Make = Callable[..., int]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be Thursday 19 November 2026."""
    monkeypatch.setattr("allydesk.dates.today", lambda: TODAY)
    assert base.today() == TODAY
    assert completion.today() == TODAY


@pytest.fixture
def course(store: Store) -> Make:
    """Make a course and give its id."""

    def make(title: str = "Noticing bias", **values: object) -> int:
        return store.write("Add course", put, Course, None, {"title": title, **values})

    return make


@pytest.fixture
def required(store: Store) -> Make:
    """Make a rule that a course is required, of everyone from today on unless told otherwise."""

    def make(course: int, who: str = "everyone", **values: object) -> int:
        given = {"course_id": course, "who": who, "from_day": TODAY, **values}
        return store.write("Add rule", put, Requirement, None, given)

    return make


@pytest.fixture
def done(store: Store) -> Make:
    """Note that somebody has done a course."""

    def make(person: int, course: int, on: dt.date = dt.date(2026, 9, 1), **values: object) -> int:
        given = {"person_id": person, "course_id": course, "completed_on": on, **values}
        return store.write("Add completion", put, Completion, None, given)

    return make
