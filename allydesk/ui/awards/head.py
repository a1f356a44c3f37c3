"""The head of a page: its name, what is said about it, tags, and ⋯ for what is done less often."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.ui.desk import Action
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import clear, label, more_button, tag


class Head(QWidget):
    """Name, line below it, tags."""

    def __init__(self, more: Sequence[Action]) -> None:
        super().__init__()
        self.name, self.about = label("", "h1"), label("", "muted")
        self.others = more_button(more)
        self._tags = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(self.name, 1)
        line.addWidget(self.others, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        column.addWidget(self.about)
        column.addLayout(self._tags)

    def say(self, name: str, *about: str | None) -> None:
        """Show the name and what is said about it."""
        self.name.setText(name)
        self.about.setText(" · ".join(filter(None, about)))
        self.about.setVisible(bool(self.about.text()))

    def show_tags(self, *tags: tuple[str, str], beside: str | None = None) -> None:
        """Show tags, each words and a tone, and a sentence beside them."""
        clear(self._tags)
        for words, tone in tags:
            self._tags.addWidget(tag(words, tone=tone))
        if beside:
            self._tags.addWidget(label(beside, "muted"), 1)
        self._tags.addStretch(0 if beside else 1)
