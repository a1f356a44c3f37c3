"""Run every check, the quick ones first: format, lint, layers, types, tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        more = sys.argv[1:] if name == "tests" else []
        if code := subprocess.run([*command, *more], cwd=root).returncode:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
