"""What can be done with an observance, wherever it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from allydesk.language import _
from allydesk.planning import observances
from allydesk.planning.observances import Occurrence
from allydesk.ui.desk import Action, Desk
from allydesk.ui.planning import editing, something


@dataclass(frozen=True)
class Doing:
    """The doors from an observance: an event for it, another date, or out of sight."""

    desk: Desk
    window: QWidget

    def plan(self, one: Occurrence) -> something.Something:
        return something.ask(self.desk, self.window, one)

    def hide(self, one: Occurrence) -> None:
        """Show an observance no longer; one of the organisation's own goes."""
        said = _("“{name}” is hidden, in every year.").format(name=one.name)
        step = _("Hide “{name}”").format(name=one.name)
        if one.own is not None:
            said = _("“{name}” is removed.").format(name=one.name)
            step = _("Remove “{name}”").format(name=one.name)
        self.desk.do(said, step, observances.hide, one.key)

    def change_date(self, one: Occurrence) -> QWidget:
        return editing.ask_date(self.desk, self.window, one)

    def missing(self, year: int) -> list[Action]:
        """Give what sets the date of each observance that has none in a year to come."""
        if year < self.desk.today().year:
            return []
        ask = partial(editing.ask_missing_date, self.desk, self.window)
        return [
            Action(one.name, partial(ask, one, year))
            for one in self.desk.store.read(observances.undated, year)
        ]

    def alter(self, own: int) -> QWidget:
        return editing.ask_own(self.desk, self.window, own)

    def add_own(self) -> QWidget:
        return editing.ask_own(self.desk, self.window, None)

    def reset(self, one: Occurrence) -> None:
        """Go back to the date of the table."""
        said = _("“{name}” has its usual date again.").format(name=one.name)
        step = _("Take back the date of “{name}”").format(name=one.name)
        self.desk.do(said, step, observances.reset_date, one.key, one.year, one.nth)

    def actions(self, one: Occurrence) -> list[Action]:
        """Give all that can be done with an observance."""
        return [
            Action(_("Plan something"), partial(self.plan, one), "sparkles"),
            *self.more(one),
        ]

    def more(self, one: Occurrence) -> Sequence[Action]:
        """Give what changes how an observance shows here."""
        if one.own is not None:
            return [
                Action(_("Change…"), partial(self.alter, one.own), "pencil"),
                Action(_("Remove"), partial(self.hide, one), "trash-2"),
            ]
        back = [Action(_("Take back our date"), partial(self.reset, one), "rotate-ccw")]
        return [
            Action(_("Hide"), partial(self.hide, one), "eye-off"),
            Action(_("Change date…"), partial(self.change_date, one), "calendar-days"),
            *(back if one.moved else []),
        ]
