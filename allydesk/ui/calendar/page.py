"""The calendar: which view of which days is shown, and where the keyboard is in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from allydesk import dates
from allydesk.language import _
from allydesk.models import organisation, schedule
from allydesk.models.schedule import Row
from allydesk.planning import marks, observances
from allydesk.planning.marks import Mark
from allydesk.planning.observances import Occurrence
from allydesk.ui.calendar import agenda, files, layout, prints, sight
from allydesk.ui.calendar.agenda import Agenda
from allydesk.ui.calendar.doing import Doing
from allydesk.ui.calendar.grid import Grid
from allydesk.ui.calendar.head import Head
from allydesk.ui.calendar.panel import DayPanel, scroller
from allydesk.ui.calendar.quick import QuickLine
from allydesk.ui.calendar.shown import DEPENDS, SIX_WEEKS, VIEWS, Shown, days, nothing, turned
from allydesk.ui.calendar.tools import Tools
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import (
    Chips,
    empty_state,
    label,
    menu,
)
from allydesk.ui.planning import doing as planning

# Pixels at 100 %: below, the day stands under the calendar, and the views under the line.
NARROW = 860
PANEL = 276
_FIRST, _LAST = dt.date(1990, 1, 1), dt.date(2199, 12, 31)  # what events can be
_PLACE = "calendar"


class Calendar(QWidget):
    """The whole page. A day is always chosen; the views show the days around it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.language = desk.store.read(organisation.language)
        self.weekday = dates.first_weekday(self.language)
        self.day = desk.today()
        self.around = self.day  # a day of the month or week that is shown
        kept = desk.settings.views.get(_PLACE, "month")
        self.view = kept if kept in VIEWS else "month"
        self._events: list[Row] = []
        self._marks: list[Mark] = []
        self._read: Shown | None = None
        self._on = self.day  # the day it was when the events were read
        self._stale = False
        self.doing = Doing(desk, self, self.language, self.go_to)
        self.quick = QuickLine(desk, self, self.language, lambda: self.day)
        self.quick.added.connect(lambda _id, day: self.go_to(day))
        self.observances = planning.Doing(desk, self)
        self.panel = DayPanel(self.doing, self.observances, self.begin)
        self._views: dict[str, Grid | Agenda] = {}
        self._build()
        desk.changed.connect(self._changed)
        self.refresh()

    # Making it

    def _of(self, view: str) -> Grid | Agenda:
        """Give a view, making it when it is first needed."""
        if view not in self._views:
            made = self._list(view) if view in ("agenda", "year") else self._grid(view)
            made.opened.connect(self.doing.open)
            made.asked.connect(self._offer)
            made.setObjectName(view)
            made.low(wanted=self._low)
            self._views[view] = made
            self.stack.addWidget(made)
        return self._views[view]

    def _list(self, view: str) -> Agenda:
        made = Agenda(VIEWS[view], self.language, by_month=view == "year")
        made.chose.connect(lambda day, _id: self.choose(day))
        made.planned.connect(self.observances.plan)
        made.hidden.connect(self.observances.hide)
        made.asked_mark.connect(self._offer_mark)
        made.turned.connect(self.turn)
        return made

    def _grid(self, view: str) -> Grid:
        grid = Grid(VIEWS[view], SIX_WEEKS if view == "month" else 1, self.language)
        grid.chose.connect(self.choose)
        grid.turned.connect(self.turn if view == "month" else self.turn_month)
        grid.entered.connect(self._enter)
        grid.began.connect(self.begin)
        grid.moved.connect(self._moved)
        grid.warning = lambda id, old, new: self.doing.warning(id, (new - old).days)
        return grid

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        inside.setProperty("kind", "page")
        self.head = self._head()
        self.title, self.print_button = self.head.title, self.head.print_button
        self._column = QVBoxLayout(inside)
        self._column.addWidget(self.head)
        self._column.addLayout(self._body(), 1)
        self.scroller = scroller()
        self.scroller.setWidget(inside)
        whole.addWidget(self.scroller)

    def _head(self) -> Head:
        chips = Chips(VIEWS, self.view, self.show_view, _("View"))
        today, new = Action(_("Today"), self.go_today), Action(_("New"), self.new, "plus", "Ctrl+N")
        prints = Action(_("Print ▾"), self._offer_prints, "printer")
        return Head(chips, self.quick, self.turn, today, new, prints, self.more())

    def _body(self) -> QBoxLayout:
        self.stack = QStackedWidget()
        self.nothing = empty_state("calendar-days", _("Nothing planned yet."), self._first_steps())
        self.stack.addWidget(self.nothing)
        self.empty = label("", "muted")
        self.empty.hide()
        self.tools = Tools(self.desk, self.observances)
        self._left = left = QVBoxLayout()
        left.setSpacing(look.px(8))
        left.addWidget(self.tools)
        left.addWidget(self.empty)
        left.addWidget(self.stack, 1)
        self.side = scroller()
        self.side.setFixedWidth(look.px(PANEL))
        self._narrow = self._low = False
        self.side.setWidget(self.panel)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(look.px(16))
        self._both.addLayout(left, 1)
        self._both.addWidget(self.side)
        return self._both

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the day beside the calendar, or below it where it is narrow."""
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        narrow = self.width() < look.px(NARROW)
        self._arrange_low(narrow=narrow)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._both.setDirection(below if narrow else beside)
        if narrow:
            self._both.addWidget(self.side.takeWidget())
            self.panel.show()
        else:
            self._both.removeWidget(self.panel)
            self.side.setWidget(self.panel)
        self.side.setVisible(not narrow)

    def _arrange_low(self, *, narrow: bool) -> None:
        """Give the view the room of what stands over it where the page is low."""
        low = self.height() < look.px(look.LOW)
        self.head.arrange(self.width(), narrow=narrow, low=low)
        m, gap = look.px(16 if low else 24), look.px(8 if low else 12)
        self._column.setContentsMargins(m, look.px(8) if low else m, m, look.px(8 if low else 16))
        self._column.setSpacing(gap)
        head = self.head.heightForWidth(self.scroller.viewport().width() - 2 * m)
        room = self.height() - head - 3 * gap
        self.stack.setMinimumHeight(max(room, look.px(120)) if low else 0)
        if low == self._low:
            return
        self._low = low
        self._left.removeWidget(self.stack)
        self._left.insertWidget(0 if low else 2, self.stack, 1)
        for view in self._views.values():
            view.low(wanted=low)

    # What the window asks for

    def first(self) -> QWidget:
        """Give where the keyboard starts: on the chosen day."""
        return self._current()

    def more(self) -> list[Action]:
        """Give what stands behind ⋯."""
        return [
            Action(_("Which observances show…"), self.choose_shown, "filter", "",
                   _("traditions religion holidays awareness hide")),
            Action(_("Add our own observance…"), self.observances.add_own, "sparkles", "",
                   _("anniversary day tradition")),
            Action(_("Repeat or template…"), self._copies, "copy", "", _("again duplicate")),
            Action(
                _("Save the calendar as a file…"), self.save, "file-down", "",
                _("ics export outlook google apple"),
            ),
            Action(
                _("Bring in a calendar file…"), self.bring_in, "upload", "",
                _("ics import outlook google apple"),
            ),
        ]  # fmt: skip

    def new(self) -> None:
        """Begin an event on the chosen day."""
        self.begin(self.day)

    def save(self) -> None:
        files.save(self.desk, self)

    def bring_in(self) -> None:
        files.bring_in(self.desk, self)

    def print_what(self) -> None:
        """Print what is shown."""
        name = prints.YEAR if self.view == "year" else prints.NAMES[0]
        prints.show(self.desk, self, name, self.around)

    def _offer_prints(self) -> None:
        """Show the documents there are of a calendar."""
        below = QPoint(0, self.print_button.height())
        actions = prints.actions(self.desk, self, self.around)
        self._pop(menu(actions, self), self.print_button.mapToGlobal(below))

    # Showing

    def refresh(self) -> None:
        """Read the days that are shown and show them."""
        self._stale = False
        today = self.desk.today()
        shown = days(self.view, self.around, self.weekday, self.language)
        read = self.desk.store.read
        # A year lists no events: the chosen day reads its own.
        found = [] if self.view == "year" else read(schedule.between, shown.first, shown.last)
        self._events = layout.in_order(found)
        self._marks = read(marks.between, shown.first, shown.last)
        self._read, self._on = shown, today
        self.title.setText(shown.title)
        view = self._of(self.view)
        if isinstance(view, Grid):
            month = self.around.month if self.view == "month" else None
            view.load(shown.first, month, self._events, self._marks, today)
        elif self.view == "year":
            view.load(agenda.year_lines(self._marks, shown.first.year), today, self.day)
        else:
            view.load(agenda.lines(found, self._marks, shown.first, shown.last), today, self.day)
        self.stack.setCurrentWidget(self._current())
        self._say_empty(shown)
        self._show_day()

    def _current(self) -> QWidget:
        nothing = self.view == "agenda" and not self._events and not self._marks
        return self.nothing if nothing else self._of(self.view)

    def _say_empty(self, shown: Shown) -> None:
        """Say in words that there is nothing, where the grid alone would only be white."""
        self.tools.setVisible(self.view == "year")
        self.tools.show_year(self.around)
        # What is unknown goes first: days without a mark may then well have one.
        year = self.view == "year"
        text = self.desk.store.read(observances.notice, self.around.year, weighty=not year) or ""
        if not text and not year:
            text = nothing(self.view, self._events, self.around, self.language)
        self.empty.setText(text)
        self.empty.setVisible(bool(text) and self._current() is not self.nothing)

    def _show_day(self) -> None:
        """Show the chosen day in the view and beside it."""
        view = self._of(self.view)
        if isinstance(view, Grid):
            view.choose(self.day)
        here = marks.by_day(self._marks, self.day, 1).get(self.day, [])
        events = self._on_day(self.day)
        self.panel.load(self.day, events, here, self.language, self.desk.today())

    def _changed(self, kinds: frozenset[str]) -> None:
        if not kinds & DEPENDS:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale or self.desk.today() != self._on:
            self.refresh()
        super().showEvent(event)

    # Going from day to day

    def choose(self, day: dt.date) -> None:
        """Go to a day; the days shown stay as they are while it is one of them."""
        self.day = min(max(day, _FIRST), _LAST)
        if self._read is None or not self._read.first <= self.day <= self._read.last:
            self.around = self.day
            self.refresh()
        else:
            self._show_day()
        sight.follow(self.scroller, self._of(self.view))

    def go_to(self, day: dt.date) -> None:
        """Go to a day and show its month or week."""
        self.day = self.around = min(max(day, _FIRST), _LAST)
        self.refresh()
        sight.follow(self.scroller, self._of(self.view))

    def go_today(self) -> None:
        self.go_to(self.desk.today())

    def turn(self, by: int) -> None:
        """Show the month (or the week, the year) before or after."""
        self.go_to(turned(self.view, self.day, self.around, by))

    def turn_month(self, by: int) -> None:
        """Go to the same day a month before or after."""
        self.go_to(layout.later_month(self.day, by))

    def show_view(self, view: str) -> None:
        """Show month, week, agenda or year, and remember it."""
        self.view = view
        self.head.chips.choose(view)
        self.go_to(self.day)
        self.desk.prefer(views={**self.desk.settings.views, _PLACE: view})

    # What is done

    def begin(self, day: dt.date) -> None:
        """Start an event on a day in the line above."""
        self.choose(day)
        self.quick.show()  # on a low page it is there once somebody begins an event
        self.quick.begin(day)
        self.scroller.ensureWidgetVisible(self.quick)

    def _enter(self, day: dt.date) -> None:
        """Open a day: go to its events, or begin the first."""
        if self._on_day(day):
            first = self.panel.first()
            first.setFocus(Qt.FocusReason.TabFocusReason)
            (self.scroller if self._narrow else self.side).ensureWidgetVisible(first)
        else:
            self.begin(day)

    def _on_day(self, day: dt.date) -> Sequence[Row]:
        if self.view == "year":
            found = self.desk.store.read(schedule.between, day, day)
            return layout.in_order(found)
        return layout.by_day(self._events, day, 1).get(day, [])

    def _moved(self, id: int, old: dt.date, new: dt.date) -> None:
        self.doing.drag(id, (new - old).days)

    def _offer(self, id: int, point: QPoint) -> None:
        """Show what can be done with an event, where it was asked for."""
        found = next((e for e in self._events if e.id == id), None)
        if found is not None:
            self._pop(menu(self.doing.actions(found), self), point)

    def _offer_mark(self, one: Occurrence, point: QPoint) -> None:
        self._pop(menu(self.observances.actions(one), self), point)

    def choose_shown(self) -> None:
        """Ask which traditions, kinds and countries show."""
        self.tools.choose_shown(None if self.tools.isVisible() else self.title)

    def _pop(self, made: QMenu, point: QPoint) -> None:
        made.aboutToHide.connect(made.deleteLater)
        made.popup(point)

    def _copies(self) -> None:
        self.panel.offer_copies(self.title.mapToGlobal(QPoint(0, self.title.height())))

    def _first_steps(self) -> list[Action]:
        return [
            Action(_("Add event"), self.new, "plus"),
            Action(_("Bring in a calendar file…"), self.bring_in, "upload"),
        ]
