"""The fields of a group, and of somebody's place in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from allydesk import dates
from allydesk.language import _
from allydesk.models import group, membership
from allydesk.models.group import Group
from allydesk.models.membership import Membership
from allydesk.ui.desk import Desk
from allydesk.ui.groups import joining
from allydesk.ui.records.form import Form, Section


class GroupForm(Form):
    """What a group is, and who may see its list."""

    kind = Group
    sections = (
        Section(_("About the group"), ("name", "purpose", "meeting_pattern"), more=("short_name",)),
        Section(_("List and look"), ("listing", "colour", "kind", "status"), more=("founded",)),
    )

    def words(self, name: str, value: object) -> tuple[str, str]:
        what = self._fields[name].field.label
        called = self.stored.get("name") or _("the group")
        label = _("Change {field} of {group}").format(
            field=what[:1].lower() + what[1:], group=called
        )
        return label, _("{field} of {group} is stored.").format(field=what, group=called)

    def words_new(self, values: Mapping[str, object]) -> tuple[str, str]:
        called = values.get("name") or _("a group")
        said = _("{group} is here. Its list is kept private until you open it.")
        return _("Add {group}").format(group=called), said.format(group=called)


class MembershipForm(Form):
    """What somebody agreed to, and since when they take part."""

    kind = Membership
    sections = (
        Section(
            "",
            ("scope", "agreed_how", "agreed_on", "takes_part_as", "joined"),
            more=("withdrawn_on", "left"),
        ),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.group: group.Row | None = None
        self.person = 0

    def read(self, id: int) -> dict[str, object] | None:
        # Through the gate's own door for the coordinator; everything else is stopped.
        return self.desk.store.read(membership.card, id)

    def words(self, name: str, value: object) -> tuple[str, str]:
        assert self.group is not None
        label = joining.step(
            self.desk,
            self.group,
            [self.person],
            _("Change {name}’s place in {group}"),
            _("Change a place in {group}"),
        )
        return label, _("{field} is stored.").format(field=self._fields[name].field.label)


def day(value: dt.date | None, language: str) -> str:
    """Give a day for a table, or nothing."""
    return dates.medium(value, language) if value else ""
