"""What a person does with keys and a mouse, for tests that act as one."""

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot


def type_into(field: QWidget, text: str, *, replace: bool = True) -> None:
    """Click into a field, mark what is there, and type. Takes any script, which QTest does not."""
    field.setFocus(Qt.FocusReason.MouseFocusReason)
    if replace:
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if not text:
            QTest.keyClick(field, Qt.Key.Key_Delete)
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(QApplication.focusWidget() or field, event)


def press(widget: QWidget, key: Qt.Key, *with_keys: Qt.KeyboardModifier) -> None:
    """Press a key where the keyboard is, or in a widget."""
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in with_keys:
        modifiers |= one
    QTest.keyClick(widget, key, modifiers)


def tab() -> None:
    """Go on to the next field."""
    focused = QApplication.focusWidget()
    assert focused is not None
    # Offscreen, a list of matches that closed goes on being the active window.
    focused.window().activateWindow()
    QTest.keyClick(focused, Qt.Key.Key_Tab)


def button(parent: QWidget, text: str) -> QAbstractButton:
    """Find a visible button by what it says."""
    QApplication.processEvents()  # what was just made is shown
    found = [
        b
        for b in parent.findChildren(QAbstractButton)
        if b.isVisible() and text in (_read(b.text()), b.accessibleName())
    ]
    assert found, f"no button “{text}”; there are {[b.text() for b in seen_buttons(parent)]}"
    return found[0]


def _read(text: str) -> str:
    """Give what is read on a button: “&Print” marks the letter that Alt presses, “&&” is an “&”."""
    return "&".join(part.replace("&", "") for part in text.split("&&"))


def seen_buttons(parent: QWidget) -> list[QAbstractButton]:
    return [b for b in parent.findChildren(QAbstractButton) if b.isVisible()]


def click(parent: QWidget, text: str) -> None:
    """Click a button with the mouse."""
    QTest.mouseClick(button(parent, text), Qt.MouseButton.LeftButton)


def print_window(qtbot: QtBot) -> QPrintDialog:
    """Wait for the system's own window that asks how to print."""
    qtbot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), QPrintDialog), timeout=20_000
    )
    found = QApplication.activeModalWidget()
    assert isinstance(found, QPrintDialog)
    return found


class Hand:
    """A hand that counts what it presses, for journeys that may take so many clicks or keys."""

    def __init__(self) -> None:
        self.clicks = self.keys = 0

    def click(self, parent: QWidget, text: str) -> None:
        """Click a button with the mouse."""
        click(parent, text)
        self.clicks += 1

    def press(self, widget: QWidget, key: Qt.Key, *with_keys: Qt.KeyboardModifier) -> None:
        """Press a key in a widget."""
        press(widget, key, *with_keys)
        self.keys += 1

    def type(self, field: QWidget, text: str) -> None:
        """Type where the keyboard is, which must be this field already."""
        assert QApplication.focusWidget() is field, QApplication.focusWidget()
        type_into(field, text, replace=False)
        self.keys += len(text)


def choose_in_menu(text: str) -> None:
    """Choose a line of the menu that is open, as Enter does."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu), menu
    for action in menu.actions():
        if action.text().split("\t")[0].replace("&&", "&") == text:
            menu.setActiveAction(action)
            QTest.keyClick(menu, Qt.Key.Key_Return)
            return
    raise AssertionError(f"no “{text}” in {[a.text() for a in menu.actions()]}")


def click_and_choose(parent: QWidget, text: str, line: str) -> None:
    """Open the menu of a button and choose a line; it may hold everything up until that is done."""
    opens = button(parent, text)
    QTimer.singleShot(0, parent, lambda: choose_in_menu(line))
    QTest.mouseClick(opens, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def click_row(view: QAbstractItemView, row: int, *with_keys: Qt.KeyboardModifier) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in with_keys:
        modifiers |= one
    index = view.model().index(row, 0)
    view.scrollTo(index)
    at = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, QPoint(at))


def words(parent: QWidget) -> list[str]:
    """Give all that is written on a part of the window."""
    QApplication.processEvents()  # what was just made is shown
    return [w.text() for w in parent.findChildren(QLabel) if w.isVisible() and w.text()]
