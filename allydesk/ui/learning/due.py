"""The due list: who has to do what, the most urgent first; ticked ones are invited or printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from allydesk import completing, dates
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.learning.standing import DUE, STATUSES, Due
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.form import now
from allydesk.ui.kit.widgets import button, flow, label, title_row
from allydesk.ui.learning import prints
from allydesk.ui.learning.filters import Filters
from allydesk.ui.learning.standings import Standings
from allydesk.ui.learning.ticks import Shown, Ticks, TickTable
from allydesk.ui.learning.wide import roomy, wide


class DueList(QWidget):
    """Filters, the rows, and what is done with those that are ticked."""

    def __init__(self, desk: Desk, source: Standings) -> None:
        super().__init__()
        self.desk, self.source = desk, source
        self.filters = Filters({name: STATUSES[name] for name in DUE})
        self.rows = Ticks(self._columns(), lambda r: (r.person_id, r.course_id))
        self.table = TickTable(self.rows, _("What is due"))
        roomy(self.table)
        self.table.opened.connect(lambda one: desk.go("people", one.person_id))
        self.count = label("", "muted")
        self.none = label("", "muted")
        self.all_button = button(Action(_("Tick all"), self._all, "square-check"))
        self.invite_button = button(
            Action(_("Invite to the next session"), self.invite, "mail"), "primary"
        )
        self.print_button = button(Action(_("Print refresher list"), self.print_what, "printer"))
        self._build()
        self.filters.changed.connect(self.refresh)
        self.rows.ticked.connect(self._ticked)
        source.arrived.connect(self._arrived)
        desk.changed.connect(lambda _kinds: self._ask())

    def _build(self) -> None:
        column = wide(self)
        head = title_row(_("Due list"), None, self.more())
        self.doing = flow(self.invite_button, self.print_button, self.all_button)
        for part in (head, self.filters, self.count, self.none):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.doing)
        column.addStretch(0)

    def _columns(self) -> list[Shown[Due]]:
        return [
            Shown(_("Name"), lambda r: r.name, 210),
            Shown(_("Course"), lambda r: r.course, 240),
            Shown(_("State"), lambda r: STATUSES[r.status], 120),
            Shown(_("Do it by"), self._day, 120),
            Shown(_("Team"), lambda r: r.team or "", 140),
            Shown(_("Location"), lambda r: r.location or "", 120),
        ]

    def _day(self, row: Due) -> str:
        return dates.medium(row.due, self._language)

    def more(self) -> Sequence[Action]:
        return [
            Action(_("Save due list as spreadsheet…"), self.save, "file-spreadsheet", "",
                   _("export csv excel")),
        ]  # fmt: skip

    def first(self) -> QWidget:
        return self.table if self.table.isVisible() else self.filters.text

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        if self.isVisible():
            self.source.ask()
            if self.rows.rowCount() == 0:
                self._arrived()

    def _arrived(self) -> None:
        if self.source.found is not None and self.isVisible():
            self.filters.offer(self.source.found)
            self.refresh()

    def refresh(self) -> None:
        """Show what the filters leave."""
        found = self.source.found
        if found is None:
            return
        self._language = self.desk.store.read(organisation.language)
        due, wanted = self.source.due(), self.filters.wanted()
        rows = due
        if wanted.course is not None:
            rows = [r for r in rows if r.course_id == wanted.course]
        if wanted.state:
            rows = [r for r in rows if r.status == wanted.state]
        if (meant := wanted.meant(self.source.folded)) is not None:
            rows = [r for r in rows if meant(r.person_id, r)]
        self.rows.show(rows)
        people = len({r.person_id for r in rows})
        late = sum(r.late(found.on) for r in rows)
        parts = [
            ngettext("{n} person", "{n} people", people).format(n=f"{people:,}"),
            ngettext("{n} thing due", "{n} things due", len(rows)).format(n=f"{len(rows):,}"),
        ]
        if late:
            parts.append(ngettext("{n} late", "{n} late", late).format(n=f"{late:,}"))
        self.count.setText(" · ".join(parts))
        every = not due
        self.none.setText(
            _("Nothing is due: everybody has what they need for 60 days.")
            if every
            else _("Nobody matches. Choose “Any state” or another filter.")
        )
        self.none.setVisible(not rows)
        self.count.setVisible(bool(rows))
        self.filters.setVisible(not every)
        self.doing.setVisible(not every)
        self.table.setVisible(bool(rows))

    def _ticked(self) -> None:
        n = len(self.rows.on)
        self.all_button.setText(_("Tick none") if n else _("Tick all"))
        self.all_button.setVisible(self.rows.rowCount() > 0)
        self.invite_button.setEnabled(n > 0)
        words = ngettext("Invite {n} to the next session", "Invite {n} to the next session", n)
        self.invite_button.setText(words.format(n=n) if n else _("Invite to the next session"))
        self.print_button.setVisible(prints.there(prints.REFRESHER))

    def _all(self) -> None:
        self.rows.tick_all(wanted=not self.rows.on)

    # What is done

    def show_course(self, id: int) -> None:
        """Show what is due of one course."""
        self.filters.choose_course(id)

    def invite(self) -> None:
        """Invite those ticked, each to the next session of the course."""
        pairs = [(r.person_id, r.course_id) for r in self.rows.chosen()]
        try:
            done = completing.invite_each(self.desk.store, pairs, now(self.desk))
        except Problem as problem:
            self.desk.say(str(problem), problem=True)
            return
        said = [ngettext("{n} is invited.", "{n} are invited.", done.added).format(n=done.added)]
        if done.already:
            said.append(
                ngettext(
                    "{n} is on the list already.", "{n} are on the list already.", done.already
                ).format(n=done.already)
            )
        if done.without:
            titles = ", ".join(f"“{title}”" for title in done.without)
            said.append(_("No session is planned of {courses}.").format(courses=titles))
        if done.added:
            self.rows.tick_all(wanted=False)
        self.desk.say(" ".join(said), undo=done.added > 0, problem=not done.added)

    def print_what(self) -> None:
        """Print the refresher list: of those ticked, else of what the filters leave."""
        wanted, rows = self.filters.wanted(), self.rows.chosen()
        courses = {r.course_id for r in rows} or {wanted.course}
        prints.show(
            self.desk, self, prints.REFRESHER, people=tuple(dict.fromkeys(r.person_id for r in rows)),
            course=courses.pop() if len(courses) == 1 else None, team=wanted.team,
            location=wanted.location,
        )  # fmt: skip

    def save(self) -> None:
        from allydesk.ui.learning import saving

        saving.due(self.desk, self, self.rows.chosen() or list(self.rows.rows))
