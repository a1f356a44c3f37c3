"""Where each event lies in one row of the grid, in pixels, and how much of it can be read there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect

from allydesk.ui.calendar.layout import WEEK, Bar


@dataclass(frozen=True, slots=True)
class Measures:
    """Heights in pixels: the head of a day, a line of text, what is around it, the gap below."""

    head: int
    line: int
    around: int
    gap: int
    side: int  # between a bar and the edge of its day


@dataclass(slots=True)
class Placed:
    """The bars of one row. strip is how many lanes at the top have one line of text, lines how
    many the others have."""

    strip: int = 0
    lines: int = 1
    bars: list[tuple[QRect, Bar]] = field(default_factory=list)
    more: dict[int, tuple[QRect, int]] = field(default_factory=dict)  # column -> place, number
    cut: list[int] = field(default_factory=list)  # column -> first lane without room
    together: bool = False  # the week is so low that the events of a day stand beside its number

    def shows(self, bar: Bar, column: int) -> bool:
        return bar.first <= column <= bar.last and bar.lane < self.cut[column]

    def lines_of(self, bar: Bar) -> int:
        return 1 if bar.lane < self.strip else self.lines

    def used(self, column: int, top: int) -> int:
        """Give how far down a column is taken, from a top on; pixels."""
        rects = [rect for rect, bar in self.bars if self.shows(bar, column)]
        if column in self.more:
            rects.append(self.more[column][0])
        return max((rect.bottom() for rect in rects), default=top)

    def at(self, point: QPoint, column: int) -> Bar | None:
        """Give the bar under a point in a column."""
        for rect, bar in self.bars:
            if self.shows(bar, column) and rect.contains(point):
                return bar
        return None


def place(
    bars: Sequence[Bar],
    columns: Sequence[QRect],
    m: Measures,
    choices: Sequence[int],
    strip: int = 0,
) -> Placed:
    """Place bars in the cells of a row, given from the first day on (right to left or not).

    choices are numbers of lines, the most wanted first; the last one is used when nothing fits,
    and what is too much then is counted. The first lanes, as many as strip says, have one line.
    """
    lanes = max((bar.lane + 1 for bar in bars), default=0)
    room = columns[0].height() - m.head - m.gap
    lines = next((n for n in choices if _top(lanes, strip, n, m) <= room), choices[-1])
    fits = next(n for n in reversed(range(lanes + 1)) if _top(n, strip, lines, m) <= max(0, room))
    found = Placed(strip, lines)
    counts = Counter(c for bar in bars for c in range(bar.first, bar.last + 1))
    for column in range(WEEK):
        highest = max((b.lane + 1 for b in bars if b.first <= column <= b.last), default=0)
        found.cut.append(max(0, fits - 1) if highest > fits else lanes)
    found.bars = [(_rect(bar, columns, m, found), bar) for bar in bars]
    for column, cell in enumerate(columns):
        shown = sum(found.shows(bar, column) for bar in bars)
        if hidden := counts[column] - shown:
            top = cell.top() + m.head + _top(found.cut[column], strip, lines, m)
            high = m.line + m.around
            found.more[column] = (
                QRect(cell.left() + m.side, top, cell.width() - 2 * m.side, high), hidden
            )  # fmt: skip
    return found


def together(bars: Sequence[Bar], columns: Sequence[QRect], m: Measures) -> Placed:
    """Place all events of each day beside its number, in a row with room for one line of text."""
    found = Placed(cut=[0] * WEEK, together=True)
    counts = Counter(c for bar in bars for c in range(bar.first, bar.last + 1))
    mirrored = columns[0].left() > columns[-1].left()
    for column, count in counts.items():
        inset = (0, m.head + m.side) if mirrored else (m.head + m.side, 0)
        box = columns[column].adjusted(inset[0], m.gap, -inset[1], -m.gap)
        found.more[column] = (box.adjusted(m.side, 0, -m.side, 0), count)
    return found


def lowest(m: Measures) -> int:
    """Give how high a row must be for one event below the number of a day; pixels."""
    return m.head + m.gap + _high(1, m)


def _high(lines: int, m: Measures) -> int:
    return lines * m.line + m.around + m.gap


def _top(lane: int, strip: int, lines: int, m: Measures) -> int:
    """Give how far below the head of its day a lane begins."""
    return min(lane, strip) * _high(1, m) + max(0, lane - strip) * _high(lines, m)


def _rect(bar: Bar, columns: Sequence[QRect], m: Measures, row: Placed) -> QRect:
    whole = columns[bar.first].united(columns[bar.last])
    mirrored = columns[0].left() > columns[-1].left()
    before = 0 if bar.came_from else m.side
    after = 0 if bar.goes_on else m.side
    left, right = (after, before) if mirrored else (before, after)
    top = whole.top() + m.head + _top(bar.lane, row.strip, row.lines, m)
    high = _high(row.lines_of(bar), m) - m.gap
    return QRect(whole.left() + left, top, whole.width() - left - right, high)
