"""Faults are met on a disk, where a commit takes as long as it does for people."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

_DISK = Path("/var/tmp")


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Give a folder on a disk, though the other tests may write into memory."""
    with TemporaryDirectory(prefix="allydesk-faults-", dir=_DISK if _DISK.is_dir() else None) as it:
        yield Path(it).resolve()
