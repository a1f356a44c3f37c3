"""Narrow the notes by one property; what would single out a few is refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.feedback import note, period
from allydesk.models.feedback.note import CHANNELS, KINDS, Filter
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import label
from allydesk.ui.records.editors import Choice
from allydesk.ui.say import announce


class _Box(Choice):
    """Reads what it offers when somebody comes to it, not at each change of a note."""

    def __init__(self, ready: Callable[[], object]) -> None:
        super().__init__()
        self._ready = ready

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._ready()
        super().focusInEvent(event)


class Narrow(QWidget):
    """One choice among all properties, for two at once could single somebody out."""

    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.filter = Filter()
        self._stale = True
        self.box = _Box(self.refresh)
        self.box.setAccessibleName(_("Narrow to"))
        self.box.activated.connect(self._choose)
        self.refused = label("", "problem")
        self.refused.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addWidget(self.box)
        column.addWidget(self.refused)
        self.refresh()

    def outdated(self) -> None:
        """Offer anew when somebody comes to it."""
        self._stale = True

    def refresh(self) -> None:
        """Offer what notes have now; what is chosen stays."""
        if not self._stale:
            return
        self._stale = False
        offered = self.desk.store.read(note.offered)
        language = self.desk.store.read(organisation.language)
        self.box.clear()
        self.box.addItem(_("Everything"), None)
        self._section(_("Kind"), "kind", KINDS)
        self._section(_("Heard through"), "channel", CHANNELS)
        self._section(_("Topic"), "topic", {t: t for t in offered.topics})
        self._section(_("Group"), "group_id", offered.groups)
        self._section(_("Event"), "event_id", offered.events)
        when = {p: period.words(p, language) for p in offered.periods}
        self._section(_("When"), "period", when)
        self._show()

    def _section(self, title: str, name: str, values: Mapping[Any, str]) -> None:
        if not values:
            return
        self.box.addItem(title, "")
        model = self.box.model()
        assert isinstance(model, QStandardItemModel)
        model.item(self.box.count() - 1).setFlags(Qt.ItemFlag.NoItemFlags)
        for value, words in values.items():
            self.box.addItem(f"{title}: {words}", (name, value))

    def _show(self) -> None:
        now = next(((n, v) for n, v in self.filter._asdict().items() if v), None)
        rows = [n for n in range(self.box.count()) if self.box.itemData(n) == now]
        self.box.setCurrentIndex(rows[0] if rows else 0)

    def _choose(self, at: int) -> None:
        data = self.box.itemData(at)
        wanted = Filter(**{data[0]: data[1]}) if data else Filter()
        try:
            self.desk.store.read(note.check, wanted)
        except Problem as problem:
            self.refused.setText(str(problem))
            self.refused.show()
            announce(self.box, str(problem))
            self._show()
            return
        self.refused.hide()
        self.filter = wanted
        self.chosen.emit()
