"""Small pictures of all pages, to see the whole document and to go to a page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from allydesk.language import _
from allydesk.ui.kit import look
from allydesk.ui.printing.pdf import Pdf
from allydesk.ui.tasks import Task

_WIDTH = 72  # pixels at 100 %


class Thumbs(QListWidget):
    """Lists the pages. chosen(page, from 0) tells that a person picked one."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Pages"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setFixedWidth(look.px(_WIDTH + 64))
        self.setIconSize(QSize(look.px(_WIDTH), look.px(_WIDTH * 1.42)))
        self._drawing: Task | None = None
        self._has_room = True
        self.itemActivated.connect(lambda item: self.chosen.emit(self.row(item)))
        self.itemClicked.connect(lambda item: self.chosen.emit(self.row(item)))

    def show_pdf(self, pdf: Pdf | None) -> None:
        """List the pages of another document; their pictures follow one by one."""
        if self._drawing is not None:
            self._drawing.cancel()
        self._drawing = None
        self.clear()
        if pdf is None:
            return
        for number in range(len(pdf)):
            item = QListWidgetItem(str(number + 1))
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                _("Page {n} of {total}").format(n=number + 1, total=len(pdf)),
            )
            self.addItem(item)
        self.fit(room=self._has_room)
        if len(pdf) > 1:
            self._draw(pdf, 0)

    def fit(self, *, room: bool) -> None:
        """Show itself where there is more than one page, and room beside them."""
        self._has_room = room
        self.setVisible(room and self.count() > 1)

    def mark(self, number: int) -> None:
        """Show which page is in view, without telling anybody."""
        self.setCurrentRow(number)

    def _draw(self, pdf: Pdf, number: int) -> None:
        width = round(look.px(_WIDTH) * self.devicePixelRatioF())

        def done(image: QImage) -> None:
            if task is not self._drawing:
                return
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            icon = QIcon(picture)
            icon.addPixmap(picture, QIcon.Mode.Selected)  # else it is tinted, which hides the page
            self.item(number).setIcon(icon)
            if number + 1 < len(pdf):
                self._draw(pdf, number + 1)

        def failed(error: Exception) -> None:
            if task is self._drawing:
                raise error

        task = Task(self, "", lambda _task: pdf.image(number, width), done, failed)
        self._drawing = task
        task.start()
