"""The fields of an event behind one tab: what and when, groups, access, and its series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import organisation, schedule, series
from allydesk.models.learning import reading
from allydesk.ui.calendar import words
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.form import AccessForm, EventForm
from allydesk.ui.events.hosts import Hosts
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, Chips, button, clear, flow, label
from allydesk.ui.learning.reading_card import ReadingCard
from allydesk.ui.planning.dates import DateClashes, of_series

_MOST = 12  # dates of a series shown as buttons


class Details(QWidget):
    """Everything that is written down about an event itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.series = Series(desk, self._scope)
        self.form = EventForm(desk)
        self.hosts = Hosts(desk)
        self.reading = ReadingCard(desk)
        self.access = AccessForm(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(16), 0, 0)
        column.setSpacing(look.px(16))
        for part in (self.series, self.form, self.hosts, self.reading, self.access):
            column.addWidget(part)
        column.addStretch(1)
        self.form.created.connect(self.access.load)

    def first(self) -> QWidget:
        return self.form.lines["title"].editor.field

    def load(self, id: int | None) -> None:
        self.flush()
        self._scope("this")
        self.form.load(id)
        self.access.load(id)
        self.series.scopes.choose("this")

    def flush(self) -> None:
        self.form.flush()
        self.access.flush()

    def show_event(self, of: schedule.Row | None) -> None:
        self.hosts.show_event(of)
        self.reading.show_list(reading.List(of.id, None, of.title, 0) if of else None)
        self.access.setVisible(of is not None)
        self.series.show_event(of)

    def _scope(self, scope: str) -> None:
        self.form.scope = self.access.scope = scope
        self.form.look_for_clashes()


class Series(Card):
    """Which dates of its series a change reaches, and the other dates."""

    def __init__(self, desk: Desk, choose: Callable[[str], object]) -> None:
        super().__init__(_("One date of a series"))
        self.desk = desk
        self._choose = choose
        self.rule = label("", "muted")
        self.scopes = Chips(series.SCOPES, "this", self._chosen, _("A change reaches"))
        self.clashes = DateClashes(desk)
        self.dates = QVBoxLayout()
        self.add(self.rule, label(_("What you change here reaches:"), "strong"), self.scopes)
        self.add(self.dates, self.clashes)

    def _chosen(self, scope: str) -> None:
        self.scopes.choose(scope)
        self._choose(scope)

    def show_event(self, of: schedule.Row | None) -> None:
        self.setVisible(of is not None and of.series_id is not None)
        if of is None or of.series_id is None:
            return
        rows = self.desk.store.read(schedule.of_series, of.series_id)
        language = self.desk.store.read(organisation.language)
        count = ngettext("{n} date", "{n} dates", len(rows)).format(n=len(rows))
        first, last = rows[0].starts.date(), rows[-1].starts.date()
        self.rule.setText(f"{count} · {dates.interval(first, last, language)}")
        clear(self.dates)
        at = next((n for n, r in enumerate(rows) if r.id == of.id), 0)
        start = max(0, min(at - _MOST // 2, len(rows) - _MOST))
        others = [r for r in rows[start : start + _MOST] if r.id != of.id]
        today = self.desk.today()
        made = []
        for one in others:
            text = dates.short(one.starts, language, today)
            if status := words.status(one):
                text = f"{text} ({status})"
            go = Action(text, partial(self.desk.go, "events", one.id))
            made.append(button(go, "quiet"))
        self.clashes.ask(of_series(self.desk, of.id, dt.timedelta(), "all"))
        if made:
            self.dates.addWidget(flow(*made))
