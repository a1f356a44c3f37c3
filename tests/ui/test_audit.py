"""The audit of what is for everybody finds what is not: each fault, planted in a window that has none."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tests.ui import audit


@pytest.fixture
def window(qtbot) -> QWidget:
    """A window with a text, a field and two buttons, as it should be."""
    made = QWidget()
    column = QVBoxLayout(made)
    field, name = QLineEdit(), QLabel("Name")
    name.setBuddy(field)
    for part in (
        QLabel("Who should be thanked?"),
        name,
        field,
        QPushButton("Add"),
        QPushButton("Leave it"),
    ):
        column.addWidget(part)
    made.resize(400, 300)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_what_is_as_it_should_be_has_no_faults(window: QWidget) -> None:
    assert audit.faults(window) == []


def _first(window: QWidget, kind: type[QWidget]) -> QWidget:
    return window.findChildren(kind)[0]


def _nameless(window: QWidget) -> None:
    window.layout().addWidget(QToolButton(focusPolicy=Qt.FocusPolicy.StrongFocus))


def _faint(window: QWidget) -> None:
    _first(window, QLabel).setStyleSheet("color: #888888; background: #ffffff")


def _invisible(window: QWidget) -> None:
    _first(window, QLabel).setStyleSheet("color: #ffffff; background: #ffffff")


def _clipped(window: QWidget) -> None:
    _first(window, QLabel).setFixedWidth(40)


def _small(window: QWidget) -> None:
    _first(window, QPushButton).setFixedHeight(16)


def _sideways(window: QWidget) -> None:
    area, wide = QScrollArea(), QLabel("A line that nobody broke")
    wide.setFixedWidth(900)
    area.setWidget(wide)
    window.layout().addWidget(area)


def _caught(window: QWidget) -> None:
    text = QPlainTextEdit()
    text.setAccessibleName("What for")
    window.layout().addWidget(text)  # it takes Tab for a sign, until told otherwise


@pytest.mark.parametrize(
    ("plant", "found"),
    [
        (_nameless, "QToolButton"), (_faint, "“Who should be thanked?” in QLabel: 3.54"),
        (_invisible, "“Who should be thanked?” in QLabel: 1.00"), (_clipped, "in QLabel: 40×"),
        (_small, "QPushButton “Add” is"), (_sideways, "900 pixels in a page of"),
        (_caught, "Tab is caught in QPlainTextEdit “What for”"),
    ],
)  # fmt: skip
def test_a_fault_is_found(window: QWidget, plant: Callable[[QWidget], None], found: str) -> None:
    plant(window)
    QApplication.processEvents()  # what was just made is shown
    said = audit.faults(window)
    assert any(found in one for one in said), said
