"""What Home says about events: the next one with its paper, what waits, and what is coming."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk import dates
from allydesk.language import _, ngettext
from allydesk.models import action, schedule
from allydesk.models.privacy import Audience
from allydesk.planning import busy, clashes, observances
from allydesk.planning.clashes import SOME, Clash
from allydesk.planning.observances import Occurrence
from allydesk.ui.calendar import words
from allydesk.ui.desk import Action, Desk
from allydesk.ui.events import prints
from allydesk.ui.kit import look, widgets
from allydesk.ui.kit.widgets import clear
from allydesk.ui.planning import paint

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from allydesk.models.schedule import Row

COMING = dt.timedelta(days=21)
MOST, MOST_OBSERVED = 8, 6
_NIGHT = dt.timedelta(hours=12)  # what ends within it needs no day beside its time
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


@dataclass(frozen=True, slots=True)
class Days:
    """What is observed in three weeks, and what the days of the events at hand clash with."""

    observed: Sequence[Occurrence] = ()
    against: Mapping[int, Sequence[Clash]] = field(default_factory=dict)


def days(s: Session, today: dt.date, at_hand: Sequence[int]) -> Days:
    """Read what Home says about days."""
    plans = busy.plans(s, at_hand)
    found = clashes.of_series(s, plans)
    against = {p.event: _of_the_day(f) for p, f in zip(plans, found, strict=True) if p.event}
    return Days(observances.coming(s, today)[:MOST_OBSERVED], against)


def _of_the_day(found: Sequence[Clash]) -> list[Clash]:
    """Give the clashes of the day itself that weigh: no room or person can be changed tonight."""
    return [c for c in found if c.weight >= SOME and c.kind in ("observance", "holiday", "closed")]


def when(event: Row, now: dt.datetime, language: str) -> str:
    """Give "Tonight 18:00", "Now, until 19:30", "Tue 24 Nov 14:00"."""
    if event.whole_day:
        return dates.near(max(event.starts, now).date(), language, now.date())
    if event.starts <= now:
        until = dates.clock(event.ends)
        if event.ends - now >= _NIGHT:
            until = f"{dates.near(event.ends.date(), language, now.date(), inside=True)} {until}"
        return _("Now, until {clock}").format(clock=until)
    day = dates.near(event.starts.date(), language, now.date())
    if event.starts.date() == now.date() and event.starts.hour >= _EVENING:
        day = _("Tonight")
    return f"{day} {dates.clock(event.starts)}"


def at_this_hour(
    at_hand: Sequence[Row], now: dt.datetime, language: str
) -> tuple[dt.date, tuple[tuple[int, str], ...]]:
    """Give what Home says that the passing of time alone changes."""
    return now.date(), tuple((e.id, when(e, now, language)) for e in at_hand)


def card(
    desk: Desk,
    page: QWidget,
    event: Row,
    now: dt.datetime,
    language: str,
) -> QWidget:
    """Make the card of an event: its facts, what else the day is, its paper, and the door."""
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
    made.add(DayHint(event.id))
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


class Coming(QWidget):
    """The card of what is coming in three weeks: events, and days to plan something for.

    What is known of the days comes later than the events: their table loads beside the window.
    """

    def __init__(self, desk: Desk, page: QWidget, now: dt.datetime, language: str) -> None:
        super().__init__()
        self._desk, self._page, self._now, self._language = desk, page, now, language
        self._events = Events((), (), (), ())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_events(self, events: Events) -> None:
        self._events = events
        self._show(())

    def show_days(self, page: QWidget) -> None:
        """Add what is observed, and say on the cards above what else their day is."""
        at_hand = [e.id for e in self._events.at_hand]
        found = self._desk.store.read(days, self._now.date(), at_hand)
        for id, against in found.against.items():
            hint = page.findChild(DayHint, f"hint {id}")
            if against and isinstance(hint, DayHint):
                hint.say(against[0].text)
        self._show(found.observed)

    def _show(self, observed: Sequence[Occurrence]) -> None:
        clear(self._column)
        rows = [(e.starts, self._event(e)) for e in self._events.coming]
        rows += [(dt.datetime.combine(o.first, dt.time()), self._observed(o)) for o in observed]
        if not rows:
            self.hide()
            return
        made = widgets.Card(_("Coming up"))
        for n, (_when, row) in enumerate(sorted(rows, key=lambda r: r[0])):
            if n:
                made.add(widgets.line())
            made.add(row)
        self._column.addWidget(made)
        if self.parentWidget() is not None:  # before it has one it would open as a window
            made.show()  # at once: a layout in sight shows what is added a turn later
            self.show()

    def _event(self, event: Row) -> QWidget:
        text = f"{when(event, self._now, self._language)} · {event.title}"
        go = widgets.button(Action(_("Open"), partial(self._desk.go, "events", event.id)), "quiet")
        go.setAccessibleName(_("Open: {text}").format(text=event.title))
        people = widgets.label(words.people(event), "muted", wrap=False)
        return widgets.row(widgets.label(text), people, go)

    def _observed(self, one: Occurrence) -> QWidget:
        text = f"{one.when(self._language, self._now.date())} · {one.name}"
        plan = widgets.button(Action(_("Plan something"), partial(self.plan, one)), "quiet")
        plan.setAccessibleName(_("Plan something for {name}").format(name=one.name))
        return widgets.row(paint.sign(), widgets.label(text), plan, stretch=1)

    def plan(self, one: Occurrence) -> None:
        """Ask what is planned for an observance."""
        from allydesk.ui.planning import something

        something.ask(self._desk, self._page, one)


class DayHint(QWidget):
    """One line on the card of an event about its day, once that is known."""

    def __init__(self, event: int) -> None:
        super().__init__()
        self.setObjectName(f"hint {event}")
        self._text = widgets.label()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(8))
        line.addWidget(paint.sign())
        line.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str) -> None:
        self._text.setText(text)
        self.show()


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
