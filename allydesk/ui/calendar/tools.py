"""What is done with the observances of a year as a whole: add one, choose which show, set dates."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.language import _
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit.widgets import button, flow, menu
from allydesk.ui.planning.doing import Doing
from allydesk.ui.planning.shows import ShowsPopup


class Tools(QWidget):
    """Three buttons; the one for missing dates is there where some are missing."""

    def __init__(self, desk: Desk, doing: Doing) -> None:
        super().__init__()
        self._desk, self._doing = desk, doing
        self._year = 0
        own = Action(_("Add our own…"), doing.add_own, "plus")
        self.which = button(Action(_("Which show ▾"), self.choose_shown, "filter"))
        self.which.setAccessibleName(_("Which observances show"))
        self.missing = button(Action(_("Set a missing date ▾"), self._offer, "calendar-days"))
        self.missing.setAccessibleName(_("Set a missing date"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flow(button(own), self.which, self.missing))

    def show_year(self, day: dt.date) -> None:
        """Stand for the year of a day."""
        self._year = day.year
        self.missing.setVisible(bool(self._doing.missing(day.year)))

    def choose_shown(self, below: QWidget | None = None) -> None:
        """Ask which traditions, kinds and countries show."""
        ShowsPopup(self._desk, self).show_below(below or self.which)

    def _offer(self) -> None:
        """Show the observances that have no date in this year."""
        made = menu(self._doing.missing(self._year), self)
        made.aboutToHide.connect(made.deleteLater)
        made.popup(self.missing.mapToGlobal(QPoint(0, self.missing.height())))
