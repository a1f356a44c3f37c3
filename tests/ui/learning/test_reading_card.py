"""A reading list on the page of its event and of its group: begun, arranged, printed, taken back."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from allydesk import dates
from allydesk.models.base import put
from allydesk.models.learning import reading, resource
from allydesk.models.learning.resource import Resource
from allydesk.store import Store
from allydesk.ui.events import prints
from allydesk.ui.learning.reading_list import ReadingList
from allydesk.ui.printing.preview import Preview
from tests import factories
from tests.ui import audit
from tests.ui.conftest import Start
from tests.ui.hands import (
    button,
    click,
    click_and_choose,
    press,
    seen_buttons,
    type_into,
    words,
)

NEXT_WEEK = dt.datetime.combine(dates.today() + dt.timedelta(days=7), dt.time(12))


def opened(window) -> ReadingList:
    found = [box for box in window.findChildren(ReadingList) if box.isVisible()]
    assert len(found) == 1
    return found[0]


def take(box: ReadingList, text: str, *, last: bool = False) -> None:
    """Type a few letters and take the first that is offered, or the last: a new one."""
    type_into(box.picker, text)
    popup = box.picker.suggestions.popup
    if last:
        press(popup, Qt.Key.Key_End)
    press(popup, Qt.Key.Key_Return)


def titles(store: Store, event: int) -> list[str]:
    return [r.resource.title for r in store.read(reading.of_event, event)]


def test_begun_from_the_page_of_an_event_and_taken_back(qtbot, start: Start, store: Store) -> None:
    for title in ("Quiet", "Blindspot"):
        store.write("Add", put, Resource, None, {"title": title, "author": "Cain", "minutes": 30})
    event = factories.event(store, "Talk", starts=NEXT_WEEK)
    store.close()
    program = start(store.path)
    window, store = program.window, program.desk.store
    window.go("events", event)
    screen = window.open_screen()
    row = screen.one.row
    assert "Reading list…" not in [a.text for a in prints.actions(program.desk, window, row)]
    screen.one.show_tab("details")
    assert "Reading list" not in words(screen)  # one quiet button is all there is
    click(screen, "Add a reading list")
    box = opened(window)
    qtbot.waitUntil(box.picker.hasFocus)
    take(box, "qui")
    take(box, "cain")  # what is on the list already is not offered again
    take(box, "Brand & new", last=True)
    assert titles(store, event) == ["Quiet", "Blindspot", "Brand & new"]
    press(box.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(store, event) == ["Quiet", "Brand & new", "Blindspot"]
    type_into(box.form.lines["note"].editor.field, "Before we meet")
    press(box.list, Qt.Key.Key_Home)
    press(box.list, Qt.Key.Key_Delete)
    assert [(r.resource.title, r.note) for r in store.read(reading.of_event, event)] == [
        ("Brand & new", "Before we meet"), ("Blindspot", None),
    ]  # fmt: skip
    QTest.keyClick(box.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(titles(store, event)) == 3)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()
    qtbot.waitUntil(lambda: "Quiet" in words(screen))
    shown = words(screen)
    assert {"Reading list", "Quiet", "Book · Before we meet"} <= set(shown)
    assert "3 things to read or watch · 60 minutes" in shown
    assert "Reading list…" in [a.text for a in prints.actions(program.desk, window, row)]
    click(screen, "Print reading list")
    qtbot.waitUntil(lambda: window.findChild(Preview) is not None)
    preview = window.findChild(Preview)
    qtbot.waitUntil(lambda: preview.printed is not None, timeout=20_000)
    assert preview.report == "reading-list"
    preview.close()


def test_begun_from_a_group_that_stays_private(start: Start, store: Store) -> None:
    group = factories.group(store, "Wellbeing Circle")
    book = store.write("Add", put, Resource, None, {"title": "Quiet"})
    store.close()
    program = start(store.path)
    window, store = program.window, program.desk.store
    window.go("groups", group)
    screen = window.open_screen()
    click_and_choose(screen.one, "More", "Reading list…")
    box = opened(window)
    take(box, "qui")
    assert [r.resource.id for r in store.read(reading.of_group, group)] == [book]
    assert "Wellbeing" not in (store.undo_label or "")  # steps are looked through by others too
    click(box, "Close")
    screen.one.tabs.open(screen.one.about)
    assert "Change the list" in [b.text() for b in seen_buttons(screen)]
    store.undo()
    assert "Change the list" not in [b.text() for b in seen_buttons(screen)]
    assert button(screen, "Add a reading list").isVisible()
    screen.new()
    assert screen.one.reading.isHidden()  # a group without a name has no list


@pytest.mark.parametrize("text_size", [100, 200])
def test_long_titles_wrap_and_nothing_scrolls_sideways(
    start: Start, store: Store, text_size: int
) -> None:
    event = factories.event(store, "Talk", starts=NEXT_WEEK)
    long = "The very long and winding subtitle of a book about everything that anybody ever said"
    ids = [
        store.write("Add", put, Resource, None, {"title": t, "author": "A. Somebody-Someone"})
        for t in (long, "Quiet", long + " twice")
    ]
    store.write("List", reading.add, ids, event=event)
    store.close()
    program = start(store.path, text_size=text_size, width=1024, height=700)
    program.window.go("events", event)
    screen = program.window.open_screen()
    screen.one.details.reading.open()
    box = opened(program.window)
    QApplication.processEvents()
    assert box.list.horizontalScrollBar().maximum() == 0
    high = [box.list.visualItemRect(box.list.item(n)).height() for n in range(2)]
    assert high[0] > high[1]  # it has more lines
    assert box.width() <= program.window.width()
    assert audit.faults(box) == []
    assert resource.KINDS["book"] in box.list.item(0).text()
    box.reject()
