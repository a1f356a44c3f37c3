"""Who signed up: type and Enter, paste a list, a whole group; places, waiting list, states."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from allydesk import sign_up
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import attendance, group, person
from allydesk.models.attendance import CAME, STATES, Attendance, Row
from allydesk.models.base import put
from allydesk.models.schedule import Row as Event
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.needs import Needs
from allydesk.ui.kit import look
from allydesk.ui.kit.picker import Picker, Suggestion
from allydesk.ui.kit.table import Column, Rows, choose, chosen, in_full, keep_in_sight, table
from allydesk.ui.kit.widgets import button, flow, label, menu, menu_button, notice

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MOST_ROWS = 60  # so many show in full; a longer list scrolls by itself
_WIDE = (0, 0, 500, 380)  # pixels at 100 %: a narrower table goes without this column
BEFORE = ("registered", "maybe", "wait_listed", "invited", "cancelled")
AFTER = ("present", "late", "excused", "absent")
_FIRST = {state: n for n, state in enumerate(
    ("present", "late", "registered", "maybe", "wait_listed", "invited", "absent", "excused",
     "cancelled"))}  # fmt: skip


class SignUps(QWidget):
    """The list of an event. What is chosen in it can be changed by a button or by Space."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.row: Event | None = None
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(16), 0, 0)
        column.setSpacing(look.px(12))
        self.number_alone = notice(
            _("For this event a number is kept, no names. Enter it under “Who came”.")
        )
        self.picker = Picker(
            _("Sign somebody up"), _("Sign somebody up: type a name, press Enter"), self._find
        )
        self.picker.picked.connect(self._add)
        self.paste_button = button(Action(_("Paste a list…"), self.paste, "clipboard-list"))
        self.group_button = button(Action(_("Invite a group…"), self._offer_groups, "users-round"))
        self.adding = flow(self.paste_button, self.group_button)
        self.next_up = notice("", "good", [Action(_("Move up"), self.move_up, "chevron-up")])
        self._next_words = self.next_up.findChild(QLabel)
        self.counts = label("", "strong")
        self.rows: Rows[Row] = Rows(self._columns(), _says)
        self.table = table(self.rows, _("Who signed up"))
        self.table.setSelectionMode(self.table.SelectionMode.ExtendedSelection)
        head = self.table.horizontalHeader()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, head.ResizeMode.Stretch)
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        keep_in_sight(self.table)
        self.table.installEventFilter(self)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer)
        self.none = label(_("Nobody yet. Type a name above, or paste a list."), "muted")
        self.hint = label("", "muted")
        self.doing = self._doing()
        self.needs = Needs(self.desk)
        for part in (
            self.number_alone, self.picker, self.adding, self.next_up, self.counts, self.doing,
            self.table, self.none, self.hint, self.needs,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)

    def _columns(self) -> Sequence[Column[Row]]:
        return [
            Column(_("Name"), lambda r: r.name, width=190),
            Column(_("State"), _state, order=lambda r: _FIRST[r.state], width=126),
            Column(_("Team"), lambda r: r.team or "", width=126),
            Column(_("Role"), _role, width=100),
        ]

    def _doing(self) -> QWidget:
        """Make the buttons for what is chosen; they stand above the list, which may be long."""
        offered = self._offered()
        return flow(
            menu_button(_("Change"), offered[0], "pencil"),
            menu_button(_("Role"), offered[1], "tag"),
            *(button(action, "quiet") for action in offered[2]),
        )

    def _offered(self) -> tuple[list[Action], list[Action], list[Action]]:
        """Give what can be done with the chosen names: states, roles, and the rest."""
        roles = attendance.ROLES.items()
        return (
            [Action(STATES[s], partial(self.mark, s)) for s in BEFORE + AFTER],
            [Action(words, partial(self._give_role, r)) for r, words in roles],
            [
                Action(_("Open person"), self._open, "user"),
                Action(_("Take off the list"), self._take_off, "user-minus"),
            ],
        )

    def _offer(self, at: QPoint) -> None:
        """Offer at the row itself what the buttons do."""
        if not self.chosen():
            return
        states, _roles, rest = self._offered()
        made = menu([*states, *rest], self.table)
        made.insertSeparator(made.actions()[len(states)])
        made.aboutToHide.connect(made.deleteLater)
        made.popup(self.table.viewport().mapToGlobal(at))

    def first(self) -> QWidget:
        return self.picker

    # Showing

    def show_event(self, of: Event | None) -> None:
        """Show the list of an event as it is now."""
        another = of is None or self.row is None or of.id != self.row.id
        self.row = of
        if another:
            self.table.clearSelection()
            self.picker.clear()
        if of is None:
            return
        named = of.who_came == "names"
        for part in (self.picker, self.adding, self.counts, self.table, self.none, self.needs):
            part.setVisible(named)
        self.number_alone.setVisible(not named)
        self.next_up.setVisible(False)
        self.doing.setVisible(named)
        self.hint.hide()
        if named:
            self._fill(of)

    def _fill(self, of: Event) -> None:
        chosen = self.chosen()
        rows = self.desk.store.read(attendance.of_event, of.id)
        self.rows.show(sorted(rows, key=lambda r: (_FIRST[r.state], r.waiting or 0)))
        self._mark_rows(chosen)
        shown = len(rows)
        self.table.setVisible(shown > 0)
        self.none.setVisible(not shown)
        in_full(self.table, MOST_ROWS)
        self.doing.setVisible(shown > 0)
        self.counts.setText(counted(of))
        self.counts.setVisible(shown > 0)
        self._show_next(of)
        self.needs.show_event(of.id)
        self._chosen()

    def _show_next(self, of: Event) -> None:
        first = self.desk.store.read(attendance.next_up, of.id) if of.counts.waiting else None
        self.next_up.setVisible(first is not None)
        if first is not None and self._next_words is not None:
            text = _("A place is free. {name} waits longest.").format(name=first.name)
            self._next_words.setText(text)

    def chosen(self) -> list[int]:
        """Give the ids of the chosen names."""
        return chosen(self.table)

    def _mark_rows(self, ids: Sequence[int]) -> None:
        choose(self.table, ids)
        if first := self.table.selectionModel().selectedRows():
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.table.selectionModel().setCurrentIndex(first[0], flag)

    def _chosen(self) -> None:
        there = bool(self.chosen())
        self.doing.setEnabled(there)
        self.hint.setVisible(there)
        here = _("Space: Coming or Came") if self._has_begun() else _("Space: Coming or Cancelled")
        self.hint.setText(here)

    def _has_begun(self) -> bool:
        return self.row is not None and self.row.starts.date() <= self.desk.today()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, wide in enumerate(_WIDE):
            self.table.setColumnHidden(column, self.width() < look.px(wide))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space and not event.modifiers():
                self.toggle()
                return True
            if event.key() == Qt.Key.Key_Delete:
                self._take_off()
                return True
        return super().eventFilter(watched, event)

    # Adding

    def _find(self, text: str) -> list[Suggestion]:
        inside = {r.person_id for r in self.rows.rows() if r.state not in ("cancelled", "excused")}
        found = [p for p in self.desk.store.read(person.find, text, 12) if p.id not in inside]
        lines = [Suggestion(", ".join(filter(None, [p.name, p.team])), p.id) for p in found[:7]]
        guest = _("Add “{name}” as a guest, by name alone").format(name=text.strip())
        return [*lines, Suggestion(guest, text.strip())]

    def _add(self, who: object) -> None:
        assert self.row is not None
        try:
            if isinstance(who, int):
                done = sign_up.add(self.desk.store, self.row.id, [who])
                self._say_added(done)
            else:
                sign_up.add_name(self.desk.store, self.row.id, str(who))
                self.desk.say(_("{name} is on the list.").format(name=who), undo=True)
        except Problem as problem:
            self.desk.say(str(problem), problem=True)

    def _say_added(self, done: sign_up.Added) -> None:
        parts = []
        if done.added:
            words = ngettext("{n} person is signed up.", "{n} people are signed up.", done.added)
            parts.append(words.format(n=done.added))
        if done.waiting:
            words = ngettext(
                "{n} person is on the waiting list: no place is free.",
                "{n} people are on the waiting list: no place is free.",
                done.waiting,
            )
            parts.append(words.format(n=done.waiting))
        if done.already:
            words = ngettext("{n} was on the list.", "{n} were on the list.", done.already)
            parts.append(words.format(n=done.already))
        self.desk.say(" ".join(parts), undo=bool(done.ids))

    def paste(self) -> None:
        """Open the page on which a list of names is pasted."""
        from allydesk.ui.events import pasting

        if self.row is not None:
            pasting.open(self.desk, self, self.row, self._say_added)

    def _offer_groups(self) -> None:
        offered = [
            Action(g.name, partial(self._invite, g)) for g in self.desk.store.read(group.listing)
        ]
        if not offered:
            self.desk.say(_("No groups yet."))
            return
        made = menu(offered, self.group_button)
        made.aboutToHide.connect(made.deleteLater)
        made.popup(self.group_button.mapToGlobal(QPoint(0, self.group_button.height())))

    def _invite(self, of: group.Row) -> None:
        assert self.row is not None
        try:
            done = sign_up.invite_group(self.desk.store, self.row.id, of.id)
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return
        said = ngettext(
            "{n} person from {group} is invited.",
            "{n} people from {group} are invited.",
            done.added,
        ).format(n=done.added, group=of.name)
        if done.already:
            more = ngettext("{n} was on the list.", "{n} were on the list.", done.already)
            said = f"{said} {more.format(n=done.already)}"
        if done.not_asked:
            more = ngettext(
                "{n} is not listed: they agreed to less.",
                "{n} are not listed: they agreed to less.",
                done.not_asked,
            )
            said = f"{said} {more.format(n=done.not_asked)}"
        self.desk.say(said, undo=True)

    # Changing

    def mark(self, state: str) -> None:
        """Say how the chosen names stand."""
        ids = self.chosen()
        if not ids:
            return
        try:
            following = sign_up.set_state(self.desk.store, ids, state)
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return
        said = f"{self._named(ids)}: {STATES[state]}."
        if following is not None:
            said = f"{said} {_('A place is free for {name}.').format(name=following.name)}"
        self.desk.say(said, undo=True)

    def _named(self, ids: Sequence[int]) -> str:
        found = [r.name for r in self.rows.rows() if r.id in ids]
        if len(found) == 1:
            return found[0]
        return ngettext("{n} person", "{n} people", len(ids)).format(n=len(ids))

    def toggle(self) -> None:
        """Turn Coming into Came (before the day: into Cancelled) and back, for what is chosen."""
        chosen = set(self.chosen())
        states = {r.state for r in self.rows.rows() if r.id in chosen}
        if self._has_begun():
            self.mark("registered" if states and states <= set(CAME) else "present")
        else:
            self.mark("cancelled" if states == {"registered"} else "registered")

    def move_up(self) -> None:
        """Give the free place to who waits longest."""
        assert self.row is not None
        try:
            moved = sign_up.move_up(self.desk.store, self.row.id)
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return
        if moved is not None:
            self.desk.say(_("{name} has a place now.").format(name=moved.name), undo=True)

    def _give_role(self, role: str) -> None:
        ids = self.chosen()
        said = f"{self._named(ids)}: {attendance.ROLES[role]}."
        step = ngettext("Change the role of {n} person", "Change the role of {n} people", len(ids))

        def action(s: Session) -> None:
            for id in ids:
                put(s, Attendance, id, {"role": role})

        self.desk.do(said, step.format(n=len(ids)), action)

    def _open(self) -> None:
        chosen = set(self.chosen())
        found = [r.person_id for r in self.rows.rows() if r.id in chosen and r.person_id]
        if found:
            self.desk.go("people", found[0])
        else:
            self.desk.say(_("This is only a name. Make it a person under “Who came”."))

    def _take_off(self) -> None:
        ids = self.chosen()
        if ids:
            sign_up.take_off(self.desk.store, ids)
            words = ngettext("{n} name is off the list.", "{n} names are off the list.", len(ids))
            self.desk.say(words.format(n=len(ids)), undo=True)


def _state(row: Row) -> str:
    words = STATES[row.state]
    return f"{words} {row.waiting}" if row.waiting else words


def _role(row: Row) -> str:
    return "" if row.role == "attendee" else attendance.ROLES[row.role]


def _says(row: Row) -> str:
    return ", ".join(filter(None, [row.name, _state(row), _role(row), row.team]))


def counted(of: Event) -> str:
    """Give "9 coming · 2 maybe · 3 waiting · 12 places"."""
    c = of.counts
    parts = [
        (c.came, ngettext("{n} came", "{n} came", c.came)),
        (c.coming, ngettext("{n} coming", "{n} coming", c.coming)),
        (c.maybe, ngettext("{n} maybe", "{n} maybe", c.maybe)),
        (c.waiting, ngettext("{n} waiting", "{n} waiting", c.waiting)),
        (c.invited, ngettext("{n} invited", "{n} invited", c.invited)),
    ]
    said = [words.format(n=n) for n, words in parts if n]
    if of.capacity is not None:
        free = max(0, of.capacity - c.taken)
        said.append(
            ngettext("{n} place free", "{n} places free", free).format(n=free)
            if free
            else _("all {n} places taken").format(n=of.capacity)
        )
    return " · ".join(said)
