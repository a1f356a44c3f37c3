"""Every page and window of awards: named, reachable by keys, uncut, at any size and in any colours."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from allydesk import dates, sample
from allydesk.ui.awards import thanks
from allydesk.ui.awards.keys import Kind, key
from allydesk.ui.awards.reading import fair, scoring
from allydesk.ui.screens.awards import Screen
from tests.factories import TODAY
from tests.ui import audit
from tests.ui.conftest import Start
from tests.ui.hands import words

# The example desk has these at these places.
GIVEN, ROUND, TYPE, SIGNS = 6, 1, 1, 1
BLIND = 2


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("awards") / "made.allydesk"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLYDESK_HOME", str(path.parent))
        sample.write(path, TODAY)
    return path


def first(screen: Screen) -> None:
    screen.show_record(screen.browser.model.ids()[0])


def giving(screen: Screen) -> None:
    first(screen)
    screen.one.nomination.give_button.click()


def declining(screen: Screen) -> None:
    first(screen)
    screen.one.nomination.decline_button.click()


def shown(kind: Kind, id: int) -> Callable[[Screen], None]:
    return lambda screen: screen.show_record(key(kind, id))


PAGES: dict[str, Callable[[Screen], None]] = {
    "nomination": first, "giving": giving, "declining": declining, "new": Screen.new,
    "award": shown(Kind.AWARD, GIVEN), "round": shown(Kind.ROUND, ROUND),
    "type": shown(Kind.TYPE, TYPE), "signatory": shown(Kind.SIGNATORY, SIGNS),
}  # fmt: skip


def declining_several(screen: Screen) -> None:
    screen.browser.choose(list(screen.browser.model.ids())[:3])
    screen._decline_chosen()


WINDOWS: dict[str, Callable[[Screen], object]] = {
    "thanks": lambda screen: thanks.open(screen.desk, screen),
    "mirror": lambda screen: fair.open(screen.desk, screen),
    "scoring": lambda screen: scoring.open(screen.desk, screen, BLIND),
    "declining several": declining_several,
}  # fmt: skip
LOOKS = {
    "dark": {"theme": "dark"},
    "large": {"text_size": 200, "width": 1280, "height": 800},
    "small": {"width": 1024, "height": 700},
}


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_for_everybody(qtbot, start: Start, example: Path, path: Path, look) -> None:
    path.write_bytes(example.read_bytes())
    window = start(path, **LOOKS[look]).window
    window.go("awards")
    screen = window.open_screen()
    assert isinstance(screen, Screen)
    for name, show in PAGES.items():
        show(screen)
        _settle(qtbot)
        assert audit.faults(window) == [], name


@pytest.mark.parametrize("look", ["dark", "large"])
def test_every_window_is_for_everybody(
    qtbot, start: Start, example: Path, path: Path, look
) -> None:
    path.write_bytes(example.read_bytes())
    window = start(path, **LOOKS[look]).window
    window.go("awards")
    screen = window.open_screen()
    for name, show in WINDOWS.items():
        show(screen)
        _settle(qtbot)
        over = QApplication.activeModalWidget()
        assert over is not None
        assert audit.faults(over) == [], name
        over.close()


def test_a_page_reads_from_right_to_left(
    qtbot, qapp: QApplication, start: Start, example: Path, path: Path
) -> None:
    path.write_bytes(example.read_bytes())
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        window = start(path).window
        window.go("awards")
        giving(window.open_screen())
        _settle(qtbot)
        assert audit.faults(window) == []
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _settle(qtbot) -> None:
    from allydesk.ui import tasks

    qtbot.waitUntil(lambda: not tasks._alive, timeout=30_000)
    for _turn in range(5):  # a form that turns its labels asks the page for room once more
        QApplication.processEvents()


def test_the_mirror_of_the_example_is_as_counted_by_hand(
    qtbot, start: Start, example: Path, path: Path
) -> None:
    """The figures are those of tests/test_fairness.py, which were counted from the example's words."""
    path.write_bytes(example.read_bytes())
    window = start(path).window
    window.go("awards")
    screen = window.open_screen()
    page = screen.one.nomination
    share = "Quayside House: 11 of the 23 who were thanked, and 20 of the 60 who work here."
    with dates.supposing(TODAY):
        page.refresh()
        qtbot.waitUntil(lambda: share in words(page.fair))  # beside the decision
        screen.mirror()
        _settle(qtbot)
    over = QApplication.activeModalWidget()
    assert over is not None
    assert {"23 of 60 people were given an award or thanked.", share} <= set(words(over))
    shown = [
        [rows.data(rows.index(n, c)) for c in range(rows.columnCount())]
        for rows in over.tables
        for n in range(rows.rowCount())
    ]
    assert ["In the last 3 months", "16"] in shown
    assert ["3 to 6 months ago", "hidden"] in shown
    assert not {"1", "2", "3", "4"} & {cell for line in shown for cell in line[1:]}
    over.close()


def test_a_mirror_of_too_few_says_so_and_shows_no_empty_tables(
    qtbot, start: Start, desk_file: Path
) -> None:
    window = start(desk_file).window
    window.go("awards")
    window.open_screen().mirror()
    _settle(qtbot)
    over = QApplication.activeModalWidget()
    assert over is not None
    assert "Too few people work here to show how many were thanked." in words(over)
    assert not over.tables
    over.close()
