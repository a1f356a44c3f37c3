"""An event like one there was, or like a template; one that would clash asks before it is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import organisation, series
from allydesk.planning import clashes
from allydesk.planning.clashes import SOME
from allydesk.planning.plan import Plan
from allydesk.planning.slots import Slot
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit.dialog import Dialog
from allydesk.ui.kit.momentfield import MomentField
from allydesk.ui.kit.widgets import button, label
from allydesk.ui.planning import plans
from allydesk.ui.planning.day import mark
from allydesk.ui.planning.panel import ClashPanel, Why

Then = Callable[[int], object]


def on_day(
    desk: Desk, parent: QWidget, pattern: int, title: str, day: dt.date, then: Then, hint: str = ""
) -> Again | None:
    """Make an event like another, or like a template, on a day at its own time of day."""
    plan = plans.stored(desk, pattern)
    clock = plan.starts.time() if plan is not None else dt.time()
    return at(desk, parent, pattern, title, dt.datetime.combine(day, clock), then, hint)


def at(
    desk: Desk,
    parent: QWidget,
    pattern: int,
    title: str,
    starts: dt.datetime,
    then: Then,
    hint: str = "",
) -> Again | None:
    """Make an event like another, at once where the time is clear; then(id) is called for it.

    Where something weighs against the time, it is shown first and asked what to do. hint goes with
    what is said about an event that was made at once.
    """
    plan = plans.stored(desk, pattern)
    if plan is not None:
        plan = replace(plan.at(starts), event=None)
        if clashes.heaviest(desk.store.read(clashes.of, plan)) >= SOME:
            asked = Again(desk, parent, pattern, title, plan, then)
            asked.open()
            return asked
    try:
        _make(desk, pattern, title, starts, {}, then, hint)
    except Problem as problem:
        desk.say(str(problem), problem=True)
    return None


def _make(
    desk: Desk,
    pattern: int,
    title: str,
    starts: dt.datetime,
    note: Mapping[str, object],
    then: Then,
    hint: str = "",
) -> None:
    """Store the event and say where it is. Raises Problem."""
    step = _("Add “{title}”").format(title=title)
    id = desk.store.write(step, series.copy, pattern, starts, note)
    day = dates.short(starts, desk.store.read(organisation.language), desk.today())
    said = _("“{title}” is on {day}.").format(title=title, day=day)
    desk.say(" ".join(filter(None, [said, hint])), undo=True)
    then(id)


class Again(Dialog):
    """The time the event would have, what speaks against it, and clear times nearby."""

    def __init__(
        self, desk: Desk, parent: QWidget, pattern: int, title: str, plan: Plan, then: Then
    ) -> None:
        super().__init__(parent, _("When is “{title}”?").format(title=title))
        self._desk, self._pattern, self._title = desk, pattern, title
        self._plan, self._then = plan, then
        language = desk.store.read(organisation.language)
        self.starts = MomentField(lambda: language, desk.today)
        self.starts.whole = plan.whole_day
        self.starts.name(_("Starts"))
        mark(desk, self.starts)
        self.starts.show_moment(plan.starts)
        self.problem = label("", "problem")
        self.problem.hide()
        self.panel = ClashPanel(desk, self._slot)
        self.why = Why()
        self.add_button = button(Action(_("Add event"), self.go, "plus"), "primary")
        head = label(_("Starts"), "strong")
        head.setBuddy(self.starts.line)
        for part in (label(title, "h2"), head, self.starts, self.problem, self.panel, self.why):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.foot(button(Action(_("Leave it"), self.reject)), self.add_button)
        self.starts.done.connect(self.go)
        self.starts.typed.connect(self._look)
        self._look()
        self.starts.line.setFocus()
        self.starts.line.selectAll()

    def _look(self) -> None:
        """Show what speaks against the time that stands there."""
        starts = self.starts.standing()
        self.panel.ask(self._plan.at(starts) if starts is not None else None)
        self.why.setVisible(self.panel.heavy)
        self.add_button.setText(_("Schedule anyway") if self.panel.heavy else _("Add event"))
        self.problem.hide()
        self.fit()

    def _slot(self, slot: Slot) -> None:
        self.starts.show_moment(slot.starts)
        self._look()

    def go(self) -> None:
        """Add the event, or say what is wrong with its time."""
        starts, note = self.starts.standing(), self.why.note()
        if starts is None:
            self._complain(self.starts.explain())
            return
        try:
            _make(self._desk, self._pattern, self._title, starts, note, self._gone)
        except Problem as problem:
            self._complain(str(problem))

    def _gone(self, id: int) -> None:
        self.accept()
        self._then(id)

    def _complain(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        self.starts.line.setFocus()
        self.fit()
