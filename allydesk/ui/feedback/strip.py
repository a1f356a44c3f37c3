"""A strip that says something about what stands above it, and changes with it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import label


class Strip(QFrame):
    """Shown while there is something to say; parts stand at its end."""

    def __init__(self, tone: str, *parts: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.setProperty("tone", tone)
        self.words = label("")
        line = QHBoxLayout(self)
        m = look.px(8)
        line.setContentsMargins(look.px(12), m, m, m)
        line.setSpacing(m)
        line.addWidget(self.words, 1)
        for part in parts:
            line.addWidget(part)
        self.hide()

    def say(self, text: str) -> bool:
        """Show a text, or nothing; say whether it is another than before."""
        changed = text != self.words.text()
        self.words.setText(text)
        self.setVisible(bool(text))
        return changed
