"""The matrix as a table that scrolls: names and courses stay in sight, each cell has a mark and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from allydesk import dates
from allydesk.language import _
from allydesk.models.learning.requirement import Learner
from allydesk.models.learning.standing import STATUSES, Cell, Matrix
from allydesk.ui.kit import icons, look
from allydesk.ui.learning.wide import Roomy

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
CELL = Role.UserRole
_MARKS = {
    "current": ("circle-check", "good"),
    "expiring": ("clock", "attention"),
    "expired": ("history", "problem"),
    "missing": ("circle-alert", "problem"),
}
_COLUMN, _NAME = 148, 200  # pixels at 100 %
_HEAD_LINES = 3
_LOW_LINES = 2  # of a heading where there is little room


class Cells(QAbstractTableModel):
    """Rows and columns of a matrix by their places in it."""

    def __init__(self) -> None:
        super().__init__()
        self._language = ""
        self._days: dict[dt.date, str] = {}
        self.matrix: Matrix | None = None
        self.rows: Sequence[int] = ()
        self.columns: Sequence[int] = ()

    def say_days(self, language: str) -> None:
        """Say in which language days are worded."""
        if language != self._language:
            self._language, self._days = language, {}

    def _day(self, day: dt.date) -> str:
        if day not in self._days:
            self._days[day] = dates.medium(day, self._language)
        return self._days[day]

    def show(self, matrix: Matrix, rows: Sequence[int], columns: Sequence[int]) -> None:
        self.beginResetModel()
        self.matrix, self.rows, self.columns = matrix, rows, columns
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def person(self, row: int) -> Learner:
        assert self.matrix is not None
        return self.matrix.people[self.rows[row]]

    def course(self, column: int) -> tuple[int, str]:
        assert self.matrix is not None
        found = self.matrix.courses[self.columns[column]]
        return found.id, found.title

    def cell(self, row: int, column: int) -> Cell:
        assert self.matrix is not None
        return self.matrix.cells[self.rows[row]][self.columns[column]]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or self.matrix is None:
            return None
        if role == CELL:
            return self.cell(index.row(), index.column())
        if role == Role.DisplayRole:
            return STATUSES[self.cell(index.row(), index.column()).status]
        if role in (Role.AccessibleTextRole, Role.ToolTipRole):
            return self.says(index.row(), index.column())
        return None

    def says(self, row: int, column: int) -> str:
        """Give a cell as a sentence: who, which course, how it stands, until when."""
        cell = self.cell(row, column)
        parts = [self.person(row).name, self.course(column)[1], STATUSES[cell.status]]
        if cell.completed_on:
            parts.append(_("done {day}").format(day=self._day(cell.completed_on)))
        if cell.expires:
            parts.append(_("counts until {day}").format(day=self._day(cell.expires)))
        if cell.required:
            parts.append(_("required"))
        if cell.due:
            parts.append(_("do it by {day}").format(day=self._day(cell.due)))
        return ", ".join(parts)

    def below(self, cell: Cell) -> str:
        """Give the second line of a cell."""
        if cell.status == "missing":
            return _("by {day}").format(day=self._day(cell.due)) if cell.due else ""
        if cell.expires:
            return _("until {day}").format(day=self._day(cell.expires))
        return self._day(cell.completed_on) if cell.completed_on else ""

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if self.matrix is None or role not in (Role.DisplayRole, Role.ToolTipRole):
            return None
        if way == Qt.Orientation.Horizontal:
            return self.course(section)[1]
        return self.person(section).name


class _Look(NamedTuple):
    """What a cell is painted with; made once for all of them."""

    strong: QFont
    muted: QFont
    first: int  # height of the first line
    second: int
    colours: dict[str, QColor]
    marks: dict[str, QPixmap]
    icon: int
    gap: int


def _look() -> _Look:
    c = look.colours()
    strong, muted = look.font("body"), look.font("muted")
    colours = {name: QColor(getattr(c, tone)) for name, (_i, tone) in _MARKS.items()}
    colours |= {"none": QColor(c.muted), "grid": QColor(c.border), "muted": QColor(c.muted)}
    colours |= {"ground": QColor(c.selection), "ink": QColor(c.on_selection)}
    return _Look(
        strong, muted, QFontMetrics(strong).height(), QFontMetrics(muted).height(), colours,
        {name: icons.pixmap(icon, tone, 16) for name, (icon, tone) in _MARKS.items()},
        look.px(16), look.px(8),
    )  # fmt: skip


class _Painter(QStyledItemDelegate):
    """Paints a cell: a mark of its own shape, the word, and the day below."""

    def __init__(self, cells: Cells) -> None:
        super().__init__()
        self._cells = cells
        self._with: _Look | None = None
        self._short: dict[tuple[str, str, int], str] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        made = self._with = self._with or _look()
        cell: Cell = self._cells.cell(index.row(), index.column())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRect(option.rect)
        if chosen:
            painter.fillRect(box, made.colours["ground"])
        painter.setPen(made.colours["grid"])
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        room = box.adjusted(made.gap, 0, -made.gap, 0)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        if cell.status == "none":
            painter.setPen(made.colours["ink" if chosen else "none"])
            painter.setFont(made.muted)
            painter.drawText(room, flags, "–")
            return
        self._mark(painter, made, cell.status, room, rtl=rtl)
        text = room.adjusted(0, 0, -made.icon - made.gap, 0)
        if not rtl:
            text.translate(made.icon + made.gap, 0)
        painter.setFont(made.strong)
        painter.setPen(made.colours["ink" if chosen else cell.status])
        words = self._fit(STATUSES[cell.status], "body", text.width())
        if box.height() < made.first + made.second:  # one line alone; the day is told below
            painter.drawText(text, flags, words)
            return
        text.setTop(box.top() + (box.height() - made.first - made.second) // 2)
        text.setHeight(made.first)
        painter.drawText(text, flags, words)
        text.translate(0, made.first)
        text.setHeight(made.second)
        painter.setFont(made.muted)
        painter.setPen(made.colours["ink" if chosen else "muted"])
        painter.drawText(text, flags, self._fit(self._cells.below(cell), "muted", text.width()))

    def _mark(self, painter: QPainter, made: _Look, status: str, room: QRect, *, rtl: bool) -> None:
        left = room.right() - made.icon if rtl else room.left()
        painter.drawPixmap(left, room.center().y() - made.icon // 2, made.marks[status])

    def _fit(self, text: str, role: str, width: int) -> str:
        known = (text, role, width)
        if known not in self._short:
            metrics = QFontMetrics(look.font(role))
            self._short[known] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return self._short[known]


class _Head(QHeaderView):
    """The names at the side, each with the team below, or the courses above in up to three lines."""

    def __init__(self, way: Qt.Orientation, cells: Cells) -> None:
        super().__init__(way)
        self._cells = cells
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Give the size that all have: to measure a thousand names in every script takes 50 ms."""
        along = self.defaultSectionSize()
        return QSize(along, self.height()) if self._above() else QSize(self.width(), along)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        c = look.colours()
        painter.save()
        painter.fillRect(rect, QColor(c.surface))
        painter.setPen(QColor(c.border_strong if self._above() else c.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(look.px(8), look.px(2), -look.px(8), -look.px(2))
        painter.setPen(QColor(c.text))
        painter.setFont(look.font("strong" if self._above() else "body"))
        if self._above():
            self._title(painter, room, self._cells.course(section)[1])
        else:
            self._person(painter, room, self._cells.person(section))
        painter.restore()

    def _above(self) -> bool:
        return self.orientation() == Qt.Orientation.Horizontal

    def _flags(self) -> Qt.AlignmentFlag:
        rtl = self.isRightToLeft()
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute

    def _title(self, painter: QPainter, room: QRect, title: str) -> None:
        flags = int(self._flags()) | int(Qt.TextFlag.TextWordWrap)
        metrics = painter.fontMetrics()
        while title and metrics.boundingRect(room, flags, title).height() > room.height():
            title = title[:-2].rstrip(" …") + "…"  # three lines and no more
        painter.drawText(room, flags, title)

    def _person(self, painter: QPainter, room: QRect, one: Learner) -> None:
        lines = [("body", one.name), *([("muted", one.team)] if one.team else [])]
        heights = [QFontMetrics(look.font(role)).height() for role, _text in lines]
        if sum(heights) > room.height():
            del lines[1:], heights[1:]
        room.setTop(room.top() + (room.height() - sum(heights)) // 2)
        for (role, text), high in zip(lines, heights, strict=True):
            painter.setFont(look.font(role))
            painter.setPen(QColor(getattr(look.colours(), "muted" if role == "muted" else "text")))
            short = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, room.width()
            )
            room.setHeight(high)
            painter.drawText(room, self._flags(), short)
            room.translate(0, high)


class CellTable(Roomy):
    """The matrix on screen."""

    def __init__(self, cells: Cells) -> None:
        super().__init__()
        self.setVerticalHeader(_Head(Qt.Orientation.Vertical, cells))
        self.setHorizontalHeader(_Head(Qt.Orientation.Horizontal, cells))
        self.setModel(cells)
        self._painter = _Painter(cells)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(_("People and courses"))
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setDefaultSectionSize(look.px(_COLUMN))
        self.compact(wanted=False)

    def compact(self, *, wanted: bool) -> None:
        names, courses = self.verticalHeader(), self.horizontalHeader()
        strong, muted = (QFontMetrics(look.font(r)).height() for r in ("body", "muted"))
        usual = max(look.px(44), strong + muted + look.px(8))
        names.setDefaultSectionSize(strong + look.px(4) if wanted else usual)
        courses.setFixedHeight(strong * (_LOW_LINES if wanted else _HEAD_LINES) + look.px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.verticalHeader().setFixedWidth(min(look.px(_NAME), self.width() // 3))
        super().resizeEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters belong to the filter."""
