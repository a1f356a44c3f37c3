"""Around the register: numbers, receipts, what is kept long enough, rules, and the turn of the day."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from allydesk import dates, sample
from allydesk.listening import slips
from allydesk.models.feedback import count, incident, note, rules, tray
from allydesk.models.suppression import Shown
from allydesk.store import Store
from allydesk.ui import files
from allydesk.ui.app import Program, open_file
from allydesk.ui.desk import Ask, Desk
from allydesk.ui.feedback import numbers, quick, receipts, retention
from allydesk.ui.kit import look
from allydesk.ui.preferences.privacy import Feedback
from allydesk.ui.printing.preview import Preview
from tests.ui import audit
from tests.ui.feedback.said import FIVE, filed, rows, say
from tests.ui.hands import click, click_and_choose, type_into, words

Start = Callable[..., Program]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 700)
    qtbot.addWidget(made)
    made.show()
    return made


def settled(qtbot: QtBot) -> None:
    from allydesk.ui import tasks

    qtbot.waitUntil(lambda: not tasks._alive, timeout=20_000)
    QApplication.processEvents()


def agree(desk: Desk) -> list[str]:
    """Answer yes to every question, and collect what was asked."""
    asked: list[str] = []

    def confirm(_parent, text: str, _more: str, _yes: str, _no: str) -> bool:
        asked.append(text)
        return True

    desk.ask.confirm = confirm
    return asked


# Numbers


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "made.allydesk"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLYDESK_HOME", str(path.parent))
        sample.write(path, dates.today())
    return path


@pytest.mark.parametrize(("theme", "size"), [("light", 100), ("dark", 200)])
def test_charts_have_a_table_twin_and_hide_small_numbers(
    qtbot: QtBot, start: Start, example: Path, path: Path, theme: str, size: int
) -> None:
    path.write_bytes(example.read_bytes())
    program = start(path, theme=theme, text_size=size, width=1280, height=800)
    desk = program.desk
    assert desk is not None
    shown = numbers.open(desk, program.window)
    settled(qtbot)
    newest = desk.store.read(count.windows, "kind")[-1].counts
    heard = shown.bars.picture.accessibleName()
    for kind, n in newest.cells.items():
        assert f"{kind}: {n}." in heard  # a number, or “hidden”
    assert "hidden" in heard
    assert any(isinstance(n, Shown) for n in newest.cells.values())
    drawn = shown.bars.picture.pixmap().toImage()
    assert drawn.width() > 200
    assert drawn.pixelColor(1, 1).name() == look.colours().surface.lower()
    click(shown.bars, "Show as table")
    table = shown.bars.twin
    told = {
        table.model().index(n, 0).data(): table.model().index(n, 1).data()
        for n in range(table.model().rowCount())
    }
    assert told == {kind: str(n) for kind, n in newest.cells.items()}
    click(shown, "By topic")
    settled(qtbot)
    topics = desk.store.read(count.windows, "topic")[-1].counts.cells
    assert shown.bars.twin.model().rowCount() == len(topics)
    assert audit.faults(shown) == []


def test_without_a_period_that_is_over_it_says_when(
    qtbot: QtBot, desk: Desk, store: Store, window: QWidget
) -> None:
    for text in FIVE[:3]:
        say(store, text, keeping="named", name="Ana")
    shown = numbers.open(desk, window)
    settled(qtbot)
    assert "No period is over yet that has enough notes." in words(shown)
    assert any(text.startswith("Only periods that are over") for text in words(shown))
    assert "Hidden until 5 people have answered (3 so far)." in words(shown)


# Receipts


def test_a_receipt_leads_to_its_answer(
    qtbot: QtBot, desk: Desk, store: Store, window: QWidget
) -> None:
    code = say(store, FIVE[0], with_receipt=True).code
    assert code is not None
    shown = receipts.open(desk, window)
    type_into(shown.line, code.upper().replace(" ", ", "))
    click(shown, "Look it up")
    assert "The note waits to be filed with others. Nobody has looked into it yet." in words(shown)
    filed(store, *FIVE[1:], "A sixth.")
    (row,) = [r for r in rows(store) if r.receipt]
    store.quietly(["feedback_note"], note.amend, row.id, {"state": "done", "done": "A key is cut."})
    click(shown, "Look it up")
    assert {"Done", "A key is cut."} <= set(words(shown))
    assert not any(FIVE[0] in text for text in words(shown))  # the answer, never the note
    type_into(shown.line, " ".join([*code.split()[:2], "wrong"]))
    click(shown, "Look it up")
    assert "There is no such receipt" in words(shown)


def test_the_receipt_on_a_slip_becomes_that_of_its_note(
    qtbot: QtBot, desk: Desk, store: Store, window: QWidget
) -> None:
    slips.make_ready(store, 1)
    (code,) = store.read(slips.ready, 1)
    store.quietly((), slips.printed, 1)
    shown = quick.open(desk, window)
    shown.text.text.setPlainText("From a slip.")
    type_into(shown.slip, "no such")
    click(shown, "Keep note")
    assert "No slip with these words went out. Check them, or leave them out." in words(shown)
    type_into(shown.slip, " ".join(code.split()[:2]))
    click(shown, "Keep note")
    assert [one.text for one in store.read(tray.waiting)] == ["From a slip."]
    found = receipts.open(desk, window)
    type_into(found.line, code)
    found.look()
    assert any(text.startswith("The note waits") for text in words(found))


# Paper


def test_a_note_and_an_incident_have_a_sheet(
    qtbot: QtBot, start: Start, example: Path, path: Path
) -> None:
    path.write_bytes(example.read_bytes())
    program = start(path)
    window = program.window
    window.go("feedback")
    screen = window.open_screen()
    text = screen.desk.store.read(note.one, screen.one.note.id).text
    click_and_choose(screen.one.note, "More", "Print its case sheet…")
    assert text[:30] in _paper(qtbot, window)
    screen.incidents()
    click(screen, "Open incidents")
    click_and_choose(screen.one.incident, "More", "Print its case sheet…")
    card = screen.desk.store.read(incident.card, screen.access, screen.one.incident.id)
    assert str(card["what"])[:30] in _paper(qtbot, window)


def _paper(qtbot: QtBot, window) -> str:
    """Give the words of the paper that is shown, and close it."""
    QApplication.processEvents()
    (shown,) = [p for p in window.findChildren(Preview) if p.isVisible()]
    qtbot.waitUntil(lambda: shown.pages._pdf is not None, timeout=20_000)
    said = " ".join(shown.pages._pdf.text(n) for n in range(len(shown.pages._pdf)))
    shown.close()
    settled(qtbot)
    return " ".join(said.split())


# For everybody


@pytest.mark.parametrize(
    ("theme", "size", "mirrored"), [("light", 100, True), ("dark", 200, False)]
)
def test_what_opens_over_the_place_is_for_everybody(
    qtbot: QtBot, start: Start, example: Path, path: Path, qapp: QApplication,
    theme: str, size: int, mirrored: bool,
) -> None:  # fmt: skip
    path.write_bytes(example.read_bytes())
    if mirrored:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        program = start(path, theme=theme, text_size=size, width=1024, height=700)
        window, desk = program.window, program.desk
        assert desk is not None
        window.go("feedback")
        screen = window.open_screen()
        screen.read_tray()
        settled(qtbot)
        assert audit.faults(window) == []
        screen.incidents()
        settled(qtbot)
        assert audit.faults(window) == []
        click(screen, "Open incidents")
        screen.open()
        settled(qtbot)
        assert audit.faults(window) == []
        found = receipts.open(desk, window)
        type_into(found.line, "no such words")
        found.look()
        settled(qtbot)
        assert audit.faults(found) == []
        found.reject()
        kept = retention.open(desk, window, screen.access)
        settled(qtbot)
        assert audit.faults(kept) == []
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


# Kept long enough


def test_what_is_due_is_shown_first_and_deleted_when_told(
    qtbot: QtBot, desk: Desk, store: Store, window: QWidget
) -> None:
    long_ago = (dates.today().replace(day=1) - dt.timedelta(days=30 * 26)).replace(day=10)
    filed(store, *(f"zzyzx {n}" for n in range(5)), day=long_ago)
    filed(store)
    shown = retention.open(desk, window, None)
    assert any(text.endswith("5 notes") for text in words(shown))
    assert len(rows(store)) == 10
    asked = agree(desk)
    click(shown, "Delete these notes for good…")
    settled(qtbot)
    assert asked == ["Delete these notes for good?"]
    assert sorted(r.text for r in rows(store)) == sorted(FIVE)
    assert store.read(note.ids, "zzyzx") == []
    assert "Nothing is due. Everything here is still in its time." in words(shown)


def test_old_incidents_go_only_while_incidents_are_open(
    qtbot: QtBot, desk: Desk, store: Store, window: QWidget
) -> None:
    access = incident.enter("", "")
    values = {"what": "Long ago", "state": "closed",
              "closed_on": dates.today() - dt.timedelta(days=40 * 31)}  # fmt: skip
    store.quietly(["incident"], incident.save, access, None, values, dates.today())
    shut = retention.open(desk, window, None)
    assert "Open the incidents first to delete them." in words(shut)
    shut.reject()
    shown = retention.open(desk, window, access)
    agree(desk)
    click(shown, "Delete these incidents for good…")
    settled(qtbot)
    assert store.read(incident.listing, access) == []


# Rules


def test_the_rules_are_set_in_settings_and_undone(qtbot: QtBot, desk: Desk, store: Store) -> None:
    shown = Feedback(desk)
    shown.resize(700, 600)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    lines = shown.form.lines
    assert lines["note_months"].editor.field.text() == "24"
    assert "harass*" in lines["urgent"].editor.field.toPlainText()
    type_into(lines["procedure"].editor.field, "Room 4.12")
    lines["urgent"].editor.field.setFocus()
    assert store.read(rules.now).procedure == "Room 4.12"
    type_into(lines["note_months"].editor.field, "600")
    lines["urgent"].editor.field.setFocus()
    assert "Choose a number of months from 1 to 120." in words(shown)
    assert store.read(rules.now).note_months == 24
    store.undo()
    assert store.read(rules.now).procedure is None
    assert lines["procedure"].editor.field.toPlainText() == ""
    type_into(lines["procedure"].editor.field, "Room 5")  # the row is gone: made anew
    lines["urgent"].editor.field.setFocus()
    assert store.read(rules.now).procedure == "Room 5"


# The turn of the day


def test_opening_a_desk_files_what_waited_over_the_month(store: Store) -> None:
    last_month = dates.today().replace(day=1) - dt.timedelta(days=3)
    say(store, FIVE[0], last_month)
    store.close()
    opened = open_file(store.path)
    try:
        assert [r.text for r in rows(opened.store)] == [FIVE[0]]
        assert opened.store.read(tray.waiting) == []
        assert opened.store.steps() == []
    finally:
        opened.store.close()


def test_opening_a_desk_on_which_nothing_waits_stores_nothing(store: Store) -> None:
    store.close()
    opened = open_file(store.path)
    try:
        assert opened.store.saved_at is None
    finally:
        opened.store.close()


def test_a_new_day_files_what_waits(
    start: Start, desk_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(desk_file)
    assert program.desk is not None
    store, today = program.desk.store, dates.today()
    say(store, FIVE[0])
    program._look_at_the_day()
    assert rows(store) == []  # the same day
    later = (today.replace(day=1) + dt.timedelta(days=40)).replace(day=2)
    monkeypatch.setattr(dates, "today", lambda: later)
    program._backups.timeout.emit()
    assert [r.text for r in rows(store)] == [FIVE[0]]


def test_going_back_to_a_backup_says_what_it_does_not_hold(
    qtbot: QtBot, desk: Desk, store: Store, window: QWidget
) -> None:
    from allydesk import backup

    made = backup.save(store, backup.MANUAL)
    told: list[str] = []

    class Asked(Ask):
        def confirm(self, parent, text: str, more: str, yes: str, no: str) -> bool:
            told.append(more)
            return False

    files.confirm_restore(window, Asked(), desk.leave, made, store.path)
    assert "Notes without a name that waited to be filed are in no backup." in told[0]
