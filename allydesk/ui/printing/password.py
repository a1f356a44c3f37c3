"""Ask for the password that a PDF is to open with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.ui.desk import Action
from allydesk.ui.kit import look
from allydesk.ui.kit import widgets as w
from allydesk.ui.say import announce

_WIDE = 420  # pixels at 100 %


def ask(parent: QWidget, then: Callable[[str], object]) -> Password:
    """Open the question over a window; then(password) runs when one that is fit was entered."""
    made = Password(parent, then)
    made.open()
    return made


class Password(QDialog):
    """One line, hidden unless shown on purpose: somebody may look over the shoulder."""

    def __init__(self, parent: QWidget, then: Callable[[str], object]) -> None:
        from allydesk.reports.engine.seal import PROTECTS

        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Save with a password"))
        self._then = then
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(_("Password"))
        self.line.setAccessibleDescription(PROTECTS)
        self.show_it = QCheckBox(_("Show what is typed"))
        self.show_it.clicked.connect(self._show)
        self.problem = w.label("", "problem")
        self.problem.hide()
        self.save_button = w.button(Action(_("Save PDF"), self.accept, "lock"), "primary")
        self.save_button.setDefault(True)
        close = w.button(Action(_("Cancel"), self.reject))
        name = w.label(_("Password"), "strong")
        name.setBuddy(self.line)
        column = QVBoxLayout(self)
        margin = look.px(16)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(8))
        column.addWidget(w.label(PROTECTS))
        for part in (name, self.line, self.problem, self.show_it):
            column.addWidget(part)
        column.addWidget(w.flow(self.save_button, close))
        self.setMinimumWidth(look.px(_WIDE))
        self.line.setFocus()

    def _show(self) -> None:
        shown = self.show_it.isChecked()
        echo = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(echo)

    def accept(self) -> None:
        """Go on with a fit password; say what is wrong with another."""
        from allydesk.reports.engine import seal

        try:
            seal.check(self.line.text())
        except Problem as problem:
            self.problem.setText(str(problem))
            self.problem.show()
            self.line.setFocus()
            announce(self, str(problem))
            return
        word = self.line.text()
        self.line.clear()
        super().accept()
        self._then(word)
