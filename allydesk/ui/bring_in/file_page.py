"""First page: which file, which sheet, and for text files how it is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
)
from PySide6.QtWidgets import QFormLayout, QSpinBox, QTableView

from allydesk import transfer
from allydesk.language import _
from allydesk.transfer import ENCODINGS, SEPARATORS, Book, Sheet
from allydesk.transfer.book import as_text
from allydesk.transfer.targets import WHO
from allydesk.ui.desk import Action
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.table import table
from allydesk.ui.kit.widgets import button, label, picture, roomy
from allydesk.ui.records.editors import Choice

_SHOWN = 8  # rows of the sheet to look at
_ROOM = 160  # pixels at 100 % for them, at least


class FilePage(Page):
    """Shows what was found in the file. likely counts the sheets that look like a list of people."""

    def __init__(
        self,
        choose: Callable[[], object],
        reread: Callable[[str, str], object],
        use: Callable[[Sheet | None], object],
    ) -> None:
        super().__init__(width=2000, margin=4)
        self._reread, self._use = reread, use
        self.likely = 0
        self.book: Book | None = None
        column = self.column
        column.setSpacing(look.px(12))
        column.addWidget(
            label(
                _("Excel (.xlsx, .xls), LibreOffice (.ods) or CSV. You can also drop a file here.")
            )
        )
        self.choose = button(Action(_("Choose a file…"), choose, "folder-open"))
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeading)
        self.name = label("", "h2")
        column.addWidget(self.name)
        column.addLayout(self._form())
        self.question = label(_("Do the names below look right?"), "strong")
        self.rows = _First()
        self.preview: QTableView = table(self.rows, _("The first rows of the sheet"))
        self.preview.setMinimumHeight(look.px(_ROOM))
        column.addWidget(self.question)
        column.addWidget(self.preview, 1)
        self.drop = picture("file-spreadsheet", "muted", 48)
        column.addWidget(self.drop, 1, Qt.AlignmentFlag.AlignCenter)
        self._show()

    def _form(self) -> QFormLayout:
        self.sheets, self.encodings, self.separators = Choice(), Choice(), Choice()
        self.headings = roomy(QSpinBox())
        self.headings.setMinimum(0)
        self.headings.setSpecialValueText(_("There are none"))
        for value, words in ENCODINGS.items():
            self.encodings.addItem(words, value)
        for value, words in SEPARATORS.items():
            self.separators.addItem(words, value)
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setHorizontalSpacing(look.px(16))
        for words, field in (
            (_("Sheet"), self.sheets), (_("Headings are in row"), self.headings),
            (_("Letters"), self.encodings), (_("Columns are parted by"), self.separators),
        ):  # fmt: skip
            field.setAccessibleName(words)
            self.form.addRow(words, field)
        self.sheets.activated.connect(self._sheet_chosen)
        self.headings.valueChanged.connect(self._headings_chosen)
        for box in (self.encodings, self.separators):
            box.activated.connect(self._reading_chosen)
        return self.form

    def show_book(self, book: Book) -> None:
        """Show a file that was read, with its likeliest sheet chosen."""
        self.book = book
        named = [any(c.target in WHO for c in transfer.guess(s)) for s in book.sheets]
        self.likely = len(book.sheets) if len(book.sheets) == 1 else sum(named)
        self.sheets.clear()
        for sheet in book.sheets:
            self.sheets.addItem(sheet.name)
        self.sheets.setCurrentIndex(book.sheets.index(transfer.best_sheet(book)))
        self.show_reading(book)
        self._set_heading_row()
        self._show()

    def show_reading(self, book: Book) -> None:
        """Show how a text file was read, also after another way did not work."""
        for box, value in ((self.encodings, book.encoding), (self.separators, book.separator)):
            box.setCurrentIndex(box.findData("utf-8" if value == "utf-8-sig" else value))

    def chosen(self) -> Sheet | None:
        """Give the sheet that is chosen, with its headings where they were said to be."""
        if self.book is None or self.sheets.currentIndex() < 0:
            return None
        row = self.headings.value() - 1
        return self.book.sheets[self.sheets.currentIndex()].with_headings_in(
            row if row >= 0 else None
        )

    def _set_heading_row(self) -> None:
        assert self.book is not None
        sheet = self.book.sheets[self.sheets.currentIndex()]
        with QSignalBlocker(self.headings):
            self.headings.setMaximum(max(1, min(len(sheet.grid), 200)))
            self.headings.setValue(0 if sheet.heading_row is None else sheet.heading_row + 1)

    def _sheet_chosen(self) -> None:
        self._set_heading_row()
        self._headings_chosen()

    def _headings_chosen(self) -> None:
        self._show()
        self._use(self.chosen())

    def _reading_chosen(self) -> None:
        self._reread(self.encodings.currentData() or "", self.separators.currentData() or "")

    def _show(self) -> None:
        book, text = self.book, bool(self.book and self.book.encoding)
        self.drop.setVisible(book is None)
        self.preview.setVisible(book is not None)
        self.name.setVisible(book is not None)
        self.question.setVisible(text)
        self.form.setRowVisible(self.sheets, book is not None and len(book.sheets) > 1)
        self.form.setRowVisible(self.headings, book is not None)
        for box in (self.encodings, self.separators):
            self.form.setRowVisible(box, text)
        if book is None or (sheet := self.chosen()) is None:
            return
        self.name.setText(book.name)
        self.rows.show(sheet, accented=text)


class _First(QAbstractTableModel):
    """A few rows of a sheet; of a text file those with letters that could have been misread."""

    def __init__(self) -> None:
        super().__init__()
        self._head: tuple[str, ...] = ()
        self._rows: list[tuple[str, ...]] = []

    def show(self, sheet: Sheet, *, accented: bool) -> None:
        self.beginResetModel()
        self._head = sheet.headings
        # What AllyDesk would not keep is not shown to whoever looks over a shoulder either.
        hidden = {c.index for c in transfer.guess(sheet) if c.samples == ("…",)}
        rows = [
            tuple("…" if n in hidden and cell else as_text(cell) for n, cell in enumerate(row))
            for _number, row in sheet.rows()
        ]
        if accented:
            rows.sort(key=lambda row: all(cell.isascii() for cell in row))
        self._rows = rows[:_SHOWN]
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._head)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        return self._rows[index.row()][index.column()]

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or way != Qt.Orientation.Horizontal:
            return None
        return self._head[section] or _("Column {n}").format(n=section + 1)
