"""Feedback: what was heard, what is done about it, and incidents behind a step of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allydesk.language import _, ngettext
from allydesk.ui.desk import Action
from allydesk.ui.records.screen import Detail, ListScreen

# The window reads the name of this place before the file is open: what needs the records is
# imported when the place is built.
if TYPE_CHECKING:
    from allydesk.models.feedback.incident import Access
    from allydesk.ui.feedback.detail import FeedbackDetail
    from allydesk.ui.kit.head import Further
    from allydesk.ui.records.browse import Source


class Screen(ListScreen):
    """The register of notes, or of incidents, and one of them beside it."""

    place = "feedback"
    title = _("Feedback")
    icon = "message-square-heart"
    section = _("Listening and thanks")
    order = 90
    key = "Ctrl+7"
    help = "feedback"
    depends = frozenset(["feedback_note", "incident", "organisation", "employee_group", "event"])

    access: Access | None = None  # to incidents, while somebody is in this place
    _reading_tray = ""  # the chip under which somebody reads what waits in the tray

    def source(self) -> Source:
        from allydesk.models import organisation
        from allydesk.ui.feedback import lines
        from allydesk.ui.kit.lines import TwoLines
        from allydesk.ui.kit.table import Column
        from allydesk.ui.records.browse import Source

        desk = self.desk
        language = desk.store.read(organisation.language)

        def line(one: lines.Line) -> TwoLines:
            return lines.line(one, language, desk.today())

        return Source(
            name=self.title,
            chips=lines.CHIPS,
            columns=[Column(_("Note"), lambda one: line(one).title)],
            find=self._find,
            fetch=lambda keys: lines.fetch(desk, keys, self.browser.chip, self.access),
            total=self._total,
            line=line,
            filter_words=lambda count: lines.filter_words(count, self.browser.chip),
            none_words=lambda chip: lines.none_words(desk, chip, self.narrow.filter, self.access),
        )

    def _find(self, text: str, chip: str) -> Sequence[int]:
        from allydesk.errors import Problem
        from allydesk.ui.feedback import lines

        try:
            return lines.find(self.desk, text, chip, self.narrow.filter, self.access)
        except Problem:  # said in place of the list
            return []

    def _total(self) -> int:
        from allydesk.models.feedback import note

        return int(self.browser.chip == "incidents" or self.desk.store.read(note.anything))

    def make_detail(self) -> Detail:
        from allydesk.ui.feedback.detail import FeedbackDetail

        self.one: FeedbackDetail = FeedbackDetail(self.desk)
        self.one.added.connect(self.added)
        return self.one

    def _list_side(self) -> QWidget:
        """Put the one further filter, and what waits in the tray, between the chips and the rows."""
        from allydesk.ui.feedback.narrow import Narrow
        from allydesk.ui.kit.head import Further
        from allydesk.ui.kit.widgets import button, leading

        self.narrow = Narrow(self.desk)
        self.narrow.chosen.connect(self.browser.refresh)
        self._further = Further(self.narrow, lambda: int(any(self.narrow.filter)))
        self.narrow.chosen.connect(self._further.turn)
        self.tray_button = button(Action("", self.read_tray, "hourglass"), "quiet")
        for chip in self.browser.chips.findChildren(QPushButton):
            chip.clicked.connect(self._go_on_in_list)
        column = self.browser.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self.narrow)
        column.insertWidget(1, self.tray_button, 0, leading())
        return super()._list_side()

    def further(self) -> Further:
        return self._further

    def _detail_side(self) -> QWidget:
        from allydesk.ui.feedback.incident import Lock
        from allydesk.ui.feedback.waiting import Tray

        side = super()._detail_side()
        self.lock, self.tray = Lock(self.desk), Tray(self.desk)
        self.lock.opened.connect(self._opened)
        for page in (self.lock, self.tray):
            self.pages.addWidget(page)
        return side

    def empty_words(self) -> str:
        return _("No notes yet. Press Ctrl+Shift+F anywhere and write one sentence.")

    def empty_doings(self) -> Sequence[Action]:
        from allydesk.ui.feedback import prints

        found = [Action(_("Write a note"), self.note, "plus")]
        if prints.there(prints.SLIPS):
            found.append(Action(_("Print slips"), self.print_slips, "printer"))
        return found

    def more(self) -> Sequence[Action]:
        from allydesk.ui.feedback import prints

        return [
            Action(
                _("Write a note…"), self.note, "message-square-heart", "Ctrl+Shift+F",
                _("quick feedback heard log anonymous"),
            ),
            Action(_("Incidents"), self.incidents, "lock", "", _("bias harassment report")),
            Action(
                _("Hand the laptop over…"), self.hand_over, "monitor", "",
                _("kiosk tablet self anonymous"),
            ),
            Action(
                _("Rounds of questions…"), self.rounds, "list", "",
                _("pulse survey belonging training paper type in answers form"),
            ),
            Action(_("In numbers…"), self.numbers, "target", "", _("chart trend topics count")),
            Action(_("Look up a receipt…"), self.look_up, "search", "", _("three words code")),
            Action(_("Kept long enough…"), self.kept_long, "hourglass", "", _("retention delete")),
            Action(_("Rules for feedback"), self.rules, "settings", "", _("urgent procedure months")),
            *prints.over_all(self.desk, self),
        ]  # fmt: skip

    def several_words(self, count: int) -> str:
        return ngettext("{n} chosen", "{n} chosen", count).format(n=count)

    def several_doings(self) -> Sequence[Action]:
        return [Action(_("Delete for good…"), self.delete_chosen, "trash-2")]

    # What the window asks for

    def waiting(self) -> str:
        """Give how many notes nobody has looked into yet, for the sidebar."""
        from allydesk.models.feedback import note

        n = self.desk.store.read(note.waiting)
        return str(n) if n else ""

    def show_record(self, id: int) -> None:
        """Open a note or an incident by its key, behind a chip that shows it."""
        chip = "incidents" if id < 0 else "all"
        if id not in self.browser.model.ids():
            self.browser.filter.clear()
            self.browser.narrow(chip)
        if id > 0 or self.access is not None:
            super().show_record(id)

    # What is done

    def new(self) -> None:
        """Begin what is in the list: an incident there, else a note."""
        if self.browser.chip != "incidents":
            self.note()
        elif self.access is not None:
            super().new()
        else:
            self.lock.first().setFocus()

    def note(self) -> None:
        from allydesk.ui.feedback import quick

        quick.open(self.desk, self)

    def hand_over(self) -> None:
        """Hand the laptop over to whoever wants to say something."""
        from allydesk.ui.feedback import kiosk

        kiosk.open(self.desk, self)

    def rounds(self) -> None:
        """Show the rounds of questions: begun, answered here or on paper, and what came of them."""
        from allydesk.ui.feedback import pulse

        pulse.open(self.desk, self)

    def numbers(self) -> None:
        from allydesk.ui.feedback import numbers

        numbers.open(self.desk, self)

    def look_up(self) -> None:
        from allydesk.ui.feedback import receipts

        receipts.open(self.desk, self)

    def kept_long(self) -> None:
        from allydesk.ui.feedback import retention

        retention.open(self.desk, self, self.access)

    def rules(self) -> None:
        self.desk.go("settings")

    def incidents(self) -> None:
        self.browser.narrow("incidents")
        self.open()

    def read_tray(self) -> None:
        """Show what waits to be filed."""
        self.browser.choose([])
        self._reading_tray = self.browser.chip
        self._show()
        self.open()

    def print_slips(self) -> None:
        from allydesk.ui.feedback import prints

        prints.show(self.desk, self, prints.SLIPS)

    def print_what(self) -> None:
        """Print what was said and what was done."""
        from allydesk.ui.feedback import prints

        if prints.there(prints.BOARD):
            prints.show(self.desk, self, prints.BOARD)

    def delete(self, ids: Sequence[int]) -> None:
        """Delete for good, once somebody said so: of what people said nothing is kept to undo."""
        from allydesk.models.feedback import incident, note

        page = self.one.note if ids[0] > 0 else self.one.incident
        if len(ids) == 1:
            page.delete()
            return
        sure = self.desk.ask.confirm(
            self,
            _("Delete {n} for good?").format(n=len(ids)),
            _("Nothing of them stays in the file, so they cannot come back."),
            _("Delete for good"),
            _("Keep them"),
        )
        if not sure:
            return
        if ids[0] > 0:
            self.desk.store.quietly(["feedback_note"], note.erase, list(ids))
        elif self.access is not None:
            bare = [-id for id in ids]
            self.desk.store.quietly(["incident"], incident.erase, self.access, bare)
        self.desk.say(_("{n} are deleted for good.").format(n=len(ids)))

    # The step before incidents

    def _opened(self, access: Access) -> None:
        self.access = access
        self.one.incident.let_in(access)
        self.browser.refresh()
        self.browser.choose(self.browser.model.ids()[:1])
        self.browser.list.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.access is not None:
            self.detail.flush()
            self.access.leave()
            self.access = None
            self.one.incident.let_in(None)
            self.lock.begin()
            self.browser.refresh()

    # Showing

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & self.depends:
            self.narrow.outdated()
        super()._changed(kinds)

    def _show(self) -> None:
        notes = self.browser.chip != "incidents"
        self._further.offer(wanted=notes and bool(self._total()))
        self._show_tray()
        if not notes and self.access is None:
            self.pages.setCurrentWidget(self.lock)
            self._arrange()
        elif self._reading_tray == self.browser.chip and not self.browser.chosen:
            self.pages.setCurrentWidget(self.tray)
            self._arrange()
        else:
            self._reading_tray = ""
            super()._show()

    def _go_on_in_list(self) -> None:
        """Show a record of the list that was just chosen, not one of the list before."""
        ids = self.browser.model.ids()
        if not set(self.browser.chosen) & set(ids):
            self.browser.choose(ids[:1])

    def _show_tray(self) -> None:
        n = self.tray.refresh()
        words = ngettext("{n} note waits to be filed", "{n} notes wait to be filed", n)
        self.tray_button.setText(words.format(n=n))
        self.tray_button.setVisible(n > 0 and self.browser.chip != "incidents")
