"""What a part of the place shows instead of a list with nothing in it: one sentence and one button."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allydesk.ui.desk import Action
from allydesk.ui.kit.widgets import clear, empty_state


class Empty(QWidget):
    """Hidden until it is told why there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def say(self, icon: str, sentence: str, action: Action) -> None:
        """Show the sentence and the button; the same again leaves the keyboard where it is."""
        if sentence != self._said:
            self._said = sentence
            clear(self._inside)
            self._inside.addWidget(empty_state(icon, sentence, [action]))
        self.show()

    def first(self) -> QWidget | None:
        """Give the button while it shows, for the keyboard to start on."""
        found = self.findChildren(QPushButton) if self.isVisible() else ()
        return next((b for b in found if b.isVisible()), None)
