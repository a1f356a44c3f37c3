"""A new event: written in one line, repeated from an old one, or field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from allydesk import dates
from allydesk.language import _
from allydesk.models import organisation, schedule, series
from allydesk.ui.calendar.quick import QuickLine
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.form import now
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, Page, button, clear, flow, label

_WEEK = dt.timedelta(days=7)


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
            made.append(Action(text, partial(repeat, self.desk, row.id, self.added.emit), "copy"))
        for id, title in store.read(schedule.templates):
            text = _("From template “{title}”").format(title=title)
            made.append(Action(text, partial(self._use, id, title), "copy"))
        return made

    def _use(self, template: int, title: str) -> None:
        day = self.desk.today() + _WEEK
        said = _("“{title}” is in the calendar. Choose its day.").format(title=title)
        step = _("Add “{title}”").format(title=title)
        id = self.desk.do(said, step, series.use_template, template, day)
        if id is not None:
            self.added.emit(id)


def repeat(desk: Desk, event: int, then: Callable[[int], object]) -> None:
    """Make an event like one there was: on its weekday and at its time, the next that is free."""
    row = desk.store.read(schedule.row, event)
    if row is None:
        return
    starts = row.starts
    while starts <= now(desk) or starts == row.starts:
        starts += _WEEK
    language = desk.store.read(organisation.language)
    when = dates.short(starts, language, desk.today())
    said = _("“{title}” is on {day} too. Change the day if it is another.").format(
        title=row.title, day=when
    )
    step = _("Repeat “{title}”").format(title=row.title)
    id = desk.do(said, step, series.copy, row.id, starts)
    if id is not None:
        then(id)
