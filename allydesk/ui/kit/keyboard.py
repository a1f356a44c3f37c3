"""Where the keyboard can be in a part of the window, and putting it there."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from allydesk.ui.kit import look
from allydesk.ui.place import offers


def focused() -> QWidget | None:
    """Give what has the keyboard."""
    return look.app().focusWidget()


def holds(pane: QWidget, widget: QWidget | None) -> bool:
    """Say whether a widget is in a part of the window, or is that part."""
    return widget is not None and (widget is pane or pane.isAncestorOf(widget))


def stops(pane: QWidget) -> list[QWidget]:
    """Give where Tab stops in a part of the window, in the order in which it was made.

    nextInFocusChain() would be the order itself, but what it returns becomes a child of the widget
    that was asked, for Python, and is lost together with it.
    """
    return [
        widget
        for widget in [pane, *pane.findChildren(QWidget)]
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def follow(after: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab go through parts in this order, beginning where a widget stands that has no stop."""
    found = [after]
    for part in parts:
        inside = [part, *part.findChildren(QWidget)]
        found += [w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for one, following in pairwise(found):
        QWidget.setTabOrder(one, following)


def start_in(pane: QWidget) -> None:
    """Put the keyboard on the first thing to act on: what the page says, else the first stop."""
    first = offers(pane, "first")
    found = [first()] if first else stops(pane)
    if found:
        found[0].setFocus(Qt.FocusReason.OtherFocusReason)


def walk(panes: list[QWidget], by: int) -> None:
    """Move the keyboard to the next part of the window, or (by -1) the one before."""
    seen = [pane for pane in panes if pane.isVisible() and stops(pane)]
    at = next((n for n, pane in enumerate(seen) if holds(pane, focused())), -1)
    if seen:
        start_in(seen[(at + by) % len(seen)])
