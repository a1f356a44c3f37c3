"""Incidents: the step before they are seen, and one of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from allydesk import pin
from allydesk.language import _, ngettext
from allydesk.models.feedback import incident, note
from allydesk.models.feedback.incident import Access
from allydesk.ui.awards.head import Head
from allydesk.ui.desk import Action, Desk
from allydesk.ui.door.leaving import Tries
from allydesk.ui.feedback import prints
from allydesk.ui.feedback.form import IncidentForm
from allydesk.ui.kit import look
from allydesk.ui.kit.page import Page
from allydesk.ui.kit.widgets import button, flow, label
from allydesk.ui.say import announce

_TONES = {"new": "attention", "looking": "info", "done": "good", "referred": "info"}


class Lock(Page):
    """Asks for the PIN, where there is one, before incidents are shown. opened(access) is sent."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.tries = Tries(desk.settings.pin)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(pin.LONGEST)
        self.line.setAccessibleName(_("PIN"))
        self.line.setPlaceholderText(_("PIN"))
        self.line.setMaximumWidth(look.px(200))
        self.line.returnPressed.connect(self.open)
        self.wrong = label("", "problem")
        self.wrong.hide()
        self.no_pin = label(_("No PIN is set, so whoever sits here can open them."), "muted")
        self.open_button = button(Action(_("Open incidents"), self.open, "lock-open"), "primary")
        self.add(
            label(_("Incidents are kept apart"), "h1"),
            label(_("They can name people. They close again when you leave this place.")),
            self.line, self.no_pin, self.wrong, flow(self.open_button),
        )  # fmt: skip
        self.end()
        self._ready = QTimer(self, singleShot=True)
        self._ready.timeout.connect(self._again)
        self.begin()

    def begin(self) -> None:
        """Be ready to ask again."""
        self.tries.kept = self.desk.settings.pin
        kept = pin.is_kept(self.tries.kept)
        self.line.clear()
        self.line.setVisible(kept)
        self.no_pin.setVisible(not kept)

    def first(self) -> QWidget:
        return self.line if not self.line.isHidden() else self.open_button

    def open(self) -> None:
        """Give leave if the PIN is right; wrong tries make it slow, never shut."""
        if self.tries.left():
            return
        typed = self.line.text()
        if self.tries.right(typed):
            self.tries.wrong = 0
            self.wrong.hide()
            self.line.clear()
            access = incident.enter(typed, self.tries.kept)
            self.opened.emit(access)
            return
        self.line.clear()
        self.line.setFocus()
        seconds = self.tries.left()
        self._say(
            ngettext(
                "That is not the PIN. Try again in {n} second.",
                "That is not the PIN. Try again in {n} seconds.", seconds,
            ).format(n=seconds) if seconds else _("That is not the PIN. Try again.")
        )  # fmt: skip
        if seconds:
            self.open_button.setEnabled(False)
            self._ready.start(seconds * 1000)

    def _again(self) -> None:
        self.tries.ready_at = 0.0
        self.open_button.setEnabled(True)
        self._say(_("You can try again."))

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.show()
        announce(self.line, text, now=True)


class IncidentPage(Page):
    """An incident and its fields."""

    def __init__(self, desk: Desk, gone: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._gone = desk, gone
        self.id: int | None = None
        self.access: Access | None = None
        more = [
            Action(_("Print its case sheet…"), self.print_case, "printer"),
            Action(_("Delete for good…"), self.delete, "trash-2", "Del"),
        ]
        self.head = Head(more)
        self.honest = label(
            _("An incident is not without a name by itself: write only what you may keep."), "muted"
        )
        self.form = IncidentForm(desk)
        self.add(self.head, self.honest, self.form)
        self.end()

    def let_in(self, access: Access | None) -> None:
        """Take the leave to show incidents; without it, what is shown is taken away."""
        self.access = self.form.access = access
        if access is None:
            self.id = None
            self.form.load(None)

    def load(self, id: int | None) -> None:
        if self.access is None:
            return
        if id is None or id != self.id or not self.form.shows(id):
            self.form.load(id)
            self.verticalScrollBar().setValue(0)
        self.id = id
        self.refresh()

    def refresh(self) -> None:
        """Write the head anew."""
        if self.access is None or not self.access.is_open:
            return
        stored = self.desk.store.read(incident.card, self.access, self.id) if self.id else None
        if stored is None:
            self.head.say(_("New incident"))
            self.head.show_tags()
            return
        state = str(stored["state"])
        self.head.say(incident.CATEGORIES[str(stored["category"])])
        keeping = note.KEEPINGS[str(stored["keeping"])]
        self.head.show_tags((note.STATES[state], _TONES.get(state, "")), (keeping, ""))

    def first(self) -> QWidget:
        return self.form.lines["what"].editor.field

    def flush(self) -> None:
        if self.access is not None and self.access.is_open:
            self.form.flush()

    def print_case(self) -> None:
        """Show its sheet on paper, as long as incidents are open."""
        if self.id is not None and self.access is not None:
            self.form.flush()
            prints.show(self.desk, self, prints.CASE, incident=self.id, access=self.access)

    def delete(self) -> None:
        """Delete the incident for good, once somebody said so."""
        if self.id is None or self.access is None:
            return
        sure = self.desk.ask.confirm(
            self,
            _("Delete this incident for good?"),
            _("Nothing of it stays in the file, so it cannot come back."),
            _("Delete for good"),
            _("Keep the incident"),
        )
        if sure:
            self.desk.store.quietly(["incident"], incident.erase, self.access, [self.id])
            self.id = None
            self._gone()
            self.desk.say(_("The incident is deleted for good."))
