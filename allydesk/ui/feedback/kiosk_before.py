"""Before the laptop is handed over: what is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from allydesk.language import _
from allydesk.models.feedback import pulse
from allydesk.ui.desk import Desk
from allydesk.ui.door.before import BeforeHandedOver
from allydesk.ui.feedback.kiosk_script import Asked
from allydesk.ui.records.editors import Choice


class Before(BeforeHandedOver):
    """A round of questions, a note in own words, or both."""

    def __init__(
        self,
        desk: Desk,
        rounds: Sequence[pulse.Row],
        chosen: int | None,
        start: Callable[[str, str, Asked], object],
        back: Callable[[], object],
    ) -> None:
        self._rounds = {one.id: one for one in rounds}
        self.round = Choice()
        self.round.addItem(_("No round of questions"), None)
        for one in rounds:
            self.round.addItem(one.name, one.id)
        self.round.setCurrentIndex(max(0, self.round.findData(chosen)))
        self.note = QCheckBox(_("Ask for a note in own words"))
        self.note.setChecked(True)
        super().__init__(
            desk, _("People answer here themselves"), _("What should we hear?"),
            [(_("Questions"), self.round), ("", self.note)],
            lambda kept, title: start(kept, title, self._asked()), back,
        )  # fmt: skip

    def _asked(self) -> Asked:
        return Asked(self._rounds.get(self.round.currentData()), self.note.isChecked())

    def complaint(self) -> tuple[str, QWidget] | None:
        if self._asked() == Asked(None, note=False):
            return _("Choose a round of questions, or ask for a note."), self.round
        return None
