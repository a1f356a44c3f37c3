"""What stands over the calendar: the month and turning to others, the line for an event, the views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.ui.calendar.quick import QuickLine
from allydesk.ui.desk import Action
from allydesk.ui.kit import look
from allydesk.ui.kit.keyboard import follow
from allydesk.ui.kit.widgets import (
    Chips,
    button,
    icon_button,
    label,
    more_button,
    retone,
    row,
    show_words,
)

_WORDS = 700  # pixels at 100 %: over a narrower page one line has no Print, and New is its plus


class Head(QWidget):
    """Turning, New and ⋯, below them the line and the views; on a low page all is one line.

    There the line for an event shows when somebody begins one, until it is left empty.
    """

    def __init__(
        self,
        chips: Chips,
        quick: QuickLine,
        turn: Callable[[int], object],
        today: Action,
        new: Action,
        print_: Action,
        more: Sequence[Action],
    ) -> None:
        super().__init__()
        self.quick, self.chips = quick, chips
        self._low = False
        rtl = look.app().layoutDirection() == Qt.LayoutDirection.RightToLeft
        back, on = ("chevron-right", "chevron-left") if rtl else ("chevron-left", "chevron-right")
        self.title = label(" ", "h1")
        self.title.setObjectName("title")
        self.before = icon_button(back, _("Earlier"), partial(turn, -1))
        self.after = icon_button(on, _("Later"), partial(turn, 1))
        self.today = button(today)
        self._new = new
        self.new, self._more = button(new, "primary"), more_button(more)
        self.print_button = button(print_)
        self.print_button.setAccessibleName(_("Print"))
        self.chips.setMinimumWidth(min(self.chips.sizeHint().width(), look.px(260)))
        self._tools = row(self.chips, self.print_button)
        quick.left.connect(self._leave)
        self._build()

    def _build(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(12))
        self._above = QHBoxLayout()
        self._above.setSpacing(look.px(8))
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(look.px(12))
        whole.addLayout(self._above)
        whole.addLayout(self._below)
        self._above.addWidget(self.title, 1)
        turning = row(self.before, self.today, self.after)
        for part in (turning, self.new, self._more):
            self._above.addWidget(part, 0, top)
        self._below.addWidget(self.quick, 1)
        self._below.addWidget(self._tools, 0, top)

    def arrange(self, width: int, *, narrow: bool, low: bool) -> None:
        """Put line and views below each other where it is narrow, and into one line where it is low."""
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._below.setDirection(below if narrow else beside)
        words = not low or width >= look.px(_WORDS)
        self.print_button.setVisible(words)
        show_words(self.new, self._new, "primary", wanted=words)
        if low == self._low:
            return
        self._low = low
        retone(self.title, role="strong" if low else "h1")
        self.chips.fold(wanted=low)
        self.chips.setMinimumWidth(0 if low else look.px(260))
        top = Qt.AlignmentFlag.AlignTop
        (self._below if low else self._above).removeWidget(self._tools)
        if low:
            self._above.insertWidget(self._above.indexOf(self.new), self._tools, 0, top)
        else:
            self._below.addWidget(self._tools, 0, top)
        self.quick.setVisible(not low or bool(self.quick.text()))
        self._order()

    def _order(self) -> None:
        """Let Tab go as one reads."""
        turning, ends = [self.before, self.today, self.after], [self.new, self._more]
        tools = [self.chips, self.print_button]
        below = [self.quick] if self._low else [self.quick, *tools]
        follow(self.title, [*turning, *(tools if self._low else []), *ends, *below])

    def _leave(self) -> None:
        if self._low and not self.quick.text():
            self.quick.hide()
