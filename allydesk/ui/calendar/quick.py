"""One line that becomes an event, with what was understood shown while it is typed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from allydesk import dates, quick_entry
from allydesk.language import _
from allydesk.models import group
from allydesk.models.base import put
from allydesk.models.event import Event, host
from allydesk.quick_entry import Known, Understood
from allydesk.ui import look
from allydesk.ui.desk import Desk
from allydesk.ui.widgets import clear, flow, label, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session


class QuickLine(QWidget):
    """A line for an event. Enter adds it, Esc empties the line.

    day gives the day of an event whose line names none. added(id, day) is sent for a new event.
    """

    added = Signal(int, object)

    def __init__(self, desk: Desk, language: str, day: Callable[[], dt.date]) -> None:
        super().__init__()
        self._desk, self._language, self._day = desk, language, day
        self._groups: dict[int, group.Row] = {}
        self.line = _Line()
        self.line.setAccessibleName(_("Add an event in one line"))
        self.line.setPlaceholderText(
            _("Add an event: Workshop Tue 24 Nov 2–3:30 Room 3 for Finance")
        )
        self.line.setObjectName("quick entry")
        self.line.setClearButtonEnabled(True)
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.line)
        self._said = QVBoxLayout()
        column.addLayout(self._said)
        self.line.textEdited.connect(self._show)
        self.line.textChanged.connect(self._emptied)
        self.line.returnPressed.connect(self.add)
        self.line.escaped.connect(self.line.clear)

    def begin(self, day: dt.date) -> None:
        """Start a line with a day, the cursor behind it."""
        if self.line.text().strip():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.line.setText(self._written(day) + " ")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.setCursorPosition(len(self.line.text()))
        self._show()

    def _written(self, day: dt.date) -> str:
        """Give a day in words that are read as that day again."""
        today = self._desk.today()
        short = dates.short(day, self._language, today)
        read = quick_entry.parse(short, self._language, _at_noon(today)).day
        return short if read == day else day.isoformat()

    def _understood(self) -> Understood:
        rows = self._desk.store.read(group.listing)
        self._groups = {r.id: r for r in rows}
        known = [Known(r.id, r.name, r.short_name) for r in rows]
        now = dt.datetime.combine(self._desk.today(), dt.datetime.now().time())
        return quick_entry.parse(self.line.text(), self._language, now, known, self._day())

    def _emptied(self, text: str) -> None:
        if not text:
            self._show()

    def _show(self) -> None:
        """Show what the line says so far."""
        clear(self._said)
        if not self.line.text().strip():
            self.line.setAccessibleDescription("")
            return
        found = self._understood()
        if not found.rest:
            said = [label(_("Now type what it is."), "muted", wrap=False), *self._tags(found)]
        else:
            said = [label(f"“{found.title}”", "strong", wrap=False), *self._tags(found)]
            said.append(label(_("Enter adds it, Esc empties the line."), "muted", wrap=False))
        self._said.addWidget(flow(*said))
        self.line.setAccessibleDescription(", ".join([found.title, *found.said]))

    def _tags(self, found: Understood) -> list[QWidget]:
        chosen = self._groups.get(found.group or 0)
        return [
            tag(text, chosen.colour if chosen is not None and text == chosen.name else "")
            for text in found.said
        ]

    def add(self) -> int | None:
        """Add the event of the line; what cannot be added stays in the line."""
        found = self._understood()
        if not self.line.text().strip():
            return None
        if not found.rest:
            self._desk.say(_("Type what it is, such as “Workshop”."), problem=True)
            return None
        if found.day is None:
            self._desk.say(_("Write the day like 19 Nov or 19/11/2026."), problem=True)
            return None
        day = dates.short(found.day, self._language, self._desk.today())
        id = self._desk.do(
            _("“{title}” is on {day}.").format(title=found.title, day=day),
            _("Add “{title}”").format(title=found.title),
            _add, found,
        )  # fmt: skip
        if id is not None:
            self.line.clear()
            self.added.emit(id, found.day)
        return id


def _add(s: Session, found: Understood) -> int:
    id = put(s, Event, None, found.values)
    if found.group is not None:
        host(s, id, {found.group: "host"})
    return id


def _at_noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12))


class _Line(QLineEdit):
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
