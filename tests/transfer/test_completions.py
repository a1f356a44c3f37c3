"""Completions out of a spreadsheet: read, matched, confirmed, brought in as one step, and out again."""

import datetime as dt
from pathlib import Path

import pytest

from allydesk import transfer
from allydesk.errors import Problem
from allydesk.models.base import put
from allydesk.models.learning import completion, course
from allydesk.models.learning.course import Course
from allydesk.store import Store
from allydesk.transfer import Answers, Sheet, completions
from tests import factories
from tests.factories import TODAY
from tests.transfer.helpers import Rows, lines, xlsx

DAY = dt.date


@pytest.fixture
def desk(store: Store) -> Store:
    """Make a desk with two people and a course that runs out after a year."""
    factories.person(store, "Zoë Berg", staff_number="17", started=DAY(2024, 1, 1))
    factories.person(store, "Amir Aziz", email="amir@example.org")
    given = {"title": "Noticing bias", "refresh_months": 12, "minutes": 90}
    store.write("Add", put, Course, None, given)
    return store


def planned(store: Store, source: Path, **given: object) -> completions.Plan:
    sheet = completions.likely_sheet(transfer.open_list(source))
    columns = completions.guess(sheet)
    return store.read(completions.plan, sheet, columns, **{"today": TODAY, **given})


def brought_in(store: Store, rows: Rows, path: Path, **given: object) -> completions.Plan:
    found = planned(store, xlsx(path / "list.xlsx", rows), **given)
    assert store.write(found.label, completions.bring_in, found) == len(found.new)
    return found


def test_a_list_as_a_learning_system_saves_it(desk: Store, tmp_path: Path) -> None:
    rows = [
        ["Employee ID", "Learner name", "Course title", "Completion date", "Duration (hrs)",
         "Status", "Valid until", "Certificate no."],
        ["17", "Berg, Zoë", "Noticing Bias", DAY(2026, 1, 31), "1.5", "Passed", None, "A-1"],
        [None, "Amir Aziz", "First aid", DAY(2026, 3, 2), "1:30", "Completed", DAY(2028, 3, 1), None],
    ]  # fmt: skip
    found = brought_in(desk, rows, tmp_path)
    assert (found.label, found.courses) == ("Bring in 2 completions", ("First aid",))
    amir, zoe = desk.read(completion.everywhere)
    assert (zoe.course, zoe.completed_on, zoe.minutes, zoe.result) == (
        "Noticing bias", DAY(2026, 1, 31), 90, "passed",
    )  # fmt: skip
    assert (zoe.expires, zoe.certificate) == (DAY(2027, 1, 31), "A-1")
    assert (amir.course, amir.minutes, amir.expires) == ("First aid", 90, DAY(2028, 3, 1))
    again = planned(desk, tmp_path / "list.xlsx")
    assert (again.new, again.unchanged, again.courses) == ((), 2, ())
    assert desk.undo() == "Bring in 2 completions"
    assert desk.read(completion.everywhere) == []
    assert [c.title for c in desk.read(course.listing)] == ["Noticing bias"]


def test_before_they_started_is_brought_in_once_that_is_said(desk: Store, tmp_path: Path) -> None:
    rows = [["Name", "Course", "Date"], ["Zoë Berg", "Noticing bias", DAY(2023, 5, 1)]]
    found = brought_in(desk, rows, tmp_path)
    [trouble] = found.needs_you
    assert (found.new, trouble.way) == ((), "anyway")
    assert trouble.reason == "They started here on 1 Jan 2024. It may be from an earlier job."
    answers = Answers(anyway=frozenset([trouble.row]))
    found = brought_in(desk, rows, tmp_path, answers=answers)
    assert len(found.new) == 1
    assert [r.earlier for r in desk.read(completion.everywhere)] == [True]


def test_rows_that_stay_outside_say_why(desk: Store, tmp_path: Path) -> None:
    rows = [
        ["Name", "Course", "Completed on", "Result", "Expires"],
        ["Nobody Atall", "Noticing bias", DAY(2026, 1, 1), None, None],
        ["Amir Aziz", "Noticing bias", TODAY + dt.timedelta(days=1), None, None],
        ["Amir Aziz", "Noticing bias", "soon", None, None],
        ["Amir Aziz", None, DAY(2026, 1, 1), None, None],
        ["Amir Aziz", "Noticing bias", DAY(2026, 1, 1), "87 %", None],
        ["Amir Aziz", "Noticing bias", DAY(2026, 2, 1), None, DAY(2026, 1, 1)],
        ["Amir Aziz", "noticing  BIAS", DAY(2026, 3, 1), "yes", None],
        ["Amir Aziz", "Noticing bias", DAY(2026, 3, 1), None, None],
        ["Amir Azis", "Noticing bias", DAY(2026, 4, 1), None, None],
        [None, "Noticing bias", DAY(2026, 4, 1), None, None],
    ]
    found = planned(desk, xlsx(tmp_path / "list.xlsx", rows))
    assert [n.row for n in found.new] == [8]
    assert [d.row for d in found.doubtful] == [10]
    assert found.doubtful[0].candidates[0].name == "Amir Aziz"
    assert {t.row: t.reason for t in found.left_out} == {
        2: "Nobody here is called that. Add the person first.",
        3: "This day is still to come.",
        4: "“soon” is not a day AllyDesk can read. Write it like 19/11/2026.",
        5: "The row names no course.",
        7: "It would run out before the day it was done.",
        9: "The same as row 8.",
        11: "There is no name.",
    }
    assert [t.row for t in found.needs_you] == [6]
    amir = found.doubtful[0].candidates[0].id
    answers = Answers(same={10: amir}, anyway=frozenset([6]), skip=frozenset([8]))
    sure = planned(desk, tmp_path / "list.xlsx", answers=answers)
    assert [n.row for n in sure.new] == [6, 9, 10]


def test_a_list_of_names_for_one_course_with_days_that_could_be_either(
    desk: Store, tmp_path: Path
) -> None:
    path = lines(tmp_path / "list.csv", "Name;Date\nZoë Berg;3/4/2026\nAmir Aziz;5/6/2026\n")
    found = planned(desk, path, course="Noticing bias")
    assert (found.dates_unclear, found.day_first) == (True, True)
    assert [dict(n.values)["completed_on"] for n in found.new] == [DAY(2026, 4, 3), DAY(2026, 6, 5)]
    other = planned(desk, path, course="Noticing bias", day_first=False)
    assert dict(other.new[0].values)["completed_on"] == DAY(2026, 3, 4)


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Name,Course", "does not say on which day"),
        ("Name,Date", "does not say which course"),
        ("Course,Date", "No names found"),
    ],
)
def test_a_list_that_lacks_a_column(
    desk: Store, tmp_path: Path, heading: str, sentence: str
) -> None:
    path = lines(tmp_path / "list.csv", f"{heading}\nZoë Berg,1/1/2026\n")
    with pytest.raises(Problem, match=sentence):
        planned(desk, path)


def test_a_desk_that_changed_meanwhile_is_checked_again(desk: Store, tmp_path: Path) -> None:
    rows = [["Name", "Course", "Date"], ["Zoë Berg", "Noticing bias", DAY(2026, 5, 1)]]
    found = planned(desk, xlsx(tmp_path / "list.xlsx", rows))
    factories.person(desk, "Somebody else")
    with pytest.raises(Problem, match="The desk has changed"):
        desk.write(found.label, completions.bring_in, found)
    assert desk.read(completion.everywhere) == []


def test_what_is_saved_comes_back_as_it_was(desk: Store, tmp_path: Path) -> None:
    rows = [
        ["Name", "Course", "Date", "Result"],
        ["Zoë Berg", "Noticing bias", DAY(2026, 1, 31), "Not passed"],
        ["Amir Aziz", "Noticing bias", DAY(2026, 2, 28), "Completed"],
    ]
    brought_in(desk, rows, tmp_path)
    before = desk.read(completion.everywhere)
    path = tmp_path / "out.xlsx"
    transfer.save(path, desk.read(transfer.learning_sheets), "en-GB")
    desk.undo()
    found = planned(desk, path)
    desk.write(found.label, completions.bring_in, found)
    after = desk.read(completion.everywhere)
    assert [r._replace(id=0) for r in after] == [r._replace(id=0) for r in before]


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Completion date", "completed_on"),
        ("Date of birth", None),
        ("Hire date", None),
        ("Learner e-mail", "email"),
        ("Training programme", "course"),
        ("Kurs", "course"),
        ("Teilnehmer", "full_name"),
        ("Gültig bis", "expires"),
        ("Zertifikat", "given_number"),
        ("Abteilung", "team"),
        ("Salary", None),
        ("", None),
    ],
)
def test_what_a_heading_promises(heading: str, target: str | None) -> None:
    sheet = Sheet("A", ((heading,), ("x",)), 0)
    assert completions.guess(sheet) == ({target: 0} if target else {})


def test_who_signed_up_or_was_not_there_has_completed_nothing(desk: Store, tmp_path: Path) -> None:
    """A learning system saves those too, beside the ones who are through."""
    words = ["No show", "In progress", "Not attended", "Registered", "Incomplete", "Attended"]
    rows: list[list[object]] = [["Name", "Course", "Date", "Status", "Duration"]]
    rows += [
        ["Amir Aziz", "Noticing bias", DAY(2026, 3, n), w, "1h30"] for n, w in enumerate(words, 1)
    ]
    found = planned(desk, xlsx(tmp_path / "list.xlsx", rows))
    assert [t.reason for t in found.left_out] == [
        f"“{w}” says that it was not completed." for w in words[:-1]
    ]
    assert [dict(n.values)["minutes"] for n in found.new] == [90]


def test_a_course_that_is_nearly_called_so_is_asked_about(desk: Store, tmp_path: Path) -> None:
    rows = [
        ["Name", "Course", "Date"],
        ["Zoë Berg", "Notising bias", DAY(2026, 5, 1)],
        ["Amir Aziz", "First aid", DAY(2026, 5, 1)],
    ]
    found = planned(desk, xlsx(tmp_path / "list.xlsx", rows))
    assert found.courses == ("Notising bias", "First aid")
    assert found.alike == {"Notising bias": "Noticing bias"}
    same = {"Notising bias": "Noticing bias"}
    found = brought_in(desk, rows, tmp_path, same_course=same)
    assert (found.courses, found.alike) == (("First aid",), {})
    assert {r.course for r in desk.read(completion.everywhere)} == {"Noticing bias", "First aid"}
    assert {r.expires for r in desk.read(completion.everywhere)} == {DAY(2027, 5, 1), None}
