"""Whom something is for: people found by a few letters, names of others, or a team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.models import person
from allydesk.text import clean
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.flow import Flow
from allydesk.ui.kit.picker import Picker, Suggestion
from allydesk.ui.kit.widgets import button, clear


class Team(NamedTuple):
    """A team that is named as one."""

    name: str


class People(QWidget):
    """A line to type names in, and everybody chosen, each with a way to take them off.

    Signals: changed() when a person chose; next() when Enter is pressed with nothing typed.
    """

    changed = Signal()
    next = Signal()

    def __init__(
        self, desk: Desk, name: str, hint: str, *, others: bool = True, team: bool = False
    ) -> None:
        super().__init__()
        self._desk, self._others, self._teams = desk, others, team
        self.people: dict[int, str] = {}
        self.written: list[str] = []
        self.team: str | None = None
        self.picker = Picker(name, hint, self._find)
        self.picker.picked.connect(self._pick)
        self.picker.returnPressed.connect(self._enter)
        self.chosen = QWidget()
        self._flow = Flow(self.chosen, look.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.picker)
        column.addWidget(self.chosen)
        self.setFocusProxy(self.picker)
        self._show()

    def put(
        self, people: Mapping[int, str], written: Sequence[str] = (), team: str | None = None
    ) -> None:
        """Show who is chosen, without telling anybody."""
        self.people, self.written, self.team = dict(people), list(written), team
        self._show()

    def draft(self) -> dict[str, Any]:
        """Give who is chosen, to be put back by put(**draft)."""
        return {"people": dict(self.people), "written": list(self.written), "team": self.team}

    def any(self) -> bool:
        return bool(self.people or self.written or self.team)

    def names(self) -> list[str]:
        return [*self.people.values(), *self.written]

    def _find(self, text: str) -> list[Suggestion]:
        found = self._desk.store.read(person.find, text, 7)
        lines = [Suggestion(", ".join(filter(None, [p.name, p.team])), p) for p in found]
        name = clean(text)
        if self._others:
            said = _("“{name}”, who is not among the people here").format(name=name)
            lines.append(Suggestion(said, name))
        if self._teams:
            lines.append(Suggestion(_("“{name}” as a team").format(name=name), Team(name)))
        return lines

    def _pick(self, who: object) -> None:
        if isinstance(who, person.Row):
            self.people[who.id] = who.name
        elif isinstance(who, Team):
            self.team = who.name
        elif str(who) not in self.written:
            self.written.append(str(who))
        self._show()
        self.changed.emit()

    def _enter(self) -> None:
        if not self.picker.text().strip():
            self.next.emit()

    def _remove(self, who: int | str | Team) -> None:
        if isinstance(who, Team):
            self.team = None
        elif isinstance(who, int):
            self.people.pop(who, None)
        else:
            self.written.remove(who)
        self.picker.setFocus()  # before the button that has the keyboard goes
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        clear(self._flow)
        every: list[tuple[str, int | str | Team]] = [(n, id) for id, n in self.people.items()]
        every += [(name, name) for name in self.written]
        if self.team:
            every.insert(0, (_("Team: {name}").format(name=self.team), Team(self.team)))
        for words, who in every:
            made = button(Action(words, partial(self._remove, who), "x"), "chip")
            made.setAccessibleName(_("Take {name} off").format(name=words))
            made.setToolTip(made.accessibleName())
            self._flow.addWidget(made)
        self.chosen.setVisible(bool(every))
