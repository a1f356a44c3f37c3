"""For whom a course is required, from when, and how long they have for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import membership, organisation
from allydesk.models.base import drop, put, used
from allydesk.models.learning import requirement, standing
from allydesk.models.learning.requirement import WHO, Requirement
from allydesk.models.person import Person
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, flow, label, menu, row
from allydesk.ui.learning.forms import RuleForm

_NOBODY = _("It is required of nobody. Whoever likes can do it.")
_OLD = _("No longer offered: nobody has to do it now.")
_NO_ONE = {
    "team": _("Nobody is in this team now. If it has another name, choose that."),
    "location": _("Nobody is at this location now. If it has another name, choose that."),
}
_PLAIN = ("everyone", "lead", "ally", "manager")


class Rules(Card):
    """Each rule with its days; one click adds another."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Who needs it"))
        self.desk = desk
        self._course = 0
        self._open: int | None = None
        self._offered = True
        self.hint = label(_NOBODY, "muted")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(4))
        self.form = RuleForm(desk)
        self.close_button = button(Action(_("Close"), self._close))
        self.fields = QWidget()
        inside = QVBoxLayout(self.fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.form)
        inside.addWidget(flow(self.close_button))
        adding = (
            (_("Require it of"), "users", self._plainly),
            (_("A team"), "building-2", partial(self._known, "team")),
            (_("A location"), "map-pin", partial(self._known, "location")),
            (_("A role"), "crown", self._roles),
        )
        self.adding = [_opener(*one) for one in adding]
        self.add(self.hint, self._rows, self.fields, flow(*self.adding))

    def leave(self) -> None:
        self.flush()
        self._open = None

    def flush(self) -> None:
        self.form.flush()

    def show_course(self, id: int, *, offered: bool = True) -> None:
        self._course, self._offered = id, offered
        rows = self.desk.store.read(requirement.of_course, id)
        self.hint.setText(_NOBODY if offered else _OLD)
        self.hint.setVisible(not rows or not offered)
        clear(self._rows)
        language = self.desk.store.read(organisation.language)
        reach = self.desk.store.read(standing.reach, id, self.desk.today())
        for one in rows:
            self._rows.addWidget(self._row(one, reach.get(one.id, 0), language))
        opened = next((r for r in rows if r.id == self._open), None)
        self.fields.setVisible(opened is not None)
        if opened is not None and not self.form.shows(opened.id):
            self.form.load(opened.id)

    def _row(self, one: requirement.Row, people: int, language: str) -> QWidget:
        parts = [_("from {day}").format(day=dates.medium(one.from_day, language))]
        if one.grace:
            parts.append(
                ngettext("{n} day to do it", "{n} days to do it", one.grace).format(n=one.grace)
            )
        if people:
            parts.append(ngettext("{n} person", "{n} people", people).format(n=f"{people:,}"))
        change = button(Action(_("Change"), partial(self._change, one.id)), "quiet")
        change.setAccessibleName(_("Change: {rule}").format(rule=one.words))
        gone = button(Action(_("Take off"), partial(self._remove, one)), "quiet")
        gone.setAccessibleName(_("Take off: {rule}").format(rule=one.words))
        says = QWidget()
        column = QVBoxLayout(says)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(one.words))
        column.addWidget(label(" · ".join(parts), "muted"))
        if not people:
            column.addWidget(label(_NO_ONE.get(one.who, _("Nobody is meant now.")), "problem"))
        return row(says, change, gone)

    def _plainly(self) -> list[Action]:
        return [Action(WHO[who], partial(self._add, who)) for who in _PLAIN]

    def _known(self, field: str) -> list[Action]:
        values = self.desk.store.read(used, Person, field)
        return [Action(value, partial(self._add, field, value)) for value in values]

    def _roles(self) -> list[Action]:
        roles = membership.ROLES.items()
        return [Action(words, partial(self._add, "role", name)) for name, words in roles]

    def _add(self, who: str, which: str | None = None) -> None:
        values = {"course_id": self._course, "who": who, "which": which}
        said = _("It is required from today. Change gives people time to do it.")
        self.desk.do(said, _("Require a course"), put, Requirement, None, values)

    def _change(self, id: int) -> None:
        self._open = id
        self.show_course(self._course, offered=self._offered)
        self.form.reveal("from_day")

    def _close(self) -> None:
        self.leave()
        self.adding[0].setFocus()
        self.show_course(self._course, offered=self._offered)

    def _remove(self, one: requirement.Row) -> None:
        self.adding[0].setFocus()  # before the button that has the keyboard goes
        said = _("No longer required: {rule}.").format(rule=one.words)
        self.desk.do(said, _("Require a course no longer"), drop, Requirement, [one.id])


def _opener(text: str, icon: str, offer: Callable[[], Sequence[Action]]) -> QPushButton:
    """Make a button that opens a menu of what there is at that moment."""
    made = button(Action(text + " ▾", lambda: _offer(made, offer()), icon))
    made.setAccessibleName(text)
    return made


def _offer(beside: QWidget, actions: Sequence[Action]) -> None:
    nothing = Action(_("Nothing is noted on people’s pages yet"), lambda: None, enabled=False)
    shown = menu(actions or [nothing], beside)
    shown.aboutToHide.connect(shown.deleteLater)
    shown.popup(beside.mapToGlobal(QPoint(0, beside.height())))
