"""One resource: its fields, who has a copy, and the reading lists it stands on."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import organisation, person
from allydesk.models.base import drop
from allydesk.models.learning import loan, reading, resource
from allydesk.models.learning.loan import Loan
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.picker import Picker, Suggestion
from allydesk.ui.kit.widgets import Card, button, clear, flow, label
from allydesk.ui.learning import reading_lists
from allydesk.ui.learning.forms import LoanForm, ResourceForm
from allydesk.ui.learning.lines import line
from allydesk.ui.records.detail import Doings, RecordDetail

_MOST = 20  # loans that came back and still show


class ResourcePage(RecordDetail):
    """The resource beside the list."""

    depends = frozenset(
        ["resource", "loan", "reading", "person", "event", "employee_group", "organisation"]
    )
    names = "title"

    def __init__(self, desk: Desk, more: Doings) -> None:
        super().__init__(desk, ResourceForm(desk), list, more)
        self.print.hide()
        self.about = label("", "muted")
        self.loans = Loans(desk)
        self.lists = _Lists(desk)
        self.page.add(self.head(self.about), self.loans, self.lists, self.form)
        self.page.end()

    def begin(self, id: int | None) -> None:
        self.loans.leave()

    def flush(self) -> None:
        super().flush()
        self.loans.form.flush()

    def show_again(self) -> None:
        id = self.form.id
        rows = self.desk.store.read(resource.rows, [id]) if id is not None else []
        self.others.setEnabled(bool(rows))
        for part in (self.loans, self.lists):
            part.setVisible(bool(rows))
        if not rows:
            self.name.setText(_("New resource"))
            self.about.setText(_("Stored as soon as there is a title."))
            return
        one = rows[0]
        self.name.setText(one.title)
        minutes = one.minutes or 0
        length = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes) if minutes else ""
        parts = [resource.KINDS[one.kind], one.author, length, one.place]
        self.about.setText(" · ".join(filter(None, parts)))
        self.loans.show_resource(one)
        self.lists.show_resource(one.id)


class Loans(Card):
    """Who has a copy, since when; lend another, take one back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Copies"))
        self.desk = desk
        self._resource = 0
        self._open: int | None = None
        self.free = label("", "muted")
        self.picker = Picker(
            _("Lend a copy to"), _("Lend a copy: type a name, press Enter"), self._find
        )
        self.picker.picked.connect(self._lend)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(8))
        self.form = LoanForm(desk)
        self.fields = QWidget()
        inside = QVBoxLayout(self.fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.form)
        inside.addWidget(
            flow(
                button(Action(_("Close"), self._close)),
                button(Action(_("Delete this loan"), self._drop, "trash-2"), "quiet"),
            )
        )
        self.add(self.free, self.picker, self._rows, self.fields)

    def leave(self) -> None:
        self.form.flush()
        self._open = None

    def show_resource(self, of: resource.Row) -> None:
        self._resource = of.id
        rows = self.desk.store.read(loan.of_resource, of.id)
        said = _("{free} of {copies} here").format(free=of.free, copies=of.copies)
        none = _("No copies to lend. Say below how many there are.")
        self.free.setText(said if of.copies else none)
        self.picker.setVisible(of.free > 0)
        clear(self._rows)
        language = self.desk.store.read(organisation.language)
        for one in rows[: of.lent + _MOST]:
            self._rows.addWidget(self._row(one, language))
        opened = next((r for r in rows if r.id == self._open), None)
        self.fields.setVisible(opened is not None)
        if opened is not None and not self.form.shows(opened.id):
            self.form.load(opened.id)

    def _row(self, one: loan.Row, language: str) -> QWidget:
        change = button(Action(_("Change"), partial(self._change, one.id)), "quiet")
        change.setAccessibleName(_("Change the loan to {name}").format(name=one.name))
        parts: list[QWidget] = [change]
        if not one.returned:
            back = button(Action(_("Came back"), partial(self._back, one), "check"), "quiet")
            back.setAccessibleName(_("{name}’s copy came back").format(name=one.name))
            parts.insert(0, back)
        go = partial(self.desk.go, "people", one.person_id)
        return line(one.name, _state(one, language, self.desk.today()), go, *parts)

    def _find(self, text: str) -> list[Suggestion]:
        found = self.desk.store.read(person.find, text, 7)
        return [Suggestion(", ".join(filter(None, [p.name, p.team])), p.id) for p in found]

    def _lend(self, who: object) -> None:
        if isinstance(who, int):
            said = _("Lent for four weeks. Change sets another day.")
            self.desk.do(said, _("Lend a copy"), loan.lend, self._resource, who)

    def _back(self, one: loan.Row) -> None:
        self.picker.setFocus()  # before the button that has the keyboard goes
        said = _("{name}’s copy is back.").format(name=one.name)
        self.desk.do(said, _("Take a copy back"), loan.take_back, [one.id], self.desk.today())

    def _change(self, id: int) -> None:
        self.form.flush()
        self._open = id
        self._again()
        self.form.reveal("due")

    def _close(self) -> None:
        self.leave()
        self._again()

    def _again(self) -> None:
        found = self.desk.store.read(resource.rows, [self._resource])
        if found:
            self.show_resource(found[0])

    def _drop(self) -> None:
        if self._open is not None:
            self.desk.do(_("The loan is deleted."), _("Delete a loan"), drop, Loan, [self._open])


def _state(one: loan.Row, language: str, today: dt.date) -> str:
    """Give "Due back 10 Dec 2026", or since when it is late or here again."""
    if one.returned:
        return _("Came back {day}").format(day=dates.medium(one.returned, language))
    if one.due is None:
        return _("Lent since {day}").format(day=dates.medium(one.lent_on, language))
    words = _("Late: was due back {day}") if one.late(today) else _("Due back {day}")
    return words.format(day=dates.medium(one.due, language))


class _Lists(Card):
    """The reading lists that a resource stands on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Reading lists"))
        self.desk = desk
        self._resource = 0
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(4))
        self.add_button = button(Action(_("Put on a reading list…"), self._offer, "plus"), "quiet")
        self.add(self._rows, flow(self.add_button))

    def show_resource(self, id: int) -> None:
        self._resource = id
        found = self.desk.store.read(reading.of_resource, id)
        clear(self._rows)
        for one in found:
            place = "groups" if one.group_id is not None else "events"
            at = one.group_id if one.group_id is not None else one.event_id
            see = Action(_("Change the list"), partial(reading_lists.open, self.desk, self, one))
            change = button(see, "quiet")
            change.setAccessibleName(
                _("Change the reading list of {title}").format(title=one.title)
            )
            self._rows.addWidget(line(one.title, "", partial(self.desk.go, place, at), change))
        if not found:
            self._rows.addWidget(label(_("On no list yet."), "muted"))

    def _offer(self) -> None:
        reading_lists.offer(self.desk, self.add_button, [self._resource])
