"""The due list: who has to do what, the most urgent first; ticked ones are invited or printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from allydesk import completing, dates
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.learning import requirement
from allydesk.models.learning.standing import DUE, STATUSES, Due, Matrix
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.form import now
from allydesk.ui.kit.head import Head
from allydesk.ui.kit.widgets import button, flow, label
from allydesk.ui.learning import prints
from allydesk.ui.learning.empty import Empty
from allydesk.ui.learning.filters import Filters
from allydesk.ui.learning.keys import Only, Part, key
from allydesk.ui.learning.standings import Standings
from allydesk.ui.learning.ticks import Shown, Ticks, TickTable
from allydesk.ui.learning.wide import Wide

LATE = "late"  # a state beside those of standing: required, and past its day
_STATE_OF = {Only.LATE: LATE, Only.EXPIRING: "expiring"}


class DueList(QWidget):
    """Filters, the rows, and what is done with those that are ticked."""

    def __init__(self, desk: Desk, source: Standings) -> None:
        super().__init__()
        self.desk, self.source = desk, source
        self.filters = Filters({LATE: _("Late")} | {name: STATUSES[name] for name in DUE})
        self.rows = Ticks(self._columns(), lambda r: (r.person_id, r.course_id))
        self.table = TickTable(self.rows, _("What is due"))
        self.table.opened.connect(lambda one: desk.go("people", one.person_id))
        self.count = label("", "muted")
        self.none = Empty()
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
        self.doing = flow(self.invite_button, self.print_button, self.all_button)
        head = Head(_("Due list"), self.more(), self.filters.line, self.filters.boxes)
        self.sheet = Wide(self, head, self.table, self.count, [self.none], [self.doing])

    def low(self, switch: QWidget, *, wanted: bool) -> None:
        self.filters.low(wanted=wanted)
        self.sheet.low(switch, wanted=wanted)

    def _columns(self) -> list[Shown[Due]]:
        return [
            Shown(_("Name"), lambda r: r.name, 210),
            Shown(_("Course"), lambda r: r.course, 240),
            Shown(_("State"), lambda r: STATUSES[r.status], 110),
            Shown(_("Do it by"), self._day, 140),
            Shown(_("Team"), lambda r: r.team or "", 140),
            Shown(_("Location"), lambda r: r.location or "", 120),
        ]

    def _day(self, row: Due) -> str:
        day = dates.medium(row.due, self._language)
        return _("{day}, late").format(day=day) if row.late(self.desk.today()) else day

    def more(self) -> Sequence[Action]:
        return [
            Action(_("Save due list as spreadsheet…"), self.save, "file-spreadsheet", "",
                   _("export csv excel")),
        ]  # fmt: skip

    def first(self) -> QWidget:
        if self.table.isVisible():
            return self.table
        return self.none.first() or self.filters.text

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
        due = self.source.due()
        rows = self._left(due, found)
        self.rows.show(rows)
        self._count(rows, found)
        self._say_none(found, due, rows)
        self.filters.setVisible(bool(due))
        for part in (self.count, self.doing, self.table):
            part.setVisible(bool(rows))

    def _left(self, rows: list[Due], found: Matrix) -> list[Due]:
        """Give what the filters leave."""
        wanted = self.filters.wanted()
        if wanted.course is not None:
            rows = [r for r in rows if r.course_id == wanted.course]
        if wanted.state == LATE:
            rows = [r for r in rows if r.late(found.on)]
        elif wanted.state:
            rows = [r for r in rows if r.status == wanted.state]
        if (meant := wanted.meant(self.source.folded)) is not None:
            rows = [r for r in rows if meant(r.person_id, r)]
        return rows

    def _count(self, rows: Sequence[Due], found: Matrix) -> None:
        people = len({r.person_id for r in rows})
        late = [r.person_id for r in rows if r.late(found.on)]
        n, who = len(rows), len(set(late))
        words = ngettext("{n} thing due", "{n} things due", n)
        if len(late) == n:
            words = ngettext("{n} thing late", "{n} things late", n)
        parts = [
            ngettext("{n} person", "{n} people", people).format(n=f"{people:,}"),
            words.format(n=f"{n:,}"),
        ]
        if late and len(late) < n:
            said = ngettext("{n} person is late", "{n} people are late", who)
            parts.append(said.format(n=f"{who:,}"))
        self.count.setText(" · ".join(parts))

    def _say_none(self, found: Matrix, due: Sequence[Due], rows: Sequence[Due]) -> None:
        """Say why nothing is shown, and offer the one thing to do about it."""
        if rows:
            self.none.hide()
        elif due:
            show_all = Action(_("Show everything due"), self.filters.choose, "list")
            self.none.say("search", _("Nobody matches these filters."), show_all)
        else:
            self.none.say(*self._why_nothing(found))

    def _why_nothing(self, found: Matrix) -> tuple[str, str, Action]:
        go = self.desk.go
        courses = partial(go, "learning", key(Part.COURSES))
        if not found.courses:
            add = Action(_("Add a course"), partial(go, "learning", new=True), "plus")
            return "graduation-cap", _("No course is offered yet. Add the first one."), add
        if not found.people:
            see = Action(_("Open people"), partial(go, "people"), "users")
            return "users", _("Nobody works here yet. Bring in your people list first."), see
        if not self.desk.store.read(requirement.rules, [c.id for c in found.courses]):
            words = _("Nobody has to do a course yet. Open one and say who it is required of.")
            return "graduation-cap", words, Action(_("Open courses"), courses, "graduation-cap")
        words = _("Nothing is due: everybody has what they need for 60 days.")
        matrix = partial(go, "learning", key(Part.MATRIX))
        return "circle-check", words, Action(_("Open the matrix"), matrix, "users")

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

    def show_only(self, one: int) -> None:
        """Show what is due of one course, by its id, or one of Only; all else stays away."""
        if one > 0:
            self.filters.choose(course=one)
        else:
            self.filters.choose(state=_STATE_OF[Only(one)])
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

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
        """Print the refresher list: of what is ticked, else of what the filters leave."""
        ticked = self.rows.chosen()
        rows, wanted = ticked or list(self.rows.rows), self.filters.wanted()
        if len(rows) == len(self.source.due()):
            prints.show(self.desk, self, prints.REFRESHER)
            return
        courses = {r.course_id for r in rows}
        prints.show(
            self.desk, self, prints.REFRESHER, people=tuple(dict.fromkeys(r.person_id for r in rows)),
            these=tuple(id for r in rows for id in (r.person_id, r.course_id)),
            course=courses.pop() if len(courses) == 1 else None, include="due", required=False,
            team="" if ticked else wanted.team, location="" if ticked else wanted.location,
        )  # fmt: skip

    def save(self) -> None:
        from allydesk.ui.learning import saving

        saving.due(self.desk, self, self.rows.chosen() or list(self.rows.rows))
