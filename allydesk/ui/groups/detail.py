"""One group: what it is for, who leads it, its people, and what can be printed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.models import group, membership
from allydesk.models.learning import reading
from allydesk.models.privacy import Audience
from allydesk.text import first_letters
from allydesk.ui.desk import Desk
from allydesk.ui.groups.form import GroupForm
from allydesk.ui.groups.members import Members
from allydesk.ui.kit import look
from allydesk.ui.kit.tabs import Tabs
from allydesk.ui.kit.widgets import label, picture, retone, tag
from allydesk.ui.kit.widgets import row as line_of
from allydesk.ui.learning.reading_card import ReadingCard
from allydesk.ui.records.detail import Doings, RecordDetail


class GroupDetail(RecordDetail):
    """The group beside the list."""

    depends = frozenset({"employee_group", "membership", "role_term", "person", "organisation"})
    names = "name"

    def __init__(self, desk: Desk, prints: Doings, more: Doings) -> None:
        super().__init__(desk, GroupForm(desk), prints, more)
        self.row: group.Row | None = None
        self.members = Members(desk)
        self.about = QWidget()
        column = QVBoxLayout(self.about)
        column.setContentsMargins(0, look.px(16), 0, 0)
        column.setSpacing(look.px(16))
        self.reading = ReadingCard(desk)
        column.addWidget(self.form)
        column.addWidget(self.reading)
        self.tabs = Tabs(_("Parts of the group"))
        self.tabs.add(self.members, _("People"))
        self.tabs.add(self.about, _("Details"))
        self.page.add(self._head(), self.tabs)
        self.page.end()
        self.members.opened.connect(self._let_see)

    def _head(self) -> QWidget:
        self.tag = tag("")
        self.purpose, self.leads = label(""), label("", "muted")
        self.meets = label("", "muted")
        self.private = line_of(
            picture("lock", "muted", 16), label(_("Kept private"), "muted"), stretch=1
        )
        below = (self.purpose, self.leads, self.meets, self.private)
        return self.head(*below, before=self.tag)

    def begin(self, id: int | None) -> None:
        self.members.member.form.flush()
        self.tabs.open(self.members if id is not None else self.about)

    def _let_see(self, part: QWidget) -> None:
        """Scroll as far as it takes to see the beginning of a part."""
        if (whole := self.page.widget()) is not None:
            at = part.mapTo(whole, QPoint(0, 0))
            self.page.ensureVisible(0, at.y() + look.px(120), 0, 0)

    def flush(self) -> None:
        super().flush()
        self.members.member.form.flush()

    def enter(self, *, name: bool = False) -> None:
        if not name and self.row is not None:
            self.members.picker.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.tabs.open(self.about)
        super().enter(name=name)

    def show_again(self) -> None:
        id = self.form.id
        rows = self.desk.store.read(group.listing, chip="all") if id is not None else []
        self.row = next((r for r in rows if r.id == id), None)
        row = self.row
        self.tabs.enable(self.members, enabled=row is not None)
        for widget in (self.print, self.others):
            widget.setEnabled(row is not None)
        for part in (self.tag, self.purpose, self.leads, self.meets, self.private):
            part.hide()
        self.members.show_group(row)
        self.reading.show_list(reading.List(None, row.id, row.name, 0) if row else None)
        if row is None:
            self.name.setText(_("New group"))
            self.tabs.rename(self.members, _("People"))
            self.purpose.setText(_("Stored as soon as there is a name. New groups start private."))
            self.purpose.show()
            return
        self.name.setText(row.name)
        self._show_row(row)

    def _show_row(self, row: group.Row) -> None:
        self.tag.setText(first_letters(row.name))
        retone(self.tag, colour=row.colour)
        self.tag.show()
        self.purpose.setText(row.purpose or "")
        self.purpose.setVisible(bool(row.purpose))
        self.leads.setText(" · ".join(self._roles(row.id)))
        self.leads.setVisible(bool(self.leads.text()))
        self.meets.setText(_("Meets: {when}").format(when=row.meeting_pattern))
        self.meets.setVisible(bool(row.meeting_pattern))
        self.private.setVisible(row.listing == "private")
        self.tabs.rename(self.members, _("People {n}").format(n=row.people))

    def _roles(self, id: int) -> list[str]:
        """Give who holds which role, the leads first: "Lead Zoë"."""
        found = self.desk.store.read(membership.leads, id, Audience.COORDINATOR)
        pairs = [(role, r.known_as or r.name) for r in found for role in r.roles]
        order = list(membership.ROLES.values())
        pairs.sort(key=lambda p: order.index(p[0]) if p[0] in order else len(order))
        return [_("{role}: {name}").format(role=role, name=name) for role, name in pairs[:6]]
