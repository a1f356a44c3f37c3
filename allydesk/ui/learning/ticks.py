"""A table whose rows are ticked, to do something with all that are."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QTableView

from allydesk.language import _
from allydesk.ui.kit import look
from allydesk.ui.kit.table import set_up
from allydesk.ui.learning.wide import Roomy

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


T = TypeVar("T")
_NARROW = 160  # pixels at 100 % of a column where there is little room


@dataclass(frozen=True, slots=True)
class Shown(Generic[T]):
    """A heading and the words below it; the width is in pixels at 100 %."""

    title: str
    words: Callable[[T], str]
    width: int


class Ticks(QAbstractTableModel):
    """Rows with a box in the first column. ticked() tells that other ones are."""

    ticked = Signal()

    def __init__(self, columns: Sequence[Shown[Any]], key: Callable[[Any], Hashable]) -> None:
        super().__init__()
        self.columns, self._key = columns, key
        self.rows: Sequence[Any] = ()
        self.on: set[Hashable] = set()

    def show(self, rows: Sequence[Any]) -> None:
        """Show rows; those that stay keep their ticks."""
        self.beginResetModel()
        self.rows = rows
        if self.on:
            self.on &= {self._key(r) for r in rows}
        self.endResetModel()
        self.ticked.emit()

    def chosen(self) -> list[Any]:
        return [r for r in self.rows if self._key(r) in self.on] if self.on else []

    def tick_all(self, *, wanted: bool) -> None:
        self.on = {self._key(r) for r in self.rows} if wanted else set()
        self._repaint(0, len(self.rows) - 1)

    def turn(self, row: int) -> None:
        """Tick a row, or take its tick away."""
        self.on ^= {self._key(self.rows[row])}
        self._repaint(row, row)

    def _repaint(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else usual

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Role.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if self._key(row) in self.on else Qt.CheckState.Unchecked
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self.columns[index.column()].words(row)
        if role == Role.AccessibleTextRole:
            if index.column():
                return self.columns[index.column()].words(row)
            parts = [column.words(row) for column in self.columns]
            parts.append(_("ticked") if self._key(row) in self.on else _("not ticked"))
            return ", ".join(filter(None, parts))
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid():
            return False
        self.turn(index.row())
        return True

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role == Role.DisplayRole and way == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None


class TickTable(Roomy):
    """The table. Space ticks the row the keyboard is on, wherever in it; Enter opens it."""

    opened = Signal(object)

    def __init__(self, model: Ticks, says: str) -> None:
        super().__init__()
        set_up(self, model, says)
        self.ticks = model
        self.compact(wanted=False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setStretchLastSection(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and at.isValid():
            self.ticks.turn(at.row())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at.isValid():
            self.opened.emit(self.ticks.rows[at.row()])
        else:
            super().keyPressEvent(event)

    def compact(self, *, wanted: bool) -> None:
        high = QFontMetrics(look.font("body")).height() + look.px(6)
        self.verticalHeader().setDefaultSectionSize(high if wanted else look.px(40))
        for n, column in enumerate(self.ticks.columns):
            self.setColumnWidth(n, look.px(min(column.width, _NARROW) if wanted else column.width))

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters belong to the filter."""
