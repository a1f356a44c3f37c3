"""A page over the whole width with a table that takes the room; in a low window all of it scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QTableView, QVBoxLayout, QWidget

from allydesk.ui.kit import look

_LEAST = 220  # pixels at 100 % that a table keeps


def wide(page: QWidget) -> QVBoxLayout:
    """Make a page scroll where it is low, and give the column that its parts go into."""
    inside = QWidget()
    inside.setProperty("kind", "page")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(area)
    column = QVBoxLayout(inside)
    m = look.px(24)
    column.setContentsMargins(m, look.px(16), m, look.px(16))
    column.setSpacing(look.px(12))
    return column


def roomy(table: QTableView) -> None:
    """Let a table keep some rows in sight, and leave the corner between its bars empty."""
    table.setMinimumHeight(look.px(_LEAST))
    table.setCornerWidget(QWidget())
