"""Measure the figures AllyDesk is judged by, beside their budgets: python -m tests.bench [WORD …].

With words, only the figures whose name holds one of them. Times are the median of several runs,
and the 95th per cent in brackets; they depend on the machine, so read them as ratios.
"""

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from allydesk import backup, transfer
from allydesk.models import membership, person
from allydesk.models.base import put
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.reports import report
from allydesk.store import Store
from tests.bench import desks, planning

ROOT = Path(__file__).parent.parent.parent
LISTS = ROOT / "tests" / "data" / "samples"
DAY = dt.date(2026, 11, 19)
TYPED = ("z", "zo", "zoë", "hartl", "marcus b", "person4999", "nobody")


class Figure(NamedTuple):
    """One thing measured, in milliseconds."""

    name: str
    times: list[float]
    budget: float | None = None

    def __str__(self) -> str:
        times = sorted(self.times)
        middle, most = times[len(times) // 2], times[min(len(times) - 1, len(times) * 95 // 100)]
        said = f"{self.name:55} {middle:9.1f} ms ({most:.1f})"
        if self.budget is None:
            return said
        return f"{said:85} budget {self.budget:7.0f}  {'ok' if middle <= self.budget else 'MISSED'}"


def timed(work: Callable[[], object], times: int = 20) -> list[float]:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return found


def writing(store: Store) -> Iterator[Figure]:
    ids = store.read(person.ids)
    change = iter(range(100_000))

    def team() -> None:
        store.write("Change team", put, Person, ids[5], {"team": f"Team {next(change)}"})

    yield Figure("One change stored", timed(team, 60), 10)
    yield Figure("Undo", timed(store.undo, 30), 10)
    yield Figure("Redo", timed(store.redo, 30), 10)
    new = {"full_name": "Zoë New", "email": "zoe@example.org"}
    yield Figure("One person added", timed(lambda: store.write("Add", put, Person, None, new)), 10)


def reading(store: Store, size: str) -> Iterator[Figure]:
    ids = store.read(person.ids)
    store.read(person.rows, ids[:60])
    name = f"{size} people"
    budget = 100 if size == "5,000" else None
    yield Figure(f"{name}: list, all ids and the first page", timed(lambda: _page(store)), budget)
    first = [t for text in TYPED for t in timed(lambda text=text: _page(store, text, 60), 8)]
    yield Figure(f"{name}: search as you type, first rows", first, 16)
    every = [t for text in TYPED for t in timed(lambda text=text: _page(store, text), 8)]
    yield Figure(f"{name}: search as you type, all ids and first rows", every)
    found = [t for text in TYPED for t in timed(lambda text=text: store.read(person.find, text), 8)]
    yield Figure(f"{name}: find or do", found, 16)
    yield Figure(
        f"{name}: list of one group",
        timed(lambda: store.read(membership.of_group, 1, Audience.GROUP)), 100,
    )  # fmt: skip


def _page(store: Store, text: str = "", limit: int | None = None) -> None:
    ids = store.read(person.ids, text, limit=limit)
    store.read(person.rows, ids[:60])


def keeping(store: Store) -> Iterator[Figure]:
    yield Figure("Backup of 5,000 people, checked", timed(lambda: backup.save(store, "timed"), 5))
    yield Figure("Is a backup due", timed(lambda: backup.due(store)), 30)
    yield Figure("Every page checked", timed(store.verify, 5))


def bringing_in(folder: Path) -> Iterator[Figure]:
    large = folder / "5000.xlsx"
    with Store.open(folder / "reference.allydesk") as store:
        sheet = store.read(transfer.people_sheet, store.read(person.ids), private=False)
    transfer.save(large, [sheet], "en-GB")
    for path, name, budget in (
        (LISTS / "legislators.xlsx", "537", None),
        (large, "5,000", 2000),
    ):
        if not path.exists():
            print(f"{name} rows: {path} is not there")
            continue
        times, again = [], []
        for n in range(3):
            with Store.create(folder / f"{name}-{n}.allydesk", language="en-GB") as store:
                times += timed(partial(bring_in, store, path), 1)
                again += timed(partial(bring_in, store, path), 1)
        yield Figure(f"Import of {name} rows into an empty desk", times, budget)
        yield Figure(f"Import of {name} rows again: nothing new", again, budget)


def bring_in(store: Store, path: Path) -> None:
    sheet = transfer.best_sheet(transfer.open_list(path))
    found = store.read(transfer.plan, sheet, transfer.guess(sheet))
    store.write(found.label, transfer.apply, found)


def printing(store: Store) -> Iterator[Figure]:
    for count, budget in ((500, None), (5000, 4000)):
        ids = store.read(person.ids)[:count]

        def roster(ids: list[int] = ids) -> None:
            report.make(store, "roster", {"people": ids}, DAY)

        roster(ids[:5])
        yield Figure(f"Roster of {count:,}", timed(roster, 3), budget)
    group = {"group": 1, "audience": "group"}
    yield Figure(
        "Roster of a group of 125", timed(lambda: report.make(store, "roster", group, DAY), 5)
    )


def starting(folder: Path) -> Iterator[Figure]:
    painted, usable = [], []
    for _ in range(6):
        start = time.time()
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.start", folder / "reference.allydesk"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        first, second = (float(word) - start for word in done.stdout.split()[-2:])
        painted.append(first * 1000)
        usable.append(second * 1000)
    yield Figure("Start: first paint", painted[1:], 500)
    yield Figure("Start: desk of 5,000 open and shown", usable[1:], 1000)


def all_figures(folder: Path, wanted: Callable[[str], bool]) -> Iterator[Figure]:
    """Measure on throw-away desks, one part after the other."""
    desks.make(folder / "reference.allydesk", 5_000, 40, 125)
    with Store.open(folder / "reference.allydesk") as store:
        for part in (writing, keeping, printing):
            if wanted(part.__name__):
                yield from part(store)
        if wanted("reading"):
            yield from reading(store, "5,000")
    for whole in (bringing_in, starting):
        if wanted(whole.__name__):
            yield from whole(folder)
    if wanted("planning"):
        for name, times, budget in planning.all_figures(folder):
            yield Figure(name, times, budget)
    if wanted("reading") or wanted("large"):
        desks.make(folder / "large.allydesk", 100_000, 40, 500)
        with Store.open(folder / "large.allydesk") as store:
            yield from reading(store, "100,000")


def main() -> int:
    words = sys.argv[1:]
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        os.environ["ALLYDESK_HOME"] = name
        for figure in all_figures(Path(name), lambda part: not words or part in words):
            print(figure, flush=True)
            missed += str(figure).endswith("MISSED")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
