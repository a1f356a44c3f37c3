"""Type a few letters, press Enter: a list of matches under a line, for people and for words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from allydesk.ui.kit.clearing import clearable

_VALUE = Qt.ItemDataRole.UserRole


class Suggestion(NamedTuple):
    """One line under a field: what it says and what it stands for."""

    words: str
    value: object


class Suggestions(QObject):
    """Matches under a line while somebody types in it.

    With first, the first match is chosen beforehand, so that Enter takes it.
    """

    picked = Signal(object)

    def __init__(
        self,
        line: QLineEdit,
        find: Callable[[str], Sequence[Suggestion]],
        *,
        first: bool = False,
    ) -> None:
        super().__init__(line)
        self._line, self._find, self._first = line, find, first
        self._model = QStandardItemModel(self)
        self.completer = QCompleter(self._model, self)
        self.popup = QListView()
        self.completer.setPopup(self.popup)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(8)
        # Not line.setCompleter(): that would write a match into the line by itself.
        self.completer.setWidget(line)
        self.completer.activated.connect(self._activated)
        line.textEdited.connect(self._look)

    def _look(self, text: str) -> None:
        found = self._find(text) if text.strip() else ()
        self._model.clear()
        for words, value in found:
            item = QStandardItem(words)
            item.setData(value, _VALUE)
            self._model.appendRow(item)
        if not found:
            self.popup.hide()
            return
        self.completer.complete()
        if self._first:
            self.popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    def _activated(self) -> None:
        # Not by the words: two people may be called the same.
        self.picked.emit(self.popup.currentIndex().data(_VALUE))


class Picker(QLineEdit):
    """A line that takes one thing after another: letters, Enter, letters, Enter."""

    picked = Signal(object)

    def __init__(self, name: str, hint: str, find: Callable[[str], Sequence[Suggestion]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        clearable(self)
        self.suggestions = Suggestions(self, find, first=True)
        self.suggestions.picked.connect(self._take)

    def _take(self, value: object) -> None:
        self.clear()
        self.setFocus()
        self.picked.emit(value)
