"""What Settings says about feedback: the organisation's procedure, urgent words, how long texts stay."""

from __future__ import annotations

from collections.abc import Mapping

from allydesk.language import _
from allydesk.models.feedback import rules
from allydesk.models.feedback.rules import Rules
from allydesk.ui.desk import Desk
from allydesk.ui.kit import widgets
from allydesk.ui.records.form import Form, Section


class RulesForm(Form):
    """The rules for feedback; as long as nobody changes them, the usual holds."""

    kind = Rules
    sections = (Section("", ("procedure", "urgent", "note_months", "incident_months")),)

    def words(self, name: str, value: object) -> tuple[str, str]:
        field = self._fields[name].field.label
        step = _("Change “{field}” in Settings").format(field=field)
        return step, _("{field}: stored.").format(field=field)

    def words_new(self, values: Mapping[str, object]) -> tuple[str, str]:
        return self.words(next(iter(values), "procedure"), None)


class Feedback(widgets.Card):
    """Rules for what people say."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Feedback"))
        self.desk = desk
        self.form = RulesForm(desk)
        said = _("Urgent words show your procedure beside a note. Nothing is sent anywhere.")
        self.add(widgets.label(said, "muted"), self.form)
        self.form.load(desk.store.read(rules.now).id)
        desk.changed.connect(self._changed)

    def _changed(self, kinds: frozenset[str]) -> None:
        """Follow when the rules come into being, or go again by Undo."""
        if "feedback_rules" in kinds:
            now = self.desk.store.read(rules.now).id
            if now != self.form.id:
                self.form.load(now)
