"""The tray: notes without a name that wait to be filed together; to read, not yet to work on."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from allydesk.language import _
from allydesk.models import suppression
from allydesk.models.feedback import note, tray
from allydesk.ui.desk import Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import card, clear, label


class Tray(Page):
    """What waits, in an order made by chance."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._notes = QVBoxLayout()
        self._notes.setSpacing(look.px(12))
        k = desk.store.read(suppression.k_of)
        self.add(
            label(_("Waiting to be filed"), "h1"),
            label(
                _("Notes without a name are filed when {k} are there, or when the month ends."
                  " So nobody can tell which came when.").format(k=k), "muted"
            ),
        )  # fmt: skip
        self.column.addLayout(self._notes)
        self.end()

    def refresh(self) -> int:
        """Show what waits, and give how many."""
        found = self.desk.store.read(tray.waiting)
        clear(self._notes)
        for one in found:
            parts = [label(note.KINDS[one.kind], "strong"), label(one.text)]
            if one.wish:
                parts.append(label(_("What would help: {wish}").format(wish=one.wish), "muted"))
            self._notes.addWidget(card(*parts))
        if not found:
            self._notes.addWidget(label(_("Nothing waits."), "muted"))
        return len(found)
