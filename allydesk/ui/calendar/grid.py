"""A grid of weeks to look at, to walk through by keys, and to move events in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
    QToolTip,
)

from allydesk.models.schedule import Row
from allydesk.planning.marks import Mark
from allydesk.ui.calendar import layout, words
from allydesk.ui.calendar.layout import WEEK
from allydesk.ui.calendar.model import Days
from allydesk.ui.calendar.paint import DayPainter, measures, paint_event
from allydesk.ui.calendar.places import Placed, lowest, place, together
from allydesk.ui.kit import look
from allydesk.ui.planning import paint as marks
from allydesk.ui.planning import words as planned
from allydesk.ui.say import announce

_MONTH_LINES = (3, 2, 1)  # lines of text of an event, the most wanted first
_WEEK_LINES = (5, 4, 3, 2, 1)
_LOWEST = 73  # pixels of a week at 100 %: two events, or one and how many more
_NO_LIMIT = (1 << 24) - 1  # to Qt
_LOW = 22  # on a low page: the number of a day, and beside it whose events there are


class Grid(QTableView):
    """Days with their events.

    Signals: chose(day) when a person goes to another day; turned(n) to see n months or weeks
    later; entered(day) by Enter and began(day) by a double click; opened(id) for an event that was
    clicked; moved(id, from, to) for one dragged to another day; asked(id, point) for its menu.
    """

    chose = Signal(object)
    turned = Signal(int)
    entered = Signal(object)
    began = Signal(object)
    opened = Signal(int)
    moved = Signal(int, object, object)
    asked = Signal(int, QPoint)

    def __init__(self, says: str, weeks: int, language: str) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self.days = Days(self, weeks, language)
        self.target: dt.date | None = None  # the day over which an event is held
        self.warning: Callable[[int, dt.date, dt.date], str] = lambda *_move: ""
        self._warned = ""  # what speaks against that day
        self._placed: dict[int, Placed] = {}  # for a viewport of this size:
        self._size = QSize()
        self._held: tuple[Row, dt.date, QPoint] | None = None  # pressed on, from which day, where
        self._dragged: QPoint | None = None
        self.setModel(self.days)
        self._painter = DayPainter(self)
        self.setItemDelegate(self._painter)
        self._furnish(weeks)

    def _furnish(self, weeks: int) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(1)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("kind", "plain")  # the cells draw the lines around them
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(leading)
        self.low(wanted=False)

    def low(self, *, wanted: bool) -> None:
        """Make do with little height, or ask for as much as usual."""
        weeks, head = self.days.weeks, 24 if wanted else 30
        usual = _LOWEST if weeks > 1 else 220
        week = (_LOW if weeks > 1 else 132) if wanted else usual
        names = self.horizontalHeader()
        names.setMinimumHeight(look.px(head))
        names.setMaximumHeight(look.px(head) if wanted else _NO_LIMIT)
        self.setMinimumHeight(look.px(week) * weeks + look.px(head + (1 if wanted else 6)))

    # Showing

    def load(
        self,
        first: dt.date,
        month: int | None,
        events: Sequence[Row],
        marked: Sequence[Mark],
        today: dt.date,
    ) -> None:
        """Show the weeks from a day on."""
        self._placed.clear()
        self.days.load(first, month, events, marked, today)

    def choose(self, day: dt.date) -> None:
        """Show a day as chosen, and have it read out where its place stays the same."""
        index = self.days.at(day)
        if not index.isValid():
            return
        same = index == self.currentIndex()
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        if same and self.hasFocus():
            announce(self, str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def chosen(self) -> dt.date:
        index = self.currentIndex()
        return self.days.day(index.row(), index.column())

    def placed(self, row: int) -> Placed:
        """Give where the events of a week lie."""
        if self._size != self.viewport().size():
            self._size = self.viewport().size()
            self._placed.clear()
        if row not in self._placed:
            columns = [self.visualRect(self.days.index(row, c)) for c in range(WEEK)]
            bars, month, m = self.days.bars(row), self.days.weeks > 1, measures()
            if month and columns[0].height() < lowest(m):
                self._placed[row] = together(bars, columns, m)
            else:
                self._placed[row] = place(
                    bars, columns, m, _MONTH_LINES if month else _WEEK_LINES,
                    0 if month else layout.strip(bars),
                )  # fmt: skip
        return self._placed[row]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange):
            self._placed.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dragged is not None and self._held is not None:
            row, day, _at = self._held
            m = measures()
            with QPainter(self.viewport()) as p:
                p.setRenderHint(QPainter.RenderHint.Antialiasing)
                p.setOpacity(0.9)
                box = self.visualRect(self.days.index(0, 0)).adjusted(m.side, 0, -m.side, 0)
                box.setHeight(m.line + m.around)
                box.moveCenter(self._dragged)
                paint_event(p, box, row, day, 1, self.isRightToLeft())
                if self._warned:
                    marks.warn(p, box, self.viewport().rect(), self._warned)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._dragged is not None and key == Qt.Key.Key_Escape:
            self._let_go()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit(self.chosen())
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif (step := self._step(event)) is not None:
            self.chose.emit(step)
        else:
            event.ignore()  # Tab, Esc and shortcuts belong to the window

    def _step(self, event: QKeyEvent) -> dt.date | None:
        """Give the day that an arrow, Home or End leads to."""
        day, forward = self.chosen(), -1 if self.isRightToLeft() else 1
        row, column = self.currentIndex().row(), self.currentIndex().column()
        far = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {
            Qt.Key.Key_Left: -forward, Qt.Key.Key_Right: forward,
            Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK,
            Qt.Key.Key_Home: (1 - day.day) if far else -column,
            Qt.Key.Key_End: (layout.month_end(day) - day).days if far else WEEK - 1 - column,
        }  # fmt: skip
        step = steps.get(Qt.Key(key)) if (key := event.key()) in {int(k) for k in steps} else None
        return None if step is None or row < 0 else day + dt.timedelta(days=step)

    # Mouse

    def _at(self, point: QPoint) -> tuple[dt.date, Row | None] | None:
        """Give the day under a point, and the event if there is one."""
        index = self.indexAt(point)
        if not index.isValid():
            return None
        bar = self.placed(index.row()).at(point, index.column())
        return self.days.day(index.row(), index.column()), bar.event if bar else None

    def _more_at(self, point: QPoint) -> dt.date | None:
        """Give the day whose “+2 more” is under a point."""
        index = self.indexAt(point)
        more = self.placed(index.row()).more if index.isValid() else {}
        rect, _count = more.get(index.column(), (QRect(), 0))
        return self.days.day(index.row(), index.column()) if rect.contains(point) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found is None or event.button() != Qt.MouseButton.LeftButton:
            return
        day, row = found
        self._held = (row, day, event.position().toPoint()) if row else None
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chose.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._held and event.buttons() & Qt.MouseButton.LeftButton:
            far = (point - self._held[2]).manhattanLength() >= QApplication.startDragDistance()
            if self._dragged is not None or far:
                self._drag(point)
            return
        found = self._at(point)
        over = (found is not None and found[1] is not None) or self._more_at(point) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _drag(self, point: QPoint) -> None:
        self._dragged = point
        found = self._at(point)
        target = found[0] if found else None
        if target != self.target and self._held is not None:
            row, day, _point = self._held
            clear = target is None or target == day
            self._warned = "" if clear or target is None else self.warning(row.id, day, target)
        self.target = target
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, target, dragged = self._held, self.target, self._dragged is not None
        self._let_go()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if held is None:
            if (day := self._more_at(event.position().toPoint())) is not None:
                self.entered.emit(day)
            return
        row, day, _point = held
        if not dragged:
            self.opened.emit(row.id)
        elif target is not None and target != day:
            self.moved.emit(row.id, day, target)

    def _let_go(self) -> None:
        self._held, self._dragged, self.target, self._warned = None, None, None, ""
        self.viewport().unsetCursor()
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found is not None and found[1] is None:
            self.began.emit(found[0])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        found = self._at(event.pos())
        if found is not None and found[1] is not None:
            self.asked.emit(found[1].id, event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._at(event.pos())
            text = self._about(*found) if found is not None else ""
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    def _about(self, day: dt.date, row: Row | None) -> str:
        """Give all that is known here of an event or a day; nothing closes the tooltip."""
        if row is None:
            marks = (planned.spoken(mark, day) for mark in self.days.marks(day))
            return "".join(f"<p>◇ {escape(text)}</p>" for text in marks)
        when = words.times(row, self.days.language, self.days.today)
        more = " · ".join(filter(None, [when, row.where, words.hosts(row), words.people(row)]))
        # In a tooltip < would begin a tag.
        return f"<p>{escape(words.titled(row))}<br>{escape(more)}</p>"
