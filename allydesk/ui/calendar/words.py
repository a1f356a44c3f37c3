"""What an event and a day are called on screen, and how they sound."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models.event import STATUSES
from allydesk.models.schedule import Row
from allydesk.planning.marks import Mark
from allydesk.text import first_letters
from allydesk.ui.planning import words as planned

UNSURE = ("draft", "postponed", "cancelled")  # what may well not take place


def status(event: Row) -> str:
    """Give the status in a word, where it is not simply that the event takes place."""
    return STATUSES[event.status] if event.status in UNSURE else ""


def titled(event: Row) -> str:
    """Give the title, with the status before it where that matters."""
    return ": ".join(filter(None, [status(event), event.title]))


def hosts(event: Row) -> str:
    """Give the names of the groups that give an event."""
    return ", ".join(h.name for h in event.hosts if h.role != "invited")


def short_hosts(event: Row) -> str:
    """Give those names for a narrow place."""
    return ", ".join(h.short_name or h.name for h in event.hosts if h.role != "invited")


def letters(event: Row) -> str:
    """Give the letters of the first group that gives an event."""
    first = next((h for h in event.hosts if h.role != "invited"), None)
    return first_letters(first.name) if first else ""


def colour(event: Row) -> str:
    """Give the colour of the first group that gives an event; nothing where there is none."""
    return next((h.colour for h in event.hosts if h.role != "invited"), "")


def lasts(event: Row) -> bool:
    """Say whether an event is on more than one day."""
    first, last = event.days
    return first < last


def clock(event: Row, day: dt.date) -> str:
    """Give when an event begins on one of its days; nothing on a day it simply lasts."""
    first, last = event.days
    if event.whole_day:
        return ""
    if day == first:
        return dates.clock(event.starts)
    return _("until {clock}").format(clock=dates.clock(event.ends)) if day == last else ""


def times(event: Row, language: str, now: dt.date) -> str:
    """Give when an event is, within its day or from day to day."""
    first, last = event.days
    if event.whole_day:
        if first == last:
            return _("Whole day")
        return _("{first} to {last}").format(
            first=dates.short(first, language, now), last=dates.short(last, language, now)
        )
    if first == last:
        return f"{dates.clock(event.starts)}–{dates.clock(event.ends)}"
    return _("{first} {start} to {last} {end}").format(
        first=dates.short(first, language, now), start=dates.clock(event.starts),
        last=dates.short(last, language, now), end=dates.clock(event.ends),
    )  # fmt: skip


def people(event: Row) -> str:
    """Give how many come or came: "9 of 12", "23 signed up", "21 came"; nothing for nobody."""
    counts = event.counts
    if counts.came:
        return ngettext("{n} came", "{n} came", counts.came).format(n=counts.came)
    if event.capacity is not None:
        return _("{n} of {places}").format(n=counts.taken, places=event.capacity)
    if counts.taken:
        return ngettext("{n} signed up", "{n} signed up", counts.taken).format(n=counts.taken)
    return ""


def day_title(day: dt.date, language: str, now: dt.date) -> str:
    """Give "Thursday 19 November", with the year when it is not this year."""
    if day.year != now.year:
        return dates.long(day, language)
    return dates.heading(day, language)


def spoken_event(event: Row, day: dt.date) -> str:
    """Give how an event sounds on one of its days."""
    at = _("whole day") if event.whole_day else clock(event, day)
    name = " ".join(filter(None, [at, event.title]))
    return ", ".join(filter(None, [name, status(event), hosts(event), event.where]))


def spoken(
    day: dt.date, events: Sequence[Row], marks: Sequence[Mark], language: str, now: dt.date
) -> str:
    """Give how a day sounds: "Thursday 19 November 2026, 2 events: 18:00 Pride and Allies; …".

    What is observed and whether people are off comes after the events.
    """
    name = dates.long(day, language).replace(",", "", 1)
    if day == now:
        name = f"{name}, {_('today')}"
    if events:
        count = ngettext("{n} event", "{n} events", len(events)).format(n=len(events))
        text = f"{name}, {count}: {'; '.join(spoken_event(e, day) for e in events)}"
    else:
        text = _("{day}, nothing planned").format(day=name)
    if marks:
        text += ". " + "; ".join(planned.spoken(mark, day) for mark in marks)
    return text
