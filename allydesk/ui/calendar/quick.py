"""One line that becomes an event, with what was understood shown while it is typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from allydesk import dates, quick_entry
from allydesk.language import _
from allydesk.models import group
from allydesk.models.base import put
from allydesk.models.event import Event, host
from allydesk.planning import clashes, slots
from allydesk.planning.clashes import SOME, Clash
from allydesk.planning.plan import Plan
from allydesk.planning.slots import Slot
from allydesk.quick_entry import Known, Understood
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.clearing import clearable
from allydesk.ui.kit.widgets import clear, flow, label, tag
from allydesk.ui.planning import plans
from allydesk.ui.planning import words as planned
from allydesk.ui.planning.panel import ClashLine, slot_buttons

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session


_MOST_SHOWN = 3  # reasons below the line
_WIDE = 440  # pixels at 100 % that they want


class QuickLine(QLineEdit):
    """A line for an event. Enter adds it, Esc empties the line.

    day gives the day of an event whose line names none. added(id, day) is sent for a new event.
    What was understood lies below the line, over the page it is on, so that nothing jumps.
    """

    added = Signal(int, object)
    left = Signal()  # the keyboard went elsewhere

    def __init__(
        self, desk: Desk, page: QWidget, language: str, day: Callable[[], dt.date]
    ) -> None:
        super().__init__()
        self._desk, self._page, self._language, self._day = desk, page, language, day
        self._groups: dict[int, group.Row] = {}
        self._other: tuple[_When, Slot] | None = None  # a clear time taken instead of what is typed
        self._asked: tuple[Plan | None, list[Clash], list[Slot]] = (None, [], [])
        self.setAccessibleName(_("Add an event in one line"))
        self.setPlaceholderText(_("Add an event: Workshop Tue 24 Nov 2–3:30 Room 3 for Finance"))
        self.setObjectName("quick entry")
        clearable(self)
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
        found = quick_entry.parse(self.text(), self._language, now, known, self._day())
        return self._moved(found, known)

    def _moved(self, found: Understood, known: Sequence[Known]) -> Understood:
        """Give what was understood at the clear time that was chosen; typing another time wins."""
        if self._other is None:
            return found
        typed, slot = self._other
        if typed != _when(found):
            self._other = None
            return found
        return quick_entry.at(
            found, slot.starts, slot.ends, self._language, self._desk.today(), known
        )

    def _against(self, found: Understood) -> tuple[list[Clash], list[Slot]]:
        """Give what speaks against the line, and clear times nearby where that weighs."""
        plan = plans.understood(found)
        if plan != self._asked[0]:
            read = self._desk.store.read
            against = read(clashes.of, plan) if plan is not None else []
            heavy = plan is not None and clashes.heaviest(against) >= SOME
            free = read(slots.free, plan, self._desk.today()) if heavy and plan else []
            self._asked = (plan, against, free)
        return self._asked[1], self._asked[2]

    def _instead(self, slot: Slot) -> None:
        """Take a clear time for the line, whatever day is typed in it."""
        self._other = None
        self._other = (_when(self._understood()), slot)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

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
        against = self._warn(found)
        if found.rest:
            hint = _("Enter adds it, Esc empties the line.")
            if clashes.heaviest(against) >= SOME:
                hint = _("Enter schedules it anyway, Tab goes to the clear times.")
            self._parts.addWidget(label(hint, "muted", wrap=False))
        heard = [found.title, *found.said, planned.listed(against)]
        self.setAccessibleDescription(", ".join(filter(None, heard)))
        self._place()
        QTimer.singleShot(0, self, self._place_again)  # new parts have no height before they show

    def _warn(self, found: Understood) -> list[Clash]:
        """Show what speaks against the day, before anything is stored, and clear times."""
        against, free = self._against(found)
        heavy = [c for c in against if c.weight >= SOME]
        for clash in heavy[:_MOST_SHOWN] or against[:1]:
            self._parts.addWidget(ClashLine(clash))
        plan = self._asked[0]
        if free and plan is not None:
            made = slot_buttons(self._desk, free, plan, self._instead)
            self._parts.addWidget(flow(label(_("Clear times:"), "muted", wrap=False), *made))
            self.setTabOrder(self, made[0])
            for one, after in pairwise(made):
                self.setTabOrder(one, after)
        return against

    def _place_again(self) -> None:
        if self.said.isVisible():
            self._place()

    def _place(self) -> None:
        """Lay what was understood below the line."""
        below = self.mapTo(self._page, QPoint(0, self.height() + look.px(4)))
        room = self._page.width() - below.x() - look.px(24)
        width = max(self.width(), min(look.px(_WIDE), room))
        for part in self.said.findChildren(QWidget):
            part.ensurePolished()  # else it has not the height it will have
        high = self._parts.totalHeightForWidth(width)
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
        QTimer.singleShot(0, self, self._left)  # by then it is known where the keyboard went

    def _left(self) -> None:
        """Hide what was understood, unless the keyboard went to a clear time in it."""
        now = look.app().focusWidget()
        if now is self or (now is not None and self.said.isAncestorOf(now)):
            return
        self.said.hide()
        self.left.emit()

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
        against, _free = self._against(found)
        said = _("“{title}” is on {day}.").format(title=found.title, day=day)
        id = self._desk.do(
            " ".join(filter(None, [said, planned.listed(against, 1)])),
            _("Add “{title}”").format(title=found.title),
            _add, found,
        )  # fmt: skip
        if id is not None:
            self._other = None
            self.setText("")  # not clear(): Ctrl+Z now takes the event back, not the text
            self.added.emit(id, found.day)
        return id


_When = tuple[dt.datetime | None, dt.datetime | None]


def _when(found: Understood) -> _When:
    return found.starts, found.ends


def _add(s: Session, found: Understood) -> int:
    id = put(s, Event, None, found.values)
    if found.group is not None:
        host(s, id, {found.group: "host"})
    return id


def _at_noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12))
