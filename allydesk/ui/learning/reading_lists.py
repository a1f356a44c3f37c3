"""Reading lists of events and groups: put something on one, arrange it, take it off, print it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import group, organisation, schedule
from allydesk.models.base import drop
from allydesk.models.learning import reading, resource
from allydesk.models.learning.reading import Reading
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, flow, label, menu, row
from allydesk.ui.learning import prints

_AHEAD = dt.timedelta(days=90)
_MOST = 12  # events in the menu
_MOST_LISTS = 30
_ID = Qt.ItemDataRole.UserRole


def offer(desk: Desk, beside: QWidget, resources: Sequence[int]) -> None:
    """Show a menu of the groups and the coming events whose list they can be put on."""
    today = desk.today()
    language = desk.store.read(organisation.language)
    groups = [
        Action(r.name, partial(_put, desk, resources, r.name, group=r.id), "users-round")
        for r in desk.store.read(group.listing)
    ]
    coming = desk.store.read(schedule.between, today, today + _AHEAD)[:_MOST]
    events = [
        Action(
            f"{dates.short(r.starts, language, today)} · {r.title}",
            partial(_put, desk, resources, r.title, event=r.id), "calendar",
        )
        for r in coming
    ]  # fmt: skip
    if not groups and not events:
        desk.say(_("A reading list belongs to a group or an event. Add one of them first."))
        return
    made = menu([*events, *groups], beside)
    made.aboutToHide.connect(made.deleteLater)
    made.popup(beside.mapToGlobal(QPoint(0, beside.height())))


def _put(
    desk: Desk,
    resources: Sequence[int],
    title: str,
    *,
    event: int | None = None,
    group: int | None = None,
) -> None:
    if event is not None:
        known = desk.store.read(reading.of_event, event)
    else:
        known = desk.store.read(reading.of_group, group or 0)
    have = {r.resource.id for r in known}
    new = [id for id in resources if id not in have]
    if not new:
        desk.say(_("It is on the list of {title} already.").format(title=title))
        return
    n = len(new)
    said = ngettext("On the reading list of {title}.", "{n} are on the reading list of {title}.", n)
    step = _("Put on a reading list")
    desk.do(said.format(n=n, title=title), step, reading.add, new, event=event, group=group)


def choose(desk: Desk, beside: QWidget) -> None:
    """Show a menu of the reading lists there are, to open one."""
    found = desk.store.read(reading.lists)
    if not found:
        desk.say(_("No reading list yet. Put a resource on one first."))
        return
    lists = [
        Action(
            ngettext("{title} ({n} thing)", "{title} ({n} things)", one.lines).format(
                title=one.title, n=one.lines
            ),
            partial(open, desk, beside, one), "calendar" if one.event_id else "users-round",
        )
        for one in found[:_MOST_LISTS]
    ]  # fmt: skip
    made = menu(lists, beside)
    made.aboutToHide.connect(made.deleteLater)
    made.popup(beside.mapToGlobal(QPoint(0, 0)))


def open(desk: Desk, parent: QWidget, of: reading.List) -> ReadingList:
    """Show a reading list to arrange it."""
    made = ReadingList(desk, parent, of)
    made.open()
    return made


class _Lines(QListWidget):
    """The lines; moved(by) and removed() tell what a key asks for the current one."""

    moved = Signal(int)
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class ReadingList(QDialog):
    """The lines of one list in order. Alt+Up and Alt+Down move one, Delete takes it off."""

    def __init__(self, desk: Desk, parent: QWidget, of: reading.List) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Reading list"))
        self.desk, self.of = desk, of
        self.list = _Lines()
        self.list.moved.connect(self._move)
        self.list.removed.connect(self._remove)
        self.list.setAccessibleName(_("Reading list"))
        self.about = label("", "muted")
        self.up = button(Action(_("Earlier"), partial(self._move, -1), "chevron-up"))
        self.down = button(Action(_("Later"), partial(self._move, 1), "chevron-down"))
        self.off = button(Action(_("Take off"), self._remove, "x"))
        self.print_button = button(Action(_("Print"), self.print_what, "printer"))
        self.print_button.setVisible(prints.there(prints.READING))
        column = QVBoxLayout(self)
        m = look.px(24)
        column.setContentsMargins(m, m, m, look.px(16))
        column.setSpacing(look.px(12))
        column.addWidget(label(of.title, "h2"))
        column.addWidget(self.about)
        column.addWidget(self.list, 1)
        column.addWidget(flow(self.up, self.down, self.off))
        close = button(Action(_("Close"), self.accept))
        column.addWidget(row(QWidget(), self.print_button, close))
        self.resize(look.px(480), look.px(420))
        desk.changed.connect(self._changed)
        self._fill()

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"reading", "resource"}:
            self._fill()

    def _lines(self) -> list[reading.Row]:
        if self.of.event_id is not None:
            return self.desk.store.read(reading.of_event, self.of.event_id)
        return self.desk.store.read(reading.of_group, self.of.group_id or 0)

    def _fill(self) -> None:
        chosen = self._chosen()
        rows = self._lines()
        at = max(0, self.list.currentRow())
        self.list.clear()
        for one in rows:
            words = " · ".join(filter(None, [one.resource.title, one.resource.author, one.note]))
            item = QListWidgetItem(f"{resource.KINDS[one.resource.kind]}: {words}", self.list)
            item.setData(_ID, one.id)
        ids = [r.id for r in rows]
        self.list.setCurrentRow(ids.index(chosen) if chosen in ids else min(at, len(ids) - 1))
        minutes = sum(r.resource.minutes or 0 for r in rows)
        n = ngettext("{n} thing to read or watch", "{n} things to read or watch", len(rows))
        long = ngettext("{m} minute", "{m} minutes", minutes).format(m=minutes) if minutes else ""
        self.about.setText(" · ".join(filter(None, [n.format(n=len(rows)), long])))
        for made in (self.up, self.down, self.off):
            made.setEnabled(bool(rows))

    def _chosen(self) -> int | None:
        chosen = self.list.selectedItems()
        return int(chosen[0].data(_ID)) if chosen else None

    def _move(self, by: int) -> None:
        ids = [r.id for r in self._lines()]
        chosen = self._chosen()
        if chosen is None or not 0 <= ids.index(chosen) + by < len(ids):
            return
        at = ids.index(chosen)
        ids.insert(at + by, ids.pop(at))
        self.desk.do(_("Moved."), _("Arrange a reading list"), reading.arrange, ids)

    def _remove(self) -> None:
        if (chosen := self._chosen()) is not None:
            step = _("Take off a reading list")
            self.desk.do(_("Taken off the list."), step, drop, Reading, [chosen])

    def print_what(self) -> None:
        prints.show(self.desk, self, prints.READING, event=self.of.event_id, group=self.of.group_id)
