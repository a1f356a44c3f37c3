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
from allydesk.models.suppression import Hidden, OneWay, Shown
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
        assert all(a[1] < b[0] for a, b in itertools.pairwise(edges))
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
    [topics] = store.read(count.windows, "topic")
    # Managers are hidden beside the one, and both together are a number that may be seen.
    assert dict(topics.counts.cells) == {"Facilities": Shown(12), count.OTHERS: Shown(7)}
    [kinds] = store.read(count.windows, "kind")
    assert kinds.counts.total == Shown(19)
    assert {str(c) for c in kinds.counts.cells.values()} == {"hidden"}
    assert count.title(kinds.first, kinds.last, "en-GB") == "March 2026"
    # Numbers outlive texts, and a smaller k shows what it may; a larger one hides what it must.
    store.quietly((), note.erase, store.read(note.ids))
    assert store.read(count.totals) == [("2026-03", "2026-03", Shown(19))]
    store.write("k", lambda s: s.execute(update(Organisation), [{"id": 1, "k": 20}]))
    assert store.read(count.totals) == [("2026-03", "2026-03", Hidden(20))]


def test_months_of_few_are_counted_with_the_next(store: Store) -> None:
    for month, n in ((1, 2), (2, 1), (4, 4), (5, 9)):
        for _i in range(n):
            given = {"text": "x"}
            day = dt.date(2026, month, 3)
            store.quietly((), notes.keep, given, day, keeping="named", name="Z")
    store.quietly((), notes.settle, dt.date(2026, 5, 31))
    assert [w[:2] for w in store.read(count.totals)] == [("2026-01", "2026-04")]
    store.quietly((), notes.settle, dt.date(2026, 6, 1))
    found = store.read(count.totals)
    assert found == [("2026-01", "2026-04", Shown(7)), ("2026-05", "2026-05", Shown(9))]
    assert isinstance(store.read(count.windows, "group")[0].counts, OneWay)
    assert store.read(count.so_far) == Shown(16)
