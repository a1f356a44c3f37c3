"""Which column of a spreadsheet is what: a choice for each thing that can be brought in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from allydesk.language import _
from allydesk.transfer import Sheet
from allydesk.ui.kit.widgets import label
from allydesk.ui.records.editors import Choice

NONE = -1


class WhichColumns(QWidget):
    """A line for each target; a column stands for one thing alone. changed() when somebody chose.

    columns (target -> number of the column) is kept up to date.
    """

    changed = Signal()

    def __init__(self, sheet: Sheet, targets: Mapping[str, str], columns: dict[str, int]) -> None:
        super().__init__()
        self.columns = columns
        self.boxes: dict[str, Choice] = {}
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for target, words in targets.items():
            box = self.boxes[target] = Choice()
            box.addItem(_("Not in the list"), NONE)
            for n, heading in enumerate(sheet.headings):
                box.addItem(heading or _("Column {n}").format(n=n + 1), n)
            box.setCurrentIndex(box.findData(columns.get(target, NONE)))
            box.activated.connect(partial(self._send, target))
            self.add(words, box)

    def add(self, words: str, box: Choice, *, below: str = "") -> None:
        """Add a line with a choice, at the end or below that of a target."""
        box.setAccessibleName(words)
        head = label(words, wrap=False)
        head.setBuddy(box)
        at = list(self.boxes).index(below) + 1 if below else self.form.rowCount()
        self.form.insertRow(at, head, box)

    def show_only(self, always: Collection[str]) -> None:
        """Show what was found in the list, and some that are asked for always."""
        for target, box in self.boxes.items():
            self.form.setRowVisible(box, target in self.columns or target in always)

    def show_all(self) -> None:
        self.show_only(self.boxes)

    def _send(self, target: str, _row: int = 0) -> None:
        at = int(self.boxes[target].currentData())
        self.columns.pop(target, None)
        for other, column in list(self.columns.items()):
            if column == at:
                self.columns.pop(other)
                self.boxes[other].setCurrentIndex(self.boxes[other].findData(NONE))
        if at != NONE:
            self.columns[target] = at
        self.changed.emit()
