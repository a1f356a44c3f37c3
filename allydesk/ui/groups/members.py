"""The people of a group: who, in which role, and who may know; add, change, leave."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.language import _, ngettext
from allydesk.models import group, membership, organisation, person, privacy
from allydesk.models.base import drop, put
from allydesk.models.membership import Membership
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.ui.desk import Action, Desk
from allydesk.ui.groups import joining
from allydesk.ui.groups.form import day
from allydesk.ui.groups.member import Member
from allydesk.ui.kit import look
from allydesk.ui.kit.picker import Picker, Suggestion
from allydesk.ui.kit.table import (
    Column,
    Rows,
    choose,
    chosen,
    keep_in_sight,
    page_around,
    sort_by_click,
    table,
)
from allydesk.ui.kit.widgets import Card, button, flow, label, menu_button, notice

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LEAST = 5  # rows of the table above the card of who is chosen, even where the page must scroll
_IN_FULL = 60  # where the page scrolls anyway, so many rows need no scrolling of their own
_WIDE = (0, 480, 0, 560, 690)  # pixels at 100 %: a narrower table goes without this column


class Members(QWidget):
    """The list of a group, and below it whoever is chosen there.

    opened is sent with the part of the page that somebody wants to see now.
    """

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.group: group.Row | None = None
        self.former = False
        self._quiet = False
        self._look_at = False  # somebody clicked a name and wants to see the card
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._fit)
        self._build()

    def language(self) -> str:
        return self.desk.store.read(organisation.language)

    # Making it.

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(16), 0, 0)
        column.setSpacing(look.px(12))
        self.reason = notice(
            _("This list can reveal something personal. It is not shown elsewhere."), "attention"
        )
        self.picker = Picker(
            _("Add a person"), _("Add a person: type a name, press Enter"), self._find
        )
        self.picker.picked.connect(self._add)
        self.rows: Rows[membership.Row] = Rows(self._columns(), self._says)
        self.table = table(self.rows, _("People in the group"))
        self.table.setSelectionMode(self.table.SelectionMode.ExtendedSelection)
        head = self.table.horizontalHeader()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, head.ResizeMode.Stretch)
        head.setMinimumSectionSize(look.px(80))
        sort_by_click(self.table)
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        keep_in_sight(self.table)
        self.table.activated.connect(lambda _at: self._go_into())
        self.table.clicked.connect(lambda _at: self._fit_soon(look_at=True))
        self.none = label(_("Nobody yet. Add the people who said they take part."), "muted")
        self.toggle = button(Action("", self._toggle, "history"), "quiet")
        self.member = Member(self.desk, self.language)
        self.several = self._several()
        for part in (self.reason, self.picker, self.table, self.none):
            column.addWidget(part)
        column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.member)
        column.addWidget(self.several)
        column.addStretch(1)
        self._below = (self.table, self.toggle, self.member, self.several)

    def _columns(self) -> Sequence[Column[membership.Row]]:
        return [
            Column(_("Name"), lambda r: r.name, order=lambda r: r.name.casefold(), width=190),
            Column(_("Role"), lambda r: ", ".join(r.roles), width=130),
            Column(_("May be seen by"), _seen_by, width=140),
            Column(_("Joined"), lambda r: day(r.joined, self.language()), lambda r: r.joined, 110),
            Column(_("Takes part as"), lambda r: membership.TAKES_PART_AS[r.takes_part_as]),
        ]

    def _says(self, row: membership.Row) -> str:
        parts = [row.name, *row.roles, _("may be seen by: {who}").format(who=_seen_by(row))]
        return ", ".join(parts)

    def _several(self) -> Card:
        made = Card()
        self.count = label("", "h2")
        scopes = [
            Action(words, partial(self._set_scope, value))
            for value, words in privacy.SCOPES.items()
        ]
        made.add(
            self.count,
            flow(
                menu_button(_("May be seen by"), scopes, "eye"),
                button(Action(_("Left the group"), self._all_leave, "log-out")),
                button(Action(_("Remove from the list"), self._remove_all, "user-minus")),
            ),
        )
        return made

    # Showing.

    def show_group(self, of: group.Row | None) -> None:
        """Show the people of a group, as they are now."""
        if of is None or self.group is None or of.id != self.group.id:
            self.member.form.flush()
            self.table.clearSelection()
            self.former = False
            self.picker.clear()
        self.group = of
        if of is not None:
            self._fill(of)

    def _fill(self, of: group.Row) -> None:
        chosen = self.chosen()
        now = self.desk.store.read(membership.of_group, of.id, Audience.COORDINATOR)
        past = self.desk.store.read(membership.formerly_of_group, of.id)
        self.former = self.former and bool(past)
        self.reason.setVisible(of.listing == "private")
        self._quiet = True
        self.rows.show([*now, *past] if self.former else now)
        self._quiet = False
        self._mark(chosen)
        shown = self.rows.rowCount()
        self.table.setVisible(shown > 0)
        self.none.setVisible(not shown)
        self.toggle.setVisible(bool(past))
        show = ngettext("Show {n} who left", "Show {n} who left", len(past)).format(n=len(past))
        self.toggle.setText(_("Hide those who left") if self.former else show)
        self._chosen()

    def _fit_soon(self, *, look_at: bool = False) -> None:
        self._look_at = self._look_at or look_at
        self._settled.start()  # once everything has its place

    def _fit(self) -> None:
        """Show the columns there is room for, and so many rows that the page need not scroll too."""
        for column, wide in enumerate(_WIDE):
            self.table.setColumnHidden(column, self.width() < look.px(wide))
        area = page_around(self)
        page = area.widget() if area is not None else None
        if area is None or page is None or not self.table.isVisible():
            return
        last = max((w for w in self._below if w.isVisible()), key=lambda w: w.geometry().bottom())
        end = last.mapTo(page, QPoint(0, last.height())).y() + look.px(24)
        row, count = self.table.verticalHeader().defaultSectionSize(), self.rows.rowCount()
        rest = self.table.horizontalHeader().sizeHint().height() + look.px(8)
        wanted = self.table.height() + area.viewport().height() - end
        few = _LEAST if self.chosen() else _IN_FULL  # the list and the card are seen together
        least, most = (rest + row * min(count, n) for n in (few, count))
        fits = wanted >= rest + row * min(count, _LEAST)
        self.table.setFixedHeight(min(wanted, most) if fits else least)
        if self._look_at:
            self._look_at = False
            QTimer.singleShot(0, self, self._let_see)  # only then it is laid out

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_soon()

    def chosen(self) -> list[int]:
        """Give the ids of the memberships that are chosen in the table."""
        return chosen(self.table)

    def _mark(self, ids: Sequence[int]) -> None:
        self._quiet = True
        choose(self.table, ids)
        self._quiet = False

    def _chosen(self) -> None:
        if self._quiet or self.group is None:
            return
        ids = self.chosen()
        self.member.setVisible(len(ids) == 1)
        self.several.setVisible(len(ids) > 1)
        if len(ids) == 1 and (n := self.rows.row_of(ids[0])) is not None:
            row = self.rows.row(n)
            if row is not None:
                self.member.show_member(row, self.group)
        words = ngettext("{n} person chosen", "{n} people chosen", len(ids))
        self.count.setText(words.format(n=len(ids)))
        self._fit_soon()

    def _let_see(self) -> None:
        for part in (self.member.form, self.several):
            if part.isVisible():
                self.opened.emit(part)

    def _go_into(self) -> None:
        if self.member.isVisible():
            self.member.form.reveal("scope")

    def _toggle(self) -> None:
        self.former = not self.former
        if self.group is not None:
            self._fill(self.group)

    # Changing.

    def _find(self, text: str) -> list[Suggestion]:
        inside = {r.person_id for r in self.rows.rows() if r.left is None}
        found = [p for p in self.desk.store.read(person.find, text, 12) if p.id not in inside]
        lines = [Suggestion(", ".join(filter(None, [p.name, p.team])), p.id) for p in found[:7]]
        new = _("Add “{name}” as a new person").format(name=text.strip())
        return [*lines, Suggestion(new, text.strip())]

    def _add(self, who: object) -> None:
        assert self.group is not None
        if isinstance(who, int):
            joining.add(self.desk, self.group, [who])
        elif isinstance(who, str):
            open_list = self.group.listing == "open"
            label = (
                _("Add {name} to {group}").format(name=who, group=self.group.name)
                if open_list
                else _("Add a new person to {group}").format(group=self.group.name)
            )
            said = _("1 new person added to {group}.").format(group=self.group.name)
            self.desk.do(said, label, _join_new, self.group.id, who)

    def _step(self, words: str) -> str:
        assert self.group is not None
        return words.format(n=len(self.chosen()), group=self.group.name)

    def _set_scope(self, scope: str) -> None:
        step = self._step(_("Change who sees {n} people in {group}"))
        values = {"scope": scope, "agreed_on": self.desk.today(), "withdrawn_on": None}
        said = _("May be seen by: {who}.").format(who=privacy.SCOPES[scope])
        self.desk.do(said, step, _change_all, self.chosen(), values)

    def _all_leave(self) -> None:
        step = self._step(_("{n} people leave {group}"))
        said = _("Noted: left today. The list keeps the history.")
        self.desk.do(said, step, _change_all, self.chosen(), {"left": self.desk.today()})

    def _remove_all(self) -> None:
        step = self._step(_("Remove {n} people from {group}"))
        self.desk.do(_("Removed from the list."), step, drop, Membership, self.chosen())


def _seen_by(row: membership.Row) -> str:
    if row.withdrawn_on is not None:
        return _("Coordinator only (withdrawn)")
    return privacy.SCOPES[row.scope]


def _change_all(s: Session, /, ids: Sequence[int], values: dict[str, object]) -> None:
    for id in ids:
        put(s, Membership, id, values)


def _join_new(s: Session, /, of: int, name: str) -> None:
    membership.join(s, of, [put(s, Person, None, {"full_name": name})])
