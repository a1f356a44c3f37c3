"""What is loaded in a quiet moment, so that nobody waits for it at the first document."""

import os
import subprocess
import sys
from pathlib import Path

_LOAD = """
import datetime as dt, sys
from pathlib import Path
from allydesk.reports import together
from allydesk.store import Store
with Store.create(Path(sys.argv[1]), language="en-GB") as store:
    assert "reportlab" not in sys.modules
    assert together.get_ready().startswith(b"%PDF")
    before = set(sys.modules)
    together.make(store, ["calendar-month"], {}, dt.date(2026, 11, 22))
    slow = ("reportlab", "fontTools", "uharfbuzz", "allydesk.reports.engine.faces", "pikepdf")
    print([m for m in sys.modules if m not in before and m.startswith(slow)])
"""


def test_the_typesetter_and_its_letters_are_ready(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOAD, str(tmp_path / "a.allydesk")],
        env=os.environ, capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
