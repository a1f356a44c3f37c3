"""Bring in nominations out of a form tool's spreadsheet: look at every row, then say yes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from allydesk import paths
from allydesk.language import _, ngettext
from allydesk.models import person
from allydesk.transfer import Book, Sheet, nominations, open_list
from allydesk.transfer.nominations import New, Plan, Unsure
from allydesk.transfer.plan import Trouble
from allydesk.ui.bring_in.which_columns import NONE, WhichColumns
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import button, clear, flow, label, picture, row
from allydesk.ui.records.editors import Choice
from allydesk.ui.tasks import Task

_SHOWN = 200  # rows of the answer
_KINDS = "(*.xlsx *.xls *.ods *.csv *.tsv *.txt)"
_ALWAYS = ("nominees", "citation", "award", "nominator")  # asked for where nothing was found too
_ROOM = 300  # pixels at 100 % for whom a name may mean
_NEEDED = ("nominees", "team_name"), ("citation",)


def open(desk: Desk, parent: QWidget, path: Path | None = None) -> None:
    """Ask for a spreadsheet, read it beside the window, and show what it would bring."""
    if path is None:
        title, kinds = _("Choose the spreadsheet"), f"{_('Spreadsheets')} {_KINDS}"
        path = desk.ask.open_file(parent.window(), title, kinds, paths.documents())
    if path is None:
        return
    chosen = path
    window = parent.window()

    def show(book: Book) -> None:
        sheet = max(book.sheets, key=nominations.likely)
        Bringing(desk, window, chosen.name, sheet).open()

    desk.run(window, _("Reading the list…"), lambda _task: open_list(chosen), show)


class Bringing(QDialog):
    """Which column is what, whom doubtful names mean, and what would come in."""

    def __init__(self, desk: Desk, parent: QWidget, name: str, sheet: Sheet) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Bring in nominations"))
        self.desk, self.sheet = desk, sheet
        self.columns: dict[str, int] = nominations.guess(sheet)
        self.answers: dict[str, int] = {}
        self.found: Plan | None = None
        self._task: Task | None = None
        self.boxes: dict[str, Choice] = {}
        self.summary = label(_("Reading the list…"), "strong")
        self.month_first = QCheckBox(_("The month stands before the day"))
        self.month_first.clicked.connect(self._plan)
        self.month_first.hide()
        self.go_button = button(Action(_("Bring in"), self.go, "download"), "primary")
        self.go_button.setDefault(True)
        self._build(name)
        self._plan()

    def _build(self, name: str) -> None:
        column = QVBoxLayout(self)
        m = look.px(24)
        column.setContentsMargins(m, m, m, look.px(16))
        column.setSpacing(look.px(12))
        column.addWidget(label(_("Nominations in “{name}”").format(name=name), "h2"))
        inside = Page(margin=0, width=2000)
        self._questions = QVBoxLayout()
        which = WhichColumns(self.sheet, nominations.TARGETS, self.columns)
        which.changed.connect(self._plan)
        which.show_only(_ALWAYS)
        self.boxes = which.boxes
        more = button(Action(_("More columns"), which.show_all, "chevron-down"), "quiet")
        more.clicked.connect(more.hide)
        if set(nominations.TARGETS) <= {*self.columns, *_ALWAYS}:
            more.hide()
        inside.add(which, flow(more))
        inside.column.addWidget(self.month_first)
        inside.column.addLayout(self._questions)
        inside.add(self.summary)
        self._rows = QVBoxLayout()
        inside.column.addLayout(self._rows)
        inside.end()
        column.addWidget(inside, 1)
        nothing = label(_("Nothing has been changed yet."), "muted")
        leave = button(Action(_("Leave it"), self.reject))
        column.addWidget(row(nothing, leave, self.go_button))
        self.resize(look.px(680), look.px(640))

    def _plan(self) -> None:
        """Work out what would come in, beside the window."""
        if self._task is not None:
            self._task.cancel()
        desk, sheet, columns, answers = (
            self.desk,
            self.sheet,
            dict(self.columns),
            dict(self.answers),
        )
        day_first = False if self.month_first.isChecked() else None
        self.go_button.setEnabled(False)

        def work(_task: Task) -> Plan:
            return desk.store.read(
                nominations.plan, sheet, columns, today=desk.today(), day_first=day_first,
                answers=answers,
            )  # fmt: skip

        task = Task(self, "", work, lambda found: self._show(task, found), desk.excuse)
        self._task = task
        task.start()

    def _show(self, task: Task, found: Plan) -> None:
        if task is not self._task:
            return  # another answer was given meanwhile
        self.found = found
        self.month_first.setVisible(found.dates_unclear or self.month_first.isChecked())
        self._ask(found)
        self.summary.setText(self._said(found))
        clear(self._rows)
        names = self._names(found)
        for one in found.new[:_SHOWN]:
            self._rows.addWidget(_line("check", "good", _new_words(one, names)))
        for trouble in found.left_out[:_SHOWN]:
            self._rows.addWidget(_line("x", "attention", _trouble_words(trouble)))
        n = len(found.new)
        words = ngettext("Bring in {n} nomination", "Bring in {n} nominations", n).format(n=n)
        self.go_button.setText(words)
        self.go_button.setEnabled(n > 0)

    def _names(self, found: Plan) -> dict[int, str]:
        ids = list({id for one in found.new for id in one.people})
        return {r.id: r.name for r in self.desk.store.read(person.rows, ids)}

    def _said(self, found: Plan) -> str:
        parts = [
            (len(found.new), _("{n} new")), (len(found.already), _("{n} here already")),
            (len(found.left_out), _("{n} left out")),
        ]  # fmt: skip
        said = " · ".join(words.format(n=n) for n, words in parts if n)
        if any(not any(t in self.columns for t in either) for either in _NEEDED):
            said = _("Say which columns tell who is put forward, and what they did.")
        if found.not_taken:
            rest = _("Not taken: {columns}").format(columns=", ".join(found.not_taken))
            said = f"{said}\n{rest}"
        return said or _("There is no nomination in this list.")

    def _ask(self, found: Plan) -> None:
        """Ask whom doubtful names mean. What was answered stays to be changed."""
        asked = {u.text: u for one in found.new for u in one.unsure}
        if not asked and self.answers:
            return
        if any(text not in self._asked() for text in asked):
            clear(self._questions)
            for unsure in asked.values():
                self._questions.addWidget(self._question(unsure))

    def _asked(self) -> Mapping[str, object]:
        found = (self._questions.itemAt(n) for n in range(self._questions.count()))
        return {w.objectName(): w for item in found if item and (w := item.widget())}

    def _question(self, unsure: Unsure) -> QWidget:
        choice = Choice()
        choice.setAccessibleName(_("Whom “{text}” means").format(text=unsure.text))
        choice.addItem(_("Keep the name as it is written"), NONE)
        for one in unsure.candidates:
            choice.addItem(f"{one.name} ({one.reason})", one.id)
        choice.setMinimumWidth(look.px(_ROOM))
        choice.activated.connect(partial(self._answer, unsure.text, choice))
        words = label(_("Who is “{text}”?").format(text=unsure.text))
        made = row(picture("circle-question-mark", "attention", 16), words, choice, stretch=1)
        made.setObjectName(unsure.text)
        return made

    def _answer(self, text: str, choice: Choice, _row: int = 0) -> None:
        self.answers.pop(text, None)
        if (id := int(choice.currentData())) != NONE:
            self.answers[text] = id
        self._plan()

    def go(self) -> None:
        """Bring everything in, as one step that can be undone."""
        found, desk = self.found, self.desk
        if found is None or not found.new:
            return
        self.accept()

        def work(_task: Task) -> int:
            return desk.store.write(found.label, nominations.bring_in, found)

        def done(n: int) -> None:
            said = ngettext("{n} nomination is brought in.", "{n} nominations are brought in.", n)
            desk.say(said.format(n=n), undo=True)

        desk.run(desk, _("Bringing in the nominations…"), work, done)


def _new_words(one: New, names: Mapping[int, str]) -> str:
    who = [names.get(id, "") for id in one.people] + list(one.written)
    team = str(one.values.get("team_name") or "")
    citation = str(one.values["citation"])
    return f"{team or ', '.join(filter(None, who))}: {citation}"


def _trouble_words(one: Trouble) -> str:
    if not one.name:
        return _("Row {n}: {why}").format(n=one.row, why=one.reason)
    return _("Row {n}, {name}: {why}").format(n=one.row, name=one.name, why=one.reason)


def _line(icon: str, tone: str, words: str) -> QWidget:
    return row(picture(icon, tone, 16), label(words), stretch=1)
