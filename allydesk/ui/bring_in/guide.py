"""The guide itself: file, columns, check; back at any time, and nothing changes before the last button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from allydesk import backup, paths, settings, transfer
from allydesk.errors import Cancelled, Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.transfer import Answers, Book, Column, Plan, Sheet
from allydesk.ui.bring_in.check_page import CheckPage
from allydesk.ui.bring_in.columns_page import ColumnsPage
from allydesk.ui.bring_in.file_page import FilePage
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import dropping, look
from allydesk.ui.kit.widgets import button, clear, label, notice

if TYPE_CHECKING:
    from allydesk.ui.tasks import Task

T = TypeVar("T")
_SETTLE = 250  # milliseconds between the last answer and working the plan out again


def open(desk: Desk, parent: QWidget, path: Path | None = None) -> Guide:
    """Show the guide; with a path begin with that file, else ask for one."""
    guide = Guide(desk, parent.window())
    guide.open()
    if path is not None:
        guide.read(path)
    else:
        guide.choose_file()
    return guide


class Guide(QDialog):
    """Three pages over one list. What was found and decided is kept here, the pages show it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self.path: Path | None = None
        self.book: Book | None = None
        self.sheet: Sheet | None = None
        self.columns: tuple[Column, ...] = ()
        self._guessed: tuple[Column, ...] = ()
        self._sent: dict[int, str] = {}  # columns that somebody sent elsewhere, in that order
        self.group = ""  # the name of the group that everybody on the list belongs to
        self.agreed = "coordinator"
        self.day_first: bool | None = None
        self.answers = Answers()
        self.plan: Plan | None = None
        self._task: Task | None = None
        self._turn = 0  # counts pieces of work, so that a late answer is dropped
        self._again = QTimer(self, singleShot=True, interval=_SETTLE)
        self._again.timeout.connect(self._work_out)
        self._build()
        dropping.catch(self, self._fell_in)
        self._show_page(self.file_page)

    # Making it.

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        m = look.px(24)
        whole.setContentsMargins(m, m, m, look.px(16))
        whole.setSpacing(look.px(12))
        self.steps = label("", "muted")
        self.title = label("", "h1")
        self.trouble = QVBoxLayout()
        self.file_page = FilePage(self.choose_file, self.reread, self.use_sheet)
        self.columns_page = ColumnsPage(self._send_column, self._use_group)
        self.check_page = CheckPage(self)
        self.pages = QStackedWidget()
        for page in (self.file_page, self.columns_page, self.check_page):
            self.pages.addWidget(page)
        whole.addWidget(self.steps)
        whole.addWidget(self.title)
        whole.addLayout(self.trouble)
        whole.addWidget(self.pages, 1)
        whole.addLayout(self._foot())
        screen = self.screen().availableGeometry()
        self.resize(
            min(look.px(920), screen.width() - look.px(32)),
            min(look.px(680), screen.height() - look.px(48)),
        )

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        self.back_button = button(Action(_("Back"), self.back, "arrow-left"))
        self.state = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setMaximumWidth(look.px(160))
        self.close_button = button(Action(_("Cancel"), self.reject))
        self.next_button = button(Action("", self.forward), "primary")
        self.next_button.setDefault(True)
        row.addWidget(self.back_button)
        row.addWidget(self.state, 1)
        for part in (self.bar, self.close_button, self.next_button):
            row.addWidget(part)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.steps.setVisible(self.height() >= look.px(400))  # the title bar says it too

    # Pages.

    def _show_page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        names = {
            self.file_page: _("Which list?"),
            self.columns_page: _("What is in the columns?"),
            self.check_page: _("Is this right?"),
        }
        number = self.pages.currentIndex() + 1
        self.steps.setText(_("Bring in a list · step {n} of 3").format(n=number))
        self.setWindowTitle(self.steps.text())
        self.title.setText(names[page])
        self._settle()
        first = self.next_button if self.next_button.isEnabled() else self.close_button
        if page is self.file_page and self.book is None:
            first = self.file_page.choose
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        """Let the foot say where things stand, and offer what can be done."""
        page, busy = self.pages.currentWidget(), self._task is not None
        self.back_button.setVisible(page is not self.file_page)
        self.back_button.setEnabled(not busy)
        self.bar.setVisible(busy)
        self.close_button.setText(_("Stop") if busy else _("Cancel"))
        if page is self.check_page:
            ready = self.plan is not None and not self.plan.empty
            self.next_button.setText(self.plan.label if self.plan else _("Bring in the list"))
        else:
            self.next_button.setText(_("Continue"))
            ready = self.sheet is not None
        self.next_button.setEnabled(ready and not busy and not self._again.isActive())
        if not busy:
            self.state.setText(_("Nothing has been changed yet."))

    def back(self) -> None:
        self.complain("")
        at = self.pages.currentWidget()
        self._show_page(self.columns_page if at is self.check_page else self.file_page)

    def forward(self) -> None:
        page = self.pages.currentWidget()
        if page is self.file_page:
            self._show_page(self.columns_page)
        elif page is self.columns_page:
            self._work_out()
        else:
            self._bring_in()

    # The file.

    def choose_file(self) -> None:
        kinds = _("Lists") + " (*.xlsx *.xls *.ods *.csv *.tsv *.txt);;" + _("All files") + " (*)"
        folder = self.path.parent if self.path else paths.documents()
        path = self.desk.ask.open_file(self, _("Choose a list"), kinds, folder)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file, and go on by itself where there is nothing to ask about it."""
        self.path, self.book, self.sheet = path, None, None
        self._read(path, "", "", self._was_read)

    def reread(self, encoding: str, separator: str) -> None:
        """Read the same text file another way."""
        if self.path is not None:
            self._read(self.path, encoding, separator, self._take_book)

    def _read(
        self, path: Path, encoding: str, separator: str, then: Callable[[Book], object]
    ) -> None:
        language = self.desk.store.read(organisation.language)
        open_list = partial(
            transfer.open_list, path, encoding=encoding, separator=separator, language=language
        )
        self._run(_("Reading “{name}”…").format(name=path.name), lambda _task: open_list(), then)

    def _was_read(self, book: Book) -> None:
        self._take_book(book)
        if not book.unsure and self.file_page.likely == 1:
            self._show_page(self.columns_page)

    def _take_book(self, book: Book) -> None:
        self.book = book
        self.file_page.show_book(book)
        self.use_sheet(self.file_page.chosen())

    def use_sheet(self, sheet: Sheet | None) -> None:
        """Take a sheet, with what its columns most likely hold."""
        self.sheet = sheet
        self.answers, self.day_first, self.plan = Answers(), None, None
        if sheet is not None:
            self.columns = self._guessed = transfer.guess(sheet, settings.load().columns)
            self._sent = {}
            self.columns_page.forget()
            self._show_columns()
        self._settle()

    # The columns.

    def _show_columns(self) -> None:
        self.columns_page.show_columns(self.columns, self._group_names(), self.group)

    def _group_names(self) -> list[str]:
        from allydesk.models import group

        return [row.name for row in self.desk.store.read(group.listing)]

    def _send_column(self, index: int, target: str) -> None:
        # From the first guess on: whoever goes through the places with arrow keys passes by some
        # that other columns go to, and those get them back.
        self._sent = {**{n: t for n, t in self._sent.items() if n != index}, index: target}
        self.columns = self._guessed
        for sent, place in self._sent.items():
            self.columns = transfer.choose(self.columns, sent, place)
        self.answers = Answers()
        self._show_columns()

    def _use_group(self, name: str) -> None:
        self.group = name
        self.answers = Answers()

    # The check.

    def answer(self, **changes: object) -> None:
        """Keep what was decided about rows, and see shortly what follows from it."""
        self.answers = replace(self.answers, **changes)  # type: ignore[arg-type]
        self._again.start()
        self._settle()

    def set_agreed(self, scope: str) -> None:
        self.agreed = scope
        self.answer()

    def set_day_first(self, first: bool) -> None:  # noqa: FBT001
        self.day_first = first
        self.answer()

    def _work_out(self) -> None:
        """Compare the list with the desk."""
        assert self.sheet is not None
        sheet, columns, store = self.sheet, self.columns, self.desk.store

        def work(task: Task) -> Plan:
            return store.read(
                transfer.plan, sheet, columns, day_first=self.day_first, group=self.group,
                agreed=self.agreed, answers=self.answers, today=self.desk.today(),
                progress=lambda done, total: task.progress(done, total),
            )  # fmt: skip

        self._run(_("Comparing the list with your desk…"), work, self._worked_out)

    def _worked_out(self, plan: Plan) -> None:
        first = self.pages.currentWidget() is not self.check_page
        self.plan = plan
        assert self.sheet is not None
        self.check_page.show_plan(plan, self.sheet, fresh=first)
        if first:
            self._show_page(self.check_page)
        self._settle()

    # The last button.

    def _bring_in(self) -> None:
        assert self.plan is not None
        plan, store = self.plan, self.desk.store

        def work(task: Task) -> None:
            task.progress(0, 0, _("Making a backup first…"))
            backup.save(store, backup.BEFORE_IMPORT)
            task.progress(0, 0, _("Bringing in the list…"))
            store.write(plan.label, transfer.apply, plan, task.progress)

        self._run(_("Bringing in the list…"), work, lambda _nothing: self._brought_in(plan))

    def _brought_in(self, plan: Plan) -> None:
        assert self.sheet is not None
        transfer.remember(self.sheet, self.columns)
        waiting = len(plan.doubtful) + len(plan.needs_you)
        said = _brought_in(plan)
        if waiting:
            said += " " + ngettext(
                "{n} row was not: it needs your decision.",
                "{n} rows were not: they need your decision.",
                waiting,
            ).format(n=waiting)
        self.accept()
        self.desk.go("groups" if plan.groups and not plan.new else "people")
        self.desk.say(said, undo=True)

    # Work that takes a while.

    def _run(self, words: str, work: Callable[[Task], T], then: Callable[[T], object]) -> None:
        self.complain("")
        self.state.setText(words)
        self.bar.setRange(0, 0)

        if self._task is not None:
            self._task.cancel()  # another answer is wanted now
        self._turn += 1
        turn = self._turn

        def done(result: T) -> None:
            if turn == self._turn:
                self._task = None
                then(result)
                self._settle()

        def failed(error: Exception) -> None:
            if turn == self._turn:
                self._failed(error)

        self._task = self.desk.run(self, words, work, done, failed)
        self._task.progressed.connect(self._progressed)
        self._settle()

    def _progressed(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if text:
            self.state.setText(text)

    def _failed(self, error: Exception) -> None:
        self._task = None
        self._settle()
        if self.book is not None:
            self.file_page.show_reading(self.book)
        if isinstance(error, Cancelled):
            self.complain(_("Stopped. Nothing was changed."))
        elif isinstance(error, Problem):
            self.complain(str(error))
        else:
            raise error

    def complain(self, sentence: str) -> None:
        clear(self.trouble)
        if sentence:
            again = []
            if self.book is None and self.path is not None:
                again = [Action(_("Try again"), partial(self.read, self.path))]
            self.trouble.addWidget(notice(sentence, "problem", again))

    # Leaving, and files that fall in.

    def reject(self) -> None:
        """Close, also by Esc and the window's own button; stop what is running first."""
        if self._task is not None:
            self._task.cancel()
            if self.pages.currentWidget() is self.check_page:
                return  # until it is known how the work ended
        super().reject()

    def _fell_in(self, path: Path) -> None:
        self._show_page(self.file_page)
        self.read(path)


def _brought_in(plan: Plan) -> str:
    n = plan.people
    if plan.only_groups:
        said = ngettext("Groups of {n} person brought in.", "Groups of {n} people brought in.", n)
    else:
        said = ngettext("{n} person brought in.", "{n} people brought in.", n)
    return said.format(n=f"{n:,}")
