"""Make an event the first of a series: by a rule, or on dates that are pasted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from allydesk import dates
from allydesk.errors import Invalid, Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation, series
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit.datefield import DateField
from allydesk.ui.kit.dialog import Dialog
from allydesk.ui.kit.widgets import button, label, roomy
from allydesk.ui.planning import plans
from allydesk.ui.planning.dates import DateClashes
from allydesk.ui.records.editors import Choice

if TYPE_CHECKING:
    from allydesk.models.schedule import Row

_PASTED = "pasted"
_SHOWN = 4


def open(desk: Desk, parent: QWidget, event: Row) -> Repeating:
    """Ask how an event comes again."""
    dialog = Repeating(desk, parent, event)
    dialog.open()
    return dialog


class Repeating(Dialog):
    """How often, until when; below it the dates this makes, before anything is made."""

    def __init__(self, desk: Desk, parent: QWidget, event: Row) -> None:
        super().__init__(parent, _("Repeat “{title}”").format(title=event.title))
        self.desk, self.row = desk, event
        self._language = desk.store.read(organisation.language)
        self.every = Choice()
        offered = series.choices(event.starts.date(), self._language)
        for value, words in {**offered, _PASTED: _("On dates I paste")}.items():
            self.every.addItem(words, value)
        self.interval = self._number(1, 52, 1, _("Every how many weeks, months or years"))
        self.times = self._number(2, 200, 6, _("How many times"))
        self.until = DateField(lambda: self._language, desk.today)
        self.until.name(_("Until, if not a number of times"))
        self.pasted = QPlainTextEdit()
        self.pasted.setTabChangesFocus(True)
        self.pasted.setAccessibleName(_("Dates, one a line"))
        self.pasted.setPlaceholderText(_("3 Dec\n7 Jan\n4 Feb"))
        self.understood = label("", "strong")
        self.clashes = DateClashes(desk, self._show)
        self.problem = label("", "problem")
        self.go_button = button(Action(_("Make these dates"), self.go, "copy"), "primary")
        self._build()
        self.every.activated.connect(self._show)
        self.interval.valueChanged.connect(self._show)
        self.times.valueChanged.connect(self._show)
        self.until.typed.connect(self._show)
        self.pasted.textChanged.connect(self._show)
        self._show()

    def _number(self, least: int, most: int, value: int, says: str) -> QSpinBox:
        made = roomy(QSpinBox())
        made.setRange(least, most)
        made.setValue(value)
        made.setAccessibleName(says)
        return made

    def _build(self) -> None:
        column = self.column
        column.addWidget(label(self.row.title, "h2"))
        self._rule: list[QWidget] = []
        self._field(column, _("How often"), self.every)
        self._rule += self._field(column, _("Every how many weeks, months or years"), self.interval)
        self._rule += self._field(column, _("How many times, this one included"), self.times)
        self._rule += self._field(column, _("Or until"), self.until)
        self._list = self._field(column, _("Dates, one a line"), self.pasted)
        column.addWidget(self.understood)
        column.addWidget(self.clashes)
        column.addWidget(self.problem)
        leave = button(Action(_("Leave it"), self.reject))
        column.addStretch(1)
        self.foot(leave, self.go_button)

    def _field(self, column: QVBoxLayout, words: str, field: QWidget) -> list[QWidget]:
        name = label(words, "strong")
        name.setBuddy(field)
        column.addWidget(name)
        column.addWidget(field)
        return [name, field]

    def _days(self) -> tuple[list[dt.date], str]:
        """Give the dates beside the first, and the rule in words."""
        first = self.row.starts.date()
        every = str(self.every.currentData())
        if every == _PASTED:
            read = series.pasted(self.pasted.toPlainText(), self._language, self.desk.today())
            if read.unread:
                raise Problem(
                    _("“{text}” is no date. Write dates like 19 Nov or 19/11/2026.").format(
                        text=read.unread[0]
                    )
                )
            return [d for d in read.days if d != first], ""
        until = self.until.take()
        count = None if until else self.times.value()
        rule = series.Rule(every, self.interval.value(), until, count)
        return series.days(rule, first)[1:], series.words(rule, first, self._language)

    def _show(self) -> None:
        pasted = self.every.currentData() == _PASTED
        for widget in self._rule:
            widget.setVisible(not pasted)
        for widget in self._list:
            widget.setVisible(pasted)
        self.problem.hide()
        try:
            days, _rule = self._days()
        except (Problem, Invalid) as wrong:
            self.understood.clear()
            self.problem.setText(str(wrong))
            self.problem.show()
            self.go_button.setEnabled(False)
            return
        plan = plans.stored(self.desk, self.row.id)
        self.clashes.ask(plans.on_days(plan, days) if plan is not None else [])
        left_out = self.clashes.left_out()
        days = [d for d in days if d not in left_out]
        self.go_button.setEnabled(bool(days))
        today = self.desk.today()
        shown = [dates.short(d, self._language, today) for d in days[:_SHOWN]]
        if len(days) > _SHOWN:
            shown.append("… " + dates.short(days[-1], self._language, today))
        count = ngettext("{n} more date: {days}", "{n} more dates: {days}", len(days))
        said = count.format(n=len(days), days=", ".join(shown)) if days else _("No more dates yet.")
        self.understood.setText(said)
        self.fit()

    def go(self) -> None:
        """Make the dates, as one step that can be undone."""
        try:
            days, rule = self._days()
        except (Problem, Invalid) as wrong:
            self.problem.setText(str(wrong))
            self.problem.show()
            return
        left_out = self.clashes.left_out()
        days = [d for d in days if d not in left_out]
        title, n = self.row.title, len(days)
        said = ngettext("“{title}” has {n} more date.", "“{title}” has {n} more dates.", n)
        step = _("Repeat “{title}”").format(title=title)
        self.accept()
        self.desk.do(said.format(title=title, n=n), step, series.repeat, self.row.id, days, rule)
