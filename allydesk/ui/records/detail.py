"""The page of one record: its name, what can be printed and done, and its fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import label, menu_button, more_button
from allydesk.ui.records.form import Form
from allydesk.ui.records.screen import Detail

Doings = Callable[[], Sequence[Action]]


class RecordDetail(Detail):
    """Name, Print and ⋯ over the fields of a record; a place adds what stands around them."""

    depends: ClassVar[frozenset[str]]  # the kinds of record that the page is made from
    names: ClassVar[str]  # the field with the name

    def __init__(self, desk: Desk, form: Form, prints: Doings, more: Doings) -> None:
        super().__init__()
        self.desk, self.form = desk, form
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.page = Page()
        whole.addWidget(self.page)
        self.name = label("", "h1")
        self.print = menu_button(_("Print"), prints(), "printer")
        self.others = more_button(more())
        form.created.connect(self.show_again)
        desk.changed.connect(self._changed)

    def head(self, *below: QWidget, before: QWidget | None = None) -> QWidget:
        """Make the head of the page: the name between a mark and the buttons, and what it says below."""
        head = QWidget()
        words = QVBoxLayout(head)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(look.px(4))
        line = QHBoxLayout()
        line.setSpacing(look.px(12))
        words.addLayout(line)
        if before is not None:
            line.addWidget(before, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.name, 1)
        for widget in (self.print, self.others):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        for part in below:
            words.addWidget(part)
        return head

    def show_again(self) -> None:
        """Write the head anew; the fields take care of themselves."""
        raise NotImplementedError

    def load(self, id: int | None) -> None:
        if self.form.shows(id):
            return  # it is shown; a refresh keeps it fresh
        self.begin(id)
        self.form.load(id)
        self.page.verticalScrollBar().setValue(0)
        self.show_again()

    def begin(self, id: int | None) -> None:
        """Make ready for another record, before its fields are filled."""

    def flush(self) -> None:
        self.form.flush()

    def enter(self, *, name: bool = False) -> None:
        self.form.reveal(self.names)
        line = self.form.lines[self.names].editor.field
        if name and isinstance(line, QLineEdit):
            line.selectAll()

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & self.depends:
            self.show_again()
