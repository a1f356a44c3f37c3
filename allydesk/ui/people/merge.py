"""Make one person of two: side by side, one choice per field, one step that can be undone."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import merge, organisation
from allydesk.models.base import Described, fields, values
from allydesk.models.person import Person
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import button, label, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 60  # characters of a value that are shown


def open(desk: Desk, parent: QWidget, first: int, second: int) -> Merging | None:
    """Show two people side by side."""
    sides = [desk.store.read(values, Person, id) for id in (first, second)]
    if sides[0] is None or sides[1] is None:
        return None
    made = Merging(desk, parent, (first, second), (sides[0], sides[1]))
    made.open()
    return made


class Merging(QDialog):
    """Where the two differ, the person chooses; what one of them lacks comes from the other."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        ids: tuple[int, int],
        sides: tuple[Mapping[str, object], Mapping[str, object]],
    ) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Merge two people"))
        self.desk, self._ids, self._sides = desk, ids, sides
        self._language = desk.store.read(organisation.language)
        self.chosen: dict[str, int] = {}  # field -> side
        whole = QVBoxLayout(self)
        m = look.px(24)
        whole.setContentsMargins(m, m, m, look.px(16))
        whole.setSpacing(look.px(12))
        whole.addWidget(label(_("Are these one person?"), "h1"))
        whole.addWidget(
            label(_("Choose what is right. Groups and roles of both are kept. You can undo this."))
        )
        page = Page(width=2000, margin=0)
        page.add(self._choices())
        page.end()
        whole.addWidget(page, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(Action(_("Keep both"), self.reject)))
        self.go = button(Action(_("Make them one"), self.merge, "git-merge"), "primary")
        row.addWidget(self.go)
        whole.addLayout(row)
        self.resize(look.px(640), look.px(480))

    def _choices(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(16))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        described = fields(Person)
        for row, name in enumerate(self._differing()):
            field = described[name]
            grid.addWidget(label(field.field.label), row, 0)
            both = QButtonGroup(made)
            for side in (0, 1):
                words = self._shown(field, self._sides[side].get(name))
                box = QRadioButton(plain(words))
                box.setAccessibleName(f"{field.field.label}: {words}")
                box.setChecked(self.chosen[name] == side)
                box.clicked.connect(partial(self._choose, name, side))
                both.addButton(box)
                grid.addWidget(box, row, side + 1)
        return made

    def _differing(self) -> list[str]:
        """Give the fields that differ, the fuller side chosen beforehand."""
        one, other = self._sides
        found = [n for n in fields(Person) if one.get(n) != other.get(n)]
        for name in found:
            self.chosen[name] = 0 if one.get(name) not in (None, "") else 1
        # How to sort a name follows the name, not whoever said how.
        self.chosen.update({n: 0 for n in ("sort_name", "pronunciation") if n in found})
        return found

    def _shown(self, described: Described, value: object) -> str:
        if value is None or value == "":
            return _("nothing")
        if isinstance(value, dt.date):
            return dates.medium(value, self._language)
        if described.field.choices:
            return described.field.choices[str(value)]
        words = " ".join(str(value).split())
        return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"

    def _choose(self, name: str, side: int, _ticked: object = None) -> None:
        self.chosen[name] = side

    def merge(self) -> None:
        """Put what was chosen on the first, move what belongs to the second, and close."""
        picked = {name: self._sides[side].get(name) for name, side in self.chosen.items()}
        names = [str(side.get("full_name")) for side in self._sides]
        keep, gone = self._ids
        step = _("Merge {one} and {other}").format(one=names[0], other=names[1])
        try:
            self.desk.store.write(step, merge.people, keep, gone, picked)
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return
        self.accept()
        self.desk.go("people", keep)
        self.desk.say(_("They are one person now."), undo=True)
