"""Move an event to another day; of a series this one, this and later ones, or all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QVBoxLayout, QWidget

from allydesk import dates
from allydesk.errors import Invalid, Problem
from allydesk.language import _, ngettext
from allydesk.models import event, schedule, series
from allydesk.ui.calendar import words
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.datefield import DateField
from allydesk.ui.kit.widgets import button, label, row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Then = Callable[[dt.date], object]


def dragged(
    desk: Desk, parent: QWidget, id: int, days: int, language: str, then: Then
) -> MoveDialog | None:
    """Move an event by some days at once; one of a series asks which of them."""
    found = desk.store.read(schedule.row, id)
    if found is None:
        return None
    if found.series_id is not None:
        return ask(desk, parent, id, language, then, found.starts.date() + dt.timedelta(days=days))
    move(desk, found, days, "this", language, then)
    return None


def ask(
    desk: Desk, parent: QWidget, id: int, language: str, then: Then, to: dt.date | None = None
) -> MoveDialog | None:
    """Ask to which day an event moves, what dragging does by mouse."""
    found = desk.store.read(schedule.row, id)
    if found is None:
        desk.say(_("This event is no longer here. Undo may bring it back."), problem=True)
        return None
    dialog = MoveDialog(desk, parent, found, language, then, to)
    dialog.open()
    return dialog


def move(desk: Desk, found: schedule.Row, days: int, scope: str, language: str, then: Then) -> None:
    """Move an event by some days, as one step that can be undone."""
    by = dt.timedelta(days=days)
    day = found.starts.date() + by
    to = dates.short(day, language, desk.today())
    said = _("“{title}” is now on {day}.").format(title=found.title, day=to)
    label_ = _("Move “{title}” to {day}").format(title=found.title, day=to)
    if scope == "this" and found.series_id is None:
        done = desk.do(said, label_, _one, found.id, found.starts + by)
    else:
        done = _several(desk, found, by, scope, said, label_)
    if done is not None:
        then(day)


def _one(s: Session, id: int, starts: dt.datetime) -> list[int]:
    event.move(s, id, starts)
    return [id]


def _several(
    desk: Desk, found: schedule.Row, by: dt.timedelta, scope: str, said: str, step: str
) -> list[int] | None:
    new = {"starts": found.starts + by, "ends": found.ends + by}
    now = dt.datetime.combine(desk.today(), dt.datetime.now().time())
    try:
        moved = desk.store.write(step, series.change, found.id, new, scope, now)
    except Problem as problem:
        desk.say(str(problem), problem=True)
        return None
    others = len(moved) - 1
    if others > 0:
        more = ngettext("{n} more date of the series moved too.",
                        "{n} more dates of the series moved too.", others)  # fmt: skip
        said = f"{said} {more.format(n=others)}"
    desk.say(said, undo=True)
    return moved


class MoveDialog(QDialog):
    """Asks for a day and, of a series, which dates."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        found: schedule.Row,
        language: str,
        then: Then,
        to: dt.date | None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Move “{title}”").format(title=found.title))
        self._desk, self._found, self._language, self._then = desk, found, language, then
        self.day = DateField(lambda: language, desk.today)
        self.day.name(_("New day"))
        self.day.put(to or found.starts.date())
        self.problem = label("", "problem")
        self.problem.hide()
        self.scopes = QButtonGroup(self)
        self._build()
        self.day.done.connect(self.go)
        self.day.line.setFocus()
        self.day.line.selectAll()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        m = look.px(24)
        column.setContentsMargins(m, m, m, m)
        column.setSpacing(look.px(12))
        column.addWidget(label(self._found.title, "h2"))
        when = words.times(self._found, self._language, self._desk.today())
        day = dates.short(self._found.starts.date(), self._language, self._desk.today())
        now = when if words.lasts(self._found) else f"{day}, {when}"
        column.addWidget(label(_("Now: {when}").format(when=now), "muted"))
        name = label(_("New day"), "strong")
        name.setBuddy(self.day.line)
        column.addWidget(name)
        column.addWidget(self.day)
        column.addWidget(self.problem)
        if self._found.series_id is not None:
            column.addWidget(
                label(_("This event belongs to a series. Which dates move?"), "strong")
            )
            for n, (scope, text) in enumerate(series.SCOPES.items()):
                choice = QRadioButton(text)
                choice.setObjectName(scope)
                choice.setChecked(n == 0)
                self.scopes.addButton(choice)
                column.addWidget(choice)
        leave = button(Action(_("Leave it"), self.reject))
        self.move_button = button(Action(_("Move"), self.go, "calendar-days"), "primary")
        self.move_button.setDefault(True)
        column.addSpacing(look.px(4))
        column.addWidget(row(QWidget(), leave, self.move_button))
        self.setMinimumWidth(look.px(440))

    def go(self) -> None:
        """Move it, or say under the field what is wrong with the day."""
        try:
            day = self.day.take()
        except Invalid as invalid:
            self._complain(str(invalid))
            return
        if day is None:
            self._complain(self.day.explain())
            return
        chosen = self.scopes.checkedButton()
        scope = chosen.objectName() if chosen is not None else "this"
        days = (day - self._found.starts.date()).days
        self.accept()
        if days:
            move(self._desk, self._found, days, scope, self._language, self._then)

    def _complain(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()
        self.day.line.setFocus()
