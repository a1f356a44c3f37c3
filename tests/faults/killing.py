"""Start a piece of work in a process of its own, and kill it in the middle."""

import multiprocessing
import os
import random
from collections.abc import Callable
from multiprocessing.connection import Connection
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


def kill_in(work: Work, path: Path, chance: random.Random, longest: float) -> list[object]:
    """Run work(pipe, path), kill -9 it within so many seconds, and give what it had sent by then.

    The clock starts when the work says that it is ready, by sending None.
    """
    ours, theirs = _context.Pipe(duplex=False)
    process = _context.Process(
        target=_begin, args=(os.environ["ALLYDESK_HOME"], work, theirs, path)
    )
    process.start()
    theirs.close()
    assert ours.recv() is None
    process.join(chance.uniform(0, longest))
    process.kill()
    process.join()
    sent = []
    while ours.poll():
        try:
            sent.append(ours.recv())
        except EOFError:
            break
    ours.close()
    process.close()
    return sent
