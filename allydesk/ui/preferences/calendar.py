"""What Settings says about the calendar: country and region, which days show, closed days."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk import dates
from allydesk.language import _
from allydesk.models import observance, organisation
from allydesk.models.base import drop
from allydesk.models.observance import CLOSED, ClosedDays
from allydesk.planning import observances, public_holidays
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look, widgets
from allydesk.ui.planning import editing
from allydesk.ui.planning.shows import Shows
from allydesk.ui.preferences.organisation import Choice
from allydesk.ui.preferences.places import countries


class Country(Choice):
    """The country; its regions belong to it and go with it."""

    def values(self, value: object) -> dict[str, object]:
        return {"country": value, "region": None}


def country(desk: Desk) -> Country:
    tag = desk.store.read(organisation.language)
    return Country(
        desk, "country", _("Country"), _("For the paper size and public holidays."),
        [("", _("Not chosen")), *countries(tag)],
    )  # fmt: skip


class Region(QWidget):
    """The part of the country, where its public holidays differ, and what is missing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._of: str | None = None
        self.choice: Choice | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
        self._place = QVBoxLayout()
        self.notice = widgets.label("", "muted")
        self._column.addLayout(self._place)
        self._column.addWidget(self.notice)
        desk.changed.connect(self._changed)
        self.refresh()

    def _changed(self, kinds: frozenset[str]) -> None:
        if "organisation" in kinds:
            self.refresh()

    def refresh(self) -> None:
        """Offer the regions of the country there is now."""
        read = self._desk.store.read
        says = read(public_holidays.problem) or read(public_holidays.hint) or ""
        self.notice.setText(says)
        self.notice.setVisible(bool(says))
        now = read(observances.country)
        if now == self._of:
            return
        self._of = now
        widgets.clear(self._place)
        offered = public_holidays.regions(now) if now else []
        self.choice = None
        if offered:
            hint = _("Some public holidays are those of a region alone.")
            listed = [("", _("Not chosen")), *offered]
            self.choice = Choice(self._desk, "region", _("Region"), hint, listed)
            self._place.addWidget(self.choice)


class _Rows(QWidget):
    """Rows with a text and buttons, read again when records of a kind change."""

    def __init__(self, desk: Desk, kinds: frozenset[str]) -> None:
        super().__init__()
        self.desk, self._kinds = desk, kinds
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
        desk.changed.connect(self._changed)
        self.refresh()

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & self._kinds:
            self.refresh()

    def rows(self) -> Sequence[tuple[str, Sequence[Action]]]:
        """Give the text of each row, and what can be done about it."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Give what is said when there is no row."""
        raise NotImplementedError

    def refresh(self) -> None:
        widgets.clear(self._column)
        rows = self.rows()
        if not rows:
            self._column.addWidget(widgets.label(self.nothing(), "muted"))
        for text, actions in rows:
            made = [widgets.button(a, "quiet") for a in actions]
            for one, action in zip(made, actions, strict=True):
                one.setAccessibleName(f"{action.text}: {text}")
            self._column.addWidget(widgets.row(widgets.label(text), *made))


class Closed(_Rows):
    """School holidays and days on which the organisation is closed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, frozenset(["closed_days", "organisation"]))

    def nothing(self) -> str:
        return _("None yet. Add school holidays, and the days you are closed.")

    def rows(self) -> Sequence[tuple[str, Sequence[Action]]]:
        language = self.desk.store.read(organisation.language)
        found = []
        for one in self.desk.store.read(observance.closed_from, self.desk.today()):
            when = dates.short(one.first, language, self.desk.today())
            if one.first != one.last:
                when = dates.interval(one.first, one.last, language)
            text = f"{one.name} · {when} · {CLOSED[one.kind]}"
            change = Action(_("Change…"), partial(self.change, one.id))
            remove = Action(_("Remove"), partial(self.remove, one.id, one.name))
            found.append((text, (change, remove)))
        return found

    def add(self) -> None:
        editing.ask_closed(self.desk, self, None)

    def change(self, id: int) -> None:
        editing.ask_closed(self.desk, self, id)

    def remove(self, id: int, name: str) -> None:
        said = _("“{name}” is removed.").format(name=name)
        step = _("Remove “{name}”").format(name=name)
        self.desk.do(said, step, drop, ClosedDays, [id])


class Hidden(_Rows):
    """Observances that were hidden, to show them again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, frozenset(["hidden_observance"]))

    def nothing(self) -> str:
        return _("None. In the year of observances, each can be hidden.")

    def rows(self) -> Sequence[tuple[str, Sequence[Action]]]:
        return [
            (name, (Action(_("Show again"), partial(self.show_again, key, name)),))
            for key, name in self.desk.store.read(observances.hidden)
        ]

    def show_again(self, key: str, name: str) -> None:
        said = _("“{name}” shows again.").format(name=name)
        step = _("Show “{name}” again").format(name=name)
        self.desk.do(said, step, observances.show, key)


def card(desk: Desk) -> QWidget:
    """Make the section of Settings about the calendar."""
    closed = Closed(desk)
    add = widgets.button(Action(_("Add closed days…"), closed.add, "plus"))
    note = _("This says what your calendar shows. Nothing is kept about anybody’s religion.")
    return widgets.card(
        country(desk),
        Region(desk),
        Shows(desk),
        widgets.label(note, "muted"),
        widgets.label(_("Hidden observances"), "strong"),
        Hidden(desk),
        widgets.label(_("School holidays and closed days"), "strong"),
        closed,
        widgets.flow(add),
        title=_("Calendar"),
    )
