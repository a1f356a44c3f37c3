"""The reading list on the page of its event or of its group; one quiet button where there is none."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.language import _, ngettext
from allydesk.models.learning import reading
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Card, button, clear, flow, label
from allydesk.ui.learning import prints, reading_list
from allydesk.ui.learning.lines import line
from allydesk.ui.learning.reading_list import ReadingList

_MOST = 8  # lines on the page


class ReadingCard(QWidget):
    """What is on the list, and the window in which it is arranged."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._of: reading.List | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        begin = Action(_("Add a reading list"), self.open, "plus")
        self.begin_button = button(begin, "quiet")
        self.begin_row = flow(self.begin_button)
        self.card = Card(_("Reading list"))
        self.about = label("", "muted")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.px(8))
        self.change_button = button(Action(_("Change the list"), self.open, "list"))
        self.print_button = button(Action(_("Print reading list"), self.print_what, "printer"))
        self.card.add(self.about, self._rows, flow(self.change_button, self.print_button))
        column.addWidget(self.begin_row)
        column.addWidget(self.card)
        desk.changed.connect(self._changed)

    def show_list(self, of: reading.List | None) -> None:
        """Show the list of an event or of a group; of a new one nothing."""
        self._of = of
        self.setVisible(of is not None)
        if of is None:
            return
        found = reading_list.rows(self.desk, of)
        self.begin_row.setVisible(not found)
        self.card.setVisible(bool(found))
        self.about.setText(reading_list.summary(found))
        self.print_button.setVisible(prints.there(prints.READING))
        clear(self._rows)
        for one in found[:_MOST]:
            words = " · ".join(filter(None, [reading_list.below(one), one.note]))
            self._rows.addWidget(line(one.resource.title, words))
        if len(found) > _MOST:
            more = ngettext("and {n} more", "and {n} more", len(found) - _MOST)
            self._rows.addWidget(label(more.format(n=len(found) - _MOST), "muted"))

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"reading", "resource"} and self._of is not None:
            self.show_list(self._of)

    def open(self) -> None:
        """Open the list to arrange it; where there is none, to begin it."""
        if self._of is not None:
            ReadingList(self.desk, self, self._of).open()

    def print_what(self) -> None:
        if (of := self._of) is not None:
            prints.show(self.desk, self, prints.READING, event=of.event_id, group=of.group_id)
