"""One person: the name, the fields, the open groups they take part in, and what can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.models import membership
from allydesk.models.privacy import Audience
from allydesk.ui.desk import Action, Desk
from allydesk.ui.groups import joining
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, label, tag
from allydesk.ui.people.awards import PersonAwards
from allydesk.ui.people.events import PersonEvents
from allydesk.ui.people.form import PersonForm
from allydesk.ui.people.learning import KINDS, PersonLearning
from allydesk.ui.records.detail import Doings, RecordDetail


class PersonDetail(RecordDetail):
    """The person beside the list."""

    depends = frozenset(
        [
            "person",
            "employee_group",
            "membership",
            "role_term",
            "event",
            "event_group",
            "attendance",
            "award",
            "award_recipient",
            "nomination",
            *KINDS,
        ]
    )
    names = "full_name"

    def __init__(self, desk: Desk, prints: Doings, more: Doings) -> None:
        super().__init__(desk, PersonForm(desk), prints, more)
        self.about = label("", "muted")
        self.groups = _Groups(desk)
        self.events = PersonEvents(desk)
        self.awards = PersonAwards(desk)
        self.learning = PersonLearning(desk)
        self.page.add(self.head(self.about), self.form, self.groups, self.events)
        self.page.add(self.learning, self.awards)
        self.page.end()

    def show_again(self) -> None:
        values, id = self.form.stored, self.form.id
        self.print.setEnabled(id is not None)
        self.others.setEnabled(id is not None)
        self.groups.show_person(id)
        self.events.show_person(id)
        self.awards.show_person(id)
        self.learning.show_person(id)
        if id is None:
            self.name.setText(_("New person"))
            self.about.setText(_("Stored as soon as there is a name."))
            return
        self.name.setText(str(values.get("full_name") or ""))
        parts = [values.get("known_as"), values.get("pronouns"), values.get("team")]
        if values.get("left"):
            parts.append(_("has left"))
        self.about.setText(" · ".join(str(p) for p in parts if p))
        self.about.setVisible(bool(self.about.text()))


class _Groups(Card):
    """The open groups of a person. Private ones show on their own page alone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Groups"))
        self.desk = desk
        self._person: int | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(8))
        self.add(self._rows)
        self.join = button(Action(_("Add to a group…"), self._choose, "plus"), "quiet")
        self.column.addWidget(self.join, 0, Qt.AlignmentFlag.AlignLeading)

    def show_person(self, id: int | None) -> None:
        self._person = id
        self.setVisible(id is not None)
        clear(self._rows)
        if id is None:
            return
        rows = self.desk.store.read(membership.of_person, id, Audience.COORDINATOR)
        for one in rows:
            self._rows.addWidget(self._row(one))
        if not rows:
            self._rows.addWidget(label(_("In no open group."), "muted"))

    def _row(self, one: membership.Row) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(8))
        go = Action(one.group, partial(self.desk.go, "groups", one.group_id))
        line.addWidget(button(go, "quiet"))
        for role in one.roles:
            line.addWidget(tag(role))
        line.addStretch(1)
        return row

    def _choose(self) -> None:
        """Offer the groups this person could join. A private one is joined on its own page."""
        if self._person is not None:
            joining.offer(self.desk, self.join, [self._person])
