"""Begin a round of questions: which set, its name, and after which event."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import organisation, schedule
from allydesk.models.feedback import period, pulse
from allydesk.models.feedback.pulse import QUESTIONS, SETS
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events.form import now
from allydesk.ui.kit.dialog import Dialog
from allydesk.ui.kit.widgets import Chips, button, label
from allydesk.ui.records.editors import Choice

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOLD = ("feedback_wave",)
_EVENTS = 12  # of the latest that are offered


def open(desk: Desk, parent: QWidget, begun: Callable[[int], object]) -> Begin:
    """Ask what is asked, and tell begun(id) of the round that was begun."""
    made = Begin(desk, parent.window(), begun)
    made.open()
    made.name.setFocus()
    return made


class Begin(Dialog):
    """A set and a name; the questions show as they will be asked."""

    def __init__(self, desk: Desk, parent: QWidget, begun: Callable[[int], object]) -> None:
        super().__init__(parent, _("Begin a round of questions"), 560)
        self.desk, self._begun = desk, begun
        self._language = desk.store.read(organisation.language)
        self._proposed = ""
        self.sets = Chips(SETS, "belonging", lambda _set: self._choose(), _("Questions"))
        self.questions = label("")
        self.event_choice = Choice()
        self.event_choice.setAccessibleName(_("After which event"))
        self.event_choice.addItem(_("No particular event"), None)
        for one in desk.store.read(self._latest):
            day = dates.short(one.starts.date(), self._language, desk.today())
            self.event_choice.addItem(f"{one.title} · {day}", one.id)
        self.event_choice.activated.connect(self._choose)
        self.after = label(_("After which event"), "strong")
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name"))
        self.wrong = label("", "problem")
        self.wrong.hide()
        self.go_button = button(Action(_("Begin"), self.go, "plus"), "primary")
        column = self.column
        for part in (
            label(_("Begin a round of questions"), "h2"), self.sets, self.questions, self.after,
            self.event_choice, label(_("Name"), "strong"), self.name,
            label(_("Answers have no name and no day. Results show once the round is closed."),
                  "muted"),
            self.wrong,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        self.foot(button(Action(_("Leave it"), self.reject)), self.go_button)
        self._choose()

    def _latest(self, s: Session) -> list[schedule.Row]:
        ids = schedule.ids(s, "", "past", now(self.desk), limit=_EVENTS)
        return schedule.rows(s, ids)

    def _choose(self) -> None:
        """Show the questions of the set; a name that nobody typed follows."""
        of = self.sets.chosen()
        listed = [f"{n}. {words}" for n, words in enumerate(QUESTIONS[of], 1)]
        self.questions.setText("\n".join([*listed, pulse.LINES[of]]))
        for part in (self.after, self.event_choice):
            part.setVisible(of != "belonging")
        month = period.words(period.month(self.desk.today()), self._language)
        after = self.event_choice.currentIndex() > 0 and of != "belonging"
        about = self.event_choice.currentText().rsplit(" · ", 1)[0] if after else SETS[of]
        if self.name.text() in ("", self._proposed):
            self._proposed = f"{about}, {month}"
            self.name.setText(self._proposed)
        self.fit()

    def go(self) -> None:
        """Begin it, or say what is missing."""
        of = self.sets.chosen()
        event = self.event_choice.currentData() if of != "belonging" else None
        month = period.month(self.desk.today())
        try:
            id = self.desk.store.quietly(
                TOLD, pulse.begin, self.name.text(), of, month, event
            )  # fmt: skip
        except Problem as problem:
            self.wrong.setText(str(problem))
            self.wrong.show()
            self.name.setFocus()
            return
        self.accept()
        self._begun(id)
        self.desk.say(_("The questions are ready to be answered."))
