"""Forms over what people say: stored outside of the journal, and taken back by this window alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import group, suppression
from allydesk.models.feedback import incident, note
from allydesk.models.feedback.incident import Access, Incident
from allydesk.models.feedback.note import Note
from allydesk.ui.awards.forms import events_offered
from allydesk.ui.desk import Desk, Quiet
from allydesk.ui.feedback.marked import Marked
from allydesk.ui.records.form import Form, Section
from allydesk.ui.records.reference import RecordEditor

if TYPE_CHECKING:
    from allydesk.models.base import Described
    from allydesk.ui.records.editors import Editor

Values = Mapping[str, object]


def groups_offered(desk: Desk, value: object = None) -> dict[int, str]:
    """Give the groups that do not single out few people, and the one that is chosen already."""
    k = desk.store.read(suppression.k_of)
    rows = desk.store.read(group.listing)
    return {r.id: r.name for r in rows if r.people >= k or r.id == value}


class QuietForm(Form):
    """A form whose record is not in the journal: it says itself how a change is taken back."""

    what: ClassVar[str]
    _quiet: Quiet | None = None

    def amend(self, id: int, values: Values) -> dict[str, object]:
        """Store fields and give what stood there before."""
        raise NotImplementedError

    def add(self, values: Values) -> int:
        """Store a new record and give its id."""
        raise NotImplementedError

    def save(self, label: str, values: Mapping[str, object]) -> int:
        if self.id is None:
            return self.add(values)
        id, new = self.id, dict(values)
        goes_on = self._visit is not None and [self._visit[0]] == list(values)
        old = self.amend(id, new)
        if goes_on and self._quiet is not None and self.desk.is_next(self._quiet):
            # What is typed on in the same field is taken back at once, to how it was before.
            self._quiet.again = lambda: self.amend(id, new)
        else:
            self._quiet = self.desk.remember(
                label, lambda: self.amend(id, old), lambda: self.amend(id, new)
            )
        name = next(iter(values))
        typed = self._fields[name].type is str and not self._fields[name].field.choices
        self._visit = (name, None) if typed and len(values) == 1 else None
        return id

    def words(self, name: str, value: object) -> tuple[str, str]:
        field = self._fields[name].field.label
        label = _("Change {what}: {field}").format(
            what=self.what, field=field[:1].lower() + field[1:]
        )
        return label, _("{field} is stored.").format(field=field)

    def make_editor(self, name: str, described: Described) -> Editor:
        field = described.field
        if name in ("text", "wish", "said", "done", "what"):
            return Marked(self.desk, field.lines)
        offered = {"employee_group": groups_offered, "event": events_offered}
        if field.refers in offered:
            give = offered[field.refers]
            return RecordEditor(lambda value: give(self.desk, value))
        return super().make_editor(name, described)


class NoteForm(QuietForm):
    """The fields of one note, but for how it is kept and when it came."""

    kind = Note
    what = _("a note")
    sections = (
        Section(_("What was heard"), ("text",), more=("wish",)),
        Section(
            _("What was done"), ("state", "said", "done"), more=("owner", "due", "internal")
        ),
        Section(_("What it is about"), ("kind", "topic", "channel"),
                more=("group_id", "event_id", "about")),
    )  # fmt: skip

    def read(self, id: int) -> dict[str, object] | None:
        return self.desk.store.read(note.card, id)

    def amend(self, id: int, values: Values) -> dict[str, object]:
        return self.desk.store.quietly(["feedback_note"], note.amend, id, values)


class IncidentForm(QuietForm):
    """The fields of one incident, as long as the place is open."""

    kind = Incident
    what = _("an incident")
    sections = (
        Section(
            _("What happened"), ("what", "category", "severity", "precision", "happened"),
            more=("place", "witnesses", "wish"),
        ),
        Section(_("Who told it"), ("keeping",), more=("told_by",)),
        Section(
            _("What is done"), ("state", "referred_to", "referred_on", "check_back"),
            more=("owner", "done", "internal", "closed_on"),
        ),
    )  # fmt: skip

    access: Access | None = None

    def read(self, id: int) -> dict[str, object] | None:
        if self.access is None or not self.access.is_open:
            return None
        return self.desk.store.read(incident.card, self.access, id)

    def amend(self, id: int, values: Values) -> dict[str, object]:
        return self._save(id, values)[1]

    def add(self, values: Values) -> int:
        return self._save(None, values)[0]

    def _save(self, id: int | None, values: Values) -> tuple[int, dict[str, object]]:
        if self.access is None or not self.access.is_open:
            raise Problem(_("Incidents are closed. Open them first."))
        return self.desk.store.quietly(
            ["incident"], incident.save, self.access, id, values, self.desk.today()
        )

    def words_new(self, values: Mapping[str, object]) -> tuple[str, str]:
        return _("Note an incident"), _("The incident is stored.")
