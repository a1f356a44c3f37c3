"""What bringing in a calendar file would change, to look at and choose from before it does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QDialog, QListView, QVBoxLayout, QWidget

from allydesk import calendars, dates
from allydesk.calendars import Changed, Entry, Plan
from allydesk.calendars.plan import Done
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.base import fields
from allydesk.models.event import Event
from allydesk.planning.clashes import WEIGHTS
from allydesk.planning.incoming import Incoming
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, label, row
from allydesk.ui.tasks import Task

_UID = Qt.ItemDataRole.UserRole


class _Line(NamedTuple):
    """A line of the list. With a uid it can be ticked."""

    text: str
    uid: str | None = None
    ticked: bool = False
    more: int = 0  # further dates of a repeat
    heading: bool = False


class Preview(QDialog):
    """The list of what is new, changed and perhaps here already."""

    def __init__(
        self, desk: Desk, parent: QWidget, name: str, plan: Plan, incoming: Incoming
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Bring in “{name}”").format(name=name))
        self._desk, self._plan, self._incoming = desk, plan, incoming
        self._language = desk.store.read(organisation.language)
        today = desk.today()
        # A file may hold thousands, and many on one day.
        self._day = cache(lambda day: dates.short(day, self._language, today))
        self._lines = list(self._all_lines())
        self.list = self._list()
        self.repeats = QCheckBox(
            ngettext(
                "Also the next {n} date of events that repeat",
                "Also the next {n} dates of events that repeat", plan.more,
            ).format(n=plan.more)
        )  # fmt: skip
        self.repeats.setChecked(True)
        self.repeats.setVisible(bool(plan.more))
        self.repeats.clicked.connect(self._count)
        self.go_button = button(Action("", self.go, "download"), "primary")
        self.go_button.setDefault(True)
        self._build(name)
        self._count()
        self.list.setFocus()

    def _build(self, name: str) -> None:
        column = QVBoxLayout(self)
        m = look.px(24)
        column.setContentsMargins(m, m, m, m)
        column.setSpacing(look.px(12))
        column.addWidget(label(self.windowTitle(), "h2"))
        column.addWidget(label(self._summary()))
        if self._incoming.dates:
            role = "strong" if self._incoming.heavy else "muted"
            column.addWidget(label(self._clashes(), role))
        column.addWidget(self.list, 1)
        column.addWidget(self.repeats)
        for note in self._plan.notes:
            column.addWidget(label(note, "muted"))
        self.nothing = label(_("Nothing has been changed yet."), "muted")
        leave = button(Action(_("Leave it"), self.reject))
        column.addWidget(row(self.nothing, leave, self.go_button))
        self.resize(look.px(640), look.px(520))

    def _summary(self) -> str:
        p = self._plan
        parts = [
            _("{n} new").format(n=len(p.new)), _("{n} changed").format(n=len(p.changed)),
            _("{n} maybe here already").format(n=len(p.maybe_same)) if p.maybe_same else "",
            _("{n} unchanged").format(n=len(p.unchanged)),
            _("{n} left out").format(n=len(p.left_out)) if p.left_out else "",
        ]  # fmt: skip
        return " · ".join(filter(None, parts))

    def _clashes(self) -> str:
        """Give the sentence that says how many of the dates to come clash."""
        n, count = self._incoming.heavy, self._incoming.dates
        if not n:
            return _("No upcoming date clashes.")
        words = ngettext(
            "{n} of {count} upcoming dates clashes. It comes first in the list.",
            "{n} of {count} upcoming dates clash. They come first in the list.", n,
        )  # fmt: skip
        return words.format(n=n, count=count)

    # The list

    def _all_lines(self) -> Iterator[_Line]:
        p = self._plan
        clashing = [e for e in p.new if e.uid in self._incoming.clashing]
        clear = [e for e in p.new if e.uid not in self._incoming.clashing]
        for words, entries in ((_("New, with a clash"), clashing), (_("New"), clear)):
            if entries:
                yield _Line(words, heading=True)
            for e in entries:
                yield _Line(self._entry(e) + self._against(e), e.uid, ticked=True, more=len(e.more))
        if p.changed:
            yield _Line(_("Changed"), heading=True)
            for c in p.changed:
                yield _Line(self._change(c) + self._against(c.entry), c.entry.uid, ticked=True)
        if p.maybe_same:
            yield _Line(_("Maybe here already; tick to bring it in a second time"), heading=True)
            yield from (
                _Line(self._entry(m.entry), m.entry.uid, more=len(m.entry.more))
                for m in p.maybe_same
            )
        if p.left_out:
            yield _Line(_("Left out"), heading=True)
            yield from (_Line(f"{one.title}: {one.reason}") for one in p.left_out)

    def _entry(self, entry: Entry) -> str:
        day = self._day(entry.starts.date())
        clock = _("whole day") if entry.whole_day else dates.clock(entry.starts)
        title = f"{_('Cancelled')}: {entry.title}" if entry.cancelled else entry.title
        text = f"{day} {clock} · {title}"
        return f"{text} · {entry.place}" if entry.place else text

    def _against(self, entry: Entry) -> str:
        """Give the weightiest reason against an entry on a line of its own, if there is one."""
        found = self._incoming.clashing.get(entry.uid, ())
        if not found:
            return ""
        clash = found[0].clash
        words = f"{WEIGHTS[clash.weight]}: {clash.text}"
        if n := len(found[1:]):
            more = ngettext("{n} further date clashes.", "{n} further dates clash.", n)
            words = f"{words} {more.format(n=n)}"
        return f"\n{words}"

    def _change(self, change: Changed) -> str:
        described = fields(Event)
        parts = []
        for name, (old, new) in change.fields.items():
            field = described[name].field
            parts.append(f"{field.label}: {self._value(name, old)} → {self._value(name, new)}")
        return f"{change.title} · {' · '.join(parts)}"

    def _value(self, name: str, value: object) -> str:
        if isinstance(value, dt.datetime):
            return f"{self._day(value.date())} {dates.clock(value)}"
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        choices = fields(Event)[name].field.choices or {}
        return choices.get(str(value), str(value)) if value else _("empty")

    def _list(self) -> QListView:
        model = QStandardItemModel(self)
        for line in self._lines:
            item = QStandardItem(line.text)
            item.setEditable(False)
            if line.heading:
                item.setData(look.font("strong"), Qt.ItemDataRole.FontRole)
            if line.uid is None:
                item.setSelectable(False)
            else:
                item.setData(line.uid, _UID)
                item.setCheckable(True)
                state = Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
                item.setCheckState(state)
            model.appendRow(item)
        made = QListView()
        made.setAccessibleName(_("Events in the file"))
        made.setWordWrap(True)
        made.setLayoutMode(QListView.LayoutMode.Batched)  # a file may hold thousands
        made.setModel(model)
        made.setSpacing(look.px(3))
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        first = next((n for n, line in enumerate(self._lines) if line.uid is not None), -1)
        made.setCurrentIndex(model.index(first, 0) if first >= 0 else QModelIndex())
        model.itemChanged.connect(self._count)
        self._model = model
        return made

    def _ticked(self) -> set[str]:
        items = (self._model.item(n) for n in range(self._model.rowCount()))
        return {
            str(i.data(_UID)) for i in items
            if i.isCheckable() and i.checkState() == Qt.CheckState.Checked
        }  # fmt: skip

    def _count(self) -> None:
        """Say on the button how many events come in."""
        ticked = self._ticked()
        n = len(ticked)
        if self.repeats.isChecked():
            n += sum(x.more for x in self._lines if x.uid in ticked)
        self.go_button.setText(
            ngettext("Bring in {n} event", "Bring in {n} events", n).format(n=n)
            if n
            else _("Nothing to bring in")
        )
        self.go_button.setEnabled(n > 0)

    def go(self) -> None:
        """Bring in what is ticked, as one step that can be undone."""
        plan, ticked = self._plan, self._ticked()
        every = {x.uid for x in self._lines if x.uid is not None}
        same = {m.entry.uid: m.id for m in plan.maybe_same if m.entry.uid not in ticked}
        without = every - ticked - same.keys()
        desk, repeats = self._desk, self.repeats.isChecked()
        self.accept()

        def work(task: Task) -> Done:
            return desk.store.write(
                plan.label, calendars.apply, plan,
                repeats=repeats, same=same, without=without, progress=task.progress,
            )  # fmt: skip

        def done(what: Done) -> None:
            n = what.new + what.changed
            text = ngettext("{n} event is brought in.", "{n} events are brought in.", n)
            desk.say(text.format(n=n), undo=True)

        desk.run(desk, _("Bringing in the events…"), work, done)
