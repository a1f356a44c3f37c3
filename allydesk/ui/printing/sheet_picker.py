"""Which label of a part-used sheet is free: clicked in a picture of the sheet, or chosen by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import roomy

if TYPE_CHECKING:
    from allydesk.reports.sheets import Sheet

_TALL = 220  # of the picture, at 100 % text size
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class SheetPicker(QWidget):
    """The picture of a sheet, and the number of the first free label. chosen(n) tells a choice."""

    chosen = Signal(int)

    def __init__(self, sheet: Sheet, first: int = 1) -> None:
        super().__init__()
        self.picture = _Picture(sheet)
        self.number = roomy(QSpinBox())
        self.number.setAccessibleName(_("First free label"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture)
        column.addWidget(self.number)
        self.setFocusProxy(self.number)
        self.show_sheet(sheet, first)
        self.picture.picked.connect(self._pick)
        self.number.valueChanged.connect(self._pick)

    @property
    def first(self) -> int:
        return self.picture.first

    def show_sheet(self, sheet: Sheet, first: int) -> None:
        """Show another sheet; nobody has chosen anything by that."""
        self.number.blockSignals(True)  # noqa: FBT003
        self.number.setRange(1, sheet.count)
        self.number.setValue(first)
        self.number.blockSignals(False)  # noqa: FBT003
        self.picture.show_sheet(sheet, min(first, sheet.count))

    def _pick(self, first: int) -> None:
        if first == self.picture.first:
            return
        self.picture.show_sheet(self.picture.sheet, first)
        self.number.setValue(first)
        self.chosen.emit(first)


class _Picture(QWidget):
    """The sheet as it lies in the printer: used labels grey, the first free one strong."""

    picked = Signal(int)

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet, self.first = sheet, 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Picture of the sheet"))
        self.setToolTip(_("Click the first free label, or move with the arrow keys."))

    def show_sheet(self, sheet: Sheet, first: int) -> None:
        self.sheet, self.first = sheet, first
        row, column = divmod(first - 1, sheet.across)
        self.setAccessibleDescription(
            _("Label {n} of {count}: row {row}, column {column}").format(
                n=first, count=sheet.count, row=row + 1, column=column + 1
            )
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide, high = self.sheet.paper
        tall = look.px(_TALL) if high >= wide else look.px(_TALL) * 0.8
        return QSize(round(tall * wide / high), round(tall))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def label(self, number: int) -> QRectF:
        """Give where a label is in the picture; the first has number 1."""
        scale, corner = self._scale()
        x, y, wide, high = self.sheet.edges(number - 1)
        top = self.sheet.paper[1] - y - high
        return QRectF(corner + x * scale, top * scale, wide * scale, high * scale)

    def _scale(self) -> tuple[float, float]:
        """Give pixels for a millimetre, and where the paper starts: in the middle."""
        wide, high = self.sheet.paper
        scale = min((self.width() - 1) / wide, (self.height() - 1) / high)
        return scale, (self.width() - wide * scale) / 2

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        for number in range(1, self.sheet.count + 1):
            if self.label(number).contains(event.position()):
                self.picked.emit(number)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        number = self._after(key)
        if number is None:
            super().keyPressEvent(event)
        elif 1 <= number <= self.sheet.count:
            self.picked.emit(number)

    def _after(self, key: Qt.Key) -> int | None:
        """Give the label a key leads to; 0 for one off the sheet, None for a key without meaning."""
        if key is Qt.Key.Key_Home:
            return 1
        if key is Qt.Key.Key_End:
            return self.sheet.count
        if key not in _ARROWS:
            return None
        across, down = _ARROWS[key]  # a sheet is the same in a right-to-left window
        row, column = divmod(self.first - 1, self.sheet.across)
        if not 0 <= column + across < self.sheet.across:
            return 0
        return (row + down) * self.sheet.across + column + across + 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = look.colours()
        scale, corner = self._scale()
        wide, high = self.sheet.paper
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.border_strong), 1))
            painter.setBrush(QColor(colours.surface))
            painter.drawRect(QRectF(corner, 0, wide * scale, high * scale))
            for number in range(1, self.sheet.count + 1):
                self._paint_label(painter, number)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(colours.focus), 2))
                painter.drawRect(self.label(self.first).adjusted(-2, -2, 2, 2))

    def _paint_label(self, painter: QPainter, number: int) -> None:
        colours, box = look.colours(), self.label(number).adjusted(1, 1, -1, -1)
        used, first = number < self.first, number == self.first
        painter.setPen(QPen(QColor(colours.primary if first else colours.border_strong), 1))
        fill = colours.primary if first else colours.border if used else colours.selection
        painter.setBrush(QColor(fill))
        radius = min(4.0, box.height() / 5)
        painter.drawRoundedRect(box, radius, radius)
        if used:  # not by colour alone
            painter.drawLine(box.bottomLeft(), box.topRight())
        if box.height() >= painter.fontMetrics().height() * 0.8:
            painter.setPen(QColor(colours.on_primary if first else colours.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
