"""Who has to have done a course: everybody, a team, a place of work, a role, allies, managers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session

from allydesk.language import _
from allydesk.models import membership
from allydesk.models.base import Record, field, today
from allydesk.models.privacy import Audience
from allydesk.text import fold

WHO = {
    "everyone": _("Everyone"),
    "team": _("A team"),
    "location": _("A location"),
    "lead": _("Group leads"),
    "role": _("Another role in a group"),
    "ally": _("Allies"),
    "manager": _("Managers"),
}
_NEEDS_WORDS = {
    "team": _("Say which team."),
    "location": _("Say which location."),
    "role": _("Choose which role."),
}
_MOST_GRACE = 3660


def _grace_problem(days: int) -> str | None:
    return None if 0 <= days <= _MOST_GRACE else _("Choose a number of days from 0 to 3660.")


class Requirement(Record):
    """A rule that some people have to do a course, from a day on.

    Allies and roles are those in open groups alone: what is missing must not tell who takes part
    in a private one.
    """

    __tablename__ = "requirement"
    one: ClassVar[str] = _("rule")
    many: ClassVar[str] = _("rules")

    course_id: Mapped[int] = field(
        _("Course"), ForeignKey("course.id", ondelete="CASCADE"), index=True, refers="course"
    )
    who: Mapped[str] = field(_("Required for"), choices=WHO)
    which: Mapped[str | None] = field(
        _("Which one"), longest=120, hint=_("The team, the location or the role.")
    )
    from_day: Mapped[dt.date] = field(_("From"))
    grace: Mapped[int] = field(
        _("Days to do it"), check=_grace_problem,
        hint=_("Counted from that day, or from the day somebody starts."),
    )  # fmt: skip

    def prepare(self, s: Session) -> None:
        self.who = self.who or "everyone"
        given: dt.date | None = self.from_day  # a form not filled in yet has none
        self.from_day = given or today()
        self.grace = self.grace or 0
        if self.who not in _NEEDS_WORDS:
            self.which = None

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        if self.who in _NEEDS_WORDS and not self.which:
            yield "which", _NEEDS_WORDS[self.who]
        elif self.who == "role" and self.which not in membership.ROLES:
            yield "which", _NEEDS_WORDS["role"]
        same = select(Requirement.who, Requirement.which).where(
            Requirement.course_id == self.course_id, Requirement.id != (self.id or 0)
        )
        mine = (self.who, fold(self.which or ""))
        if any((who, fold(which or "")) == mine for who, which in s.execute(same)):
            yield "who", _("This course is already required for them.")


class Row(NamedTuple):
    """One rule."""

    id: int
    course_id: int
    who: str
    which: str | None
    from_day: dt.date
    grace: int

    @property
    def words(self) -> str:
        """Give "Everyone", "Team: Finance" or "Treasurer"."""
        if self.who == "role":
            return membership.ROLES.get(self.which or "", WHO["role"])
        patterns = {"team": _("Team: {which}"), "location": _("Location: {which}")}
        return (
            patterns[self.who].format(which=self.which) if self.who in patterns else WHO[self.who]
        )


_ROW = tuple(getattr(Requirement, name) for name in Row._fields)


def of_course(s: Session, course: int) -> list[Row]:
    """Give the rules of a course, the oldest first."""
    return rules(s, [course])


def rules(s: Session, courses: Sequence[int]) -> list[Row]:
    """Give the rules of some courses."""
    q = select(*_ROW).where(Requirement.course_id.in_(courses))
    return [Row(*r) for r in s.execute(q.order_by(Requirement.from_day, Requirement.id))]


class Learner(NamedTuple):
    """Somebody who works here, as far as rules look at it."""

    id: int
    name: str
    sort_name: str | None
    team: str | None
    location: str | None
    email: str | None
    started: dt.date | None
    manages: str | None


def meant(
    s: Session, rule: Row, people: Sequence[Learner], audience: Audience, on: dt.date
) -> Sequence[Learner]:
    """Give those whom a rule means, as far as an audience may know why.

    Who is an ally is told to nobody but the coordinator, not even by what they still have to do.
    """
    wanted = fold(rule.which or "")
    if rule.who == "everyone":
        return people
    tests: dict[str, Callable[[Learner], bool]] = {
        "team": lambda p: fold(p.team or "") == wanted,
        "location": lambda p: fold(p.location or "") == wanted,
        "manager": lambda p: p.manages == "yes",
    }
    if test := tests.get(rule.who):
        return [p for p in people if test(p)]
    if rule.who == "ally":
        ids = membership.allies(s, on) if audience is Audience.COORDINATOR else set()
    else:
        roles = membership.LEADING if rule.who == "lead" else (rule.which or "",)
        ids = membership.holding(s, audience, on, roles)
    return [p for p in people if p.id in ids]
