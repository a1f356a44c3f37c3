"""A line of a card: a title that wraps, what is said of it below, and the buttons for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.ui.desk import Action
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, flow, label

_WORDS = 220  # pixels at 100 % that the words have at least, beside the buttons


def line(
    title: str, words: str, run: Callable[[], object] | None = None, *more: QWidget
) -> QWidget:
    """Make the line; more stands beside what opens it. A title is never a button: it may be long."""
    said = QWidget()
    column = QVBoxLayout(said)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(title))
    if words:
        column.addWidget(label(words, "muted"))
    beside = list(more)
    if run is not None:
        go = button(Action(_("Open"), run), "quiet")
        go.setAccessibleName(_("Open: {text}").format(text=title))
        beside.append(go)
    return _Line(said, flow(*beside)) if beside else said


class _Line(QWidget):
    """Words with buttons at their end, or below them where the card is narrow."""

    def __init__(self, said: QWidget, doing: QWidget) -> None:
        super().__init__()
        self._doing = doing
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(8))
        self._box.addWidget(said, 1)
        self._box.addWidget(doing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= look.px(_WORDS) + self._doing.sizeHint().width()
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
