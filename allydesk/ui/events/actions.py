"""What somebody said they would do at an event, and what is still to do from the ones before."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from allydesk import dates
from allydesk.language import _
from allydesk.models import action, organisation
from allydesk.models.action import ActionItem, Row
from allydesk.models.base import drop, put
from allydesk.text import clean
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.owner import OwnerLine
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, flow, label, row
from allydesk.ui.records.form import Form, Section

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class ActionForm(Form):
    """The fields of one action."""

    kind = ActionItem
    sections = (Section("", ("text", "due", "state")),)

    def read(self, id: int) -> dict[str, object] | None:
        return self.desk.store.read(action.card, id)

    def words(self, name: str, value: object) -> tuple[str, str]:
        field = self._fields[name].field.label
        step = _("Change an action: {field}").format(field=field[:1].lower() + field[1:])
        return step, _("{field} is stored.").format(field=field)

    def words_new(self, values: Mapping[str, object]) -> tuple[str, str]:
        return _("Add an action"), _("The action is noted.")


class Actions(Card):
    """A line for a new one, a tick box for each, and the fields of the one that is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("To do"))
        self.desk = desk
        self._event = 0
        self._open: int | None = None
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Add an action"))
        self.line.setPlaceholderText(_("Add an action: what somebody will do, then Enter"))
        self.line.returnPressed.connect(self._add)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(4))
        self.form = ActionForm(desk)
        self.owner = OwnerLine(desk, _("Who"), self._set_owner)
        who = label(_("Who"), "strong")
        who.setBuddy(self.owner)
        self.fields = QWidget()
        inside = QVBoxLayout(self.fields)
        inside.setContentsMargins(0, look.px(8), 0, 0)
        for part in (who, self.owner, self.form):
            inside.addWidget(part)
        inside.addWidget(
            flow(
                button(Action(_("Close"), self._close)),
                button(Action(_("Take it off"), self._remove, "trash-2"), "quiet"),
            )
        )
        self.add(self.line, self._rows, self.fields)

    def flush(self) -> None:
        self.form.flush()

    # What another record than an event says for itself.

    def found(self, id: int) -> tuple[list[Row], list[Row]]:
        """Give the actions of the record, and those carried on to it from before."""
        store = self.desk.store
        return store.read(action.of_event, id), store.read(action.carried, id)

    def make(self, text: str, said: str) -> int | None:
        """Store a new action of the record and give its id."""
        values = {"text": text, "source": "event", "source_id": self._event}
        return self.desk.do(said, _("Add an action"), put, ActionItem, None, values)

    def show_event(self, id: int) -> None:
        if id != self._event:
            self.flush()
            self._open = None
            self.line.clear()
        self._event = id
        store = self.desk.store
        language = store.read(organisation.language)
        own, carried = self.found(id)
        clear(self._rows)
        for one in own:
            self._rows.addWidget(self._row(one, language))
        if carried:
            self._rows.addWidget(label(_("Still to do from before"), "strong"))
        for one in carried:
            self._rows.addWidget(self._row(one, language, carried=True))
        opened = next((a for a in [*own, *carried] if a.id == self._open), None)
        self.fields.setVisible(opened is not None)
        if opened is not None:
            self.owner.put(opened.owner)
            if not self.form.shows(opened.id):
                self.form.load(opened.id)

    def _row(self, one: Row, language: str, *, carried: bool = False) -> QWidget:
        box = QCheckBox()
        box.setChecked(one.state in ("done", "dropped"))
        box.setAccessibleName(_("Done: {text}").format(text=one.text))
        box.clicked.connect(partial(self._tick, one))
        due = dates.short(one.due, language, self.desk.today()) if one.due else ""
        if due and one.late(self.desk.today()):
            due = _("waiting since {day}").format(day=due)
        from_before = one.event if carried else None
        words = " · ".join(filter(None, [one.owner, due, from_before]))
        change = button(Action(_("Change"), partial(self._change, one.id)), "quiet")
        change.setAccessibleName(_("Change: {text}").format(text=one.text))
        says = QWidget()
        column = QVBoxLayout(says)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(one.text))
        if words:
            column.addWidget(label(words, "muted"))
        return row(box, says, change, stretch=1)

    def _add(self) -> None:
        text = clean(self.line.text())
        if not text:
            return
        self._open = None
        id = self.make(text, _("Noted. Say who does it, and by when."))
        if id is not None:
            self.line.clear()
            self._change(id)

    def _tick(self, one: Row) -> None:
        state = "open" if one.state in ("done", "dropped") else "done"
        said = _("Done: {text}").format(text=one.text) if state == "done" else _("To do again.")
        self.desk.do(said, _("Tick an action"), put, ActionItem, one.id, {"state": state})

    def _change(self, id: int) -> None:
        self._open = id
        self.show_event(self._event)
        self.owner.setFocus()

    def _close(self) -> None:
        self.flush()
        self._open = None
        self.show_event(self._event)
        self.line.setFocus()

    def _remove(self) -> None:
        if self._open is not None:
            said, step = _("The action is gone."), _("Delete an action")
            self.desk.do(said, step, drop, ActionItem, [self._open])

    def _set_owner(self, id: int | None, words: str | None) -> None:
        item = self._open
        if item is None:
            return

        def store(s: Session) -> int:
            return put(s, ActionItem, item, {"owner_id": id, "owner_words": words})

        self.desk.do(_("Who does it is stored."), _("Change who does something"), store)
