"""Start a piece of work in a process of its own, and kill it in the middle."""

import multiprocessing
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

# The server imports once and forks; where there is no fork, each process starts afresh.
_context = multiprocessing.get_context(
    "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
)
if _context.get_start_method() == "forkserver":
    _context.set_forkserver_preload(["tests.faults.work"])

Work = Callable[[Connection, Path], object]


def _begin(home: str, work: Work, pipe: Connection, path: Path) -> None:
    os.environ["ALLYDESK_HOME"] = home  # the server's own is that of the test that started it
    work(pipe, path)


@contextmanager
def working(work: Work, path: Path) -> Iterator[tuple[Connection, BaseProcess]]:
    """Run work(pipe, path) from when it says that it is ready, by sending None; then kill -9 it."""
    ours, theirs = _context.Pipe()
    arguments = (os.environ["ALLYDESK_HOME"], work, theirs, path)
    process = _context.Process(target=_begin, args=arguments, daemon=True)
    process.start()
    theirs.close()
    try:
        assert ours.recv() is None
        yield ours, process
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def kill_in(work: Work, path: Path, chance: random.Random, longest: float) -> list[object]:
    """Kill some work within so many seconds, and give what it had sent by then."""
    sent = []
    with working(work, path) as (pipe, process):
        process.join(chance.uniform(0, longest))
        process.kill()
        process.join()
        while pipe.poll():
            try:
                sent.append(pipe.recv())
            except EOFError:
                break
    return sent


def kills(
    work: Work,
    path: Path,
    chance: random.Random,
    longest: float,
    under_way: Callable[[], bool],
    wanted: int,
) -> Iterator[bool]:
    """Kill some work until so many kills fell into its middle; say after each whether it did.

    under_way tells by what a kill has left. Raises AssertionError where too few come at the right
    time, for then they prove nothing.
    """
    cut = 0
    for _n in range(wanted * 8):
        kill_in(work, path, chance, longest)
        cut += (hit := under_way())
        yield hit
        if cut == wanted:
            return
    raise AssertionError(f"Of {wanted * 8} kills only {cut} fell into the middle")
