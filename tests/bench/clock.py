"""How long something takes: by the clock on the wall, and how long the processor was busy with it.

Where others use the machine too, the clock shows their work as well; the processor's time is ours.
"""

import statistics
import time
from collections.abc import Callable

HEAD = f"{'milliseconds':50}{'median':>9}{'slowest':>9}{'busy':>9}{'budget':>9}"


def measure(
    name: str,
    work: Callable[[], object],
    times: int = 9,
    budget: float | None = None,
    before: Callable[[], object] | None = None,
) -> None:
    """Do work several times, each time after what comes before it, and print how long it took."""
    took, busy = [], []
    for _n in range(times):
        if before is not None:
            before()
        start, began = time.perf_counter(), time.process_time()
        work()
        took.append((time.perf_counter() - start) * 1000)
        busy.append((time.process_time() - began) * 1000)
    say(name, took, busy, budget)


def say(name: str, took: list[float], busy: list[float], budget: float | None = None) -> None:
    """Print one line: the median, the slowest, the median of the processor, and the budget."""
    middle, ours = statistics.median(took), statistics.median(busy)
    line = f"{name:50}{middle:9.1f}{max(took):9.1f}{ours:9.1f}"
    if budget is not None:
        word = "ok" if middle <= budget else "ok but for others" if ours <= budget else "MISSED"
        line += f"{budget:9.0f}  {word}"
    print(line, flush=True)
