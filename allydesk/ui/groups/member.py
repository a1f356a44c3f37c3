"""One person in a group: what they agreed to, their roles, and how they leave."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from allydesk.errors import Invalid
from allydesk.language import _
from allydesk.models import group, membership
from allydesk.models.base import drop, put
from allydesk.models.membership import Membership, RoleTerm
from allydesk.ui.desk import Action, Desk
from allydesk.ui.groups import joining
from allydesk.ui.groups.form import MembershipForm, day
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, flow, label

if TYPE_CHECKING:
    from collections.abc import Callable


class Member(Card):
    """The card below the table for the one who is chosen in it."""

    def __init__(self, desk: Desk, language: Callable[[], str]) -> None:
        super().__init__()
        self.desk = desk
        self.row: membership.Row | None = None
        self._group: group.Row | None = None
        self.name = label("", "h2")
        self.open_person = button(Action(_("Open person"), self._open, "user"), "quiet")
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.open_person)
        self.form = MembershipForm(desk)
        self.roles = _Roles(desk, language, self._label)
        self.leave = button(Action(_("Left the group"), self._leave, "log-out"))
        self.remove = button(Action(_("Remove from the list"), self._remove, "user-minus"))
        self.add(head, self.form, self.roles, flow(self.leave, self.remove))

    def show_member(self, row: membership.Row, of: group.Row) -> None:
        self.row, self._group = row, of
        self.form.group, self.form.person = of, row.person_id
        self.name.setText(row.name)
        if not self.form.shows(row.id):
            self.form.load(row.id)
        self.roles.show_roles(row.id)
        self.leave.setVisible(row.left is None)

    def _label(self, named: str, unnamed: str) -> str:
        """Give the label of a step, without a name if the list is private."""
        assert self.row is not None
        assert self._group is not None
        return joining.step(self.desk, self._group, [self.row.person_id], named, unnamed)

    def _open(self) -> None:
        if self.row is not None:
            self.desk.go("people", self.row.person_id)

    def _leave(self) -> None:
        assert self.row is not None
        step = self._label(_("{name} leaves {group}"), _("A person leaves {group}"))
        said = _("Noted: left today. The list keeps the history.")
        self.desk.do(said, step, put, Membership, self.row.id, {"left": self.desk.today()})

    def _remove(self) -> None:
        assert self.row is not None
        step = self._label(_("Remove {name} from {group}"), _("Remove a person from {group}"))
        self.desk.do(_("Removed from the list."), step, drop, Membership, [self.row.id])


class _Roles(QWidget):
    """The roles somebody holds or held in a group, and a line to give another."""

    def __init__(
        self, desk: Desk, language: Callable[[], str], step: Callable[[str, str], str]
    ) -> None:
        super().__init__()
        self.desk, self._language, self._step = desk, language, step
        self._membership = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(label(_("Roles"), "strong"))
        self._held = QVBoxLayout()
        self._held.setSpacing(look.px(4))
        column.addLayout(self._held)
        self.role = QComboBox()
        self.role.setAccessibleName(_("Role"))
        for value, words in membership.ROLES.items():
            self.role.addItem(words, value)
        self.role.activated.connect(self._ask_words)
        self.own = QLineEdit()
        self.own.setAccessibleName(_("Role in your own words"))
        self.own.setPlaceholderText(_("As in “Chair of the programme”"))
        self.own.setMinimumWidth(look.px(220))
        self.own.returnPressed.connect(self._add)
        self.give = button(Action(_("Give this role"), self._add, "plus"))
        column.addWidget(flow(self.role, self.own, self.give))
        self.wrong = label("", "problem")
        self.wrong.hide()
        column.addWidget(self.wrong)

    def show_roles(self, id: int) -> None:
        self._membership = id
        clear(self._held)
        for term in self.desk.store.read(membership.terms, id):
            self._held.addWidget(self._line(term))
        self._ask_words()

    def _ask_words(self) -> None:
        self.own.setVisible(self.role.currentData() == "other")
        self.wrong.hide()

    def _line(self, term: membership.Term) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        words = membership.role_words(term.role, term.own_words)
        row.addWidget(label(f"{words} · {self._when(term)}"), 1)
        if term.to_day is None:
            ends = button(Action(_("Ends today"), partial(self._end, term)), "quiet")
            ends.setAccessibleName(_("{role} ends today").format(role=words))
            row.addWidget(ends)
        gone = button(Action(_("Remove"), partial(self._remove, term)), "quiet")
        gone.setAccessibleName(_("Remove the role {role}").format(role=words))
        row.addWidget(gone, 0, Qt.AlignmentFlag.AlignRight)
        return made

    def _when(self, term: membership.Term) -> str:
        language = self._language()
        since, until = day(term.from_day, language), day(term.to_day, language)
        if since and until:
            return _("{since} to {until}").format(since=since, until=until)
        if until:
            return _("until {day}").format(day=until)
        return _("since {day}").format(day=since) if since else _("now")

    def _add(self) -> None:
        step = self._step(_("Give {name} a role in {group}"), _("Give a role in {group}"))
        role = self.role.currentData()
        values = {
            "membership_id": self._membership,
            "role": role,
            "own_words": self.own.text() if role == "other" else None,
            "from_day": self.desk.today(),
        }
        try:
            self.desk.store.write(step, put, RoleTerm, None, values)
        except Invalid as wrong:
            self.wrong.setText(str(wrong))
            self.wrong.show()
            return
        self.own.clear()
        self.desk.say(_("The role is given."), undo=True)

    def _end(self, term: membership.Term) -> None:
        step = self._step(_("End {name}’s role in {group}"), _("End a role in {group}"))
        values = {"to_day": self.desk.today()}
        self.desk.do(_("The role ends today."), step, put, RoleTerm, term.id, values)

    def _remove(self, term: membership.Term) -> None:
        step = self._step(_("Remove {name}’s role in {group}"), _("Remove a role in {group}"))
        self.desk.do(_("The role is removed."), step, drop, RoleTerm, [term.id])
