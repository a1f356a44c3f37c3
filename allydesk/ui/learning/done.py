"""Who has done a course: when, until when it counts, its certificate; change, revoke, print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from allydesk.errors import Problem
from allydesk.language import _, ngettext
from allydesk.models import organisation
from allydesk.models.base import drop
from allydesk.models.learning import completion, course
from allydesk.models.learning.completion import RESULTS, Completion
from allydesk.ui.desk import Action, Desk
from allydesk.ui.kit import look
from allydesk.ui.kit.table import Column, Rows, choose, chosen, day_words, sort_by_click, table
from allydesk.ui.kit.widgets import Card, button, flow, label
from allydesk.ui.learning import prints
from allydesk.ui.learning.forms import CompletionForm
from allydesk.ui.say import announce

_MOST_ROWS = 10  # in sight; more scroll
_WIDE = (0, 0, 440, 640, 540)  # pixels at 100 %: a narrower card goes without this column


class Done(Card):
    """A table of completions, and below it what can be done with those that are chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Who has done it"))
        self.desk = desk
        self._course: course.Row | None = None
        self.rows: Rows[completion.Row] = Rows(self._columns(), self._says)
        self.table = table(self.rows, _("Who has done it"))
        self.table.setSelectionMode(self.table.SelectionMode.ExtendedSelection)
        head = self.table.horizontalHeader()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, head.ResizeMode.Stretch)
        sort_by_click(self.table)
        self.table.selectionModel().selectionChanged.connect(lambda *_both: self._chosen())
        self.none = label(_("Nobody yet."), "muted")
        self.below = _Chosen(desk)
        self.add(self.none, self.table, self.below)

    def language(self) -> str:
        return self.desk.store.read(organisation.language)

    def _columns(self) -> list[Column[completion.Row]]:
        return [
            Column(_("Name"), lambda r: r.name, order=lambda r: r.name.casefold(), width=170),
            Column(
                _("Completed on"), lambda r: day_words(r.completed_on, self.language()),
                lambda r: r.completed_on, 120,
            ),
            Column(_("State"), state, width=110),
            Column(
                _("Counts until"), lambda r: day_words(r.expires, self.language()),
                lambda r: r.expires, 120,
            ),
            Column(_("Certificate"), lambda r: r.certificate or "", width=110),
        ]  # fmt: skip

    def _says(self, row: completion.Row) -> str:
        day = day_words(row.completed_on, self.language())
        return ", ".join(filter(None, [row.name, day, state(row), row.certificate]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns there is room for; what is hidden shows with the row that is chosen."""
        super().resizeEvent(event)
        for column, wide in enumerate(_WIDE):
            self.table.setColumnHidden(column, self.width() < look.px(wide))

    def leave(self) -> None:
        """Choose nothing: another course is shown."""
        self.flush()
        self.table.clearSelection()

    def flush(self) -> None:
        self.below.form.flush()

    def show_course(self, of: course.Row) -> None:
        self._course = of
        ids = self.chosen()
        self.rows.show(self.desk.store.read(completion.of_course, of.id))
        count = self.rows.rowCount()
        self.table.setVisible(count > 0)
        self.none.setVisible(not count)
        high = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(high * min(count, _MOST_ROWS) + head + look.px(6))
        choose(self.table, ids)
        self._chosen()

    def chosen(self) -> list[int]:
        return chosen(self.table)

    def _chosen(self) -> None:
        ids = self.chosen()
        places = [self.rows.row_of(id) for id in ids]
        found = [self.rows.row(n) for n in places if n is not None]
        self.below.show_these([r for r in found if r is not None])


def state(row: completion.Row) -> str:
    """Give "Completed", "Not passed" or "Revoked"."""
    return _("Revoked") if row.revoked_on is not None else RESULTS[row.result]


class _Chosen(QWidget):
    """What can be done with completions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._rows: list[completion.Row] = []
        self.title = label("", "strong")
        self.why = label("", "muted")
        self.form = CompletionForm(desk)
        self.revoking = Revoking(self._revoke)
        self.print_button = button(Action(_("Print certificate"), self.print_them, "printer"))
        self.revoke_button = button(Action(_("Revoke…"), self.revoking.begin, "x"))
        self.restore_button = button(Action(_("Let it count again"), self._restore, "rotate-ccw"))
        self.person_button = button(Action(_("Open the person"), self._see, "user"), "quiet")
        self.drop_button = button(Action(_("Delete"), self._drop, "trash-2"), "quiet")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, look.px(8), 0, 0)
        buttons = flow(
            self.print_button, self.revoke_button, self.restore_button, self.person_button,
            self.drop_button,
        )  # fmt: skip
        for part in (self.title, self.why, buttons, self.revoking, self.form):
            inside.addWidget(part)

    def show_these(self, rows: list[completion.Row]) -> None:
        another = [r.id for r in rows] != [r.id for r in self._rows]
        self._rows = rows
        self.setVisible(bool(rows))
        if another:
            self.revoking.hide()
        if not rows:
            return
        one = rows[0] if len(rows) == 1 else None
        chosen = ngettext("{n} chosen", "{n} chosen", len(rows)).format(n=len(rows))
        self.title.setText(one.name if one else chosen)
        self.why.setText(_why(one) if one else "")
        self.why.setVisible(bool(self.why.text()))
        counting = any(r.counts for r in rows)
        self.print_button.setVisible(counting and prints.there(prints.CERTIFICATE))
        self.revoke_button.setVisible(any(r.revoked_on is None for r in rows))
        self.restore_button.setVisible(any(r.revoked_on is not None for r in rows))
        self.person_button.setVisible(one is not None)
        self.form.setVisible(one is not None)
        if one is not None and not self.form.shows(one.id):
            # Once the table has its place: what was typed before is stored first, which shows it anew.
            QTimer.singleShot(0, self.form, partial(self._load, one.id))

    def _load(self, id: int) -> None:
        if [r.id for r in self._rows] == [id] and not self.form.shows(id):
            self.form.load(id)

    def print_them(self) -> None:
        """Give numbers to those that have none yet, and show their certificates in one file."""
        ids = [r.id for r in self._rows if r.counts]
        certificates(self.desk, self, ids)

    def _revoke(self, because: str) -> str:
        """Let them count no longer; give what is wrong, if anything is."""
        ids = [r.id for r in self._rows if r.revoked_on is None]
        n = len(ids)
        step = ngettext("Revoke {n} completion", "Revoke {n} completions", n).format(n=n)
        try:
            self.desk.store.write(step, completion.revoke, ids, because, self.desk.today())
        except Problem as problem:
            return str(problem)
        self.desk.say(_("Revoked. It counts no longer; its number stays used."), undo=True)
        return ""

    def _restore(self) -> None:
        ids = [r.id for r in self._rows if r.revoked_on is not None]
        n = len(ids)
        step = ngettext(
            "Let {n} completion count again", "Let {n} completions count again", n
        ).format(n=n)
        self.desk.do(_("It counts again."), step, completion.restore, ids)

    def _see(self) -> None:
        self.desk.go("people", self._rows[0].person_id)

    def _drop(self) -> None:
        ids = [r.id for r in self._rows]
        n = len(ids)
        step = ngettext("Delete {n} completion", "Delete {n} completions", n).format(n=n)
        self.desk.do(_("Deleted. Their numbers stay used."), step, drop, Completion, ids)


def _why(one: completion.Row) -> str:
    parts = [one.event or "", one.certificate or ""]
    if one.revoked_because:
        parts.append(_("Revoked: {why}").format(why=one.revoked_because))
    return " · ".join(filter(None, parts))


def certificates(desk: Desk, parent: QWidget, ids: Sequence[int]) -> None:
    """Show the certificates of some completions, all in one file."""
    prints.show(desk, parent, prints.CERTIFICATE, completions=tuple(ids))


class Revoking(QWidget):
    """Why a completion is revoked, in a few words. revoke(why) gives what is wrong, or nothing."""

    def __init__(self, revoke: Callable[[str], str]) -> None:
        super().__init__()
        self._revoke = revoke
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Why it is revoked"))
        self.line.setPlaceholderText(_("Why. Only you see it."))
        self.line.returnPressed.connect(self.done)
        self.wrong = label("", "problem")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.line)
        inside.addWidget(self.wrong)
        inside.addWidget(
            flow(button(Action(_("Revoke"), self.done)), button(Action(_("Leave it"), self.hide)))
        )
        self.hide()

    def begin(self) -> None:
        self.line.clear()
        self.wrong.hide()
        self.show()
        self.line.setFocus()

    def done(self) -> None:
        self.wrong.setText(self._revoke(self.line.text().strip()))
        self.wrong.setVisible(bool(self.wrong.text()))
        if self.wrong.isHidden():
            self.hide()
            return
        self.line.setFocus()
        announce(self.line, self.wrong.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave it with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
