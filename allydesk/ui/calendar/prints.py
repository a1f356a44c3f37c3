"""The documents of a calendar, opened for the days that are shown."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QWidget

from allydesk.ui.desk import Action, Desk

NAMES = ("calendar-month", "calendar-list", "calendar-year", "cultural-calendar")
YEAR = NAMES[-1]  # of observances


def actions(desk: Desk, parent: QWidget, day: dt.date) -> list[Action]:
    """Give a line for the menu for each document, about the month or year of a day."""
    from allydesk.reports import report

    return [
        Action(report.named(name).title, partial(show, desk, parent, name, day), "printer")
        for name in NAMES
    ]


def show(desk: Desk, parent: QWidget, name: str, day: dt.date) -> None:
    """Open the preview of one document."""
    from allydesk.reports import report
    from allydesk.ui.printing import preview

    about = {"month": day.replace(day=1), "year": day.year}
    options = {o.name for o in report.named(name).all_options()}
    preview.open(desk, parent, name, **{n: v for n, v in about.items() if n in options})
