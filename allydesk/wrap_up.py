"""After an event: numbers from the signed sheet become who came, and the minutes come together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import action, agenda, attendance, schedule
from allydesk.models.attendance import CAME, SAID_YES, SEATED, STATES, Attendance
from allydesk.models.base import drop, put
from allydesk.models.event import Event
from allydesk.models.learning import completion
from allydesk.models.person import Person
from allydesk.models.privacy import Audience

LETTERS = {"P": "present", "L": "late", "E": "excused", "A": "absent"}
_OFF_SHEET = ("wait_listed", "cancelled", "excused")
_SEPARATORS = re.compile(r"[,;\s]+")
_DASH = re.compile(r"\s*[-‐‑–—]\s*")
_MARK = re.compile(r"([^\W\d_])?(\d{1,6})(?:-(\d{1,6}))?([^\W\d_])?")
_MOST = 10_000  # rows on one sheet


class SheetRow(NamedTuple):
    """One row of a sign-in sheet."""

    number: int
    attendance_id: int
    name: str
    sort_name: str | None
    team: str | None
    state: str
    stored: bool  # that it has this number for good


def sheet_rows(s: Session, event: int, audience: Audience = Audience.COORDINATOR) -> list[SheetRow]:
    """Give the rows of the sign-in sheet by number: those once printed, then the others by name.

    A number that was printed stays with its name, whatever happens to the list.
    """
    everybody = attendance.of_event(s, event)
    numbered = [r for r in everybody if r.row_no is not None]
    rest = [r for r in everybody if r.row_no is None and r.state not in _OFF_SHEET]
    last = max((r.row_no or 0 for r in numbered), default=0)
    numbers = {r.id: r.row_no or 0 for r in numbered}
    numbers |= {r.id: last + n for n, r in enumerate(rest, 1)}
    shown = attendance.of_event(s, event, audience)
    rows = [
        SheetRow(
            numbers[r.id], r.id, r.name, r.sort_name, r.team, r.state, stored=r.row_no is not None
        )
        for r in shown
        if r.id in numbers
    ]
    return sorted(rows)


def number_rows(s: Session, event: int) -> list[SheetRow]:
    """Store the numbers of the sign-in sheet as it is now, before it is printed."""
    rows = sheet_rows(s, event)
    for row in rows:
        stored = s.get(Attendance, row.attendance_id)
        if stored is not None and stored.row_no is None:
            stored.row_no = row.number
    s.flush()
    return rows


class Marks(NamedTuple):
    """What was typed from a sheet: number of a row -> state."""

    states: Mapping[int, str]

    def count(self, *states: str) -> int:
        return sum(state in states for state in self.states.values())


def read_marks(text: str) -> Marks:
    """Read "1-9, 12, 15, 17 L20": numbers and ranges, with P, L, E or A where it is not P.

    Raises Problem naming the part that is not understood.
    """
    found: dict[int, str] = {}
    for part in _parts(text):
        first, last, state = _mark(part)
        for number in range(first, last + 1):
            if found.setdefault(number, state) != state:
                raise Problem(
                    _("Number {n} is there twice, as “{one}” and as “{other}”. Keep one.").format(
                        n=number, one=STATES[found[number]], other=STATES[state]
                    )
                )
    return Marks(dict(sorted(found.items())))


def _parts(text: str) -> Iterator[str]:
    """Give the single marks. A letter that stands alone belongs to the number after it."""
    letter = ""
    for part in filter(None, _SEPARATORS.split(_DASH.sub("-", text))):
        if len(part) == 1 and part.isalpha():
            if letter:
                raise _not_understood(letter)
            letter = part
        else:
            yield letter + part
            letter = ""
    if letter:
        raise _not_understood(letter)


def _mark(part: str) -> tuple[int, int, str]:
    found = _MARK.fullmatch(part)
    if not found or (found[1] and found[4]):
        raise _not_understood(part)
    letter = (found[1] or found[4] or "P").upper()
    if letter not in LETTERS:
        raise Problem(
            _("“{part}” is not understood. Use P came, L late, E excused, A did not come.").format(
                part=part
            )
        )
    first = int(found[2])
    last = int(found[3] or found[2])
    if first < 1 or last < first or last > _MOST:
        raise _not_understood(part)
    return first, last, LETTERS[letter]


def _not_understood(part: str) -> Problem:
    return Problem(
        _("“{part}” is not understood. Write numbers and ranges, as in 1-9, 12, L20.").format(
            part=part
        )
    )


class Applied(NamedTuple):
    """How many rows of a sheet were noted as what."""

    came: int
    late: int
    excused: int
    absent: int


def apply_marks(s: Session, event: int, marks: Marks) -> Applied:
    """Note who came by the numbers on the sheet. Nothing is stored when a number is not on it."""
    rows = {r.number: r for r in number_rows(s, event)}
    strange = [n for n in marks.states if n not in rows]
    if strange:
        raise Problem(
            ngettext(
                "Number {numbers} is not on the sheet, which goes to {last}.",
                "Numbers {numbers} are not on the sheet, which goes to {last}.",
                len(strange),
            ).format(numbers=", ".join(map(str, strange[:5])), last=max(rows, default=0))
        )
    for number, state in marks.states.items():
        put(s, Attendance, rows[number].attendance_id, {"state": state})
    return Applied(*(marks.count(state) for state in ("present", "late", "excused", "absent")))


def add_walk_ins(s: Session, event: int, names: Sequence[str], people: Sequence[int] = ()) -> int:
    """Note who came without being on the sheet, by name or as people, and give how many."""
    known = attendance.on_list(s, event, people)
    for person in dict.fromkeys(people):
        id = known[person][0] if person in known else None
        put(s, Attendance, id, {"event_id": event, "person_id": person, "state": "present"})
    for name in names:
        values = {"event_id": event, "walk_in_name": name, "role": "guest", "state": "present"}
        put(s, Attendance, None, values)
    return len(set(people)) + len(names)


def make_person(s: Session, walk_in: int, person: int | None = None) -> int:
    """Make a walk-in a person, new or known, and give the person's id.

    Somebody who is on the list already keeps that line, and it says that they came.
    """
    row = s.get(Attendance, walk_in)
    if row is None or not row.walk_in_name:
        raise Problem(_("This name is no longer on the list. Undo may bring it back."))
    if person is None:
        person = put(s, Person, None, {"full_name": row.walk_in_name})
    if known := attendance.on_list(s, row.event_id, [person]):
        id, state = known[person]
        if state not in CAME:
            put(s, Attendance, id, {"state": row.state, "checked_in_at": row.checked_in_at})
        drop(s, Attendance, [walk_in])
        return person
    role = "attendee" if row.role == "guest" else row.role
    put(s, Attendance, walk_in, {"person_id": person, "walk_in_name": None, "role": role})
    return person


def mark_rest(s: Session, event: int, state: str = "absent") -> int:
    """Note those who said they would come and are not noted otherwise, and give how many.

    The event then took place.
    """
    rest = attendance.of_event(s, event, Audience.COORDINATOR, *SAID_YES)
    for row in rest:
        put(s, Attendance, row.id, {"state": state})
    found = s.get(Event, event)
    if found is not None and found.status in ("planned", "confirmed"):
        put(s, Event, event, {"status": "held"})
    return len(rest)


class Finish(NamedTuple):
    """What the door says when it closes. still_open counts those of whom nothing is noted yet."""

    signed_up: int
    came: int
    missing: int
    maybe: int
    walk_ins: int
    still_open: int


def finish(s: Session, event: int) -> Finish:
    """Give "23 signed up, 21 came, 2 did not come, 1 maybe, 3 walk-ins" in numbers."""
    counts = attendance.counts(s, [event])[event]
    walk_ins = sum(
        r.person_id is None for r in attendance.of_event(s, event, Audience.COORDINATOR, *CAME)
    )
    signed_up = counts.signed_up + counts.absent
    missing = counts.coming + counts.absent
    still_open = counts.coming + counts.maybe
    return Finish(signed_up, counts.came, missing, counts.maybe, walk_ins, still_open)


@dataclass(frozen=True, slots=True)
class Minutes:
    """What an event came to. Names are only those that the audience may know."""

    event: schedule.Row
    came: tuple[attendance.Row, ...]
    excused: tuple[attendance.Row, ...]
    not_named: int  # came without being named here: by number alone, or hidden from this audience
    items: tuple[agenda.Row, ...]
    left_out: int  # confidential items
    actions: tuple[action.Row, ...]
    carried: tuple[action.Row, ...]  # still to do from before
    next_date: schedule.Row | None


def minutes(
    s: Session, event: int, audience: Audience = Audience.GROUP, *, confidential: bool = False
) -> Minutes:
    """Gather what the minutes of an event say, for whoever will read them."""
    row = schedule.row(s, event)
    if row is None:
        raise Problem(_("This event is no longer here. Undo may bring it back."))
    came = attendance.of_event(s, event, audience, *CAME)
    items = agenda.of_event(s, event, audience, confidential=confidential)
    return Minutes(
        event=row,
        came=tuple(came),
        excused=tuple(attendance.of_event(s, event, audience, "excused")),
        not_named=row.counts.came - len(came),
        items=tuple(items),
        left_out=len(agenda.of_event(s, event)) - len(items),
        actions=tuple(action.of_event(s, event, audience)),
        carried=tuple(action.carried(s, event)) if audience is not Audience.ANYONE else (),
        next_date=_next(s, row),
    )


def _next(s: Session, row: schedule.Row) -> schedule.Row | None:
    """Give the next date of the same series, else the next event of the same host."""
    if row.series_id is not None:
        others = schedule.of_series(s, row.series_id)
    else:
        hosts = [h.group_id for h in row.hosts if h.role == "host"]
        found = [i for g in hosts for i in schedule.ids(s, "", "coming", row.ends, group=g)]
        others = schedule.rows(s, found)
    later = [e for e in others if e.starts > row.starts and e.status not in ("cancelled", "draft")]
    return min(later, key=lambda e: e.starts, default=None)


class Step(NamedTuple):
    """One line of the wrap-up checklist. open counts what it still takes; field can be ticked."""

    name: str
    label: str
    done: bool
    open: int
    on: dt.date | None = None
    field: str | None = None


def checklist(s: Session, event: int) -> list[Step]:
    """Give what there is to do after an event, and what of it is done."""
    row = schedule.row(s, event)
    stored = s.execute(
        select(Event.minutes_sent, Event.thanks_sent, Event.sheet_shredded).where(Event.id == event)
    ).one_or_none()
    if row is None or stored is None:
        return []
    waiting = row.counts.coming + row.counts.maybe
    if row.who_came == "number":
        waiting = int(attendance.unnamed(s, event) is None)
    loose = sum(a.owner is None or a.due is None for a in action.of_event(s, event))
    items = agenda.of_event(s, event)
    silent = 0 if any(i.decision or i.discussed for i in items) else len(items)
    return [
        Step("who_came", _("Note who came"), waiting == 0, waiting),
        *_learned(s, event),
        Step("decisions", _("Write down what was decided"), silent == 0, silent),
        Step("actions", _("Give every action a person and a day"), loose == 0, loose),
        *(
            Step(name, words, on is not None, int(on is None), on, name)
            for (name, words), on in zip(_TICKED.items(), stored, strict=True)
        ),
    ]


def _learned(s: Session, event: int) -> Iterator[Step]:
    """Give the step of a session of a course: that who came has done it is noted."""
    found = s.get(Event, event)
    if found is None or found.course_id is None or found.who_came == "number":
        return
    came = attendance.of_event(s, event, Audience.COORDINATOR, *CAME)
    people = sum(r.person_id is not None and r.role in SEATED for r in came)
    noted = bool(completion.of_event(s, event))
    yield Step(
        "completions", _("Note who has done the course"), noted, 0 if noted else max(people, 1)
    )


_TICKED = {
    "minutes_sent": _("Send the minutes round"),
    "thanks_sent": _("Thank speakers and helpers"),
    "sheet_shredded": _("Shred the sign-in sheet"),
}


def tick(s: Session, event: int, step: str, on: dt.date | None) -> None:
    """Note on which day a step of the checklist was done, or that it was not."""
    assert step in _TICKED
    put(s, Event, event, {step: on})
