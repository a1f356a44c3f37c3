"""The signed sheet on screen: its printed numbers in columns like the paper, each a key or a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from allydesk.language import _
from allydesk.models.attendance import CAME, STATES
from allydesk.ui.kit import icons, look
from allydesk.wrap_up import SheetRow

Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
_WIDE = 240  # of one name at 100 %
_ICONS = {"present": "check", "late": "clock", "excused": "minus", "absent": "x"}


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[SheetRow] = ()

    def put(self, rows: Sequence[SheetRow]) -> None:
        same = [r.attendance_id for r in rows] == [r.attendance_id for r in self.rows]
        if same and rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.number} {row.name}, {STATES[row.state]}"
        return row.name if role == Qt.ItemDataRole.ToolTipRole else None


class _Painter(QStyledItemDelegate):
    """Paints one number and its name, as wide as a column is."""

    wide = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        high = QFontMetrics(look.font("strong")).height() + look.px(16)
        return QSize(self.wide or look.px(_WIDE), max(look.px(40), high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = look.colours()
        came = row.state in CAME
        box = option.rect.adjusted(look.px(3), look.px(2), -look.px(3), -look.px(2))
        now = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(c.focus if now else c.border), 2 if now else 1))
        painter.setBrush(QColor(c.good_soft if came else c.surface))
        painter.drawRoundedRect(box, look.px(7), look.px(7))
        room = box.adjusted(look.px(8), 0, -look.px(8), 0)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        ink = QColor(c.good if came else c.text)
        self._words(painter, _take(room, look.px(30), rtl=rtl), str(row.number), "strong", ink)
        mark = _take(room, look.px(20), rtl=rtl)
        if icon := _ICONS.get(row.state):
            mark.setTop(mark.center().y() - look.px(8))
            role = "good" if came else "muted"
            painter.drawPixmap(mark.topLeft(), icons.pixmap(icon, role, 16))
        self._words(painter, room, row.name, "body", ink)
        painter.restore()

    def _words(self, p: QPainter, box: QRect, text: str, role: str, ink: QColor) -> None:
        p.setFont(look.font(role))
        p.setPen(ink)
        shown = p.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        p.drawText(box, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, shown)


def _take(room: QRect, width: int, *, rtl: bool) -> QRect:
    """Take a piece of the room from where reading begins."""
    piece = QRect(room)
    gap = look.px(6)
    if rtl:
        piece.setLeft(room.right() + 1 - width)
        room.setRight(piece.left() - gap)
    else:
        piece.setWidth(width)
        room.setLeft(piece.right() + gap)
    return piece


class SheetGrid(QListView):
    """The rows of the sheet, as many columns as there is room for. toggled(row) tells a tap."""

    toggled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.sheet = _Rows()
        self.setModel(self.sheet)
        self._painter = _Painter()
        self.setItemDelegate(self._painter)
        self.setAccessibleName(_("The sheet, by number"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._tapped)

    def put(self, rows: Sequence[SheetRow]) -> None:
        self.sheet.put(rows)
        self._fit()

    def _tapped(self, index: QModelIndex) -> None:
        self.toggled.emit(index.data(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return) and self.currentIndex().isValid():
            self._tapped(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: numbers are typed in the line above."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def _fit(self) -> None:
        """Be as high as the rows are: the page scrolls, not this."""
        frame = 2 * self.frameWidth() + look.px(4)
        columns = max(1, (self.width() - frame) // look.px(_WIDE))
        wide = self._painter.wide = (self.width() - frame) // columns
        high = self._painter.sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        self.setGridSize(QSize(wide, high))
        lines = -(-len(self.sheet.rows) // columns)
        self.setFixedHeight(max(1, lines) * high + frame)
