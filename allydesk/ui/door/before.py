"""Before a screen is handed over: what shows on it, and the PIN by which one takes it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from allydesk import pin
from allydesk.language import _
from allydesk.ui.desk import Action, Desk
from allydesk.ui.door.middle import Middle, tall_buttons
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, label

_SHORTEST = 4
_ROOM = 80  # characters of the title


class BeforeHandedOver(Middle):
    """Says what happens when the laptop is handed over; the PIN is remembered, here it is a must.

    parts are what else is chosen, each with the words above it or none. start(kept, title) goes on.
    """

    def __init__(
        self,
        desk: Desk,
        heading: str,
        title: str,
        parts: list[tuple[str, QWidget]],
        start: Callable[[str, str], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__()
        self._desk, self._start, self._usual = desk, start, title
        self._kept = desk.settings.pin if pin.is_kept(desk.settings.pin) else ""
        self.title = QLineEdit(title)
        self.title.setMaxLength(_ROOM)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(pin.LONGEST)
        self.wrong = label("", "problem")
        self.wrong.hide()
        self.start_button = button(Action(_("Start"), self.go, "users"), "primary")
        self.start_button.setDefault(True)
        self.add(
            label(heading, "h1"),
            label(
                _(
                    "Hand the laptop over. One question shows at a time, and nothing else can be"
                    " opened. To take it back, hold Esc or the corner button for 3 seconds."
                )
            ),
        )
        self._say_about_pin()
        first, last = _("Title of the first page"), _("PIN for taking it back")
        for words, part in ((first, self.title), *parts, (last, self.pin)):
            if words:
                self.add(_named(words, part))
            self.add(part)
        self.add(self.wrong, tall_buttons(self.start_button, button(Action(_("Back"), back))))
        self.pin.returnPressed.connect(self.go)

    def _say_about_pin(self) -> None:
        kept = _("Your last PIN is kept. Type another one to change it.")
        new = _("Four characters or more. Without it you have to turn the computer off.")
        self.pin.setPlaceholderText(kept if self._kept else new)
        self.pin.setAccessibleDescription(self.pin.placeholderText())

    def first(self) -> QWidget:
        return self.pin

    def complaint(self) -> tuple[str, QWidget] | None:
        """Say what is missing among what else is chosen, and where."""
        return None

    def go(self) -> None:
        """Start, or say what is missing."""
        typed = self.pin.text()
        if wrong := self.complaint():
            self._say(*wrong)
        elif len(typed) < _SHORTEST and (typed or not self._kept):
            self._say(_("Choose a PIN of 4 characters or more."), self.pin)
        else:
            kept = pin.keep(typed) if typed else self._kept
            self._desk.prefer(pin=kept)
            self._start(kept, self.title.text().strip() or self._usual)

    def _say(self, wrong: str, at: QWidget) -> None:
        self.wrong.setText(wrong)
        self.wrong.show()
        at.setFocus()


def _named(words: str, field: QWidget) -> QLabel:
    """Give the words above a field, and its name for those who hear it."""
    field.setAccessibleName(words)
    field.setMinimumHeight(look.px(48))
    made = label(words, "strong")
    made.setBuddy(field)
    return made
