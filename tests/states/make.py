"""Make the frozen sample file of the version this AllyDesk writes: python -m tests.states.make.

Run it once when a version is released and never again: the files show that what people have on
their disks will open for ever.
"""

import datetime as dt
import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from allydesk import migrate, sample
from allydesk.models.base import put
from allydesk.models.organisation import Organisation
from allydesk.models.person import Person
from allydesk.store import Store

FOLDER = Path(__file__).parent
LOGO = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
DAY = dt.date(2026, 11, 19)


def state(version: int) -> Path:
    """Give the frozen file of a version."""
    return FOLDER / f"version-{version}.allydesk"


def make(path: Path) -> None:
    """Make an example desk with something to undo, something to redo, and bytes in it."""
    with tempfile.TemporaryDirectory() as home, patch.dict(os.environ, ALLYDESK_HOME=home):
        sample.write(path, DAY)
        with Store.open(path) as store:
            store.write("Change logo", put, Organisation, 1, {"logo": LOGO})
            store.write("Change Zoë’s team", put, Person, 1, {"team": "Finance"})
            store.write("Change Zoë’s phone", put, Person, 1, {"phone": "020 7946 0199"})
            store.undo()
    path.with_name(path.name + "-journal").unlink(missing_ok=True)


if __name__ == "__main__":
    target = state(migrate.newest())
    target.unlink(missing_ok=True)
    make(target)
    print(f"{target.name}: {target.stat().st_size:,} bytes")
