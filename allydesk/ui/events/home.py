"""What Home says about events: the next one with its paper, what waits, and what is coming."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import action, schedule
from allydesk.models.privacy import Audience
from allydesk.ui.calendar import words
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events import prints
from allydesk.ui.kit import widgets

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from allydesk.models.schedule import Row

COMING = dt.timedelta(days=21)
MOST = 8
_EVENING = 17


@dataclass(frozen=True, slots=True)
class Events:
    """The events Home shows, and the actions whose day has passed."""

    at_hand: Sequence[Row]
    coming: Sequence[Row]
    unfinished: Sequence[Row]
    late: Sequence[action.Row]


def collect(s: Session, now: dt.datetime) -> Events:
    today = now.date()
    at_hand = schedule.at_hand(s, now)
    shown = {e.id for e in at_hand}
    coming = [
        e
        for e in schedule.between(s, today, today + COMING)
        if e.starts > now and e.status in ("planned", "confirmed") and e.id not in shown
    ]
    late = [a for a in action.still_open(s, Audience.COORDINATOR) if a.late(today)]
    return Events(at_hand, coming[:MOST], schedule.unfinished(s, now), late)


def when(event: Row, now: dt.datetime, language: str) -> str:
    """Give "Tonight 18:00", "Now, until 19:30", "Tue 24 Nov 14:00"."""
    if event.whole_day:
        return dates.near(max(event.starts, now).date(), language, now.date())
    if event.starts <= now:
        return _("Now, until {clock}").format(clock=dates.clock(event.ends))
    day = dates.near(event.starts.date(), language, now.date())
    if event.starts.date() == now.date() and event.starts.hour >= _EVENING:
        day = _("Tonight")
    return f"{day} {dates.clock(event.starts)}"


def card(desk: Desk, page: QWidget, event: Row, now: dt.datetime, language: str) -> QWidget:
    """Make the card of an event: its facts, its paper, and the door."""
    title = widgets.label(f"{when(event, now, language)} · {event.title}", "h2")
    people = widgets.label(words.people(event), "strong", wrap=False)
    made = widgets.card(widgets.row(title, people))
    facts = [event.where, words.hosts(event)]
    if event.step_free == "yes":
        facts.append(_("step-free way in"))
    if event.counts.waiting:
        n = event.counts.waiting
        facts.append(ngettext("{n} waiting", "{n} waiting", n).format(n=n))
    if text := " · ".join(filter(None, facts)):
        made.add(widgets.label(text, "muted"))
    made.add(widgets.flow(*_buttons(desk, page, event)))
    return made


def _buttons(desk: Desk, page: QWidget, event: Row) -> Sequence[QWidget]:
    def doing(*names: str) -> Callable[[], object]:
        return partial(print_first, desk, page, event, *names)

    actions = [
        Action(_("Print handout"), doing("handout"), "printer", "Ctrl+P"),
        Action(_("Print sign-in sheet"), doing("sign-in"), "printer"),
        Action(_("Start check-in"), partial(_door, desk, page, event.id), "user-check"),
    ]
    opened = Action(_("Open event"), partial(desk.go, "events", event.id))
    made = [widgets.button(a, "plain" if n else "primary") for n, a in enumerate(actions)]
    for one, what in zip(made, actions, strict=True):
        one.setAccessibleName(f"{what.text} – {event.title}")
    return [*made, widgets.button(opened, "quiet")]


def _door(desk: Desk, page: QWidget, event: int) -> None:
    from allydesk.ui import door

    door.open(desk, page.window(), event)


def print_first(desk: Desk, page: QWidget, event: Row, *names: str) -> None:
    """Open the preview of the first of some documents that there is for an event."""
    found = prints.first(desk, page.window(), event, *names)
    if found is None:
        desk.say(_("There is nothing to print here yet."))
    else:
        found.run()


def coming(desk: Desk, rows: Sequence[Row], now: dt.datetime, language: str) -> QWidget:
    """Make the card of what is coming in three weeks."""
    made = widgets.Card(_("Coming up"))
    for n, event in enumerate(rows):
        text = f"{when(event, now, language)} · {event.title}"
        go = widgets.button(Action(_("Open"), partial(desk.go, "events", event.id)), "quiet")
        go.setAccessibleName(_("Open: {text}").format(text=event.title))
        if n:
            made.add(widgets.line())
        people = widgets.label(words.people(event), "muted", wrap=False)
        made.add(widgets.row(widgets.label(text), people, go))
    return made


def needs(events: Events, desk: Desk, language: str) -> list[tuple[str, str, Action]]:
    """Give what waits after events, as (name, sentence, what to do)."""
    found = []
    for event in events.unfinished:
        day = dates.short(event.starts, language, desk.today())
        text = _("“{title}” on {day}: who came is not noted yet.").format(
            title=event.title, day=day
        )
        go = Action(_("Note who came"), partial(desk.go, "events", event.id))
        found.append((f"came {event.id}", text, go))
    for one in events.late:
        day = dates.short(one.due, language, desk.today()) if one.due else ""
        text = _("{what} · waiting since {day}").format(what=one.text, day=day)
        if one.owner:
            text = f"{one.owner}: {text}"
        go = Action(_("Open"), partial(desk.go, "events", one.source_id))
        found.append((f"action {one.id}", text, go))
    return found
