"""A field for a day: typed as people write it, with what was understood beside it, or picked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QTextCharFormat
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
from allydesk.ui.kit import icons, look
from allydesk.ui.kit.widgets import icon_button, label
from allydesk.ui.say import announce

# Gives what speaks against the days from a first to a last one: the days that have something.
Against = Callable[[dt.date, dt.date], Mapping[dt.date, str]]
_SHOWN = 49  # days of a month as it is shown, with those of the ones beside it
_WIDE, _HIGH = 340, 260  # pixels at 100 % that seven weekdays with their names and six weeks want
_DAY = dt.timedelta(days=1)


class DateField(QWidget):
    """A line for a day. typed and done are sent for what a person does alone.

    shown is sent whenever another day may stand in it, whoever put it there. With against the month
    marks the days that something speaks against.

    Qt's own date field stores other days than were typed, so this is a line and a parser.
    """

    typed = Signal()
    done = Signal()
    shown = Signal()

    def __init__(self, language: Callable[[], str], today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._language, self._today = language, today
        self._shown = ""  # the text that put() wrote, which stands for exactly this day:
        self._day: dt.date | None = None
        self._says = ["", ""]  # what the field is for, and what speaks against its day
        self.against: Against | None = None
        self.line = QLineEdit()
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDate)
        self.button = icon_button("calendar-days", _("Choose a day"), self.open_calendar)
        self.understood = label("", "muted")
        self.setFocusProxy(self.line)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(6))
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        self._column.addLayout(row)
        row.addWidget(self.line, 2)
        row.addWidget(self.button)
        row.addWidget(self.understood, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.line.textEdited.connect(self._edited)
        self.line.returnPressed.connect(self.done)

    def name(self, words: str) -> None:
        """Say what day this is, to those who hear the window."""
        self.line.setAccessibleName(words)
        self.button.setAccessibleName(_("Choose a day: {field}").format(field=words))

    def below(self, widget: QWidget) -> None:
        """Lay a widget below the line."""
        self._column.addWidget(widget)

    def describe(self, words: str) -> None:
        """Say what the field is for, or what is wrong with it, to those who hear the window."""
        self._tell(0, words)

    def warn(self, words: str) -> None:
        """Say what speaks against the day that stands here, to those who hear the window."""
        self._tell(1, words)

    def _tell(self, part: int, words: str) -> None:
        self._says[part] = words
        self.line.setAccessibleDescription(" ".join(filter(None, self._says)))

    def put(self, day: dt.date | None) -> None:
        self._day = day
        self._shown = dates.medium(day, self._language()) if day else ""
        self.line.setText(self._shown)
        self.understood.clear()
        self.shown.emit()

    def standing(self) -> dt.date | None:
        """Give the day that stands here, stored or not; None where the text is not one."""
        try:
            return self.take()
        except Invalid:
            return None

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
        day = self.standing()
        self.understood.setText(dates.long(day, self._language()) if day else "")
        self.shown.emit()

    def open_calendar(self) -> None:
        """Show a month to choose from, below the field."""
        popup = _Month(self, self._safe_day(), self.against)
        popup.chosen.connect(self.pick)
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
        return self.standing() or self._today()

    def pick(self, day: dt.date) -> None:
        """Take a day that somebody chose instead of typing it."""
        self.line.setText(dates.medium(day, self._language()))
        self._shown, self._day = self.line.text(), day
        self.line.setFocus()
        self.shown.emit()
        self.typed.emit()
        self.done.emit()


class _Month(QWidget):
    """A month in a window of its own, gone when a day is chosen or something else is clicked."""

    chosen = Signal(object)

    def __init__(self, field: QWidget, day: dt.date, against: Against | None) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Choose a day"))
        self.calendar = QCalendarWidget()
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setAccessibleName(_("Days"))
        back, on = ("left", "right") if look.app().isLeftToRight() else ("right", "left")
        for child, words, sign in (
            ("qt_calendar_prevmonth", _("Earlier month"), f"chevron-{back}"),
            ("qt_calendar_nextmonth", _("Later month"), f"chevron-{on}"),
            ("qt_calendar_monthbutton", _("Month"), ""),
            ("qt_calendar_yearbutton", _("Year"), ""),
        ):
            if button := self.calendar.findChild(QToolButton, child):
                button.setAccessibleName(words)
                button.setToolTip(words)
                if sign:  # Qt's own are black on any ground
                    button.setIcon(icons.icon(sign))
                    button.setIconSize(icons.extent())
        for off in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(off, QTextCharFormat())  # Qt's red is hard to read
        self.calendar.setMinimumSize(look.px(_WIDE), look.px(_HIGH))
        self.said = label("", "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(*(look.px(8),) * 4)
        box.addWidget(self.calendar)
        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)
        self._against, self._marked = against, dict[dt.date, str]()
        if against is not None:
            box.addWidget(self.said)
            self.said.setMinimumHeight(2 * self.said.fontMetrics().lineSpacing())
            self.calendar.currentPageChanged.connect(self._mark)
            self.calendar.selectionChanged.connect(self._say)
            self._mark(day.year, day.month)

    def _mark(self, year: int, month: int) -> None:
        """Underline the days of a month that something speaks against, and let them say what."""
        if self._against is None or not dt.MINYEAR < year < dt.MAXYEAR:
            return
        first = dt.date(year, month, 1) - 7 * _DAY
        self._marked = dict(self._against(first, first + _SHOWN * _DAY))
        self.calendar.setDateTextFormat(QDate(), QTextCharFormat())  # none of those before
        for day, words in self._marked.items():
            marked = QTextCharFormat()
            marked.setFontUnderline(True)
            marked.setFontWeight(QFont.Weight.Bold)
            marked.setToolTip(words)
            self.calendar.setDateTextFormat(QDate(day.year, day.month, day.day), marked)
        self._say()

    def _say(self) -> None:
        """Show what speaks against the day that the keyboard is at."""
        usual = _("Something clashes with underlined days. Point at one to see what.")
        words = self._marked.get(_date(self.calendar.selectedDate()), "")
        self.said.setText(words or (usual if self._marked else ""))
        self.calendar.setAccessibleDescription(words)
        if words:
            announce(self.calendar, words)

    def _choose(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(_date(day))


def _date(day: QDate) -> dt.date:
    return dt.date(day.year(), day.month(), day.day())
