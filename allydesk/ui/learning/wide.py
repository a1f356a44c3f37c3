"""A page over the whole width with a table that takes the room, also where the window is low."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QTableView, QVBoxLayout, QWidget

from allydesk.ui.kit import look
from allydesk.ui.kit.head import COMPACT, Head
from allydesk.ui.learning.empty import Empty

_LEAST = 220  # pixels at 100 % that a table keeps


class Roomy(QTableView):
    """A table that takes the room there is, and shows more rows where that is little."""

    def sizeHint(self) -> QSize:
        return QSize(look.px(480), self.minimumHeight())

    def compact(self, *, wanted: bool) -> None:
        """Show each row in one line, or in as many as usual."""
        raise NotImplementedError


class Wide(QScrollArea):
    """The page: its head, how many there are, the table, what is done with it.

    said stands over the table, and in a low window below it; beside are further parts over it.
    """

    def __init__(
        self,
        page: QWidget,
        head: Head,
        table: Roomy,
        said: QWidget,
        beside: Sequence[QWidget],
        below: Sequence[QWidget],
    ) -> None:
        super().__init__()
        self.head, self.table, self._said, self._low = head, table, said, False
        inside = QWidget()
        inside.setProperty("kind", "page")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self)
        self.column = QVBoxLayout(inside)
        for part in (head, said, *beside, table, *below):
            self.column.addWidget(part, 1 if isinstance(part, Roomy | Empty) else 0)
        self.column.addStretch(0)
        table.setCornerWidget(QWidget())
        self._arrange()

    def low(self, switch: QWidget, *, wanted: bool) -> None:
        """Give the table all the room there is, or as much as the rest leaves."""
        self._low = wanted
        self.head.low(switch, wanted=wanted)
        self.column.removeWidget(self._said)
        at = self.column.indexOf(self.table) + 1 if wanted else 1
        self.column.insertWidget(at, self._said)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        m, low = look.px(24), self._low
        self.column.setContentsMargins(m, look.px(4 if low else 16), m, look.px(8 if low else 16))
        self.column.setSpacing(look.px(8 if low else 12))
        room = self.viewport().height() - self.head.sizeHint().height() - look.px(20)
        least = look.px(_LEAST)
        self.table.setMinimumHeight(max(room, look.px(_LEAST) // 2) if low else least)
        self.table.compact(wanted=low and room < look.px(COMPACT))
