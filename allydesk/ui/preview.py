"""What the paper will look like, what can be chosen about it, Print and Save PDF."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from allydesk import output, paths
from allydesk.errors import Cancelled, Problem
from allydesk.language import _, ngettext
from allydesk.ui import look, paper
from allydesk.ui import widgets as w
from allydesk.ui.desk import Action, Desk
from allydesk.ui.options import Options
from allydesk.ui.pages import Pages
from allydesk.ui.pdf import Pdf
from allydesk.ui.tasks import Task

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from allydesk.reports.report import Printed


def open(desk: Desk, parent: QWidget, report: str, **given: object) -> Preview | None:
    """Show a document with its options. What cannot be printed at all is said, and None given."""
    from allydesk.reports import report as reports

    wanted = reports.named(report)
    remembered = desk.settings.handouts.get(report, {})
    kept = {
        o.name for o in wanted.all_options() if o.remembered and o.name not in ("group", "people")
    }
    start = {n: v for n, v in remembered.items() if n in kept} | given

    def ask(s: Session) -> tuple[dict[str, object], dict[int, str]]:
        from allydesk.models import group

        names = {r.id: r.name for r in group.listing(s)}
        if any(o.name == "group" for o in wanted.options) and not (
            start.get("group") or start.get("people")
        ):
            start["group"] = next(iter(names), None)
        return reports.settle(s, wanted, start, desk.today()), names

    try:
        values, groups = desk.store.read(ask)
    except Problem as problem:
        desk.say(str(problem), problem=True)
        return None
    shown = Preview(
        desk, parent, report, wanted.title, Options(wanted.all_options(), values, groups)
    )
    shown.open()
    return shown


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
        self._making: Task | None = None
        self.pages = Pages()
        self.state = w.label(_("Laying out the pages…"), "muted")
        self.print_button = w.button(
            Action(_("Print"), self.print_now, "printer", "Ctrl+P"), "primary"
        )
        self.save_button = w.button(Action(_("Save PDF"), self.save, "file-down", "Ctrl+S"))
        self.close_button = w.button(Action(_("Close"), self.reject))
        self.print_button.setDefault(True)
        self._build(title)
        for key, run in (
            ("Ctrl+P", self.print_now), ("Ctrl+S", self.save),
            ("Ctrl++", lambda: self.pages.zoom(1)), ("Ctrl+=", lambda: self.pages.zoom(1)),
            ("Ctrl+-", lambda: self.pages.zoom(-1)), ("Ctrl+0", lambda: self.pages.zoom(0)),
        ):  # fmt: skip
            QShortcut(QKeySequence(key), self, run)
        options.changed.connect(self.make)
        self.finished.connect(self._let_go)
        self.make()

    def _build(self, title: str) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(look.px(8))
        beside.addWidget(w.label(title, "h1"))
        beside.addWidget(self.state)
        choices = QScrollArea()
        choices.setWidgetResizable(True)
        choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addWidget(self.options)
        column.addStretch(1)
        choices.setWidget(inside)
        beside.addWidget(choices, 1)
        beside.addWidget(w.flow(self.print_button, self.save_button, self.close_button))
        around = QHBoxLayout(self)
        margin = look.px(16)
        around.setContentsMargins(margin, margin, margin, margin)
        around.setSpacing(margin)
        zooms = w.row(
            w.icon_button("zoom-out", _("Smaller"), lambda: self.pages.zoom(-1)),
            w.icon_button("zoom-in", _("Larger"), lambda: self.pages.zoom(1)),
            QWidget(), stretch=2,
        )  # fmt: skip
        left = QVBoxLayout()
        left.addWidget(self.pages, 1)
        left.addWidget(zooms)
        around.addLayout(left, 3)
        around.addLayout(beside, 2)
        self.print_button.setFocus()

    def sizeHint(self) -> QSize:
        room = self.screen().availableSize()
        return QSize(min(look.px(1040), room.width() - 40), min(look.px(760), room.height() - 60))

    def make(self) -> None:
        """Lay the document out anew with what is chosen now; an older layout is dropped."""
        if self._making is not None:
            self._making.cancel()
        given, day, report = self.options.values(), self.desk.today(), self.report
        self._ready(ready=False)
        self.state.setText(_("Laying out the pages…"))

        def work(task: Task) -> tuple[Printed, Pdf]:
            from allydesk.reports.report import make

            printed = make(
                self.desk.store, report, given, day,
                progress=lambda done, total: task.progress(done, total), cancelled=task.cancelled,
            )  # fmt: skip
            return printed, Pdf(printed.pdf)

        task = Task(
            self, self.windowTitle(), work,
            lambda made: self._show(task, *made), lambda error: self._not_made(task, error),
        )  # fmt: skip
        self._making = task
        task.start()

    def _ready(self, *, ready: bool) -> None:
        self.save_button.setEnabled(ready)
        # The default button stays enabled while pages are made: it must not lose the keyboard.
        if not ready:
            self.printed = None

    def _show(self, task: Task, printed: Printed, pdf: Pdf) -> None:
        if task is not self._making:
            pdf.close()
            return
        self.printed = printed
        self.pages.show_pdf(pdf)
        self._ready(ready=True)
        count = ngettext("{n} page", "{n} pages", printed.pages).format(n=printed.pages)
        self.state.setText("\n".join([count, *printed.warnings]))
        self.setWindowTitle(printed.title)
        self._remember()

    def _not_made(self, task: Task, error: Exception) -> None:
        if task is not self._making or isinstance(error, Cancelled):
            return
        if not isinstance(error, Problem):
            raise error
        self.pages.show_pdf(None)
        self.state.setText(str(error))

    def _remember(self) -> None:
        from allydesk.reports.report import named

        kept = {
            o.name: v
            for o in named(self.report).all_options()
            if o.remembered and o.name not in ("group", "people", "paper")
            and isinstance(v := self.options.values().get(o.name), str)
        }  # fmt: skip
        if self.desk.settings.handouts.get(self.report) != kept:
            handouts: Mapping[str, dict[str, str]] = self.desk.settings.handouts | {
                self.report: kept
            }
            self.desk.prefer(handouts=dict(handouts))

    def print_now(self) -> None:
        """Hand the pages to the printer by way of the system's own dialog."""
        if self.printed is not None:
            paper.send(self.desk, self, self.printed)

    def save(self) -> None:
        """Save the PDF where the person says."""
        if self.printed is None:
            return
        proposal = paths.documents() / f"{self.printed.file_name}.pdf"
        chosen = self.desk.ask.save_file(self, _("Save PDF"), _("PDF file") + " (*.pdf)", proposal)
        if chosen is None:
            return
        target = chosen if chosen.suffix else chosen.with_suffix(".pdf")
        if self._written(target):
            self.desk.say(
                _("Saved “{name}”. It holds names: keep it safe.").format(name=target.name)
            )

    def _written(self, target: Path) -> bool:
        assert self.printed is not None
        try:
            output.write_whole(target, self.printed.pdf)
        except Problem as problem:
            self.state.setText(str(problem))
            return False
        return True

    def _let_go(self) -> None:
        if self._making is not None:
            self._making.cancel()
        self._making = None
        self.pages.show_pdf(None)
