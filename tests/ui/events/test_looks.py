"""Every part of an event as everybody sees it: large, dark, small, from right to left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from allydesk import sample
from allydesk.models import attendance, schedule
from allydesk.store import Store
from allydesk.ui.kit import look
from tests.factories import TODAY
from tests.ui import audit
from tests.ui.hands import type_into, words

TABS = ("details", "agenda", "sign_ups", "came", "new")


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


def busiest(store: Store) -> int:
    """Give the event with the longest list."""
    rows = store.read(schedule.rows, store.read(schedule.ids, "", ""))
    return max(rows, key=lambda r: store.read(attendance.named, r.id)).id


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def shown(start, full: Path, tab: str, **look: object):
    program = start(full, **look)
    window = program.window
    if tab == "new":
        program.desk.go("events", new=True)
    else:
        window.go("events", busiest(program.desk.store))
        screen = window.open_screen()
        screen.one.show_tab(tab)
        if tab == "sign_ups":
            screen.one.sign_ups.table.selectRow(0)
    for _turn in range(6):  # what clashes asks for room once its words are there
        QApplication.processEvents()
    return window


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize(
    ("theme", "size", "width", "height"),
    [("light", 100, 1180, 740), ("dark", 100, 1024, 700), ("light", 200, 1280, 800)],
)
def test_every_tab_is_for_everybody(
    start, full: Path, tab: str, theme: str, size: int, width: int, height: int
) -> None:
    window = shown(start, full, tab, theme=theme, text_size=size, width=width, height=height)
    assert audit.faults(window) == []


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_from_right_to_left(start, mirrored, full: Path, tab: str) -> None:
    assert audit.faults(shown(start, full, tab)) == []


@pytest.mark.parametrize(("size", "width", "height"), [(100, 1024, 700), (200, 1024, 700)])
def test_day_and_time_of_an_event_are_read_whole(
    start, full: Path, size: int, width: int, height: int
) -> None:
    window = shown(start, full, "details", text_size=size, width=width, height=height)
    details = window.open_screen().one.details
    for name in ("starts", "ends"):
        line = details.form.lines[name].editor.field
        assert line.fontMetrics().horizontalAdvance(line.text()) <= line.width() - look.px(18)
    type_into(details.form.lines["starts"].editor.field, "8 dec 14:00")
    for _turn in range(6):
        QApplication.processEvents()
    assert any("8 Dec" in w and "14:00" in w for w in words(details))
    assert audit.sideways(window) == []
