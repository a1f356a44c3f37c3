"""The door as its host sees it: letters, Enter, the next one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget

from allydesk import dates
from allydesk.check_in import Arrived, Door, Guest, badge
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.text import clean, first_letters
from allydesk.ui.desk import Action
from allydesk.ui.door.cards import Cards, size, tall
from allydesk.ui.kit import look
from allydesk.ui.kit.flow import Flow
from allydesk.ui.kit.lines import LineDelegate, LineList, TwoLines
from allydesk.ui.kit.table import Column, Rows
from allydesk.ui.kit.widgets import button, clear, flow, label, plain, retone, row, tag
from allydesk.ui.say import announce

if TYPE_CHECKING:
    pass

_LATEST = 5
_WIDE = 1200  # pixels at 100 %: from here on the list of the expected stands beside
_LIST = 300
_CTRL = Qt.KeyboardModifier.ControlModifier


class _Awaited(NamedTuple):
    id: int
    guest: Guest


class _Tall(LineDelegate):
    """Rows for fingers."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        usual = super().sizeHint(option, index)
        return QSize(usual.width(), max(look.px(64), usual.height()))


class HostPage(QWidget):
    """One line for letters, cards for who is meant, and what happened last."""

    def __init__(
        self, door: Door, finish: Callable[[], object], guests: Callable[[], object]
    ) -> None:
        super().__init__()
        self.door = door
        self.box = QLineEdit()
        self.box.setFont(size(1.9))
        self.box.setMinimumHeight(look.px(64))
        self.box.setAccessibleName(_("Who is here?"))
        self.box.setPlaceholderText(_("Two or three letters, then Enter"))
        self.box.textEdited.connect(self.look)
        self.box.installEventFilter(self)
        self.cards = Cards(self.arrive)
        self.walk_in_button = button(Action("", self.walk_in, "user-plus"), "quiet")
        tall(self.walk_in_button)
        self.walk_in_button.setFont(size(1.15))
        self.latest = QWidget()
        self._latest = Flow(self.latest, look.px(8))
        self.said = label("", "h2")
        self.saved = label("", "muted")
        self.undo_button = button(Action(_("Undo"), self.undo, "undo-2"))
        tall(self.undo_button)
        self.title = label(door.event.at_the_door, "h1")
        self.where = label(door.event.where, "muted")
        self.counter = label("", "", wrap=False)
        self.counter.setFont(size(2.6))
        self.guest_button = button(Action(_("Guests check in themselves"), guests, "users"))
        self.finish_button = button(Action(_("Finish"), finish, "check"), "primary")
        for big in (self.guest_button, self.finish_button):
            tall(big)
        self._build()
        self.refresh()

    def _build(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(look.px(2))
        titles.addWidget(self.title)
        titles.addWidget(self.where)
        self.where.setVisible(bool(self.where.text()))
        head = QHBoxLayout()
        head.setSpacing(look.px(16))
        head.addLayout(titles, 1)
        head.addWidget(self.counter)
        head.addWidget(self.finish_button)
        self.none = label(
            _("Nobody has signed up. You can still check people in as they arrive."), "muted"
        )
        self.just = label(_("Just arrived"), "strong")
        left = QVBoxLayout()
        left.setSpacing(look.px(16))
        for part in (self.box, self.none, self.cards, flow(self.walk_in_button)):
            left.addWidget(part)
        left.addStretch(1)
        left.addWidget(self.just)
        left.addWidget(self.latest)
        left.addWidget(self.said)
        left.addWidget(row(self.saved, flow(self.undo_button, self.guest_button)))
        self.side = self._side()
        body = QHBoxLayout()
        body.setSpacing(look.px(24))
        body.addLayout(left, 1)
        body.addWidget(self.side)
        whole = QVBoxLayout(self)
        m = look.px(24)
        whole.setContentsMargins(m, m, m, look.px(16))
        whole.setSpacing(look.px(16))
        whole.addLayout(head)
        whole.addLayout(body, 1)

    def _side(self) -> QWidget:
        """Make the list of who is expected, for those who would rather point."""
        side = QWidget()
        side.setFixedWidth(look.px(_LIST))
        self.awaited: Rows[_Awaited] = Rows(
            [Column(_("Name"), lambda r: r.guest.name)], lambda r: r.guest.name
        )
        self.list = LineList(_("Not here yet"), _line)
        self.list.setModel(self.awaited)
        self._tall = _Tall(self.list, _line)
        self.list.setItemDelegate(self._tall)
        self.list.setSelectionMode(self.list.SelectionMode.SingleSelection)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._pointed)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(_("Not here yet"), "strong"))
        column.addWidget(self.list, 1)
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setVisible(self.width() >= look.px(_WIDE))

    def first(self) -> QWidget:
        return self.box

    # Looking

    def look(self) -> None:
        """Show who is meant by the letters so far."""
        text = self.box.text()
        self.cards.put(self.door.search(text))
        name = clean(text)
        self.walk_in_button.setVisible(bool(name))
        words = _("Not on the list? Add “{name}” as a walk-in").format(name=name)
        self.walk_in_button.setText(plain(f"{words}   Ctrl+⏎"))
        self.walk_in_button.setAccessibleName(words)
        chosen = self.cards.chosen()
        if chosen is not None:
            self.box.setAccessibleDescription(self.cards.cards[0].accessibleName())
        elif name:
            self.box.setAccessibleDescription(_("Nobody is called that."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            run = self._key(Qt.Key(event.key()), event.modifiers())
            if run is not None:
                run()
                return True
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> Callable[[], object] | None:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.walk_in if held & _CTRL else self.enter
        if key == Qt.Key.Key_Z and held == _CTRL and not self.box.text():
            return self.undo
        if key == Qt.Key.Key_Escape:
            return self._clear
        if self.cards.chosen() is None or held & Qt.KeyboardModifier.ShiftModifier:
            return None
        on = -1 if look.app().layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        return {
            Qt.Key.Key_Right: lambda: self._choose(self.cards.step, on),
            Qt.Key.Key_Left: lambda: self._choose(self.cards.step, -on),
            Qt.Key.Key_Down: lambda: self._choose(self.cards.row_step, 1),
            Qt.Key.Key_Up: lambda: self._choose(self.cards.row_step, -1),
        }.get(key)

    def _choose(self, step: Callable[[int], None], by: int) -> None:
        step(by)
        announce(self.box, self.cards.cards[self.cards.at].accessibleName(), now=True)

    def _clear(self) -> None:
        self.box.clear()
        self.look()

    # Arriving

    def enter(self) -> None:
        """Check in who is chosen; without a match, say what to do."""
        guest = self.cards.chosen()
        if guest is not None:
            self.arrive(guest)
        elif badge(self.box.text()) is not None:
            self._clear()  # the next badge must not be typed behind this one
            self._say(_("Nobody here has this badge. Type a name instead."), problem=True)
        elif clean(self.box.text()):
            self._say(_("Nobody is called that. Ctrl+Enter adds them as a walk-in."))

    def arrive(self, guest: Guest) -> None:
        self._store(lambda: self.door.arrive(guest, _now()))

    def walk_in(self) -> None:
        """Check in somebody by the name that was typed."""
        name = clean(self.box.text())
        if name:
            self._store(lambda: self.door.walk_in(name, _now()))

    def _store(self, arrive: Callable[[], Arrived]) -> None:
        """Check somebody in; only what is stored is announced, and what is not stays typed."""
        try:
            arrived = arrive()
        except Problem as problem:
            self._say(str(problem), problem=True)
            return
        if not arrived.already:
            self._say(_("{name} is checked in.").format(name=arrived.name))
            self.saved.setText(_("Saved on this computer · {clock}").format(clock=_clock()))
        elif arrived.since is not None:
            since = dates.clock(arrived.since)
            self._say(
                _("{name}: already here since {clock}.").format(name=arrived.name, clock=since)
            )
        else:
            self._say(_("{name} is already here.").format(name=arrived.name))
        self._clear()
        self.refresh()
        self.box.setFocus()

    def undo(self) -> None:
        """Take the last check-in back."""
        try:
            last = self.door.take_back()
        except Problem as problem:
            self._say(str(problem), problem=True)
            return
        if last is None:
            self._say(_("There is no check-in to take back."))
        else:
            self._say(_("{name} is no longer checked in.").format(name=last.name))
        self._clear()
        self.refresh()
        self.box.setFocus()

    def _pointed(self, index: QModelIndex) -> None:
        if (one := self.awaited.row(index.row())) is not None:
            self.arrive(one.guest)

    def _say(self, text: str, *, problem: bool = False) -> None:
        self.said.setText(text)
        retone(self.said, role="problem" if problem else "h2")
        announce(self.box, text, now=True)

    def refresh(self) -> None:
        """Show the numbers and who came last."""
        self.look()
        door = self.door
        self.counter.setText(counted(door))
        self.none.setVisible(door.signed_up == 0)
        self.awaited.show([_Awaited(n, g) for n, g in enumerate(door.awaited, 1)])
        clear(self._latest)
        latest = door.arrivals[: -_LATEST - 1 : -1]
        for one in latest:
            clock = dates.clock(one.since) if one.since else ""
            self._latest.addWidget(tag(f"✓ {one.name} {clock}", tone="good"))
        for part in (self.just, self.latest, self.undo_button):
            part.setVisible(bool(latest))


def counted(door: Door) -> str:
    """Give "17 of 23 here"."""
    words = ngettext("{here} of {n} here", "{here} of {n} here", door.signed_up)
    return words.format(here=door.here, n=door.signed_up)


def _line(one: _Awaited) -> TwoLines:
    return TwoLines(
        one.guest.name, below=one.guest.team or "", letters=first_letters(one.guest.name),
        colour="teal",
    )  # fmt: skip


def _now() -> dt.datetime:
    return dt.datetime.now()


def _clock() -> str:
    return dates.clock(_now())
