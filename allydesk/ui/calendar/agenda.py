"""The month as a plain list: each day with events, and its events below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from allydesk import dates
from allydesk.language import _
from allydesk.models.schedule import Row
from allydesk.ui.calendar import words
from allydesk.ui.kit import look
from allydesk.ui.kit.lines import LineDelegate, TwoLines
from allydesk.ui.kit.table import ROW

Index = QModelIndex | QPersistentModelIndex


class Line(NamedTuple):
    """A day, or with an event one of its events."""

    day: dt.date
    event: Row | None = None


def lines(events: Sequence[Row], first: dt.date, last: dt.date) -> list[Line]:
    """Give days and events in order; what lasts longer stands on its first day that is shown."""
    found: list[Line] = []
    for event in sorted(events, key=lambda e: (max(e.days[0], first), not e.whole_day, e.starts)):
        if event.days[0] > last or event.days[1] < first:
            continue
        day = max(event.days[0], first)
        if not found or found[-1].day != day:
            found.append(Line(day))
        found.append(Line(day, event))
    return found


class Lines(QAbstractListModel):
    """The lines of the agenda. Days are read out with their events and cannot be chosen."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.today = dt.date.today()
        self.lines: list[Line] = []

    def load(self, found: list[Line], today: dt.date) -> None:
        self.beginResetModel()
        self.lines, self.today = found, today
        self.endResetModel()

    def row_of(self, id: int | None, day: dt.date) -> int:
        """Give the row of an event, else of the first event from a day on, else of the last."""
        rows = [(n, x) for n, x in enumerate(self.lines) if x.event is not None]
        for n, line in rows:
            if line.event is not None and line.event.id == id:
                return n
        return next((n for n, x in rows if x.day >= day), rows[-1][0] if rows else -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.lines[index.row()].event is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.lines[index.row()]
        if role == ROW:
            return line
        if line.event is None:
            return self.heading(line.day)
        if role == Qt.ItemDataRole.DisplayRole:
            return line.event.title
        day = dates.long(line.day, self.language).replace(",", "", 1)
        return f"{words.spoken_event(line.event, line.event.days[0])}, {day}"

    def heading(self, day: dt.date) -> str:
        title = words.day_title(day, self.language, self.today)
        return f"{_('Today')}, {title}" if day == self.today else title

    def shown(self, line: Line) -> TwoLines:
        """Give how an event stands in the list."""
        event = line.event
        assert event is not None
        when = words.times(event, self.language, self.today)
        about = " · ".join(filter(None, [when, event.where, words.hosts(event)]))
        return TwoLines(
            event.title, words.status(event), about, words.people(event),
            letters=words.letters(event), colour=words.colour(event),
            quiet=event.status in words.UNSURE,
        )  # fmt: skip


class _Painter(LineDelegate):
    def __init__(self, parent: QListView, model: Lines) -> None:
        super().__init__(parent, model.shown)
        self._lines = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(ROW)
        if line is None or line.event is not None:
            super().paint(painter, option, index)
            return
        c, font = look.colours(), look.font("strong")
        today = line.day == self._lines.today
        area: QRect = option.rect.adjusted(look.px(14), 0, -look.px(14), -look.px(6))
        painter.save()
        painter.setFont(font)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setPen(QColor(c.primary if today else c.text))
        text = QFontMetrics(font).elidedText(
            self._lines.heading(line.day), Qt.TextElideMode.ElideRight, area.width()
        )
        right = option.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(area, flags, text)
        painter.restore()


class Agenda(QListView):
    """The list. chose(day, id) when the keyboard or mouse is on an event; opened(id) by Enter."""

    chose = Signal(object, int)
    opened = Signal(int)
    turned = Signal(int)
    asked = Signal(int, QPoint)

    def __init__(self, says: str, language: str) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self.lines = Lines(language)
        self.setModel(self.lines)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self._days = _Painter(self, self.lines)
        self.setItemDelegate(self._days)
        self.setMinimumHeight(look.px(260))
        self._loading = False
        self.selectionModel().currentChanged.connect(self._went)
        self.activated.connect(self._open)

    def load(self, found: list[Line], today: dt.date, day: dt.date) -> None:
        """Show other lines; the chosen event stays, else the first from a day on is chosen."""
        kept = self.chosen()
        id = kept.event.id if kept is not None and kept.event and kept.day == day else None
        self._loading = True
        self.lines.load(found, today)
        row = self.lines.row_of(id, day)
        if row >= 0:
            self.setCurrentIndex(self.lines.index(row, 0))
            self._bring_up(row)
        self._loading = False

    def _bring_up(self, row: int) -> None:
        """Scroll so that a line stands at the top, with its day above it."""
        while row > 0 and self.lines.lines[row].event is not None:
            row -= 1
        self.scrollTo(self.lines.index(row, 0), QListView.ScrollHint.PositionAtTop)

    def chosen(self) -> Line | None:
        index = self.currentIndex()
        return self.lines.lines[index.row()] if index.isValid() else None

    def _went(self, index: QModelIndex) -> None:
        line = self.lines.lines[index.row()] if index.isValid() else None
        if line is not None and line.event is not None and not self._loading:
            self.chose.emit(line.day, line.event.id)

    def _open(self, index: QModelIndex) -> None:
        event = self.lines.lines[index.row()].event
        if event is not None:
            self.opened.emit(event.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pages = {int(Qt.Key.Key_PageUp): -1, int(Qt.Key.Key_PageDown): 1}
        if event.key() in pages:
            self.turned.emit(pages[event.key()])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        line = self.lines.lines[index.row()] if index.isValid() else None
        if line is not None and line.event is not None:
            self.asked.emit(line.event.id, event.globalPos())
