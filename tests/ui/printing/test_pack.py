"""The meeting pack in its preview: what is ticked is remembered for each kind of event."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QWidget

from allydesk import settings
from allydesk.settings import Settings
from allydesk.store import Store
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look
from allydesk.ui.printing import preview
from allydesk.ui.printing.preview import Preview
from tests import factories
from tests.reports.engine import pdf


def ready(qtbot, desk: Desk, parent: QWidget, **given: object) -> Preview:
    shown = preview.open(desk, parent, "pack", **given)
    assert shown is not None
    qtbot.waitUntil(lambda: shown.printed is not None)
    return shown


def box(shown: Preview, name: str) -> QCheckBox:
    found = shown.options.editors[f"with_{name}"]
    assert isinstance(found, QCheckBox)
    return found


def tick(qtbot, shown: Preview, name: str) -> None:
    QTest.keyClick(box(shown, name), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown.printed is not None)


def text(shown: Preview) -> str:
    assert shown.printed is not None
    return " ".join(pdf.text(shown.printed.pdf).split())


def test_a_pack_is_remembered_for_each_kind_of_event(
    qtbot, qapp: QApplication, store: Store
) -> None:
    look.apply(qapp, Settings())
    parent = QWidget()
    qtbot.addWidget(parent)
    desk = Desk(store, Settings())
    start = dt.datetime.now().replace(microsecond=0) + dt.timedelta(days=1)
    meeting = factories.event(store, "Evening meeting", kind="meeting", starts=start)
    training = factories.event(store, "A training", kind="training", starts=start)
    ada, bo, cy = factories.people(store, "Ada Byron", "Bo Dean", "Cy Dun")
    factories.attend(store, meeting, ada, state="registered")
    factories.attend(store, meeting, bo, state="excused")
    factories.attend(store, meeting, None, walk_in_name="Guest of Ada", state="present")
    factories.attend(store, training, cy, state="registered")

    shown = ready(qtbot, desk, parent, event=meeting)
    assert not shown.options.editors["sheet"].isVisible()
    for name in ("run_sheet", "handout", "sign_in", "badges"):
        tick(qtbot, shown, name)
    assert shown.options.editors["sheet"].isVisible()
    assert not shown.options.editors["own_sheet"].isVisible()
    assert not shown.options.editors["handouts"].isVisible()
    assert "Name badges for those coming" in text(shown)
    assert "Ada Byron" in text(shown)
    assert "Guest of Ada" in text(shown)
    assert "Bo Dean" not in text(shown)

    # An event of another kind brings its own choice, and does not change that of the first.
    events = shown.options.editors["event"]
    assert isinstance(events, QComboBox)
    events.setFocus()
    step = Qt.Key.Key_Down if events.findData(training) > events.currentIndex() else Qt.Key.Key_Up
    QTest.keyClick(events, step)
    qtbot.waitUntil(lambda: shown.printed is not None and "A training" in text(shown))
    assert box(shown, "run_sheet").isChecked()
    assert not box(shown, "badges").isChecked()
    tick(qtbot, shown, "agenda")
    shown.reject()

    kept = settings.load().handouts
    assert kept["pack/meeting"]["with_badges"] is True
    assert kept["pack/meeting"]["with_agenda"] is False
    assert kept["pack/training"]["with_badges"] is False
    assert kept["pack/training"]["with_agenda"] is True
    again = ready(qtbot, Desk(store, settings.load()), parent, event=meeting)
    assert [box(again, n).isChecked() for n in ("run_sheet", "badges", "agenda")] == [
        False, True, False,
    ]  # fmt: skip
    again.reject()
