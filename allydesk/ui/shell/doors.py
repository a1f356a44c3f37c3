"""Doors from the menu bar to the rest of the program, opened when needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allydesk import dates
from allydesk.language import _

if TYPE_CHECKING:
    from allydesk.ui.shell.window import Window


def bring_in(window: Window) -> None:
    from allydesk.ui import bring_in

    if window.desk is not None:
        bring_in.open(window.desk, window, None)


def open_other(window: Window) -> None:
    from allydesk.ui import files

    if window.desk is not None:
        files.open_other(window.desk, window)


def back_up(window: Window) -> None:
    from allydesk.ui import files

    if window.desk is not None:
        files.back_up(window.desk, window)


def say_saved(window: Window) -> None:
    """Answer whoever wants to save that it is done already."""
    if (desk := window.desk) is not None:
        at = desk.store.saved_at
        said = _("Already saved {clock}.").format(clock=dates.clock(at)) if at else ""
        desk.say(said or _("Already saved."))


def save_report(window: Window) -> None:
    from allydesk.ui.shell import crash

    crash.save_report(window, window.desk)
