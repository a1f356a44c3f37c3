"""Plain lists: the month by days with events and observances, the year's observances by month."""

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
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from allydesk import dates
from allydesk.language import _
from allydesk.models.schedule import Row
from allydesk.planning.marks import Mark
from allydesk.ui.calendar import words
from allydesk.ui.kit import look
from allydesk.ui.kit.lines import LineDelegate, TwoLines, does_place
from allydesk.ui.kit.table import ROW
from allydesk.ui.planning import words as planned

Index = QModelIndex | QPersistentModelIndex


class Line(NamedTuple):
    """A heading, or with an event or a mark what stands below one."""

    day: dt.date
    event: Row | None = None
    mark: Mark | None = None

    @property
    def heading(self) -> bool:
        return self.event is None and self.mark is None

    @property
    def key(self) -> object:
        """Give what it is known by when it is read again."""
        if self.event is not None:
            return self.event.id
        return (self.mark.kind, self.mark.name, self.mark.first) if self.mark else None


def lines(
    events: Sequence[Row], marked: Sequence[Mark], first: dt.date, last: dt.date
) -> list[Line]:
    """Give days with what is on, marks before events; what lasts stands on its first day shown."""
    inside = [Line(max(m.first, first), None, m) for m in marked]
    inside += [Line(max(e.days[0], first), e) for e in events if e.days[1] >= first]
    found: list[Line] = []
    for line in sorted(inside, key=_order):
        if line.day > last:
            break
        if not found or found[-1].day != line.day:
            found.append(Line(line.day))
        found.append(line)
    return found


def _order(line: Line) -> tuple[object, ...]:
    if line.event is not None:
        return line.day, 1, not line.event.whole_day, line.event.starts
    return line.day, 0, line.mark is not None and not line.mark.off, dt.datetime.min


def year_lines(marked: Sequence[Mark], year: int) -> list[Line]:
    """Give the months of a year with the observances that begin in each."""
    found: list[Line] = []
    for mark in sorted((m for m in marked if m.observance), key=lambda m: m.first):
        if mark.first.year != year:
            continue
        if not found or found[-1].day.month != mark.first.month:
            found.append(Line(mark.first.replace(day=1)))
        # By its own name, whatever the law calls a day off that it is.
        name = mark.observance.name if mark.observance else mark.name
        found.append(Line(mark.first, None, mark._replace(name=name)))
    return found


class Lines(QAbstractListModel):
    """The lines of a list. Headings are read out with what is below and cannot be chosen."""

    def __init__(self, language: str, *, by_month: bool) -> None:
        super().__init__()
        self.language, self.by_month = language, by_month
        self.today = dt.date.today()
        self.lines: list[Line] = []

    def load(self, found: list[Line], today: dt.date) -> None:
        self.beginResetModel()
        self.lines, self.today = found, today
        self.endResetModel()

    def row_of(self, key: object, day: dt.date) -> int:
        """Give the row known by a key, else the first from a day on, else the last."""
        rows = [(n, x) for n, x in enumerate(self.lines) if not x.heading]
        for n, line in rows:
            if line.key == key:
                return n
        return next((n for n, x in rows if x.day >= day), rows[-1][0] if rows else -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.lines[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.lines[index.row()]
        if role == ROW:
            return line
        if line.heading:
            return self.heading(line.day)
        return self.shown(line).title if role == Qt.ItemDataRole.DisplayRole else self.spoken(line)

    def heading(self, day: dt.date) -> str:
        if self.by_month:
            return dates.month(day, self.language)
        title = words.day_title(day, self.language, self.today)
        return f"{_('Today')}, {title}" if day == self.today else title

    def spoken(self, line: Line) -> str:
        """Give how an event or a mark sounds."""
        day = dates.long(line.day, self.language).replace(",", "", 1)
        if line.event is not None:
            return f"{words.spoken_event(line.event, line.event.days[0])}, {day}"
        assert line.mark is not None
        if line.mark.observance is None:
            return f"{line.mark.name}, {planned.what(line.mark)}, {day}"
        when = planned.when(line.mark.observance, self.language, self.today)
        return f"{line.mark.name}, {when}, {planned.what(line.mark)}"

    def shown(self, line: Line) -> TwoLines:
        """Give how an event or a mark stands in the list."""
        if line.mark is not None:
            return self._marked(line.mark)
        event = line.event
        assert event is not None
        when = words.times(event, self.language, self.today)
        about = " · ".join(filter(None, [when, event.where, words.hosts(event)]))
        return TwoLines(
            event.title, words.status(event), about, words.people(event),
            letters=words.letters(event), colour=words.colour(event),
            quiet=event.status in words.UNSURE,
        )  # fmt: skip

    def _marked(self, mark: Mark) -> TwoLines:
        one = mark.observance
        if one is None:
            when = planned.span(mark, self.language, self.today)
            below = " · ".join(filter(None, [planned.what(mark), when]))
            return TwoLines(mark.name, below=below, icon="calendar")
        over = mark.last < self.today
        return TwoLines(
            mark.name,
            beside=_("date set here") if one.moved else "",
            below=f"{planned.when(one, self.language, self.today)} · {planned.what(mark)}",
            quiet=over,
            diamond=True,
            does="" if over else _("Plan something"),
        )


class _Painter(LineDelegate):
    """Paints headings apart from the rows below them."""

    def __init__(self, parent: QListView, model: Lines) -> None:
        super().__init__(parent, model.shown)
        self._lines = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        usual = super().sizeHint(option, index)
        line = index.data(ROW)
        if not self.compact or line is None or not line.heading:
            return usual
        return QSize(usual.width(), QFontMetrics(look.font("strong")).height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(ROW)
        if line is None or not line.heading:
            super().paint(painter, option, index)
            return
        c, font = look.colours(), look.font("strong")
        today = line.day == self._lines.today and not self._lines.by_month
        under = 0 if self.compact else look.px(6)
        area: QRect = option.rect.adjusted(look.px(14), 0, -look.px(14), -under)
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
    """The list.

    Signals: chose(day, id of an event or 0) when somebody is on a line; opened(id) by Enter on an
    event; planned(observance) by Enter on one or a click on what it says; hidden(observance) by
    Delete; turned(n); asked(id, point) and asked_mark(mark, point) for a menu.
    """

    chose = Signal(object, int)
    opened = Signal(int)
    planned = Signal(object)
    hidden = Signal(object)
    turned = Signal(int)
    asked = Signal(int, QPoint)
    asked_mark = Signal(object, QPoint)

    def __init__(self, says: str, language: str, *, by_month: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self.lines = Lines(language, by_month=by_month)
        self.setModel(self.lines)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self._painter = _Painter(self, self.lines)
        self.setItemDelegate(self._painter)
        self.low(wanted=False)
        self._loading = False
        self._pressed: Line | None = None  # on what it does, not on the line itself
        self.selectionModel().currentChanged.connect(self._went)
        self.activated.connect(self._open)

    def low(self, *, wanted: bool) -> None:
        """Show each line in one row of text, headings close to what is below them, or as usual."""
        self._painter.compact = wanted
        self.setUniformItemSizes(not wanted)  # headings are lower then
        self.setMinimumHeight(look.px(100 if wanted else 260))
        self.scheduleDelayedItemsLayout()

    def load(self, found: list[Line], today: dt.date, day: dt.date) -> None:
        """Show other lines; the chosen one stays, else the first from a day on is chosen."""
        kept = self.chosen()
        key = kept.key if kept is not None and kept.day == day else None
        at = self.verticalScrollBar().value()
        self._loading = True
        self.lines.load(found, today)
        row = self.lines.row_of(key, day)
        if row >= 0:
            self.setCurrentIndex(self.lines.index(row, 0))
            if key is not None and self.lines.lines[row].key == key:
                self.verticalScrollBar().setValue(at)  # read again: nothing moves
            else:
                self._bring_up(row)
        self._loading = False

    def _bring_up(self, row: int) -> None:
        """Scroll so that a line stands at the top, with its heading above it."""
        while row > 0 and not self.lines.lines[row].heading:
            row -= 1
        self.scrollTo(self.lines.index(row, 0), QListView.ScrollHint.PositionAtTop)

    def chosen(self) -> Line | None:
        index = self.currentIndex()
        return self.lines.lines[index.row()] if index.isValid() else None

    def _went(self, index: QModelIndex) -> None:
        line = self.lines.lines[index.row()] if index.isValid() else None
        if line is not None and not line.heading and not self._loading:
            self.chose.emit(line.day, line.event.id if line.event else 0)

    def _open(self, index: QModelIndex) -> None:
        if self._pressed is not None:
            return  # the release of the mouse tells
        line = self.lines.lines[index.row()]
        if line.event is not None:
            self.opened.emit(line.event.id)
        elif line.mark is not None and self.lines.shown(line).does:
            self.planned.emit(line.mark.observance)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pages = {int(Qt.Key.Key_PageUp): -1, int(Qt.Key.Key_PageDown): 1}
        line = self.chosen()
        if event.key() in pages:
            self.turned.emit(pages[event.key()])
        elif event.key() == Qt.Key.Key_Delete and line and line.mark and line.mark.observance:
            self.hidden.emit(line.mark.observance)
        else:
            super().keyPressEvent(event)

    # Mouse

    def _does_at(self, point: QPoint) -> Line | None:
        """Give the line whose “Plan something” is under a point."""
        index = self.indexAt(point)
        line = self.lines.lines[index.row()] if index.isValid() else None
        if line is None or line.mark is None or not (does := self.lines.shown(line).does):
            return None
        place = does_place(self.visualRect(index), does, rtl=self.isRightToLeft())
        return line if place.contains(point) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self._does_at(event.position().toPoint()) if left else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._does_at(event.position().toPoint()):
            assert pressed.mark is not None
            self.planned.emit(pressed.mark.observance)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._does_at(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        line = self.lines.lines[index.row()] if index.isValid() else None
        if line is not None and line.event is not None:
            self.asked.emit(line.event.id, event.globalPos())
        elif line is not None and line.mark is not None and line.mark.observance is not None:
            self.asked_mark.emit(line.mark.observance, event.globalPos())
