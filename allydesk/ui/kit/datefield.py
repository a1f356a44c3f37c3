"""A field for a day: typed as people write it, with what was understood beside it, or picked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from allydesk import dates
from allydesk.errors import Invalid
from allydesk.language import _
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import icon_button, label


class DateField(QWidget):
    """A line for a day. typed and done are sent for what a person does alone.

    Qt's own date field stores other days than were typed, so this is a line and a parser.
    """

    typed = Signal()
    done = Signal()

    def __init__(self, language: Callable[[], str], today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._language, self._today = language, today
        self._shown = ""  # the text that put() wrote, which stands for exactly this day:
        self._day: dt.date | None = None
        self.line = QLineEdit()
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDate)
        self.button = icon_button("calendar-days", _("Choose a day"), self.open_calendar)
        self.understood = label("", "muted")
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(self.line, 2)
        row.addWidget(self.button)
        row.addWidget(self.understood, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.textEdited.connect(self._edited)
        self.line.returnPressed.connect(self.done)

    def name(self, words: str) -> None:
        """Say what day this is, to those who hear the window."""
        self.line.setAccessibleName(words)
        self.button.setAccessibleName(_("Choose a day: {field}").format(field=words))

    def put(self, day: dt.date | None) -> None:
        self._day = day
        self._shown = dates.medium(day, self._language()) if day else ""
        self.line.setText(self._shown)
        self.understood.clear()

    def type(self, text: str) -> None:
        """Show a text that somebody typed before, with what it means."""
        self.line.setText(text)
        self._echo()

    def take(self) -> dt.date | None:
        """Give the day; raise Invalid when the text is not one."""
        text = self.line.text().strip()
        if text == self._shown:
            return self._day
        if not text:
            return None
        day = dates.parse(text, self._language(), self._today())
        if day is None or not 1900 <= day.year <= 2199:
            raise Invalid({"": self.explain()})
        return day

    def explain(self) -> str:
        """Give the sentence that shows how a day is written here."""
        first = dates.day_first(self._language())
        return _("Write the date like 19 Nov or {example}.").format(
            example="19/11/2026" if first else "11/19/2026"
        )

    def _edited(self) -> None:
        self._echo()
        self.typed.emit()

    def _echo(self) -> None:
        try:
            day = self.take()
        except Invalid:
            day = None
        self.understood.setText(dates.long(day, self._language()) if day else "")

    def open_calendar(self) -> None:
        """Show a month to choose from, below the field."""
        popup = _Month(self, self._safe_day())
        popup.chosen.connect(self._picked)
        popup.adjustSize()
        below = self.line.mapToGlobal(QPoint(0, self.line.height() + look.px(4)))
        room = self.screen().availableGeometry()
        below.setX(max(room.left(), min(below.x(), room.right() - popup.width())))
        if below.y() + popup.height() > room.bottom():
            below.setY(self.line.mapToGlobal(QPoint(0, 0)).y() - popup.height() - look.px(4))
        popup.move(below)
        popup.show()
        popup.calendar.setFocus()

    def _safe_day(self) -> dt.date:
        try:
            return self.take() or self._today()
        except Invalid:
            return self._today()

    def _picked(self, day: dt.date) -> None:
        self.line.setText(dates.medium(day, self._language()))
        self._shown, self._day = self.line.text(), day
        self.line.setFocus()
        self.typed.emit()
        self.done.emit()


class _Month(QWidget):
    """A month in a window of its own, gone when a day is chosen or something else is clicked."""

    chosen = Signal(object)

    def __init__(self, field: QWidget, day: dt.date) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Choose a day"))
        self.calendar = QCalendarWidget()
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setAccessibleName(_("Days"))
        for child, words in (
            ("qt_calendar_prevmonth", _("Earlier month")),
            ("qt_calendar_nextmonth", _("Later month")),
            ("qt_calendar_monthbutton", _("Month")),
            ("qt_calendar_yearbutton", _("Year")),
        ):
            if button := self.calendar.findChild(QToolButton, child):
                button.setAccessibleName(words)
                button.setToolTip(words)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(look.px(8),) * 4)
        box.addWidget(self.calendar)
        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)

    def _choose(self, day: QDate) -> None:
        chosen = dt.date(day.year(), day.month(), day.day())
        self.close()
        self.chosen.emit(chosen)
