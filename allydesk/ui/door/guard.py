"""What keeps people at the screen in it: only what answering needs gets through."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from allydesk.ui.kit import look

HOLD = 3000  # milliseconds that Esc or the corner is held to leave
_NEVER = frozenset(
    [
        QEvent.Type.ContextMenu, QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop,
        QEvent.Type.FileOpen, QEvent.Type.Quit, QEvent.Type.ToolTip, QEvent.Type.WhatsThis,
        QEvent.Type.EnterWhatsThisMode,
    ]
)  # fmt: skip
_PRESSES = frozenset(
    [
        QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress, QEvent.Type.InputMethod,
    ]
)  # fmt: skip
_KEYS = frozenset([QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride])
_CLICKS = frozenset(
    [
        QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
    ]
)  # fmt: skip
_MOVES = frozenset(
    [
        Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
        Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab, Qt.Key.Key_Backspace,
    ]
)  # fmt: skip
_ENTER = frozenset([Qt.Key.Key_Return, Qt.Key.Key_Enter])
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHIFT, _META = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.MetaModifier
_PASSING = (Qt.WindowType.Dialog, Qt.WindowType.Popup, Qt.WindowType.Sheet, Qt.WindowType.Tool)


class Guard(QObject):
    """Watches the whole program while others are at the screen.

    What is not on the short list of keys is swallowed: so no shortcut, no copying and no pasting,
    known or yet to come. alive() is told of each press and says whether it did its work by that;
    leave() is called when Esc was held long enough.
    """

    def __init__(
        self, window: QWidget, alive: Callable[[], bool], leave: Callable[[], object]
    ) -> None:
        super().__init__(window)
        self._window, self._alive = window, alive
        self.hold = QTimer(self, singleShot=True, interval=HOLD)
        self.hold.timeout.connect(lambda: leave())

    def begin(self) -> None:
        look.app().installEventFilter(self)

    def end(self) -> None:
        self.hold.stop()
        look.app().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _NEVER or (kind == QEvent.Type.Close and self._is_below(watched)):
            event.ignore()
            return True
        if kind in _KEYS and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        if kind in _PRESSES and self._alive():
            return True
        if kind in _CLICKS and isinstance(event, QMouseEvent):
            return _strays(watched, event)
        if kind == QEvent.Type.Show and isinstance(watched, QWidget) and not event.spontaneous():
            self._send_away(watched)
        return False

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Say whether a key goes no further."""
        if event.type() == QEvent.Type.KeyPress and self._alive():
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._escape(event)
            return True
        if allowed(event) and not (event.isAutoRepeat() and _presses(watched, event)):
            return False
        event.accept()  # a shortcut that is taken here goes to nobody else
        return True

    def _escape(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.type() == QEvent.Type.KeyRelease:
            self.hold.stop()
        elif event.type() == QEvent.Type.KeyPress and not self.hold.isActive():
            self.hold.start()

    def _is_below(self, watched: QObject) -> bool:
        """Say whether this is a window that the screen lies over."""
        below = self._window.parentWidget()
        while below is not None and below is not watched:
            below = below.parentWidget()
        return below is not None

    def _send_away(self, shown: QWidget) -> None:
        """Close what opens over the screen by itself, as a message that somebody else would read."""
        if shown.isWindow() and shown is not self._window and shown.windowType() in _PASSING:
            QTimer.singleShot(0, shown, shown.close)


def allowed(event: QKeyEvent) -> bool:
    """Say whether a key is one that answering needs: letters, and moving about in them."""
    held = event.modifiers() & (_CTRL | _ALT | _META)
    if event.key() in _MOVES or event.key() in _ENTER:
        return not held
    if event.key() == Qt.Key.Key_Delete:
        return not held and not event.modifiers() & _SHIFT  # that would cut
    if not event.text() or any(unicodedata.category(c) == "Cc" for c in event.text()):
        return False
    # What is written with AltGr comes as Ctrl+Alt from some keyboards, as Alt from those of a Mac.
    return not held or held == _CTRL | _ALT or (sys.platform == "darwin" and held == _ALT)


def _presses(watched: QObject, event: QKeyEvent) -> bool:
    """Say whether a key that is held down would press one button after the other."""
    return isinstance(watched, QAbstractButton) or event.key() in _ENTER


def _strays(watched: QObject, event: QMouseEvent) -> bool:
    """Say whether a click is none: of another button, or a second one where a page has changed."""
    if event.button() != Qt.MouseButton.LeftButton:
        return True  # the middle one would paste what was marked last
    twice = event.type() == QEvent.Type.MouseButtonDblClick
    return twice and isinstance(watched, QAbstractButton)
