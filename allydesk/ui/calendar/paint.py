"""Paint a day of the grid: its number, its events in their groups' colours, and what is chosen."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from allydesk.language import _, ngettext
from allydesk.ui.calendar import words
from allydesk.ui.calendar.places import Measures, Placed
from allydesk.ui.kit import look
from allydesk.ui.planning import paint as marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from allydesk.models.schedule import Row
    from allydesk.ui.calendar.grid import Grid

Index = QModelIndex | QPersistentModelIndex
_ROUND = 5  # corners of a bar
_LETTERS = 26  # pixels at 100 % that two letters take
_A_WORD = 72  # pixels at 100 %: with less room than this a name is no longer one
_NEUTRAL = 130  # of 255: how strong the ground of an event is that no group gives


def measures() -> Measures:
    """Give the sizes of now."""
    line = QFontMetrics(look.font("muted")).height()
    side = look.px(4)
    return Measures(look.px(27), line, look.px(2), look.px(2), side)


class DayPainter(QStyledItemDelegate):
    """Paints one cell; a bar over several days is painted once for each, clipped to it."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = self._grid.days
        day = model.day(index.row(), index.column())
        placed = self._grid.placed(index.row())
        cell: QRect = option.rect
        painter.save()
        painter.setClipRect(cell)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(
            painter, cell, day, chosen=bool(option.state & QStyle.StateFlag.State_Selected)
        )
        self._number(painter, cell, day)
        if placed.together:
            self._together(painter, cell, index, placed)
            painter.restore()
            return
        beside = self._marks(painter, cell, index, placed)
        if day == model.today and not beside:
            painter.setPen(QColor(look.colours().primary))
            _write(painter, self._beside(cell), _("Today"), look.font("muted"), rtl=self._rtl())
        for rect, bar in placed.bars:
            if placed.shows(bar, index.column()):
                shown = day if bar.first == bar.last else model.day(index.row(), bar.first)
                paint_event(painter, rect, bar.event, shown, placed.lines_of(bar), self._rtl())
        if index.column() in placed.more:
            self._more(painter, *placed.more[index.column()], alone=placed.cut[index.column()] == 0)
        painter.restore()

    def _rtl(self) -> bool:
        return self._grid.isRightToLeft()

    def _ground(self, p: QPainter, cell: QRect, day: dt.date, *, chosen: bool) -> None:
        c = look.colours()
        away = self._grid.days.month is not None and day.month != self._grid.days.month
        p.fillRect(cell, QColor(c.bg if away else c.surface))
        if any(mark.off for mark in self._grid.days.marks(day)):
            marks.shade(p, cell)
        edge = QColor(c.border)  # filled, not drawn: a drawn line would be two pixels of grey
        p.fillRect(QRect(cell.right(), cell.top(), 1, cell.height()), edge)
        p.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), edge)
        if cell.left() == 0:
            p.fillRect(QRect(0, cell.top(), 1, cell.height()), edge)
        if chosen or day == self._grid.target:
            line = Qt.PenStyle.SolidLine if chosen else Qt.PenStyle.DashLine
            p.setPen(QPen(QColor(c.primary), 2, line))
            tint = QColor(c.selection)
            tint.setAlpha(90)
            p.setBrush(tint)
            p.drawRoundedRect(cell.adjusted(2, 2, -3, -3), look.px(6), look.px(6))

    def _number(self, p: QPainter, cell: QRect, day: dt.date) -> None:
        """Write the day of the month: small where it belongs to another month, marked today."""
        c, model = look.colours(), self._grid.days
        today = day == model.today
        away = model.month is not None and day.month != model.month
        p.setFont(look.font("muted" if away else "strong"))
        side = look.px(22)
        box = QRect(cell.left() + look.px(5), cell.top() + _above(cell), side, side)
        if self._rtl():
            box.moveRight(cell.right() - look.px(5))
        if today:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(QColor(c.primary))
            p.drawEllipse(box)
        p.setPen(QColor(c.on_primary if today else c.muted if away else c.text))
        p.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _beside(self, cell: QRect) -> QRect:
        """Give the room beside the number of a day."""
        taken, gap, side = look.px(5) + look.px(22) + look.px(5), look.px(5), look.px(22)
        top = cell.top() + _above(cell)
        room = QRect(cell.left() + taken, top, cell.width() - taken - gap, side)
        if self._rtl():
            room.moveLeft(cell.left() + gap)
        return room

    def _marks(self, p: QPainter, cell: QRect, index: Index, placed: Placed) -> bool:
        """Write what is observed where events leave room, else the first beside the number.

        Say whether that place is taken.
        """
        day = self._grid.days.day(index.row(), index.column())
        found = self._grid.days.marks(day)
        top = placed.used(index.column(), cell.top() + look.px(27)) + look.px(2)
        box = QRect(cell.left(), top, cell.width(), cell.bottom() - look.px(2) - top)
        box = box.adjusted(look.px(6), 0, -look.px(5), 0)
        if not marks.fill(p, box, found, day, rtl=self._rtl()) and found:
            more = len(found) - 1
            marks.write(p, self._beside(cell), found[0], day, rtl=self._rtl(), more=more)
            return True
        return False

    def _together(self, p: QPainter, cell: QRect, index: Index, placed: Placed) -> None:
        """Write beside the number whose events there are, or what is observed."""
        day = self._grid.days.day(index.row(), index.column())
        found, events = self._grid.days.marks(day), self._grid.days.events(day)
        room, rtl = self._beside(cell), self._rtl()
        if not events and found and room.width() >= look.px(_A_WORD):
            marks.write(p, room, found[0], day, rtl=rtl, more=len(found) - 1)
            return
        side = look.px(12)
        both = not events or room.width() >= side + look.px(_LETTERS)
        if both and any(mark.observance is not None for mark in found):  # one stands for all
            left = room.left() if rtl else room.right() - side
            end = QRect(left, room.top(), side, room.height())
            marks.diamond(p, end, look.colours().award)
            room = room.adjusted(side, 0, 0, 0) if rtl else room.adjusted(0, 0, -side, 0)
        _letters(p, room, events, rtl=rtl)

    def _more(self, p: QPainter, rect: QRect, count: int, *, alone: bool) -> None:
        text = (ngettext("{n} event", "{n} events", count) if alone else _("+{n} more")).format(
            n=count
        )
        p.setPen(QColor(look.colours().primary))
        _write(
            p, rect.adjusted(look.px(4), 0, 0, 0), text, _bold(look.font("muted")), rtl=self._rtl()
        )


def _above(cell: QRect) -> int:
    """Give how far below the top of a cell its number begins; pixels."""
    return min(look.px(4), (cell.height() - look.px(22)) // 2)


def _letters(p: QPainter, room: QRect, events: Sequence[Row], *, rtl: bool) -> None:
    """Write the letters of the groups whose events these are, and how many more there are."""
    metrics = QFontMetrics(_bold(look.font("muted")))
    box = QRect(room)
    for n, event in enumerate(events):
        text, rest = words.letters(event) or "–", len(events) - n - 1
        wide = metrics.horizontalAdvance(text) + look.px(6)
        after = metrics.horizontalAdvance(f"+{rest}") + look.px(3) if rest else 0
        if n and wide + after > box.width():
            break
        piece = QRect(box.right() + 1 - wide if rtl else box.left(), box.top(), wide, box.height())
        ink = _bar(p, piece.adjusted(0, 1, 0, -1), event)
        p.setPen(QColor(ink))
        p.setFont(_bold(look.font("muted")))
        p.drawText(piece, Qt.AlignmentFlag.AlignCenter, text)
        taken = wide + look.px(3)
        box = box.adjusted(0, 0, -taken, 0) if rtl else box.adjusted(taken, 0, 0, 0)
    else:
        return
    p.setPen(QColor(look.colours().primary))
    _write(p, box, f"+{len(events) - n}", _bold(look.font("muted")), rtl=rtl)


def paint_event(
    p: QPainter,
    rect: QRect,
    event: Row,
    day: dt.date,
    lines: int,
    rtl: bool,  # noqa: FBT001
) -> None:
    """Paint an event with so many lines: its time and group, its title, where it is."""
    ink = _bar(p, rect, event)
    edge = QRect(rect.left(), rect.top(), look.px(3), rect.height())
    if rtl:
        edge.moveRight(rect.right())
    if event.status not in words.UNSURE:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(ink))
        p.drawRoundedRect(edge, 1, 1)
    p.setPen(QColor(ink))
    inside = rect.adjusted(look.px(7), look.px(1), -look.px(4), -look.px(1))
    if rtl:
        inside = rect.adjusted(look.px(4), look.px(1), -look.px(7), -look.px(1))
    (_one_line if lines == 1 else _lines)(p, inside, event, day, rtl)


def _bar(p: QPainter, rect: QRect, event: Row) -> str:
    """Paint the ground of an event in its group's colour; give the colour to write on it with."""
    c = look.colours()
    colour = words.colour(event)
    ground, ink = look.group_colour(colour) if colour else (c.border, c.text)
    fill = QColor(ground)
    fill.setAlpha(255 if colour else _NEUTRAL)
    unsure = event.status in words.UNSURE
    if unsure:  # not filled: a frame of dashes, and the word for it stands before the title
        fill, ink = QColor(c.surface), c.muted
    round_ = look.px(_ROUND)
    p.setBrush(fill)
    p.setPen(
        QPen(QColor(c.border_strong), 1, Qt.PenStyle.DashLine) if unsure else Qt.PenStyle.NoPen
    )
    p.drawRoundedRect(rect.adjusted(0, 0, -1, -1) if unsure else rect, round_, round_)
    return ink


def _one_line(p: QPainter, box: QRect, event: Row, day: dt.date, rtl: bool) -> None:  # noqa: FBT001
    small, title = look.font("muted"), _title_font(event)
    box = _take(p, box, words.clock(event, day), small, rtl=rtl)
    letters = words.letters(event)
    if letters and box.width() > look.px(76):
        width = QFontMetrics(_bold(small)).horizontalAdvance(letters)
        end = QRect(box.left() if rtl else box.right() - width, box.top(), width + 1, box.height())
        _write(p, end, letters, _bold(small), rtl=rtl)
        gap = width + look.px(6)
        box = box.adjusted(gap, 0, 0, 0) if rtl else box.adjusted(0, 0, -gap, 0)
    _write(p, box, words.titled(event), title, rtl=rtl)


def _lines(p: QPainter, box: QRect, event: Row, day: dt.date, rtl: bool) -> None:  # noqa: FBT001
    """Write time and group, the title over as many lines as it needs, and where it is."""
    small, bold = look.font("muted"), _bold(_title_font(event))
    high = QFontMetrics(small).height()
    room = max(1, box.height() // high)
    head, foot = _around(event, day, room)
    if head and QFontMetrics(small).horizontalAdvance(head[0]) > box.width():
        short = " · ".join(filter(None, [words.clock(event, day), words.letters(event)]))
        head = [short or head[0]]
    title = marks.broken(words.titled(event), QFontMetrics(bold), box.width(), room - len(head))
    rows = [(t, small) for t in head] + [(t, bold) for t in title]
    rows += [(t, small) for t in foot[: room - len(rows)]]
    for n, (text, font) in enumerate(rows):
        row = QRect(box.left(), box.top() + n * high, box.width(), high)
        _write(p, row, text, font, rtl=rtl)


def _around(event: Row, day: dt.date, room: int) -> tuple[list[str], list[str]]:
    """Give the lines before and after the title: with little room, time and group share one."""
    group = words.short_hosts(event)
    if room < 3:
        both = " · ".join(filter(None, [words.clock(event, day), group]))
        return ([both] if both else []), [event.where]
    long = not words.lasts(event) and not event.whole_day
    when = words.times(event, "", day) if long else words.clock(event, day)
    return [when] if when else [], [t for t in (group, event.where, words.people(event)) if t]


def _title_font(event: Row) -> QFont:
    font = look.font("muted")
    font.setStrikeOut(event.status == "cancelled")
    return font


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _take(p: QPainter, box: QRect, text: str, font: QFont, *, rtl: bool) -> QRect:
    """Write a text at the beginning of a box and give what is left of it."""
    if not text:
        return box
    _write(p, box, text, font, rtl=rtl)
    used = QFontMetrics(font).horizontalAdvance(text) + look.px(5)
    return box.adjusted(0, 0, -used, 0) if rtl else box.adjusted(used, 0, 0, 0)


def _write(p: QPainter, box: QRect, text: str, font: QFont, *, rtl: bool) -> None:
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    p.setFont(font)
    # By the words, not by the window: else 14:00–15:30 would stand the wrong way round.
    p.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    p.drawText(box, flags | Qt.TextFlag.TextSingleLine, shown)
