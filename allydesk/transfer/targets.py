"""Where a column of a list can go: every field of a person, parts of names, places in groups."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from allydesk.language import _
from allydesk.models.base import Described, fields
from allydesk.models.group import Group
from allydesk.models.membership import Membership, RoleTerm
from allydesk.models.person import Person


@dataclass(frozen=True, slots=True)
class Target:
    """One place a column can go to. section is "person", "name" or "group"."""

    name: str
    label: str
    section: str
    described: Described | None = None


_MEMBERSHIP = fields(Membership)
_PLACE = {
    "takes_part_as": _MEMBERSHIP["takes_part_as"],
    "joined": _MEMBERSHIP["joined"],
    "left_group": _MEMBERSHIP["left"],
    "scope": _MEMBERSHIP["scope"],
}
EXTRA: Final = (
    Target("last_name", _("Last name"), "name"),
    Target("first_name", _("First name"), "name"),
    Target("middle_name", _("Middle name"), "name"),
    Target("name_prefix", _("Before the last name (van, de)"), "name"),
    Target("suffix", _("Suffix (Jr., III)"), "name"),
    Target("name_last_first", _("Full name as Last, First"), "name"),
    Target("group", Group.one.capitalize(), "group", fields(Group)["name"]),
    Target("role", fields(RoleTerm)["role"].field.label, "group"),
    *(Target(name, d.field.label, "group", d) for name, d in _PLACE.items()),
)
NAME_PARTS: Final = frozenset(t.name for t in EXTRA if t.section == "name") | {"full_name"}
# One of these is needed to know who is meant; a group list can do with a number or an address.
WHO: Final = frozenset({"full_name", "name_last_first", "last_name", "first_name"})


@cache
def targets() -> dict[str, Target]:
    """Give every target by name, in the order in which a form offers them."""
    person = [Target(name, d.field.label, "person", d) for name, d in fields(Person).items()]
    return {t.name: t for t in (person[0], *EXTRA[:6], *person[1:], *EXTRA[6:])}
