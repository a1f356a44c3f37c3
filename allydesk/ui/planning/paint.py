"""Paint what a day is besides its events: an outlined diamond with a name, a shaded ground."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy

from allydesk.language import _
from allydesk.planning.marks import Mark
from allydesk.ui.kit import look
from allydesk.ui.planning import words

_SIDE = 9  # pixels of a diamond at 100 %


def shade(p: QPainter, cell: QRect) -> None:
    """Shade the ground of a day on which people are off."""
    p.fillRect(cell, QColor(look.colours().info_soft))


def sign() -> QLabel:
    """Make a label that shows an outlined diamond; the words stand beside it."""
    side, ratio = look.px(_SIDE + 5), look.app().devicePixelRatio()
    drawn = QPixmap(round(side * ratio), round(side * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    with QPainter(drawn) as p:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        diamond(p, QRect(0, 0, side, side), look.colours().award)
    made = QLabel()
    made.setPixmap(drawn)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def diamond(p: QPainter, box: QRect, colour: str) -> None:
    """Draw an outlined diamond in the middle of a box."""
    half, at = look.px(_SIDE) / 2, QRect(box).center()
    x, y = at.x() + 0.5, at.y() + 0.5
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(QColor(colour), 1.5))
    p.drawPolygon(
        QPolygonF(
            [QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)]
        )
    )


def fill(p: QPainter, box: QRect, found: Sequence[Mark], day: dt.date, *, rtl: bool) -> bool:
    """Write marks below each other, long names over several lines; say whether all had room."""
    metrics = QFontMetrics(look.font("muted"))
    line, width = metrics.height(), box.width() - (_sign() if found else 0)
    free = box.height() // line
    if free < len(found):
        return False
    most = max(2, free // max(1, len(found)))
    lines = [broken(words.name(m, day), metrics, width, most) for m in found]
    for n in reversed(range(len(lines))):  # what matters least is cut first
        if sum(map(len, lines)) > free:
            lines[n] = [words.name(found[n], day)]
    top = box.top()
    for mark, texts in zip(found, lines, strict=True):
        write(p, QRect(box.left(), top, box.width(), line), mark, day, rtl=rtl, text=texts[0])
        for n, text in enumerate(texts[1:], 1):
            indent = _sign() if mark.observance is not None else 0
            row = QRect(box.left(), top + n * line, box.width(), line)
            row = row.adjusted(0, 0, -indent, 0) if rtl else row.adjusted(indent, 0, 0, 0)
            _text(p, row, text, rtl=rtl)
        top += len(texts) * line
    return True


def _sign() -> int:
    """Give the room that a diamond takes."""
    return look.px(_SIDE) + look.px(6)


def write(
    p: QPainter,
    box: QRect,
    mark: Mark,
    day: dt.date,
    *,
    rtl: bool,
    more: int = 0,
    text: str | None = None,
) -> None:
    """Write the name of a mark into a line; more says how many there is no room for."""
    c = look.colours()
    weighty = mark.observance is not None and mark.observance.clashes
    colour = c.info if mark.off else c.award if weighty else c.muted
    if mark.observance is not None:
        side = look.px(_SIDE) + look.px(2)
        left = box.right() - side if rtl else box.left()
        diamond(p, QRect(left, box.top(), side, box.height()), colour)
        box = box.adjusted(0, 0, -_sign(), 0) if rtl else box.adjusted(_sign(), 0, 0, 0)
    p.setFont(look.font("muted"))
    p.setPen(QColor(colour))
    if more:
        count = _("+{n}").format(n=more)
        width = p.fontMetrics().horizontalAdvance(count) + look.px(3)
        end = QRect(box.left() if rtl else box.right() + 1 - width, box.top(), width, box.height())
        p.drawText(end, Qt.AlignmentFlag.AlignCenter, count)
        box = box.adjusted(width, 0, 0, 0) if rtl else box.adjusted(0, 0, -width, 0)
    _text(p, box, words.name(mark, day) if text is None else text, rtl=rtl)


def warn(p: QPainter, held: QRect, within: QRect, text: str) -> None:
    """Write below an event that is held over a day what speaks against that day."""
    c, font, side = look.colours(), look.font("muted"), look.px(8)
    metrics = QFontMetrics(font)
    width = min(metrics.horizontalAdvance(text) + 2 * side, within.width())
    box = QRect(0, held.bottom() + look.px(3), width, metrics.height() + side)
    box.moveLeft(max(0, min(held.left(), within.right() - width)))
    if box.bottom() > within.bottom():
        box.moveBottom(held.top() - look.px(3))
    p.setOpacity(1)
    p.setPen(QPen(QColor(c.attention), 1))
    p.setBrush(QColor(c.attention_soft))
    p.drawRoundedRect(box, look.px(5), look.px(5))
    p.setFont(font)
    _text(p, box.adjusted(side, 0, -side, 0), text, rtl=False)


def _text(p: QPainter, box: QRect, text: str, *, rtl: bool) -> None:
    p.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    shown = p.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    p.drawText(box, flags | Qt.TextFlag.TextSingleLine, shown)


def broken(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """Break a text at its spaces into at most so many lines; the last holds all that is left."""
    lines: list[str] = []
    rest = text.split(" ")
    while rest and len(lines) < most - 1:
        taken = 1
        while taken < len(rest) and metrics.horizontalAdvance(" ".join(rest[: taken + 1])) <= width:
            taken += 1
        lines.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    return [*lines, " ".join(rest)] if rest else lines
