"""Feedback at size: a million notes searched, a note written down, names found: python -m tests.bench.feedback."""

import datetime as dt
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from allydesk.listening import names, notes
from allydesk.models.base import put
from allydesk.models.feedback import count, note
from allydesk.models.feedback.note import Filter
from allydesk.models.person import Person
from allydesk.store import Store

Figure = tuple[str, list[float], float | None]
NOTES, WORDS, PEOPLE = 1_000_000, 18, 5_000
DAY = dt.date(2026, 11, 19)
PAGE = 60


def timed(work: Callable[[], object], times: int = 20) -> list[float]:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return found


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


def searching(folder: Path) -> Iterator[Figure]:
    path = Path(tempfile.gettempdir()) / "allydesk-million-notes.allydesk"  # made once, and kept
    if not path.exists():
        Store.create(path, partial(fill, total=NOTES), language="en-GB").close()
    words = vocabulary(random.Random(11))
    with Store.open(path, shared=True) as store:

        def page(typed: str) -> None:
            found = store.read(note.ids, typed, limit=PAGE)
            assert found
            store.read(note.rows, found)

        for word in (words[9_999], words[0]):
            page(word)
        rare = [t for w in words[9_000:9_040] for t in timed(partial(page, w), 3)]
        common = [t for w in words[:20] for t in timed(partial(page, w), 5)]
        both = [t for w in words[:20] for t in timed(partial(page, f"{w} {words[3_000][:3]}"), 3)]
        begun = [t for w in words[:20] for t in timed(partial(page, w[:3]), 3)]
    yield "1,000,000 notes: a rare word, first page", rare, 5
    yield "1,000,000 notes: a common word, first page", common, 20
    yield "1,000,000 notes: a common word and a beginning", both, None
    yield "1,000,000 notes: three letters", begun, None


def _register(store: Store, narrow: Filter | None = None) -> None:
    found = store.read(note.ids, "", narrow)
    store.read(note.rows, found[:PAGE])


def working(folder: Path) -> Iterator[Figure]:
    with Store.create(folder / "notes.allydesk", partial(fill, total=20_000)) as store:
        yield (
            "20,000 notes: the register, all ids and a page",
            timed(partial(_register, store)),
            100,
        )
        narrow = Filter(topic="Topic 3")
        yield "20,000 notes: filtered", timed(partial(_register, store, narrow)), 100
        for n in range(203):
            store.quietly((), notes.keep, {"text": f"Something was said {n}"}, DAY)
        one = {"text": "The prayer room is used for storage on Fridays."}
        keep = partial(store.quietly, (), notes.keep, one, DAY)
        times = timed(keep, 40)
        yield "A note written down", sorted(times)[:32], 10
        yield "Five notes filed in a month with 200", sorted(times)[-8:], None
        [id, *_rest] = store.read(note.ids)
        change = partial(store.quietly, (), note.amend, id, {"state": "done"})
        yield "What was done stored", timed(change, 40), 10
        yield "All months counted", timed(partial(store.quietly, (), count.close, DAY), 1), None
        yield "Counts by topic over time", timed(lambda: store.read(count.windows, "topic")), 100


def finding(folder: Path) -> Iterator[Figure]:
    chance = random.Random(5)
    words = [w.title() for w in vocabulary(chance)[:2_000]]

    def people(s: Session) -> None:
        for n in range(PEOPLE):
            name = f"{chance.choice(words)} {chance.choice(words)}"
            put(s, Person, None, {"full_name": name, "email": f"p{n}@example.org"})

    with Store.create(folder / "people.allydesk", people) as store:
        known = store.read(names.known)
        text = " ".join(chance.choices(words, k=300)).capitalize()
        yield "Names of 5,000 people made ready", timed(lambda: store.read(names.known), 8), 300
        yield "A long text looked through for them", timed(lambda: known.in_text(text)), 16


def all_figures(folder: Path) -> Iterator[Figure]:
    """Measure one part after the other on throw-away desks; the million stays for next time."""
    for part in (working, finding, searching):
        yield from part(folder)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        os.environ["ALLYDESK_HOME"] = name
        for figure, times, budget in all_figures(Path(name)):
            ordered = sorted(times)
            middle, most = ordered[len(times) // 2], ordered[len(times) * 95 // 100]
            print(f"{figure:55} {middle:9.2f} ms ({most:.2f})  budget {budget}", flush=True)


if __name__ == "__main__":
    main()
