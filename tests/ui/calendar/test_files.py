"""Calendar files, out and in."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from allydesk.store import Store
from allydesk.ui.app import Program
from allydesk.ui.calendar.page import Calendar
from allydesk.ui.tasks import Task
from tests.ui import audit
from tests.ui.calendar.hand import (
    answers,
    calendar_of,
    choose_from,
    dialog,
    events,
    said,
)
from tests.ui.hands import button, click, press, words


def test_the_calendar_goes_out_and_comes_into_another_desk(
    qtbot, program: Program, page: Calendar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, start
) -> None:
    path = tmp_path / "all.ics"
    answers(program, monkeypatch, path)
    choose_from(button(page, "More"), "Save the calendar as a file…")
    qtbot.waitUntil(lambda: said(program).startswith("Saved 8 events in “all.ics”."))
    assert said(program).endswith("Outlook opens it as a calendar of its own, beside yours.")
    other = tmp_path / "other.allydesk"
    Store.create(other, language="en-GB").close()
    second = start(other)
    second.window.go("calendar")
    answers(second, monkeypatch, path)
    there = calendar_of(second)
    choose_from(button(there, "More"), "Bring in a calendar file…")
    qtbot.waitUntil(lambda: any(d.isVisible() for d in there.findChildren(QDialog)))
    asked = dialog(there)
    assert "8 new · 0 changed · 0 unchanged" in words(asked)
    assert audit.nameless(asked) + audit.clipped(asked) == []
    assert events(second) == []
    asked.list.setFocus()
    press(asked.list, Qt.Key.Key_Space)  # the first is left out
    click(asked, "Bring in 7 events")
    qtbot.waitUntil(lambda: said(second) == "7 events are brought in.")
    assert len(events(second)) == 7
    click(second.window.frame.status, "Undo")
    qtbot.waitUntil(lambda: events(second) == [])


def test_what_changed_in_a_file_is_shown_old_and_new(
    qtbot, program: Program, page: Calendar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "one.ics"
    answers(program, monkeypatch, path)
    page.choose(dt.date(2026, 11, 24))
    choose_from(button(page.panel, "More about Tuesday 0"), "Save as calendar file…")
    qtbot.waitUntil(path.exists)
    path.write_text(path.read_text("utf-8").replace("Tuesday 0", "Tuesday null"), "utf-8")
    page.bring_in()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(QDialog)))
    asked = dialog(page)
    lines = [asked.list.model().index(n, 0).data() for n in range(asked.list.model().rowCount())]
    assert lines == ["Changed", "Tuesday 0 · Title: Tuesday 0 → Tuesday null"]
    click(asked, "Bring in 1 event")
    qtbot.waitUntil(lambda: said(program) == "1 event is brought in.")
    assert len(events(program, "Tuesday null")) == 1
    assert events(program, "Tuesday 0") == []


@pytest.mark.parametrize(
    "text", ["", "not a calendar", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"]
)
def test_a_file_without_events_is_told_in_one_sentence(
    qtbot,
    program: Program,
    page: Calendar,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    text: str,
) -> None:
    path = tmp_path / "empty.ics"
    path.write_text(text, "utf-8")
    answers(program, monkeypatch, path)
    before = len(events(program))
    page.bring_in()
    qtbot.waitUntil(lambda: program.window.frame.status.message.text() != "")
    qtbot.waitUntil(lambda: "Reading" not in said(program))
    assert said(program).endswith(".")
    assert not any(d.isVisible() for d in page.findChildren(QDialog))
    assert len(events(program)) == before


def large(path: Path, count: int) -> Path:
    """Write a calendar of many events."""
    entry = (
        "BEGIN:VEVENT\r\nUID:{n}@x\r\nSUMMARY:Meeting {n}\r\n"
        "DTSTART:20270104T090000Z\r\nEND:VEVENT\r\n"
    )
    inside = "".join(entry.format(n=n) for n in range(count))
    path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n", "utf-8")
    return path


def test_reading_and_bringing_in_can_be_stopped_with_nothing_half_done(
    qtbot, program: Program, page: Calendar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answers(program, monkeypatch, large(tmp_path / "large.ics", 1500))
    before = events(program)
    steps: list[tuple[int, int]] = []

    def stop_later(task: Task) -> None:
        """Press Cancel at the second sign of progress, as the work goes on."""
        task.progressed.connect(
            lambda done, total: (steps.append((done, total)), done and task.cancel()),
            Qt.ConnectionType.DirectConnection,
        )

    program.desk.working.connect(stop_later)
    page.bring_in()
    qtbot.waitUntil(lambda: said(program) == "Stopped. Nothing was changed.")
    assert steps == [(0, 1500), (250, 1500)]
    assert not any(d.isVisible() for d in page.findChildren(QDialog))

    program.desk.working.disconnect(stop_later)
    page.bring_in()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(QDialog)))
    program.desk.say("")
    program.desk.working.connect(stop_later)
    steps.clear()
    click(dialog(page), "Bring in 1500 events")
    qtbot.waitUntil(lambda: said(program) == "Stopped. Nothing was changed.")
    assert steps == [(0, 1500), (250, 1500)]
    assert events(program) == before
    assert "calendar" not in (program.desk.store.undo_label or "")
