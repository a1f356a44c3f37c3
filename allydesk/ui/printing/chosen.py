"""Who and what was chosen for a document: people by letters and Enter, pictures from files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from allydesk import dates, paths
from allydesk.language import _, ngettext
from allydesk.ui.desk import Action, Ask, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit import widgets as w
from allydesk.ui.kit.picker import Picker, Suggestion

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from allydesk.reports.report import Report

_NEAR = dt.timedelta(days=60)  # events that can be chosen
_SHOWN = 5  # names that show without scrolling
_TICKED = 7  # records that show without scrolling
_LISTED = 300  # of more people only the number is said
_VALUE = Qt.ItemDataRole.UserRole


def _nothing(_asked: object) -> Sequence[Any]:
    return ()


@dataclass(frozen=True)
class Known:
    """What of the desk can be chosen: groups and events with their words by id; people when asked."""

    groups: Mapping[int, str] = field(default_factory=dict)
    events: Mapping[int, str] = field(default_factory=dict)
    find: Callable[[str], Sequence[Suggestion]] = _nothing
    named: Callable[[Sequence[int]], Sequence[tuple[str, int]]] = _nothing
    everybody: Callable[[], Sequence[int]] = tuple
    ask: Ask = field(default_factory=Ask)
    records: Mapping[str, Mapping[int, str]] = field(default_factory=dict)  # by option


def known(s: Session, desk: Desk, report: Report[Any], event: object) -> Known:
    """Give what of the desk can be chosen for a document, no more than it asks for."""
    from allydesk.models import group, organisation, person, schedule

    def find(words: str) -> list[Suggestion]:
        found = desk.store.read(person.find, words, 8)
        return [Suggestion(", ".join(filter(None, [p.name, p.team])), p.id) for p in found]

    def named(ids: Sequence[int]) -> list[tuple[str, int]]:
        return [(p.name, p.id) for p in desk.store.read(person.rows, ids)]

    kinds = {o.kind.value for o in report.options}
    language, today = organisation.language(s), desk.today()
    near = schedule.between(s, today - _NEAR, today + _NEAR) if "event" in kinds else []
    if isinstance(event, int) and event not in {r.id for r in near}:
        near += schedule.rows(s, [event])  # one of long ago, or far ahead
    return Known(
        groups={r.id: r.name for r in group.listing(s)} if "group" in kinds else {},
        events={r.id: f"{dates.short(r.starts, language, today)}, {r.title}" for r in near},
        find=find,
        named=named,
        everybody=lambda: desk.store.read(person.ids),
        ask=desk.ask,
        records={o.name: o.among(s) for o in report.options if o.among},
    )


class _Chosen(QListWidget):
    """The chosen ones; Delete takes the current one away."""

    removed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(_("Delete takes one off the list."))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_these(self, these: Sequence[tuple[str, object]]) -> None:
        row = self.currentRow()
        self.clear()
        for words, value in these:
            item = QListWidgetItem(words)
            item.setData(_VALUE, value)
            self.addItem(item)
        self.setCurrentRow(min(row, len(these) - 1))
        line = max(self.sizeHintForRow(0), self.fontMetrics().height())
        self.setFixedHeight(line * min(max(len(these), 1), _SHOWN) + look.px(8))
        self.setVisible(bool(these))

    def take(self) -> None:
        """Tell that the current one is not wanted."""
        if (item := self.currentItem()) is not None:
            self.removed.emit(item.data(_VALUE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take()
        else:
            super().keyPressEvent(event)


class People(QWidget):
    """Chosen people, by id. changed(ids, or None for nobody in particular) tells a person's choice."""

    changed = Signal(object)

    def __init__(self, known: Known, chosen: Sequence[int]) -> None:
        super().__init__()
        self._known, self.ids = known, list(chosen)
        self.count = w.label("", "muted")
        self.picker = Picker(_("Add somebody"), _("Type a name, press Enter"), known.find)
        self.picker.picked.connect(self._add)
        self.list = _Chosen(_("Chosen people"))
        self.list.removed.connect(self._remove)
        self.everybody = w.button(Action(_("Everybody"), self._all, "users-round"), "quiet")
        self.off = w.button(Action(_("Take off the list"), self.list.take, "user-minus"), "quiet")
        self.nobody = w.button(Action(_("Clear the list"), partial(self._tell, []), "x"), "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        for part in (
            self.count, self.picker, self.list, w.flow(self.everybody, self.off, self.nobody),
        ):  # fmt: skip
            column.addWidget(part)
        self.setFocusProxy(self.picker)
        self._show()

    def _show(self) -> None:
        n = len(self.ids)
        words = ngettext("{n} person chosen", "{n} people chosen", n).format(n=n)
        self.count.setText(words if n else _("Nobody chosen by name"))
        self.list.show_these(self._known.named(self.ids) if n <= _LISTED else ())
        self.everybody.setVisible(not n)
        self.off.setVisible(0 < n <= _LISTED)
        self.nobody.setVisible(bool(n))

    def _tell(self, ids: Sequence[int]) -> None:
        focus = self.nobody.hasFocus() or self.off.hasFocus() or self.everybody.hasFocus()
        self.ids = list(ids)
        self._show()
        if focus and not ids:
            self.picker.setFocus()
        self.changed.emit(tuple(self.ids) or None)

    def _add(self, id: object) -> None:
        if isinstance(id, int) and id not in self.ids:
            self._tell([*self.ids, id])

    def _remove(self, id: object) -> None:
        self._tell([one for one in self.ids if one != id])

    def _all(self) -> None:
        self._tell(self._known.everybody())


class Ticked(QListWidget):
    """Records to tick. changed(ids) tells a person's choice; Space ticks the current one."""

    changed = Signal(object)

    def __init__(self, known: Mapping[int, str], chosen: Sequence[int]) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ticked = dict.fromkeys(id for id in chosen if id in known)
        for id in [*ticked, *(id for id in known if id not in ticked)]:  # the chosen ones on top
            item = QListWidgetItem(known[id], self)
            item.setData(_VALUE, id)
            item.setToolTip(known[id])
            item.setCheckState(Qt.CheckState.Checked if id in ticked else Qt.CheckState.Unchecked)
        line = max(self.sizeHintForRow(0), self.fontMetrics().height())
        self.setFixedHeight(line * min(max(len(known), 1), _TICKED) + look.px(8))
        if known:
            self.setCurrentRow(0)
        self.itemChanged.connect(lambda _item: self.changed.emit(self.ids()))

    def ids(self) -> tuple[int, ...]:
        items = (self.item(n) for n in range(self.count()))
        return tuple(i.data(_VALUE) for i in items if i.checkState() == Qt.CheckState.Checked)


class Pictures(QWidget):
    """Files that were chosen, in order. changed(paths) tells a person's choice."""

    changed = Signal(object)

    def __init__(self, ask: Ask, most: int = 3) -> None:
        super().__init__()
        self._ask, self._most = ask, most
        self.files: list[str] = []
        self.list = _Chosen(_("Chosen pictures"))
        self.list.removed.connect(self._remove)
        self.add_button = w.button(Action(_("Choose a picture…"), self.add, "image"), "quiet")
        self.off = w.button(Action(_("Take off the list"), self.list.take, "x"), "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addWidget(self.list)
        column.addWidget(w.flow(self.add_button, self.off))
        self.setFocusProxy(self.add_button)
        self._show()

    def add(self) -> None:
        """Ask for one more picture."""
        kinds = _("Pictures") + " (*.png *.jpg *.jpeg)"
        chosen = self._ask.open_file(self, _("Choose a picture"), kinds, paths.documents())
        if chosen is not None:
            self._tell([*self.files, str(chosen)])

    def _remove(self, file: object) -> None:
        self._tell([one for one in self.files if one != file])

    def _tell(self, files: list[str]) -> None:
        self.files = files
        self._show()
        self.changed.emit(tuple(files))

    def _show(self) -> None:
        self.list.show_these([(Path(file).name, file) for file in self.files])
        self.add_button.setEnabled(len(self.files) < self._most)
        self.off.setVisible(bool(self.files))
