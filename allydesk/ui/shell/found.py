"""How the lines of Find or do… look: what kind they are, icon, words, more words, key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from allydesk.ui.kit import icons, look, widgets
from allydesk.ui.shell.hits import KINDS, Hit

ROW = 40  # pixels at 100 %
Index = QModelIndex | QPersistentModelIndex


class Lines(QAbstractListModel):
    """The lines found."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: Sequence[Hit] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.hits[index.row()].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.hits[index.row()].spoken()
        return None


class Drawn(QStyledItemDelegate):
    """Draws a line: what kind it is (where a kind begins), icon, words, more words, key."""

    def __init__(self, lines: Lines) -> None:
        super().__init__(lines)
        self._lines = lines

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = self._lines.hits[index.row()]
        first = index.row() == 0 or self._lines.hits[index.row() - 1].kind != hit.kind
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.colours().selection))
            painter.drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), look.px(7), look.px(7))
        self._draw_hit(painter, option.rect, hit, chosen=chosen, first=first)
        painter.restore()

    def _draw_hit(
        self, painter: QPainter, area: QRect, hit: Hit, *, chosen: bool, first: bool
    ) -> None:
        """Draw from the leading side: kind, icon, words, more words; and the key at the end."""
        c = look.colours()
        strong, quiet = (c.on_selection, c.on_selection) if chosen else (c.text, c.muted)
        line = Line(area)
        line.skip(12)
        kind = line.take(look.px(76))
        if first:
            self._write(painter, kind, KINDS[hit.kind], "muted", quiet)
        icon = icons.icon(hit.icon or "arrow-right", "on_selection" if chosen else "muted")
        icon.paint(painter, line.take(look.px(20)))
        line.skip(10)
        key = widgets.shown_key(hit.key)
        self._write(painter, line.take_end(_width(key, "muted") + look.px(14)), key, "muted", quiet)
        wide = min(_width(hit.text, "body") + look.px(10), line.left)
        self._write(painter, line.take(wide), hit.text, "body", strong)
        if line.left > look.px(40):
            self._write(painter, line.take(line.left), hit.more, "muted", quiet)

    def _write(self, painter: QPainter, area: QRect, text: str, role: str, colour: str) -> None:
        font = look.font(role)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        side = widgets.leading() | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, side | Qt.TextFlag.TextSingleLine, short)


def _width(text: str, role: str) -> int:
    return QFontMetrics(look.font(role)).horizontalAdvance(text)


class Line:
    """Shares out the room of one line from its leading side, in reading direction."""

    def __init__(self, area: QRect) -> None:
        self._area = area
        self._from = 0
        self.left = area.width() - look.px(8)  # what is not taken yet

    def skip(self, pixels: int) -> None:
        self.take(look.px(pixels))

    def take(self, width: int) -> QRect:
        """Give the next part."""
        found = self._at(self._from, width)
        self._from += width
        self.left -= width
        return found

    def take_end(self, width: int) -> QRect:
        """Give a part at the far end."""
        self.left -= width
        return self._at(self._from + self.left, width)

    def _at(self, start: int, width: int) -> QRect:
        a = self._area
        x = a.left() + start if look.app().isLeftToRight() else a.right() + 1 - start - width
        return QRect(x, a.top(), width, a.height())
