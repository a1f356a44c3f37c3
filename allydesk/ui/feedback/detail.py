"""What stands beside the list: a note, or an incident once they are open."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from allydesk.ui.desk import Desk
from allydesk.ui.feedback import prints
from allydesk.ui.feedback.incident import IncidentPage
from allydesk.ui.feedback.note import NotePage
from allydesk.ui.records.screen import Detail

_OF_NOTES = frozenset(
    ["feedback_note", "feedback_action", "action_item", "feedback_rules", "person", "organisation"]
)


class FeedbackDetail(Detail):
    """A page for each kind of record. added(key) is sent when a new incident was stored."""

    added = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.note = NotePage(desk, lambda: None, prints.board(desk, self))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        whole.addWidget(self.stack)
        self.stack.addWidget(self.note)
        desk.changed.connect(self._changed)

    @cached_property
    def incident(self) -> IncidentPage:
        """The page of an incident, built when incidents are opened first: few days need it."""
        made = IncidentPage(self.desk, lambda: None)
        self.stack.addWidget(made)
        made.form.created.connect(lambda id: self.added.emit(-id))
        return made

    def load(self, id: int | None) -> None:
        if id is not None and id > 0:
            self.note.load(id)
            self.stack.setCurrentWidget(self.note)
            return
        self.incident.load(-id if id is not None else None)
        self.stack.setCurrentWidget(self.incident)

    def flush(self) -> None:
        self.note.flush()
        if self.stack.count() > 1:
            self.incident.flush()

    def enter(self, *, name: bool = False) -> None:
        found = self.incident.first() if self._shows_incident() else self.note.first()
        found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, kinds: frozenset[str]) -> None:
        if self._shows_incident():
            if "incident" in kinds:
                self.incident.refresh()
        elif kinds & _OF_NOTES:
            self.note.refresh()

    def _shows_incident(self) -> bool:
        return self.stack.currentWidget() is not self.note
