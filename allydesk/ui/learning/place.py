"""The parts of the place behind chips: courses, the matrix, the due list, resources, certificates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from allydesk.language import _, ngettext
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.widgets import Chips, button, flow, menu_button
from allydesk.ui.learning.certificates import Register
from allydesk.ui.learning.courses import Courses
from allydesk.ui.learning.due import DueList
from allydesk.ui.learning.keys import WORDS, Only, Part, key, split
from allydesk.ui.learning.matrix import MatrixPart
from allydesk.ui.learning.needs import waits
from allydesk.ui.learning.resources import Resources
from allydesk.ui.learning.standings import Standings

Page = Courses | MatrixPart | DueList | Resources | Register
_QUIET = 400  # milliseconds after the place has opened
_FOUND_BY = {
    Part.COURSES: _("training classes"),
    Part.MATRIX: _("training matrix who has done what skills"),
    Part.DUE: _("overdue expired refresher missing mandatory"),
    Part.RESOURCES: _("books library loans reading list"),
    Part.CERTIFICATES: _("register numbers reprint"),
}


class Learning(QWidget):
    """Chips, and the part that is open. Each part is made when it is first opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.source = Standings(desk)
        self.at = Part.COURSES
        self._pages: dict[Part, Page] = {}
        self._make: dict[Part, Callable[[], Page]] = {
            Part.COURSES: lambda: Courses(desk),
            Part.MATRIX: lambda: MatrixPart(desk, self.source),
            Part.DUE: lambda: DueList(desk, self.source),
            Part.RESOURCES: lambda: Resources(desk),
            Part.CERTIFICATES: lambda: Register(desk),
        }
        words = {part.name: WORDS[part] for part in Part}
        self.chips = Chips(words, self.at.name, self._chosen, _("Parts of learning"))
        self.late_button = button(Action("", self._see_late), "quiet")
        self.stack = QStackedWidget()
        self._low = False
        self._switches: dict[Part, QWidget] = {}
        self._head = head = QWidget()
        inside = QVBoxLayout(head)
        inside.setContentsMargins(look.px(24), look.px(16), look.px(24), 0)
        inside.addWidget(flow(self.chips, self.late_button))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.stack, 1)
        waits(desk).arrived.connect(self._say_late)
        self._say_late()
        self.open(self.at)

    def _say_late(self) -> None:
        """Say what the number in the sidebar is, and lead to those it is about."""
        found = waits(self.desk).found
        late = found.late if found is not None else None
        self.late_button.setVisible(late is not None)
        if late is not None:
            words = ngettext("{n} person is late", "{n} people are late", late.people)
            self.late_button.setText(words.format(n=f"{late.people:,}"))

    def _see_late(self) -> None:
        self.show_record(key(Part.DUE, Only.LATE))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Read in a quiet moment how everybody stands: then the matrix is there at once.
        QTimer.singleShot(_QUIET, self, self._get_ready)

    def _get_ready(self) -> None:
        if self.isVisible():  # not of a desk that was closed meanwhile
            self.source.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._low = self.height() < look.px(look.LOW)
        self._arrange()

    def _arrange(self) -> None:
        """Give a list the room of the chips where the window is low; a button leads on instead."""
        self._head.setHidden(self._low)
        self.page.low(self._switch(self.at), wanted=self._low)

    def _switch(self, at: Part) -> QWidget:
        if at not in self._switches:
            offered = [Action(words, partial(self.open, part)) for part, words in WORDS.items()]
            self._switches[at] = menu_button(WORDS[at], offered)
        return self._switches[at]

    def _chosen(self, name: str) -> None:
        self.open(Part[name])

    def open(self, part: Part) -> Page:
        """Open a part and give it."""
        if part not in self._pages:
            self._pages[part] = made = self._make[part]()
            self.stack.addWidget(made)
        before, page = self._pages[self.at], self._pages[part]
        if before is not page and isinstance(before, Courses | Resources):
            before.detail.flush()
        self.at = part
        self.chips.choose(part.name)
        self.stack.setCurrentWidget(page)
        self._arrange()
        return page

    @property
    def page(self) -> Page:
        return self._pages[self.at]

    def courses(self) -> Courses:
        found = self.open(Part.COURSES)
        assert isinstance(found, Courses)
        return found

    def resources(self) -> Resources:
        found = self.open(Part.RESOURCES)
        assert isinstance(found, Resources)
        return found

    # What the window asks for

    def first(self) -> QWidget:
        """Give where the keyboard starts; in a part with nothing in it, among the parts."""
        found = self.page.first()
        if found.isVisible():
            return found
        chip = self.chips.findChildren(QPushButton)[self.at]
        return chip if chip.isVisible() else self._switch(self.at)

    def panes(self) -> list[QWidget]:
        page = self.page
        inner: list[QWidget] = page.panes() if isinstance(page, Courses | Resources) else [page]
        return inner if self._head.isHidden() else [self.chips, *inner]

    def record(self) -> int:
        """Give what is open, to come back to it."""
        page = self.page
        one = page.record() if isinstance(page, Courses | Resources) else None
        return key(self.at, one or 0)

    def show_record(self, id: int) -> None:
        part, one = split(id)
        page = self.open(part)
        if not one:
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(page, Courses | Resources):
            page.show_record(one)
        elif isinstance(page, DueList):
            page.show_only(one)

    def new(self) -> None:
        """Begin a course, or a resource where those are open."""
        (self.resources() if self.at is Part.RESOURCES else self.courses()).new()

    def filter(self) -> None:
        """Put the keyboard where the open part is narrowed."""
        page = self.page
        if isinstance(page, Courses | Resources):
            page.filter()
            return
        line = page.filter if isinstance(page, Register) else page.filters.text
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line.selectAll()

    def print_what(self) -> None:
        self.page.print_what()

    def doings(self) -> Sequence[Action]:
        return [
            Action(_("New"), self.new, "plus", "Ctrl+N"),
            *(
                Action(
                    _("Learning: {part}").format(part=WORDS[part]), partial(self.open, part),
                    "graduation-cap", "", _FOUND_BY[part],
                )
                for part in Part
            ),
            Action(_("Add a course"), lambda: self.courses().new(), "plus"),
            Action(_("Add a resource"), lambda: self.resources().new(), "plus"),
            Action(_("Open a reading list…"), lambda: self.resources().reading_lists(), "list"),
            Action(_("Bring in completions…"), lambda: self.courses().bring_in(), "upload", "",
                   _("import excel csv training records")),
            Action(_("Save learning as spreadsheet…"), lambda: self.courses().save(),
                   "file-spreadsheet", "", _("export csv excel")),
            Action(_("Print learning summary…"), lambda: self.courses().print_summary(), "printer",
                   "", _("report charts")),
        ]  # fmt: skip
