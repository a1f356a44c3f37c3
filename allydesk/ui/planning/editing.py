"""Windows in which observances and closed days of the organisation are written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QWidget

from allydesk import dates
from allydesk.errors import Invalid, Problem
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.base import fields, fresh, put, tidy, values
from allydesk.models.observance import ClosedDays, OwnObservance
from allydesk.planning import observances
from allydesk.planning.observances import Occurrence, Undated
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.datefield import DateField
from allydesk.ui.kit.dialog import Dialog
from allydesk.ui.kit.widgets import align, button, label
from allydesk.ui.planning import words
from allydesk.ui.records.editors import editor
from allydesk.ui.records.field import Line, complain, line

Kind = type[OwnObservance] | type[ClosedDays]
_OWN = (
    "name", "first", "last", "every_year", "kind", "evening_before", "plan_around", "advice",
    "greeting", "note",
)  # fmt: skip
_BESIDE = 540  # pixels at 100 % that labels with fields beside them want
_CLOSED = ("name", "kind", "first", "last")


class _When(NamedTuple):
    """An observance in a year; first and now are empty where nobody knows when it is."""

    key: str
    name: str
    year: int
    nth: int = 1
    first: dt.date | None = None
    now: str = ""


def ask_date(desk: Desk, parent: QWidget, one: Occurrence) -> DateDialog:
    """Ask on which day an observance is in its year."""
    now = words.when(one, desk.store.read(organisation.language), desk.today())
    return _ask(desk, parent, _When(one.key, one.name, one.year, one.nth, one.first, now))


def ask_missing_date(desk: Desk, parent: QWidget, one: Undated, year: int) -> DateDialog:
    """Ask on which day an observance is in a year for which the table has no date."""
    return _ask(desk, parent, _When(one.key, one.name, year))


def _ask(desk: Desk, parent: QWidget, when: _When) -> DateDialog:
    dialog = DateDialog(desk, parent.window(), when)
    dialog.open()
    return dialog


def ask_own(desk: Desk, parent: QWidget, id: int | None) -> RecordDialog:
    """Ask for an observance of the organisation's own, or change one."""
    title = _("Add our own day") if id is None else _("Change our own day")
    dialog = RecordDialog(desk, parent.window(), title, OwnObservance, _OWN, id)
    dialog.open()
    return dialog


def ask_closed(desk: Desk, parent: QWidget, id: int | None) -> RecordDialog:
    """Ask for closed days or school holidays, or change some."""
    title = _("Add closed days") if id is None else _("Change closed days")
    dialog = RecordDialog(desk, parent.window(), title, ClosedDays, _CLOSED, id)
    dialog.open()
    return dialog


class DateDialog(Dialog):
    """Another first day for one year; how long it lasts stays."""

    def __init__(self, desk: Desk, parent: QWidget, one: _When) -> None:
        super().__init__(parent, _("Change the date of {name}").format(name=one.name), 460)
        self._desk, self._one = desk, one
        self._language = desk.store.read(organisation.language)
        self.day = DateField(lambda: self._language, desk.today)
        self.day.name(_("First day"))
        self.day.put(one.first)
        self.problem = label("", "problem")
        self.problem.hide()
        doing = _("Change date") if one.first else _("Set the date")
        self.go_button = button(Action(doing, self.go, "calendar-days"), "primary")
        column = self.column
        column.addWidget(label(one.name, "h2"))
        unknown = _("AllyDesk has no date for {year} yet.").format(year=one.year)
        now = _("Now: {when}").format(when=one.now) if one.now else unknown
        column.addWidget(label(now, "muted"))
        text = _("Your date holds for {year}. A newer table of dates does not overwrite it.")
        column.addWidget(label(text.format(year=one.year)))
        name = label(_("First day"), "strong")
        name.setBuddy(self.day.line)
        column.addWidget(name)
        column.addWidget(self.day)
        column.addWidget(self.problem)
        column.addStretch(1)
        self.foot(button(Action(_("Leave it"), self.reject)), self.go_button)
        self.day.done.connect(self.go)
        self.day.typed.connect(self.fit)
        self.day.line.setFocus()
        self.day.line.selectAll()

    def go(self) -> None:
        """Store the date, or say what is wrong with it."""
        one = self._one
        step = _("Change the date of “{name}”").format(name=one.name)
        try:
            day = self.day.take()
            if day is None:
                raise Invalid({"": self.day.explain()})
            if day != one.first:
                self._desk.store.write(
                    step, observances.change_date, one.key, one.year, day, one.nth
                )
        except Problem as wrong:
            self.problem.setText(str(wrong))
            self.problem.show()
            self.day.line.setFocus()
            return
        self.accept()
        shown = dates.short(day, self._language, self._desk.today())
        said = _("“{name}” is on {day} here.").format(name=one.name, day=shown)
        self._desk.say(said, undo=day != one.first)


class RecordDialog(Dialog):
    """The fields of one record, stored together when somebody is done with them."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        title: str,
        kind: Kind,
        names: tuple[str, ...],
        id: int | None,
    ) -> None:
        super().__init__(parent, title, 580)
        self._desk, self._kind, self.id = desk, kind, id
        read = desk.store.read
        stored = (read(values, kind, id) if id is not None else read(fresh, kind)) or {}
        described = fields(kind)
        self.lines: dict[str, Line] = {}
        column = self.column
        column.addWidget(label(title, "h2"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        form.setHorizontalSpacing(look.px(16))
        column.addLayout(form)
        self._form = form
        column.addStretch(1)
        for name in names:
            made = editor(
                name, described[name], language=lambda: read(organisation.language),
                today=desk.today, used=list,
            )  # fmt: skip
            made.put(stored.get(name))
            self.lines[name] = one = line(name, described[name], made, optional=False)
            form.addRow(one.label, one.block)
            made.done.connect(self._done_with(name))
        words = _("Add") if id is None else _("Keep")
        self.go_button = button(Action(words, self.go, "check"), "primary")
        self.foot(button(Action(_("Leave it"), self.reject)), self.go_button)
        align(self)
        self.lines[names[0]].editor.field.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put labels above their fields where there is no room beside them."""
        super().resizeEvent(event)
        policy = QFormLayout.RowWrapPolicy
        narrow = self.width() < look.px(_BESIDE)
        self._form.setRowWrapPolicy(policy.WrapAllRows if narrow else policy.WrapLongRows)

    def _done_with(self, name: str) -> Callable[[], None]:
        """Store all on Enter in a line; a choice or a tick is only one of them."""
        typed = self.lines[name].described.field.choices is None
        typed = typed and self.lines[name].described.type is not bool
        return self.go if typed else lambda: None

    def go(self) -> None:
        """Store the record, or say below each field what is wrong with it."""
        given: dict[str, object] = {}
        wrong: dict[str, str] = {}
        for name, one in self.lines.items():
            try:
                given[name] = tidy(one.described, one.editor.take())
            except Invalid as invalid:
                wrong[name] = str(invalid)
        if not wrong:
            wrong = self._store(given)
        for name, one in self.lines.items():
            complain(one, wrong.get(name, ""))
        self.fit()
        if first := next((n for n in self.lines if n in wrong), None):
            self.lines[first].editor.field.setFocus()

    def _store(self, given: Mapping[str, object]) -> dict[str, str]:
        name = given.get("name") or ""
        new = self.id is None
        step = (_("Add “{name}”") if new else _("Change “{name}”")).format(name=name)
        try:
            self._desk.store.write(step, put, self._kind, self.id, given)
        except Invalid as invalid:
            wrong = dict(invalid.fields)
            if "first" in wrong:  # left empty, the last day is the first one
                wrong.pop("last", None)
            return wrong
        self.accept()
        said = _("“{name}” is in the calendar.") if new else _("“{name}” is changed.")
        self._desk.say(said.format(name=name), undo=True)
        return {}
