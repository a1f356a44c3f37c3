"""Note by hand who has done a course."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout

from allydesk import completing
from allydesk.errors import Invalid, Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.base import fields
from allydesk.models.learning.completion import RESULTS, Completion
from allydesk.ui.awards.people import People
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit.datefield import DateField
from allydesk.ui.kit.widgets import Card, button, flow, label
from allydesk.ui.records.editors import Choice


class ByHand(Card):
    """Who, when and how it went: one step for all of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Note a completion"))
        self.desk = desk
        self._course = 0
        described = fields(Completion)
        self.who = People(
            desk, _("Who"), _("Type a name, press Enter; then the next"), others=False
        )
        self.day = DateField(lambda: desk.store.read(organisation.language), desk.today)
        self.day.name(described["completed_on"].field.label)
        self.result = Choice()
        for value, words in RESULTS.items():
            self.result.addItem(words, value)
        self.result.setAccessibleName(described["result"].field.label)
        self.earlier = QCheckBox(described["earlier"].field.label)
        self.earlier.setToolTip(described["earlier"].field.hint)
        self.wrong = label("", "problem")
        self.note_button = button(Action(_("Note"), self.note, "check"), "primary")
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(label(_("Who"), wrap=False), self.who)
        form.addRow(label(described["completed_on"].field.label, wrap=False), self.day)
        form.addRow(label(described["result"].field.label, wrap=False), self.result)
        close = button(Action(_("Close"), self.hide))
        self.add(form, self.earlier, self.wrong, flow(self.note_button, close))
        self.hide()

    def begin(self, course: int) -> None:
        """Start with nobody, today."""
        self._course = course
        self.who.put({})
        self.day.put(self.desk.today())
        self.result.setCurrentIndex(0)
        self.earlier.setChecked(False)
        self.wrong.hide()
        self.show()
        self.who.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def note(self) -> None:
        """Store one for each; what cannot be stored stays, with the reason."""
        try:
            n = self._store(list(self.who.people))
        except (Invalid, Problem) as wrong:
            self.wrong.setText(str(wrong))
            self.wrong.show()
            return
        self.wrong.hide()
        self.who.put({})
        self.who.picker.setFocus(Qt.FocusReason.OtherFocusReason)
        said = ngettext("{n} completion is noted.", "{n} completions are noted.", n)
        self.desk.say(said.format(n=n), undo=True)

    def _store(self, people: list[int]) -> int:
        if not people:
            raise Problem(_("Type a name and press Enter first."))
        on: dt.date | None = self.day.take()
        values = {
            "completed_on": on or self.desk.today(),
            "result": self.result.currentData(),
            "earlier": self.earlier.isChecked(),
        }
        n = len(people)
        step = ngettext("Note {n} completion", "Note {n} completions", n).format(n=n)
        return self.desk.store.write(step, completing.note, self._course, people, values)
