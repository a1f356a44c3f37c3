"""One line that becomes an event, with what was understood shown while it is typed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from allydesk import dates, quick_entry
from allydesk.language import _
from allydesk.models import group
from allydesk.models.base import put
from allydesk.models.event import Event, host
from allydesk.quick_entry import Known, Understood
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import clear, flow, label, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session


class QuickLine(QLineEdit):
    """A line for an event. Enter adds it, Esc empties the line.

    day gives the day of an event whose line names none. added(id, day) is sent for a new event.
    What was understood lies below the line, over the page it is on, so that nothing jumps.
    """

    added = Signal(int, object)

    def __init__(
        self, desk: Desk, page: QWidget, language: str, day: Callable[[], dt.date]
    ) -> None:
        super().__init__()
        self._desk, self._page, self._language, self._day = desk, page, language, day
        self._groups: dict[int, group.Row] = {}
        self.setAccessibleName(_("Add an event in one line"))
        self.setPlaceholderText(_("Add an event: Workshop Tue 24 Nov 2–3:30 Room 3 for Finance"))
        self.setObjectName("quick entry")
        self.setClearButtonEnabled(True)
        self.said = QFrame(page)
        self.said.setProperty("kind", "popup")
        self._parts = QVBoxLayout(self.said)
        m = look.px(10)
        self._parts.setContentsMargins(m, m, m, m)
        self.said.hide()
        self.textEdited.connect(self._show)
        self.textChanged.connect(self._emptied)
        self.returnPressed.connect(self.add)

    def begin(self, day: dt.date) -> None:
        """Start a line with a day, the cursor behind it."""
        if self.text().strip():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.setText(self._written(day) + " ")
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCursorPosition(len(self.text()))
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
        return quick_entry.parse(self.text(), self._language, now, known, self._day())

    def _emptied(self, text: str) -> None:
        if not text:
            self._show()

    def _show(self) -> None:
        """Show what the line says so far."""
        clear(self._parts)
        if not self.text().strip():
            self.said.hide()
            self.setAccessibleDescription("")
            return
        found = self._understood()
        words = f"“{found.title}”" if found.rest else _("Now type what it is.")
        parts = [label(words, "strong", wrap=False), *self._tags(found)]
        self._parts.addWidget(flow(*parts))
        if found.rest:
            hint = _("Enter adds it, Esc empties the line.")
            self._parts.addWidget(label(hint, "muted", wrap=False))
        self.setAccessibleDescription(", ".join([found.title, *found.said]))
        self._place()
        QTimer.singleShot(0, self, self._place_again)  # new parts have no height before they show

    def _place_again(self) -> None:
        if self.said.isVisible():
            self._place()

    def _place(self) -> None:
        """Lay what was understood below the line."""
        below = self.mapTo(self._page, QPoint(0, self.height() + look.px(4)))
        width = self.width()
        high = self._parts.heightForWidth(width)
        self.said.setGeometry(below.x(), below.y(), width, high)
        self.said.show()
        self.said.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text().strip():
            self._show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.said.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.said.isVisible():
            self._place()

    def _tags(self, found: Understood) -> list[QWidget]:
        chosen = self._groups.get(found.group or 0)
        return [
            tag(text, chosen.colour if chosen is not None and text == chosen.name else "")
            for text in found.said
        ]

    def add(self) -> int | None:
        """Add the event of the line; what cannot be added stays in the line."""
        found = self._understood()
        if not self.text().strip():
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
            self.setText("")  # not clear(): Ctrl+Z now takes the event back, not the text
            self.added.emit(id, found.day)
        return id


def _add(s: Session, found: Understood) -> int:
    id = put(s, Event, None, found.values)
    if found.group is not None:
        host(s, id, {found.group: "host"})
    return id


def _at_noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12))
