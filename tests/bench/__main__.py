"""Measure the figures AllyDesk is judged by, beside their budgets: python -m tests.bench [PART …].

Parts are writing, keeping, printing, reading, large, bringing_in, starting and planning; all of
them, if none is named. What else can be measured has a program of its own beside this one.
"""

import datetime as dt
import itertools
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from allydesk import backup, transfer
from allydesk.models import membership, person
from allydesk.models.base import put
from allydesk.models.person import Person
from allydesk.models.privacy import Audience
from allydesk.reports import report
from allydesk.store import Store
from tests.bench import clock, desks, planning
from tests.bench.clock import measure

ROOT = Path(__file__).parent.parent.parent
LISTS = ROOT / "tests" / "data" / "samples"
DAY = dt.date(2026, 11, 19)
TYPED = ("z", "zo", "zoë", "hartl", "marcus b", "person4999", "nobody")
_STARTS = 6


def writing(store: Store) -> None:
    ids = store.read(person.ids)
    change = itertools.count()

    def team() -> None:
        store.write("Change team", put, Person, ids[5], {"team": f"Team {next(change)}"})

    measure("One change stored", team, 60, 10)
    measure("Undo", store.undo, 30, 10)
    measure("Redo", store.redo, 30, 10)
    new = {"full_name": "Zoë New", "email": "zoe@example.org"}
    measure("One person added", lambda: store.write("Add", put, Person, None, new), 20, 10)


def reading(store: Store, size: str) -> None:
    ids = store.read(person.ids)
    store.read(person.rows, ids[:60])
    budget = 100 if size == "5,000" else None
    measure(f"{size} people: list, all ids and first page", lambda: _page(store), 20, budget)
    typed = itertools.cycle(TYPED)
    times = 8 * len(TYPED)
    measure(f"{size} people: a key, first rows", lambda: _page(store, next(typed), 60), times, 16)
    measure(
        f"{size} people: a key, all ids and first rows", lambda: _page(store, next(typed)), times
    )
    for text in TYPED:
        measure(f"{size} people: find or do, {text}", partial(store.read, person.find, text), 9, 16)
    group = partial(store.read, membership.of_group, 1, Audience.GROUP)
    measure(f"{size} people: list of one group", group, 20, 100)


def _page(store: Store, text: str = "", limit: int | None = None) -> None:
    ids = store.read(person.ids, text, limit=limit)
    store.read(person.rows, ids[:60])


def keeping(store: Store) -> None:
    measure("Backup of 5,000 people, checked", lambda: backup.save(store, "timed"), 5)
    measure("Is a backup due", lambda: backup.due(store), 20, 30)
    measure("Every page checked", store.verify, 5)


def bringing_in(folder: Path) -> None:
    large = folder / "5000.xlsx"
    with Store.open(folder / "reference.allydesk") as store:
        sheet = store.read(transfer.people_sheet, store.read(person.ids), private=False)
    transfer.save(large, [sheet], "en-GB")
    for path, name, budget in (
        (LISTS / "legislators.xlsx", "537", None),
        (large, "5,000", 2000),
    ):
        for again, said in ((False, "into an empty desk"), (True, "again: nothing new")):
            _bring_in(folder, path, f"Import of {name} rows {said}", budget, again=again)


def _bring_in(folder: Path, path: Path, name: str, budget: float | None, *, again: bool) -> None:
    """Bring a list into a new desk each time; again, where it has it already."""
    stores: list[Store] = []

    def fresh() -> None:
        stores.append(Store.create(folder / f"{name}-{len(stores)}.allydesk", language="en-GB"))
        if again:
            bring_in(stores[-1], path)

    measure(name, lambda: bring_in(stores[-1], path), 3, budget, fresh)
    for store in stores:
        store.close()


def bring_in(store: Store, path: Path) -> None:
    sheet = transfer.best_sheet(transfer.open_list(path))
    found = store.read(transfer.plan, sheet, transfer.guess(sheet))
    store.write(found.label, transfer.apply, found)


def printing(store: Store) -> None:
    ids = store.read(person.ids)
    report.make(store, "roster", {"people": ids[:5]}, DAY)
    for count, budget in ((500, None), (5000, 4000)):
        people = {"people": ids[:count]}
        measure(
            f"Roster of {count:,}", partial(report.make, store, "roster", people, DAY), 3, budget
        )
    group = {"group": 1, "audience": "group"}
    measure("Roster of a group of 125", lambda: report.make(store, "roster", group, DAY), 5)


def starting(folder: Path) -> None:
    """Start the window several times; the first is left out, for it warms what the disk holds."""
    found = [_started(folder / "reference.allydesk") for _n in range(_STARTS)][1:]
    for at, (name, budget) in enumerate(
        (("first paint", 500), ("desk of 5,000 open, shown", 1000))
    ):
        took, busy = zip(*((one[at], one[at + 2]) for one in found), strict=True)
        clock.say(f"Start: {name}", list(took), list(busy), budget)


def _started(path: Path) -> tuple[float, ...]:
    """Give milliseconds to the first paint and until usable; then those of the processor."""
    start = time.time()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.start", path],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    painted, usable, *busy = (float(word) for word in done.stdout.split()[-4:])
    return tuple(1000 * seconds for seconds in (painted - start, usable - start, *busy))


PARTS = (
    "writing",
    "keeping",
    "printing",
    "reading",
    "bringing_in",
    "starting",
    "planning",
    "large",
)


def main(wanted: list[str]) -> None:
    """Measure on throw-away desks, one part after the other."""
    wanted = wanted or list(PARTS)
    if unknown := set(wanted).difference(PARTS):
        sys.exit(f"There is no {', '.join(unknown)}. Choose among: {', '.join(PARTS)}.")
    with clock.bench("The reference desk, and a large one") as folder:
        desks.make(folder / "reference.allydesk", 5_000, 40, 125)
        with Store.open(folder / "reference.allydesk") as store:
            for part in (writing, keeping, printing):
                if part.__name__ in wanted:
                    part(store)
            if "reading" in wanted:
                reading(store, "5,000")
        for whole in (bringing_in, starting):
            if whole.__name__ in wanted:
                whole(folder)
        if "planning" in wanted:
            planning.measured(folder)
        if "large" in wanted:
            desks.make(folder / "large.allydesk", 100_000, 40, 500)
            with Store.open(folder / "large.allydesk") as store:
                reading(store, "100,000")


if __name__ == "__main__":
    main(sys.argv[1:])
