"""Days that are set for the future: what they are is seen while they are typed, before it is stored."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel, QWidget

from allydesk import dates
from allydesk.models import action
from allydesk.models.awards import round as rounds
from allydesk.models.base import fields, put
from allydesk.models.feedback.note import Note
from allydesk.models.learning.loan import Loan
from allydesk.models.organisation import Organisation
from allydesk.models.person import Person
from allydesk.planning import observances
from allydesk.store import Store
from allydesk.ui.app import Program
from allydesk.ui.awards.keys import Kind, key
from allydesk.ui.planning.day import DayHint
from tests import factories
from tests.ui import audit
from tests.ui.hands import button, click, press, tab, type_into, words

TODAY = dt.date(2026, 11, 2)  # a Monday
DIWALI = "Diwali and Bandi Chhor Divas is around Sun 8 Nov."


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be Monday 2 November 2026."""
    monkeypatch.setattr(dates, "today", lambda: TODAY)


@pytest.fixture
def desk_path(store: Store) -> Path:
    store.write("x", put, Organisation, 1, {"country": "GB", "region": "ENG"})
    factories.event(store, "Board", starts=dt.datetime(2026, 11, 3, 10))
    store.write("x", rounds.start, {
        "name": "Allies", "opens": dt.date(2026, 11, 2), "closes": dt.date(2026, 11, 19),
    })  # fmt: skip
    store.close()
    return store.path


@pytest.fixture
def program(start, desk_path: Path) -> Program:
    return start(desk_path)


def hint_of(field: QWidget) -> DayHint:
    """Give what stands below a field for a day."""
    found = field.parentWidget().findChild(DayHint)
    assert isinstance(found, DayHint)
    return found


def test_a_deadline_on_diwali_is_seen_before_it_is_stored(qtbot, program: Program) -> None:
    read, (event,) = program.desk.store.read, program.desk.store.read(_events)
    program.window.go("events", event)
    screen = program.window.open_screen()
    screen.one.show_tab("agenda")
    card = screen.one.agenda.actions_card
    type_into(card.line, "Send the form round")
    press(card.line, Qt.Key.Key_Return)
    line = card.form.lines["due"].editor.field
    hint = hint_of(line)
    assert not hint.isVisible()
    type_into(line, "8 Nov")
    shown = words(hint)
    assert shown[:2] == ["Better another day", DIWALI]
    assert (
        "Avoid deadlines and evening events. Families cook and meet on the days around it." in shown
    )
    assert DIWALI in line.accessibleDescription()  # heard, not only seen
    assert read(action.of_event, event)[0].due is None  # seen, and nothing is stored yet
    press(line, Qt.Key.Key_Return)  # it never blocks
    assert read(action.of_event, event)[0].due == dt.date(2026, 11, 8)
    click(hint, "Clear day: Tue 10 Nov")
    assert read(action.of_event, event)[0].due == dt.date(2026, 11, 10)
    assert not hint.isVisible()
    assert line.accessibleDescription() == ""
    program.desk.store.undo()
    assert read(action.of_event, event)[0].due == dt.date(2026, 11, 8)
    assert hint.isVisible()  # what is stored says it too


def _events(s) -> list[int]:
    from allydesk.models.event import Event

    return [id for (id,) in s.query(Event.id)]


def test_a_round_says_what_its_last_day_is(qtbot, program: Program) -> None:
    read, (row,) = program.desk.store.read, program.desk.store.read(rounds.listing)
    program.window.go("awards", key(Kind.ROUND, row.id))
    form = program.window.open_screen().one.round.form
    line = form.lines["closes"].editor.field
    type_into(line, "25 Dec")
    assert words(hint_of(line))[:4] == [
        "Better another day", "Fri 25 Dec is a public holiday: Christmas Day.",
        "Many colleagues are away until the new year.", "Clear days:",
    ]  # fmt: skip
    assert read(rounds.listing)[0].closes == dt.date(2026, 11, 19)
    assert not hint_of(form.lines["opens"].editor.field).isVisible()
    press(line, Qt.Key.Key_Escape)
    assert not hint_of(line).isVisible()
    type_into(line, "25 Oct")  # what is over cannot be chosen better
    assert not hint_of(line).isVisible()
    type_into(line, "14 nov")
    assert words(hint_of(line)) == [
        "Good to know",
        "Sat 14 Nov is at the weekend.",
    ]
    tab()
    assert read(rounds.listing)[0].closes == dt.date(2026, 11, 14)


@pytest.mark.parametrize(
    "look", [{"theme": "dark"}, {"text_size": 200, "width": 1024, "height": 700}]
)
def test_what_a_day_is_can_be_read_at_any_size(start, desk_path: Path, look) -> None:
    program = start(desk_path, **look)
    (row,) = program.desk.store.read(rounds.listing)
    program.window.go("awards", key(Kind.ROUND, row.id))
    line = program.window.open_screen().one.round.form.lines["closes"].editor.field
    type_into(line, "25 Dec")
    hint = hint_of(line)
    assert "Fri 25 Dec is a public holiday: Christmas Day." in words(hint)
    press(line, Qt.Key.Key_Return)
    assert audit.faults(program.window) == []
    for text in hint.findChildren(QLabel):
        assert text.height() >= text.heightForWidth(text.width()), text.text()


def test_a_change_of_what_shows_changes_the_hint(qtbot, program: Program) -> None:
    (row,) = program.desk.store.read(rounds.listing)
    program.window.go("awards", key(Kind.ROUND, row.id))
    line = program.window.open_screen().one.round.form.lines["decided_by"].editor.field
    type_into(line, "8 nov")
    assert DIWALI in words(hint_of(line))
    program.desk.store.write("Hide", observances.hide, "diwali")
    program.desk.changed.emit(frozenset(["hidden_observance"]))
    assert words(hint_of(line)) == ["Good to know", "Sun 8 Nov is at the weekend."]


def test_the_month_marks_the_days_and_says_what_they_are(qtbot, program: Program) -> None:
    (row,) = program.desk.store.read(rounds.listing)
    program.window.go("awards", key(Kind.ROUND, row.id))
    form = program.window.open_screen().one.round.form
    button(form, "Choose a day: Closes").click()
    month = QApplication.activePopupWidget()
    assert month is not None
    calendar = month.findChild(QCalendarWidget)
    sunday = calendar.dateTextFormat(QDate(2026, 11, 8))
    assert sunday.fontUnderline()
    assert sunday.toolTip() == DIWALI
    assert not calendar.dateTextFormat(QDate(2026, 11, 10)).fontUnderline()
    view = calendar.findChild(QWidget, "qt_calendar_calendarview")
    for _press in range(11):  # from the 19th back to the 8th
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert DIWALI in words(month)
    heard = QAccessible.queryAccessibleInterface(calendar).text(QAccessible.Text.Description)
    assert heard == DIWALI
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert calendar.dateTextFormat(QDate(2026, 12, 25)).fontUnderline()
    assert program.desk.store.read(rounds.listing)[0].closes == dt.date(2026, 11, 19)
    month.close()


def test_fields_say_themselves_whether_they_lie_ahead() -> None:
    assert fields(Note)["due"].field.ahead
    assert fields(Loan)["due"].field.ahead
    assert not fields(Person)["started"].field.ahead
