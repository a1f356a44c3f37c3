"""Who does something: a person found by some letters, or words such as “Facilities”."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from allydesk.language import _
from allydesk.models import person
from allydesk.text import clean
from allydesk.ui.desk import Desk
from allydesk.ui.kit.picker import Suggestion, Suggestions


class OwnerLine(QLineEdit):
    """A line that stores a person, or the words that stand in it. store(id, words) is called once."""

    def __init__(
        self, desk: Desk, name: str, store: Callable[[int | None, str | None], object]
    ) -> None:
        super().__init__()
        self._desk, self._store = desk, store
        self._shown = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(_("A person’s name, or words such as “Facilities”"))
        self.suggestions = Suggestions(self, self._find)
        self.suggestions.picked.connect(self._picked)
        self.editingFinished.connect(self._left)

    def put(self, owner: str | None) -> None:
        """Show who it is, unless somebody is typing."""
        if self.hasFocus() and self.text() != self._shown:
            return
        self._shown = owner or ""
        self.setText(self._shown)

    def _find(self, text: str) -> list[Suggestion]:
        found = self._desk.store.read(person.find, text, 7)
        return [Suggestion(", ".join(filter(None, [p.name, p.team])), p) for p in found]

    def _picked(self, one: object) -> None:
        assert isinstance(one, person.Row)
        self._shown = one.name
        self.setText(one.name)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._store(one.id, None)

    def settle(self) -> None:
        """Store what stands in the line now, as if somebody had left it."""
        self.suggestions.popup.hide()
        self._left()

    def _left(self) -> None:
        text = clean(self.text())
        if text == self._shown or self.suggestions.popup.isVisible():
            return
        self._shown = text
        exact = [p for p in self._desk.store.read(person.find, text, 3) if p.name == text]
        if len(exact) == 1:
            self._store(exact[0].id, None)
        else:
            self._store(None, text or None)
