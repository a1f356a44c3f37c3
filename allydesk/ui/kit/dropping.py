"""A file that somebody lets fall on a window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


def catch(window: QWidget, take: Callable[[Path], object]) -> None:
    """Let a window take one file at a time that falls on it or on anything in it."""
    window.setAcceptDrops(True)
    window.installEventFilter(_Catcher(window, take))


class _Catcher(QObject):
    def __init__(self, window: QWidget, take: Callable[[Path], object]) -> None:
        super().__init__(window)
        self._take = take

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            return False
        assert isinstance(event, QDropEvent)  # which one that enters is too
        urls = event.mimeData().urls()
        if len(urls) != 1 or not urls[0].isLocalFile():
            event.ignore()
            return True
        event.acceptProposedAction()
        if kind == QEvent.Type.Drop:
            # Not inside the drop: the file manager waits for its end.
            QTimer.singleShot(0, self, partial(self._take, Path(urls[0].toLocalFile())))
        return True
