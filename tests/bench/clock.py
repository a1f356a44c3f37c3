"""How long something takes: by the clock on the wall, and how long the processor was busy with it.

Where others use the machine too, the clock shows their work as well; the processor's time is ours.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_HEAD = f"{'milliseconds':58}{'median':>9}{'slowest':>9}{'busy':>9}{'budget':>9}"
_missed: list[str] = []


@contextmanager
def bench(title: str) -> Iterator[Path]:
    """Give a throw-away home to measure in; end the program with 1 where a budget was missed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ALLYDESK_HOME"] = folder
        head(title)
        yield Path(folder)
    end()


def end() -> None:
    """Say what missed its budget, if anything did, and end the program with 1."""
    if _missed:
        print(f"Missed: {', '.join(_missed)}", flush=True)
        sys.exit(1)


def head(title: str) -> None:
    """Print what is measured, and over the figures what each is."""
    print(f"{title}\n{_HEAD}", flush=True)


def measure(
    name: str,
    work: Callable[[], object],
    times: int = 9,
    budget: float | None = None,
    before: Callable[[], object] | None = None,
) -> None:
    """Do work several times, each time after what comes before it, and print how long it took."""
    say(name, *timed(work, times, before), budget)


def timed(
    work: Callable[[], object], times: int, before: Callable[[], object] | None = None
) -> tuple[list[float], list[float]]:
    """Give how long it took each time, by the clock and by the processor."""
    took, busy = [], []
    for _n in range(times):
        if before is not None:
            before()
        start, began = time.perf_counter(), time.process_time()
        work()
        took.append((time.perf_counter() - start) * 1000)
        busy.append((time.process_time() - began) * 1000)
    return took, busy


def say(name: str, took: list[float], busy: list[float], budget: float | None = None) -> None:
    """Print one line: the median, the slowest, the median of the processor, and the budget."""
    middle, ours = statistics.median(took), statistics.median(busy)
    line = f"{name:58}{middle:9.1f}{max(took):9.1f}{ours:9.1f}"
    if budget is not None:
        word = "ok" if middle <= budget else "ok but for others" if ours <= budget else "MISSED"
        line += f"{budget:9.0f}  {word}"
        if word == "MISSED":
            _missed.append(name)
    print(line, flush=True)
