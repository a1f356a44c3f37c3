"""Look up what became of a note, for somebody who holds its receipt of three words."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.models.feedback import receipt
from allydesk.models.feedback.note import STATES
from allydesk.models.feedback.receipt import Answer
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, card, flow, label
from allydesk.ui.say import announce


def open(desk: Desk, parent: QWidget) -> LookUp:
    """Ask for the three words."""
    made = LookUp(desk, parent.window())
    made.open()
    return made


class LookUp(QDialog):
    """One line for three words, and the answer below it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Look up a receipt"))
        self.desk = desk
        self.line = QLineEdit()
        self.line.setAccessibleName(_("The three words"))
        self.line.setPlaceholderText(_("As in: lamp river seven"))
        self.line.returnPressed.connect(self.look)
        self.state, self.answer = label("", "h2"), label("")
        self.found = card(self.state, self.answer)
        self.found.hide()
        self.look_button = button(Action(_("Look it up"), self.look, "search"), "primary")
        column = QVBoxLayout(self)
        m = look.px(24)
        column.setContentsMargins(m, m, m, look.px(16))
        column.setSpacing(look.px(12))
        head = label(_("The three words"), "strong")
        head.setBuddy(self.line)
        column.addWidget(label(_("What became of a note"), "h1"))
        hint = _("Who holds a receipt may hear the answer. Which note it is stays hidden.")
        for part in (label(hint, "muted"), head, self.line, self.found):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(flow(self.look_button, button(Action(_("Close"), self.reject))))
        self.resize(look.px(460), look.px(430))
        self.line.setFocus()

    def look(self) -> None:
        """Show the answer; with words that are none, say what to do."""
        found = self.desk.store.read(receipt.look_up, self.line.text())
        self.state.setText(STATES[found.state] if found else _("There is no such receipt"))
        self.answer.setText(_words(found))
        self.found.show()
        announce(self.line, f"{self.state.text()}. {self.answer.text()}")
        self.line.selectAll()


def _words(found: Answer | None) -> str:
    if found is None:
        return _("Type the three words as they were given. Capitals and commas do not matter.")
    if found.done:
        return found.done
    if found.waiting:
        return _("The note waits to be filed with others. Nobody has looked into it yet.")
    return _("What was done is not written down yet.")
