"""By what the matrix and the due list are narrowed: words, team, location, course, state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from allydesk.language import _
from allydesk.models.learning.standing import Matrix
from allydesk.ui.kit import look
from allydesk.ui.kit.clearing import searching
from allydesk.ui.kit.head import Further
from allydesk.ui.kit.widgets import flow, row
from allydesk.ui.learning.standings import Wanted
from allydesk.ui.records.editors import Choice

_TEXT = 168  # pixels at 100 %


class Filters(QObject):
    """A line and four boxes; what is not there to choose from is not shown.

    line and boxes stand wherever a page puts them. In a low window the boxes are behind a button.
    """

    changed = Signal()

    def __init__(self, states: Mapping[str, str]) -> None:
        super().__init__()
        self._later: int | None = None  # a course that was chosen before any is offered
        self.text = QLineEdit()
        self.text.setAccessibleName(_("Filter people"))
        self.text.setPlaceholderText(_("Filter people"))
        searching(self.text)
        self.text.textChanged.connect(lambda _text: self.changed.emit())
        self.team = self._box(_("Team"))
        self.location = self._box(_("Location"))
        self.course = self._box(_("Course"))
        self.state = self._box(_("State"))
        _fill(self.state, _("Any state"), [(words, name) for name, words in states.items()])
        self.boxes = flow(self.team, self.location, self.course, self.state)
        self.further = Further(
            self.boxes, lambda: sum(box.currentIndex() > 0 for box in self._all())
        )
        self.line = row(self.text, self.further.button)
        self.low(wanted=False)

    def low(self, *, wanted: bool) -> None:
        """Put the boxes behind a button, or show them."""
        self.text.setMinimumWidth(0 if wanted else look.px(_TEXT))
        for box in self._all():
            box.setMinimumContentsLength(10 if wanted else 7)
        self.further.low(wanted=wanted)

    def _all(self) -> tuple[Choice, ...]:
        return self.team, self.location, self.course, self.state

    def setVisible(self, wanted: bool) -> None:  # noqa: FBT001
        """Show all of it, or nothing where there is nobody to filter."""
        self.line.setVisible(wanted)
        self.further.offer(wanted=wanted)

    def isVisible(self) -> bool:
        return self.text.isVisible()

    def _box(self, says: str) -> Choice:
        made = Choice()
        made.setAccessibleName(says)
        made.activated.connect(lambda _row: self._narrow())
        return made

    def _narrow(self) -> None:
        self.further.turn()
        self.changed.emit()

    def offer(self, found: Matrix) -> None:
        """Offer the teams, locations and courses there are; what is chosen stays chosen."""
        _named(self.team, _("All teams"), [p.team for p in found.people])
        _named(self.location, _("All locations"), [p.location for p in found.people])
        _fill(self.course, _("All courses"), [(c.title, c.id) for c in found.courses])
        if self._later is not None:
            self.course.setCurrentIndex(max(0, self.course.findData(self._later)))
            self._later = None

    def wanted(self) -> Wanted:
        """Give what is chosen."""
        one = self.course.currentData()
        return Wanted(
            self.text.text(),
            str(self.team.currentData() or ""),
            str(self.location.currentData() or ""),
            one if isinstance(one, int) else None,
            str(self.state.currentData() or ""),
        )

    def choose(self, course: int | None = None, state: str = "") -> None:
        """Narrow to one course or one state, or to nothing, and to nothing else."""
        self.text.clear()
        for box in (self.team, self.location):
            box.setCurrentIndex(0)
        at = self.course.findData(course)
        self._later = course if at < 0 else None
        self.course.setCurrentIndex(max(0, at))
        self.state.setCurrentIndex(max(0, self.state.findData(state or None)))
        self._narrow()


def _named(box: Choice, every: str, values: Sequence[str | None]) -> None:
    names = sorted({v for v in values if v}, key=str.casefold)
    _fill(box, every, [(name, name) for name in names])
    box.setVisible(bool(names))


def _fill(box: Choice, every: str, offered: Sequence[tuple[str, object]]) -> None:
    chosen = box.currentData()
    box.clear()
    box.addItem(every, None)
    for words, value in offered:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
