"""Move an event to another day; of a series this one, this and later ones, or all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from allydesk import dates
from allydesk.errors import Invalid, Problem
from allydesk.language import _, ngettext
from allydesk.models import event, schedule, series
from allydesk.models.base import put
from allydesk.planning import clashes
from allydesk.planning.clashes import SOME
from allydesk.planning.slots import Slot
from allydesk.ui.calendar import words
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit.datefield import DateField
from allydesk.ui.kit.dialog import Dialog
from allydesk.ui.kit.widgets import button, label
from allydesk.ui.planning import plans
from allydesk.ui.planning.dates import DateClashes, of_series
from allydesk.ui.planning.day import mark
from allydesk.ui.planning.panel import ClashPanel, Why

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Then = Callable[[dt.date], object]


def dragged(
    desk: Desk, parent: QWidget, id: int, days: int, language: str, then: Then
) -> MoveDialog | None:
    """Move an event by some days at once; one of a series, and one that would clash there, asks."""
    found = desk.store.read(schedule.row, id)
    if found is None:
        return None
    if found.series_id is not None or clashes.heaviest(_there(desk, found, days)) >= SOME:
        return ask(desk, parent, id, language, then, found.starts.date() + dt.timedelta(days=days))
    move(desk, found, dt.timedelta(days=days), "this", language, then)
    return None


def _there(desk: Desk, found: schedule.Row, days: int) -> list[clashes.Clash]:
    """Give what speaks against an event some days later."""
    plan = plans.stored(desk, found.id)
    if plan is None:
        return []
    return desk.store.read(clashes.of, plan.at(plan.starts + dt.timedelta(days=days)))


def warning(desk: Desk, id: int, days: int) -> str:
    """Give the weightiest reason against moving an event by some days; nothing where none weighs."""
    found = desk.store.read(schedule.row, id)
    against = _there(desk, found, days) if found is not None else []
    return next((c.text for c in against if c.weight >= SOME), "")


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


def move(
    desk: Desk,
    found: schedule.Row,
    by: dt.timedelta,
    scope: str,
    language: str,
    then: Then,
    note: Mapping[str, object] | None = None,
) -> None:
    """Move an event, as one step that can be undone; note says why on that day all the same."""
    day = (found.starts + by).date()
    to = dates.short(day, language, desk.today())
    said = _("“{title}” is now on {day}.").format(title=found.title, day=to)
    label_ = _("Move “{title}” to {day}").format(title=found.title, day=to)
    if scope == "this" and found.series_id is None:
        done = desk.do(said, label_, _one, found.id, found.starts + by, note)
    else:
        done = _several(desk, found, by, scope, said, label_, note)
    if done is not None:
        then(day)


def _one(s: Session, id: int, starts: dt.datetime, note: Mapping[str, object] | None) -> list[int]:
    event.move(s, id, starts)
    if note:
        put(s, event.Event, id, note)
    return [id]


def _several(
    desk: Desk,
    found: schedule.Row,
    by: dt.timedelta,
    scope: str,
    said: str,
    step: str,
    note: Mapping[str, object] | None,
) -> list[int] | None:
    new = {"starts": found.starts + by, "ends": found.ends + by, **(note or {})}
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


class MoveDialog(Dialog):
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
        super().__init__(parent, _("Move “{title}”").format(title=found.title))
        self._desk, self._found, self._language, self._then = desk, found, language, then
        self.day = DateField(lambda: language, desk.today)
        self.day.name(_("New day"))
        mark(desk, self.day)
        self.day.put(to or found.starts.date())
        self.problem = label("", "problem")
        self.problem.hide()
        self._slot: Slot | None = None
        self.panel = ClashPanel(desk, self._take)
        self.others = DateClashes(desk)
        self.why = Why()
        self.scopes = QButtonGroup(self)
        self._build()
        self.day.done.connect(self.go)
        self.day.typed.connect(self._typed)
        self.scopes.buttonClicked.connect(self._look)
        self._look()
        self.day.line.setFocus()
        self.day.line.selectAll()

    def _build(self) -> None:
        column = self.column
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
        column.addWidget(self.panel)
        column.addWidget(self.why)
        if self._found.series_id is not None:
            column.addWidget(self.others)
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
        column.addStretch(1)
        self.foot(leave, self.move_button)

    def _typed(self) -> None:
        self._slot = None
        self._look()

    def _take(self, slot: Slot) -> None:
        """Take a clear time instead of the day that was typed."""
        self._slot = slot
        self.day.put(slot.starts.date())
        self.day.understood.setText(
            f"{dates.long(slot.starts, self._language)} {dates.clock(slot.starts)}"
        )
        self._look()

    def _by(self) -> dt.timedelta | None:
        """Give how far it moves; None while that is not a day."""
        try:
            day = self.day.take()
        except Invalid:
            return None
        if day is None:
            return None
        if self._slot is not None and self._slot.starts.date() == day:
            return self._slot.starts - self._found.starts
        return day - self._found.starts.date()

    def _scope(self) -> str:
        chosen = self.scopes.checkedButton()
        return chosen.objectName() if chosen is not None else "this"

    def _look(self) -> None:
        """Show what speaks against the new day, of a series against all that move."""
        by = self._by()
        plan = plans.stored(self._desk, self._found.id) if by is not None else None
        self.panel.ask(plan.at(plan.starts + by) if plan and by is not None else None)
        if by is not None:
            self.others.ask(of_series(self._desk, self._found.id, by, self._scope()))
        self.move_button.setText(_("Schedule anyway") if self.panel.heavy else _("Move"))
        self.why.setVisible(self.panel.heavy)
        self.fit()

    def go(self) -> None:
        """Move it, or say under the field what is wrong with the day."""
        by = self._by()
        if by is None:
            self._complain(self.day.explain())
            return
        note = self.why.note()
        self.accept()
        if by:
            move(self._desk, self._found, by, self._scope(), self._language, self._then, note)

    def _complain(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()
        self.day.line.setFocus()
