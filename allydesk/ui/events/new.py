"""A new event: written in one line, repeated from an old one, or field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.models import organisation, schedule
from allydesk.ui.calendar.quick import QuickLine
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events import again
from allydesk.ui.events.form import now
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import Card, button, clear, flow, label

_WEEK = dt.timedelta(days=7)
_CHANGE = _("Change the day if it is another.")


class NewEvent(Page):
    """The page on which an event begins. added(id) is sent when there is one."""

    added = Signal(int)

    def __init__(self, desk: Desk, fields: Callable[[], object]) -> None:
        super().__init__()
        self.desk = desk
        language = desk.store.read(organisation.language)
        inside = self.widget()
        assert inside is not None
        self.line = QuickLine(desk, inside, language, desk.today)
        self.line.added.connect(lambda id, _day: self.added.emit(id))
        self.copies = Card(_("Or take one you had"))
        self._copies = QVBoxLayout()
        self.copies.add(self._copies)
        by_field = button(Action(_("Fill in the fields instead"), fields, "list"), "quiet")
        self.add(
            label(_("New event"), "h1"),
            label(_("Write it in one line, then press Enter:")),
            self.line,
        )
        self.column.addSpacing(look.px(72))  # what was understood shows here, over nothing
        self.add(self.copies, flow(by_field))
        self.end()

    def begin(self) -> None:
        """Start afresh: offer what can be repeated now."""
        clear(self._copies)
        found = self._offers()
        self._copies.addWidget(flow(*(button(a) for a in found)))
        self.copies.setVisible(bool(found))

    def _offers(self) -> list[Action]:
        store, made = self.desk.store, []
        last = store.read(schedule.last, now(self.desk))
        row = store.read(schedule.row, last) if last is not None else None
        if row is not None:
            text = _("Repeat “{title}”").format(title=row.title)
            run = partial(repeat, self.desk, self, row.id, self.added.emit)
            made.append(Action(text, run, "copy"))
        for id, title in store.read(schedule.templates):
            text = _("From template “{title}”").format(title=title)
            made.append(Action(text, partial(self._use, id, title), "copy"))
        return made

    def _use(self, template: int, title: str) -> None:
        day = self.desk.today() + _WEEK
        again.on_day(self.desk, self, template, title, day, self.added.emit, _CHANGE)


def repeat(desk: Desk, parent: QWidget, event: int, then: Callable[[int], object]) -> None:
    """Make an event like one there was: on its weekday and at its time, the next that comes."""
    row = desk.store.read(schedule.row, event)
    if row is None:
        return
    starts = row.starts
    while starts <= now(desk) or starts == row.starts:
        starts += _WEEK
    again.at(desk, parent, row.id, row.title, starts, then, _CHANGE)
