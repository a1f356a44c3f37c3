"""How a record stands in a list: two lines, with its tag, its number and its lock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from allydesk.ui.kit import icons, look
from allydesk.ui.kit.table import ROW, Ids
from allydesk.ui.kit.widgets import retone

Index = QModelIndex | QPersistentModelIndex
_NEARLY = 0.75  # of the width that columns ask for: below, they scroll


class TwoLines(NamedTuple):
    """What a row says: beside the title in grey, below it, and at the far end."""

    title: str
    beside: str = ""
    below: str = ""
    end: str = ""
    locked: bool = False
    letters: str = ""  # on a tag of this colour, before the title
    colour: str = ""
    quiet: bool = False  # somebody who left, a group that is closed
    diamond: bool = False  # an outlined one instead of a tag: not an event, a day to know of
    icon: str = ""  # instead of a tag
    does: str = ""  # at the far end: what a click there does


class LineDelegate(QStyledItemDelegate):
    """Paints rows of two lines, from the right in languages that are read so.

    compact paints the two lines behind each other.
    """

    def __init__(self, parent: QWidget, words: Callable[[Any], TwoLines]) -> None:
        super().__init__(parent)
        self._words = words
        self.compact = False

    def height(self) -> int:
        """Give how high a row is: its lines of text, and never too low to be hit."""
        if self.compact:
            return max(look.px(24), QFontMetrics(look.font("strong")).height() + look.px(5))
        high = sum(QFontMetrics(look.font(role)).height() for role in ("strong", "muted"))
        return max(look.px(44), high + look.px(14))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look.px(120), self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(option.rect)
        # By the words, not by the window: else "14 signed up" would stand the wrong way round.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        _Painted(painter, option, self._shown(row)).draw()
        painter.restore()

    def _shown(self, row: Any) -> TwoLines:
        words = self._words(row)
        if not self.compact:
            return words
        behind = " · ".join(filter(None, [words.beside, words.below]))
        return words._replace(beside=behind or " ", below="")


class _Painted:
    """One row while it is painted: the room that is left, and the colours of its state."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, words: TwoLines) -> None:
        self.p, self.words = painter, words
        self.rtl = option.direction == Qt.LayoutDirection.RightToLeft
        self.chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self.over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        c = look.colours()
        self.text = QColor(c.on_selection if self.chosen else c.muted if words.quiet else c.text)
        self.muted = QColor(c.on_selection if self.chosen else c.muted)
        self.ground = option.rect.adjusted(look.px(4), 1, -look.px(4), -1)
        self.room = self.ground.adjusted(look.px(10), 0, -look.px(10), 0)

    def draw(self) -> None:
        c = look.colours()
        if self.chosen or self.over:
            self.p.setPen(Qt.PenStyle.NoPen)
            self.p.setBrush(QColor(c.selection if self.chosen else c.bg))
            self.p.drawRoundedRect(self.ground, look.px(7), look.px(7))
        if self.chosen:  # not by colour alone: a bar at the edge
            bar = QRect(self.ground)
            bar.setWidth(look.px(3))
            if self.rtl:
                bar.moveRight(self.ground.right())
            self.p.setBrush(QColor(c.primary))
            inset = min(look.px(8), bar.height() // 5)
            self.p.drawRoundedRect(bar.adjusted(0, inset, 0, -inset), 1, 1)
        if self.words.letters:
            self._tag()
        if self.words.diamond:
            self._diamond()
        if self.words.icon:
            self._icon()
        self._far_end()
        self._lines()

    def _take(self, width: int, *, far: bool = False) -> QRect:
        """Take a piece of the room from its beginning, or from its far end."""
        piece = QRect(self.room)
        gap = look.px(10)
        if far != self.rtl:
            piece.setLeft(self.room.right() + 1 - width)
            self.room.setRight(piece.left() - 1 - gap)
        else:
            piece.setWidth(width)
            self.room.setLeft(piece.right() + 1 + gap)
        return piece

    def _tag(self) -> None:
        ground, text = look.group_colour(self.words.colour)
        side = look.px(32)
        box, high = self._take(side), min(side, self.room.height() - look.px(2))
        box.setTop(box.center().y() - high // 2 + 1)
        box.setHeight(high)
        self.p.setPen(Qt.PenStyle.NoPen)
        self.p.setBrush(QColor(ground))
        self.p.drawRoundedRect(box, look.px(7), look.px(7))
        self.p.setPen(QColor(text))
        self.p.setFont(look.font("strong"))
        self.p.drawText(box, Qt.AlignmentFlag.AlignCenter, self.words.letters)

    def _diamond(self) -> None:
        box, half = self._take(look.px(32)), look.px(7)
        x, y = box.center().x() + 0.5, box.center().y() + 0.5
        points = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
        self.p.setPen(QPen(self.muted if self.words.quiet else QColor(look.colours().award), 2))
        self.p.setBrush(Qt.BrushStyle.NoBrush)
        self.p.drawPolygon(QPolygonF([QPointF(*point) for point in points]))

    def _icon(self) -> None:
        box, size = self._take(look.px(32)), look.px(16)
        at = box.center() - QPoint(size // 2 - 1, size // 2 - 1)
        role = "on_selection" if self.chosen else "muted"
        self.p.drawPixmap(at, icons.pixmap(self.words.icon, role, 16))

    def _far_end(self) -> None:
        if self.words.does:
            self.p.setFont(look.font("strong"))
            self.p.setPen(QColor(self.text if self.chosen else look.colours().primary))
            width = self.p.fontMetrics().horizontalAdvance(self.words.does)
            box = self._take(width, far=True)
            self.p.drawText(box, Qt.AlignmentFlag.AlignCenter, self.words.does)
        if self.words.locked:
            size = look.px(16)
            box = self._take(size, far=True)
            box.setTop(box.center().y() - size // 2 + 1)
            role = "on_selection" if self.chosen else "muted"
            self.p.drawPixmap(box.topLeft(), icons.pixmap("lock", role, 16))
        if self.words.end:
            self.p.setFont(look.font("body"))
            width = self.p.fontMetrics().horizontalAdvance(self.words.end)
            self.p.setPen(self.muted)
            self.p.drawText(
                self._take(width, far=True), Qt.AlignmentFlag.AlignCenter, self.words.end
            )

    def _lines(self) -> None:
        parts = [("strong", self.text, self.words.title)]
        if self.words.below:
            parts.append(("muted", self.muted, self.words.below))
        elif not self.words.beside:  # a long name has the second line to itself
            room = self.room.width()
            parts = [("strong", self.text, t) for t in two_lines(self.words.title, room)]
        heights = [QFontMetrics(look.font(role)).height() for role, _colour, _text in parts]
        box = QRect(self.room)
        box.setTop(self.room.center().y() - sum(heights) // 2)
        for (role, colour, text), high in zip(parts, heights, strict=True):
            box.setHeight(high)
            self._line(box, role, colour, text)
            box.moveTop(box.bottom() + 1)

    def _line(self, box: QRect, role: str, colour: QColor, text: str) -> None:
        if not text:
            return
        side = Qt.AlignmentFlag.AlignRight if self.rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        self.p.setFont(look.font(role))
        self.p.setPen(QPen(colour))
        metrics = self.p.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        self.p.drawText(box, flags | Qt.TextFlag.TextSingleLine, shown)
        if role == "strong" and self.words.beside:
            used = metrics.horizontalAdvance(shown) + look.px(8)
            rest = box.adjusted(0, 0, -used, 0) if self.rtl else box.adjusted(used, 0, 0, 0)
            if rest.width() > look.px(24):
                self._line(rest, "muted", self.muted, self.words.beside)


def does_place(row: QRect, does: str, *, rtl: bool) -> QRect:
    """Give where in a row a click does what stands at its far end."""
    width = QFontMetrics(look.font("strong")).horizontalAdvance(does) + look.px(24)
    return QRect(row.left() if rtl else row.right() + 1 - width, row.top(), width, row.height())


def two_lines(text: str, width: int) -> list[str]:
    """Break a title that is wider than its row between two words; pixels wide."""
    metrics = QFontMetrics(look.font("strong"))
    words = text.split(" ")
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    for n in range(len(words) - 1, 0, -1):
        first = " ".join(words[:n])
        if metrics.horizontalAdvance(first) <= width:
            return [first, " ".join(words[n:])]
    return [text]


class LineList(QTableView):
    """A list of such rows, of which one or several are chosen; or the same rows in columns.

    A table, because Qt's own list asks for every row before it shows the first.
    """

    def __init__(self, says: str, words: Callable[[Any], TwoLines]) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self.in_columns = False
        self._own_widths = self._sharing = False
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self._painter = LineDelegate(self, words)
        self._plain = QStyledItemDelegate(self)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(True)
        columns.sectionResized.connect(self._drawn)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self.show_columns(self.in_columns)

    def show_columns(self, wanted: bool) -> None:  # noqa: FBT001
        """Show each row in columns under headings, or in two lines."""
        self.in_columns = wanted
        model, head = self.model(), self.horizontalHeader()
        if not isinstance(model, Ids):
            return
        head.setVisible(wanted)
        retone(self, kind="" if wanted else "lines")  # lines paint what is chosen themselves
        self.setItemDelegate(self._plain if wanted else self._painter)
        self._set_height()
        head.setStretchLastSection(wanted)
        for n, column in enumerate(model.columns):
            self.setColumnHidden(n, not wanted and n > 0)
            head.setSectionResizeMode(
                n, head.ResizeMode.Interactive if wanted or n else head.ResizeMode.Stretch
            )
            if wanted:
                self.setColumnWidth(n, look.px(column.width))
        self._own_widths = False
        self._share()
        always = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(always if wanted else never)

    def compact(self, *, wanted: bool) -> None:
        """Show what a row says in one line, or in two."""
        if wanted != self._painter.compact:
            self._painter.compact = wanted
            self._set_height()
            self.viewport().update()

    def _set_height(self) -> None:
        high = look.px(36) if self.in_columns else self._painter.height()
        self.verticalHeader().setDefaultSectionSize(high)

    def _share(self) -> None:
        """Let columns that nearly fit fill the width, until somebody draws one wider or narrower."""
        model = self.model()
        if not self.in_columns or self._own_widths or not isinstance(model, Ids):
            return
        wanted = [look.px(column.width) for column in model.columns]
        fits = self.viewport().width() / sum(wanted)
        factor = fits if fits >= _NEARLY else 1.0
        self._sharing = True
        for n, width in enumerate(wanted[:-1]):  # the last one takes what is left
            self.setColumnWidth(n, int(width * factor))
        self.setColumnWidth(len(wanted) - 1, int(wanted[-1] * min(factor, 1)) - 1)
        self._sharing = False

    def _drawn(self) -> None:
        """Remember that a person drew a column wider or narrower; else it was the window."""
        pressed = look.app().mouseButtons() != Qt.MouseButton.NoButton
        self._own_widths = self._own_widths or (pressed and not self._sharing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def chosen_rows(self) -> list[int]:
        """Give which rows are chosen, from above; by whole stretches, for there may be very many."""
        stretches = cast("Iterable[QItemSelectionRange]", self.selectionModel().selection())
        return sorted({n for s in stretches for n in range(s.top(), s.bottom() + 1)})

    def moveCursor(
        self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first and the last row with Home and End, not to the first and last column."""
        ends = {self.CursorAction.MoveHome: 0, self.CursorAction.MoveEnd: -1}
        if action in ends and (count := self.model().rowCount()):
            return self.model().index(ends[action] % count, 0)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters belong to the filter, and a search would fetch every row."""
