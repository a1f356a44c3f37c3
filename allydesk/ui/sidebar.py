"""The sidebar: every place, in quiet groups; below a certain width it becomes a drawer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from allydesk.language import _
from allydesk.ui import look, widgets
from allydesk.ui.desk import Action, Desk
from allydesk.ui.place import BOTTOM, Place, called

WIDTH = 216  # pixels at 100 %


class Sidebar(QFrame):
    """Find or do…, the places, and Settings and Help at the foot. closing() asks to shut the drawer."""

    closing = Signal()

    def __init__(self, find: Callable[[], object], go: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("kind", "sidebar")
        self.setFixedWidth(look.px(WIDTH))
        self.setAccessibleName(_("Places"))
        self._go = go
        self._group = QButtonGroup(self)
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

    def fill(self, places: Sequence[Place], desk: Desk) -> None:
        """Show the places; once, when the desk is open."""
        section = ""
        for place in places:
            if place.section == BOTTOM:
                self._foot.addWidget(self._row(place, desk))
                continue
            if place.section != section:
                section = place.section
                self._middle.addWidget(widgets.label(section, "onsidebar"))
            self._middle.addWidget(self._row(place, desk))
        self._middle.addStretch(1)

    def _row(self, place: Place, desk: Desk) -> QPushButton:
        name = called(place, desk)
        row = widgets.button(Action(name, partial(self._go, place.place), place.icon), "place")
        row.setCheckable(True)
        row.setToolTip(widgets.shown_key(place.key))
        self._counts[place.place] = _add_hint(row, "")
        self._group.addButton(row)
        self._rows[place.place] = row
        self._names[place.place] = name
        return row

    def choose(self, place: str) -> None:
        """Show where we are."""
        if place in self._rows:
            self._rows[place].setChecked(True)
            self._list.ensureWidgetVisible(self._rows[place])

    def rename(self, place: str, name: str) -> None:
        """Call a place something else from now on."""
        self._names[place] = name
        self._rows[place].setText(widgets.plain(name))

    def wait(self, place: str, waiting: str) -> None:
        """Show beside a place how much waits there, in words for a screen reader."""
        self._counts[place].setText(waiting)
        says = self._names[place]
        if waiting:
            says = _("{place}, {n} waiting").format(place=says, n=waiting)
        self._rows[place].setAccessibleName(says)

    def chosen(self) -> QPushButton | None:
        found = self._group.checkedButton()
        return found if isinstance(found, QPushButton) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
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
    line.setContentsMargins(0, 0, look.px(10), 0)
    line.addStretch(1)
    hint = widgets.label(text, "muted", wrap=False)
    hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    line.addWidget(hint)
    return hint
