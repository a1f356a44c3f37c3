"""Before the laptop is handed over: what is asked, and the PIN by which one takes it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from allydesk import pin
from allydesk.language import _
from allydesk.models.feedback import pulse
from allydesk.ui.desk import Action, Desk
from allydesk.ui.door.middle import Middle, tall_buttons
from allydesk.ui.feedback.kiosk_script import Asked
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import button, label
from allydesk.ui.records.editors import Choice

_SHORTEST = 4
_ROOM = 80  # characters of the title


class Before(Middle):
    """Says what happens when the laptop is handed over; the PIN is remembered, here it is a must."""

    def __init__(
        self,
        desk: Desk,
        rounds: Sequence[pulse.Row],
        chosen: int | None,
        start: Callable[[str, str, Asked], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__()
        self._desk, self._start = desk, start
        self._rounds = {one.id: one for one in rounds}
        self._kept = desk.settings.pin if pin.is_kept(desk.settings.pin) else ""
        self.title = QLineEdit(_("What should we hear?"))
        self.title.setMaxLength(_ROOM)
        self.round = Choice()
        self.round.addItem(_("No round of questions"), None)
        for one in rounds:
            self.round.addItem(one.name, one.id)
        self.round.setCurrentIndex(max(0, self.round.findData(chosen)))
        self.note = QCheckBox(_("Ask for a note in own words"))
        self.note.setChecked(True)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(pin.LONGEST)
        self.wrong = label("", "problem")
        self.wrong.hide()
        self.start_button = button(Action(_("Start"), self.go, "users"), "primary")
        self.start_button.setDefault(True)
        self._build(back)
        self.pin.returnPressed.connect(self.go)

    def _build(self, back: Callable[[], object]) -> None:
        self.add(
            label(_("People answer here themselves"), "h1"),
            label(
                _(
                    "Hand the laptop over. One question shows at a time, and nothing else can be"
                    " opened. To take it back, hold Esc or the corner button for 3 seconds."
                )
            ),
            _named(_("What stands on the first page"), self.title), self.title,
            _named(_("Questions"), self.round), self.round, self.note,
            _named(_("PIN for taking it back"), self.pin), self.pin, self.wrong,
            tall_buttons(self.start_button, button(Action(_("Back"), back))),
        )  # fmt: skip
        kept = _("Your PIN of last time is kept. Type another to change it.")
        new = _("Four characters or more. Without it you have to turn the computer off.")
        self.pin.setPlaceholderText(kept if self._kept else new)
        self.pin.setAccessibleDescription(self.pin.placeholderText())

    def first(self) -> QWidget:
        return self.pin

    def go(self) -> None:
        """Start, or say what is missing."""
        chosen = self.round.currentData()
        asked = Asked(self._rounds.get(chosen), self.note.isChecked())
        typed = self.pin.text()
        if asked.round is None and not asked.note:
            self._say(_("Choose a round of questions, or ask for a note."), self.round)
        elif len(typed) < _SHORTEST and (typed or not self._kept):
            self._say(_("Choose a PIN of 4 characters or more."), self.pin)
        else:
            kept = pin.keep(typed) if typed else self._kept
            self._desk.prefer(pin=kept)
            self._start(kept, self.title.text().strip() or _("What should we hear?"), asked)

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
