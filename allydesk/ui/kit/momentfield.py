"""A field for a moment: a day and a time of day, typed in one line as people write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from allydesk import dates, times
from allydesk.errors import Invalid
from allydesk.language import _
from allydesk.ui.kit import look
from allydesk.ui.kit.datefield import DateField
from allydesk.ui.records.editors import DayEditor

_NOON = dt.time(12)


class MomentField(DateField):
    """A line such as "24 Nov 14:00". What is left out, day or time, stays as it was.

    With whole, only the day counts, as for events of whole days. near gives the day meant where
    only a time is typed and nothing was stored before.
    """

    def __init__(
        self,
        language: Callable[[], str],
        today: Callable[[], dt.date],
        near: Callable[[], dt.date | None] = lambda: None,
    ) -> None:
        super().__init__(language, today)
        self.whole = False
        self._near = near
        self._moment: dt.datetime | None = None
        longest = self._written(dt.datetime(2028, 9, 28, 23, 58))
        wide = self.line.fontMetrics().horizontalAdvance(longest)
        self.line.setMinimumWidth(wide + look.px(24))  # the time stands last and is never cut
        self.below(self.understood)  # beside the line there is no room for both day and time
        self.understood.hide()
        self.shown.connect(lambda: self.understood.setVisible(bool(self.understood.text())))

    def show_moment(self, moment: dt.datetime | None) -> None:
        """Show a stored moment."""
        self._moment = moment
        self._shown = self._written(moment) if moment else ""
        self.line.setText(self._shown)
        self.line.setCursorPosition(0)
        self.understood.clear()
        self.shown.emit()

    def _written(self, moment: dt.datetime) -> str:
        day = dates.medium(moment, self._language())
        return day if self.whole else f"{day} {dates.clock(moment)}"

    def take(self) -> dt.datetime | None:
        """Give the moment; raise Invalid when the text is none."""
        text = self.line.text().strip()
        if text == self._shown:
            return self._moment
        if not text:
            return None
        day, clock = self._parts(text)
        if day is None and clock is not None:
            day = self._moment.date() if self._moment else self._near()
        if day is None or not 1900 <= day.year <= 2199:
            raise Invalid({"": self.explain()})
        if self.whole:
            return dt.datetime.combine(day, dt.time())
        if clock is None:
            if self._moment is None:
                raise Invalid({"": _("Write the time too, as in 24 Nov 14:00.")})
            clock = self._moment.time()
        return dt.datetime.combine(day, clock)

    def _parts(self, text: str) -> tuple[dt.date | None, dt.time | None]:
        """Take a text apart into a day and a time; each may be missing."""
        if day := dates.parse(text, self._language(), self._today()):
            return day, None
        if (clock := times.parse(text)) is not None:
            return None, clock
        words = text.replace(",", " ").split()
        for n in (1, 2):  # "14:00", "2 pm"
            clock = times.parse(" ".join(words[-n:]))
            day = dates.parse(" ".join(words[:-n]), self._language(), self._today())
            if clock is not None and day is not None:
                return day, clock
        return None, None

    def explain(self) -> str:
        """Give the sentence that shows how a moment is written here."""
        return super().explain() if self.whole else _("Write day and time like 24 Nov 14:00.")

    def _echo(self) -> None:
        moment = self.standing()
        words = dates.short(moment, self._language(), self._today()) if moment else ""
        if moment and not self.whole:
            words = f"{words} {dates.clock(moment)}"
        self.understood.setText(words)
        self.shown.emit()

    def standing(self) -> dt.datetime | None:
        """Give the moment that stands here, stored or not; None where the text is none."""
        try:
            return self.take()
        except Invalid:
            return None

    def _safe_day(self) -> dt.date:
        moment = self.standing()
        return moment.date() if moment else self._near() or self._today()

    def pick(self, day: dt.date) -> None:
        """Take a day that somebody chose instead of typing it; the time stays."""
        clock = self._moment.time() if self._moment else _NOON
        self.line.setText(self._written(dt.datetime.combine(day, clock)))
        self.line.setFocus()
        self.shown.emit()
        self.typed.emit()
        self.done.emit()


class MomentEditor(DayEditor):
    """A day with its time."""

    def __init__(
        self,
        language: Callable[[], str],
        today: Callable[[], dt.date],
        near: Callable[[], dt.date | None] = lambda: None,
    ) -> None:
        super().__init__(language, today, MomentField(language, today, near))

    @property
    def moment(self) -> MomentField:
        assert isinstance(self.day, MomentField)
        return self.day

    def put(self, value: object) -> None:
        self.moment.show_moment(value if isinstance(value, dt.datetime) else None)
