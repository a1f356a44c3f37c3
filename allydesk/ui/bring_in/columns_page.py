"""Second page: what each column of the list holds, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.transfer import Column, targets
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import clear, flow, label, picture, plain
from allydesk.ui.records.editors import Choice

_NARROW = 640  # pixels at 100 %


class ColumnsPage(QWidget):
    """One line for each column of the list, and the group that everybody on it belongs to."""

    def __init__(
        self, send: Callable[[int, str], object], use_group: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._send, self._use_group = send, use_group
        self.boxes: dict[int, QComboBox] = {}
        self._notes: dict[int, QWidget] = {}
        self._narrow = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(8))
        self.page = Page(width=2000, margin=4)
        self.page.add(
            label(_("AllyDesk has matched your columns. Change what is not right, then continue."))
        )
        inside = QWidget()
        self.grid = QGridLayout(inside)
        self.grid.setContentsMargins(0, look.px(8), 0, 0)
        self.grid.setHorizontalSpacing(look.px(16))
        self.grid.setVerticalSpacing(look.px(8))
        self.page.add(inside, self._group_row())
        self.page.end()
        whole.addWidget(self.page, 1)

    def _group_row(self) -> QWidget:
        self.group = Choice()
        self.group.setEditable(True)
        self.group.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        words = label(_("Everybody on this list takes part in"), "strong", wrap=False)
        words.setBuddy(self.group)
        self.group.setAccessibleName(words.text())
        self.group.setPlaceholderText(_("No group"))
        self.group.setMinimumWidth(look.px(240))
        self.group.editTextChanged.connect(lambda text: self._use_group(text.strip()))
        words.setMinimumHeight(self.group.sizeHint().height())  # on one line with it
        self.group_row = flow(words, self.group)
        return self.group_row

    def forget(self) -> None:
        """Take the columns of another list away."""
        clear(self.grid)
        self.boxes, self._notes = {}, {}

    def show_columns(self, columns: Sequence[Column], groups: Sequence[str], group: str) -> None:
        """Show where each column goes, without moving the keyboard."""
        shown = [c for c in columns if c.heading or c.samples]
        if not self.boxes:
            self._make(shown)
        for column in shown:
            box, note = self.boxes[column.index], self._notes[column.index]
            box.setCurrentIndex(max(0, box.findData(column.target)))
            inside = note.layout()
            assert inside is not None
            clear(inside)
            inside.addWidget(_note(column))
        with QSignalBlocker(self.group):
            self.group.clear()
            self.group.addItems(["", *groups])
            self.group.setEditText(group)
        self.group_row.setVisible(not any(c.target == "group" for c in columns))

    def _make(self, columns: Sequence[Column]) -> None:
        for n, words in enumerate((_("Your column"), _("Looks like"), _("Goes to"), "")):
            self.grid.addWidget(label(words, "muted"), 0, n)
        for n, column in enumerate(columns, 1):
            heading = column.heading or _("Column {n}").format(n=column.index + 1)
            box = Choice()
            _fill(box)
            box.setAccessibleName(_("{column} goes to").format(column=heading))
            box.activated.connect(partial(self._chosen, column.index, box))
            self.boxes[column.index] = box
            self._notes[column.index] = note = QWidget()
            QVBoxLayout(note).setContentsMargins(0, 0, 0, 0)
            samples = label(", ".join(column.samples), "muted")
            head = label(plain(heading), "strong")  # a buddy reads & as a key
            head.setBuddy(box)
            for place, widget in enumerate((head, samples, box)):
                self.grid.addWidget(widget, 2 * n, place)
        self._place_notes()

    def _place_notes(self) -> None:
        """Put what is said about the matches beside them, or below where that would be cut off."""
        for n, note in enumerate(self._notes.values(), 1):
            self.grid.removeWidget(note)
            self.grid.addWidget(note, 2 * n + self._narrow, 2 if self._narrow else 3)
        for place, share in enumerate((3, 4, 4, 0) if self._narrow else (3, 4, 3, 4)):
            self.grid.setColumnStretch(place, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < look.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._place_notes()

    def _chosen(self, index: int, box: QComboBox, _row: int) -> None:
        self._send(index, str(box.currentData()))


def _fill(box: QComboBox) -> None:
    """Offer every place a column can go to, in three parts."""
    box.addItem(_("Leave out"), "")
    section = ""
    for name, target in targets().items():
        part = "group" if target.section == "group" else "person"
        if part != section:
            box.insertSeparator(box.count())
            section = part
        box.addItem(target.label, name)


def _note(column: Column) -> QWidget:
    """Make what is said about a match: sure, have a look, or why it is left out."""
    if column.target and column.sure:
        icon, tone, words = "check", "good", column.reason or _("sure")
    elif column.target:
        icon, tone, words = "circle-help", "attention", column.reason or _("have a look")
    else:
        icon, tone, words = "minus", "muted", column.reason or _("left out")
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(8))
    row.addWidget(picture(icon, tone, 16), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(label(words, "muted"), 1)
    return made
