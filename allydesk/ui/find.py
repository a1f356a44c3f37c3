"""Find or do…: one line to type in, and people, groups and actions below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)
from shiboken6 import isValid

from allydesk.language import _, ngettext
from allydesk.text import fold
from allydesk.ui import icons, look, place, widgets
from allydesk.ui.desk import Action, Desk, Going
from allydesk.ui.hits import KINDS, MOST, Doors, Hit, best, nearest, of_action
from allydesk.ui.say import announce

if TYPE_CHECKING:
    from allydesk.ui.window import Window

WIDTH = 620  # pixels at 100 %
ROW = 40
Index = QModelIndex | QPersistentModelIndex


def open(window: Window, desk: Desk) -> Finder:
    """Show the line over the window; once only."""
    found = window.findChild(Finder)
    finder = found if isinstance(found, Finder) else Finder(window, desk)
    finder.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return finder


class Lines(QAbstractListModel):
    """The lines found."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: Sequence[Hit] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.hits[index.row()].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.hits[index.row()].spoken()
        return None


class Drawn(QStyledItemDelegate):
    """Draws a line: what kind it is (where a kind begins), icon, words, more words, key."""

    def __init__(self, lines: Lines) -> None:
        super().__init__(lines)
        self._lines = lines

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = self._lines.hits[index.row()]
        first = index.row() == 0 or self._lines.hits[index.row() - 1].kind != hit.kind
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        c = look.colours()
        area: QRect = option.rect
        painter.save()
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.selection))
            painter.drawRoundedRect(area.adjusted(2, 1, -2, -1), look.px(7), look.px(7))
        strong, quiet = c.on_selection if chosen else c.text, c.on_selection if chosen else c.muted
        right_to_left = option.direction == Qt.LayoutDirection.RightToLeft
        x = look.px(12)

        def place_at(left: int, width: int) -> QRect:
            start = area.right() - left - width if right_to_left else area.left() + left
            return QRect(start, area.top(), width, area.height())

        align = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        )
        end = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignLeft if right_to_left else Qt.AlignmentFlag.AlignRight
        )
        if first:
            self._write(painter, place_at(x, look.px(70)), KINDS[hit.kind], "muted", quiet, align)
        x += look.px(76)
        icon = icons.icon(hit.icon or "arrow-right", "on_selection" if chosen else "muted")
        icon.paint(painter, place_at(x, look.px(20)))
        x += look.px(30)
        key = widgets.shown_key(hit.key)
        key_width = QFontMetrics(look.font("muted")).horizontalAdvance(key) + look.px(12)
        room = area.width() - x - key_width - look.px(8)
        self._write(
            painter,
            place_at(area.width() - key_width - look.px(12), key_width),
            key,
            "muted",
            quiet,
            end,
        )
        wide = QFontMetrics(look.font("body")).horizontalAdvance(hit.text) + look.px(10)
        self._write(painter, place_at(x, min(room, wide)), hit.text, "body", strong, align)
        if wide < room:
            self._write(painter, place_at(x + wide, room - wide), hit.more, "muted", quiet, align)
        painter.restore()

    def _write(
        self, painter: QPainter, area: QRect, text: str, role: str, colour: str,
        align: Qt.AlignmentFlag,
    ) -> None:  # fmt: skip
        font = look.font(role)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, align | Qt.TextFlag.TextSingleLine, short)


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
        self.line.setClearButtonEnabled(False)
        self.lines = Lines(self)
        self.list = QListView()
        self.list.setProperty("kind", "plain")
        self.list.setModel(self.lines)
        self._drawn = Drawn(self.lines)
        self.list.setItemDelegate(self._drawn)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line keeps it; arrows move here
        self.list.setAccessibleName(_("Found"))
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._clicked)
        self.foot = widgets.label(_("Enter opens · Ctrl+P prints · Esc closes"), "muted")
        column = QVBoxLayout(self)
        m = look.px(12)
        column.setContentsMargins(m, m, m, m)
        column.setSpacing(look.px(8))
        for part in (self.line, self.list, self.foot):
            column.addWidget(part)
        self.line.textEdited.connect(self._typed)
        self.line.installEventFilter(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._gather)
        self._soon.start()
        self._fill([])
        self.show()
        self.raise_()

    # What there is to find

    def _gather(self) -> None:
        """Collect what every place offers; after the line is shown, so that it opens at once."""
        from allydesk.models import group

        window, desk = self._window, self._desk
        hits = [of_action(a) for a in window.everything()]
        for one in window.places():
            for action in place.actions(window.screen_of(one.place)):
                run = partial(self._do_there, one.place, action)
                hits.append(of_action(replace(action, run=run)))
        for row in desk.store.read(group.listing):
            hits += self._doors.group(row)
        self._known = list({(h.kind, h.text): h for h in reversed(hits)}.values())[::-1]
        self._look()

    def _do_there(self, where: str, action: Action) -> None:
        if self._window.screen_of(where) is not self._window.open_screen():
            self._window.go(where)
        action.run()

    def _typed(self, _text: str) -> None:
        self._look()

    def _look(self) -> None:
        from allydesk.models import person

        query = fold(self.line.text())
        if not query:
            self._fill(self._recent())
            return
        rows = self._desk.store.read(person.find, query, MOST)
        people = [self._doors.person(row) for row in rows]
        self._fill(best(query, self._known, people, lambda: self._near(query)))

    def _near(self, query: str) -> list[Hit]:
        from allydesk.models import person

        if self._names is None:
            self._names = self._desk.store.read(person.names)
        ids = nearest(query, self._names)
        groups = {n: fold(h.text) for n, h in enumerate(self._known) if h.kind == "groups"}
        people = [self._doors.person(r) for r in self._desk.store.read(person.rows, ids)]
        return people + [self._known[n] for n in nearest(query, groups)]

    def _recent(self) -> list[Hit]:
        """Give where the person has been lately, then what they can do here."""
        been = [h for to in self._window.been() if (h := self._was(to)) is not None]
        here = {a.text for a in place.actions(self._window.open_screen())}
        doing = [h for h in self._known if h.kind == "do" and h.text in here]
        order = list(KINDS)
        return sorted([*been[:4], *doing][:MOST], key=lambda h: order.index(h.kind))

    def _was(self, to: Going) -> Hit | None:
        from allydesk.models import person

        if to.id is None:
            return None
        if to.place == "people":
            rows = self._desk.store.read(person.rows, [to.id])
            return self._doors.person(rows[0]) if rows else None
        return next((h for h in self._known if h.kind == "groups" and h.id == to.id), None)

    # What is shown and chosen

    def _fill(self, hits: Sequence[Hit]) -> None:
        self.lines.show(hits)
        self.list.setFixedHeight(look.px(ROW) * max(1, len(hits)) + 2)
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
        self.setFixedWidth(min(look.px(WIDTH), window.width() - look.px(32)))
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, min(look.px(80), window.height() // 8))

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
