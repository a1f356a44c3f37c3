"""Whom to invite to the next session of a course: a proposal, the most urgent first, to tick."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from allydesk import completing, dates
from allydesk.completing import Invitee
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation, schedule
from allydesk.models.learning import course
from allydesk.models.learning.standing import STATUSES
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.form import now
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, label, row
from allydesk.ui.learning.ticks import Shown, Ticks, TickTable

_AROUND = 40  # pixels of the window below that stay free


def open(desk: Desk, parent: QWidget, course_id: int) -> Inviting | None:
    """Show whom to invite; without a session planned, or with nobody to invite, say so."""
    event = desk.store.read(course.next_session, course_id, now(desk))
    found = desk.store.read(schedule.row, event) if event is not None else None
    if found is None:
        desk.say(_("No session is planned. Press “Plan a session” first."))
        return None
    people = desk.store.read(completing.propose, course_id, found.id, now=now(desk))
    if not people:
        desk.say(_("Nobody lacks it: who needs it has it, or is on the list of a session."))
        return None
    made = Inviting(desk, parent, found, people)
    made.open()
    return made


class Inviting(QDialog):
    """Everybody who lacks it, all ticked. Nobody is written to: they stand on the list as invited."""

    def __init__(
        self, desk: Desk, parent: QWidget, event: schedule.Row, people: list[Invitee]
    ) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Invite who lacks it"))
        self.desk, self.event_id = desk, event.id
        language = desk.store.read(organisation.language)
        columns: list[Shown[Invitee]] = [
            Shown(_("Name"), lambda r: r.name, 200),
            Shown(_("State"), lambda r: STATUSES[r.status], 120),
            Shown(_("Do it by"), lambda r: dates.medium(r.due, language), 110),
            Shown(_("Team"), lambda r: r.team or "", 130),
        ]
        self.rows = Ticks(columns, lambda r: r.person_id)
        self.rows.show(people)
        self.table = TickTable(self.rows, _("Whom to invite"))
        self.table.setCornerWidget(QWidget())
        self.go_button = button(Action(_("Invite"), self.go, "mail"), "primary")
        self.go_button.setDefault(True)
        self.all_button = button(Action("", self._all), "quiet")
        self.rows.ticked.connect(self._ticked)
        self._build(event, language)
        free = None if event.capacity is None else max(0, event.capacity - event.counts.taken)
        self._start(people, free)

    def _build(self, event: schedule.Row, language: str) -> None:
        column = QVBoxLayout(self)
        m = look.px(24)
        column.setContentsMargins(m, m, m, look.px(16))
        column.setSpacing(look.px(12))
        day = dates.short(event.starts, language, self.desk.today())
        column.addWidget(label(f"{event.title} · {day}", "h2"))
        self.about = label("", "muted")
        column.addWidget(self.about)
        column.addWidget(self.table, 1)
        leave = button(Action(_("Leave it"), self.reject))
        column.addWidget(row(self.all_button, QWidget(), leave, self.go_button, stretch=1))
        below = self.parentWidget()
        assert below is not None
        wanted = QSize(look.px(640), look.px(520))
        self.resize(wanted.boundedTo(below.size() - QSize(_AROUND, _AROUND)))

    def _start(self, people: list[Invitee], free: int | None) -> None:
        """Tick everybody, or as many of the most urgent as there are places."""
        wanted = people if free is None else people[:free]
        self.rows.on = {p.person_id for p in wanted}
        self.rows.show(people)
        n = len(people)
        said = ngettext("{n} person lacks it or will.", "{n} people lack it or will.", n)
        if free is not None and free < n:
            places = ngettext("{m} place is free.", "{m} places are free.", free).format(m=free)
            said = f"{said} {places}"
        on_list = _("Nothing is sent: they are put on the list as invited.")
        self.about.setText(f"{said.format(n=n)} {on_list}")

    def _all(self) -> None:
        self.rows.tick_all(wanted=not self.rows.on)

    def _ticked(self) -> None:
        n = len(self.rows.on)
        self.all_button.setText(_("Tick none") if n else _("Tick all"))
        self.go_button.setText(ngettext("Invite {n} person", "Invite {n} people", n).format(n=n))
        self.go_button.setEnabled(n > 0)

    def go(self) -> None:
        """Put those ticked on the list as invited, as one step."""
        people = [r.person_id for r in self.rows.chosen()]
        try:
            done = completing.invite(self.desk.store, self.event_id, people)
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return
        self.accept()
        n = done.added + done.waiting
        said = ngettext("{n} person is invited.", "{n} people are invited.", n).format(n=n)
        self.desk.say(said, undo=True)
