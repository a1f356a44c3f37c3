"""Every part of learning as everybody sees it: large, dark, small, from right to left, empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from allydesk import sample
from allydesk.models.learning import completion, course, resource
from allydesk.ui import tasks
from allydesk.ui.learning.bringing import Bringing
from allydesk.ui.learning.inviting import Inviting
from allydesk.ui.learning.keys import WORDS, Part, key
from tests.factories import TODAY
from tests.transfer.helpers import xlsx
from tests.ui import audit
from tests.ui.hands import button, click, click_and_choose, click_row, press, words


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the example desk once; tests work on a copy."""
    path = tmp_path_factory.mktemp("sample") / "made.allydesk"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLYDESK_HOME", str(path.parent))
        sample.write(path, TODAY)
    return path


@pytest.fixture
def full(example: Path, path: Path) -> Path:
    path.write_bytes(example.read_bytes())
    return path


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def faults(window: QWidget) -> list[str]:
    """Give what is wrong with a window once everything in it has its place."""
    found: list[str] = []
    for _turn in range(3):
        QApplication.processEvents()
        if not (found := audit.faults(window)):
            break
    return found


def walked(program, qtbot) -> dict[str, list[str]]:
    """Open each part and give what is wrong with it."""
    window, store = program.window, program.desk.store
    courses = [c.id for c in store.read(course.listing, chip="all")]
    books = [r.id for r in store.read(resource.listing)]
    busiest = max(courses, key=lambda c: store.read(completion.count, c), default=0)
    wanted = dict.fromkeys(Part, 0) | {
        Part.COURSES: busiest, Part.RESOURCES: books[0] if books else 0,
    }  # fmt: skip
    found = {}
    for part, id in wanted.items():
        program.desk.go("learning", key(part, id))
        qtbot.waitUntil(lambda: not tasks._alive)
        found[part.name] = faults(window)
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize(
    "look",
    [
        {"theme": "dark"},
        {"text_size": 200, "width": 1280, "height": 800},
        {"width": 1024, "height": 700},
    ],
    ids=["dark", "large", "small"],
)
def test_every_part_is_for_everybody(qtbot, start, full: Path, look: dict[str, object]) -> None:
    assert walked(start(full, **look), qtbot) == {}


def test_every_part_from_right_to_left(qtbot, start, full: Path, mirrored: None) -> None:
    assert walked(start(full), qtbot) == {}


def test_every_part_with_nothing_in_it(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    assert walked(program, qtbot) == {}
    said = dict.fromkeys(Part)
    for part in Part:
        program.desk.go("learning", key(part))
        said[part] = words(program.window.open_screen())
    assert "No course is offered yet. Add one, then see here who has done it." in said[Part.MATRIX]
    program.desk.go("learning", key(Part.MATRIX))
    click(program.window.open_screen().parts.page, "Add a course")
    assert program.window.open_screen().parts.at is Part.COURSES
    assert "No course is offered yet. Add the first one." in said[Part.DUE]
    assert any(w.startswith("No certificate has a number yet.") for w in said[Part.CERTIFICATES])
    for part in (Part.DUE, Part.CERTIFICATES):
        program.desk.go("learning", key(part))
        assert program.window.open_screen().parts.page.none.first().hasFocus()


def seen_rows(table: QTableView) -> int:
    """Count the rows of which all is in sight before anybody scrolls."""
    viewport = table.viewport()
    shown = viewport.visibleRegion().boundingRect()
    rows = (table.visualRect(table.model().index(n, 0)) for n in range(table.model().rowCount()))
    return sum(shown.top() <= r.top() and r.bottom() <= shown.bottom() for r in rows)


@pytest.mark.parametrize(("width", "height"), [(1024, 700), (1280, 800)])
def test_five_rows_at_twice_the_size(qtbot, start, full: Path, width: int, height: int) -> None:
    """Large text in a low window: the rows are there at once, and all else is a key away."""
    program = start(full, text_size=200, width=width, height=height)
    window = program.window
    program.desk.go("learning", key(Part.MATRIX))
    parts = window.open_screen().parts
    for part in (Part.MATRIX, Part.DUE, Part.CERTIFICATES):
        qtbot.waitUntil(lambda: not tasks._alive)
        page = parts.page
        QApplication.processEvents()
        assert parts.at is part
        assert seen_rows(page.table) >= 5, part
        assert faults(window) == []
        following = {Part.MATRIX: Part.DUE, Part.DUE: Part.CERTIFICATES}.get(part, Part.MATRIX)
        click_and_choose(page, WORDS[part], WORDS[following])
    page = parts.page
    assert not page.filters.team.isVisible()
    click(page, "Filters")
    assert page.filters.team.isVisible()
    page.filters.team.setFocus()
    press(page.filters.team, Qt.Key.Key_Down)
    click(page, "Filters (1)")
    assert not page.filters.team.isVisible()
    people = {page.cells.person(n).team for n in range(page.cells.rowCount())}
    assert people == {page.filters.team.currentText()}


@pytest.mark.parametrize("text_size", [100, 200])
def test_what_opens_on_a_course(qtbot, start, full: Path, tmp_path: Path, text_size: int) -> None:
    """The fields of a completion, of a rule, noting by hand; whom to invite; a list brought in."""
    program = start(full, text_size=text_size, width=1280, height=800)
    store, window = program.desk.store, program.window
    bias = next(c for c in store.read(course.listing) if c.title.startswith("Noticing bias"))
    program.desk.go("learning", key(Part.COURSES, bias.id))
    page = window.open_screen().parts.courses().one
    click(page, "Note a completion")
    button(page, "Change: Everyone").click()
    click_row(page.done.table, 1)
    qtbot.waitUntil(lambda: page.done.below.form.lines["completed_on"].editor.field.isVisible())
    button(page.done, "Revoke…").click()
    assert faults(window) == []
    page.plan_button.click()
    program.desk.go("learning", key(Part.COURSES, bias.id))
    button(page, "Invite who lacks it…").click()
    box = window.findChild(Inviting)
    qtbot.waitUntil(box.isActiveWindow)
    assert faults(box) == []
    box.reject()
    rows = [["Learner", "Course", "Date"], ["Somebody Unknown", "First aid", "2026-03-02"],
            ["Łukasz Wąsik", "First aid", "2026-03-02"]]  # fmt: skip
    source = xlsx(tmp_path / "list.xlsx", rows)
    from allydesk.ui.learning import bringing

    bringing.open(program.desk, window, source)
    qtbot.waitUntil(lambda: window.findChild(Bringing) is not None)
    guide = window.findChild(Bringing)
    qtbot.waitUntil(lambda: guide.found is not None and guide.isActiveWindow())
    assert faults(guide) == []
    guide.reject()
