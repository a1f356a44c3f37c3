"""Counts over time: attacked with every request that can be made, at every moment it can be made."""

import datetime as dt
import itertools
import random
from collections import Counter
from collections.abc import Hashable

from sqlalchemy import update
from sqlalchemy.orm import Session

from allydesk.listening import notes
from allydesk.models.feedback import count, note, period
from allydesk.models.organisation import Organisation
from allydesk.models.suppression import Hidden, Shown
from allydesk.store import Store
from tests.models.test_suppression import Equation, determined, line

MONTHS = 18
TOPICS = ("Facilities", "Managers", "Events", "Praise", "Prayer room key", None)


def write_months(store: Store, chance: random.Random) -> list[dict[str, list[count.Window]]]:
    """Let notes come for months, changed and deleted between, and ask for all counts after each."""
    asked = []
    for n in range(MONTHS):
        day = dt.date(2025 + n // 12, n % 12 + 1, 9)
        store.quietly((), _month, day, chance)
        store.quietly((), notes.settle, day)
        if ids := store.read(note.ids):
            store.quietly((), note.amend, ids[0], {"topic": "Events", "kind": "thanks"})
            store.quietly((), note.erase, ids[-1:])
        asked.append({by: store.read(count.windows, by) for by in (*count.BY, "all")})
    return asked


def _month(s: Session, day: dt.date, chance: random.Random) -> None:
    for _n in range(chance.choice((0, 2, 7, 16, 40))):
        given = {
            "text": "Said", "kind": chance.choice(list(note.KINDS)),
            "topic": chance.choice(TOPICS), "channel": chance.choice(("box", "kiosk", "exit")),
        }  # fmt: skip
        if chance.random() < 0.3:
            notes.keep(s, given, day, keeping="named", name="Zoë")
        else:
            notes.keep(s, given, day)


def test_no_sequence_of_requests_gives_a_hidden_count(store: Store) -> None:
    asked = write_months(store, random.Random(3))
    last = asked[-1]
    assert len(last["kind"]) >= 5
    hidden = 0
    for by, windows in last.items():
        for earlier in asked:  # what was published once is never published otherwise
            assert windows[: len(earlier[by])] == earlier[by]
        edges = [(period.place(w.first), period.place(w.last)) for w in windows]
        assert edges == sorted(edges)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(edges))
    equations: list[Equation] = []  # each published table, of all windows and all properties
    for by, windows in last.items():
        for n, window in enumerate(windows):
            cells: dict[Hashable, object] = {(by, n, v): c for v, c in window.counts.cells.items()}
            hidden += sum(isinstance(c, Hidden) for c in cells.values())
            assert isinstance(window.counts.total, Shown)
            if found := line(cells, window.counts.total, ("total", n)):
                equations.append(found)
    assert hidden > 10
    assert not determined(equations)


def test_counts_are_right_and_a_rare_topic_is_not_named(store: Store) -> None:
    said = Counter({"Facilities": 12, "Managers": 6, "Prayer room key": 1})
    for topic, n in said.items():
        for _i in range(n):
            given = {"text": "x", "topic": topic, "kind": "idea"}
            store.quietly((), notes.keep, given, dt.date(2026, 3, 4))
    assert store.read(count.windows, "topic") == []  # the month is not over
    store.quietly((), notes.settle, dt.date(2026, 4, 1))
    assert count.shows_from(dt.date(2026, 3, 4)) == dt.date(2026, 4, 1)
    [topics] = store.read(count.windows, "topic")
    # Managers are hidden beside the one, and both together are a number that may be seen.
    assert dict(topics.counts.cells) == {"Facilities": Shown(12), count.OTHERS: Shown(7)}
    [kinds] = store.read(count.windows, "kind")
    assert kinds.counts.total == Shown(19)
    assert {str(c) for c in kinds.counts.cells.values()} == {"hidden"}
    assert count.title(kinds.first, kinds.last, "en-GB") == "March 2026"
    # Numbers outlive texts, and a smaller k shows what it may; a larger one hides what it must.
    store.quietly((), note.erase, store.read(note.ids))
    assert store.read(count.totals) == [("2026-03", "2026-Q1", Shown(19))]
    store.write("k", lambda s: s.execute(update(Organisation), [{"id": 1, "k": 20}]))
    assert store.read(count.totals) == [("2026-03", "2026-Q1", Hidden(20))]


def say(store: Store, month: int, times: int) -> None:
    for _n in range(times):
        day = dt.date(2026, month, 3)
        store.quietly((), notes.keep, {"text": "x"}, day, keeping="named", name="Z")


def test_quarters_of_few_are_counted_with_the_next(store: Store) -> None:
    say(store, 1, 2)
    say(store, 3, 1)
    say(store, 5, 4)
    store.quietly((), notes.settle, dt.date(2026, 6, 30))
    assert store.read(count.totals) == []
    say(store, 8, 9)
    store.quietly((), notes.settle, dt.date(2026, 9, 30))
    assert store.read(count.totals) == [("2026-01", "2026-Q2", Shown(7))]
    store.quietly((), notes.settle, dt.date(2026, 10, 1))
    found = store.read(count.totals)
    assert found == [("2026-01", "2026-Q2", Shown(7)), ("2026-07", "2026-Q3", Shown(9))]
    assert count.title(*found[1][:2], "en-GB") == "July 2026 – September 2026"
    assert store.read(count.so_far) == Shown(16)


def test_a_month_in_which_much_is_said_does_not_wait(store: Store) -> None:
    say(store, 4, 21)
    say(store, 5, 6)
    store.quietly((), notes.settle, dt.date(2026, 6, 1))
    found = store.read(count.totals)
    assert found == [("2026-04", "2026-04", Shown(21))]
    assert count.title(*found[0][:2], "en-GB") == "April 2026"
    store.quietly((), notes.settle, dt.date(2026, 7, 1))
    assert store.read(count.totals)[1:] == [("2026-05", "2026-Q2", Shown(6))]
    for day, shows in (((2026, 7, 1), (2026, 10, 1)), ((2026, 12, 31), (2027, 1, 1))):
        assert count.shows_from(dt.date(*day)) == dt.date(*shows)
