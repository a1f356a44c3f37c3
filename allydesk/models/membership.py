"""Who takes part in which group, what they agreed to, and the roles they hold there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, Select, and_, func, or_, select
from sqlalchemy.orm import Mapped, Session

from allydesk.language import _
from allydesk.models import privacy
from allydesk.models.base import Record, field, fields, today
from allydesk.models.group import Group
from allydesk.models.person import Person, here
from allydesk.models.privacy import PASSED, Audience, View

TAKES_PART_AS = {"not_stated": _("Not stated"), "member": _("Member"), "ally": _("Ally")}
HOW = {
    "paper": _("On paper"),
    "email": _("By e-mail"),
    "spoken": _("In person"),
    "list": _("With a list"),
}
ROLES = {
    "lead": _("Lead"),
    "co_lead": _("Co-lead"),
    "secretary": _("Secretary"),
    "treasurer": _("Treasurer"),
    "sponsor": _("Executive sponsor"),
    "other": _("Other role"),
}
LEFT_TOO_SOON = _("The day they left is before the day they joined.")
LEADING = ("lead", "co_lead")


class Membership(Record):
    """One person in one group, from a day to a day. Never derived from attendance."""

    __tablename__ = "membership"
    one: ClassVar[str] = _("place in a group")
    many: ClassVar[str] = _("places in groups")

    person_id: Mapped[int] = field(
        _("Person"), ForeignKey("person.id", ondelete="CASCADE"), index=True, refers="person"
    )
    group_id: Mapped[int] = field(
        _("Group"),
        ForeignKey("employee_group.id", ondelete="CASCADE"),
        index=True,
        refers="employee_group",
    )
    takes_part_as: Mapped[str] = field(
        _("Takes part as"),
        choices=TAKES_PART_AS,
        hint=_("Only if they said so. Off paper unless ticked."),
    )
    joined: Mapped[dt.date | None] = field(_("Joined"))
    left: Mapped[dt.date | None] = field(_("Left the group"), hint=_("Empty while they take part."))
    scope: Mapped[str] = field(
        _("May be seen by"), choices=privacy.SCOPES, hint=_("What this person agreed to.")
    )
    agreed_on: Mapped[dt.date | None] = field(_("Agreed on"))
    agreed_how: Mapped[str | None] = field(_("Agreed how"), choices=HOW)
    withdrawn_on: Mapped[dt.date | None] = field(
        _("Withdrawn on"), hint=_("From this day only you see that they take part.")
    )

    def prepare(self, s: Session) -> None:
        self.takes_part_as = self.takes_part_as or "not_stated"
        self.scope = self.scope or Audience.COORDINATOR.value
        if self.scope != Audience.COORDINATOR.value and self.agreed_on is None:
            self.agreed_on = today()

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        if self.joined and self.left and self.left < self.joined:
            yield "left", LEFT_TOO_SOON
        others = select(Membership.joined, Membership.left).where(
            Membership.person_id == self.person_id,
            Membership.group_id == self.group_id,
            Membership.id != (self.id or 0),
        )
        for joined, left in s.execute(others):
            if _overlap((self.joined, self.left), (joined, left)):
                yield "person_id", _("They already take part in this group.")
                return


def _overlap(
    a: tuple[dt.date | None, dt.date | None], b: tuple[dt.date | None, dt.date | None]
) -> bool:
    return (a[0] or dt.date.min) < (b[1] or dt.date.max) and (b[0] or dt.date.min) < (
        a[1] or dt.date.max
    )


class RoleTerm(Record):
    """A role somebody holds in a group, from a day to a day."""

    __tablename__ = "role_term"
    one: ClassVar[str] = _("role")
    many: ClassVar[str] = _("roles")

    membership_id: Mapped[int] = field(
        _("Person in the group"),
        ForeignKey("membership.id", ondelete="CASCADE"),
        index=True,
        refers="membership",
    )
    role: Mapped[str] = field(_("Role"), choices=ROLES)
    own_words: Mapped[str | None] = field(
        _("In your own words"), longest=80, hint=_("As in “Chair of the programme”.")
    )
    from_day: Mapped[dt.date | None] = field(_("From"))
    to_day: Mapped[dt.date | None] = field(_("To"), hint=_("Empty while they hold it."))

    def prepare(self, s: Session) -> None:
        self.role = self.role or "other"

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        if self.role == "other" and not self.own_words:
            yield "own_words", _("Say what the role is called.")
        if self.from_day and self.to_day and self.to_day < self.from_day:
            yield "to_day", _("The role ends before it begins.")


def role_words(role: str, own_words: str | None) -> str:
    """Give the words for a role: the group's own, else the usual ones."""
    return own_words or ROLES[role]


class Row(NamedTuple):
    """One person in one group, as a reader may see it."""

    id: int
    person_id: int
    group_id: int
    name: str
    known_as: str | None
    pronouns: str | None
    team: str | None
    job_title: str | None
    email: str | None
    phone: str | None
    photo_consent: str
    group: str
    takes_part_as: str
    joined: dt.date | None
    left: dt.date | None
    scope: str
    withdrawn_on: dt.date | None
    sort_name: str | None
    roles: tuple[str, ...]


_ROW = (
    Membership.id, Person.id, Group.id, Person.full_name, Person.known_as, Person.pronouns, Person.team,
    Person.job_title, Person.email, Person.phone, Person.photo_consent, Group.name,
    Membership.takes_part_as, Membership.joined, Membership.left, Membership.scope,
    Membership.withdrawn_on, Person.sort_name,
)  # fmt: skip


def _now(on: dt.date) -> ColumnElement[bool]:
    """Give the condition that somebody takes part on a day, and still works here."""
    return and_(
        or_(Membership.joined.is_(None), Membership.joined <= on),
        or_(Membership.left.is_(None), Membership.left > on),
        here(on),
    )


def _seen(view: View, *columns: Any) -> Select[Any]:
    """Begin every reading of memberships: joined to person and group, through the gate."""
    q: Select[Any] = select(*columns).select_from(Membership)
    q = q.join(Person, Person.id == Membership.person_id).join(
        Group, Group.id == Membership.group_id
    )
    return q.where(privacy.where(view, Membership, Group)).execution_options(**PASSED)


def _holding(on: dt.date) -> ColumnElement[bool]:
    return and_(
        or_(RoleTerm.from_day.is_(None), RoleTerm.from_day <= on),
        or_(RoleTerm.to_day.is_(None), RoleTerm.to_day > on),
    )


def _roles(
    s: Session, view: View, on: dt.date, *conditions: ColumnElement[bool]
) -> dict[int, list[str]]:
    """Give the roles held on a day, in words, by id of membership."""
    q = _seen(view, RoleTerm.membership_id, RoleTerm.role, RoleTerm.own_words)
    q = q.join(RoleTerm, RoleTerm.membership_id == Membership.id).where(_holding(on), *conditions)
    found: dict[int, list[str]] = defaultdict(list)
    order = list(ROLES)
    for id, role, own in sorted(s.execute(q).all(), key=lambda r: order.index(r[1])):
        found[id].append(role_words(role, own))
    return found


def _rows(s: Session, view: View, on: dt.date, *conditions: ColumnElement[bool]) -> list[Row]:
    q = (
        _seen(view, *_ROW)
        .where(*conditions)
        .order_by(Person.sort_key, Person.id, Group.sort_key, Membership.joined)
    )
    roles = _roles(s, view, on, *conditions)
    return [Row._make((*r, tuple(roles.get(r[0], ())))) for r in s.execute(q)]


def of_group(s: Session, group: int, audience: Audience, on: dt.date | None = None) -> list[Row]:
    """Give who takes part in a group on a day, in name order, as far as an audience may know."""
    on = on or today()
    return _rows(s, View(audience, group=group), on, Membership.group_id == group, _now(on))


def formerly_of_group(s: Session, group: int, on: dt.date | None = None) -> list[Row]:
    """Give who once took part in a group, for the coordinator."""
    on = on or today()
    return _rows(
        s, View(Audience.COORDINATOR, group=group), on, Membership.group_id == group, ~_now(on)
    )


def not_listed(s: Session, group: int, audience: Audience, on: dt.date | None = None) -> int:
    """Give how many take part in a group on a day without this audience being told who."""
    on = on or today()
    everybody = _seen(View(Audience.COORDINATOR, group=group), func.count()).where(
        Membership.group_id == group, _now(on)
    )
    return int(s.execute(everybody).scalar_one()) - len(of_group(s, group, audience, on))


def of_person(
    s: Session,
    person: int,
    audience: Audience,
    *,
    private_groups: bool = False,
    on: dt.date | None = None,
) -> list[Row]:
    """Give the groups a person takes part in now; private groups only when ticked."""
    on = on or today()
    view = View(audience, private_groups=private_groups)
    return _rows(s, view, on, Membership.person_id == person, _now(on))


def everywhere(
    s: Session, audience: Audience, *, private_groups: bool = False, on: dt.date | None = None
) -> list[Row]:
    """Give all memberships, past ones too, for an export of the whole desk."""
    return _rows(s, View(audience, private_groups=private_groups), on or today())


def counts(s: Session, on: dt.date) -> dict[int, int]:
    """Give how many people take part in each group. A number names nobody."""
    q = _seen(View(Audience.COORDINATOR, private_groups=True), Membership.group_id, func.count())
    return dict(s.execute(q.where(_now(on)).group_by(Membership.group_id)).all())


def people_in(s: Session, groups: Iterable[int], on: dt.date) -> set[int]:
    """Give who takes part in any of some open groups, to count them; private ones give nobody."""
    q = _seen(View(Audience.COORDINATOR), Membership.person_id)
    q = q.where(Membership.group_id.in_(list(groups)), _now(on))
    return set(s.execute(q).scalars())


def unanswered(s: Session, on: dt.date) -> dict[int, int]:
    """Give how many people in each group were never asked who may see that they take part."""
    q = _seen(View(Audience.COORDINATOR, private_groups=True), Membership.group_id, func.count())
    q = q.where(
        _now(on),
        Membership.scope == Audience.COORDINATOR.value,
        Membership.agreed_on.is_(None),
        Membership.withdrawn_on.is_(None),
    )
    return dict(s.execute(q.group_by(Membership.group_id)).all())


def led(s: Session, on: dt.date) -> set[int]:
    """Give the ids of the groups that have a lead on a day."""
    q = _seen(View(Audience.COORDINATOR, private_groups=True), Membership.group_id)
    q = q.join(RoleTerm, RoleTerm.membership_id == Membership.id)
    return set(s.execute(q.where(RoleTerm.role.in_(LEADING), _holding(on), _now(on))).scalars())


def leads(s: Session, group: int, audience: Audience, on: dt.date | None = None) -> list[Row]:
    """Give those who hold any role in a group, as far as an audience may know."""
    return [r for r in of_group(s, group, audience, on) if r.roles]


def lead_ids(on: dt.date) -> Select[tuple[int]]:
    """Give the ids of people who lead an open group, to narrow a list of people."""
    q = _seen(View(Audience.COORDINATOR), Membership.person_id)
    q = q.join(RoleTerm, RoleTerm.membership_id == Membership.id)
    return q.where(RoleTerm.role.in_(LEADING), _holding(on), _now(on))


def holding(s: Session, audience: Audience, on: dt.date, roles: Iterable[str]) -> set[int]:
    """Give the ids of people who hold one of some roles in an open group on a day."""
    q = _seen(View(audience), Membership.person_id)
    q = q.join(RoleTerm, RoleTerm.membership_id == Membership.id)
    return set(s.execute(q.where(RoleTerm.role.in_(roles), _holding(on), _now(on))).scalars())


def allies(s: Session, on: dt.date) -> set[int]:
    """Give the ids of people who take part in an open group as allies, for the coordinator."""
    q = _seen(View(Audience.COORDINATOR), Membership.person_id)
    return set(s.execute(q.where(Membership.takes_part_as == "ally", _now(on))).scalars())


class Stored(NamedTuple):
    """One membership as it is stored, with the roles held now as (role, own words)."""

    id: int
    person_id: int
    group_id: int
    takes_part_as: str
    joined: dt.date | None
    left: dt.date | None
    scope: str
    agreed_on: dt.date | None
    agreed_how: str | None
    withdrawn_on: dt.date | None
    roles: tuple[tuple[str, str | None], ...]


def stored(s: Session, on: dt.date) -> list[Stored]:
    """Give all memberships, past ones too, for the coordinator to compare a list with."""
    view = View(Audience.COORDINATOR, private_groups=True)
    held: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    q = _seen(view, RoleTerm.membership_id, RoleTerm.role, RoleTerm.own_words)
    q = q.join(RoleTerm, RoleTerm.membership_id == Membership.id).where(_holding(on))
    for id, role, own in s.execute(q.order_by(RoleTerm.id)):
        held[id].append((role, own))
    columns = (getattr(Membership, n) for n in Stored._fields if n != "roles")
    rows = s.execute(_seen(view, *columns).order_by(Membership.id))
    return [Stored._make((*r, tuple(held.get(r[0], ())))) for r in rows]


class Term(NamedTuple):
    """One role of one membership."""

    id: int
    role: str
    own_words: str | None
    from_day: dt.date | None
    to_day: dt.date | None


def card(s: Session, id: int) -> dict[str, object] | None:
    """Give the fields of one membership, for the coordinator's own form."""
    names = list(fields(Membership))
    q = select(*(getattr(Membership, n) for n in names)).where(Membership.id == id)
    row = s.execute(q.execution_options(**PASSED)).one_or_none()
    return dict(zip(names, row, strict=True)) if row else None


def terms(s: Session, id: int) -> list[Term]:
    """Give the roles of one membership, past ones too, for the coordinator's own form."""
    q = select(RoleTerm.id, RoleTerm.role, RoleTerm.own_words, RoleTerm.from_day, RoleTerm.to_day)
    q = q.where(RoleTerm.membership_id == id).order_by(RoleTerm.from_day, RoleTerm.id)
    return [Term(*r) for r in s.execute(q.execution_options(**PASSED))]


def join(s: Session, /, group: int, people: Iterable[int], **values: object) -> int:
    """Let people take part in a group from today on, and say how many did not before."""
    from allydesk.models.base import put

    inside = {r.person_id for r in of_group(s, group, Audience.COORDINATOR)}
    new = [p for p in dict.fromkeys(people) if p not in inside]
    for person in new:
        put(
            s,
            Membership,
            None,
            {"joined": today(), **values, "person_id": person, "group_id": group},
        )
    return len(new)
