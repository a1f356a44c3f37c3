"""The journeys of a coordinator, with their keys and clicks counted."""

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from allydesk import dates, wrap_up
from allydesk.models import attendance, schedule
from allydesk.store import Store
from allydesk.ui.door.host import HostPage
from allydesk.ui.door.window import DoorWindow
from allydesk.ui.printing.preview import Preview
from tests import factories
from tests.ui.conftest import Start, opened
from tests.ui.hands import Hand, click, press, print_window
from tests.ui.spooler import Spooler

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FIRST = (
    "Ana", "Björn", "Carmen", "Daniel", "Elif", "Farhad", "Gwen", "Hồng", "Inês", "José", "Kofi",
    "Łukasz", "Mairéad", "Nour", "Ọlámidé", "Priya", "Quentin", "Ravi", "Siobhán", "Thandiwe",
)  # fmt: skip
LAST = ("Adéyẹmí", "Wąsik")
TONIGHT = dt.datetime.combine(dates.today(), dt.time(23, 30))


@pytest.fixture
def evening(store: Store) -> Path:
    """Forty people who said they come tonight."""
    made = factories.event(store, "Pride & Allies meeting", starts=TONIGHT,
                           ends=TONIGHT + dt.timedelta(hours=1))  # fmt: skip
    for last in LAST:
        for first in FIRST:
            factories.attend(store, made, factories.person(store, f"{first} {last}"))
    store.close()
    return store.path


def states(path: Path, event: int = 1) -> list[str]:
    with opened(path) as store:
        return [r.state for r in store.read(attendance.of_event, event)]


def arrived(qtbot: QtBot, spooler: Spooler, preview: Preview) -> str:
    """Wait for the pages at the printer, see that they are those of the preview, and give their words."""
    qtbot.waitUntil(lambda: bool(spooler.sent()), timeout=20_000)
    (sent,) = spooler.sent()
    assert preview.printed is not None
    assert sent.pages == preview.printed.pdf
    assert (sent.printer, sent.title) == ("Office", "AllyDesk")
    assert "Pride" not in str(sent.options)  # a queue is seen by others
    pages = PdfReader(BytesIO(sent.pages)).pages
    assert len(pages) == preview.printed.pages
    return "\n".join(page.extract_text() for page in pages)


def test_tonights_paper_in_three_clicks_from_launch(
    qtbot: QtBot, start: Start, evening: Path, spooler: Spooler
) -> None:
    program = start(evening)
    home = program.window.open_screen()
    assert home.first().hasFocus()
    assert home.first().text() == "Print handout"
    hand = Hand()
    hand.click(home, "Print handout")
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, Preview)
    hand.click(preview, "Print")  # before the pages are there: they print when they are
    asked = print_window(qtbot)
    hand.click(asked, "Print")
    words = arrived(qtbot, spooler, preview)
    assert hand.clicks == 3
    assert "Pride & Allies meeting" in words
    said = "Sent to the printer: Handout – Pride & Allies meeting, 1 page."
    qtbot.waitUntil(lambda: preview.state.text().startswith("Sent"))  # which covers the status line
    assert program.window.frame.status.message.text() == said
    preview.reject()


def test_tonights_paper_by_three_keys_from_launch(
    qtbot: QtBot, start: Start, evening: Path, spooler: Spooler
) -> None:
    program = start(evening)
    hand = Hand()
    hand.press(program.window, Qt.Key.Key_P, CTRL)
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, Preview)
    qtbot.waitUntil(lambda: preview.isActiveWindow() and QApplication.focusWidget() is not None)
    hand.press(QApplication.focusWidget(), Qt.Key.Key_Return)
    asked = print_window(qtbot)
    hand.press(asked.focusWidget(), Qt.Key.Key_Return)
    assert "Pride & Allies meeting" in arrived(qtbot, spooler, preview)
    assert hand.keys == 3
    preview.reject()


def test_forty_people_with_at_most_four_keys_each(
    qtbot, qapp: QApplication, start, evening: Path
) -> None:
    program = start(evening)
    click(program.window.open_screen(), "Start check-in – Pride & Allies meeting")
    door = next(w for w in QApplication.topLevelWidgets() if isinstance(w, DoorWindow))
    page = door.page()
    assert isinstance(page, HostPage)
    door.activateWindow()
    qtbot.waitUntil(page.box.hasFocus)  # nothing to press before the first letter
    for last in LAST:
        for first in FIRST:
            name = f"{first} {last}"
            hand = Hand()
            hand.type(page.box, _letters(page, name))
            assert page.cards.chosen().name == name
            hand.press(page.box, Qt.Key.Key_Return)
            assert hand.keys <= 4, name
    assert page.counter.text() == "40 of 40 here"
    assert states(evening) == ["present"] * 40
    door.close()


def _letters(page: HostPage, name: str) -> str:
    """Give the fewest letters by which somebody is the first match: of a name, or the initials."""
    first, last = name.split()
    tries = [first[:1], first[:2], last[:2], first[:3], last[:3], first[0] + last[0]]
    for typed in sorted(tries, key=len):
        found = page.door.search(typed)
        if found and found[0].name == name:
            return typed
    return name


def test_an_event_and_six_people_by_two_keys_and_the_text(
    qtbot, qapp: QApplication, start, store: Store
) -> None:
    names = (
        "Zoë Łukaszewicz",
        "Ana Pérez",
        "Tom Bright",
        "Priya Patel",
        "Kofi Mensah",
        "Wulandari",
    )
    factories.people(store, *names)
    store.close()
    program = start(store.path)
    hand = Hand()
    hand.press(program.window, Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    hand.press(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    assert (hand.keys, hand.clicks) == (2, 0)
    screen = program.window.open_screen()
    day = (dates.today() + dt.timedelta(days=5)).isoformat()
    text = f"Active listening {day} 14:00–15:30 Room 3"
    hand.type(screen.one.new.line, text)
    hand.press(screen.one.new.line, Qt.Key.Key_Return)
    picker = screen.one.sign_ups.picker
    for name in names:
        hand.type(picker, name[:3])  # nothing to press in between
        hand.press(picker.suggestions.popup, Qt.Key.Key_Return)
    assert hand.keys == 2 + len(text) + 1 + 6 * 4
    with opened(store.path) as now:
        (id,) = now.read(schedule.ids, "", "")
        row = now.read(schedule.row, id)
        assert row is not None
        assert (row.title, row.room, row.counts.coming) == ("Active listening", "Room 3", 6)


def test_a_signed_sheet_of_forty_in_under_sixty_keys(
    qapp: QApplication, start, store: Store
) -> None:
    made = factories.event(store, "Meeting", starts=TONIGHT - dt.timedelta(days=1))
    for last in LAST:
        for first in FIRST:
            factories.attend(store, made, factories.person(store, f"{first} {last}"))
    store.close()
    program = start(store.path)
    program.window.go("events", made)
    screen = program.window.open_screen()
    line = screen.one.came.marks
    assert line.hasFocus()
    text, hand = "1-9, 12, 15, L17, 18-24, 26, 29-33, 35, 37-40", Hand()
    hand.type(line, text)
    hand.press(line, Qt.Key.Key_Return)
    hand.click(screen, "Mark the other 10 as did not come")
    assert hand.keys + hand.clicks < 60
    with opened(store.path) as now:
        marks = wrap_up.read_marks(text).states
        stored = {r.number: r.state for r in now.read(wrap_up.sheet_rows, made)}
        assert stored == {n: marks.get(n, "absent") for n in range(1, 41)}


def test_check_in_from_anywhere(qtbot, start, evening: Path) -> None:
    program = start(evening)
    program.window.go("people")
    press(program.window, Qt.Key.Key_C, CTRL, SHIFT)
    door = next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, DoorWindow) and w.isVisible()
    )
    assert door.row.title == "Pride & Allies meeting"
    for key in (Qt.Key.Key_1, Qt.Key.Key_K):  # the window below does not listen
        press(door, key, CTRL)
    assert program.window.frame.sidebar.chosen().text() == "People"
    door.close()
