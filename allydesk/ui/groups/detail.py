"""One group: what it is for, who leads it, its people, and what can be printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.models import group, membership
from allydesk.models.privacy import Audience
from allydesk.text import first_letters
from allydesk.ui.desk import Action, Desk
from allydesk.ui.groups.form import GroupForm
from allydesk.ui.groups.members import Members
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Page, label, menu_button, more_button, picture, retone, tag
from allydesk.ui.records.screen import Detail

KINDS = frozenset({"employee_group", "membership", "role_term", "person", "organisation"})


class GroupDetail(Detail):
    """The group beside the list."""

    def __init__(
        self,
        desk: Desk,
        prints: Callable[[], Sequence[Action]],
        more: Callable[[], Sequence[Action]],
    ) -> None:
        super().__init__()
        self.desk = desk
        self.row: group.Row | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.page = Page()
        whole.addWidget(self.page)
        self.print = menu_button(_("Print"), prints(), "printer")
        self.others = more_button(more())
        self.form = GroupForm(desk)
        self.members = Members(desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.members, _("People"))
        self.about = QWidget()
        column = QVBoxLayout(self.about)
        column.setContentsMargins(0, look.px(16), 0, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        self.tabs.addTab(self.about, _("Details"))
        self.tabs.currentChanged.connect(self._fit)
        self.page.add(self._head(), self.tabs)
        self.page.end()
        self.form.created.connect(self._show)
        self.members.opened.connect(self._let_see)
        desk.changed.connect(self._changed)

    def _head(self) -> QWidget:
        head = QWidget()
        words = QVBoxLayout(head)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(look.px(4))
        line = QHBoxLayout()
        line.setSpacing(look.px(12))
        words.addLayout(line)
        self.tag = tag("")
        self.name = label("", "h1")
        self.purpose = label("")
        self.leads = label("", "muted")
        self.private = QWidget()
        lock = QHBoxLayout(self.private)
        lock.setContentsMargins(0, 0, 0, 0)
        lock.addWidget(picture("lock", "muted", 16))
        lock.addWidget(label(_("Kept private"), "muted"), 1)
        self.meets = label("", "muted")
        for part in (self.purpose, self.leads, self.meets, self.private):
            words.addWidget(part)
        line.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.name, 1)
        for widget in (self.print, self.others):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def load(self, id: int | None) -> None:
        if self.form.shows(id):
            return  # it is shown; a refresh keeps it fresh
        self.members.member.form.flush()
        self.form.load(id)
        self.page.verticalScrollBar().setValue(0)
        self.tabs.setCurrentIndex(1 if id is None else 0)
        self.tabs.setTabEnabled(0, id is not None)
        self._show()

    def _let_see(self, part: QWidget) -> None:
        """Scroll as far as it takes to see the beginning of a part."""
        if (whole := self.page.widget()) is not None:
            at = part.mapTo(whole, QPoint(0, 0))
            self.page.ensureVisible(0, at.y() + look.px(120), 0, 0)

    def flush(self) -> None:
        self.form.flush()
        self.members.member.form.flush()

    def enter(self, *, name: bool = False) -> None:
        if not name and self.row is not None:
            self.members.picker.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.tabs.setCurrentIndex(1)
        self.form.reveal("name")
        line = self.form.lines["name"].editor.field
        if name and isinstance(line, QLineEdit):
            line.selectAll()

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS:
            self._show()

    def _show(self) -> None:
        id = self.form.id
        rows = self.desk.store.read(group.listing, chip="all") if id is not None else []
        self.row = next((r for r in rows if r.id == id), None)
        row = self.row
        self.tabs.setTabEnabled(0, row is not None)
        for widget in (self.print, self.others):
            widget.setEnabled(row is not None)
        for part in (self.tag, self.purpose, self.leads, self.meets, self.private):
            part.hide()
        self.members.show_group(row)
        if row is None:
            self.name.setText(_("New group"))
            self.tabs.setTabText(0, _("People"))
            self.purpose.setText(_("Stored as soon as there is a name. New groups start private."))
            self.purpose.show()
            self._fit()
            return
        self.name.setText(row.name)
        self._show_row(row)
        self._fit()

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
        self.tabs.setTabText(0, _("People {n}").format(n=row.people))

    def _roles(self, id: int) -> list[str]:
        """Give who holds which role, the leads first: "Lead Zoë"."""
        found = self.desk.store.read(membership.leads, id, Audience.COORDINATOR)
        pairs = [(role, r.known_as or r.name) for r in found for role in r.roles]
        order = list(membership.ROLES.values())
        pairs.sort(key=lambda p: order.index(p[0]) if p[0] in order else len(order))
        return [_("{role}: {name}").format(role=role, name=name) for role, name in pairs[:6]]

    def _fit(self) -> None:
        """Let the page be as long as the open tab needs, not as the longest one."""
        rule = QSizePolicy.Policy
        for part in (self.members, self.about):
            shown = part is self.tabs.currentWidget()
            part.setSizePolicy(rule.Preferred, rule.Preferred if shown else rule.Ignored)
        self.tabs.updateGeometry()
