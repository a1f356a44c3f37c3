"""A training of 40: 40 completions and 40 certificates in one file, in four clicks."""

import datetime as dt
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from allydesk import completing, dates
from allydesk.models.base import put
from allydesk.models.event import Event
from allydesk.models.learning import certificate, completion
from allydesk.models.learning.course import Course
from allydesk.store import Store
from allydesk.ui.printing.preview import Preview
from tests import factories
from tests.ui.conftest import Start, opened
from tests.ui.hands import button, click, click_row, press, words

YESTERDAY = dt.datetime.combine(dates.today() - dt.timedelta(days=1), dt.time(14))


@pytest.fixture
def training(store: Store) -> int:
    """Yesterday's training, to which 40 people came and one who is no person here."""
    course = store.write("Add", put, Course, None, {"title": "Noticing bias", "minutes": 90})
    made = factories.event(
        store, "Noticing bias", starts=YESTERDAY, kind="training", course_id=course
    )
    for n in range(1, 41):
        person = factories.person(store, f"Zoë Łukaszewicz {n:02}")
        factories.attend(store, made, person, state="present")
    factories.attend(store, made, walk_in_name="Bob", role="guest", state="present")
    return made


class Mouse:
    """Counts its clicks."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, parent: QWidget, text: str) -> None:
        self.clicks += 1
        click(parent, text)


def test_a_training_of_forty_in_four_clicks(
    qtbot, start: Start, store: Store, training: int, tmp_path: Path, monkeypatch
) -> None:
    store.close()
    program = start(store.path)
    desk, window, mouse = program.desk, program.window, Mouse()
    window.go("events")
    screen = window.open_screen()
    click(screen, "Past")  # the list of what is over; the journey begins at the event in it
    press(screen.browser.list, Qt.Key.Key_Down)

    mouse.clicks += 1
    click_row(screen.browser.list, 0)
    assert any("Bob: Not among the people here" in w for w in words(screen))
    mouse.click(screen, "Note 40 completions")
    with opened(store.path) as stored:
        qtbot.waitUntil(lambda: len(stored.read(completion.of_event, training)) == 40)
        numbers = stored.read(certificate.register)
        assert [r.number for r in numbers] == list(range(40, 0, -1))
    qtbot.waitUntil(lambda: screen.one.came.learned.print_button.isVisible())
    mouse.click(screen, "Print 40 certificates")
    qtbot.waitUntil(lambda: window.findChild(Preview) is not None)
    preview = window.findChild(Preview)
    qtbot.waitUntil(lambda: preview.printed is not None, timeout=20_000)
    target = tmp_path / "certificates.pdf"
    monkeypatch.setattr(desk.ask, "save_file", lambda *_asked: target)
    mouse.click(preview, "Save PDF")
    assert mouse.clicks == 4

    pages = [page.extract_text() for page in PdfReader(target).pages]
    assert len(pages) == 40
    for n, text in enumerate(pages, 1):
        assert f"Zoë Łukaszewicz {n:02}" in text
        assert f"{dates.today().year}-{n:04}" in text
    with opened(store.path) as stored:
        assert {r.printed for r in stored.read(certificate.register)} == {1}
    preview.close()


def test_taken_back_at_once(qtbot, start: Start, store: Store, training: int) -> None:
    store.close()
    program = start(store.path)
    program.window.go("events", training)
    screen = program.window.open_screen()
    click(screen, "Note 40 completions")
    qtbot.waitUntil(lambda: screen.one.came.learned.print_button.isVisible())
    assert any("40 have done it here" in w for w in words(screen))
    assert "Note who has done the course" in words(screen)
    program.desk.store.undo()
    assert button(screen, "Note 40 completions").isVisible()
    assert program.desk.store.read(completion.of_event, training) == []


def test_a_training_without_a_course_leads_to_the_field(
    start: Start, store: Store, training: int
) -> None:
    store.write("Change", put, Event, training, {"course_id": None})
    store.close()
    program = start(store.path)
    program.window.go("events", training)
    screen = program.window.open_screen()
    click(screen, "Choose its course")
    box = screen.one.details.form.lines["course_id"].editor.box
    assert box.hasFocus()
    press(box, Qt.Key.Key_Down)
    with opened(store.path) as stored:
        assert stored.read(completing.preview, training).course == "Noticing bias"
    screen.one.show_tab("came")
    assert button(screen, "Note 40 completions").isEnabled()


def test_a_meeting_is_not_bothered(start: Start, store: Store) -> None:
    meeting = factories.event(store, "Meeting", starts=YESTERDAY)
    store.close()
    program = start(store.path)
    program.window.go("events", meeting)
    assert not program.window.open_screen().one.came.learned.isVisible()
