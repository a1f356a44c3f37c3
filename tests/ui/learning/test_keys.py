"""Learning without a mouse: from a course to who has done it, on a desk that has only people."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from allydesk.models.learning import completion, course, requirement, standing
from allydesk.store import Store
from allydesk.ui.learning.keys import Part
from tests import factories
from tests.ui.conftest import Start
from tests.ui.hands import choose_in_menu, press, tab, words

_FAR = 60  # times Tab is pressed before something counts as out of reach


def focused() -> QWidget:
    at = QApplication.focusWidget()
    assert at is not None
    return at


def walk_to(text: str) -> QWidget:
    """Press Tab until a button, a field or a table of this name has the keyboard."""
    for _n in range(_FAR):
        at = focused()
        shown = at.text() if isinstance(at, QAbstractButton) else ""
        if text in (shown.replace("&&", "&"), at.accessibleName()):
            return at
        tab()
    raise AssertionError(f"“{text}” is out of reach of the keyboard")


def typed(text: str) -> None:
    QTest.keyClicks(focused(), text)


def test_a_course_its_rule_and_who_has_done_it(qtbot, start: Start, store: Store) -> None:
    ana, ben = factories.people(store, "Ana", "Ben")
    store.close()
    program = start(store.path)
    window, store = program.window, program.desk.store
    control = Qt.KeyboardModifier.ControlModifier
    press(window, Qt.Key.Key_4, control)
    press(window, Qt.Key.Key_N, control)
    typed("Noticing bias")
    tab()
    (row,) = store.read(course.listing)
    press(walk_to("Repeat after months"), Qt.Key.Key_1)
    tab()
    assert store.read(course.row, row.id).refresh_months == 1
    parts = window.open_screen().parts

    parts.courses().first().setFocus()
    press(walk_to("Require it of"), Qt.Key.Key_Return)
    choose_in_menu("Everyone")
    assert [r.who for r in store.read(requirement.of_course, row.id)] == ["everyone"]
    due = store.read(standing.due_list)
    assert {(r.person_id, r.status) for r in due} == {(ana, "missing"), (ben, "missing")}

    parts.courses().first().setFocus()
    press(walk_to("Note a completion"), Qt.Key.Key_Return)
    typed("ana")
    press(parts.courses().one.by_hand.who.picker.suggestions.popup, Qt.Key.Key_Return)
    press(walk_to("Note"), Qt.Key.Key_Return)
    (noted,) = store.read(completion.of_course, row.id)
    assert (noted.person_id, noted.expires) == (ana, course.expiry(noted.completed_on, 1))

    press(walk_to("Courses"), Qt.Key.Key_Right)  # the chips are one stop: arrows go on
    press(focused(), Qt.Key.Key_Right)
    assert parts.at is Part.DUE
    qtbot.waitUntil(lambda: parts.page.rows.rowCount() > 0)
    table = walk_to("What is due")
    press(table, Qt.Key.Key_Space)
    assert "Invite 1 to the next session" in parts.page.invite_button.text()
    press(walk_to("Due list"), Qt.Key.Key_Left)
    press(walk_to("People and courses"), Qt.Key.Key_Down)
    assert any(w.startswith("Ben, Noticing bias, Missing, required") for w in words(window))
