"""What a day is that somebody sets for the future: seen beside its field before it is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.planning import clashes, deadlines
from allydesk.planning.clashes import WEIGHTS, Clash
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.datefield import DateField
from allydesk.ui.kit.widgets import button, clear, flow, label
from allydesk.ui.planning.panel import ClashLine, bring_up
from allydesk.ui.say import announce

MOST = 3  # reasons told; the weightiest are enough for one field
KINDS = frozenset(
    ["observance_choice", "hidden_observance", "moved_observance", "own_observance", "closed_days",
     "organisation"]
)  # fmt: skip


def against(desk: Desk, first: dt.date, last: dt.date) -> Mapping[dt.date, str]:
    """Give the weightiest reason against each of some days, for those that have one that weighs."""
    found = desk.store.read(deadlines.of_days, first, last)
    return {day: these[0].text for day, these in found.items() if deadlines.heavy(these)}


def mark(desk: Desk, field: DateField) -> None:
    """Let the month of a field mark the days that something speaks against."""
    field.against = partial(against, desk)


class DayHint(QWidget):
    """The reasons against the day in a field, below it, and clear days nearby. It never forbids.

    Days that are over say nothing: they cannot be chosen better any more.
    """

    def __init__(self, desk: Desk, field: DateField) -> None:
        super().__init__()
        self._desk, self._field = desk, field
        self._day: dt.date | None = None
        self.found: list[Clash] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
        self.hide()
        field.below(self)
        mark(desk, field)
        field.shown.connect(self._look)
        field.typed.connect(self._speak)
        desk.changed.connect(self._changed)
        self._spoken: list[Clash] = []
        self._look()

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS:
            self._look(again=True)

    def _look(self, *, again: bool = False) -> None:
        """Show what speaks against the day that stands in the field, stored or not."""
        day = self._field.standing()
        if day is not None and day < self._desk.today():
            day = None
        if day == self._day and not again:
            return
        self._day = day
        self.found = self._desk.store.read(deadlines.of_day, day) if day is not None else []
        self._show()

    def _show(self) -> None:
        clear(self._column)
        self.setVisible(bool(self.found))
        self._field.warn(" ".join(c.text for c in self.found[:MOST]))
        for clash in self.found[:MOST]:
            self._column.addWidget(ClashLine(clash))
            if clash.advice:
                self._column.addWidget(label(" ".join(clash.advice), "muted"))
        if n := len(self.found[MOST:]):
            more = ngettext("and {n} more", "and {n} more", n).format(n=n)
            self._column.addWidget(label(more, "muted"))
        if deadlines.heavy(self.found) and self._day is not None:
            self._offer(self._day)

    def _offer(self, day: dt.date) -> None:
        """Offer the nearest clear days."""
        today, store = self._desk.today(), self._desk.store
        language = store.read(organisation.language)
        made: list[QWidget] = []
        for free in store.read(deadlines.clear, day, today):
            words = dates.short(free, language, today)
            one = button(Action(words, partial(self._field.pick, free)), "chip")
            one.setAccessibleName(_("Clear day: {day}").format(day=words))
            # A click must not leave the field, which would store the day that is not wanted.
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.append(one)
        if made:
            self._column.addWidget(flow(label(_("Clear days:"), "muted", wrap=False), *made))

    def _speak(self) -> None:
        """Let somebody see and hear what they just typed into."""
        if deadlines.heavy(self.found) and self.found != self._spoken:
            bring_up(self)
            announce(self, f"{WEIGHTS[clashes.heaviest(self.found)]}: {self.found[0].text}")
        self._spoken = self.found
