"""What cannot be is one plain sentence in the window, and nothing is lost: days, months, a broken table."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest

from allydesk import dates
from allydesk.models.base import put
from allydesk.models.learning import completion, course
from allydesk.models.learning.completion import Completion
from allydesk.models.learning.course import Course
from allydesk.planning import observances, table
from allydesk.store import Store
from allydesk.ui.learning.keys import Part, key
from tests import factories
from tests.ui.conftest import Start, opened
from tests.ui.hands import click, click_row, tab, type_into, words

TODAY = dates.today()


@pytest.fixture
def bias(store: Store) -> int:
    return store.write("Add", put, Course, None, {"title": "Bias", "refresh_months": 12})


@pytest.mark.parametrize("months", ["0", "-3", "601", "soon"])
def test_a_refresh_that_cannot_be_stays_beside_its_reason(
    start: Start, store: Store, bias: int, months: str
) -> None:
    store.close()
    program = start(store.path)
    program.desk.go("learning", key(Part.COURSES, bias))
    form = program.window.open_screen().parts.courses().one.form
    line = form.lines["refresh_months"]
    type_into(line.editor.field, months)
    tab()
    said = line.message.text()
    assert said.startswith("Choose 1 month or more." if months != "soon" else "Write ")
    assert line.editor.field.text() == months
    type_into(form.lines["minutes"].editor.field, "90")
    tab()
    with opened(store.path) as stored:
        row = stored.read(course.row, bias)
        assert (row.refresh_months, row.minutes) == (12, 90)
    type_into(line.editor.field, "24")
    tab()
    assert not line.message.text()
    with opened(store.path) as stored:
        assert stored.read(course.row, bias).refresh_months == 24


def test_a_completion_moved_before_they_started(
    qtbot, start: Start, store: Store, bias: int
) -> None:
    zoe = factories.person(store, "Zoë", started=dt.date(2026, 3, 1))
    values = {"person_id": zoe, "course_id": bias, "completed_on": dt.date(2026, 4, 1)}
    store.write("Done", put, Completion, None, values)
    store.close()
    program = start(store.path)
    program.desk.go("learning", key(Part.COURSES, bias))
    page = program.window.open_screen().parts.courses().one.done
    click_row(page.table, 0)
    lines = page.below.form.lines
    qtbot.waitUntil(lambda: bool(lines["completed_on"].editor.field.text()))
    type_into(lines["completed_on"].editor.field, "2026-02-01")
    tab()
    said = lines["completed_on"].message.text()
    assert said.endswith("after this. Check the day, or tick “From an earlier job”.")
    assert said.startswith("They started on ")
    with opened(store.path) as stored:
        assert stored.read(completion.of_course, bias)[0].completed_on == dt.date(2026, 4, 1)


@pytest.mark.parametrize("content", [None, "[" * 100_000, '{"observances": [{"id": "x"}]}'])
def test_a_broken_table_of_observances_leaves_the_rest(
    qtbot, start: Start, store: Store, tmp_path: Path, monkeypatch, content: str | None
) -> None:
    store.write("Add", observances.add_own, {"name": "Founders’ day", "first": TODAY})
    factories.event(store, "Reading circle", starts=dt.datetime.combine(TODAY, dt.time(12)))
    factories.person(store, "Ana")
    store.close()
    if content is not None:
        (tmp_path / "observances.json").write_text(content, "utf-8")
    # Of the table alone: where icons are is remembered by the look of all windows after this one.
    monkeypatch.setattr(table, "paths", SimpleNamespace(resources=lambda: tmp_path))
    program = start(store.path)
    qtbot.waitUntil(lambda: any("Founders’ day" in w for w in words(program.window.open_screen())))
    program.window.go("calendar")
    page = program.window.open_screen()
    click(page, "Year of observances")
    asked = "Install AllyDesk again to get them back."
    qtbot.waitUntil(lambda: any(asked in w for w in words(page)))
    assert any("Founders’ day" in w for w in words(page))
