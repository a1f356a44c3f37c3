"""A chart on screen: the same drawing as on paper, in the colours of the window, with its table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.models import organisation
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.table import Column, Rows, table
from allydesk.ui.kit.widgets import button, leading
from allydesk.ui.printing.pdf import Pdf
from allydesk.ui.tasks import Task

if TYPE_CHECKING:
    from allydesk.reports.engine.charts import Chart

_POINT = 0.75  # of a pixel of 96 to the inch
_BODY = 16  # pixels of the type a page is set in, at its usual size
_LEAST = 240  # pixels: narrower, a chart cannot be read
_REST = 120  # milliseconds without a change of size, after which it is drawn anew


class _Picture(QLabel):
    """The drawing. It takes the room it is given, and tells of a change."""

    def __init__(self, resized: Callable[[], object]) -> None:
        super().__init__()
        self._resized = resized
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._resized()


class _Row(NamedTuple):
    id: int
    cells: tuple[str, ...]


class ChartView(QWidget):
    """Draws a chart of the typesetter by PDFium, and turns it into a table when asked to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._chart: Chart | None = None
        self._round = 0  # a drawing that comes late is dropped
        self._language = desk.store.read(organisation.language)
        self._again = QTimer(self, singleShot=True, interval=_REST)
        self._again.timeout.connect(self._draw)
        self.picture = _Picture(self._again.start)
        self.twin: QWidget | None = None
        self.toggle = button(Action(_("Show as table"), self._turn, "table-2"), "quiet")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(8))
        self.column.addWidget(self.picture)
        self.column.addWidget(self.toggle, 0, leading())

    def show_chart(self, chart: Chart) -> None:
        """Show another chart, as a drawing or as a table as the one before."""
        self._chart = chart
        self.picture.setAccessibleName(chart.in_words(self._language))
        self._draw()
        if self.twin is not None:
            self._drop_twin()
            self._make_twin()

    def _draw(self) -> None:
        chart, wide = self._chart, max(_LEAST, self.picture.width())
        if chart is None:
            return
        self._again.stop()
        self._round += 1
        this, language, ratio = self._round, self._language, self.devicePixelRatioF()
        dark = look.colours() == look.DARK
        ground = QColor(look.colours().surface)
        size = look.text_px() / _BODY

        def work(_task: Task) -> QImage:
            from allydesk.reports.engine import charts, theme

            palette = theme.DARK if dark else theme.PAPER
            page = charts.page(
                chart, theme.Theme(language=language, scale=size), wide * _POINT, palette
            )
            with Pdf(page.pdf) as pdf:
                return pdf.image(0, round(wide * ratio), ground=ground)

        def done(image: QImage) -> None:
            if this == self._round:
                image.setDevicePixelRatio(ratio)
                self.picture.setPixmap(QPixmap.fromImage(image))
                self.picture.setFixedHeight(round(image.height() / ratio))

        Task(self, "", work, done, self.desk.excuse).start()

    def _turn(self) -> None:
        self._make_twin() if self.twin is None else self._drop_twin()

    def _make_twin(self) -> None:
        """Show the numbers as a table; those who do not see the drawing have them both ways."""
        chart = self._chart
        if chart is None:
            return
        heads = chart.heads()
        rows = [
            _Row(n, (label, *(chart.number(v, self._language) for v in values)))
            for n, (label, values) in enumerate(chart.rows())
        ]
        columns = [_column(head, n) for n, head in enumerate(heads)]
        model: Rows[_Row] = Rows(
            columns,
            lambda r: ", ".join(f"{h} {c}".strip() for h, c in zip(heads, r.cells, strict=True)),
        )
        model.show(rows)
        view = table(model, chart.title)
        view.setSelectionMode(view.SelectionMode.SingleSelection)
        head = view.horizontalHeader().sizeHint().height()
        high = view.verticalHeader().defaultSectionSize() * len(rows)
        view.setFixedHeight(head + high + look.px(20))
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = model
        self.twin = view
        self.column.addWidget(view)
        self.picture.hide()
        self.toggle.setText(_("Show as chart"))

    def _drop_twin(self) -> None:
        assert self.twin is not None
        self.twin.hide()
        self.twin.deleteLater()
        self.twin = None
        self.picture.show()
        self.toggle.setText(_("Show as table"))


def _column(head: str, at: int) -> Column[_Row]:
    return Column(head, lambda r: r.cells[at], width=120 if at else 240)
