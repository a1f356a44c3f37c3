"""What the paper will look like, what can be chosen about it, Print and Save PDF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from allydesk import output
from allydesk.errors import Cancelled, Problem
from allydesk.language import _, ngettext
from allydesk.ui.desk import Action, Desk, Message
from allydesk.ui.kit import look
from allydesk.ui.kit import widgets as w
from allydesk.ui.printing import keeping, memory, paper, password
from allydesk.ui.printing.chosen import Known, known
from allydesk.ui.printing.options import Choices, Options
from allydesk.ui.printing.pages import Finder, Pages
from allydesk.ui.printing.pdf import Pdf
from allydesk.ui.printing.thumbs import Thumbs
from allydesk.ui.say import announce
from allydesk.ui.tasks import Task

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from allydesk.reports.report import Printed

_WIDE, _HIGH = 860, 400  # pixels at 100 %: with less there are no small pages, and no heading
_SLOW = 300  # milliseconds until laying out shows how far it is


def open(desk: Desk, parent: QWidget, report: str, **given: object) -> Preview | None:
    """Show a document with its options. What cannot be printed at all is said, and None given."""
    from allydesk.reports import report as reports

    wanted = reports.named(report)
    fixed = memory.correction(desk, wanted) | given

    def ask(s: Session, start: dict[str, object]) -> tuple[dict[str, object], Known]:
        names = known(s, desk, wanted, start.get("event"))
        asked = {o.name for o in wanted.options}
        if "group" in asked and not any(start.get(n) for n in ("group", "people", "event")):
            start["group"] = next(iter(names.groups), None)
        return reports.settle(s, wanted, start, desk.today(), _clock()), names

    try:
        try:
            chosen = desk.store.read(ask, dict(fixed))[0] if wanted.by_kind else fixed
            start = memory.last_time(desk, wanted, memory.key(desk, wanted, chosen))
            values, names = desk.store.read(ask, start | fixed)
        except Problem:  # a choice of last time may be impossible by now
            values, names = desk.store.read(ask, dict(fixed))
    except Problem as problem:
        desk.say(str(problem), problem=True)
        return None
    shown = Preview(
        desk, parent, report, wanted.title, Options(wanted.all_options(), values, names)
    )
    shown.open()
    return shown


def _count(printed: Printed) -> str:
    return ngettext("{n} page", "{n} pages", printed.pages).format(n=printed.pages)


def _clock() -> dt.time:
    """Give the time of day: what runs now is meant before what comes later."""
    return dt.datetime.now().time()


class Preview(QDialog):
    """A document to look at: the pages on the left, what can be chosen on the right."""

    def __init__(
        self, desk: Desk, parent: QWidget, report: str, title: str, options: Options
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.desk, self.report, self.options = desk, report, options
        self.printed: Printed | None = None
        self._noted: Printed | None = None  # the last that was printed or saved
        self._wanted: Callable[[Printed], object] | None = None  # once the pages are there
        self._key = self._memory()
        self._making: Task | None = None
        self.pages, self.thumbs = Pages(), Thumbs()
        self.thumbs.hide()
        self.thumbs.chosen.connect(self.pages.go)
        self.pages.turned.connect(self.thumbs.mark)
        self.finder = Finder(self.pages)
        self.finder.textEdited.connect(self._find)
        self.state = w.label(_("Laying out the pages…"), "muted")
        self.notes = w.label("", "muted")  # what to know about these pages
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Laying out the pages…"))
        self.stop_button = w.button(Action(_("Stop"), self.stop, "x"), "quiet")
        self.progress = w.row(self.bar, self.stop_button)
        self.slow = QTimer(self, singleShot=True, interval=_SLOW)
        self.slow.timeout.connect(lambda: self._show_bar(shown=True))
        self._show_bar(shown=False)
        self.notes.hide()
        self._build(title)
        self._take_keys()
        self.resize(self.sizeHint())  # on its own a dialog takes two thirds of the screen at most
        options.changed.connect(self._chosen)
        desk.said.connect(self._heard)  # this window covers the status line
        self.finished.connect(self._let_go)
        self.make()

    def _build(self, title: str) -> None:
        margin = look.px(16)
        self.beside = beside = QVBoxLayout()
        beside.setSpacing(look.px(8))
        self.heading = w.label(title, "h1")
        beside.addWidget(self.heading)
        beside.addWidget(self.state)
        beside.addWidget(self.notes)
        beside.addWidget(self.progress)
        self.choices = Choices(self.options)
        beside.addWidget(self.choices, 1)
        tools = w.row(
            w.icon_button("zoom-out", _("Smaller"), lambda: self.pages.zoom(-1)),
            w.icon_button("zoom-in", _("Larger"), lambda: self.pages.zoom(1)),
            self.finder, stretch=2,
        )  # fmt: skip
        left = QVBoxLayout()
        left.addWidget(tools)
        left.addWidget(self.pages, 1)
        body = QHBoxLayout()
        body.setSpacing(margin)
        body.addWidget(self.thumbs)
        body.addLayout(left, 3)
        body.addLayout(beside, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.setSpacing(margin)
        whole.addLayout(body, 1)
        whole.addWidget(self._foot())
        self.print_button.setFocus()

    def _foot(self) -> QWidget:
        self.print_button = w.button(
            Action(_("Print"), self.print_now, "printer", "Ctrl+P"), "primary"
        )
        self.save_button = w.button(Action(_("Save PDF"), self.save, "file-down", "Ctrl+S"))
        self.lock_button = w.button(Action(_("Save with a password…"), self.save_locked, "lock"))
        self.view_button = w.button(Action(_("Open in viewer"), self.view, "external-link"))
        self.print_button.setDefault(True)
        close = w.button(Action(_("Close"), self.reject))
        return w.flow(
            self.print_button, self.save_button, self.lock_button, self.view_button, close
        )

    def _take_keys(self) -> None:
        for key, run in (
            ("Ctrl+P", self.print_now), ("Ctrl+S", self.save), ("Ctrl+F", self.finder.setFocus),
            ("F3", lambda: self.pages.next_mark(1)), ("Shift+F3", lambda: self.pages.next_mark(-1)),
            ("Ctrl++", lambda: self.pages.zoom(1)), ("Ctrl+=", lambda: self.pages.zoom(1)),
            ("Ctrl+-", lambda: self.pages.zoom(-1)), ("Ctrl+0", lambda: self.pages.zoom(0)),
        ):  # fmt: skip
            QShortcut(QKeySequence(key), self, run)

    def _find(self, words: str) -> None:
        found = self.pages.search(words.strip())
        if words.strip():
            said = ngettext("{n} place found", "{n} places found", found).format(n=found)
            self._tell(said)
            announce(self, said)
        elif self.printed is not None:
            self._tell(_count(self.printed))

    def _heard(self, message: Message) -> None:
        self._tell(message.text, problem=message.problem)

    def _tell(self, words: str, *, problem: bool = False) -> None:
        self.state.setText(words)
        w.retone(self.state, role="problem" if problem else "muted")

    def _show_bar(self, *, shown: bool) -> None:
        self.progress.setVisible(shown)

    def sizeHint(self) -> QSize:
        room = self.screen().availableSize()
        return QSize(min(look.px(1040), room.width() - 40), min(look.px(760), room.height() - 60))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.thumbs.fit(room=self.width() >= look.px(_WIDE))
        high = self.height() >= look.px(_HIGH)
        self.heading.setVisible(high)  # the title bar says it too
        if high:
            self.beside.insertWidget(2, self.notes)
        else:  # they scroll with the questions
            self.choices.column.insertWidget(0, self.notes)

    def _memory(self) -> str:
        from allydesk.reports.report import named

        return memory.key(self.desk, named(self.report), self.options.values())

    def _chosen(self) -> None:
        """Take over what was chosen; for an event of another kind, what is usual for that kind."""
        from allydesk.reports.report import named

        self._wanted = None
        key = self._memory()
        if key != self._key:
            self._key = key
            self.options.put(memory.usual(self.desk, named(self.report), key))
        self.make()

    def make(self) -> None:
        """Lay the document out anew with what is chosen now; an older layout is dropped."""
        if self._making is not None:
            self._making.cancel()
        given, day, report = self.options.values(), self.desk.today(), self.report
        self.printed = None
        self._ready(ready=False)
        self._tell(_("Laying out the pages…"))
        self.bar.setRange(0, 0)
        self.slow.start()

        def work(task: Task) -> tuple[Printed, Pdf]:
            from allydesk.reports import together

            printed = together.make(
                self.desk.store, [report], given, day,
                progress=lambda done, total: task.progress(done, total), cancelled=task.cancelled,
                now=_clock(),
            )  # fmt: skip
            return printed, Pdf(printed.pdf)

        task = Task(  # the desk outlives this window: pages that come too late are closed too
            self.desk, self.windowTitle(), work,
            lambda made: self._show(task, *made), lambda error: self._not_made(task, error),
        )  # fmt: skip
        task.progressed.connect(self._progressed)
        self._making = task
        task.start()

    def _progressed(self, done: int, total: int) -> None:
        if self.sender() is self._making:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def stop(self) -> None:
        """Stop laying out; another choice starts anew."""
        if self._making is not None:
            self._making.cancel()

    def _ready(self, *, ready: bool) -> None:
        # Print stays enabled while pages are made: what is pressed too early is done a moment later.
        for button in (self.save_button, self.lock_button, self.view_button):
            button.setEnabled(ready)

    def _ended(self) -> None:
        self._making = None
        self.slow.stop()
        self._show_bar(shown=False)

    def _is_asked(self, task: Task) -> bool:
        return task is self._making and isValid(self)

    def _show(self, task: Task, printed: Printed, pdf: Pdf) -> None:
        if not self._is_asked(task):
            pdf.close()
            return
        self._ended()
        self.printed = printed
        self.thumbs.show_pdf(pdf)
        self.pages.show_pdf(pdf)
        self._ready(ready=True)
        self._tell(_count(printed))
        self.notes.setText("\n".join(printed.warnings))
        self.notes.setVisible(bool(printed.warnings))
        self.setWindowTitle(printed.title)
        self._remember()
        if (wanted := self._wanted) is not None:
            self._wanted = None
            wanted(printed)

    def _not_made(self, task: Task, error: Exception) -> None:
        if not self._is_asked(task):
            return  # another layout has begun, or this window is closed
        self._ended()
        self._wanted = None
        self.notes.hide()
        if not isinstance(error, (Problem, Cancelled)):
            raise error
        self.thumbs.show_pdf(None)
        self.pages.show_pdf(None)
        if isinstance(error, Cancelled):
            self._tell(_("Stopped. Choose anything here to lay out the pages again."))
        else:
            self._tell(str(error), problem=True)

    def _remember(self) -> None:
        from allydesk.reports.report import named

        memory.keep(self.desk, named(self.report), self._key, self.options.values())

    def _with_pages(self, do: Callable[[Printed], object]) -> None:
        """Do something with the pages as they are chosen now, or as soon as they are made."""
        self.options.tell()  # what was typed a moment ago is not on the pages yet
        if self.printed is not None:
            do(self.printed)
        elif self._making is not None:
            self._wanted = do

    def print_now(self) -> None:
        """Hand the pages to the printer by way of the system's own dialog."""
        self._with_pages(lambda printed: paper.send(self.desk, self, printed, self._note))

    def _note(self, printed: Printed) -> None:
        """Store that it was printed or saved: once for the same pages, however often."""
        from allydesk.reports import report

        if self._noted is printed or not printed.after:
            return
        self._noted = printed
        try:
            report.note(self.desk.store, printed)
        except Problem as problem:
            self.desk.say(str(problem), problem=True)

    def save(self) -> None:
        """Save the PDF where the person says."""
        self._with_pages(self._save)

    def _save(self, printed: Printed) -> None:
        if (target := keeping.ask_where(self.desk, self, printed)) is not None:
            self._write(target, printed, printed.pdf)

    def save_locked(self) -> None:
        """Ask for a password, then save a PDF that only opens with it."""
        self._with_pages(lambda printed: password.ask(self, partial(self._lock, printed)))

    def _lock(self, printed: Printed, word: str) -> None:
        target = keeping.ask_where(self.desk, self, printed)
        if target is None:
            return

        def work(_task: Task) -> bytes:
            from allydesk.reports import together

            return together.locked(printed, word).pdf

        self.desk.run(self, _("Saving the PDF"), work, partial(self._write, target, printed))

    def _write(self, target: Path, printed: Printed, pdf: bytes) -> None:
        if self._done(printed, lambda: output.write_whole(target, pdf)):
            self.desk.say(paper.saved(target))

    def view(self) -> None:
        """Open the PDF in the program this computer has for it, which can print it too."""
        self._with_pages(lambda printed: self._done(printed, lambda: keeping.show(printed)))

    def _done(self, printed: Printed, do: Callable[[], object]) -> bool:
        """Do something with pages and note it; where that fails, say so and note nothing."""
        try:
            do()
        except Problem as problem:
            self._tell(str(problem), problem=True)
            return False
        self._note(printed)
        return True

    def _let_go(self) -> None:
        if self._making is not None:
            self._making.cancel()
        self._making = None
        self.slow.stop()
        self.thumbs.show_pdf(None)
        self.pages.show_pdf(None)
