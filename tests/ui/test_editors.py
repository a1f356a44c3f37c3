"""The editors of single values: days as people write them, a month to choose from, matches to pick."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QComboBox, QToolButton, QWidget

from allydesk import dates
from allydesk.errors import Invalid
from allydesk.models.base import Described, Field
from allydesk.ui.kit.datefield import DateField
from allydesk.ui.kit.picker import Picker, Suggestion
from allydesk.ui.records.editors import ChoiceEditor, Editor, NumberEditor, editor
from tests.factories import TODAY
from tests.ui.hands import press, type_into


def shown(qtbot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


@pytest.fixture
def day(qtbot) -> DateField:
    made = DateField(lambda: "en-GB", lambda: TODAY)
    shown(qtbot, made)
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("31/12/2025", dt.date(2025, 12, 31)),
        ("2025-12-31", dt.date(2025, 12, 31)),
        ("31.12.25", dt.date(2025, 12, 31)),
        ("31 dec 2025", dt.date(2025, 12, 31)),
        ("tomorrow", dt.date(2026, 11, 20)),
        ("next thu", dt.date(2026, 11, 26)),
        ("", None),
    ],
)
def test_a_day_is_what_was_typed(day: DateField, typed: str, meant: dt.date | None) -> None:
    day.put(dt.date(2026, 1, 2))
    type_into(day.line, typed)
    assert day.take() == meant
    assert day.understood.text() == ("" if meant is None else dates.long(meant, "en-GB"))


@pytest.mark.parametrize("typed", ["31/02/2025", "soon", "12/13/14/15", "1/1/0202"])
def test_what_is_no_day_is_said_with_an_example(day: DateField, typed: str) -> None:
    type_into(day.line, typed)
    with pytest.raises(Invalid, match="Write the date like 19 Nov or 19/11/2026"):
        day.take()
    assert day.understood.text() == ""


@pytest.mark.parametrize("language", ["en-GB", "en-US", "de-DE", "fr-FR", "pl-PL", "sv-SE", "ar"])
def test_a_shown_day_stays_the_same_day(qtbot, language: str) -> None:
    made = DateField(lambda: language, lambda: TODAY)
    shown(qtbot, made)
    for month in range(1, 13):
        made.put(dt.date(2024, month, 3))
        assert made.take() == dt.date(2024, month, 3)


def test_a_day_is_chosen_from_a_month_with_the_keyboard(day: DateField, qtbot) -> None:
    day.put(dt.date(2026, 3, 3))
    told = []
    day.done.connect(lambda: told.append(day.take()))
    qtbot.mouseClick(day.button, Qt.MouseButton.LeftButton)
    month = QApplication.activePopupWidget()
    assert month is not None
    calendar = month.findChild(QCalendarWidget)
    nameless = [b for b in month.findChildren(QToolButton) if not b.accessibleName()]
    assert nameless == []
    view = calendar.findChild(QWidget, "qt_calendar_calendarview")
    press(view, Qt.Key.Key_Right)
    press(view, Qt.Key.Key_Return)
    assert told == [dt.date(2026, 3, 4)]
    assert day.line.text() == "4 Mar 2026"
    assert QApplication.activePopupWidget() is None


def test_esc_leaves_the_month_and_the_day(day: DateField, qtbot) -> None:
    day.put(dt.date(2026, 3, 3))
    qtbot.mouseClick(day.button, Qt.MouseButton.LeftButton)
    month = QApplication.activePopupWidget()
    assert month is not None
    press(month, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert day.take() == dt.date(2026, 3, 3)


def test_a_choice_that_may_be_empty_says_so(qtbot) -> None:
    made = ChoiceEditor({"paper": "On paper"}, optional=True)
    shown(qtbot, made.field)
    assert made.take() is None
    made.put("paper")
    assert made.take() == "paper"
    made.put(None)
    assert isinstance(made.field, QComboBox)
    assert made.field.currentText() == "–"


def test_code_never_says_that_a_person_did_something(qtbot) -> None:
    kinds = {
        "line": Described(Field("Line"), str, optional=True),
        "text": Described(Field("Text", lines=3), str, optional=True),
        "choice": Described(Field("Choice", choices={"a": "A", "b": "B"}), str, optional=False),
        "colour": Described(Field("Colour", choices={"teal": "Teal"}), str, optional=False),
        "day": Described(Field("Day"), dt.date, optional=True),
        "tick": Described(Field("Tick"), bool, optional=False),
        "number": Described(Field("Number"), int, optional=True),
    }
    values = {"day": TODAY, "tick": True, "number": 7, "choice": "b", "colour": "teal"}
    for name, described in kinds.items():
        made = editor(name, described, language=lambda: "en-GB", today=lambda: TODAY, used=list)
        qtbot.addWidget(made.whole)
        told: list[Editor] = []
        made.typed.connect(lambda told=told, made=made: told.append(made))
        made.done.connect(lambda told=told, made=made: told.append(made))
        value = values.get(name, "Zoë")
        made.put(value)
        assert made.take() == value
        made.resume(made.draft())
        assert made.take() == value
        assert told == []


def test_a_number_is_a_number(qtbot) -> None:
    made = NumberEditor()
    shown(qtbot, made.field)
    type_into(made.field, "many")
    with pytest.raises(Invalid, match="Write a whole number"):
        made.take()
    type_into(made.field, "12")
    assert made.take() == 12


def test_one_after_the_other_is_picked_by_letters_and_enter(qtbot) -> None:
    # Two may be called the same: what counts is who was chosen, not the words.
    people = [Suggestion("Ana", 1), Suggestion("Ana", 2), Suggestion("Tom & Co", 3)]
    made = Picker(
        "Add", "Type", lambda text: [p for p in people if text.lower() in p.words.lower()]
    )
    shown(qtbot, made)
    picked: list[object] = []
    made.picked.connect(picked.append)
    type_into(made, "an")
    press(made.suggestions.popup, Qt.Key.Key_Down)
    press(made.suggestions.popup, Qt.Key.Key_Return)
    type_into(made, "tom")
    press(made.suggestions.popup, Qt.Key.Key_Return)
    assert picked == [2, 3]
    assert made.text() == ""
    type_into(made, "nobody")
    assert not made.suggestions.popup.isVisible()
