"""What stands beside the list: a note, or an incident once they are open."""

from __future__ import annotations

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
        self.incident = IncidentPage(desk, lambda: None)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        whole.addWidget(self.stack)
        for page in (self.note, self.incident):
            self.stack.addWidget(page)
        self.incident.form.created.connect(lambda id: self.added.emit(-id))
        desk.changed.connect(self._changed)

    def load(self, id: int | None) -> None:
        if id is not None and id > 0:
            self.note.load(id)
            self.stack.setCurrentWidget(self.note)
            return
        self.incident.load(-id if id is not None else None)
        self.stack.setCurrentWidget(self.incident)

    def flush(self) -> None:
        self.note.flush()
        self.incident.flush()

    def enter(self, *, name: bool = False) -> None:
        page = self.stack.currentWidget()
        found = self.note.first() if page is self.note else self.incident.first()
        found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, kinds: frozenset[str]) -> None:
        page = self.stack.currentWidget()
        if page is self.note and kinds & _OF_NOTES:
            self.note.refresh()
        elif page is self.incident and "incident" in kinds:
            self.incident.refresh()
