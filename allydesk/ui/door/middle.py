"""A page of the door with one column in the middle, and its rows of large buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from allydesk.ui.door.cards import tall
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import flow


class Middle(QWidget):
    """A page with one column in the middle."""

    def __init__(self) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        inside = QWidget()
        inside.setMaximumWidth(look.px(640))
        self.column = QVBoxLayout(inside)
        self.column.setSpacing(look.px(16))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inside, 100)  # takes the room, up to its width
        across.addStretch(1)
        whole.addStretch(1)
        whole.addLayout(across)
        whole.addStretch(2)

    def add(self, *parts: QWidget) -> None:
        for part in parts:
            self.column.addWidget(part)


def tall_buttons(*made: QPushButton) -> QWidget:
    """Give buttons for fingers, from the near side on, below each other where it is narrow."""
    for one in made:
        tall(one)
    return flow(*made)
