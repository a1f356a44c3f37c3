"""The fields of nominations, awards, types, rounds, criteria and signatories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from allydesk import dates
from allydesk.language import _
from allydesk.models import schedule
from allydesk.models.awards import award_type, behaviour
from allydesk.models.awards import round as rounds
from allydesk.models.awards.award import Award
from allydesk.models.awards.award_type import AwardType
from allydesk.models.awards.nomination import Nomination
from allydesk.models.awards.round import Criterion, Round
from allydesk.models.awards.signatory import Signatory
from allydesk.ui.awards.editors import AverageEditor, BehavioursEditor, MoneyEditor
from allydesk.ui.desk import Desk
from allydesk.ui.records.form import Form, Section
from allydesk.ui.records.reference import RecordEditor

if TYPE_CHECKING:
    from allydesk.models.base import Described
    from allydesk.ui.records.editors import Editor

_NEAR = dt.timedelta(days=60)


def types_offered(desk: Desk, value: object = None) -> dict[int, str]:
    """Give the award types that can be chosen: those in use, and the one that is chosen already."""
    rows = desk.store.read(award_type.listing, in_use=False)
    return {r.id: r.name for r in rows if r.in_use or r.id == value}


def rounds_offered(desk: Desk, _value: object = None) -> dict[int, str]:
    return {r.id: r.name for r in desk.store.read(rounds.listing)}


def events_offered(desk: Desk, value: object = None) -> dict[int, str]:
    """Give the events of two months around today, and the one that is chosen already."""
    from allydesk.models import organisation

    today, language = desk.today(), desk.store.read(organisation.language)
    near = desk.store.read(schedule.between, today - _NEAR, today + _NEAR)
    if isinstance(value, int) and value not in {r.id for r in near}:
        near = [*near, *desk.store.read(schedule.rows, [value])]
    # Where somebody is handed a certificate stands on paper: not where that would tell too much.
    shown = [r for r in near if not r.reveals or r.id == value]
    return {r.id: f"{dates.short(r.starts, language, today)}, {r.title}" for r in shown}


class AwardsForm(Form):
    """A form whose fields may hold amounts, behaviours and other records."""

    what: ClassVar[str]  # "the nomination"
    called: ClassVar[str] = "name"  # the field that names the record

    def make_editor(self, name: str, described: Described) -> Editor:
        field = described.field
        if name.endswith("_cents"):
            return MoneyEditor()
        if name == "behaviours":
            read = self.desk.store.read
            return BehavioursEditor(field.label, lambda: read(behaviour.offered))
        if described.type is float:
            return AverageEditor()
        offered = {"award_type": types_offered, "award_round": rounds_offered,
                   "event": events_offered}  # fmt: skip
        if field.refers in offered:
            give = offered[field.refers]
            return RecordEditor(lambda value: give(self.desk, value))
        return super().make_editor(name, described)

    def words(self, name: str, value: object) -> tuple[str, str]:
        field = self._fields[name].field.label
        label = _("Change {what}: {field}").format(
            what=self.stored.get(self.called) or self.what, field=field[:1].lower() + field[1:]
        )
        return label, _("{field} is stored.").format(field=field)

    def words_new(self, values: Mapping[str, object]) -> tuple[str, str]:
        name = values.get(self.called) or self.what
        return _("Add {name}").format(name=name), _("“{name}” is stored.").format(name=name)


class NominationForm(AwardsForm):
    kind = Nomination
    what = _("the nomination")
    called = ""
    sections = (
        Section(
            "",
            ("citation", "evidence", "award_type_id", "round_id", "behaviours", "team_name"),
            more=("received_on", "received_how", "nominator_named", "reason"),
        ),
    )


class AwardForm(AwardsForm):
    kind = Award
    what = _("the award")
    called = ""
    sections = (
        Section(
            _("What it says"), ("title", "citation", "given_on", "event_id", "number"),
            more=("wording", "behaviours", "team_name", "award_type_id", "gift_cents"),
        ),
    )  # fmt: skip


class ThanksForm(AwardForm):
    what = _("the thanks")
    sections = (
        Section(
            _("What was said"), ("citation", "given_on"), more=("behaviours", "team_name", "title")
        ),
    )


class TypeForm(AwardsForm):
    kind = AwardType
    what = _("the award type")
    sections = (
        Section(_("What it is"), ("name", "kind", "criteria", "cadence", "behaviours", "in_use")),
        Section(_("Certificate"), ("layout", "wording")),
        Section(_("Money"), ("budget_cents", "gift_cents")),
    )


class RoundForm(AwardsForm):
    kind = Round
    what = _("the round")
    sections = (
        Section(_("When"), ("name", "opens", "closes", "decided_by")),
        Section(_("How it is read"), ("blind", "places", "threshold"), more=("notes",)),
    )

    def save(self, label: str, values: Mapping[str, object]) -> int:
        """Store fields; a new round has the usual criteria, else nothing could be scored."""
        if self.id is not None:
            return super().save(label, values)
        return self.desk.store.write(label, rounds.start, dict(values))


class CriterionForm(AwardsForm):
    kind = Criterion
    what = _("the criterion")
    sections = (
        Section(
            "",
            ("name", "one_point", "three_points", "five_points"),
            more=("two_points", "four_points"),
        ),
    )


class SignatoryForm(AwardsForm):
    kind = Signatory
    what = _("who signs")
    sections = (Section(_("Who signs"), ("name", "position", "in_use")),)
