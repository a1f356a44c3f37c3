"""The fields of a person, in the order a coordinator thinks of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from allydesk import dates
from allydesk.language import _
from allydesk.models.base import Sensitivity
from allydesk.models.person import Person
from allydesk.ui.records.form import Form, Section


class PersonForm(Form):
    """One person. What is kept private is together at the end, under its name."""

    kind = Person
    sections = (
        Section(
            _("Name"),
            ("full_name", "known_as", "pronouns"),
            more=("sort_name", "badge_name", "pronunciation"),
        ),
        Section(_("Contact"), ("email", "phone")),
        Section(
            _("Work"),
            ("job_title", "team", "location", "started"),
            more=("manages", "left", "staff_number", "photo_consent"),
        ),
        Section(_("Kept private"), ("access_needs", "dietary_needs", "notes")),
    )

    def words(self, name: str, value: object) -> tuple[str, str]:
        who, field = called(self.stored), self._fields[name].field
        what = field.label[:1].lower() + field.label[1:]
        label = _("Change {name}’s {field}").format(name=who, field=what)
        if value is None:
            said = _("{name}’s {field} is empty now.").format(name=who, field=what)
        elif field.sensitivity is not Sensitivity.PUBLIC:
            said = _("{name}’s {field} is stored.").format(name=who, field=what)
        else:
            said = _("{name}’s {field} is now {value}.").format(
                name=who, field=what, value=self.shown(name, value)
            )
        return label, said

    def words_new(self, values: Mapping[str, object]) -> tuple[str, str]:
        name = values.get("full_name") or _("a person")
        return _("Add {name}").format(name=name), _("{name} is on the list.").format(name=name)

    def shown(self, name: str, value: object) -> str:
        """Give a value in the words of the field."""
        choices = self._fields[name].field.choices
        if isinstance(value, dt.date):
            return dates.medium(value, self.language())
        return choices[str(value)] if choices else str(value)


def called(values: Mapping[str, object]) -> str:
    """Give the name a person goes by among colleagues."""
    return str(values.get("known_as") or values.get("full_name") or _("Somebody"))
