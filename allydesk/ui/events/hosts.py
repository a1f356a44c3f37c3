"""Which groups give an event, help with it, or are invited."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.models import event, group
from allydesk.models.schedule import Host, Row
from allydesk.text import first_letters
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, flow, icon_button, label, menu, row, tag
from allydesk.ui.records.editors import Choice


class Hosts(Card):
    """A row for each group, and a button that adds one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Groups"))
        self.desk = desk
        self.row: Row | None = None
        self._shown: tuple[Host, ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(8))
        self.add(self._rows)
        self.more = button(Action(_("Add a group…"), self._offer, "plus"), "quiet")
        self.add(flow(self.more))

    def show_event(self, of: Row | None) -> None:
        self.setVisible(of is not None)
        same = of is not None and self.row is not None and of.id == self.row.id
        self.row = of
        if of is None or (same and of.hosts == self._shown):
            return
        self._shown = of.hosts
        clear(self._rows)
        for host in of.hosts:
            self._rows.addWidget(self._row(host))
        if not of.hosts:
            self._rows.addWidget(label(_("No group gives this event."), "muted"))

    def _row(self, host: Host) -> QWidget:
        role = Choice()
        role.setAccessibleName(_("{group} takes part as").format(group=host.name))
        for value, words in event.HOSTING.items():
            role.addItem(words, value)
        role.setCurrentIndex(role.findData(host.role))
        role.setMinimumWidth(look.px(112))  # in a small window; the longest role asks for more
        role.activated.connect(lambda _n: self._set(host, str(role.currentData())))
        says = _("Take {group} off this event").format(group=host.name)
        letters = tag(first_letters(host.short_name or host.name), host.colour)
        gone = icon_button("x", says, partial(self._set, host, ""))
        return row(letters, label(host.name), role, gone, stretch=1)

    def _offer(self) -> None:
        assert self.row is not None
        inside = {h.group_id for h in self.row.hosts}
        rows = [g for g in self.desk.store.read(group.listing) if g.id not in inside]
        if not rows:
            self.desk.say(_("Every group takes part already."))
            return
        made = menu([Action(g.name, partial(self._join, g)) for g in rows], self.more)
        made.aboutToHide.connect(made.deleteLater)
        made.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _roles(self) -> dict[int, str]:
        assert self.row is not None
        return {h.group_id: h.role for h in self.row.hosts}

    def _join(self, one: group.Row) -> None:
        has_host = "host" in self._roles().values()
        roles = self._roles() | {one.id: "co_host" if has_host else "host"}
        self._store(roles, _("{group} takes part.").format(group=one.name))

    def _set(self, host: Host, role: str) -> None:
        roles = {g: r for g, r in self._roles().items() if g != host.group_id}
        said = _("{group} no longer takes part.").format(group=host.name)
        if role:
            roles[host.group_id] = role
            said = f"{host.name}: {event.HOSTING[role]}."
        self._store(roles, said)

    def _store(self, roles: Mapping[int, str], said: str) -> None:
        assert self.row is not None
        step = _("Change the groups of “{title}”").format(title=self.row.title)
        self.desk.do(said, step, event.host, self.row.id, roles)
