"""Who has done which course, when, and until when it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    and_,
    exists,
    func,
    or_,
    select,
    true,
)
from sqlalchemy import inspect as sa_inspect
from sqlalchemy.orm import Mapped, Session

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import organisation, privacy
from allydesk.models.base import Record, Sensitivity, field, fields, put, today
from allydesk.models.event import Event, reveals
from allydesk.models.learning.certificate import Certificate
from allydesk.models.learning.course import Course, expiry, minutes_problem
from allydesk.models.person import Person
from allydesk.models.privacy import PASSED, Audience, View

RESULTS = {"done": _("Completed"), "passed": _("Passed"), "failed": _("Not passed")}


class Completion(Record):
    """One person has done one course on one day.

    Where it comes from an event that tells what a private list keeps, only the coordinator is
    told of it, and who reads that event's own page: see `shown`.
    """

    __tablename__ = "completion"
    one: ClassVar[str] = _("completion")
    many: ClassVar[str] = _("completions")

    person_id: Mapped[int] = field(
        _("Person"), ForeignKey("person.id", ondelete="CASCADE"), refers="person"
    )
    course_id: Mapped[int] = field(
        _("Course"), ForeignKey("course.id", ondelete="CASCADE"), refers="course"
    )
    completed_on: Mapped[dt.date] = field(_("Completed on"))
    minutes: Mapped[int | None] = field(_("Minutes"), check=minutes_problem)
    result: Mapped[str] = field(_("Result"), choices=RESULTS)
    expires: Mapped[dt.date | None] = field(
        _("Counts until"), hint=_("Worked out from the course, unless you type another day."),
        ahead=True,
    )  # fmt: skip
    earlier: Mapped[bool] = field(
        _("From an earlier job"), hint=_("Done before they started here, and it counts.")
    )
    given_number: Mapped[str | None] = field(
        _("Number of another certificate"), longest=60,
        hint=_("Of one that somebody else gave. Your own are numbered here."),
    )  # fmt: skip
    revoked_on: Mapped[dt.date | None] = field(_("Revoked on"), hint=_("Then it does not count."))
    revoked_because: Mapped[str | None] = field(
        _("Why revoked"), longest=500, lines=2, sensitivity=Sensitivity.PRIVATE
    )
    # Not a foreign key: one whose event is deleted stays as hidden as it may have been.
    event_id: Mapped[int | None] = field(_("From the event"), refers="event", index=True)
    __table_args__ = (
        # All that a matrix looks at: no table row is read for it.
        Index(
            "ix_completion_counting",
            "course_id", "person_id", "revoked_on", "result", "expires", "completed_on", "event_id",
        ),
        Index("ix_completion_person", "person_id", "completed_on"),
    )  # fmt: skip

    def prepare(self, s: Session) -> None:
        self.result = self.result or "done"
        given: dt.date | None = self.completed_on  # a form not filled in yet has none
        self.completed_on = given or today()
        self.earlier = bool(self.earlier)
        if self.revoked_on is None:
            self.revoked_because = None
        course = s.get(Course, self.course_id) if self.course_id else None
        if course is not None:
            if self.id is None and self.minutes is None:
                self.minutes = course.minutes
            if self._expires_anew():
                self.expires = expiry(self.completed_on, course.refresh_months)

    def _expires_anew(self) -> bool:
        """Say whether the day it runs out follows from what was just given."""
        changed = {n for n, a in sa_inspect(self).attrs.items() if a.history.has_changes()}
        if self.id is None:
            return self.expires is None
        return bool(changed & {"completed_on", "course_id"}) and "expires" not in changed

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        if self.completed_on > today():
            yield "completed_on", _("This day is still to come. Note it when they have done it.")
        if self.expires and self.expires < self.completed_on:
            yield "expires", _("It would run out before the day it was done.")
        if self.revoked_on and not self.revoked_because:
            yield "revoked_because", _("Say why it was revoked.")
        if self.revoked_on and self.revoked_on < self.completed_on:
            yield "revoked_on", _("It cannot be revoked before the day it was done.")
        started = s.execute(select(Person.started).where(Person.id == self.person_id)).scalar()
        if message := before_start(started, self.completed_on, s, earlier=self.earlier):
            yield "completed_on", message
        if self.revoked_on is None and self._twice(s):
            yield "completed_on", TWICE

    def _twice(self, s: Session) -> bool:
        same = exists().where(
            Completion.person_id == self.person_id,
            Completion.course_id == self.course_id,
            Completion.completed_on == self.completed_on,
            Completion.revoked_on.is_(None),
            Completion.id != (self.id or 0),
        )
        return bool(s.execute(select(same).execution_options(**PASSED)).scalar())


TWICE = _("They have this course on this day already.")


def before_start(
    started: dt.date | None, on: dt.date, s: Session, *, earlier: bool = False
) -> str | None:
    """Give the sentence for a completion before the person started here, unless that is meant."""
    if started is None or on >= started or earlier:
        return None
    day = dates.medium(started, organisation.language(s))
    return _(
        "They started on {day}, after this. Check the day, or tick “From an earlier job”."
    ).format(day=day)


def counting() -> ColumnElement[bool]:
    """Give the condition that a completion counts: neither revoked nor failed."""
    return and_(Completion.revoked_on.is_(None), Completion.result != "failed")


def shown(view: View) -> ColumnElement[bool]:
    """Give the condition that a completion may be shown in a view.

    The coordinator has to know who did what, so as not to ask for it twice. Anyone else could
    tell by the day that somebody was with a private group, and is shown nothing of it except on
    the page of that event.
    """
    if view.audience is Audience.COORDINATOR:
        return true()
    told = select(Event.id).where(privacy.at_event(view, Event, reveals()))
    return or_(Completion.event_id.is_(None), Completion.event_id.in_(told))


class Row(NamedTuple):
    """One completion. event is left empty where naming it would tell what a private list keeps."""

    id: int
    person_id: int
    name: str
    sort_name: str | None
    team: str | None
    course_id: int
    course: str
    completed_on: dt.date
    minutes: int | None
    result: str
    expires: dt.date | None
    earlier: bool
    revoked_on: dt.date | None
    revoked_because: str | None
    given_number: str | None
    number: int | None  # in the register
    issued_on: dt.date | None
    printed: int | None  # how often its certificate was printed
    event_id: int | None
    event: str | None

    @property
    def counts(self) -> bool:
        """Say whether it counts, whether or not it has run out."""
        return self.revoked_on is None and self.result != "failed"

    @property
    def certificate(self) -> str | None:
        """Give the number of its certificate in words: the register's, else the one given."""
        from allydesk.models.learning.certificate import words

        if self.number is None or self.issued_on is None:
            return self.given_number
        return words(self.number, self.issued_on)


_ROW = (
    Completion.id, Person.id, Person.full_name, Person.sort_name, Person.team, Course.id,
    Course.title, Completion.completed_on, Completion.minutes, Completion.result,
    Completion.expires, Completion.earlier, Completion.revoked_on, Completion.revoked_because,
    Completion.given_number, Certificate.id, Certificate.issued_on, Certificate.printed, Event.id,
    Event.title,
)  # fmt: skip


def seen(view: View, *columns: Any) -> Select[Any]:
    """Begin every reading of completions: joined to what they speak of, through the gate."""
    q: Select[Any] = select(*columns).select_from(Completion)
    q = q.join(Person, Person.id == Completion.person_id)
    q = q.join(Course, Course.id == Completion.course_id)
    q = q.outerjoin(Certificate, Certificate.completion_id == Completion.id)
    named = and_(Event.id == Completion.event_id, privacy.at_event(view, Event, reveals()))
    q = q.outerjoin(Event, named)
    return q.where(shown(view)).execution_options(**PASSED)


def _rows(s: Session, view: View, *conditions: ColumnElement[bool]) -> list[Row]:
    q = seen(view, *_ROW).where(*conditions)
    q = q.order_by(Person.sort_key, Person.id, Completion.completed_on.desc(), Completion.id)
    return [Row(*r) for r in s.execute(q)]


def of_person(
    s: Session,
    person: int,
    audience: Audience = Audience.COORDINATOR,
    *,
    private_groups: bool = False,
) -> list[Row]:
    """Give what a person has done, the newest first, revoked ones too."""
    view = View(audience, private_groups=private_groups)
    return _rows(s, view, Completion.person_id == person)


def of_course(s: Session, course: int, audience: Audience = Audience.COORDINATOR) -> list[Row]:
    """Give who has done a course in name order, revoked ones too."""
    return _rows(s, View(audience), Completion.course_id == course)


def of_event(s: Session, event: int, audience: Audience = Audience.COORDINATOR) -> list[Row]:
    """Give the completions that come from an event in name order, for its own page or paper."""
    return _rows(s, View(audience, event=event), Completion.event_id == event)


def some(
    s: Session,
    wanted: Sequence[int],
    audience: Audience = Audience.COORDINATOR,
    *,
    event: int | None = None,
) -> list[Row]:
    """Give some completions in the order of their ids, as far as an audience may know.

    event is the one whose own paper this is.
    """
    found = {r.id: r for r in _rows(s, View(audience, event=event), Completion.id.in_(wanted))}
    return [found[id] for id in wanted if id in found]


def everywhere(
    s: Session,
    audience: Audience = Audience.COORDINATOR,
    *,
    private_groups: bool = False,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> list[Row]:
    """Give every completion in name order, of a span of days where one is given."""
    within = [Completion.completed_on >= first] if first else []
    within += [Completion.completed_on <= last] if last else []
    return _rows(s, View(audience, private_groups=private_groups), *within)


def card(s: Session, id: int) -> dict[str, object] | None:
    """Give the fields of one completion, for the coordinator's own form."""
    names = list(fields(Completion))
    q = select(*(getattr(Completion, n) for n in names)).where(Completion.id == id)
    row = s.execute(q.execution_options(**PASSED)).one_or_none()
    return dict(zip(names, row, strict=True)) if row else None


def revoke(s: Session, ids: Iterable[int], because: str, on: dt.date | None = None) -> int:
    """Let completions count no longer, and give how many. Their numbers stay in the register."""
    done = 0
    for id in ids:
        put(s, Completion, id, {"revoked_on": on or today(), "revoked_because": because})
        done += 1
    return done


def restore(s: Session, ids: Iterable[int]) -> int:
    """Let revoked completions count again, and give how many."""
    done = 0
    for id in ids:
        put(s, Completion, id, {"revoked_on": None})
        done += 1
    return done


def join(s: Session, keep: int, gone: int) -> None:
    """Where two people become one, make one of two completions of a course on a day.

    The one with a certificate stays.
    """
    mine = {(c.course_id, c.completed_on): c for c in _of(s, keep) if c.revoked_on is None}
    numbered = set(
        s.execute(select(Certificate.completion_id).where(Certificate.completion_id.is_not(None)))
        .scalars()
    )  # fmt: skip
    for theirs in _of(s, gone):
        same = mine.get((theirs.course_id, theirs.completed_on))
        if same is None or theirs.revoked_on is not None:
            continue
        s.delete(same if theirs.id in numbered and same.id not in numbered else theirs)
    s.flush()


def _of(s: Session, person: int) -> list[Completion]:
    q = select(Completion).where(Completion.person_id == person).order_by(Completion.id)
    return list(s.execute(q.execution_options(**PASSED)).scalars())


def count(s: Session, course: int) -> int:
    """Give how many completions a course has, revoked ones too. A number names nobody."""
    q = select(func.count(Completion.id)).where(Completion.course_id == course)
    return int(s.execute(q.execution_options(**PASSED)).scalar_one())


def remove_course(s: Session, course: int) -> None:
    """Delete a course that nobody has done. Raises Problem where somebody has."""
    from allydesk.models.base import drop

    if count(s, course):
        raise Problem(
            _("People have done this course. Mark it as no longer offered; its history stays.")
        )
    drop(s, Course, [course])
