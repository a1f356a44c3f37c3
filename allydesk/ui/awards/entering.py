"""Enter ends a text of several lines; Shift+Enter begins a new line in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterEnds(QObject):
    """Runs something when Enter is pressed in a field, instead of breaking the line."""

    def __init__(self, field: QWidget, run: Callable[[], object]) -> None:
        super().__init__(field)
        self._run = run
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in _ENTER and not shift:
                self._run()
                return True
        return super().eventFilter(watched, event)
