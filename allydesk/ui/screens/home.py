"""Home: the next event with its paper, what needs doing, what comes, what was changed last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look, widgets
from allydesk.ui.kit.page import Page
from allydesk.ui.needs import Kept, Need, Today, collect, needs, put_off, rest
from allydesk.ui.tasks import Task

if TYPE_CHECKING:
    from allydesk.history import Step
    from allydesk.ui.events.home import Coming

WIDTH = 900  # pixels at 100 %
MOST_NEEDS, MOST_STEPS = 5, 6
_LOOK = 30_000  # milliseconds between two looks at the clock


class Screen(QWidget):
    """The first page of the day."""

    place: ClassVar[str] = "home"
    title: ClassVar[str] = _("Home")
    icon: ClassVar[str] = "house"
    section: ClassVar[str] = ""
    order: ClassVar[int] = 10
    key: ClassVar[str] = "Ctrl+1"
    help: ClassVar[str] = "home"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._page: QWidget | None = None
        self._kept = Kept()
        self._knows_days = False  # the table of observances is loaded
        self._coming: Coming | None = None
        self._stale = False
        self._tonight: int | None = None  # the group whose paper the primary button prints
        self._all_needs = False  # also those beyond the first few
        self._by_event = False  # the primary button prints for an event
        self._hour: object = None  # what was said that time alone changes
        self._clock = QTimer(self, interval=_LOOK)
        self._clock.timeout.connect(self._look_at_clock)
        self._clock.start()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        self._around = around
        desk.changed.connect(self._changed)
        self.refresh()
        self._look_at_backups()
        self._look_at_days()
        self._look_at_learning()

    # What other parts ask for

    def first(self) -> QWidget:
        """Give where the keyboard starts: on the one thing to do."""
        found = self._page.findChild(QWidget, "first") if self._page is not None else None
        return found if isinstance(found, QWidget) else self

    def doings(self) -> list[Action]:
        return [
            Action(_("Add an event"), self._add_event, "calendar", "", _("new meeting training")),
            Action(_("Add a person"), self._add_person, "user-plus", "", _("new colleague")),
            Action(_("Add a group"), self._add_group, "users-round", "", _("new erg network")),
            Action(_("Add a nomination"), self._add_nomination, "award", "", _("new award thanks")),
            Action(
                _("Write a note…"), self._write_note, "message-square-heart", "Ctrl+Shift+F",
                _("new feedback heard"),
            ),
            Action(_("Bring in a list…"), self._bring_in, "file-spreadsheet", "Ctrl+Shift+I"),
        ]  # fmt: skip

    def new(self) -> None:
        self._new.click()
        offered = look.app().activePopupWidget()
        if isinstance(offered, QMenu):  # so that Enter takes the first
            offered.setActiveAction(offered.actions()[0])

    def print_what(self) -> None:
        """Print what the primary button prints."""
        first = self.findChild(QPushButton, "first")
        if (self._tonight is not None or self._by_event) and first is not None:
            first.click()

    # Building

    def refresh(self) -> None:
        """Read everything again and show it."""
        from allydesk.ui.events.home import at_this_hour

        self._stale = False
        desk, now = self.desk, self._now()
        today = desk.store.read(collect, now)
        focused = look.app().focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        name = focused.objectName() or "first" if focused is not None and inside else ""
        self._hour = at_this_hour(today.events.at_hand, now, today.language)
        page = Page(WIDTH)
        page.add(self._head(today))
        self._tonight = None
        for part in self._parts(today):
            page.add(part)
        page.end()
        old, self._page = self._page, page
        if old is not None:
            self._around.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._around.addWidget(page)
        if self._knows_days and self._coming is not None:
            self._coming.show_days(page)
        page.show()  # now, for the keyboard to find its place on it
        if name:
            again = page.findChild(QWidget, name) or self.first()
            again.setFocus()

    def _now(self) -> dt.datetime:
        return dt.datetime.combine(self.desk.today(), dt.datetime.now().time())

    def _look_at_clock(self) -> None:
        """Show the page anew when an event began or ended, or the day is over, while it stood open."""
        if not self.isVisible() or look.app().activePopupWidget() is not None:
            return
        from allydesk.models import organisation, schedule
        from allydesk.ui.events.home import at_this_hour

        read, now = self.desk.store.read, self._now()
        try:
            at_hand, language = read(schedule.at_hand, now), read(organisation.language)
        except (
            Problem
        ):  # what is wrong with the file is said to who does something, not every minute
            return
        if at_this_hour(at_hand, now, language) != self._hour:
            self.refresh()

    def _head(self, today: Today) -> QWidget:
        news = self.doings()[:5]
        self._new = widgets.menu_button(_("New"), news, "plus")
        self._new.setObjectName("new")
        title = dates.heading(self.desk.today(), today.language)
        return widgets.title_row(title, beside=[self._new])

    def _parts(self, today: Today) -> list[QWidget]:
        from allydesk.ui.events import home as events
        from allydesk.ui.groups import home as groups

        self._by_event = bool(today.events.at_hand)
        self._coming = None
        if not today.people and not self._by_event:
            return [self._nobody()]
        parts = self._events(today)
        if not self._by_event and today.groups:
            chosen = groups.chosen(today.groups, self.desk.settings.home_group)
            self._tonight = chosen.id
            parts.append(groups.card(self.desk, self, chosen))
        elif not today.groups:
            parts.append(groups.none(self._add_group, first=not self._by_event))
        parts.append(self._needs(today))
        self._coming = events.Coming(self.desk, self, today.now, today.language)
        self._coming.show_events(today.events)
        parts.append(self._coming)
        others = [g for g in today.groups if g.id != self._tonight]
        if others:
            parts.append(groups.others(self.desk, self, today.called, others))
        if steps := self.desk.store.steps()[:MOST_STEPS]:
            parts.append(self._lately(steps))
        return parts

    def _events(self, today: Today) -> list[QWidget]:
        """Make the cards of the next event, of two if there are two that day."""
        from allydesk.ui.events import home as events

        made = [
            events.card(self.desk, self, e, today.now, today.language) for e in today.events.at_hand
        ]
        if made and (first := made[0].findChild(QPushButton)) is not None:
            first.setObjectName("first")
        return made

    def _nobody(self) -> QWidget:
        return _named_first(
            widgets.empty_state(
                "users",
                _(
                    "Nobody is here yet. Bring in your people list, or add one person. "
                    "You see everything before anything changes."
                ),
                [
                    Action(_("Bring in a list"), self._bring_in, "file-spreadsheet"),
                    Action(_("Add one person"), self._add_person, "user-plus"),
                ],
            )
        )

    # Needs you

    def _needs(self, today: Today) -> QWidget:
        waiting = needs(today, self.desk, self._kept, self._back_up)
        card = widgets.Card(
            _("Needs you ({n})").format(n=len(waiting)) if waiting else _("Needs you")
        )
        if not waiting:
            card.add(widgets.label(_("Nothing needs you today."), "muted"))
        shown = waiting if self._all_needs else waiting[:MOST_NEEDS]
        for n, need in enumerate(shown):
            later = widgets.quiet(
                _("Not now"), partial(self._not_now, need),
                _("Not now: {text}").format(text=need.text),
            )  # fmt: skip
            later.setObjectName(f"later {n}")
            do = widgets.quiet(
                need.action.text, need.action.run, f"{need.action.text}: {need.text}"
            )
            if n:
                card.add(widgets.line())
            card.add(widgets.row(widgets.label(need.text), later, do))
        if len(shown) < len(waiting):
            every = widgets.quiet(_("Show all {n}").format(n=len(waiting)), self._show_needs, "")
            card.add(widgets.flow(every))
        return card

    def _show_needs(self) -> None:
        self._all_needs = True
        self.refresh()

    def _not_now(self, need: Need) -> None:
        put_off(self.desk, need)
        self.refresh()
        weeks = rest(need.name).days // 7
        self.desk.say(
            ngettext("It comes back in a week.", "It comes back in {n} weeks.", weeks).format(
                n=weeks
            )
        )

    def _back_up(self) -> None:
        from allydesk.ui import files

        files.back_up(self.desk, self, self._look_at_backups)

    def _look_at_backups(self) -> None:
        """Learn how old the newest backups are, off the window's thread: it opens files."""
        path = self.desk.store.path

        def work(_task: Task) -> Kept:
            from allydesk import backup

            now, copied = dt.datetime.now(dt.UTC), backup.copied()
            newest = next(iter(backup.of(path)), None)
            return Kept(now - newest.created if newest else None, now - copied if copied else None)

        def done(kept: Kept) -> None:
            before, self._kept = self._kept, kept
            if before.waits or kept.waits:
                self.refresh()

        Task(self, "", work, done, _ignore_problem).start()

    def _look_at_days(self) -> None:
        """Load the observances off the window's thread, then show those that come."""

        def work(_task: Task) -> None:
            from allydesk.planning import marks

            marks.get_ready()

        def done(_none: None) -> None:
            self._knows_days = True
            if self._coming is not None and self._page is not None:
                self._coming.show_days(self._page)

        Task(self, "", work, done, _ignore_problem).start()

    def _look_at_learning(self) -> None:
        """Show who is late and whose course runs out as soon as they are counted."""
        from allydesk.ui.learning.needs import waits

        found = waits(self.desk)
        found.arrived.connect(self._counted)
        found.follow(self)

    def _counted(self) -> None:
        self._changed(frozenset())

    # Lately

    def _lately(self, steps: Sequence[Step]) -> QWidget:
        card = widgets.Card(_("Changed lately"))
        now = dt.datetime.now(dt.UTC)
        for n, step in enumerate(steps):
            words = widgets.label(step.label)
            when = widgets.label(dates.ago(step.at, now), "muted", wrap=False)
            if n:
                card.add(widgets.row(words, when))
            else:
                undo = widgets.quiet(
                    _("Undo"),
                    partial(self.desk.undo, self),
                    _("Undo: {label}").format(label=step.label),
                )
                undo.setObjectName("undo")
                card.add(widgets.row(words, when, undo))
        return card

    # What the buttons do

    def _add_event(self) -> None:
        self.desk.go("events", new=True)

    def _add_person(self) -> None:
        self.desk.go("people", new=True)

    def _add_group(self) -> None:
        self.desk.go("groups", new=True)

    def _add_nomination(self) -> None:
        self.desk.go("awards", new=True)

    def _write_note(self) -> None:
        from allydesk.ui.feedback import quick

        quick.open(self.desk, self)

    def _bring_in(self) -> None:
        from allydesk.ui import bring_in

        bring_in.open(self.desk, self.window(), None)

    # Keeping up

    def _changed(self, _kinds: frozenset[str]) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
        else:
            self._look_at_clock()


def _ignore_problem(error: Exception) -> None:
    """Leave out what Home would say about backups when they cannot be looked at."""
    if not isinstance(error, Problem):
        raise error


def _named_first(page: QWidget) -> QWidget:
    """Name the primary button of an empty page, where the keyboard starts."""
    from PySide6.QtWidgets import QPushButton

    page.findChildren(QPushButton)[0].setObjectName("first")
    return page
