"""What every test stands on: a home of its own, one language, and no noise."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from allydesk.store import Store
from tests import fresh

# Files and flushes make single examples slow without meaning anything; budgets are in tests/bench.
settings.register_profile(
    # The same examples in each check of a submission; new ones on an engineer's own machine.
    "allydesk",
    derandomize="CI" in os.environ,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("allydesk")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings, backups, locks and logs of a test in a folder of its own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ALLYDESK_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test in which the program logs a warning; one that means to, clears caplog."""
    yield
    loud = [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]
    assert not loud, f"logged: {loud}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a place for a desk file whose name has a space and an accent."""
    return tmp_path / "Zoë’s desk.allydesk"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Open a new, empty desk."""
    with fresh.desk(path) as opened:
        yield opened
