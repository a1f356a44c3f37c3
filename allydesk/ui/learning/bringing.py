"""Bring in completions out of a spreadsheet: look at every row, answer what is doubtful, say yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from allydesk import dates, paths, transfer
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.learning import course as courses
from allydesk.models.learning.completion import RESULTS
from allydesk.transfer import Answers, Book, Sheet, completions, open_list
from allydesk.transfer.completions import TARGETS, Doubt, New, Plan
from allydesk.transfer.plan import Trouble
from allydesk.ui.bring_in.check_page import by_reason, rows_words
from allydesk.ui.bring_in.which_columns import NONE, WhichColumns
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import button, clear, flow, label, picture, row
from allydesk.ui.records.editors import Choice
from allydesk.ui.tasks import Task

_SHOWN = 200  # rows of each kind that are shown
_ALWAYS = ("full_name", "course", "completed_on")  # asked for even where nothing was found
_KINDS = "(*.xlsx *.xls *.ods *.csv *.tsv *.txt)"


def open(
    desk: Desk, parent: QWidget, path: Path | None = None, *, course: int | None = None
) -> None:
    """Ask for a spreadsheet, read it beside the window, and show what it would bring.

    course is the one that rows belong to where no column says it.
    """
    window = parent.window()
    if path is None:
        title, kinds = _("Choose the spreadsheet"), f"{_('Spreadsheets')} {_KINDS}"
        path = desk.ask.open_file(window, title, kinds, paths.documents())
    if path is None:
        return
    chosen = path

    def show(book: Book) -> None:
        Bringing(desk, window, chosen.name, completions.likely_sheet(book), course).open()

    desk.run(window, _("Reading the list…"), lambda _task: open_list(chosen), show)


class Bringing(QDialog):
    """Which column is what, whom doubtful names mean, and what would come in."""

    def __init__(
        self, desk: Desk, parent: QWidget, name: str, sheet: Sheet, course: int | None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Bring in completions"))
        self.desk, self.sheet = desk, sheet
        self.columns: dict[str, int] = completions.guess(sheet)
        self.same: dict[int, int] = {}
        self.anyway: set[int] = set()
        self.same_course: dict[str, str] = {}  # a title in the list -> that of a course here
        self.found: Plan | None = None
        self._task: Task | None = None
        self.boxes: dict[str, Choice] = {}
        self.course = self._courses(course)
        self.summary = label(_("Reading the list…"), "strong")
        self.month_first = QCheckBox(_("The month stands before the day"))
        self.month_first.clicked.connect(lambda _on: self._plan())
        self.month_first.hide()
        self.go_button = button(Action(_("Bring in"), self.go, "download"), "primary")
        self.go_button.setDefault(True)
        self._build(name)
        self._plan()

    def _courses(self, chosen: int | None) -> Choice:
        made = Choice()
        made.addItem(_("Choose a course"), "")
        for one in self.desk.store.read(courses.listing, chip="all"):
            made.addItem(one.title, one.title)
            if one.id == chosen:
                made.setCurrentIndex(made.count() - 1)
        made.activated.connect(lambda _row: self._plan())
        return made

    def _build(self, name: str) -> None:
        column = QVBoxLayout(self)
        m = look.px(24)
        column.setContentsMargins(m, m, m, look.px(16))
        column.setSpacing(look.px(12))
        column.addWidget(label(_("Completions in “{name}”").format(name=name), "h2"))
        inside = Page(margin=0, width=2000)
        self._questions, self._rows = QVBoxLayout(), QVBoxLayout()
        self.more = button(Action(_("More columns"), self._all_columns, "chevron-down"), "quiet")
        self.which = self._columns()
        inside.add(self.which, flow(self.more), self.month_first, self.summary)
        inside.column.addLayout(self._questions)
        inside.column.addLayout(self._rows)
        inside.end()
        column.addWidget(inside, 1)
        self.state = label(_("Nothing has been changed yet."), "muted")
        column.addWidget(
            row(self.state, button(Action(_("Leave it"), self.reject)), self.go_button)
        )
        self.resize(look.px(680), look.px(640))

    def _columns(self) -> WhichColumns:
        made = WhichColumns(self.sheet, TARGETS, self.columns)
        made.changed.connect(self._plan)
        made.show_only(_ALWAYS)
        made.add(_("All are of the course"), self.course, below="course")
        self.boxes = made.boxes
        return made

    def _all_columns(self) -> None:
        """Show also what was not found in the list."""
        self.which.show_all()
        self.more.hide()

    def _plan(self) -> None:
        """Work out what would come in, beside the window; an older answer is dropped."""
        if self._task is not None:
            self._task.cancel()
        alone = "course" not in self.columns
        self.which.form.setRowVisible(self.course, alone)
        course = str(self.course.currentData()) if alone else ""
        day_first = False if self.month_first.isChecked() else None
        answers = Answers(same=dict(self.same), anyway=frozenset(self.anyway))
        today = self.desk.today()
        store, sheet, columns = self.desk.store, self.sheet, dict(self.columns)
        same_course = dict(self.same_course)
        self.go_button.setEnabled(False)

        def work(task: Task) -> Plan:
            return store.read(
                completions.plan, sheet, columns, course=course, day_first=day_first,
                answers=answers, same_course=same_course, today=today,
                progress=lambda done, total: task.progress(done, total or 0),
            )  # fmt: skip

        task = Task(
            self, "", work, lambda found: self._show(task, found),
            lambda error: self._not_planned(task, error),
        )  # fmt: skip
        self._task = task
        task.start()

    def _not_planned(self, task: Task, error: Exception) -> None:
        if task is not self._task:
            return
        if not isinstance(error, Problem):
            raise error
        self.found = None
        self.summary.setText(str(error))
        for part in (self._rows, self._questions):
            clear(part)

    def _show(self, task: Task, found: Plan) -> None:
        if task is not self._task:
            return  # another answer was given meanwhile
        self.found = found
        self.month_first.setVisible(found.dates_unclear or self.month_first.isChecked())
        self.summary.setText(_said(found))
        clear(self._questions)
        for title in sorted({*found.courses, *self.same_course}, key=str.casefold)[:_SHOWN]:
            self._questions.addWidget(self._which_course(title, found.alike.get(title, "")))
        for doubt in found.doubtful[:_SHOWN]:
            self._questions.addWidget(self._who(doubt))
        for trouble in found.needs_you[:_SHOWN]:
            self._questions.addWidget(self._anyway(trouble))
        self._show_rows(found)
        n = len(found.new)
        words = ngettext("Bring in {n} completion", "Bring in {n} completions", n)
        self.go_button.setText(words.format(n=f"{n:,}"))
        self.go_button.setEnabled(n > 0)

    def _show_rows(self, found: Plan) -> None:
        clear(self._rows)
        language = self.desk.store.read(organisation.language)
        lines = [("check", "good", _words(one, language)) for one in found.new[:_SHOWN]]
        lines += [("x", "attention", words) for words in _left_out(found.left_out)]
        for icon, tone, words in lines:
            self._rows.addWidget(row(picture(icon, tone, 16), label(words), stretch=1))
        if rest := max(0, len(found.new) - _SHOWN):
            self._rows.addWidget(
                label(
                    ngettext("and {n} more row", "and {n} more rows", rest).format(n=f"{rest:,}"),
                    "muted",
                )
            )
        if found.left_out or found.needs_you or found.doubtful:
            words = _("Save the rows left out as spreadsheet…")
            self._rows.addWidget(flow(button(Action(words, self.save_rest, "file-spreadsheet"))))

    def save_rest(self) -> None:
        """Save what is not brought in, each row with its reason, to be put right in Excel."""
        assert self.found is not None
        proposal = paths.documents() / (_("Rows not brought in") + ".xlsx")
        kinds = f"{_('Spreadsheets')} (*.xlsx *.csv)"
        path = self.desk.ask.save_file(self, _("Save these rows"), kinds, proposal)
        if path is None:
            return
        table = transfer.rejected_sheet(self.sheet, self.found)
        try:
            transfer.save(path, [table], self.desk.store.read(organisation.language))
        except Problem as problem:
            self.state.setText(str(problem))
        else:
            self.state.setText(_("Saved as {name}.").format(name=path.name))

    def _which_course(self, title: str, near: str) -> QWidget:
        """Ask whether a title that is not here is a new course, or one that is written differently."""
        choice = Choice()
        choice.setAccessibleName(_("Which course “{title}” is").format(title=title))
        choice.addItem(_("Make it a new course"), "")
        titles = [c.title for c in self.desk.store.read(courses.listing, chip="all")]
        for one in sorted(titles, key=lambda t: t != near):
            choice.addItem(_("It is “{title}”").format(title=one), one)
        choice.setCurrentIndex(max(0, choice.findData(self.same_course.get(title, ""))))
        choice.setMinimumContentsLength(18)

        def chosen(_row: int) -> None:
            self.same_course.pop(title, None)
            if same := str(choice.currentData()):
                self.same_course[title] = same
            self._plan()

        choice.activated.connect(chosen)
        said = _("New course: {title}").format(title=title)
        if near:
            said = _("New course: {title}. There is “{near}”.").format(title=title, near=near)
        icon, tone = ("circle-question-mark", "attention") if near else ("plus", "good")
        return row(picture(icon, tone, 16), label(said), choice, stretch=1)

    def _who(self, doubt: Doubt) -> QWidget:
        choice = Choice()
        choice.setAccessibleName(_("Whom “{text}” means").format(text=doubt.name))
        choice.addItem(_("Leave this row out"), NONE)
        for one in doubt.candidates:
            choice.addItem(", ".join(filter(None, [one.name, one.team])), one.id)

        def chosen(_row: int) -> None:
            self.same.pop(doubt.row, None)
            if (id := int(choice.currentData())) != NONE:
                self.same[doubt.row] = id
            self._plan()

        choice.activated.connect(chosen)
        words = label(_("Row {n}: who is “{text}”?").format(n=doubt.row, text=doubt.name))
        return row(picture("circle-question-mark", "attention", 16), words, choice, stretch=1)

    def _anyway(self, trouble: Trouble) -> QWidget:
        take = Action(_("Bring in anyway"), partial(self._take, [trouble.row]))
        made = button(take, "quiet")
        made.setAccessibleName(_("Bring in row {n} anyway").format(n=trouble.row))
        words = label(_trouble(trouble))
        return row(picture("triangle-alert", "attention", 16), words, made, stretch=1)

    def _take(self, rows: Sequence[int]) -> None:
        self.anyway |= set(rows)
        self._plan()

    def go(self) -> None:
        """Bring everything in, as one step that can be undone."""
        found, desk = self.found, self.desk
        if found is None or not found.new:
            return
        self.accept()

        def work(task: Task) -> int:
            return desk.store.write(
                found.label, completions.bring_in, found,
                lambda done, total: task.progress(done, total or 0),
            )  # fmt: skip

        def done(n: int) -> None:
            said = ngettext("{n} completion is brought in.", "{n} completions are brought in.", n)
            desk.say(said.format(n=f"{n:,}"), undo=True)

        desk.run(desk, _("Bringing in the completions…"), work, done)


def _said(found: Plan) -> str:
    parts = [
        (len(found.new), _("{n} new")),
        (found.unchanged, _("{n} here already")),
        (len(found.doubtful) + len(found.needs_you), _("{n} to decide")),
        (len(found.left_out), _("{n} left out")),
    ]
    said = " · ".join(words.format(n=f"{n:,}") for n, words in parts if n)
    return said or _("There is no completion in this list.")


def _words(one: New, language: str) -> str:
    values = dict(one.values)
    on, result = values["completed_on"], str(values["result"])
    day = dates.medium(on, language) if isinstance(on, dt.date) else ""
    return " · ".join([one.name, one.course_title, day, RESULTS[result]])


def _left_out(rows: Sequence[Trouble]) -> list[str]:
    """Give a line for each reason: rows that have the same trouble are told together."""
    named = {one.row: one for one in rows}
    found = by_reason(rows)
    return [
        _trouble(named[of[0]]) if len(of) == 1 else rows_words(of, reason)
        for reason, of in list(found.items())[:_SHOWN]
    ]


def _trouble(one: Trouble) -> str:
    name = one.name or _("no name")
    return _("Row {n}, {name}: {why}").format(n=one.row, name=name, why=one.reason)
