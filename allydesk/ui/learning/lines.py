"""A line of a card: a title that wraps, what is said of it below, and a button that opens it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.ui.desk import Action
from allydesk.ui.kit.widgets import button, flow, label, row


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
        beside.insert(0, go)
    if len(beside) > 1:
        column.addWidget(flow(*beside))
        return said
    return row(said, *beside, stretch=0) if beside else said
