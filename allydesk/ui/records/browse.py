"""The list side of a place: a filter, chips, the rows, and what is chosen among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.clearing import searching
from allydesk.ui.kit.lines import LineList, TwoLines
from allydesk.ui.kit.table import Column, Ids
from allydesk.ui.kit.widgets import Chips, label
from allydesk.ui.tasks import Task

DIRECT = 6_000  # up to so many records a search takes less than a frame or two
WAIT = 150  # milliseconds between the last letter and the search, where searching takes longer
_LOOKED_AFTER = 500  # of so many chosen records at most it is checked whether they are still there


class Order(NamedTuple):
    """By what a list is ordered: the name of a column, or nothing for its own order."""

    by: str = ""
    down: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a list comes from and how it speaks.

    find(text, chip) gives ids and may run beside the window; fetch(ids) gives their rows and leaves
    out those that are gone; total() counts all, shown or not. ordered is find for a list that can
    also be shown in columns, and ordered by each of them.
    """

    name: str
    chips: Mapping[str, str]
    columns: Sequence[Column[Any]]
    find: Callable[[str, str], Sequence[int]]
    fetch: Callable[[Sequence[int]], Sequence[Any]]
    total: Callable[[], int]
    line: Callable[[Any], TwoLines]
    filter_words: Callable[[int], str]
    none_words: Callable[[str], str]  # what a chip with nothing behind it says
    ordered: Callable[[str, str, Order], Sequence[int]] | None = None

    def says(self, row: Any) -> str:
        """Give a row as a sentence to listen to."""
        words = self.line(row)
        parts = [words.title, words.beside, words.below, words.end]
        return ", ".join(filter(None, [*parts, _("kept private") if words.locked else ""]))


class Browser(QWidget):
    """Find and choose. chose is sent when something else is chosen, by a person or because it went.

    filter and chips stand wherever the page puts them. chosen holds ids. It outlives the rows: a
    record that the filter no longer shows stays chosen.
    """

    chose = Signal()
    opened = Signal()
    rename = Signal()
    delete = Signal()

    def __init__(self, desk: Desk, source: Source) -> None:
        super().__init__()
        self.desk, self.source = desk, source
        self.chosen: list[int] = []
        self.chip = next(iter(source.chips))
        self.order = Order()
        self._row = 0  # where the chosen one stood, for what follows it when it is deleted
        self._resting = False  # nothing is chosen, and that is meant
        self._quiet = False  # the selection is being changed by us
        self._question = 0  # counts searches, so that a late answer is dropped
        self._large = False
        self.model: Ids[Any] = Ids(source.fetch, source.columns, source.says)
        self._pause = QTimer(self, singleShot=True, interval=WAIT)
        self._pause.timeout.connect(self.refresh)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        self.filter = QLineEdit()
        searching(self.filter)
        self.filter.textChanged.connect(self._searching)
        self.chips = Chips(self.source.chips, self.chip, self.narrow, _("Show"))
        self.list = LineList(self.source.name, self.source.line)
        self.list.setModel(self.model)
        self.list.selectionModel().selectionChanged.connect(self._selected)
        self.list.activated.connect(self.opened)
        self.list.horizontalHeader().sectionClicked.connect(self._sort)
        self.none = label("", "muted")
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.none)
        column.addWidget(self.pages, 1)
        column.addStretch(0)
        for watched in (self.filter, self.list):
            watched.installEventFilter(self)

    # Searching.

    def _searching(self, text: str) -> None:
        if self._large and text:
            self._pause.start()
        else:
            self._pause.stop()
            self.refresh()

    def narrow(self, chip: str) -> None:
        """Show what a chip stands for."""
        self.chip = chip
        self.chips.choose(chip)
        self.refresh()

    def _sort(self, column: int) -> None:
        """Order by a column; a second click turns it round, a third brings the own order back."""
        name, head = self.source.columns[column].name, self.list.horizontalHeader()
        if self.order == Order(name, down=True):
            self.order = Order()
        else:
            self.order = Order(name, down=self.order == Order(name))
        way = Qt.SortOrder.DescendingOrder if self.order.down else Qt.SortOrder.AscendingOrder
        head.setSortIndicatorShown(bool(self.order.by))
        head.setSortIndicator(column, way)
        self.refresh()

    def show_columns(self, wanted: bool) -> None:  # noqa: FBT001
        """Show the rows in columns under headings, or in two lines and in their own order."""
        self.list.show_columns(wanted)
        if not wanted and self.order.by:
            self.order = Order()
            self.list.horizontalHeader().setSortIndicatorShown(False)
            self.refresh()

    def refresh(self) -> None:
        """Search again; what is chosen stays chosen."""
        total = self.source.total()
        self._large = total > DIRECT
        self._question += 1
        question, text, chip, order = self._question, self.filter.text(), self.chip, self.order

        def find() -> Sequence[int]:
            if order.by and self.source.ordered is not None:
                return self.source.ordered(text, chip, order)
            return self.source.find(text, chip)

        if not self._large:
            self._show(find())
            return

        def arrived(ids: Sequence[int]) -> None:
            if question == self._question:
                self._show(ids)

        Task(self, "", lambda _task: find(), arrived, self.desk.excuse).start()

    def _show(self, ids: Sequence[int]) -> None:
        self._quiet = True
        self.model.load(ids)
        self._quiet = False
        words = self.source.filter_words(len(ids))
        self.filter.setPlaceholderText(words)
        self.filter.setAccessibleName(words)
        self.pages.setCurrentWidget(self.list if ids else self.none)
        for widget in (self.filter, self.chips, self.pages):
            widget.setVisible(bool(ids) or self.source.total() > 0)
        self.none.setText(self._none_words() if not ids else "")
        self._choose_again()

    def _none_words(self) -> str:
        if text := self.filter.text().strip():
            return _("Nothing matches “{text}”.").format(text=text)
        return self.source.none_words(self.chip)

    # Choosing.

    def choose(self, ids: Sequence[int]) -> None:
        """Choose records; with none, nothing is chosen until somebody does."""
        self.chosen, self._resting = list(ids), not ids
        rows = self._rows()
        self._mark(rows)
        if rows:
            self._row = rows[0]
        self.chose.emit()

    def _rows(self) -> list[int]:
        return [r for id in self.chosen if (r := self.model.row_of(id)) is not None]

    def _choose_again(self) -> None:
        """Mark what was chosen before; if it is gone, choose what came after it."""
        before = self.chosen
        if before and len(before) <= _LOOKED_AFTER:
            there = {row.id for row in self.source.fetch(before)}
            self.chosen = [id for id in before if id in there]
        rows = self._rows()
        searched_away = bool(self.filter.text()) and not rows
        if (not self.chosen or searched_away) and not self._resting and self.model.rowCount():
            row = 0 if searched_away else min(self._row, self.model.rowCount() - 1)
            self.chosen, rows = [self.model.ids()[row]], [row]
        self._mark(rows)
        if rows:
            self._row = rows[0]
        if self.chosen != before or not self.chosen:
            self.chose.emit()

    def _mark(self, rows: Sequence[int]) -> None:
        """Mark rows as chosen, without telling anybody."""
        marked, last = QItemSelection(), self.model.columnCount() - 1
        for row in rows:
            marked.select(self.model.index(row, 0), self.model.index(row, last))
        self._quiet = True
        marks = self.list.selectionModel()
        marks.select(marked, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows and self.list.currentIndex().row() not in rows:
            at = self.model.index(rows[0], 0)
            marks.setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.list.scrollTo(at)
        self._quiet = False

    def _selected(self) -> None:
        if self._quiet:
            return
        rows = self.list.chosen_rows()
        self.chosen = [id for n in rows if (id := self.model.id_at(n)) is not None]
        self._resting = not rows
        if rows:
            self._row = rows[0]
        self.chose.emit()

    # Keys.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            run = self._key(watched, Qt.Key(event.key()))
            if run is not None:
                run()
                return True
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, key: Qt.Key) -> Callable[[], object] | None:
        """Give what a key does here, if it does something of its own."""
        if watched is self.filter:
            if key == Qt.Key.Key_Down:
                return self.list.setFocus
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self.opened.emit
            if key == Qt.Key.Key_Escape and self.filter.text():
                return self.filter.clear
            return None
        return {
            Qt.Key.Key_Delete: self.delete.emit,
            Qt.Key.Key_F2: self.rename.emit,
            Qt.Key.Key_Return: self.opened.emit,
            Qt.Key.Key_Enter: self.opened.emit,
        }.get(key)
