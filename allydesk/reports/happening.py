"""What every document about an event says alike: title, day and place, agenda, what is still to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from allydesk import dates, wrap_up
from allydesk.errors import Problem
from allydesk.language import _
from allydesk.models import action, agenda, base, event, privacy, schedule
from allydesk.reports import report
from allydesk.reports.report import Given, Kind, Option

if TYPE_CHECKING:
    from allydesk.reports.engine.galley import Block
    from allydesk.store import Store

CONFIDENTIAL = Option(
    "confidential", _("Confidential items"), Kind.FLAG, default=False, remembered=False,
    hint=_("Then the paper is for the leads alone."),
)  # fmt: skip


def the(s: Session, options: Given) -> schedule.Row:
    """Give the event a document is for; raise Problem when it is gone."""
    found = schedule.row(s, int(str(options["event"])))
    if found is None:
        raise Problem(_("This event is no longer here. Choose another one."))
    return found


def keep_numbers(store: Store, options: Given) -> None:
    """Store the numbers of an event's sheet, so that they stand for the same people ever after."""
    event = options["event"]
    if isinstance(event, int) and any(not r.stored for r in store.read(wrap_up.sheet_rows, event)):
        store.write(_("Number the sign-in sheet"), wrap_up.number_rows, event)


def details(s: Session, row: schedule.Row) -> dict[str, object]:
    """Give all fields of an event."""
    return base.values(s, event.Event, row.id) or {}


def title(row: schedule.Row, *, inside: bool = False) -> str:
    """Give the title as paper may show it: neutral where the event says too much.

    inside says that only those read it who run the event.
    """
    return row.title if inside or not row.reveals else row.at_the_door


def hosts(row: schedule.Row) -> str:
    """Give "Hosted by Pride & Allies", or nothing where a name would tell too much."""
    names = [h.name for h in row.hosts if h.role in ("host", "co_host") and not h.private]
    if row.reveals or not names:
        return ""
    return _("Hosted by {groups}").format(groups=", ".join(names))


def hours(row: schedule.Row) -> str:
    """Give "18:00–19:30", or nothing for whole days."""
    if row.whole_day:
        return ""
    if row.ends == row.starts:
        return dates.clock(row.starts)
    return f"{dates.clock(row.starts)}–{dates.clock(row.ends)}"


def when(row: schedule.Row, language: str) -> str:
    """Give "Thursday 19 November 2026, 18:00–19:30"."""
    first, last = row.days
    if first == last:
        return ", ".join(filter(None, [dates.long(first, language), hours(row)]))
    if row.whole_day:
        return f"{dates.long(first, language)} – {dates.long(last, language)}"
    return (
        f"{dates.long(first, language)}, {dates.clock(row.starts)} – "
        f"{dates.long(row.ends.date(), language)}, {dates.clock(row.ends)}"
    )


def where(row: schedule.Row) -> str:
    """Give the room and the place, or that it is online."""
    parts = [row.where]
    if row.mode != "in_person":
        parts.append(event.MODES[row.mode])
    return " · ".join(filter(None, parts))


def head(row: schedule.Row, language: str) -> list[str]:
    """Give the lines below the title."""
    lines = [when(row, language), where(row), hosts(row)]
    if row.status in ("cancelled", "postponed", "draft"):
        lines.insert(0, event.STATUSES[row.status])
    return [line for line in lines if line]


def shortly(row: schedule.Row, language: str) -> str:
    """Give an event without its title: "Thu 17 Dec 2026, 18:00, Room 3"."""
    day = f"{dates.weekday_short(row.starts.date(), language)} {dates.medium(row.starts.date(), language)}"
    clock = "" if row.whole_day else dates.clock(row.starts)
    return ", ".join(filter(None, [day, clock, row.where]))


def access(facts: Mapping[str, object]) -> str:
    """Give what is arranged for everybody, as one line of words."""
    known = base.fields(event.Event)
    return ", ".join(
        known[name].field.label for name in event.ACCESS_ITEMS if facts.get(name) == "yes"
    )


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an agenda as it is printed; time is that on the clock, where it is known."""

    time: str
    title: str
    minutes: int | None
    owner: str
    confidential: bool
    notes: str


def items(
    rows: Sequence[agenda.Row], starts: dt.datetime | None, *, owners: bool = True
) -> tuple[Item, ...]:
    """Give an agenda with the time each item starts, as long as all before it say how long they take."""
    found = []
    for row in rows:
        found.append(
            Item(
                dates.clock(starts) if starts else "", row.title, row.minutes,
                (row.owner if owners else "") or "", row.confidential, row.notes or "",
            )
        )  # fmt: skip
        if starts:
            starts = starts + dt.timedelta(minutes=row.minutes) if row.minutes else None
    return tuple(found)


def named(item: Item) -> str:
    """Give the title of an item, which says so where it is confidential."""
    return _("{item} (confidential)").format(item=item.title) if item.confidential else item.title


def begins(row: schedule.Row) -> dt.datetime | None:
    """Give when the first item starts; None for whole days."""
    return None if row.whole_day else row.starts


def agenda_table(found: Sequence[Item]) -> Block:
    """Give an agenda as a table: time, item, minutes, who leads it."""
    from allydesk.reports.engine.table import Column, Table

    timed, long = any(i.time for i in found), any(i.minutes for i in found)
    owned = any(i.owner for i in found)
    columns = [
        *([Column(_("Time"), muted=True)] if timed else []),
        Column(_("Item"), bold=True, names_row=True),
        *([Column(_("Min."), align="end")] if long else []),
        *([Column(_("Led by"))] if owned else []),
    ]
    rows = [
        [
            *([i.time] if timed else []),
            named(i),
            *([str(i.minutes or "")] if long else []),
            *([i.owner] if owned else []),
        ]
        for i in found
    ]
    return Table(columns, rows)


@dataclass(frozen=True, slots=True)
class ToDo:
    """One action as it is printed."""

    text: str
    owner: str
    due: str


def to_do(
    rows: Sequence[action.Row], language: str, day: dt.date, *, owners: bool = True
) -> tuple[ToDo, ...]:
    """Give actions in words; what is late says so."""
    return tuple(
        ToDo(r.text, (r.owner if owners else "") or "", _due(r, language, day)) for r in rows
    )


def _due(row: action.Row, language: str, day: dt.date) -> str:
    if row.state not in action.UNDONE:
        return action.STATES[row.state]
    if row.due is None:
        return ""
    words = dates.medium(row.due, language)
    return _("{day}, late").format(day=words) if row.late(day) else words


def actions_table(found: Sequence[ToDo]) -> Block:
    """Give actions as a table with the columns in which anything stands."""
    from allydesk.reports.engine.table import Column, Table

    owned, dated = any(a.owner for a in found), any(a.due for a in found)
    columns = [
        Column(_("What"), names_row=True),
        *([Column(_("Who"), bold=True)] if owned else []),
        *([Column(_("By"))] if dated else []),
    ]
    rows = [[a.text, *([a.owner] if owned else []), *([a.due] if dated else [])] for a in found]
    return Table(columns, rows)


def foot(row: schedule.Row, options: Given, *, names: bool) -> str:
    """Give the line at the foot: for whom, where the paper says more than anybody may know."""
    if options.get("confidential"):
        return report.privacy_line(privacy.Audience.LEADS.value, private=True)
    if names:
        return report.privacy_line(privacy.Audience.GROUP.value, private=row.reveals)
    if row.reveals:
        return _("For those who take part. Private: shred after use.")
    return ""
