"""The days a grid of weeks shows, with the events of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from allydesk import dates
from allydesk.models.schedule import Row
from allydesk.planning import marks
from allydesk.planning.marks import Mark
from allydesk.ui.calendar import layout, words
from allydesk.ui.calendar.layout import WEEK, Bar

Index = QModelIndex | QPersistentModelIndex


class Days(QAbstractTableModel):
    """Weeks below each other, each a row of seven days.

    The number of weeks stays; which weeks they are changes. A day holds its events.
    """

    def __init__(self, parent: QObject, weeks: int, language: str) -> None:
        super().__init__(parent)
        self.weeks, self.language = weeks, language
        self.first = self.today = dt.date.today()
        self.month: int | None = None  # days of other months stand back; None: there are none
        self._names: Sequence[tuple[str, str]] = _names(0, language)
        self._events: dict[dt.date, list[Row]] = {}
        self._marks: dict[dt.date, list[Mark]] = {}
        self._bars: list[list[Bar]] = [[] for _week in range(weeks)]

    def load(
        self,
        first: dt.date,
        month: int | None,
        events: Sequence[Row],
        marked: Sequence[Mark],
        today: dt.date,
    ) -> None:
        """Show the weeks from a day on, with events in order and what else is on."""
        self.first, self.month, self.today = first, month, today
        self._names = _names(first.weekday(), self.language)
        self._events = layout.by_day(events, first, self.weeks * WEEK)
        found = marks.by_day(marked, first, self.weeks * WEEK)
        self._marks = {day: marks.brief(here, day, first) for day, here in found.items()}
        alone = self.weeks == 1
        self._bars = [
            layout.bars(events, self.day(week, 0), apart=alone) for week in range(self.weeks)
        ]
        # Not a reset: the chosen cell stays chosen, and nobody hears the whole grid again.
        self.dataChanged.emit(self.index(0, 0), self.index(self.weeks - 1, WEEK - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, WEEK - 1)

    def day(self, row: int, column: int) -> dt.date:
        return self.first + dt.timedelta(days=row * WEEK + column)

    def at(self, day: dt.date) -> QModelIndex:
        """Give where a day stands; an index that is not valid when it is not shown."""
        row, column = divmod((day - self.first).days, WEEK)
        return self.index(row, column) if 0 <= row < self.weeks else QModelIndex()

    def events(self, day: dt.date) -> list[Row]:
        return self._events.get(day, [])

    def marks(self, day: dt.date) -> list[Mark]:
        return self._marks.get(day, [])

    def bars(self, row: int) -> list[Bar]:
        return self._bars[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self.weeks

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else WEEK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        day = self.day(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        return words.spoken(day, self.events(day), self.marks(day), self.language, self.today)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names[section][0]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._names[section][1]
        return None


@cache
def _names(first: int, language: str) -> Sequence[tuple[str, str]]:
    """Give the weekdays from one on (Monday is 0), short and in full."""
    monday = dt.date(2024, 1, 1)
    days = [monday + dt.timedelta(days=first + n) for n in range(WEEK)]
    return [(dates.weekday_short(d, language), dates.weekday(d, language)) for d in days]
