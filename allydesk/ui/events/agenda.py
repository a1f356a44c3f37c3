"""What an event goes through: items in order, what was decided, and what somebody will do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from allydesk import times
from allydesk.language import _, ngettext
from allydesk.models import agenda, series, series_agenda
from allydesk.models.agenda import AgendaItem, Row
from allydesk.models.schedule import Row as Event
from allydesk.text import clean, fold
from allydesk.ui.awards.shout_outs import ShoutOuts
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.actions import Actions
from allydesk.ui.events.form import now
from allydesk.ui.events.owner import OwnerLine
from allydesk.ui.kit import look
from allydesk.ui.kit.table import Column, Rows, in_full, keep_in_sight, table
from allydesk.ui.kit.widgets import Card, Chips, button, flow, label
from allydesk.ui.records.form import Form, Section

_MOST_ROWS = 40  # so many show in full; a longer agenda scrolls by itself
_MINUTE = 60


class ItemForm(Form):
    """The fields of one item."""

    kind = AgendaItem
    sections = (
        Section("", ("title", "minutes", "confidential", "discussed", "decision"), more=("notes",)),
    )

    def __init__(self, desk: Desk) -> None:
        self.scope = "this"  # of series.SCOPES
        super().__init__(desk)

    def read(self, id: int) -> dict[str, object] | None:
        return self.desk.store.read(agenda.card, id)

    def save(self, label: str, values: Mapping[str, object]) -> int:
        if self.id is None:
            return super().save(label, values)
        write = self.desk.store.write
        return write(label, series_agenda.change, self.id, values, self.scope, now(self.desk))

    def words(self, name: str, value: object) -> tuple[str, str]:
        field = self._fields[name].field.label
        said = reaching(_("{field} is stored.").format(field=field), self.scope)
        return _("Change the agenda: {field}").format(field=field[:1].lower() + field[1:]), said

    def words_new(self, values: Mapping[str, object]) -> tuple[str, str]:
        return _("Add to the agenda"), _("It is on the agenda.")


class Agenda(QWidget):
    """The items as a table, the chosen one below it, and the actions that follow from them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.event_row: Event | None = None
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Add an item"))
        self.line.setPlaceholderText(_("Add an item: Welcome 10 min, then Enter"))
        self.line.returnPressed.connect(self.add)
        self.total = label("", "muted")
        self.none = label(_("No items yet. Three are enough for an hour."), "muted")
        self.rows: Rows[Row] = Rows(_columns(), _says)
        self.table = table(self.rows, _("Agenda"))
        self.table.setSelectionMode(self.table.SelectionMode.SingleSelection)
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        keep_in_sight(self.table)
        self.table.installEventFilter(self)
        self.form = ItemForm(desk)
        self.scopes = Chips(series.SCOPES, "this", self._reach, _("A change of the agenda reaches"))
        self.reach = self._reach_row()
        self.owner = OwnerLine(desk, _("Led by"), self._set_owner)
        self.item = self._item()
        self.shout_outs = ShoutOuts(desk)
        self.actions_card = Actions(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(16), 0, 0)
        column.setSpacing(look.px(12))
        for part in (
            self.reach, self.line, self.none, self.table, self.total, self.item, self.shout_outs,
            self.actions_card,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)

    def _reach_row(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        words = _("One date of a series. What you change on the agenda reaches:")
        column.addWidget(label(words, "strong"))
        column.addWidget(self.scopes)
        return made

    def _reach(self, scope: str) -> None:
        """Say which dates of the series a change reaches from now on."""
        self.form.flush()  # what was typed before is for the dates that were chosen before
        self.form.scope = scope
        self.scopes.choose(scope)

    def _item(self) -> Card:
        made = Card()
        led = label(_("Led by"), "strong")
        led.setBuddy(self.owner)
        self.up_button = button(
            Action(_("Earlier"), lambda: self.shift(-1), "chevron-up", "Alt+Up")
        )
        self.down_button = button(
            Action(_("Later"), lambda: self.shift(1), "chevron-down", "Alt+Down")
        )
        made.add(
            self.form, led, self.owner,
            flow(
                self.up_button, self.down_button,
                button(Action(_("Take off the agenda"), self.remove, "trash-2"), "quiet"),
            ),
        )  # fmt: skip
        return made

    def first(self) -> QWidget:
        return self.line

    def flush(self) -> None:
        self.form.flush()
        self.actions_card.flush()

    # Showing

    def show_event(self, of: Event | None) -> None:
        """Show the agenda of an event as it is now."""
        another = of is None or self.event_row is None or of.id != self.event_row.id
        if another:
            self.flush()
            self.table.clearSelection()
            self.line.clear()
            self._reach("this")
        self.event_row = of
        self.reach.setVisible(of is not None and of.series_id is not None)
        if of is None:
            return
        chosen = self.chosen()
        rows = self.desk.store.read(agenda.of_event, of.id)
        self.rows.show(rows)
        self._mark(chosen)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        in_full(self.table, _MOST_ROWS)
        self.total.setText(_total(of, agenda.minutes(rows)) if rows else "")
        self.shout_outs.show_event(of)
        self.actions_card.show_event(of.id)
        self._chosen()

    def chosen(self) -> int | None:
        rows = self.table.selectionModel().selectedRows()
        return self.rows.id_at(rows[0].row()) if rows else None

    def _mark(self, id: int | None) -> None:
        n = self.rows.row_of(id)
        if n is None:
            return
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(
            self.rows.index(n, 0), flags.ClearAndSelect | flags.Rows
        )

    def _chosen(self) -> None:
        id = self.chosen()
        self.item.setVisible(id is not None)
        if id is None:
            return
        if not self.form.shows(id):
            self.form.load(id)
        n = self.rows.row_of(id)
        row = self.rows.row(n) if n is not None else None
        if row is not None and n is not None:
            self.owner.put(row.owner)
            self.up_button.setEnabled(n > 0)
            self.down_button.setEnabled(n < self.rows.rowCount() - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if alt and event.key() in steps:
                self.shift(steps[Qt.Key(event.key())])
                return True
            if event.key() == Qt.Key.Key_Delete:
                self.remove()
                return True
        return super().eventFilter(watched, event)

    # Changing

    def add(self) -> None:
        """Put the line on the agenda: its title, and its minutes if it says how long."""
        assert self.event_row is not None
        title, minutes = read_item(self.line.text())
        if not title:
            return
        scope = self.form.scope
        said = reaching(_("“{title}” is on the agenda.").format(title=title), scope)
        id = self.desk.do(
            said, _("Add to the agenda"), series_agenda.add, self.event_row.id,
            {"title": title, "minutes": minutes}, scope, now(self.desk),
        )  # fmt: skip
        if id is not None:
            self.line.clear()

    def shift(self, by: int) -> None:
        """Put the chosen item earlier or later."""
        id, ids = self.chosen(), list(self.rows.ids())
        if id is None or self.event_row is None:
            return
        at = ids.index(id)
        to = at + by
        if not 0 <= to < len(ids):
            return
        ids.insert(to, ids.pop(at))
        scope = self.form.scope
        said = reaching(_("Item {n} of {all} now.").format(n=to + 1, all=len(ids)), scope)
        step, event = _("Change the order of the agenda"), self.event_row.id
        self.desk.do(said, step, series_agenda.arrange, event, ids, scope, now(self.desk))

    def remove(self) -> None:
        if (id := self.chosen()) is not None:
            scope = self.form.scope
            self.desk.do(
                reaching(_("The item is off the agenda."), scope), _("Take an item off the agenda"),
                series_agenda.remove, id, scope, now(self.desk),
            )  # fmt: skip

    def _set_owner(self, id: int | None, words: str | None) -> None:
        item = self.chosen()
        if item is None:
            return

        scope = self.form.scope
        self.desk.do(
            reaching(_("Who leads it is stored."), scope), _("Change who leads an item"),
            series_agenda.change, item, {"owner_id": id, "owner_words": words}, scope,
            now(self.desk),
        )  # fmt: skip


def reaching(said: str, scope: str) -> str:
    """Add to what was done which dates it reached, if more than one."""
    return said if scope == "this" else f"{said} {series.SCOPES[scope]}."


def read_item(text: str) -> tuple[str, int | None]:
    """Take "Welcome 10 min" apart into title and minutes."""
    text = clean(text)
    folded = fold(text)
    found = times.LENGTH.search(folded) if len(folded) == len(text) else None
    if found is None:
        return text, None
    title = clean(f"{text[: found.start()]} {text[found.end() :]}").strip(" ,–-")
    return (title, int(times.length(found).total_seconds() // _MINUTE)) if title else (text, None)


def _columns() -> Sequence[Column[Row]]:
    return [
        Column(_("Item"), lambda r: f"{r.title} ({_('confidential')})" if r.confidential else r.title,
               width=230),
        Column(_("Minutes"), lambda r: str(r.minutes or ""), width=80),
        Column(_("Led by"), lambda r: r.owner or "", width=120),
        Column(_("Decision"), lambda r: r.decision or ""),
    ]  # fmt: skip


def _says(row: Row) -> str:
    minutes = ngettext("{n} minute", "{n} minutes", row.minutes or 0).format(n=row.minutes)
    secret = _("confidential") if row.confidential else ""
    return ", ".join(filter(None, [row.title, minutes if row.minutes else "", row.owner, secret]))


def _total(of: Event, minutes: int) -> str:
    if of.whole_day:
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    length = int((of.ends - of.starts).total_seconds() // _MINUTE)
    said = _("{n} of {length} minutes").format(n=minutes, length=length)
    over = minutes - length
    return said if over <= 0 else f"{said} · {_('{n} minutes too long').format(n=over)}"
