"""What bringing in a list would do, before anything is done: plain frozen data for window and command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from allydesk.language import _, ngettext
from allydesk.transfer.columns import Column

Values = tuple[tuple[str, object], ...]  # (field of the record, value)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person decided about single rows, by their number in the spreadsheet."""

    same: Mapping[int, int] = field(default_factory=dict)  # row -> id of the person it is
    different: frozenset[int] = frozenset()  # rows that are somebody new after all
    anyway: frozenset[int] = frozenset()  # rows brought in without what cannot be read
    names: Mapping[int, str] = field(default_factory=dict)  # row -> a name typed for it
    skip: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class New:
    """Somebody the desk does not know yet."""

    row: int
    name: str
    values: Values


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that the list has another value for. old and new are values as they are stored."""

    name: str
    label: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody the desk knows, about whom the list knows better."""

    row: int
    id: int
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Somebody about whom the list says nothing new."""

    row: int
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on the desk who may be meant."""

    id: int
    name: str
    team: str | None
    email: str | None
    staff_number: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that is possibly the same as somebody on the desk; the person says which."""

    row: int
    name: str
    values: Values
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A row that is not brought in. way says what helps: "anyway", "name", or nothing but the list itself."""

    row: int
    name: str
    reason: str
    way: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A new place in a group. One of person (id) and new (index in Plan.new) is set."""

    row: int
    name: str
    person: int | None
    new: int | None
    group: int | None  # None for a group that is made by this list
    group_name: str
    values: Values
    roles: tuple[tuple[str, str | None], ...]  # (role, own words)


@dataclass(frozen=True, slots=True)
class PlaceChanged:
    """A place in a group that somebody has already, with what the list adds to it."""

    row: int
    name: str
    id: int
    group_name: str
    fields: tuple[FieldChange, ...]
    roles: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a list would do. Rows are numbered as the spreadsheet shows them."""

    new: tuple[New, ...]
    changed: tuple[Changed, ...]
    unchanged: tuple[Unchanged, ...]
    doubtful: tuple[Doubt, ...]  # possibly the same
    needs_you: tuple[Trouble, ...]
    left_out: tuple[Trouble, ...]  # no name, or twice in the list
    groups: tuple[str, ...]  # names of groups that are made
    memberships: tuple[Place, ...]
    memberships_changed: tuple[PlaceChanged, ...]
    memberships_unchanged: int
    columns: tuple[Column, ...]
    dates_unclear: tuple[str, ...]  # headings of columns that could be read day or month first
    day_first: bool  # how those were read
    seen: int  # the last step on the desk when this was worked out

    @property
    def empty(self) -> bool:
        """Say whether bringing the list in would change nothing."""
        return not (
            self.new or self.changed or self.groups or self.memberships or self.memberships_changed
        )

    @property
    def not_taken(self) -> tuple[Column, ...]:
        """Give the columns that hold something and are left out."""
        return tuple(c for c in self.columns if not c.target and (c.heading or c.samples))

    @property
    def people(self) -> int:
        """Give how many people are brought in or changed, by their own fields or their groups."""
        touched = {n.row for n in self.new} | {c.row for c in self.changed}
        known = {c.id for c in self.changed}
        known_places = {p.person for p in self.memberships if p.person} - known
        return len(touched) + len(known_places)

    @property
    def only_groups(self) -> bool:
        """Say whether nobody is new or changed, and only who is in which group is brought in."""
        return bool(self.people) and not self.new and not self.changed

    @property
    def label(self) -> str:
        """Give the name of the step, as Undo shows it."""
        n = self.people
        if self.only_groups:
            return ngettext(
                "Bring in the groups of {n} person", "Bring in the groups of {n} people", n
            ).format(n=f"{n:,}")
        if n:
            return ngettext("Bring in {n} person", "Bring in {n} people", n).format(n=f"{n:,}")
        return _("Bring in the list")

    def counts(self) -> dict[str, int]:
        """Give the numbers that are said about a list."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": len(self.unchanged),
            "doubtful": len(self.doubtful) + len(self.needs_you),
            "left_out": len(self.left_out),
            "groups": len(self.groups),
            "memberships": len(self.memberships),
            "memberships_changed": len(self.memberships_changed),
        }
