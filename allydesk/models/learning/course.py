"""Courses: what can be learned here, how long it takes, and how long it counts."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from allydesk.collation import sort_key
from allydesk.language import _
from allydesk.models import organisation
from allydesk.models.base import Record, Sensitivity, field
from allydesk.models.privacy import PASSED
from allydesk.text import fold, like, search_key

KINDS = {
    "seminar": _("Seminar"),
    "workshop": _("Workshop"),
    "panel": _("Panel"),
    "e_learning": _("E-learning"),
    "self_study": _("Self-study"),
    "circle": _("Learning circle"),
    "conference": _("Conference"),
}
LEVELS = {
    "basic": _("For beginners"),
    "further": _("For those who know some"),
    "expert": _("For experts"),
}
STATUSES = {"active": _("Offered"), "retired": _("No longer offered")}
CHIPS = {"active": _("Offered"), "retired": _("No longer offered"), "all": _("All")}
_LONGEST = 100_000  # minutes
_MOST_MONTHS = 600


def minutes_problem(minutes: int) -> str | None:
    """Give the sentence for a length that cannot be."""
    if 0 <= minutes <= _LONGEST:
        return None
    return _("Choose a number of minutes from 0 to {most}.").format(most=f"{_LONGEST:,}")


def _months_problem(months: int) -> str | None:
    if 1 <= months <= _MOST_MONTHS:
        return None
    return _("Choose 1 month or more. Leave it empty if it never has to be repeated.")


class Course(Record):
    """Something people learn once, or again after some months. A session of it is an event."""

    __tablename__ = "course"
    one: ClassVar[str] = _("course")
    many: ClassVar[str] = _("courses")

    title: Mapped[str] = field(_("Title"), longest=200)
    kind: Mapped[str] = field(_("Kind"), choices=KINDS)
    level: Mapped[str] = field(_("Level"), choices=LEVELS)
    status: Mapped[str] = field(_("Status"), choices=STATUSES, hint=_("The history stays."))
    minutes: Mapped[int | None] = field(
        _("Minutes"), check=minutes_problem, hint=_("How long it takes, as in 90.")
    )
    refresh_months: Mapped[int | None] = field(
        _("Repeat after months"), check=_months_problem, hint=_("Empty: it counts for ever.")
    )
    objectives: Mapped[str | None] = field(
        _("What people learn"), longest=4000, lines=4,
        hint=_("One line for each; they can stand on the back of the certificate."),
    )  # fmt: skip
    certificate_words: Mapped[str | None] = field(
        _("Words on the certificate"), longest=500, lines=2,
        hint=_("As in “has taken part in”. Empty: the usual words."),
    )  # fmt: skip
    notes: Mapped[str | None] = field(
        _("Notes for facilitators"), longest=10_000, lines=4, sensitivity=Sensitivity.PRIVATE,
        hint=_("Printed on the facilitator’s copy alone."),
    )  # fmt: skip

    search_key: Mapped[str] = mapped_column()

    def prepare(self, s: Session) -> None:
        self.kind = self.kind or "workshop"
        self.level = self.level or "basic"
        self.status = self.status or "active"
        self.search_key = search_key(self.title, self.objectives)
        if self.id is not None:
            self._move_expiries(s)

    def _move_expiries(self, s: Session) -> None:
        """Let completions expire by the new rule, but for those that somebody gave a day of their own."""
        before = s.execute(select(Course.refresh_months).where(Course.id == self.id)).scalar()
        if before == self.refresh_months or _broken(self.refresh_months):
            return
        from allydesk.models.learning.completion import Completion

        changes = [
            {"id": id, "expires": expiry(on, self.refresh_months)}
            for id, on in _by_rule(s, self.id, before)
        ]
        if changes:
            s.execute(update(Completion), changes)

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        others = s.execute(select(Course.title).where(Course.id != (self.id or 0))).scalars()
        same = next((t for t in others if fold(t) == fold(self.title)), None)
        if same is not None:
            yield "title", _("There is already a course called “{title}”.").format(title=same)


def _by_rule(s: Session, id: int, months: int | None) -> list[tuple[int, dt.date]]:
    """Give (id, day) of the completions of a course that run out by its rule, not on a day typed in."""
    from allydesk.models.learning.completion import Completion

    q = select(Completion.id, Completion.completed_on, Completion.expires)
    rows = s.execute(q.where(Completion.course_id == id).execution_options(**PASSED))
    return [(c, on) for c, on, expires in rows if expires == expiry(on, months)]


def following(s: Session, id: int) -> int:
    """Give how many completions count until another day when a course is repeated after other months."""
    found = row(s, id)
    return len(_by_rule(s, id, found.refresh_months)) if found else 0


def _broken(months: int | None) -> bool:
    return months is not None and _months_problem(months) is not None


def expiry(on: dt.date, months: int | None) -> dt.date | None:
    """Give the last day that something counts; None for ever.

    31 January and a month is the last day of February; 29 February and a year is the 28th.
    """
    if months is None:
        return None
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    month += 1
    return dt.date(year, month, min(on.day, monthrange(year, month)[1]))


class Row(NamedTuple):
    """One line of a list of courses."""

    id: int
    title: str
    kind: str
    level: str
    status: str
    minutes: int | None
    refresh_months: int | None
    objectives: str | None
    certificate_words: str | None


_ROW = tuple(getattr(Course, name) for name in Row._fields)


def listing(s: Session, text: str = "", chip: str = "active") -> list[Row]:
    """Give courses by title, narrowed by words and by a chip."""
    q = select(*_ROW).where(*(Course.search_key.like(p, escape="\\") for p in like(text)))
    if chip != "all":
        q = q.where(Course.status == chip)
    language = organisation.language(s)
    return sorted(
        (Row(*r) for r in s.execute(q)), key=lambda c: (sort_key(c.title, language), c.id)
    )


def row(s: Session, id: int) -> Row | None:
    """Give one course, or None when it is gone."""
    found = s.execute(select(*_ROW).where(Course.id == id)).one_or_none()
    return Row(*found) if found else None


def of_event(s: Session, event: int) -> Row | None:
    """Give the course that an event is a session of; None when it is none."""
    from allydesk.models.event import Event

    q = select(*_ROW).join(Event, Event.course_id == Course.id).where(Event.id == event)
    found = s.execute(q).one_or_none()
    return Row(*found) if found else None


def sessions(s: Session, course: int) -> list[int]:
    """Give the ids of the events that are sessions of a course, the latest first."""
    from allydesk.models.event import Event

    q = select(Event.id).where(Event.course_id == course, ~Event.template)
    return list(s.execute(q.order_by(Event.starts.desc(), Event.id)).scalars())


def next_session(s: Session, course: int, now: dt.datetime) -> int | None:
    """Give the event at which a course is given next; None when none is planned."""
    from allydesk.models.event import TAKES_PLACE, Event

    q = select(Event.id).where(
        Event.course_id == course, ~Event.template, Event.until > now,
        Event.status.in_(TAKES_PLACE),
    )  # fmt: skip
    return s.execute(q.order_by(Event.starts, Event.id).limit(1)).scalar()


def last_session(s: Session, now: dt.datetime) -> int | None:
    """Give the last event at which any course was given, or None."""
    from allydesk.models.event import TAKES_PLACE, Event

    q = select(Event.id).where(
        Event.course_id.is_not(None), ~Event.template, Event.starts <= now,
        Event.status.in_(TAKES_PLACE),
    )  # fmt: skip
    return s.execute(q.order_by(Event.starts.desc(), Event.id).limit(1)).scalar()


def count(s: Session) -> int:
    """Give how many courses there are, those no longer offered included."""
    return s.execute(select(func.count(Course.id))).scalar_one()
