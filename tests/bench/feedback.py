"""Feedback at size: a million notes searched, a note written down, names found: python -m tests.bench.feedback."""

import datetime as dt
import itertools
import random
import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from allydesk.listening import names, notes
from allydesk.models.base import put
from allydesk.models.feedback import count, note
from allydesk.models.feedback.note import Filter
from allydesk.models.person import Person
from allydesk.store import Store
from tests.bench import clock
from tests.bench.clock import measure

NOTES, WORDS, PEOPLE = 1_000_000, 18, 5_000
DAY = dt.date(2026, 11, 19)
PAGE = 60


def vocabulary(chance: random.Random) -> list[str]:
    """Make words; how often each comes follows from its place, as in what people write."""
    parts = [c + v for c in "bdfghklmnprstvwz" for v in ("a", "e", "i", "o", "u", "ai", "ou")]
    return ["".join(chance.choices(parts, k=chance.randint(2, 4))) for _n in range(30_000)]


def fill(s: Session, total: int) -> None:
    """Write notes over eight years, as many each month."""
    chance = random.Random(11)
    words = vocabulary(chance)
    weights = [1 / (n + 2) for n in range(len(words))]
    for n in range(96):
        here = total // 96 + (n < total % 96)
        flat = chance.choices(words, weights, k=here * WORDS)
        texts = (" ".join(flat[i * WORDS : (i + 1) * WORDS]) for i in range(here))
        rows: list[dict[str, object]] = [
            {
                "text": text, "keeping": "none", "state": "new", "channel": "box",
                "kind": chance.choice(("idea", "concern", "thanks")), "topic": f"Topic {i % 12}",
            }
            for i, text in enumerate(texts)
        ]  # fmt: skip
        note.write(s, f"{2019 + n // 12}-{n % 12 + 1:02}", rows)


def searching() -> None:
    path = Path(tempfile.gettempdir()) / "allydesk-million-notes.allydesk"  # made once, and kept
    if not path.exists():
        Store.create(path, partial(fill, total=NOTES), language="en-GB").close()
    words = vocabulary(random.Random(11))
    with Store.open(path, shared=True) as store:

        def page(typed: Iterator[str]) -> None:
            found = store.read(note.ids, next(typed), limit=PAGE)
            assert found
            store.read(note.rows, found)

        def figure(name: str, typed: Iterable[str], budget: float | None = None) -> None:
            again = itertools.cycle(typed)
            measure(f"1,000,000 notes: {name}", lambda: page(again), 120, budget)

        for word in (words[9_999], words[0]):
            page(iter([word]))
        common = words[:20]
        figure("a rare word, first page", words[9_000:9_040], 5)
        figure("a common word, first page", common, 20)
        figure("a common word and a beginning", [f"{w} {words[3_000][:3]}" for w in common])
        figure("three letters", [w[:3] for w in common])


def _register(store: Store, narrow: Filter | None = None) -> None:
    found = store.read(note.ids, "", narrow)
    store.read(note.rows, found[:PAGE])


def working(folder: Path) -> None:
    with Store.create(folder / "notes.allydesk", partial(fill, total=20_000)) as store:
        every = partial(_register, store)
        measure("20,000 notes: the register, all ids and a page", every, 20, 100)
        narrow = partial(_register, store, Filter(topic="Topic 3"))
        measure("20,000 notes: filtered", narrow, 20, 100)

        def keep(words: str = "The prayer room is used for storage on Fridays.") -> None:
            store.quietly((), notes.keep, {"text": words}, DAY)

        for n in range(203):
            keep(f"Something was said {n}")
        took, busy = (sorted(found) for found in clock.timed(keep, 40))
        clock.say("A note written down", took[:32], busy[:32], 10)
        clock.say("Five notes filed in a month with 200", took[32:], busy[32:])  # each fifth time
        [id, *_rest] = store.read(note.ids)
        change = partial(store.quietly, (), note.amend, id, {"state": "done"})
        measure("What was done stored", change, 40, 10)
        measure("All months counted", partial(store.quietly, (), count.close, DAY), 1)
        measure("Counts by topic over time", partial(store.read, count.windows, "topic"), 20, 100)


def finding(folder: Path) -> None:
    chance = random.Random(5)
    words = [w.title() for w in vocabulary(chance)[:2_000]]

    def people(s: Session) -> None:
        for n in range(PEOPLE):
            name = f"{chance.choice(words)} {chance.choice(words)}"
            put(s, Person, None, {"full_name": name, "email": f"p{n}@example.org"})

    with Store.create(folder / "people.allydesk", people) as store:
        known = store.read(names.known)
        text = " ".join(chance.choices(words, k=300)).capitalize()
        measure("Names of 5,000 people made ready", partial(store.read, names.known), 8, 300)
        measure("A long text looked through for them", lambda: known.in_text(text), 20, 16)


def main() -> None:
    """Measure one part after the other on throw-away desks; the million stays for next time."""
    with clock.bench("Feedback") as folder:
        working(folder)
        finding(folder)
        searching()


if __name__ == "__main__":
    main()
