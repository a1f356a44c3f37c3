"""What documents about learning ask and say alike: whom they are about, who may read them, how long, until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy.orm import Session

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models.learning import course, standing
from allydesk.models.privacy import Audience
from allydesk.reports.report import Given, Kind, Option
from allydesk.text import fold

TEAM = Option("team", _("Only the team"), Kind.TEXT, remembered=False, hint=_("May stay empty."))
LOCATION = Option(
    "location", _("Only the location"), Kind.TEXT, remembered=False, hint=_("May stay empty.")
)

_HOURS_ALONE = 600  # minutes, from which on quarters of an hour say nothing


def courses(s: Session) -> Mapping[int, str]:
    """Give all courses, those no longer offered too: id -> title."""
    return {c.id: c.title for c in course.listing(s, chip="all")}


def offered(s: Session, _day: dt.date) -> tuple[int, ...]:
    """Give the courses that are offered."""
    return tuple(c.id for c in course.listing(s))


COURSES = Option(
    "courses", _("Courses"), Kind.RECORDS, remembered=False, among=courses, usual=offered,
    hint=_("Ticked: those that are offered."),
    typed=_("Titles, with ; between, or “all”. Those offered, if left out."),
)  # fmt: skip


def audience(*, self_too: bool = False) -> Option:
    """Make the question who will see what people learned."""
    first = _("Only you and the person") if self_too else _("Only you, the coordinator")
    return Option(
        "audience", _("Who will see this paper?"), Kind.CHOICE, Audience.COORDINATOR.value,
        {Audience.COORDINATOR.value: first, Audience.ANYONE.value: _("Managers and others here")},
        hint=_("Others are not told what would give away who is in a private group."),
        remembered=False,
    )  # fmt: skip


def foot(reader: Audience, *, self_too: bool = False) -> str:
    """Give the line at the foot of a page with names and what they learned."""
    if reader is not Audience.COORDINATOR:
        return _("For managers. Personal data: shred after use.")
    if self_too:
        return _("For the person and the coordinator. Private: shred after use.")
    return _("For the coordinator. Private: shred after use.")


class Where(NamedTuple):
    """The team and the location that were asked for; nothing means all of them."""

    team: str
    location: str

    @property
    def words(self) -> str:
        return " · ".join(filter(None, self))


def where(s: Session, options: Given) -> Where:
    """Give the team and the location that were asked for; raise Problem where nobody is there."""
    found = Where(*(str(options[name] or "").strip() for name in Where._fields))
    everybody = standing.learners(s) if any(found) else []
    _known(TEAM, found.team, {p.team for p in everybody})
    _known(LOCATION, found.location, {p.location for p in everybody})
    return found


def _known(option: Option, wanted: str, there: set[str | None]) -> None:
    known = sorted(filter(None, there))
    if wanted and fold(wanted) not in map(fold, known):
        raise Problem(
            _("{label}: nobody is found under “{words}”. Possible: {known}.").format(
                label=option.label, words=wanted, known=", ".join(known) or "–"
            )
        )


def people(options: Given) -> tuple[int, ...] | None:
    """Give the people who were chosen, or None for everybody."""
    found = options["people"]
    return found if isinstance(found, tuple) else None


def length(minutes: int | None, language: str) -> str:
    """Give "45 minutes" or "1.5 hours", or nothing where it is not known."""
    from babel.numbers import format_decimal

    if not minutes:
        return ""
    if minutes >= _HOURS_ALONE:
        minutes = round(minutes / 60) * 60
    if minutes < 60 or minutes % 15:
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    hours = minutes / 60
    said = str(format_decimal(hours, "#,##0.##", locale=dates.locale(language)))
    # Fractions take the plural in the languages that have two forms.
    return ngettext("{n} hour", "{n} hours", 1 if hours == 1 else 2).format(n=said)


def until(day: dt.date | None, language: str) -> str:
    """Give the last day something counts, or nothing where it counts for ever."""
    return dates.medium(day, language) if day else ""
