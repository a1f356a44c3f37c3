"""Start the window, once it is certain that it can open. Imports Qt only then."""

from __future__ import annotations

import gc
from pathlib import Path

from allydesk.errors import Problem
from allydesk.language import _
from allydesk.ui import qt_needs


def window(path: Path | None) -> int:
    """Open the window on a desk file (None: the last one) and give the exit code.

    Raises Problem when there is no screen, or when a system library is missing.
    """
    screen = qt_needs.screen()
    if screen is None:
        raise Problem(
            _(
                "There is no screen to open the window on. Without one, use a command: "
                "“allydesk --help” lists them, “allydesk demo” prints the example handouts."
            )
        )
    qt_needs.provide(screen)
    # What is loaded now stays: to look for rubbish among it again and again takes a seventh of a
    # start. `rubbish.begin` looks for it again once the window stands.
    gc.disable()
    from allydesk.ui import overrides

    overrides.begin()
    from allydesk.ui import app

    return app.run(path)
