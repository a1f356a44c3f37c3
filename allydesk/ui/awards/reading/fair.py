"""What is good to know before deciding: when somebody was thanked last, and who is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from allydesk import dates, fairness
from allydesk.errors import Cancelled, Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.suppression import Count, Shown
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.table import Column, Rows, table
from allydesk.ui.kit.widgets import Card, button, clear, flow, label, row
from allydesk.ui.tasks import Task


class _Found(NamedTuple):
    facts: fairness.Facts
    remarks: tuple[str, ...]


class Fair(Card):
    """The few facts beside a decision, and the way to the whole picture. shown() when they came."""

    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Before you decide"))
        self.desk = desk
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.px(4))
        self._id = self._question = 0  # a late answer to an older question is dropped
        self._remarks: dict[object, tuple[str, ...]] = {}
        more = Action(_("Who was thanked, and who was not"), self._open, "users")
        self.add(self._lines, flow(button(more, "quiet")))

    def show_nomination(self, id: int) -> None:
        """Say when its nominees were thanked last, and how it stands in their teams.

        Beside the window: it counts everybody who works here.
        """
        if id != self._id:
            clear(self._lines)
        self._id = id
        self._question += 1
        question, store, today = self._question, self.desk.store, self.desk.today()
        as_of = (today, store.saved_at)
        remarks = self._remarks.get(as_of)  # until something is stored, the same beside each

        def work(_task: Task) -> _Found:
            first = fairness.a_year_before(today)
            said = store.read(fairness.mirror, first, today).remarks if remarks is None else remarks
            return _Found(store.read(fairness.facts, id, today), said)

        def arrived(found: _Found) -> None:
            if question == self._question:
                self._remarks = {as_of: found.remarks}
                self._show(found)

        Task(self, "", work, arrived, self._excuse).start()

    def _excuse(self, error: Exception) -> None:
        # A nomination that was deleted meanwhile is no news here.
        if not isinstance(error, (Problem, Cancelled)):
            raise error

    def _show(self, found: _Found) -> None:
        clear(self._lines)
        language = self.desk.store.read(organisation.language)
        for one in found.facts.last:
            self._lines.addWidget(label(_last(one, language)))
        for team, thanked, people in found.facts.teams:
            self._lines.addWidget(label(_team(team, thanked, people)))
        for remark in found.remarks:
            self._lines.addWidget(label(remark, "muted"))
        if not self._lines.count():
            self._lines.addWidget(label(_("None of them is among the people here."), "muted"))
        self.shown.emit()

    def _open(self) -> None:
        open(self.desk, self)


def _last(one: fairness.Last, language: str) -> str:
    if one.day is None or one.months is None:
        return _("{name}: not thanked yet").format(name=one.name)
    ago = ngettext("{n} month ago", "{n} months ago", one.months).format(n=one.months)
    when = ago if one.months else dates.medium(one.day, language)
    return _("{name}: last thanked {when}").format(name=one.name, when=when)


def _team(team: str, thanked: Count, people: Count) -> str:
    if isinstance(thanked, Shown) and isinstance(people, Shown):
        return ngettext(
            "{team}: {n} of {all} people thanked in 12 months",
            "{team}: {n} of {all} people thanked in 12 months", people.n,
        ).format(team=team, n=thanked.n, all=people.n)  # fmt: skip
    return _("{team}: too few people to show how many were thanked").format(team=team)


class _Row(NamedTuple):
    id: int
    name: str
    people: Count
    thanked: Count
    not_thanked: Count


def open(desk: Desk, parent: QWidget) -> Mirror:
    """Show who was thanked in the last twelve months, by team, location and group."""
    dialog = Mirror(desk, parent.window())
    dialog.open()
    return dialog


class Mirror(QDialog):
    """The fairness mirror: tables of numbers, the small ones hidden, nobody named."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Who was thanked, and who was not"))
        self.desk = desk
        self.page = Page(margin=8)
        self.tables: list[Rows[_Row]] = []
        column = QVBoxLayout(self)
        m = look.px(16)
        column.setContentsMargins(m, m, m, m)
        column.addWidget(self.page, 1)
        close = button(Action(_("Close"), self.reject))
        column.addWidget(row(QWidget(), close))
        self.resize(look.px(680), look.px(620))
        today = desk.today()
        first = fairness.a_year_before(today)

        def work(_task: Task) -> fairness.Mirror:
            return desk.store.read(fairness.mirror, first, today)

        desk.run(self, _("Counting…"), work, self._show)
        close.setFocus()

    def _show(self, found: fairness.Mirror) -> None:
        language = self.desk.store.read(organisation.language)
        when = dates.interval(found.first, found.last, language)
        self.page.add(label(self.windowTitle(), "h1"), label(when, "muted"))
        if isinstance(found.people, Shown) and isinstance(found.thanked, Shown):
            said = _("{n} of {all} people were given an award or thanked.")
            self.page.add(label(said.format(n=found.thanked.n, all=found.people.n)))
        for remark in found.remarks:
            self.page.add(label(remark))
        if found.tells:
            self._add_tables(found)
        else:
            self.page.add(label(_("Too few people work here to show how many were thanked.")))
        if found.rule:
            self.page.add(label(found.rule, "muted"))
        self.page.end()

    def _add_tables(self, found: fairness.Mirror) -> None:
        waiting = [(w.words, w.people) for w in found.waiting]
        self._add_waiting(waiting)
        for title, lines in (
            (_("By team"), found.teams), (_("By location"), found.locations),
            (_("By group"), found.groups),
        ):  # fmt: skip
            if lines:
                self._add_lines(title, lines)

    def _add_waiting(self, waiting: Sequence[tuple[str, Count]]) -> None:
        rows = [_Row(n, words, people, people, people) for n, (words, people) in enumerate(waiting)]
        columns: list[Column[_Row]] = [
            Column(_("Last thanked"), lambda r: r.name, width=320),
            Column(_("People"), lambda r: str(r.people)),
        ]
        self._add_table(_("How long ago"), rows, columns)

    def _add_lines(self, title: str, lines: Sequence[fairness.Line]) -> None:
        rows = [_Row(n, *one) for n, one in enumerate(lines)]
        columns: list[Column[_Row]] = [
            Column("", lambda r: r.name, width=260),
            Column(_("People"), lambda r: str(r.people), width=90),
            Column(_("Thanked"), lambda r: str(r.thanked), width=90),
            Column(_("Not thanked"), lambda r: str(r.not_thanked)),
        ]
        self._add_table(title, rows, columns)

    def _add_table(self, title: str, rows: Sequence[_Row], columns: Sequence[Column[_Row]]) -> None:
        model: Rows[_Row] = Rows(
            columns, lambda r: ", ".join(f"{c.title} {c.words(r)}".strip() for c in columns)
        )
        model.show(rows)
        view = table(model, title)
        view.setSelectionMode(view.SelectionMode.SingleSelection)
        head = view.horizontalHeader().sizeHint().height()
        view.setFixedHeight(
            head + view.verticalHeader().defaultSectionSize() * len(rows) + look.px(6)
        )
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tables.append(model)
        self.page.add(label(title, "h2"), view)
