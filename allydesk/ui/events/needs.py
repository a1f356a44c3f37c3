"""What those who come need: numbers for caterer and place; who, one click away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from allydesk.language import _, ngettext
from allydesk.models import needs
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, label, picture, row


class Needs(Card):
    """Counts at first sight. Names show when asked for, until another event is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._event = 0
        self._named = False
        self.title = label(_("Access and food needs"), "h2")
        self.toggle = button(Action("", self._turn, "eye"), "quiet")
        self.add(row(self.title, picture("lock", "muted", 16), self.toggle))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.px(4))
        self.add(self._lines)

    def show_event(self, id: int) -> None:
        if id != self._event:
            self._named = False
        self._event = id
        self._fill()

    def _turn(self) -> None:
        self._named = not self._named
        self._fill()

    def _fill(self) -> None:
        store, id = self.desk.store, self._event
        people = store.read(needs.of_event, id)
        self.setVisible(bool(people))
        clear(self._lines)
        self.toggle.setText(_("Hide names") if self._named else _("Show who"))
        count = ngettext("{n} person asked for something.", "{n} people asked for something.",
                         len(people))  # fmt: skip
        self._lines.addWidget(label(count.format(n=len(people)), "muted"))
        if self._named:
            for need in people:
                wishes = "; ".join(filter(None, [need.access, need.food]))
                self._lines.addWidget(label(f"{need.name}: {wishes}"))
            return
        self._counts(_("Food"), store.read(needs.food, id))
        self._counts(_("Access"), store.read(needs.access, id))

    def _counts(self, what: str, found: Sequence[tuple[str, int]]) -> None:
        if found:
            words = ", ".join(f"{n} × {wish}" for wish, n in found)
            self._lines.addWidget(label(f"{what}: {words}"))
