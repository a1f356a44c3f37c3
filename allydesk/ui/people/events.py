"""The events of a person. Those that would reveal a private group show on their own page alone."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import attendance, organisation
from allydesk.models.attendance import STATES
from allydesk.models.privacy import Audience
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, flow, label, row

FEW = 6


class PersonEvents(Card):
    """What somebody signed up for and came to, the newest first; the older ones when asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Events"))
        self.desk = desk
        self._person: int | None = None
        self._all = False
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(4))
        self.more = button(Action("", self._show_all, "history"), "quiet")
        self.add(self._rows, flow(self.more))

    def show_person(self, id: int | None) -> None:
        if id != self._person:
            self._all = False
        self._person = id
        visits = self.desk.store.read(attendance.of_person, id, Audience.COORDINATOR) if id else []
        self.setVisible(bool(visits))
        clear(self._rows)
        language = self.desk.store.read(organisation.language)
        for visit in visits if self._all else visits[:FEW]:
            day = label(dates.medium(visit.starts, language), "muted", wrap=False)
            go = Action(visit.title, partial(self.desk.go, "events", visit.event_id))
            state = label(STATES[visit.state], "muted", wrap=False)
            self._rows.addWidget(row(day, flow(button(go, "quiet")), state, stretch=1))
        rest = len(visits) - FEW
        self.more.setVisible(rest > 0 and not self._all)
        self.more.setText(ngettext("Show {n} more", "Show {n} more", rest).format(n=rest))

    def _show_all(self) -> None:
        self._all = True
        self.show_person(self._person)
