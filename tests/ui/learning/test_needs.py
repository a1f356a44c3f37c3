"""Who is late and whose course runs out: on Home, in the sidebar, in the due list and on its paper."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from allydesk import dates
from allydesk.models import person
from allydesk.models.base import put
from allydesk.models.learning.completion import Completion
from allydesk.models.learning.course import Course
from allydesk.models.learning.requirement import Requirement
from allydesk.store import Store
from allydesk.ui.learning.due import DueList
from allydesk.ui.learning.keys import Part, key
from allydesk.ui.printing.preview import Preview
from tests import factories
from tests.ui.conftest import Start
from tests.ui.hands import button, click, press, seen_buttons, type_into, words

TODAY = dates.today()
DAY = dt.timedelta(days=1)
LATE = "2 people still lack “Noticing bias”."


def a_course(store: Store, title: str, **values: object) -> int:
    return store.write("Add", put, Course, None, {"title": title, **values})


def required(store: Store, of: int, **values: object) -> None:
    store.write("Rule", put, Requirement, None, {"course_id": of, "who": "everyone", **values})


def done(store: Store, who: int, of: int, on: dt.date, **values: object) -> None:
    given = {"person_id": who, "course_id": of, "completed_on": on, **values}
    store.write("Done", put, Completion, None, given)


@pytest.fixture
def file(store: Store) -> Path:
    """Ana's bias training runs out, Ben's has, Cem never did it; fire safety is due today, late for nobody.

    Zoë did a course again that nobody has to, long ago.
    """
    bias = a_course(store, "Noticing bias", refresh_months=12)
    fire, signs = a_course(store, "Fire safety"), a_course(store, "Sign language")
    ana, ben, _cem, zoe = factories.people(store, "Ana", "Ben", "Cem", "Zoë")
    required(store, bias, from_day=TODAY - 40 * DAY)
    required(store, fire)
    done(store, ana, bias, TODAY - 350 * DAY, expires=TODAY + 15 * DAY)
    done(store, ben, bias, TODAY - 400 * DAY)
    done(store, zoe, bias, TODAY)
    done(store, zoe, signs, TODAY - 400 * DAY, expires=TODAY - DAY)
    store.close()
    return store.path


def due(program) -> DueList:
    page = program.window.open_screen().parts.page
    assert isinstance(page, DueList)
    return page


def listed(page: DueList) -> list[tuple[str, str]]:
    return [(r.name, r.course) for r in page.rows.rows]


def test_home_says_who_is_late_and_opens_exactly_those(qtbot, start: Start, file: Path) -> None:
    program = start(file)
    window, home = program.window, program.window.open_screen()
    day = dates.near(TODAY + 15 * DAY, "en-GB", TODAY)
    expiring = f"“Noticing bias” runs out for 1 person within 60 days, on {day}."
    qtbot.waitUntil(lambda: {LATE, expiring} <= set(words(home)))
    click(home, f"Open: {LATE}")
    page = due(program)
    assert listed(page) == [("Cem", "Noticing bias"), ("Ben", "Noticing bias")]
    assert page.table.hasFocus()
    # The sidebar, the place and the list tell the same number, and what it is.
    assert button(window, "Learning, 2 waiting")
    assert page.count.text() == "2 people · 2 things late"
    page.filters.choose()
    assert page.count.text().endswith("· 2 people are late")
    window.go("learning", key(Part.COURSES))
    click(window.open_screen(), "2 people are late")
    assert listed(page) == [("Cem", "Noticing bias"), ("Ben", "Noticing bias")]
    window.go("home")
    click(home, f"Open: {expiring}")
    assert listed(page) == [("Ana", "Noticing bias")]
    assert page.filters.state.currentText() == "Runs out soon"
    type_into(page.filters.text, "zoe")
    click(page, "Show everything due")
    assert len(page.rows.rows) == 8


def test_what_is_done_or_put_off_is_asked_no_more(qtbot, start: Start, file: Path) -> None:
    program = start(file)
    home = program.window.open_screen()
    qtbot.waitUntil(lambda: LATE in words(home))
    click(home, f"Not now: {LATE}")
    assert LATE not in words(home)
    program.desk.prefer(later={})
    store = program.desk.store
    for one in store.read(person.rows, store.read(person.ids)):
        if one.name in ("Ben", "Cem"):
            done(store, one.id, 1, TODAY)
    qtbot.waitUntil(lambda: LATE not in words(home), timeout=10_000)
    qtbot.waitUntil(
        lambda: "Learning" in [b.accessibleName() for b in seen_buttons(program.window.frame)],
        timeout=10_000,
    )
    store.undo()
    qtbot.waitUntil(lambda: "1 person still lacks “Noticing bias”." in words(home), timeout=10_000)


# Why nothing is due


def test_nothing_due_says_why_and_what_to_do(start: Start, store: Store) -> None:
    bias = a_course(store, "Noticing bias")
    ana, ben = factories.people(store, "Ana", "Ben")
    store.close()
    program = start(store.path)
    desk = program.desk
    desk.go("learning", key(Part.DUE))
    page = due(program)
    nobody = "Nobody has to do a course yet. Open one and say who it is required of."
    assert nobody in words(page)
    required(desk.store, bias)
    assert listed(page) == [("Ana", "Noticing bias"), ("Ben", "Noticing bias")]
    for one in (ana, ben):
        done(desk.store, one, bias, TODAY)
    assert nobody not in words(page)
    assert "Nothing is due: everybody has what they need for 60 days." in words(page)
    assert not page.filters.isVisible()
    click(page, "Open the matrix")
    parts = program.window.open_screen().parts
    assert parts.at is Part.MATRIX
    desk.go("learning", key(Part.CERTIFICATES))
    click(parts.page, "Open courses")
    assert parts.at is Part.COURSES


def test_a_course_is_chosen_before_a_large_desk_is_read(
    qtbot, start: Start, file: Path, monkeypatch
) -> None:
    monkeypatch.setattr("allydesk.ui.learning.standings.DIRECT", 0)
    program = start(file)
    program.desk.go("learning", key(Part.DUE, 2))
    page = due(program)
    qtbot.waitUntil(lambda: page.rows.rowCount() > 0)
    assert {course for _name, course in listed(page)} == {"Fire safety"}


# Paper


@pytest.fixture
def printed(qtbot) -> Callable[[DueList], str]:
    """Press Print, and give what the page says."""

    def run(page: DueList) -> str:
        click(page, "Print refresher list")
        preview = page.window().findChild(Preview)
        qtbot.waitUntil(lambda: preview.printed is not None, timeout=20_000)
        pages = PdfReader(io.BytesIO(preview.printed.pdf)).pages
        preview.reject()
        return " ".join(" ".join(p.extract_text() for p in pages).split())

    return run


def test_exactly_what_is_ticked_is_printed(start: Start, file: Path, printed) -> None:
    program = start(file)
    program.desk.go("learning", key(Part.DUE))
    page = due(program)
    wanted = [("Ben", "Fire safety"), ("Cem", "Noticing bias")]
    page.table.setFocus()
    for one in wanted:
        page.table.setCurrentIndex(page.rows.index(listed(page).index(one), 0))
        press(page.table, Qt.Key.Key_Space)
    text = printed(page)
    assert "2 people" in text
    assert [text.count(name) for name in ("Ben", "Cem", "Ana", "Zoë")] == [1, 1, 0, 0]
    assert text.index("Fire safety") < text.index("Ben") < text.index("Noticing bias")
    click(page, "Tick none")
    type_into(page.filters.text, "ben")
    narrowed = printed(page)
    assert (narrowed.count("Ben"), "Cem" in narrowed) == (2, False)
    page.filters.text.clear()
    whole = printed(page)
    assert "4 people" in whole
    assert whole.count("Zoë") == 2


def test_a_record_asks_whose_it_is(qtbot, start: Start, file: Path) -> None:
    program = start(file)
    program.window.go("print")
    click(program.window.open_screen(), "Preview: Training record")
    preview = program.window.findChild(Preview)
    asked = "Say whose record it is: type a name, or choose everybody."
    qtbot.waitUntil(lambda: preview.state.text() == asked)
    assert not preview.save_button.isEnabled()
    picker = preview.options.editors["people"].picker
    type_into(picker, "ben")
    press(picker.suggestions.popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.printed is not None, timeout=20_000)
    text = PdfReader(io.BytesIO(preview.printed.pdf)).pages[0].extract_text()
    assert "Ben" in text
    assert "Fire safety" in text
    preview.reject()
