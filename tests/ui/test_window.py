"""The window: where one can go, what was changed and taken back, what it looks like to everybody."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from allydesk import discover, sample
from allydesk.models import person
from allydesk.store import Store
from allydesk.ui import screens
from allydesk.ui.desk import Action
from allydesk.ui.kit import icons, look, widgets
from allydesk.ui.kit.focus import Ring
from allydesk.ui.shell.window import Window
from tests import factories
from tests.factories import NAMES, TODAY
from tests.ui import audit
from tests.ui.hands import button, press, type_into, words

PLACES = [m.Screen.place for m in discover.modules(screens)]
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture(scope="session")
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
def odd(store: Store) -> Path:
    """A desk whose every name is of the kind that breaks programs."""
    group = factories.group(store, "Pride & <b>Allies</b>")
    for name in NAMES:
        id = factories.person(store, name, team="R&D <i>lab</i>")
        factories.membership(store, id, group)
    store.close()
    return store.path


def settled(qtbot, window: Window) -> None:
    """Wait until the work that a place begins by itself is done."""
    from allydesk.ui import tasks

    qtbot.waitUntil(lambda: not tasks._alive)
    for _turn in range(5):  # a page that was made anew asks for room once more
        QApplication.processEvents()


# Every place, for everybody


@pytest.mark.parametrize("place", PLACES)
def test_every_place_opens_on_an_empty_desk(qtbot, start, desk_file: Path, place: str) -> None:
    window = start(desk_file).window
    window.go(place)
    settled(qtbot, window)
    assert window.open_screen().isVisible()
    assert audit.faults(window) == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_place_is_for_everybody(qtbot, start, full: Path, place: str, theme: str) -> None:
    window = start(full, theme=theme).window
    window.go(place)
    settled(qtbot, window)
    assert audit.faults(window) == []


@pytest.mark.parametrize("place", PLACES)
def test_every_place_at_twice_the_text(qtbot, start, full: Path, place: str) -> None:
    window = start(full, text_size=200, width=1280, height=800).window
    window.go(place)
    settled(qtbot, window)
    assert audit.faults(window) == []


@pytest.mark.parametrize("place", PLACES)
def test_every_place_from_right_to_left(
    qtbot, start, full: Path, place: str, qapp: QApplication
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        window = start(full).window
        window.go(place)
        settled(qtbot, window)
        assert window.frame.sidebar.geometry().right() > window.width() - 20
        assert audit.faults(window) == []
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("place", PLACES)
def test_every_place_in_a_small_window(qtbot, start, full: Path, place: str) -> None:
    window = start(full, width=1024, height=700).window
    window.go(place)
    settled(qtbot, window)
    assert audit.faults(window) == []


def test_every_name_begins_at_the_same_side(start, odd: Path) -> None:
    window = start(odd).window
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    for text in ("محمد علي", "Ana", "张伟"):
        shown = widgets.label(text)
        assert shown.alignment() & left == left
    assert window.isLeftToRight()


def test_odd_names_show_as_they_are(qtbot, start, odd: Path) -> None:
    program = start(odd)
    for place in PLACES:
        program.window.go(place)
        settled(qtbot, program.window)
        assert audit.clipped(program.window) == []
    program.window.go("home")
    assert "Pride & <b>Allies</b>" in words(program.window)


# Going about


def chosen(window: Window) -> str:
    found = window.frame.sidebar.chosen()
    assert found is not None
    return found.text()


def test_keys_and_clicks_lead_to_places(qtbot, start, full: Path) -> None:
    window = start(full).window
    assert chosen(window) == "Home"
    press(window, Qt.Key.Key_5, CTRL)
    assert chosen(window) == "People"
    button(window.frame.sidebar, "Settings").click()
    assert chosen(window) == "Settings"
    press(window, Qt.Key.Key_Left, ALT)
    assert chosen(window) == "People"
    press(window, Qt.Key.Key_Left, ALT)
    assert chosen(window) == "Home"
    press(window, Qt.Key.Key_Left, ALT)
    assert chosen(window) == "Home"
    press(window, Qt.Key.Key_Right, ALT)
    assert chosen(window) == "People"


def test_going_back_finds_the_same_person(qtbot, start, full: Path) -> None:
    program = start(full)
    window, store = program.window, program.desk.store
    ids = store.read(person.ids)
    window.go("people", ids[7])
    window.go("home")
    window.back()
    assert window.open_screen().record() == ids[7]


def test_f6_walks_through_the_parts_of_the_window(qtbot, start, full: Path) -> None:
    window = start(full).window
    window.go("people")
    settled(qtbot, window)
    seen = []
    for _press in range(4):
        press(window, Qt.Key.Key_F6)
        seen.append(_pane(window))
    assert seen[0] != seen[1]
    assert 0 in seen  # the sidebar
    press(window, Qt.Key.Key_F6, SHIFT)
    assert _pane(window) == seen[2]


def test_large_text_in_a_low_window_leaves_rows_to_see(qtbot, start, full: Path) -> None:
    window = start(full, width=1024, height=560, text_size=200).window
    window.go("people")
    settled(qtbot, window)
    screen = window.open_screen()
    browser = screen.browser
    assert browser.list.viewport().height() > 2 * browser.list.rowHeight(0)
    assert browser.chips.height() >= browser.chips.sizeHint().height()
    assert not browser.list.visibleRegion().isEmpty()  # the side has scrolled to it


def test_a_place_chosen_again_begins_at_its_list(qtbot, start, full: Path) -> None:
    window = start(full).window
    window.go("people")
    settled(qtbot, window)
    screen = window.open_screen()
    press(window, Qt.Key.Key_F6)
    assert not screen.browser.list.hasFocus()
    press(QApplication.focusWidget(), Qt.Key.Key_5, CTRL)
    assert screen.browser.list.hasFocus()


def test_f6_goes_from_the_list_into_the_fields_beside_it(qtbot, start, full: Path) -> None:
    window = start(full).window
    window.go("people")
    settled(qtbot, window)
    screen = window.open_screen()
    assert screen.browser.list.hasFocus()
    press(window, Qt.Key.Key_F6)
    assert screen.detail.isAncestorOf(QApplication.focusWidget())
    press(window, Qt.Key.Key_F6, SHIFT)
    assert screen.browser.list.hasFocus()


def _pane(window: Window) -> int:
    focused = QApplication.focusWidget()
    assert focused is not None
    panes = window.frame.panes()
    return next(n for n, p in enumerate(panes) if p is focused or p.isAncestorOf(focused))


def test_every_key_means_one_thing(start, full: Path) -> None:
    window = start(full).window
    window.go("people")
    taken: dict[str, str] = {}
    for menu in window.menuBar().actions():
        for action in _items(menu):
            for key in action.shortcuts():
                word = key.toString(QKeySequence.SequenceFormat.PortableText)
                assert word not in taken, f"{word}: {taken.get(word)} and {action.text()}"
                taken[word] = action.text()
    assert {"Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+K", "F1", "Ctrl+5", "Ctrl+0"} <= taken.keys()
    assert not {"Ctrl+E", "Ctrl+H", "Ctrl+M", "Ctrl+W"} & taken.keys()


def _items(action):
    yield action
    if action.menu() is not None:
        for inner in action.menu().actions():
            yield from _items(inner)


def test_a_narrow_window_has_a_drawer(qtbot, start, full: Path) -> None:
    window = start(full, width=800, height=700).window
    sidebar = window.frame.sidebar
    assert not sidebar.isVisible()
    button(window, "Menu").click()
    assert sidebar.isVisible()
    assert sidebar.isAncestorOf(QApplication.focusWidget())
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not sidebar.isVisible()
    assert QApplication.focusWidget() is window.frame.menu_button
    button(window, "Menu").click()
    button(sidebar, "People").click()
    assert not sidebar.isVisible()
    assert chosen(window) == "People"
    window.resize(1180, 700)
    assert sidebar.isVisible()
    assert not window.frame.menu_button.isVisible()


def test_a_place_can_be_called_otherwise(qtbot, start, store: Store) -> None:
    from allydesk.models.base import put
    from allydesk.models.organisation import Organisation

    store.close()
    program = start(store.path)
    assert button(program.window.frame.sidebar, "Groups")
    program.desk.store.write("Call them so", put, Organisation, 1, {"groups_called": "R&D circles"})
    assert button(program.window.frame.sidebar, "R&D circles")


# What was changed


def menu_text(window: Window, name: str) -> str:
    assert window._menus is not None
    return getattr(window._menus, name).text()


def test_how_much_waits_is_written_whole_at_once(start, desk_file: Path) -> None:
    sidebar = start(desk_file).window.frame.sidebar
    for waiting in ("5", "24", "137"):
        sidebar.wait("events", waiting)
        shown = sidebar._counts["events"]
        assert shown.text() == waiting
        assert shown.width() >= shown.sizeHint().width()


def test_a_step_is_named_undone_and_done_again(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    window, store = program.window, program.desk.store
    assert not window._menus.undo.isEnabled()
    factories.person(store, "Tom & Jerry")
    assert menu_text(window, "undo") == "Undo: Add Tom && Jerry"
    press(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: said(window) == "Undone: Add Tom & Jerry.")
    assert store.read(person.count) == 0
    assert menu_text(window, "redo") == "Redo: Add Tom && Jerry"
    press(window, Qt.Key.Key_Y, CTRL)
    qtbot.waitUntil(lambda: said(window) == "Done again: Add Tom & Jerry.")
    assert store.read(person.count) == 1
    press(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: said(window) == "Undone: Add Tom & Jerry.")
    press(window, Qt.Key.Key_Z, CTRL, SHIFT)
    qtbot.waitUntil(lambda: said(window) == "Done again: Add Tom & Jerry.")
    assert store.read(person.count) == 1


def said(window: Window) -> str:
    return window.frame.status.message.text()


def test_a_message_stands_on_one_line_where_there_is_room(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    status = program.window.frame.status
    program.desk.say("The groups of 528 people were brought in, and nothing was left out.")
    settled(qtbot, program.window)
    assert status.message.height() < 2 * status.message.fontMetrics().lineSpacing()
    assert status.message.width() >= status.message.fontMetrics().horizontalAdvance(
        status.message.text()
    )


def test_undo_beside_the_message(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    status, store = program.window.frame.status, program.desk.store
    program.desk.do("Ana is on the list.", "Add Ana", _add, "Ana")
    assert status.message.text() == "Ana is on the list."
    status.undo.click()
    qtbot.waitUntil(lambda: store.read(person.count) == 0)
    qtbot.waitUntil(lambda: not status.undo.isVisible())


def _add(s, name: str) -> int:
    from allydesk.models.base import put
    from allydesk.models.person import Person

    return put(s, Person, None, {"full_name": name})


def test_a_text_takes_ctrl_z_first(qtbot, start, desk_file: Path) -> None:
    program = start(desk_file)
    store = program.desk.store
    factories.person(store, "Ana")
    program.window.go("help")
    field = program.window.open_screen().findChild(QLineEdit, "search help")
    type_into(field, "abc")
    press(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    assert store.read(person.count) == 1
    press(field, Qt.Key.Key_Z, CTRL)  # nothing of its own is left: the last step goes
    qtbot.waitUntil(lambda: store.read(person.count) == 0)


def test_there_is_nothing_to_save(start, desk_file: Path) -> None:
    program = start(desk_file)
    status = program.window.frame.status
    assert status.saved.text() == "Saved on this computer"
    press(program.window, Qt.Key.Key_S, CTRL)
    assert status.message.text() == "Already saved."
    factories.person(program.desk.store)
    clock = f"{program.desk.store.saved_at:%H:%M}"
    assert status.saved.text() == f"Saved on this computer · {clock}"
    press(program.window, Qt.Key.Key_S, CTRL)
    assert status.message.text() == f"Already saved {clock}."


def test_slow_work_shows_and_can_be_cancelled(qtbot, start, desk_file: Path) -> None:
    from threading import Event

    program = start(desk_file)
    status, go_on = program.window.frame.status, Event()

    def work(task) -> None:
        for n in range(600):
            task.progress(n, 600)
            go_on.wait(0.05)

    program.desk.run(program.window, "Counting sheep…", work, lambda _none: None)
    assert not status.bar.isVisible()
    qtbot.waitUntil(lambda: status.bar.isVisible(), timeout=4000)
    assert status.message.text() == "Counting sheep…"
    assert QApplication.overrideCursor() is not None
    status.cancel.click()
    qtbot.waitUntil(lambda: status.message.text() == "Stopped. Nothing was changed.")
    assert not status.bar.isVisible()
    assert QApplication.overrideCursor() is None


# Seeing, and not being seen


def ring_of(window: QWidget) -> Ring:
    return next(r for r in window.findChildren(Ring))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ring_is_seen_around_the_primary_button(qtbot, start, full: Path, theme: str) -> None:
    window = start(full, theme=theme).window
    settled(qtbot, window)
    first = window.open_screen().first()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    ring = ring_of(window)
    assert ring.isVisible()
    at = first.mapTo(window, first.rect().topLeft())
    picture = window.grab().toImage()
    painted = picture.pixelColor(at.x() + first.width() // 2, at.y() - 3).name()
    assert painted == look.colours().focus.lower()


def test_hidden_names_are_drawn_in_the_colours_of_now(qtbot, start, full: Path) -> None:
    program = start(full)
    program.desk.prefer(theme="dark")
    look.apply(look.app(), program.desk.settings)
    press(program.window, Qt.Key.Key_H, CTRL, SHIFT)
    drawn = program.window._curtain.findChildren(QLabel)[0].pixmap()
    assert drawn.toImage() == icons.pixmap("eye-off", "primary", 48).toImage()


def test_hidden_names_stay_hidden_until_a_key(qtbot, start, full: Path) -> None:
    window = start(full).window
    window.go("people")
    settled(qtbot, window)
    before = QApplication.focusWidget()
    press(window, Qt.Key.Key_H, CTRL, SHIFT)
    curtain = window._curtain
    assert curtain.isVisible()
    assert curtain.geometry() == window.rect()
    assert "does not encrypt" in curtain.accessibleName()
    assert audit.clipped(curtain) == []
    assert curtain.hasFocus()
    press(curtain, Qt.Key.Key_Tab)
    assert not curtain.isVisible()
    assert QApplication.focusWidget() is before


def test_names_hide_by_themselves(qtbot, start, full: Path) -> None:
    program = start(full)
    program.desk.prefer(hide_after=1)
    timer = program._idle._timer
    assert timer.isActive()
    assert timer.interval() == 60_000
    timer.timeout.emit()
    assert program.window._curtain.isVisible()
    program.desk.prefer(hide_after=0)
    assert not timer.isActive()


# What falls on the window


def drop(window: Window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enters = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    QApplication.sendEvent(window, enters)
    assert enters.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, data, left, none))


def test_a_dropped_desk_opens(qtbot, start, full: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.allydesk"
    Store.create(other, name="Other & Co").close()
    program = start(full)
    drop(program.window, other)
    qtbot.waitUntil(lambda: program.desk is not None and program.desk.store.path == other)
    assert program.window.windowTitle() == "Other & Co – AllyDesk"


def test_a_notice_goes_when_it_was_answered(qtbot, start, desk_file: Path) -> None:
    window = start(desk_file).window
    done = []
    window.notify("Look at this.", "info", [Action("I did", lambda: done.append(1))])
    qtbot.waitUntil(lambda: "Look at this." in words(window))
    window.restyle()  # a change of colours does not answer it
    qtbot.waitUntil(lambda: "Look at this." in words(window))
    button(window, "I did").click()
    assert done == [1]
    qtbot.waitUntil(lambda: "Look at this." not in words(window))


def test_the_day_is_the_heading(qtbot, start, full: Path) -> None:
    window = start(full).window
    today = dt.date.today()
    heading = f"{today:%A} {today.day} {today:%B}"
    qtbot.waitUntil(lambda: heading in words(window.open_screen()))
