"""The ring around what has the keyboard, drawn over everything so that no button hides it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from allydesk.ui.kit import look

GAP = 2  # pixels between a widget and its ring
WIDTH = 2
_WRITTEN_IN = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)  # these always show it
_CTRL_Y = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class Ring(QWidget):
    """One per window; it lies over everything, lets the mouse through and says nothing."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(look.colours().focus), WIDTH))
            inner = self.rect().adjusted(1, 1, -1, -1)
            radius = min(look.RADIUS * look.text_px() / look.BASE + GAP, inner.height() / 2)
            painter.drawRoundedRect(inner, radius, radius)


class Follower(QObject):
    """Watches where the keyboard is in the whole application and puts the ring there.

    It listens to the windows and to what has the keyboard, never to the whole application: that
    would run Python for every event there is.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._target: QWidget | None = None
        self._chain: list[QWidget] = []  # the target and all it lies in
        self._rings: dict[QWidget, Ring] = {}
        self._by_mouse = False
        app.focusChanged.connect(self._changed)
        app.focusWindowChanged.connect(self._window_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(watched, QWindow):
            if kind in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
                self._by_mouse = kind == QEvent.Type.MouseButtonPress
        elif kind in _MOVES and watched in self._chain:
            self._place()
        elif kind == QEvent.Type.ShortcutOverride and watched is self._target:
            return _leaves_undo(watched, event)
        elif kind == QEvent.Type.KeyPress and watched is self._target:
            return _pressed(watched, event)
        return False

    def _window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once more is no more than once

    def _changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._chain:
            if isValid(widget):
                widget.removeEventFilter(self)
        for ring in self._rings.values():
            ring.hide()
        self._target, self._chain = new, []
        while new is not None:
            self._chain.append(new)
            new.installEventFilter(self)
            new = None if new.isWindow() else new.parentWidget()
        self._place()

    def ring(self, window: QWidget) -> Ring:
        """Give the ring of a window, making it when it is first needed."""
        if window not in self._rings:
            self._rings[window] = Ring(window)
            window.destroyed.connect(lambda: self._rings.pop(window, None))
        return self._rings[window]

    def _place(self) -> None:
        target = self._target
        if target is None or target.window().windowType() == Qt.WindowType.Popup:
            return
        if self._by_mouse and not isinstance(target, _WRITTEN_IN):
            return
        window = target.window()
        ring = self.ring(window)
        seen = target.visibleRegion().boundingRect()  # less what a scrolled page hides
        if target.isWindow() or seen.isEmpty():
            ring.hide()
            return
        room = GAP + WIDTH
        area = QRect(target.mapTo(window, QPoint(0, 0)) + seen.topLeft(), seen.size())
        ring.setGeometry(area.adjusted(-room, -room, room, room))
        ring.raise_()
        ring.show()


def _leaves_undo(field: QObject, event: QEvent) -> bool:
    """Let Ctrl+Z reach the window where a text has nothing of its own to undo."""
    if not isinstance(event, QKeyEvent):
        return False
    if isinstance(field, QLineEdit):
        undo, redo = field.isUndoAvailable(), field.isRedoAvailable()
    elif isinstance(field, QPlainTextEdit | QTextEdit):
        undo, redo = field.document().isUndoAvailable(), field.document().isRedoAvailable()
    else:
        return False
    wants_undo = event.matches(QKeySequence.StandardKey.Undo)
    wants_redo = event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() == _CTRL_Y
    if (wants_undo and not undo) or (wants_redo and not redo):
        event.ignore()
        return True
    return False


def _pressed(button: QObject, event: QEvent) -> bool:
    """Press the button that has the keyboard on Enter too, not on Space alone.

    Qt leaves Enter to the default button of a dialog, so that Enter on “Cancel” would go ahead.
    """
    if not (isinstance(event, QKeyEvent) and event.key() in _ENTER):
        return False
    plain = event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    )
    if not plain or event.isAutoRepeat() or not isinstance(button, QPushButton | QToolButton):
        return False
    if isinstance(button, QToolButton) and button.menu() is not None:
        button.showMenu()
    else:
        button.click()
    return True
