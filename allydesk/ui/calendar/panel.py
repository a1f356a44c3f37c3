"""The chosen day beside the calendar: its events one under the other, and what to add."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from allydesk.language import _, ngettext
from allydesk.models.schedule import Row
from allydesk.planning.marks import Mark
from allydesk.ui.calendar import words
from allydesk.ui.calendar.doing import Doing
from allydesk.ui.desk import Action
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, flow, label, menu, more_button, tag
from allydesk.ui.planning import doing as planning
from allydesk.ui.planning.card import MarkCard

MOST = 12  # events of one day shown here; the agenda shows all
_TONES = {"draft": "info", "postponed": "attention", "cancelled": "problem"}


class DayPanel(QWidget):
    """One day. add(day) begins a new event on it."""

    def __init__(
        self, doing: Doing, observances: planning.Doing, add: Callable[[dt.date], object]
    ) -> None:
        super().__init__()
        self._doing, self._observances, self._add = doing, observances, add
        self._shown: object = None
        self._events: list[_EventCard] = []
        self.day = dt.date.min
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        self.title = label("", "h2")
        self.title.setObjectName("day title")
        self.near = label("", "muted")
        column.addWidget(self.title)
        column.addWidget(self.near)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(look.px(10))
        column.addLayout(self._cards)
        self.add_button = button(
            Action(_("Add event on this day"), lambda: self._add(self.day), "plus")
        )
        self.copy_button = button(Action(_("Repeat or template ▾"), self._offer, "copy"), "quiet")
        self.copy_button.setAccessibleName(_("Repeat or template"))
        column.addWidget(flow(self.add_button, self.copy_button))
        self._marks = QVBoxLayout()
        self._marks.setSpacing(look.px(10))
        column.addLayout(self._marks)
        column.addStretch(1)

    def load(
        self,
        day: dt.date,
        events: Sequence[Row],
        marks: Sequence[Mark],
        language: str,
        today: dt.date,
    ) -> None:
        """Show a day; one that is shown already just as it is stays untouched."""
        wanted = (day, tuple(events), tuple(marks), today)
        if wanted == self._shown:
            return
        self._shown, self.day = wanted, day
        self.title.setText(words.day_title(day, language, today))
        self.near.setText(_nearness(day, today, len(events)))
        clear(self._cards)
        self._events = [_EventCard(e, self._doing, language, today) for e in events[:MOST]]
        for card in self._events:
            self._cards.addWidget(card)
        if len(events) > MOST:
            n = len(events) - MOST
            text = ngettext("{n} more in the agenda", "{n} more in the agenda", n)
            self._cards.addWidget(label(text.format(n=n), "muted"))
        clear(self._marks)
        for mark in marks:
            self._marks.addWidget(MarkCard(mark, day, self._observances, language, today))

    def first(self) -> QWidget:
        """Give where the keyboard goes: to the first event, or to adding one."""
        return self._events[0].open_button if self._events else self.add_button

    def _offer(self) -> None:
        self.offer_copies(self.copy_button.mapToGlobal(QPoint(0, self.copy_button.height())))

    def offer_copies(self, point: QPoint) -> None:
        """Show what can be put on this day without typing."""
        actions = self._doing.copies(self.day)
        if not actions:
            text = _("Nothing to repeat yet. An event that took place, or a template, shows here.")
            self._doing.desk.say(text)
            return
        made = menu(actions, self)
        made.aboutToHide.connect(made.deleteLater)
        made.popup(point)


def _nearness(day: dt.date, today: dt.date, count: int) -> str:
    """Give "Today · 2 events", "In 3 days · nothing planned"."""
    away = (day - today).days
    when = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}.get(away, "")
    if 1 < away < 60:
        when = ngettext("In {n} day", "In {n} days", away).format(n=away)
    held = ngettext("{n} event", "{n} events", count).format(n=count) if count else ""
    return " · ".join(filter(None, [when, held or _("Nothing planned")]))


class _EventCard(Card):
    """One event of the day; a click anywhere on it opens it."""

    def __init__(self, event: Row, doing: Doing, language: str, today: dt.date) -> None:
        super().__init__()
        self._open = partial(doing.open, event.id)
        self._pressed = False
        self.column.setSpacing(look.px(4))
        m = look.px(12)
        self.column.setContentsMargins(m, look.px(10), m, look.px(6))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        when = label(words.times(event, language, today), "muted")
        head = QHBoxLayout()
        head.addWidget(when, 1)
        if word := words.status(event):
            head.addWidget(tag(word, tone=_TONES[event.status]))
        self.add(head, label(event.title, "strong"))
        about = " · ".join(filter(None, [event.where, words.people(event)]))
        if about:
            self.add(label(about, "muted"))
        if groups := [h for h in event.hosts if h.role != "invited"]:
            self.add(flow(*(tag(h.name, h.colour) for h in groups)))
        self.add(self._buttons(event, doing))

    def _buttons(self, event: Row, doing: Doing) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self.open_button, move = (button(a, "quiet") for a in _bare(doing.actions(event)[:2]))
        more = more_button(doing.more(event))
        for widget, text in (
            (self.open_button, _("Open {title}")),
            (move, _("Move {title} to another day")),
            (more, _("More about {title}")),
        ):
            widget.setAccessibleName(text.format(title=event.title))
            line.addWidget(widget)
        line.insertStretch(2, 1)
        return made

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.button() == Qt.MouseButton.LeftButton

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        pressed, self._pressed = self._pressed, False
        if pressed and inside:  # a button of the card may pass on its release without a press
            self._open()


def _bare(actions: Sequence[Action]) -> list[Action]:
    return [Action(a.text, a.run) for a in actions]


def scroller() -> QScrollArea:
    """Make an area that scrolls up and down alone."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made
