"""One person: the name, the fields, the open groups they take part in, and what can be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.models import membership
from allydesk.models.privacy import Audience
from allydesk.ui.desk import Action, Desk
from allydesk.ui.groups import joining
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, Page, button, clear, label, menu_button, more_button, tag
from allydesk.ui.people.events import PersonEvents
from allydesk.ui.people.form import PersonForm
from allydesk.ui.records.screen import Detail

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KINDS = frozenset(
    ["person", "employee_group", "membership", "role_term", "event", "event_group", "attendance"]
)


class PersonDetail(Detail):
    """The person beside the list."""

    def __init__(
        self,
        desk: Desk,
        prints: Callable[[], Sequence[Action]],
        more: Callable[[], Sequence[Action]],
    ) -> None:
        super().__init__()
        self.desk = desk
        self._prints, self._more = prints, more
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.page = Page()
        whole.addWidget(self.page)
        self.form = PersonForm(desk)
        self.groups = _Groups(desk)
        self.events = PersonEvents(desk)
        self.page.add(self._head(), self.form, self.groups, self.events)
        self.page.end()
        self.form.created.connect(self._show)
        desk.changed.connect(self._changed)

    def _head(self) -> QWidget:
        head = QWidget()
        words = QVBoxLayout(head)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(look.px(4))
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        words.addLayout(line)
        self.name = label("", "h1")
        self.about = label("", "muted")
        line.addWidget(self.name, 1)
        words.addWidget(self.about)
        self.print = menu_button(_("Print"), self._prints(), "printer")
        self.others = more_button(self._more())
        for widget in (self.print, self.others):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def load(self, id: int | None) -> None:
        if self.form.shows(id):
            return  # it is shown; a refresh keeps it fresh
        self.form.load(id)
        self.page.verticalScrollBar().setValue(0)
        self._show()

    def flush(self) -> None:
        self.form.flush()

    def enter(self, *, name: bool = False) -> None:
        self.form.reveal("full_name")
        line = self.form.lines["full_name"].editor.field
        if name and isinstance(line, QLineEdit):
            line.selectAll()

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS:
            self._show()

    def _show(self) -> None:
        """Write the head anew; the fields take care of themselves."""
        values, id = self.form.stored, self.form.id
        self.print.setEnabled(id is not None)
        self.others.setEnabled(id is not None)
        self.groups.show_person(id)
        self.events.show_person(id)
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
