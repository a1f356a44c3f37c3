"""Find or do…: one line to type in, and people, groups and actions below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QVBoxLayout,
)
from shiboken6 import isValid

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.text import fold
from allydesk.ui import place
from allydesk.ui.desk import Action, Desk, Going
from allydesk.ui.kit import look, widgets
from allydesk.ui.say import announce
from allydesk.ui.shell.found import ROW, Drawn, Lines
from allydesk.ui.shell.hits import KINDS, MOST, Doors, Hit, best, nearest, of_action
from allydesk.ui.tasks import Task

if TYPE_CHECKING:
    from allydesk.models import person, schedule
    from allydesk.ui.shell.window import Window

WIDTH = 620  # pixels at 100 %
REST = 120  # milliseconds without a key, after which misspelt names are looked for


def open(window: Window, desk: Desk) -> Finder:
    """Show the line over the window; once only."""
    found = window.findChild(Finder)
    finder = found if isinstance(found, Finder) else Finder(window, desk)
    finder.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return finder


class Finder(QFrame):
    """Lies over the window until something was chosen, or Esc."""

    def __init__(self, window: Window, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._before = QApplication.focusWidget()
        self._left_on_purpose = False  # somebody clicked elsewhere
        self._doors = Doors(desk, window, self._show_record)
        self._known: list[Hit] = []
        self._names: dict[int, str] | None = None
        self.setProperty("kind", "popup")
        self.setAccessibleName(_("Find or do…"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("A name, a group, or what you want to do"))
        self.line.setAccessibleName(_("Find or do…"))
        self.line.textEdited.connect(self._typed)
        self.line.installEventFilter(self)
        self.lines = Lines(self)
        self.list = self._make_list()
        self.foot = widgets.label(_("Enter opens · Ctrl+P prints · Esc closes"), "muted")
        column = QVBoxLayout(self)
        m = look.px(12)
        column.setContentsMargins(m, m, m, m)
        column.setSpacing(look.px(8))
        for part in (self.line, self.list, self.foot):
            column.addWidget(part)
        self._people: list[Hit] = []
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._look_nearby)
        QTimer.singleShot(0, self, self._gather)
        self._fill([])
        self.show()
        self.raise_()

    def _make_list(self) -> QListView:
        made = QListView()
        made.setProperty("kind", "plain")
        made.setModel(self.lines)
        self._drawn = Drawn(self.lines)
        made.setItemDelegate(self._drawn)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line keeps it; arrows move here
        made.setAccessibleName(_("Found"))
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.clicked.connect(self._clicked)
        return made

    # What there is to find

    def _gather(self) -> None:
        """Collect what every place offers; after the line is shown, so that it opens at once."""
        from allydesk.models import group
        from allydesk.ui.shell import thanks

        window, desk = self._window, self._desk
        hits = [of_action(a) for a in window.everything()]
        for one in window.places():
            for action in place.doings(window.screen_of(one.place)):
                run = partial(self._do_there, one.place, action)
                hits.append(of_action(replace(action, run=run)))
        for row in desk.store.read(group.listing):
            hits += self._doors.group(row)
        hits += thanks.known(self._doors)
        self._known = list({(h.kind, h.text, h.id): h for h in reversed(hits)}.values())[::-1]
        self._look()

    def _do_there(self, where: str, action: Action) -> None:
        if self._window.screen_of(where) is not self._window.open_screen():
            self._window.go(where)
        action.run()

    def _typed(self, _text: str) -> None:
        self._look()

    def _look(self) -> None:
        """Show what is found at once, and a little later what is only written nearly like it."""
        from allydesk.models import person
        from allydesk.ui.shell import thanks

        self._rest.stop()
        query = fold(self.line.text())
        if not query:
            self._fill(self._recent())
            return
        rows = self._desk.store.read(person.find, query, MOST)
        self._people = [
            *(self._doors.person(row) for row in rows), *self._events(query),
            *thanks.found(self._doors, query),
        ]  # fmt: skip
        self._fill(best(query, self._known, self._people))
        if len(self.lines.hits) < MOST and len(query) > 2:
            self._rest.start()

    def _events(self, query: str) -> list[Hit]:
        """Give the events that are called so, the nearest in time first."""
        from allydesk.models import schedule

        now = dt.datetime.combine(self._desk.today(), dt.datetime.now().time())
        rows = self._desk.store.read(schedule.find, query, now, MOST)
        return [self._doors.event(row, self._when(row)) for row in rows]

    def _when(self, row: schedule.Row) -> str:
        from allydesk.models import organisation

        language = self._desk.store.read(organisation.language)
        day = dates.short(row.starts, language, self._desk.today())
        return " · ".join(filter(None, [day, row.where]))

    def _look_nearby(self) -> None:
        query = fold(self.line.text())
        groups = {n: fold(h.text) for n, h in enumerate(self._known) if h.kind == "groups"}

        def work(_task: Task) -> tuple[list[person.Row], list[int]]:
            from allydesk.models import person

            if self._names is None:
                self._names = self._desk.store.read(person.names)
            ids = nearest(query, self._names)
            return self._desk.store.read(person.rows, ids), nearest(query, groups)

        def done(found: tuple[list[person.Row], list[int]]) -> None:
            if fold(self.line.text()) == query:  # else more was typed meanwhile
                near = [self._doors.person(r) for r in found[0]]
                near += [self._known[n] for n in found[1]]
                self._fill(best(query, self._known, self._people, near))

        Task(self, "", work, done, self._desk.excuse).start()

    def _recent(self) -> list[Hit]:
        """Give where the person has been lately, then what they can do here."""
        been = [h for to in self._window.been() if (h := self._was(to)) is not None]
        here = {a.text for a in place.doings(self._window.open_screen())}
        doing = [h for h in self._known if h.kind == "do" and h.text in here]
        order = list(KINDS)
        return sorted([*been[:4], *doing][:MOST], key=lambda h: order.index(h.kind))

    def _was(self, to: Going) -> Hit | None:
        from allydesk.models import person, schedule
        from allydesk.ui.shell import thanks

        if to.id is None:
            return None
        if to.place == "awards" and (hit := thanks.been(self._doors, to.id)):
            return hit
        if to.place == "people":
            rows = self._desk.store.read(person.rows, [to.id])
            return self._doors.person(rows[0]) if rows else None
        if to.place == "events":
            row = self._desk.store.read(schedule.row, to.id)
            return self._doors.event(row, self._when(row)) if row is not None else None
        return next((h for h in self._known if h.kind == to.place and h.id == to.id), None)

    # What is shown and chosen

    def _fill(self, hits: Sequence[Hit]) -> None:
        self.lines.show(hits)
        self._choose(0)
        if not hits and self.line.text():
            self.foot.setText(_("Nothing found. Try fewer letters."))
        else:
            self.foot.setText(_("Enter opens · Ctrl+P prints · Esc closes"))
        self.place_over()

    def _choose(self, row: int) -> None:
        count = len(self.lines.hits)
        if not count:
            announce(self.line, self.foot.text())
            return
        row %= count
        self.list.setCurrentIndex(self.lines.index(row))
        found = ngettext("{n} found", "{n} found", count).format(n=count)
        announce(self.line, f"{self.lines.hits[row].spoken()}, {row + 1}/{count}. {found}")

    def chosen(self) -> Hit | None:
        row = self.list.currentIndex().row()
        return self.lines.hits[row] if 0 <= row < len(self.lines.hits) else None

    def place_over(self) -> None:
        """Lie in the upper middle of the window."""
        window = self._window
        top = min(look.px(80), window.height() // 8)
        self.setFixedWidth(min(look.px(WIDTH), window.width() - look.px(32)))
        rows = look.px(ROW) * max(1, len(self.lines.hits)) + 2
        self.list.setFixedHeight(0)
        around = self.sizeHint().height() + top + look.px(8)
        # Large text in a low window: the rest of the rows is reached with the arrow keys.
        self.list.setFixedHeight(max(look.px(ROW), min(rows, window.height() - around)))
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, top)

    def _clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self._open()

    def _open(self) -> None:
        hit = self.chosen()
        if hit is not None:
            self.shut()
            hit.run()

    def _print(self) -> None:
        hit = self.chosen()
        if hit is not None and hit.print_it is not None:
            self.shut()
            hit.print_it()

    def _show_record(self, where: str, id: int) -> None:
        self._window.go(where, id)

    def shut(self) -> None:
        """Go away and give the keyboard back."""
        self.line.removeEventFilter(self)
        self.hide()
        self.setParent(None)
        self.deleteLater()
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._left_on_purpose:
            self._window.take_keyboard()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
                event.accept()  # before the menu bar takes Ctrl+P
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._pressed(event)
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._left)
        return super().eventFilter(watched, event)

    def _left(self) -> None:
        focused = QApplication.focusWidget()
        if self.isVisible() and focused is not None and focused is not self.line:
            self._before, self._left_on_purpose = None, True
            self.shut()

    def _pressed(self, event: QKeyEvent) -> bool:
        key, row = event.key(), self.list.currentIndex().row()
        if key == Qt.Key.Key_Escape:
            self.shut()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Tab):
            self._choose(row + 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Backtab):
            self._choose(row - 1)
        elif _is_print(event):
            self._print()
        else:
            return False
        return True


def _is_print(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_P and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _is_ours(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape or _is_print(event)
