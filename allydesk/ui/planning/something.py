"""Plan something for an observance: a title, a day, and what speaks against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from allydesk import dates
from allydesk.errors import Invalid
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.base import put
from allydesk.models.event import USUAL_LENGTH, Event
from allydesk.planning import ideas
from allydesk.planning.observances import Occurrence
from allydesk.planning.plan import Plan
from allydesk.planning.slots import Slot
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.dialog import Dialog
from allydesk.ui.kit.momentfield import MomentField
from allydesk.ui.kit.widgets import button, label
from allydesk.ui.planning import words
from allydesk.ui.planning.day import mark
from allydesk.ui.planning.panel import ClashPanel, Why

Then = Callable[[int], object]


def ask(desk: Desk, parent: QWidget, one: Occurrence, then: Then | None = None) -> Something:
    """Ask what is planned for an observance; then(id) is called for the new event."""
    dialog = Something(desk, parent.window(), one, then)
    dialog.open()
    return dialog


class Something(Dialog):
    """The title is marked, to be typed over; Enter adds the event."""

    def __init__(self, desk: Desk, parent: QWidget, one: Occurrence, then: Then | None) -> None:
        super().__init__(parent, _("Plan something for {name}").format(name=one.name))
        self._desk, self._one, self._then = desk, one, then
        self._language = desk.store.read(organisation.language)
        self._idea = desk.store.read(ideas.of, one, desk.today())
        self.title = QLineEdit(str(self._idea["title"]))
        self.title.setObjectName("title")
        self.title.setAccessibleName(_("Title"))
        self.starts = MomentField(lambda: self._language, desk.today)
        self.starts.name(_("Starts"))
        mark(desk, self.starts)
        moment = self._idea["starts"]
        self.starts.show_moment(moment if isinstance(moment, dt.datetime) else None)
        self.problem = label("", "problem")
        self.problem.hide()
        self.panel = ClashPanel(desk, self._slot)
        self.why = Why()
        self.add_button = button(Action(_("Add event"), self.go, "plus"), "primary")
        self._build()
        self.title.returnPressed.connect(self.go)
        self.starts.done.connect(self.go)
        self.starts.typed.connect(self._look)
        self._look()
        self.title.setFocus()
        self.title.selectAll()

    def _build(self) -> None:
        column = self.column
        column.addWidget(label(self._one.name, "h2"))
        when = words.when(self._one, self._language, self._desk.today())
        column.addWidget(label(f"{when} · {words.kind(self._one)}", "muted"))
        for text in (self._one.note, " ".join(self._one.plan)):
            if text:
                column.addWidget(label(text))
        column.addSpacing(look.px(4))
        for text, field in ((_("Title"), self.title), (_("Starts"), self.starts)):
            name = label(text, "strong")
            name.setBuddy(field)
            column.addWidget(name)
            column.addWidget(field)
        column.addWidget(self.problem)
        column.addWidget(self.panel)
        column.addWidget(self.why)
        column.addStretch(1)
        self.foot(button(Action(_("Leave it"), self.reject)), self.add_button)

    def _moment(self) -> dt.datetime | None:
        try:
            return self.starts.take()
        except Invalid:
            return None

    def _look(self) -> None:
        """Show what speaks against the day that stands there."""
        starts = self._moment()
        plan = Plan(starts, starts + USUAL_LENGTH, food=True) if starts else None
        self.panel.ask(plan)
        self.why.setVisible(self.panel.heavy)
        self.add_button.setText(_("Schedule anyway") if self.panel.heavy else _("Add event"))
        self.fit()

    def _slot(self, slot: Slot) -> None:
        self.starts.show_moment(slot.starts)
        self._look()

    def go(self) -> None:
        """Add the event, or say what is missing."""
        title, starts = self.title.text().strip(), self._moment()
        if not title or starts is None:
            self.problem.setText(_("Type a title.") if not title else self.starts.explain())
            self.problem.show()
            (self.title if not title else self.starts).setFocus()
            return
        values = {**self._idea, "title": title, "starts": starts, "ends": starts + USUAL_LENGTH}
        values |= self.why.note()
        day = dates.short(starts, self._language, self._desk.today())
        said = _("“{title}” is on {day}.").format(title=title, day=day)
        step = _("Add “{title}”").format(title=title)
        try:
            id = self._desk.store.write(step, put, Event, None, values)
        except Invalid as invalid:
            self.problem.setText(str(invalid))
            self.problem.show()
            return
        self.accept()
        self._desk.say(said, undo=True)
        if self._then is not None:
            self._then(id)
