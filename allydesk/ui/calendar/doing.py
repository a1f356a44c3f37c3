"""What can be done with one event from the calendar, wherever it is shown there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from allydesk.language import _
from allydesk.models import schedule, series
from allydesk.models.schedule import Row
from allydesk.ui.calendar import files, moving
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events import again, removing


@dataclass(frozen=True)
class Doing:
    """The doors from the calendar to one event. show(day) lets the calendar go to a day."""

    desk: Desk
    window: QWidget
    language: str
    show: Callable[[dt.date], object]

    def open(self, id: int) -> None:
        """Show an event in its place, with everything about it."""
        self.desk.go("events", id)

    def ask_day(self, id: int) -> moving.MoveDialog | None:
        return moving.ask(self.desk, self.window, id, self.language, self.show)

    def drag(self, id: int, days: int) -> None:
        moving.dragged(self.desk, self.window, id, days, self.language, self.show)

    def warning(self, id: int, days: int) -> str:
        return moving.warning(self.desk, id, days)

    def actions(self, event: Row) -> Sequence[Action]:
        """Give all that can be done with an event."""
        return [
            Action(_("Open"), partial(self.open, event.id), "arrow-right"),
            Action(_("Move to…"), partial(self.ask_day, event.id), "calendar-days"),
            *self.more(event),
        ]

    def more(self, event: Row) -> Sequence[Action]:
        """Give what is done less often."""
        return [
            Action(_("Save as calendar file…"), partial(self._save, event.id), "file-down"),
            Action(_("Keep as template"), partial(self._keep, event), "copy"),
            Action(_("Delete"), partial(self._delete, event), "trash-2"),
        ]

    def _save(self, id: int) -> None:
        files.save(self.desk, self.window, [id])

    def _keep(self, event: Row) -> None:
        said = _("“{title}” is kept as a template.").format(title=event.title)
        label = _("Keep “{title}” as a template").format(title=event.title)
        self.desk.do(said, label, series.save_template, event.id, event.title)

    def _delete(self, event: Row) -> None:
        removing.delete(self.desk, self.window, [event.id])

    def copies(self, day: dt.date) -> list[Action]:
        """Give what can be put on a day without typing: the last event again, and the templates."""
        store = self.desk.store
        now = dt.datetime.combine(self.desk.today(), dt.datetime.now().time())
        found: list[Action] = []
        last = store.read(schedule.last, now)
        row = store.read(schedule.row, last) if last is not None else None
        if row is not None:
            text = _("Repeat “{title}”").format(title=row.title)
            found.append(Action(text, partial(self._repeat, row, day), "rotate-ccw"))
        for id, title in store.read(schedule.templates):
            text = _("From template “{title}”").format(title=title)
            found.append(Action(text, partial(self._use, id, title, day), "copy"))
        return found

    def _repeat(self, event: Row, day: dt.date) -> None:
        self._use(event.id, event.title, day)

    def _use(self, pattern: int, title: str, day: dt.date) -> None:
        again.on_day(self.desk, self.window, pattern, title, day, self._shown)

    def _shown(self, event: int) -> None:
        """Let the calendar go to the day of a new event."""
        if (row := self.desk.store.read(schedule.row, event)) is not None:
            self.show(row.starts.date())
