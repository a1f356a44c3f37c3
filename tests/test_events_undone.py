"""Everything done with an event is one step: undone it leaves no trace, done again it is all there."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from allydesk import calendars, check_in, file, sign_up, wrap_up
from allydesk.check_in import Door
from allydesk.models import attendance, event, series, series_agenda
from allydesk.models.action import ActionItem
from allydesk.models.agenda import AgendaItem
from allydesk.models.base import drop, put
from allydesk.models.event import Event
from allydesk.store import Store
from tests import factories
from tests.calendars.samples import found, planned
from tests.test_history import BOOKKEEPING

FIRST = dt.datetime(2026, 11, 24, 14)
NOW = dt.datetime(2026, 11, 25, 9)
LATER = {"starts": dt.datetime(2026, 12, 2, 15), "ends": dt.datetime(2026, 12, 2, 16)}


class Year:
    """A series of four dates with an agenda, people in every state, and what they promised."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.looks = file.connect(store.path)  # opened once: to open it takes longer than to read
        self.group = factories.group(store, "Carers")
        self.ids = factories.people(store, *(f"Person {n}" for n in range(8)))
        for n in self.ids[5:]:
            factories.membership(store, n, self.group)
        self.first = factories.hosted(
            store, factories.event(store, starts=FIRST, capacity=3), self.group
        )
        self.item = store.write(
            "Item", put, AgendaItem, None, {"event_id": self.first, "title": "Welcome"}
        )
        days = series.days(series.Rule("week", count=4), FIRST.date())
        self.dates = store.write("Repeat", series.repeat, self.first, days)
        states = ("registered", "registered", "maybe", "wait_listed", "invited")
        self.listed = [
            factories.attend(store, self.first, id, state=state)
            for id, state in zip(self.ids, states, strict=False)
        ]
        self.walk_in = sign_up.add_name(store, self.first, "Somebody’s sister", state="present")
        promised = {"text": "Call", "source": "event", "source_id": self.first}
        self.promise = store.write("Promise", put, ActionItem, None, promised)

    def write(self, action: Callable[..., object], *given: object) -> None:
        self.store.write("Done", action, *given)

    def records(self) -> dict[str, list[tuple[object, ...]]]:
        """Give every row of every table that holds records."""
        tables = self.looks.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [
            name
            for (name,) in tables.fetchall()
            if name not in BOOKKEEPING and not name.startswith("feedback_words")
        ]
        return {n: self.looks.execute(f'SELECT * FROM "{n}" ORDER BY id').fetchall() for n in names}

    def brought_in(self) -> None:
        plan = planned(self.store, found("google.ics"))
        self.store.write(plan.label, calendars.apply, plan, repeats=True)

    def arrived(self) -> None:
        door = Door(self.store, self.first)
        door.arrive(door.search("person 0")[0], NOW)


DONE: dict[str, Callable[[Year], object]] = {
    "sign up": lambda y: sign_up.add(y.store, y.first, y.ids[4:7]),
    "a guest": lambda y: sign_up.add_name(y.store, y.first, "Guest"),
    "invite a group": lambda y: sign_up.invite_group(y.store, y.first, y.group),
    "cancel": lambda y: sign_up.set_state(y.store, y.listed[:1], "cancelled"),
    "take off": lambda y: sign_up.take_off(y.store, y.listed),
    "check in": Year.arrived,
    "walk in": lambda y: check_in.walk_in(y.store, y.first, "Visitor", NOW),
    "sheet": lambda y: y.write(wrap_up.apply_marks, y.first, wrap_up.read_marks("1, A2")),
    "mark the rest": lambda y: y.write(wrap_up.mark_rest, y.first),
    "walk-in becomes a person": lambda y: y.write(wrap_up.make_person, y.walk_in),
    "checklist": lambda y: y.write(wrap_up.tick, y.first, "minutes_sent", NOW.date()),
    "number alone": lambda y: y.write(attendance.keep_number_alone, y.first),
    "move": lambda y: y.write(event.move, y.first, FIRST + dt.timedelta(days=1)),
    "hosts": lambda y: y.write(event.host, y.first, {}),
    "this": lambda y: y.write(series.change, y.dates[1], LATER, "this", NOW),
    "later": lambda y: y.write(series.change, y.dates[1], LATER, "later", NOW),
    "all": lambda y: y.write(series.change, y.dates[1], {"title": "New"}, "all", NOW),
    "repeat": lambda y: y.write(series.repeat, y.first, [dt.date(2027, 3, 1), dt.date(2027, 4, 1)]),
    "again": lambda y: y.write(series.copy, y.first, NOW),
    "template": lambda y: y.write(series.save_template, y.first, "Pattern"),
    "delete": lambda y: y.write(drop, Event, [y.first]),
    "delete later": lambda y: y.write(series.remove, y.dates[1], "later", NOW),
    "delete all": lambda y: y.write(series.remove, y.first, "all", NOW),
    "agenda of all": lambda y: y.write(series_agenda.add, y.dates[1], {"title": "Tea"}, "all", NOW),
    "item later": lambda y: y.write(series_agenda.remove, y.item, "later", NOW),
    "promise kept": lambda y: y.write(put, ActionItem, y.promise, {"state": "done"}),
    "promise gone": lambda y: y.write(drop, ActionItem, [y.promise]),
    "calendar file": Year.brought_in,
}


@pytest.fixture
def year(store: Store) -> Iterator[Year]:
    made = Year(store)
    yield made
    made.looks.close()


def test_each_is_undone_and_done_again_without_a_trace(year: Year) -> None:
    store, before = year.store, year.records()
    for name, do in DONE.items():
        do(year)
        after = year.records()
        assert after != before, name
        store.undo()
        assert year.records() == before, name
        store.redo()
        assert year.records() == after, name
        store.undo()
    assert year.records() == before


def test_a_whole_evening_is_taken_back_step_by_step(year: Year) -> None:
    store, states = year.store, [year.records()]
    evening = ("sign up", "a guest", "cancel", "check in", "walk in", "sheet", "later",
               "agenda of all", "mark the rest", "delete later", "promise kept", "delete")  # fmt: skip
    for name in evening:
        DONE[name](year)
        states.append(year.records())
    for before in reversed(states[:-1]):
        store.undo()
        assert year.records() == before
    for after in states[1:]:
        store.redo()
        assert year.records() == after
