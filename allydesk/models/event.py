"""Events: what takes place, when and where, who hosts it, and what is arranged for everybody."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, and_, exists, or_, select
from sqlalchemy import inspect as sa_inspect
from sqlalchemy.orm import Mapped, MappedColumn, Session, mapped_column

from allydesk import dates
from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.base import Record, Sensitivity, field, put
from allydesk.models.group import Group
from allydesk.text import search_key

KINDS = {
    "meeting": _("Group meeting"),
    "training": _("Training"),
    "workshop": _("Workshop"),
    "seminar": _("Seminar"),
    "panel": _("Panel"),
    "story": _("Story session"),
    "listening": _("Listening circle"),
    "focus": _("Focus group"),
    "celebration": _("Celebration"),
    "fair": _("Fair"),
    "other": _("Other event"),
}
LEARNING = ("training", "workshop", "seminar", "panel")
MEETINGS = ("meeting", "story", "listening", "focus")
_NUMBER_ALONE = ("listening", "focus")  # what is said there is only said where nobody is listed
MODES = {"in_person": _("In person"), "online": _("Online"), "hybrid": _("In person and online")}
STATUSES = {
    "draft": _("Draft"),
    "planned": _("Planned"),
    "confirmed": _("Confirmed"),
    "postponed": _("Postponed"),
    "cancelled": _("Cancelled"),
    "held": _("Took place"),
}
TAKES_PLACE = ("planned", "confirmed", "held")
ACCESS = {"unknown": _("Not known yet"), "yes": _("Yes"), "no": _("No")}
PHOTOS = {"ask": _("Ask each person"), "none": _("No photos"), "yes": _("Photos are fine")}
WHO_CAME = {"names": _("Names"), "number": _("Only a number")}
HOSTING = {
    "host": _("Host"),
    "co_host": _("Co-host"),
    "partner": _("Partner"),
    "invited": _("Invited"),
}
OURS = "@allydesk.invalid"  # how the name ends that calendars know an event of ours by
USUAL_LENGTH = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)
_LONGEST = dt.timedelta(days=366)
_YEARS = range(1990, 2200)


def _places_problem(places: int) -> str | None:
    return (
        None if 1 <= places <= 100_000 else _("Choose a number from 1 upwards, or leave it empty.")
    )


def _access(label: str, hint: str = "") -> MappedColumn[str]:
    return field(label, choices=ACCESS, hint=hint)


class Event(Record):
    """Something that takes place. Times are those on the wall where it does.

    An event for whole days starts and ends at midnight of its first and its last day.
    """

    __tablename__ = "event"
    one: ClassVar[str] = _("event")
    many: ClassVar[str] = _("events")

    kind: Mapped[str] = field(_("Kind"), choices=KINDS)
    title: Mapped[str] = field(_("Title"), longest=200)
    door_title: Mapped[str | None] = field(
        _("Title for the door"), longest=120,
        hint=_("Stands on the door, the sign-in sheet and the check-in screen, as in “Evening meeting”."),
    )  # fmt: skip
    starts: Mapped[dt.datetime] = field(_("Starts"))
    ends: Mapped[dt.datetime] = field(_("Ends"))
    whole_day: Mapped[bool] = field(_("Whole day"))
    place: Mapped[str | None] = field(
        _("Place"), longest=120, suggest=True, hint=_("The building or the address.")
    )
    room: Mapped[str | None] = field(_("Room"), longest=80, suggest=True)
    mode: Mapped[str] = field(_("How"), choices=MODES)
    joining: Mapped[str | None] = field(
        _("Joining online"), longest=500, hint=_("The link or phone number, and the code.")
    )
    capacity: Mapped[int | None] = field(
        _("Places"), check=_places_problem, hint=_("Then a waiting list begins. Empty: no limit.")
    )
    status: Mapped[str] = field(_("Status"), choices=STATUSES)
    audience: Mapped[str | None] = field(
        _("Who it is for"), longest=200, suggest=True, hint=_("As in “Everyone” or “New managers”.")
    )
    purpose: Mapped[str | None] = field(
        _("Purpose"), longest=2000, lines=3, hint=_("One or two sentences for the invitation.")
    )
    course_id: Mapped[int | None] = field(
        _("Course"), ForeignKey("course.id", ondelete="SET NULL"), index=True, refers="course",
        hint=_("What people have done who came."),
    )  # fmt: skip
    step_free: Mapped[str] = _access(_("Step-free way in"))
    hearing_loop: Mapped[str] = _access(_("Hearing loop"))
    captions: Mapped[str] = _access(_("Captions"))
    quiet_space: Mapped[str] = _access(_("Quiet space"))
    private_room: Mapped[str] = _access(_("Prayer or feeding room"))
    food_labels: Mapped[str] = _access(_("Food is labelled"))
    pronoun_badges: Mapped[str] = _access(_("Badges with room for pronouns"))
    catering: Mapped[str | None] = field(
        _("Food and drink"), longest=500, lines=2, hint=_("What is ordered, and where.")
    )
    photos: Mapped[str] = field(_("Photos"), choices=PHOTOS)
    confidential: Mapped[bool] = field(
        _("Confidential"),
        hint=_("Who signed up and who came shows on this event’s own page alone."),
    )
    who_came: Mapped[str] = field(
        _("Who came is kept as"), choices=WHO_CAME, hint=_("A number names nobody.")
    )
    run_notes: Mapped[str | None] = field(
        _("Notes for running it"), longest=10_000, lines=4, sensitivity=Sensitivity.PRIVATE,
        hint=_("Printed on the facilitator’s copy alone."),
    )  # fmt: skip
    clash_note: Mapped[str | None] = field(
        _("Why this day"), longest=500, lines=2, sensitivity=Sensitivity.PRIVATE,
        hint=_("Stands on the planning sheet alone."),
    )  # fmt: skip
    minutes_sent: Mapped[dt.date | None] = field(_("Minutes sent round on"))
    thanks_sent: Mapped[dt.date | None] = field(_("Speakers and helpers thanked on"))
    sheet_shredded: Mapped[dt.date | None] = field(_("Sign-in sheet shredded on"))

    series_id: Mapped[int | None] = mapped_column(
        ForeignKey("event_series.id", ondelete="SET NULL"), index=True
    )
    slot: Mapped[dt.datetime | None] = mapped_column()  # when its series has it; starts may differ
    template: Mapped[bool] = mapped_column()  # a pattern to make events of; in no calendar
    uid: Mapped[str] = mapped_column(index=True)  # what calendar programs know it by
    sequence: Mapped[int] = mapped_column()  # how often what they show was changed
    until: Mapped[dt.datetime] = mapped_column()  # the first moment after it
    search_key: Mapped[str] = mapped_column()
    # What a calendar asks for; both ends stand in the index, so that no other row is read.
    __table_args__ = (Index("ix_event_when", "template", "starts", "until"),)

    def prepare(self, s: Session) -> None:
        for name, value in _DEFAULTS.items():
            setattr(self, name, getattr(self, name) or value)
        self.whole_day = bool(self.whole_day)
        self.template = bool(self.template)
        self.confidential = bool(self.confidential)
        self.who_came = self.who_came or ("number" if self.kind in _NUMBER_ALONE else "names")
        self._settle_times()
        self.uid = self.uid or new_uid()
        self.sequence = (self.sequence or 0) + int(self._shown_differently())
        self.search_key = search_key(
            self.title, self.door_title, self.place, self.room, self.audience
        )

    def _settle_times(self) -> None:
        starts: dt.datetime | None = self.starts  # a form not filled in yet has none
        ends: dt.datetime | None = self.ends
        if starts is None:
            return
        if self.whole_day:
            self.starts = _midnight(starts)
            self.ends = _midnight(ends or starts)
            self.until = self.ends + _DAY
        else:
            self.starts = starts.replace(second=0, microsecond=0)
            self.ends = (ends or starts + USUAL_LENGTH).replace(second=0, microsecond=0)
            # An event without length is still on the day it is on.
            self.until = max(self.ends, self.starts + dt.timedelta(minutes=1))

    def _shown_differently(self) -> bool:
        """Say whether a stored event changed in something that calendar files carry."""
        state = sa_inspect(self)
        return state.persistent and any(
            state.attrs[n].history.has_changes() for n in IN_CALENDAR_FILES
        )

    def problems(self, s: Session) -> Iterator[tuple[str, str]]:
        yield from _times_problems(self, partial(organisation.language, s))
        from allydesk.models import attendance

        if self.id is None:
            return
        taken = attendance.taken(s, self.id)
        if self.capacity and self.capacity < taken:
            yield (
                "capacity",
                ngettext(
                    "{n} person has a place. Choose {n} or more, or move them to the waiting list.",
                    "{n} people have a place. Choose {n} or more, or move some to the waiting list.",
                    taken,
                ).format(n=taken),
            )
        if self.who_came == "number" and attendance.named(s, self.id):
            yield (
                "who_came",
                _(
                    "There are names on the list. Take them off first, or use “Keep only the number”."
                ),
            )


_DEFAULTS: Mapping[str, str] = {
    "kind": "meeting", "mode": "in_person", "status": "planned", "photos": "ask",
    "step_free": "unknown", "hearing_loop": "unknown", "captions": "unknown",
    "quiet_space": "unknown", "private_room": "unknown", "food_labels": "unknown",
    "pronoun_badges": "unknown",
}  # fmt: skip
ACCESS_ITEMS = (
    "step_free", "hearing_loop", "captions", "quiet_space", "private_room", "food_labels",
    "pronoun_badges",
)  # fmt: skip
IN_CALENDAR_FILES = (
    "title", "door_title", "confidential", "starts", "ends", "whole_day", "place", "room", "status",
    "purpose",
)  # fmt: skip


def _midnight(moment: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(moment.date(), dt.time())


def new_uid() -> str:
    """Give a name that no other calendar entry in the world has, and that says nothing."""
    return f"{uuid.uuid4()}{OURS}"


def _times_problems(event: Event, language: Callable[[], str]) -> Iterator[tuple[str, str]]:
    starts, ends = event.starts, event.ends
    if starts.year not in _YEARS:
        yield "starts", _("Check the year of the start.")
    elif ends < starts:
        yield "ends", end_before_start(starts, ends, language(), whole_day=event.whole_day)
    elif ends - starts > _LONGEST:
        yield "ends", _("This event would last longer than a year. Check the day it ends.")


def end_before_start(
    starts: dt.datetime, ends: dt.datetime, language: str, *, whole_day: bool = False
) -> str:
    """Give the sentence for an event that ends before it starts."""
    if starts.date() == ends.date():
        first, last = dates.clock(starts), dates.clock(ends)
    else:
        first, last = (dates.medium(d, language) for d in (starts, ends))
        if not whole_day:
            first, last = f"{first} {dates.clock(starts)}", f"{last} {dates.clock(ends)}"
    return _("The end ({end}) is before the start ({start}).").format(end=last, start=first)


class EventGroup(Record):
    """A group that hosts an event, helps with it, or is invited."""

    __tablename__ = "event_group"
    one: ClassVar[str] = _("group at an event")
    many: ClassVar[str] = _("groups at events")

    event_id: Mapped[int] = field(
        _("Event"), ForeignKey("event.id", ondelete="CASCADE"), refers="event"
    )
    group_id: Mapped[int] = field(
        _("Group"),
        ForeignKey("employee_group.id", ondelete="CASCADE"),
        index=True,
        refers="employee_group",
    )
    role: Mapped[str] = field(_("Takes part as"), choices=HOSTING)
    __table_args__ = (UniqueConstraint("event_id", "group_id"),)

    def prepare(self, s: Session) -> None:
        self.role = self.role or "host"


def host(s: Session, event: int, groups: Mapping[int, str]) -> None:
    """Say which groups take part in an event, as what; others no longer do."""
    stored = {
        g.group_id: g for g in s.execute(select(EventGroup).filter_by(event_id=event)).scalars()
    }
    for id, link in stored.items():
        if id not in groups:
            s.delete(link)
    s.flush()
    for id, role in groups.items():
        known = stored[id].id if id in stored else None
        put(s, EventGroup, known, {"event_id": event, "group_id": id, "role": role})


def _linked(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    at = and_(EventGroup.event_id == Event.id, Group.id == EventGroup.group_id, *conditions)
    return exists().where(at).correlate(Event)


def reveals() -> ColumnElement[bool]:
    """Give the condition that being at an event tells what a private list keeps to itself.

    True of a confidential event, of one that a private group gives, and of one to which nobody
    but private groups is invited.
    """
    private = Group.listing != "open"
    gives = _linked(private, EventGroup.role != "invited")
    alone = and_(_linked(private), ~_linked(Group.listing == "open"))
    return or_(Event.confidential, gives, alone)


def move(s: Session, id: int, starts: dt.datetime) -> None:
    """Let an event start at another time; it lasts as long as before."""
    found = s.execute(select(Event.starts, Event.ends).where(Event.id == id)).one_or_none()
    if found is None:
        raise Problem(_("This event is no longer here. Undo may bring it back."))
    put(s, Event, id, {"starts": starts, "ends": starts + (found.ends - found.starts)})
