"""One award type: what it is for, how its certificate reads, what it may cost; and values of our own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.awards import award_type, behaviour
from allydesk.models.awards.behaviour import OwnValue
from allydesk.models.base import drop, put
from allydesk.text import clean
from allydesk.ui.awards.forms import TypeForm
from allydesk.ui.awards.head import Head
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.flow import Flow
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import Card, button, card, clear, label


class TypePage(Page):
    """An award type and its fields. form.created tells the id of a new one."""

    def __init__(self, desk: Desk, delete: Callable[[], object]) -> None:
        super().__init__()
        self.desk = desk
        self.form = TypeForm(desk)
        self.sample = label("")
        self.values = Values(desk)
        self.head = Head([Action(_("Delete"), delete, "trash-2", "Del")])
        self.add(self.head, self.form, card(self.sample, title=_("As it will read")), self.values)
        self.end()
        self.form.created.connect(lambda _id: self.refresh())

    def load(self, id: int | None) -> None:
        if not self.form.shows(id):
            self.form.load(id)
            self.verticalScrollBar().setValue(0)
        self.refresh()

    def flush(self) -> None:
        self.form.flush()

    def first(self) -> QWidget:
        return self.form.lines["name"].editor.field

    def refresh(self) -> None:
        values, id = self.form.stored, self.form.id
        self.head.others.setEnabled(id is not None)
        self.values.refresh()
        self._show_sample()
        if id is None:
            self.head.say(_("New award type"), _("Stored as soon as there is a name."))
            return
        rows = self.desk.store.read(award_type.listing, in_use=False)
        one = next((r for r in rows if r.id == id), None)
        if one is not None:
            given = ngettext("{n} given", "{n} given", one.given).format(n=one.given)
            waiting = ngettext("{n} to decide", "{n} to decide", one.waiting)
            self.head.say(str(values["name"]), given, waiting.format(n=one.waiting))

    def _show_sample(self) -> None:
        values = self.form.stored
        wording = values.get("wording")
        filled = award_type.filled(
            str(wording) if wording else None,
            {
                "name": _("Tom Bright"),
                "award": str(values.get("name") or ""),
                "citation": _("writing the minutes in large print, every week"),
                "behaviours": ", ".join(behaviour.words(str(values.get("behaviours") or ""))),
                "date": _("today"),
                "organisation": self.desk.store.read(organisation.name),
            },
        )
        self.sample.setText(filled)


class Values(Card):
    """What the organisation values beside the six behaviours; each can be chosen where they are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Values of our own"))
        self.desk = desk
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Add a value"))
        self.line.setPlaceholderText(_("As in “We keep the door open”, then Enter"))
        self.line.returnPressed.connect(self._add)
        self._chips = QWidget()
        self._flow = Flow(self._chips, look.px(8))
        hint = _("They are offered beside the six behaviours, for every award.")
        self.add(label(hint, "muted"), self._chips, self.line)
        self._shown: list[tuple[int, str]] = []

    def refresh(self) -> None:
        rows = self.desk.store.read(behaviour.own)
        if rows == self._shown:
            return
        self._shown = rows
        clear(self._flow)
        for id, name in rows:
            made: QPushButton = button(Action(name, partial(self._remove, id, name), "x"), "chip")
            made.setAccessibleName(_("Take {name} off").format(name=name))
            self._flow.addWidget(made)
        self._chips.setVisible(bool(rows))

    def _add(self) -> None:
        name = clean(self.line.text())
        if not name:
            return
        try:
            self.desk.store.write(_("Add a value"), put, OwnValue, None, {"name": name})
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return
        self.line.clear()
        self.desk.say(_("“{name}” can be chosen now.").format(name=name), undo=True)

    def _remove(self, id: int, name: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        said = _("“{name}” is offered no more. What has it keeps it.").format(name=name)
        self.desk.do(said, _("Delete a value"), drop, OwnValue, [id])
