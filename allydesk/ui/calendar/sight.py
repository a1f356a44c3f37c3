"""Keep in sight what is chosen, where the window shows less than the calendar is high."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QScrollArea

from allydesk.ui.kit import look


def follow(area: QScrollArea, view: QAbstractItemView) -> None:
    """Scroll the page to the chosen day or line once all of it has its place."""
    QTimer.singleShot(0, view, lambda: _show(area, view))


def _show(area: QScrollArea, view: QAbstractItemView) -> None:
    inside, at = area.widget(), view.currentIndex()
    if inside is None or not at.isValid() or not view.isVisible():
        return
    view.scrollTo(at)
    if not view.hasFocus():  # what somebody types into stays in sight
        return
    box = view.visualRect(at)
    middle = view.viewport().mapTo(inside, box.center())
    area.ensureVisible(middle.x(), middle.y(), 0, box.height() // 2 + look.px(8))
