"""One reading list in a window: add to it, arrange it, say what to do with a thing, print it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from allydesk.language import _, ngettext
from allydesk.models.base import drop, put
from allydesk.models.learning import reading, resource
from allydesk.models.learning.reading import Reading
from allydesk.models.learning.resource import Resource
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.dialog import Dialog
from allydesk.ui.kit.picker import Picker, Suggestion
from allydesk.ui.kit.widgets import button, flow, label
from allydesk.ui.learning import prints
from allydesk.ui.learning.forms import ReadingForm

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ID = Qt.ItemDataRole.UserRole
_FOUND = 7  # things that are offered while somebody types
_HIGHEST = 260  # pixels at 100 % of the list, before it scrolls by itself


def rows(desk: Desk, of: reading.List) -> list[reading.Row]:
    """Give the lines of a list in order."""
    if of.event_id is not None:
        return desk.store.read(reading.of_event, of.event_id)
    return desk.store.read(reading.of_group, of.group_id or 0)


def below(row: reading.Row) -> str:
    """Say what a thing is: "Book · Banaji and Greenwald · 19 minutes"."""
    of = row.resource
    minutes = of.minutes or 0
    long = ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes) if minutes else ""
    return " · ".join(filter(None, [resource.KINDS[of.kind], of.author, long]))


def summary(found: list[reading.Row]) -> str:
    """Say how much a list asks of its readers."""
    minutes = sum(r.resource.minutes or 0 for r in found)
    n = ngettext("{n} thing to read or watch", "{n} things to read or watch", len(found))
    long = ngettext("{m} minute", "{m} minutes", minutes).format(m=minutes) if minutes else ""
    return " · ".join(filter(None, [n.format(n=len(found)), long]))


class _Lines(QListWidget):
    """The lines, each as high as it needs; moved(by) and removed() tell what a key asks for."""

    moved = Signal(int)
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Reading list"))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSpacing(look.px(2))

    def fit(self) -> None:
        """Be as high as the lines are, as far as that is not very high."""
        self.doItemsLayout()
        high = self.contentsSize().height() + look.px(8)
        self.setFixedHeight(min(max(high, look.px(56)), look.px(_HIGHEST)))

    def sizeHint(self) -> QSize:
        return QSize(look.px(320), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class ReadingList(Dialog):
    """The lines of one list in order. Alt+Up and Alt+Down move one, Delete takes it off."""

    def __init__(self, desk: Desk, parent: QWidget, of: reading.List) -> None:
        super().__init__(parent.window(), _("Reading list"), 560)
        self.desk, self.of = desk, of
        self.about = label("", "muted")
        self.picker = Picker(
            _("Add to the list"), _("Add: type a title or an author, press Enter"), self._find
        )
        self.picker.picked.connect(self._add)
        self.list = _Lines()
        self.list.moved.connect(self._move)
        self.list.removed.connect(self._remove)
        self.list.currentItemChanged.connect(lambda *_both: self._chose())
        self.form = ReadingForm(desk)
        self.up = button(Action(_("Earlier"), partial(self._move, -1), "chevron-up"))
        self.down = button(Action(_("Later"), partial(self._move, 1), "chevron-down"))
        self.off = button(Action(_("Take off"), self._remove, "x"))
        self.doing = flow(self.up, self.down, self.off)
        self.print_button = button(Action(_("Print"), self.print_what, "printer"))
        for part in (
            label(of.title, "h2"), self.about, self.picker, self.list, self.doing, self.form,
        ):  # fmt: skip
            self.column.addWidget(part)
        self.column.addStretch(1)
        close = button(Action(_("Close"), self.accept))
        self.foot(self.print_button, close)
        close.setDefault(False)  # Enter adds what was typed, and must not close after the last
        # The window's own Undo does not hear keys while this is in front of it.
        QShortcut(QKeySequence.StandardKey.Undo, self, partial(desk.undo, self))
        desk.changed.connect(self._changed)
        self._fill()
        (self.list if self.list.count() else self.picker).setFocus()

    def done(self, result: int) -> None:
        self.form.flush()
        super().done(result)

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"reading", "resource"}:
            self._fill()

    def _fill(self) -> None:
        chosen, at = self._chosen(), max(0, self.list.currentRow())
        found = rows(self.desk, self.of)
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        for one in found:
            words = [one.resource.title, below(one), *filter(None, [one.note])]
            item = QListWidgetItem("\n".join(words), self.list)
            item.setData(_ID, one.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(words))
        ids = [r.id for r in found]
        self.list.setCurrentRow(ids.index(chosen) if chosen in ids else min(at, len(ids) - 1))
        self.list.blockSignals(False)  # noqa: FBT003
        none = _("Nothing is on it yet. Add a book, a talk, an article.")
        self.about.setText(summary(found) if found else none)
        for part in (self.list, self.doing, self.form):
            part.setVisible(bool(found))
        self.print_button.setVisible(bool(found) and prints.there(prints.READING))
        self.list.fit()
        self._chose()
        if self.isVisible():
            self.fit()

    def _chose(self) -> None:
        """Show the note of the line that is chosen, and where it can go."""
        chosen = self._chosen()
        if chosen is not None and not self.form.shows(chosen):
            self.form.flush()
            self.form.load(chosen)
        at, last = self.list.currentRow(), self.list.count() - 1
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < last)

    def _chosen(self) -> int | None:
        chosen = self.list.selectedItems()
        return int(chosen[0].data(_ID)) if chosen else None

    # What is done

    def _find(self, text: str) -> list[Suggestion]:
        have = {r.resource.id for r in rows(self.desk, self.of)}
        found = [r for r in self.desk.store.read(resource.listing, text) if r.id not in have]
        lines = [
            Suggestion(" · ".join(filter(None, [r.title, r.author])), r.id) for r in found[:_FOUND]
        ]
        title = text.strip()
        return [*lines, Suggestion(_("Add “{title}” as a new book").format(title=title), title)]

    def _add(self, what: object) -> None:
        step, said = _("Put on a reading list"), _("On the reading list of {title}.")
        said = said.format(title=self.of.title)
        at = {"event": self.of.event_id, "group": self.of.group_id}
        if isinstance(what, int):
            made = self.desk.do(said, step, reading.add, [what], **at)
        else:
            said = _("A new book, and on the reading list of {title}.").format(title=self.of.title)
            made = self.desk.do(said, step, _add_new, str(what), **at)
        if made:
            self._choose(made[-1])

    def _choose(self, id: int) -> None:
        for n in range(self.list.count()):
            if self.list.item(n).data(_ID) == id:
                self.list.setCurrentRow(n)

    def _move(self, by: int) -> None:
        ids = [r.id for r in rows(self.desk, self.of)]
        chosen = self._chosen()
        if chosen is None or not 0 <= ids.index(chosen) + by < len(ids):
            return
        at = ids.index(chosen)
        ids.insert(at + by, ids.pop(at))
        self.desk.do(_("Moved."), _("Arrange a reading list"), reading.arrange, ids)

    def _remove(self) -> None:
        if (chosen := self._chosen()) is not None:
            step = _("Take off a reading list")
            self.desk.do(_("Taken off the list."), step, drop, Reading, [chosen])
            (self.list if self.list.count() else self.picker).setFocus()

    def print_what(self) -> None:
        self.form.flush()
        prints.show(self.desk, self, prints.READING, event=self.of.event_id, group=self.of.group_id)


def _add_new(s: Session, /, title: str, *, event: int | None, group: int | None) -> list[int]:
    return reading.add(s, [put(s, Resource, None, {"title": title})], event=event, group=group)
