"""The documents of a calendar, as far as there are any."""

from __future__ import annotations

import datetime as dt
import pkgutil
from functools import partial

from PySide6.QtWidgets import QWidget

from allydesk.language import _
from allydesk.ui.desk import Action, Desk


def names() -> list[str]:
    """Give their names, the month first, without loading the typesetter to learn them."""
    from allydesk import reports

    found = [m.name for m in pkgutil.iter_modules(reports.__path__)]
    mine = [n.replace("_", "-") for n in found if n.startswith("calendar_")]
    return sorted(mine, key=lambda n: ("month" not in n, n))


def actions(desk: Desk, parent: QWidget, day: dt.date) -> list[Action]:
    """Give a line for the menu for each document, about the month or year of a day."""
    from allydesk.reports import report

    known = report.available()
    return [
        Action(known[name].title, partial(show, desk, parent, name, day), "printer")
        for name in names()
        if name in known
    ]


def first(desk: Desk, parent: QWidget, day: dt.date) -> None:
    """Show the first document, or say that there is none."""
    if found := actions(desk, parent, day):
        found[0].run()
    else:
        desk.say(_("There is nothing to print here yet."))


def show(desk: Desk, parent: QWidget, name: str, day: dt.date) -> None:
    """Open the preview of one document."""
    from allydesk.reports import report
    from allydesk.ui.printing import preview

    about = {"month": day.replace(day=1), "year": day.year}
    options = {o.name for o in report.named(name).all_options()}
    preview.open(desk, parent, name, **{n: v for n, v in about.items() if n in options})
