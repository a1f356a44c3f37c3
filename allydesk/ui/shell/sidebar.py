"""The sidebar: every place, in quiet groups; below a certain width it becomes a drawer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from allydesk.language import _
from allydesk.ui.desk import Action
from allydesk.ui.kit import look, widgets
from allydesk.ui.place import BOTTOM, Place

WIDTH = 216  # pixels at 100 %
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Sidebar(QFrame):
    """Find or do…, the places, and Settings and Help at the foot. closing() asks to shut the drawer."""

    closing = Signal()

    def __init__(self, find: Callable[[], object], go: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("kind", "sidebar")
        self.setFixedWidth(look.px(WIDTH))
        self.setAccessibleName(_("Places"))
        self._go = go
        self._rows: dict[str, QPushButton] = {}
        self._names: dict[str, str] = {}
        self._counts: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        m = look.px(12)
        column.setContentsMargins(m, m, m, m)
        column.setSpacing(look.px(4))
        column.addWidget(self._find_button(find))
        column.addSpacing(look.px(8))
        self._list, self._middle = _scrolled()
        column.addWidget(self._list, 1)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(look.px(2))
        column.addLayout(self._foot)

    def _find_button(self, find: Callable[[], object]) -> QPushButton:
        made = widgets.button(Action(_("Find or do…"), find, "search"), "find")
        made.setToolTip(widgets.shown_key("Ctrl+K"))
        _add_hint(made, widgets.shown_key("Ctrl+K"))
        self.find_button = made
        return made

    def fill(self, places: Sequence[Place]) -> None:
        """Show the places, under the names they have on every desk; once."""
        section = ""
        for place in places:
            if place.section == BOTTOM:
                self._foot.addWidget(self._row(place))
                continue
            if place.section != section:
                section = place.section
                self._middle.addWidget(widgets.label(section, "onsidebar"))
            self._middle.addWidget(self._row(place))
        self._middle.addStretch(1)

    def _row(self, place: Place) -> QPushButton:
        row = widgets.button(
            Action(place.title, partial(self._go, place.place), place.icon), "place"
        )
        row.setCheckable(True)
        row.setToolTip(widgets.shown_key(place.key))
        self._counts[place.place] = _add_hint(row, "")
        row.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._rows[place.place] = row
        self._names[place.place] = place.title
        return row

    def choose(self, place: str) -> None:
        """Show where we are. Tab stops there; arrow keys lead to the other places."""
        for name, row in self._rows.items():
            here = name == place
            if row.isChecked() != here:
                row.setChecked(here)
                widgets.retone(self._counts[name], here=here)
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self._list.ensureWidgetVisible(self._rows[place])

    def rename(self, place: str, name: str) -> None:
        """Call a place something else from now on."""
        self._names[place] = name
        self._rows[place].setText(widgets.plain(name))

    def wait(self, place: str, waiting: str) -> None:
        """Show beside a place how much waits there, in words for a screen reader."""
        self._counts[place].setText(waiting)
        if (inside := self._rows[place].layout()) is not None:
            inside.activate()  # at once: until then there is room for one digit of two
        says = self._names[place]
        if waiting:
            says = _("{place}, {n} waiting").format(place=says, n=waiting)
        self._rows[place].setAccessibleName(says)

    def chosen(self) -> QPushButton | None:
        return next((row for row in self._rows.values() if row.isChecked()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the places with arrow keys; Enter and Space go there."""
        if event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
        elif Qt.Key(event.key()) in _STEPS:
            rows = list(self._rows.values())
            at = next((n for n, row in enumerate(rows) if row.hasFocus()), 0)
            to = rows[(at + _STEPS[Qt.Key(event.key())]) % len(rows)]
            to.setFocus(Qt.FocusReason.TabFocusReason)
            self._list.ensureWidgetVisible(to)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = next((row for row in self._rows.values() if row.hasFocus()), None)
            if focused is not None:
                focused.click()
        else:
            super().keyPressEvent(event)


def _scrolled() -> tuple[QScrollArea, QVBoxLayout]:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside = QWidget()
    inside.setProperty("kind", "page")
    area.viewport().setAutoFillBackground(False)
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.px(2))
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    return area, column


def _add_hint(row: QPushButton, text: str) -> QLabel:
    """Put a quiet text at the end of a button."""
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addStretch(1)
    hint = widgets.label(text, "muted", wrap=False)
    hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    line.addWidget(hint)
    line.addSpacing(look.px(10))
    return hint
