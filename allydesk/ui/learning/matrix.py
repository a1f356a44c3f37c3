"""The matrix: people × courses, narrowed as one likes, and in words what the chosen cell means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import chain
from operator import attrgetter

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.learning.standing import STATUSES, Matrix
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit.head import Head
from allydesk.ui.kit.widgets import button, flow, label
from allydesk.ui.learning import prints
from allydesk.ui.learning.cells import Cells, CellTable
from allydesk.ui.learning.empty import Empty
from allydesk.ui.learning.filters import Filters
from allydesk.ui.learning.keys import Part, key
from allydesk.ui.learning.standings import Standings, Wanted
from allydesk.ui.learning.wide import Wide

_STATES = ("missing", "expired", "expiring", "current")


class MatrixPart(QWidget):
    """Filters, the table, and the cell that is chosen."""

    def __init__(self, desk: Desk, source: Standings) -> None:
        super().__init__()
        self.desk, self.source = desk, source
        self._shown: tuple[Matrix, Wanted] | None = None
        self.filters = Filters({name: STATUSES[name] for name in _STATES})
        self.cells = Cells()
        self.table = CellTable(self.cells)
        self.table.selectionModel().currentChanged.connect(lambda *_both: self._chosen())
        self.table.activated.connect(lambda _at: self._see_person())
        self.count, self.none = label("", "muted"), Empty()
        self.about = label("")
        self.person_button = button(Action(_("Open the person"), self._see_person, "user"), "quiet")
        self.course_button = button(
            Action(_("Open the course"), self._see_course, "graduation-cap"), "quiet"
        )
        self._build()
        self.filters.changed.connect(self.refresh)
        source.arrived.connect(self._arrived)
        desk.changed.connect(lambda _kinds: self._ask())

    def _build(self) -> None:
        self.chosen = QWidget()
        below = QVBoxLayout(self.chosen)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.about)
        below.addWidget(flow(self.person_button, self.course_button))
        head = Head(_("Matrix"), self.more(), self.filters.line, self.filters.boxes)
        self.sheet = Wide(self, head, self.table, self.count, [self.none], [self.chosen])

    def low(self, switch: QWidget, *, wanted: bool) -> None:
        self.filters.low(wanted=wanted)
        self.sheet.low(switch, wanted=wanted)

    def more(self) -> Sequence[Action]:
        return [
            Action(_("Save matrix as spreadsheet…"), self.save, "file-spreadsheet", "",
                   _("export csv excel")),
            Action(_("Print training matrix…"), self.print_what, "printer", "", _("who did what")),
        ]  # fmt: skip

    def first(self) -> QWidget:
        if self.table.isVisible():
            return self.table
        return self.none.first() or self.filters.text

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        if self.isVisible():
            self.source.ask()
            self._arrived()

    def _arrived(self) -> None:
        found = self.source.found
        if found is None or not self.isVisible():
            return
        if self._shown is None or self._shown[0] is not found:
            self.filters.offer(found)
            self.refresh()

    def refresh(self) -> None:
        """Show what the filters leave; the cell that was chosen stays, if it is still there."""
        if self.source.found is None:
            return
        matrix, wanted = self.source.found, self.filters.wanted()
        self._shown = (matrix, wanted)
        columns = [n for n, c in enumerate(matrix.courses) if wanted.course in (None, c.id)]
        rows = self._rows(matrix, wanted, columns)
        at = self._at()
        self.cells.say_days(self.desk.store.read(organisation.language))
        self.cells.show(matrix, rows, columns)
        self.count.setText(_counted(matrix, rows, columns))
        some = bool(rows and columns)
        self._say_none(matrix, some=some)
        self.count.setVisible(some)
        self.filters.setVisible(bool(matrix.courses and matrix.people))
        self.table.setVisible(some)
        self._go_back(at)
        self._chosen()

    def _say_none(self, matrix: Matrix, *, some: bool) -> None:
        """Say why nothing is shown, and offer the one thing to do about it."""
        go = self.desk.go
        if some:
            self.none.hide()
        elif not matrix.courses:
            words = _("No course is offered yet. Add one, then see here who has done it.")
            add = Action(_("Add a course"), partial(go, "learning", new=True), "plus")
            self.none.say("graduation-cap", words, add)
        elif not matrix.people:
            words = _("Nobody works here yet. Bring in your people list first.")
            self.none.say("users", words, Action(_("Open people"), partial(go, "people"), "users"))
        else:
            show_all = Action(_("Show everybody"), self.filters.choose, "list")
            self.none.say("search", _("Nobody matches these filters."), show_all)

    def _rows(self, matrix: Matrix, wanted: Wanted, columns: Sequence[int]) -> Sequence[int]:
        """Give the places of those in the matrix whom the filters leave."""
        rows: Sequence[int] = range(len(matrix.people))
        if (meant := wanted.meant(self.source.folded)) is not None:
            rows = [n for n in rows if meant(matrix.people[n].id, matrix.people[n])]
        if wanted.state:
            cells = matrix.cells
            rows = [n for n in rows if any(cells[n][c].status == wanted.state for c in columns)]
        return rows

    def _at(self) -> tuple[int, int] | None:
        """Give the person and the course of the chosen cell."""
        at = self.table.currentIndex()
        if not at.isValid() or self.cells.matrix is None:
            return None
        return self.cells.person(at.row()).id, self.cells.course(at.column())[0]

    def _go_back(self, at: tuple[int, int] | None) -> None:
        """Choose a cell again; where it is gone, the first."""
        matrix = self.cells.matrix
        if matrix is None or not self.cells.rows or not self.cells.columns:
            return
        row = column = 0
        if at is not None:
            people = (matrix.people[n].id for n in self.cells.rows)
            row = next((n for n, id in enumerate(people) if id == at[0]), 0)
            courses = (matrix.courses[n].id for n in self.cells.columns)
            column = next((n for n, id in enumerate(courses) if id == at[1]), 0)
        self.table.setCurrentIndex(self.cells.index(row, column))

    def _chosen(self) -> None:
        at = self.table.currentIndex()
        self.chosen.setVisible(at.isValid() and not self.table.isHidden())
        if at.isValid():
            self.about.setText(self.cells.says(at.row(), at.column()))

    # What is done

    def _see_person(self) -> None:
        if (at := self._at()) is not None:
            self.desk.go("people", at[0])

    def _see_course(self) -> None:
        if (at := self._at()) is not None:
            self.desk.go("learning", key(Part.COURSES, at[1]))

    def print_what(self) -> None:
        """Print the matrix as far as the filters can be said on paper."""
        wanted = self.filters.wanted()
        one = wanted.course
        prints.show(
            self.desk, self, prints.MATRIX, team=wanted.team, location=wanted.location, course=one,
            courses=(one,) if one else (),
        )  # fmt: skip

    def save(self) -> None:
        from allydesk.ui.learning import saving

        cells = self.cells
        people = [cells.person(n).id for n in range(cells.rowCount())]
        courses = [cells.course(n)[0] for n in range(cells.columnCount())]
        saving.matrix(self.desk, self, people, courses)


def _counted(matrix: Matrix, rows: Sequence[int], columns: Sequence[int]) -> str:
    cells, every = matrix.cells, len(columns) == len(matrix.courses)
    shown = (cells[r] if every else [cells[r][c] for c in columns] for r in rows)
    # Without a line of Python for each cell: a large matrix has 100,000.
    found = Counter(map(attrgetter("status"), chain.from_iterable(shown)))
    people, courses = len(rows), len(columns)
    parts = [
        ngettext("{n} person", "{n} people", people).format(n=f"{people:,}"),
        ngettext("{n} course", "{n} courses", courses).format(n=f"{courses:,}"),
        *(f"{STATUSES[name]}: {found[name]:,}" for name in _STATES if found[name]),
    ]
    return " · ".join(parts)
