"""What somebody has learned, what is still to do, and what they have borrowed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.learning import completion, course, loan, standing
from allydesk.models.learning.standing import STATUSES, Cell
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, flow
from allydesk.ui.learning import prints
from allydesk.ui.learning.keys import Part, key
from allydesk.ui.learning.lines import line

KINDS = frozenset(["course", "completion", "certificate", "requirement", "loan", "resource"])
FEW = 6
_ORDER = ("missing", "expired", "expiring", "current")


class PersonLearning(Card):
    """How a person stands towards each course that says something, and the copies they have."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Learning"))
        self.desk = desk
        self._person: int | None = None
        self._all = False
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(8))
        self.more = button(Action("", self._show_all, "chevron-down"), "quiet")
        self.record = button(Action(_("Print training record"), self._print, "printer"), "quiet")
        self.certificates = button(
            Action(_("Print certificates"), self._print_certificates, "award"), "quiet"
        )
        self.add(self._rows, flow(self.more, self.record, self.certificates))

    def show_person(self, id: int | None) -> None:
        """Show the learning of a person; nothing where there is none."""
        if id != self._person:
            self._all = False
        self._person = id
        clear(self._rows)
        if id is None:
            self.hide()
            return
        read, today = self.desk.store.read, self.desk.today()
        found = read(standing.of_person, id, on=today)
        stands = [(c, cell) for c, cell in found if cell.status != "none"]
        stands.sort(key=lambda one: _ORDER.index(one[1].status))  # of equals, by title
        done = read(completion.of_person, id)
        lent = [one for one in read(loan.of_person, id) if one.returned is None]
        self.setVisible(bool(stands or done or lent))
        language = read(organisation.language)
        for what, cell in stands if self._all else stands[:FEW]:
            self._rows.addWidget(self._stands(what, cell, language))
        for gone in [r for r in done if not r.counts]:
            self._rows.addWidget(self._not_counting(gone, language))
        for one in lent:
            self._rows.addWidget(self._lent(one, language))
        rest = len(stands) - FEW
        self.more.setVisible(rest > 0 and not self._all)
        self.more.setText(ngettext("Show {n} more", "Show {n} more", rest).format(n=rest))
        self.record.setVisible(bool(done) and prints.there(prints.RECORD))
        given = any(r.counts and r.number is not None for r in done)
        self.certificates.setVisible(given and prints.there(prints.CERTIFICATE))

    def _stands(self, what: course.Row, cell: Cell, language: str) -> QWidget:
        go = partial(self.desk.go, "learning", key(Part.COURSES, what.id))
        words = f"{STATUSES[cell.status]} · {self._day(cell, language)}"
        return line(what.title, words, go)

    def _day(self, cell: Cell, language: str) -> str:
        """Say until when it counts, by when it has to be done, or when it was."""
        today = self.desk.today()
        if cell.status == "expired" and cell.expires:
            return _("counted until {day}").format(day=dates.medium(cell.expires, language))
        if cell.expires:
            return _("counts until {day}").format(day=dates.medium(cell.expires, language))
        if cell.due:
            words = _("was due {day}") if cell.due < today else _("do it by {day}")
            return words.format(day=dates.medium(cell.due, language))
        assert cell.completed_on is not None  # what is not done has a day by which it is due
        return dates.medium(cell.completed_on, language)

    def _not_counting(self, one: completion.Row, language: str) -> QWidget:
        go = partial(self.desk.go, "learning", key(Part.COURSES, one.course_id))
        state = completion.RESULTS[one.result]
        if one.revoked_on is not None:
            state = _("revoked {day}").format(day=dates.medium(one.revoked_on, language))
        return line(one.course, f"{dates.medium(one.completed_on, language)} · {state}", go)

    def _lent(self, one: loan.Row, language: str) -> QWidget:
        go = partial(self.desk.go, "learning", key(Part.RESOURCES, one.resource_id))
        words = _("Borrowed")
        if one.due:
            due = _("was due back {day}") if one.late(self.desk.today()) else _("due back {day}")
            words = f"{words} · {due.format(day=dates.medium(one.due, language))}"
        return line(one.title, words, go)

    def _show_all(self) -> None:
        self._all = True
        self.show_person(self._person)

    def _print(self) -> None:
        if self._person is not None:
            prints.show(self.desk, self, prints.RECORD, people=(self._person,))

    def _print_certificates(self) -> None:
        """Show all certificates that were given here, again; each says that it is a reprint."""
        if self._person is not None:
            prints.show(self.desk, self, prints.CERTIFICATE, people=(self._person,))
