"""Run every check, the quick ones first: format, lint, layers, types, tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_MEMORY = Path("/dev/shm")
_ROOM = 4 * 1024**3  # bytes

CHECKS = (
    ("format", ["ruff", "format", "--check", "."]),
    ("lint", ["ruff", "check", "."]),
    ("layers", ["lint-imports"]),
    ("types", ["mypy"]),
    ("tests", [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "loadfile"]),
)


def main() -> int:
    root = Path(__file__).parent.parent
    programs = Path(sys.executable).parent
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from allydesk.errors import Problem
    from allydesk.ui import qt_needs

    try:
        qt_needs.provide("offscreen")
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 3
    with _quick_disk():
        for name, command in CHECKS:
            print(f"== {name}", flush=True)
            more = sys.argv[1:] if name == "tests" else []
            if code := subprocess.run([*command, *more], cwd=root).returncode:
                return code
    return 0


@contextmanager
def _quick_disk() -> Iterator[None]:
    """Let tests write into memory where there is room: a third of their time is waiting for a disk."""
    there = "TMPDIR" not in os.environ and os.access(_MEMORY, os.W_OK)
    if not there or shutil.disk_usage(_MEMORY).free < _ROOM:
        yield
    else:
        with TemporaryDirectory(prefix="allydesk-tests-", dir=_MEMORY) as folder:
            os.environ["TMPDIR"] = folder
            yield


if __name__ == "__main__":
    sys.exit(main())
