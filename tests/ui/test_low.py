"""Large text in a low window: the rows are there at once, and all else is a key away."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton, QToolButton, QWidget

from allydesk import sample
from allydesk.ui import tasks
from allydesk.ui.learning.keys import Part
from tests.ui import audit
from tests.ui.hands import button, click, click_and_choose, press

SIZES = [(1024, 700), (1280, 800)]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "example.allydesk"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLYDESK_HOME", str(path.parent))
        sample.write(path, dt.date.today())
    return path


@pytest.fixture
def full(example: Path, tmp_path: Path) -> Path:
    """Give a desk over which a ribbon says that nobody in it is real: the least room there is."""
    path = tmp_path / example.name
    path.write_bytes(example.read_bytes())
    return path


def settled() -> None:
    for _turn in range(5):
        QApplication.processEvents()


def active(qtbot, window: QWidget) -> None:
    """Wait until a menu has given the keyboard back."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settled()


def whole(within: QWidget, places: list[QRect]) -> int:
    """Count the places of a widget that are in sight before anybody scrolls."""
    shown = within.visibleRegion().boundingRect()
    return sum(shown.contains(place) for place in places)


def rows(view: QAbstractItemView, wanted: Callable[[int], bool] = lambda _row: True) -> int:
    model = view.model()
    found = [n for n in range(model.rowCount()) if wanted(n)]
    return whole(view.viewport(), [view.visualRect(model.index(n, 0)) for n in found])


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_four_rows_of_every_list(qtbot, start, full: Path, width: int, height: int) -> None:
    window = start(full, text_size=200, width=width, height=height).window
    seen = {}
    for place in ("events", "people", "groups", "feedback", "awards", "learning"):
        window.go(place)
        qtbot.waitUntil(lambda: not tasks._alive)
        settled()
        screen = window.open_screen()
        if place == "learning":
            for part in (Part.COURSES, Part.RESOURCES):
                page = screen.parts.open(part)
                settled()
                seen[part.name] = rows(page.browser.list)
        else:
            seen[place] = rows(screen.browser.list)
    assert {place: n for place, n in seen.items() if n < 4} == {}
    assert not window.open_screen().parts.chips.isVisible()


def test_what_stands_over_a_list_is_a_key_away(qtbot, start, full: Path) -> None:
    """Chips, New and a further filter in one line; Tab goes through it as one reads."""
    window = start(full, text_size=200, width=1024, height=700).window
    window.go("feedback")
    qtbot.waitUntil(lambda: not tasks._alive)
    screen = window.open_screen()
    click_and_choose(screen, "Show: New", "All")
    active(qtbot, window)
    assert screen.browser.chip == "all"
    assert button(screen, "Show: All").isVisible()
    line = [button(screen, "Show: All"), screen.browser.filter, button(screen, "Filters")]
    line[0].setFocus()
    for following in line[1:]:
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is following
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName() == "New"
    assert not screen.narrow.box.isVisible()
    click(screen, "Filters")
    assert screen.narrow.box.isVisible()
    assert audit.faults(window) == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_month_and_four_lines_of_the_agenda(
    qtbot, start, full: Path, width: int, height: int
) -> None:
    window = start(full, text_size=200, width=width, height=height).window
    window.go("calendar")
    settled()
    page = window.open_screen().page
    grid = page.stack.currentWidget()
    assert rows(grid) == 6
    assert audit.clipped(window) == audit.sideways(window) == []
    assert not page.quick.isVisible()
    press(grid, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.quick.hasFocus()
    page.quick.clear()
    grid.setFocus()
    qtbot.waitUntil(lambda: not page.quick.isVisible())
    click_and_choose(page, "View: Month", "Agenda")
    active(qtbot, window)
    agenda = page.stack.currentWidget()
    assert rows(agenda, lambda n: not agenda.lines.lines[n].heading) >= 4
    assert audit.faults(window) == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_home_shows_what_to_do_first(qtbot, start, full: Path, width: int, height: int) -> None:
    window = start(full, text_size=200, width=width, height=height).window
    qtbot.waitUntil(lambda: not tasks._alive)
    settled()
    first = window.open_screen().first()
    buttons = [b for b in first.parentWidget().findChildren(QPushButton) if b.isVisible()]
    assert len(buttons) >= 3
    for one in buttons:
        assert whole(one, [one.rect()]) == 1, one.text()


def test_the_icons_of_a_line_are_as_large_as_its_text(start, full: Path) -> None:
    window = start(full, text_size=200, width=1280, height=800).window
    window.go("people")
    line = window.open_screen().browser.filter
    line.setText("z")
    glass = line.findChildren(QToolButton)
    assert len(glass) == 2
    assert min(min(b.width(), b.height()) for b in glass) >= 32
