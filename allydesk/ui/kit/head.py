"""What stands over a list: the name of the page, what narrows the list, New and ⋯."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.ui.desk import Action
from allydesk.ui.kit import look
from allydesk.ui.kit.keyboard import follow
from allydesk.ui.kit.widgets import Chips, button, label, more_button, show_words

COMPACT = 330  # pixels at 100 % of a list: below, its rows have one line
_ABREAST = 420  # pixels at 100 %: a narrower head keeps the line below
_WORDS = 540  # pixels at 100 %: in a narrower head of one line New is its plus alone


class Further:
    """Boxes that narrow a list further; on a low page they are behind a button.

    chosen counts those that narrow it now.
    """

    def __init__(self, boxes: QWidget, chosen: Callable[[], int]) -> None:
        self.boxes, self._chosen = boxes, chosen
        self._low, self._there = False, True
        self.button = button(Action(_("Filters"), self.turn, "filter"))
        self.button.setCheckable(True)
        self.button.hide()

    def low(self, *, wanted: bool) -> None:
        """Put the boxes behind the button, or show them."""
        self._low = wanted
        self.turn()

    def offer(self, *, wanted: bool) -> None:
        """Offer the boxes, or leave them out where they mean nothing."""
        self._there = wanted
        self.turn()

    def turn(self) -> None:
        """Show the boxes if they are wanted, and how many of them narrow the list."""
        chosen = self._chosen()
        words = _("Filters ({n})").format(n=chosen) if chosen else _("Filters")
        self.button.setText(words)
        self.button.setVisible(self._low and self._there)
        self.boxes.setVisible(self._there and (not self._low or self.button.isChecked()))


class Head(QWidget):
    """The name of the page, New and ⋯, below them what narrows the list; on a low page one line.

    line is where one types. boxes stand beside it, chips below. On a low page the chips become one
    button, and the name gives way to them, or to the button in low(), which leads to other parts.
    """

    def __init__(
        self,
        title: str,
        more: Sequence[Action],
        line: QWidget,
        boxes: QWidget | None = None,
        chips: Chips | None = None,
        new: Action | None = None,
    ) -> None:
        super().__init__()
        self.line, self.boxes, self.chips = line, boxes, chips
        self.switch: QWidget | None = None
        self._low = self._abreast = False
        self.title = label(title, "h1")
        self.title.setObjectName("title")
        self._new = new
        self.new = button(new, "primary") if new else None
        self.more = more_button(more) if more else None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(12))
        self._above, self._below, self._chips = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for part in (self._above, self._below, self._chips):
            part.setSpacing(look.px(8))
            whole.addLayout(part)
        self._above.addWidget(self.title, 1)
        for end in (self.new, self.more):
            if end is not None:
                self._above.addWidget(end, 0, Qt.AlignmentFlag.AlignTop)
        self._put_below()
        if chips is not None:
            self._chips.addWidget(chips)
        if boxes is not None:
            self._below.addWidget(boxes, 1)

    def _put_below(self) -> None:
        if self.boxes is None:
            self._below.insertWidget(0, self.line, 1)
        else:  # level with the first row of boxes
            self._below.insertWidget(0, self.line, 0, Qt.AlignmentFlag.AlignTop)

    def low(self, switch: QWidget | None = None, *, wanted: bool) -> None:
        """Be one line, or several."""
        if self.switch is None and switch is not None:
            self.switch = switch
            self._above.insertWidget(0, switch, 0, Qt.AlignmentFlag.AlignLeading)
        if self.switch is not None:
            self.switch.setVisible(wanted)
        gives_way = self.switch is not None or self.chips is not None
        self.title.setHidden(wanted and gives_way)
        if wanted != self._low:
            self._low = wanted
            self._move_chips()
        self._arrange()

    def _move_chips(self) -> None:
        # Between layouts of one widget: it keeps its parent, and so the keyboard.
        if self.chips is None:
            return
        self.chips.fold(wanted=self._low)
        (self._chips if self._low else self._above).removeWidget(self.chips)
        if self._low:
            at = self._above.indexOf(self.title)
            self._above.insertWidget(at, self.chips, 0, Qt.AlignmentFlag.AlignLeading)
        else:
            self._chips.addWidget(self.chips)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the line beside the buttons where both have room, and let Tab go as one reads."""
        abreast = self._low and self.width() >= look.px(_ABREAST)
        if self.new is not None and self._new is not None:
            alone = abreast and self.width() < look.px(_WORDS)
            show_words(self.new, self._new, "primary", wanted=not alone)
        if abreast == self._abreast:
            return
        self._abreast = abreast
        (self._below if abreast else self._above).removeWidget(self.line)
        if abreast:
            self._above.insertWidget(self._above.indexOf(self.title) + 1, self.line, 1)
        else:
            self._put_below()
        self._order()

    def _order(self) -> None:
        ends = [self.new, self.more]
        narrowing = [self.switch, self.chips, self.line] if self._low else [self.line, self.chips]
        parts = [*narrowing, *ends] if self._abreast else [*ends, *narrowing]
        follow(self.title, [part for part in parts if part is not None])
