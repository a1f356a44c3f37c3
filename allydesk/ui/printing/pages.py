"""A PDF to look at: its pages one under the other, drawn when they come into view."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QWidget

from allydesk.language import _
from allydesk.ui.kit.clearing import clearable
from allydesk.ui.printing.pdf import Pdf
from allydesk.ui.tasks import Task

_GAP = 16  # pixels between pages
_KEPT = 12  # drawn pages kept: about 5 MB each at twice the usual width
_ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0)  # times the width of the view


class Pages(QAbstractScrollArea):
    """Shows a PDF by the width of the view; Page keys, arrows and Ctrl+wheel as people know them."""

    turned = Signal(int)  # another page, from 0, is in the middle of the view

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: list[tuple[int, list[QRectF]]] = []
        self._mark = -1
        self._pdf: Pdf | None = None
        self._drawn: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._asked: set[tuple[int, int]] = set()
        self._round = 0  # answers for an older document are dropped
        self._zoom = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview"))
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._describe)

    def show_pdf(self, pdf: Pdf | None) -> None:
        """Show another document, at the same place if it is as long."""
        if self._pdf is not None:
            self._pdf.close()
        self._round += 1
        self._pdf = pdf
        self._drawn.clear()
        self._asked.clear()
        self._marks, self._mark = [], -1
        self._measure()
        self._describe()
        self.viewport().update()

    def page(self) -> int:
        """Give the number, from 0, of the page in the middle of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        for n in range(len(self._pdf) if self._pdf else 0):
            if middle < self._top(n + 1):
                return n
        return max(0, (len(self._pdf) if self._pdf else 0) - 1)

    def go(self, number: int) -> None:
        """Bring a page, from 0, to the top of the view."""
        self.verticalScrollBar().setValue(self._top(number) - _GAP)

    def search(self, words: str) -> int:
        """Mark all places where words stand, go to the first, and say how many there are."""
        self._marks = self._pdf.find(words) if self._pdf and words else []
        self._mark = -1
        self.next_mark(1)
        return len(self._marks)

    def next_mark(self, step: int) -> int:
        """Go to the next marked place (1) or the one before (-1); give its number from 0, or -1."""
        if not self._marks:
            self.viewport().update()
            return -1
        self._mark = (self._mark + step) % len(self._marks)
        number, boxes = self._marks[self._mark]
        top = self._top(number) + int(boxes[0].top() * self._height(number)) if boxes else 0
        self.verticalScrollBar().setValue(top - self.viewport().height() // 3)
        self.viewport().update()
        return self._mark

    def zoom(self, step: int) -> None:
        """Make the pages larger (1), smaller (-1), or as wide as the view (0)."""
        at = _ZOOMS.index(self._zoom)
        self._zoom = _ZOOMS[max(0, min(len(_ZOOMS) - 1, at + step))] if step else 1.0
        self._measure()
        self.viewport().update()

    def _width(self) -> int:
        return max(50, int((self.viewport().width() - 2 * _GAP) * self._zoom))

    def _height(self, number: int) -> int:
        assert self._pdf is not None
        width, height = self._pdf.sizes[number]
        return int(self._width() * height / width)

    def _top(self, number: int) -> int:
        return _GAP + sum(self._height(n) + _GAP for n in range(number))

    def _measure(self) -> None:
        count = len(self._pdf) if self._pdf else 0
        bar, view = self.verticalScrollBar(), self.viewport()
        bar.setRange(0, max(0, self._top(count) - view.height()))
        bar.setPageStep(max(1, view.height()))
        across = self.horizontalScrollBar()
        across.setRange(0, max(0, self._width() + 2 * _GAP - view.width()))
        across.setPageStep(view.width())

    def _place(self, number: int) -> QRect:
        left = max(_GAP, (self.viewport().width() - self._width()) // 2)
        left -= self.horizontalScrollBar().value()
        top = self._top(number) - self.verticalScrollBar().value()
        return QRect(left, top, self._width(), self._height(number))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._measure()
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self.palette().window())
            for number in range(len(self._pdf) if self._pdf else 0):
                place = self._place(number)
                if not place.intersects(event.rect()):
                    continue
                painter.fillRect(place, Qt.GlobalColor.white)
                if (image := self._image(number)) is not None:
                    painter.drawImage(place, image)
                self._paint_marks(painter, number, place)
                painter.setPen(self.palette().mid().color())
                painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _paint_marks(self, painter: QPainter, number: int, place: QRect) -> None:
        for n, (page, boxes) in enumerate(self._marks):
            for box in boxes if page == number else ():
                x, y = place.x() + box.x() * place.width(), place.y() + box.y() * place.height()
                found = QRectF(x, y, box.width() * place.width(), box.height() * place.height())
                shade = QColor("#F0A500" if n == self._mark else "#FFE08A")
                shade.setAlpha(110)
                painter.fillRect(found.adjusted(-2, -1, 2, 1), shade)
                if n == self._mark:  # a frame besides the colour
                    painter.setPen(QColor("#7A4A00"))
                    painter.drawRect(found.adjusted(-2, -1, 2, 1))

    def _image(self, number: int) -> QImage | None:
        """Give a page's picture, or ask for it and give the last one at another size meanwhile."""
        width = int(self._width() * self.devicePixelRatioF())
        key = (number, width)
        if key in self._drawn:
            self._drawn.move_to_end(key)
            return self._drawn[key]
        if key not in self._asked and self._pdf is not None:
            self._asked.add(key)
            self._ask(self._pdf, key)
        return next(
            (image for (n, _w), image in reversed(self._drawn.items()) if n == number), None
        )

    def _ask(self, pdf: Pdf, key: tuple[int, int]) -> None:
        round_ = self._round

        def done(image: QImage) -> None:
            if round_ != self._round:
                return
            self._drawn[key] = image
            self._asked.discard(key)
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
            self.viewport().update()

        def failed(error: Exception) -> None:
            if round_ == self._round:
                raise error  # a page of our own PDF that cannot be drawn is a bug

        Task(self, "", lambda _task: pdf.image(*key), done, failed).start()

    def _describe(self) -> None:
        """Say where we are, and let a screen reader have the words of the page."""
        if self._pdf is None or not len(self._pdf):
            self.setAccessibleDescription("")
            return
        number = self.page()
        where = _("Page {n} of {total}").format(n=number + 1, total=len(self._pdf))
        if self.accessibleDescription().startswith(where + "\n"):
            return
        self.setAccessibleDescription(f"{where}\n{self._pdf.text(number)}")
        self.turned.emit(number)
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_PageDown: bar.pageStep() - 40,
            Qt.Key.Key_Space: bar.pageStep() - 40,
            Qt.Key.Key_PageUp: 40 - bar.pageStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(520, 640)


class Finder(QLineEdit):
    """Words to find on the pages. Enter goes to the next place, and not on to the button that prints."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self._pages = pages
        self.setPlaceholderText(_("Find in the text"))
        self.setAccessibleName(_("Find in the text"))
        clearable(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pages.next_mark(1)
        else:
            super().keyPressEvent(event)
