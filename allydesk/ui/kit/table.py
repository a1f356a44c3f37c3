"""Lists and tables over records: ids in memory, pages by id, rows painted in two lines."""

from __future__ import annotations

import datetime as dt
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScrollArea, QTableView, QWidget

from allydesk.ui.kit import look

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROW = Role.UserRole  # the whole row, for whoever paints it
PAGE = 128
_PAGES = 64


class HasId(Protocol):
    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=HasId)


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A heading, the words below it, and what they are sorted by if that is not the words."""

    title: str
    words: Callable[[R], str]
    order: Callable[[R], Any] | None = None
    width: int = 160  # pixels at 100 %
    name: str = ""  # what a query sorts by


class Ids(QAbstractTableModel, Generic[R]):
    """Rows of a query, of which only the ids are held; the rows are fetched in pages as they show.

    Sorting is asked for, not done: a proxy over 100,000 rows takes half a minute, SQL a blink.
    """

    sort_wanted = Signal(int, object)

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Sequence[R]],
        columns: Sequence[Column[R]],
        says: Callable[[R], str],
    ) -> None:
        super().__init__()
        self.columns = columns
        self._fetch, self._says = fetch, says
        self._ids = array("q")
        self._places: dict[int, int] = {}
        self._pages: OrderedDict[int, list[R | None]] = OrderedDict()

    def load(self, ids: Sequence[int]) -> None:
        """Show these ids. What stays in place keeps its selection."""
        new = array("q", ids)
        old = self._ids
        first = _common(old, new)
        last = _common(old[first:][::-1], new[first:][::-1])
        gone, came = len(old) - first - last, len(new) - first - last
        if gone and came:
            self.beginResetModel()
            self._replace(new)
            self.endResetModel()
        elif gone:
            self.beginRemoveRows(QModelIndex(), first, first + gone - 1)
            self._replace(new)
            self.endRemoveRows()
        elif came:
            self.beginInsertRows(QModelIndex(), first, first + came - 1)
            self._replace(new)
            self.endInsertRows()
        else:
            self._replace(new)
        if new and not (gone and came):
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(self.columns) - 1))

    def _replace(self, ids: array[int]) -> None:
        # Not sooner: views read the old rows until the moment of change.
        self._ids = ids
        self._places = {}
        self._pages = OrderedDict()

    def ids(self) -> Sequence[int]:
        return self._ids

    def id_at(self, row: int) -> int | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, id: int | None) -> int | None:
        """Give the place of an id in the list."""
        if not self._places:
            self._places = {one: n for n, one in enumerate(self._ids)}
        return self._places.get(id) if id is not None else None

    def row(self, n: int) -> R | None:
        """Give a row, fetching its page when it is not at hand; None when it has just gone."""
        page, place = divmod(n, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            part = self._ids[page * PAGE : (page + 1) * PAGE]
            found = {r.id: r for r in self._fetch(part)}
            rows = self._pages[page] = [found.get(id) for id in part]
            if len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return rows[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role not in _ANSWERED or not index.isValid():
            return None
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Role.AccessibleTextRole and index.column() == 0:
            return self._says(row)
        return self.columns[index.column()].words(row)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role == Role.DisplayRole and way == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sort_wanted.emit(column, order)


_ANSWERED = frozenset(
    [Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole, Role.EditRole, ROW]
)


def _common(a: Sequence[int], b: Sequence[int]) -> int:
    """Give how many ids two lists have in common at their beginning."""
    if a == b:
        return len(a)
    return next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


class Rows(Ids[R]):
    """A short table that holds its rows and sorts them itself, such as the people of one group."""

    def __init__(self, columns: Sequence[Column[R]], says: Callable[[R], str]) -> None:
        super().__init__(self._held, columns, says)
        self._rows: dict[int, R] = {}
        self._by: tuple[int, bool] | None = None

    def _held(self, ids: Sequence[int]) -> Sequence[R]:
        return [self._rows[id] for id in ids if id in self._rows]

    def show(self, rows: Sequence[R]) -> None:
        """Show these rows, in their own order until a heading is clicked."""
        self._rows = {r.id: r for r in rows}
        self.load([r.id for r in self._sorted()])

    def rows(self) -> list[R]:
        """Give the rows as they stand."""
        return self._sorted()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._by = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self.load([r.id for r in self._sorted()])

    def _sorted(self) -> list[R]:
        rows = list(self._rows.values())
        if self._by is None or self._by[0] >= len(self.columns):
            return rows
        column = self.columns[self._by[0]]
        key = column.order or column.words
        # Empty ones last, whichever way round.
        full = sorted((r for r in rows if _has(key(r))), key=key, reverse=self._by[1])
        return full + [r for r in rows if not _has(key(r))]


def _has(value: object) -> bool:
    return value is not None and value != ""


def table(model: QAbstractTableModel, says: str) -> QTableView:
    """Make a table whose rows are chosen whole, in which Tab goes on to the next field."""
    return set_up(QTableView(), model, says)


def set_up(view: QTableView, model: QAbstractTableModel, says: str) -> QTableView:
    """Make such a table of a view that can do more."""
    view.setModel(model)
    view.setAccessibleName(says)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(look.px(40))
    head = view.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    head.setStretchLastSection(True)
    if isinstance(model, Ids):
        for n, column in enumerate(model.columns):
            view.setColumnWidth(n, look.px(column.width))
    view.setSortingEnabled(False)
    head.setSectionsClickable(True)
    return view


def chosen(view: QTableView) -> list[int]:
    """Give the ids of the rows that are chosen, from the top."""
    model = view.model()
    assert isinstance(model, Ids)
    rows = sorted(at.row() for at in view.selectionModel().selectedRows())
    return [id for n in rows if (id := model.id_at(n)) is not None]


def choose(view: QTableView, ids: Sequence[int]) -> None:
    """Choose the rows of some ids and no others; the keyboard stays where it is."""
    model, marked = view.model(), QItemSelection()
    assert isinstance(model, Ids)
    for id in ids:
        if (n := model.row_of(id)) is not None:
            marked.select(model.index(n, 0), model.index(n, model.columnCount() - 1))
    view.selectionModel().select(marked, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def sort_by_click(view: QTableView) -> None:
    """Let a click on a heading sort by it, and a second one the other way round."""
    head, last = view.horizontalHeader(), [(-1, False)]  # the column, and whether downwards

    def sort(column: int) -> None:
        down = last[0] == (column, False)
        last[0] = (column, down)
        way = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(column, way)
        head.setSortIndicatorShown(True)
        view.model().sort(column, way)

    head.sectionClicked.connect(sort)


def in_full(view: QTableView, most: int) -> None:
    """Make a table as high as its rows, up to so many: then its page scrolls, and not the table."""
    model, head = view.model(), view.horizontalHeader().sizeHint().height()
    rows = min(max(model.rowCount(), 1), most)
    view.setFixedHeight(head + view.verticalHeader().defaultSectionSize() * rows + look.px(6))


def page_around(part: QWidget) -> QScrollArea | None:
    """Give the page that a part of the window scrolls with."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def keep_in_sight(view: QTableView) -> None:
    """Let the page follow the row that the keyboard is on, as a table that scrolls itself does."""

    def follow(at: QModelIndex) -> None:
        page = page_around(view)
        if page is None or (inside := page.widget()) is None or not view.isVisible():
            return
        row = view.visualRect(at)
        middle = view.viewport().mapTo(inside, row.center()).y()
        page.ensureVisible(0, middle, 0, row.height())

    view.selectionModel().currentRowChanged.connect(follow)


def day_words(day: dt.date | None, language: str) -> str:
    """Give a day for a table, or nothing."""
    from allydesk import dates

    return dates.medium(day, language) if day else ""
